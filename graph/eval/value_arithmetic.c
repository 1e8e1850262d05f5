// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/eval/value_order.h"

#include <math.h>

typedef enum Operator { ADD, SUBTRACT, MULTIPLY, DIVIDE } Operator;

static GestaStatus
compute_exact(Operator operator, const GestaValue * a, const GestaValue *b,
              GestaArena *arena, GestaValue *result)
{
  GestaDecimal number;
  GestaStatus status = GESTA_OK;
  bool is_integer = a->kind == GESTA_VALUE_INTEGER
                    && b->kind == GESTA_VALUE_INTEGER;
  switch (operator) {
  case ADD:
    status = gesta_decimal_add(&a->decimal, &b->decimal, arena, &number);
    break;
  case SUBTRACT:
    status = gesta_decimal_subtract(&a->decimal, &b->decimal, arena, &number);
    break;
  case MULTIPLY:
    status = gesta_decimal_multiply(&a->decimal, &b->decimal, arena, &number);
    break;
  case DIVIDE:
    status = gesta_decimal_divide(&a->decimal, &b->decimal, arena, &number);
    is_integer = false; // the quotient of integers is a decimal
    break;
  }
  if (status) {
    return status == GESTA_ERR_TOO_LARGE ? GESTA_NOT_FOUND : status;
  }
  *result = gesta_value_decimal(number);
  if (is_integer) {
    result->kind = GESTA_VALUE_INTEGER;
    result->datatype = GESTA_XSD_INTEGER;
  }
  return GESTA_OK;
}

static GestaStatus
compute_numbers(Operator operator, const GestaValue * a, const GestaValue *b,
                GestaArena *arena, GestaValue *result)
{
  if (a->kind <= GESTA_VALUE_DECIMAL && b->kind <= GESTA_VALUE_DECIMAL) {
    return compute_exact(operator, a, b, arena, result);
  }
  double first = 0;
  double second = 0;
  GestaStatus status = gesta_value_to_double(a, arena, &first);
  if (status == GESTA_OK) {
    status = gesta_value_to_double(b, arena, &second);
  }
  if (status) {
    return status;
  }
  const bool is_float = a->kind != GESTA_VALUE_DOUBLE
                        && b->kind != GESTA_VALUE_DOUBLE;
  if (is_float) {
    first = (double)(float)first;
    second = (double)(float)second;
  }
  // Of floats, a double's result rounds to the float that one step would give.
  double number = 0;
  switch (operator) {
  case ADD:
    number = first + second;
    break;
  case SUBTRACT:
    number = first - second;
    break;
  case MULTIPLY:
    number = first * second;
    break;
  case DIVIDE:
    number = first / second;
    break;
  }
  *result = gesta_value_double(is_float ? (double)(float)number : number);
  if (is_float) {
    result->kind = GESTA_VALUE_FLOAT;
    result->datatype = GESTA_XSD_FLOAT;
  }
  return GESTA_OK;
}

static GestaDatatype
duration_type(const GestaValue *a, const GestaValue *b)
{
  return a->datatype == b->datatype ? a->datatype : GESTA_XSD_DURATION;
}

// A moment and a duration.
static GestaStatus
move_moment(const GestaValue *a, const GestaDuration *duration,
            GestaValue *result)
{
  GestaMoment sum;
  const bool has_months = duration->months != 0;
  if ((a->kind == GESTA_VALUE_TIME && has_months)
      || (a->kind != GESTA_VALUE_TIME && a->kind != GESTA_VALUE_DATE
          && a->kind != GESTA_VALUE_DATE_TIME)
      || gesta_moment_add(&a->moment, duration, &sum)) {
    return GESTA_NOT_FOUND;
  }
  // What the kind does not tell is cut off: the time of a date, the day of a
  // time.
  GestaFields fields = gesta_moment_fields(&sum);
  if (a->kind == GESTA_VALUE_DATE) {
    fields.hour = fields.minute = fields.second = 0;
    sum.fraction = 0;
  } else if (a->kind == GESTA_VALUE_TIME) {
    fields.year = 1972;
    fields.month = fields.day = 1;
  }
  *result = (GestaValue){.kind = a->kind,
                         .datatype = a->datatype,
                         .moment = gesta_moment_make(&fields, &sum)};
  return GESTA_OK;
}

static GestaStatus
subtract_moments(const GestaValue *a, const GestaValue *b, GestaValue *result)
{
  const bool a_zoned = a->moment.zone != GESTA_NO_ZONE;
  if (a->kind != b->kind || a->kind > GESTA_VALUE_TIME
      || a_zoned != (b->moment.zone != GESTA_NO_ZONE)) {
    return GESTA_NOT_FOUND;
  }
  const GestaDuration first = {0, a->moment.instant, a->moment.fraction};
  const GestaDuration second = {0, b->moment.instant, b->moment.fraction};
  GestaDuration difference;
  const GestaStatus status = gesta_duration_add(&first, -1, &second,
                                                &difference);
  if (status == GESTA_OK) {
    *result = gesta_value_duration(GESTA_XSD_DAY_TIME_DURATION, difference);
  }
  return status;
}

// A duration times a number, or divided by it.
static GestaStatus
scale_duration(const GestaValue *a, const GestaValue *b, bool divide,
               GestaArena *arena, GestaValue *result)
{
  double factor = 0;
  const GestaStatus status = gesta_value_to_double(b, arena, &factor);
  if (status) {
    return status;
  }
  factor = divide ? 1 / factor : factor;
  const double months = floor((double)a->duration.months * factor + 0.5);
  const double seconds = ((double)a->duration.seconds
                          + (double)a->duration.fraction / 1e18)
                         * factor;
  if (!(fabs(months) < 1e10) || !(fabs(seconds) < 1e15)) {
    return GESTA_NOT_FOUND;
  }
  const double whole = floor(seconds);
  const double micro = floor((seconds - whole) * 1e6 + 0.5);
  GestaDuration scaled = {(int64_t)months, (int64_t)whole, 0};
  if (micro >= 1e6) {
    ++scaled.seconds;
  } else {
    scaled.fraction = (uint64_t)micro * UINT64_C(1000000000000);
  }
  *result = gesta_value_duration(a->datatype, scaled);
  return GESTA_OK;
}

static GestaStatus
add_values(const GestaValue *a, int sign, const GestaValue *b,
           GestaArena *arena, GestaValue *result)
{
  if (gesta_value_is_numeric(a) && gesta_value_is_numeric(b)) {
    return compute_numbers(sign < 0 ? SUBTRACT : ADD, a, b, arena, result);
  }
  if (gesta_value_is_moment(a) && b->kind == GESTA_VALUE_DURATION) {
    const GestaDuration moved = sign < 0 ? gesta_duration_negate(&b->duration)
                                         : b->duration;
    return move_moment(a, &moved, result);
  }
  if (a->kind == GESTA_VALUE_DURATION && gesta_value_is_moment(b) && sign > 0) {
    return move_moment(b, &a->duration, result);
  }
  if (gesta_value_is_moment(a) && gesta_value_is_moment(b) && sign < 0) {
    return subtract_moments(a, b, result);
  }
  if (a->kind == GESTA_VALUE_DURATION && b->kind == GESTA_VALUE_DURATION) {
    GestaDuration sum;
    const GestaStatus status = gesta_duration_add(&a->duration, sign,
                                                  &b->duration, &sum);
    if (status == GESTA_OK) {
      *result = gesta_value_duration(duration_type(a, b), sum);
    }
    return status;
  }
  return GESTA_NOT_FOUND;
}

GestaStatus
gesta_value_add(const GestaValue *a, const GestaValue *b, GestaArena *arena,
                GestaValue *result)
{
  return add_values(a, 1, b, arena, result);
}

GestaStatus
gesta_value_subtract(const GestaValue *a, const GestaValue *b,
                     GestaArena *arena, GestaValue *result)
{
  return add_values(a, -1, b, arena, result);
}

GestaStatus
gesta_value_multiply(const GestaValue *a, const GestaValue *b,
                     GestaArena *arena, GestaValue *result)
{
  if (gesta_value_is_numeric(a) && gesta_value_is_numeric(b)) {
    return compute_numbers(MULTIPLY, a, b, arena, result);
  }
  if (a->kind == GESTA_VALUE_DURATION && gesta_value_is_numeric(b)) {
    return scale_duration(a, b, false, arena, result);
  }
  if (gesta_value_is_numeric(a) && b->kind == GESTA_VALUE_DURATION) {
    return scale_duration(b, a, false, arena, result);
  }
  return GESTA_NOT_FOUND;
}

GestaStatus
gesta_value_divide(const GestaValue *a, const GestaValue *b, GestaArena *arena,
                   GestaValue *result)
{
  if (gesta_value_is_numeric(a) && gesta_value_is_numeric(b)) {
    return compute_numbers(DIVIDE, a, b, arena, result);
  }
  return a->kind == GESTA_VALUE_DURATION && gesta_value_is_numeric(b)
           ? scale_duration(a, b, true, arena, result)
           : GESTA_NOT_FOUND;
}
