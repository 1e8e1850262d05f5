// SPDX-License-Identifier: GPL-3.0-or-later
/// @file quad_feed.h
/// What the readers of all syntaxes share: where the quads of a document go.

#ifndef GESTA_IO_QUAD_FEED_H
#define GESTA_IO_QUAD_FEED_H

#include "graph/base/cancel.h"
#include "graph/base/error.h"
#include "graph/base/hash.h"
#include "graph/base/status.h"
#include "graph/io/read_skips.h"
#include "graph/rdf/quad_sink.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct GestaQuadFeed {
  const char *name;             ///< of the document, for messages
  const GestaHashKey *document; ///< to relabel blank nodes
  GestaTerm graph;              ///< of triples without one
  GestaCancel *cancel;
  GestaQuadSink *sink;
  uint64_t count; ///< quads sent
  GestaError *error;
  GestaReadSkips *skips; ///< NULL: the first mistake ends the reading
  bool check_encoding;   ///< the document holds bytes that are not UTF-8
} GestaQuadFeed;

/// Whether a reader that is lenient goes on after a failure, which is then
/// counted.
static inline bool
gesta_feed_skips(GestaQuadFeed *feed, GestaStatus status)
{
  if (!feed->skips
      || (status != GESTA_ERR_SYNTAX && status != GESTA_ERR_ENCODING)) {
    return false;
  }
  ++feed->skips->count;
  if (feed->skips->kept < GESTA_SKIPS_KEPT && feed->error) {
    feed->skips->first[feed->skips->kept++] = *feed->error;
  }
  return true;
}

#endif // GESTA_IO_QUAD_FEED_H
