// SPDX-License-Identifier: GPL-3.0-or-later
// A filter that compares the object of a triple pattern with a constant is also
// a list of the ids whose values lie in a range: if they are few, the join may
// begin with them.  The filter itself stays, since keys are coarser than
// values.
#include "graph/eval/pattern.h"
#include "graph/eval/planner.h"
#include "graph/rdf/value_key.h"

#include <math.h>

enum { MOST_IDS = 100000, SHARE = 4, SAMPLE = 16 };

typedef struct Range {
  bool has_low;
  bool has_high;
  GestaValueKey low;
  GestaValueKey high;
} Range;

// A comparison of a variable with a constant, the variable on its left.
static bool
read_comparison(const GestaExpression *expression, GestaVariable variable,
                GestaExpressionKind *kind, GestaValueKey *key)
{
  if (expression->kind < GESTA_EXPRESSION_EQUAL
      || expression->kind > GESTA_EXPRESSION_GREATER_EQUAL
      || expression->argument_count != 2) {
    return false;
  }
  const GestaExpression *left = expression->arguments[0];
  const GestaExpression *right = expression->arguments[1];
  *kind = expression->kind;
  if (right->kind == GESTA_EXPRESSION_VARIABLE) {
    static const GestaExpressionKind mirrored[] = {
      GESTA_EXPRESSION_EQUAL,         GESTA_EXPRESSION_NOT_EQUAL,
      GESTA_EXPRESSION_GREATER,       GESTA_EXPRESSION_LESS,
      GESTA_EXPRESSION_GREATER_EQUAL, GESTA_EXPRESSION_LESS_EQUAL};
    const GestaExpression *swap = left;
    left = right;
    right = swap;
    *kind = mirrored[*kind - GESTA_EXPRESSION_EQUAL];
  }
  return left->kind == GESTA_EXPRESSION_VARIABLE && left->variable == variable
         && right->kind == GESTA_EXPRESSION_TERM
         && gesta_value_key(&right->term, key);
}

static void
set_low(Range *range, GestaValueKey key)
{
  if (!range->has_low || range->low.place < key.place) {
    range->low = key;
    range->has_low = true;
  }
}

static void
set_high(Range *range, GestaValueKey key)
{
  if (!range->has_high || range->high.place > key.place) {
    range->high = key;
    range->has_high = true;
  }
}

// Narrow a range by a condition.
//
// returns  whether it has to do with the range
static bool
narrow(Range *range, const GestaExpression *expression, GestaVariable variable)
{
  GestaExpressionKind kind;
  GestaValueKey key;
  if (!read_comparison(expression, variable, &kind, &key)
      || (range->has_low && range->low.class != key.class)
      || (range->has_high && range->high.class != key.class)
      || kind == GESTA_EXPRESSION_NOT_EQUAL) {
    return false;
  }
  if (kind == GESTA_EXPRESSION_EQUAL || kind == GESTA_EXPRESSION_GREATER
      || kind == GESTA_EXPRESSION_GREATER_EQUAL) {
    set_low(range, gesta_value_key_least(key));
  }
  if (kind == GESTA_EXPRESSION_EQUAL || kind == GESTA_EXPRESSION_LESS
      || kind == GESTA_EXPRESSION_LESS_EQUAL) {
    set_high(range, gesta_value_key_greatest(key));
  }
  return true;
}

// How many quads of the pattern have one of the ids as their object, by a
// sample.
static GestaStatus
count_per_value(GestaPlanner *planner, const GestaLeaf *pattern,
                const GestaTermId *ids, size_t id_count, double *mean)
{
  const size_t sample = id_count < SAMPLE ? id_count : SAMPLE;
  GestaPattern quads;
  GestaStatus status = gesta_pattern_init(
    &quads, planner->engine, pattern->algebra->triple, &pattern->graph);
  double sum = 0;
  for (size_t i = 0; status == GESTA_OK && i < sample; ++i) {
    uint64_t count = 0;
    bool is_exact;
    quads.constant[OBJECT] = ids[i * id_count / sample];
    status = gesta_pattern_count(&quads, planner->engine->transaction, &count,
                                 &is_exact);
    sum += (double)count;
  }
  *mean = sample > 0 ? sum / (double)sample : 0;
  return status;
}

// What the conditions of a range leave of the pattern's quads is known now.
static void
note_share(const GestaJoinGroup *group, GestaVariable variable, double share)
{
  for (GestaCondition *at = group->conditions; at; at = at->next) {
    Range range = {.has_low = false};
    if (narrow(&range, at->expression, variable)) {
      at->share = share;
      share = 1;
    }
  }
}

static GestaStatus
read_ids(GestaTransaction *transaction, const Range *range, GestaTermId *ids,
         size_t room, size_t *count)
{
  GestaValueCursor *cursor = NULL;
  GestaStatus status = gesta_store_value_range(transaction, &range->low,
                                               &range->high, &cursor);
  *count = 0;
  while (status == GESTA_OK && *count < room) {
    size_t read = 0;
    status = gesta_value_cursor_read(cursor, ids + *count, room - *count,
                                     &read);
    *count += status == GESTA_OK ? read : 0;
  }
  gesta_value_cursor_close(cursor);
  return status == GESTA_END ? GESTA_OK : status;
}

// A leaf that binds a variable to each of some ids.
static GestaStatus
make_leaf(GestaPlanner *planner, GestaVariable variable, const GestaTermId *ids,
          size_t count, GestaLeaf *leaf)
{
  GestaArena *const arena = &planner->engine->arena;
  GestaAlgebra *algebra = gesta_arena_allocate(arena, 1, sizeof *algebra);
  if (!algebra || gesta_planner_set(planner, &algebra->certain)) {
    return GESTA_ERR_MEMORY;
  }
  algebra->kind = GESTA_ALGEBRA_TABLE;
  algebra->variable = variable;
  algebra->possible = algebra->certain;
  gesta_planner_add(&algebra->certain, variable);
  *leaf = (GestaLeaf){.algebra = algebra,
                      .graph = {.kind = GESTA_GRAPH_DEFAULT},
                      .count = (double)count, // far below 2^53
                      .ids = ids,
                      .id_count = count};
  return GESTA_OK;
}

GestaStatus
gesta_plan_value_range(GestaPlanner *planner, const GestaJoinGroup *group,
                       GestaLeaf *pattern, GestaLeaf *leaf)
{
  const GestaTriple *triple = pattern->algebra->triple;
  if (!gesta_node_is_variable(&triple->object)) {
    return GESTA_NOT_FOUND;
  }
  Range range = {.has_low = false};
  for (const GestaCondition *at = group->conditions; at; at = at->next) {
    (void)narrow(&range, at->expression, triple->object.variable);
  }
  if (!range.has_low && !range.has_high) {
    return GESTA_NOT_FOUND;
  }
  if (!range.has_low) {
    range.low = (GestaValueKey){range.high.class, 0};
  }
  if (!range.has_high) {
    range.high = (GestaValueKey){range.low.class, UINT64_MAX};
  }
  GestaTransaction *const transaction = planner->engine->transaction;
  uint64_t count = 0;
  bool is_exact;
  if (range.low.place <= range.high.place) {
    const GestaStatus status = gesta_store_count_values(
      transaction, &range.low, &range.high, &count, &is_exact);
    if (status) {
      return status;
    }
  }
  if (count > MOST_IDS || (double)count * SHARE > pattern->count) {
    return GESTA_NOT_FOUND;
  }
  // The count may be an estimate: what does not fit is no short list.
  const size_t room = (size_t)count * 2 + 16;
  GestaTermId *ids = gesta_arena_allocate(&planner->engine->arena, room,
                                          sizeof *ids);
  if (!ids) {
    return GESTA_ERR_MEMORY;
  }
  size_t found = 0;
  if (count > 0) {
    const GestaStatus status = read_ids(transaction, &range, ids, room, &found);
    if (status || found == room) {
      return status ? status : GESTA_NOT_FOUND;
    }
  }
  double per_value = 0;
  const GestaStatus status = count_per_value(planner, pattern, ids, found,
                                             &per_value);
  if (status) {
    return status;
  }
  pattern->per_value = fmax(per_value, 0.01);
  if (pattern->count > 0) {
    note_share(group, triple->object.variable,
               fmin(per_value * (double)found / pattern->count, 1));
  }
  return make_leaf(planner, triple->object.variable, ids, found, leaf);
}
