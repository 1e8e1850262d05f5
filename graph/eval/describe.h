// SPDX-License-Identifier: GPL-3.0-or-later
/// @file describe.h
/// DESCRIBE: the symmetric concise bounded description of a resource, with the
/// labels of what it names.
///
/// source  Stickler: CBD, Concise Bounded Description, W3C Member Submission,
///         2005

#ifndef GESTA_EVAL_DESCRIBE_H
#define GESTA_EVAL_DESCRIBE_H

#include "graph/base/cancel.h"
#include "graph/eval/dataset.h"
#include "graph/eval/query_terms.h"
#include "graph/rdf/quad_sink.h"

typedef struct GestaDescription GestaDescription;

/// gives    *description; free it with gesta_description_free()
/// borrows  everything but the dataset's struct, until then
GESTA_MUST_CHECK GestaStatus
gesta_description_new(GestaAllocator *allocator, GestaTransaction *transaction,
                      const GestaDataset *dataset, GestaQueryTerms *terms,
                      GestaCancel *cancel, GestaDescription **description);

void
gesta_description_free(GestaDescription *description);

/// Send the triples around a resource: those whose subject or object it is, the
/// same for blank nodes that these reach, and the rdfs:label of the IRIs in
/// them.  A resource that was described already sends nothing; a triple may
/// come more than once.
///
/// errors  any failure of the sink, GESTA_ERR_CANCELLED, GESTA_ERR_MEMORY and
///         those of the store
GESTA_MUST_CHECK GestaStatus
gesta_description_add(GestaDescription *description, GestaTermId id,
                      GestaQuadSink *sink);

#endif // GESTA_EVAL_DESCRIBE_H
