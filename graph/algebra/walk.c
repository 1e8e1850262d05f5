// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/algebra/walk.h"

#include <assert.h>

GestaStatus
gesta_algebra_spine(GestaAllocator *allocator, GestaAlgebra *algebra,
                    GestaAlgebra ***spine, size_t *count)
{
  assert(allocator && algebra && spine && count);

  size_t length = 0;
  for (GestaAlgebra *at = algebra; at; at = at->first) {
    ++length;
  }
  GestaAlgebra **nodes = gesta_allocate(allocator, length,
                                        sizeof(GestaAlgebra *));
  if (!nodes) {
    return GESTA_ERR_MEMORY;
  }
  size_t i = 0;
  for (GestaAlgebra *at = algebra; at; at = at->first) {
    nodes[i++] = at;
  }
  *spine = nodes;
  *count = length;
  return GESTA_OK;
}

static bool
is_new_each_time(const GestaExpression *expression)
{
  return expression->kind == GESTA_EXPRESSION_BUILTIN
         && (expression->builtin == GESTA_BUILTIN_RAND
             || expression->builtin == GESTA_BUILTIN_BNODE
             || expression->builtin == GESTA_BUILTIN_UUID
             || expression->builtin == GESTA_BUILTIN_STRUUID);
}

static bool
equal_but_for_arguments(const GestaExpression *a, const GestaExpression *b)
{
  return a->kind == b->kind && a->kind != GESTA_EXPRESSION_EXISTS
         && a->kind != GESTA_EXPRESSION_NOT_EXISTS && !is_new_each_time(a)
         && a->is_distinct == b->is_distinct
         && a->argument_count == b->argument_count
         && (a->kind != GESTA_EXPRESSION_VARIABLE || a->variable == b->variable)
         && (a->kind != GESTA_EXPRESSION_BUILTIN || a->builtin == b->builtin)
         && (a->kind != GESTA_EXPRESSION_AGGREGATE
             || (a->aggregate == b->aggregate
                 && gesta_view_equal(a->separator, b->separator)))
         && ((a->kind != GESTA_EXPRESSION_TERM
              && a->kind != GESTA_EXPRESSION_FUNCTION)
             || gesta_term_equal(&a->term, &b->term));
}

bool
gesta_expression_equal(const GestaExpression *a, const GestaExpression *b)
{
  while (equal_but_for_arguments(a, b)) {
    for (size_t i = 1; i < a->argument_count; ++i) {
      if (!gesta_expression_equal(a->arguments[i], b->arguments[i])) {
        return false;
      }
    }
    if (a->argument_count == 0) {
      return true;
    }
    a = a->arguments[0];
    b = b->arguments[0];
  }
  return false;
}

bool
gesta_expression_has_aggregate(const GestaExpression *expression)
{
  for (;;) {
    if (expression->kind == GESTA_EXPRESSION_AGGREGATE) {
      return true;
    }
    for (size_t i = 1; i < expression->argument_count; ++i) {
      if (gesta_expression_has_aggregate(expression->arguments[i])) {
        return true;
      }
    }
    if (expression->argument_count == 0) {
      return false;
    }
    expression = expression->arguments[0];
  }
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

void
gesta_expression_mentions(const GestaExpression *expression,
                          GestaVariableSet mentioned, bool *has_exists,
                          bool *is_volatile)
{
  for (;;) {
    if (expression->kind == GESTA_EXPRESSION_VARIABLE) {
      add(mentioned, expression->variable);
    }
    if (expression->pattern) {
      *has_exists = true;
      gesta_algebra_mentions(expression->pattern, mentioned);
    }
    *is_volatile = *is_volatile || is_new_each_time(expression);
    for (size_t i = 1; i < expression->argument_count; ++i) {
      gesta_expression_mentions(expression->arguments[i], mentioned, has_exists,
                                is_volatile);
    }
    if (expression->argument_count == 0) {
      return;
    }
    expression = expression->arguments[0];
  }
}

// What the expressions of one node mention.
static void
add_expressions(const GestaAlgebra *node, GestaVariableSet mentioned)
{
  bool unused = false;
  if (node->expression) {
    gesta_expression_mentions(node->expression, mentioned, &unused, &unused);
  }
  for (const GestaExpressionList *at = node->conditions; at; at = at->next) {
    gesta_expression_mentions(at->expression, mentioned, &unused, &unused);
  }
  for (const GestaAggregation *at = node->aggregations; at; at = at->next) {
    add(mentioned, at->variable);
    gesta_expression_mentions(at->expression, mentioned, &unused, &unused);
  }
  for (const GestaOrder *at = node->orders; at; at = at->next) {
    gesta_expression_mentions(at->expression, mentioned, &unused, &unused);
  }
}

void
gesta_algebra_mentions(const GestaAlgebra *algebra, GestaVariableSet mentioned)
{
  for (const GestaAlgebra *at = algebra; at; at = at->first) {
    if (at->triple) {
      add_node(mentioned, &at->triple->subject);
      add_node(mentioned, &at->triple->object);
      if (!at->triple->path) {
        add_node(mentioned, &at->triple->predicate);
      }
    }
    add_node(mentioned, &at->name);
    if (at->kind == GESTA_ALGEBRA_EXTEND) {
      add(mentioned, at->variable);
    }
    for (size_t i = 0; i < at->variable_count; ++i) {
      add(mentioned, at->variables[i]);
    }
    for (size_t i = 0; at->data && i < at->data->variable_count; ++i) {
      add(mentioned, at->data->variables[i]);
    }
    add_expressions(at, mentioned);
    if (at->second) {
      gesta_algebra_mentions(at->second, mentioned);
    }
  }
}

// Functions that have a value although an argument is an error.
static bool
forgives_errors(GestaBuiltin builtin)
{
  return builtin == GESTA_BUILTIN_BOUND || builtin == GESTA_BUILTIN_COALESCE
         || builtin == GESTA_BUILTIN_IF;
}

bool
gesta_expression_needs(const GestaExpression *expression,
                       GestaVariable variable)
{
  for (;;) {
    switch (expression->kind) {
    case GESTA_EXPRESSION_VARIABLE:
      return expression->variable == variable;
    case GESTA_EXPRESSION_BUILTIN:
      if (forgives_errors(expression->builtin)) {
        return false;
      }
      break;
    case GESTA_EXPRESSION_NOT:
    case GESTA_EXPRESSION_EQUAL:
    case GESTA_EXPRESSION_NOT_EQUAL:
    case GESTA_EXPRESSION_LESS:
    case GESTA_EXPRESSION_GREATER:
    case GESTA_EXPRESSION_LESS_EQUAL:
    case GESTA_EXPRESSION_GREATER_EQUAL:
    case GESTA_EXPRESSION_ADD:
    case GESTA_EXPRESSION_SUBTRACT:
    case GESTA_EXPRESSION_MULTIPLY:
    case GESTA_EXPRESSION_DIVIDE:
    case GESTA_EXPRESSION_PLUS:
    case GESTA_EXPRESSION_MINUS:
      break;
    case GESTA_EXPRESSION_TERM:
    case GESTA_EXPRESSION_OR:
    case GESTA_EXPRESSION_AND:
    case GESTA_EXPRESSION_IN:
    case GESTA_EXPRESSION_NOT_IN:
    case GESTA_EXPRESSION_FUNCTION:
    case GESTA_EXPRESSION_EXISTS:
    case GESTA_EXPRESSION_NOT_EXISTS:
    case GESTA_EXPRESSION_AGGREGATE:
      return false;
    }
    for (size_t i = 1; i < expression->argument_count; ++i) {
      if (gesta_expression_needs(expression->arguments[i], variable)) {
        return true;
      }
    }
    if (expression->argument_count == 0) {
      return false;
    }
    expression = expression->arguments[0];
  }
}
