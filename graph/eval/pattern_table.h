// SPDX-License-Identifier: GPL-3.0-or-later
/// @file pattern_table.h
/// All quads that match the constants of a pattern, kept and indexed by the
/// positions that rows bind: what many look-ups in the store are replaced by.
/// Included by graph/eval/*.c only.

#ifndef GESTA_EVAL_PATTERN_TABLE_H
#define GESTA_EVAL_PATTERN_TABLE_H

#include "graph/eval/pattern.h"
#include "graph/eval/row_store.h"

#include <stdint.h>

/// Rows of `store` have a column for each position that the pattern has a
/// variable for.
typedef struct GestaPatternTable {
  GestaQuadIds constants;
  GestaVariable positions[POSITION_COUNT]; ///< those of the columns
  GestaRowStore store;
  GestaRowIndex index;
  GestaVariable keys[POSITION_COUNT]; ///< the bound positions
  size_t key_count;
} GestaPatternTable;

/// Read the quads.
///
/// `mask`: bit i says that rows bind position i.  `count`: of quads, roughly.
///
/// needs   a mask with a bit that the pattern has a variable for; a graph that
///         is no variable and no loop
/// errors  GESTA_ERR_MEMORY, after which the table is empty, and those of the
///         store
GESTA_MUST_CHECK GestaStatus
gesta_pattern_table_read(GestaPatternTable *table, GestaEngine *engine,
                         const GestaPattern *pattern, size_t mask,
                         size_t count);

/// The first kept quad whose bound positions have these ids, counted from 1, or
/// GESTA_NO_ROW.
uint32_t
gesta_pattern_table_first(const GestaPatternTable *table,
                          const GestaQuadIds *ids);

/// The next one.
uint32_t
gesta_pattern_table_next(const GestaPatternTable *table,
                         const GestaQuadIds *ids, uint32_t row);

/// The quad of a row.
GestaQuadIds
gesta_pattern_table_quad(const GestaPatternTable *table, uint32_t row);

void
gesta_pattern_table_clear(GestaPatternTable *table);

#endif // GESTA_EVAL_PATTERN_TABLE_H
