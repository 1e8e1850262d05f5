// SPDX-License-Identifier: GPL-3.0-or-later
// A list of blocks, each twice as large as the one before up to a limit, or as
// large as the request that did not fit.
//
// 1. Only the newest block has room; older ones are never looked at again.

#include "graph/base/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdint.h>
#include <string.h>

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 1 << 20 };

struct GestaArenaBlock {
  GestaArenaBlock *older;
  size_t size; // of bytes[]
  size_t used;
  alignas(max_align_t) unsigned char bytes[];
};

void
gesta_arena_init(GestaArena *arena, GestaAllocator *allocator)
{
  assert(arena && allocator);
  *arena = (GestaArena){allocator, NULL};
}

static void
free_blocks(GestaArena *arena, GestaArenaBlock *block)
{
  while (block) {
    GestaArenaBlock *const older = block->older;
    gesta_release(arena->allocator, block);
    block = older;
  }
}

void
gesta_arena_clear(GestaArena *arena)
{
  free_blocks(arena, arena->blocks);
  arena->blocks = NULL;
}

void
gesta_arena_reset(GestaArena *arena)
{
  if (arena->blocks) {
    free_blocks(arena, arena->blocks->older);
    arena->blocks->older = NULL;
    arena->blocks->used = 0;
  }
}

static GestaArenaBlock *
add_block(GestaArena *arena, size_t needed)
{
  size_t size = FIRST_BLOCK;
  if (arena->blocks) {
    size = arena->blocks->size < LARGEST_BLOCK / 2 ? arena->blocks->size * 2
                                                   : LARGEST_BLOCK;
  }
  if (size < needed) {
    size = needed;
  }
  if (size > SIZE_MAX - sizeof(GestaArenaBlock)) {
    return NULL;
  }
  GestaArenaBlock *block = gesta_allocate(arena->allocator, 1,
                                          sizeof *block + size);
  if (block) {
    block->older = arena->blocks;
    block->size = size;
    block->used = 0;
    arena->blocks = block;
  }
  return block;
}

void *
gesta_arena_allocate(GestaArena *arena, size_t count, size_t size)
{
  const size_t alignment = alignof(max_align_t);
  if (size != 0 && count > (SIZE_MAX - alignment) / size) {
    return NULL;
  }
  const size_t needed = (count * size + alignment - 1) / alignment * alignment;
  GestaArenaBlock *block = arena->blocks;
  if (!block || block->size - block->used < needed) {
    block = add_block(arena, needed);
    if (!block) {
      return NULL;
    }
  }
  void *const room = block->bytes + block->used;
  block->used += needed;
  memset(room, 0, needed);
  return room;
}

GestaStatus
gesta_arena_copy(GestaArena *arena, GestaStringView text, GestaStringView *copy)
{
  if (text.size == SIZE_MAX) {
    return GESTA_ERR_MEMORY;
  }
  char *room = gesta_arena_allocate(arena, text.size + 1, 1);
  if (!room) {
    return GESTA_ERR_MEMORY;
  }
  if (text.size > 0) {
    memcpy(room, text.data, text.size);
  }
  *copy = (GestaStringView){room, text.size};
  return GESTA_OK;
}
