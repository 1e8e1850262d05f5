// SPDX-License-Identifier: GPL-3.0-or-later
// Each row of the input asks the store for the quads that match.  Without
// bound variables that is a scan; with some it is a lookup a row, whose cursor
// stays open and moves.
//
// Everything that matches the pattern's constants is read once and asked from
// then on (pattern_table.h) if that costs less than the lookups that are
// expected, after some that show that the rows are really asked for; or, what
// was expected being too little, when the lookups of one kind have cost more.
//
// 1. While in_row, `cursor`, or the table from `kept` on if that is not
//    GESTA_NO_ROW, gives what is left for row `index` of the input.
// 2. cursors[m] is open only if it was needed: bit i of m says that position i
//    is bound.

#include "graph/eval/pattern.h"
#include "graph/eval/pattern_table.h"

#include <assert.h>

enum {
  CURSOR_COUNT = 1 << POSITION_COUNT,
  FEWEST_EXPECTED = 256,   ///< lookups before a table that pays
  FEWEST_LOOKUPS = 1024,   ///< before a table that nobody expected
  ENTRIES_PER_LOOKUP = 10, ///< of a table, for the same time
  MOST_ENTRIES = 1 << 23,
};

typedef enum TableState {
  TABLE_UNKNOWN, ///< not thought of yet
  TABLE_POSSIBLE,
  TABLE_READ,
  TABLE_REFUSED, ///< too large, or too little memory
} TableState;

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
  uint64_t lookups[CURSOR_COUNT];
  TableState table_state;
  GestaPatternTable table;
  size_t table_mask; ///< the bound positions that it is indexed by
  uint64_t entries;  ///< that match the constants
  GestaQuadIds ids;  ///< of row `index`, asked of the table
  uint32_t kept;
} PatternJoin;

// Whether the pattern can be read as a whole: its graph is always the same.
static GestaStatus
consider_table(PatternJoin *self)
{
  const GestaPattern *pattern = &self->pattern;
  self->table_state = TABLE_REFUSED;
  if (pattern->graph.kind == GESTA_GRAPH_VARIABLE
      || pattern->graph.kind == GESTA_GRAPH_LOOP) {
    return GESTA_OK;
  }
  bool is_exact;
  const GestaStatus status = gesta_pattern_count(
    pattern, self->base.engine->transaction, &self->entries, &is_exact);
  if (status == GESTA_OK && self->entries <= MOST_ENTRIES) {
    self->table_state = TABLE_POSSIBLE;
  }
  return status;
}

// Whether a row binds a variable among the bound positions.
static bool
has_key(const GestaPattern *pattern, size_t mask)
{
  bool has = false;
  for (size_t i = 0; i < GRAPH; ++i) {
    has = has
          || ((mask >> i & 1) != 0
              && pattern->variable[i] != GESTA_NO_VARIABLE);
  }
  return has;
}

// Whether a table pays after so many lookups of one kind.
static bool
is_worth_table(const PatternJoin *self, uint64_t count)
{
  const double least = (double)self->entries / ENTRIES_PER_LOOKUP;
  return self->base.first->estimate >= least
         || (count >= FEWEST_LOOKUPS && (double)count >= least);
}

// Count a lookup and read the table if that pays.
static GestaStatus
count_lookup(PatternJoin *self, size_t mask)
{
  const uint64_t count = ++self->lookups[mask];
  if (count < FEWEST_EXPECTED || self->table_state == TABLE_REFUSED
      || self->table_state == TABLE_READ) {
    return GESTA_OK;
  }
  if (self->table_state == TABLE_UNKNOWN) {
    const GestaStatus status = consider_table(self);
    if (status) {
      return status;
    }
  }
  if (self->table_state != TABLE_POSSIBLE || !is_worth_table(self, count)
      || !has_key(&self->pattern, mask)) {
    return GESTA_OK;
  }
  const GestaStatus status = gesta_pattern_table_read(
    &self->table, self->base.engine, &self->pattern, mask,
    (size_t)self->entries); // MOST_ENTRIES at most
  self->table_state = status ? TABLE_REFUSED : TABLE_READ;
  self->table_mask = mask;
  return status == GESTA_ERR_MEMORY ? GESTA_OK : status;
}

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
  if (self->table_state == TABLE_READ && mask == self->table_mask) {
    self->ids = ids;
    self->kept = gesta_pattern_table_first(&self->table, &ids);
    self->in_row = self->kept != GESTA_NO_ROW;
    self->index += !self->in_row;
    return GESTA_OK;
  }
  GestaStatus status = count_lookup(self, mask);
  if (status) {
    return status;
  }
  GestaQuadCursor **cursor = &self->cursors[mask];
  status = *cursor ? gesta_quad_cursor_seek(*cursor, &ids)
                   : gesta_store_find(self->base.engine->transaction, &ids,
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

// Take what the table has for the present row, as far as there is room.
static void
take_kept(PatternJoin *self)
{
  const GestaRow row = {self->base.first->batch.columns, self->index};
  while (self->kept != GESTA_NO_ROW
         && self->base.batch.count < GESTA_BATCH_SIZE) {
    const GestaQuadIds quad = gesta_pattern_table_quad(&self->table,
                                                       self->kept);
    add_quad(self, &row, &quad);
    self->kept = gesta_pattern_table_next(&self->table, &self->ids, self->kept);
  }
  if (self->kept == GESTA_NO_ROW) {
    self->in_row = false;
    ++self->index;
  }
}

static GestaStatus
step(GestaOperator *base)
{
  PatternJoin *self = (PatternJoin *)base;
  if (self->in_row && self->kept != GESTA_NO_ROW) {
    take_kept(self);
    return GESTA_OK;
  }
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
  self->kept = GESTA_NO_ROW;
  return gesta_operator_restart(base->first, kind);
}

static void
release(GestaOperator *base)
{
  PatternJoin *self = (PatternJoin *)base;
  for (size_t i = 0; i < CURSOR_COUNT; ++i) {
    gesta_quad_cursor_close(self->cursors[i]);
  }
  gesta_pattern_table_clear(&self->table);
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
  made->base.triple = triple;
  gesta_operator_add_columns(&made->base, input);
  for (size_t i = 0; i < POSITION_COUNT; ++i) {
    if (made->pattern.variable[i] != GESTA_NO_VARIABLE) {
      gesta_operator_add_column(&made->base, made->pattern.variable[i]);
    }
  }
  *self = &made->base;
  return status;
}
