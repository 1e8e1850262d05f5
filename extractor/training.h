// SPDX-License-Identifier: GPL-3.0-or-later
/// @file training.h
/// Treebanks to a model file.

#ifndef GESTA_EXTRACTOR_TRAINING_H
#define GESTA_EXTRACTOR_TRAINING_H

#include "extractor/model/training_options.h"
#include "extractor/text/sentence.h"
#include "graph/base/allocator.h"
#include "graph/base/error.h"
#include "graph/base/output.h"
#include "graph/base/status.h"

typedef struct GestaTraining {
  const GestaDocument *documents; ///< treebanks to learn from
  size_t document_count;
  const GestaDocument *held_out; ///< NULL: none; only measured, never learnt
  const char *data_directory;
  GestaStringView language; ///< its code
  /// Sentences with a comment `# source = S` are left out if S begins with one
  /// of these.
  const GestaStringView *excluded;
  size_t excluded_count;
  uint64_t seed;
  unsigned epochs;                 ///< over the trees; the taggers need fewer
  GestaTrainingProgress *progress; ///< NULL: nobody
} GestaTraining;

/// Learn segmenter, tagger, lemmatizer and parser and write the model.  The
/// same input and seed give the same bytes.
///
/// borrows  training, during the call
/// errors   GESTA_ERR_INPUT (no sentence is left, or a word without a tag),
///          GESTA_ERR_MEMORY, those of the lexicon and the output
GESTA_MUST_CHECK GestaStatus
gesta_train(GestaAllocator *allocator, const GestaTraining *training,
            GestaOutput *output, GestaError *error);

#endif // GESTA_EXTRACTOR_TRAINING_H
