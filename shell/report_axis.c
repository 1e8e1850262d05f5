// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/report_axis.h"

#include "graph/base/number.h"
#include "graph/eval/value_moment.h"

#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { WANTED = 8 }; // marks at most, but for the ends

double
gesta_axis_day(const GestaEdtfDay *day)
{
  return (double)gesta_days_from_date(day->year, day->month, day->day);
}

double
gesta_axis_place(const GestaAxis *axis, double value, double from, double to)
{
  return from + (value - axis->low) / (axis->high - axis->low) * (to - from);
}

size_t
gesta_axis_print(double value, char text[GESTA_FLOATING_SIZE])
{
  const double size = value < 0 ? -value : value;
  if (value != 0 && (size >= 1e12 || size < 1e-4)) {
    return gesta_print_double(value, text);
  }
  size_t length = gesta_print_fixed(value, 6, text);
  while (text[length - 1] == '0') {
    text[--length] = '\0';
  }
  if (text[length - 1] == '.') {
    text[--length] = '\0';
  }
  if (strcmp(text, "-0") == 0) {
    memcpy(text, "0", 2);
    return 1;
  }
  return length;
}

// ---- Numbers ----------------------------------------------------------------

// The least of 1, 2, 5, 10, … (and their tenths) that is not below `least`.
static double
find_step(double least)
{
  double power = 1;
  while (power > least) {
    power /= 10;
  }
  while (power * 10 <= least) {
    power *= 10;
  }
  static const double factors[] = {1, 2, 5};
  for (size_t i = 0; i < sizeof factors / sizeof factors[0]; ++i) {
    if (factors[i] * power >= least) {
      return factors[i] * power;
    }
  }
  return 10 * power;
}

// The greatest multiple of `step` that is not above `value`.
static double
round_down(double value, double step)
{
  const double quotient = value / step;
  if (quotient < -1e15 || quotient > 1e15) {
    return value; // all are multiples as far as a double can tell
  }
  double whole = (double)(int64_t)quotient;
  whole -= whole > quotient ? 1 : 0;
  return whole * step;
}

void
gesta_axis_numbers(double low, double high, GestaAxis *axis)
{
  assert(low <= high && axis);

  if (high - low <= 0) {
    const double size = low < 0 ? -low : low;
    low -= size > 1 ? size / 2 : 1;
    high += size > 1 ? size / 2 : 1;
  }
  double step = find_step((high / WANTED - low / WANTED) * 1.5);
  const double begin = round_down(low, step);
  axis->count = 0;
  for (size_t i = 0; i < GESTA_AXIS_MOST; ++i) {
    GestaAxisMark *const mark = &axis->marks[axis->count++];
    mark->value = begin + (double)i * step;
    (void)gesta_axis_print(mark->value, mark->label);
    if (mark->value >= high) {
      break;
    }
  }
  axis->low = begin;
  axis->high = axis->marks[axis->count - 1].value;
  if (axis->high < high) {
    axis->high = high;
  }
}

// ---- Days -------------------------------------------------------------------

static void
mark_day(GestaAxis *axis, const GestaEdtfDay *day, bool has_month, bool has_day)
{
  const double value = gesta_axis_day(day);
  if (value < axis->low || value > axis->high
      || axis->count == GESTA_AXIS_MOST) {
    return;
  }
  GestaAxisMark *const mark = &axis->marks[axis->count++];
  mark->value = value;
  const long long year = (long long)day->year;
  if (has_day) {
    (void)snprintf(mark->label, sizeof mark->label, "%04lld-%02u-%02u", year,
                   day->month, day->day);
  } else if (has_month) {
    (void)snprintf(mark->label, sizeof mark->label, "%04lld-%02u", year,
                   day->month);
  } else {
    (void)snprintf(mark->label, sizeof mark->label, "%04lld", year);
  }
}

static void
mark_years(GestaAxis *axis, int64_t first, int64_t last)
{
  const double step_size = find_step((double)(last - first + 1) / WANTED);
  const int64_t step = step_size < 1 ? 1 : (int64_t)step_size;
  int64_t year = first - first % step;
  for (; year <= last; year += step) {
    const GestaEdtfDay day = {year, 1, 1};
    mark_day(axis, &day, false, false);
  }
}

static void
mark_months(GestaAxis *axis, const GestaEdtfDay *low, int64_t count)
{
  static const unsigned steps[] = {1, 2, 3, 6};
  size_t i = 0;
  while (i + 1 < sizeof steps / sizeof steps[0] && count / steps[i] >= WANTED) {
    ++i;
  }
  GestaEdtfDay day = {low->year, low->month - (low->month - 1) % steps[i], 1};
  while (gesta_axis_day(&day) <= axis->high) {
    mark_day(axis, &day, true, false);
    day.month += steps[i];
    if (day.month > 12) {
      day.month -= 12;
      ++day.year;
    }
  }
}

static void
mark_days(GestaAxis *axis, const GestaEdtfDay *low, int64_t count)
{
  static const unsigned steps[] = {1, 2, 7, 14};
  size_t i = 0;
  while (i + 1 < sizeof steps / sizeof steps[0] && count / steps[i] >= WANTED) {
    ++i;
  }
  GestaEdtfDay day = *low;
  while (gesta_axis_day(&day) <= axis->high) {
    mark_day(axis, &day, true, true);
    day.day += steps[i];
    const unsigned length = gesta_month_length(day.year, day.month);
    if (day.day > length) {
      day.day -= length;
      day.year += day.month == 12;
      day.month = day.month == 12 ? 1 : day.month + 1;
    }
  }
}

void
gesta_axis_days(const GestaEdtfDay *low, const GestaEdtfDay *high,
                GestaAxis *axis)
{
  assert(low && high && axis);

  axis->low = gesta_axis_day(low);
  axis->high = gesta_axis_day(high);
  axis->count = 0;
  if (axis->high <= axis->low) {
    axis->high = axis->low + 1;
  }
  const double span = axis->high - axis->low;
  if (span > 3 * 366) {
    mark_years(axis, low->year, high->year);
  } else if (span > 70) {
    mark_months(axis, low,
                (high->year - low->year) * 12 + (int64_t)high->month
                  - (int64_t)low->month + 1);
  } else {
    mark_days(axis, low, (int64_t)span + 1);
  }
}
