// SPDX-License-Identifier: GPL-3.0-or-later
/// @file quad_list.h
/// A sink that keeps quads and prefixes as lines of text.

#ifndef GESTA_SUPPORT_QUAD_LIST_H
#define GESTA_SUPPORT_QUAD_LIST_H

#include "graph/base/text_buffer.h"
#include "graph/rdf/quad_sink.h"

typedef struct QuadList {
  GestaQuadSink sink;   ///< first, so that a pointer to it is a pointer to this
  GestaTextBuffer text; ///< N-Quads, in the order in which they came
  GestaTextBuffer prefixes; ///< "prefix=iri;" in the order in which they came
  GestaStatus answer;       ///< what the sink answers once it has `limit` quads
  size_t limit;             ///< 0: no limit
  size_t count;
} QuadList;

void
quad_list_init(QuadList *list);

void
quad_list_clear(QuadList *list);

/// The lines in byte order.  Lent until the next quad.
const char *
quad_list_sorted(QuadList *list);

#endif // GESTA_SUPPORT_QUAD_LIST_H
