// SPDX-License-Identifier: GPL-3.0-or-later
/// @file parser_training.h
/// Learn a parser from trees, exploring its own errors.

#ifndef GESTA_PARSER_PARSER_TRAINING_H
#define GESTA_PARSER_PARSER_TRAINING_H

#include "extractor/model/training_options.h"
#include "extractor/parser/parser.h"
#include "graph/base/allocator.h"
#include "graph/base/status.h"
#include "graph/base/text_buffer.h"

typedef struct GestaParserLessons {
  GestaSentenceSet sentences; ///< true trees, tags as they will be predicted
  GestaSentenceSet truth;     ///< the same sentences with true tags
  GestaSentenceSet held_out;  ///< may be empty; only measured, never learnt
} GestaParserLessons;

/// Append the parts of a parser to `parts`.  The same input and seed give the
/// same bytes.
///
/// A relation "obl:*" stands for any subtype of obl: whichever the parser
/// prefers is right.
///
/// borrows  lessons and lexicon (NULL: none), during the call
/// needs    one sentence or more
/// errors   GESTA_ERR_MEMORY, GESTA_ERR_TOO_LARGE
GESTA_MUST_CHECK GestaStatus
gesta_parser_train(GestaAllocator *allocator, const GestaParserLessons *lessons,
                   const GestaMorphology *lexicon,
                   const GestaTrainingOptions *options,
                   GestaTextBuffer parts[GESTA_PARSER_PART_COUNT]);

#endif // GESTA_PARSER_PARSER_TRAINING_H
