// SPDX-License-Identifier: GPL-3.0-or-later
/// @file turtle_reader.h
/// Turtle and TriG to quads.
///
/// source  RDF 1.1 Turtle; RDF 1.1 TriG

#ifndef GESTA_IO_TURTLE_READER_H
#define GESTA_IO_TURTLE_READER_H

#include "graph/base/allocator.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "graph/io/quad_feed.h"

#include <stdbool.h>
#include <stdio.h>

enum { GESTA_TURTLE_DEPTH = 10000 }; ///< brackets that may be open at once

/// Read a stream to its end.  A triple is sent as soon as its object is read;
/// one whose object is a bracket comes before those inside.
///
/// needs   well-formed UTF-8
/// errors  GESTA_ERR_SYNTAX with line and column, GESTA_ERR_TOO_LARGE (brackets
///         too deep), GESTA_ERR_FILE, GESTA_ERR_MEMORY, GESTA_ERR_CANCELLED,
///         any failure of the sink
GESTA_MUST_CHECK GestaStatus
gesta_turtle_read(GestaAllocator *allocator, FILE *stream, bool graphs,
                  GestaStringView base, GestaQuadFeed *feed);

#endif // GESTA_IO_TURTLE_READER_H
