// SPDX-License-Identifier: GPL-3.0-or-later
// The order of a join: from each possible beginning the cheapest next leaf is
// taken again and again (costs in microseconds, measured on one machine), and
// the cheapest of these orders wins.  Each leaf joins by lookups or through a
// hash table, whichever costs less.
//
// A condition is tested as soon as its variables are certain, or will not be
// bound any more.

#include "graph/eval/planner.h"

#include <assert.h>
#include <math.h>

enum { MOST_LEAVES = 4096, MOST_STARTS = 8 };

// Microseconds.
static const double lookup_cost = 0.35;
static const double quad_cost = 0.012;
static const double row_cost = 0.02;
static const double build_cost = 0.06;
static const double path_cost = 5;

/// How a leaf joins.
typedef enum Method { LOOK_UP, HASH, APPLY } Method;

typedef struct Choice {
  Method method;
  double rows;
  double cost;
} Choice;

static bool
is_pattern(const GestaLeaf *leaf)
{
  return leaf->algebra->kind == GESTA_ALGEBRA_TRIPLE;
}

// How much a condition leaves, roughly.
static double
guess_share(const GestaExpression *expression)
{
  if (expression->kind == GESTA_EXPRESSION_EQUAL) {
    return 0.05;
  }
  if (expression->kind == GESTA_EXPRESSION_BUILTIN
      && (expression->builtin == GESTA_BUILTIN_REGEX
          || expression->builtin == GESTA_BUILTIN_CONTAINS
          || expression->builtin == GESTA_BUILTIN_STRSTARTS)) {
    return 0.05;
  }
  return 0.4;
}

static GestaStatus
add_condition(GestaPlanner *planner, GestaJoinGroup *group,
              GestaExpression *expression, const GestaGraphContext *graph)
{
  GestaCondition *made = gesta_arena_allocate(&planner->engine->arena, 1,
                                              sizeof *made);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  made->expression = expression;
  made->share = guess_share(expression);
  GestaStatus status = gesta_planner_set(planner, &made->variables);
  if (status == GESTA_OK) {
    gesta_planner_add_expression(planner, &made->variables, expression,
                                 &made->has_exists);
    status = gesta_plan_expression(planner, expression, graph);
  }
  GestaCondition **end = &group->conditions;
  while (*end) {
    end = &(*end)->next;
  }
  *end = made;
  return status;
}

static GestaStatus
add_conditions(GestaPlanner *planner, GestaJoinGroup *group,
               const GestaExpressionList *list, const GestaGraphContext *graph)
{
  GestaStatus status = GESTA_OK;
  for (; status == GESTA_OK && list; list = list->next) {
    status = add_condition(planner, group, list->expression, graph);
  }
  return status;
}

static GestaStatus
append_leaf(GestaPlanner *planner, GestaJoinGroup *group, const GestaLeaf *leaf)
{
  if (group->leaf_count == MOST_LEAVES) {
    return gesta_error_set(planner->engine->error, GESTA_ERR_TOO_LARGE,
                           "a group has more than %d patterns: make it smaller",
                           MOST_LEAVES);
  }
  if (group->leaf_count == group->leaf_room) {
    const size_t room = group->leaf_room ? group->leaf_room * 2 : 16;
    GestaLeaf *leaves = gesta_arena_allocate(&planner->engine->arena, room,
                                             sizeof *leaves);
    if (!leaves) {
      return GESTA_ERR_MEMORY;
    }
    for (size_t i = 0; i < group->leaf_count; ++i) {
      leaves[i] = group->leaves[i];
    }
    group->leaves = leaves;
    group->leaf_room = room;
  }
  group->leaves[group->leaf_count] = *leaf;
  ++group->leaf_count;
  return GESTA_OK;
}

static GestaStatus
add_leaf(GestaPlanner *planner, GestaJoinGroup *group, GestaAlgebra *algebra,
         const GestaGraphContext *graph)
{
  GestaLeaf leaf = {.algebra = algebra, .graph = *graph};
  const GestaStatus status = gesta_estimate(planner, algebra, graph,
                                            &leaf.count);
  return status ? status : append_leaf(planner, group, &leaf);
}

// Ranges of values by which the join may begin.
static GestaStatus
add_ranges(GestaPlanner *planner, GestaJoinGroup *group)
{
  const size_t count = group->conditions ? group->leaf_count : 0;
  for (size_t i = 0; i < count; ++i) {
    if (!is_pattern(&group->leaves[i])) {
      continue;
    }
    GestaLeaf leaf;
    GestaStatus status = gesta_plan_value_range(planner, group,
                                                &group->leaves[i], &leaf);
    if (status == GESTA_OK) {
      status = append_leaf(planner, group, &leaf);
    }
    if (status && status != GESTA_NOT_FOUND) {
      return status;
    }
  }
  return GESTA_OK;
}

// Whether a filter inside a join may be tested after the join: what it looks at
// is bound below it, in every row.
static bool
can_lift(GestaPlanner *planner, const GestaAlgebra *filter)
{
  for (const GestaExpressionList *at = filter->conditions; at; at = at->next) {
    GestaVariableSet looked_at;
    bool has_exists = false;
    if (gesta_planner_set(planner, &looked_at)) {
      return false;
    }
    gesta_planner_add_expression(planner, &looked_at, at->expression,
                                 &has_exists);
    if (has_exists
        || !gesta_planner_covers(planner, &looked_at, NULL, filter->first)) {
      return false;
    }
  }
  return true;
}

// Take a join apart.  `is_root`: no join is around it, so that its filters are
// those of the whole group.
static GestaStatus
flatten(GestaPlanner *planner, GestaJoinGroup *group, GestaAlgebra *algebra,
        const GestaGraphContext *graph, bool is_root)
{
  switch (algebra->kind) {
  case GESTA_ALGEBRA_UNIT:
    return GESTA_OK;
  case GESTA_ALGEBRA_FILTER:
    if (is_root || can_lift(planner, algebra)) {
      const GestaStatus status = add_conditions(planner, group,
                                                algebra->conditions, graph);
      return status ? status
                    : flatten(planner, group, algebra->first, graph, is_root);
    }
    break;
  case GESTA_ALGEBRA_JOIN: {
    // The chain of first inputs may be long: it is walked, not recursed into.
    GestaAlgebra *spine = algebra;
    size_t count = 0;
    for (; spine->kind == GESTA_ALGEBRA_JOIN; spine = spine->first) {
      ++count;
    }
    GestaAlgebra **parts = gesta_arena_allocate(&planner->engine->arena, count,
                                                sizeof(GestaAlgebra *));
    if (!parts) {
      return GESTA_ERR_MEMORY;
    }
    size_t at = count;
    for (GestaAlgebra *join = algebra; at > 0; join = join->first) {
      parts[--at] = join->second;
    }
    GestaStatus status = flatten(planner, group, spine, graph, false);
    for (size_t i = 0; status == GESTA_OK && i < count; ++i) {
      status = flatten(planner, group, parts[i], graph, false);
    }
    return status;
  }
  case GESTA_ALGEBRA_GRAPH: {
    GestaGraphContext inner;
    GestaGraphEntry entry;
    const GestaStatus status = gesta_plan_graph_entry(planner, algebra, &inner,
                                                      &entry);
    // A filter of the GRAPH's group is not one of the whole.
    if (status
        || (entry == GESTA_ENTRY_PATTERNS
            && algebra->first->kind != GESTA_ALGEBRA_UNIT)) {
      return status ? status
                    : flatten(planner, group, algebra->first, &inner, false);
    }
    break;
  }
  case GESTA_ALGEBRA_TRIPLE:
  case GESTA_ALGEBRA_PATH:
  case GESTA_ALGEBRA_LEFT_JOIN:
  case GESTA_ALGEBRA_SEMI_JOIN:
  case GESTA_ALGEBRA_ANTI_JOIN:
  case GESTA_ALGEBRA_UNION:
  case GESTA_ALGEBRA_MINUS:
  case GESTA_ALGEBRA_EXTEND:
  case GESTA_ALGEBRA_TABLE:
  case GESTA_ALGEBRA_GROUP:
  case GESTA_ALGEBRA_ORDER:
  case GESTA_ALGEBRA_PROJECT:
  case GESTA_ALGEBRA_DISTINCT:
  case GESTA_ALGEBRA_REDUCED:
  case GESTA_ALGEBRA_SLICE:
  case GESTA_ALGEBRA_SERVICE:
    break;
  }
  return add_leaf(planner, group, algebra, graph);
}

// A path is walked in one graph at a time.
static bool
is_path(const GestaLeaf *leaf)
{
  return leaf->algebra->kind == GESTA_ALGEBRA_PATH
         && leaf->graph.kind != GESTA_GRAPH_VARIABLE;
}

// A SERVICE whose endpoint the chain tells.
static bool
is_bound_service(const GestaLeaf *leaf, const GestaVariableSet *bound)
{
  const GestaAlgebra *algebra = leaf->algebra;
  return algebra->kind == GESTA_ALGEBRA_SERVICE
         && gesta_node_is_variable(&algebra->name)
         && gesta_variable_set_has(*bound, algebra->name.variable);
}

static bool
is_subset(GestaPlanner *planner, const GestaVariableSet *a,
          const GestaVariableSet *b)
{
  for (size_t i = 0; i < planner->word_count; ++i) {
    if (a->words[i] & ~b->words[i]) {
      return false;
    }
  }
  return true;
}

// What the conditions that can be tested when `leaf` is joined with what is
// bound already leave.  The values of a range fulfil theirs.
static double
leaf_share(GestaPlanner *planner, const GestaJoinGroup *group,
           const GestaLeaf *leaf, const GestaVariableSet *bound,
           const GestaVariableSet *with_leaf)
{
  double share = 1;
  if (leaf->ids) {
    return share;
  }
  for (const GestaCondition *at = group->conditions; at; at = at->next) {
    if (!at->is_done && !at->has_exists
        && is_subset(planner, &at->variables, with_leaf)
        && !is_subset(planner, &at->variables, bound)) {
      share *= at->share;
    }
  }
  return share;
}

static bool
shares_variable(GestaPlanner *planner, const GestaAlgebra *algebra,
                const GestaVariableSet *bound)
{
  const size_t count = planner->engine->options->variables->count;
  for (size_t i = 0; i < (count + 63) / 64; ++i) {
    if (algebra->certain.words[i] & bound->words[i]) {
      return true;
    }
  }
  return false;
}

// A range of values says nothing new about a variable that is bound: its
// filter is tested anyway.
static bool
is_idle(const GestaLeaf *leaf, const GestaVariableSet *bound)
{
  return leaf->ids && gesta_variable_set_has(*bound, leaf->algebra->variable);
}

// The cheapest way to join one more leaf with `rows` rows.
static GestaStatus
weigh(GestaPlanner *planner, GestaLeaf *leaf, const GestaVariableSet *bound,
      double rows, Choice *choice)
{
  bool is_bound = false;
  if (is_idle(leaf, bound)) {
    *choice = (Choice){LOOK_UP, rows, 0};
    return GESTA_OK;
  }
  if (is_pattern(leaf)) {
    double matches = 0;
    const GestaStatus status = gesta_estimate_matches(planner, leaf, bound,
                                                      &matches, &is_bound);
    if (status) {
      return status;
    }
    const double result = rows * matches;
    const double look = rows * lookup_cost + result * quad_cost
                        + (is_bound ? 0 : rows * leaf->count * quad_cost);
    const double hash = leaf->count * (quad_cost + build_cost) + rows * row_cost
                        + result * row_cost;
    *choice = (Choice){look <= hash || rows <= 1 ? LOOK_UP : HASH, result,
                       look <= hash || rows <= 1 ? look : hash};
    return GESTA_OK;
  }
  if (leaf->algebra->kind == GESTA_ALGEBRA_SERVICE
      && gesta_node_is_variable(&leaf->algebra->name)) {
    *choice = (Choice){LOOK_UP, rows * 10,
                       is_bound_service(leaf, bound) ? rows : 1e15};
    return GESTA_OK;
  }
  is_bound = shares_variable(planner, leaf->algebra, bound);
  const double result = is_bound ? fmax(fmin(rows, leaf->count), 1)
                                 : rows * leaf->count;
  if (is_path(leaf)) {
    *choice = (Choice){LOOK_UP, is_bound ? rows * 10 : result,
                       rows * path_cost * (is_bound ? 1 : leaf->count)};
    return GESTA_OK;
  }
  const double hash = leaf->count * lookup_cost + (rows + result) * row_cost;
  const double apply = rows * 4 * lookup_cost + result * row_cost;
  const bool can_apply = is_bound && rows > 1;
  *choice = (Choice){can_apply && apply < hash ? APPLY : HASH, result,
                     can_apply && apply < hash ? apply : hash};
  return GESTA_OK;
}

static void
bind_leaf(GestaPlanner *planner, const GestaLeaf *leaf, GestaVariableSet *bound)
{
  gesta_planner_add_all(planner, bound, &leaf->algebra->certain);
  if (leaf->graph.kind == GESTA_GRAPH_VARIABLE) {
    gesta_planner_add(bound, leaf->graph.variable);
  }
}

// One order and its cost.
typedef struct Order {
  size_t *leaves;
  double cost;
} Order;

// Begin with a leaf, or with the input, and take the cheapest next one.
static GestaStatus
find_order(GestaPlanner *planner, const GestaJoinGroup *group, size_t first,
           const GestaChain *input, Order *order)
{
  const size_t count = group->leaf_count;
  GestaVariableSet bound;
  GestaStatus status = gesta_planner_set(planner, &bound);
  order->leaves = gesta_arena_allocate(&planner->engine->arena, count,
                                       sizeof *order->leaves);
  bool *is_used = gesta_arena_allocate(&planner->engine->arena, count,
                                       sizeof *is_used);
  if (status || !order->leaves || !is_used) {
    return GESTA_ERR_MEMORY;
  }
  double rows = input ? input->rows : 1;
  if (input) {
    gesta_planner_unite(planner, &bound, &input->certain);
    gesta_planner_unite(planner, &bound, &planner->hints);
  }
  order->cost = 0;
  for (size_t n = 0; n < count; ++n) {
    size_t best = count;
    Choice best_choice = {LOOK_UP, 0, INFINITY};
    for (size_t i = 0; i < count; ++i) {
      if (is_used[i] || (n == 0 && first < count && i != first)) {
        continue;
      }
      Choice choice;
      status = weigh(planner, &group->leaves[i], &bound, rows, &choice);
      if (status) {
        return status;
      }
      GestaVariableSet with_leaf;
      status = gesta_planner_set(planner, &with_leaf);
      if (status) {
        return status;
      }
      gesta_planner_unite(planner, &with_leaf, &bound);
      bind_leaf(planner, &group->leaves[i], &with_leaf);
      choice.rows *= leaf_share(planner, group, &group->leaves[i], &bound,
                                &with_leaf);
      if (best == count
          || choice.cost + choice.rows * lookup_cost
               < best_choice.cost + best_choice.rows * lookup_cost) {
        best = i;
        best_choice = choice;
      }
    }
    is_used[best] = true;
    order->leaves[n] = best;
    order->cost += best_choice.cost;
    rows = fmax(best_choice.rows, 0.01);
    bind_leaf(planner, &group->leaves[best], &bound);
  }
  order->cost += rows * row_cost;
  return GESTA_OK;
}

// The cheapest of the orders from the most promising beginnings.
static GestaStatus
choose_order(GestaPlanner *planner, const GestaJoinGroup *group,
             const GestaChain *input, Order *best)
{
  const size_t count = group->leaf_count;
  GestaStatus status = find_order(planner, group, count, input, best);
  if (status || count < 3 || count > 64 || input) {
    return status;
  }
  for (size_t i = 0; i < count && i < MOST_STARTS; ++i) {
    Order order;
    status = find_order(planner, group, i, input, &order);
    if (status) {
      return status;
    }
    if (order.cost < best->cost) {
      *best = order;
    }
  }
  return GESTA_OK;
}

// Whether a leaf that is still to come may bind a variable of a condition that
// is not certain yet.
static bool
must_wait(GestaPlanner *planner, const GestaJoinGroup *group,
          const GestaCondition *condition, const GestaVariableSet *certain)
{
  for (size_t i = 0; i < group->leaf_count; ++i) {
    const GestaLeaf *leaf = &group->leaves[i];
    if (leaf->is_done) {
      continue;
    }
    const size_t count = planner->engine->options->variables->count;
    for (size_t w = 0; w < (count + 63) / 64; ++w) {
      uint64_t binds = leaf->algebra->possible.words[w];
      if (leaf->graph.kind == GESTA_GRAPH_VARIABLE
          && leaf->graph.variable / 64 == w) {
        binds |= UINT64_C(1) << leaf->graph.variable % 64;
      }
      if (condition->variables.words[w] & binds & ~certain->words[w]) {
        return true;
      }
    }
  }
  return false;
}

// Filter the chain by the conditions that can be tested.
static GestaStatus
test_conditions(GestaPlanner *planner, GestaJoinGroup *group, GestaChain *chain)
{
  GestaExpressionList *list = NULL;
  GestaExpressionList **end = &list;
  double share = 1;
  for (GestaCondition *at = group->conditions; at; at = at->next) {
    if (at->is_done || must_wait(planner, group, at, &chain->certain)) {
      continue;
    }
    at->is_done = true;
    *end = gesta_arena_allocate(&planner->engine->arena, 1, sizeof **end);
    if (!*end) {
      return GESTA_ERR_MEMORY;
    }
    (*end)->expression = at->expression;
    end = &(*end)->next;
    share *= at->share;
  }
  if (!list) {
    return GESTA_OK;
  }
  chain->rows *= share;
  return gesta_plan_filter(planner, NULL, list, chain);
}

// The input of a first operator: one row without bindings.
static GestaStatus
begin_chain(GestaPlanner *planner, const GestaChain *input, GestaChain *chain)
{
  GestaVariableSet certain;
  GestaStatus status = gesta_planner_set(planner, &certain);
  if (status) {
    return status;
  }
  *chain = (GestaChain){.certain = certain, .rows = 1};
  if (!input) {
    return gesta_unit_new(planner->engine, 1, &chain->top);
  }
  chain->top = input->top;
  chain->rows = input->rows;
  gesta_planner_unite(planner, &chain->certain, &input->certain);
  return GESTA_OK;
}

// Conditions that one leaf alone decides, for a hash table of its rows.
static GestaStatus
plan_alone(GestaPlanner *planner, GestaJoinGroup *group, const GestaLeaf *leaf,
           GestaChain *chain)
{
  if (!is_pattern(leaf) && !leaf->ids) {
    return gesta_plan(planner, leaf->algebra, &leaf->graph, NULL, UINT64_MAX,
                      chain);
  }
  GestaStatus status = begin_chain(planner, NULL, chain);
  if (status == GESTA_OK && leaf->ids) {
    status = gesta_id_list_new(planner->engine, leaf->algebra->variable,
                               leaf->ids, leaf->id_count, &chain->top);
    gesta_planner_add(&chain->certain, leaf->algebra->variable);
    chain->rows = leaf->count;
    for (GestaCondition *at = group->conditions; at; at = at->next) {
      if (is_subset(planner, &at->variables, &chain->certain)) {
        at->share = 1; // the values fulfil it already
      }
    }
    return status;
  }
  if (status == GESTA_OK) {
    status = gesta_pattern_join_new(planner->engine, chain->top,
                                    leaf->algebra->triple, &leaf->graph,
                                    &chain->top);
  }
  if (status) {
    return status;
  }
  bind_leaf(planner, leaf, &chain->certain);
  chain->rows = leaf->count;
  chain->top->estimate = leaf->count;
  GestaExpressionList *list = NULL;
  for (GestaCondition *at = group->conditions; at; at = at->next) {
    if (!at->is_done && !at->has_exists
        && is_subset(planner, &at->variables, &chain->certain)) {
      GestaExpressionList *made = gesta_arena_allocate(&planner->engine->arena,
                                                       1, sizeof *made);
      if (!made) {
        return GESTA_ERR_MEMORY;
      }
      at->is_done = true;
      made->expression = at->expression;
      made->next = list;
      list = made;
      chain->rows *= at->share;
    }
  }
  return list ? gesta_plan_filter(planner, NULL, list, chain) : GESTA_OK;
}

static GestaStatus
join_leaf(GestaPlanner *planner, GestaJoinGroup *group, GestaLeaf *leaf,
          bool is_first, GestaChain *chain)
{
  GestaEngine *const engine = planner->engine;
  Choice choice;
  GestaStatus status = weigh(planner, leaf, &chain->certain, chain->rows,
                             &choice);
  if (status) {
    return status;
  }
  leaf->is_done = true;
  if (is_idle(leaf, &chain->certain)) {
    return GESTA_OK;
  }
  if (is_pattern(leaf)
      && (choice.method == LOOK_UP || engine->options->is_plain)) {
    status = gesta_pattern_join_new(engine, chain->top, leaf->algebra->triple,
                                    &leaf->graph, &chain->top);
  } else if (is_path(leaf)) {
    status = gesta_path_join_new(engine, chain->top, leaf->algebra->triple,
                                 &leaf->graph, &chain->top);
  } else if (is_bound_service(leaf, &chain->certain)) {
    status = gesta_service_new(engine, chain->top, leaf->algebra, &chain->top);
  } else if (choice.method == APPLY && !is_first && !engine->options->is_plain
             && gesta_can_apply(planner, chain, leaf->algebra)) {
    return gesta_plan_apply(planner, GESTA_JOIN_INNER, chain, leaf->algebra,
                            &leaf->graph, NULL, chain);
  } else {
    GestaChain alone;
    status = plan_alone(planner, group, leaf, &alone);
    if (status) {
      return status;
    }
    if (is_first) {
      *chain = alone;
      return GESTA_OK;
    }
    status = gesta_plan_hash_join(planner, GESTA_JOIN_INNER, chain, &alone,
                                  NULL, chain);
  }
  if (status == GESTA_OK) {
    bind_leaf(planner, leaf, &chain->certain);
    chain->rows = fmax(choice.rows, 0.01);
    chain->top->estimate = chain->rows;
  }
  return status;
}

// Where rows count once in the end, they may count once already: without the
// columns that nothing looks at any more many are equal.
static GestaStatus
forget_columns(GestaPlanner *planner, const GestaJoinGroup *group,
               const GestaVariableSet *distinct, GestaChain *chain)
{
  GestaVariableSet live;
  GestaStatus status = gesta_planner_set(planner, &live);
  GestaVariable *variables = gesta_arena_allocate(
    &planner->engine->arena, chain->top->width, sizeof *variables);
  if (status || !variables) {
    return GESTA_ERR_MEMORY;
  }
  gesta_planner_unite(planner, &live, distinct);
  for (size_t i = 0; i < group->leaf_count; ++i) {
    const GestaLeaf *leaf = &group->leaves[i];
    if (!leaf->is_done) {
      gesta_planner_add_all(planner, &live, &leaf->algebra->possible);
      if (leaf->graph.kind == GESTA_GRAPH_VARIABLE) {
        gesta_planner_add(&live, leaf->graph.variable);
      }
    }
  }
  for (const GestaCondition *at = group->conditions; at; at = at->next) {
    if (!at->is_done) {
      gesta_planner_unite(planner, &live, &at->variables);
    }
  }
  size_t width = 0;
  for (size_t i = 0; i < chain->top->width; ++i) {
    if (gesta_variable_set_has(live, chain->top->variables[i])) {
      variables[width++] = chain->top->variables[i];
    }
  }
  if (width == chain->top->width) {
    return GESTA_OK;
  }
  status = gesta_project_new(planner->engine, chain->top, variables, width,
                             &chain->top);
  return status ? status
                : gesta_distinct_new(planner->engine, chain->top, &chain->top);
}

GestaStatus
gesta_plan_group(GestaPlanner *planner, GestaAlgebra *algebra,
                 const GestaGraphContext *graph, const GestaChain *input,
                 const GestaVariableSet *distinct, GestaChain *chain)
{
  assert(planner && algebra && graph && distinct && chain);

  GestaJoinGroup group = {0};
  GestaStatus status = flatten(planner, &group, algebra, graph, true);
  Order order = {0};
  if (status == GESTA_OK && !planner->engine->options->is_plain) {
    status = add_ranges(planner, &group);
  }
  if (status == GESTA_OK && !planner->engine->options->is_plain) {
    status = choose_order(planner, &group, input, &order);
  }
  if (status == GESTA_OK) {
    status = begin_chain(planner, input, chain);
  }
  const GestaOperator *const unit = input ? NULL : chain->top;
  for (size_t i = 0; status == GESTA_OK && i < group.leaf_count; ++i) {
    const size_t at = order.leaves ? order.leaves[i] : i;
    status = test_conditions(planner, &group, chain);
    if (status == GESTA_OK) {
      status = join_leaf(planner, &group, &group.leaves[at], chain->top == unit,
                         chain);
    }
    if (status == GESTA_OK && distinct->words && i + 1 < group.leaf_count) {
      status = forget_columns(planner, &group, distinct, chain);
    }
  }
  return status ? status : test_conditions(planner, &group, chain);
}
