// SPDX-License-Identifier: GPL-3.0-or-later
// Rows that were not given before: all that were are kept and indexed.
#include "graph/eval/operator.h"
#include "graph/eval/row_store.h"

typedef struct Distinct {
  GestaOperator base;
  GestaRowSet seen;
} Distinct;

static GestaStatus
next(GestaOperator *base)
{
  Distinct *self = (Distinct *)base;
  base->batch.count = 0;
  while (base->batch.count == 0) {
    GestaStatus status = gesta_operator_next(base->first);
    if (status) {
      return status;
    }
    const GestaBatch *input = &base->first->batch;
    for (size_t i = 0; i < input->count; ++i) {
      const GestaRow row = {input->columns, i};
      size_t number;
      bool is_new = false;
      status = gesta_row_set_add(&self->seen, &row, &number, &is_new);
      if (status) {
        return status;
      }
      if (is_new) {
        gesta_operator_copy_row(base, base->batch.count, &row);
        ++base->batch.count;
      }
    }
  }
  return GESTA_OK;
}

static GestaStatus
restart(GestaOperator *base, GestaRestart kind)
{
  Distinct *self = (Distinct *)base;
  gesta_row_set_reset(&self->seen);
  return gesta_operator_restart(base->first, kind);
}

static void
release(GestaOperator *base)
{
  Distinct *self = (Distinct *)base;
  gesta_row_set_clear(&self->seen);
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
  gesta_operator_add_columns(&made->base, input);
  made->base.estimate = input->estimate;
  *self = &made->base;
  return gesta_row_set_init(&made->seen, engine->allocator, &engine->arena,
                            input->variables, input->width,
                            engine->variable_room);
}
