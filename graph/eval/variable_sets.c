// SPDX-License-Identifier: GPL-3.0-or-later
// Sets of variables, and what expressions and patterns look at.
#include "graph/eval/planner.h"

GestaStatus
gesta_planner_set(GestaPlanner *planner, GestaVariableSet *set)
{
  set->words = gesta_arena_allocate(&planner->engine->arena,
                                    planner->word_count, sizeof *set->words);
  return set->words ? GESTA_OK : GESTA_ERR_MEMORY;
}

void
gesta_planner_add(GestaVariableSet *set, GestaVariable variable)
{
  set->words[variable / 64] |= UINT64_C(1) << variable % 64;
}

void
gesta_planner_add_all(GestaPlanner *planner, GestaVariableSet *set,
                      const GestaVariableSet *from)
{
  const size_t count = planner->engine->options->variables->count;
  for (size_t i = 0; from->words && i < (count + 63) / 64; ++i) {
    set->words[i] |= from->words[i];
  }
}

void
gesta_planner_unite(GestaPlanner *planner, GestaVariableSet *set,
                    const GestaVariableSet *from)
{
  for (size_t i = 0; from->words && i < planner->word_count; ++i) {
    set->words[i] |= from->words[i];
  }
}

static void
add_list(GestaPlanner *planner, GestaVariableSet *set,
         const GestaExpressionList *list)
{
  bool has_exists;
  for (; list; list = list->next) {
    gesta_planner_add_expression(planner, set, list->expression, &has_exists);
  }
}

// All variables that a pattern mentions, also in its conditions.
static void
add_pattern(GestaPlanner *planner, GestaVariableSet *set,
            const GestaAlgebra *algebra)
{
  bool has_exists;
  for (; algebra; algebra = algebra->first) {
    gesta_planner_add_all(planner, set, &algebra->possible);
    add_list(planner, set, algebra->conditions);
    if (algebra->expression) {
      gesta_planner_add_expression(planner, set, algebra->expression,
                                   &has_exists);
    }
    add_pattern(planner, set, algebra->second);
  }
}

void
gesta_planner_add_expression(GestaPlanner *planner, GestaVariableSet *set,
                             const GestaExpression *expression,
                             bool *has_exists)
{
  if (expression->kind == GESTA_EXPRESSION_VARIABLE) {
    gesta_planner_add(set, expression->variable);
  }
  if (expression->pattern) {
    *has_exists = true;
    add_pattern(planner, set, expression->pattern);
  }
  for (size_t i = 0; i < expression->argument_count; ++i) {
    gesta_planner_add_expression(planner, set, expression->arguments[i],
                                 has_exists);
  }
}

// Whether conditions look at a variable.
static bool
mentions(GestaPlanner *planner, const GestaExpressionList *conditions,
         GestaVariable variable)
{
  GestaVariableSet looked_at;
  // A set that cannot be had makes the answer "yes", which is always safe.
  if (gesta_planner_set(planner, &looked_at)) {
    return true;
  }
  add_list(planner, &looked_at, conditions);
  return gesta_variable_set_has(looked_at, variable);
}

bool
gesta_can_push_graph(GestaPlanner *planner, const GestaAlgebra *algebra,
                     GestaVariable variable)
{
  for (; algebra; algebra = algebra->first) {
    switch (algebra->kind) {
    case GESTA_ALGEBRA_TRIPLE:
      return true;
    case GESTA_ALGEBRA_LEFT_JOIN:
    case GESTA_ALGEBRA_SEMI_JOIN:
    case GESTA_ALGEBRA_ANTI_JOIN:
      if (gesta_variable_set_has(algebra->second->possible, variable)
          || mentions(planner, algebra->conditions, variable)
          || !gesta_can_push_graph(planner, algebra->second, variable)) {
        return false;
      }
      break;
    case GESTA_ALGEBRA_JOIN:
    case GESTA_ALGEBRA_UNION:
      if (!gesta_can_push_graph(planner, algebra->second, variable)) {
        return false;
      }
      break;
    case GESTA_ALGEBRA_FILTER:
      if (mentions(planner, algebra->conditions, variable)) {
        return false;
      }
      break;
    case GESTA_ALGEBRA_UNIT:
    case GESTA_ALGEBRA_PATH:
    case GESTA_ALGEBRA_MINUS:
    case GESTA_ALGEBRA_GRAPH:
    case GESTA_ALGEBRA_EXTEND:
    case GESTA_ALGEBRA_TABLE:
    case GESTA_ALGEBRA_GROUP:
    case GESTA_ALGEBRA_ORDER:
    case GESTA_ALGEBRA_PROJECT:
    case GESTA_ALGEBRA_DISTINCT:
    case GESTA_ALGEBRA_REDUCED:
    case GESTA_ALGEBRA_SLICE:
    case GESTA_ALGEBRA_SERVICE:
      return false;
    }
  }
  return false;
}

bool
gesta_planner_covers(const GestaPlanner *planner,
                     const GestaVariableSet *looked_at,
                     const GestaVariableSet *outer, const GestaAlgebra *binder)
{
  const size_t count = planner->engine->options->variables->count;
  for (size_t i = 0; i < (count + 63) / 64; ++i) {
    const uint64_t counted = outer ? outer->words[i] : UINT64_MAX;
    if (looked_at->words[i] & counted & ~binder->certain.words[i]) {
      return false;
    }
  }
  return true;
}

// Whether conditions or an expression look at nothing but what is covered.
static bool
covers_conditions(GestaPlanner *planner, const GestaExpressionList *conditions,
                  const GestaExpression *expression,
                  const GestaVariableSet *outer, const GestaAlgebra *binder)
{
  GestaVariableSet looked_at;
  bool has_exists = false;
  // A set that cannot be had makes the answer "no", which is always safe.
  if (gesta_planner_set(planner, &looked_at)) {
    return false;
  }
  add_list(planner, &looked_at, conditions);
  if (expression) {
    gesta_planner_add_expression(planner, &looked_at, expression, &has_exists);
  }
  return gesta_planner_covers(planner, &looked_at, outer, binder);
}

bool
gesta_is_correlatable(GestaPlanner *planner, const GestaAlgebra *algebra,
                      const GestaVariableSet *outer)
{
  for (; algebra; algebra = algebra->first) {
    switch (algebra->kind) {
    case GESTA_ALGEBRA_UNIT:
    case GESTA_ALGEBRA_TRIPLE:
    case GESTA_ALGEBRA_PATH:
      return true;
    case GESTA_ALGEBRA_JOIN:
    case GESTA_ALGEBRA_UNION:
      if (!gesta_is_correlatable(planner, algebra->second, outer)) {
        return false;
      }
      break;
    case GESTA_ALGEBRA_FILTER:
      if (!covers_conditions(planner, algebra->conditions, NULL, outer,
                             algebra->first)) {
        return false;
      }
      break;
    case GESTA_ALGEBRA_LEFT_JOIN:
    case GESTA_ALGEBRA_SEMI_JOIN:
    case GESTA_ALGEBRA_ANTI_JOIN:
      if (!gesta_is_correlatable(planner, algebra->second, outer)
          || !gesta_planner_covers(planner, &algebra->second->possible, outer,
                                   algebra->first)
          || !covers_conditions(planner, algebra->conditions, NULL, outer,
                                algebra->first)) {
        return false;
      }
      break;
    case GESTA_ALGEBRA_MINUS:
      if (!gesta_planner_covers(planner, &algebra->second->possible, outer,
                                algebra->first)) {
        return false;
      }
      break;
    case GESTA_ALGEBRA_EXTEND:
      if (gesta_variable_set_has(*outer, algebra->variable)
          || !covers_conditions(planner, NULL, algebra->expression, outer,
                                algebra->first)) {
        return false;
      }
      break;
    case GESTA_ALGEBRA_GRAPH:
      if (gesta_node_is_variable(&algebra->name)
          && !gesta_can_push_graph(planner, algebra->first,
                                   algebra->name.variable)) {
        return false;
      }
      break;
    case GESTA_ALGEBRA_TABLE:
    case GESTA_ALGEBRA_GROUP:
    case GESTA_ALGEBRA_ORDER:
    case GESTA_ALGEBRA_PROJECT:
    case GESTA_ALGEBRA_DISTINCT:
    case GESTA_ALGEBRA_REDUCED:
    case GESTA_ALGEBRA_SLICE:
    case GESTA_ALGEBRA_SERVICE:
      return false;
    }
  }
  return true;
}
