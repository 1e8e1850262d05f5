// SPDX-License-Identifier: GPL-3.0-or-later
// Casts: section 17.5, and those of XPath between its other types.
//
// source  XPath and XQuery Functions and Operators 3.1, section 19
#include "graph/base/floating.h"
#include "graph/eval/expression_state.h"
#include "graph/eval/value_order.h"

#include <math.h>
#include <string.h>

static GestaStringView
trim(GestaStringView text)
{
  while (text.size > 0 && strchr(" \t\n\r", text.data[0])) {
    ++text.data;
    --text.size;
  }
  while (text.size > 0 && strchr(" \t\n\r", text.data[text.size - 1])) {
    --text.size;
  }
  return text;
}

// What was read from another lexical form is printed in its own.
static GestaStatus
cast_text(GestaExpressions *expressions, GestaDatatype datatype,
          GestaStringView text, GestaValue *result)
{
  const GestaStatus status = gesta_value_parse(datatype, trim(text),
                                               &expressions->scratch, result);
  if (status == GESTA_OK) {
    result->text = (GestaStringView){0};
  }
  return status;
}

// The decimal of the shortest text of a floating number.
static GestaStatus
read_floating(const GestaValue *value, GestaArena *arena, GestaDecimal *number)
{
  if (!isfinite(value->number)) {
    return GESTA_NOT_FOUND;
  }
  char text[GESTA_FLOATING_SIZE];
  const size_t size = value->kind == GESTA_VALUE_FLOAT
                        ? gesta_print_float((float)value->number, text)
                        : gesta_print_double(value->number, text);
  const char *const letter = memchr(text, 'E', size);
  int power = 0;
  for (const char *at = letter + 1 + (letter[1] == '-'); *at != '\0'; ++at) {
    power = power * 10 + (*at - '0');
  }
  GestaStatus status = gesta_decimal_parse(
    (GestaStringView){text, (size_t)(letter - text)}, arena, number);
  const GestaDecimal tenth = {1, 1, NULL};
  const GestaDecimal ten = {10, 0, NULL};
  for (; status == GESTA_OK && power > 0; --power) {
    status = gesta_decimal_multiply(number, letter[1] == '-' ? &tenth : &ten,
                                    arena, number);
  }
  return status;
}

static GestaStatus
cast_number(GestaExpressions *expressions, GestaDatatype datatype,
            const GestaValue *value, GestaValue *result)
{
  GestaArena *const arena = &expressions->scratch;
  GestaDecimal number = {0};
  GestaStatus status = GESTA_OK;
  if (value->kind == GESTA_VALUE_BOOLEAN) {
    number = gesta_decimal(value->boolean);
  } else if (value->kind == GESTA_VALUE_FLOAT
             || value->kind == GESTA_VALUE_DOUBLE) {
    status = read_floating(value, arena, &number);
  } else if (gesta_value_is_numeric(value)) {
    number = value->decimal;
  } else {
    return GESTA_NOT_FOUND;
  }
  if (status == GESTA_OK && datatype != GESTA_XSD_DECIMAL) {
    status = gesta_decimal_round(&number, GESTA_ROUND_DOWN, arena, &number);
  }
  if (status) {
    return status == GESTA_ERR_TOO_LARGE ? GESTA_NOT_FOUND : status;
  }
  if (datatype == GESTA_XSD_DECIMAL) {
    *result = gesta_value_decimal(number);
    return GESTA_OK;
  }
  GestaStringView text; // whose range is checked
  status = gesta_decimal_print(&number, false, arena, &text);
  return status ? status : cast_text(expressions, datatype, text, result);
}

static GestaStatus
cast_floating(GestaExpressions *expressions, GestaDatatype datatype,
              const GestaValue *value, GestaValue *result)
{
  double number = 0;
  if (value->kind == GESTA_VALUE_BOOLEAN) {
    number = value->boolean ? 1 : 0;
  } else if (gesta_value_is_numeric(value)) {
    const GestaStatus status = gesta_value_to_double(
      value, &expressions->scratch, &number);
    if (status) {
      return status;
    }
  } else {
    return GESTA_NOT_FOUND;
  }
  *result = gesta_value_double(number);
  if (datatype == GESTA_XSD_FLOAT) {
    result->kind = GESTA_VALUE_FLOAT;
    result->datatype = datatype;
    result->number = (double)(float)number;
  }
  return GESTA_OK;
}

static GestaStatus
cast_boolean(const GestaValue *value, GestaValue *result)
{
  bool truth = false;
  if (!gesta_value_is_numeric(value) && value->kind != GESTA_VALUE_BOOLEAN) {
    return GESTA_NOT_FOUND;
  }
  const GestaStatus status = gesta_value_truth(value, &truth);
  *result = gesta_value_boolean(truth);
  return status;
}

// From a moment that tells more, or from a date to a dateTime.
static GestaStatus
cast_moment(GestaDatatype datatype, const GestaValue *value, GestaValue *result)
{
  const bool from_date = value->kind == GESTA_VALUE_DATE;
  const bool from_time = value->kind == GESTA_VALUE_DATE_TIME;
  const bool to_time = datatype == GESTA_XSD_DATE_TIME
                       || datatype == GESTA_XSD_DATE_TIME_STAMP;
  if ((!from_date && !from_time) || (datatype == GESTA_XSD_TIME && from_date)
      || (datatype == GESTA_XSD_DATE_TIME_STAMP
          && value->moment.zone == GESTA_NO_ZONE)) {
    return GESTA_NOT_FOUND;
  }
  GestaMoment moment = value->moment;
  GestaFields fields = gesta_moment_fields(&moment);
  GestaValueKind kind = GESTA_VALUE_DATE_TIME;
  if (datatype == GESTA_XSD_TIME) {
    kind = GESTA_VALUE_TIME;
    fields.year = 1972;
    fields.month = fields.day = 1;
  } else if (!to_time) {
    fields.hour = fields.minute = fields.second = 0;
    moment.fraction = 0;
    kind = (GestaValueKind)(GESTA_VALUE_DATE
                            + (int)(datatype - GESTA_XSD_DATE));
    if (datatype == GESTA_XSD_MONTH || datatype == GESTA_XSD_MONTH_DAY
        || datatype == GESTA_XSD_DAY) {
      fields.year = 1972;
    }
    if (datatype == GESTA_XSD_YEAR || datatype == GESTA_XSD_DAY) {
      fields.month = 1;
    }
    if (datatype == GESTA_XSD_YEAR || datatype == GESTA_XSD_YEAR_MONTH
        || datatype == GESTA_XSD_MONTH) {
      fields.day = 1;
    }
  }
  *result = (GestaValue){.kind = kind,
                         .datatype = datatype,
                         .moment = gesta_moment_make(&fields, &moment)};
  return GESTA_OK;
}

static GestaStatus
cast_duration(GestaDatatype datatype, const GestaValue *value,
              GestaValue *result)
{
  if (value->kind != GESTA_VALUE_DURATION) {
    return GESTA_NOT_FOUND;
  }
  GestaDuration duration = value->duration;
  if (datatype == GESTA_XSD_DAY_TIME_DURATION) {
    duration.months = 0;
  } else if (datatype == GESTA_XSD_YEAR_MONTH_DURATION) {
    duration.seconds = 0;
    duration.fraction = 0;
  }
  *result = gesta_value_duration(datatype, duration);
  return GESTA_OK;
}

// The canonical text of XPath: a whole decimal without a point, a number of
// common size without an exponent.
static GestaStatus
cast_string(GestaExpressions *expressions, const GestaValue *value,
            GestaValue *result)
{
  GestaArena *const arena = &expressions->scratch;
  GestaTerm term;
  GestaStatus status = GESTA_OK;
  if (value->kind == GESTA_VALUE_BLANK) {
    return GESTA_NOT_FOUND;
  }
  const bool is_floating = value->kind == GESTA_VALUE_FLOAT
                           || value->kind == GESTA_VALUE_DOUBLE;
  GestaDecimal number;
  if (value->kind == GESTA_VALUE_DECIMAL
      || value->kind == GESTA_VALUE_INTEGER) {
    status = gesta_decimal_print(&value->decimal, false, arena, &term.value);
  } else if (is_floating && fabs(value->number) >= 1e-6
             && fabs(value->number) < 1e6) {
    status = read_floating(value, arena, &number);
    if (status == GESTA_OK) {
      status = gesta_decimal_print(&number, false, arena, &term.value);
    }
  } else if (is_floating && value->number == 0) {
    term.value = gesta_view(signbit(value->number) ? "-0" : "0");
  } else {
    GestaValue canonical = *value;
    if (is_floating || value->kind == GESTA_VALUE_BOOLEAN) {
      canonical.text = (GestaStringView){0};
    }
    status = gesta_value_term(&canonical, arena, &term);
  }
  if (status == GESTA_OK) {
    *result = gesta_value_string(term.value);
  }
  return status;
}

GestaStatus
gesta_cast(GestaExpressions *expressions, GestaDatatype datatype,
           const GestaValue *value, GestaValue *result)
{
  if (datatype == GESTA_XSD_STRING) {
    return cast_string(expressions, value, result);
  }
  if (value->kind == GESTA_VALUE_STRING) {
    return cast_text(expressions, datatype, value->text, result);
  }
  if (value->datatype == datatype && value->kind != GESTA_VALUE_OTHER) {
    *result = *value;
    result->id = GESTA_NO_TERM;
    result->text = (GestaStringView){0};
    return GESTA_OK;
  }
  if (datatype == GESTA_XSD_BOOLEAN) {
    return cast_boolean(value, result);
  }
  if (datatype == GESTA_XSD_DECIMAL || gesta_datatype_is_integer(datatype)) {
    return cast_number(expressions, datatype, value, result);
  }
  if (datatype == GESTA_XSD_FLOAT || datatype == GESTA_XSD_DOUBLE) {
    return cast_floating(expressions, datatype, value, result);
  }
  return datatype >= GESTA_XSD_DURATION ? cast_duration(datatype, value, result)
                                        : cast_moment(datatype, value, result);
}
