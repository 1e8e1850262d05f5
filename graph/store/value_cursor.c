// SPDX-License-Identifier: GPL-3.0-or-later
// Literals by their values.

#include "graph/store/transaction.h"
#include "graph/store/value_index.h"

#include <assert.h>

struct GestaValueCursor {
  GestaAllocator *allocator; // borrowed
  GestaValueRange range;
};

GestaStatus
gesta_store_value_range(GestaTransaction *transaction, const GestaValueKey *low,
                        const GestaValueKey *high, GestaValueCursor **cursor)
{
  assert(transaction && low && high && cursor && low->class == high->class);

  GestaStatus status = gesta_transaction_flush_terms(transaction);
  if (status) {
    return status;
  }
  GestaAllocator *const allocator = transaction->store->allocator;
  GestaValueCursor *opened = gesta_allocate(allocator, 1, sizeof *opened);
  if (!opened) {
    return GESTA_ERR_MEMORY;
  }
  *opened = (GestaValueCursor){.allocator = allocator};
  status = gesta_value_range_begin(transaction->store->environment->values,
                                   transaction->txn, low->class, low->place,
                                   high->place, &opened->range);
  if (status) {
    gesta_value_cursor_close(opened);
    return status;
  }
  *cursor = opened;
  return GESTA_OK;
}

GestaStatus
gesta_value_cursor_read(GestaValueCursor *cursor, GestaTermId *ids, size_t room,
                        size_t *count)
{
  assert(cursor && ids && room > 0 && count);

  enum { BATCH = 256 };
  GestaValueEntry entries[BATCH];
  size_t done = 0;
  while (done < room) {
    size_t here = 0;
    const size_t left = room - done;
    const GestaStatus status = gesta_value_range_read(
      &cursor->range, entries, left < BATCH ? left : BATCH, &here);
    if (status == GESTA_END) {
      break;
    }
    if (status) {
      return status;
    }
    for (size_t i = 0; i < here; ++i) {
      ids[done++] = entries[i].id;
    }
  }
  if (done == 0) {
    return GESTA_END;
  }
  *count = done;
  return GESTA_OK;
}

void
gesta_value_cursor_close(GestaValueCursor *cursor)
{
  if (cursor) {
    gesta_value_range_end(&cursor->range);
    gesta_release(cursor->allocator, cursor);
  }
}

GestaStatus
gesta_store_count_values(GestaTransaction *transaction,
                         const GestaValueKey *low, const GestaValueKey *high,
                         uint64_t *count, bool *exact)
{
  assert(transaction && low && high && low->class == high->class);

  const GestaStatus status = gesta_transaction_flush_terms(transaction);
  if (status) {
    return status;
  }
  return gesta_value_index_count(transaction->store->environment->values,
                                 transaction->txn, low->class, low->place,
                                 high->place, count, exact);
}
