// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/eval/row_store.h"

#include <assert.h>
#include <string.h>

enum { FIRST_ROOM = 256 };

GestaStatus
gesta_row_store_init(GestaRowStore *store, GestaAllocator *allocator,
                     GestaArena *arena, const GestaVariable *variables,
                     size_t width, size_t variable_count)
{
  assert(store && allocator && arena);

  *store = (GestaRowStore){
    .allocator = allocator, .variables = variables, .width = width};
  store->rows.columns = gesta_arena_allocate(arena, variable_count,
                                             sizeof *store->rows.columns);
  return store->rows.columns ? GESTA_OK : GESTA_ERR_MEMORY;
}

void
gesta_row_store_clear(GestaRowStore *store)
{
  for (size_t i = 0; i < store->width; ++i) {
    gesta_release(store->allocator, store->rows.columns[store->variables[i]]);
    store->rows.columns[store->variables[i]] = NULL;
  }
  store->rows.count = 0;
  store->room = 0;
}

GestaStatus
gesta_row_store_reserve(GestaRowStore *store, size_t more)
{
  const size_t needed = store->rows.count + more;
  if (needed <= store->room) {
    return GESTA_OK;
  }
  if (needed > UINT32_MAX) {
    return GESTA_ERR_TOO_LARGE;
  }
  size_t room = store->room ? store->room : FIRST_ROOM;
  while (room < needed) {
    room *= 2;
  }
  for (size_t i = 0; i < store->width; ++i) {
    GestaTermId **column = &store->rows.columns[store->variables[i]];
    GestaTermId *grown = store->allocator->resize(store->allocator, *column,
                                                  room * sizeof *grown);
    if (!grown) {
      return GESTA_ERR_MEMORY;
    }
    *column = grown;
  }
  store->room = room;
  return GESTA_OK;
}

GestaStatus
gesta_row_store_add(GestaRowStore *store, const GestaRow *row)
{
  const GestaStatus status = gesta_row_store_reserve(store, 1);
  if (status) {
    return status;
  }
  for (size_t i = 0; i < store->width; ++i) {
    const GestaVariable variable = store->variables[i];
    store->rows.columns[variable][store->rows.count] = gesta_row_id(row,
                                                                    variable);
  }
  ++store->rows.count;
  return GESTA_OK;
}

GestaStatus
gesta_row_store_add_batch(GestaRowStore *store, const GestaBatch *batch)
{
  const GestaStatus status = gesta_row_store_reserve(store, batch->count);
  if (status) {
    return status;
  }
  for (size_t i = 0; i < store->width; ++i) {
    const GestaVariable variable = store->variables[i];
    GestaTermId *to = store->rows.columns[variable] + store->rows.count;
    const GestaTermId *from = batch->columns[variable];
    if (from) {
      memcpy(to, from, batch->count * sizeof *to);
    } else {
      memset(to, 0, batch->count * sizeof *to);
    }
  }
  store->rows.count += batch->count;
  return GESTA_OK;
}

void
gesta_row_index_init(GestaRowIndex *index, GestaAllocator *allocator)
{
  *index = (GestaRowIndex){.allocator = allocator};
}

void
gesta_row_index_clear(GestaRowIndex *index)
{
  gesta_release(index->allocator, index->buckets);
  gesta_release(index->allocator, index->links);
  gesta_row_index_init(index, index->allocator);
}

void
gesta_row_index_reset(GestaRowIndex *index)
{
  if (index->count > 0) {
    memset(index->buckets, 0, index->bucket_count * sizeof *index->buckets);
    index->count = 0;
  }
}

static void
link_row(GestaRowIndex *index, size_t i)
{
  GestaRowLink *link = &index->links[i];
  uint32_t *bucket = &index->buckets[link->hash & (index->bucket_count - 1)];
  link->next = *bucket;
  *bucket = (uint32_t)(i + 1); // below 2^32: make_entries() checked it
}

// Room for `room` entries, a power of two, and as many buckets.
static GestaStatus
make_entries(GestaRowIndex *index, size_t room)
{
  if (room > UINT32_MAX) {
    return GESTA_ERR_TOO_LARGE;
  }
  GestaAllocator *const allocator = index->allocator;
  GestaRowLink *links = allocator->resize(allocator, index->links,
                                          room * sizeof *links);
  if (!links) {
    return GESTA_ERR_MEMORY;
  }
  index->links = links;
  uint32_t *buckets = gesta_allocate(allocator, room, sizeof *buckets);
  if (!buckets) {
    return GESTA_ERR_MEMORY;
  }
  memset(buckets, 0, room * sizeof *buckets);
  gesta_release(allocator, index->buckets);
  index->buckets = buckets;
  index->bucket_count = room;
  index->room = room;
  for (size_t i = 0; i < index->count; ++i) {
    link_row(index, i);
  }
  return GESTA_OK;
}

GestaStatus
gesta_row_index_add(GestaRowIndex *index, uint64_t hash)
{
  if (index->count == index->room) {
    const GestaStatus status = make_entries(index, index->room ? index->room * 2
                                                               : FIRST_ROOM);
    if (status) {
      return status;
    }
  }
  index->links[index->count].hash = (uint32_t)hash;
  link_row(index, index->count);
  ++index->count;
  return GESTA_OK;
}

GestaStatus
gesta_row_index_build(GestaRowIndex *index, const GestaRowStore *store,
                      const GestaVariable *keys, size_t key_count)
{
  assert(index && store && key_count > 0);

  const size_t count = store->rows.count;
  size_t room = FIRST_ROOM;
  while (room < count) {
    room *= 2;
  }
  gesta_row_index_reset(index);
  if (room > index->room) {
    const GestaStatus status = make_entries(index, room);
    if (status) {
      return status;
    }
  }
  for (size_t i = count; i-- > 0;) {
    const GestaRow row = {store->rows.columns, i};
    index->links[i].hash = (uint32_t)gesta_hash_row(&row, keys, key_count);
    link_row(index, i);
  }
  index->count = count;
  return GESTA_OK;
}

void
gesta_hash_rows(const GestaBatch *rows, const GestaVariable *keys,
                size_t key_count, uint64_t *hashes)
{
  memset(hashes, 0, rows->count * sizeof *hashes);
  for (size_t k = 0; k < key_count; ++k) {
    const GestaTermId *column = rows->columns[keys[k]];
    for (size_t i = 0; i < rows->count; ++i) {
      hashes[i] = gesta_hash_id(hashes[i], column ? column[i] : GESTA_NO_TERM);
    }
  }
}

GestaStatus
gesta_row_set_init(GestaRowSet *set, GestaAllocator *allocator,
                   GestaArena *arena, const GestaVariable *variables,
                   size_t width, size_t variable_count)
{
  gesta_row_index_init(&set->index, allocator);
  return gesta_row_store_init(&set->store, allocator, arena, variables, width,
                              variable_count);
}

void
gesta_row_set_clear(GestaRowSet *set)
{
  gesta_row_store_clear(&set->store);
  gesta_row_index_clear(&set->index);
}

void
gesta_row_set_reset(GestaRowSet *set)
{
  gesta_row_store_reset(&set->store);
  gesta_row_index_reset(&set->index);
}

GestaStatus
gesta_row_set_add(GestaRowSet *set, const GestaRow *row, size_t *row_number,
                  bool *is_new)
{
  const GestaRowStore *store = &set->store;
  const uint64_t hash = gesta_hash_row(row, store->variables, store->width);
  uint32_t found = gesta_row_index_first(&set->index, hash);
  for (; found != GESTA_NO_ROW;
       found = gesta_row_index_next(&set->index, found)) {
    const GestaRow kept = {store->rows.columns, found - 1};
    if (gesta_rows_equal(row, &kept, store->variables, store->width)) {
      *row_number = found - 1;
      *is_new = false;
      return GESTA_OK;
    }
  }
  *row_number = store->rows.count;
  *is_new = true;
  const GestaStatus status = gesta_row_store_add(&set->store, row);
  return status ? status : gesta_row_index_add(&set->index, hash);
}
