// SPDX-License-Identifier: GPL-3.0-or-later
/// @file nquads_reader.h
/// N-Triples and N-Quads, line by line.
///
/// source  RDF 1.1 N-Triples; RDF 1.1 N-Quads

#ifndef GESTA_IO_NQUADS_READER_H
#define GESTA_IO_NQUADS_READER_H

#include "graph/base/allocator.h"
#include "graph/base/status.h"
#include "graph/io/quad_feed.h"

#include <stdbool.h>
#include <stdio.h>

/// Read a stream to its end.
///
/// needs   well-formed UTF-8
/// errors  GESTA_ERR_SYNTAX with line and column, GESTA_ERR_FILE,
///         GESTA_ERR_MEMORY, GESTA_ERR_CANCELLED, any failure of the sink
GESTA_MUST_CHECK GestaStatus
gesta_nquads_read(GestaAllocator *allocator, FILE *stream, bool graphs,
                  GestaQuadFeed *feed);

#endif // GESTA_IO_NQUADS_READER_H
