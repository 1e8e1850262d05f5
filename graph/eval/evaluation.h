// SPDX-License-Identifier: GPL-3.0-or-later
/// @file evaluation.h
/// Evaluate an algebra tree over a store: the engine seen from outside.
///
/// threads  an evaluation belongs to the thread of its transaction

#ifndef GESTA_EVAL_EVALUATION_H
#define GESTA_EVAL_EVALUATION_H

#include "graph/algebra/algebra.h"
#include "graph/base/cancel.h"
#include "graph/eval/dataset.h"
#include "graph/eval/expression.h"
#include "graph/eval/query_terms.h"
#include "graph/eval/row.h"

typedef struct GestaEvaluation GestaEvaluation;

/// Takes the rows of a SERVICE: `terms[width]`, GESTA_TERM_NONE where a
/// variable is unbound; the views are borrowed during the call only.
typedef struct GestaServiceRows {
  GestaStatus (*row)(void *self, const GestaStringView *names,
                     const GestaTerm *terms, size_t width);
  void *self;
} GestaServiceRows;

typedef struct GestaEvaluationOptions {
  GestaTransaction *transaction;
  const GestaVariableNames *variables;
  GestaDataset dataset;
  GestaStringView base;
  GestaStringView prologue; ///< what a SERVICE's query begins with
  GestaCancel *cancel;      ///< or NULL
  uint64_t timeout;         ///< milliseconds; 0: none
  bool is_timed;            ///< count the seconds of each operator
  bool is_plain;            ///< operators in the order of the text, nothing
                            ///< rewritten: the oracle of the optimizer's tests
  /// Ask a remote endpoint; NULL: SERVICE is not allowed.
  GestaStatus (*service)(void *context, GestaStringView endpoint,
                         GestaStringView query, GestaServiceRows *rows,
                         GestaError *error);
  void *service_context;
} GestaEvaluationOptions;

/// Plan an evaluation.
///
/// needs    the scopes of the algebra, as a translation leaves them
/// gives    *evaluation; free it with gesta_evaluation_free() before the
///          transaction ends
/// borrows  allocator, algebra and what the options point to, until then
/// errors   GESTA_ERR_MEMORY, GESTA_ERR_INPUT (an unknown function) and those
///          of the store
GESTA_MUST_CHECK GestaStatus
gesta_evaluation_new(GestaAllocator *allocator,
                     const GestaEvaluationOptions *options,
                     GestaAlgebra *algebra, GestaEvaluation **evaluation,
                     GestaError *error);

/// Free it.  NULL is allowed.
void
gesta_evaluation_free(GestaEvaluation *evaluation);

/// The next solutions, at least one.
///
/// lends    *batch, until the next call
/// returns  GESTA_OK, or GESTA_END
/// errors   GESTA_ERR_CANCELLED, GESTA_ERR_TOO_LARGE (the time or memory that
///          was allowed), GESTA_ERR_MEMORY and those of the store
GESTA_MUST_CHECK GestaStatus
gesta_evaluation_next(GestaEvaluation *evaluation, const GestaBatch **batch,
                      GestaError *error);

/// The terms of the ids in the batches.  Lent until the evaluation is freed.
GestaQueryTerms *
gesta_evaluation_terms(GestaEvaluation *evaluation);

/// Append the plan, an operator a line, with estimated rows and, after the
/// evaluation, actual rows and seconds; as JSON if asked.
GESTA_MUST_CHECK GestaStatus
gesta_evaluation_explain(const GestaEvaluation *evaluation, bool as_json,
                         GestaTextBuffer *text);

#endif // GESTA_EVAL_EVALUATION_H
