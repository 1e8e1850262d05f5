// SPDX-License-Identifier: GPL-3.0-or-later
// A pattern over all graphs is served by two walks, one over the default graph
// and one over the named graphs, merged in the order that they share.  A single
// walk is read as it comes.
//
// 1. With two walks, ahead[i] is the next quad of walk i if has_ahead[i]; with
//    one or none, nothing is ahead.

#include "graph/store/lmdb_support.h"
#include "graph/store/transaction.h"

#include <assert.h>

struct GestaQuadCursor {
  GestaAllocator *allocator; // borrowed
  GestaGraphScope scope;
  size_t count; // walks in use
  GestaIndexScan scan[2];
  GestaQuadIds ahead[2];
  bool has_ahead[2];
};

// Turn the ids of a pattern into packed ones; an id that no quad can hold
// matches nothing.
static bool
pack(const GestaQuadIds *pattern, GestaGraphScope scope,
     GestaPackedQuad *packed)
{
  const GestaTermId graph = scope == GESTA_SCOPE_ONE ? pattern->graph
                                                     : GESTA_NO_TERM;
  const GestaTermId ids[] = {pattern->subject, pattern->predicate,
                             pattern->object, graph};
  bool possible = true;
  for (size_t i = 0; i < 4; ++i) {
    possible = possible && ids[i] <= GESTA_MAX_TERM;
    packed->id[i] = ids[i] <= GESTA_MAX_TERM ? (uint32_t)ids[i] : UINT32_MAX;
  }
  return possible;
}

static GestaStatus
step(GestaQuadCursor *cursor, size_t i)
{
  size_t count = 0;
  const GestaStatus status = gesta_index_scan_read(
    &cursor->scan[i], &cursor->ahead[i], 1, &count);
  cursor->has_ahead[i] = status == GESTA_OK;
  return status == GESTA_END ? GESTA_OK : status;
}

static GestaStatus
add_walk(GestaQuadCursor *cursor, GestaTransaction *transaction,
         GestaIndexFamily family, const GestaPackedQuad *pattern)
{
  const GestaStatus status = gesta_index_scan_open(
    &transaction->store->environment->quads, transaction->txn, family, pattern,
    &cursor->scan[cursor->count]);
  cursor->count += status == GESTA_OK;
  return status;
}

// Add a walk, unless nothing can ever come of it: one walk is read faster than
// two.  What a writer sees may change under a cursor.
static GestaStatus
add_walk_of_some(GestaQuadCursor *cursor, GestaTransaction *transaction,
                 GestaIndexFamily family, const GestaPackedQuad *pattern)
{
  MDB_stat facts;
  const MDB_dbi table =
    transaction->store->environment->quads.table[family][GESTA_ORDER_SPO];
  const GestaStatus status = gesta_lmdb_status(
    mdb_stat(transaction->txn, table, &facts));
  if (status || (facts.ms_entries == 0 && !transaction->is_write)) {
    return status;
  }
  return add_walk(cursor, transaction, family, pattern);
}

static GestaStatus
add_walks(GestaQuadCursor *cursor, GestaTransaction *transaction,
          const GestaPackedQuad *pattern)
{
  GestaStatus status = GESTA_OK;
  switch (cursor->scope) {
  case GESTA_SCOPE_ALL:
    status = add_walk_of_some(cursor, transaction, GESTA_FAMILY_DEFAULT,
                              pattern);
    if (status == GESTA_OK) {
      status = add_walk_of_some(cursor, transaction, GESTA_FAMILY_NAMED,
                                pattern);
    }
    break;
  case GESTA_SCOPE_ONE:
    // With all of the triple bound, the graph is the end of a prefix too.
    status = add_walk(
      cursor, transaction,
      pattern->id[3] == 0 ? GESTA_FAMILY_DEFAULT : GESTA_FAMILY_GRAPH, pattern);
    break;
  case GESTA_SCOPE_NAMED:
    status = add_walk(cursor, transaction, GESTA_FAMILY_NAMED, pattern);
    break;
  }
  return status;
}

GestaStatus
gesta_store_find(GestaTransaction *transaction, const GestaQuadIds *pattern,
                 GestaGraphScope scope, GestaQuadCursor **cursor)
{
  assert(transaction && pattern && cursor);

  GestaStatus status = GESTA_OK;
  if (transaction->is_write) {
    status = gesta_transaction_flush(transaction);
    if (status) {
      return status;
    }
  }
  GestaAllocator *const allocator = transaction->store->allocator;
  GestaQuadCursor *opened = gesta_allocate(allocator, 1, sizeof *opened);
  if (!opened) {
    return GESTA_ERR_MEMORY;
  }
  *opened = (GestaQuadCursor){.allocator = allocator, .scope = scope};

  GestaPackedQuad packed;
  (void)pack(pattern, scope, &packed); // the search will tell
  status = add_walks(opened, transaction, &packed);
  if (status == GESTA_OK) {
    status = gesta_quad_cursor_seek(opened, pattern);
  }
  if (status) {
    gesta_quad_cursor_close(opened);
    return status;
  }
  *cursor = opened;
  return GESTA_OK;
}

GestaStatus
gesta_quad_cursor_seek(GestaQuadCursor *cursor, const GestaQuadIds *pattern)
{
  assert(cursor && pattern);

  GestaPackedQuad packed;
  const bool possible = pack(pattern, cursor->scope, &packed);
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; status == GESTA_OK && i < cursor->count; ++i) {
    if (possible) {
      status = gesta_index_scan_seek(&cursor->scan[i], &packed);
    } else {
      gesta_index_scan_seek_nothing(&cursor->scan[i]);
    }
    if (status == GESTA_OK && cursor->count > 1) {
      status = step(cursor, i);
    }
  }
  return status;
}

// Which walk has the next quad.
//
// needs  two walks
static size_t
choose_walk(const GestaQuadCursor *cursor)
{
  if (!cursor->has_ahead[1]) {
    return 0;
  }
  if (!cursor->has_ahead[0]) {
    return 1;
  }
  const GestaPackedQuad left = gesta_pack(&cursor->ahead[0]);
  const GestaPackedQuad right = gesta_pack(&cursor->ahead[1]);
  return gesta_packed_compare(cursor->scan[0].order, &left, &right) > 0 ? 1 : 0;
}

GestaStatus
gesta_quad_cursor_read(GestaQuadCursor *cursor, GestaQuadIds *quads,
                       size_t room, size_t *count)
{
  assert(cursor && quads && room > 0 && count);

  if (cursor->count == 1) {
    return gesta_index_scan_read(&cursor->scan[0], quads, room, count);
  }
  size_t done = 0;
  while (done < room && (cursor->has_ahead[0] || cursor->has_ahead[1])) {
    const bool alone = !cursor->has_ahead[0] || !cursor->has_ahead[1];
    const size_t i = choose_walk(cursor);
    quads[done++] = cursor->ahead[i];
    GestaStatus status = GESTA_OK;
    if (alone && done < room) {
      size_t read = 0;
      status = gesta_index_scan_read(&cursor->scan[i], quads + done,
                                     room - done, &read);
      done += read;
    }
    if (status == GESTA_OK) {
      status = step(cursor, i);
    } else if (status == GESTA_END) {
      cursor->has_ahead[i] = false;
      status = GESTA_OK;
    }
    if (status) {
      return status;
    }
  }
  if (done == 0) {
    return GESTA_END;
  }
  *count = done;
  return GESTA_OK;
}

GestaStatus
gesta_quad_cursor_next(GestaQuadCursor *cursor, GestaQuadIds *quad)
{
  size_t count = 0;
  return gesta_quad_cursor_read(cursor, quad, 1, &count);
}

void
gesta_quad_cursor_close(GestaQuadCursor *cursor)
{
  if (cursor) {
    for (size_t i = 0; i < cursor->count; ++i) {
      gesta_index_scan_end(&cursor->scan[i]);
    }
    gesta_release(cursor->allocator, cursor);
  }
}
