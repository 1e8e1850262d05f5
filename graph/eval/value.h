// SPDX-License-Identifier: GPL-3.0-or-later
/// @file value.h
/// RDF terms as values: what operators and functions compute with.
///
/// source  SPARQL 1.1 Query Language, section 17; XML Schema 1.1 part 2; XPath
///         and XQuery Functions and Operators 3.1

#ifndef GESTA_EVAL_VALUE_H
#define GESTA_EVAL_VALUE_H

#include "graph/base/arena.h"
#include "graph/rdf/term.h"

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
  GESTA_VALUE_DURATION,   ///< xsd:duration and the two types derived from it
  GESTA_VALUE_OTHER, ///< a literal of another datatype, or an ill-typed one
} GestaValueKind;

#endif // GESTA_EVAL_VALUE_H
