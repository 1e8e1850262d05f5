// SPDX-License-Identifier: GPL-3.0-or-later
/// @file rdf_writer.h
/// Quads to RDF text.

#ifndef GESTA_IO_RDF_WRITER_H
#define GESTA_IO_RDF_WRITER_H

#include "graph/base/allocator.h"
#include "graph/base/error.h"
#include "graph/base/output.h"
#include "graph/base/status.h"
#include "graph/rdf/quad_sink.h"

#include <stdbool.h>

typedef struct GestaRdfWriter GestaRdfWriter;

/// The names of the formats that can be written, as the choices of an option:
/// the one list, which help, completion and messages also take.
#define GESTA_RDF_WRITER_CHOICES "ttl|trig|nt|nq|rdfxml|jsonld"

/// The names of GESTA_RDF_WRITER_CHOICES one by one, ending with NULL.  Lent
/// for ever.
const char *const *
gesta_rdf_writer_formats(void);

/// Whether a format can be written, and whether it keeps graph names (NULL
/// allowed).
bool
gesta_rdf_writer_knows(GestaStringView format, bool *keeps_graphs);

/// Begin a document.
///
/// gives    *writer; release it with gesta_rdf_writer_close()
/// borrows  allocator and output until then
/// errors   GESTA_ERR_INPUT (unknown format: the message lists the known ones)
GESTA_MUST_CHECK GestaStatus
gesta_rdf_writer_open(GestaAllocator *allocator, GestaStringView format,
                      GestaOutput *output, GestaRdfWriter **writer,
                      GestaError *error);

/// Where to send the prefixes (first) and the quads.  Lent until close.  Quads
/// of one subject, and of one graph, should come together: Turtle, TriG and
/// RDF/XML then write them together.
GestaQuadSink *
gesta_rdf_writer_sink(GestaRdfWriter *writer);

/// Write the end of the document.
///
/// errors  the first failure of the sink, with its message; GESTA_ERR_FILE;
///         GESTA_ERR_INPUT (rdfxml: a predicate or character that XML cannot
///         hold)
GESTA_MUST_CHECK GestaStatus
gesta_rdf_writer_finish(GestaRdfWriter *writer, GestaError *error);

/// Release the writer.  NULL is allowed.
void
gesta_rdf_writer_close(GestaRdfWriter *writer);

#endif // GESTA_IO_RDF_WRITER_H
