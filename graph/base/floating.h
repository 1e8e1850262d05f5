// SPDX-License-Identifier: GPL-3.0-or-later
/// @file floating.h
/// Binary floating point from and to text as XML Schema writes it, rounded
/// correctly, the same in every locale.
///
/// source  XML Schema 1.1 part 2, sections 3.3.4, 3.3.5 and E.1

#ifndef GESTA_BASE_FLOATING_H
#define GESTA_BASE_FLOATING_H

#include "graph/base/status.h"
#include "graph/base/string_view.h"

enum { GESTA_FLOATING_SIZE = 32 }; ///< bytes of any text made here

/// Parse a whole xsd:double: "1", "-.5E-3", "INF", "NaN".
///
/// errors  GESTA_ERR_SYNTAX
GESTA_MUST_CHECK GestaStatus
gesta_parse_double(GestaStringView text, double *value);

/// Parse a whole xsd:float, rounded once.
///
/// errors  GESTA_ERR_SYNTAX
GESTA_MUST_CHECK GestaStatus
gesta_parse_float(GestaStringView text, float *value);

/// Print the shortest text that is read back as the same number, in canonical
/// form: "1.0E0", "-2.5E-3", "INF".
///
/// returns  the length of the NUL-terminated text
size_t
gesta_print_double(double value, char text[GESTA_FLOATING_SIZE]);
size_t
gesta_print_float(float value, char text[GESTA_FLOATING_SIZE]);

#endif // GESTA_BASE_FLOATING_H
