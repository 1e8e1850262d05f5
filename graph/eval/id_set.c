// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/eval/id_set.h"

#include "graph/eval/row_store.h"

#include <string.h>

enum { FIRST_ROOM = 32 };

GestaStatus
gesta_id_list_add(GestaIdList *list, GestaAllocator *allocator, GestaTermId id)
{
  if (list->count == list->room) {
    const size_t room = list->room ? list->room * 2 : FIRST_ROOM;
    GestaTermId *ids = allocator->resize(allocator, list->ids,
                                         room * sizeof *ids);
    if (!ids) {
      return GESTA_ERR_MEMORY;
    }
    list->ids = ids;
    list->room = room;
  }
  list->ids[list->count] = id;
  ++list->count;
  return GESTA_OK;
}

void
gesta_id_list_clear(GestaIdList *list, GestaAllocator *allocator)
{
  gesta_release(allocator, list->ids);
  *list = (GestaIdList){0};
}

// The slot of an id, or the free one where it belongs.
static size_t *
find_slot(const GestaIdSet *set, size_t *slots, size_t count, GestaTermId id)
{
  size_t at = (size_t)gesta_hash_id(0, id) & (count - 1);
  while (slots[at] != 0 && set->list.ids[slots[at] - 1] != id) {
    at = (at + 1) & (count - 1);
  }
  return &slots[at];
}

// Room for one more (invariant 2).
static GestaStatus
make_room(GestaIdSet *set, GestaAllocator *allocator)
{
  if ((set->list.count + 1) * 2 <= set->slot_count) {
    return GESTA_OK;
  }
  const size_t count = set->slot_count ? set->slot_count * 2 : 2 * FIRST_ROOM;
  size_t *slots = gesta_allocate(allocator, count, sizeof *slots);
  if (!slots) {
    return GESTA_ERR_MEMORY;
  }
  memset(slots, 0, count * sizeof *slots);
  for (size_t i = 0; i < set->list.count; ++i) {
    *find_slot(set, slots, count, set->list.ids[i]) = i + 1;
  }
  gesta_release(allocator, set->slots);
  set->slots = slots;
  set->slot_count = count;
  return GESTA_OK;
}

GestaStatus
gesta_id_set_add(GestaIdSet *set, GestaAllocator *allocator, GestaTermId id,
                 bool *is_new)
{
  GestaStatus status = make_room(set, allocator);
  if (status) {
    return status;
  }
  size_t *slot = find_slot(set, set->slots, set->slot_count, id);
  *is_new = *slot == 0;
  if (*is_new) {
    status = gesta_id_list_add(&set->list, allocator, id);
    if (status == GESTA_OK) {
      *slot = set->list.count;
    }
  }
  return status;
}

void
gesta_id_set_clear(GestaIdSet *set, GestaAllocator *allocator)
{
  gesta_id_list_clear(&set->list, allocator);
  gesta_release(allocator, set->slots);
  *set = (GestaIdSet){0};
}
