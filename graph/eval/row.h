// SPDX-License-Identifier: GPL-3.0-or-later
/// @file row.h
/// Solutions in batches of columns, and one row of such a batch.

#ifndef GESTA_EVAL_ROW_H
#define GESTA_EVAL_ROW_H

#include "graph/sparql/syntax.h"
#include "graph/store/store.h"

#include <stddef.h>

enum { GESTA_BATCH_SIZE = 1024 }; ///< rows of a batch at most

/// A batch: `columns[variable][row]`.  A column that is NULL is unbound in
/// every row; GESTA_NO_TERM is unbound in one row.
typedef struct GestaBatch {
  GestaTermId **columns; ///< [number of variables of the request]
  size_t count;          ///< rows
} GestaBatch;

/// One row of a batch.
typedef struct GestaRow {
  GestaTermId *const *columns;
  size_t index;
} GestaRow;

/// The id that a variable has in a row; GESTA_NO_TERM if it is unbound.
static inline GestaTermId
gesta_row_id(const GestaRow *row, GestaVariable variable)
{
  const GestaTermId *column = row->columns[variable];
  return column ? column[row->index] : GESTA_NO_TERM;
}

#endif // GESTA_EVAL_ROW_H
