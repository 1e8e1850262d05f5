// SPDX-License-Identifier: GPL-3.0-or-later
/// @file confidence.h
/// How sure an event is: what speaks for and against it, weighed.
///
/// The confidence is the probability that an event has the right trigger,
/// actors and targets.  Each piece of evidence that an event shows adds its
/// weight; a logistic function makes a probability of the sum.  The weights
/// stand in `DATA/confidence.tsv`, which bench/calibrate fits.
///
/// source   logistic regression: D. R. Cox, The Regression Analysis of Binary
///          Sequences, J. R. Stat. Soc. B 20 (1958)
/// threads  weights are immutable once read, and may be shared

#ifndef GESTA_EVENT_CONFIDENCE_H
#define GESTA_EVENT_CONFIDENCE_H

#include "extractor/event/scene.h"
#include "graph/base/allocator.h"
#include "graph/base/error.h"
#include "graph/base/status.h"

#include <stddef.h>
#include <stdint.h>

/// Pieces of evidence, one bit each.  Their names stand in confidence.c.
enum { GESTA_EVIDENCE_COUNT = 24 };

typedef struct GestaConfidence {
  double always; ///< the weight of every event
  double weights[GESTA_EVIDENCE_COUNT];
} GestaConfidence;

/// Read `DATA/confidence.tsv`.
///
/// errors  GESTA_ERR_FILE, GESTA_ERR_ENCODING, GESTA_ERR_MEMORY;
///         GESTA_ERR_SYNTAX with file and line: columns, a name that is
///         unknown, twice or missing, a weight that is no number
GESTA_MUST_CHECK GestaStatus
gesta_confidence_read(GestaAllocator *allocator, const char *data_directory,
                      GestaConfidence *confidence, GestaError *error);

/// What speaks for and against an event, once it is dated.
uint32_t
gesta_event_evidence(const GestaScene *scene, const GestaEvent *event);

/// The name of a piece of evidence, `actor-pronoun`.
const char *
gesta_evidence_name(size_t piece);

/// units    probability
/// returns  0.01 to 0.99
double
gesta_confidence(const GestaConfidence *confidence, uint32_t evidence);

#endif // GESTA_EVENT_CONFIDENCE_H
