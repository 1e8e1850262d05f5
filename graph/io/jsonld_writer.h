// SPDX-License-Identifier: GPL-3.0-or-later
/// @file jsonld_writer.h
/// Quads as one JSON-LD document, compacted with the prefixes: what
/// GestaRdfWriter does for "jsonld".
///
/// source  JSON-LD 1.1; JSON-LD 1.1 Processing Algorithms and API, section 7

#ifndef GESTA_IO_JSONLD_WRITER_H
#define GESTA_IO_JSONLD_WRITER_H

#include "graph/io/document_text.h"
#include "graph/rdf/quad_set.h"

/// Holds the quads of one subject of one graph, since the objects of a
/// predicate must stand together.
typedef struct GestaJsonldWriter {
  GestaDocumentText *text; ///< borrowed until clear
  GestaQuadSet node;       ///< the quads since the subject changed
  GestaTextBuffer key;     ///< of the predicate at hand
  GestaTextBuffer values;  ///< its objects so far
  size_t value_count;
  size_t object_count; ///< nodes, or graphs, in the list that is open
  bool in_graph;       ///< inside of a named graph
  bool is_plain;       ///< the node, or its graph, is written without prefixes
  bool is_graph_plain;
  bool has_type; ///< "@type" was written
} GestaJsonldWriter;

void
gesta_jsonld_writer_init(GestaJsonldWriter *writer, GestaAllocator *allocator,
                         GestaDocumentText *text);

void
gesta_jsonld_writer_clear(GestaJsonldWriter *writer);

/// Append a quad, the end, or the beginning of the document with the prefixes
/// that are used (or with all).
///
/// errors  GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_jsonld_quad(GestaJsonldWriter *writer, const GestaQuad *quad);
GESTA_MUST_CHECK GestaStatus
gesta_jsonld_end(GestaJsonldWriter *writer);
GESTA_MUST_CHECK GestaStatus
gesta_jsonld_header(const GestaDocumentText *text, bool all,
                    GestaTextBuffer *header);

#endif // GESTA_IO_JSONLD_WRITER_H
