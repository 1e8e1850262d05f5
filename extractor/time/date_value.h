// SPDX-License-Identifier: GPL-3.0-or-later
/// @file date_value.h
/// What the third column of dates.tsv computes: numbers, units, cycles, dates.
///
/// source  the functions are listed in extractor/time/README.md

#ifndef GESTA_TIME_DATE_VALUE_H
#define GESTA_TIME_DATE_VALUE_H

#include "extractor/time/calendar.h"
#include "extractor/time/date_mention.h"
#include "extractor/time/edtf.h"
#include "graph/base/string_view.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum GestaDateValueKind {
  GESTA_DATE_NONE,    ///< an optional part that does not stand there
  GESTA_DATE_NOTHING, ///< what looks like a date and is none
  GESTA_DATE_NUMBER,
  GESTA_DATE_UNIT,
  GESTA_DATE_CYCLE, ///< a date whose year, month or week is not told
  GESTA_DATE_SPAN,  ///< a date
} GestaDateValueKind;

typedef struct GestaDateValue {
  GestaDateValueKind kind;
  union {
    int number;
    GestaUnit unit;
    GestaCycle cycle;
    GestaEdtf span;
  };
} GestaDateValue;

typedef struct GestaDateFunction GestaDateFunction;

/// The function of a name; NULL if there is none.  Lent for ever.
const GestaDateFunction *
gesta_date_function_find(GestaStringView name);

/// The fewest and the most arguments that a function takes.
void
gesta_date_function_arity(const GestaDateFunction *function, size_t *least,
                          size_t *most);

/// Apply a function.
///
/// returns  false if it has no value there, such as 31 April, or a relative
///          date without a publication date
bool
gesta_date_function_apply(const GestaDateFunction *function,
                          const GestaDateValue *arguments, size_t count,
                          const GestaDateContext *context,
                          GestaDateValue *value);

/// A constant: a unit such as `weeks`, or `nothing`.
///
/// returns  false if there is none of that name
bool
gesta_date_constant_find(GestaStringView name, GestaDateValue *value);

/// Decide which return of a cycle is meant; a date stays what it is.
///
/// returns  false for what is neither, and where it cannot be told
bool
gesta_date_value_resolve(const GestaDateValue *value,
                         const GestaDateContext *context, GestaEdtf *span);

#endif // GESTA_TIME_DATE_VALUE_H
