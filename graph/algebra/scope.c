// SPDX-License-Identifier: GPL-3.0-or-later
// Which variables a solution of each node binds: surely, or perhaps.
//
// Sets are never changed once they are a node's, so that nodes share them: the
// two sets of a basic graph pattern are one, and a FILTER has those of its
// input.

#include "graph/algebra/algebra.h"

#include <assert.h>

typedef struct Scoper {
  GestaArena *arena;
  size_t size; // words of a set
} Scoper;

static GestaStatus
new_set(const Scoper *scoper, GestaVariableSet *set)
{
  set->words = gesta_arena_allocate(scoper->arena, scoper->size,
                                    sizeof *set->words);
  return set->words ? GESTA_OK : GESTA_ERR_MEMORY;
}

static void
add(GestaVariableSet set, GestaVariable variable)
{
  set.words[variable / 64] |= UINT64_C(1) << (variable % 64);
}

static void
add_node(GestaVariableSet set, const GestaNode *node)
{
  if (gesta_node_is_variable(node)) {
    add(set, node->variable);
  }
}

static GestaStatus
unite(const Scoper *scoper, GestaVariableSet a, GestaVariableSet b,
      GestaVariableSet *set)
{
  GestaVariableSet made;
  const GestaStatus status = new_set(scoper, &made);
  for (size_t i = 0; status == GESTA_OK && i < scoper->size; ++i) {
    made.words[i] = a.words[i] | b.words[i];
  }
  if (status == GESTA_OK) {
    *set = made;
  }
  return status;
}

static GestaStatus
intersect(const Scoper *scoper, GestaVariableSet a, GestaVariableSet b,
          GestaVariableSet *set)
{
  GestaVariableSet made;
  const GestaStatus status = new_set(scoper, &made);
  for (size_t i = 0; status == GESTA_OK && i < scoper->size; ++i) {
    made.words[i] = a.words[i] & b.words[i];
  }
  if (status == GESTA_OK) {
    *set = made;
  }
  return status;
}

static GestaStatus
scope_triple(const Scoper *scoper, GestaAlgebra *node)
{
  const GestaStatus status = new_set(scoper, &node->certain);
  if (status == GESTA_OK) {
    add_node(node->certain, &node->triple->subject);
    add_node(node->certain, &node->triple->object);
    if (node->kind == GESTA_ALGEBRA_TRIPLE) {
      add_node(node->certain, &node->triple->predicate);
    }
    node->possible = node->certain;
  }
  return status;
}

static GestaStatus
scope_join(const Scoper *scoper, GestaAlgebra *node)
{
  const GestaAlgebra *a = node->first;
  const GestaAlgebra *b = node->second;
  GestaStatus status = unite(scoper, a->certain, b->certain, &node->certain);
  if (status == GESTA_OK && a->certain.words == a->possible.words
      && b->certain.words == b->possible.words) {
    node->possible = node->certain;
  } else if (status == GESTA_OK) {
    status = unite(scoper, a->possible, b->possible, &node->possible);
  }
  return status;
}

static GestaStatus
scope_like_first(GestaAlgebra *node)
{
  node->certain = node->first->certain;
  node->possible = node->first->possible;
  return GESTA_OK;
}

// Every solution of GRAPH ?g binds ?g.
static GestaStatus
scope_graph(const Scoper *scoper, GestaAlgebra *node)
{
  if (!gesta_node_is_variable(&node->name)) {
    return scope_like_first(node);
  }
  const GestaAlgebra *first = node->first;
  GestaStatus status = unite(scoper, first->certain, first->certain,
                             &node->certain);
  if (status == GESTA_OK) {
    status = unite(scoper, first->possible, first->possible, &node->possible);
  }
  if (status == GESTA_OK) {
    add_node(node->certain, &node->name);
    add_node(node->possible, &node->name);
  }
  return status;
}

// An expression may fail, so that its variable stays unbound; a term cannot,
// nor can a variable that is bound.
static GestaStatus
scope_extend(const Scoper *scoper, GestaAlgebra *node)
{
  const GestaAlgebra *first = node->first;
  const GestaExpression *expression = node->expression;
  GestaStatus status = unite(scoper, first->possible, first->possible,
                             &node->possible);
  if (status) {
    return status;
  }
  add(node->possible, node->variable);
  node->certain = first->certain;
  if (expression->kind == GESTA_EXPRESSION_TERM
      || (expression->kind == GESTA_EXPRESSION_VARIABLE
          && gesta_variable_set_has(first->certain, expression->variable))) {
    status = unite(scoper, first->certain, first->certain, &node->certain);
    if (status == GESTA_OK) {
      add(node->certain, node->variable);
    }
  }
  return status;
}

static GestaStatus
scope_table(const Scoper *scoper, GestaAlgebra *node)
{
  const GestaDataBlock *data = node->data;
  GestaStatus status = new_set(scoper, &node->certain);
  if (status == GESTA_OK) {
    status = new_set(scoper, &node->possible);
  }
  for (size_t v = 0; status == GESTA_OK && v < data->variable_count; ++v) {
    size_t bound = 0;
    for (size_t row = 0; row < data->row_count; ++row) {
      bound += data->terms[row * data->variable_count + v].kind
               != GESTA_TERM_NONE;
    }
    if (bound > 0) {
      add(node->possible, data->variables[v]);
    }
    if (bound > 0 && bound == data->row_count) {
      add(node->certain, data->variables[v]);
    }
  }
  return status;
}

// Of the aggregates only COUNT has a value for every group.
static GestaStatus
scope_group(const Scoper *scoper, GestaAlgebra *node)
{
  GestaStatus status = new_set(scoper, &node->certain);
  if (status == GESTA_OK) {
    status = new_set(scoper, &node->possible);
  }
  if (status) {
    return status;
  }
  for (size_t i = 0; i < node->variable_count; ++i) {
    const GestaVariable key = node->variables[i];
    if (gesta_variable_set_has(node->first->certain, key)) {
      add(node->certain, key);
    }
    if (gesta_variable_set_has(node->first->possible, key)) {
      add(node->possible, key);
    }
  }
  for (const GestaAggregation *at = node->aggregations; at; at = at->next) {
    add(node->possible, at->variable);
    if (at->expression->aggregate == GESTA_AGGREGATE_COUNT) {
      add(node->certain, at->variable);
    }
  }
  return status;
}

static GestaStatus
scope_project(const Scoper *scoper, GestaAlgebra *node)
{
  GestaVariableSet kept;
  GestaStatus status = new_set(scoper, &kept);
  if (status) {
    return status;
  }
  for (size_t i = 0; i < node->variable_count; ++i) {
    add(kept, node->variables[i]);
  }
  status = intersect(scoper, kept, node->first->certain, &node->certain);
  if (status == GESTA_OK) {
    status = intersect(scoper, kept, node->first->possible, &node->possible);
  }
  return status;
}

// An endpoint is not to be trusted to bind what its pattern binds.
static GestaStatus
scope_service(const Scoper *scoper, GestaAlgebra *node)
{
  GestaStatus status = new_set(scoper, &node->certain);
  if (status == GESTA_OK) {
    status = new_set(scoper, &node->possible);
  }
  for (size_t i = 0; status == GESTA_OK && i < node->variable_count; ++i) {
    add(node->possible, node->variables[i]);
  }
  return status;
}

// The sets of a node, those of its children being known.
static GestaStatus
scope_node(const Scoper *scoper, GestaAlgebra *node)
{
  GestaStatus status = GESTA_OK;
  switch (node->kind) {
  case GESTA_ALGEBRA_UNIT:
    status = new_set(scoper, &node->certain);
    node->possible = node->certain;
    return status;
  case GESTA_ALGEBRA_TRIPLE:
  case GESTA_ALGEBRA_PATH:
    return scope_triple(scoper, node);
  case GESTA_ALGEBRA_JOIN:
    return scope_join(scoper, node);
  case GESTA_ALGEBRA_LEFT_JOIN:
    node->certain = node->first->certain;
    return unite(scoper, node->first->possible, node->second->possible,
                 &node->possible);
  case GESTA_ALGEBRA_UNION:
    status = intersect(scoper, node->first->certain, node->second->certain,
                       &node->certain);
    return status ? status
                  : unite(scoper, node->first->possible, node->second->possible,
                          &node->possible);
  case GESTA_ALGEBRA_GRAPH:
    return scope_graph(scoper, node);
  case GESTA_ALGEBRA_EXTEND:
    return scope_extend(scoper, node);
  case GESTA_ALGEBRA_TABLE:
    return scope_table(scoper, node);
  case GESTA_ALGEBRA_GROUP:
    return scope_group(scoper, node);
  case GESTA_ALGEBRA_PROJECT:
    return scope_project(scoper, node);
  case GESTA_ALGEBRA_SERVICE:
    return scope_service(scoper, node);
  case GESTA_ALGEBRA_FILTER:
  case GESTA_ALGEBRA_MINUS:
  case GESTA_ALGEBRA_SEMI_JOIN:
  case GESTA_ALGEBRA_ANTI_JOIN:
  case GESTA_ALGEBRA_ORDER:
  case GESTA_ALGEBRA_DISTINCT:
  case GESTA_ALGEBRA_REDUCED:
  case GESTA_ALGEBRA_SLICE:
    return scope_like_first(node);
  }
  return GESTA_OK;
}

static GestaStatus
scope_tree(const Scoper *scoper, GestaAlgebra *algebra);

// The patterns of EXISTS.
static GestaStatus
scope_expression(const Scoper *scoper, const GestaExpression *expression)
{
  for (;;) {
    if (expression->pattern) {
      return scope_tree(scoper, expression->pattern);
    }
    for (size_t i = 1; i < expression->argument_count; ++i) {
      const GestaStatus status = scope_expression(scoper,
                                                  expression->arguments[i]);
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

static GestaStatus
scope_expressions(const Scoper *scoper, const GestaAlgebra *node)
{
  GestaStatus status = GESTA_OK;
  if (node->expression) {
    status = scope_expression(scoper, node->expression);
  }
  for (const GestaExpressionList *at = node->conditions;
       status == GESTA_OK && at; at = at->next) {
    status = scope_expression(scoper, at->expression);
  }
  for (const GestaAggregation *at = node->aggregations;
       status == GESTA_OK && at; at = at->next) {
    status = scope_expression(scoper, at->expression);
  }
  for (const GestaOrder *at = node->orders; status == GESTA_OK && at;
       at = at->next) {
    status = scope_expression(scoper, at->expression);
  }
  return status;
}

// From the leaf up; a tree's `second` are trees of their own.
static GestaStatus
scope_tree(const Scoper *scoper, GestaAlgebra *algebra)
{
  GestaAlgebra **spine = NULL;
  size_t count = 0;
  GestaStatus status = gesta_algebra_spine(scoper->arena->allocator, algebra,
                                           &spine, &count);
  while (status == GESTA_OK && count > 0) {
    GestaAlgebra *node = spine[--count];
    if (node->second) {
      status = scope_tree(scoper, node->second);
    }
    if (status == GESTA_OK) {
      status = scope_expressions(scoper, node);
    }
    if (status == GESTA_OK) {
      status = scope_node(scoper, node);
    }
  }
  gesta_release(scoper->arena->allocator, spine);
  return status;
}

GestaStatus
gesta_algebra_scope(GestaAlgebra *algebra, const GestaVariableNames *variables,
                    GestaArena *arena)
{
  assert(algebra && variables && arena);

  const Scoper scoper = {arena, variables->count / 64 + 1};
  return scope_tree(&scoper, algebra);
}
