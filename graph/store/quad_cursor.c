// SPDX-License-Identifier: GPL-3.0-or-later
// A pattern over all graphs is served by two walks, one over the default graph
// and one over the named graphs, merged in the order that they share.
//
// 1. ahead[i] is the next quad of walk i if has_ahead[i].

#include "graph/store/transaction.h"

#include <assert.h>

struct GestaQuadCursor {
  GestaAllocator *allocator; // borrowed
  size_t count;              // walks in use
  GestaIndexScan scan[2];
  GestaPackedQuad ahead[2];
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
  for (size_t i = 0; i < 4; ++i) {
    if (ids[i] > GESTA_MAX_TERM) {
      return false;
    }
    packed->id[i] = (uint32_t)ids[i]; // it fits
  }
  return true;
}

static GestaStatus
step(GestaQuadCursor *cursor, size_t i)
{
  const GestaStatus status = gesta_index_scan_next(&cursor->scan[i],
                                                   &cursor->ahead[i]);
  cursor->has_ahead[i] = status == GESTA_OK;
  return status == GESTA_END ? GESTA_OK : status;
}

static GestaStatus
add_walk(GestaQuadCursor *cursor, GestaTransaction *transaction,
         GestaIndexFamily family, const GestaPackedQuad *pattern)
{
  const size_t i = cursor->count;
  GestaStatus status = gesta_index_scan_begin(
    &transaction->store->environment->quads, transaction->txn, family, pattern,
    &cursor->scan[i]);
  if (status) {
    return status;
  }
  ++cursor->count;
  return step(cursor, i);
}

static GestaStatus
begin_walks(GestaQuadCursor *cursor, GestaTransaction *transaction,
            const GestaPackedQuad *pattern, GestaGraphScope scope)
{
  GestaStatus status = GESTA_OK;
  switch (scope) {
  case GESTA_SCOPE_ALL:
    status = add_walk(cursor, transaction, GESTA_FAMILY_DEFAULT, pattern);
    if (status == GESTA_OK) {
      status = add_walk(cursor, transaction, GESTA_FAMILY_NAMED, pattern);
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
  *opened = (GestaQuadCursor){.allocator = allocator};

  GestaPackedQuad packed;
  if (pack(pattern, scope, &packed)) {
    status = begin_walks(opened, transaction, &packed, scope);
  }
  if (status) {
    gesta_quad_cursor_close(opened);
    return status;
  }
  *cursor = opened;
  return GESTA_OK;
}

// Which walk has the next quad.
static size_t
choose_walk(const GestaQuadCursor *cursor)
{
  if (!cursor->has_ahead[1]) {
    return 0;
  }
  if (!cursor->has_ahead[0]) {
    return 1;
  }
  return gesta_packed_compare(cursor->scan[0].order, &cursor->ahead[0],
                              &cursor->ahead[1])
             > 0
           ? 1
           : 0;
}

GestaStatus
gesta_quad_cursor_next(GestaQuadCursor *cursor, GestaQuadIds *quad)
{
  assert(cursor && quad);

  const size_t i = choose_walk(cursor);
  if (!cursor->has_ahead[i]) {
    return GESTA_END;
  }
  const GestaPackedQuad found = cursor->ahead[i];
  const GestaStatus status = step(cursor, i);
  if (status) {
    return status;
  }
  *quad = (GestaQuadIds){found.id[0], found.id[1], found.id[2], found.id[3]};
  return GESTA_OK;
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
