// SPDX-License-Identifier: GPL-3.0-or-later
// An open-addressing table from keys to rows of (class, weight, total):
//
// 1. A row holds the classes that an update has touched, in that order.  Rows
//    lie in one pool; a row that outgrows its room moves to the pool's end.
// 2. `total` is the sum over updates of delta * (steps at that time), so that
//    the average after T steps is weight - total / T.
// 3. At most 5/8 of the slots are used; a slot with room 0 is free.

#include "extractor/model/learner.h"

#include "extractor/model/weight_table.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 1U << 16U, FIRST_ROOM = 2, SCALE = 16 };
enum { HISTOGRAM = 1024 };

typedef struct Cell {
  float total;
  int16_t weight;
  uint16_t class_index;
} Cell;

typedef struct Slot {
  GestaFeatureKey key;
  uint32_t first; // in the pool
  uint16_t count;
  uint16_t room;
} Slot;

struct GestaLearner {
  GestaAllocator *allocator; // borrowed
  Slot *slots;
  size_t slot_count; // a power of two
  size_t used;
  Cell *pool;
  size_t pool_count;
  size_t pool_room;
  uint64_t steps;
  uint32_t class_count;
};

GestaStatus
gesta_learner_new(GestaAllocator *allocator, uint32_t class_count,
                  GestaLearner **learner)
{
  assert(allocator && learner);
  assert(class_count > 0 && class_count <= GESTA_CLASS_LIMIT);
  GestaLearner *made = gesta_allocate(allocator, 1, sizeof *made);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  *made = (GestaLearner){.allocator = allocator,
                         .slot_count = FIRST_SLOTS,
                         .class_count = class_count};
  made->slots = gesta_allocate(allocator, FIRST_SLOTS, sizeof(Slot));
  if (!made->slots) {
    gesta_release(allocator, made);
    return GESTA_ERR_MEMORY;
  }
  memset(made->slots, 0, FIRST_SLOTS * sizeof(Slot));
  *learner = made;
  return GESTA_OK;
}

void
gesta_learner_free(GestaLearner *learner)
{
  if (learner) {
    gesta_release(learner->allocator, learner->slots);
    gesta_release(learner->allocator, learner->pool);
    gesta_release(learner->allocator, learner);
  }
}

void
gesta_learner_step(GestaLearner *learner)
{
  ++learner->steps;
}

// The slot of a key, or the free slot where it would go.
static Slot *
probe(const GestaLearner *learner, GestaFeatureKey key)
{
  const size_t mask = learner->slot_count - 1;
  size_t i = (size_t)(key >> 20U) & mask;
  while (learner->slots[i].room > 0 && learner->slots[i].key != key) {
    i = (i + 1) & mask;
  }
  return &learner->slots[i];
}

void
gesta_learner_score(const GestaLearner *learner, const GestaFeatureKey *keys,
                    size_t count, int32_t *scores)
{
  assert(count <= GESTA_FEATURE_LIMIT);
  memset(scores, 0, learner->class_count * sizeof *scores);
  const size_t mask = learner->slot_count - 1;
  for (size_t i = 0; i < count; ++i) {
    __builtin_prefetch(&learner->slots[(size_t)(keys[i] >> 20U) & mask]);
  }
  const Slot *found[GESTA_FEATURE_LIMIT];
  for (size_t i = 0; i < count; ++i) {
    found[i] = probe(learner, keys[i]);
    if (found[i]->count > 0) {
      __builtin_prefetch(learner->pool + found[i]->first);
    }
  }
  for (size_t i = 0; i < count; ++i) {
    const Cell *cells = learner->pool + found[i]->first;
    for (size_t j = 0; j < found[i]->count; ++j) {
      scores[cells[j].class_index] += cells[j].weight;
    }
  }
}

// Keep invariant 3.
static GestaStatus
grow_slots(GestaLearner *learner)
{
  const size_t old_count = learner->slot_count;
  Slot *const old = learner->slots;
  Slot *slots = gesta_allocate(learner->allocator, old_count, 2 * sizeof *old);
  if (!slots) {
    return GESTA_ERR_MEMORY;
  }
  memset(slots, 0, 2 * old_count * sizeof *slots);
  learner->slots = slots;
  learner->slot_count = 2 * old_count;
  for (size_t i = 0; i < old_count; ++i) {
    if (old[i].room > 0) {
      *probe(learner, old[i].key) = old[i];
    }
  }
  gesta_release(learner->allocator, old);
  return GESTA_OK;
}

// Make room for one more class in a row (invariant 1).
static GestaStatus
grow_row(GestaLearner *learner, Slot *slot)
{
  const size_t room = slot->room ? (size_t)slot->room * 2 : FIRST_ROOM;
  if (learner->pool_room - learner->pool_count < room) {
    const size_t larger = learner->pool_room ? learner->pool_room * 2
                                             : (size_t)FIRST_SLOTS * 4;
    if (larger > UINT32_MAX) {
      return GESTA_ERR_MEMORY;
    }
    Cell *pool = learner->allocator->resize(learner->allocator, learner->pool,
                                            larger * sizeof *pool);
    if (!pool) {
      return GESTA_ERR_MEMORY;
    }
    learner->pool = pool;
    learner->pool_room = larger;
  }
  if (slot->count > 0 && learner->pool) {
    memcpy(learner->pool + learner->pool_count, learner->pool + slot->first,
           slot->count * sizeof *learner->pool);
  }
  slot->first = (uint32_t)learner->pool_count;
  slot->room = (uint16_t)room;
  learner->pool_count += room;
  return GESTA_OK;
}

static GestaStatus
add(GestaLearner *learner, Slot *slot, uint32_t class_index, int delta)
{
  Cell *cell = learner->pool ? learner->pool + slot->first : NULL;
  size_t i = 0;
  while (cell && i < slot->count && cell[i].class_index != class_index) {
    ++i;
  }
  if (i == slot->count) {
    if (slot->count == slot->room) {
      const GestaStatus status = grow_row(learner, slot);
      if (status) {
        return status;
      }
    }
    assert(learner->pool);
    cell = learner->pool + slot->first;
    cell[i] = (Cell){.class_index = (uint16_t)class_index};
    ++slot->count;
  }
  assert(cell);
  const int weight = cell[i].weight + delta;
  if (weight > INT16_MIN && weight < INT16_MAX) {
    cell[i].weight = (int16_t)weight;
    cell[i].total += (float)delta * (float)learner->steps;
  }
  return GESTA_OK;
}

GestaStatus
gesta_learner_update(GestaLearner *learner, const GestaFeatureKey *keys,
                     size_t count, uint32_t good, uint32_t bad)
{
  assert(good < learner->class_count && bad < learner->class_count);
  for (size_t i = 0; i < count; ++i) {
    if (learner->used * 8 >= learner->slot_count * 5) {
      const GestaStatus status = grow_slots(learner);
      if (status) {
        return status;
      }
    }
    Slot *slot = probe(learner, keys[i]);
    const bool fresh = slot->room == 0;
    slot->key = keys[i];
    GestaStatus status = add(learner, slot, good, 1);
    if (status) {
      return status;
    }
    learner->used += fresh;
    status = add(learner, slot, bad, -1);
    if (status) {
      return status;
    }
  }
  return GESTA_OK;
}

// The average of a weight in sixteenths (invariant 2).
static int32_t
average(const GestaLearner *learner, const Cell *cell)
{
  const double steps = learner->steps ? (double)learner->steps : 1.0;
  const double mean = (double)cell->weight - (double)cell->total / steps;
  return (int32_t)lround(mean * SCALE);
}

// The least threshold that leaves at most so many weights.
static int32_t
choose_threshold(const GestaLearner *learner, int32_t threshold, size_t most)
{
  size_t counts[HISTOGRAM] = {0};
  for (size_t i = 0; i < learner->slot_count; ++i) {
    const Slot *slot = &learner->slots[i];
    for (size_t j = 0; j < slot->count; ++j) {
      const int32_t size = abs(
        average(learner, learner->pool + slot->first + j));
      ++counts[size < HISTOGRAM ? size : HISTOGRAM - 1];
    }
  }
  size_t kept = 0;
  for (int32_t size = HISTOGRAM - 1; size >= threshold; --size) {
    kept += counts[size];
    if (kept > most) {
      return size + 1;
    }
  }
  return threshold;
}

GestaStatus
gesta_learner_freeze(const GestaLearner *learner, int32_t threshold,
                     size_t most, GestaTextBuffer *section)
{
  assert(threshold > 0);
  const int32_t least = choose_threshold(learner, threshold, most);
  size_t room = 1;
  for (size_t i = 0; i < learner->slot_count; ++i) {
    room += learner->slots[i].count;
  }
  GestaWeight *weights = gesta_allocate(learner->allocator, room,
                                        sizeof *weights);
  if (!weights) {
    return GESTA_ERR_MEMORY;
  }
  size_t count = 0;
  for (size_t i = 0; i < learner->slot_count; ++i) {
    const Slot *slot = &learner->slots[i];
    for (size_t j = 0; j < slot->count; ++j) {
      const Cell *cell = learner->pool + slot->first + j;
      const int32_t value = average(learner, cell);
      if (abs(value) >= least) {
        weights[count++] = (GestaWeight){slot->key, cell->class_index, value};
      }
    }
  }
  const GestaStatus status = gesta_weight_table_write(
    learner->allocator, weights, count, learner->class_count, section);
  gesta_release(learner->allocator, weights);
  return status;
}
