// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/eval/operator.h"

typedef struct Extend {
  GestaOperator operator;
  GestaVariable variable;
  const GestaExpression *expression;
} Extend;

static GestaStatus
next(GestaOperator *operator)
{
  Extend *self = (Extend *)operator;
  GestaStatus status = gesta_operator_next(operator->first);
  if (status) {
    return status;
  }
  const GestaBatch *input = &operator->first->batch;
  for (size_t i = 0; i < operator->first->width; ++i) {
    const GestaVariable variable = operator->first->variables[i];
    if (variable != self->variable) {
      operator->batch.columns[variable] = input->columns[variable];
    }
  }
  GestaTermId *column = operator->batch.columns[self->variable];
  for (size_t i = 0; i < input->count; ++i) {
    const GestaRow row = {input->columns, i};
    column[i] = GESTA_NO_TERM;
    status = gesta_expression_id(operator->engine->expressions,
                                 self->expression, &row, &column[i]);
    if (status && status != GESTA_NOT_FOUND) {
      return status;
    }
  }
  operator->batch.count = input->count;
  return GESTA_OK;
}

static GestaStatus
restart(GestaOperator *operator, GestaRestart kind)
{
  return gesta_operator_restart(operator->first, kind);
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
  made->expression = expression;
  for (size_t i = 0; i < input->width; ++i) {
    gesta_operator_name_column(&made->operator, input->variables[i]);
  }
  *self = &made->operator;
  gesta_operator_add_column(&made->operator, variable);
  return GESTA_OK;
}
