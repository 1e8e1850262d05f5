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
#include "graph/store/quad_tuple.h"

#include <assert.h>
#include <string.h>

enum { TABLE = MDB_DUPSORT | MDB_DUPFIXED, RADIX = 256 };

static const char *const table_name[GESTA_FAMILY_COUNT][GESTA_ORDER_COUNT] = {
  {"default_spo", "default_pos", "default_osp"},
  {"spog", "posg", "ospg"},
  {"gspo", "gpos", "gosp"},
};

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
    *last = gesta_get_id(key.mv_data);
  }
  return status;
}

GestaStatus
gesta_quad_index_add(const GestaQuadTables *tables, MDB_txn *txn,
                     GestaIndexFamily family, GestaIndexOrder order,
                     const GestaPackedQuad *quad, bool *added)
{
  unsigned char tuple[GESTA_INDEX_SIZE];
  gesta_tuple_encode(family, order, quad, tuple);
  MDB_val key = gesta_tuple_key(tuple);
  MDB_val value = gesta_tuple_value(family, tuple);
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
  for (size_t place = gesta_tuple_ids(family); place-- > 0;) {
    for (size_t byte = 0; byte < GESTA_ID_SIZE; ++byte) {
      if (sort_by_byte(from, to, count, gesta_part_at[family][order][place],
                       byte)) {
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
    gesta_tuple_encode(family, order, &quads[i], tuple);
    MDB_val key = gesta_tuple_key(tuple);
    MDB_val value = gesta_tuple_value(family, tuple);
    const uint32_t first = gesta_get_id(tuple);
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
  gesta_tuple_encode(family, order, quad, tuple);
  MDB_val key = gesta_tuple_key(tuple);
  MDB_val value = gesta_tuple_value(family, tuple);
  return gesta_lmdb_status(
    mdb_del(txn, tables->table[family][order], &key, &value));
}

int
gesta_packed_compare(GestaIndexOrder order, const GestaPackedQuad *a,
                     const GestaPackedQuad *b)
{
  const unsigned char *part = gesta_part_at[GESTA_FAMILY_DEFAULT][order];
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
  gesta_put_id(after, *graph + 1);
  MDB_val key = gesta_tuple_key(after);
  MDB_val value;
  status = gesta_lmdb_status(
    mdb_cursor_get(cursor, &key, &value, MDB_SET_RANGE));
  if (status == GESTA_OK) {
    *graph = gesta_get_id(key.mv_data);
  }
  mdb_cursor_close(cursor);
  return status == GESTA_NOT_FOUND ? GESTA_END : status;
}
