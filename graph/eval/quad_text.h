// SPDX-License-Identifier: GPL-3.0-or-later
/// @file quad_text.h
/// Quads that wait to be added or removed, as text: they outlive the terms that
/// they were made of, which a write may move.  Included by graph/eval/*.c only.

#ifndef GESTA_EVAL_QUAD_TEXT_H
#define GESTA_EVAL_QUAD_TEXT_H

#include "graph/base/cancel.h"
#include "graph/base/text_buffer.h"
#include "graph/rdf/quad_sink.h"
#include "graph/store/store.h"

typedef struct GestaQuadText {
  GestaQuadSink sink; ///< first, so that a pointer to it is a pointer to this
  GestaTextBuffer text;
  const GestaTerm *graph; ///< where all quads go; NULL: where they say
  GestaStatus failure;    ///< of taking a quad
} GestaQuadText;

/// Begin with no quads; end with gesta_text_buffer_clear() of `text`.
void
gesta_quad_text_init(GestaQuadText *quads, GestaAllocator *allocator);

/// Add the quads to the store, or remove those that are there.
///
/// errors  GESTA_ERR_CANCELLED, GESTA_ERR_MEMORY and those of the store
GESTA_MUST_CHECK GestaStatus
gesta_quad_text_add(const GestaQuadText *quads, GestaTransaction *transaction,
                    GestaCancel *cancel);
GESTA_MUST_CHECK GestaStatus
gesta_quad_text_remove(const GestaQuadText *quads,
                       GestaTransaction *transaction, GestaCancel *cancel);

#endif // GESTA_EVAL_QUAD_TEXT_H
