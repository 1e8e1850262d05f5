// SPDX-License-Identifier: GPL-3.0-or-later
/// @file workspace.h
/// The memory of one analysis: an arena that remembers whether it ever refused.
///
/// Rules over trees allocate in a hundred places.  Each goes on with nothing
/// when memory is short, and whoever owns the workspace looks at `failed` once,
/// at the end, and then throws the result away.

#ifndef GESTA_ENTITY_WORKSPACE_H
#define GESTA_ENTITY_WORKSPACE_H

#include "graph/base/arena.h"
#include "graph/base/string_view.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

typedef struct GestaWorkspace {
  GestaArena arena;
  bool failed; ///< an allocation was refused: nothing made here is to be used
} GestaWorkspace;

/// Zeroed room for `count` items of `size` bytes, or NULL with `failed` set.
///
/// lends  the block, until the arena is cleared
static inline void *
gesta_workspace_allocate(GestaWorkspace *workspace, size_t count, size_t size)
{
  void *block = gesta_arena_allocate(&workspace->arena, count, size);
  if (!block) {
    workspace->failed = true;
  }
  return block;
}

/// Copy text; empty, with `failed` set, if memory is short.
static inline GestaStringView
gesta_workspace_copy(GestaWorkspace *workspace, GestaStringView text)
{
  GestaStringView copy = {"", 0};
  if (gesta_arena_copy(&workspace->arena, text, &copy) != GESTA_OK) {
    workspace->failed = true;
  }
  return copy;
}

/// The items of a list with room for one more.  Doubles the room when `count`
/// has reached it.
///
/// returns  NULL, with `failed` set, if memory is short
static inline void *
gesta_workspace_grow(GestaWorkspace *workspace, void *items, size_t count,
                     size_t *room, size_t size)
{
  if (count < *room) {
    return items;
  }
  const size_t larger = *room ? *room * 2 : 8;
  void *moved = gesta_workspace_allocate(workspace, larger, size);
  if (moved && count) {
    memcpy(moved, items, count * size);
  }
  if (moved) {
    *room = larger;
  }
  return moved;
}

#endif // GESTA_ENTITY_WORKSPACE_H
