// SPDX-License-Identifier: GPL-3.0-or-later
// Functions on numbers: section 17.4.4.
#include "graph/eval/expression_state.h"

#include <math.h>

static GestaStatus
round_number(GestaExpressions *expressions, const GestaValue *value,
             GestaRounding rounding, GestaValue *result)
{
  if (!gesta_value_is_numeric(value)) {
    return GESTA_NOT_FOUND;
  }
  *result = *value;
  result->id = GESTA_NO_TERM;
  result->text = (GestaStringView){0};
  if (value->kind == GESTA_VALUE_INTEGER) {
    result->datatype = GESTA_XSD_INTEGER;
    return GESTA_OK;
  }
  if (value->kind == GESTA_VALUE_DECIMAL) {
    const GestaStatus status = gesta_decimal_round(
      &value->decimal, rounding, &expressions->scratch, &result->decimal);
    // A whole decimal is written as XSD 1.1 has it, without a point.
    return status ? status
                  : gesta_decimal_print(&result->decimal, false,
                                        &expressions->scratch, &result->text);
  }
  const double number = value->number;
  if (rounding == GESTA_ROUND_CEILING) {
    result->number = ceil(number);
  } else if (rounding == GESTA_ROUND_FLOOR) {
    result->number = floor(number);
  } else {
    const double down = floor(number);
    const double up = number - down >= 0.5 ? down + 1 : down;
    result->number = copysign(up, number); // -0.4 gives -0
  }
  return GESTA_OK;
}

static GestaStatus
round_up(GestaExpressions *expressions, const GestaValue *arguments,
         size_t count, GestaValue *result)
{
  (void)count;
  return round_number(expressions, &arguments[0], GESTA_ROUND_CEILING, result);
}

static GestaStatus
round_down(GestaExpressions *expressions, const GestaValue *arguments,
           size_t count, GestaValue *result)
{
  (void)count;
  return round_number(expressions, &arguments[0], GESTA_ROUND_FLOOR, result);
}

static GestaStatus
round_nearest(GestaExpressions *expressions, const GestaValue *arguments,
              size_t count, GestaValue *result)
{
  (void)count;
  return round_number(expressions, &arguments[0], GESTA_ROUND_HALF_UP, result);
}

static GestaStatus
get_magnitude(GestaExpressions *expressions, const GestaValue *arguments,
              size_t count, GestaValue *result)
{
  (void)count;
  const GestaValue *const value = &arguments[0];
  if (!gesta_value_is_numeric(value)) {
    return GESTA_NOT_FOUND;
  }
  *result = *value;
  result->id = GESTA_NO_TERM;
  result->text = (GestaStringView){0};
  if (value->kind == GESTA_VALUE_FLOAT || value->kind == GESTA_VALUE_DOUBLE) {
    result->number = fabs(value->number);
    return GESTA_OK;
  }
  if (value->kind == GESTA_VALUE_INTEGER) {
    result->datatype = GESTA_XSD_INTEGER;
  }
  return gesta_decimal_sign(&value->decimal) < 0 ? gesta_decimal_negate(
           &value->decimal, &expressions->scratch, &result->decimal)
                                                 : GESTA_OK;
}

static GestaStatus
draw_number(GestaExpressions *expressions, const GestaValue *arguments,
            size_t count, GestaValue *result)
{
  (void)arguments;
  (void)count;
  *result = gesta_value_double(
    ldexp((double)(gesta_expressions_random(expressions) >> 11U), -53));
  return GESTA_OK;
}

const GestaBuiltinRow *
gesta_number_functions(void)
{
  static const GestaBuiltinRow rows[] = {
    {GESTA_BUILTIN_CEIL, round_up},       {GESTA_BUILTIN_FLOOR, round_down},
    {GESTA_BUILTIN_ROUND, round_nearest}, {GESTA_BUILTIN_ABS, get_magnitude},
    {GESTA_BUILTIN_RAND, draw_number},    {GESTA_BUILTIN_ABS, NULL},
  };
  return rows;
}
