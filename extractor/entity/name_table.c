// SPDX-License-Identifier: GPL-3.0-or-later
// Open addressing with linear probing, at most half full.
//
// 1. A slot with NULL data is empty.
// 2. Nothing is ever removed, so a search may stop at the first empty slot.
#include "extractor/entity/name_table.h"

#include "graph/base/hash.h"

#include <assert.h>
#include <string.h>

struct GestaNameSlot {
  GestaStringView name;
  uint32_t number;
};

enum { FIRST_ROOM = 64 };

void
gesta_name_table_init(GestaNameTable *table, GestaAllocator *allocator)
{
  assert(table && allocator);
  *table = (GestaNameTable){allocator, NULL, 0, 0};
}

void
gesta_name_table_clear(GestaNameTable *table)
{
  gesta_release(table->allocator, table->slots);
  *table = (GestaNameTable){table->allocator, NULL, 0, 0};
}

// The slot of a name, or the empty one where it belongs.
static GestaNameSlot *
find_slot(GestaNameSlot *slots, size_t room, GestaStringView name)
{
  static const GestaHashKey key = {{'g', 'e', 's', 't', 'a'}};
  const size_t mask = room - 1;
  size_t at = (size_t)gesta_hash64(&key, name) & mask; // low bits are enough
  while (slots[at].name.data && !gesta_view_equal(slots[at].name, name)) {
    at = (at + 1) & mask;
  }
  return &slots[at];
}

GestaStatus
gesta_name_table_find(const GestaNameTable *table, GestaStringView name,
                      uint32_t *number)
{
  if (table->room == 0 || name.size == 0) {
    return GESTA_NOT_FOUND;
  }
  const GestaNameSlot *slot = find_slot(table->slots, table->room, name);
  if (!slot->name.data) {
    return GESTA_NOT_FOUND;
  }
  *number = slot->number;
  return GESTA_OK;
}

static GestaStatus
make_room(GestaNameTable *table)
{
  const size_t room = table->room ? table->room * 2 : FIRST_ROOM;
  GestaNameSlot *slots = gesta_allocate(table->allocator, room, sizeof *slots);
  if (!slots) {
    return GESTA_ERR_MEMORY;
  }
  memset(slots, 0, room * sizeof *slots);
  for (size_t i = 0; i < table->room; ++i) {
    if (table->slots[i].name.data) {
      *find_slot(slots, room, table->slots[i].name) = table->slots[i];
    }
  }
  gesta_release(table->allocator, table->slots);
  table->slots = slots;
  table->room = room;
  return GESTA_OK;
}

GestaStatus
gesta_name_table_set(GestaNameTable *table, GestaStringView name,
                     uint32_t number)
{
  if (name.size == 0) {
    return GESTA_OK;
  }
  if ((table->count + 1) * 2 > table->room) {
    const GestaStatus status = make_room(table);
    if (status != GESTA_OK) {
      return status;
    }
  }
  GestaNameSlot *slot = find_slot(table->slots, table->room, name);
  table->count += slot->name.data ? 0 : 1;
  *slot = (GestaNameSlot){name, number};
  return GESTA_OK;
}
