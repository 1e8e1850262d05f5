// SPDX-License-Identifier: GPL-3.0-or-later
/// @file value_moment.h
/// Dates and times of XML Schema: moments, with or without a time zone, told by
/// some of year, month, day and time.
///
/// source  XML Schema 1.1 part 2, sections 3.3.7 to 3.3.14, D.2 and E.3

#ifndef GESTA_EVAL_VALUE_MOMENT_H
#define GESTA_EVAL_VALUE_MOMENT_H

#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "graph/eval/value_duration.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  GESTA_NO_ZONE = INT16_MIN,
  GESTA_LAST_YEAR = 999999999, ///< other years are not read
  GESTA_MOMENT_SIZE = 64,      ///< bytes of any text made here
};

/// What a kind of moment tells, as bits.
enum {
  GESTA_HAS_YEAR = 1,
  GESTA_HAS_MONTH = 2,
  GESTA_HAS_DAY = 4,
  GESTA_HAS_TIME = 8,
  GESTA_HAS_DATE = GESTA_HAS_YEAR | GESTA_HAS_MONTH | GESTA_HAS_DAY,
};

/// What is not told is that of 1972-01-01T00:00:00.
typedef struct GestaMoment {
  int64_t instant;   ///< seconds since 1970 of UTC; as if it were UTC if there
                     ///< is no zone
  uint64_t fraction; ///< of a second, in 10^-18
  int16_t zone;      ///< minutes east of UTC, or GESTA_NO_ZONE
} GestaMoment;

/// A moment as its zone tells it.
typedef struct GestaFields {
  int64_t year; ///< 0 is 1 BC
  unsigned month;
  unsigned day;
  unsigned hour;
  unsigned minute;
  unsigned second;
} GestaFields;

/// Parse a whole lexical form.
///
/// takes   `has`, what it tells
/// errors  GESTA_ERR_SYNTAX, also for a day that does not exist
GESTA_MUST_CHECK GestaStatus
gesta_moment_parse(GestaStringView text, unsigned has, GestaMoment *moment);

/// Print the canonical form, but in the moment's own zone.
///
/// returns  the length of the NUL-terminated text
size_t
gesta_moment_print(const GestaMoment *moment, unsigned has,
                   char text[GESTA_MOMENT_SIZE]);

GestaFields
gesta_moment_fields(const GestaMoment *moment);

/// The moment of fields, with the fraction and the zone of another one.
GestaMoment
gesta_moment_make(const GestaFields *fields, const GestaMoment *like);

/// Compare on the timeline.
///
/// returns  GESTA_OK and *order, or GESTA_NOT_FOUND if it depends on the zone
///          that one of them lacks
GESTA_MUST_CHECK GestaStatus
gesta_moment_compare(const GestaMoment *a, const GestaMoment *b, int *order);

/// moment + duration.
///
/// returns  GESTA_OK, or GESTA_NOT_FOUND if the year becomes too large
/// source   XML Schema 1.1 part 2, section E.3.3
GESTA_MUST_CHECK GestaStatus
gesta_moment_add(const GestaMoment *moment, const GestaDuration *duration,
                 GestaMoment *sum);

/// Days since 1970-01-01 of a day of the proleptic Gregorian calendar.
int64_t
gesta_days_from_date(int64_t year, unsigned month, unsigned day);

/// The number of days of a month.
unsigned
gesta_month_length(int64_t year, unsigned month);

/// Print a zone: "Z", "+02:00", or "" without one.
size_t
gesta_zone_print(int16_t zone, char text[GESTA_MOMENT_SIZE]);

#endif // GESTA_EVAL_VALUE_MOMENT_H
