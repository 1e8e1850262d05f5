// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/rdf/edtf.h"

#include <assert.h>
#include <string.h>

enum { MOST_YEAR_DIGITS = 9 };

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

static bool
is_digit(const Reader *reader, size_t at)
{
  return at < reader->text.size && reader->text.data[at] >= '0'
         && reader->text.data[at] <= '9';
}

static unsigned
month_length(int64_t year, unsigned month)
{
  static const unsigned char lengths[] = {31, 28, 31, 30, 31, 30,
                                          31, 31, 30, 31, 30, 31};
  const bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return lengths[month - 1] + (month == 2 && is_leap ? 1U : 0U);
}

int
gesta_edtf_day_order(const GestaEdtfDay *a, const GestaEdtfDay *b)
{
  if (a->year != b->year) {
    return a->year < b->year ? -1 : 1;
  }
  if (a->month != b->month) {
    return a->month < b->month ? -1 : 1;
  }
  return (a->day > b->day) - (a->day < b->day);
}

// Four digits, the last of which may be X: from *first to *last.
static bool
read_plain_year(Reader *reader, int64_t *first, int64_t *last)
{
  bool is_masked = false;
  *first = 0;
  *last = 0;
  for (int i = 0; i < 4; ++i) {
    const bool is_x = reader->at < reader->text.size
                      && reader->text.data[reader->at] == 'X';
    if (!is_x && (is_masked || !is_digit(reader, reader->at))) {
      return false;
    }
    is_masked = is_masked || is_x;
    const int digit = is_x ? 0 : reader->text.data[reader->at] - '0';
    *first = *first * 10 + digit;
    *last = *last * 10 + (is_x ? 9 : digit);
    ++reader->at;
  }
  return true;
}

static bool
read_year(Reader *reader, int64_t *first, int64_t *last)
{
  const bool is_long = skip(reader, 'Y');
  const bool is_negative = skip(reader, '-');
  if (!is_long) {
    if (!read_plain_year(reader, first, last)) {
      return false;
    }
  } else {
    int64_t year = 0;
    int digits = 0;
    for (; is_digit(reader, reader->at) && digits < MOST_YEAR_DIGITS;
         ++digits) {
      year = year * 10 + (reader->text.data[reader->at++] - '0');
    }
    if (digits < 5 || is_digit(reader, reader->at)) {
      return false;
    }
    *first = *last = year;
  }
  if (is_negative) {
    const int64_t most = *last;
    *last = -*first;
    *first = -most;
  }
  return true;
}

// Two digits; "XX" gives 0.
static bool
read_two(Reader *reader, unsigned *value)
{
  if (reader->text.size - reader->at >= 2
      && memcmp(reader->text.data + reader->at, "XX", 2) == 0) {
    reader->at += 2;
    *value = 0;
    return true;
  }
  if (!is_digit(reader, reader->at) || !is_digit(reader, reader->at + 1)) {
    return false;
  }
  *value = (unsigned)((reader->text.data[reader->at] - '0') * 10
                      + (reader->text.data[reader->at + 1] - '0'));
  reader->at += 2;
  return *value > 0;
}

// The first and the last month of a part of a year; the last may be in the next
// one: 13 is its January.
static bool
find_months(unsigned part, unsigned *first, unsigned *last)
{
  unsigned length = 3;
  if (part >= 21 && part <= 24) { // seasons
    *first = 3 + 3 * (part - 21);
  } else if (part >= 25 && part <= 28) { // northern
    *first = 3 + 3 * (part - 25);
  } else if (part >= 29 && part <= 32) { // southern: spring in September
    *first = 9 + 3 * (part - 29);
  } else if (part >= 33 && part <= 36) { // quarters
    *first = 1 + 3 * (part - 33);
  } else if (part >= 37 && part <= 39) { // a third of a year
    length = 4;
    *first = 1 + 4 * (part - 37);
  } else if (part == 40 || part == 41) { // halves
    length = 6;
    *first = 1 + 6 * (part - 40);
  } else {
    return false;
  }
  *last = *first + length - 1;
  return true;
}

static GestaEdtfDay
make_day(int64_t year, unsigned month, bool is_last)
{
  while (month > 12) {
    month -= 12;
    ++year;
  }
  return (GestaEdtfDay){year, month, is_last ? month_length(year, month) : 1};
}

// A time of day does not narrow a day: it is only checked to be one.
static bool
skip_time(Reader *reader)
{
  if (!skip(reader, 'T')) {
    return true;
  }
  const size_t start = reader->at;
  while (is_digit(reader, reader->at)
         || (reader->at < reader->text.size
             && strchr(":+-.Z", reader->text.data[reader->at]) != NULL)) {
    ++reader->at;
  }
  return reader->at >= start + 8; // hh:mm:ss
}

static bool
read_month_and_day(Reader *reader, int64_t first_year, int64_t last_year,
                   GestaEdtfRange *range)
{
  unsigned month = 0;
  unsigned day = 0;
  if (!read_two(reader, &month)) {
    return false;
  }
  if (month > 12) {
    unsigned first = 0;
    unsigned last = 0;
    if (first_year != last_year || !find_months(month, &first, &last)) {
      return false;
    }
    range->earliest = make_day(first_year, first, false);
    range->latest = make_day(last_year, last, true);
    return true;
  }
  range->earliest = make_day(first_year, month ? month : 1, false);
  range->latest = make_day(last_year, month ? month : 12, true);
  if (!skip(reader, '-')) {
    return true;
  }
  if (!read_two(reader, &day)) {
    return false;
  }
  if (day == 0) {
    return true;
  }
  if (month == 0 || first_year != last_year
      || day > month_length(first_year, month)) {
    return false;
  }
  range->earliest.day = range->latest.day = day;
  return skip_time(reader);
}

static bool
read_date(GestaStringView text, GestaEdtfRange *range)
{
  Reader reader = {text, 0};
  int64_t first = 0;
  int64_t last = 0;
  if (!read_year(&reader, &first, &last)) {
    return false;
  }
  range->has_earliest = range->has_latest = true;
  range->earliest = make_day(first, 1, false);
  range->latest = make_day(last, 12, true);
  if (skip(&reader, '-') && !read_month_and_day(&reader, first, last, range)) {
    return false;
  }
  if (reader.at < text.size && strchr("?~%", text.data[reader.at]) != NULL) {
    ++reader.at;
  }
  return reader.at == text.size;
}

// One side of an interval: "..", nothing (not known), or a date.
static bool
read_side(GestaStringView text, GestaEdtfRange *range)
{
  *range = (GestaEdtfRange){0};
  return text.size == 0 || (text.size == 2 && memcmp(text.data, "..", 2) == 0)
         || read_date(text, range);
}

GestaStatus
gesta_edtf_range(GestaStringView text, GestaEdtfRange *range)
{
  assert(range);

  const char *const slash = text.size > 0 ? memchr(text.data, '/', text.size)
                                          : NULL;
  GestaEdtfRange read = {0};
  if (!slash) {
    if (text.size == 0 || !read_date(text, &read)) {
      return GESTA_ERR_SYNTAX;
    }
    *range = read;
    return GESTA_OK;
  }
  const size_t size = (size_t)(slash - text.data);
  GestaEdtfRange begin;
  GestaEdtfRange end;
  if (!read_side((GestaStringView){text.data, size}, &begin)
      || !read_side((GestaStringView){slash + 1, text.size - size - 1}, &end)
      || (!begin.has_earliest && !end.has_latest)) {
    return GESTA_ERR_SYNTAX;
  }
  read = (GestaEdtfRange){begin.has_earliest, end.has_latest, begin.earliest,
                          end.latest};
  if (read.has_earliest && read.has_latest
      && gesta_edtf_day_order(&read.earliest, &read.latest) > 0) {
    return GESTA_ERR_SYNTAX;
  }
  *range = read;
  return GESTA_OK;
}
