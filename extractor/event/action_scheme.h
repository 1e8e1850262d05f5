// SPDX-License-Identifier: GPL-3.0-or-later
/// @file action_scheme.h
/// The action scheme: which concept is broader than which, and which property
/// links actor and target directly.

#ifndef GESTA_EVENT_ACTION_SCHEME_H
#define GESTA_EVENT_ACTION_SCHEME_H

#include "graph/base/allocator.h"
#include "graph/base/status.h"
#include "graph/rdf/quad_sink.h"

typedef struct GestaActionScheme GestaActionScheme;

/// gives    *scheme; free it with gesta_action_scheme_free()
/// borrows  allocator, until then
GESTA_MUST_CHECK GestaStatus
gesta_action_scheme_new(GestaAllocator *allocator, GestaActionScheme **scheme);

void
gesta_action_scheme_free(GestaActionScheme *scheme);

/// Learn from one quad: skos:broader and gesta:edge.
///
/// errors  GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_action_scheme_add(GestaActionScheme *scheme, const GestaQuad *quad);

/// The class that the table of events prints: the broadest concept above an
/// action, as a local name.  The action itself if the scheme is not known.
GestaStringView
gesta_action_class(const GestaActionScheme *scheme, GestaStringView action);

/// The IRI of the property between actor and target: the action's own, or that
/// of the nearest broader one.
///
/// returns  GESTA_OK and *iri, or GESTA_NOT_FOUND
GESTA_MUST_CHECK GestaStatus
gesta_action_edge(const GestaActionScheme *scheme, GestaStringView action,
                  GestaStringView *iri);

#endif // GESTA_EVENT_ACTION_SCHEME_H
