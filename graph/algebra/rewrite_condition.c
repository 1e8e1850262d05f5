// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of a condition above the tree where it has come to rest.

#include "graph/algebra/rewriter.h"
#include "graph/algebra/walk.h"

#include <assert.h>

enum { MOST_ROWS = 1000 }; // of a table made of IN

static GestaAlgebra *
new_node(GestaRewriter *rewriter, GestaAlgebraKind kind, GestaAlgebra *first)
{
  GestaAlgebra *node = gesta_arena_allocate(rewriter->arena, 1, sizeof *node);
  if (node) {
    node->kind = kind;
    node->first = first;
    node->variable = GESTA_NO_VARIABLE;
    node->name.variable = GESTA_NO_VARIABLE;
    node->limit = UINT64_MAX;
    node->certain = first->certain;
    node->possible = first->possible;
  }
  return node;
}

GestaStatus
gesta_rewriter_push_patterns(GestaRewriter *rewriter,
                             GestaExpression *expression)
{
  for (;;) {
    if (expression->pattern) {
      return gesta_rewriter_push(rewriter, &expression->pattern, NULL, true);
    }
    for (size_t i = 1; i < expression->argument_count; ++i) {
      const GestaStatus status = gesta_rewriter_push_patterns(
        rewriter, expression->arguments[i]);
      if (status) {
        return status;
      }
    }
    if (expression->argument_count == 0) {
      return GESTA_OK;
    }
    expression = expression->arguments[0];
  }
}

static bool
is_iri(const GestaExpression *expression)
{
  return expression->kind == GESTA_EXPRESSION_TERM
         && expression->term.kind == GESTA_TERM_IRI;
}

static bool
is_variable(const GestaExpression *expression)
{
  return expression->kind == GESTA_EXPRESSION_VARIABLE;
}

// "=" of an IRI and any term is sameTerm, and no error (section 17.4.1.7).  The
// arguments but the variable are the terms.
bool
gesta_condition_is_table(const GestaCondition *condition)
{
  const GestaExpression *expression = condition->expression;
  GestaExpression *const *arguments = expression->arguments;
  if (expression->kind == GESTA_EXPRESSION_EQUAL) {
    return (is_variable(arguments[0]) && is_iri(arguments[1]))
           || (is_variable(arguments[1]) && is_iri(arguments[0]));
  }
  if (expression->kind == GESTA_EXPRESSION_BUILTIN
      && expression->builtin == GESTA_BUILTIN_SAMETERM) {
    return (is_variable(arguments[0])
            && arguments[1]->kind == GESTA_EXPRESSION_TERM)
           || (is_variable(arguments[1])
               && arguments[0]->kind == GESTA_EXPRESSION_TERM);
  }
  if (expression->kind != GESTA_EXPRESSION_IN
      || expression->argument_count > MOST_ROWS || !is_variable(arguments[0])) {
    return false;
  }
  for (size_t i = 1; i < expression->argument_count; ++i) {
    if (!is_iri(arguments[i])) {
      return false;
    }
  }
  return expression->argument_count > 1;
}

static GestaVariable
table_variable(const GestaCondition *condition)
{
  GestaExpression *const *arguments = condition->expression->arguments;
  return is_variable(arguments[0]) ? arguments[0]->variable
                                   : arguments[1]->variable;
}

// The terms, each once: a row twice would give solutions twice.
static void
fill_table(const GestaExpression *expression, GestaDataBlock *data)
{
  for (size_t i = 0; i < expression->argument_count; ++i) {
    const GestaExpression *argument = expression->arguments[i];
    if (argument->kind != GESTA_EXPRESSION_TERM) {
      continue;
    }
    size_t at = 0;
    while (at < data->row_count
           && !gesta_term_equal(&data->terms[at], &argument->term)) {
      ++at;
    }
    if (at == data->row_count) {
      data->terms[data->row_count++] = argument->term;
    }
  }
}

// Filter(sameTerm(x, t), A) = Join(A, {x = t}) where A surely binds x: the only
// rows that are compatible are those that have t, and they become no more.
static GestaStatus
join_table(GestaRewriter *rewriter, const GestaCondition *condition,
           GestaAlgebra **slot)
{
  const GestaExpression *expression = condition->expression;
  GestaDataBlock *data = gesta_arena_allocate(rewriter->arena, 1, sizeof *data);
  GestaAlgebra *join = new_node(rewriter, GESTA_ALGEBRA_JOIN, *slot);
  GestaAlgebra *table = new_node(rewriter, GESTA_ALGEBRA_TABLE, *slot);
  if (!data || !join || !table) {
    return GESTA_ERR_MEMORY;
  }
  table->first = NULL;
  data->variables = gesta_arena_allocate(rewriter->arena, 1,
                                         sizeof *data->variables);
  data->terms = gesta_arena_allocate(
    rewriter->arena, expression->argument_count, sizeof *data->terms);
  if (!data->variables || !data->terms) {
    return GESTA_ERR_MEMORY;
  }
  data->variables[0] = table_variable(condition);
  data->variable_count = 1;
  fill_table(expression, data);
  table->data = data;
  join->second = table;
  *slot = join;
  return GESTA_OK;
}

// Filter(g = <iri>, Graph(g, A)) = Extend(Graph(<iri>, A), g, <iri>) where A
// does not mention g (section 18.6: Graph(g, A) joins each graph's A with {g =
// its name}).
static GestaStatus
name_graph(GestaRewriter *rewriter, const GestaCondition *condition,
           GestaAlgebra **slot, bool *is_done)
{
  GestaAlgebra *graph = *slot;
  *is_done = false;
  if (graph->kind != GESTA_ALGEBRA_GRAPH
      || condition->expression->kind == GESTA_EXPRESSION_IN
      || graph->name.variable != table_variable(condition)) {
    return GESTA_OK;
  }
  GestaVariableSet mentioned = {gesta_arena_allocate(
    rewriter->arena, rewriter->size, sizeof *mentioned.words)};
  if (!mentioned.words) {
    return GESTA_ERR_MEMORY;
  }
  gesta_algebra_mentions(graph->first, mentioned);
  GestaExpression *const *arguments = condition->expression->arguments;
  GestaExpression *iri = arguments[is_variable(arguments[0]) ? 1 : 0];
  if (gesta_variable_set_has(mentioned, graph->name.variable) || !is_iri(iri)) {
    return GESTA_OK;
  }
  GestaAlgebra *extend = new_node(rewriter, GESTA_ALGEBRA_EXTEND, graph);
  if (!extend) {
    return GESTA_ERR_MEMORY;
  }
  extend->variable = graph->name.variable;
  extend->expression = iri;
  graph->name = (GestaNode){.variable = GESTA_NO_VARIABLE, .term = iri->term};
  graph->certain = graph->first->certain;
  graph->possible = graph->first->possible;
  *slot = extend;
  *is_done = true;
  return GESTA_OK;
}

// A path that matches nothing at all from a term to itself: a variable ranges
// over the graph's nodes, a term from outside need not be one.
static bool
may_be_empty(const GestaPath *path)
{
  for (; path; path = path->first) {
    if (path->kind == GESTA_PATH_ZERO_OR_MORE
        || path->kind == GESTA_PATH_ZERO_OR_ONE
        || (path->second && may_be_empty(path->second))) {
      return true;
    }
  }
  return false;
}

// Whether an expression that a pattern tests sees, of the variables outside,
// only such as the rows that it tests surely bind.
static GestaStatus
sees_only_certain(GestaRewriter *rewriter, const GestaExpression *expression,
                  const GestaAlgebra *tested, const GestaAlgebra *outer,
                  bool *holds)
{
  GestaVariableSet seen = {
    gesta_arena_allocate(rewriter->arena, rewriter->size, sizeof *seen.words)};
  if (!seen.words) {
    return GESTA_ERR_MEMORY;
  }
  bool unused = false;
  gesta_expression_mentions(expression, seen, &unused, &unused);
  for (size_t i = 0; i < rewriter->size; ++i) {
    if (seen.words[i] & outer->possible.words[i] & ~tested->certain.words[i]) {
      *holds = false;
    }
  }
  return GESTA_OK;
}

static bool
has_from_outside(const GestaAlgebra *outer, const GestaNode *node)
{
  return gesta_node_is_variable(node)
         && gesta_variable_set_has(outer->possible, node->variable);
}

// Whether putting values into a pattern gives what joining with them gives.
static GestaStatus
joins_as_substituted(GestaRewriter *rewriter, const GestaAlgebra *pattern,
                     const GestaAlgebra *outer, bool *holds)
{
  GestaStatus status = GESTA_OK;
  for (const GestaAlgebra *at = pattern; status == GESTA_OK && *holds && at;
       at = at->first) {
    switch (at->kind) {
    case GESTA_ALGEBRA_UNIT:
    case GESTA_ALGEBRA_TRIPLE:
    case GESTA_ALGEBRA_TABLE:
    case GESTA_ALGEBRA_GRAPH:
      break;
    case GESTA_ALGEBRA_PATH:
      *holds = !may_be_empty(at->triple->path)
               || (!has_from_outside(outer, &at->triple->subject)
                   && !has_from_outside(outer, &at->triple->object));
      break;
    case GESTA_ALGEBRA_JOIN:
    case GESTA_ALGEBRA_UNION:
      status = joins_as_substituted(rewriter, at->second, outer, holds);
      break;
    case GESTA_ALGEBRA_FILTER:
      for (const GestaExpressionList *c = at->conditions;
           status == GESTA_OK && c; c = c->next) {
        status = sees_only_certain(rewriter, c->expression, at->first, outer,
                                   holds);
      }
      break;
    case GESTA_ALGEBRA_EXTEND:
    case GESTA_ALGEBRA_LEFT_JOIN:
    case GESTA_ALGEBRA_MINUS:
    case GESTA_ALGEBRA_SEMI_JOIN:
    case GESTA_ALGEBRA_ANTI_JOIN:
    case GESTA_ALGEBRA_GROUP:
    case GESTA_ALGEBRA_ORDER:
    case GESTA_ALGEBRA_PROJECT:
    case GESTA_ALGEBRA_DISTINCT:
    case GESTA_ALGEBRA_REDUCED:
    case GESTA_ALGEBRA_SLICE:
    case GESTA_ALGEBRA_SERVICE:
      *holds = false;
      break;
    }
  }
  return status;
}

// Filter(exists(P), A) is a semi-join, Filter(notexists(P), A) an anti-join, of
// A and P, where P with a solution's values put in has a solution if and only
// if P itself has one that is compatible: the variables that P mentions and A
// may bind are bound surely by both, and P is made of operators that commute
// with putting values in.  (section 18.6, substitute)
static GestaStatus
is_exists_join(GestaRewriter *rewriter, const GestaCondition *condition,
               const GestaAlgebra *outer, bool *holds)
{
  const GestaAlgebra *pattern = condition->expression->pattern;
  *holds = false;
  if (!pattern) {
    return GESTA_OK;
  }
  for (size_t i = 0; i < rewriter->size; ++i) {
    if (condition->variables.words[i] & outer->possible.words[i]
        & ~(outer->certain.words[i] & pattern->certain.words[i])) {
      return GESTA_OK;
    }
  }
  *holds = true;
  return joins_as_substituted(rewriter, pattern, outer, holds);
}

static GestaStatus
join_exists(GestaRewriter *rewriter, const GestaExpression *expression,
            GestaAlgebra **slot)
{
  GestaAlgebra *join = new_node(rewriter,
                                expression->kind == GESTA_EXPRESSION_EXISTS
                                  ? GESTA_ALGEBRA_SEMI_JOIN
                                  : GESTA_ALGEBRA_ANTI_JOIN,
                                *slot);
  if (!join) {
    return GESTA_ERR_MEMORY;
  }
  join->second = expression->pattern;
  *slot = join;
  return gesta_rewriter_push(rewriter, &join->second, NULL, false);
}

static GestaStatus
add_expression(GestaRewriter *rewriter, GestaExpression *expression,
               GestaExpressionList **list)
{
  GestaExpressionList *item = gesta_arena_allocate(rewriter->arena, 1,
                                                   sizeof *item);
  if (!item) {
    return GESTA_ERR_MEMORY;
  }
  *item = (GestaExpressionList){expression, *list};
  *list = item;
  return GESTA_OK;
}

// A tree, then its tables, so that they are part of its block of joins; then
// the conditions that stay conditions; then joins with the patterns of EXISTS.
GestaStatus
gesta_rewriter_rest(GestaRewriter *rewriter, GestaAlgebra **slot,
                    const GestaCondition *conditions, bool is_correlated)
{
  const GestaVariableSet certain = (*slot)->certain; // names of graphs too
  GestaExpressionList *kept = NULL;
  GestaExpressionList *joined = NULL;
  GestaStatus status = GESTA_OK;
  for (const GestaCondition *at = conditions; status == GESTA_OK && at;
       at = at->next) {
    bool is_done = false;
    if (gesta_condition_is_table(at)
        && gesta_variable_set_has(certain, table_variable(at))) {
      status = is_correlated ? GESTA_OK
                             : name_graph(rewriter, at, slot, &is_done);
      if (status == GESTA_OK && !is_done) {
        status = join_table(rewriter, at, slot);
      }
      continue;
    }
    if (!is_correlated) {
      status = is_exists_join(rewriter, at, *slot, &is_done);
    }
    if (status == GESTA_OK) {
      status = add_expression(rewriter, at->expression,
                              is_done ? &joined : &kept);
    }
  }
  if (status == GESTA_OK && kept) {
    GestaAlgebra *filter = new_node(rewriter, GESTA_ALGEBRA_FILTER, *slot);
    if (!filter) {
      return GESTA_ERR_MEMORY;
    }
    filter->conditions = kept;
    *slot = filter;
  }
  for (GestaExpressionList *at = kept; status == GESTA_OK && at;
       at = at->next) {
    status = gesta_rewriter_push_patterns(rewriter, at->expression);
  }
  for (const GestaExpressionList *at = joined; status == GESTA_OK && at;
       at = at->next) {
    status = join_exists(rewriter, at->expression, slot);
  }
  return status;
}
