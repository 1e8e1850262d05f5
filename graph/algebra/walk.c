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
