// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/sparql/builtin.h"

#include <assert.h>

// In the order of GestaBuiltin, which is the order of the names.
static const GestaBuiltinFacts all_facts[GESTA_BUILTIN_COUNT] = {
  {"ABS", 1, 1},
  {"BNODE", 0, 1},
  {"BOUND", 1, 1},
  {"CEIL", 1, 1},
  {"COALESCE", 0, GESTA_BUILTIN_MANY},
  {"CONCAT", 0, GESTA_BUILTIN_MANY},
  {"CONTAINS", 2, 2},
  {"DATATYPE", 1, 1},
  {"DAY", 1, 1},
  {"ENCODE_FOR_URI", 1, 1},
  {"FLOOR", 1, 1},
  {"HOURS", 1, 1},
  {"IF", 3, 3},
  {"IRI", 1, 1},
  {"ISBLANK", 1, 1},
  {"ISIRI", 1, 1},
  {"ISLITERAL", 1, 1},
  {"ISNUMERIC", 1, 1},
  {"ISURI", 1, 1},
  {"LANG", 1, 1},
  {"LANGMATCHES", 2, 2},
  {"LCASE", 1, 1},
  {"MD5", 1, 1},
  {"MINUTES", 1, 1},
  {"MONTH", 1, 1},
  {"NOW", 0, 0},
  {"RAND", 0, 0},
  {"REGEX", 2, 3},
  {"REPLACE", 3, 4},
  {"ROUND", 1, 1},
  {"SAMETERM", 2, 2},
  {"SECONDS", 1, 1},
  {"SHA1", 1, 1},
  {"SHA256", 1, 1},
  {"SHA384", 1, 1},
  {"SHA512", 1, 1},
  {"STR", 1, 1},
  {"STRAFTER", 2, 2},
  {"STRBEFORE", 2, 2},
  {"STRDT", 2, 2},
  {"STRENDS", 2, 2},
  {"STRLANG", 2, 2},
  {"STRLEN", 1, 1},
  {"STRSTARTS", 2, 2},
  {"STRUUID", 0, 0},
  {"SUBSTR", 2, 3},
  {"TIMEZONE", 1, 1},
  {"TZ", 1, 1},
  {"UCASE", 1, 1},
  {"URI", 1, 1},
  {"UUID", 0, 0},
  {"YEAR", 1, 1},
};

// Compare with a name in capitals.
static int
compare_names(GestaStringView name, const char *capitals)
{
  for (size_t i = 0; i < name.size; ++i) {
    const unsigned char byte = (unsigned char)name.data[i];
    const int upper = byte >= 'a' && byte <= 'z' ? byte - 'a' + 'A' : byte;
    if (upper != (unsigned char)capitals[i]) {
      return upper - (unsigned char)capitals[i];
    }
  }
  return capitals[name.size] == '\0' ? 0 : -1;
}

const GestaBuiltinFacts *
gesta_builtin_facts(GestaBuiltin builtin)
{
  assert(builtin <= GESTA_BUILTIN_YEAR);
  return &all_facts[builtin];
}

bool
gesta_builtin_find(GestaStringView name, GestaBuiltin *builtin)
{
  assert(builtin);

  size_t low = 0;
  size_t high = GESTA_BUILTIN_COUNT;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    const int order = compare_names(name, all_facts[middle].name);
    if (order == 0) {
      *builtin = (GestaBuiltin)middle; // the table is in the enum's order
      return true;
    }
    if (order < 0) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return false;
}
