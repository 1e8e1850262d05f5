// SPDX-License-Identifier: GPL-3.0-or-later
// The bits of a double compare like its value once those of negative numbers
// are turned over; a count of microseconds does once its sign bit is.
#include "graph/rdf/value_key.h"

#include "graph/base/floating.h"
#include "graph/rdf/vocabulary.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <string.h>

#define SIGN (UINT64_C(1) << 63)

enum {
  LARGEST_YEAR = 290000, // beyond it microseconds do not fit
  MOST_ZONE_HOURS = 14,
  SECONDS_A_DAY = 86400,
  MICROSECONDS = 1000000,
};

typedef struct Scan {
  GestaStringView text;
  size_t at;
} Scan;

static char
peek(const Scan *scan)
{
  return (char)(scan->at < scan->text.size ? scan->text.data[scan->at] : '\0');
}

static bool
is_digit(char byte)
{
  return byte >= '0' && byte <= '9';
}

static bool
take(Scan *scan, char byte)
{
  const bool found = peek(scan) == byte && scan->at < scan->text.size;
  scan->at += found;
  return found;
}

static bool
take_two_digits(Scan *scan, int *number)
{
  if (scan->text.size - scan->at < 2 || !is_digit(scan->text.data[scan->at])
      || !is_digit(scan->text.data[scan->at + 1])) {
    return false;
  }
  *number = (scan->text.data[scan->at] - '0') * 10
            + (scan->text.data[scan->at + 1] - '0');
  scan->at += 2;
  return true;
}

static GestaStringView
trim(GestaStringView text)
{
  static const char blanks[] = " \t\n\r";
  while (text.size > 0 && memchr(blanks, text.data[0], 4)) {
    ++text.data;
    --text.size;
  }
  while (text.size > 0 && memchr(blanks, text.data[text.size - 1], 4)) {
    --text.size;
  }
  return text;
}

static uint64_t
place_of_double(double value)
{
  uint64_t bits = 0;
  const double number = value == 0 ? 0 : value; // -0 is 0
  memcpy(&bits, &number, sizeof bits);
  return bits & SIGN ? ~bits : bits | SIGN;
}

static double
double_at(uint64_t place)
{
  const uint64_t bits = place & SIGN ? place & ~SIGN : ~place;
  double value = 0;
  memcpy(&value, &bits, sizeof value);
  return value;
}

typedef enum NumberForm {
  FORM_INTEGER,
  FORM_DECIMAL,
  FORM_FLOAT,
  FORM_DOUBLE,
} NumberForm;

static bool
number_key(GestaStringView text, NumberForm form, uint64_t *place)
{
  double value = 0;
  if (form == FORM_FLOAT) {
    float rounded = 0;
    if (gesta_parse_float(text, &rounded)) {
      return false;
    }
    value = rounded;
  } else {
    if (form != FORM_DOUBLE) {
      for (size_t i = 0; i < text.size; ++i) {
        const char byte = text.data[i];
        const bool allowed = is_digit(byte)
                             || (i == 0 && (byte == '+' || byte == '-'))
                             || (byte == '.' && form == FORM_DECIMAL);
        if (!allowed) {
          return false;
        }
      }
    }
    if (gesta_parse_double(text, &value)) {
      return false;
    }
  }
  if (isnan(value)) {
    return false;
  }
  *place = place_of_double(value);
  return true;
}

static bool
boolean_key(GestaStringView text, uint64_t *place)
{
  const bool truth = gesta_view_equal(text, GESTA_VIEW("true"))
                     || gesta_view_equal(text, GESTA_VIEW("1"));
  const bool falsehood = gesta_view_equal(text, GESTA_VIEW("false"))
                         || gesta_view_equal(text, GESTA_VIEW("0"));
  if (truth || falsehood) {
    *place = truth;
  }
  return truth || falsehood;
}

typedef struct Moment {
  int64_t year;
  int month;
  int day;
  int64_t second;      // of the day
  int64_t microsecond; // of the second
  int64_t zone;        // seconds ahead of UTC
} Moment;

// [-]CCYY, with more digits if needed, then without zeros before them.
static bool
take_year(Scan *scan, int64_t *year)
{
  const bool is_negative = take(scan, '-');
  const size_t start = scan->at;
  int64_t number = 0;
  while (is_digit(peek(scan))) {
    number = number * 10 + (peek(scan) - '0');
    if (number > LARGEST_YEAR) {
      number = LARGEST_YEAR + 1; // it is beyond, and stays so
    }
    ++scan->at;
  }
  const size_t count = scan->at - start;
  if (count < 4 || (count > 4 && scan->text.data[start] == '0')) {
    return false;
  }
  *year = is_negative ? -number : number;
  return true;
}

static bool
take_month(Scan *scan, int *month)
{
  return take(scan, '-') && take_two_digits(scan, month) && *month >= 1
         && *month <= 12;
}

static bool
take_day(Scan *scan, Moment *moment)
{
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (!take(scan, '-') || !take_two_digits(scan, &moment->day)) {
    return false;
  }
  const int64_t year = moment->year;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  const int most = days[moment->month - 1] + (leap && moment->month == 2);
  return moment->day >= 1 && moment->day <= most;
}

static bool
take_time(Scan *scan, Moment *moment)
{
  int hour = 0;
  int minute = 0;
  int second = 0;
  if (!take(scan, 'T') || !take_two_digits(scan, &hour) || !take(scan, ':')
      || !take_two_digits(scan, &minute) || !take(scan, ':')
      || !take_two_digits(scan, &second)) {
    return false;
  }
  bool whole = true;
  if (take(scan, '.')) {
    if (!is_digit(peek(scan))) {
      return false;
    }
    int64_t unit = MICROSECONDS / 10;
    for (; is_digit(peek(scan)); ++scan->at, unit /= 10) {
      moment->microsecond += unit * (peek(scan) - '0');
      whole = whole && peek(scan) == '0';
    }
  }
  moment->second = (int64_t)hour * 3600 + minute * 60 + second;
  if (hour == 24) { // the midnight that ends the day
    return minute == 0 && second == 0 && whole;
  }
  return hour < 24 && minute < 60 && second < 60;
}

static bool
take_zone(Scan *scan, Moment *moment)
{
  if (scan->at == scan->text.size || take(scan, 'Z')) {
    return true;
  }
  const bool is_behind = peek(scan) == '-';
  int hours = 0;
  int minutes = 0;
  if (!(take(scan, '+') || take(scan, '-')) || !take_two_digits(scan, &hours)
      || !take(scan, ':') || !take_two_digits(scan, &minutes) || minutes > 59
      || hours > MOST_ZONE_HOURS || (hours == MOST_ZONE_HOURS && minutes > 0)) {
    return false;
  }
  const int64_t zone = (int64_t)hours * 3600 + minutes * 60;
  moment->zone = is_behind ? -zone : zone;
  return true;
}

// Days since 1970-01-01 in the Gregorian calendar, years beginning in March so
// that the leap day is the last one.
static int64_t
count_days(const Moment *moment)
{
  const int64_t year = moment->year - (moment->month <= 2);
  const int64_t era = (year >= 0 ? year : year - 399) / 400;
  const int64_t of_era = year - era * 400;
  const int64_t month = (moment->month + 9) % 12;
  const int64_t day = (153 * month + 2) / 5 + moment->day - 1;
  const int64_t day_of_era = of_era * 365 + of_era / 4 - of_era / 100 + day;
  return era * 146097 + day_of_era - 719468;
}

static bool
moment_key(GestaStringView text, GestaKeyClass class, uint64_t *place)
{
  Scan scan = {text, 0};
  Moment moment = {.month = 1, .day = 1};
  bool good = take_year(&scan, &moment.year);
  if (class != GESTA_KEY_YEAR) {
    good = good && take_month(&scan, &moment.month);
  }
  if (class == GESTA_KEY_DATE || class == GESTA_KEY_DATE_TIME) {
    good = good && take_day(&scan, &moment);
  }
  if (class == GESTA_KEY_DATE_TIME) {
    good = good && take_time(&scan, &moment);
  }
  good = good && take_zone(&scan, &moment) && scan.at == text.size;
  if (!good) {
    return false;
  }
  int64_t time = 0;
  if (moment.year > LARGEST_YEAR) {
    time = INT64_MAX;
  } else if (moment.year < -LARGEST_YEAR) {
    time = INT64_MIN;
  } else {
    const int64_t second = count_days(&moment) * SECONDS_A_DAY + moment.second
                           - moment.zone;
    time = second * MICROSECONDS + moment.microsecond;
  }
  *place = (uint64_t)time ^ SIGN;
  return true;
}

typedef struct Type {
  const char *name; // in the namespace of XML Schema
  GestaKeyClass class;
  NumberForm form;
} Type;

static const Type types[] = {
  {"date", GESTA_KEY_DATE, FORM_INTEGER},
  {"integer", GESTA_KEY_NUMBER, FORM_INTEGER},
  {"dateTime", GESTA_KEY_DATE_TIME, FORM_INTEGER},
  {"decimal", GESTA_KEY_NUMBER, FORM_DECIMAL},
  {"double", GESTA_KEY_NUMBER, FORM_DOUBLE},
  {"float", GESTA_KEY_NUMBER, FORM_FLOAT},
  {"boolean", GESTA_KEY_BOOLEAN, FORM_INTEGER},
  {"gYear", GESTA_KEY_YEAR, FORM_INTEGER},
  {"gYearMonth", GESTA_KEY_YEAR_MONTH, FORM_INTEGER},
  {"dateTimeStamp", GESTA_KEY_DATE_TIME, FORM_INTEGER},
  {"int", GESTA_KEY_NUMBER, FORM_INTEGER},
  {"long", GESTA_KEY_NUMBER, FORM_INTEGER},
  {"short", GESTA_KEY_NUMBER, FORM_INTEGER},
  {"byte", GESTA_KEY_NUMBER, FORM_INTEGER},
  {"nonNegativeInteger", GESTA_KEY_NUMBER, FORM_INTEGER},
  {"positiveInteger", GESTA_KEY_NUMBER, FORM_INTEGER},
  {"nonPositiveInteger", GESTA_KEY_NUMBER, FORM_INTEGER},
  {"negativeInteger", GESTA_KEY_NUMBER, FORM_INTEGER},
  {"unsignedLong", GESTA_KEY_NUMBER, FORM_INTEGER},
  {"unsignedInt", GESTA_KEY_NUMBER, FORM_INTEGER},
  {"unsignedShort", GESTA_KEY_NUMBER, FORM_INTEGER},
  {"unsignedByte", GESTA_KEY_NUMBER, FORM_INTEGER},
};

static const Type *
find_type(GestaStringView datatype)
{
  const GestaStringView space = GESTA_XSD("");
  if (datatype.size <= space.size
      || memcmp(datatype.data, space.data, space.size) != 0) {
    return NULL;
  }
  const GestaStringView name = {datatype.data + space.size,
                                datatype.size - space.size};
  for (size_t i = 0; i < sizeof types / sizeof *types; ++i) {
    if (gesta_view_equal(name, gesta_view(types[i].name))) {
      return &types[i];
    }
  }
  return NULL;
}

bool
gesta_value_key(const GestaTerm *term, GestaValueKey *key)
{
  assert(term && key);

  if (term->kind != GESTA_TERM_LITERAL || term->datatype.size == 0) {
    return false;
  }
  const Type *type = find_type(term->datatype);
  if (!type) {
    return false;
  }
  const GestaStringView text = trim(term->value);
  uint64_t place = 0;
  bool found = false;
  switch (type->class) {
  case GESTA_KEY_NUMBER:
    found = number_key(text, type->form, &place);
    break;
  case GESTA_KEY_BOOLEAN:
    found = boolean_key(text, &place);
    break;
  case GESTA_KEY_DATE:
  case GESTA_KEY_DATE_TIME:
  case GESTA_KEY_YEAR:
  case GESTA_KEY_YEAR_MONTH:
    found = moment_key(text, type->class, &place);
    break;
  }
  if (found) {
    *key = (GestaValueKey){type->class, place};
  }
  return found;
}

// Rounding to an xsd:float moves a number by 2^29 doubles at most; below the
// least normal float by that float, and beyond the greatest one to infinity.
static uint64_t
widen_number(uint64_t place, bool up)
{
  const uint64_t step = UINT64_C(1) << 29;
  const double value = double_at(place);
  if (value >= -FLT_MIN && value <= FLT_MIN) {
    return place_of_double(up ? 2 * FLT_MIN : -2 * FLT_MIN);
  }
  if (value >= FLT_MAX) {
    return place_of_double(up ? (double)INFINITY : FLT_MAX);
  }
  if (value <= -FLT_MAX) {
    return place_of_double(up ? -FLT_MAX : -(double)INFINITY);
  }
  return up ? place + step : place - step;
}

static uint64_t
widen_moment(uint64_t place, bool up)
{
  const uint64_t step = UINT64_C(3600) * MOST_ZONE_HOURS * MICROSECONDS;
  if (up) {
    return UINT64_MAX - place < step ? UINT64_MAX : place + step;
  }
  return place < step ? 0 : place - step;
}

static GestaValueKey
widen(GestaValueKey key, bool up)
{
  switch (key.class) {
  case GESTA_KEY_NUMBER:
    key.place = widen_number(key.place, up);
    break;
  case GESTA_KEY_BOOLEAN:
    break;
  case GESTA_KEY_DATE:
  case GESTA_KEY_DATE_TIME:
  case GESTA_KEY_YEAR:
  case GESTA_KEY_YEAR_MONTH:
    key.place = widen_moment(key.place, up);
    break;
  }
  return key;
}

GestaValueKey
gesta_value_key_least(GestaValueKey key)
{
  return widen(key, false);
}

GestaValueKey
gesta_value_key_greatest(GestaValueKey key)
{
  return widen(key, true);
}
