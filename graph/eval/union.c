// SPDX-License-Identifier: GPL-3.0-or-later
// One branch after the other.
#include "graph/eval/operator.h"

typedef struct Union {
  GestaOperator operator;
  size_t at;
} Union;

static GestaStatus
next(GestaOperator *operator)
{
  Union *self = (Union *)operator;
  for (; self->at < operator->other_count; ++self->at) {
    GestaOperator *branch = operator->others[self->at];
    const GestaStatus status = gesta_operator_next(branch);
    if (status == GESTA_OK) {
      for (size_t i = 0; i < operator->width; ++i) {
        const GestaVariable variable = operator->variables[i];
        operator->batch.columns[variable] = branch->batch.columns[variable];
      }
      operator->batch.count = branch->batch.count;
    }
    if (status != GESTA_END) {
      return status;
    }
  }
  return GESTA_END;
}

static GestaStatus
restart(GestaOperator *operator, GestaRestart kind)
{
  Union *self = (Union *)operator;
  self->at = 0;
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; status == GESTA_OK && i < operator->other_count; ++i) {
    status = gesta_operator_restart(operator->others[i], kind);
  }
  return status;
}

static const GestaOperatorType type = {"union", next, restart, NULL};

GestaStatus
gesta_union_new(GestaEngine *engine, GestaOperator **branches, size_t count,
                GestaOperator **self)
{
  Union *made = gesta_operator_new(engine, &type, sizeof *made, NULL, NULL);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  made->operator.others = branches;
  made->operator.other_count = count;
  for (size_t i = 0; i < count; ++i) {
    for (size_t j = 0; j < branches[i]->width; ++j) {
      gesta_operator_name_column(&made->operator, branches[i]->variables[j]);
    }
    made->operator.estimate += branches[i]->estimate;
  }
  *self = &made->operator;
  return GESTA_OK;
}
