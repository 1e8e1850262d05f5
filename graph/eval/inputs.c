// SPDX-License-Identifier: GPL-3.0-or-later
// The leaves of a plan that ask the store for nothing, or only for a number:
// rows that are there already, cut into batches.

#include "graph/eval/operator.h"

#include <assert.h>
#include <string.h>

// Rows in memory: columns[i][row] is that of variables[i].
typedef struct Rows {
  GestaOperator base;
  const GestaTermId **sources; ///< [width]
  size_t count;
  size_t at;
} Rows;

static GestaStatus
next(GestaOperator *base)
{
  Rows *self = (Rows *)base;
  if (self->at == self->count) {
    return GESTA_END;
  }
  const size_t left = self->count - self->at;
  base->batch.count = left < GESTA_BATCH_SIZE ? left : GESTA_BATCH_SIZE;
  for (size_t i = 0; i < base->width; ++i) {
    memcpy(base->batch.columns[base->variables[i]], self->sources[i] + self->at,
           base->batch.count * sizeof(GestaTermId));
  }
  self->at += base->batch.count;
  return GESTA_OK;
}

static GestaStatus
restart(GestaOperator *base, GestaRestart kind)
{
  (void)kind;
  Rows *self = (Rows *)base;
  self->at = 0;
  return GESTA_OK;
}

static GestaStatus
new_rows(GestaEngine *engine, const GestaOperatorType *type,
         const GestaVariable *variables, size_t width, size_t count,
         Rows **self)
{
  Rows *made = gesta_operator_new(engine, type, sizeof *made, NULL, NULL);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  made->sources = gesta_arena_allocate(&engine->arena, width,
                                       sizeof *made->sources);
  if (!made->sources) {
    return GESTA_ERR_MEMORY;
  }
  for (size_t i = 0; i < width; ++i) {
    gesta_operator_add_column(&made->base, variables[i]);
  }
  made->count = count;
  made->base.estimate = (double)count; // a guess may be inexact
  *self = made;
  return GESTA_OK;
}

static const GestaOperatorType unit_type = {"rows", next, restart, NULL};

GestaStatus
gesta_unit_new(GestaEngine *engine, size_t count, GestaOperator **self)
{
  Rows *made = NULL;
  const GestaStatus status = new_rows(engine, &unit_type, NULL, 0, count,
                                      &made);
  if (status == GESTA_OK) {
    *self = &made->base;
  }
  return status;
}

static const GestaOperatorType list_type = {"range", next, restart, NULL};

GestaStatus
gesta_id_list_new(GestaEngine *engine, GestaVariable variable,
                  const GestaTermId *ids, size_t count, GestaOperator **self)
{
  Rows *made = NULL;
  const GestaStatus status = new_rows(engine, &list_type, &variable, 1, count,
                                      &made);
  if (status == GESTA_OK) {
    made->sources[0] = ids;
    *self = &made->base;
  }
  return status;
}

static const GestaOperatorType table_type = {"values", next, restart, NULL};

GestaStatus
gesta_table_new(GestaEngine *engine, const GestaDataBlock *data,
                GestaOperator **self)
{
  Rows *made = NULL;
  GestaStatus status = new_rows(engine, &table_type, data->variables,
                                data->variable_count, data->row_count, &made);
  for (size_t i = 0; status == GESTA_OK && i < data->variable_count; ++i) {
    GestaTermId *ids = gesta_arena_allocate(&engine->arena, data->row_count,
                                            sizeof *ids);
    if (!ids) {
      return GESTA_ERR_MEMORY;
    }
    made->sources[i] = ids;
    for (size_t row = 0; status == GESTA_OK && row < data->row_count; ++row) {
      const GestaTerm *term = &data->terms[row * data->variable_count + i];
      if (term->kind != GESTA_TERM_NONE) {
        status = gesta_query_terms_intern(engine->terms, term, &ids[row]);
      }
    }
  }
  if (status == GESTA_OK) {
    *self = &made->base;
  }
  return status;
}

static const GestaOperatorType count_type = {"count", next, restart, NULL};

GestaStatus
gesta_count_new(GestaEngine *engine, GestaVariable variable, uint64_t count,
                GestaOperator **self)
{
  GestaTermId *id = gesta_arena_allocate(&engine->arena, 1, sizeof *id);
  if (!id) {
    return GESTA_ERR_MEMORY;
  }
  GestaStatus status = gesta_integer_id(engine, count, id);
  Rows *made = NULL;
  if (status == GESTA_OK) {
    status = new_rows(engine, &count_type, &variable, 1, 1, &made);
  }
  if (status == GESTA_OK) {
    made->sources[0] = id;
    *self = &made->base;
  }
  return status;
}

// The argument of an apply: rows of somebody else, given once a restart.
typedef struct Argument {
  GestaOperator base;
  struct Argument *twin; ///< set together with this one, or NULL
  bool is_given;
} Argument;

static GestaStatus
next_argument(GestaOperator *base)
{
  Argument *self = (Argument *)base;
  if (self->is_given || base->batch.count == 0) {
    return GESTA_END;
  }
  self->is_given = true;
  return GESTA_OK;
}

static GestaStatus
restart_argument(GestaOperator *base, GestaRestart kind)
{
  (void)kind;
  Argument *self = (Argument *)base;
  self->is_given = false;
  return GESTA_OK;
}

static const GestaOperatorType argument_type = {"argument", next_argument,
                                                restart_argument, NULL};

GestaStatus
gesta_argument_new(GestaEngine *engine, const GestaVariable *variables,
                   size_t width, GestaOperator **self)
{
  Argument *made = gesta_operator_new(engine, &argument_type, sizeof *made,
                                      NULL, NULL);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  for (size_t i = 0; i < width; ++i) {
    gesta_operator_name_column(&made->base, variables[i]);
  }
  *self = &made->base;
  return GESTA_OK;
}

GestaStatus
gesta_argument_again(GestaEngine *engine, GestaOperator *argument,
                     GestaOperator **self)
{
  assert(argument->type == &argument_type);

  Argument *first = (Argument *)argument;
  const GestaStatus status = gesta_argument_new(engine, argument->variables,
                                                argument->width, self);
  if (status == GESTA_OK) {
    Argument *made = (Argument *)*self;
    made->twin = first->twin;
    first->twin = made;
  }
  return status;
}

void
gesta_argument_set(GestaOperator *self, const GestaBatch *batch)
{
  for (Argument *at = (Argument *)self; at; at = at->twin) {
    for (size_t i = 0; i < self->width; ++i) {
      const GestaVariable variable = self->variables[i];
      at->base.batch.columns[variable] = batch->columns[variable];
    }
    at->base.batch.count = batch->count;
  }
}

void
gesta_argument_set_row(GestaOperator *self, const GestaRow *row)
{
  for (Argument *at = (Argument *)self; at; at = at->twin) {
    for (size_t i = 0; i < self->width; ++i) {
      const GestaVariable variable = self->variables[i];
      GestaTermId *column = row->columns[variable];
      at->base.batch.columns[variable] = column ? column + row->index : NULL;
    }
    at->base.batch.count = 1;
  }
}

// The named graphs of the dataset that hold a quad.
typedef struct GraphNames {
  GestaOperator base;
  GestaTermId at;
  size_t index;
} GraphNames;

static GestaStatus
next_graph(GraphNames *self, GestaTermId *id)
{
  const GestaDataset *dataset = &self->base.engine->options->dataset;
  for (;;) {
    if (dataset->has_named_list && self->index == dataset->named_count) {
      return GESTA_END;
    }
    if (!dataset->has_named_list) {
      const GestaStatus status = gesta_store_next_graph(
        self->base.engine->transaction, &self->at);
      *id = self->at;
      return status;
    }
    // The store tells which graph comes after the one before the listed one.
    *id = dataset->named[self->index];
    ++self->index;
    GestaTermId found = *id - 1;
    const GestaStatus status = gesta_store_next_graph(
      self->base.engine->transaction, &found);
    if (status == GESTA_OK && found == *id) {
      return GESTA_OK;
    }
    if (status && status != GESTA_END) {
      return status;
    }
  }
}

static GestaStatus
next_names(GestaOperator *base)
{
  GraphNames *self = (GraphNames *)base;
  base->batch.count = 0;
  GestaTermId *column = base->batch.columns[base->variables[0]];
  while (base->batch.count < GESTA_BATCH_SIZE) {
    const GestaStatus status = next_graph(self, &column[base->batch.count]);
    if (status == GESTA_END) {
      break;
    }
    if (status) {
      return status;
    }
    ++base->batch.count;
  }
  return base->batch.count > 0 ? GESTA_OK : GESTA_END;
}

static GestaStatus
restart_names(GestaOperator *base, GestaRestart kind)
{
  (void)kind;
  GraphNames *self = (GraphNames *)base;
  self->at = GESTA_NO_TERM;
  self->index = 0;
  return GESTA_OK;
}

static const GestaOperatorType names_type = {"graphs", next_names,
                                             restart_names, NULL};

GestaStatus
gesta_graph_names_new(GestaEngine *engine, GestaVariable variable,
                      GestaOperator **self)
{
  GraphNames *made = gesta_operator_new(engine, &names_type, sizeof *made, NULL,
                                        NULL);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  made->base.estimate = 100;
  *self = &made->base;
  gesta_operator_add_column(&made->base, variable);
  return GESTA_OK;
}
