// SPDX-License-Identifier: GPL-3.0-or-later
/// @file training_options.h
/// What every trainer takes: sentences, a seed, and whom to tell.

#ifndef GESTA_MODEL_TRAINING_OPTIONS_H
#define GESTA_MODEL_TRAINING_OPTIONS_H

#include "extractor/text/sentence.h"

#include <stddef.h>
#include <stdint.h>

/// One epoch is over.
typedef struct GestaTrainingReport {
  const char *stage; ///< "upos", "features", "lemma", "parser"
  unsigned fold;  ///< 1, 2, …: learnt without that part; 0: from everything
  unsigned epoch; ///< from 1
  unsigned epochs;
  double accuracy; ///< on the sentences learnt from, as they were learnt
  double held_out; ///< on the held-out sentences; below 0: not measured
} GestaTrainingReport;

typedef struct GestaTrainingProgress GestaTrainingProgress;

struct GestaTrainingProgress {
  void (*report)(GestaTrainingProgress *self,
                 const GestaTrainingReport *report);
};

typedef struct GestaSentenceSet {
  const GestaSentence *const *items;
  size_t count;
} GestaSentenceSet;

typedef struct GestaTrainingOptions {
  uint64_t seed;
  unsigned epochs;
  unsigned fold;                   ///< for the reports
  GestaTrainingProgress *progress; ///< NULL: nobody
} GestaTrainingOptions;

/// The next number of a fixed sequence.
///
/// source  Steele, Lea, Flood: Fast splittable pseudorandom number generators,
///         OOPSLA 2014 (SplitMix64)
static inline uint64_t
gesta_random_next(uint64_t *state)
{
  *state += UINT64_C(0x9E3779B97F4A7C15);
  uint64_t z = *state;
  z = (z ^ (z >> 30U)) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ (z >> 27U)) * UINT64_C(0x94D049BB133111EB);
  return z ^ (z >> 31U);
}

/// Put indexes into a random order (Fisher and Yates).
static inline void
gesta_random_shuffle(uint64_t *state, uint32_t *order, size_t count)
{
  for (size_t i = count; i > 1; --i) {
    const size_t j = (size_t)(gesta_random_next(state) % i);
    const uint32_t swap = order[i - 1];
    order[i - 1] = order[j];
    order[j] = swap;
  }
}

#endif // GESTA_MODEL_TRAINING_OPTIONS_H
