// SPDX-License-Identifier: GPL-3.0-or-later
// One LMDB table:
//
//   ids_by_value   class, 1 byte -> key, 8 bytes, and id, 4 bytes; sorted
//
// Both numbers have the greatest byte first.  The values of a class are packed
// without overhead (MDB_DUPFIXED).
//
// 1. Every id whose term has a key is there once, and nothing else is.

#include "graph/store/value_index.h"

#include "graph/store/lmdb_support.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_SIZE = 8, ID_SIZE = 4, MOST_PAGES = 4096 };

static void
encode(const GestaValueEntry *entry, unsigned char value[GESTA_VALUE_SIZE])
{
  for (size_t i = 0; i < KEY_SIZE; ++i) {
    value[i] = (unsigned char)(entry->key.place >> (8 * (KEY_SIZE - 1 - i)));
  }
  for (size_t i = 0; i < ID_SIZE; ++i) {
    value[KEY_SIZE + i] = (unsigned char)(entry->id >> (8 * (ID_SIZE - 1 - i)));
  }
}

static uint64_t
place_of(const unsigned char *value)
{
  uint64_t place = 0;
  for (size_t i = 0; i < KEY_SIZE; ++i) {
    place = place << 8 | value[i];
  }
  return place;
}

static uint32_t
id_of(const unsigned char *value)
{
  const unsigned char *const id = value + KEY_SIZE;
  return (uint32_t)id[0] << 24 | (uint32_t)id[1] << 16 | (uint32_t)id[2] << 8
         | id[3];
}

GestaStatus
gesta_value_index_open(MDB_txn *txn, MDB_dbi *table)
{
  return gesta_lmdb_open(txn, "ids_by_value", MDB_DUPSORT | MDB_DUPFIXED,
                         table);
}

static int
compare(const void *left, const void *right)
{
  const GestaValueEntry *a = left;
  const GestaValueEntry *b = right;
  if (a->key.class != b->key.class) {
    return a->key.class < b->key.class ? -1 : 1;
  }
  if (a->key.place != b->key.place) {
    return a->key.place < b->key.place ? -1 : 1;
  }
  return (a->id > b->id) - (a->id < b->id);
}

// The greatest value of a class, or zeros.
static GestaStatus
find_last(MDB_cursor *cursor, unsigned char class,
          unsigned char last[GESTA_VALUE_SIZE])
{
  MDB_val key = gesta_lmdb_bytes(&class, 1);
  MDB_val value;
  memset(last, 0, GESTA_VALUE_SIZE);
  int code = mdb_cursor_get(cursor, &key, &value, MDB_SET);
  if (code == MDB_SUCCESS) {
    code = mdb_cursor_get(cursor, &key, &value, MDB_LAST_DUP);
  }
  if (code == MDB_SUCCESS && value.mv_size == GESTA_VALUE_SIZE) {
    memcpy(last, value.mv_data, GESTA_VALUE_SIZE);
  }
  return code == MDB_NOTFOUND ? GESTA_OK : gesta_lmdb_status(code);
}

GestaStatus
gesta_value_index_add_many(MDB_dbi table, MDB_txn *txn,
                           GestaValueEntry *entries, size_t count)
{
  assert(txn && (entries || count == 0));

  if (count == 0) {
    return GESTA_OK;
  }
  qsort(entries, count, sizeof *entries, compare);
  MDB_cursor *cursor = NULL;
  GestaStatus status = gesta_lmdb_status(mdb_cursor_open(txn, table, &cursor));
  if (status) {
    return status;
  }
  unsigned char class = 0;
  unsigned char last[GESTA_VALUE_SIZE] = {0};
  for (size_t i = 0; status == GESTA_OK && i < count; ++i) {
    unsigned char bytes[GESTA_VALUE_SIZE];
    encode(&entries[i], bytes);
    if (class != (unsigned char)entries[i].key.class) {
      class = (unsigned char)entries[i].key.class;
      status = find_last(cursor, class, last);
    }
    MDB_val key = gesta_lmdb_bytes(&class, 1);
    MDB_val value = gesta_lmdb_bytes(bytes, sizeof bytes);
    const bool append = memcmp(bytes, last, sizeof bytes) > 0;
    if (status == GESTA_OK) {
      status = gesta_lmdb_status(
        mdb_cursor_put(cursor, &key, &value, append ? MDB_APPENDDUP : 0));
    }
  }
  mdb_cursor_close(cursor);
  return status;
}

GestaStatus
gesta_value_index_find(MDB_dbi table, MDB_txn *txn,
                       const GestaValueEntry *entry)
{
  assert(txn && entry);

  const unsigned char class = (unsigned char)entry->key.class;
  unsigned char bytes[GESTA_VALUE_SIZE];
  encode(entry, bytes);
  MDB_val key = gesta_lmdb_bytes(&class, 1);
  MDB_val value = gesta_lmdb_bytes(bytes, sizeof bytes);
  MDB_cursor *cursor = NULL;
  GestaStatus status = gesta_lmdb_status(mdb_cursor_open(txn, table, &cursor));
  if (status == GESTA_OK) {
    status = gesta_lmdb_status(
      mdb_cursor_get(cursor, &key, &value, MDB_GET_BOTH));
    mdb_cursor_close(cursor);
  }
  return status;
}

// Stand on the first entry whose key is `low` or more.
static GestaStatus
search(GestaValueRange *range, uint64_t low)
{
  const GestaValueEntry least = {.key.place = low};
  unsigned char bytes[GESTA_VALUE_SIZE];
  encode(&least, bytes);
  MDB_val key = gesta_lmdb_bytes(&range->class, 1);
  MDB_val value = gesta_lmdb_bytes(bytes, sizeof bytes);
  range->is_over = true;
  range->entry = range->end = range->page = NULL;
  GestaStatus status = gesta_lmdb_status(
    mdb_cursor_get(range->cursor, &key, &value, MDB_GET_BOTH_RANGE));
  if (status) {
    return status == GESTA_NOT_FOUND ? GESTA_OK : status;
  }
  if (value.mv_size != GESTA_VALUE_SIZE) {
    return GESTA_ERR_CORRUPT;
  }
  // A class with one value has no page of its own.
  MDB_val page = value;
  status = gesta_lmdb_status(
    mdb_cursor_get(range->cursor, &key, &page, MDB_GET_MULTIPLE));
  if (status) {
    return status;
  }
  range->page = page.mv_data;
  range->entry = value.mv_data;
  range->end = range->page + page.mv_size;
  if (range->entry < range->page || range->entry >= range->end) {
    range->page = range->entry;
    range->end = range->entry + GESTA_VALUE_SIZE;
  }
  range->is_over = false;
  return GESTA_OK;
}

GestaStatus
gesta_value_range_begin(MDB_dbi table, MDB_txn *txn, GestaKeyClass class,
                        uint64_t low, uint64_t high, GestaValueRange *range)
{
  assert(txn && range);

  GestaValueRange begun = {.class = (unsigned char)class, .high = high};
  GestaStatus status = gesta_lmdb_status(
    mdb_cursor_open(txn, table, &begun.cursor));
  if (status) {
    return status;
  }
  status = search(&begun, low);
  if (status) {
    mdb_cursor_close(begun.cursor);
    return status;
  }
  *range = begun;
  return GESTA_OK;
}

static GestaStatus
take_next_page(GestaValueRange *range)
{
  if (range->is_over) {
    return GESTA_END;
  }
  MDB_val key = {0};
  MDB_val value = {0};
  const int code = mdb_cursor_get(range->cursor, &key, &value,
                                  MDB_NEXT_MULTIPLE);
  if (code) {
    range->is_over = true;
    return code == MDB_NOTFOUND ? GESTA_END : gesta_lmdb_status(code);
  }
  range->page = value.mv_data;
  range->entry = range->page;
  range->end = range->page + value.mv_size;
  return GESTA_OK;
}

GestaStatus
gesta_value_range_read(GestaValueRange *range, GestaValueEntry *entries,
                       size_t room, size_t *count)
{
  size_t done = 0;
  while (done < room) {
    if (range->entry == range->end) {
      const GestaStatus status = take_next_page(range);
      if (status == GESTA_END) {
        break;
      }
      if (status) {
        return status;
      }
    }
    const uint64_t place = place_of(range->entry);
    if (place > range->high) {
      range->entry = range->end;
      range->is_over = true;
      break;
    }
    entries[done++] = (GestaValueEntry){{(GestaKeyClass)range->class, place},
                                        id_of(range->entry)};
    range->entry += GESTA_VALUE_SIZE;
  }
  if (done == 0) {
    return GESTA_END;
  }
  *count = done;
  return GESTA_OK;
}

void
gesta_value_range_end(GestaValueRange *range)
{
  if (range->cursor) {
    mdb_cursor_close(range->cursor);
    range->cursor = NULL;
  }
}

// Count the entries of the page at hand whose keys are smaller than `limit`.
static size_t
count_here(const GestaValueRange *range, uint64_t limit)
{
  const size_t count = (size_t)(range->end - range->entry) / GESTA_VALUE_SIZE;
  size_t low = 0;
  size_t high = count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (place_of(range->entry + middle * GESTA_VALUE_SIZE) < limit) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

// Count all entries of the class at which the range stands.
static GestaStatus
count_class(const GestaValueRange *range, uint64_t *count)
{
  MDB_val key = gesta_lmdb_bytes(&range->class, 1);
  MDB_val value;
  size_t found = 0;
  GestaStatus status = gesta_lmdb_status(
    mdb_cursor_get(range->cursor, &key, &value, MDB_SET));
  if (status == GESTA_OK) {
    status = gesta_lmdb_status(mdb_cursor_count(range->cursor, &found));
  }
  if (status == GESTA_OK) {
    *count = found;
  }
  return status;
}

GestaStatus
gesta_value_index_count(MDB_dbi table, MDB_txn *txn, GestaKeyClass class,
                        uint64_t low, uint64_t high, uint64_t *count,
                        bool *exact)
{
  assert(count && exact);

  GestaValueRange range;
  GestaStatus status = gesta_value_range_begin(table, txn, class, low, high,
                                               &range);
  if (status) {
    return status;
  }
  uint64_t found = 0;
  bool over = true;
  for (size_t pages = 0; over && pages < MOST_PAGES; ++pages) {
    const size_t all = (size_t)(range.end - range.entry) / GESTA_VALUE_SIZE;
    const size_t here = high == UINT64_MAX ? all : count_here(&range, high + 1);
    found += here;
    range.entry = range.end;
    status = here < all ? GESTA_END : take_next_page(&range);
    over = status == GESTA_OK;
  }
  if (status == GESTA_END) {
    status = GESTA_OK;
  }
  uint64_t most = found;
  if (status == GESTA_OK && over) {
    status = count_class(&range, &most);
  }
  gesta_value_range_end(&range);
  if (status == GESTA_OK) {
    *count = most > found ? found + (most - found) / 2 : found;
    *exact = !over;
  }
  return status;
}
