// SPDX-License-Identifier: GPL-3.0-or-later
/// @file report_axis.h
/// A line of values with marks at round ones: numbers or days.

#ifndef GESTA_SHELL_REPORT_AXIS_H
#define GESTA_SHELL_REPORT_AXIS_H

#include "graph/base/floating.h"
#include "graph/rdf/edtf.h"

#include <stddef.h>

enum { GESTA_AXIS_MOST = 16 }; ///< marks

typedef struct GestaAxisMark {
  double value;
  char label[GESTA_FLOATING_SIZE];
} GestaAxisMark;

typedef struct GestaAxis {
  double low; ///< a number, or days since 1970-01-01
  double high;
  GestaAxisMark marks[GESTA_AXIS_MOST];
  size_t count;
} GestaAxis;

/// Lay an axis over numbers; its ends are marks.
///
/// needs  low <= high, both finite
void
gesta_axis_numbers(double low, double high, GestaAxis *axis);

/// Lay an axis over days, with marks at days, months or years.
///
/// needs  low not after high
void
gesta_axis_days(const GestaEdtfDay *low, const GestaEdtfDay *high,
                GestaAxis *axis);

/// Where a value is between two pixels.
double
gesta_axis_place(const GestaAxis *axis, double value, double from, double to);

/// Days since 1970-01-01.
double
gesta_axis_day(const GestaEdtfDay *day);

/// A number in the fewest digits, without an exponent where one can do
/// without.
///
/// returns  the length of the NUL-terminated text
size_t
gesta_axis_print(double value, char text[GESTA_FLOATING_SIZE]);

#endif // GESTA_SHELL_REPORT_AXIS_H
