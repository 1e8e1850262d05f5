// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/time/calendar.h"

#include <assert.h>

enum {
  SEARCH = 9, // returns looked at on either side: 29 February skips 8 years
  FIRST_YEAR = 1,
  LAST_YEAR = 9999,
  LEAP_YEAR = 2000,
};

GestaDate
gesta_easter(int32_t year)
{
  const int century = year / 100;
  const int golden = year % 19;
  const int leap_century = century / 4;
  const int moon = (century - (century + 8) / 25 + 1) / 3;
  const int epact = (19 * golden + century - leap_century - moon + 15) % 30;
  const int sunday = (32 + 2 * (century % 4) + 2 * (year % 100 / 4) - epact
                      - year % 4)
                     % 7;
  const int late = (golden + 11 * epact + 22 * sunday) / 451;
  const int march = epact + sunday - 7 * late + 114;
  return (GestaDate){year, (uint8_t)(march / 31), (uint8_t)(march % 31 + 1)};
}

GestaDate
gesta_orthodox_easter(int32_t year)
{
  const int moon = (19 * (year % 19) + 15) % 30;
  const int sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7;
  const int march = moon + sunday + 114;
  const GestaDate julian = {year, (uint8_t)(march / 31),
                            (uint8_t)(march % 31 + 1)};
  const int lag = year / 100 - year / 400 - 2; // days between the calendars
  return gesta_date_from_days(gesta_date_to_days(julian) + lag);
}

static bool
is_within(int number, int first, int last)
{
  return number >= first && number <= last;
}

bool
gesta_cycle_is_valid(const GestaCycle *cycle)
{
  const int *const n = cycle->numbers;
  switch (cycle->kind) {
  case GESTA_CYCLE_WEEKDAY:
    return is_within(n[0], 1, 7);
  case GESTA_CYCLE_DAY_OF_MONTH:
    return is_within(n[0], 1, 31);
  case GESTA_CYCLE_DAY:
    return is_within(n[0], 1, 12) && n[1] >= 1
           && n[1] <= (int)gesta_date_month_length(LEAP_YEAR, (unsigned)n[0]);
  case GESTA_CYCLE_MONTHS:
    return is_within(n[0], 1, 12) && is_within(n[1], n[0], 12);
  case GESTA_CYCLE_SEASON:
    return is_within(n[0], 21, 24);
  case GESTA_CYCLE_NTH_WEEKDAY:
    return (is_within(n[0], 1, 5) || n[0] == -1) && is_within(n[1], 1, 7)
           && is_within(n[2], 1, 12);
  case GESTA_CYCLE_WEEKEND:
  case GESTA_CYCLE_EASTER:
  case GESTA_CYCLE_ORTHODOX_EASTER:
    return true;
  }
  return false;
}

static GestaEdtf
span_days(int64_t first, int64_t last)
{
  GestaEdtf value = {gesta_date_from_days(first), gesta_date_from_days(last),
                     first != last};
  return value;
}

static GestaEdtf
span_months(int32_t year, int first, int last)
{
  const GestaDate begin = {year, (uint8_t)first, 0};
  const GestaDate end = {year, (uint8_t)last, 0};
  return (GestaEdtf){begin, end, first != last};
}

static bool
find_nth_weekday(int32_t year, const int numbers[3], int64_t *day)
{
  const unsigned month = (unsigned)numbers[2];
  const int length = (int)gesta_date_month_length(year, month);
  const GestaDate first = {year, (uint8_t)month, 1};
  const int ahead = (numbers[1] - (int)gesta_date_weekday(first) + 7) % 7;
  int number = 1 + ahead + 7 * (numbers[0] > 0 ? numbers[0] - 1 : 4);
  if (numbers[0] < 0 && number > length) {
    number -= 7;
  }
  *day = gesta_date_to_days(first) + number - 1;
  return number <= length;
}

// The return of a cycle in a year.
static bool
find_in_year(const GestaCycle *cycle, int32_t year, GestaEdtf *value)
{
  const int *const n = cycle->numbers;
  int64_t day = 0;
  switch (cycle->kind) {
  case GESTA_CYCLE_DAY:
    if (n[1] > (int)gesta_date_month_length(year, (unsigned)n[0])) {
      return false;
    }
    day = gesta_date_to_days((GestaDate){year, (uint8_t)n[0], (uint8_t)n[1]});
    break;
  case GESTA_CYCLE_MONTHS:
    *value = span_months(year, n[0], n[1]);
    return true;
  case GESTA_CYCLE_SEASON:
    *value = span_months(year, n[0], n[0]);
    return true;
  case GESTA_CYCLE_NTH_WEEKDAY:
    if (!find_nth_weekday(year, n, &day)) {
      return false;
    }
    break;
  case GESTA_CYCLE_EASTER:
    day = gesta_date_to_days(gesta_easter(year));
    break;
  case GESTA_CYCLE_ORTHODOX_EASTER:
    day = gesta_date_to_days(gesta_orthodox_easter(year));
    break;
  case GESTA_CYCLE_WEEKDAY:
  case GESTA_CYCLE_WEEKEND:
  case GESTA_CYCLE_DAY_OF_MONTH:
    return false; // they return more often
  }
  *value = span_days(day + cycle->shift, day + cycle->shift);
  return true;
}

// The return of a cycle `steps` weeks, months or years from the one around
// `day`.
static bool
find_return(const GestaCycle *cycle, int64_t day, int steps, GestaEdtf *value)
{
  const GestaDate date = gesta_date_from_days(day);
  const int64_t monday = day - gesta_date_weekday(date) + 1
                         + 7 * (int64_t)steps;
  switch (cycle->kind) {
  case GESTA_CYCLE_WEEKDAY: {
    const int64_t found = monday + cycle->numbers[0] - 1 + cycle->shift;
    *value = span_days(found, found);
    return true;
  }
  case GESTA_CYCLE_WEEKEND:
    *value = span_days(monday + 5, monday + 6);
    return true;
  case GESTA_CYCLE_DAY_OF_MONTH: {
    const int month = date.year * 12 + date.month - 1 + steps;
    const GestaDate found = {month / 12, (uint8_t)(month % 12 + 1),
                             (uint8_t)cycle->numbers[0]};
    if (found.year < FIRST_YEAR
        || found.day > gesta_date_month_length(found.year, found.month)) {
      return false;
    }
    *value = (GestaEdtf){found, found, false};
    return true;
  }
  case GESTA_CYCLE_DAY:
  case GESTA_CYCLE_MONTHS:
  case GESTA_CYCLE_SEASON:
  case GESTA_CYCLE_NTH_WEEKDAY:
  case GESTA_CYCLE_EASTER:
  case GESTA_CYCLE_ORTHODOX_EASTER:
    break;
  }
  const int32_t year = date.year + steps;
  return year >= FIRST_YEAR && year < LAST_YEAR
         && find_in_year(cycle, year, value);
}

static bool
is_asked(GestaReturn which, const GestaEdtf *value, int64_t day)
{
  GestaDate first;
  GestaDate last;
  gesta_edtf_bounds(value, &first, &last);
  switch (which) {
  case GESTA_RETURN_BEGUN:
    return gesta_date_to_days(first) <= day;
  case GESTA_RETURN_NOT_ENDED:
    return gesta_date_to_days(last) >= day;
  case GESTA_RETURN_ENDED:
    return gesta_date_to_days(last) < day;
  case GESTA_RETURN_NOT_BEGUN:
    return gesta_date_to_days(first) > day;
  }
  return false;
}

bool
gesta_cycle_find(const GestaCycle *cycle, GestaReturn which, int64_t day,
                 GestaEdtf *value)
{
  assert(cycle && value && gesta_cycle_is_valid(cycle));

  const bool latest = which == GESTA_RETURN_BEGUN
                      || which == GESTA_RETURN_ENDED;
  for (int i = -SEARCH; i <= SEARCH; ++i) {
    GestaEdtf found;
    if (find_return(cycle, day, latest ? -i : i, &found)
        && is_asked(which, &found, day)) {
      *value = found;
      return true;
    }
  }
  return false;
}

// Months stepped over together: a quarter is three.
static bool
step_months(GestaDate from, int length, int count, GestaEdtf *value)
{
  if (from.month < 1 || from.month > 12) {
    return false;
  }
  const int block = (from.year * 12 + from.month - 1) / length + count;
  const int first = block * length;
  if (first < 12 * FIRST_YEAR || first / 12 > LAST_YEAR) {
    return false;
  }
  *value = span_months(first / 12, first % 12 + 1, first % 12 + length);
  return true;
}

bool
gesta_date_step(GestaDate from, GestaUnit unit, int count, GestaEdtf *value)
{
  assert(value);

  if (from.year < FIRST_YEAR || !is_within(count, -10000, 100000)) {
    return false;
  }
  switch (unit) {
  case GESTA_UNIT_HOUR:
  case GESTA_UNIT_DAY:
  case GESTA_UNIT_WEEK:
    break;
  case GESTA_UNIT_MONTH:
    return step_months(from, 1, count, value);
  case GESTA_UNIT_QUARTER:
    return step_months(from, 3, count, value);
  case GESTA_UNIT_HALF:
    return step_months(from, 6, count, value);
  case GESTA_UNIT_YEAR: {
    const GestaDate year = {from.year + count, 0, 0};
    *value = (GestaEdtf){year, year, false};
    return is_within(year.year, FIRST_YEAR, LAST_YEAR);
  }
  }

  if (from.day == 0) {
    return false;
  }
  const int64_t day = gesta_date_to_days(from);
  if (unit == GESTA_UNIT_WEEK) {
    const int64_t monday = day - gesta_date_weekday(from) + 1
                           + 7 * (int64_t)count;
    *value = span_days(monday, monday + 6);
  } else {
    const int64_t found = day + (unit == GESTA_UNIT_HOUR ? count / 24 : count);
    *value = span_days(found, found);
  }
  return value->begin.year >= FIRST_YEAR && value->end.year <= LAST_YEAR;
}
