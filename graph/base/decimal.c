// SPDX-License-Identifier: GPL-3.0-or-later
// A number is +-digits / 10^scale.
//
// 1. The last of the digits after the point is not 0.
// 2. A number is big only if its digits do not fit in `units`; then `units` is
//    1 or -1, its sign.

#include "graph/base/decimal.h"

#include "graph/base/floating.h"
#include "graph/base/natural.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
  SMALL_LIMBS = 3, // of any int64_t
  MOST_LIMBS = GESTA_DECIMAL_DIGITS / GESTA_LIMB_DIGITS + 1,
  SMALL_SCALE = 18,
};

struct GestaNatural {
  size_t count;
  uint32_t limbs[];
};

static uint64_t
magnitude(int64_t value)
{
  return value < 0 ? -(uint64_t)value : (uint64_t)value;
}

static GestaDecimal
make_small(int64_t units, uint32_t scale)
{
  while (scale > 0 && units % 10 == 0) { // invariant 1
    units /= 10;
    --scale;
  }
  return (GestaDecimal){.units = units, .scale = units == 0 ? 0 : scale};
}

// Limbs of a number and room for `more` of them.
typedef struct Limbs {
  uint32_t *limbs;
  size_t count;
} Limbs;

static bool
make_limbs(GestaArena *arena, size_t room, Limbs *limbs)
{
  limbs->limbs = gesta_arena_allocate(arena, room, sizeof *limbs->limbs);
  limbs->count = 0;
  return limbs->limbs != NULL;
}

// The digits of a number times 10^shift, with room for `more` limbs.
static GestaStatus
copy_limbs(const GestaDecimal *number, size_t shift, size_t more,
           GestaArena *arena, Limbs *limbs)
{
  const size_t count = number->big ? number->big->count : SMALL_LIMBS;
  if (!make_limbs(arena, count + shift / GESTA_LIMB_DIGITS + 2 + more, limbs)) {
    return GESTA_ERR_MEMORY;
  }
  if (number->big) {
    memcpy(limbs->limbs, number->big->limbs, count * sizeof *limbs->limbs);
    limbs->count = count;
  } else {
    for (uint64_t rest = magnitude(number->units); rest > 0;
         rest /= GESTA_LIMB_BASE) {
      limbs->limbs[limbs->count++] = (uint32_t)(rest % GESTA_LIMB_BASE);
    }
  }
  limbs->count = gesta_natural_shift(limbs->limbs, limbs->count, shift);
  return GESTA_OK;
}

// Make a number of limbs, which are changed.
static GestaStatus
make_number(Limbs limbs, bool is_negative, size_t scale, GestaArena *arena,
            GestaDecimal *number)
{
  while (scale > 0 && limbs.count > 0) { // invariant 1
    if (scale >= GESTA_LIMB_DIGITS && limbs.limbs[0] == 0) {
      --limbs.count;
      ++limbs.limbs;
      scale -= GESTA_LIMB_DIGITS;
    } else if (limbs.limbs[0] % 10 == 0) {
      (void)gesta_natural_reduce(limbs.limbs, &limbs.count, 10);
      --scale;
    } else {
      break;
    }
  }
  if (limbs.count > MOST_LIMBS || scale > GESTA_DECIMAL_DIGITS) {
    return GESTA_ERR_TOO_LARGE;
  }
  uint64_t units = 0;
  bool fits = limbs.count <= SMALL_LIMBS;
  for (size_t i = limbs.count; fits && i > 0; --i) {
    fits = units
           <= ((uint64_t)INT64_MAX - limbs.limbs[i - 1]) / GESTA_LIMB_BASE;
    units = units * GESTA_LIMB_BASE + limbs.limbs[i - 1];
  }
  if (fits) {
    *number = make_small(is_negative ? -(int64_t)units : (int64_t)units,
                         (uint32_t)scale);
    return GESTA_OK;
  }
  GestaNatural *big = gesta_arena_allocate(
    arena, 1, sizeof *big + limbs.count * sizeof *big->limbs);
  if (!big) {
    return GESTA_ERR_MEMORY;
  }
  big->count = limbs.count;
  memcpy(big->limbs, limbs.limbs, limbs.count * sizeof *big->limbs);
  *number = (GestaDecimal){is_negative ? -1 : 1, (uint32_t)scale, big};
  return GESTA_OK;
}

static GestaStatus
read_big(GestaStringView text, bool is_negative, size_t scale,
         GestaArena *arena, GestaDecimal *number)
{
  if (text.size > GESTA_DECIMAL_DIGITS) {
    return GESTA_ERR_TOO_LARGE;
  }
  Limbs limbs;
  if (!make_limbs(arena, text.size / GESTA_LIMB_DIGITS + 2, &limbs)) {
    return GESTA_ERR_MEMORY;
  }
  for (size_t i = 0; i < text.size; ++i) {
    if (text.data[i] != '.') {
      limbs.count = gesta_natural_scale(limbs.limbs, limbs.count, 10,
                                        (uint32_t)(text.data[i] - '0'));
    }
  }
  return make_number(limbs, is_negative, scale, arena, number);
}

GestaStatus
gesta_decimal_parse(GestaStringView text, GestaArena *arena,
                    GestaDecimal *number)
{
  const bool is_negative = text.size > 0 && text.data[0] == '-';
  const size_t start = is_negative || (text.size > 0 && text.data[0] == '+');
  size_t digits = 0;
  size_t scale = 0;
  bool point = false;
  bool fits = true;
  int64_t units = 0;
  for (size_t i = start; i < text.size; ++i) {
    const char byte = text.data[i];
    if (byte == '.' && !point) {
      point = true;
      continue;
    }
    if (byte < '0' || byte > '9') {
      return GESTA_ERR_SYNTAX;
    }
    const int digit = byte - '0';
    fits = fits && units <= (INT64_MAX - digit) / 10;
    units = fits ? units * 10 + digit : units;
    ++digits;
    scale += point;
  }
  if (digits == 0) {
    return GESTA_ERR_SYNTAX;
  }
  if (fits && scale <= GESTA_DECIMAL_DIGITS) {
    *number = make_small(is_negative ? -units : units, (uint32_t)scale);
    return GESTA_OK;
  }
  return read_big((GestaStringView){text.data + start, text.size - start},
                  is_negative, scale, arena, number);
}

// All digits, without sign and point, at the end of `room` bytes.
static size_t
print_limbs(const GestaDecimal *number, char *text, size_t room)
{
  size_t at = room;
  if (!number->big) {
    for (uint64_t rest = magnitude(number->units); rest > 0; rest /= 10) {
      text[--at] = (char)('0' + rest % 10);
    }
    return at;
  }
  for (size_t i = 0; i < number->big->count; ++i) {
    uint32_t rest = number->big->limbs[i];
    for (int digit = 0; digit < GESTA_LIMB_DIGITS; ++digit, rest /= 10) {
      text[--at] = (char)('0' + rest % 10);
    }
  }
  while (text[at] == '0') {
    ++at;
  }
  return at;
}

GestaStatus
gesta_decimal_print(const GestaDecimal *number, bool point, GestaArena *arena,
                    GestaStringView *text)
{
  const size_t digits = number->big ? number->big->count * GESTA_LIMB_DIGITS
                                    : GESTA_LIMB_DIGITS * SMALL_LIMBS;
  const size_t room = digits + number->scale + 4;
  char *const made = gesta_arena_allocate(arena, room, 1);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  // The last two bytes stay free for a point and a digit behind it.
  size_t end = room - 2;
  size_t start = print_limbs(number, made, end);
  while (end - start <= number->scale) {
    made[--start] = '0';
  }
  if (number->scale > 0 || point) {
    const size_t whole = end - start - number->scale;
    memmove(made + start + whole + 1, made + start + whole, number->scale);
    made[start + whole] = '.';
    ++end;
    if (number->scale == 0) {
      made[end++] = '0';
    }
  }
  if (number->units < 0) {
    made[--start] = '-';
  }
  *text = (GestaStringView){made + start, end - start};
  return GESTA_OK;
}

// units * 10^power, if that fits.
static bool
shift_small(int64_t *units, uint32_t power)
{
  if (power > SMALL_SCALE) {
    return *units == 0;
  }
  for (; power > 0; --power) {
    if (__builtin_mul_overflow(*units, 10, units)) {
      return false;
    }
  }
  return true;
}

// The digits of both with the same scale, if they fit.
static bool
align_small(const GestaDecimal *a, const GestaDecimal *b, int64_t *a_units,
            int64_t *b_units)
{
  if (a->big || b->big) {
    return false;
  }
  *a_units = a->units;
  *b_units = b->units;
  return a->scale >= b->scale ? shift_small(b_units, a->scale - b->scale)
                              : shift_small(a_units, b->scale - a->scale);
}

static GestaStatus
add_big(const GestaDecimal *a, const GestaDecimal *b, bool subtract,
        GestaArena *arena, GestaDecimal *sum)
{
  const uint32_t scale = a->scale > b->scale ? a->scale : b->scale;
  Limbs first;
  Limbs second;
  Limbs result;
  GestaStatus status = copy_limbs(a, scale - a->scale, 1, arena, &first);
  if (status == GESTA_OK) {
    status = copy_limbs(b, scale - b->scale, 1, arena, &second);
  }
  if (status) {
    return status;
  }
  const bool a_negative = a->units < 0;
  const bool b_negative = (b->units < 0) != subtract;
  const size_t longer = first.count > second.count ? first.count : second.count;
  if (!make_limbs(arena, longer + 1, &result)) {
    return GESTA_ERR_MEMORY;
  }
  bool is_negative = a_negative;
  if (a_negative == b_negative) {
    result.count = gesta_natural_add(first.limbs, first.count, second.limbs,
                                     second.count, result.limbs);
  } else if (gesta_natural_compare(first.limbs, first.count, second.limbs,
                                   second.count)
             >= 0) {
    result.count = gesta_natural_subtract(
      first.limbs, first.count, second.limbs, second.count, result.limbs);
  } else {
    is_negative = b_negative;
    result.count = gesta_natural_subtract(
      second.limbs, second.count, first.limbs, first.count, result.limbs);
  }
  return make_number(result, is_negative, scale, arena, sum);
}

GestaStatus
gesta_decimal_add(const GestaDecimal *a, const GestaDecimal *b,
                  GestaArena *arena, GestaDecimal *sum)
{
  int64_t first = 0;
  int64_t second = 0;
  int64_t units = 0;
  if (align_small(a, b, &first, &second)
      && !__builtin_add_overflow(first, second, &units)) {
    *sum = make_small(units, a->scale > b->scale ? a->scale : b->scale);
    return GESTA_OK;
  }
  return add_big(a, b, false, arena, sum);
}

GestaStatus
gesta_decimal_subtract(const GestaDecimal *a, const GestaDecimal *b,
                       GestaArena *arena, GestaDecimal *difference)
{
  int64_t first = 0;
  int64_t second = 0;
  int64_t units = 0;
  if (align_small(a, b, &first, &second)
      && !__builtin_sub_overflow(first, second, &units)) {
    *difference = make_small(units, a->scale > b->scale ? a->scale : b->scale);
    return GESTA_OK;
  }
  return add_big(a, b, true, arena, difference);
}

GestaStatus
gesta_decimal_multiply(const GestaDecimal *a, const GestaDecimal *b,
                       GestaArena *arena, GestaDecimal *product)
{
  int64_t units = 0;
  if (!a->big && !b->big && !__builtin_mul_overflow(a->units, b->units, &units)
      && a->scale + b->scale <= GESTA_DECIMAL_DIGITS) {
    *product = make_small(units, a->scale + b->scale);
    return GESTA_OK;
  }
  Limbs first;
  Limbs second;
  Limbs result;
  GestaStatus status = copy_limbs(a, 0, 0, arena, &first);
  if (status == GESTA_OK) {
    status = copy_limbs(b, 0, 0, arena, &second);
  }
  if (status) {
    return status;
  }
  if (!make_limbs(arena, first.count + second.count, &result)) {
    return GESTA_ERR_MEMORY;
  }
  result.count = gesta_natural_multiply(first.limbs, first.count, second.limbs,
                                        second.count, result.limbs);
  return make_number(result, (a->units < 0) != (b->units < 0),
                     (size_t)a->scale + b->scale, arena, product);
}

// An exact quotient that fits.
static bool
divide_small(const GestaDecimal *a, const GestaDecimal *b,
             GestaDecimal *quotient)
{
  int64_t above = 0;
  int64_t below = 0;
  if (!align_small(a, b, &above, &below) || below == -1) {
    return false;
  }
  for (uint32_t scale = 0; scale <= SMALL_SCALE; ++scale) {
    if (above % below == 0) {
      *quotient = make_small(above / below, scale);
      return true;
    }
    if (__builtin_mul_overflow(above, 10, &above)) {
      return false;
    }
  }
  return false;
}

GestaStatus
gesta_decimal_divide(const GestaDecimal *a, const GestaDecimal *b,
                     GestaArena *arena, GestaDecimal *quotient)
{
  if (b->units == 0) {
    return GESTA_NOT_FOUND;
  }
  if (divide_small(a, b, quotient)) {
    return GESTA_OK;
  }
  const uint32_t digits = a->scale > GESTA_QUOTIENT_DIGITS
                            ? a->scale
                            : GESTA_QUOTIENT_DIGITS;
  Limbs above;
  Limbs below;
  Limbs result;
  GestaStatus status = copy_limbs(a, digits + b->scale - a->scale, 2, arena,
                                  &above);
  if (status == GESTA_OK) {
    status = copy_limbs(b, 0, 1, arena, &below);
  }
  if (status) {
    return status;
  }
  if (!make_limbs(arena, above.count + 2, &result)) {
    return GESTA_ERR_MEMORY;
  }
  result.count = gesta_natural_divide(above.limbs, &above.count, below.limbs,
                                      below.count, result.limbs);
  above.count = gesta_natural_scale(above.limbs, above.count, 2, 0);
  const int half = gesta_natural_compare(above.limbs, above.count, below.limbs,
                                         below.count);
  if (half > 0 || (half == 0 && result.count > 0 && result.limbs[0] % 2 == 1)) {
    result.count = gesta_natural_scale(result.limbs, result.count, 1, 1);
  }
  return make_number(result, (a->units < 0) != (b->units < 0), digits, arena,
                     quotient);
}

GestaStatus
gesta_decimal_round(const GestaDecimal *number, GestaRounding rounding,
                    GestaArena *arena, GestaDecimal *whole)
{
  if (number->scale == 0) {
    *whole = *number;
    return GESTA_OK;
  }
  Limbs limbs;
  const GestaStatus status = copy_limbs(number, 0, 1, arena, &limbs);
  if (status) {
    return status;
  }
  uint32_t last = 0; // the first digit that is cut
  bool rest = false; // whether the others are not all 0
  for (uint32_t i = number->scale; i > 0; --i) {
    rest = rest || last > 0;
    last = gesta_natural_reduce(limbs.limbs, &limbs.count, 10);
  }
  const bool is_negative = number->units < 0;
  bool up = false; // away from zero
  switch (rounding) {
  case GESTA_ROUND_DOWN:
    break;
  case GESTA_ROUND_FLOOR:
    up = is_negative; // by invariant 1 something was cut
    break;
  case GESTA_ROUND_CEILING:
    up = !is_negative;
    break;
  case GESTA_ROUND_HALF_UP:
    up = last > 5 || (last == 5 && (rest || !is_negative));
    break;
  }
  if (up) {
    limbs.count = gesta_natural_scale(limbs.limbs, limbs.count, 1, 1);
  }
  return make_number(limbs, is_negative, 0, arena, whole);
}

GestaStatus
gesta_decimal_negate(const GestaDecimal *number, GestaArena *arena,
                     GestaDecimal *negative)
{
  const GestaDecimal zero = {0};
  return gesta_decimal_subtract(&zero, number, arena, negative);
}

GestaStatus
gesta_decimal_compare(const GestaDecimal *a, const GestaDecimal *b,
                      GestaArena *arena, int *order)
{
  int64_t first = 0;
  int64_t second = 0;
  if (align_small(a, b, &first, &second)) {
    *order = (first > second) - (first < second);
    return GESTA_OK;
  }
  const int a_sign = gesta_decimal_sign(a);
  const int b_sign = gesta_decimal_sign(b);
  if (a_sign != b_sign) {
    *order = a_sign - b_sign;
    return GESTA_OK;
  }
  const uint32_t scale = a->scale > b->scale ? a->scale : b->scale;
  Limbs left;
  Limbs right;
  GestaStatus status = copy_limbs(a, scale - a->scale, 0, arena, &left);
  if (status == GESTA_OK) {
    status = copy_limbs(b, scale - b->scale, 0, arena, &right);
  }
  if (status == GESTA_OK) {
    *order = a_sign
             * gesta_natural_compare(left.limbs, left.count, right.limbs,
                                     right.count);
  }
  return status;
}

GestaStatus
gesta_decimal_to_double(const GestaDecimal *number, GestaArena *arena,
                        double *value)
{
  static const int64_t exact = INT64_C(1) << 53;
  if (!number->big && number->scale == 0 && number->units <= exact
      && number->units >= -exact) {
    *value = (double)number->units;
    return GESTA_OK;
  }
  GestaStringView text;
  const GestaStatus status = gesta_decimal_print(number, false, arena, &text);
  return status ? status : gesta_parse_double(text, value);
}

GestaStatus
gesta_decimal_from_double(double value, GestaArena *arena, GestaDecimal *number)
{
  assert(isfinite(value));

  int power = 0;
  const double fraction = frexp(fabs(value), &power);
  uint64_t mantissa = (uint64_t)ldexp(fraction, 53); // a whole number
  power -= 53;
  while (mantissa > 0 && mantissa % 2 == 0 && power < 0) {
    mantissa /= 2;
    ++power;
  }
  // m * 2^-p is m * 5^p / 10^p.
  Limbs limbs;
  const GestaDecimal start = {.units = (int64_t)mantissa};
  const GestaStatus status = copy_limbs(&start, 0, 120, arena, &limbs);
  if (status) {
    return status;
  }
  for (int i = power; i > 0; --i) {
    limbs.count = gesta_natural_scale(limbs.limbs, limbs.count, 2, 0);
  }
  for (int i = power; i < 0; ++i) {
    limbs.count = gesta_natural_scale(limbs.limbs, limbs.count, 5, 0);
  }
  return make_number(limbs, value < 0, power < 0 ? (size_t)-power : 0, arena,
                     number);
}
