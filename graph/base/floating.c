// SPDX-License-Identifier: GPL-3.0-or-later
// A number is read as digits * 10^exponent.  If both are so small that one
// exact division or multiplication of doubles tells the result, that is done;
// else naturals of any size are divided.
//
// 1. More than MOST_DIGITS significant digits are cut, and the last one is made
//    odd if anything but zeros was lost: no number halfway between two doubles
//    has as many digits, so that the cut one is on the same side of it.

#include "graph/base/floating.h"

#include "graph/base/natural.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum {
  MOST_DIGITS = 780,
  MOST_EXPONENT = 100000,
  LIMBS = 400, // 780 digits, 10^1105 or 2^1130, and some room
};

typedef struct Format {
  int precision;   // bits
  int least;       // exponent of the lowest bit of a subnormal number
  int most;        // of the lowest bit of the largest number
  uint64_t exact;  // below it all naturals are numbers
  int exact_power; // up to it all powers of ten are numbers
} Format;

static const Format double_format = {53, -1074, 971, UINT64_C(1) << 53U, 22};
static const Format float_format = {24, -149, 104, UINT64_C(1) << 24U, 10};

typedef struct Decimal {
  bool is_negative;
  char digits[MOST_DIGITS]; // values 0 to 9; no leading zeros
  size_t count;
  int64_t exponent; // of the last digit
} Decimal;

static bool
is_digit(GestaStringView text, size_t at)
{
  return at < text.size && text.data[at] >= '0' && text.data[at] <= '9';
}

static void
take_digit(Decimal *decimal, char digit, bool is_fraction)
{
  if (decimal->count == 0 && digit == 0) {
    decimal->exponent -= is_fraction;
    return;
  }
  if (decimal->count < MOST_DIGITS) {
    decimal->digits[decimal->count++] = digit;
    decimal->exponent -= is_fraction;
    return;
  }
  if (digit != 0) { // invariant 1
    decimal->digits[MOST_DIGITS - 1] |= 1;
  }
  decimal->exponent += !is_fraction;
}

static bool
read_exponent(GestaStringView text, size_t *at, int64_t *exponent)
{
  if (*at == text.size) {
    return true;
  }
  if ((text.data[*at] | 0x20) != 'e') {
    return false;
  }
  ++*at;
  const bool is_negative = *at < text.size && text.data[*at] == '-';
  *at += *at < text.size && (text.data[*at] == '-' || text.data[*at] == '+');
  if (!is_digit(text, *at)) {
    return false;
  }
  int64_t power = 0;
  for (; is_digit(text, *at); ++*at) {
    if (power < MOST_EXPONENT) {
      power = power * 10 + (text.data[*at] - '0');
    }
  }
  *exponent += is_negative ? -power : power;
  return *at == text.size;
}

static bool
read_decimal(GestaStringView text, Decimal *decimal)
{
  decimal->count = 0;
  decimal->exponent = 0;
  decimal->is_negative = text.size > 0 && text.data[0] == '-';
  size_t at = decimal->is_negative || (text.size > 0 && text.data[0] == '+');
  const size_t start = at;
  for (; is_digit(text, at); ++at) {
    take_digit(decimal, (char)(text.data[at] - '0'), false);
  }
  size_t digits = at - start;
  if (at < text.size && text.data[at] == '.') {
    ++at;
    for (; is_digit(text, at); ++at, ++digits) {
      take_digit(decimal, (char)(text.data[at] - '0'), true);
    }
  }
  return digits > 0 && read_exponent(text, &at, &decimal->exponent);
}

// The naturals whose quotient is the number / 2^power.
static double
divide_exactly(const Decimal *decimal, int power, const Format *format,
               uint64_t *mantissa)
{
  uint32_t above[LIMBS] = {0};
  uint32_t below[LIMBS] = {1};
  uint32_t quotient[LIMBS];
  size_t above_count = 0;
  size_t below_count = 1;
  for (size_t i = 0; i < decimal->count; ++i) {
    above_count = gesta_natural_scale(above, above_count, 10,
                                      (uint32_t)decimal->digits[i]);
  }
  if (decimal->exponent >= 0) {
    above_count = gesta_natural_shift(above, above_count,
                                      (size_t)decimal->exponent);
  } else {
    below_count = gesta_natural_shift(below, below_count,
                                      (size_t)-decimal->exponent);
  }
  for (int left = abs(power); left > 0; left -= 16) {
    const uint32_t factor = 1U << (left < 16 ? left : 16);
    if (power > 0) {
      below_count = gesta_natural_scale(below, below_count, factor, 0);
    } else {
      above_count = gesta_natural_scale(above, above_count, factor, 0);
    }
  }
  size_t count = gesta_natural_divide(above, &above_count, below, below_count,
                                      quotient);
  uint64_t whole = 0;
  for (size_t i = count; i > 0; --i) {
    if (whole > (UINT64_C(1) << 62U) / GESTA_LIMB_BASE) {
      return 1; // far above the precision
    }
    whole = whole * GESTA_LIMB_BASE + quotient[i - 1];
  }
  if (whole >> format->precision) {
    return 1;
  }
  *mantissa = whole;
  above_count = gesta_natural_scale(above, above_count, 2, 0);
  const int half = gesta_natural_compare(above, above_count, below,
                                         below_count);
  *mantissa += half > 0 || (half == 0 && (whole & 1U));
  return whole >> (format->precision - 1) ? 0 : -1;
}

static double
round_decimal(const Decimal *decimal, const Format *format)
{
  const int64_t size = (int64_t)decimal->count + decimal->exponent;
  if (decimal->count == 0 || size < -400) {
    return 0;
  }
  if (size > 400) {
    return HUGE_VAL;
  }
  // log2(10) is a little more than 3.32; the guess may be one off.
  int power = (int)floor((double)size * 3.3219280948873623) - format->precision;
  uint64_t mantissa = 0;
  for (;;) {
    power = power < format->least ? format->least : power;
    const double off = divide_exactly(decimal, power, format, &mantissa);
    if (off > 0) {
      ++power;
    } else if (off < 0 && power > format->least) {
      --power;
    } else {
      break;
    }
  }
  if (power > format->most
      || (power == format->most && mantissa >> format->precision)) {
    return HUGE_VAL;
  }
  return ldexp((double)mantissa, power);
}

// Whether one operation on numbers that are exact gives the result.
static bool
round_small(const Decimal *decimal, const Format *format, uint64_t *digits)
{
  if (FLT_EVAL_METHOD != 0 || decimal->count > 16
      || decimal->exponent > format->exact_power
      || decimal->exponent < -format->exact_power) {
    return false;
  }
  uint64_t value = 0;
  for (size_t i = 0; i < decimal->count; ++i) {
    value = value * 10 + (uint64_t)decimal->digits[i];
  }
  *digits = value;
  return value <= format->exact;
}

static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

// "INF" and "NaN", with their signs.
static bool
read_special(GestaStringView text, double *value)
{
  const bool is_signed = text.size == 4
                         && (text.data[0] == '-' || text.data[0] == '+');
  const GestaStringView name = {text.data + is_signed, text.size - is_signed};
  if (name.size != 3) {
    return false;
  }
  if (memcmp(name.data, "INF", 3) == 0) {
    *value = is_signed && text.data[0] == '-' ? -HUGE_VAL : HUGE_VAL;
    return true;
  }
  if (!is_signed && memcmp(name.data, "NaN", 3) == 0) {
    *value = (double)NAN;
    return true;
  }
  return false;
}

GestaStatus
gesta_parse_double(GestaStringView text, double *value)
{
  assert(value);

  if (read_special(text, value)) {
    return GESTA_OK;
  }
  Decimal decimal;
  if (!read_decimal(text, &decimal)) {
    return GESTA_ERR_SYNTAX;
  }
  uint64_t digits = 0;
  double rounded = 0;
  if (round_small(&decimal, &double_format, &digits)) {
    rounded = decimal.exponent < 0 ? (double)digits / powers[-decimal.exponent]
                                   : (double)digits * powers[decimal.exponent];
  } else {
    rounded = round_decimal(&decimal, &double_format);
  }
  *value = decimal.is_negative ? -rounded : rounded;
  return GESTA_OK;
}

GestaStatus
gesta_parse_float(GestaStringView text, float *value)
{
  assert(value);

  double special = 0;
  if (read_special(text, &special)) {
    *value = (float)special;
    return GESTA_OK;
  }
  Decimal decimal;
  if (!read_decimal(text, &decimal)) {
    return GESTA_ERR_SYNTAX;
  }
  uint64_t digits = 0;
  float rounded = 0;
  if (round_small(&decimal, &float_format, &digits)) {
    rounded = decimal.exponent < 0
                ? (float)digits / (float)powers[-decimal.exponent]
                : (float)digits * (float)powers[decimal.exponent];
  } else {
    rounded = (float)round_decimal(&decimal, &float_format); // exact
  }
  *value = decimal.is_negative ? -rounded : rounded;
  return GESTA_OK;
}

// The digits and the exponent that printf() finds; its point depends on the
// locale and is skipped.
static size_t
find_digits(double value, int precision, char digits[GESTA_FLOATING_SIZE],
            int *exponent)
{
  char text[64];
  const int length = snprintf(text, sizeof text, "%.*e", precision - 1, value);
  assert(length > 0 && (size_t)length < sizeof text);
  size_t count = 0;
  int at = 0;
  for (; at < length && text[at] != 'e'; ++at) {
    if (text[at] >= '0' && text[at] <= '9') {
      digits[count++] = text[at];
    }
  }
  const bool is_negative = text[at + 1] == '-';
  *exponent = 0;
  for (at += 2; at < length; ++at) {
    *exponent = *exponent * 10 + (text[at] - '0');
  }
  *exponent = is_negative ? -*exponent : *exponent;
  while (count > 1 && digits[count - 1] == '0') {
    --count;
  }
  return count;
}

// "d.dddE-n" from the digits of a positive number.
static size_t
print_digits(bool is_negative, const char *digits, size_t count, int exponent,
             char text[GESTA_FLOATING_SIZE])
{
  const char *const rest = count > 1 ? digits + 1 : "0";
  const int length = snprintf(text, GESTA_FLOATING_SIZE, "%s%c.%.*sE%d",
                              is_negative ? "-" : "", digits[0],
                              count > 1 ? (int)count - 1 : 1, rest, exponent);
  return (size_t)length;
}

static bool
print_special(double value, char text[GESTA_FLOATING_SIZE], size_t *size)
{
  const char *name = NULL;
  if (isnan(value)) {
    name = "NaN";
  } else if (isinf(value)) {
    name = value < 0 ? "-INF" : "INF";
  } else if (value == 0) {
    name = signbit(value) ? "-0.0E0" : "0.0E0";
  } else {
    return false;
  }
  *size = strlen(name);
  memcpy(text, name, *size + 1);
  return true;
}

size_t
gesta_print_double(double value, char text[GESTA_FLOATING_SIZE])
{
  size_t size = 0;
  if (print_special(value, text, &size)) {
    return size;
  }
  // 15 digits are enough for every number that has a text of 15 or less, save
  // that subnormal ones have fewer of their own.
  const int first = fabs(value) < DBL_MIN ? 1 : DBL_DIG;
  for (int precision = first; precision < 17; ++precision) {
    char digits[GESTA_FLOATING_SIZE];
    int exponent = 0;
    const size_t count = find_digits(fabs(value), precision, digits, &exponent);
    size = print_digits(value < 0, digits, count, exponent, text);
    double again = 0;
    if (gesta_parse_double((GestaStringView){text, size}, &again) == GESTA_OK
        && again == value) {
      return size;
    }
  }
  char digits[GESTA_FLOATING_SIZE];
  int exponent = 0;
  const size_t count = find_digits(fabs(value), 17, digits, &exponent);
  return print_digits(value < 0, digits, count, exponent, text);
}

size_t
gesta_print_float(float value, char text[GESTA_FLOATING_SIZE])
{
  size_t size = 0;
  if (print_special((double)value, text, &size)) {
    return size;
  }
  const int first = fabs((double)value) < (double)FLT_MIN ? 1 : FLT_DIG;
  for (int precision = first;; ++precision) {
    char digits[GESTA_FLOATING_SIZE];
    int exponent = 0;
    const size_t count = find_digits(fabs((double)value), precision, digits,
                                     &exponent);
    size = print_digits(value < 0, digits, count, exponent, text);
    float again = 0;
    if (precision == 9
        || (gesta_parse_float((GestaStringView){text, size}, &again) == GESTA_OK
            && again == value)) {
      return size;
    }
  }
}
