// SPDX-License-Identifier: GPL-3.0-or-later
/// @file redland_query.h
/// A SPARQL query over a store, asked through librdf and answered by Rasqal.
///
/// The whole file is seen as one model: the default graph of a query is the
/// union of all graphs, `GRAPH ?g` ranges over the named ones.

#ifndef GESTA_REDLAND_REDLAND_QUERY_H
#define GESTA_REDLAND_REDLAND_QUERY_H

#include "graph/base/allocator.h"
#include "graph/base/cancel.h"
#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/rdf/quad_sink.h"
#include "graph/rdf/term.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct GestaRedlandQuery GestaRedlandQuery;

typedef enum GestaAnswerKind {
  GESTA_ANSWER_ROWS,    ///< SELECT
  GESTA_ANSWER_BOOLEAN, ///< ASK
  GESTA_ANSWER_QUADS,   ///< CONSTRUCT, DESCRIBE
} GestaAnswerKind;

/// Ask a query of the graph file at `path`.
///
/// gives    *query; release it with gesta_redland_query_close()
/// borrows  allocator, cancel (NULL allowed) until then; text, base during the
///          call
/// needs    text in well-formed UTF-8
/// errors   GESTA_ERR_SYNTAX with line and column where Rasqal tells them;
///          those of gesta_store_open(); GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_redland_query_open(GestaAllocator *allocator, const char *path,
                         GestaStringView text, GestaStringView base,
                         GestaCancel *cancel, GestaRedlandQuery **query,
                         GestaError *error);

void
gesta_redland_query_close(GestaRedlandQuery *query);

GestaAnswerKind
gesta_redland_query_kind(const GestaRedlandQuery *query);

/// The number of variables of a SELECT, and their names without "?".
size_t
gesta_redland_query_width(const GestaRedlandQuery *query);
GestaStringView
gesta_redland_query_variable(const GestaRedlandQuery *query, size_t index);

/// The next row of a SELECT.
///
/// shapes   row[width]; GESTA_TERM_NONE where a variable is unbound
/// lends    the row's views, until the next call
/// returns  GESTA_OK, or GESTA_END
/// errors   GESTA_ERR_CANCELLED, GESTA_ERR_MEMORY, GESTA_ERR_STORAGE
GESTA_MUST_CHECK GestaStatus
gesta_redland_query_next(GestaRedlandQuery *query, GestaTerm *row,
                         GestaError *error);

/// The answer of an ASK.
bool
gesta_redland_query_boolean(const GestaRedlandQuery *query);

/// Send the triples of a CONSTRUCT or DESCRIBE to a sink.
GESTA_MUST_CHECK GestaStatus
gesta_redland_query_quads(GestaRedlandQuery *query, GestaQuadSink *sink,
                          GestaError *error);

#endif // GESTA_REDLAND_REDLAND_QUERY_H
