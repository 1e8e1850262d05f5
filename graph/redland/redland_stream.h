// SPDX-License-Identifier: GPL-3.0-or-later
/// @file redland_stream.h
/// Quads of a store as librdf's streams, and its graphs as an iterator.

#ifndef GESTA_REDLAND_REDLAND_STREAM_H
#define GESTA_REDLAND_REDLAND_STREAM_H

#include "graph/base/allocator.h"
#include "graph/base/cancel.h"
#include "graph/base/status.h"
#include "graph/store/store.h"

#include <librdf.h>

#include <stdbool.h>

/// What a stream needs of its storage.
typedef struct GestaStreamSource {
  GestaAllocator *allocator;
  librdf_storage *storage; ///< referred to while the stream lives
  GestaStore *store;
  GestaTransaction *writing; ///< the storage's transaction, or NULL: the stream
                             ///< then reads a snapshot of its own
  GestaCancel *cancel;       ///< NULL allowed
} GestaStreamSource;

/// Stream the quads that match a pattern.
///
/// With `unite` a triple comes once, however many graphs hold it; its context
/// is then one of them.
///
/// A stream stays valid while the graph changes: it reads a snapshot, or,
/// inside a transaction, keeps the ids of what it found when it was made.
///
/// gives   *stream; free it with librdf_free_stream()
/// errors  those of the store, GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_redland_stream_new(const GestaStreamSource *source,
                         const GestaQuad *pattern, GestaGraphScope scope,
                         bool unite, librdf_stream **stream);

/// The names of the graphs that hold a quad, each once.
///
/// gives  *iterator; free it with librdf_free_iterator()
GESTA_MUST_CHECK GestaStatus
gesta_redland_contexts_new(const GestaStreamSource *source,
                           librdf_iterator **iterator);

#endif // GESTA_REDLAND_REDLAND_STREAM_H
