// SPDX-License-Identifier: GPL-3.0-or-later
/// @file id_set.h
/// Ids in the order in which they came, and a set of them.  Included by
/// graph/eval/*.c only.

#ifndef GESTA_EVAL_ID_SET_H
#define GESTA_EVAL_ID_SET_H

#include "graph/base/allocator.h"
#include "graph/store/store.h"

#include <stdbool.h>

/// A list; zeros are an empty one.
typedef struct GestaIdList {
  GestaTermId *ids;
  size_t count;
  size_t room;
} GestaIdList;

GESTA_MUST_CHECK GestaStatus
gesta_id_list_add(GestaIdList *list, GestaAllocator *allocator, GestaTermId id);

/// A list without repetitions; zeros are an empty one.
///
/// 1. slots[s] is 0, or 1 + the place of an id in the list.
/// 2. At most half of the slots are taken.
typedef struct GestaIdSet {
  GestaIdList list;
  size_t *slots;
  size_t slot_count; ///< a power of two, or 0
} GestaIdSet;

/// returns  GESTA_OK and whether the id is new
GESTA_MUST_CHECK GestaStatus
gesta_id_set_add(GestaIdSet *set, GestaAllocator *allocator, GestaTermId id,
                 bool *is_new);

void
gesta_id_list_clear(GestaIdList *list, GestaAllocator *allocator);
void
gesta_id_set_clear(GestaIdSet *set, GestaAllocator *allocator);

#endif // GESTA_EVAL_ID_SET_H
