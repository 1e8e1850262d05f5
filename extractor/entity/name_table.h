// SPDX-License-Identifier: GPL-3.0-or-later
/// @file name_table.h
/// A hash table from text to numbers.

#ifndef GESTA_ENTITY_NAME_TABLE_H
#define GESTA_ENTITY_NAME_TABLE_H

#include "graph/base/allocator.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stddef.h>
#include <stdint.h>

typedef struct GestaNameSlot GestaNameSlot;

typedef struct GestaNameTable {
  GestaAllocator *allocator; ///< borrowed until gesta_name_table_clear()
  GestaNameSlot *slots;
  size_t room;  ///< a power of two, or 0
  size_t count; ///< names
} GestaNameTable;

void
gesta_name_table_init(GestaNameTable *table, GestaAllocator *allocator);

void
gesta_name_table_clear(GestaNameTable *table);

/// The number of a name.
///
/// returns  GESTA_OK, or GESTA_NOT_FOUND
/// cost     expected O(name.size)
GESTA_MUST_CHECK GestaStatus
gesta_name_table_find(const GestaNameTable *table, GestaStringView name,
                      uint32_t *number);

/// Add a name, or give it another number.
///
/// borrows  name, until the table is cleared
/// errors   GESTA_ERR_MEMORY; the table is then as it was
GESTA_MUST_CHECK GestaStatus
gesta_name_table_set(GestaNameTable *table, GestaStringView name,
                     uint32_t number);

#endif // GESTA_ENTITY_NAME_TABLE_H
