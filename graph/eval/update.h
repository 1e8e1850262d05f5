// SPDX-License-Identifier: GPL-3.0-or-later
/// @file update.h
/// Carry out the operations of a SPARQL 1.1 Update request.
///
/// The store has no empty graphs: one exists while it holds a quad.  So CREATE
/// of a graph without quads succeeds and changes nothing, and CLEAR of one
/// succeeds; DROP of one, and ADD, MOVE and COPY from one, are errors unless
/// SILENT.
///
/// source  SPARQL 1.1 Update, sections 3 and 4

#ifndef GESTA_EVAL_UPDATE_H
#define GESTA_EVAL_UPDATE_H

#include "graph/eval/evaluation.h"
#include "graph/rdf/quad_sink.h"

typedef struct GestaUpdateOptions {
  /// Of every WHERE.  The transaction must be one that writes; `dataset.kind`
  /// is what a WHERE sees that has neither WITH nor USING; `variables`, `base`
  /// and `prologue` are those of the request, whatever they are here.
  GestaEvaluationOptions evaluation;
  /// Send the quads of a document to the sink; NULL: LOAD is not possible.
  GestaStatus (*load)(void *context, GestaStringView document,
                      GestaQuadSink *sink, GestaError *error);
  void *load_context;
} GestaUpdateOptions;

/// Carry the operations out, one after the other; each sees what those before
/// it have done.
///
/// errors  GESTA_ERR_INPUT (a graph that should not be there or should, LOAD or
///         SERVICE where there is none), GESTA_ERR_CANCELLED, GESTA_ERR_MEMORY,
///         those of gesta_evaluation_next(), of `load` and of the store; abort
///         the transaction then, so that all operations are undone
GESTA_MUST_CHECK GestaStatus
gesta_update_execute(GestaAllocator *allocator, GestaRequest *request,
                     const GestaUpdateOptions *options, GestaError *error);

#endif // GESTA_EVAL_UPDATE_H
