// SPDX-License-Identifier: GPL-3.0-or-later
// 1. `seen` is a hash table with open addressing, at most half full; 0 is no
//    id.
// 2. A sum that is big lies in `arenas[turn]`; the next one goes to the other
//    arena, which is reset before, so that a sum needs little memory.

#include "graph/base/text_buffer.h"
#include "graph/eval/expression_state.h"
#include "graph/eval/value_order.h"

#include <assert.h>
#include <string.h>

enum { FIRST_ROOM = 16 };

struct GestaAggregate {
  GestaExpressions *expressions;     // borrowed
  const GestaExpression *expression; // borrowed
  uint64_t count;
  bool failed; // of SUM and AVG: there was no number
  GestaValue sum;
  GestaArena arenas[2];
  unsigned turn;
  GestaTermId chosen; // MIN, MAX, SAMPLE
  GestaTextBuffer text;
  GestaTermId *seen;
  size_t seen_count;
  size_t room; // a power of two, or 0
};

GestaStatus
gesta_aggregate_new(GestaExpressions *expressions,
                    const GestaExpression *expression, GestaArena *arena,
                    GestaAggregate **aggregate)
{
  assert(expression->kind == GESTA_EXPRESSION_AGGREGATE);

  GestaAggregate *made = gesta_arena_allocate(arena, 1, sizeof *made);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  made->expressions = expressions;
  made->expression = expression;
  made->sum = gesta_value_integer(0);
  gesta_arena_init(&made->arenas[0], expressions->allocator);
  gesta_arena_init(&made->arenas[1], expressions->allocator);
  gesta_text_buffer_init(&made->text, expressions->allocator);
  *aggregate = made;
  return GESTA_OK;
}

void
gesta_aggregate_clear(GestaAggregate *aggregate)
{
  if (aggregate) {
    gesta_arena_clear(&aggregate->arenas[0]);
    gesta_arena_clear(&aggregate->arenas[1]);
    gesta_text_buffer_clear(&aggregate->text);
    gesta_release(aggregate->expressions->allocator, aggregate->seen);
    aggregate->seen = NULL;
    aggregate->room = 0;
  }
}

static size_t
find_place(const GestaTermId *seen, size_t room, GestaTermId id)
{
  size_t at = (size_t)(id * UINT64_C(0x9E3779B97F4A7C15) >> 20U) & (room - 1);
  while (seen[at] != GESTA_NO_TERM && seen[at] != id) {
    at = (at + 1) & (room - 1);
  }
  return at;
}

// Note an id.  *is_new tells whether it was not there.
static GestaStatus
note(GestaAggregate *aggregate, GestaTermId id, bool *is_new)
{
  if ((aggregate->seen_count + 1) * 2 > aggregate->room) {
    GestaAllocator *const allocator = aggregate->expressions->allocator;
    const size_t room = aggregate->room ? aggregate->room * 2 : FIRST_ROOM;
    GestaTermId *seen = gesta_allocate(allocator, room, sizeof *seen);
    if (!seen) {
      return GESTA_ERR_MEMORY;
    }
    memset(seen, 0, room * sizeof *seen);
    for (size_t i = 0; i < aggregate->room; ++i) {
      if (aggregate->seen[i] != GESTA_NO_TERM) {
        seen[find_place(seen, room, aggregate->seen[i])] = aggregate->seen[i];
      }
    }
    gesta_release(allocator, aggregate->seen);
    aggregate->seen = seen;
    aggregate->room = room;
  }
  const size_t at = find_place(aggregate->seen, aggregate->room, id);
  *is_new = aggregate->seen[at] == GESTA_NO_TERM;
  if (*is_new) {
    aggregate->seen[at] = id;
    ++aggregate->seen_count;
  }
  return GESTA_OK;
}

static GestaStatus
add_number(GestaAggregate *aggregate, GestaTermId id)
{
  if (aggregate->failed) {
    return GESTA_OK;
  }
  GestaValue value;
  GestaStatus status = gesta_expressions_read(aggregate->expressions, id,
                                              &value);
  if (status) {
    return status;
  }
  if (!gesta_value_is_numeric(&value)) {
    aggregate->failed = true;
    return GESTA_OK;
  }
  GestaArena *const arena = &aggregate->arenas[1 - aggregate->turn];
  gesta_arena_reset(arena); // invariant 2
  GestaValue sum;
  status = gesta_value_add(&aggregate->sum, &value, arena, &sum);
  if (status == GESTA_NOT_FOUND) {
    aggregate->failed = true;
    return GESTA_OK;
  }
  if (status == GESTA_OK) {
    aggregate->sum = sum;
    aggregate->turn = 1 - aggregate->turn;
    ++aggregate->count;
  }
  return status;
}

static GestaStatus
add_text(GestaAggregate *aggregate, GestaTermId id)
{
  GestaValue value;
  GestaStatus status = gesta_expressions_read(aggregate->expressions, id,
                                              &value);
  if (status || value.kind == GESTA_VALUE_BLANK) { // STR of it is an error
    return status;
  }
  if (aggregate->count > 0) {
    status = gesta_text_buffer_append(&aggregate->text,
                                      aggregate->expression->separator);
  }
  if (status == GESTA_OK) {
    status = gesta_text_buffer_append(&aggregate->text, value.text);
  }
  aggregate->count += status == GESTA_OK;
  return status;
}

static GestaStatus
add_extreme(GestaAggregate *aggregate, GestaTermId id, int sign)
{
  if (aggregate->chosen == GESTA_NO_TERM) {
    aggregate->chosen = id;
    return GESTA_OK;
  }
  int order = 0;
  const GestaStatus status = gesta_expression_order(aggregate->expressions, id,
                                                    aggregate->chosen, &order);
  if (status == GESTA_OK && order * sign < 0) {
    aggregate->chosen = id;
  }
  return status;
}

static GestaStatus
add_id(GestaAggregate *aggregate, GestaTermId id)
{
  switch (aggregate->expression->aggregate) {
  case GESTA_AGGREGATE_COUNT:
    ++aggregate->count;
    return GESTA_OK;
  case GESTA_AGGREGATE_SUM:
  case GESTA_AGGREGATE_AVG:
    return add_number(aggregate, id);
  case GESTA_AGGREGATE_MIN:
    return add_extreme(aggregate, id, 1);
  case GESTA_AGGREGATE_MAX:
    return add_extreme(aggregate, id, -1);
  case GESTA_AGGREGATE_SAMPLE:
    if (aggregate->chosen == GESTA_NO_TERM) {
      aggregate->chosen = id;
    }
    return GESTA_OK;
  case GESTA_AGGREGATE_GROUP_CONCAT:
    return add_text(aggregate, id);
  }
  return GESTA_OK;
}

GestaStatus
gesta_aggregate_add(GestaAggregate *aggregate, const GestaRow *row)
{
  const GestaExpression *const expression = aggregate->expression;
  if (expression->argument_count == 0) { // COUNT(*)
    ++aggregate->count;
    return GESTA_OK;
  }
  GestaTermId id = GESTA_NO_TERM;
  GestaStatus status = gesta_expression_id(aggregate->expressions,
                                           expression->arguments[0], row, &id);
  if (status == GESTA_NOT_FOUND) {
    aggregate->failed = true; // which only SUM and AVG look at
    return GESTA_OK;
  }
  bool is_new = true;
  if (status == GESTA_OK && expression->is_distinct) {
    status = note(aggregate, id, &is_new);
  }
  if (status || !is_new) {
    return status;
  }
  gesta_expressions_enter(aggregate->expressions);
  status = add_id(aggregate, id);
  gesta_expressions_leave(aggregate->expressions);
  return status;
}

static GestaStatus
make_average(GestaAggregate *aggregate, GestaValue *value)
{
  if (aggregate->count == 0) {
    *value = gesta_value_integer(0);
    return GESTA_OK;
  }
  const GestaValue count = gesta_value_integer((int64_t)aggregate->count);
  return gesta_value_divide(&aggregate->sum, &count,
                            &aggregate->expressions->scratch, value);
}

static GestaStatus
make_value(GestaAggregate *aggregate, GestaValue *value)
{
  switch (aggregate->expression->aggregate) {
  case GESTA_AGGREGATE_COUNT:
    *value = gesta_value_integer((int64_t)aggregate->count);
    return GESTA_OK;
  case GESTA_AGGREGATE_SUM:
    *value = aggregate->sum;
    return aggregate->failed ? GESTA_NOT_FOUND : GESTA_OK;
  case GESTA_AGGREGATE_AVG:
    return aggregate->failed ? GESTA_NOT_FOUND : make_average(aggregate, value);
  case GESTA_AGGREGATE_GROUP_CONCAT:
    *value = gesta_value_string(gesta_text_buffer_view(&aggregate->text));
    return GESTA_OK;
  case GESTA_AGGREGATE_MIN:
  case GESTA_AGGREGATE_MAX:
  case GESTA_AGGREGATE_SAMPLE:
    break;
  }
  *value = (GestaValue){.id = aggregate->chosen};
  return aggregate->chosen == GESTA_NO_TERM ? GESTA_NOT_FOUND : GESTA_OK;
}

GestaStatus
gesta_aggregate_id(GestaAggregate *aggregate, GestaTermId *id)
{
  gesta_expressions_enter(aggregate->expressions);
  GestaValue value;
  GestaStatus status = make_value(aggregate, &value);
  if (status == GESTA_OK) {
    status = gesta_expressions_intern(aggregate->expressions, &value, id);
  }
  gesta_expressions_leave(aggregate->expressions);
  return status;
}
