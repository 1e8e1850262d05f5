// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/eval/evaluation.h"

#include "graph/base/clock.h"
#include "graph/eval/explain.h"
#include "graph/eval/planner.h"

#include <assert.h>

enum { OWN_VARIABLES = 64 }; // for the numbers of argument rows

struct GestaEvaluation {
  GestaAllocator *allocator; // borrowed
  GestaEvaluationOptions options;
  GestaEngine engine;
  GestaPlanner planner;
  GestaOperator *root;
};

static GestaStatus
open_engine(GestaEvaluation *self)
{
  GestaEngine *const engine = &self->engine;
  const GestaEvaluationOptions *options = &self->options;
  engine->variable_count = options->variables->count;
  engine->variable_room = options->variables->count + OWN_VARIABLES;
  if (options->timeout > 0) {
    engine->deadline = gesta_clock() + options->timeout * UINT64_C(1000000);
  }
  self->planner.engine = engine;
  self->planner.word_count = (engine->variable_room + 63) / 64;
  engine->quads = gesta_arena_allocate(&engine->arena, GESTA_BATCH_SIZE,
                                       sizeof *engine->quads);
  if (!engine->quads) {
    return GESTA_ERR_MEMORY;
  }
  GestaStatus status = gesta_query_terms_new(
    self->allocator, options->transaction, &engine->terms);
  if (status) {
    return status;
  }
  const GestaExpressionOptions expressions = {.terms = engine->terms,
                                              .base = options->base,
                                              .cancel = options->cancel,
                                              .exists = gesta_exists,
                                              .context = &self->planner};
  return gesta_expressions_new(self->allocator, &expressions,
                               &engine->expressions);
}

static GestaStatus
plan(GestaEvaluation *self, GestaAlgebra *algebra)
{
  GestaStatus status = GESTA_OK;
  if (!self->options.is_plain) {
    status = gesta_algebra_rewrite(&algebra, self->options.variables,
                                   &self->engine.arena);
  }
  const GestaGraphContext graph = {.kind = GESTA_GRAPH_DEFAULT};
  GestaChain chain;
  if (status == GESTA_OK) {
    status = gesta_plan(&self->planner, algebra, &graph, NULL, UINT64_MAX,
                        &chain);
  }
  if (status == GESTA_OK) {
    self->root = chain.top;
  }
  return status;
}

GestaStatus
gesta_evaluation_new(GestaAllocator *allocator,
                     const GestaEvaluationOptions *options,
                     GestaAlgebra *algebra, GestaEvaluation **evaluation,
                     GestaError *error)
{
  assert(allocator && options && algebra && evaluation);

  GestaEvaluation *made = gesta_allocate(allocator, 1, sizeof *made);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  *made = (GestaEvaluation){.allocator = allocator, .options = *options};
  made->engine = (GestaEngine){.allocator = allocator,
                               .options = &made->options,
                               .transaction = options->transaction,
                               .is_timed = options->is_timed,
                               .error = error};
  gesta_arena_init(&made->engine.arena, allocator);
  GestaStatus status = open_engine(made);
  if (status == GESTA_OK) {
    status = plan(made, algebra);
  }
  if (status) {
    gesta_evaluation_free(made);
    return status;
  }
  made->engine.error = NULL;
  *evaluation = made;
  return GESTA_OK;
}

void
gesta_evaluation_free(GestaEvaluation *evaluation)
{
  if (evaluation) {
    GestaEngine *const engine = &evaluation->engine;
    gesta_engine_release(engine);
    gesta_expressions_free(engine->expressions);
    gesta_query_terms_free(engine->terms);
    gesta_arena_clear(&engine->arena);
    gesta_release(evaluation->allocator, evaluation);
  }
}

GestaStatus
gesta_evaluation_next(GestaEvaluation *evaluation, const GestaBatch **batch,
                      GestaError *error)
{
  assert(evaluation && batch);

  evaluation->engine.error = error;
  const GestaStatus status = gesta_operator_next(evaluation->root);
  evaluation->engine.error = NULL;
  if (status == GESTA_OK) {
    *batch = &evaluation->root->batch;
  }
  return status;
}

GestaQueryTerms *
gesta_evaluation_terms(GestaEvaluation *evaluation)
{
  return evaluation->engine.terms;
}

GestaStatus
gesta_evaluation_explain(const GestaEvaluation *evaluation, bool as_json,
                         GestaTextBuffer *text)
{
  return as_json ? gesta_explain_json(evaluation->root, text)
                 : gesta_explain_text(evaluation->root, text);
}
