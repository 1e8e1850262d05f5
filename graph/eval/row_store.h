// SPDX-License-Identifier: GPL-3.0-or-later
/// @file row_store.h
/// Rows that are kept, and an index over some of their columns: what hash
/// joins, DISTINCT, GROUP BY and ORDER BY are made of.  Included by
/// graph/eval/*.c only.

#ifndef GESTA_EVAL_ROW_STORE_H
#define GESTA_EVAL_ROW_STORE_H

#include "graph/base/allocator.h"
#include "graph/base/arena.h"
#include "graph/eval/row.h"

#include <stdbool.h>
#include <stdint.h>

enum { GESTA_NO_ROW = 0 }; ///< rows in an index are counted from 1

/// Columns that grow.
typedef struct GestaRowStore {
  GestaAllocator *allocator; ///< borrowed
  const GestaVariable *variables;
  size_t width;
  GestaBatch rows; ///< columns of `variables` only
  size_t room;
} GestaRowStore;

/// Begin without rows.
///
/// borrows  variables[width] and memory of `arena`, as long as the store lives
/// errors   GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_row_store_init(GestaRowStore *store, GestaAllocator *allocator,
                     GestaArena *arena, const GestaVariable *variables,
                     size_t width, size_t variable_count);

/// Free the rows; the store may be used again.
void
gesta_row_store_clear(GestaRowStore *store);

/// Forget the rows, keep the memory.
static inline void
gesta_row_store_reset(GestaRowStore *store)
{
  store->rows.count = 0;
}

/// Make room for `more` rows.
///
/// errors  GESTA_ERR_MEMORY, GESTA_ERR_TOO_LARGE at 2^32 rows
GESTA_MUST_CHECK GestaStatus
gesta_row_store_reserve(GestaRowStore *store, size_t more);

/// Append a row.
///
/// errors  GESTA_ERR_MEMORY, GESTA_ERR_TOO_LARGE at 2^32 rows
GESTA_MUST_CHECK GestaStatus
gesta_row_store_add(GestaRowStore *store, const GestaRow *row);

/// Append all rows of a batch.
GESTA_MUST_CHECK GestaStatus
gesta_row_store_add_batch(GestaRowStore *store, const GestaBatch *batch);

/// What an index keeps of a row, in one place, because a large index is in no
/// cache: the next row of its chain and the low half of its hash.
typedef struct GestaRowLink {
  uint32_t next;
  uint32_t hash;
} GestaRowLink;

/// A hash index over kept rows.
///
/// 1. The chain of a bucket holds the numbers, from 1, of the rows whose hash
///    ends like the bucket's number: newest first if they were added one by
///    one.
typedef struct GestaRowIndex {
  GestaAllocator *allocator; ///< borrowed
  uint32_t *buckets;
  size_t bucket_count; ///< a power of two, or 0
  GestaRowLink *links; ///< [rows] by number - 1
  size_t count;
  size_t room;
} GestaRowIndex;

void
gesta_row_index_init(GestaRowIndex *index, GestaAllocator *allocator);

void
gesta_row_index_clear(GestaRowIndex *index);

/// Forget the entries, keep the memory.
void
gesta_row_index_reset(GestaRowIndex *index);

/// Add the next row, with its hash.
///
/// errors  GESTA_ERR_MEMORY, GESTA_ERR_TOO_LARGE
GESTA_MUST_CHECK GestaStatus
gesta_row_index_add(GestaRowIndex *index, uint64_t hash);

/// Index all rows of a store at once, by some of their columns: the rows of a
/// chain then come in their order.
///
/// errors  GESTA_ERR_MEMORY, GESTA_ERR_TOO_LARGE
GESTA_MUST_CHECK GestaStatus
gesta_row_index_build(GestaRowIndex *index, const GestaRowStore *store,
                      const GestaVariable *keys, size_t key_count);

/// The first row with a hash, or GESTA_NO_ROW.  Rows with other hashes may come
/// too: compare what was hashed.
static inline uint32_t
gesta_row_index_first(const GestaRowIndex *index, uint64_t hash)
{
  if (index->bucket_count == 0) {
    return GESTA_NO_ROW;
  }
  uint32_t row = index->buckets[hash & (index->bucket_count - 1)];
  while (row != GESTA_NO_ROW && index->links[row - 1].hash != (uint32_t)hash) {
    row = index->links[row - 1].next;
  }
  return row;
}

/// The row with the same hash after another one.
static inline uint32_t
gesta_row_index_next(const GestaRowIndex *index, uint32_t row)
{
  const uint32_t hash = index->links[row - 1].hash;
  do {
    row = index->links[row - 1].next;
  } while (row != GESTA_NO_ROW && index->links[row - 1].hash != hash);
  return row;
}

/// Mix an id into a hash.  Begin with 0.
static inline uint64_t
gesta_hash_id(uint64_t hash, GestaTermId id)
{
  hash = (hash ^ id) * UINT64_C(0x9e3779b97f4a7c15);
  return hash ^ hash >> 32;
}

/// The hash of some variables of a row.
static inline uint64_t
gesta_hash_row(const GestaRow *row, const GestaVariable *variables,
               size_t count)
{
  uint64_t hash = 0;
  for (size_t i = 0; i < count; ++i) {
    hash = gesta_hash_id(hash, gesta_row_id(row, variables[i]));
  }
  return hash;
}

/// The hashes of all rows of a batch.
///
/// shapes  hashes [rows->count]
void
gesta_hash_rows(const GestaBatch *rows, const GestaVariable *keys,
                size_t key_count, uint64_t *hashes);

/// Whether two rows have the same ids for some variables.
static inline bool
gesta_rows_equal(const GestaRow *a, const GestaRow *b,
                 const GestaVariable *variables, size_t count)
{
  for (size_t i = 0; i < count; ++i) {
    if (gesta_row_id(a, variables[i]) != gesta_row_id(b, variables[i])) {
      return false;
    }
  }
  return true;
}

/// Rows that are all different, in the order in which they came.
typedef struct GestaRowSet {
  GestaRowStore store;
  GestaRowIndex index;
} GestaRowSet;

/// Begin without rows; borrows as gesta_row_store_init().
GESTA_MUST_CHECK GestaStatus
gesta_row_set_init(GestaRowSet *set, GestaAllocator *allocator,
                   GestaArena *arena, const GestaVariable *variables,
                   size_t width, size_t variable_count);

/// Free the rows; the set may be used again.
void
gesta_row_set_clear(GestaRowSet *set);

/// Forget the rows, keep the memory.
void
gesta_row_set_reset(GestaRowSet *set);

/// Keep a row, unless one with the same ids is there.
///
/// returns  GESTA_OK, *row_number, from 0, and whether it is new
/// errors   GESTA_ERR_MEMORY, GESTA_ERR_TOO_LARGE at 2^32 rows
GESTA_MUST_CHECK GestaStatus
gesta_row_set_add(GestaRowSet *set, const GestaRow *row, size_t *row_number,
                  bool *is_new);

#endif // GESTA_EVAL_ROW_STORE_H
