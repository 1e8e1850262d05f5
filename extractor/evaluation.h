// SPDX-License-Identifier: GPL-3.0-or-later
/// @file evaluation.h
/// How good is a segmentation, tagging or parse: the metrics of the CoNLL 2018
/// shared task.
///
/// The two documents are laid over the same string of non-blank characters.
/// Tokens and sentences agree if their spans are equal.  Words agree if their
/// spans are equal or, inside multiword tokens, if they lie on the longest
/// common subsequence of the forms in lower case.  A head is right if both the
/// word and its head agree.  Only universal features and the part of a relation
/// before ":" count; a gold lemma "_" accepts any.
///
/// source  https://universaldependencies.org/conll18/evaluation.html

#ifndef GESTA_EXTRACTOR_EVALUATION_H
#define GESTA_EXTRACTOR_EVALUATION_H

#include "extractor/text/sentence.h"
#include "graph/base/allocator.h"
#include "graph/base/error.h"
#include "graph/base/output.h"
#include "graph/base/status.h"

#include <stddef.h>

typedef enum GestaMetric {
  GESTA_METRIC_TOKENS,
  GESTA_METRIC_SENTENCES,
  GESTA_METRIC_WORDS,
  GESTA_METRIC_UPOS,
  GESTA_METRIC_UFEATS,
  GESTA_METRIC_LEMMAS,
  GESTA_METRIC_UAS,
  GESTA_METRIC_LAS,
  GESTA_METRIC_COUNT,
} GestaMetric;

typedef struct GestaScore {
  size_t correct;
  size_t gold;    ///< units in the gold document
  size_t system;  ///< units in the other
  size_t aligned; ///< words that agree; 0 for tokens, sentences and words
} GestaScore;

typedef struct GestaEvaluation {
  GestaScore scores[GESTA_METRIC_COUNT];
} GestaEvaluation;

/// Compare a document with the gold one.
///
/// borrows  all, during the call
/// errors   GESTA_ERR_INPUT (the texts differ: the message shows where),
///          GESTA_ERR_TOO_LARGE (multiword tokens of thousands of words that
///          overlap), GESTA_ERR_MEMORY
/// cost     O(words), and quadratic in the words of overlapping multiword
/// tokens
GESTA_MUST_CHECK GestaStatus
gesta_evaluate(GestaAllocator *allocator, const GestaDocument *gold,
               const GestaDocument *system, GestaEvaluation *evaluation,
               GestaError *error);

/// F1 in per cent.
double
gesta_score_f1(const GestaScore *score);

/// Write the table: a header, then precision, recall, F1 and the accuracy on
/// aligned words of each metric, in per cent.
///
/// errors  those of the output
GESTA_MUST_CHECK GestaStatus
gesta_evaluation_print(const GestaEvaluation *evaluation, GestaOutput *output);

#endif // GESTA_EXTRACTOR_EVALUATION_H
