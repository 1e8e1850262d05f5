// SPDX-License-Identifier: GPL-3.0-or-later
// Nine LMDB tables, each a sorted set of tuples:
//
//   default graph   default_spo  default_pos  default_osp     three ids
//   named graphs    spog         posg         ospg            four ids
//   by graph        gspo         gpos         gosp            four ids
//
// The first id of a tuple is the LMDB key, the others are one of its sorted
// duplicates, which LMDB packs into pages without overhead (MDB_DUPFIXED).  Ids
// take four bytes, the greatest first, so that bytes compare like numbers.
//
// 1. A quad of the default graph is in the three tables of its family and in no
//    other; any other quad is in the six others.
// 2. Every pattern is a prefix of one table of the family that serves it.
// 3. No id on disk is 0: a graph id of 0 means the default graph.

#include "graph/store/quad_index.h"

#include "graph/store/lmdb_support.h"

#include <assert.h>
#include <string.h>

enum { TABLE = MDB_DUPSORT | MDB_DUPFIXED, RADIX = 256 };

static const char *const table_name[GESTA_FAMILY_COUNT][GESTA_ORDER_COUNT] = {
  {"default_spo", "default_pos", "default_osp"},
  {"spog", "posg", "ospg"},
  {"gspo", "gpos", "gosp"},
};

// Which part of a quad (0 subject, 1 predicate, 2 object, 3 graph) is at each
// place of a tuple.
static const unsigned char part_at[GESTA_FAMILY_COUNT][GESTA_ORDER_COUNT][4] = {
  {{0, 1, 2, 3}, {1, 2, 0, 3}, {2, 0, 1, 3}},
  {{0, 1, 2, 3}, {1, 2, 0, 3}, {2, 0, 1, 3}},
  {{3, 0, 1, 2}, {3, 1, 2, 0}, {3, 2, 0, 1}},
};

static size_t
count_ids(GestaIndexFamily family)
{
  return family == GESTA_FAMILY_DEFAULT ? 3 : 4;
}

static void
put_id(unsigned char *bytes, uint32_t id)
{
  for (size_t i = 0; i < GESTA_ID_SIZE; ++i) {
    bytes[i] = (unsigned char)(id >> (8 * (GESTA_ID_SIZE - 1 - i)));
  }
}

static uint32_t
get_id(const unsigned char *bytes)
{
  return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16
         | (uint32_t)bytes[2] << 8 | bytes[3];
}

static void
encode(GestaIndexFamily family, GestaIndexOrder order,
       const GestaPackedQuad *quad, unsigned char tuple[GESTA_INDEX_SIZE])
{
  const unsigned char *part = part_at[family][order];
  for (size_t i = 0; i < count_ids(family); ++i) {
    put_id(tuple + i * GESTA_ID_SIZE, quad->id[part[i]]);
  }
}

static MDB_val
key_of(const unsigned char *tuple)
{
  return gesta_lmdb_bytes(tuple, GESTA_ID_SIZE);
}

static MDB_val
value_of(GestaIndexFamily family, const unsigned char *tuple)
{
  return gesta_lmdb_bytes(tuple + GESTA_ID_SIZE,
                          (count_ids(family) - 1) * GESTA_ID_SIZE);
}

GestaStatus
gesta_quad_tables_open(MDB_txn *txn, GestaQuadTables *tables)
{
  assert(txn && tables);

  for (size_t family = 0; family < GESTA_FAMILY_COUNT; ++family) {
    for (size_t order = 0; order < GESTA_ORDER_COUNT; ++order) {
      const GestaStatus status = gesta_lmdb_open(
        txn, table_name[family][order], TABLE, &tables->table[family][order]);
      if (status) {
        return status;
      }
    }
  }
  return GESTA_OK;
}

// The greatest first id of a table, 0 if it is empty.
static GestaStatus
find_last_key(MDB_cursor *cursor, uint32_t *last)
{
  MDB_val key;
  MDB_val value;
  const GestaStatus status = gesta_lmdb_status(
    mdb_cursor_get(cursor, &key, &value, MDB_LAST));
  if (status == GESTA_NOT_FOUND) {
    *last = 0;
    return GESTA_OK;
  }
  if (status == GESTA_OK) {
    *last = get_id(key.mv_data);
  }
  return status;
}

GestaStatus
gesta_quad_index_add(const GestaQuadTables *tables, MDB_txn *txn,
                     GestaIndexFamily family, GestaIndexOrder order,
                     const GestaPackedQuad *quad, bool *added)
{
  unsigned char tuple[GESTA_INDEX_SIZE];
  encode(family, order, quad, tuple);
  MDB_val key = key_of(tuple);
  MDB_val value = value_of(family, tuple);
  const int code = mdb_put(txn, tables->table[family][order], &key, &value,
                           MDB_NODUPDATA);
  if (code == MDB_KEYEXIST) {
    *added = false;
    return GESTA_OK;
  }
  const GestaStatus status = gesta_lmdb_status(code);
  if (status == GESTA_OK) {
    *added = true;
  }
  return status;
}

// One pass of a radix sort: by byte number `byte` of part `part`.
static bool
sort_by_byte(const GestaPackedQuad *from, GestaPackedQuad *to, size_t count,
             size_t part, size_t byte)
{
  size_t place[RADIX] = {0};
  const unsigned shift = (unsigned)(8 * byte);
  for (size_t i = 0; i < count; ++i) {
    ++place[(from[i].id[part] >> shift) & (RADIX - 1)];
  }
  size_t sum = 0;
  for (size_t i = 0; i < RADIX; ++i) {
    const size_t here = place[i];
    if (here == count) {
      return false; // all alike
    }
    place[i] = sum;
    sum += here;
  }
  for (size_t i = 0; i < count; ++i) {
    to[place[(from[i].id[part] >> shift) & (RADIX - 1)]++] = from[i];
  }
  return true;
}

static void
sort(GestaIndexFamily family, GestaIndexOrder order, GestaPackedQuad *quads,
     GestaPackedQuad *spare, size_t count)
{
  GestaPackedQuad *from = quads;
  GestaPackedQuad *to = spare;
  for (size_t place = count_ids(family); place-- > 0;) {
    for (size_t byte = 0; byte < GESTA_ID_SIZE; ++byte) {
      if (sort_by_byte(from, to, count, part_at[family][order][place], byte)) {
        GestaPackedQuad *const sorted = to;
        to = from;
        from = sorted;
      }
    }
  }
  if (from != quads) {
    memcpy(quads, from, count * sizeof *quads);
  }
}

GestaStatus
gesta_quad_index_add_many(const GestaQuadTables *tables, MDB_txn *txn,
                          GestaIndexFamily family, GestaIndexOrder order,
                          GestaPackedQuad *quads, GestaPackedQuad *spare,
                          size_t count)
{
  sort(family, order, quads, spare, count);

  MDB_cursor *cursor = NULL;
  GestaStatus status = gesta_lmdb_status(
    mdb_cursor_open(txn, tables->table[family][order], &cursor));
  if (status) {
    return status;
  }
  uint32_t last = 0;
  status = find_last_key(cursor, &last);
  if (status) {
    goto done;
  }

  // What comes after everything in the table is appended, which leaves full
  // pages behind; a key that we appended takes its values in ascending order.
  uint32_t appended = 0;
  for (size_t i = 0; i < count; ++i) {
    unsigned char tuple[GESTA_INDEX_SIZE];
    encode(family, order, &quads[i], tuple);
    MDB_val key = key_of(tuple);
    MDB_val value = value_of(family, tuple);
    const uint32_t first = get_id(tuple);
    unsigned flags = 0;
    if (first > last) {
      flags = MDB_APPEND;
      last = first;
      appended = first;
    } else if (first == appended) {
      flags = MDB_APPENDDUP;
    }
    status = gesta_lmdb_status(mdb_cursor_put(cursor, &key, &value, flags));
    if (status) {
      break;
    }
  }

done:
  mdb_cursor_close(cursor);
  return status;
}

GestaStatus
gesta_quad_index_remove(const GestaQuadTables *tables, MDB_txn *txn,
                        GestaIndexFamily family, GestaIndexOrder order,
                        const GestaPackedQuad *quad)
{
  unsigned char tuple[GESTA_INDEX_SIZE];
  encode(family, order, quad, tuple);
  MDB_val key = key_of(tuple);
  MDB_val value = value_of(family, tuple);
  return gesta_lmdb_status(
    mdb_del(txn, tables->table[family][order], &key, &value));
}

// The order in which the bound ids come first (invariant 2).
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

// Take the values at hand: the rest of the page on which the cursor stands.
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
  const unsigned char *const start = page.mv_data;
  scan->entry = first.mv_data;
  scan->end = start + page.mv_size;
  if (scan->entry < start || scan->entry >= scan->end) {
    scan->end = scan->entry + first.mv_size;
  }
  return GESTA_OK;
}

static GestaStatus
find_first(GestaIndexScan *scan)
{
  MDB_val key = gesta_lmdb_bytes(scan->key, GESTA_ID_SIZE);
  MDB_val value = gesta_lmdb_bytes(scan->prefix, scan->value_size);
  MDB_cursor_op operation = MDB_FIRST;
  if (scan->prefix_size > 0) {
    operation = MDB_GET_BOTH_RANGE;
  } else if (scan->has_key) {
    operation = MDB_SET;
  }
  GestaStatus status = gesta_lmdb_status(
    mdb_cursor_get(scan->cursor, &key, &value, operation));
  if (status == GESTA_NOT_FOUND) {
    scan->entry = NULL;
    scan->end = NULL;
    return GESTA_OK; // an empty walk
  }
  return status ? status : take_page(scan, key, value);
}

GestaStatus
gesta_index_scan_begin(const GestaQuadTables *tables, MDB_txn *txn,
                       GestaIndexFamily family, const GestaPackedQuad *pattern,
                       GestaIndexScan *scan)
{
  assert(tables && txn && pattern && scan);
  assert(family != GESTA_FAMILY_GRAPH || pattern->id[3] != 0);

  *scan = (GestaIndexScan){
    .family = family,
    .order = choose_order(pattern),
    .value_size = (count_ids(family) - 1) * GESTA_ID_SIZE,
  };
  unsigned char tuple[GESTA_INDEX_SIZE];
  encode(family, scan->order, pattern, tuple);
  size_t bound = 0;
  const unsigned char *part = part_at[family][scan->order];
  while (bound < count_ids(family) && pattern->id[part[bound]] != 0) {
    ++bound;
  }
  if (bound > 0) {
    scan->has_key = true;
    scan->prefix_size = (bound - 1) * GESTA_ID_SIZE;
    memcpy(scan->key, tuple, GESTA_ID_SIZE);
    memcpy(scan->prefix, tuple + GESTA_ID_SIZE, scan->prefix_size);
  }

  GestaStatus status = gesta_lmdb_status(
    mdb_cursor_open(txn, tables->table[family][scan->order], &scan->cursor));
  if (status) {
    scan->cursor = NULL;
    return status;
  }
  status = find_first(scan);
  if (status) {
    gesta_index_scan_end(scan);
  }
  return status;
}

// Move to the next page of this key, or to the next key.
static GestaStatus
find_next(GestaIndexScan *scan)
{
  if (!scan->entry) {
    return GESTA_END;
  }
  MDB_val key = {0};
  MDB_val value = {0};
  int code = mdb_cursor_get(scan->cursor, &key, &value, MDB_NEXT_MULTIPLE);
  if (code == MDB_SUCCESS) {
    scan->entry = value.mv_data;
    scan->end = scan->entry + value.mv_size;
    return GESTA_OK;
  }
  if (code == MDB_NOTFOUND && !scan->has_key) {
    code = mdb_cursor_get(scan->cursor, &key, &value, MDB_NEXT_NODUP);
    if (code == MDB_SUCCESS) {
      return take_page(scan, key, value);
    }
  }
  return code == MDB_NOTFOUND ? GESTA_END : gesta_lmdb_status(code);
}

GestaStatus
gesta_index_scan_next(GestaIndexScan *scan, GestaPackedQuad *quad)
{
  if (scan->entry == scan->end) {
    const GestaStatus status = find_next(scan);
    if (status) {
      scan->entry = NULL;
      scan->end = NULL;
      return status;
    }
  }
  if (memcmp(scan->entry, scan->prefix, scan->prefix_size) != 0) {
    scan->entry = NULL;
    scan->end = NULL;
    return GESTA_END;
  }

  const unsigned char *part = part_at[scan->family][scan->order];
  quad->id[3] = 0;
  quad->id[part[0]] = get_id(scan->key);
  for (size_t i = 1; i < count_ids(scan->family); ++i) {
    quad->id[part[i]] = get_id(scan->entry + (i - 1) * GESTA_ID_SIZE);
  }
  scan->entry += scan->value_size;
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

int
gesta_packed_compare(GestaIndexOrder order, const GestaPackedQuad *a,
                     const GestaPackedQuad *b)
{
  const unsigned char *part = part_at[GESTA_FAMILY_DEFAULT][order];
  for (size_t i = 0; i < 3; ++i) {
    const uint32_t left = a->id[part[i]];
    const uint32_t right = b->id[part[i]];
    if (left != right) {
      return left < right ? -1 : 1;
    }
  }
  return 0;
}

GestaStatus
gesta_quad_index_next_graph(const GestaQuadTables *tables, MDB_txn *txn,
                            uint32_t *graph)
{
  assert(tables && txn && graph);

  if (*graph == UINT32_MAX) {
    return GESTA_END;
  }
  MDB_cursor *cursor = NULL;
  GestaStatus status = gesta_lmdb_status(mdb_cursor_open(
    txn, tables->table[GESTA_FAMILY_GRAPH][GESTA_ORDER_SPO], &cursor));
  if (status) {
    return status;
  }
  unsigned char after[GESTA_ID_SIZE];
  put_id(after, *graph + 1);
  MDB_val key = key_of(after);
  MDB_val value;
  status = gesta_lmdb_status(
    mdb_cursor_get(cursor, &key, &value, MDB_SET_RANGE));
  if (status == GESTA_OK) {
    *graph = get_id(key.mv_data);
  }
  mdb_cursor_close(cursor);
  return status == GESTA_NOT_FOUND ? GESTA_END : status;
}
