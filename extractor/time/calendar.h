// SPDX-License-Identifier: GPL-3.0-or-later
/// @file calendar.h
/// Days that come again (weekdays, months, seasons, feasts) and steps from one
/// day to another.

#ifndef GESTA_TIME_CALENDAR_H
#define GESTA_TIME_CALENDAR_H

#include "extractor/time/edtf.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum GestaUnit {
  GESTA_UNIT_HOUR,
  GESTA_UNIT_DAY,
  GESTA_UNIT_WEEK, ///< Monday to Sunday
  GESTA_UNIT_MONTH,
  GESTA_UNIT_QUARTER,
  GESTA_UNIT_HALF,
  GESTA_UNIT_YEAR,
} GestaUnit;

typedef enum GestaCycleKind {
  GESTA_CYCLE_WEEKDAY,         ///< numbers: weekday, 1 Monday to 7 Sunday
  GESTA_CYCLE_WEEKEND,         ///< Saturday and Sunday
  GESTA_CYCLE_DAY_OF_MONTH,    ///< numbers: day
  GESTA_CYCLE_DAY,             ///< numbers: month, day
  GESTA_CYCLE_MONTHS,          ///< numbers: first month, last month
  GESTA_CYCLE_SEASON,          ///< numbers: EDTF month, 21 to 24
  GESTA_CYCLE_NTH_WEEKDAY,     ///< numbers: n (-1 last), weekday, month
  GESTA_CYCLE_EASTER,          ///< Easter Sunday, Gregorian
  GESTA_CYCLE_ORTHODOX_EASTER, ///< Easter Sunday, Julian
} GestaCycleKind;

/// A date without its year, month or week.
typedef struct GestaCycle {
  GestaCycleKind kind;
  int numbers[3];
  int shift; ///< days later: Easter Monday is Easter and 1
} GestaCycle;

/// Which return of a cycle is meant, seen from a day.
typedef enum GestaReturn {
  GESTA_RETURN_BEGUN,     ///< the latest that begins on the day or before
  GESTA_RETURN_NOT_ENDED, ///< the earliest that ends on the day or after
  GESTA_RETURN_ENDED,     ///< the latest that ends before the day
  GESTA_RETURN_NOT_BEGUN, ///< the earliest that begins after the day
} GestaReturn;

/// Whether the numbers of a cycle are such as its kind needs.
bool
gesta_cycle_is_valid(const GestaCycle *cycle);

/// Find a return of a cycle; days are since 1970-01-01.
///
/// needs    a valid cycle
/// returns  whether there is one within nine years, and *value
bool
gesta_cycle_find(const GestaCycle *cycle, GestaReturn which, int64_t day,
                 GestaEdtf *value);

/// Step from a date, with the precision of the unit: a month from a day is a
/// month.
///
/// returns  false if the date is less precise than the unit or the outcome lies
///          outside of the years 1 to 9999
bool
gesta_date_step(GestaDate from, GestaUnit unit, int count, GestaEdtf *value);

/// Easter Sunday, 1583 to 9999.
/// source  J. Meeus, Astronomical Algorithms, 2nd edition, chapter 8
GestaDate
gesta_easter(int32_t year);

/// Easter Sunday of the Julian calendar, as a Gregorian date.
/// source  J. Meeus, Astronomical Algorithms, 2nd edition, chapter 8
GestaDate
gesta_orthodox_easter(int32_t year);

#endif // GESTA_TIME_CALENDAR_H
