// SPDX-License-Identifier: GPL-3.0-or-later
/// @file number.h
/// Numbers from and to text, the same in every locale.

#ifndef GESTA_BASE_NUMBER_H
#define GESTA_BASE_NUMBER_H

#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stddef.h>
#include <stdint.h>

enum { GESTA_NUMBER_SIZE = 32 }; ///< bytes for any number printed here

/// Parse decimal digits and nothing else: no sign, no blank.
///
/// returns  GESTA_OK and *value
/// errors   GESTA_ERR_SYNTAX; GESTA_ERR_TOO_LARGE above UINT64_MAX
GESTA_MUST_CHECK GestaStatus
gesta_parse_unsigned(GestaStringView text, uint64_t *value);

/// Print a number with exactly `decimals` digits after the point, rounded half
/// away from zero: 0.8666 with 2 is "0.87".
///
/// returns  the length of the NUL-terminated text
/// needs    |value| < 1e12 and decimals <= 6
size_t
gesta_print_fixed(double value, unsigned decimals,
                  char text[GESTA_NUMBER_SIZE]);

#endif // GESTA_BASE_NUMBER_H
