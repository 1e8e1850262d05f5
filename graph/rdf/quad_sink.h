// SPDX-License-Identifier: GPL-3.0-or-later
/// @file quad_sink.h
/// Where quads go: a store, a serializer, a gazetteer.

#ifndef GESTA_RDF_QUAD_SINK_H
#define GESTA_RDF_QUAD_SINK_H

#include "graph/base/status.h"
#include "graph/rdf/term.h"

typedef struct GestaQuadSink GestaQuadSink;

struct GestaQuadSink {
  /// Take one quad; its views are borrowed during the call only.
  GestaStatus (*quad)(GestaQuadSink *self, const GestaQuad *quad);
  /// Take a prefix ("" is allowed) and its IRI; NULL if nobody wants to know.
  GestaStatus (*prefix)(GestaQuadSink *self, GestaStringView prefix,
                        GestaStringView iri);
};

/// Send one quad.
GESTA_MUST_CHECK static inline GestaStatus
gesta_sink_quad(GestaQuadSink *sink, const GestaQuad *quad)
{
  return sink->quad(sink, quad);
}

/// Send a prefix, to a sink that wants it.
GESTA_MUST_CHECK static inline GestaStatus
gesta_sink_prefix(GestaQuadSink *sink, GestaStringView prefix,
                  GestaStringView iri)
{
  return sink->prefix ? sink->prefix(sink, prefix, iri) : GESTA_OK;
}

#endif // GESTA_RDF_QUAD_SINK_H
