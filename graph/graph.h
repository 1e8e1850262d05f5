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
#include "graph/results/results_reader.h"
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

/// What to export; all zeros but the format is good.
typedef struct GestaExportOptions {
  GestaStringView format;        ///< of GESTA_RDF_WRITER_CHOICES
  const GestaStringView *graphs; ///< [graph_count] IRIs of named graphs
  size_t graph_count;            ///< 0: the whole graph
} GestaExportOptions;

/// Send quads out as RDF.  They come by graph (the default graph first),
/// subject, predicate (rdf:type first) and object, IRIs before blank nodes
/// before literals, each in the order of its bytes, so that the same quads give
/// the same document; formats without graph names write each triple once.
///
/// errors  GESTA_ERR_INPUT (unknown format), GESTA_NOT_FOUND (no such graph)
/// cost    memory for the subjects of one graph and the quads of one subject
GESTA_MUST_CHECK GestaStatus
gesta_graph_export(GestaGraph *graph, const GestaExportOptions *options,
                   GestaOutput *output, GestaError *error);

/// Counts and sizes.
GESTA_MUST_CHECK GestaStatus
gesta_graph_facts(GestaGraph *graph, GestaStoreFacts *facts, GestaError *error);

/// A variable that has a value before a request begins: in all of its patterns,
/// templates and expressions.  The text of the request is not touched.
typedef struct GestaParameter {
  GestaStringView name; ///< without "?"
  GestaTerm term;       ///< an IRI or a literal
  bool is_spare;        ///< a request without such a variable is not a mistake
} GestaParameter;

/// The value of a parameter as people write it: `<iri>`, `"text"`,
/// `"texte"@fr`, `"2024-01-06"^^xsd:date` (or the datatype as `<iri>`), `42`,
/// `4.2`, `4e2`, `true`, `false`, `prefix:name`.
///
/// lends   the parts of *term: views of `text`, of `prefixes` (NULL: none is
///         known) or of `arena`
/// errors  GESTA_ERR_SYNTAX, GESTA_ERR_ENCODING, GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_parameter_parse(GestaStringView text, const GestaPrefixes *prefixes,
                      GestaArena *arena, GestaTerm *term, GestaError *error);

typedef enum GestaExplain {
  GESTA_EXPLAIN_NOTHING,
  GESTA_EXPLAIN_TEXT, ///< the plan with estimates, actual rows and times
  GESTA_EXPLAIN_JSON, ///< the same for programs
} GestaExplain;

/// How to answer a query or to carry out an update; all zeros is good.
typedef struct GestaQueryOptions {
  /// Of GESTA_RESULTS_CHOICES; of GESTA_RDF_WRITER_CHOICES for CONSTRUCT and
  /// DESCRIBE; empty: table, ttl.
  GestaStringView format;
  GestaStringView base; ///< base IRI of the query; may be empty
  size_t width;         ///< of the terminal, for tables; 0: no limit
  bool wraps; ///< longer cells of tables go over several lines, else are cut
  const GestaStringView *graphs; ///< [graph_count] IRIs whose union is asked,
                                 ///< whatever FROM says; queries only
  size_t graph_count;            ///< 0: as the query says
  const GestaParameter *parameters; ///< [parameter_count]
  size_t parameter_count;
  uint64_t timeout;          ///< milliseconds; 0: none
  size_t memory;             ///< bytes of the evaluation; 0: no limit
  uint64_t max_rows;         ///< rows or triples of an answer; 0: no limit
  bool strict_default_graph; ///< without FROM: the store's own default graph;
                             ///< else the union of all graphs
  bool allow_network;        ///< SERVICE, and LOAD of http: and https:
  GestaExplain explain;      ///< write the plan instead of the answer
  /// Told of what is right but probably not meant: line, column and message
  /// of *warning count.  NULL: nobody wants to know.
  void (*warn)(void *context, const GestaError *warning);
  void *warn_context;
} GestaQueryOptions;

typedef struct GestaQueryFacts {
  uint64_t row_count; ///< rows, 1 for an ASK, or quads of a CONSTRUCT or
                      ///< DESCRIBE
  double parse_seconds;
  double plan_seconds;
  double execute_seconds; ///< and writing the answer
} GestaQueryFacts;

/// Answer a SPARQL query about what was last committed.  Prefixes of the graph
/// and the well-known ones need not be declared.  The triples of a CONSTRUCT or
/// DESCRIBE are sorted, each once.
///
/// errors  GESTA_ERR_SYNTAX with line and column, GESTA_ERR_INPUT (a format
///         that does not fit the kind of query, SERVICE where the network is
///         not allowed), GESTA_ERR_CANCELLED, GESTA_ERR_FILE (the output),
///         GESTA_ERR_TOO_LARGE: beyond `timeout`, `memory` or `max_rows`, which
///         the message names
GESTA_MUST_CHECK GestaStatus
gesta_graph_query(GestaGraph *graph, GestaStringView text,
                  const GestaQueryOptions *options, GestaOutput *output,
                  GestaQueryFacts *facts, GestaError *error);

/// Answer a query and hand its rows over instead of writing them.  A CONSTRUCT
/// or DESCRIBE has the variables subject, predicate and object.  Of the
/// options, format, width and explain do not count.
///
/// The sink may stop the answer with GESTA_END, which is then no failure.  It
/// may ask the same graph other queries.
///
/// borrows  sink, during the call
/// errors   as gesta_graph_query(); any failure of the sink
GESTA_MUST_CHECK GestaStatus
gesta_graph_select(GestaGraph *graph, GestaStringView text,
                   const GestaQueryOptions *options, GestaRowSink *sink,
                   GestaQueryFacts *facts, GestaError *error);

/// A number that is another one after every commit to the file, by whomever:
/// what was read from the graph is up to date as long as it stays the same.
///
/// cost  a microsecond
GESTA_MUST_CHECK GestaStatus
gesta_graph_version(GestaGraph *graph, uint64_t *version, GestaError *error);

/// Make a graph that lives as long as its handle: in a file without a name, in
/// $TMPDIR or /tmp, which is gone even if the process is killed.
///
/// gives, borrows, errors  as gesta_graph_open()
GESTA_MUST_CHECK GestaStatus
gesta_graph_open_temporary(GestaAllocator *allocator, GestaCancel *cancel,
                           GestaGraph **graph, GestaError *error);

/// Read an RDF file into the graph.
///
/// needs   a transaction
/// errors  as gesta_rdf_read(); GESTA_ERR_FILE (missing, unreadable, a folder)
GESTA_MUST_CHECK GestaStatus
gesta_graph_read_file(GestaGraph *graph, const char *path,
                      const GestaReadOptions *options, GestaError *error);

/// Read the documents that FROM and FROM NAMED of a query name and that are
/// `file:` IRIs, each into the graph of its IRI; a graph that holds something
/// already is left alone.
///
/// needs   a transaction
/// errors  those of parsing the query, as gesta_graph_query(); GESTA_ERR_FILE
GESTA_MUST_CHECK GestaStatus
gesta_graph_read_dataset(GestaGraph *graph, GestaStringView query,
                         GestaStringView base, GestaError *error);

typedef enum GestaRequestKind {
  GESTA_REQUEST_QUERY,
  GESTA_REQUEST_UPDATE,
} GestaRequestKind;

/// Parse a request and do nothing.  Of the options, base and warn count; graph
/// may be NULL, then only the well-known prefixes need no declaration.
///
/// errors  GESTA_ERR_SYNTAX with line and column, GESTA_ERR_ENCODING,
///         GESTA_ERR_TOO_LARGE, GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_graph_check(GestaGraph *graph, GestaRequestKind kind,
                  GestaStringView text, const GestaQueryOptions *options,
                  GestaError *error);

typedef struct GestaUpdateFacts {
  uint64_t quad_count; ///< quads of the graph after the update
  double parse_seconds;
  double execute_seconds; ///< and committing
} GestaUpdateFacts;

/// Carry out a SPARQL update request: all of its operations or, if one fails,
/// none.  Of the options, format, width, max_rows and explain do not count.
///
/// needs   no transaction
/// errors  as gesta_graph_query(); those of gesta_graph_commit()
GESTA_MUST_CHECK GestaStatus
gesta_graph_update(GestaGraph *graph, GestaStringView text,
                   const GestaQueryOptions *options, GestaUpdateFacts *facts,
                   GestaError *error);

#endif // GESTA_GRAPH_H
