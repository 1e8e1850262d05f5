// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/natural.h"

#include <assert.h>
#include <string.h>

static size_t
trim(const uint32_t *number, size_t count)
{
  while (count > 0 && number[count - 1] == 0) {
    --count;
  }
  return count;
}

int
gesta_natural_compare(const uint32_t *a, size_t a_count, const uint32_t *b,
                      size_t b_count)
{
  if (a_count != b_count) {
    return a_count < b_count ? -1 : 1;
  }
  for (size_t i = a_count; i > 0; --i) {
    if (a[i - 1] != b[i - 1]) {
      return a[i - 1] < b[i - 1] ? -1 : 1;
    }
  }
  return 0;
}

size_t
gesta_natural_scale(uint32_t *number, size_t count, uint32_t factor,
                    uint32_t more)
{
  uint64_t carry = more;
  for (size_t i = 0; i < count; ++i) {
    carry += (uint64_t)number[i] * factor;
    number[i] = (uint32_t)(carry % GESTA_LIMB_BASE);
    carry /= GESTA_LIMB_BASE;
  }
  while (carry > 0) {
    number[count++] = (uint32_t)(carry % GESTA_LIMB_BASE);
    carry /= GESTA_LIMB_BASE;
  }
  return trim(number, count);
}

size_t
gesta_natural_shift(uint32_t *number, size_t count, size_t power)
{
  if (count == 0) {
    return 0;
  }
  const size_t limbs = power / GESTA_LIMB_DIGITS;
  if (limbs > 0) {
    memmove(number + limbs, number, count * sizeof *number);
    memset(number, 0, limbs * sizeof *number);
    count += limbs;
  }
  uint32_t factor = 1;
  for (size_t i = power % GESTA_LIMB_DIGITS; i > 0; --i) {
    factor *= 10;
  }
  return gesta_natural_scale(number, count, factor, 0);
}

uint32_t
gesta_natural_reduce(uint32_t *number, size_t *count, uint32_t divisor)
{
  uint64_t rest = 0;
  for (size_t i = *count; i > 0; --i) {
    rest = rest * GESTA_LIMB_BASE + number[i - 1];
    number[i - 1] = (uint32_t)(rest / divisor);
    rest %= divisor;
  }
  *count = trim(number, *count);
  return (uint32_t)rest;
}

size_t
gesta_natural_add(const uint32_t *a, size_t a_count, const uint32_t *b,
                  size_t b_count, uint32_t *sum)
{
  const size_t longer = a_count > b_count ? a_count : b_count;
  uint32_t carry = 0;
  for (size_t i = 0; i < longer; ++i) {
    carry += (i < a_count ? a[i] : 0) + (i < b_count ? b[i] : 0);
    sum[i] = carry % GESTA_LIMB_BASE;
    carry /= GESTA_LIMB_BASE;
  }
  if (carry == 0) {
    return longer;
  }
  sum[longer] = carry;
  return longer + 1;
}

size_t
gesta_natural_subtract(const uint32_t *a, size_t a_count, const uint32_t *b,
                       size_t b_count, uint32_t *difference)
{
  assert(gesta_natural_compare(a, a_count, b, b_count) >= 0);

  uint32_t borrow = 0;
  for (size_t i = 0; i < a_count; ++i) {
    const uint32_t less = borrow + (i < b_count ? b[i] : 0);
    borrow = a[i] < less;
    difference[i] = a[i] + (borrow ? (uint32_t)GESTA_LIMB_BASE : 0) - less;
  }
  return trim(difference, a_count);
}

size_t
gesta_natural_multiply(const uint32_t *a, size_t a_count, const uint32_t *b,
                       size_t b_count, uint32_t *product)
{
  memset(product, 0, (a_count + b_count) * sizeof *product);
  for (size_t i = 0; i < a_count; ++i) {
    uint64_t carry = 0;
    for (size_t j = 0; j < b_count; ++j) {
      carry += product[i + j] + (uint64_t)a[i] * b[j];
      product[i + j] = (uint32_t)(carry % GESTA_LIMB_BASE);
      carry /= GESTA_LIMB_BASE;
    }
    product[i + b_count] = (uint32_t)carry; // below the base
  }
  return trim(product, a_count + b_count);
}

// Step D4 to D6: subtract digit * b from a at `at`; one digit less if that was
// too much.
static uint32_t
subtract_multiple(uint32_t *a, size_t at, const uint32_t *b, size_t b_count,
                  uint32_t digit)
{
  uint64_t carry = 0;
  uint32_t borrow = 0;
  for (size_t i = 0; i <= b_count; ++i) {
    carry += i < b_count ? (uint64_t)digit * b[i] : 0;
    const uint32_t less = (uint32_t)(carry % GESTA_LIMB_BASE) + borrow;
    carry /= GESTA_LIMB_BASE;
    borrow = a[at + i] < less;
    a[at + i] += (borrow ? (uint32_t)GESTA_LIMB_BASE : 0) - less;
  }
  if (!borrow) {
    return digit;
  }
  uint32_t more = 0;
  for (size_t i = 0; i <= b_count; ++i) {
    more += a[at + i] + (i < b_count ? b[i] : 0);
    a[at + i] = more % GESTA_LIMB_BASE;
    more /= GESTA_LIMB_BASE;
  }
  return digit - 1;
}

size_t
gesta_natural_divide(uint32_t *a, size_t *a_count, uint32_t *b, size_t b_count,
                     uint32_t *quotient)
{
  assert(b_count > 0 && b[b_count - 1] > 0);

  const size_t count = *a_count;
  if (count < b_count) {
    return 0;
  }
  if (b_count == 1) {
    memcpy(quotient, a, count * sizeof *a);
    size_t left = count;
    a[0] = gesta_natural_reduce(quotient, &left, b[0]);
    *a_count = a[0] > 0;
    return left;
  }
  // D1: the highest limb of b becomes at least half of the base.
  const uint32_t factor = GESTA_LIMB_BASE / (b[b_count - 1] + 1);
  a[count] = 0;
  (void)gesta_natural_scale(a, count, factor, 0);
  (void)gesta_natural_scale(b, b_count, factor, 0);
  const uint64_t high = b[b_count - 1];
  const uint64_t low = b[b_count - 2];
  for (size_t at = count - b_count + 1; at > 0; --at) {
    const size_t j = at - 1;
    const uint64_t top = (uint64_t)a[j + b_count] * GESTA_LIMB_BASE
                         + a[j + b_count - 1];
    uint64_t digit = top / high; // D3
    uint64_t rest = top % high;
    while (digit >= GESTA_LIMB_BASE
           || digit * low > rest * GESTA_LIMB_BASE + a[j + b_count - 2]) {
      --digit;
      rest += high;
      if (rest >= GESTA_LIMB_BASE) {
        break;
      }
    }
    quotient[j] = subtract_multiple(a, j, b, b_count, (uint32_t)digit);
  }
  *a_count = trim(a, b_count);
  (void)gesta_natural_reduce(a, a_count, factor); // D8
  (void)gesta_natural_reduce(b, &b_count, factor);
  return trim(quotient, count - b_count + 1);
}
