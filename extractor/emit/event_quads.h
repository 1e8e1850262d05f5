// SPDX-License-Identifier: GPL-3.0-or-later
/// @file event_quads.h
/// Events as RDF: one named graph an article, no blank nodes.

#ifndef GESTA_EMIT_EVENT_QUADS_H
#define GESTA_EMIT_EVENT_QUADS_H

#include "extractor/event/article_events.h"
#include "graph/base/status.h"
#include "graph/rdf/quad_sink.h"

/// Send the prefixes and all quads of an article.
///
/// borrows  base, during the call
/// errors   GESTA_ERR_MEMORY, those of the sink
GESTA_MUST_CHECK GestaStatus
gesta_event_quads_send(const GestaArticleEvents *events, GestaStringView base,
                       GestaQuadSink *sink);

/// Append the IRI of an article's graph: base, "article/", its id with what an
/// IRI cannot hold percent-encoded.
GESTA_MUST_CHECK GestaStatus
gesta_article_iri(GestaStringView base, GestaStringView id,
                  GestaTextBuffer *iri);

#endif // GESTA_EMIT_EVENT_QUADS_H
