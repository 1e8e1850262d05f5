// SPDX-License-Identifier: GPL-3.0-or-later
/// @file parser.h
/// SPARQL 1.1 Query and Update: text to syntax tree.

#ifndef GESTA_SPARQL_PARSER_H
#define GESTA_SPARQL_PARSER_H

#include "graph/base/arena.h"
#include "graph/base/error.h"
#include "graph/rdf/prefixes.h"
#include "graph/sparql/syntax.h"

/// Levels of brackets, in whatever mixture, and of operators.
enum { GESTA_NESTING_MOST = 500 };

typedef struct GestaParserOptions {
  GestaStringView base;          ///< an absolute IRI, or empty
  const GestaPrefixes *prefixes; ///< known without a declaration; or NULL
} GestaParserOptions;

/// Parse a query, from [1] QueryUnit.
///
/// lends    the tree, until the arena is cleared; it has views of `text` and of
///          the options' strings, which must live as long
/// errors   GESTA_ERR_SYNTAX with line and column, GESTA_ERR_ENCODING,
///          GESTA_ERR_TOO_LARGE (nested deeper
///          than GESTA_NESTING_MOST), GESTA_ERR_MEMORY
/// source   SPARQL 1.1 Query Language, sections 19.2 to 19.8
GESTA_MUST_CHECK GestaStatus
gesta_parse_query(GestaStringView text, const GestaParserOptions *options,
                  GestaArena *arena, GestaRequest *request, GestaError *error);

/// Parse an update request, from [3] UpdateUnit.
///
/// lends, errors  as gesta_parse_query()
GESTA_MUST_CHECK GestaStatus
gesta_parse_update(GestaStringView text, const GestaParserOptions *options,
                   GestaArena *arena, GestaRequest *request, GestaError *error);

#endif // GESTA_SPARQL_PARSER_H
