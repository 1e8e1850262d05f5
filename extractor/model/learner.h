// SPDX-License-Identifier: GPL-3.0-or-later
/// @file learner.h
/// An averaged perceptron over sparse features: what turns examples into a
/// weight table.
///
/// source  Collins: Discriminative training methods for hidden Markov models,
///         EMNLP 2002; averaging as in Daumé: Practical structured learning
///         techniques for natural language processing, 2006, figure 2.3

#ifndef GESTA_MODEL_LEARNER_H
#define GESTA_MODEL_LEARNER_H

#include "extractor/model/feature_key.h"
#include "graph/base/allocator.h"
#include "graph/base/status.h"
#include "graph/base/text_buffer.h"

#include <stddef.h>
#include <stdint.h>

typedef struct GestaLearner GestaLearner;

/// gives    *learner; release it with gesta_learner_free()
/// borrows  allocator, until then
/// errors   GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_learner_new(GestaAllocator *allocator, uint32_t class_count,
                  GestaLearner **learner);

void
gesta_learner_free(GestaLearner *learner);

/// Add up the weights of features as they are now, not averaged.
///
/// shapes  keys[count], scores[class_count], which this overwrites
/// needs   count <= GESTA_FEATURE_LIMIT
void
gesta_learner_score(const GestaLearner *learner, const GestaFeatureKey *keys,
                    size_t count, int32_t *scores);

/// One example more has been seen: averages weigh by this count.
void
gesta_learner_step(GestaLearner *learner);

/// Reward class `good` and punish class `bad` on all features.
///
/// errors  GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_learner_update(GestaLearner *learner, const GestaFeatureKey *keys,
                     size_t count, uint32_t good, uint32_t bad);

/// Append a weight table of the averages, leaving out weights below
/// `threshold` (in sixteenths of an update), and more if there would be more
/// than `most`.
///
/// errors  GESTA_ERR_MEMORY, GESTA_ERR_TOO_LARGE
GESTA_MUST_CHECK GestaStatus
gesta_learner_freeze(const GestaLearner *learner, int32_t threshold,
                     size_t most, GestaTextBuffer *section);

#endif // GESTA_MODEL_LEARNER_H
