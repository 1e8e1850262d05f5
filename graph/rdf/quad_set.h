// SPDX-License-Identifier: GPL-3.0-or-later
/// @file quad_set.h
/// Quads in memory, to be sent on in an order that does not depend on how they
/// came, each once.

#ifndef GESTA_RDF_QUAD_SET_H
#define GESTA_RDF_QUAD_SET_H

#include "graph/base/allocator.h"
#include "graph/base/arena.h"
#include "graph/base/status.h"
#include "graph/rdf/quad_sink.h"

#include <stddef.h>
#include <stdint.h>

typedef struct GestaQuadSet {
  GestaQuadSink sink;        ///< takes quads; prefixes are ignored
  GestaAllocator *allocator; ///< borrowed until gesta_quad_set_clear()
  GestaArena arena;
  GestaQuad *quads;
  size_t count;
  size_t room;
} GestaQuadSet;

void
gesta_quad_set_init(GestaQuadSet *set, GestaAllocator *allocator);

void
gesta_quad_set_clear(GestaQuadSet *set);

/// Forget the quads but keep the memory.
void
gesta_quad_set_reset(GestaQuadSet *set);

/// Send the quads by graph (the default graph first), subject, predicate
/// (rdf:type first) and object, in byte order, each once.
///
/// returns  GESTA_OK and *count quads sent
/// errors   any failure of the sink
GESTA_MUST_CHECK GestaStatus
gesta_quad_set_send(GestaQuadSet *set, GestaQuadSink *sink, uint64_t *count);

#endif // GESTA_RDF_QUAD_SET_H
