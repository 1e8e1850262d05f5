// SPDX-License-Identifier: GPL-3.0-or-later
// Conditions go down to where they can be tested first.
//
// Filter(c, Op(A, B)) = Op(Filter(c, A), B) holds wherever c has the same value
// in a solution of Op(A, B) as in the solution of A that it extends: each
// variable of c is bound in every solution of A (then nothing else can be its
// value), or B cannot bind it (then it stays as it is in A).  may_push() tests
// it.  A condition that is new each time (RAND) never moves.
//
// A tree is worked on from a list, not by recursion: chains are as long as the
// text.

#include "graph/algebra/rewriter.h"
#include "graph/algebra/walk.h"

#include <assert.h>

GestaStatus
gesta_rewriter_push(GestaRewriter *rewriter, GestaAlgebra **slot,
                    GestaCondition *conditions, bool is_correlated)
{
  GestaWork *work = gesta_arena_allocate(rewriter->arena, 1, sizeof *work);
  if (!work) {
    return GESTA_ERR_MEMORY;
  }
  *work = (GestaWork){slot, conditions, is_correlated, rewriter->work};
  rewriter->work = work;
  return GESTA_OK;
}

// A list gets a cell of its own for a condition.
static GestaStatus
add_condition(GestaRewriter *rewriter, const GestaCondition *condition,
              GestaCondition **list)
{
  GestaCondition *cell = gesta_arena_allocate(rewriter->arena, 1, sizeof *cell);
  if (!cell) {
    return GESTA_ERR_MEMORY;
  }
  *cell = *condition;
  cell->next = *list;
  *list = cell;
  return GESTA_OK;
}

// Filter(a && b, A) = Filter(a, Filter(b, A)): a && b is true if and only if
// both are (section 17.2).  Conjunctions nest in the first argument.
static GestaStatus
add_split(GestaRewriter *rewriter, GestaExpression *expression,
          GestaCondition **list)
{
  for (;;) {
    GestaExpression *part = expression;
    if (expression->kind == GESTA_EXPRESSION_AND) {
      part = expression->arguments[1];
    }
    if (part->kind == GESTA_EXPRESSION_AND) {
      const GestaStatus status = add_split(rewriter, part, list);
      if (status) {
        return status;
      }
    } else {
      GestaCondition condition = {.expression = part};
      condition.variables.words = gesta_arena_allocate(
        rewriter->arena, rewriter->size, sizeof *condition.variables.words);
      if (!condition.variables.words) {
        return GESTA_ERR_MEMORY;
      }
      gesta_expression_mentions(part, condition.variables,
                                &condition.has_exists, &condition.is_volatile);
      const GestaStatus status = add_condition(rewriter, &condition, list);
      if (status) {
        return status;
      }
    }
    if (expression->kind != GESTA_EXPRESSION_AND) {
      return GESTA_OK;
    }
    expression = expression->arguments[0];
  }
}

static GestaStatus
split_all(GestaRewriter *rewriter, const GestaExpressionList *conditions,
          GestaCondition **list)
{
  GestaStatus status = GESTA_OK;
  for (; status == GESTA_OK && conditions; conditions = conditions->next) {
    status = add_split(rewriter, conditions->expression, list);
  }
  return status;
}

// See the top of the file.
static bool
may_push(const GestaRewriter *rewriter, const GestaCondition *condition,
         const GestaAlgebra *into, const GestaAlgebra *other)
{
  for (size_t i = 0; i < rewriter->size; ++i) {
    if (condition->variables.words[i] & other->possible.words[i]
        & ~into->certain.words[i]) {
      return false;
    }
  }
  return !condition->is_volatile;
}

static bool
concerns(const GestaRewriter *rewriter, const GestaCondition *condition,
         const GestaAlgebra *node)
{
  for (size_t i = 0; i < rewriter->size; ++i) {
    if (condition->variables.words[i] & node->possible.words[i]) {
      return true;
    }
  }
  return false;
}

static bool
mentions_only(const GestaRewriter *rewriter, const GestaCondition *condition,
              const GestaVariable *variables, size_t count)
{
  for (size_t v = 0; v < rewriter->size * 64; ++v) {
    if (!gesta_variable_set_has(condition->variables, (GestaVariable)v)) {
      continue;
    }
    size_t i = 0;
    while (i < count && variables[i] != v) {
      ++i;
    }
    if (i == count) {
      return false;
    }
  }
  return true;
}

// What the planner joins as it is: it places the conditions itself.
static bool
is_plain(const GestaAlgebra *node)
{
  while (node->kind == GESTA_ALGEBRA_JOIN) {
    if (!is_plain(node->second)) {
      return false;
    }
    node = node->first;
  }
  return node->kind == GESTA_ALGEBRA_TRIPLE || node->kind == GESTA_ALGEBRA_PATH
         || node->kind == GESTA_ALGEBRA_TABLE
         || node->kind == GESTA_ALGEBRA_UNIT;
}

// Offer a condition to the operands of a block of joins, from the last to the
// first: `lists[i]` is for the i-th from the top.  Several may take it, since
// Filter(c, Filter(c, A)) = Filter(c, A); an EXISTS is tested once.
static GestaStatus
offer_to_operands(GestaRewriter *rewriter, const GestaCondition *condition,
                  const GestaAlgebra *block, GestaCondition **lists,
                  bool *is_taken)
{
  *is_taken = false;
  const GestaAlgebra *at = block;
  for (size_t i = 0;; ++i) {
    const bool is_join = at->kind == GESTA_ALGEBRA_JOIN;
    const GestaAlgebra *operand = is_join ? at->second : at;
    if (!is_plain(operand) && concerns(rewriter, condition, operand)
        && (!is_join || may_push(rewriter, condition, operand, at->first))) {
      const GestaStatus status = add_condition(rewriter, condition, &lists[i]);
      if (status) {
        return status;
      }
      *is_taken = true;
    }
    if (!is_join || (*is_taken && condition->has_exists)
        || !may_push(rewriter, condition, at->first, at->second)) {
      return GESTA_OK;
    }
    at = at->first;
  }
}

static GestaStatus
rewrite_join(GestaRewriter *rewriter, const GestaWork *work)
{
  GestaAlgebra *block = *work->slot;
  size_t count = 1;
  for (const GestaAlgebra *at = block; at->kind == GESTA_ALGEBRA_JOIN;
       at = at->first) {
    ++count;
  }
  GestaCondition **lists = gesta_arena_allocate(rewriter->arena, count,
                                                sizeof(GestaCondition *));
  if (!lists) {
    return GESTA_ERR_MEMORY;
  }
  GestaCondition *rest = NULL;
  GestaStatus status = GESTA_OK;
  for (const GestaCondition *at = work->conditions; status == GESTA_OK && at;
       at = at->next) {
    bool is_taken = false;
    if (!at->is_volatile) {
      status = offer_to_operands(rewriter, at, block, lists, &is_taken);
    }
    if (status == GESTA_OK && (!is_taken || gesta_condition_is_table(at))) {
      status = add_condition(rewriter, at, &rest);
    }
  }
  GestaAlgebra *at = block;
  for (size_t i = 0; status == GESTA_OK && i + 1 < count; ++i) {
    status = gesta_rewriter_push(rewriter, &at->second, lists[i],
                                 work->is_correlated);
    if (status == GESTA_OK && i + 2 == count) {
      status = gesta_rewriter_push(rewriter, &at->first, lists[i + 1],
                                   work->is_correlated);
    }
    at = at->first;
  }
  return status ? status
                : gesta_rewriter_rest(rewriter, work->slot, rest,
                                      work->is_correlated);
}

// Conditions of a join with two sides go into the second where they may:
// LeftJoin(A, B, c && d) = LeftJoin(A, Filter(c, B), d), since a pair of
// solutions meets c if and only if its half of B does.
static GestaStatus
push_own_conditions(GestaRewriter *rewriter, GestaAlgebra *node,
                    bool is_correlated)
{
  GestaCondition *own = NULL;
  GestaCondition *second = NULL;
  GestaStatus status = split_all(rewriter, node->conditions, &own);
  node->conditions = NULL;
  for (const GestaCondition *at = own; status == GESTA_OK && at;
       at = at->next) {
    if (may_push(rewriter, at, node->second, node->first)) {
      status = add_condition(rewriter, at, &second);
      continue;
    }
    GestaExpressionList *kept = gesta_arena_allocate(rewriter->arena, 1,
                                                     sizeof *kept);
    if (!kept) {
      return GESTA_ERR_MEMORY;
    }
    *kept = (GestaExpressionList){at->expression, node->conditions};
    node->conditions = kept;
    if (status == GESTA_OK) {
      status = gesta_rewriter_push_patterns(rewriter, at->expression);
    }
  }
  return status ? status
                : gesta_rewriter_push(rewriter, &node->second, second,
                                      is_correlated);
}

// Of the variables that only B surely binds, one for which the test holds.
static bool
tests_only_second(const GestaRewriter *rewriter,
                  const GestaCondition *condition, const GestaAlgebra *node,
                  bool (*test)(const GestaExpression *, GestaVariable))
{
  for (size_t i = 0; i < rewriter->size; ++i) {
    const uint64_t bits = condition->variables.words[i]
                          & node->second->certain.words[i]
                          & ~node->first->possible.words[i];
    for (size_t bit = 0; bits && bit < 64; ++bit) {
      if ((bits >> bit & 1)
          && test(condition->expression, (GestaVariable)(i * 64 + bit))) {
        return true;
      }
    }
  }
  return false;
}

static bool
is_bound_test(const GestaExpression *expression, GestaVariable variable)
{
  return expression->kind == GESTA_EXPRESSION_BUILTIN
         && expression->builtin == GESTA_BUILTIN_BOUND
         && expression->arguments[0]->kind == GESTA_EXPRESSION_VARIABLE
         && expression->arguments[0]->variable == variable;
}

static bool
is_unbound_test(const GestaExpression *expression, GestaVariable variable)
{
  return expression->kind == GESTA_EXPRESSION_NOT
         && is_bound_test(expression->arguments[0], variable);
}

static bool
is_false_if_unbound(const GestaExpression *expression, GestaVariable variable)
{
  return is_bound_test(expression, variable)
         || gesta_expression_needs(expression, variable);
}

// A variable v that B surely binds and A never does tells whether a solution of
// A found a partner.
// 1. Filter(!bound(v), LeftJoin(A, B, c)) keeps those without: an anti-join.
// 2. Filter(e, LeftJoin(A, B, c)), where e cannot be true while v is unbound,
//    keeps none of those: Filter(e, Filter(c, Join(A, B))).
// Within an EXISTS v may have a value from outside: neither holds there.
static GestaStatus
change_left_join(GestaRewriter *rewriter, GestaAlgebra *node,
                 GestaCondition **conditions)
{
  for (GestaCondition **at = conditions; *at; at = &(*at)->next) {
    if (tests_only_second(rewriter, *at, node, is_unbound_test)) {
      node->kind = GESTA_ALGEBRA_ANTI_JOIN;
      node->possible = node->first->possible;
      *at = (*at)->next;
      return GESTA_OK;
    }
  }
  for (const GestaCondition *at = *conditions; at; at = at->next) {
    if (!at->has_exists && !at->is_volatile
        && tests_only_second(rewriter, at, node, is_false_if_unbound)) {
      uint64_t *certain = gesta_arena_allocate(rewriter->arena, rewriter->size,
                                               sizeof *certain);
      if (!certain) {
        return GESTA_ERR_MEMORY;
      }
      for (size_t i = 0; i < rewriter->size; ++i) {
        certain[i] = node->first->certain.words[i]
                     | node->second->certain.words[i];
      }
      node->kind = GESTA_ALGEBRA_JOIN;
      node->certain.words = certain;
      const GestaExpressionList *own = node->conditions;
      node->conditions = NULL;
      return split_all(rewriter, own, conditions);
    }
  }
  return GESTA_OK;
}

// Whether a condition may go into the first child of a node that has one, or
// two of which the second does not concern it.
static bool
may_enter_first(const GestaRewriter *rewriter, const GestaAlgebra *node,
                const GestaCondition *condition)
{
  if (condition->is_volatile) {
    return false;
  }
  switch (node->kind) {
  case GESTA_ALGEBRA_LEFT_JOIN:
    return may_push(rewriter, condition, node->first, node->second);
  case GESTA_ALGEBRA_MINUS: // their solutions are those of the first
  case GESTA_ALGEBRA_SEMI_JOIN:
  case GESTA_ALGEBRA_ANTI_JOIN:
  case GESTA_ALGEBRA_ORDER: // all solutions come through as they are
  case GESTA_ALGEBRA_DISTINCT:
  case GESTA_ALGEBRA_REDUCED:
    return true;
  case GESTA_ALGEBRA_UNION: // both, but an EXISTS is tested at one place only
    return !condition->has_exists;
  case GESTA_ALGEBRA_EXTEND:
    return !gesta_variable_set_has(condition->variables, node->variable);
  case GESTA_ALGEBRA_GRAPH: // an EXISTS would look into another graph
    return !condition->has_exists
           && (!gesta_node_is_variable(&node->name)
               || !gesta_variable_set_has(condition->variables,
                                          node->name.variable)
               || gesta_variable_set_has(node->first->certain,
                                         node->name.variable));
  case GESTA_ALGEBRA_PROJECT: // it sees what the subquery shows
    return mentions_only(rewriter, condition, node->variables,
                         node->variable_count);
  case GESTA_ALGEBRA_GROUP: // a group goes or stays as a whole; without keys
                            // there is one even of nothing
    return node->variable_count > 0 && !condition->has_exists
           && mentions_only(rewriter, condition, node->variables,
                            node->variable_count);
  case GESTA_ALGEBRA_SLICE:   // it counts what comes before
  case GESTA_ALGEBRA_SERVICE: // its text is sent as it is
  case GESTA_ALGEBRA_FILTER:  // handled before
  case GESTA_ALGEBRA_JOIN:
  case GESTA_ALGEBRA_UNIT:
  case GESTA_ALGEBRA_TRIPLE:
  case GESTA_ALGEBRA_PATH:
  case GESTA_ALGEBRA_TABLE:
    return false;
  }
  return false;
}

static GestaStatus
push_node_patterns(GestaRewriter *rewriter, const GestaAlgebra *node)
{
  GestaStatus status = GESTA_OK;
  if (node->expression) {
    status = gesta_rewriter_push_patterns(rewriter, node->expression);
  }
  for (const GestaAggregation *at = node->aggregations;
       status == GESTA_OK && at; at = at->next) {
    status = gesta_rewriter_push_patterns(rewriter, at->expression);
  }
  for (const GestaOrder *at = node->orders; status == GESTA_OK && at;
       at = at->next) {
    status = gesta_rewriter_push_patterns(rewriter, at->expression);
  }
  return status;
}

// Every operator but FILTER and JOIN.
static GestaStatus
rewrite_operator(GestaRewriter *rewriter, const GestaWork *work)
{
  GestaAlgebra *node = *work->slot;
  GestaCondition *first = NULL;
  GestaCondition *second = NULL;
  GestaCondition *rest = NULL;
  GestaStatus status = push_node_patterns(rewriter, node);
  for (const GestaCondition *at = work->conditions; status == GESTA_OK && at;
       at = at->next) {
    if (!may_enter_first(rewriter, node, at)) {
      status = add_condition(rewriter, at, &rest);
      continue;
    }
    status = add_condition(rewriter, at, &first);
    if (status == GESTA_OK && node->kind == GESTA_ALGEBRA_UNION) {
      status = add_condition(rewriter, at, &second);
    }
  }
  if (status == GESTA_OK
      && (node->kind == GESTA_ALGEBRA_UNION
          || node->kind == GESTA_ALGEBRA_MINUS)) {
    status = gesta_rewriter_push(rewriter, &node->second, second,
                                 work->is_correlated);
  } else if (status == GESTA_OK && node->second) {
    status = push_own_conditions(rewriter, node, work->is_correlated);
  }
  if (status == GESTA_OK && node->first
      && node->kind != GESTA_ALGEBRA_SERVICE) {
    status = gesta_rewriter_push(rewriter, &node->first, first,
                                 work->is_correlated);
  }
  return status ? status
                : gesta_rewriter_rest(rewriter, work->slot, rest,
                                      work->is_correlated);
}

// Distinct(Distinct(A)) = Distinct(Reduced(A)) = Distinct(A), also with
// projections, filters and orders between, which make equal solutions of equal
// ones; and Reduced(Distinct(A)) = Distinct(A).
static void
drop_duplicate_removal(GestaAlgebra **slot)
{
  if ((*slot)->kind == GESTA_ALGEBRA_REDUCED
      && ((*slot)->first->kind == GESTA_ALGEBRA_DISTINCT
          || (*slot)->first->kind == GESTA_ALGEBRA_REDUCED)) {
    *slot = (*slot)->first;
  }
  if ((*slot)->kind != GESTA_ALGEBRA_DISTINCT) {
    return;
  }
  GestaAlgebra **at = &(*slot)->first;
  while ((*at)->kind == GESTA_ALGEBRA_PROJECT
         || (*at)->kind == GESTA_ALGEBRA_FILTER
         || (*at)->kind == GESTA_ALGEBRA_ORDER
         || (*at)->kind == GESTA_ALGEBRA_DISTINCT
         || (*at)->kind == GESTA_ALGEBRA_REDUCED) {
    if ((*at)->kind == GESTA_ALGEBRA_DISTINCT
        || (*at)->kind == GESTA_ALGEBRA_REDUCED) {
      *at = (*at)->first;
    } else {
      at = &(*at)->first;
    }
  }
}

static GestaStatus
rewrite_tree(GestaRewriter *rewriter, GestaWork *work)
{
  GestaStatus status = GESTA_OK;
  while (status == GESTA_OK && (*work->slot)->kind == GESTA_ALGEBRA_FILTER) {
    const GestaAlgebra *filter = *work->slot;
    status = split_all(rewriter, filter->conditions, &work->conditions);
    *work->slot = filter->first;
  }
  if (status) {
    return status;
  }
  drop_duplicate_removal(work->slot);
  if ((*work->slot)->kind == GESTA_ALGEBRA_LEFT_JOIN && !work->is_correlated) {
    status = change_left_join(rewriter, *work->slot, &work->conditions);
  }
  if (status) {
    return status;
  }
  return (*work->slot)->kind == GESTA_ALGEBRA_JOIN
           ? rewrite_join(rewriter, work)
           : rewrite_operator(rewriter, work);
}

GestaStatus
gesta_algebra_rewrite(GestaAlgebra **algebra,
                      const GestaVariableNames *variables, GestaArena *arena)
{
  assert(algebra && *algebra && variables && arena);

  GestaRewriter rewriter = {arena, variables->count / 64 + 1, NULL};
  // The sets of the translation may be smaller than those of new conditions.
  GestaStatus status = gesta_algebra_scope(*algebra, variables, arena);
  if (status == GESTA_OK) {
    status = gesta_rewriter_push(&rewriter, algebra, NULL, false);
  }
  while (status == GESTA_OK && rewriter.work) {
    GestaWork work = *rewriter.work;
    rewriter.work = work.next;
    status = rewrite_tree(&rewriter, &work);
  }
  return status ? status : gesta_algebra_scope(*algebra, variables, arena);
}
