// SPDX-License-Identifier: GPL-3.0-or-later
/// @file word_table.h
/// Words and a number for each: built once, then looked up very often.
///
/// threads  immutable once filled

#ifndef GESTA_TEXT_WORD_TABLE_H
#define GESTA_TEXT_WORD_TABLE_H

#include "graph/base/allocator.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stddef.h>
#include <stdint.h>

typedef struct GestaWordTableSlot {
  GestaStringView word; ///< data is NULL: free
  uint32_t hash;
  uint32_t value;
} GestaWordTableSlot;

typedef struct GestaWordTable {
  GestaAllocator *allocator; ///< borrowed until gesta_word_table_clear()
  GestaWordTableSlot *slots;
  size_t count;
  size_t room; ///< a power of two, or 0
} GestaWordTable;

void
gesta_word_table_init(GestaWordTable *table, GestaAllocator *allocator);

void
gesta_word_table_clear(GestaWordTable *table);

/// Add a word, or give it another value if it is there.
///
/// borrows  word, until the table is cleared
/// needs    word.size > 0
/// errors   GESTA_ERR_MEMORY; the table is then as it was
GESTA_MUST_CHECK GestaStatus
gesta_word_table_add(GestaWordTable *table, GestaStringView word,
                     uint32_t value);

/// returns  GESTA_OK and *value, or GESTA_NOT_FOUND
GESTA_MUST_CHECK GestaStatus
gesta_word_table_find(const GestaWordTable *table, GestaStringView word,
                      uint32_t *value);

#endif // GESTA_TEXT_WORD_TABLE_H
