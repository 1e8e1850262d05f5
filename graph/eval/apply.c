// SPDX-License-Identifier: GPL-3.0-or-later
// Each batch of the input, with a number for each row, becomes the argument of
// the inner plan, which starts again for it.  What comes out carries the number
// of the row that it extends.
//
// 1. A number n, from 1, is in the column `row_number`; has_partner[n - 1]
// tells
//    whether row n came out.

#include "graph/eval/operator.h"

#include <assert.h>
#include <string.h>

typedef struct Apply {
  GestaOperator base;
  GestaJoinKind kind;
  GestaOperator *argument;
  GestaVariable row_number;
  GestaBatch rows; ///< of the argument
  bool *has_partner;
  size_t index; ///< of the input, while the rest is given
  enum { NEED_INPUT, PULL_INNER, GIVE_REST } state;
} Apply;

static GestaStatus
begin_batch(Apply *self)
{
  GestaStatus status = gesta_operator_next(self->base.first);
  if (status) {
    return status;
  }
  const GestaBatch *input = &self->base.first->batch;
  GestaTermId *numbers = self->rows.columns[self->row_number];
  memcpy(self->rows.columns, input->columns,
         self->base.engine->variable_room * sizeof *input->columns);
  self->rows.columns[self->row_number] = numbers;
  self->rows.count = input->count;
  memset(self->has_partner, 0, GESTA_BATCH_SIZE * sizeof *self->has_partner);
  gesta_argument_set(self->argument, &self->rows);
  self->state = PULL_INNER;
  self->index = 0;
  return gesta_operator_restart(self->base.second, GESTA_RESTART_ARGUMENT);
}

// One batch of the inner plan: note whose partners came, and give them.
static GestaStatus
pull_inner(Apply *self)
{
  GestaOperator *const inner = self->base.second;
  const GestaStatus status = gesta_operator_next(inner);
  if (status == GESTA_END) {
    self->state = self->kind == GESTA_JOIN_INNER ? NEED_INPUT : GIVE_REST;
    return GESTA_OK;
  }
  if (status) {
    return status;
  }
  const GestaTermId *numbers = inner->batch.columns[self->row_number];
  for (size_t i = 0; i < inner->batch.count; ++i) {
    self->has_partner[numbers[i] - 1] = true;
  }
  if (self->kind == GESTA_JOIN_LEFT || self->kind == GESTA_JOIN_INNER) {
    for (size_t i = 0; i < inner->batch.count; ++i) {
      const GestaRow row = {inner->batch.columns, i};
      gesta_operator_copy_row(&self->base, i, &row);
    }
    self->base.batch.count = inner->batch.count;
  }
  return GESTA_OK;
}

// Rows without a partner (LEFT, ANTI), or with one (SEMI).
static void
give_rest(Apply *self)
{
  const GestaBatch *input = &self->base.first->batch;
  const bool wanted = self->kind == GESTA_JOIN_SEMI;
  for (size_t i = 0; i < input->count; ++i) {
    if (self->has_partner[i] == wanted) {
      const GestaRow row = {input->columns, i};
      gesta_operator_copy_row(&self->base, self->base.batch.count, &row);
      ++self->base.batch.count;
    }
  }
  self->state = NEED_INPUT;
}

static GestaStatus
next(GestaOperator *base)
{
  Apply *self = (Apply *)base;
  base->batch.count = 0;
  while (base->batch.count == 0) {
    GestaStatus status = GESTA_OK;
    switch (self->state) {
    case NEED_INPUT:
      status = begin_batch(self);
      break;
    case PULL_INNER:
      status = pull_inner(self);
      break;
    case GIVE_REST:
      give_rest(self);
      break;
    }
    if (status) {
      return status;
    }
  }
  return GESTA_OK;
}

static GestaStatus
restart(GestaOperator *base, GestaRestart kind)
{
  Apply *self = (Apply *)base;
  self->state = NEED_INPUT;
  const GestaStatus status = gesta_operator_restart(base->first, kind);
  return status ? status : gesta_operator_restart(base->second, kind);
}

static const GestaOperatorType types[] = {
  [GESTA_JOIN_INNER] = {"apply", next, restart, NULL},
  [GESTA_JOIN_LEFT] = {"left apply", next, restart, NULL},
  [GESTA_JOIN_SEMI] = {"semi-apply", next, restart, NULL},
  [GESTA_JOIN_ANTI] = {"anti-apply", next, restart, NULL},
};

GestaStatus
gesta_apply_new(GestaEngine *engine, GestaJoinKind kind, GestaOperator *input,
                GestaOperator *argument, GestaVariable row_number,
                GestaOperator *inner, GestaOperator **self)
{
  assert(kind != GESTA_JOIN_MINUS);

  Apply *made = gesta_operator_new(engine, &types[kind], sizeof *made, input,
                                   inner);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  made->kind = kind;
  made->argument = argument;
  made->row_number = row_number;
  made->has_partner = gesta_arena_allocate(&engine->arena, GESTA_BATCH_SIZE,
                                           sizeof *made->has_partner);
  made->rows.columns = gesta_arena_allocate(
    &engine->arena, engine->variable_room, sizeof *made->rows.columns);
  GestaTermId *numbers = gesta_arena_allocate(&engine->arena, GESTA_BATCH_SIZE,
                                              sizeof *numbers);
  if (!made->has_partner || !made->rows.columns || !numbers) {
    return GESTA_ERR_MEMORY;
  }
  for (size_t i = 0; i < GESTA_BATCH_SIZE; ++i) {
    numbers[i] = i + 1;
  }
  made->rows.columns[row_number] = numbers;
  gesta_operator_add_columns(&made->base, input);
  for (size_t i = 0; i < inner->width; ++i) {
    if ((kind == GESTA_JOIN_LEFT || kind == GESTA_JOIN_INNER)
        && inner->variables[i] != row_number) {
      gesta_operator_add_column(&made->base, inner->variables[i]);
    }
  }
  *self = &made->base;
  return GESTA_OK;
}
