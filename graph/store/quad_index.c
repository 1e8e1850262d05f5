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
#include "graph/store/quad_runs.h"
#include "graph/store/quad_tuple.h"

#include <assert.h>
#include <string.h>

enum { TABLE = MDB_DUPSORT | MDB_DUPFIXED, CHUNK = 512 };

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
gesta_quad_index_has(const GestaQuadTables *tables, MDB_txn *txn,
                     const GestaPackedQuad *quad)
{
  const GestaIndexFamily family = quad->id[3] == 0 ? GESTA_FAMILY_DEFAULT
                                                   : GESTA_FAMILY_NAMED;
  unsigned char tuple[GESTA_INDEX_SIZE];
  gesta_tuple_encode(family, GESTA_ORDER_SPO, quad, tuple);
  MDB_val key = gesta_tuple_key(tuple);
  MDB_val value = gesta_tuple_value(family, tuple);
  MDB_cursor *cursor = NULL;
  GestaStatus status = gesta_lmdb_status(
    mdb_cursor_open(txn, tables->table[family][GESTA_ORDER_SPO], &cursor));
  if (status == GESTA_OK) {
    status = gesta_lmdb_status(
      mdb_cursor_get(cursor, &key, &value, MDB_GET_BOTH));
    mdb_cursor_close(cursor);
  }
  return status;
}

// The table that is being filled.
typedef struct Filling {
  MDB_cursor *cursor;
  GestaIndexFamily family;
  GestaIndexOrder order;
  uint32_t last;     ///< the greatest key that was there before
  uint32_t appended; ///< the key that was appended last, 0: none
} Filling;

// Add some quads that have the first id in common, in ascending order.
static GestaStatus
add_values(Filling *filling, const GestaPackedQuad *quads, size_t count)
{
  unsigned char tuple[GESTA_INDEX_SIZE];
  unsigned char values[CHUNK * (GESTA_INDEX_SIZE - GESTA_ID_SIZE)];
  size_t size = 0;
  for (size_t i = 0; i < count; ++i) {
    gesta_tuple_encode(filling->family, filling->order, &quads[i], tuple);
    const MDB_val value = gesta_tuple_value(filling->family, tuple);
    memcpy(values + size, value.mv_data, value.mv_size);
    size += value.mv_size;
  }
  MDB_val key = gesta_tuple_key(tuple);
  MDB_val value[2] = {gesta_lmdb_bytes(values, size / count), {count, NULL}};
  const uint32_t first = gesta_get_id(tuple);
  if (first > filling->last) {
    // It comes after everything that was in the table: full pages are left
    // behind.
    const unsigned flags = first == filling->appended
                             ? MDB_MULTIPLE | MDB_APPENDDUP
                             : MDB_MULTIPLE | MDB_APPENDDUP | MDB_APPEND;
    filling->appended = first;
    return gesta_lmdb_status(
      mdb_cursor_put(filling->cursor, &key, value, flags));
  }
  for (size_t i = 0; i < count; ++i) {
    const int code = mdb_cursor_put(filling->cursor, &key, value,
                                    MDB_NODUPDATA);
    if (code != MDB_KEYEXIST && code != MDB_SUCCESS) {
      return gesta_lmdb_status(code);
    }
    value[0].mv_data = (char *)value[0].mv_data + value[0].mv_size;
  }
  return GESTA_OK;
}

// Add quads in the order of the table.
static GestaStatus
add_chunk(Filling *filling, const GestaPackedQuad *quads, size_t count)
{
  const size_t first = gesta_part_at[filling->family][filling->order][0];
  GestaStatus status = GESTA_OK;
  size_t end = 0;
  for (size_t start = 0; status == GESTA_OK && start < count; start = end) {
    while (end < count && quads[end].id[first] == quads[start].id[first]) {
      ++end;
    }
    status = add_values(filling, quads + start, end - start);
  }
  return status;
}

GestaStatus
gesta_quad_index_fill(const GestaQuadTables *tables, MDB_txn *txn,
                      GestaIndexFamily family, GestaIndexOrder order,
                      GestaQuadRuns *runs)
{
  Filling filling = {.family = family, .order = order};
  GestaStatus status = gesta_lmdb_status(
    mdb_cursor_open(txn, tables->table[family][order], &filling.cursor));
  if (status) {
    return status;
  }
  status = find_last_key(filling.cursor, &filling.last);
  while (status == GESTA_OK) {
    GestaPackedQuad quads[CHUNK];
    size_t count = 0;
    status = gesta_quad_runs_read(runs, quads, CHUNK, &count);
    if (status == GESTA_OK) {
      status = add_chunk(&filling, quads, count);
    }
  }
  mdb_cursor_close(filling.cursor);
  return status == GESTA_END ? GESTA_OK : status;
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
