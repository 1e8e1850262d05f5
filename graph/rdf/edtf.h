// SPDX-License-Identifier: GPL-3.0-or-later
/// @file edtf.h
/// The first and the last day of dates in the Extended Date/Time Format.
///
/// source  ISO 8601-2:2019; https://www.loc.gov/standards/datetime/ (levels 0
///         and 1; quarters, quadrimesters and halves of level 2)

#ifndef GESTA_RDF_EDTF_H
#define GESTA_RDF_EDTF_H

#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct GestaEdtfDay {
  int64_t year; ///< proleptic Gregorian; 0 is 1 BC
  unsigned month;
  unsigned day;
} GestaEdtfDay;

typedef struct GestaEdtfRange {
  bool has_earliest; ///< false: open or not known
  bool has_latest;
  GestaEdtfDay earliest;
  GestaEdtfDay latest;
} GestaEdtfRange;

/// Read a date, a date with a time, or an interval: "2024", "2024-03-05",
/// "201X", "2024-21", "2023/..", "1984?", "Y17000".
///
/// Seasons are meteorological and northern, and winter ends in the February of
/// the next year; with a hemisphere (29 to 32 southern) they are its own.  What
/// is uncertain or approximate ("?", "~", "%") has the bounds of what is told.
///
/// errors  GESTA_ERR_SYNTAX, also for a day that does not exist and for an
///         interval that ends before it begins
GESTA_MUST_CHECK GestaStatus
gesta_edtf_range(GestaStringView text, GestaEdtfRange *range);

/// Negative, 0 or positive.
int
gesta_edtf_day_order(const GestaEdtfDay *a, const GestaEdtfDay *b);

#endif // GESTA_RDF_EDTF_H
