// SPDX-License-Identifier: GPL-3.0-or-later
// Rows that were not given before: all that were are kept and indexed.
#include "graph/eval/operator.h"
#include "graph/eval/row_store.h"

typedef struct Distinct {
  GestaOperator operator;
  GestaRowStore store;
  GestaRowIndex index;
} Distinct;

// Keep a row, unless it is there.
static GestaStatus
add_row(Distinct *self, const GestaRow *row, bool *is_new)
{
  const GestaRowStore *store = &self->store;
  const uint64_t hash = gesta_hash_row(row, store->variables, store->width);
  uint32_t found = gesta_row_index_first(&self->index, hash);
  for (; found != GESTA_NO_ROW;
       found = gesta_row_index_next(&self->index, found)) {
    const GestaRow kept = {store->rows.columns, found - 1};
    if (gesta_rows_equal(row, &kept, store->variables, store->width)) {
      *is_new = false;
      return GESTA_OK;
    }
  }
  *is_new = true;
  const GestaStatus status = gesta_row_store_add(&self->store, row);
  return status ? status : gesta_row_index_add(&self->index, hash);
}

static GestaStatus
next(GestaOperator *operator)
{
  Distinct *self = (Distinct *)operator;
  operator->batch.count = 0;
  while (operator->batch.count == 0) {
    GestaStatus status = gesta_operator_next(operator->first);
    if (status) {
      return status;
    }
    const GestaBatch *input = &operator->first->batch;
    for (size_t i = 0; i < input->count; ++i) {
      const GestaRow row = {input->columns, i};
      bool is_new = false;
      status = add_row(self, &row, &is_new);
      if (status) {
        return status;
      }
      if (is_new) {
        gesta_operator_copy_row(operator, operator->batch.count, &row);
        ++operator->batch.count;
      }
    }
  }
  return GESTA_OK;
}

static GestaStatus
restart(GestaOperator *operator, GestaRestart kind)
{
  Distinct *self = (Distinct *)operator;
  gesta_row_store_reset(&self->store);
  gesta_row_index_reset(&self->index);
  return gesta_operator_restart(operator->first, kind);
}

static void
release(GestaOperator *operator)
{
  Distinct *self = (Distinct *)operator;
  gesta_row_store_clear(&self->store);
  gesta_row_index_clear(&self->index);
}

static const GestaOperatorType type = {"distinct", next, restart, release};

GestaStatus
gesta_distinct_new(GestaEngine *engine, GestaOperator *input,
                   GestaOperator **self)
{
  Distinct *made = gesta_operator_new(engine, &type, sizeof *made, input, NULL);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  gesta_row_index_init(&made->index, engine->allocator);
  gesta_operator_add_columns(&made->operator, input);
  made->operator.estimate = input->estimate;
  *self = &made->operator;
  return gesta_row_store_init(&made->store, engine->allocator, &engine->arena,
                              input->variables, input->width,
                              engine->variable_room);
}
