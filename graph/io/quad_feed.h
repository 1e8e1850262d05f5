// SPDX-License-Identifier: GPL-3.0-or-later
/// @file quad_feed.h
/// What the readers of all syntaxes share: where the quads of a document go.

#ifndef GESTA_IO_QUAD_FEED_H
#define GESTA_IO_QUAD_FEED_H

#include "graph/base/cancel.h"
#include "graph/base/error.h"
#include "graph/base/hash.h"
#include "graph/base/status.h"
#include "graph/rdf/quad_sink.h"

#include <stdint.h>

typedef struct GestaQuadFeed {
  const char *name;             ///< of the document, for messages
  const GestaHashKey *document; ///< to relabel blank nodes
  GestaTerm graph;              ///< of triples without one
  GestaCancel *cancel;
  GestaQuadSink *sink;
  uint64_t count; ///< quads sent
  GestaError *error;
} GestaQuadFeed;

#endif // GESTA_IO_QUAD_FEED_H
