// SPDX-License-Identifier: GPL-3.0-or-later
/// @file value_index.h
/// The table of the literals that have a value with an order: by class, by key,
/// by id.  Included by graph/store/*.c only.
///
/// threads  a range belongs to the thread of its transaction

#ifndef GESTA_STORE_VALUE_INDEX_H
#define GESTA_STORE_VALUE_INDEX_H

#include "graph/base/status.h"
#include "graph/rdf/value_key.h"
#include "graph/store/term_dictionary.h"

#include <lmdb.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { GESTA_VALUE_SIZE = 12 }; ///< bytes of an entry: key and id

typedef struct GestaValueEntry {
  GestaValueKey key;
  uint32_t id;
} GestaValueEntry;

/// Open the table, creating it if it is missing.
GESTA_MUST_CHECK GestaStatus
gesta_value_index_open(MDB_txn *txn, MDB_dbi *table);

/// Add entries, which are left sorted.
///
/// cost  O(count log count), and one pass over the touched part of the table
GESTA_MUST_CHECK GestaStatus
gesta_value_index_add_many(MDB_dbi table, MDB_txn *txn,
                           GestaValueEntry *entries, size_t count);

/// Look for an entry.
///
/// returns  GESTA_OK, or GESTA_NOT_FOUND
GESTA_MUST_CHECK GestaStatus
gesta_value_index_find(MDB_dbi table, MDB_txn *txn,
                       const GestaValueEntry *entry);

/// The entries of a class with keys from low to high.
typedef struct GestaValueRange {
  MDB_cursor *cursor;
  const unsigned char *page;  ///< values at hand, or NULL
  const unsigned char *entry; ///< next value of the range
  const unsigned char *end;
  unsigned char class;
  uint64_t high;
  bool is_over;
} GestaValueRange;

/// Begin to read a range.
///
/// gives  *range; end it with gesta_value_range_end()
GESTA_MUST_CHECK GestaStatus
gesta_value_range_begin(MDB_dbi table, MDB_txn *txn, GestaKeyClass class,
                        uint64_t low, uint64_t high, GestaValueRange *range);

/// Read the next entries, in the order of their keys and ids.
///
/// needs    room > 0
/// returns  GESTA_OK and *count > 0, or GESTA_END
GESTA_MUST_CHECK GestaStatus
gesta_value_range_read(GestaValueRange *range, GestaValueEntry *entries,
                       size_t room, size_t *count);

/// End a range; one that is all zeros is allowed.
void
gesta_value_range_end(GestaValueRange *range);

/// Count a range: see gesta_store_count_values().
GESTA_MUST_CHECK GestaStatus
gesta_value_index_count(MDB_dbi table, MDB_txn *txn, GestaKeyClass class,
                        uint64_t low, uint64_t high, uint64_t *count,
                        bool *exact);

#endif // GESTA_STORE_VALUE_INDEX_H
