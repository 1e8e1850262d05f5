// SPDX-License-Identifier: GPL-3.0-or-later
/// @file edtf.h
/// Dates of any precision in the Extended Date/Time Format.
///
/// source  ISO 8601-2:2019; https://www.loc.gov/standards/datetime/ (levels 0
///         and 1)

#ifndef GESTA_TIME_EDTF_H
#define GESTA_TIME_EDTF_H

#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { GESTA_EDTF_SIZE = 32 }; ///< bytes of any text made here, with its NUL

/// A day, month (day 0), year (month and day 0), season (month 21 spring, 22
/// summer, 23 autumn, 24 winter), or nothing (year 0).
typedef struct GestaDate {
  int32_t year; ///< proleptic Gregorian; -1 is 2 BC as in ISO 8601 (year 0,
                ///< 1 BC, cannot be told)
  uint8_t month;
  uint8_t day;
} GestaDate;

/// One date or an interval, one side of which may be open.
typedef struct GestaEdtf {
  GestaDate begin; ///< year 0: open ("..")
  GestaDate end;   ///< year 0: open (".."); equal to begin if no interval
  bool interval;
} GestaEdtf;

/// Print, "" for nothing.
///
/// needs    years from -9999 to 9999: four digits, as level 0 has them
/// returns  the length of the NUL-terminated text
size_t
gesta_edtf_print(const GestaEdtf *value, char text[GESTA_EDTF_SIZE]);

/// Parse what gesta_edtf_print() prints.
///
/// errors  GESTA_ERR_SYNTAX, also for a day that does not exist, for the year
///         0000, which GestaDate cannot tell, and for an interval that ends
///         before it begins
GESTA_MUST_CHECK GestaStatus
gesta_edtf_parse(GestaStringView text, GestaEdtf *value);

/// The first and last day that a value covers; an open side gives year 0.
/// Seasons are meteorological and northern: spring March to May, summer June to
/// August, autumn September to November, winter December to February of the
/// next year.
void
gesta_edtf_bounds(const GestaEdtf *value, GestaDate *earliest,
                  GestaDate *latest);

/// The number of days of a month.
///
/// needs  month 1 to 12
unsigned
gesta_date_month_length(int32_t year, unsigned month);

/// Days since 1970-01-01 of a full date, and back.  The days of 1 BC come back
/// with the year 0: they are no dates.
int64_t
gesta_date_to_days(GestaDate date);
GestaDate
gesta_date_from_days(int64_t days);

/// 1 Monday to 7 Sunday.
/// source  ISO 8601-1, day of the week
unsigned
gesta_date_weekday(GestaDate date);

#endif // GESTA_TIME_EDTF_H
