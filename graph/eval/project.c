// SPDX-License-Identifier: GPL-3.0-or-later
// Projection shows some columns of its input; a slice shows some of its rows.
#include "graph/eval/operator.h"

static void
show_columns(GestaOperator *base, size_t skipped)
{
  const GestaBatch *input = &base->first->batch;
  for (size_t i = 0; i < base->width; ++i) {
    const GestaVariable variable = base->variables[i];
    GestaTermId *column = input->columns[variable];
    base->batch.columns[variable] = column ? column + skipped : NULL;
  }
  base->batch.count = input->count - skipped;
}

static GestaStatus
next_projected(GestaOperator *base)
{
  const GestaStatus status = gesta_operator_next(base->first);
  if (status == GESTA_OK) {
    show_columns(base, 0);
  }
  return status;
}

static GestaStatus
restart_projection(GestaOperator *base, GestaRestart kind)
{
  return gesta_operator_restart(base->first, kind);
}

static const GestaOperatorType project_type = {"project", next_projected,
                                               restart_projection, NULL};

GestaStatus
gesta_project_new(GestaEngine *engine, GestaOperator *input,
                  const GestaVariable *variables, size_t count,
                  GestaOperator **self)
{
  GestaOperator *made = gesta_operator_new(engine, &project_type, sizeof *made,
                                           input, NULL);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  for (size_t i = 0; i < count; ++i) {
    if (gesta_operator_has(input, variables[i])) {
      gesta_operator_name_column(made, variables[i]);
    }
  }
  made->estimate = input->estimate;
  *self = made;
  return GESTA_OK;
}

typedef struct Slice {
  GestaOperator base;
  uint64_t offset;
  uint64_t limit;
  uint64_t skipped;
  uint64_t given;
} Slice;

static GestaStatus
next_slice(GestaOperator *base)
{
  Slice *self = (Slice *)base;
  while (self->given < self->limit) {
    const GestaStatus status = gesta_operator_next(base->first);
    if (status) {
      return status;
    }
    const size_t count = base->first->batch.count;
    const uint64_t left = self->offset - self->skipped;
    const size_t skip = left < count ? (size_t)left : count;
    self->skipped += skip;
    if (skip < count) {
      show_columns(base, skip);
      if (base->batch.count > self->limit - self->given) {
        base->batch.count = (size_t)(self->limit - self->given);
      }
      self->given += base->batch.count;
      return GESTA_OK;
    }
  }
  return GESTA_END;
}

static GestaStatus
restart_slice(GestaOperator *base, GestaRestart kind)
{
  Slice *self = (Slice *)base;
  self->skipped = 0;
  self->given = 0;
  return gesta_operator_restart(base->first, kind);
}

static const GestaOperatorType slice_type = {"slice", next_slice, restart_slice,
                                             NULL};

GestaStatus
gesta_slice_new(GestaEngine *engine, GestaOperator *input, uint64_t offset,
                uint64_t limit, GestaOperator **self)
{
  Slice *made = gesta_operator_new(engine, &slice_type, sizeof *made, input,
                                   NULL);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  made->offset = offset;
  made->limit = limit;
  for (size_t i = 0; i < input->width; ++i) {
    gesta_operator_name_column(&made->base, input->variables[i]);
  }
  made->base.estimate = input->estimate < (double)limit ? input->estimate
                                                        : (double)limit;
  *self = &made->base;
  return GESTA_OK;
}
