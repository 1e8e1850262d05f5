// SPDX-License-Identifier: GPL-3.0-or-later
/// @file row_list.h
/// The answer of a query, kept in memory: for those of the shell's own queries
/// whose rows are looked at before anything is printed.

#ifndef GESTA_SHELL_ROW_LIST_H
#define GESTA_SHELL_ROW_LIST_H

#include "graph/base/allocator.h"
#include "graph/base/arena.h"
#include "graph/results/results_reader.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct GestaRowList {
  GestaRowSink sink; ///< first, so that a pointer to it is a pointer to this
  GestaArena arena;  ///< all texts
  GestaStringView *names; ///< [column_count]
  size_t column_count;
  GestaTerm *cells; ///< [row_count][column_count]
  size_t row_count;
  size_t room;     ///< cells allocated
  size_t limit;    ///< rows to keep; 0: all
  bool has_more;   ///< there were more rows than that
  bool is_boolean; ///< of an ASK: there are no rows
  bool answer;     ///< of an ASK
} GestaRowList;

/// Begin with no rows; send at most `limit` of them to `sink` (0: any number).
///
/// borrows  allocator until gesta_row_list_clear()
void
gesta_row_list_init(GestaRowList *list, GestaAllocator *allocator,
                    size_t limit);

void
gesta_row_list_clear(GestaRowList *list);

/// The row number `row`: [column_count] terms.
const GestaTerm *
gesta_row_list_row(const GestaRowList *list, size_t row);

/// Copy a term, its texts into an arena.
///
/// errors  GESTA_ERR_MEMORY; *copy is then untouched
GESTA_MUST_CHECK GestaStatus
gesta_term_copy(GestaArena *arena, const GestaTerm *term, GestaTerm *copy);

#endif // GESTA_SHELL_ROW_LIST_H
