// SPDX-License-Identifier: GPL-3.0-or-later
/// @file tagger_training.h
/// Learn a tagger from annotated sentences.

#ifndef GESTA_TAGGER_TAGGER_TRAINING_H
#define GESTA_TAGGER_TAGGER_TRAINING_H

#include "extractor/lexicon/morphology.h"
#include "extractor/model/training_options.h"
#include "extractor/tagger/tagger.h"
#include "graph/base/allocator.h"
#include "graph/base/status.h"
#include "graph/base/text_buffer.h"

/// The features of a word that are not to be learnt.
#define GESTA_UNKNOWN_FEATURES "?"

/// Append the parts of a tagger to `parts`.  The same input and seed give the
/// same bytes.
///
/// borrows  sentences and lexicon (NULL: none), during the call
/// needs    one sentence or more, every word tagged
/// errors   GESTA_ERR_MEMORY, GESTA_ERR_TOO_LARGE
GESTA_MUST_CHECK GestaStatus
gesta_tagger_train(GestaAllocator *allocator, GestaSentenceSet sentences,
                   const GestaMorphology *lexicon,
                   const GestaTrainingOptions *options,
                   GestaTextBuffer parts[GESTA_TAGGER_PART_COUNT]);

#endif // GESTA_TAGGER_TAGGER_TRAINING_H
