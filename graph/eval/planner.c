// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/eval/planner.h"

#include "graph/eval/pattern.h"

#include <assert.h>
#include <math.h>

enum { MOST_DEPTH = 1000 };

static GestaStatus
plan_conditions(GestaPlanner *planner, const GestaExpressionList *list,
                const GestaGraphContext *graph)
{
  GestaStatus status = GESTA_OK;
  for (; status == GESTA_OK && list; list = list->next) {
    status = gesta_plan_expression(planner, list->expression, graph);
  }
  return status;
}

GestaStatus
gesta_plan_filter(GestaPlanner *planner, const GestaGraphContext *graph,
                  GestaExpressionList *conditions, GestaChain *chain)
{
  GestaStatus status = graph ? plan_conditions(planner, conditions, graph)
                             : GESTA_OK;
  if (status == GESTA_OK) {
    status = gesta_filter_new(planner->engine, chain->top, conditions,
                              &chain->top);
  }
  if (status == GESTA_OK) {
    chain->top->estimate = chain->rows;
  }
  return status;
}

GestaStatus
gesta_plan_hash_join(GestaPlanner *planner, GestaJoinKind kind,
                     const GestaChain *probe, const GestaChain *build,
                     GestaExpressionList *conditions, GestaChain *chain)
{
  GestaVariableSet certain;
  GestaStatus status = gesta_planner_set(planner, &certain);
  if (status) {
    return status;
  }
  GestaOperator *top = NULL;
  status = gesta_hash_join_new(planner->engine, kind, probe->top, build->top,
                               &probe->certain, &build->certain, conditions,
                               &top);
  if (status) {
    return status;
  }
  gesta_planner_unite(planner, &certain, &probe->certain);
  double rows = probe->rows;
  if (kind == GESTA_JOIN_INNER) {
    gesta_planner_unite(planner, &certain, &build->certain);
    rows = fmax(fmin(probe->rows, build->rows), 1);
  }
  top->estimate = rows;
  *chain = (GestaChain){top, certain, rows};
  return GESTA_OK;
}

GestaStatus
gesta_plan_apply(GestaPlanner *planner, GestaJoinKind kind,
                 const GestaChain *input, GestaAlgebra *inner,
                 const GestaGraphContext *graph,
                 GestaExpressionList *conditions, GestaChain *chain)
{
  GestaEngine *const engine = planner->engine;
  const GestaVariable row_number = gesta_engine_variable(engine);
  GestaVariable *variables = gesta_arena_allocate(
    &engine->arena, input->top->width + 1, sizeof *variables);
  if (!variables || row_number == GESTA_NO_VARIABLE) {
    return GESTA_ERR_MEMORY;
  }
  for (size_t i = 0; i < input->top->width; ++i) {
    variables[i] = input->top->variables[i];
  }
  variables[input->top->width] = row_number;
  GestaOperator *argument = NULL;
  GestaStatus status = gesta_argument_new(engine, variables,
                                          input->top->width + 1, &argument);
  if (status) {
    return status;
  }
  argument->estimate = input->rows; // of all runs together
  const GestaChain outer = {argument, input->certain, input->rows};
  GestaChain made;
  status = gesta_plan(planner, inner, graph, &outer, UINT64_MAX, &made);
  if (status == GESTA_OK && conditions) {
    status = gesta_plan_filter(planner, graph, conditions, &made);
  }
  GestaOperator *top = NULL;
  if (status == GESTA_OK) {
    status = gesta_apply_new(engine, kind, input->top, argument, row_number,
                             made.top, &top);
  }
  if (status) {
    return status;
  }
  GestaVariableSet certain;
  status = gesta_planner_set(planner, &certain);
  if (status) {
    return status;
  }
  gesta_planner_unite(planner, &certain, &input->certain);
  double rows = input->rows;
  if (kind == GESTA_JOIN_INNER) {
    gesta_planner_add_all(planner, &certain, &inner->certain);
    rows = made.rows;
  } else if (kind == GESTA_JOIN_LEFT) {
    rows = fmax(rows, made.rows);
  }
  top->estimate = rows;
  *chain = (GestaChain){top, certain, rows};
  return GESTA_OK;
}

bool
gesta_can_apply(GestaPlanner *planner, const GestaChain *chain,
                const GestaAlgebra *second)
{
  const GestaEngine *engine = planner->engine;
  GestaVariableSet outer;
  if (engine->variable_count == engine->variable_room
      || gesta_planner_set(planner, &outer)) {
    return false;
  }
  bool is_shared = false;
  for (size_t i = 0; i < chain->top->width; ++i) {
    const GestaVariable variable = chain->top->variables[i];
    gesta_planner_add(&outer, variable);
    if (variable >= engine->options->variables->count
        || !gesta_variable_set_has(second->possible, variable)) {
      continue;
    }
    // A variable that may be unbound must be compared, not looked up.
    if (!gesta_variable_set_has(chain->certain, variable)) {
      return false;
    }
    is_shared = true;
  }
  return is_shared && gesta_is_correlatable(planner, second, &outer);
}

// Whether asking the second side once for each row of a chain costs less than
// reading all of it.
static GestaStatus
prefers_apply(GestaPlanner *planner, const GestaChain *chain,
              const GestaAlgebra *second, const GestaGraphContext *graph,
              bool *is_preferred)
{
  *is_preferred = false;
  if (planner->engine->options->is_plain
      || !gesta_can_apply(planner, chain, second)) {
    return GESTA_OK;
  }
  double rows = 0;
  const GestaStatus status = gesta_estimate(planner, second, graph, &rows);
  *is_preferred = chain->rows < rows * 0.5 + 64;
  return status;
}

// Whether a chain gives a variable that the second side binds in every row:
// then partners share a binding.
static bool
has_common(const GestaPlanner *planner, const GestaChain *chain,
           const GestaAlgebra *second)
{
  for (size_t i = 0; i < chain->top->width; ++i) {
    const GestaVariable variable = chain->top->variables[i];
    if (variable < planner->engine->options->variables->count
        && gesta_variable_set_has(second->certain, variable)) {
      return true;
    }
  }
  return false;
}

// LEFT_JOIN, SEMI_JOIN, ANTI_JOIN and MINUS.  Where the second side may be
// asked for each row, every variable that both sides may bind is certain in the
// first; if partners share a binding, MINUS is then an anti-join.
static GestaStatus
plan_two(GestaPlanner *planner, GestaJoinKind kind, GestaAlgebra *algebra,
         const GestaGraphContext *graph, const GestaChain *input,
         GestaChain *chain)
{
  GestaChain first;
  GestaStatus status = gesta_plan(planner, algebra->first, graph, input,
                                  UINT64_MAX, &first);
  bool apply = false;
  if (status == GESTA_OK) {
    status = prefers_apply(planner, &first, algebra->second, graph, &apply);
  }
  if (status) {
    return status;
  }
  if (apply
      && (kind != GESTA_JOIN_MINUS
          || has_common(planner, &first, algebra->second))) {
    return gesta_plan_apply(
      planner, kind == GESTA_JOIN_MINUS ? GESTA_JOIN_ANTI : kind, &first,
      algebra->second, graph, algebra->conditions, chain);
  }
  GestaChain second;
  status = plan_conditions(planner, algebra->conditions, graph);
  if (status == GESTA_OK) {
    status = gesta_plan(planner, algebra->second, graph, NULL, UINT64_MAX,
                        &second);
  }
  return status ? status
                : gesta_plan_hash_join(planner, kind, &first, &second,
                                       algebra->conditions, chain);
}

// The branches of a UNION: the chain of first branches is walked.
static GestaStatus
plan_union(GestaPlanner *planner, GestaAlgebra *algebra,
           const GestaGraphContext *graph, const GestaChain *input,
           GestaChain *chain)
{
  GestaEngine *const engine = planner->engine;
  size_t count = 1;
  GestaAlgebra *at = algebra;
  for (; at->kind == GESTA_ALGEBRA_UNION; at = at->first) {
    ++count;
  }
  GestaOperator **branches = gesta_arena_allocate(&engine->arena, count,
                                                  sizeof *branches);
  GestaVariableSet certain;
  GestaStatus status = gesta_planner_set(planner, &certain);
  if (!branches || status) {
    return GESTA_ERR_MEMORY;
  }
  double rows = 0;
  at = algebra;
  for (size_t i = count; status == GESTA_OK && i-- > 0;) {
    GestaChain branch;
    GestaAlgebra *part = i == 0 ? at : at->second;
    GestaChain again;
    if (input) {
      again = *input;
      status = gesta_argument_again(engine, input->top, &again.top);
    }
    if (status == GESTA_OK) {
      status = gesta_plan(planner, part, graph, input ? &again : NULL,
                          UINT64_MAX, &branch);
    }
    if (status == GESTA_OK) {
      branches[i] = branch.top;
      rows += branch.rows;
      at = i > 0 ? at->first : at;
    }
  }
  GestaOperator *top = NULL;
  if (status == GESTA_OK) {
    status = gesta_union_new(engine, branches, count, &top);
  }
  if (status) {
    return status;
  }
  gesta_planner_add_all(planner, &certain, &algebra->certain);
  if (input) {
    gesta_planner_unite(planner, &certain, &input->certain);
  }
  *chain = (GestaChain){top, certain, rows};
  return GESTA_OK;
}

// The context of GRAPH iri; GESTA_NOT_FOUND if the dataset has no such graph.
static GestaStatus
find_named_graph(GestaPlanner *planner, const GestaTerm *name,
                 GestaGraphContext *graph)
{
  GestaEngine *const engine = planner->engine;
  const GestaDataset *dataset = &engine->options->dataset;
  *graph = (GestaGraphContext){.kind = GESTA_GRAPH_CONSTANT};
  GestaStatus status = gesta_query_terms_intern(engine->terms, name,
                                                &graph->id);
  if (status) {
    return status;
  }
  if (graph->id & GESTA_MADE_TERM) {
    return GESTA_NOT_FOUND;
  }
  if (dataset->has_named_list) {
    return gesta_dataset_lists(dataset->named, dataset->named_count, graph->id)
             ? GESTA_OK
             : GESTA_NOT_FOUND;
  }
  GestaTermId found = graph->id - 1;
  status = gesta_store_next_graph(engine->transaction, &found);
  return status == GESTA_END || (status == GESTA_OK && found != graph->id)
           ? GESTA_NOT_FOUND
           : status;
}

GestaStatus
gesta_plan_graph_entry(GestaPlanner *planner, const GestaAlgebra *algebra,
                       GestaGraphContext *graph, GestaGraphEntry *entry)
{
  if (gesta_node_is_variable(&algebra->name)) {
    *graph = (GestaGraphContext){.kind = GESTA_GRAPH_VARIABLE,
                                 .variable = algebra->name.variable};
    *entry = gesta_can_push_graph(planner, algebra->first,
                                  algebra->name.variable)
               ? GESTA_ENTRY_PATTERNS
               : GESTA_ENTRY_LOOP;
    return GESTA_OK;
  }
  const GestaStatus status = find_named_graph(planner, &algebra->name.term,
                                              graph);
  *entry = status == GESTA_OK ? GESTA_ENTRY_PATTERNS : GESTA_ENTRY_NOTHING;
  return status == GESTA_NOT_FOUND ? GESTA_OK : status;
}

// No rows, with the columns that an algebra would have had.
static GestaStatus
plan_nothing(GestaPlanner *planner, const GestaAlgebra *algebra,
             const GestaChain *input, GestaChain *chain)
{
  GestaEngine *const engine = planner->engine;
  GestaStatus status = gesta_planner_set(planner, &chain->certain);
  if (status == GESTA_OK) {
    status = gesta_unit_new(engine, 0, &chain->top);
  }
  if (status) {
    return status;
  }
  for (GestaVariable i = 0; i < engine->options->variables->count; ++i) {
    if (gesta_variable_set_has(algebra->possible, i)) {
      gesta_operator_name_column(chain->top, i);
    }
  }
  for (size_t i = 0; input && i < input->top->width; ++i) {
    gesta_operator_name_column(chain->top, input->top->variables[i]);
  }
  gesta_planner_add_all(planner, &chain->certain, &algebra->certain);
  chain->rows = 0;
  return GESTA_OK;
}

// GRAPH ?g as a loop over the named graphs.
static GestaStatus
plan_graph_loop(GestaPlanner *planner, GestaAlgebra *algebra, GestaChain *chain)
{
  GestaEngine *const engine = planner->engine;
  GestaVariableSet certain;
  GestaStatus status = gesta_planner_set(planner, &certain);
  GestaTermId *cell = gesta_arena_allocate(&engine->arena, 1, sizeof *cell);
  if (status || !cell) {
    return GESTA_ERR_MEMORY;
  }
  const GestaGraphContext loop = {.kind = GESTA_GRAPH_LOOP, .cell = cell};
  const GestaVariable name = algebra->name.variable;
  GestaOperator *names = NULL;
  GestaChain inner;
  status = gesta_graph_names_new(engine, name, &names);
  if (status == GESTA_OK && algebra->first->kind == GESTA_ALGEBRA_UNIT) {
    gesta_planner_add(&certain, name);
    *chain = (GestaChain){names, certain, names->estimate};
    return GESTA_OK;
  }
  if (status == GESTA_OK) {
    status = gesta_plan(planner, algebra->first, &loop, NULL, UINT64_MAX,
                        &inner);
  }
  GestaOperator *top = NULL;
  if (status == GESTA_OK) {
    status = gesta_graph_loop_new(engine, names, inner.top, name, cell, &top);
  }
  if (status) {
    return status;
  }
  gesta_planner_unite(planner, &certain, &inner.certain);
  gesta_planner_add(&certain, name);
  top->estimate = inner.rows;
  *chain = (GestaChain){top, certain, inner.rows};
  return GESTA_OK;
}

static GestaStatus
plan_graph(GestaPlanner *planner, GestaAlgebra *algebra,
           const GestaChain *input, GestaChain *chain)
{
  GestaGraphContext graph;
  GestaGraphEntry entry;
  const GestaStatus status = gesta_plan_graph_entry(planner, algebra, &graph,
                                                    &entry);
  if (status) {
    return status;
  }
  switch (entry) {
  case GESTA_ENTRY_PATTERNS:
    return gesta_plan(planner, algebra->first, &graph, input, UINT64_MAX,
                      chain);
  case GESTA_ENTRY_LOOP:
    assert(!input);
    return plan_graph_loop(planner, algebra, chain);
  case GESTA_ENTRY_NOTHING:
    break;
  }
  return plan_nothing(planner, algebra, input, chain);
}

static GestaStatus
plan_extend(GestaPlanner *planner, GestaAlgebra *algebra,
            const GestaGraphContext *graph, const GestaChain *input,
            uint64_t most, GestaChain *chain)
{
  GestaStatus status = gesta_plan(planner, algebra->first, graph, input, most,
                                  chain);
  if (status == GESTA_OK) {
    status = gesta_plan_expression(planner, algebra->expression, graph);
  }
  if (status == GESTA_OK) {
    status = gesta_extend_new(planner->engine, chain->top, algebra->variable,
                              algebra->expression, &chain->top);
  }
  if (status == GESTA_OK) {
    chain->top->estimate = chain->rows;
  }
  return status;
}

// COUNT over one pattern, where the store knows the number.
static GestaStatus
plan_count(GestaPlanner *planner, const GestaAlgebra *algebra,
           const GestaGraphContext *graph, GestaChain *chain, bool *is_done)
{
  *is_done = false;
  const GestaAggregation *at = algebra->aggregations;
  const GestaAlgebra *leaf = algebra->first;
  if (algebra->variable_count > 0 || !at || at->next
      || leaf->kind != GESTA_ALGEBRA_TRIPLE
      || at->expression->aggregate != GESTA_AGGREGATE_COUNT
      || at->expression->is_distinct || graph->kind == GESTA_GRAPH_VARIABLE
      || graph->kind == GESTA_GRAPH_LOOP) {
    return GESTA_OK;
  }
  if (at->expression->argument_count > 0
      && (at->expression->arguments[0]->kind != GESTA_EXPRESSION_VARIABLE
          || !gesta_variable_set_has(leaf->certain,
                                     at->expression->arguments[0]->variable))) {
    return GESTA_OK;
  }
  GestaEngine *const engine = planner->engine;
  GestaPattern pattern;
  uint64_t count = 0;
  GestaStatus status = gesta_pattern_init(&pattern, engine, leaf->triple,
                                          graph);
  bool is_exact = false;
  if (status == GESTA_OK) {
    status = gesta_pattern_total(&pattern, engine->transaction, &count,
                                 &is_exact);
  }
  if (status || !is_exact) {
    return status;
  }
  *is_done = true;
  status = gesta_planner_set(planner, &chain->certain);
  if (status == GESTA_OK) {
    gesta_planner_add(&chain->certain, at->variable);
    chain->rows = 1;
    status = gesta_count_new(engine, at->variable, count, &chain->top);
  }
  return status;
}

static GestaStatus
plan_group_by(GestaPlanner *planner, GestaAlgebra *algebra,
              const GestaGraphContext *graph, GestaChain *chain)
{
  bool is_done = false;
  GestaStatus status = GESTA_OK;
  if (!planner->engine->options->is_plain) {
    status = plan_count(planner, algebra, graph, chain, &is_done);
  }
  if (status || is_done) {
    return status;
  }
  status = gesta_plan(planner, algebra->first, graph, NULL, UINT64_MAX, chain);
  for (const GestaAggregation *at = algebra->aggregations;
       status == GESTA_OK && at; at = at->next) {
    status = gesta_plan_expression(planner, at->expression, graph);
  }
  if (status == GESTA_OK) {
    status = gesta_group_new(planner->engine, chain->top, algebra->variables,
                             algebra->variable_count, algebra->aggregations,
                             &chain->top);
  }
  if (status == GESTA_OK) {
    chain->rows = chain->top->estimate;
  }
  return status;
}

// Operators that keep the rows of a single input in some way.
static GestaStatus
plan_modifier(GestaPlanner *planner, GestaAlgebra *algebra,
              const GestaGraphContext *graph, uint64_t most, GestaChain *chain)
{
  GestaEngine *const engine = planner->engine;
  uint64_t needed = UINT64_MAX;
  if (algebra->kind == GESTA_ALGEBRA_PROJECT) {
    needed = most;
  } else if (algebra->kind == GESTA_ALGEBRA_SLICE
             && algebra->limit <= UINT64_MAX - algebra->offset) {
    needed = algebra->offset + algebra->limit;
  }
  GestaStatus status = gesta_plan(planner, algebra->first, graph, NULL, needed,
                                  chain);
  if (status) {
    return status;
  }
  if (algebra->kind == GESTA_ALGEBRA_PROJECT) {
    return gesta_project_new(engine, chain->top, algebra->variables,
                             algebra->variable_count, &chain->top);
  }
  if (algebra->kind == GESTA_ALGEBRA_SLICE) {
    status = gesta_slice_new(engine, chain->top, algebra->offset,
                             algebra->limit, &chain->top);
    chain->rows = fmin(chain->rows, (double)algebra->limit);
    return status;
  }
  if (algebra->kind == GESTA_ALGEBRA_ORDER) {
    for (const GestaOrder *by = algebra->orders; status == GESTA_OK && by;
         by = by->next) {
      status = gesta_plan_expression(planner, by->expression, graph);
    }
    return status ? status
                  : gesta_sort_new(engine, chain->top, algebra->orders, most,
                                   &chain->top);
  }
  return gesta_distinct_new(engine, chain->top, &chain->top);
}

// What does not see its input is planned alone and joined with it.
static GestaStatus
join_input(GestaPlanner *planner, GestaAlgebra *algebra,
           const GestaGraphContext *graph, const GestaChain *input,
           GestaChain *chain)
{
  GestaChain alone;
  const GestaStatus status = gesta_plan(planner, algebra, graph, NULL,
                                        UINT64_MAX, &alone);
  return status ? status
                : gesta_plan_hash_join(planner, GESTA_JOIN_INNER, input, &alone,
                                       NULL, chain);
}

static GestaStatus
plan_leaf(GestaPlanner *planner, GestaOperator *top,
          const GestaAlgebra *algebra, GestaChain *chain)
{
  const GestaStatus status = gesta_planner_set(planner, &chain->certain);
  if (status == GESTA_OK) {
    gesta_planner_add_all(planner, &chain->certain, &algebra->certain);
    chain->top = top;
    chain->rows = top->estimate;
  }
  return status;
}

// A property path in each named graph: a loop around it.
static GestaStatus
plan_path_loop(GestaPlanner *planner, GestaAlgebra *algebra,
               const GestaGraphContext *graph, GestaChain *chain)
{
  GestaAlgebra *loop = gesta_arena_allocate(&planner->engine->arena, 1,
                                            sizeof *loop);
  if (!loop) {
    return GESTA_ERR_MEMORY;
  }
  *loop = *algebra;
  loop->kind = GESTA_ALGEBRA_GRAPH;
  loop->first = algebra;
  loop->name = (GestaNode){.variable = graph->variable};
  return plan_graph(planner, loop, NULL, chain);
}

// DISTINCT over a projection makes repetitions below it idle.
static GestaStatus
pass_distinct(GestaPlanner *planner, const GestaAlgebra *algebra,
              const GestaVariableSet *distinct)
{
  const GestaAlgebra *below = algebra->first;
  if (algebra->kind == GESTA_ALGEBRA_PROJECT) {
    planner->distinct = *distinct;
  } else if (algebra->kind == GESTA_ALGEBRA_DISTINCT
             && below->kind == GESTA_ALGEBRA_PROJECT
             && !planner->engine->options->is_plain) {
    const GestaStatus status = gesta_planner_set(planner, &planner->distinct);
    if (status) {
      return status;
    }
    for (size_t i = 0; i < below->variable_count; ++i) {
      gesta_planner_add(&planner->distinct, below->variables[i]);
    }
  }
  return GESTA_OK;
}

static GestaStatus
plan_kind(GestaPlanner *planner, GestaAlgebra *algebra,
          const GestaGraphContext *graph, const GestaChain *input,
          const GestaVariableSet *distinct, uint64_t most, GestaChain *chain)
{
  GestaOperator *top = NULL;
  GestaStatus status = GESTA_OK;
  switch (algebra->kind) {
  case GESTA_ALGEBRA_PATH:
    if (graph->kind == GESTA_GRAPH_VARIABLE) {
      return plan_path_loop(planner, algebra, graph, chain);
    }
    return gesta_plan_group(planner, algebra, graph, input, distinct, chain);
  case GESTA_ALGEBRA_UNIT:
  case GESTA_ALGEBRA_TRIPLE:
  case GESTA_ALGEBRA_JOIN:
  case GESTA_ALGEBRA_FILTER:
    return gesta_plan_group(planner, algebra, graph, input, distinct, chain);
  case GESTA_ALGEBRA_LEFT_JOIN:
    return plan_two(planner, GESTA_JOIN_LEFT, algebra, graph, input, chain);
  case GESTA_ALGEBRA_SEMI_JOIN:
    return plan_two(planner, GESTA_JOIN_SEMI, algebra, graph, input, chain);
  case GESTA_ALGEBRA_ANTI_JOIN:
    return plan_two(planner, GESTA_JOIN_ANTI, algebra, graph, input, chain);
  case GESTA_ALGEBRA_UNION:
    return plan_union(planner, algebra, graph, input, chain);
  case GESTA_ALGEBRA_MINUS:
    return plan_two(planner, GESTA_JOIN_MINUS, algebra, graph, input, chain);
  case GESTA_ALGEBRA_GRAPH:
    return plan_graph(planner, algebra, input, chain);
  case GESTA_ALGEBRA_EXTEND:
    return plan_extend(planner, algebra, graph, input, most, chain);
  case GESTA_ALGEBRA_TABLE:
    status = gesta_table_new(planner->engine, algebra->data, &top);
    return status ? status : plan_leaf(planner, top, algebra, chain);
  case GESTA_ALGEBRA_SERVICE:
    status = gesta_unit_new(planner->engine, 1, &top);
    if (status == GESTA_OK) {
      status = gesta_service_new(planner->engine, top, algebra, &top);
    }
    return status ? status : plan_leaf(planner, top, algebra, chain);
  case GESTA_ALGEBRA_GROUP:
    return plan_group_by(planner, algebra, graph, chain);
  case GESTA_ALGEBRA_ORDER:
  case GESTA_ALGEBRA_PROJECT:
  case GESTA_ALGEBRA_DISTINCT:
  case GESTA_ALGEBRA_REDUCED:
  case GESTA_ALGEBRA_SLICE:
    status = pass_distinct(planner, algebra, distinct);
    return status ? status
                  : plan_modifier(planner, algebra, graph, most, chain);
  }
  return status;
}

// Whether an algebra cannot take an input: its rows are joined afterwards.
static bool
stands_alone(GestaPlanner *planner, const GestaAlgebra *algebra,
             const GestaGraphContext *graph)
{
  switch (algebra->kind) {
  case GESTA_ALGEBRA_PATH:
    return graph->kind == GESTA_GRAPH_VARIABLE;
  case GESTA_ALGEBRA_GRAPH:
    return gesta_node_is_variable(&algebra->name)
           && !gesta_can_push_graph(planner, algebra->first,
                                    algebra->name.variable);
  case GESTA_ALGEBRA_TABLE:
  case GESTA_ALGEBRA_SERVICE:
  case GESTA_ALGEBRA_GROUP:
  case GESTA_ALGEBRA_ORDER:
  case GESTA_ALGEBRA_PROJECT:
  case GESTA_ALGEBRA_DISTINCT:
  case GESTA_ALGEBRA_REDUCED:
  case GESTA_ALGEBRA_SLICE:
    return true;
  case GESTA_ALGEBRA_UNIT:
  case GESTA_ALGEBRA_TRIPLE:
  case GESTA_ALGEBRA_JOIN:
  case GESTA_ALGEBRA_LEFT_JOIN:
  case GESTA_ALGEBRA_SEMI_JOIN:
  case GESTA_ALGEBRA_ANTI_JOIN:
  case GESTA_ALGEBRA_FILTER:
  case GESTA_ALGEBRA_UNION:
  case GESTA_ALGEBRA_MINUS:
  case GESTA_ALGEBRA_EXTEND:
    break;
  }
  return false;
}

GestaStatus
gesta_plan(GestaPlanner *planner, GestaAlgebra *algebra,
           const GestaGraphContext *graph, const GestaChain *input,
           uint64_t most, GestaChain *chain)
{
  if (planner->depth > MOST_DEPTH) {
    return gesta_error_set(planner->engine->error, GESTA_ERR_TOO_LARGE,
                           "the query is nested more than %d levels deep: make "
                           "it simpler",
                           MOST_DEPTH);
  }
  ++planner->depth;
  const GestaVariableSet distinct = planner->distinct;
  planner->distinct = (GestaVariableSet){NULL};
  const GestaStatus status = input && stands_alone(planner, algebra, graph)
                               ? join_input(planner, algebra, graph, input,
                                            chain)
                               : plan_kind(planner, algebra, graph, input,
                                           &distinct, most, chain);
  --planner->depth;
  return status;
}
