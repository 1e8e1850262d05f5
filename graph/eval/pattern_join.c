// SPDX-License-Identifier: GPL-3.0-or-later
// Each row of the input asks the store for the quads that match.  Without
// bound variables that is a scan; with some it is a lookup a row, whose cursor
// stays open and moves.
//
// 1. While in_row, `cursor` gives what is left for row `index` of the input.
// 2. cursors[m] is open only if it was needed: bit i of m says that position i
//    is bound.

#include "graph/eval/pattern.h"

#include <assert.h>
#include <string.h>

enum { CURSOR_COUNT = 1 << POSITION_COUNT };

typedef struct PatternJoin {
  GestaOperator base;
  GestaPattern pattern;
  size_t index;
  bool has_input;
  bool in_row;
  bool has_before;
  GestaQuadIds before;
  GestaQuadCursor *cursor;
  GestaQuadCursor *cursors[CURSOR_COUNT];
} PatternJoin;

// Put the cursor at the matches of row `index`.
static GestaStatus
begin_row(PatternJoin *self)
{
  const GestaRow row = {self->base.first->batch.columns, self->index};
  GestaQuadIds ids;
  if (!gesta_pattern_ids(&self->pattern, &row, &ids)) {
    ++self->index;
    return GESTA_OK;
  }
  GestaGraphScope scope = self->pattern.scope;
  if (scope == GESTA_SCOPE_NAMED && ids.graph != GESTA_NO_TERM) {
    scope = GESTA_SCOPE_ONE; // the variable of the graph is bound
  }
  size_t mask = 0;
  for (size_t i = 0; i < POSITION_COUNT; ++i) {
    mask |= (size_t)(gesta_quad_id(&ids, i) != GESTA_NO_TERM) << i;
  }
  GestaQuadCursor **cursor = &self->cursors[mask];
  const GestaStatus status = *cursor ? gesta_quad_cursor_seek(*cursor, &ids)
                                     : gesta_store_find(
                                       self->base.engine->transaction, &ids,
                                       scope, cursor);
  if (status == GESTA_OK) {
    self->cursor = *cursor;
    self->in_row = true;
    self->has_before = false;
  }
  return status;
}

// Add a quad to the output.
static void
add_quad(PatternJoin *self, const GestaRow *row, const GestaQuadIds *quad)
{
  GestaOperator *const base = &self->base;
  const size_t to = base->batch.count;
  gesta_operator_copy_row(base, to, row);
  const GestaTermId ids[] = {quad->subject, quad->predicate, quad->object,
                             quad->graph};
  for (size_t i = 0; i < POSITION_COUNT; ++i) {
    if (self->pattern.variable[i] != GESTA_NO_VARIABLE) {
      base->batch.columns[self->pattern.variable[i]][to] = ids[i];
    }
  }
  ++base->batch.count;
}

// Take what the cursor has for the present row, as far as there is room.
static GestaStatus
take_quads(PatternJoin *self)
{
  GestaOperator *const base = &self->base;
  const GestaRow row = {base->first->batch.columns, self->index};
  GestaQuadIds *const quads = base->engine->quads;
  size_t count = 0;
  const GestaStatus status = gesta_quad_cursor_read(
    self->cursor, quads, GESTA_BATCH_SIZE - base->batch.count, &count);
  if (status == GESTA_END) {
    self->in_row = false;
    ++self->index;
    return GESTA_OK;
  }
  if (status) {
    return status;
  }
  for (size_t i = 0; i < count; ++i) {
    const GestaQuadIds *before = i > 0              ? &quads[i - 1]
                                 : self->has_before ? &self->before
                                                    : NULL;
    if (gesta_pattern_accepts(&self->pattern, &quads[i], before)) {
      add_quad(self, &row, &quads[i]);
    }
  }
  self->before = quads[count - 1];
  self->has_before = true;
  return GESTA_OK;
}

static GestaStatus
step(GestaOperator *base)
{
  PatternJoin *self = (PatternJoin *)base;
  if (self->in_row) {
    return take_quads(self);
  }
  if (self->has_input && self->index < base->first->batch.count) {
    return begin_row(self);
  }
  self->index = 0;
  const GestaStatus status = gesta_operator_next(base->first);
  self->has_input = status == GESTA_OK;
  return status;
}

static GestaStatus
next(GestaOperator *base)
{
  return gesta_operator_fill(base, step);
}

static GestaStatus
restart(GestaOperator *base, GestaRestart kind)
{
  PatternJoin *self = (PatternJoin *)base;
  self->has_input = false;
  self->in_row = false;
  return gesta_operator_restart(base->first, kind);
}

static void
release(GestaOperator *base)
{
  PatternJoin *self = (PatternJoin *)base;
  for (size_t i = 0; i < CURSOR_COUNT; ++i) {
    gesta_quad_cursor_close(self->cursors[i]);
  }
}

static const GestaOperatorType type = {"pattern", next, restart, release};

GestaStatus
gesta_pattern_join_new(GestaEngine *engine, GestaOperator *input,
                       const GestaTriple *triple,
                       const GestaGraphContext *graph, GestaOperator **self)
{
  PatternJoin *made = gesta_operator_new(engine, &type, sizeof *made, input,
                                         NULL);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  GestaStatus status = gesta_pattern_init(&made->pattern, engine, triple,
                                          graph);
  gesta_operator_add_columns(&made->base, input);
  for (size_t i = 0; i < POSITION_COUNT; ++i) {
    if (made->pattern.variable[i] != GESTA_NO_VARIABLE) {
      gesta_operator_add_column(&made->base, made->pattern.variable[i]);
    }
  }
  *self = &made->base;
  return status;
}
