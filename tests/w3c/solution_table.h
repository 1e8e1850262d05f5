// SPDX-License-Identifier: GPL-3.0-or-later
/// @file solution_table.h
/// Rows of terms, such as solutions or quads, compared as bags whatever their
/// blank nodes are called.

#ifndef GESTA_TESTS_W3C_SOLUTION_TABLE_H
#define GESTA_TESTS_W3C_SOLUTION_TABLE_H

#include "graph/base/arena.h"
#include "graph/rdf/quad_sink.h"
#include "graph/rdf/term.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct SolutionTable {
  GestaQuadSink sink; ///< adds quads as rows of four terms
  GestaArena arena;
  GestaStringView *names; ///< [width]
  size_t width;
  GestaTerm *terms; ///< [count][width]
  size_t count;
  size_t room;
  bool is_boolean; ///< the answer of an ASK, in `boolean`
  bool boolean;
  bool has_order; ///< the rows come in the order that is asked for
} SolutionTable;

/// Begin with no rows; width 4 and no names for quads.
void
solution_table_init(SolutionTable *table, size_t width);

void
solution_table_clear(SolutionTable *table);

/// Add a copy of a row.
GestaStatus
solution_table_add(SolutionTable *table, const GestaTerm *row);

/// Keep each row once: what makes quads a set.
void
solution_table_make_set(SolutionTable *table);

/// How two tables are compared.
typedef enum SolutionRule {
  SOLUTION_BAG,     ///< the same rows as often
  SOLUTION_ORDERED, ///< in the same order too
  SOLUTION_REDUCED, ///< the same rows, each at most as often as expected
} SolutionRule;

/// Whether `actual` is what `expected` says, for some bijection of the blank
/// nodes.  Columns are matched by name.
bool
solution_table_matches(const SolutionTable *expected,
                       const SolutionTable *actual, SolutionRule rule);

#endif // GESTA_TESTS_W3C_SOLUTION_TABLE_H
