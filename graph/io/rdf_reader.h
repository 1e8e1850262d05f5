// SPDX-License-Identifier: GPL-3.0-or-later
/// @file rdf_reader.h
/// RDF text in any syntax to quads.

#ifndef GESTA_IO_RDF_READER_H
#define GESTA_IO_RDF_READER_H

#include "graph/base/allocator.h"
#include "graph/base/cancel.h"
#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/io/read_skips.h"
#include "graph/rdf/quad_sink.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

typedef struct GestaReadOptions {
  GestaStringView format; ///< a name of gesta_rdf_format(); empty: by file
                          ///< name then by content
  GestaStringView base;   ///< base IRI; empty: the file's own IRI
  GestaTerm graph;        ///< where triples without a graph go
  GestaCancel *cancel;    ///< NULL allowed
  bool by_name; ///< a document is its name and its bytes, not only its bytes:
                ///< copies of one file share no blank node
  GestaReadSkips *skips; ///< NULL, or pass over mistakes and count them: lines
                         ///< of N-Triples and N-Quads; of Turtle and TriG what
                         ///< is left of a statement, to the end of a line that
                         ///< ends with '.'
} GestaReadOptions;

/// Read one RDF document from a stream and send its quads and prefixes.  Blank
/// node labels are made unique to the document: reading the same bytes again
/// gives the same nodes, and two documents never share one.  Nothing but the
/// stream is read, whatever the document refers to.
///
/// borrows  stream, name, options, sink during the call
/// returns  GESTA_OK and *count quads sent
/// errors   GESTA_ERR_SYNTAX with line and column (the sink has then taken the
///          quads before it), GESTA_ERR_ENCODING, GESTA_ERR_FILE,
///          GESTA_ERR_INPUT (unknown format, or skips and RDF/XML),
///          GESTA_ERR_MEMORY, GESTA_ERR_CANCELLED; any failure of the sink
GESTA_MUST_CHECK GestaStatus
gesta_rdf_read(GestaAllocator *allocator, FILE *stream, const char *name,
               const GestaReadOptions *options, GestaQuadSink *sink,
               uint64_t *count, GestaError *error);

#endif // GESTA_IO_RDF_READER_H
