// SPDX-License-Identifier: GPL-3.0-or-later
/// @file builtin.h
/// The functions of SPARQL that have a keyword.
///
/// source  SPARQL 1.1 Query Language, section 17.4 and production [121]

#ifndef GESTA_SPARQL_BUILTIN_H
#define GESTA_SPARQL_BUILTIN_H

#include "graph/base/string_view.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum GestaBuiltin {
  GESTA_BUILTIN_ABS,
  GESTA_BUILTIN_BNODE,
  GESTA_BUILTIN_BOUND,
  GESTA_BUILTIN_CEIL,
  GESTA_BUILTIN_COALESCE,
  GESTA_BUILTIN_CONCAT,
  GESTA_BUILTIN_CONTAINS,
  GESTA_BUILTIN_DATATYPE,
  GESTA_BUILTIN_DAY,
  GESTA_BUILTIN_ENCODE_FOR_URI,
  GESTA_BUILTIN_FLOOR,
  GESTA_BUILTIN_HOURS,
  GESTA_BUILTIN_IF,
  GESTA_BUILTIN_IRI,
  GESTA_BUILTIN_ISBLANK,
  GESTA_BUILTIN_ISIRI,
  GESTA_BUILTIN_ISLITERAL,
  GESTA_BUILTIN_ISNUMERIC,
  GESTA_BUILTIN_ISURI,
  GESTA_BUILTIN_LANG,
  GESTA_BUILTIN_LANGMATCHES,
  GESTA_BUILTIN_LCASE,
  GESTA_BUILTIN_MD5,
  GESTA_BUILTIN_MINUTES,
  GESTA_BUILTIN_MONTH,
  GESTA_BUILTIN_NOW,
  GESTA_BUILTIN_RAND,
  GESTA_BUILTIN_REGEX,
  GESTA_BUILTIN_REPLACE,
  GESTA_BUILTIN_ROUND,
  GESTA_BUILTIN_SAMETERM,
  GESTA_BUILTIN_SECONDS,
  GESTA_BUILTIN_SHA1,
  GESTA_BUILTIN_SHA256,
  GESTA_BUILTIN_SHA384,
  GESTA_BUILTIN_SHA512,
  GESTA_BUILTIN_STR,
  GESTA_BUILTIN_STRAFTER,
  GESTA_BUILTIN_STRBEFORE,
  GESTA_BUILTIN_STRDT,
  GESTA_BUILTIN_STRENDS,
  GESTA_BUILTIN_STRLANG,
  GESTA_BUILTIN_STRLEN,
  GESTA_BUILTIN_STRSTARTS,
  GESTA_BUILTIN_STRUUID,
  GESTA_BUILTIN_SUBSTR,
  GESTA_BUILTIN_TIMEZONE,
  GESTA_BUILTIN_TZ,
  GESTA_BUILTIN_UCASE,
  GESTA_BUILTIN_URI,
  GESTA_BUILTIN_UUID,
  GESTA_BUILTIN_YEAR,
} GestaBuiltin;

enum {
  GESTA_BUILTIN_COUNT = GESTA_BUILTIN_YEAR + 1,
  GESTA_BUILTIN_MANY = 255, ///< most arguments of COALESCE and CONCAT
};

typedef struct GestaBuiltinFacts {
  const char *name;    ///< in capitals
  unsigned char least; ///< arguments
  unsigned char most;
} GestaBuiltinFacts;

/// The facts of a function.  Lent for ever.
const GestaBuiltinFacts *
gesta_builtin_facts(GestaBuiltin builtin);

/// Find a function by its keyword, in whatever case.
///
/// returns  true and *builtin, or false
bool
gesta_builtin_find(GestaStringView name, GestaBuiltin *builtin);

#endif // GESTA_SPARQL_BUILTIN_H
