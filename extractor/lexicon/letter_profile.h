// SPDX-License-Identifier: GPL-3.0-or-later
/// @file letter_profile.h
/// How likely a text is in one language, from its sequences of four letters.
///
/// source  after Cavnar, Trenkle: N-gram-based text categorization, SDAIR 1994,
///         with probabilities instead of ranks
///
/// threads  a profile is immutable and may be shared

#ifndef GESTA_LEXICON_LETTER_PROFILE_H
#define GESTA_LEXICON_LETTER_PROFILE_H

#include "extractor/model/training_options.h"
#include "graph/base/allocator.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "graph/base/text_buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct GestaLetterProfile {
  const uint8_t *costs; ///< in eighths of a bit, by the sequence's hash
  double mean;          ///< bits a sequence costs in sentences learnt from
  double deviation;     ///< its standard deviation from sentence to sentence
} GestaLetterProfile;

/// What a text costs.
typedef struct GestaLetterCost {
  double bits;  ///< a sequence, on average
  size_t count; ///< of sequences; 0: there is no letter
} GestaLetterCost;

/// Learn from sentences and append the section for gesta_letter_profile_open().
/// The same sentences give the same bytes.
///
/// errors  GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_letter_profile_train(GestaAllocator *allocator,
                           GestaSentenceSet sentences,
                           GestaTextBuffer *section);

/// borrows  section, as long as *profile is used
/// errors   GESTA_ERR_CORRUPT
GESTA_MUST_CHECK GestaStatus
gesta_letter_profile_open(GestaStringView section, GestaLetterProfile *profile);

/// Measure well-formed text; beyond its first 64 KiB it is not looked at.
GestaLetterCost
gesta_letter_profile_measure(const GestaLetterProfile *profile,
                             GestaStringView text);

/// Whether a text that costs so much can be in the language: three standard
/// deviations, and more for a few words.
bool
gesta_letter_profile_accepts(const GestaLetterProfile *profile,
                             GestaLetterCost cost);

#endif // GESTA_LEXICON_LETTER_PROFILE_H
