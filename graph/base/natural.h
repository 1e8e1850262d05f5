// SPDX-License-Identifier: GPL-3.0-or-later
/// @file natural.h
/// Natural numbers of any size: limbs to the base 10^9, the lowest first.
///
/// The caller owns all arrays.  A count is that of the limbs without leading
/// zeros; zero has none.

#ifndef GESTA_BASE_NATURAL_H
#define GESTA_BASE_NATURAL_H

#include <stddef.h>
#include <stdint.h>

enum {
  GESTA_LIMB_DIGITS = 9,
  GESTA_LIMB_BASE = 1000000000,
};

/// Negative, 0 or positive.
int
gesta_natural_compare(const uint32_t *a, size_t a_count, const uint32_t *b,
                      size_t b_count);

/// number := number * factor + more.
///
/// needs    room for one limb more
/// returns  the new count
size_t
gesta_natural_scale(uint32_t *number, size_t count, uint32_t factor,
                    uint32_t more);

/// number := number * 10^power.
///
/// needs    room for power / 9 + 2 limbs more
/// returns  the new count
size_t
gesta_natural_shift(uint32_t *number, size_t count, size_t power);

/// number := number / divisor.
///
/// returns  the remainder; *count is the new count
uint32_t
gesta_natural_reduce(uint32_t *number, size_t *count, uint32_t divisor);

/// sum := a + b; it may be one of them.
///
/// needs    room for one limb more than the longer one has
size_t
gesta_natural_add(const uint32_t *a, size_t a_count, const uint32_t *b,
                  size_t b_count, uint32_t *sum);

/// difference := a - b; it may be one of them.
///
/// needs  a >= b, room for a_count limbs
size_t
gesta_natural_subtract(const uint32_t *a, size_t a_count, const uint32_t *b,
                       size_t b_count, uint32_t *difference);

/// product := a * b.
///
/// needs  room for a_count + b_count limbs, apart from a and b
size_t
gesta_natural_multiply(const uint32_t *a, size_t a_count, const uint32_t *b,
                       size_t b_count, uint32_t *product);

/// quotient := a / b, and a becomes the remainder.
///
/// needs    b > 0, which is scaled during the call; room for a_count + 1 limbs
///          in a and in the quotient
/// returns  the count of the quotient; *a_count is that of the remainder
/// source   Knuth, The Art of Computer Programming, 4.3.1, algorithm D
size_t
gesta_natural_divide(uint32_t *a, size_t *a_count, uint32_t *b, size_t b_count,
                     uint32_t *quotient);

#endif // GESTA_BASE_NATURAL_H
