// SPDX-License-Identifier: GPL-3.0-or-later
/// @file date_mention.h
/// Date expressions of a sentence and their values.
///
/// source  ISO 8601-2:2019 (EDTF), levels 0 and 1; TIMEX3 for the idea of
///         values against a document time

#ifndef GESTA_TIME_DATE_MENTION_H
#define GESTA_TIME_DATE_MENTION_H

#include "extractor/text/sentence.h"
#include "extractor/time/edtf.h"
#include "graph/base/allocator.h"
#include "graph/base/arena.h"
#include "graph/base/error.h"
#include "graph/base/status.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct GestaDateLexicon GestaDateLexicon;

/// The tense of the clause that a weekday or month stands in decides which one
/// is meant.
typedef enum GestaDirection {
  GESTA_DIRECTION_PAST,
  GESTA_DIRECTION_FUTURE,
} GestaDirection;

/// What an expression is measured against.
typedef struct GestaDateContext {
  GestaDate publication; ///< year 0: not known; relative expressions then give
                         ///< nothing
  GestaDate reference;   ///< the date told last, for "the next day"; year 0:
                         ///< none
  GestaDirection direction;
} GestaDateContext;

/// One expression: words[first] to words[last].
typedef struct GestaDateMention {
  size_t first; ///< index of the first word, its preposition included
  size_t last;  ///< index of the last word
  GestaEdtf value;
  size_t line;             ///< of dates.tsv, which gave the value
  GestaStringView pattern; ///< of this line; lent by the lexicon
  GestaStringView formula;
  GestaDateContext context; ///< in which it was measured
} GestaDateMention;

/// Read the date words of a language, `DATA/lexicon/CODE/dates.tsv`.
///
/// gives   *lexicon; release it with gesta_date_lexicon_close()
/// errors  GESTA_ERR_FILE, GESTA_ERR_SYNTAX with the line, GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_date_lexicon_open(GestaAllocator *allocator, const char *data_directory,
                        GestaStringView language, GestaDateLexicon **lexicon,
                        GestaError *error);

void
gesta_date_lexicon_close(GestaDateLexicon *lexicon);

/// The context of an expression that stands at `word` of the sentence; called
/// back because the tense is the tree's affair.
typedef GestaDateContext (*GestaDateContextOf)(const void *user,
                                               const GestaSentence *sentence,
                                               size_t word);

/// Find the date expressions of a sentence, left to right, the longest at each
/// place.  Vague ones ("in the coming days") are not found.
///
/// needs   words with forms; lemmas and trees are not looked at
/// lends   *mentions, in `arena`
/// errors  GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_date_mentions_find(const GestaDateLexicon *lexicon,
                         const GestaSentence *sentence,
                         GestaDateContextOf context_of, const void *user,
                         GestaArena *arena, GestaDateMention **mentions,
                         size_t *count);

#endif // GESTA_TIME_DATE_MENTION_H
