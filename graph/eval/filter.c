// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/eval/operator.h"

static GestaStatus
next(GestaOperator *base)
{
  base->batch.count = 0;
  while (base->batch.count == 0) {
    GestaStatus status = gesta_operator_next(base->first);
    if (status) {
      return status;
    }
    const GestaBatch *input = &base->first->batch;
    for (size_t i = 0; i < input->count; ++i) {
      const GestaRow row = {input->columns, i};
      bool holds = true;
      status = gesta_conditions_hold(base->engine, base->conditions, &row,
                                     &holds);
      if (status) {
        return status;
      }
      if (holds) {
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
  return gesta_operator_restart(base->first, kind);
}

static const GestaOperatorType type = {"filter", next, restart, NULL};

GestaStatus
gesta_filter_new(GestaEngine *engine, GestaOperator *input,
                 GestaExpressionList *conditions, GestaOperator **self)
{
  GestaOperator *made = gesta_operator_new(engine, &type, sizeof *made, input,
                                           NULL);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  made->conditions = conditions;
  *self = made;
  gesta_operator_add_columns(made, input);
  return GESTA_OK;
}
