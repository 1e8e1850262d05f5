// SPDX-License-Identifier: GPL-3.0-or-later
/// @file raptor_reader.h
/// RDF/XML, parsed by Raptor.

#ifndef GESTA_IO_RAPTOR_READER_H
#define GESTA_IO_RAPTOR_READER_H

#include "graph/base/allocator.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "graph/io/quad_feed.h"

#include <stdio.h>

/// Read a stream to its end.  Nothing else is opened: no file, no address.
///
/// needs   base: not empty
/// errors  GESTA_ERR_SYNTAX with a line, and a column where Raptor tells it,
///         GESTA_ERR_FILE, GESTA_ERR_MEMORY, GESTA_ERR_CANCELLED, any failure
///         of the sink
GESTA_MUST_CHECK GestaStatus
gesta_raptor_read(GestaAllocator *allocator, FILE *stream, GestaStringView base,
                  GestaQuadFeed *feed);

#endif // GESTA_IO_RAPTOR_READER_H
