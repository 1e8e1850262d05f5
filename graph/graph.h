// SPDX-License-Identifier: GPL-3.0-or-later
/// @file graph.h
/// A graph file and what one does with it: load, query, export.  The public
/// header of the library.
///
/// threads  a graph belongs to one thread

#ifndef GESTA_GRAPH_H
#define GESTA_GRAPH_H

#include "graph/base/allocator.h"
#include "graph/base/cancel.h"
#include "graph/base/error.h"
#include "graph/base/output.h"
#include "graph/base/status.h"
#include "graph/io/rdf_reader.h"
#include "graph/rdf/prefixes.h"
#include "graph/rdf/quad_sink.h"
#include "graph/results/results_writer.h"
#include "graph/store/store.h"

#include <stdint.h>
#include <stdio.h>

typedef struct GestaGraph GestaGraph;

/// Open a graph file.
///
/// gives    *graph; release it with gesta_graph_close()
/// borrows  allocator and cancel (NULL allowed) until then
/// errors   those of gesta_store_open()
GESTA_MUST_CHECK GestaStatus
gesta_graph_open(GestaAllocator *allocator, const char *path,
                 GestaOpenMode mode, GestaCancel *cancel, GestaGraph **graph,
                 GestaError *error);

/// Release the graph; what was not committed is lost.  NULL is allowed.
void
gesta_graph_close(GestaGraph *graph);

/// Begin to write: everything until commit is one transaction.
GESTA_MUST_CHECK GestaStatus
gesta_graph_begin(GestaGraph *graph, GestaError *error);

GESTA_MUST_CHECK GestaStatus
gesta_graph_commit(GestaGraph *graph, GestaError *error);

/// Undo everything since begin.  Without a transaction it does nothing.
void
gesta_graph_abort(GestaGraph *graph);

/// A sink that adds quads and prefixes in the current transaction.
///
/// lends  the sink, until the transaction ends
/// needs  a transaction
GestaQuadSink *
gesta_graph_sink(GestaGraph *graph);

/// Quads added since begin, without those that were there before.
uint64_t
gesta_graph_added(const GestaGraph *graph);

/// Remove a named graph.
///
/// needs  a transaction
GESTA_MUST_CHECK GestaStatus
gesta_graph_remove(GestaGraph *graph, GestaStringView iri, uint64_t *count,
                   GestaError *error);

/// Prefixes of the graph and the well-known ones.
///
/// lends  *prefixes, until the graph is written to or closed
GESTA_MUST_CHECK GestaStatus
gesta_graph_prefixes(GestaGraph *graph, const GestaPrefixes **prefixes,
                     GestaError *error);

/// Send quads out as RDF: all of them (an empty IRI), or one named graph.  They
/// come graph by graph, the default graph first, and in the order in which the
/// file met their subjects, predicates and objects; formats without graph names
/// write each triple once.
///
/// errors  GESTA_ERR_INPUT (unknown format), GESTA_NOT_FOUND (no such graph)
GESTA_MUST_CHECK GestaStatus
gesta_graph_export(GestaGraph *graph, GestaStringView format,
                   GestaStringView graph_iri, GestaOutput *output,
                   GestaError *error);

/// Counts and sizes.
GESTA_MUST_CHECK GestaStatus
gesta_graph_facts(GestaGraph *graph, GestaStoreFacts *facts, GestaError *error);

typedef struct GestaQueryOptions {
  GestaStringView format; ///< table, csv, tsv, json, xml; or an RDF format for
                          ///< CONSTRUCT and DESCRIBE; empty: table, ttl
  GestaStringView base;   ///< base IRI of the query; may be empty
  size_t width;           ///< of the terminal, for tables; 0: no limit
} GestaQueryOptions;

typedef struct GestaQueryFacts {
  uint64_t row_count; ///< rows, 1 for an ASK, or quads of a CONSTRUCT or
                      ///< DESCRIBE
} GestaQueryFacts;

/// Answer a SPARQL query about what was last committed.  Prefixes of the graph
/// and the well-known ones need not be declared.  The triples of a CONSTRUCT or
/// DESCRIBE are sorted, each once.
///
/// errors  GESTA_ERR_SYNTAX with line and column, GESTA_ERR_INPUT (a format
///         that does not fit the kind of query), GESTA_ERR_CANCELLED,
///         GESTA_ERR_FILE (the output)
GESTA_MUST_CHECK GestaStatus
gesta_graph_query(GestaGraph *graph, GestaStringView text,
                  const GestaQueryOptions *options, GestaOutput *output,
                  GestaQueryFacts *facts, GestaError *error);

#endif // GESTA_GRAPH_H
