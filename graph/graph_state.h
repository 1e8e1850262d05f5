// SPDX-License-Identifier: GPL-3.0-or-later
/// @file graph_state.h
/// What the files of the facade share.

#ifndef GESTA_GRAPH_STATE_H
#define GESTA_GRAPH_STATE_H

#include "graph/eval/evaluation.h"
#include "graph/graph.h"
#include "graph/sparql/syntax.h"

typedef struct GestaGraphSink {
  GestaQuadSink sink; ///< first, so that a pointer to it is a pointer to this
  GestaGraph *graph;
} GestaGraphSink;

struct GestaGraph {
  GestaAllocator *allocator;
  char *path;
  GestaStore *store;
  GestaCancel *cancel;
  GestaTransaction *transaction; ///< that writes, or NULL
  GestaGraphSink sink;
  GestaPrefixes *prefixes; ///< NULL: not yet read, or changed since
};

/// Describe a failure that came without a message.
///
/// returns  status
GestaStatus
gesta_graph_fail(const GestaGraph *graph, GestaStatus status,
                 GestaError *error);

/// The transaction to read in: the one that writes, or a new one.
///
/// needs  gesta_graph_end_reading() afterwards
GESTA_MUST_CHECK GestaStatus
gesta_graph_begin_reading(GestaGraph *graph, GestaTransaction **transaction,
                          GestaError *error);
void
gesta_graph_end_reading(GestaGraph *graph, GestaTransaction *transaction);

/// Send all prefixes of a list to a sink.
GESTA_MUST_CHECK GestaStatus
gesta_graph_send_prefixes(const GestaPrefixes *prefixes, GestaQuadSink *sink);

/// Parse a request, give its parameters their values and tell its warnings.
///
/// lends   the request, in the arena
/// errors  those of gesta_parse_query() and gesta_request_bind()
GESTA_MUST_CHECK GestaStatus
gesta_graph_parse(GestaRequestKind kind, GestaStringView text,
                  const GestaQueryOptions *options,
                  const GestaPrefixes *prefixes, GestaArena *arena,
                  GestaRequest *request, GestaError *error);

/// The path of a `file:` IRI, its percent signs decoded.
///
/// returns  whether it is one, and fits
bool
gesta_graph_file_path(GestaStringView iri, char *path, size_t size);

/// What asks endpoints and reads documents for a request.
typedef struct GestaRemote {
  GestaGraph *graph;
  const GestaQueryOptions *options;
} GestaRemote;

/// Ask an endpoint and send its rows: `service` of GestaEvaluationOptions.
///
/// needs   a GestaRemote as context, whose options allow the network
/// errors  those of gesta_http_fetch() and gesta_results_read()
GESTA_MUST_CHECK GestaStatus
gesta_graph_ask_service(void *context, GestaStringView endpoint,
                        GestaStringView query, GestaServiceRows *rows,
                        GestaError *error);

/// Send the quads of a document: `load` of GestaUpdateOptions.  A `file:` IRI
/// is read from the disk, an `http:` one if the options allow the network.
///
/// needs   a GestaRemote as context
/// errors  those of gesta_http_fetch() and gesta_rdf_read(); GESTA_ERR_INPUT
///         (an IRI of another kind, or the network is not allowed)
GESTA_MUST_CHECK GestaStatus
gesta_graph_load_document(void *context, GestaStringView document,
                          GestaQuadSink *sink, GestaError *error);

#endif // GESTA_GRAPH_STATE_H
