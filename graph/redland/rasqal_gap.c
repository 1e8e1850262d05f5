// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/redland/rasqal_gap.h"

#include "graph/base/utf8.h"
#include "graph/rdf/query_token.h"

typedef struct Gap {
  const char *keyword;
  const char *advice;
} Gap;

static const Gap gaps[] = {
  {"DESCRIBE", "use CONSTRUCT"},
  {"EXISTS", "use OPTIONAL with FILTER (!bound(...)) or FILTER (bound(...))"},
  {"MINUS", "use OPTIONAL with FILTER (!bound(...))"},
  {"SERVICE", "only the graph itself can be asked"},
  {"VALUES", "use FILTER (?x = ... || ?x = ...)"},
  {"INSERT", "use the commands load and build"},
  {"DELETE", "graphs cannot be changed by queries"},
  {"CLEAR", "graphs cannot be changed by queries"},
  {"DROP", "graphs cannot be changed by queries"},
};

GestaStatus
gesta_rasqal_gap(GestaStringView query, GestaError *error)
{
  size_t at = 0;
  while (at < query.size) {
    const GestaQueryToken token = gesta_query_token(query, at);
    for (size_t i = 0; i < sizeof gaps / sizeof *gaps; ++i) {
      if (gesta_query_token_is(&token, gaps[i].keyword)) {
        size_t line = 0;
        size_t column = 0;
        gesta_utf8_place(query, at, &line, &column);
        return gesta_error_set_at(error, GESTA_ERR_SYNTAX, line, column,
                                  "%s is not supported yet: %s",
                                  gaps[i].keyword, gaps[i].advice);
      }
    }
    at += token.text.size;
  }
  return GESTA_OK;
}
