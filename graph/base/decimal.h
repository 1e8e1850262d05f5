// SPDX-License-Identifier: GPL-3.0-or-later
/// @file decimal.h
/// Exact decimal numbers of any size.
///
/// Those whose digits fit in 64 bits need no memory.  The digits of others lie
/// in the arena that the operation was given.

#ifndef GESTA_BASE_DECIMAL_H
#define GESTA_BASE_DECIMAL_H

#include "graph/base/arena.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  GESTA_DECIMAL_DIGITS = 10000, ///< most digits of a number
  GESTA_QUOTIENT_DIGITS = 24,   ///< after the point, of an inexact quotient
};

typedef struct GestaNatural GestaNatural;

/// Its last digit after the point is not 0: equal numbers that need no memory
/// are equal in all members.
typedef struct GestaDecimal {
  int64_t units;           ///< number * 10^scale; only the sign if `big`
  uint32_t scale;          ///< digits after the point
  const GestaNatural *big; ///< lent by an arena; NULL if the number fits
} GestaDecimal;

typedef enum GestaRounding {
  GESTA_ROUND_DOWN,    ///< to zero
  GESTA_ROUND_FLOOR,   ///< to minus infinity
  GESTA_ROUND_CEILING, ///< to infinity
  GESTA_ROUND_HALF_UP, ///< to the nearest; a half to infinity
} GestaRounding;

static inline GestaDecimal
gesta_decimal(int64_t whole)
{
  return (GestaDecimal){.units = whole};
}

/// -1, 0 or 1.
static inline int
gesta_decimal_sign(const GestaDecimal *a)
{
  return (a->units > 0) - (a->units < 0);
}

static inline bool
gesta_decimal_is_whole(const GestaDecimal *a)
{
  return a->scale == 0;
}

/// Parse a whole xsd:decimal: "1", "-.5", "+2.".
///
/// errors  GESTA_ERR_SYNTAX, GESTA_ERR_TOO_LARGE, GESTA_ERR_MEMORY
/// source  XML Schema 1.1 part 2, section 3.3.3
GESTA_MUST_CHECK GestaStatus
gesta_decimal_parse(GestaStringView text, GestaArena *arena,
                    GestaDecimal *number);

/// The canonical text, without a point if the number is whole and `point` is
/// false, else with one digit at least before and behind it.
///
/// lends   *text, by the arena
/// errors  GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_decimal_print(const GestaDecimal *number, bool point, GestaArena *arena,
                    GestaStringView *text);

/// errors  of these: GESTA_ERR_TOO_LARGE, GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_decimal_add(const GestaDecimal *a, const GestaDecimal *b,
                  GestaArena *arena, GestaDecimal *sum);
GESTA_MUST_CHECK GestaStatus
gesta_decimal_subtract(const GestaDecimal *a, const GestaDecimal *b,
                       GestaArena *arena, GestaDecimal *difference);
GESTA_MUST_CHECK GestaStatus
gesta_decimal_multiply(const GestaDecimal *a, const GestaDecimal *b,
                       GestaArena *arena, GestaDecimal *product);

/// Exact, or rounded half to even to GESTA_QUOTIENT_DIGITS or as many digits as
/// the dividend has after the point.
///
/// returns  GESTA_NOT_FOUND if b is 0
GESTA_MUST_CHECK GestaStatus
gesta_decimal_divide(const GestaDecimal *a, const GestaDecimal *b,
                     GestaArena *arena, GestaDecimal *quotient);

GESTA_MUST_CHECK GestaStatus
gesta_decimal_round(const GestaDecimal *number, GestaRounding rounding,
                    GestaArena *arena, GestaDecimal *whole);

/// -number.
///
/// errors  GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_decimal_negate(const GestaDecimal *number, GestaArena *arena,
                     GestaDecimal *negative);

/// *order is negative, 0 or positive.
///
/// errors  GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_decimal_compare(const GestaDecimal *a, const GestaDecimal *b,
                      GestaArena *arena, int *order);

/// The nearest double.
///
/// errors  GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_decimal_to_double(const GestaDecimal *number, GestaArena *arena,
                        double *value);

/// The exact value of a finite double.
///
/// errors  GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_decimal_from_double(double value, GestaArena *arena,
                          GestaDecimal *number);

#endif // GESTA_BASE_DECIMAL_H
