// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/eval/operator.h"

#include "graph/base/clock.h"
#include "graph/base/number.h"
#include "graph/rdf/vocabulary.h"

#include <assert.h>

void *
gesta_operator_new(GestaEngine *engine, const GestaOperatorType *type,
                   size_t size, GestaOperator *first, GestaOperator *second)
{
  assert(engine && type && size >= sizeof(GestaOperator));

  GestaOperator *self = gesta_arena_allocate(&engine->arena, 1, size);
  if (!self) {
    return NULL;
  }
  self->type = type;
  self->engine = engine;
  self->first = first;
  self->second = second;
  self->batch.columns = gesta_arena_allocate(
    &engine->arena, engine->variable_room, sizeof *self->batch.columns);
  self->variables = gesta_arena_allocate(&engine->arena, engine->variable_room,
                                         sizeof *self->variables);
  self->is_own = gesta_arena_allocate(&engine->arena, engine->variable_room,
                                      sizeof *self->is_own);
  if (!self->batch.columns || !self->variables || !self->is_own) {
    return NULL;
  }
  self->older = engine->operators;
  engine->operators = self;
  return self;
}

bool
gesta_operator_has(const GestaOperator *self, GestaVariable variable)
{
  for (size_t i = 0; i < self->width; ++i) {
    if (self->variables[i] == variable) {
      return true;
    }
  }
  return false;
}

void
gesta_operator_name_column(GestaOperator *self, GestaVariable variable)
{
  if (!gesta_operator_has(self, variable)) {
    assert(self->width < self->engine->variable_room);
    self->variables[self->width] = variable;
    ++self->width;
  }
}

void
gesta_operator_add_column(GestaOperator *self, GestaVariable variable)
{
  gesta_operator_name_column(self, variable);
  for (size_t i = 0; i < self->width; ++i) {
    if (self->variables[i] == variable) {
      self->is_own[i] = true;
    }
  }
}

// Make the columns of an operator that is about to run.
static GestaStatus
make_columns(GestaOperator *self)
{
  for (size_t i = 0; i < self->width; ++i) {
    if (self->is_own[i]) {
      GestaTermId *column = gesta_arena_allocate(
        &self->engine->arena, GESTA_BATCH_SIZE, sizeof *column);
      if (!column) {
        return GESTA_ERR_MEMORY;
      }
      self->batch.columns[self->variables[i]] = column;
    }
  }
  self->is_ready = true;
  return GESTA_OK;
}

void
gesta_operator_add_columns(GestaOperator *self, const GestaOperator *like)
{
  for (size_t i = 0; i < like->width; ++i) {
    gesta_operator_add_column(self, like->variables[i]);
  }
}

GestaStatus
gesta_engine_poll(const GestaEngine *engine)
{
  if (gesta_cancelled(engine->options->cancel)) {
    return gesta_error_set(engine->error, GESTA_ERR_CANCELLED,
                           "the query was cancelled");
  }
  if (engine->deadline && gesta_clock() > engine->deadline) {
    return gesta_error_set(
      engine->error, GESTA_ERR_TOO_LARGE,
      "the query took longer than %llu ms (--timeout): ask for less, or allow "
      "more time",
      (unsigned long long)engine->options->timeout);
  }
  return GESTA_OK;
}

GestaStatus
gesta_operator_next(GestaOperator *self)
{
  GestaStatus status = gesta_engine_poll(self->engine);
  if (status) {
    return status;
  }
  if (!self->is_ready) {
    status = make_columns(self);
    if (status) {
      return status;
    }
  }
  const uint64_t begin = self->engine->is_timed ? gesta_clock() : 0;
  status = self->type->next(self);
  if (status == GESTA_OK) {
    assert(self->batch.count > 0);
    self->rows += self->batch.count;
  }
  if (self->engine->is_timed) {
    self->time += gesta_clock() - begin;
  }
  return status;
}

GestaStatus
gesta_operator_fill(GestaOperator *self,
                    GestaStatus (*step)(GestaOperator *self))
{
  GestaStatus status = GESTA_OK;
  self->batch.count = 0;
  while (status == GESTA_OK && self->batch.count < GESTA_BATCH_SIZE) {
    status = step(self);
  }
  if (status && status != GESTA_END) {
    return status;
  }
  return self->batch.count > 0 ? GESTA_OK : GESTA_END;
}

GestaStatus
gesta_operator_restart(GestaOperator *self, GestaRestart kind)
{
  return self ? self->type->restart(self, kind) : GESTA_OK;
}

void
gesta_engine_release(GestaEngine *engine)
{
  for (GestaOperator *at = engine->operators; at; at = at->older) {
    if (at->type->release) {
      at->type->release(at);
    }
  }
  engine->operators = NULL;
}

GestaVariable
gesta_engine_variable(GestaEngine *engine)
{
  if (engine->variable_count == engine->variable_room) {
    return GESTA_NO_VARIABLE;
  }
  return (GestaVariable)engine->variable_count++; // checked when room was made
}

GestaStatus
gesta_integer_id(const GestaEngine *engine, uint64_t number, GestaTermId *id)
{
  char text[GESTA_NUMBER_SIZE];
  size_t at = sizeof text;
  do {
    text[--at] = (char)('0' + number % 10);
    number /= 10;
  } while (number > 0);
  const GestaTerm term = gesta_typed_literal(
    (GestaStringView){text + at, sizeof text - at}, GESTA_XSD("integer"));
  return gesta_query_terms_intern(engine->terms, &term, id);
}

GestaStatus
gesta_conditions_hold(const GestaEngine *engine,
                      const GestaExpressionList *conditions,
                      const GestaRow *row, bool *holds)
{
  *holds = true;
  for (; conditions; conditions = conditions->next) {
    const GestaStatus status = gesta_expression_holds(
      engine->expressions, conditions->expression, row, holds);
    if (status || !*holds) {
      return status;
    }
  }
  return GESTA_OK;
}
