// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of the second input are kept and indexed by the variables that are
// bound in every row of both inputs, the key.  The other shared variables,
// which may be unbound, are compared one by one: unbound fits everything.
//
// 1. While in_row, `candidate` is the next kept row that may fit row `index` of
//    the first input.
// 2. Without a key the index is not used: every kept row is a candidate.

#include "graph/eval/operator.h"
#include "graph/eval/row_store.h"

#include <assert.h>

typedef struct HashJoin {
  GestaOperator base;
  GestaJoinKind kind;
  GestaVariable *keys;
  size_t key_count;
  GestaVariable *others; ///< shared, but not in the key
  size_t other_count;
  GestaVariable *added; ///< of the second input only
  size_t added_count;
  GestaRowStore store;
  GestaRowIndex index_of_store;
  bool is_built;
  bool has_input;
  bool in_row;
  bool has_partner;
  size_t index;
  uint64_t *hashes; ///< [GESTA_BATCH_SIZE] of the rows of the first input
  uint32_t candidate;
  GestaTermId **pair; ///< one row of columns, to test conditions on
} HashJoin;

static GestaStatus
build(HashJoin *self)
{
  GestaOperator *input = self->base.second;
  for (;;) {
    GestaStatus status = gesta_operator_next(input);
    if (status == GESTA_END) {
      self->is_built = true;
      return self->key_count == 0
               ? GESTA_OK
               : gesta_row_index_build(&self->index_of_store, &self->store,
                                       self->keys, self->key_count);
    }
    if (status == GESTA_OK) {
      status = gesta_row_store_add_batch(&self->store, &input->batch);
    }
    if (status) {
      return status;
    }
  }
}

// Whether a kept row fits one of the first input; for MINUS they must also have
// a binding in common.
static bool
fits(const HashJoin *self, const GestaRow *row, const GestaRow *kept)
{
  if (!gesta_rows_equal(row, kept, self->keys, self->key_count)) {
    return false;
  }
  bool has_common = self->key_count > 0;
  for (size_t i = 0; i < self->other_count; ++i) {
    const GestaTermId a = gesta_row_id(row, self->others[i]);
    const GestaTermId b = gesta_row_id(kept, self->others[i]);
    if (a != GESTA_NO_TERM && b != GESTA_NO_TERM) {
      if (a != b) {
        return false;
      }
      has_common = true;
    }
  }
  return has_common || self->kind != GESTA_JOIN_MINUS;
}

static uint32_t
first_candidate(const HashJoin *self)
{
  if (self->key_count > 0) {
    return gesta_row_index_first(&self->index_of_store,
                                 self->hashes[self->index]);
  }
  return self->store.rows.count > 0 ? 1 : GESTA_NO_ROW;
}

static uint32_t
next_candidate(const HashJoin *self, uint32_t candidate)
{
  if (self->key_count > 0) {
    return gesta_row_index_next(&self->index_of_store, candidate);
  }
  return candidate < self->store.rows.count ? candidate + 1 : GESTA_NO_ROW;
}

// Write the row that two make into the output, without counting it.
static void
write_pair(HashJoin *self, const GestaRow *row, const GestaRow *kept)
{
  GestaTermId **const columns = self->base.batch.columns;
  const size_t to = self->base.batch.count;
  gesta_operator_copy_row(&self->base, to, row);
  for (size_t i = 0; i < self->other_count; ++i) {
    const GestaVariable variable = self->others[i];
    if (columns[variable][to] == GESTA_NO_TERM) {
      columns[variable][to] = gesta_row_id(kept, variable);
    }
  }
  for (size_t i = 0; i < self->added_count; ++i) {
    columns[self->added[i]][to] = gesta_row_id(kept, self->added[i]);
  }
}

// Look at the candidates of one row until it is done or the batch is full.
static GestaStatus
join_pairs(HashJoin *self, const GestaRow *row)
{
  while (self->candidate != GESTA_NO_ROW) {
    const GestaRow kept = {self->store.rows.columns, self->candidate - 1};
    self->candidate = next_candidate(self, self->candidate);
    if (!fits(self, row, &kept)) {
      continue;
    }
    write_pair(self, row, &kept);
    const GestaRow pair = {self->base.batch.columns, self->base.batch.count};
    bool holds = true;
    const GestaStatus status = gesta_conditions_hold(
      self->base.engine, self->base.conditions, &pair, &holds);
    if (status) {
      return status;
    }
    if (holds) {
      self->has_partner = true;
      ++self->base.batch.count;
      if (self->base.batch.count == GESTA_BATCH_SIZE) {
        return GESTA_OK;
      }
    }
  }
  if (self->kind == GESTA_JOIN_LEFT && !self->has_partner) {
    gesta_operator_copy_row(&self->base, self->base.batch.count, row);
    ++self->base.batch.count;
  }
  self->in_row = false;
  ++self->index;
  return GESTA_OK;
}

// Test the conditions on a pair that is not given.
static GestaStatus
test_pair(HashJoin *self, const GestaRow *row, const GestaRow *kept,
          bool *holds)
{
  for (size_t i = 0; i < self->base.width; ++i) {
    const GestaVariable variable = self->base.variables[i];
    self->pair[variable][0] = gesta_row_id(row, variable);
  }
  for (size_t i = 0; i < self->store.width; ++i) {
    const GestaVariable variable = self->store.variables[i];
    const GestaTermId id = gesta_row_id(kept, variable);
    if (id != GESTA_NO_TERM) {
      self->pair[variable][0] = id;
    } else if (!gesta_operator_has(self->base.first, variable)) {
      self->pair[variable][0] = GESTA_NO_TERM;
    }
  }
  const GestaRow pair = {self->pair, 0};
  return gesta_conditions_hold(self->base.engine, self->base.conditions, &pair,
                               holds);
}

// SEMI, ANTI and MINUS give rows of the first input or nothing.
static GestaStatus
test_row(HashJoin *self, const GestaRow *row)
{
  bool has_partner = false;
  while (self->candidate != GESTA_NO_ROW && !has_partner) {
    const GestaRow kept = {self->store.rows.columns, self->candidate - 1};
    has_partner = fits(self, row, &kept);
    if (has_partner && self->base.conditions) {
      const GestaStatus status = test_pair(self, row, &kept, &has_partner);
      if (status) {
        return status;
      }
    }
    self->candidate = next_candidate(self, self->candidate);
  }
  if (has_partner == (self->kind == GESTA_JOIN_SEMI)) {
    gesta_operator_copy_row(&self->base, self->base.batch.count, row);
    ++self->base.batch.count;
  }
  self->in_row = false;
  ++self->index;
  return GESTA_OK;
}

static GestaStatus
join_row(HashJoin *self)
{
  GestaOperator *const input = self->base.first;
  const GestaRow row = {input->batch.columns, self->index};
  if (!self->in_row) {
    self->in_row = true;
    self->has_partner = false;
    self->candidate = first_candidate(self);
  }
  if (self->kind == GESTA_JOIN_INNER || self->kind == GESTA_JOIN_LEFT) {
    return join_pairs(self, &row);
  }
  return test_row(self, &row);
}

static GestaStatus
step(GestaOperator *base)
{
  HashJoin *self = (HashJoin *)base;
  if (self->has_input && self->index < base->first->batch.count) {
    return join_row(self);
  }
  self->index = 0;
  const GestaStatus status = gesta_operator_next(base->first);
  self->has_input = status == GESTA_OK;
  if (self->has_input) {
    gesta_hash_rows(&base->first->batch, self->keys, self->key_count,
                    self->hashes);
  }
  return status;
}

static GestaStatus
next(GestaOperator *base)
{
  HashJoin *self = (HashJoin *)base;
  const GestaStatus status = self->is_built ? GESTA_OK : build(self);
  if (status) {
    return status;
  }
  if (self->kind == GESTA_JOIN_INNER && self->store.rows.count == 0) {
    return GESTA_END;
  }
  return gesta_operator_fill(base, step);
}

static GestaStatus
restart(GestaOperator *base, GestaRestart kind)
{
  HashJoin *self = (HashJoin *)base;
  self->has_input = false;
  self->in_row = false;
  // No argument is below the second input: its rows stay.
  if (kind == GESTA_RESTART_GRAPH) {
    gesta_row_store_reset(&self->store);
    gesta_row_index_reset(&self->index_of_store);
    self->is_built = false;
    const GestaStatus status = gesta_operator_restart(base->second, kind);
    if (status) {
      return status;
    }
  }
  return gesta_operator_restart(base->first, kind);
}

static void
release(GestaOperator *base)
{
  HashJoin *self = (HashJoin *)base;
  gesta_row_store_clear(&self->store);
  gesta_row_index_clear(&self->index_of_store);
}

static const GestaOperatorType types[] = {
  [GESTA_JOIN_INNER] = {"hash join", next, restart, release},
  [GESTA_JOIN_LEFT] = {"left hash join", next, restart, release},
  [GESTA_JOIN_SEMI] = {"hash semi-join", next, restart, release},
  [GESTA_JOIN_ANTI] = {"hash anti-join", next, restart, release},
  [GESTA_JOIN_MINUS] = {"minus", next, restart, release},
};

// Sort the variables of the second input: key, shared otherwise, added.
static void
sort_variables(HashJoin *self, const GestaVariableSet *certain_probe,
               const GestaVariableSet *certain_build)
{
  const GestaOperator *probe = self->base.first;
  const GestaOperator *kept = self->base.second;
  for (size_t i = 0; i < kept->width; ++i) {
    const GestaVariable variable = kept->variables[i];
    if (!gesta_operator_has(probe, variable)) {
      self->added[self->added_count++] = variable;
    } else if (gesta_variable_set_has(*certain_probe, variable)
               && gesta_variable_set_has(*certain_build, variable)) {
      self->keys[self->key_count++] = variable;
    } else {
      self->others[self->other_count++] = variable;
    }
  }
}

// Columns of one row for all that a pair binds.
static GestaStatus
make_pair(HashJoin *self)
{
  GestaEngine *const engine = self->base.engine;
  const GestaOperator *const inputs[] = {self->base.first, self->base.second};
  self->pair = gesta_arena_allocate(&engine->arena, engine->variable_room,
                                    sizeof *self->pair);
  GestaTermId *ids = gesta_arena_allocate(&engine->arena, engine->variable_room,
                                          sizeof *ids);
  if (!self->pair || !ids) {
    return GESTA_ERR_MEMORY;
  }
  for (size_t i = 0; i < 2; ++i) {
    for (size_t j = 0; j < inputs[i]->width; ++j) {
      const GestaVariable variable = inputs[i]->variables[j];
      self->pair[variable] = &ids[variable];
    }
  }
  return GESTA_OK;
}

GestaStatus
gesta_hash_join_new(GestaEngine *engine, GestaJoinKind kind,
                    GestaOperator *probe, GestaOperator *kept,
                    const GestaVariableSet *certain_probe,
                    const GestaVariableSet *certain_build,
                    GestaExpressionList *conditions, GestaOperator **self)
{
  HashJoin *made = gesta_operator_new(engine, &types[kind], sizeof *made, probe,
                                      kept);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  made->kind = kind;
  made->base.conditions = conditions;
  gesta_row_index_init(&made->index_of_store, engine->allocator);
  GestaVariable **const lists[] = {&made->keys, &made->others, &made->added};
  for (size_t i = 0; i < 3; ++i) {
    *lists[i] = gesta_arena_allocate(&engine->arena, kept->width,
                                     sizeof **lists[i]);
    if (!*lists[i]) {
      return GESTA_ERR_MEMORY;
    }
  }
  made->hashes = gesta_arena_allocate(&engine->arena, GESTA_BATCH_SIZE,
                                      sizeof *made->hashes);
  if (!made->hashes) {
    return GESTA_ERR_MEMORY;
  }
  sort_variables(made, certain_probe, certain_build);
  gesta_operator_add_columns(&made->base, probe);
  if (conditions && kind != GESTA_JOIN_LEFT && make_pair(made)) {
    return GESTA_ERR_MEMORY;
  }
  if (kind == GESTA_JOIN_INNER || kind == GESTA_JOIN_LEFT) {
    gesta_operator_add_columns(&made->base, kept);
  }
  *self = &made->base;
  return gesta_row_store_init(&made->store, engine->allocator, &engine->arena,
                              kept->variables, kept->width,
                              engine->variable_room);
}
