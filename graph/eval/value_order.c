// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/eval/value_order.h"

#include <math.h>

GestaStatus
gesta_value_to_double(const GestaValue *value, GestaArena *arena,
                      double *number)
{
  if (value->kind == GESTA_VALUE_FLOAT || value->kind == GESTA_VALUE_DOUBLE) {
    *number = value->number;
    return GESTA_OK;
  }
  return gesta_decimal_to_double(&value->decimal, arena, number);
}

static bool
is_exact(const GestaValue *value)
{
  return value->kind == GESTA_VALUE_INTEGER
         || value->kind == GESTA_VALUE_DECIMAL;
}

// After type promotion.
static GestaStatus
compare_numbers(const GestaValue *a, const GestaValue *b, GestaArena *arena,
                bool *ordered, int *order)
{
  *ordered = true;
  if (is_exact(a) && is_exact(b)) {
    return gesta_decimal_compare(&a->decimal, &b->decimal, arena, order);
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
  if (a->kind != GESTA_VALUE_DOUBLE && b->kind != GESTA_VALUE_DOUBLE) {
    first = (double)(float)first;
    second = (double)(float)second;
  }
  *ordered = !isnan(first) && !isnan(second);
  *order = (first > second) - (first < second);
  return GESTA_OK;
}

GestaStatus
gesta_value_compare(const GestaValue *a, const GestaValue *b, GestaArena *arena,
                    bool *ordered, int *order)
{
  *ordered = true;
  if (gesta_value_is_numeric(a) && gesta_value_is_numeric(b)) {
    return compare_numbers(a, b, arena, ordered, order);
  }
  if (a->kind != b->kind) {
    return GESTA_NOT_FOUND;
  }
  if (a->kind == GESTA_VALUE_STRING) {
    *order = gesta_view_compare(a->text, b->text);
    return GESTA_OK;
  }
  if (a->kind == GESTA_VALUE_BOOLEAN) {
    *order = (int)a->boolean - (int)b->boolean;
    return GESTA_OK;
  }
  if (gesta_value_is_moment(a)) {
    return gesta_moment_compare(&a->moment, &b->moment, order);
  }
  if (a->kind == GESTA_VALUE_DURATION) {
    return gesta_duration_compare(&a->duration, &b->duration, order);
  }
  return GESTA_NOT_FOUND;
}

static bool
is_same_tag(const GestaValue *a, const GestaValue *b)
{
  const GestaTerm first = {.kind = GESTA_TERM_LITERAL, .language = a->tag};
  const GestaTerm second = {.kind = GESTA_TERM_LITERAL, .language = b->tag};
  return gesta_term_equal(&first, &second); // whatever the case
}

// Two literals whose values are not of one type.
static GestaStatus
compare_strange(const GestaValue *a, const GestaValue *b, bool *equal)
{
  if (a->kind == GESTA_VALUE_OTHER || b->kind == GESTA_VALUE_OTHER) {
    // Of another datatype, or ill-typed: only the same term is known to be
    // equal; a string with a language is another value than any of these.
    *equal = a->kind == b->kind && gesta_view_equal(a->text, b->text)
             && gesta_view_equal(a->tag, b->tag);
    return *equal || a->kind == GESTA_VALUE_LANGUAGE
               || b->kind == GESTA_VALUE_LANGUAGE
             ? GESTA_OK
             : GESTA_NOT_FOUND;
  }
  *equal = false;
  return GESTA_OK; // the value spaces are disjoint
}

GestaStatus
gesta_value_equal(const GestaValue *a, const GestaValue *b, GestaArena *arena,
                  bool *equal)
{
  if (!gesta_value_is_literal(a) || !gesta_value_is_literal(b)) {
    *equal = a->kind == b->kind && gesta_view_equal(a->text, b->text);
    return GESTA_OK;
  }
  if (a->kind == GESTA_VALUE_DURATION && b->kind == GESTA_VALUE_DURATION) {
    *equal = a->duration.months == b->duration.months
             && a->duration.seconds == b->duration.seconds
             && a->duration.fraction == b->duration.fraction;
    return GESTA_OK;
  }
  if (a->kind == GESTA_VALUE_STRING && b->kind == GESTA_VALUE_STRING) {
    *equal = gesta_view_equal(a->text, b->text);
    return GESTA_OK;
  }
  if (a->kind == GESTA_VALUE_LANGUAGE && b->kind == GESTA_VALUE_LANGUAGE) {
    *equal = gesta_view_equal(a->text, b->text) && is_same_tag(a, b);
    return GESTA_OK;
  }
  if ((gesta_value_is_numeric(a) && gesta_value_is_numeric(b))
      || (a->kind == b->kind && a->kind != GESTA_VALUE_OTHER)) {
    bool ordered = false;
    int order = 0;
    const GestaStatus status = gesta_value_compare(a, b, arena, &ordered,
                                                   &order);
    *equal = ordered && order == 0;
    return status;
  }
  return compare_strange(a, b, equal);
}

static int
rank(const GestaValue *value)
{
  switch (value->kind) {
  case GESTA_VALUE_BLANK:
    return 0;
  case GESTA_VALUE_IRI:
    return 1;
  case GESTA_VALUE_INTEGER:
  case GESTA_VALUE_DECIMAL:
  case GESTA_VALUE_FLOAT:
  case GESTA_VALUE_DOUBLE:
    return 2;
  case GESTA_VALUE_STRING:
  case GESTA_VALUE_LANGUAGE:
    return 3;
  case GESTA_VALUE_BOOLEAN:
    return 4;
  case GESTA_VALUE_DATE_TIME:
  case GESTA_VALUE_DATE:
  case GESTA_VALUE_YEAR:
  case GESTA_VALUE_YEAR_MONTH:
    return 5;
  case GESTA_VALUE_TIME:
    return 6;
  case GESTA_VALUE_MONTH:
    return 7;
  case GESTA_VALUE_MONTH_DAY:
    return 8;
  case GESTA_VALUE_DAY:
    return 9;
  case GESTA_VALUE_DURATION:
    return 10;
  case GESTA_VALUE_OTHER:
    return 11;
  }
  return 12;
}

// Exactly, whatever the types: promotion would not be transitive.  NaN is
// before all others.
static GestaStatus
order_numbers(const GestaValue *a, const GestaValue *b, GestaArena *arena,
              int *order)
{
  if (is_exact(a) && is_exact(b)) {
    return gesta_decimal_compare(&a->decimal, &b->decimal, arena, order);
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
  *order = isnan(first) || isnan(second)
             ? (isnan(second) != 0) - (isnan(first) != 0)
             : (first > second) - (first < second);
  if (*order != 0 || is_exact(a) == is_exact(b) || !isfinite(first)) {
    return GESTA_OK;
  }
  // The nearest double of the exact one is the other one.
  const GestaValue *const exact = is_exact(a) ? a : b;
  GestaDecimal other;
  status = gesta_decimal_from_double(first, arena, &other);
  if (status == GESTA_OK) {
    status = gesta_decimal_compare(&exact->decimal, &other, arena, order);
  }
  if (status == GESTA_OK && exact == b) {
    *order = -*order;
  }
  return status == GESTA_ERR_TOO_LARGE ? GESTA_OK : status;
}

static int
compare_integers(int64_t a, int64_t b)
{
  return (a > b) - (a < b);
}

// By the instant as it would be in UTC; then those without a zone first.
static int
order_moments(const GestaValue *a, const GestaValue *b)
{
  int order = compare_integers(a->moment.instant, b->moment.instant);
  if (order == 0) {
    order = (a->moment.fraction > b->moment.fraction)
            - (a->moment.fraction < b->moment.fraction);
  }
  if (order == 0) {
    order = (int)(a->moment.zone != GESTA_NO_ZONE)
            - (int)(b->moment.zone != GESTA_NO_ZONE);
  }
  return order != 0 ? order : (int)a->kind - (int)b->kind;
}

// By seconds, a month being a twelfth of 365.2425 days.
static int
order_durations(const GestaDuration *a, const GestaDuration *b)
{
  static const int64_t month = 2629746;
  int order = compare_integers(a->months * month + a->seconds,
                               b->months * month + b->seconds);
  if (order == 0) {
    order = (a->fraction > b->fraction) - (a->fraction < b->fraction);
  }
  return order != 0 ? order : compare_integers(a->months, b->months);
}

GestaStatus
gesta_value_order(const GestaValue *a, const GestaValue *b, GestaArena *arena,
                  int *order)
{
  const int a_rank = rank(a);
  const int b_rank = rank(b);
  if (a_rank != b_rank) {
    *order = a_rank - b_rank;
    return GESTA_OK;
  }
  if (gesta_value_is_numeric(a)) {
    return order_numbers(a, b, arena, order);
  }
  if (a->kind == GESTA_VALUE_BOOLEAN) {
    *order = (int)a->boolean - (int)b->boolean;
    return GESTA_OK;
  }
  if (gesta_value_is_moment(a)) {
    *order = order_moments(a, b);
    return GESTA_OK;
  }
  if (a->kind == GESTA_VALUE_DURATION) {
    *order = order_durations(&a->duration, &b->duration);
    return GESTA_OK;
  }
  int by_text = 0;
  if (a->kind == GESTA_VALUE_OTHER) {
    by_text = gesta_view_compare(a->tag, b->tag);
  }
  if (by_text == 0) {
    by_text = gesta_view_compare(a->text, b->text);
  }
  if (by_text == 0 && gesta_value_is_text(a)) { // without a language first
    by_text = gesta_view_compare(a->tag, b->tag);
  }
  *order = by_text;
  return GESTA_OK;
}
