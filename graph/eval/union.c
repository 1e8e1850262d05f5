// SPDX-License-Identifier: GPL-3.0-or-later
// One branch after the other.
#include "graph/eval/operator.h"

typedef struct Union {
  GestaOperator base;
  size_t at;
} Union;

static GestaStatus
next(GestaOperator *base)
{
  Union *self = (Union *)base;
  for (; self->at < base->other_count; ++self->at) {
    GestaOperator *branch = base->others[self->at];
    const GestaStatus status = gesta_operator_next(branch);
    if (status == GESTA_OK) {
      for (size_t i = 0; i < base->width; ++i) {
        const GestaVariable variable = base->variables[i];
        base->batch.columns[variable] = branch->batch.columns[variable];
      }
      base->batch.count = branch->batch.count;
    }
    if (status != GESTA_END) {
      return status;
    }
  }
  return GESTA_END;
}

static GestaStatus
restart(GestaOperator *base, GestaRestart kind)
{
  Union *self = (Union *)base;
  self->at = 0;
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; status == GESTA_OK && i < base->other_count; ++i) {
    status = gesta_operator_restart(base->others[i], kind);
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
  made->base.others = branches;
  made->base.other_count = count;
  for (size_t i = 0; i < count; ++i) {
    for (size_t j = 0; j < branches[i]->width; ++j) {
      gesta_operator_name_column(&made->base, branches[i]->variables[j]);
    }
    made->base.estimate += branches[i]->estimate;
  }
  *self = &made->base;
  return GESTA_OK;
}
