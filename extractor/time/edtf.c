// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/time/edtf.h"

#include "graph/base/number.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum {
  SPRING = 21, // the EDTF months of the seasons
  WINTER = 24,
  LAST_YEAR = 9999,
  DAYS_TO_1970 = 719162, // from 0001-01-01
  DAYS_IN_400_YEARS = 146097,
};

static int64_t
divide_down(int64_t dividend, int64_t divisor)
{
  const int64_t quotient = dividend / divisor;
  return quotient - (dividend % divisor < 0);
}

static bool
is_leap_year(int32_t year)
{
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

unsigned
gesta_date_month_length(int32_t year, unsigned month)
{
  assert(month >= 1 && month <= 12);

  static const unsigned char lengths[] = {31, 28, 31, 30, 31, 30,
                                          31, 31, 30, 31, 30, 31};
  return lengths[month - 1] + (month == 2 && is_leap_year(year) ? 1U : 0U);
}

// Days from 0001-01-01 to the first day of a year.
static int64_t
days_before_year(int64_t year)
{
  const int64_t past = year - 1;
  return 365 * past + divide_down(past, 4) - divide_down(past, 100)
         + divide_down(past, 400);
}

int64_t
gesta_date_to_days(GestaDate date)
{
  assert(date.month >= 1 && date.month <= 12 && date.day >= 1);

  int64_t days = days_before_year(date.year) + date.day - 1;
  for (unsigned month = 1; month < date.month; ++month) {
    days += gesta_date_month_length(date.year, month);
  }
  return days - DAYS_TO_1970;
}

GestaDate
gesta_date_from_days(int64_t days)
{
  int64_t rest = days + DAYS_TO_1970;
  int64_t year = divide_down(rest * 400, DAYS_IN_400_YEARS) + 1;
  while (rest < days_before_year(year)) {
    --year;
  }
  while (rest >= days_before_year(year + 1)) {
    ++year;
  }
  assert(year >= INT32_MIN && year <= INT32_MAX);

  rest -= days_before_year(year);
  unsigned month = 1;
  while (rest >= gesta_date_month_length((int32_t)year, month)) {
    rest -= gesta_date_month_length((int32_t)year, month);
    ++month;
  }
  return (GestaDate){(int32_t)year, (uint8_t)month, (uint8_t)(rest + 1)};
}

unsigned
gesta_date_weekday(GestaDate date)
{
  // 1970-01-01 was a Thursday.
  const int64_t days = gesta_date_to_days(date) + 3;
  return (unsigned)(days - divide_down(days, 7) * 7) + 1;
}

static GestaDate
first_day(GestaDate date)
{
  if (date.month >= SPRING) {
    date.month = (uint8_t)(3 + 3 * (date.month - SPRING));
  }
  if (date.year != 0 && date.month == 0) {
    date.month = 1;
  }
  if (date.year != 0 && date.day == 0) {
    date.day = 1;
  }
  return date;
}

static GestaDate
last_day(GestaDate date)
{
  if (date.month == WINTER) {
    date.year += date.year == -1 ? 2 : 1; // the year 0 cannot be told
    date.month = 2;
  } else if (date.month >= SPRING) {
    date.month = (uint8_t)(5 + 3 * (date.month - SPRING));
  }
  if (date.year != 0 && date.month == 0) {
    date.month = 12;
  }
  if (date.year != 0 && date.day == 0) {
    date.day = (uint8_t)gesta_date_month_length(date.year, date.month);
  }
  return date;
}

void
gesta_edtf_bounds(const GestaEdtf *value, GestaDate *earliest,
                  GestaDate *latest)
{
  assert(value && earliest && latest);

  *earliest = first_day(value->begin);
  *latest = last_day(value->interval ? value->end : value->begin);
}

// Print one side.  ".." is for the caller.
static size_t
print_date(GestaDate date, char *text, size_t room)
{
  assert(date.year >= -LAST_YEAR && date.year <= LAST_YEAR);

  const int year = date.year;
  const char *const sign = year < 0 ? "-" : "";
  const unsigned digits = (unsigned)(year < 0 ? -year : year);
  int length = 0;
  if (date.month == 0) {
    length = snprintf(text, room, "%s%04u", sign, digits);
  } else if (date.day == 0) {
    length = snprintf(text, room, "%s%04u-%02u", sign, digits,
                      (unsigned)date.month);
  } else {
    length = snprintf(text, room, "%s%04u-%02u-%02u", sign, digits,
                      (unsigned)date.month, (unsigned)date.day);
  }
  assert(length > 0 && (size_t)length < room);
  return (size_t)length;
}

static size_t
print_side(GestaDate date, char *text, size_t room)
{
  if (date.year != 0) {
    return print_date(date, text, room);
  }
  memcpy(text, "..", 3);
  return 2;
}

size_t
gesta_edtf_print(const GestaEdtf *value, char text[GESTA_EDTF_SIZE])
{
  assert(value && text);

  text[0] = '\0';
  if (value->begin.year == 0 && (!value->interval || value->end.year == 0)) {
    return 0;
  }
  if (!value->interval) {
    return print_date(value->begin, text, GESTA_EDTF_SIZE);
  }
  size_t length = print_side(value->begin, text, GESTA_EDTF_SIZE);
  text[length++] = '/';
  length += print_side(value->end, text + length, GESTA_EDTF_SIZE - length);
  return length;
}

// Parse digits of a fixed number at an offset.
static bool
parse_digits(GestaStringView text, size_t offset, size_t count, unsigned *value)
{
  if (text.size < offset + count) {
    return false;
  }
  uint64_t number = 0;
  if (gesta_parse_unsigned((GestaStringView){text.data + offset, count},
                           &number)) {
    return false;
  }
  *value = (unsigned)number;
  return true;
}

static bool
parse_date(GestaStringView text, GestaDate *date)
{
  const bool negative = text.size > 0 && text.data[0] == '-';
  if (negative) {
    text = (GestaStringView){text.data + 1, text.size - 1};
  }
  unsigned year = 0;
  unsigned month = 0;
  unsigned day = 0;
  if (!parse_digits(text, 0, 4, &year) || year == 0) {
    return false;
  }
  if (text.size > 4) {
    if (text.data[4] != '-' || !parse_digits(text, 5, 2, &month) || month == 0
        || (month > 12 && month < SPRING) || month > WINTER) {
      return false;
    }
  }
  const int32_t signed_year = negative ? -(int32_t)year : (int32_t)year;
  if (text.size > 7) {
    if (text.size != 10 || text.data[7] != '-'
        || !parse_digits(text, 8, 2, &day) || month > 12 || day == 0
        || day > gesta_date_month_length(signed_year, month)) {
      return false;
    }
  }
  *date = (GestaDate){signed_year, (uint8_t)month, (uint8_t)day};
  return true;
}

static bool
parse_side(GestaStringView text, GestaDate *date)
{
  if (gesta_view_equal(text, gesta_view(".."))) {
    *date = (GestaDate){0};
    return true;
  }
  return parse_date(text, date);
}

GestaStatus
gesta_edtf_parse(GestaStringView text, GestaEdtf *value)
{
  assert(value);

  GestaEdtf parsed = {0};
  const char *const slash = text.size > 0 ? memchr(text.data, '/', text.size)
                                          : NULL;
  if (!slash) {
    if (!parse_date(text, &parsed.begin)) {
      return GESTA_ERR_SYNTAX;
    }
    parsed.end = parsed.begin;
    *value = parsed;
    return GESTA_OK;
  }

  const size_t size = (size_t)(slash - text.data);
  const GestaStringView rest = {slash + 1, text.size - size - 1};
  parsed.interval = true;
  if (!parse_side((GestaStringView){text.data, size}, &parsed.begin)
      || !parse_side(rest, &parsed.end)) {
    return GESTA_ERR_SYNTAX;
  }
  if (parsed.begin.year == 0 && parsed.end.year == 0) {
    return GESTA_ERR_SYNTAX;
  }
  if (parsed.begin.year != 0 && parsed.end.year != 0
      && gesta_date_to_days(first_day(parsed.begin))
           > gesta_date_to_days(last_day(parsed.end))) {
    return GESTA_ERR_SYNTAX;
  }
  *value = parsed;
  return GESTA_OK;
}
