// SPDX-License-Identifier: GPL-3.0-or-later
// Format 1 had no value index; nothing else has changed since.

#include "graph/store/migration.h"

#include "graph/base/allocator.h"
#include "graph/base/arena.h"
#include "graph/rdf/term.h"
#include "graph/rdf/value_key.h"
#include "graph/store/lmdb_support.h"
#include "graph/store/value_index.h"

#include <assert.h>
#include <string.h>

enum { BATCH = 1 << 16 };

// Add one term to the batch if it has a value.
static GestaStatus
take_term(MDB_val id, MDB_val text, GestaArena *arena, GestaValueEntry *batch,
          size_t *count)
{
  const GestaStringView spelling = {text.mv_data, text.mv_size};
  GestaTermId number = GESTA_NO_TERM;
  if (id.mv_size != sizeof number || spelling.size == 0) {
    return GESTA_ERR_CORRUPT;
  }
  if (spelling.data[0] != '"' || spelling.data[spelling.size - 1] != '>') {
    return GESTA_OK; // no literal with a datatype
  }
  GestaTerm term;
  const GestaStatus status = gesta_term_parse(spelling, arena, &term, NULL);
  if (status) {
    return status == GESTA_ERR_SYNTAX ? GESTA_ERR_CORRUPT : status;
  }
  memcpy(&number, id.mv_data, sizeof number); // may be unaligned
  GestaValueKey key;
  if (number <= UINT32_MAX && gesta_value_key(&term, &key)) {
    batch[(*count)++] = (GestaValueEntry){key, (uint32_t)number}; // it fits
  }
  gesta_arena_reset(arena);
  return GESTA_OK;
}

static GestaStatus
index_values(MDB_txn *txn, MDB_cursor *spellings, MDB_dbi values,
             GestaArena *arena, GestaValueEntry *batch)
{
  size_t count = 0;
  MDB_val id;
  MDB_val text;
  GestaStatus status = GESTA_OK;
  int code = mdb_cursor_get(spellings, &id, &text, MDB_FIRST);
  while (status == GESTA_OK && code == MDB_SUCCESS) {
    status = take_term(id, text, arena, batch, &count);
    if (status == GESTA_OK && count == BATCH) {
      status = gesta_value_index_add_many(values, txn, batch, count);
      count = 0;
    }
    code = mdb_cursor_get(spellings, &id, &text, MDB_NEXT);
  }
  if (status == GESTA_OK && code != MDB_NOTFOUND) {
    status = gesta_lmdb_status(code);
  }
  return status ? status
                : gesta_value_index_add_many(values, txn, batch, count);
}

GestaStatus
gesta_migrate(MDB_txn *txn, uint32_t format)
{
  assert(txn && format == 1);
  (void)format;

  GestaAllocator *const allocator = gesta_default_allocator();
  GestaArena arena;
  MDB_dbi spellings;
  MDB_dbi values;
  MDB_cursor *cursor = NULL;
  gesta_arena_init(&arena, allocator);
  GestaValueEntry *batch = gesta_allocate(allocator, BATCH, sizeof *batch);
  GestaStatus status = batch ? GESTA_OK : GESTA_ERR_MEMORY;
  if (status == GESTA_OK) {
    status = gesta_lmdb_open(txn, "spelling_by_id", MDB_INTEGERKEY, &spellings);
  }
  if (status == GESTA_OK) {
    status = gesta_value_index_open(txn, &values);
  }
  if (status == GESTA_OK) {
    status = gesta_lmdb_status(mdb_cursor_open(txn, spellings, &cursor));
  }
  if (status == GESTA_OK) {
    status = index_values(txn, cursor, values, &arena, batch);
  }
  if (cursor) {
    mdb_cursor_close(cursor);
  }
  gesta_release(allocator, batch);
  gesta_arena_clear(&arena);
  return status;
}
