// SPDX-License-Identifier: GPL-3.0-or-later
// Whole tables and the values of one key are counted by LMDB.  The matches of a
// longer prefix are counted page by page while they are few.  If they are many,
// the range of the first id that is not bound is cut into strata of equal
// width, and the density that is found behind a point in each of them is taken
// for that of the stratum.  Where one id has more entries than a page it is
// counted in the same way and stands for the gap before it.

#include "graph/store/quad_count.h"

#include "graph/store/lmdb_support.h"
#include "graph/store/quad_scan.h"
#include "graph/store/quad_tuple.h"

#include <assert.h>
#include <string.h>

enum { MOST_PAGES = 64, FEWER_PAGES = 8, STRATA = 16 };

// The first id that is not bound, of an entry.
static uint32_t
free_id(const GestaIndexScan *scan, const unsigned char *entry)
{
  return gesta_get_id(entry + scan->prefix_size);
}

// The greatest free id of the pattern that is smaller than `limit`, or 0.  The
// walk must search before it is read again.
static GestaStatus
find_id_below(const GestaIndexScan *scan, uint64_t limit, uint32_t *id)
{
  unsigned char bytes[GESTA_INDEX_SIZE];
  memset(bytes, limit > UINT32_MAX ? 0xff : 0, sizeof bytes);
  memcpy(bytes, scan->prefix, scan->prefix_size);
  if (limit <= UINT32_MAX) {
    gesta_put_id(bytes + scan->prefix_size, (uint32_t)limit);
  }
  MDB_val key = gesta_lmdb_bytes(scan->key, GESTA_ID_SIZE);
  MDB_val value = gesta_lmdb_bytes(bytes, scan->value_size);
  int code = mdb_cursor_get(scan->cursor, &key, &value, MDB_GET_BOTH_RANGE);
  if (code == MDB_SUCCESS) {
    code = mdb_cursor_get(scan->cursor, &key, &value, MDB_PREV_DUP);
  } else if (code == MDB_NOTFOUND) {
    code = mdb_cursor_get(scan->cursor, &key, &value, MDB_SET);
    if (code == MDB_SUCCESS) {
      code = mdb_cursor_get(scan->cursor, &key, &value, MDB_LAST_DUP);
    }
  }
  if (code && code != MDB_NOTFOUND) {
    return gesta_lmdb_status(code);
  }
  const bool found = code == MDB_SUCCESS && value.mv_size == scan->value_size
                     && memcmp(value.mv_data, scan->prefix, scan->prefix_size)
                          == 0;
  *id = found ? free_id(scan, value.mv_data) : 0;
  return GESTA_OK;
}

typedef struct Count {
  const GestaQuadTables *tables;
  MDB_txn *txn;
  GestaIndexFamily family;
  GestaPackedQuad pattern;
  size_t most_pages; // to be counted one by one
} Count;

static GestaStatus
count_matches(const Count *how, uint64_t *count, bool *exact);

// Count the entries of an id that fills pages, the one at which the walk
// stands.
static GestaStatus
count_id(const Count *how, const GestaIndexScan *scan, uint64_t *count)
{
  const size_t place = 1 + scan->prefix_size / GESTA_ID_SIZE;
  Count narrower = *how;
  narrower.pattern.id[gesta_part_at[scan->family][scan->order][place]] =
    free_id(scan, scan->entry);
  narrower.most_pages = FEWER_PAGES;
  bool exact = false;
  return count_matches(&narrower, count, &exact);
}

typedef struct Stratum {
  uint32_t start;
  uint32_t width;
  uint32_t large; // the id with more than a page that was counted last
} Stratum;

// Estimate the entries whose first free id lies in a stratum.
static GestaStatus
measure(const Count *how, GestaIndexScan *scan, Stratum *stratum,
        double *entries)
{
  *entries = 0;
  GestaStatus status = gesta_index_scan_skip(scan, stratum->start);
  if (status || scan->entry == scan->stop) {
    return status;
  }
  const uint32_t here = free_id(scan, scan->entry);
  const uint32_t last = free_id(scan, scan->stop - scan->value_size);
  const bool is_last_page = scan->stop < scan->end;
  if (is_last_page || last > here) {
    // The entries of `last` may go on behind the page.
    uint64_t limit = last;
    if (is_last_page || last - stratum->start >= stratum->width) {
      limit = (uint64_t)stratum->start + stratum->width;
    }
    size_t found = 0;
    for (const unsigned char *entry = scan->entry;
         entry < scan->stop && free_id(scan, entry) < limit;
         entry += scan->value_size) {
      ++found;
    }
    *entries = (double)found * stratum->width
               / (double)(limit - stratum->start);
    return GESTA_OK;
  }
  if (here == stratum->large) {
    return GESTA_OK; // it was wider than a stratum and is counted
  }
  stratum->large = here;
  uint64_t count = 0;
  status = count_id(how, scan, &count);
  uint32_t before = 0;
  if (status == GESTA_OK) {
    status = find_id_below(scan, here, &before);
  }
  const double gap = here - before;
  *entries = (double)count * (gap < stratum->width ? stratum->width / gap : 1);
  return status;
}

// needs  the walk to be one over more entries than could be counted
static GestaStatus
estimate(const Count *how, GestaIndexScan *scan, uint64_t *count)
{
  GestaStatus status = gesta_index_scan_skip(scan, 0);
  if (status || scan->entry == scan->stop) {
    return status ? status : GESTA_ERR_CORRUPT;
  }
  const uint32_t low = free_id(scan, scan->entry);
  uint32_t high = low;
  status = find_id_below(scan, (uint64_t)UINT32_MAX + 1, &high);
  if (status == GESTA_OK && high < low) {
    status = GESTA_ERR_CORRUPT;
  }
  if (status) {
    return status;
  }
  const uint64_t range = (uint64_t)high - low + 1;
  double sum = 0;
  Stratum stratum = {0};
  for (uint64_t i = 0; status == GESTA_OK && i < STRATA; ++i) {
    const uint64_t start = low + range * i / STRATA;
    const uint64_t end = low + range * (i + 1) / STRATA;
    stratum.start = (uint32_t)start; // both are ids
    stratum.width = (uint32_t)(end - start);
    double entries = 0;
    if (stratum.width > 0) {
      status = measure(how, scan, &stratum, &entries);
    }
    sum += entries;
  }
  if (status == GESTA_OK) {
    *count = (uint64_t)sum;
  }
  return status;
}

static GestaStatus
count_table(const Count *how, MDB_dbi table, uint64_t *count)
{
  MDB_stat facts;
  const GestaStatus status = gesta_lmdb_status(
    mdb_stat(how->txn, table, &facts));
  if (status == GESTA_OK) {
    *count = facts.ms_entries;
  }
  return status;
}

// Count the values of the key on which the walk stands.
static GestaStatus
count_key(const GestaIndexScan *scan, uint64_t *count)
{
  size_t found = 0;
  if (scan->entry < scan->stop) {
    const GestaStatus status = gesta_lmdb_status(
      mdb_cursor_count(scan->cursor, &found));
    if (status) {
      return status;
    }
  }
  *count = found;
  return GESTA_OK;
}

static GestaStatus
count_matches(const Count *how, uint64_t *count, bool *exact)
{
  GestaIndexScan scan;
  GestaStatus status = gesta_index_scan_open(how->tables, how->txn, how->family,
                                             &how->pattern, &scan);
  if (status) {
    return status;
  }
  bool over = false;
  if (!scan.has_key) {
    status = count_table(how, how->tables->table[how->family][scan.order],
                         count);
    goto done;
  }
  status = gesta_index_scan_seek(&scan, &how->pattern);
  if (status) {
    goto done;
  }
  if (scan.prefix_size == 0) {
    status = count_key(&scan, count);
    goto done;
  }
  uint64_t least = 0;
  status = gesta_index_scan_count(&scan, how->most_pages, &least, &over);
  if (status == GESTA_OK && over) {
    status = estimate(how, &scan, count);
  }
  if (status == GESTA_OK && (!over || *count < least)) {
    *count = least;
  }

done:
  gesta_index_scan_end(&scan);
  if (status == GESTA_OK) {
    *exact = !over;
  }
  return status;
}

GestaStatus
gesta_quad_count(const GestaQuadTables *tables, MDB_txn *txn,
                 GestaIndexFamily family, const GestaPackedQuad *pattern,
                 uint64_t *count, bool *exact)
{
  assert(tables && txn && pattern && count && exact);

  const Count how = {tables, txn, family, *pattern, MOST_PAGES};
  return count_matches(&how, count, exact);
}
