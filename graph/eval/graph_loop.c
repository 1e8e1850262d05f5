// SPDX-License-Identifier: GPL-3.0-or-later
// GRAPH ?g around something that is more than a join of patterns: evaluated for
// one named graph after the other, as section 18.6 defines it.

#include "graph/eval/operator.h"

typedef struct GraphLoop {
  GestaOperator base;
  GestaVariable variable;
  GestaTermId *cell;
  size_t index; // of the names
  bool has_names;
  bool in_graph;
} GraphLoop;

// Take the rows whose own binding of the variable is this graph, or none.
static void
take_rows(GraphLoop *self)
{
  GestaOperator *const inner = self->base.second;
  for (size_t i = 0; i < inner->batch.count; ++i) {
    const GestaRow row = {inner->batch.columns, i};
    const GestaTermId own = gesta_row_id(&row, self->variable);
    if (own != GESTA_NO_TERM && own != *self->cell) {
      continue;
    }
    const size_t to = self->base.batch.count;
    gesta_operator_copy_row(&self->base, to, &row);
    self->base.batch.columns[self->variable][to] = *self->cell;
    ++self->base.batch.count;
  }
}

static GestaStatus
step(GraphLoop *self)
{
  GestaOperator *const names = self->base.first;
  if (self->in_graph) {
    const GestaStatus status = gesta_operator_next(self->base.second);
    if (status == GESTA_OK) {
      take_rows(self);
    }
    if (status == GESTA_END) {
      self->in_graph = false;
      return GESTA_OK;
    }
    return status;
  }
  if (!self->has_names || self->index == names->batch.count) {
    const GestaStatus status = gesta_operator_next(names);
    self->has_names = status == GESTA_OK;
    self->index = 0;
    return status;
  }
  *self->cell = names->batch.columns[names->variables[0]][self->index];
  ++self->index;
  self->in_graph = true;
  return gesta_operator_restart(self->base.second, GESTA_RESTART_GRAPH);
}

static GestaStatus
next(GestaOperator *base)
{
  GraphLoop *self = (GraphLoop *)base;
  base->batch.count = 0;
  while (base->batch.count == 0) {
    const GestaStatus status = step(self);
    if (status) {
      return status;
    }
  }
  return GESTA_OK;
}

static GestaStatus
restart(GestaOperator *base, GestaRestart kind)
{
  GraphLoop *self = (GraphLoop *)base;
  self->has_names = false;
  self->in_graph = false;
  return gesta_operator_restart(base->first, kind);
}

static const GestaOperatorType type = {"graph loop", next, restart, NULL};

GestaStatus
gesta_graph_loop_new(GestaEngine *engine, GestaOperator *names,
                     GestaOperator *inner, GestaVariable variable,
                     GestaTermId *cell, GestaOperator **self)
{
  GraphLoop *made = gesta_operator_new(engine, &type, sizeof *made, names,
                                       inner);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  made->variable = variable;
  made->cell = cell;
  *self = &made->base;
  gesta_operator_add_columns(&made->base, inner);
  gesta_operator_add_column(&made->base, variable);
  return GESTA_OK;
}
