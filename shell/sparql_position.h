// SPDX-License-Identifier: GPL-3.0-or-later
/// @file sparql_position.h
/// What may come next in a SPARQL text that is being typed.

#ifndef GESTA_SHELL_SPARQL_POSITION_H
#define GESTA_SHELL_SPARQL_POSITION_H

#include "graph/base/string_view.h"

typedef enum GestaSparqlPosition {
  GESTA_AT_NOTHING,   ///< inside a string or a comment, or behind LIMIT
  GESTA_AT_START,     ///< SELECT, PREFIX, INSERT, ...
  GESTA_AT_SELECTION, ///< behind SELECT: variables, DISTINCT, WHERE
  GESTA_AT_PREFIX,    ///< behind PREFIX: a prefix
  GESTA_AT_GRAPH,     ///< behind GRAPH, FROM, NAMED, ...: the IRI of a graph
  GESTA_AT_GROUP,     ///< where a pattern begins: a subject, FILTER, ...
  GESTA_AT_PREDICATE,
  GESTA_AT_CLASS,      ///< an object behind "a"
  GESTA_AT_OBJECT,     ///< any other object; a thing behind DESCRIBE
  GESTA_AT_TRIPLE_END, ///< behind an object
  GESTA_AT_EXPRESSION, ///< in FILTER (…) and its like
  GESTA_AT_ORDER,      ///< behind ORDER BY and GROUP BY
  GESTA_AT_MODIFIER,   ///< behind the pattern: ORDER BY, LIMIT, ...
} GestaSparqlPosition;

/// Find out what may stand at the end of `text`, which begins with a statement
/// and ends before the word that is being typed.  Statements that were ended
/// with ';' do not count.
///
/// needs   well-formed UTF-8
/// source  SPARQL 1.1 Query Language, section 19.8, as far as it tells
///         positions apart; a wrong text has some position, too
GestaSparqlPosition
gesta_sparql_position(GestaStringView text);

#endif // GESTA_SHELL_SPARQL_POSITION_H
