// SPDX-License-Identifier: GPL-3.0-or-later
// Expressions are copied, since a subquery gives variables other indexes and an
// aggregate gives way to a variable (section 18.2.4.1).
//
// `a || b || c ...` nests in the first argument as deeply as the text is long:
// that direction is a loop.

#include "graph/algebra/translator.h"
#include "graph/algebra/walk.h"

#include <assert.h>

static bool
lists_variable(const GestaVariable *list, size_t count, GestaVariable variable)
{
  for (size_t i = 0; i < count; ++i) {
    if (list[i] == variable) {
      return true;
    }
  }
  return false;
}

static GestaExpression *
new_variable_expression(GestaTranslator *translator, GestaVariable variable,
                        GestaPlace place)
{
  GestaExpression *made = gesta_arena_allocate(translator->arena, 1,
                                               sizeof *made);
  if (made) {
    made->kind = GESTA_EXPRESSION_VARIABLE;
    made->variable = variable;
    made->place = place;
  }
  return made;
}

// The variable of an aggregate, which the same aggregate may have already.
static GestaStatus
add_aggregation(GestaTranslator *translator, GestaGrouping *grouping,
                GestaExpression *aggregate, GestaExpression **expression)
{
  GestaVariable variable = GESTA_NO_VARIABLE;
  for (const GestaAggregation *at = grouping->aggregations; at; at = at->next) {
    if (gesta_expression_equal(at->expression, aggregate)) {
      variable = at->variable;
      break;
    }
  }
  if (variable == GESTA_NO_VARIABLE) {
    const GestaStatus status = gesta_translator_new_variable(
      translator, (GestaStringView){0}, &variable);
    GestaAggregation *made = gesta_arena_allocate(translator->arena, 1,
                                                  sizeof *made);
    if (status || !made) {
      return status ? status : GESTA_ERR_MEMORY;
    }
    *made = (GestaAggregation){variable, aggregate, NULL};
    if (grouping->last) {
      grouping->last->next = made;
    } else {
      grouping->aggregations = made;
    }
    grouping->last = made;
  }
  *expression = new_variable_expression(translator, variable, aggregate->place);
  return *expression ? GESTA_OK : GESTA_ERR_MEMORY;
}

static GestaStatus
translate_aggregate(GestaTranslator *translator, const GestaExpression *from,
                    GestaGrouping *grouping, GestaExpression **expression)
{
  if (!grouping) {
    return gesta_error_set_at(
      translator->error, GESTA_ERR_SYNTAX, from->place.line, from->place.column,
      "an aggregate can stand only in SELECT, HAVING and ORDER BY, and not in "
      "another aggregate");
  }
  GestaExpression *copy = gesta_arena_allocate(translator->arena, 1,
                                               sizeof *copy);
  if (!copy) {
    return GESTA_ERR_MEMORY;
  }
  *copy = *from;
  if (from->argument_count > 0) {
    assert(from->argument_count == 1);
    copy->arguments = gesta_arena_allocate(translator->arena, 1,
                                           sizeof(GestaExpression *));
    if (!copy->arguments) {
      return GESTA_ERR_MEMORY;
    }
    const GestaStatus status = gesta_translate_expression(
      translator, from->arguments[0], NULL, &copy->arguments[0]);
    if (status) {
      return status;
    }
  }
  return add_aggregation(translator, grouping, copy, expression);
}

// Section 18.2.4.1: a variable outside of the aggregates is a key, or stands
// for a sample, which the grammar's note 10 does not allow in SELECT.
static GestaStatus
translate_variable(GestaTranslator *translator, const GestaExpression *from,
                   GestaGrouping *grouping, GestaExpression **expression)
{
  GestaVariable variable = 0;
  const GestaStatus status = gesta_translator_variable(
    translator, from->variable, &variable);
  GestaExpression *copy = new_variable_expression(translator, variable,
                                                  from->place);
  if (status || !copy) {
    return status ? status : GESTA_ERR_MEMORY;
  }
  if (!grouping || lists_variable(grouping->keys, grouping->key_count, variable)
      || lists_variable(grouping->aliases, grouping->alias_count, variable)) {
    *expression = copy;
    return GESTA_OK;
  }
  if (!grouping->is_sampling) {
    const GestaStringView name =
      translator->request->variables.names[from->variable].name;
    return gesta_error_set_at(
      translator->error, GESTA_ERR_SYNTAX, from->place.line, from->place.column,
      "?%.*s is not in GROUP BY: it can be used only in an aggregate, such as "
      "SAMPLE(?%.*s)",
      (int)name.size, name.data, (int)name.size, name.data);
  }
  GestaExpression *sample = gesta_arena_allocate(translator->arena, 1,
                                                 sizeof *sample);
  GestaExpression **arguments = gesta_arena_allocate(translator->arena, 1,
                                                     sizeof(GestaExpression *));
  if (!sample || !arguments) {
    return GESTA_ERR_MEMORY;
  }
  arguments[0] = copy;
  *sample = (GestaExpression){.kind = GESTA_EXPRESSION_AGGREGATE,
                              .aggregate = GESTA_AGGREGATE_SAMPLE,
                              .arguments = arguments,
                              .argument_count = 1,
                              .place = from->place};
  return add_aggregation(translator, grouping, sample, expression);
}

GestaStatus
gesta_translate_expression(GestaTranslator *translator,
                           const GestaExpression *from, GestaGrouping *grouping,
                           GestaExpression **expression)
{
  for (;;) {
    if (from->kind == GESTA_EXPRESSION_AGGREGATE) {
      return translate_aggregate(translator, from, grouping, expression);
    }
    if (from->kind == GESTA_EXPRESSION_VARIABLE) {
      return translate_variable(translator, from, grouping, expression);
    }
    GestaExpression *copy = gesta_arena_allocate(translator->arena, 1,
                                                 sizeof *copy);
    if (!copy) {
      return GESTA_ERR_MEMORY;
    }
    *copy = *from;
    *expression = copy;
    if (from->kind == GESTA_EXPRESSION_EXISTS
        || from->kind == GESTA_EXPRESSION_NOT_EXISTS) {
      return gesta_translate_pattern(translator, from->group, &copy->pattern);
    }
    if (from->argument_count == 0) {
      return GESTA_OK;
    }
    copy->arguments = gesta_arena_allocate(
      translator->arena, from->argument_count, sizeof(GestaExpression *));
    if (!copy->arguments) {
      return GESTA_ERR_MEMORY;
    }
    for (size_t i = 1; i < from->argument_count; ++i) {
      const GestaStatus status = gesta_translate_expression(
        translator, from->arguments[i], grouping, &copy->arguments[i]);
      if (status) {
        return status;
      }
    }
    expression = &copy->arguments[0];
    from = from->arguments[0];
  }
}
