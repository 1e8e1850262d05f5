// SPDX-License-Identifier: GPL-3.0-or-later
// Every table is read from end to end.  That two tables hold the same quads is
// told by a digest of all of them, which does not depend on their order; only
// if digests differ are the quads looked up one by one.

#include "graph/store/check_state.h"
#include "graph/store/lmdb_support.h"
#include "graph/store/quad_tuple.h"

#include <inttypes.h>
#include <string.h>

static const char *const table_name[GESTA_FAMILY_COUNT][GESTA_ORDER_COUNT] = {
  {"default_spo", "default_pos", "default_osp"},
  {"spog", "posg", "ospg"},
  {"gspo", "gpos", "gosp"},
};

enum { MOST_EXAMPLES = 3 };

typedef struct Digest {
  uint64_t count;
  uint64_t sum[2];
} Digest;

// A number that changes in half of its bits if any bit of a quad does.
static uint64_t
mix(const GestaPackedQuad *quad, uint64_t seed)
{
  uint64_t hash = seed;
  for (size_t i = 0; i < 4; ++i) {
    hash = (hash ^ quad->id[i]) * UINT64_C(0x9e3779b97f4a7c15);
    hash ^= hash >> 32;
  }
  hash *= UINT64_C(0xd6e8feb86659fd93);
  return hash ^ hash >> 32;
}

static GestaPackedQuad
decode(GestaIndexFamily family, GestaIndexOrder order, const MDB_val *key,
       const MDB_val *value)
{
  GestaPackedQuad quad = {{0}};
  const unsigned char *part = gesta_part_at[family][order];
  const unsigned char *const rest = value->mv_data;
  quad.id[part[0]] = gesta_get_id(key->mv_data);
  for (size_t i = 1; i < gesta_tuple_ids(family); ++i) {
    quad.id[part[i]] = gesta_get_id(rest + (i - 1) * GESTA_ID_SIZE);
  }
  return quad;
}

typedef struct Walk {
  GestaCheck *check;
  GestaIndexFamily family;
  GestaIndexOrder order;
  MDB_cursor *cursor;
  unsigned char last[GESTA_INDEX_SIZE]; // the tuple before
  uint64_t count;
  Digest digest;
} Walk;

static const char *
name_of(const Walk *walk)
{
  return table_name[walk->family][walk->order];
}

static void
check_entry(Walk *walk, const MDB_val *key, const MDB_val *value)
{
  const size_t size = gesta_tuple_ids(walk->family) * GESTA_ID_SIZE;
  if (key->mv_size != GESTA_ID_SIZE || value->mv_size != size - GESTA_ID_SIZE) {
    gesta_check_tell(walk->check, GESTA_FAULT_QUAD,
                     "%s: an entry has %zu and %zu bytes", name_of(walk),
                     key->mv_size, value->mv_size);
    return;
  }
  unsigned char tuple[GESTA_INDEX_SIZE] = {0};
  memcpy(tuple, key->mv_data, GESTA_ID_SIZE);
  memcpy(tuple + GESTA_ID_SIZE, value->mv_data, size - GESTA_ID_SIZE);
  if (walk->count > 0 && memcmp(walk->last, tuple, sizeof tuple) >= 0) {
    gesta_check_tell(walk->check, GESTA_FAULT_QUAD,
                     "%s: entry %" PRIu64 " is out of order", name_of(walk),
                     walk->count + 1);
  }
  memcpy(walk->last, tuple, sizeof tuple);
  const GestaPackedQuad quad = decode(walk->family, walk->order, key, value);
  for (size_t i = 0; i < gesta_tuple_ids(walk->family); ++i) {
    if (quad.id[i] == 0 || quad.id[i] > walk->check->term_count) {
      gesta_check_tell(walk->check, GESTA_FAULT_QUAD,
                       "%s: entry %" PRIu64 " has the id %" PRIu32
                       ", which no term has",
                       name_of(walk), walk->count + 1, quad.id[i]);
    }
  }
  ++walk->count;
  ++walk->digest.count;
  walk->digest.sum[0] += mix(&quad, UINT64_C(0x243f6a8885a308d3));
  walk->digest.sum[1] += mix(&quad, UINT64_C(0x13198a2e03707344));
}

// Check the values of the key on which the cursor stands.
static GestaStatus
check_key(Walk *walk, MDB_val *key, MDB_val *value)
{
  size_t told = 0;
  GestaStatus status = gesta_lmdb_status(mdb_cursor_count(walk->cursor, &told));
  if (status) {
    return status;
  }
  uint64_t found = 0;
  int code = MDB_SUCCESS;
  while (code == MDB_SUCCESS && status == GESTA_OK) {
    check_entry(walk, key, value);
    ++found;
    status = gesta_check_step(walk->check, 1);
    code = mdb_cursor_get(walk->cursor, key, value, MDB_NEXT_DUP);
  }
  if (status == GESTA_OK && code != MDB_NOTFOUND) {
    status = gesta_lmdb_status(code);
  }
  if (status == GESTA_OK && found != told) {
    gesta_check_tell(walk->check, GESTA_FAULT_COUNT,
                     "%s: a key counts %zu entries and has %" PRIu64,
                     name_of(walk), told, found);
  }
  return status;
}

static GestaStatus
check_table(GestaCheck *check, GestaIndexFamily family, GestaIndexOrder order,
            Digest *digest)
{
  const MDB_dbi table = check->environment->quads.table[family][order];
  Walk walk = {.check = check, .family = family, .order = order};
  MDB_stat facts;
  GestaStatus status = gesta_lmdb_status(mdb_stat(check->txn, table, &facts));
  if (status == GESTA_OK) {
    status = gesta_lmdb_status(
      mdb_cursor_open(check->txn, table, &walk.cursor));
  }
  if (status) {
    return status;
  }
  MDB_val key;
  MDB_val value;
  int code = mdb_cursor_get(walk.cursor, &key, &value, MDB_FIRST);
  while (code == MDB_SUCCESS && status == GESTA_OK) {
    status = check_key(&walk, &key, &value);
    code = mdb_cursor_get(walk.cursor, &key, &value, MDB_NEXT_NODUP);
  }
  mdb_cursor_close(walk.cursor);
  if (status == GESTA_OK && code != MDB_NOTFOUND) {
    status = gesta_lmdb_status(code);
  }
  if (status == GESTA_OK && walk.count != facts.ms_entries) {
    gesta_check_tell(check, GESTA_FAULT_COUNT,
                     "%s: counts %zu entries and has %" PRIu64, name_of(&walk),
                     facts.ms_entries, walk.count);
  }
  if (status == GESTA_OK) {
    *digest = walk.digest;
  }
  return status;
}

typedef struct Table {
  GestaIndexFamily family;
  GestaIndexOrder order;
} Table;

// Look for quads of one table that another has not.
static GestaStatus
compare_tables(GestaCheck *check, Table from, Table to)
{
  const GestaQuadTables *const tables = &check->environment->quads;
  MDB_cursor *cursor = NULL;
  GestaStatus status = gesta_lmdb_status(mdb_cursor_open(
    check->txn, tables->table[from.family][from.order], &cursor));
  if (status) {
    return status;
  }
  size_t examples = 0;
  MDB_cursor *other = NULL;
  status = gesta_lmdb_status(
    mdb_cursor_open(check->txn, tables->table[to.family][to.order], &other));
  const size_t size = gesta_tuple_ids(from.family) * GESTA_ID_SIZE;
  MDB_val key;
  MDB_val value;
  MDB_cursor_op step = MDB_FIRST;
  while (status == GESTA_OK && examples < MOST_EXAMPLES) {
    if (gesta_cancelled(check->cancel)) {
      status = GESTA_ERR_CANCELLED;
      break;
    }
    status = gesta_lmdb_status(mdb_cursor_get(cursor, &key, &value, step));
    step = MDB_NEXT;
    if (status || key.mv_size != GESTA_ID_SIZE
        || value.mv_size != size - GESTA_ID_SIZE) {
      continue; // it has been told
    }
    const GestaPackedQuad quad = decode(from.family, from.order, &key, &value);
    unsigned char tuple[GESTA_INDEX_SIZE];
    gesta_tuple_encode(to.family, to.order, &quad, tuple);
    MDB_val wanted_key = gesta_tuple_key(tuple);
    MDB_val wanted = gesta_tuple_value(to.family, tuple);
    const int code = mdb_cursor_get(other, &wanted_key, &wanted, MDB_GET_BOTH);
    if (code == MDB_NOTFOUND) {
      ++examples;
      gesta_check_tell(check, GESTA_FAULT_TABLE,
                       "the quad %" PRIu32 " %" PRIu32 " %" PRIu32 " %" PRIu32
                       " is in %s but not in %s",
                       quad.id[0], quad.id[1], quad.id[2], quad.id[3],
                       table_name[from.family][from.order],
                       table_name[to.family][to.order]);
    } else {
      status = gesta_lmdb_status(code);
    }
  }
  mdb_cursor_close(cursor);
  if (other) {
    mdb_cursor_close(other);
  }
  return status == GESTA_NOT_FOUND ? GESTA_OK : status;
}

static GestaStatus
check_tables(GestaCheck *check, const Table *tables, size_t count)
{
  Digest digests[2 * GESTA_ORDER_COUNT];
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; status == GESTA_OK && i < count; ++i) {
    status = check_table(check, tables[i].family, tables[i].order, &digests[i]);
  }
  for (size_t i = 1; status == GESTA_OK && i < count; ++i) {
    if (memcmp(&digests[0], &digests[i], sizeof digests[0]) == 0) {
      continue;
    }
    const uint64_t before = check->fault_count;
    status = compare_tables(check, tables[0], tables[i]);
    if (status == GESTA_OK) {
      status = compare_tables(check, tables[i], tables[0]);
    }
    if (status == GESTA_OK && check->fault_count == before) {
      gesta_check_tell(check, GESTA_FAULT_TABLE,
                       "%s and %s do not hold the same quads",
                       table_name[tables[0].family][tables[0].order],
                       table_name[tables[i].family][tables[i].order]);
    }
  }
  return status;
}

GestaStatus
gesta_check_quads(GestaCheck *check)
{
  static const Table of_default[] = {
    {GESTA_FAMILY_DEFAULT, GESTA_ORDER_SPO},
    {GESTA_FAMILY_DEFAULT, GESTA_ORDER_POS},
    {GESTA_FAMILY_DEFAULT, GESTA_ORDER_OSP},
  };
  static const Table of_named[] = {
    {GESTA_FAMILY_NAMED, GESTA_ORDER_SPO},
    {GESTA_FAMILY_NAMED, GESTA_ORDER_POS},
    {GESTA_FAMILY_NAMED, GESTA_ORDER_OSP},
    {GESTA_FAMILY_GRAPH, GESTA_ORDER_SPO},
    {GESTA_FAMILY_GRAPH, GESTA_ORDER_POS},
    {GESTA_FAMILY_GRAPH, GESTA_ORDER_OSP},
  };
  const GestaStatus status = check_tables(check, of_default, 3);
  return status ? status : check_tables(check, of_named, 6);
}
