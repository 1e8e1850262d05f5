// SPDX-License-Identifier: GPL-3.0-or-later
/// @file value_key.h
/// The place of a literal's value among the values of its kind: a number that
/// a sorted table can hold, so that a range of values is a range of the table.
///
/// For values a and b of one class: if a < b then key(a) <= key(b), and equal
/// values have equal keys, whatever their lexical forms and datatypes.  Equal
/// keys do not mean equal values: numbers are rounded to the nearest xsd:double
/// and times are cut to microseconds, and what lies outside the years -290000
/// to 290000 has the key of that end.
///
/// Two comparisons are not those of the keys: with an xsd:float, which other
/// numbers are rounded to; and of times of which one has no time zone (its key
/// is that of UTC).  gesta_value_key_least() and gesta_value_key_greatest()
/// allow for both.
///
/// source  SPARQL 1.1 Query Language, section 17.3; XML Schema 1.1 part 2

#ifndef GESTA_RDF_VALUE_KEY_H
#define GESTA_RDF_VALUE_KEY_H

#include "graph/rdf/term.h"

#include <stdbool.h>
#include <stdint.h>

/// Kinds of values that are compared among themselves.  The numbers are part of
/// the file format (graph/store/README.md).
typedef enum GestaKeyClass {
  GESTA_KEY_NUMBER = 1, ///< xsd:integer and derived, decimal, float, double;
                        ///< the key is that of the double
  GESTA_KEY_BOOLEAN = 2,
  GESTA_KEY_DATE = 3, ///< this and below: the first moment, in microseconds
  GESTA_KEY_DATE_TIME = 4,
  GESTA_KEY_YEAR = 5,
  GESTA_KEY_YEAR_MONTH = 6,
} GestaKeyClass;

typedef struct GestaValueKey {
  GestaKeyClass class;
  uint64_t place;
} GestaValueKey;

/// Find the key of a term.
///
/// returns  false if it has none: it is no literal of these types, is
///          ill-typed, or is NaN, which compares with nothing; *key is then
///          untouched
bool
gesta_value_key(const GestaTerm *term, GestaValueKey *key);

/// The least and the greatest key that a value may have which a comparison
/// finds equal to a value with this key.
GestaValueKey
gesta_value_key_least(GestaValueKey key);
GestaValueKey
gesta_value_key_greatest(GestaValueKey key);

#endif // GESTA_RDF_VALUE_KEY_H
