// SPDX-License-Identifier: GPL-3.0-or-later
/// @file attribution.h
/// Who says so: speech verbs, quotations over several sentences, `selon X`.

#ifndef GESTA_EVENT_ATTRIBUTION_H
#define GESTA_EVENT_ATTRIBUTION_H

#include "extractor/event/scene.h"

#include <stddef.h>
#include <stdint.h>

/// The quotations of an article and their speakers.
typedef struct GestaQuotations {
  uint32_t **numbers;     ///< [sentence][word]: 0 outside any quotation
  GestaMention *speakers; ///< [number]
  size_t count;
} GestaQuotations;

/// Find the quotations of an article.  `scenes` holds one scene a sentence.
void
gesta_quotations_find(const GestaScene *scenes, size_t count,
                      GestaQuotations *quotations);

/// The source of what a word of a sentence tells; count 0 if the text names
/// none.  `statement`: the word is a speech verb itself, which is attributed
/// only by what stands above it.
GestaMention
gesta_attribute(const GestaScene *scene, const GestaQuotations *quotations,
                uint32_t word, bool statement);

#endif // GESTA_EVENT_ATTRIBUTION_H
