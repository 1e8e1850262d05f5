// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/eval/operator.h"

typedef struct Extend {
  GestaOperator base;
  GestaVariable variable;
} Extend;

static GestaStatus
next(GestaOperator *base)
{
  Extend *self = (Extend *)base;
  GestaStatus status = gesta_operator_next(base->first);
  if (status) {
    return status;
  }
  const GestaBatch *input = &base->first->batch;
  for (size_t i = 0; i < base->first->width; ++i) {
    const GestaVariable variable = base->first->variables[i];
    if (variable != self->variable) {
      base->batch.columns[variable] = input->columns[variable];
    }
  }
  GestaTermId *column = base->batch.columns[self->variable];
  for (size_t i = 0; i < input->count; ++i) {
    const GestaRow row = {input->columns, i};
    column[i] = GESTA_NO_TERM;
    status = gesta_expression_id(base->engine->expressions, base->expression,
                                 &row, &column[i]);
    if (status && status != GESTA_NOT_FOUND) {
      return status;
    }
  }
  base->batch.count = input->count;
  return GESTA_OK;
}

static GestaStatus
restart(GestaOperator *base, GestaRestart kind)
{
  return gesta_operator_restart(base->first, kind);
}

static const GestaOperatorType type = {"extend", next, restart, NULL};

GestaStatus
gesta_extend_new(GestaEngine *engine, GestaOperator *input,
                 GestaVariable variable, const GestaExpression *expression,
                 GestaOperator **self)
{
  Extend *made = gesta_operator_new(engine, &type, sizeof *made, input, NULL);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  made->variable = variable;
  made->base.expression = expression;
  for (size_t i = 0; i < input->width; ++i) {
    gesta_operator_name_column(&made->base, input->variables[i]);
  }
  *self = &made->base;
  gesta_operator_add_column(&made->base, variable);
  return GESTA_OK;
}
