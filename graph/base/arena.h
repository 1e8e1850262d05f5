// SPDX-License-Identifier: GPL-3.0-or-later
/// @file arena.h
/// Memory for one sentence, article or query: many small blocks, freed at once.

#ifndef GESTA_BASE_ARENA_H
#define GESTA_BASE_ARENA_H

#include "graph/base/allocator.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stddef.h>

typedef struct GestaArenaBlock GestaArenaBlock;

typedef struct GestaArena {
  GestaAllocator *allocator; ///< borrowed until gesta_arena_clear()
  GestaArenaBlock *blocks;   ///< newest first
} GestaArena;

/// Begin with nothing allocated.
void
gesta_arena_init(GestaArena *arena, GestaAllocator *allocator);

/// Free everything; the arena may be used again.
void
gesta_arena_clear(GestaArena *arena);

/// Forget everything allocated but keep the newest block for re-use.
void
gesta_arena_reset(GestaArena *arena);

/// Zeroed room for `count` items of `size` bytes, aligned for any type; NULL if
/// that overflows or memory is short.  A count of 0 gives a valid pointer.
///
/// lends  the block, until the arena is reset or cleared
/// cost   amortised O(count * size)
void *
gesta_arena_allocate(GestaArena *arena, size_t count, size_t size);

/// Copy text into the arena, followed by a NUL that `size` does not count.
///
/// lends   *copy, until the arena is reset or cleared
/// errors  GESTA_ERR_MEMORY; *copy is then untouched
GESTA_MUST_CHECK GestaStatus
gesta_arena_copy(GestaArena *arena, GestaStringView text,
                 GestaStringView *copy);

#endif // GESTA_BASE_ARENA_H
