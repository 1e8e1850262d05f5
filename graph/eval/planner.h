// SPDX-License-Identifier: GPL-3.0-or-later
/// @file planner.h
/// Algebra to operators.  Included by graph/eval/*.c only.

#ifndef GESTA_EVAL_PLANNER_H
#define GESTA_EVAL_PLANNER_H

#include "graph/eval/operator.h"

/// A chain of operators that is being built, and what is known of its rows.
typedef struct GestaChain {
  GestaOperator *top;       ///< NULL: nothing yet, one row without bindings
  GestaVariableSet certain; ///< variables bound in every row
  double rows;              ///< estimated
} GestaChain;

/// An EXISTS, planned when it is first asked.
typedef struct GestaExists {
  const GestaExpression *expression;
  GestaGraphContext graph;
  GestaTermId cell; ///< of a GESTA_GRAPH_LOOP, when it was asked last
  GestaOperator *argument;
  GestaOperator *plan;
  struct GestaExists *next;
} GestaExists;

typedef struct GestaPlanner {
  GestaEngine *engine;
  GestaExists *exists;
  size_t word_count;      ///< of a set
  GestaVariableSet hints; ///< variables that an EXISTS probably gets bound
  /// Above the algebra that is planned next, rows count once and only these
  /// variables are looked at.  NULL words: not so.
  GestaVariableSet distinct;
  size_t depth; ///< of nested operators
} GestaPlanner;

/// A part of a join: an algebra below which the order may not be changed, and
/// the graph in which it is evaluated.
typedef struct GestaLeaf {
  GestaAlgebra *algebra;
  GestaGraphContext graph;
  double count; ///< of quads that match a TRIPLE's constants, else of rows
  double distinct[3]; ///< terms at a TRIPLE's positions, or 0: not asked yet
  double per_value; ///< of quads for one object that the conditions allow, or 0
  const GestaTermId *ids; ///< [id_count]: the leaf binds its variable to these
  size_t id_count;
  bool is_done;
} GestaLeaf;

typedef struct GestaCondition {
  GestaExpression *expression;
  GestaVariableSet variables; ///< that it looks at
  double share;               ///< of the rows that it leaves, roughly
  bool has_exists;
  bool is_done;
  struct GestaCondition *next;
} GestaCondition;

/// A join and the conditions on its rows.
typedef struct GestaJoinGroup {
  GestaLeaf *leaves;
  size_t leaf_count;
  size_t leaf_room;
  GestaCondition *conditions;
} GestaJoinGroup;

/// Plan an algebra.  The rows of `input` (NULL: none) are joined with it: each
/// operator sees their bindings.
///
/// `most`: rows beyond that number will not be asked for.
///
/// returns  GESTA_OK and *chain
/// errors   GESTA_ERR_TOO_LARGE, GESTA_ERR_MEMORY and those of the store
GESTA_MUST_CHECK GestaStatus
gesta_plan(GestaPlanner *planner, GestaAlgebra *algebra,
           const GestaGraphContext *graph, const GestaChain *input,
           uint64_t most, GestaChain *chain);

/// Plan a group of joins: choose the order (join_order.c).  `distinct` is what
/// the planner's was, for this algebra.
GESTA_MUST_CHECK GestaStatus
gesta_plan_group(GestaPlanner *planner, GestaAlgebra *algebra,
                 const GestaGraphContext *graph, const GestaChain *input,
                 const GestaVariableSet *distinct, GestaChain *chain);

/// The ids that the object of a TRIPLE may have by the conditions of its group,
/// as a leaf; how many quads each has is noted in the TRIPLE's, and what the
/// conditions leave in them (value_range.c).
///
/// returns  GESTA_OK and *leaf, or GESTA_NOT_FOUND if that would not help
/// errors   GESTA_ERR_MEMORY and those of the store
GESTA_MUST_CHECK GestaStatus
gesta_plan_value_range(GestaPlanner *planner, const GestaJoinGroup *group,
                       GestaLeaf *pattern, GestaLeaf *leaf);

/// Whether joining the rows of an input with an algebra operator by operator
/// gives what the algebra alone, joined afterwards, gives: nothing in it looks
/// at a variable of `outer` that it does not bind itself.
bool
gesta_is_correlatable(GestaPlanner *planner, const GestaAlgebra *algebra,
                      const GestaVariableSet *outer);

/// Remember the EXISTS in an expression with its graph (exists.c).
GESTA_MUST_CHECK GestaStatus
gesta_plan_expression(GestaPlanner *planner, const GestaExpression *expression,
                      const GestaGraphContext *graph);

/// Answer an EXISTS for a row: what GestaExpressionOptions asks for.
GestaStatus
gesta_exists(void *planner, const GestaExpression *expression,
             const GestaRow *row, bool *holds);

/// Join two chains that know nothing of each other.
GESTA_MUST_CHECK GestaStatus
gesta_plan_hash_join(GestaPlanner *planner, GestaJoinKind kind,
                     const GestaChain *probe, const GestaChain *build,
                     GestaExpressionList *conditions, GestaChain *chain);

/// Join a chain with an algebra, evaluated for each batch of the chain.
GESTA_MUST_CHECK GestaStatus
gesta_plan_apply(GestaPlanner *planner, GestaJoinKind kind,
                 const GestaChain *input, GestaAlgebra *inner,
                 const GestaGraphContext *graph,
                 GestaExpressionList *conditions, GestaChain *chain);

/// Whether a chain's rows may be the argument of an algebra that shares
/// variables with them.
bool
gesta_can_apply(GestaPlanner *planner, const GestaChain *chain,
                const GestaAlgebra *second);

/// Filter a chain.
GESTA_MUST_CHECK GestaStatus
gesta_plan_filter(GestaPlanner *planner, const GestaGraphContext *graph,
                  GestaExpressionList *conditions, GestaChain *chain);

// Sets of variables.

GESTA_MUST_CHECK GestaStatus
gesta_planner_set(GestaPlanner *planner, GestaVariableSet *set);

void
gesta_planner_add(GestaVariableSet *set, GestaVariable variable);

/// Add the variables of a set of the algebra, which has only the request's.
void
gesta_planner_add_all(GestaPlanner *planner, GestaVariableSet *set,
                      const GestaVariableSet *from);

/// Add the variables of a set of the planner.
void
gesta_planner_unite(GestaPlanner *planner, GestaVariableSet *set,
                    const GestaVariableSet *from);

/// Whether an algebra binds, in every row, all variables of a set that are in
/// `outer` too (NULL: all).
bool
gesta_planner_covers(const GestaPlanner *planner,
                     const GestaVariableSet *looked_at,
                     const GestaVariableSet *outer, const GestaAlgebra *binder);

/// Add the variables that an expression looks at, those of EXISTS included.
void
gesta_planner_add_expression(GestaPlanner *planner, GestaVariableSet *set,
                             const GestaExpression *expression,
                             bool *has_exists);

/// Whether a GRAPH ?variable around an algebra can be left to its patterns:
/// nothing but a join looks at the variable.
bool
gesta_can_push_graph(GestaPlanner *planner, const GestaAlgebra *algebra,
                     GestaVariable variable);

/// How the algebra below a GRAPH is evaluated.
typedef enum GestaGraphEntry {
  GESTA_ENTRY_PATTERNS, ///< once, its patterns in the graph context
  GESTA_ENTRY_LOOP,     ///< for one named graph after the other
  GESTA_ENTRY_NOTHING,  ///< not at all: the dataset has no such graph
} GestaGraphEntry;

/// Look at a GRAPH.
///
/// returns  GESTA_OK, *entry and, for patterns, *graph
/// errors   GESTA_ERR_MEMORY and those of the store
GESTA_MUST_CHECK GestaStatus
gesta_plan_graph_entry(GestaPlanner *planner, const GestaAlgebra *algebra,
                       GestaGraphContext *graph, GestaGraphEntry *entry);

// Estimates (estimate.c).

/// The number of quads that match the constants of a TRIPLE; of other algebra a
/// guess of its rows.
GESTA_MUST_CHECK GestaStatus
gesta_estimate(GestaPlanner *planner, const GestaAlgebra *algebra,
               const GestaGraphContext *graph, double *rows);

/// How many of the `count` quads of a TRIPLE match one row of a chain whose
/// certain variables are given.
GESTA_MUST_CHECK GestaStatus
gesta_estimate_matches(GestaPlanner *planner, GestaLeaf *leaf,
                       const GestaVariableSet *bound, double *matches,
                       bool *is_bound);

#endif // GESTA_EVAL_PLANNER_H
