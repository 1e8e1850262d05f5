// SPDX-License-Identifier: GPL-3.0-or-later
/// @file date_words.h
/// The vocabulary of the date patterns: pieces of text and their numbers.
///
/// A piece is a run of letters, a run of digits or one other character, so that
/// it does not matter whether the tokens are "mid-June" or "mid", "-", "June".

#ifndef GESTA_TIME_DATE_WORDS_H
#define GESTA_TIME_DATE_WORDS_H

#include "graph/base/arena.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { GESTA_DATE_READINGS = 3 }; ///< words that one piece may be

typedef struct GestaDateWord {
  GestaStringView exact; ///< lower case
  GestaStringView plain; ///< and without accents
  uint32_t id;
} GestaDateWord;

typedef struct GestaDateWords {
  GestaDateWord *words; ///< sorted by plain, then exact
  size_t count;
  size_t room;
} GestaDateWords;

/// The next piece of a text; blanks are skipped.
///
/// returns  false at the end
/// needs    *offset at a character's border; it is moved behind the piece
bool
gesta_date_piece_next(GestaStringView text, size_t *offset,
                      GestaStringView *piece);

/// Whether a piece begins with a capital letter.
bool
gesta_date_piece_is_capital(GestaStringView piece);

/// Whether a piece is one character that is neither a letter nor a digit.
bool
gesta_date_piece_is_mark(GestaStringView piece);

/// Add a word in its spelling, or find it.  Ids are 0, 1, 2, …
///
/// errors  GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_date_words_intern(GestaDateWords *words, GestaArena *arena,
                        GestaStringView spelling, uint32_t *id);

/// The words that a piece may be: capitals may lack their accents.
///
/// returns  how many
size_t
gesta_date_words_find(const GestaDateWords *words, GestaStringView piece,
                      uint32_t ids[GESTA_DATE_READINGS]);

#endif // GESTA_TIME_DATE_WORDS_H
