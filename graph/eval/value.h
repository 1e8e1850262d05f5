// SPDX-License-Identifier: GPL-3.0-or-later
/// @file value.h
/// RDF terms as values: what operators and functions compute with.
///
/// source  SPARQL 1.1 Query Language, section 17; XML Schema 1.1 part 2; XPath
///         and XQuery Functions and Operators 3.1

#ifndef GESTA_EVAL_VALUE_H
#define GESTA_EVAL_VALUE_H

#include "graph/base/arena.h"
#include "graph/base/decimal.h"
#include "graph/eval/value_duration.h"
#include "graph/eval/value_moment.h"
#include "graph/rdf/term.h"
#include "graph/store/term_dictionary.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum GestaValueKind {
  GESTA_VALUE_IRI,
  GESTA_VALUE_BLANK,
  GESTA_VALUE_STRING,   ///< xsd:string
  GESTA_VALUE_LANGUAGE, ///< rdf:langString
  GESTA_VALUE_BOOLEAN,
  GESTA_VALUE_INTEGER, ///< xsd:integer and the types derived from it
  GESTA_VALUE_DECIMAL,
  GESTA_VALUE_FLOAT,
  GESTA_VALUE_DOUBLE,
  GESTA_VALUE_DATE_TIME,
  GESTA_VALUE_DATE,
  GESTA_VALUE_TIME,
  GESTA_VALUE_YEAR,       ///< xsd:gYear
  GESTA_VALUE_YEAR_MONTH, ///< xsd:gYearMonth
  GESTA_VALUE_MONTH,      ///< xsd:gMonth
  GESTA_VALUE_MONTH_DAY,  ///< xsd:gMonthDay
  GESTA_VALUE_DAY,        ///< xsd:gDay
  GESTA_VALUE_DURATION,   ///< xsd:duration and the two types derived from it
  GESTA_VALUE_OTHER, ///< a literal of another datatype, or an ill-typed one
} GestaValueKind;

/// The datatypes that are known by value.  The numbers of GESTA_XSD_INTEGER to
/// GESTA_XSD_POSITIVE_INTEGER are those derived from xsd:integer.
typedef enum GestaDatatype {
  GESTA_XSD_NONE, ///< another one, or no literal
  GESTA_XSD_STRING,
  GESTA_XSD_BOOLEAN,
  GESTA_XSD_INTEGER,
  GESTA_XSD_INT,
  GESTA_XSD_LONG,
  GESTA_XSD_SHORT,
  GESTA_XSD_BYTE,
  GESTA_XSD_UNSIGNED_INT,
  GESTA_XSD_UNSIGNED_LONG,
  GESTA_XSD_UNSIGNED_SHORT,
  GESTA_XSD_UNSIGNED_BYTE,
  GESTA_XSD_NON_NEGATIVE_INTEGER,
  GESTA_XSD_NON_POSITIVE_INTEGER,
  GESTA_XSD_NEGATIVE_INTEGER,
  GESTA_XSD_POSITIVE_INTEGER,
  GESTA_XSD_DECIMAL,
  GESTA_XSD_FLOAT,
  GESTA_XSD_DOUBLE,
  GESTA_XSD_DATE_TIME,
  GESTA_XSD_DATE_TIME_STAMP,
  GESTA_XSD_DATE,
  GESTA_XSD_TIME,
  GESTA_XSD_YEAR,
  GESTA_XSD_YEAR_MONTH,
  GESTA_XSD_MONTH,
  GESTA_XSD_MONTH_DAY,
  GESTA_XSD_DAY,
  GESTA_XSD_DURATION,
  GESTA_XSD_DAY_TIME_DURATION,
  GESTA_XSD_YEAR_MONTH_DURATION,
} GestaDatatype;

typedef struct GestaValue {
  GestaValueKind kind;
  GestaDatatype datatype; ///< of a literal whose value is known
  GestaTermId id;         ///< GESTA_NO_TERM: not known
  GestaStringView text; ///< IRI, label, lexical form; data is NULL if the value
                        ///< was computed and its canonical form is to be
                        ///< printed
  GestaStringView tag;  ///< the language, or the datatype of OTHER
  union {
    bool boolean;
    GestaDecimal decimal;   ///< INTEGER, DECIMAL
    double number;          ///< FLOAT, DOUBLE
    GestaMoment moment;     ///< DATE_TIME to DAY
    GestaDuration duration; ///< DURATION
  };
} GestaValue;

/// Read a term.  A literal that is not in its datatype's lexical space is
/// OTHER.
///
/// lends   the views of *value: those of the term
/// errors  GESTA_ERR_MEMORY
/// cost    less than 0.2 microseconds, unless a number has many digits
GESTA_MUST_CHECK GestaStatus
gesta_value_read(const GestaTerm *term, GestaArena *arena, GestaValue *value);

/// Read a lexical form of a datatype, after the white space around it was taken
/// away.
///
/// returns  GESTA_OK, or GESTA_NOT_FOUND if it is none
/// errors   GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_value_parse(GestaDatatype datatype, GestaStringView text,
                  GestaArena *arena, GestaValue *value);

/// The term of a value: with its own lexical form, or in canonical form if it
/// was computed.
///
/// lends   the views of *term: those of the value, or of the arena
/// errors  GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_value_term(const GestaValue *value, GestaArena *arena, GestaTerm *term);

/// The datatype of an IRI; GESTA_XSD_NONE if it is not known.
GestaDatatype
gesta_datatype_find(GestaStringView iri);

/// The IRI of a datatype, not GESTA_XSD_NONE.  Lent for ever.
GestaStringView
gesta_datatype_iri(GestaDatatype datatype);

static inline bool
gesta_datatype_is_integer(GestaDatatype datatype)
{
  return datatype >= GESTA_XSD_INTEGER
         && datatype <= GESTA_XSD_POSITIVE_INTEGER;
}

static inline bool
gesta_value_is_numeric(const GestaValue *value)
{
  return value->kind >= GESTA_VALUE_INTEGER
         && value->kind <= GESTA_VALUE_DOUBLE;
}

static inline bool
gesta_value_is_moment(const GestaValue *value)
{
  return value->kind >= GESTA_VALUE_DATE_TIME && value->kind <= GESTA_VALUE_DAY;
}

static inline bool
gesta_value_is_literal(const GestaValue *value)
{
  return value->kind >= GESTA_VALUE_STRING;
}

/// Whether a value is a string, with or without a language.
static inline bool
gesta_value_is_text(const GestaValue *value)
{
  return value->kind == GESTA_VALUE_STRING
         || value->kind == GESTA_VALUE_LANGUAGE;
}

// Values that are computed.

static inline GestaValue
gesta_value_string(GestaStringView text)
{
  return (GestaValue){.kind = GESTA_VALUE_STRING,
                      .datatype = GESTA_XSD_STRING,
                      .text = {text.data ? text.data : "", text.size}};
}

static inline GestaValue
gesta_value_boolean(bool boolean)
{
  return (GestaValue){.kind = GESTA_VALUE_BOOLEAN,
                      .datatype = GESTA_XSD_BOOLEAN,
                      .boolean = boolean};
}

static inline GestaValue
gesta_value_integer(int64_t number)
{
  return (GestaValue){.kind = GESTA_VALUE_INTEGER,
                      .datatype = GESTA_XSD_INTEGER,
                      .decimal = {.units = number}};
}

static inline GestaValue
gesta_value_decimal(GestaDecimal number)
{
  return (GestaValue){.kind = GESTA_VALUE_DECIMAL,
                      .datatype = GESTA_XSD_DECIMAL,
                      .decimal = number};
}

static inline GestaValue
gesta_value_double(double number)
{
  return (GestaValue){
    .kind = GESTA_VALUE_DOUBLE, .datatype = GESTA_XSD_DOUBLE, .number = number};
}

static inline GestaValue
gesta_value_duration(GestaDatatype datatype, GestaDuration duration)
{
  return (GestaValue){
    .kind = GESTA_VALUE_DURATION, .datatype = datatype, .duration = duration};
}

#endif // GESTA_EVAL_VALUE_H
