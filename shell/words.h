// SPDX-License-Identifier: GPL-3.0-or-later
/// @file words.h
/// The words of a line, as people know them from a shell: separated by blanks,
/// with "…" or '…' around what has blanks in it.

#ifndef GESTA_SHELL_WORDS_H
#define GESTA_SHELL_WORDS_H

#include "graph/base/arena.h"
#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct GestaWords {
  char **words; ///< [count], NUL-terminated; one NULL after them
  size_t count;
} GestaWords;

/// Copy a text as a word.
///
/// lends    the word, in `arena`
/// returns  NULL if memory is short
char *
gesta_word_copy(GestaArena *arena, GestaStringView text);

/// Split a line.  `<…>` is one word, with its brackets.  A quoted part is taken
/// as it is, without its quotes.
///
/// lends   the words, in `arena`
/// errors  GESTA_ERR_INPUT: a quote that is not closed; GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_words_split(GestaArena *arena, GestaStringView line, GestaWords *words,
                  GestaError *error);

/// The same, but a word with *, ? or [ that matches names of files becomes
/// these, sorted, and ~ at the beginning of one becomes the home folder.
GESTA_MUST_CHECK GestaStatus
gesta_words_split_files(GestaArena *arena, GestaStringView line,
                        GestaWords *words, GestaError *error);

/// The name of the only file that a line names.
///
/// lends   *name, in the arena
/// errors  those of gesta_words_split_files(); GESTA_ERR_INPUT if there is
///         none, or more than one
GESTA_MUST_CHECK GestaStatus
gesta_words_one_file(GestaArena *arena, GestaStringView line, const char **name,
                     GestaError *error);

#endif // GESTA_SHELL_WORDS_H
