// SPDX-License-Identifier: GPL-3.0-or-later
/// @file value_duration.h
/// Durations of XML Schema: months and seconds.
///
/// source  XML Schema 1.1 part 2, sections 3.3.6, 3.4.26, 3.4.27 and E.2

#ifndef GESTA_EVAL_VALUE_DURATION_H
#define GESTA_EVAL_VALUE_DURATION_H

#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stddef.h>
#include <stdint.h>

#define GESTA_FRACTION_UNITS UINT64_C(1000000000000000000) ///< in a second

enum { GESTA_DURATION_SIZE = 128 }; ///< bytes of any text made here

/// months, and seconds + fraction / 10^18; none of positive sign with one of
/// negative sign.
typedef struct GestaDuration {
  int64_t months;
  int64_t seconds; ///< rounded down
  uint64_t fraction;
} GestaDuration;

/// What a duration may tell, as bits.
enum {
  GESTA_HAS_MONTHS = 1,
  GESTA_HAS_SECONDS = 2,
};

/// Parse a whole lexical form.
///
/// takes   `has`, what it may tell
/// errors  GESTA_ERR_SYNTAX, GESTA_ERR_TOO_LARGE
GESTA_MUST_CHECK GestaStatus
gesta_duration_parse(GestaStringView text, unsigned has,
                     GestaDuration *duration);

/// Print the canonical form; `has` tells how zero is written.
///
/// returns  the length of the NUL-terminated text
size_t
gesta_duration_print(const GestaDuration *duration, unsigned has,
                     char text[GESTA_DURATION_SIZE]);

/// Compare.
///
/// returns  GESTA_OK and *order, or GESTA_NOT_FOUND if it depends on the month
///          that they begin in
/// source   XML Schema 1.1 part 2, section 3.3.6.1
GESTA_MUST_CHECK GestaStatus
gesta_duration_compare(const GestaDuration *a, const GestaDuration *b,
                       int *order);

/// a + factor * b, where factor is 1 or -1.
///
/// returns  GESTA_OK, or GESTA_NOT_FOUND if the result is too large or has
///          months and seconds of different signs
GESTA_MUST_CHECK GestaStatus
gesta_duration_add(const GestaDuration *a, int factor, const GestaDuration *b,
                   GestaDuration *sum);

/// -a.
GestaDuration
gesta_duration_negate(const GestaDuration *a);

/// Print a fraction of a second, ".5", or "" if it is 0.
///
/// returns  its length
size_t
gesta_fraction_print(uint64_t fraction, char text[24]);

/// Read digits at *at, moving it behind them.
///
/// returns  their number; *value is theirs, or the limit if it is above
size_t
gesta_read_digits(GestaStringView text, size_t *at, int64_t limit,
                  int64_t *value);

/// Read "." and digits at *at, if they stand there; those after the 18th are
/// read but do not count.
///
/// errors  GESTA_ERR_SYNTAX
GESTA_MUST_CHECK GestaStatus
gesta_fraction_read(GestaStringView text, size_t *at, uint64_t *fraction);

#endif // GESTA_EVAL_VALUE_DURATION_H
