// SPDX-License-Identifier: GPL-3.0-or-later
// Grouping, projection and the other modifiers: sections 18.2.4 and 18.2.5.

#include "graph/algebra/translator.h"
#include "graph/algebra/walk.h"

#include <assert.h>

static GestaStatus
wrap(GestaTranslator *translator, GestaAlgebraKind kind, GestaAlgebra **pattern)
{
  GestaAlgebra *node = gesta_translator_node(translator, kind, *pattern, NULL);
  if (!node) {
    return GESTA_ERR_MEMORY;
  }
  *pattern = node;
  return GESTA_OK;
}

// Section 18.2.4.1: GROUP BY, or an aggregate anywhere.
static bool
is_grouped(const GestaSelect *select)
{
  if (select->group_keys) {
    return true;
  }
  for (const GestaProjection *at = select->projections; at; at = at->next) {
    if (at->expression && gesta_expression_has_aggregate(at->expression)) {
      return true;
    }
  }
  for (const GestaExpressionList *at = select->having; at; at = at->next) {
    if (gesta_expression_has_aggregate(at->expression)) {
      return true;
    }
  }
  for (const GestaOrder *at = select->orders; at; at = at->next) {
    if (gesta_expression_has_aggregate(at->expression)) {
      return true;
    }
  }
  return false;
}

// Whether the query level has COUNT(DISTINCT *).
static bool
counts_distinct_rows(const GestaGrouping *grouping)
{
  for (const GestaAggregation *at = grouping->aggregations; at; at = at->next) {
    if (at->expression->argument_count == 0 && at->expression->is_distinct) {
      return true;
    }
  }
  return false;
}

// A key that is no variable is computed below the GROUP.
static GestaStatus
translate_key(GestaTranslator *translator, const GestaGroupKey *key,
              GestaAlgebra **pattern, GestaVariable *variable)
{
  GestaExpression *expression = NULL;
  GestaStatus status = gesta_translate_expression(translator, key->expression,
                                                  NULL, &expression);
  if (status == GESTA_OK && key->variable == GESTA_NO_VARIABLE) {
    if (expression->kind == GESTA_EXPRESSION_VARIABLE) {
      *variable = expression->variable;
      return GESTA_OK;
    }
    status = gesta_translator_new_variable(translator, (GestaStringView){0},
                                           variable);
  } else if (status == GESTA_OK) {
    status = gesta_translator_variable(translator, key->variable, variable);
  }
  if (status == GESTA_OK) {
    status = wrap(translator, GESTA_ALGEBRA_EXTEND, pattern);
  }
  if (status == GESTA_OK) {
    (*pattern)->variable = *variable;
    (*pattern)->expression = expression;
  }
  return status;
}

static GestaStatus
add_group(GestaTranslator *translator, const GestaSelect *select,
          GestaGrouping *grouping, GestaAlgebra **pattern)
{
  size_t count = 0;
  for (const GestaGroupKey *at = select->group_keys; at; at = at->next) {
    ++count;
  }
  GestaVariable *keys = gesta_arena_allocate(translator->arena, count,
                                             sizeof *keys);
  if (!keys) {
    return GESTA_ERR_MEMORY;
  }
  size_t i = 0;
  for (const GestaGroupKey *at = select->group_keys; at; at = at->next) {
    const GestaStatus status = translate_key(translator, at, pattern, &keys[i]);
    if (status) {
      return status;
    }
    ++i;
  }
  const GestaStatus status = wrap(translator, GESTA_ALGEBRA_GROUP, pattern);
  if (status == GESTA_OK) {
    (*pattern)->variables = keys;
    (*pattern)->variable_count = count;
    grouping->keys = keys;
    grouping->key_count = count;
  }
  return status;
}

// COUNT(DISTINCT *) counts solutions, which know no blank nodes of the pattern:
// let only what has a name, and the keys, reach the GROUP.
static GestaStatus
project_below_group(GestaTranslator *translator, GestaAlgebra *group)
{
  GestaVariable *visible = NULL;
  size_t count = 0;
  GestaStatus status = gesta_translator_visible(translator, group->first,
                                                &visible, &count);
  GestaVariable *all = gesta_arena_allocate(
    translator->arena, count + group->variable_count, sizeof *all);
  GestaAlgebra *node = gesta_translator_node(translator, GESTA_ALGEBRA_PROJECT,
                                             group->first, NULL);
  if (status || !all || !node) {
    return status ? status : GESTA_ERR_MEMORY;
  }
  for (size_t i = 0; i < count; ++i) {
    all[i] = visible[i];
  }
  for (size_t i = 0; i < group->variable_count; ++i) {
    size_t at = 0;
    while (at < count && all[at] != group->variables[i]) {
      ++at;
    }
    if (at == count) {
      all[count++] = group->variables[i];
    }
  }
  node->variables = all;
  node->variable_count = count;
  group->first = node;
  return GESTA_OK;
}

static GestaStatus
add_having(GestaTranslator *translator, const GestaSelect *select,
           GestaGrouping *grouping, GestaAlgebra **pattern)
{
  if (!select->having) {
    return GESTA_OK;
  }
  GestaStatus status = wrap(translator, GESTA_ALGEBRA_FILTER, pattern);
  GestaExpressionList **end = status ? NULL : &(*pattern)->conditions;
  for (const GestaExpressionList *at = select->having; status == GESTA_OK && at;
       at = at->next) {
    GestaExpressionList *item = gesta_arena_allocate(translator->arena, 1,
                                                     sizeof *item);
    if (!item) {
      return GESTA_ERR_MEMORY;
    }
    *end = item;
    end = &item->next;
    status = gesta_translate_expression(translator, at->expression, grouping,
                                        &item->expression);
  }
  return status;
}

// A plain variable beside aggregates must be a key: the translation of an
// expression tells, and says where.
static GestaStatus
check_projected(GestaTranslator *translator, const GestaProjection *projection,
                GestaGrouping *grouping)
{
  const GestaExpression plain = {.kind = GESTA_EXPRESSION_VARIABLE,
                                 .variable = projection->variable,
                                 .place = projection->place};
  GestaExpression *unused = NULL;
  return gesta_translate_expression(translator, &plain, grouping, &unused);
}

// Section 18.2.4.4.  The variables that SELECT lists, into `variables`.
static GestaStatus
add_projections(GestaTranslator *translator, const GestaSelect *select,
                GestaGrouping *grouping, GestaVariable *variables,
                GestaAlgebra **pattern)
{
  size_t count = 0;
  for (const GestaProjection *at = select->projections; at; at = at->next) {
    GestaStatus status = gesta_translator_variable(translator, at->variable,
                                                   &variables[count]);
    if (status == GESTA_OK && at->expression) {
      GestaExpression *expression = NULL;
      status = gesta_translate_expression(translator, at->expression, grouping,
                                          &expression);
      if (status == GESTA_OK) {
        status = wrap(translator, GESTA_ALGEBRA_EXTEND, pattern);
      }
      if (status == GESTA_OK) {
        (*pattern)->variable = variables[count];
        (*pattern)->expression = expression;
      }
    } else if (status == GESTA_OK && grouping) {
      status = check_projected(translator, at, grouping);
    }
    if (status) {
      return status;
    }
    ++count;
    if (grouping) {
      grouping->aliases = variables;
      grouping->alias_count = count;
    }
  }
  return GESTA_OK;
}

static GestaStatus
add_orders(GestaTranslator *translator, const GestaSelect *select,
           GestaGrouping *grouping, GestaAlgebra **pattern)
{
  if (!select->orders) {
    return GESTA_OK;
  }
  GestaStatus status = wrap(translator, GESTA_ALGEBRA_ORDER, pattern);
  GestaOrder **end = status ? NULL : &(*pattern)->orders;
  for (const GestaOrder *at = select->orders; status == GESTA_OK && at;
       at = at->next) {
    GestaOrder *order = gesta_arena_allocate(translator->arena, 1,
                                             sizeof *order);
    if (!order) {
      return GESTA_ERR_MEMORY;
    }
    order->is_descending = at->is_descending;
    *end = order;
    end = &order->next;
    status = gesta_translate_expression(translator, at->expression, grouping,
                                        &order->expression);
  }
  return status;
}

// Section 18.2.5, after ORDER BY.
static GestaStatus
add_modifiers(GestaTranslator *translator, const GestaSelect *select,
              GestaVariable *variables, size_t count, bool is_projected,
              GestaAlgebra **pattern)
{
  GestaStatus status = GESTA_OK;
  if (is_projected) {
    status = wrap(translator, GESTA_ALGEBRA_PROJECT, pattern);
    if (status == GESTA_OK) {
      (*pattern)->variables = variables;
      (*pattern)->variable_count = count;
    }
  }
  if (status == GESTA_OK && select->is_distinct) {
    status = wrap(translator, GESTA_ALGEBRA_DISTINCT, pattern);
  }
  if (status == GESTA_OK && select->is_reduced) {
    status = wrap(translator, GESTA_ALGEBRA_REDUCED, pattern);
  }
  if (status == GESTA_OK && (select->has_limit || select->offset > 0)) {
    status = wrap(translator, GESTA_ALGEBRA_SLICE, pattern);
    if (status == GESTA_OK) {
      (*pattern)->offset = select->offset;
      (*pattern)->limit = select->has_limit ? select->limit : UINT64_MAX;
    }
  }
  return status;
}

GestaStatus
gesta_translate_select(GestaTranslator *translator, const GestaSelect *select,
                       bool is_projected, GestaAlgebra **algebra)
{
  size_t count = 0;
  for (const GestaProjection *at = select->projections; at; at = at->next) {
    ++count;
  }
  GestaVariable *variables = gesta_arena_allocate(translator->arena, count,
                                                  sizeof *variables);
  if (!variables) {
    return GESTA_ERR_MEMORY;
  }
  static const GestaGroup nothing = {NULL, {NULL, 0}, NULL};
  GestaAlgebra *pattern = NULL;
  GestaStatus status = gesta_translate_pattern(
    translator, select->where ? select->where : &nothing, &pattern);
  GestaGrouping grouping = {.keys = NULL};
  GestaGrouping *const groups = is_grouped(select) ? &grouping : NULL;
  GestaAlgebra *group = NULL;
  if (status == GESTA_OK && groups) {
    status = add_group(translator, select, groups, &pattern);
    group = pattern;
  }
  grouping.is_sampling = true;
  if (status == GESTA_OK) {
    status = add_having(translator, select, groups, &pattern);
  }
  if (status == GESTA_OK && select->values) {
    status = gesta_translate_values(translator, select->values, &pattern);
  }
  grouping.is_sampling = false;
  if (status == GESTA_OK) {
    status = add_projections(translator, select, groups, variables, &pattern);
  }
  grouping.is_sampling = true;
  if (status == GESTA_OK) {
    status = add_orders(translator, select, groups, &pattern);
  }
  if (status == GESTA_OK && group) {
    group->aggregations = grouping.aggregations;
    if (counts_distinct_rows(&grouping)) {
      status = project_below_group(translator, group);
    }
  }
  if (status == GESTA_OK) {
    status = add_modifiers(translator, select, variables, count, is_projected,
                           &pattern);
  }
  if (status == GESTA_OK) {
    *algebra = pattern;
  }
  return status;
}
