// SPDX-License-Identifier: GPL-3.0-or-later
// Functions on dates and times: section 17.4.5; of dates, times, years and
// months as far as they tell what is asked for.
#include "graph/eval/expression_state.h"

static GestaStatus
get_now(GestaExpressions *expressions, const GestaValue *arguments,
        size_t count, GestaValue *result)
{
  (void)arguments;
  (void)count;
  *result = (GestaValue){.kind = GESTA_VALUE_DATE_TIME,
                         .datatype = GESTA_XSD_DATE_TIME,
                         .moment = expressions->now};
  return GESTA_OK;
}

// Whether a kind of moment tells its year, its month, ...
static bool
tells(const GestaValue *value, unsigned what)
{
  switch (value->kind) {
  case GESTA_VALUE_DATE_TIME:
    return true;
  case GESTA_VALUE_DATE:
    return what != GESTA_HAS_TIME;
  case GESTA_VALUE_TIME:
    return what == GESTA_HAS_TIME;
  case GESTA_VALUE_YEAR:
    return what == GESTA_HAS_YEAR;
  case GESTA_VALUE_YEAR_MONTH:
    return what == GESTA_HAS_YEAR || what == GESTA_HAS_MONTH;
  case GESTA_VALUE_MONTH:
    return what == GESTA_HAS_MONTH;
  case GESTA_VALUE_MONTH_DAY:
    return what == GESTA_HAS_MONTH || what == GESTA_HAS_DAY;
  case GESTA_VALUE_DAY:
    return what == GESTA_HAS_DAY;
  case GESTA_VALUE_IRI:
  case GESTA_VALUE_BLANK:
  case GESTA_VALUE_STRING:
  case GESTA_VALUE_LANGUAGE:
  case GESTA_VALUE_BOOLEAN:
  case GESTA_VALUE_INTEGER:
  case GESTA_VALUE_DECIMAL:
  case GESTA_VALUE_FLOAT:
  case GESTA_VALUE_DOUBLE:
  case GESTA_VALUE_DURATION:
  case GESTA_VALUE_OTHER:
    return false;
  }
  return false;
}

static GestaStatus
get_year(GestaExpressions *expressions, const GestaValue *arguments,
         size_t count, GestaValue *result)
{
  (void)expressions;
  (void)count;
  if (!tells(&arguments[0], GESTA_HAS_YEAR)) {
    return GESTA_NOT_FOUND;
  }
  *result = gesta_value_integer(gesta_moment_fields(&arguments[0].moment).year);
  return GESTA_OK;
}

static GestaStatus
get_month(GestaExpressions *expressions, const GestaValue *arguments,
          size_t count, GestaValue *result)
{
  (void)expressions;
  (void)count;
  if (!tells(&arguments[0], GESTA_HAS_MONTH)) {
    return GESTA_NOT_FOUND;
  }
  *result = gesta_value_integer(
    (int64_t)gesta_moment_fields(&arguments[0].moment).month);
  return GESTA_OK;
}

static GestaStatus
get_day(GestaExpressions *expressions, const GestaValue *arguments,
        size_t count, GestaValue *result)
{
  (void)expressions;
  (void)count;
  if (!tells(&arguments[0], GESTA_HAS_DAY)) {
    return GESTA_NOT_FOUND;
  }
  *result = gesta_value_integer(
    (int64_t)gesta_moment_fields(&arguments[0].moment).day);
  return GESTA_OK;
}

static GestaStatus
get_hours(GestaExpressions *expressions, const GestaValue *arguments,
          size_t count, GestaValue *result)
{
  (void)expressions;
  (void)count;
  if (!tells(&arguments[0], GESTA_HAS_TIME)) {
    return GESTA_NOT_FOUND;
  }
  *result = gesta_value_integer(
    (int64_t)gesta_moment_fields(&arguments[0].moment).hour);
  return GESTA_OK;
}

static GestaStatus
get_minutes(GestaExpressions *expressions, const GestaValue *arguments,
            size_t count, GestaValue *result)
{
  (void)expressions;
  (void)count;
  if (!tells(&arguments[0], GESTA_HAS_TIME)) {
    return GESTA_NOT_FOUND;
  }
  *result = gesta_value_integer(
    (int64_t)gesta_moment_fields(&arguments[0].moment).minute);
  return GESTA_OK;
}

// A decimal; a whole number of seconds is written without a point.
static GestaStatus
get_seconds(GestaExpressions *expressions, const GestaValue *arguments,
            size_t count, GestaValue *result)
{
  (void)count;
  if (!tells(&arguments[0], GESTA_HAS_TIME)) {
    return GESTA_NOT_FOUND;
  }
  const GestaMoment *const moment = &arguments[0].moment;
  const GestaDecimal whole = gesta_decimal(
    (int64_t)gesta_moment_fields(moment).second);
  const GestaDecimal units = gesta_decimal((int64_t)moment->fraction);
  const GestaDecimal scale = gesta_decimal((int64_t)GESTA_FRACTION_UNITS);
  GestaArena *const arena = &expressions->scratch;
  GestaDecimal seconds;
  GestaStatus status = gesta_decimal_divide(&units, &scale, arena, &seconds);
  if (status == GESTA_OK) {
    status = gesta_decimal_add(&whole, &seconds, arena, &seconds);
  }
  if (status) {
    return status;
  }
  *result = gesta_value_decimal(seconds);
  return gesta_decimal_print(&seconds, false, arena, &result->text);
}

static GestaStatus
get_zone(GestaExpressions *expressions, const GestaValue *arguments,
         size_t count, GestaValue *result)
{
  (void)expressions;
  (void)count;
  if (!gesta_value_is_moment(&arguments[0])
      || arguments[0].moment.zone == GESTA_NO_ZONE) {
    return GESTA_NOT_FOUND;
  }
  const GestaDuration zone = {.seconds = (int64_t)arguments[0].moment.zone
                                         * 60};
  *result = gesta_value_duration(GESTA_XSD_DAY_TIME_DURATION, zone);
  return GESTA_OK;
}

static GestaStatus
get_zone_text(GestaExpressions *expressions, const GestaValue *arguments,
              size_t count, GestaValue *result)
{
  (void)count;
  if (!gesta_value_is_moment(&arguments[0])) {
    return GESTA_NOT_FOUND;
  }
  // The lexical form tells "Z" from "+00:00".
  const GestaStringView lexical = arguments[0].text;
  char made[GESTA_MOMENT_SIZE];
  GestaStringView zone = {made,
                          gesta_zone_print(arguments[0].moment.zone, made)};
  if (arguments[0].moment.zone == 0 && lexical.size > 6
      && lexical.data[lexical.size - 1] != 'Z') {
    zone = (GestaStringView){lexical.data + lexical.size - 6, 6};
  }
  GestaStringView text;
  const GestaStatus status = gesta_arena_copy(&expressions->scratch, zone,
                                              &text);
  if (status == GESTA_OK) {
    *result = gesta_value_string(text);
  }
  return status;
}

const GestaBuiltinRow *
gesta_time_functions(void)
{
  static const GestaBuiltinRow rows[] = {
    {GESTA_BUILTIN_NOW, get_now},         {GESTA_BUILTIN_YEAR, get_year},
    {GESTA_BUILTIN_MONTH, get_month},     {GESTA_BUILTIN_DAY, get_day},
    {GESTA_BUILTIN_HOURS, get_hours},     {GESTA_BUILTIN_MINUTES, get_minutes},
    {GESTA_BUILTIN_SECONDS, get_seconds}, {GESTA_BUILTIN_TIMEZONE, get_zone},
    {GESTA_BUILTIN_TZ, get_zone_text},    {GESTA_BUILTIN_ABS, NULL},
  };
  return rows;
}
