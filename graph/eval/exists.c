// SPDX-License-Identifier: GPL-3.0-or-later
// EXISTS: its pattern is planned once, when it is first asked, with the row as
// its argument (section 18.6, substitute).
#include "graph/eval/planner.h"

#include <assert.h>

GestaStatus
gesta_plan_expression(GestaPlanner *planner, const GestaExpression *expression,
                      const GestaGraphContext *graph)
{
  if (expression->pattern) {
    GestaExists *made = gesta_arena_allocate(&planner->engine->arena, 1,
                                             sizeof *made);
    if (!made) {
      return GESTA_ERR_MEMORY;
    }
    made->expression = expression;
    made->graph = *graph;
    made->next = planner->exists;
    planner->exists = made;
  }
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; status == GESTA_OK && i < expression->argument_count;
       ++i) {
    status = gesta_plan_expression(planner, expression->arguments[i], graph);
  }
  return status;
}

// The plan of an EXISTS: its argument has every variable that the pattern
// mentions, bound or not.
static GestaStatus
plan_exists(GestaPlanner *planner, GestaExists *exists, const GestaRow *row)
{
  GestaEngine *const engine = planner->engine;
  GestaVariableSet mentioned;
  GestaVariableSet certain;
  GestaStatus status = gesta_planner_set(planner, &mentioned);
  if (status == GESTA_OK) {
    status = gesta_planner_set(planner, &certain);
  }
  if (status) {
    return status;
  }
  bool has_exists;
  gesta_planner_add_expression(planner, &mentioned, exists->expression,
                               &has_exists);
  if (exists->graph.kind == GESTA_GRAPH_VARIABLE) {
    gesta_planner_add(&mentioned, exists->graph.variable);
  }
  const size_t count = engine->options->variables->count;
  GestaVariable *variables = gesta_arena_allocate(&engine->arena, count,
                                                  sizeof *variables);
  if (!variables) {
    return GESTA_ERR_MEMORY;
  }
  size_t width = 0;
  GestaVariableSet hints;
  status = gesta_planner_set(planner, &hints);
  if (status) {
    return status;
  }
  for (GestaVariable i = 0; i < count; ++i) {
    if (gesta_variable_set_has(mentioned, i)) {
      variables[width++] = i;
      if (gesta_row_id(row, i) != GESTA_NO_TERM) {
        gesta_planner_add(&hints, i);
      }
    }
  }
  status = gesta_argument_new(engine, variables, width, &exists->argument);
  if (status) {
    return status;
  }
  const GestaChain input = {exists->argument, certain, 1};
  GestaChain chain;
  planner->hints = hints;
  status = gesta_plan(planner, exists->expression->pattern, &exists->graph,
                      &input, 1, &chain);
  planner->hints = (GestaVariableSet){NULL};
  if (status == GESTA_OK) {
    exists->plan = chain.top;
  }
  return status;
}

GestaStatus
gesta_exists(void *context, const GestaExpression *expression,
             const GestaRow *row, bool *holds)
{
  GestaPlanner *planner = context;
  GestaExists *exists = planner->exists;
  while (exists && exists->expression != expression) {
    exists = exists->next;
  }
  assert(exists);
  if (!exists->plan) {
    const GestaStatus status = plan_exists(planner, exists, row);
    if (status) {
      return status;
    }
  }
  gesta_argument_set_row(exists->argument, row);
  GestaRestart kind = GESTA_RESTART_ARGUMENT;
  if (exists->graph.kind == GESTA_GRAPH_LOOP
      && exists->cell != *exists->graph.cell) {
    exists->cell = *exists->graph.cell;
    kind = GESTA_RESTART_GRAPH;
  }
  GestaStatus status = gesta_operator_restart(exists->plan, kind);
  if (status == GESTA_OK) {
    status = gesta_operator_next(exists->plan);
  }
  *holds = status == GESTA_OK;
  return status == GESTA_END ? GESTA_OK : status;
}
