// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/eval/value_moment.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum {
  DAY = 86400,
  HOUR = 3600,
  MOST_ZONE = 14 * 60, // minutes
  REFERENCE_YEAR = 1972,
};

static int64_t
divide_down(int64_t dividend, int64_t divisor)
{
  return dividend / divisor - (dividend % divisor < 0);
}

static bool
is_leap_year(int64_t year)
{
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

unsigned
gesta_month_length(int64_t year, unsigned month)
{
  assert(month >= 1 && month <= 12);

  static const unsigned char lengths[] = {31, 28, 31, 30, 31, 30,
                                          31, 31, 30, 31, 30, 31};
  return lengths[month - 1] + (month == 2 && is_leap_year(year) ? 1U : 0U);
}

// The day of a year that begins in March, so that a leap day is its last.
static int64_t
day_of_year(unsigned month, unsigned day)
{
  const int64_t after_march = (month + 9) % 12;
  return (153 * after_march + 2) / 5 + day - 1;
}

int64_t
gesta_days_from_date(int64_t year, unsigned month, unsigned day)
{
  const int64_t y = month <= 2 ? year - 1 : year;
  return 365 * y + divide_down(y, 4) - divide_down(y, 100) + divide_down(y, 400)
         + day_of_year(month, day) - 719468;
}

static void
find_date(int64_t days, GestaFields *fields)
{
  const int64_t shifted = days + 719468; // since 0000-03-01
  const int64_t era = divide_down(shifted, 146097);
  const int64_t of_era = shifted - era * 146097;
  const int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524
                               - of_era / 146096)
                              / 365;
  const int64_t of_year = of_era
                          - (365 * year_of_era + year_of_era / 4
                             - year_of_era / 100);
  const int64_t month = (5 * of_year + 2) / 153;
  fields->day = (unsigned)(of_year - (153 * month + 2) / 5 + 1);
  fields->month = (unsigned)(month < 10 ? month + 3 : month - 9);
  fields->year = year_of_era + era * 400 + (fields->month <= 2);
}

static int64_t
offset_of(int16_t zone)
{
  return zone == GESTA_NO_ZONE ? 0 : (int64_t)zone * 60;
}

GestaFields
gesta_moment_fields(const GestaMoment *moment)
{
  const int64_t local = moment->instant + offset_of(moment->zone);
  const int64_t days = divide_down(local, DAY);
  const int64_t rest = local - days * DAY;
  GestaFields fields = {.hour = (unsigned)(rest / HOUR),
                        .minute = (unsigned)(rest / 60 % 60),
                        .second = (unsigned)(rest % 60)};
  find_date(days, &fields);
  return fields;
}

GestaMoment
gesta_moment_make(const GestaFields *fields, const GestaMoment *like)
{
  GestaMoment moment = *like;
  moment.instant = gesta_days_from_date(fields->year, fields->month,
                                        fields->day)
                     * DAY
                   + (int64_t)fields->hour * HOUR + (int64_t)fields->minute * 60
                   + (int64_t)fields->second - offset_of(moment.zone);
  return moment;
}

typedef struct Reader {
  GestaStringView text;
  size_t at;
} Reader;

static bool
skip(Reader *reader, char byte)
{
  if (reader->at < reader->text.size && reader->text.data[reader->at] == byte) {
    ++reader->at;
    return true;
  }
  return false;
}

// Two digits, from least to most.
static bool
read_two(Reader *reader, unsigned least, unsigned most, unsigned *value)
{
  if (reader->text.size - reader->at < 2) {
    return false;
  }
  const int high = reader->text.data[reader->at] - '0';
  const int low = reader->text.data[reader->at + 1] - '0';
  if (high < 0 || high > 9 || low < 0 || low > 9) {
    return false;
  }
  reader->at += 2;
  *value = (unsigned)(high * 10 + low);
  return *value >= least && *value <= most;
}

// -?([1-9][0-9]{3,}|0[0-9]{3})
static bool
read_year(Reader *reader, int64_t *year)
{
  const bool is_negative = skip(reader, '-');
  const size_t start = reader->at;
  const size_t digits = gesta_read_digits(reader->text, &reader->at,
                                          GESTA_LAST_YEAR + 1, year);
  if (digits < 4 || (digits > 4 && reader->text.data[start] == '0')
      || *year > GESTA_LAST_YEAR) {
    return false;
  }
  *year = is_negative ? -*year : *year;
  return true;
}

static bool
read_time(Reader *reader, GestaFields *fields, uint64_t *fraction)
{
  return read_two(reader, 0, 24, &fields->hour) && skip(reader, ':')
         && read_two(reader, 0, 59, &fields->minute) && skip(reader, ':')
         && read_two(reader, 0, 59, &fields->second)
         && gesta_fraction_read(reader->text, &reader->at, fraction) == GESTA_OK
         && (fields->hour < 24
             || (fields->minute == 0 && fields->second == 0 && *fraction == 0));
}

// (Z|[+-]hh:mm)? at the end.
static bool
read_zone(Reader *reader, int16_t *zone)
{
  *zone = GESTA_NO_ZONE;
  if (reader->at == reader->text.size) {
    return true;
  }
  if (skip(reader, 'Z')) {
    *zone = 0;
    return reader->at == reader->text.size;
  }
  const bool is_negative = skip(reader, '-');
  unsigned hour = 0;
  unsigned minute = 0;
  if ((!is_negative && !skip(reader, '+')) || !read_two(reader, 0, 14, &hour)
      || !skip(reader, ':') || !read_two(reader, 0, 59, &minute)
      || hour * 60 + minute > MOST_ZONE || reader->at < reader->text.size) {
    return false;
  }
  const int minutes = (int)(hour * 60 + minute);
  *zone = (int16_t)(is_negative ? -minutes : minutes);
  return true;
}

// The dashes and numbers of a date: "2024-03-01", "2024-03", "--03-01",
// "---01".
static bool
read_date(Reader *reader, unsigned has, GestaFields *fields)
{
  if (has & GESTA_HAS_YEAR) {
    if (!read_year(reader, &fields->year)) {
      return false;
    }
  } else if (!skip(reader, '-')) {
    return false;
  }
  if (has & GESTA_HAS_MONTH) {
    if (!skip(reader, '-') || !read_two(reader, 1, 12, &fields->month)) {
      return false;
    }
  } else if (!(has & GESTA_HAS_YEAR) && !skip(reader, '-')) {
    return false;
  }
  if (has & GESTA_HAS_DAY) {
    return skip(reader, '-')
           && read_two(reader, 1,
                       gesta_month_length(fields->year, fields->month),
                       &fields->day);
  }
  return true;
}

GestaStatus
gesta_moment_parse(GestaStringView text, unsigned has, GestaMoment *moment)
{
  Reader reader = {text, 0};
  GestaFields fields = {.year = REFERENCE_YEAR, .month = 1, .day = 1};
  GestaMoment read = {.zone = GESTA_NO_ZONE};
  bool good = true;
  if (has & GESTA_HAS_DATE) {
    good = read_date(&reader, has, &fields);
  }
  if (good && (has & GESTA_HAS_TIME)) {
    good = (!(has & GESTA_HAS_DATE) || skip(&reader, 'T'))
           && read_time(&reader, &fields, &read.fraction);
    if (!(has & GESTA_HAS_DATE)) {
      fields.hour %= 24; // 24:00:00 is 00:00:00
    }
  }
  if (!good || !read_zone(&reader, &read.zone)) {
    return GESTA_ERR_SYNTAX;
  }
  *moment = gesta_moment_make(&fields, &read);
  return GESTA_OK;
}

size_t
gesta_zone_print(int16_t zone, char text[GESTA_MOMENT_SIZE])
{
  if (zone == GESTA_NO_ZONE) {
    text[0] = '\0';
    return 0;
  }
  if (zone == 0) {
    memcpy(text, "Z", 2);
    return 1;
  }
  const unsigned minutes = (unsigned)(zone < 0 ? -zone : zone);
  return (size_t)snprintf(text, GESTA_MOMENT_SIZE, "%c%02u:%02u",
                          zone < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

static size_t
print_date(const GestaFields *fields, unsigned has, char *text)
{
  size_t size = 0;
  if (has & GESTA_HAS_YEAR) {
    const int64_t year = fields->year < 0 ? -fields->year : fields->year;
    size = (size_t)snprintf(text, GESTA_MOMENT_SIZE, "%s%04" PRId64,
                            fields->year < 0 ? "-" : "", year);
  } else {
    text[size++] = '-';
  }
  if (has & GESTA_HAS_MONTH) {
    size += (size_t)snprintf(text + size, GESTA_MOMENT_SIZE - size, "-%02u",
                             fields->month);
  } else if (!(has & GESTA_HAS_YEAR)) {
    text[size++] = '-';
  }
  if (has & GESTA_HAS_DAY) {
    size += (size_t)snprintf(text + size, GESTA_MOMENT_SIZE - size, "-%02u",
                             fields->day);
  }
  return size;
}

size_t
gesta_moment_print(const GestaMoment *moment, unsigned has,
                   char text[GESTA_MOMENT_SIZE])
{
  const GestaFields fields = gesta_moment_fields(moment);
  size_t size = 0;
  if (has & GESTA_HAS_DATE) {
    size = print_date(&fields, has, text);
  }
  if (has & GESTA_HAS_TIME) {
    char fraction[24];
    (void)gesta_fraction_print(moment->fraction, fraction);
    size += (size_t)snprintf(text + size, GESTA_MOMENT_SIZE - size,
                             "%s%02u:%02u:%02u%s",
                             has & GESTA_HAS_DATE ? "T" : "", fields.hour,
                             fields.minute, fields.second, fraction);
  }
  char zone[GESTA_MOMENT_SIZE];
  const size_t zone_size = gesta_zone_print(moment->zone, zone);
  memcpy(text + size, zone, zone_size + 1);
  return size + zone_size;
}

static int
compare_instants(int64_t a_instant, const GestaMoment *a, int64_t b_instant,
                 const GestaMoment *b)
{
  if (a_instant != b_instant) {
    return a_instant < b_instant ? -1 : 1;
  }
  return (a->fraction > b->fraction) - (a->fraction < b->fraction);
}

GestaStatus
gesta_moment_compare(const GestaMoment *a, const GestaMoment *b, int *order)
{
  const bool a_zoned = a->zone != GESTA_NO_ZONE;
  if (a_zoned == (b->zone != GESTA_NO_ZONE)) {
    *order = compare_instants(a->instant, a, b->instant, b);
    return GESTA_OK;
  }
  const int64_t most = (int64_t)MOST_ZONE * 60;
  const int64_t a_most = a_zoned ? 0 : most;
  const int64_t b_most = a_zoned ? most : 0;
  const int early = compare_instants(a->instant - a_most, a,
                                     b->instant + b_most, b);
  const int late = compare_instants(a->instant + a_most, a, b->instant - b_most,
                                    b);
  if (early != late || early == 0) {
    return GESTA_NOT_FOUND;
  }
  *order = early;
  return GESTA_OK;
}

GestaStatus
gesta_moment_add(const GestaMoment *moment, const GestaDuration *duration,
                 GestaMoment *sum)
{
  GestaMoment result = *moment;
  if (duration->months != 0) {
    GestaFields fields = gesta_moment_fields(moment);
    const int64_t months = fields.year * 12 + (int64_t)fields.month - 1
                           + duration->months;
    fields.year = divide_down(months, 12);
    fields.month = (unsigned)(months - fields.year * 12) + 1;
    if (fields.year > GESTA_LAST_YEAR || fields.year < -GESTA_LAST_YEAR) {
      return GESTA_NOT_FOUND;
    }
    const unsigned length = gesta_month_length(fields.year, fields.month);
    fields.day = fields.day < length ? fields.day : length;
    result = gesta_moment_make(&fields, moment);
  }
  result.fraction += duration->fraction;
  if (result.fraction >= GESTA_FRACTION_UNITS) {
    result.fraction -= GESTA_FRACTION_UNITS;
    ++result.instant;
  }
  result.instant += duration->seconds;
  const int64_t year = gesta_moment_fields(&result).year;
  if (year > GESTA_LAST_YEAR || year < -GESTA_LAST_YEAR) {
    return GESTA_NOT_FOUND;
  }
  *sum = result;
  return GESTA_OK;
}
