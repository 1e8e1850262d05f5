// SPDX-License-Identifier: GPL-3.0-or-later
// A walk reads whole pages: LMDB is asked once for some hundred values.
//
// 1. page <= entry <= stop <= end, or all are NULL.
// 2. The values from page to end are one page, sorted, on which LMDB's cursor
//    stands, so that MDB_NEXT_MULTIPLE gives the page after it; their first id
//    is `key`.
// 3. Of the values from entry on, those before stop match and no other does.
//    If stop < end, the walk ends there.

#include "graph/store/quad_scan.h"

#include "graph/store/lmdb_support.h"
#include "graph/store/quad_tuple.h"

#include <assert.h>
#include <string.h>

// The order in which the bound ids come first (invariant 2 of quad_index.c).
static GestaIndexOrder
choose_order(const GestaPackedQuad *pattern)
{
  const bool subject = pattern->id[0] != 0;
  const bool predicate = pattern->id[1] != 0;
  const bool object = pattern->id[2] != 0;
  if (subject) {
    return object && !predicate ? GESTA_ORDER_OSP : GESTA_ORDER_SPO;
  }
  if (predicate) {
    return GESTA_ORDER_POS;
  }
  return object ? GESTA_ORDER_OSP : GESTA_ORDER_SPO;
}

// Compare the first ids of two values.
static int
compare(const unsigned char *a, const unsigned char *b, size_t size)
{
  for (size_t i = 0; i < size; i += GESTA_ID_SIZE) {
    const uint32_t left = gesta_get_id(a + i);
    const uint32_t right = gesta_get_id(b + i);
    if (left != right) {
      return left < right ? -1 : 1;
    }
  }
  return 0;
}

// The first value from `from` on whose prefix is not smaller (above: greater)
// than that of the walk.  What is near is found soonest.
static const unsigned char *
find_bound(const GestaIndexScan *scan, const unsigned char *from, bool above)
{
  const size_t size = scan->value_size;
  const int least = above ? 1 : 0;
  const size_t count = (size_t)(scan->end - from) / size;
  size_t low = 0; // every value before it is too small
  size_t high = 1;
  while (high <= count
         && compare(from + (high - 1) * size, scan->prefix, scan->prefix_size)
              < least) {
    low = high;
    high *= 2;
  }
  high = high <= count ? high - 1 : count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (compare(from + middle * size, scan->prefix, scan->prefix_size)
        < least) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return from + low * size;
}

// Find out how many of the values from `entry` on match (invariant 3).
static void
find_stop(GestaIndexScan *scan)
{
  const unsigned char *const last = scan->end - scan->value_size;
  if (compare(last, scan->prefix, scan->prefix_size) == 0
      && scan->entry <= last) {
    scan->stop = scan->end;
  } else {
    scan->stop = find_bound(scan, scan->entry, true);
  }
}

// Stand nowhere.
static void
leave(GestaIndexScan *scan)
{
  scan->page = NULL;
  scan->entry = NULL;
  scan->stop = NULL;
  scan->end = NULL;
  scan->is_over = true;
}

// Take the values at hand: the page on which the cursor stands.
static GestaStatus
take_page(GestaIndexScan *scan, MDB_val key, MDB_val first)
{
  if (key.mv_size != GESTA_ID_SIZE || first.mv_size != scan->value_size) {
    return GESTA_ERR_CORRUPT;
  }
  memcpy(scan->key, key.mv_data, GESTA_ID_SIZE);

  // For a key with one value LMDB leaves `page` as it is, or gives the page of
  // the key before.
  MDB_val page = first;
  const GestaStatus status = gesta_lmdb_status(
    mdb_cursor_get(scan->cursor, &key, &page, MDB_GET_MULTIPLE));
  if (status) {
    return status;
  }
  scan->page = page.mv_data;
  scan->entry = first.mv_data;
  scan->end = scan->page + page.mv_size;
  if (scan->entry < scan->page || scan->entry >= scan->end) {
    scan->page = scan->entry;
    scan->end = scan->entry + first.mv_size;
  }
  scan->is_over = false;
  find_stop(scan);
  return GESTA_OK;
}

// Take the next page of the key at hand.
//
// returns  GESTA_OK, or GESTA_END if there is none
static GestaStatus
take_next_page(GestaIndexScan *scan)
{
  MDB_val key = {0};
  MDB_val value = {0};
  const int code = mdb_cursor_get(scan->cursor, &key, &value,
                                  MDB_NEXT_MULTIPLE);
  if (code) {
    return code == MDB_NOTFOUND ? GESTA_END : gesta_lmdb_status(code);
  }
  scan->page = value.mv_data;
  scan->entry = scan->page;
  scan->end = scan->page + value.mv_size;
  return GESTA_OK;
}

GestaStatus
gesta_index_scan_open(const GestaQuadTables *tables, MDB_txn *txn,
                      GestaIndexFamily family, const GestaPackedQuad *pattern,
                      GestaIndexScan *scan)
{
  assert(tables && txn && pattern && scan);
  assert(family != GESTA_FAMILY_GRAPH || pattern->id[3] != 0);

  GestaIndexScan opened = {
    .family = family,
    .order = choose_order(pattern),
    .value_size = (gesta_tuple_ids(family) - 1) * GESTA_ID_SIZE,
    .is_over = true,
  };
  const unsigned char *part = gesta_part_at[family][opened.order];
  size_t bound = 0;
  while (bound < gesta_tuple_ids(family) && pattern->id[part[bound]] != 0) {
    ++bound;
  }
  if (bound > 0) {
    opened.has_key = true;
    opened.prefix_size = (bound - 1) * GESTA_ID_SIZE;
  }
  const GestaStatus status = gesta_lmdb_status(
    mdb_cursor_open(txn, tables->table[family][opened.order], &opened.cursor));
  if (status == GESTA_OK) {
    *scan = opened;
  }
  return status;
}

void
gesta_index_scan_seek_nothing(GestaIndexScan *scan)
{
  scan->entry = scan->end;
  scan->stop = scan->end;
  scan->is_over = true;
}

// Look for the prefix among the values at hand, or those of the next page if
// the last seek stayed near too.
//
// returns  GESTA_OK, or GESTA_NOT_FOUND if LMDB must search
static GestaStatus
seek_near(GestaIndexScan *scan)
{
  const size_t size = scan->prefix_size;
  if (compare(scan->page, scan->prefix, size) >= 0) {
    return GESTA_NOT_FOUND; // what we look for may begin before this page
  }
  if (compare(scan->end - scan->value_size, scan->prefix, size) < 0) {
    if (!scan->is_local) {
      return GESTA_NOT_FOUND;
    }
    const GestaStatus status = take_next_page(scan);
    if (status == GESTA_END) {
      gesta_index_scan_seek_nothing(scan);
      return GESTA_OK;
    }
    if (status) {
      return status;
    }
    if (compare(scan->end - scan->value_size, scan->prefix, size) < 0) {
      scan->is_local = false;
      return GESTA_NOT_FOUND;
    }
  }
  // Most seeks go forward.
  const bool forward = scan->entry < scan->end
                       && compare(scan->entry, scan->prefix, size) < 0;
  scan->entry = find_bound(scan, forward ? scan->entry : scan->page, false);
  scan->is_over = false;
  scan->is_local = true;
  find_stop(scan);
  return GESTA_OK;
}

// Let LMDB search.
static GestaStatus
search(GestaIndexScan *scan, const unsigned char *first,
       const unsigned char *rest, MDB_cursor_op operation)
{
  MDB_val key = gesta_lmdb_bytes(first, GESTA_ID_SIZE);
  MDB_val value = gesta_lmdb_bytes(rest, scan->value_size);
  const GestaStatus status = gesta_lmdb_status(
    mdb_cursor_get(scan->cursor, &key, &value, operation));
  if (status == GESTA_OK) {
    return take_page(scan, key, value);
  }
  leave(scan);
  return status == GESTA_NOT_FOUND ? GESTA_OK : status;
}

GestaStatus
gesta_index_scan_seek(GestaIndexScan *scan, const GestaPackedQuad *pattern)
{
  unsigned char tuple[GESTA_INDEX_SIZE] = {0};
  gesta_tuple_encode(scan->family, scan->order, pattern, tuple);
  memcpy(scan->prefix, tuple + GESTA_ID_SIZE, scan->prefix_size);

  MDB_cursor_op operation = MDB_FIRST;
  if (scan->prefix_size > 0) {
    const bool same_key = scan->page
                          && compare(scan->key, tuple, GESTA_ID_SIZE) == 0;
    if (same_key) {
      const GestaStatus status = seek_near(scan);
      if (status != GESTA_NOT_FOUND) {
        return status;
      }
    }
    scan->is_local = false;
    operation = MDB_GET_BOTH_RANGE;
  } else if (scan->has_key) {
    operation = MDB_SET;
  }
  memcpy(scan->key, tuple, GESTA_ID_SIZE);
  return search(scan, tuple, scan->prefix, operation);
}

GestaStatus
gesta_index_scan_skip(GestaIndexScan *scan, uint32_t least)
{
  assert(scan->has_key && scan->prefix_size < scan->value_size);

  unsigned char key[GESTA_ID_SIZE];
  unsigned char value[GESTA_INDEX_SIZE] = {0};
  memcpy(key, scan->key, GESTA_ID_SIZE);
  memcpy(value, scan->prefix, scan->prefix_size);
  gesta_put_id(value + scan->prefix_size, least);
  return search(scan, key, value, MDB_GET_BOTH_RANGE);
}

// Move to the next page of this key, or to the next key.
static GestaStatus
find_next(GestaIndexScan *scan)
{
  if (scan->is_over || scan->stop < scan->end) {
    return GESTA_END;
  }
  GestaStatus status = take_next_page(scan);
  if (status == GESTA_OK) {
    find_stop(scan);
    return scan->entry == scan->stop ? GESTA_END : GESTA_OK;
  }
  if (status == GESTA_END && !scan->has_key) {
    MDB_val key = {0};
    MDB_val value = {0};
    const int code = mdb_cursor_get(scan->cursor, &key, &value, MDB_NEXT_NODUP);
    if (code == MDB_SUCCESS) {
      return take_page(scan, key, value);
    }
    status = code == MDB_NOTFOUND ? GESTA_END : gesta_lmdb_status(code);
  }
  scan->is_over = true;
  return status;
}

// Decode values whose ids go to the given fields of a quad.
static inline void
decode(const GestaIndexScan *scan, size_t count, const unsigned char part[4],
       GestaQuadIds *quads)
{
  const size_t ids = scan->value_size / GESTA_ID_SIZE;
  const GestaTermId first = gesta_get_id(scan->key);
  const unsigned char *entry = scan->entry;
  for (size_t i = 0; i < count; ++i) {
    GestaTermId id[4] = {0};
    id[part[0]] = first;
    id[part[1]] = gesta_get_id(entry);
    id[part[2]] = gesta_get_id(entry + GESTA_ID_SIZE);
    if (ids == 3) {
      id[part[3]] = gesta_get_id(entry + 2 * (size_t)GESTA_ID_SIZE);
    }
    quads[i] = (GestaQuadIds){id[0], id[1], id[2], id[3]};
    entry += scan->value_size;
  }
}

GestaStatus
gesta_index_scan_read(GestaIndexScan *scan, GestaQuadIds *quads, size_t room,
                      size_t *count)
{
  size_t done = 0;
  while (done < room) {
    if (scan->entry == scan->stop) {
      const GestaStatus status = find_next(scan);
      if (status == GESTA_END) {
        break;
      }
      if (status) {
        return status;
      }
    }
    size_t here = (size_t)(scan->stop - scan->entry) / scan->value_size;
    if (here > room - done) {
      here = room - done;
    }
    decode(scan, here, gesta_part_at[scan->family][scan->order], quads + done);
    scan->entry += here * scan->value_size;
    done += here;
  }
  if (done == 0) {
    return GESTA_END;
  }
  *count = done;
  return GESTA_OK;
}

GestaStatus
gesta_index_scan_count(GestaIndexScan *scan, size_t most, uint64_t *count,
                       bool *over)
{
  uint64_t found = 0;
  GestaStatus status = GESTA_OK;
  for (size_t pages = 0; pages < most && status == GESTA_OK; ++pages) {
    found += (uint64_t)(scan->stop - scan->entry) / scan->value_size;
    scan->entry = scan->stop;
    status = find_next(scan);
  }
  if (status > GESTA_END) {
    return status;
  }
  *count = found;
  *over = status == GESTA_OK;
  return GESTA_OK;
}

void
gesta_index_scan_end(GestaIndexScan *scan)
{
  if (scan->cursor) {
    mdb_cursor_close(scan->cursor);
    scan->cursor = NULL;
  }
}
