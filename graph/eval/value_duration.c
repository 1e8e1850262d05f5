// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/eval/value_duration.h"

#include "graph/eval/value_moment.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { DAY = 86400, YEAR_MONTHS = 12 };
static const int64_t most_months = INT64_C(12000000000);
static const int64_t most_seconds = INT64_C(400000000000000000);

size_t
gesta_read_digits(GestaStringView text, size_t *at, int64_t limit,
                  int64_t *value)
{
  const size_t start = *at;
  int64_t sum = 0;
  for (; *at < text.size && text.data[*at] >= '0' && text.data[*at] <= '9';
       ++*at) {
    const int digit = text.data[*at] - '0';
    sum = sum > (limit - digit) / 10 ? limit : sum * 10 + digit;
  }
  *value = sum;
  return *at - start;
}

GestaStatus
gesta_fraction_read(GestaStringView text, size_t *at, uint64_t *fraction)
{
  *fraction = 0;
  if (*at >= text.size || text.data[*at] != '.') {
    return GESTA_OK;
  }
  const size_t start = ++*at;
  uint64_t unit = GESTA_FRACTION_UNITS;
  for (; *at < text.size && text.data[*at] >= '0' && text.data[*at] <= '9';
       ++*at) {
    unit /= 10;
    *fraction += unit * (uint64_t)(text.data[*at] - '0');
  }
  return *at > start ? GESTA_OK : GESTA_ERR_SYNTAX;
}

size_t
gesta_fraction_print(uint64_t fraction, char text[24])
{
  text[0] = '\0';
  if (fraction == 0) {
    return 0;
  }
  size_t size = (size_t)snprintf(text, 24, ".%018" PRIu64, fraction);
  while (text[size - 1] == '0') {
    text[--size] = '\0';
  }
  return size;
}

// One number with its letter, in the order of `letters`.
static GestaStatus
read_part(GestaStringView text, size_t *at, const char **letters,
          GestaDuration *sum)
{
  int64_t number = 0;
  if (gesta_read_digits(text, at, most_seconds, &number) == 0) {
    return GESTA_ERR_SYNTAX;
  }
  uint64_t fraction = 0;
  const bool point = *at < text.size && text.data[*at] == '.';
  const GestaStatus status = gesta_fraction_read(text, at, &fraction);
  if (status) {
    return status;
  }
  const char *const found = *at < text.size && text.data[*at] != '\0'
                              ? strchr(*letters, text.data[*at])
                              : NULL;
  if (!found || (point && *found != 'S')) {
    return GESTA_ERR_SYNTAX;
  }
  ++*at;
  const bool is_date = strchr(*letters, 'S') == NULL;
  *letters = found + 1;
  int64_t scale = 1;
  switch (*found) {
  case 'Y':
    scale = YEAR_MONTHS;
    break;
  case 'D':
    scale = DAY;
    break;
  case 'H':
    scale = 3600;
    break;
  case 'M':
    scale = is_date ? 1 : 60;
    break;
  default:
    sum->fraction = fraction;
    break;
  }
  int64_t *const part = is_date && *found != 'D' ? &sum->months : &sum->seconds;
  const int64_t most = is_date && *found != 'D' ? most_months : most_seconds;
  if (number > (most - *part) / scale) {
    return GESTA_ERR_TOO_LARGE;
  }
  *part += number * scale;
  return GESTA_OK;
}

GestaStatus
gesta_duration_parse(GestaStringView text, unsigned has,
                     GestaDuration *duration)
{
  const bool is_negative = text.size > 0 && text.data[0] == '-';
  size_t at = is_negative;
  if (at >= text.size || text.data[at] != 'P') {
    return GESTA_ERR_SYNTAX;
  }
  ++at;
  const char *letters = has == GESTA_HAS_MONTHS    ? "YM"
                        : has == GESTA_HAS_SECONDS ? "D"
                                                   : "YMD";
  GestaDuration sum = {0};
  bool any = false;
  while (at < text.size && text.data[at] != 'T') {
    const GestaStatus status = read_part(text, &at, &letters, &sum);
    if (status) {
      return status;
    }
    any = true;
  }
  if (at < text.size && (has & GESTA_HAS_SECONDS)) {
    ++at;
    any = at < text.size; // something must follow the T
    letters = "HMS";
    while (at < text.size) {
      const GestaStatus status = read_part(text, &at, &letters, &sum);
      if (status) {
        return status;
      }
    }
  }
  if (!any || at < text.size) {
    return GESTA_ERR_SYNTAX;
  }
  *duration = is_negative ? gesta_duration_negate(&sum) : sum;
  return GESTA_OK;
}

GestaDuration
gesta_duration_negate(const GestaDuration *a)
{
  GestaDuration result = {-a->months, -a->seconds, 0};
  if (a->fraction > 0) {
    result.fraction = GESTA_FRACTION_UNITS - a->fraction;
    --result.seconds;
  }
  return result;
}

static size_t
print_part(char *text, size_t size, int64_t number, char letter)
{
  if (number == 0) {
    return size;
  }
  return size
         + (size_t)snprintf(text + size, GESTA_DURATION_SIZE - size,
                            "%" PRId64 "%c", number, letter);
}

size_t
gesta_duration_print(const GestaDuration *duration, unsigned has,
                     char text[GESTA_DURATION_SIZE])
{
  const bool is_negative = duration->months < 0 || duration->seconds < 0;
  const GestaDuration d = is_negative ? gesta_duration_negate(duration)
                                      : *duration;
  size_t size = (size_t)snprintf(text, GESTA_DURATION_SIZE, "%sP",
                                 is_negative ? "-" : "");
  const size_t start = size;
  size = print_part(text, size, d.months / YEAR_MONTHS, 'Y');
  size = print_part(text, size, d.months % YEAR_MONTHS, 'M');
  size = print_part(text, size, d.seconds / DAY, 'D');
  const int64_t rest = d.seconds % DAY;
  if (rest > 0 || d.fraction > 0) {
    text[size++] = 'T';
    size = print_part(text, size, rest / 3600, 'H');
    size = print_part(text, size, rest / 60 % 60, 'M');
    if (rest % 60 > 0 || d.fraction > 0) {
      char fraction[24];
      (void)gesta_fraction_print(d.fraction, fraction);
      size += (size_t)snprintf(text + size, GESTA_DURATION_SIZE - size, "%d%sS",
                               (int)(rest % 60), fraction);
    }
  }
  if (size == start) {
    size += (size_t)snprintf(text + size, GESTA_DURATION_SIZE - size, "%s",
                             has == GESTA_HAS_MONTHS ? "0M" : "T0S");
  }
  text[size] = '\0';
  return size;
}

// Compare the moments that two durations lead to from the start of a month.
static int
compare_from(int64_t year, unsigned month, const GestaDuration *a,
             const GestaDuration *b)
{
  const GestaFields start = {.year = year, .month = month, .day = 1};
  const GestaMoment zero = {.zone = 0};
  const GestaMoment from = gesta_moment_make(&start, &zero);
  GestaMoment first = from;
  GestaMoment second = from;
  int order = 0;
  if (gesta_moment_add(&from, a, &first) || gesta_moment_add(&from, b, &second)
      || gesta_moment_compare(&first, &second, &order)) {
    // Beyond all years the months tell.
    return (a->months > b->months) - (a->months < b->months);
  }
  return order;
}

GestaStatus
gesta_duration_compare(const GestaDuration *a, const GestaDuration *b,
                       int *order)
{
  const int months = (a->months > b->months) - (a->months < b->months);
  int seconds = (a->seconds > b->seconds) - (a->seconds < b->seconds);
  if (seconds == 0) {
    seconds = (a->fraction > b->fraction) - (a->fraction < b->fraction);
  }
  if (months * seconds >= 0) {
    *order = months != 0 ? months : seconds;
    return GESTA_OK;
  }
  static const struct {
    int year;
    unsigned month;
  } starts[] = {{1696, 9}, {1697, 2}, {1903, 3}, {1903, 7}};
  const int first = compare_from(starts[0].year, starts[0].month, a, b);
  for (size_t i = 1; i < sizeof starts / sizeof *starts; ++i) {
    if (compare_from(starts[i].year, starts[i].month, a, b) != first) {
      return GESTA_NOT_FOUND;
    }
  }
  *order = first;
  return GESTA_OK;
}

GestaStatus
gesta_duration_add(const GestaDuration *a, int factor, const GestaDuration *b,
                   GestaDuration *sum)
{
  const GestaDuration other = factor < 0 ? gesta_duration_negate(b) : *b;
  GestaDuration result = {a->months + other.months, a->seconds + other.seconds,
                          a->fraction + other.fraction};
  if (result.fraction >= GESTA_FRACTION_UNITS) {
    result.fraction -= GESTA_FRACTION_UNITS;
    ++result.seconds;
  }
  const bool seconds_above = result.seconds > 0
                             || (result.seconds == 0 && result.fraction > 0);
  if (result.months > most_months || result.months < -most_months
      || result.seconds > most_seconds || result.seconds < -most_seconds
      || (result.months > 0 && result.seconds < 0)
      || (result.months < 0 && seconds_above)) {
    return GESTA_NOT_FOUND;
  }
  *sum = result;
  return GESTA_OK;
}
