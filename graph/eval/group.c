// SPDX-License-Identifier: GPL-3.0-or-later
// Groups are rows of keys, kept and indexed.  Counting, alone or of distinct
// terms, is done here on ids; other aggregates are objects, one a group.
//
// 1. Group g is row g of `groups`; counts[i][g] or objects[i][g] is what
//    aggregation i has for it; objects may be NULL where memory was short.

#include "graph/eval/operator.h"
#include "graph/eval/row_store.h"

#include <assert.h>
#include <string.h>

typedef enum Method {
  COUNT_ROWS,          // COUNT(*)
  COUNT_BOUND,         // COUNT(?v)
  COUNT_DISTINCT,      // COUNT(DISTINCT ?v)
  COUNT_DISTINCT_ROWS, // COUNT(DISTINCT *)
  AGGREGATE,           // anything else
} Method;

typedef struct Aggregation {
  Method method;
  GestaVariable result;
  GestaVariable counted;
  const GestaExpression *expression;
  uint64_t *counts;
  GestaAggregate **objects;
  GestaRowSet seen; // group and id, or whole rows
} Aggregation;

typedef struct Group {
  GestaOperator base;
  GestaArena arena; // of the objects
  const GestaVariable *keys;
  size_t key_count;
  Aggregation *aggregations;
  size_t aggregation_count;
  GestaRowSet groups;
  size_t room; // of counts and objects
  bool is_read;
  size_t given;
} Group;

// The pseudo-variables of `seen`.
static const GestaVariable pair[] = {0, 1};

static GestaStatus
make_room(Group *self)
{
  const size_t count = self->groups.store.rows.count;
  if (count < self->room) {
    return GESTA_OK;
  }
  GestaAllocator *const allocator = self->base.engine->allocator;
  const size_t room = self->room ? self->room * 2 : 64;
  for (size_t i = 0; i < self->aggregation_count; ++i) {
    Aggregation *at = &self->aggregations[i];
    if (at->method == AGGREGATE) {
      GestaAggregate **objects = allocator->resize(allocator, at->objects,
                                                   room * sizeof *objects);
      if (!objects) {
        return GESTA_ERR_MEMORY;
      }
      at->objects = objects;
    } else {
      uint64_t *counts = allocator->resize(allocator, at->counts,
                                           room * sizeof *counts);
      if (!counts) {
        return GESTA_ERR_MEMORY;
      }
      at->counts = counts;
    }
  }
  self->room = room;
  return GESTA_OK;
}

// What the aggregations have for a new group.
static GestaStatus
begin_group(Group *self, size_t group)
{
  for (size_t i = 0; i < self->aggregation_count; ++i) {
    Aggregation *at = &self->aggregations[i];
    if (at->method == AGGREGATE) {
      at->objects[group] = NULL;
    } else {
      at->counts[group] = 0;
    }
  }
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; status == GESTA_OK && i < self->aggregation_count; ++i) {
    Aggregation *at = &self->aggregations[i];
    if (at->method == AGGREGATE) {
      status = gesta_aggregate_new(self->base.engine->expressions,
                                   at->expression, &self->arena,
                                   &at->objects[group]);
    }
  }
  return status;
}

static GestaStatus
find_group(Group *self, const GestaRow *row, size_t *group)
{
  bool is_new = false;
  GestaStatus status = make_room(self);
  if (status == GESTA_OK) {
    status = gesta_row_set_add(&self->groups, row, group, &is_new);
  }
  return status || !is_new ? status : begin_group(self, *group);
}

static GestaStatus
add_to(Aggregation *at, size_t group, const GestaRow *row)
{
  bool counts = true;
  size_t number;
  GestaStatus status = GESTA_OK;
  switch (at->method) {
  case COUNT_ROWS:
    break;
  case COUNT_BOUND:
    counts = gesta_row_id(row, at->counted) != GESTA_NO_TERM;
    break;
  case COUNT_DISTINCT: {
    GestaTermId group_id = group;
    GestaTermId id = gesta_row_id(row, at->counted);
    GestaTermId *const columns[] = {&group_id, &id};
    const GestaRow key = {columns, 0};
    counts = id != GESTA_NO_TERM;
    if (counts) {
      status = gesta_row_set_add(&at->seen, &key, &number, &counts);
    }
    break;
  }
  case COUNT_DISTINCT_ROWS:
    status = gesta_row_set_add(&at->seen, row, &number, &counts);
    break;
  case AGGREGATE:
    return gesta_aggregate_add(at->objects[group], row);
  }
  if (status == GESTA_OK && counts) {
    ++at->counts[group];
  }
  return status;
}

static GestaStatus
read_input(Group *self)
{
  GestaOperator *const input = self->base.first;
  for (;;) {
    GestaStatus status = gesta_operator_next(input);
    if (status == GESTA_END) {
      break;
    }
    for (size_t i = 0; status == GESTA_OK && i < input->batch.count; ++i) {
      const GestaRow row = {input->batch.columns, i};
      size_t group = 0;
      status = find_group(self, &row, &group);
      for (size_t j = 0; status == GESTA_OK && j < self->aggregation_count;
           ++j) {
        status = add_to(&self->aggregations[j], group, &row);
      }
    }
    if (status) {
      return status;
    }
  }
  self->is_read = true;
  if (self->key_count == 0 && self->groups.store.rows.count == 0) {
    const GestaRow none = {self->base.batch.columns, 0};
    size_t group;
    return find_group(self, &none, &group);
  }
  return GESTA_OK;
}

static GestaStatus
write_group(Group *self, size_t group, size_t to)
{
  GestaTermId **const columns = self->base.batch.columns;
  for (size_t i = 0; i < self->key_count; ++i) {
    const GestaVariable key = self->keys[i];
    columns[key][to] = self->groups.store.rows.columns[key][group];
  }
  for (size_t i = 0; i < self->aggregation_count; ++i) {
    Aggregation *at = &self->aggregations[i];
    GestaTermId *id = &columns[at->result][to];
    *id = GESTA_NO_TERM;
    const GestaStatus status = at->method == AGGREGATE
                                 ? gesta_aggregate_id(at->objects[group], id)
                                 : gesta_integer_id(self->base.engine,
                                                    at->counts[group], id);
    if (status && status != GESTA_NOT_FOUND) {
      return status;
    }
  }
  return GESTA_OK;
}

static GestaStatus
next(GestaOperator *base)
{
  Group *self = (Group *)base;
  GestaStatus status = self->is_read ? GESTA_OK : read_input(self);
  base->batch.count = 0;
  while (status == GESTA_OK && base->batch.count < GESTA_BATCH_SIZE
         && self->given < self->groups.store.rows.count) {
    status = write_group(self, self->given, base->batch.count);
    ++self->given;
    ++base->batch.count;
  }
  if (status) {
    return status;
  }
  return base->batch.count > 0 ? GESTA_OK : GESTA_END;
}

// Forget the groups.
static void
forget(Group *self)
{
  for (size_t i = 0; i < self->aggregation_count; ++i) {
    Aggregation *at = &self->aggregations[i];
    if (at->method == AGGREGATE) {
      for (size_t g = 0; g < self->groups.store.rows.count; ++g) {
        gesta_aggregate_clear(at->objects[g]);
      }
    }
    gesta_row_set_reset(&at->seen);
  }
  gesta_row_set_reset(&self->groups);
  gesta_arena_clear(&self->arena);
  self->is_read = false;
  self->given = 0;
}

static GestaStatus
restart(GestaOperator *base, GestaRestart kind)
{
  forget((Group *)base);
  return gesta_operator_restart(base->first, kind);
}

static void
release(GestaOperator *base)
{
  Group *self = (Group *)base;
  forget(self);
  for (size_t i = 0; i < self->aggregation_count; ++i) {
    Aggregation *at = &self->aggregations[i];
    gesta_release(base->engine->allocator, at->counts);
    gesta_release(base->engine->allocator, at->objects);
    if (at->method == COUNT_DISTINCT || at->method == COUNT_DISTINCT_ROWS) {
      gesta_row_set_clear(&at->seen);
    }
  }
  gesta_row_set_clear(&self->groups);
}

static const GestaOperatorType type = {"group", next, restart, release};

static Method
choose_method(const GestaExpression *expression)
{
  if (expression->aggregate != GESTA_AGGREGATE_COUNT) {
    return AGGREGATE;
  }
  if (expression->argument_count == 0) {
    return expression->is_distinct ? COUNT_DISTINCT_ROWS : COUNT_ROWS;
  }
  if (expression->arguments[0]->kind != GESTA_EXPRESSION_VARIABLE) {
    return AGGREGATE;
  }
  return expression->is_distinct ? COUNT_DISTINCT : COUNT_BOUND;
}

// The variables of a solution that people see.
static GestaStatus
find_visible(GestaEngine *engine, const GestaOperator *input,
             GestaVariable **variables, size_t *count)
{
  *variables = gesta_arena_allocate(&engine->arena, input->width,
                                    sizeof **variables);
  if (!*variables) {
    return GESTA_ERR_MEMORY;
  }
  *count = 0;
  const GestaVariableNames *names = engine->options->variables;
  for (size_t i = 0; i < input->width; ++i) {
    const GestaVariable variable = input->variables[i];
    if (variable < names->count && !names->names[variable].is_hidden) {
      (*variables)[(*count)++] = variable;
    }
  }
  return GESTA_OK;
}

static GestaStatus
init_aggregation(Group *self, Aggregation *at, const GestaAggregation *from)
{
  GestaEngine *const engine = self->base.engine;
  *at = (Aggregation){.method = choose_method(from->expression),
                      .result = from->variable,
                      .expression = from->expression};
  GestaStatus status = GESTA_OK;
  if (at->method == COUNT_BOUND || at->method == COUNT_DISTINCT) {
    at->counted = from->expression->arguments[0]->variable;
  }
  if (at->method == COUNT_DISTINCT) {
    status = gesta_row_set_init(&at->seen, engine->allocator, &engine->arena,
                                pair, 2, 2);
  }
  if (at->method == COUNT_DISTINCT_ROWS) {
    GestaVariable *variables;
    size_t count;
    status = find_visible(engine, self->base.first, &variables, &count);
    if (status == GESTA_OK) {
      status = gesta_row_set_init(&at->seen, engine->allocator, &engine->arena,
                                  variables, count, engine->variable_room);
    }
  }
  gesta_operator_add_column(&self->base, at->result);
  return status;
}

GestaStatus
gesta_group_new(GestaEngine *engine, GestaOperator *input,
                const GestaVariable *keys, size_t key_count,
                const GestaAggregation *aggregations, GestaOperator **self)
{
  Group *made = gesta_operator_new(engine, &type, sizeof *made, input, NULL);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  *self = &made->base;
  gesta_arena_init(&made->arena, engine->allocator);
  made->keys = keys;
  made->key_count = key_count;
  GestaStatus status = gesta_row_set_init(&made->groups, engine->allocator,
                                          &engine->arena, keys, key_count,
                                          engine->variable_room);
  for (size_t i = 0; i < key_count; ++i) {
    gesta_operator_add_column(&made->base, keys[i]);
  }
  size_t count = 0;
  for (const GestaAggregation *at = aggregations; at; at = at->next) {
    ++count;
  }
  made->aggregations = gesta_arena_allocate(&engine->arena, count,
                                            sizeof *made->aggregations);
  if (!made->aggregations) {
    return GESTA_ERR_MEMORY;
  }
  for (const GestaAggregation *at = aggregations; status == GESTA_OK && at;
       at = at->next) {
    status = init_aggregation(made,
                              &made->aggregations[made->aggregation_count], at);
    ++made->aggregation_count;
  }
  made->base.estimate = key_count > 0 ? input->estimate / 2 : 1;
  return status;
}
