// SPDX-License-Identifier: GPL-3.0-or-later
/// @file operator.h
/// The operators of a plan: each gives its solutions in batches, pulled by the
/// one above it.  Included by graph/eval/*.c only.

#ifndef GESTA_EVAL_OPERATOR_H
#define GESTA_EVAL_OPERATOR_H

#include "graph/algebra/algebra.h"
#include "graph/eval/evaluation.h"
#include "graph/eval/expression.h"
#include "graph/eval/query_terms.h"
#include "graph/eval/row.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What the operators of one evaluation share.
typedef struct GestaOperator GestaOperator;

typedef struct GestaEngine {
  GestaAllocator *allocator; ///< borrowed
  GestaOperator *operators;  ///< all of them, newest first
  GestaArena arena;          ///< of the plan
  const GestaEvaluationOptions *options;
  GestaTransaction *transaction;
  GestaQueryTerms *terms;
  GestaExpressions *expressions;
  size_t variable_count; ///< of a batch: those of the request and the engine's
  size_t variable_room;
  uint64_t deadline;   ///< nanoseconds of the monotonic clock; 0: none
  bool is_timed;       ///< the seconds of each operator are counted
  GestaQuadIds *quads; ///< [GESTA_BATCH_SIZE], for whoever reads a cursor now
  GestaError *error;   ///< of the present call
} GestaEngine;

/// What has changed when an operator starts again.
typedef enum GestaRestart {
  GESTA_RESTART_ARGUMENT, ///< the rows of an argument
  GESTA_RESTART_GRAPH,    ///< the graph of a loop, too
} GestaRestart;

typedef struct GestaOperatorType {
  const char *name;
  /// Fill the batch: GESTA_OK and at least one row, or GESTA_END.
  GestaStatus (*next)(GestaOperator *self);
  /// Begin again.  Operators below are restarted by this function too.
  GestaStatus (*restart)(GestaOperator *self, GestaRestart kind);
  /// Release what is not in the arena; NULL if that is nothing.
  void (*release)(GestaOperator *self);
} GestaOperatorType;

/// The beginning of every operator.
struct GestaOperator {
  const GestaOperatorType *type;
  GestaEngine *engine;
  GestaOperator *first;   ///< the input, or NULL
  GestaOperator *second;  ///< the other input, or NULL
  GestaOperator **others; ///< the branches of a union
  size_t other_count;
  GestaOperator *older; ///< the one made before this one
  GestaBatch batch;
  GestaVariable *variables; ///< those that have a column
  bool *is_own;             ///< [width]: the column is made before the first
                            ///< batch
  size_t width;
  bool is_ready;
  /// What it asks, for explanations; NULL: its name tells.
  const GestaTriple *triple;
  const GestaExpressionList *conditions;
  const GestaExpression *expression;
  double estimate; ///< rows
  uint64_t rows;   ///< rows so far
  uint64_t time;   ///< nanoseconds so far, with the inputs
};

/// A new operator without columns.  `size` is that of its own struct, which
/// begins with a GestaOperator.
///
/// lends   the operator, zeroed, in the plan's arena; NULL if memory is short
void *
gesta_operator_new(GestaEngine *engine, const GestaOperatorType *type,
                   size_t size, GestaOperator *first, GestaOperator *second);

/// Give an operator a column of its own, unless it has one.  It is there from
/// the first batch on.
void
gesta_operator_add_column(GestaOperator *self, GestaVariable variable);

/// Give an operator columns of its own for all that another one gives.
void
gesta_operator_add_columns(GestaOperator *self, const GestaOperator *like);

/// Name a variable that an operator gives, whose column it sets by itself.
void
gesta_operator_name_column(GestaOperator *self, GestaVariable variable);

/// Whether an operator gives a variable.
bool
gesta_operator_has(const GestaOperator *self, GestaVariable variable);

/// The next batch of an operator: it looks at the clock and at the wish to
/// cancel, and counts.
GESTA_MUST_CHECK GestaStatus
gesta_operator_next(GestaOperator *self);

/// Fill a batch: `step` adds rows to it, at most as many as there is room for,
/// or none, until it returns GESTA_END or the batch is full.
GESTA_MUST_CHECK GestaStatus
gesta_operator_fill(GestaOperator *self,
                    GestaStatus (*step)(GestaOperator *self));

/// Begin again; NULL is allowed.
GESTA_MUST_CHECK GestaStatus
gesta_operator_restart(GestaOperator *self, GestaRestart kind);

/// Release all operators, those of plans that were not finished too.
void
gesta_engine_release(GestaEngine *engine);

/// Whether to stop: cancelled, or out of time.
///
/// errors  GESTA_ERR_CANCELLED, GESTA_ERR_TOO_LARGE, each with a message
GESTA_MUST_CHECK GestaStatus
gesta_engine_poll(const GestaEngine *engine);

/// A variable of the engine's own; GESTA_NO_VARIABLE if there is no room.
GestaVariable
gesta_engine_variable(GestaEngine *engine);

/// Copy one row of a batch into row `to` of another: the columns of `self`.
static inline void
gesta_operator_copy_row(GestaOperator *self, size_t to, const GestaRow *from)
{
  for (size_t i = 0; i < self->width; ++i) {
    const GestaVariable variable = self->variables[i];
    self->batch.columns[variable][to] = gesta_row_id(from, variable);
  }
}

/// The id of an xsd:integer.
GESTA_MUST_CHECK GestaStatus
gesta_integer_id(const GestaEngine *engine, uint64_t number, GestaTermId *id);

/// All conditions hold for a row.
GESTA_MUST_CHECK GestaStatus
gesta_conditions_hold(const GestaEngine *engine,
                      const GestaExpressionList *conditions,
                      const GestaRow *row, bool *holds);

// The operators, each in a file of its name.

/// The graphs that a pattern looks into.
typedef enum GestaGraphKind {
  GESTA_GRAPH_DEFAULT,  ///< the dataset's default graph
  GESTA_GRAPH_CONSTANT, ///< `id`; GESTA_MADE_TERM: one that is not there
  GESTA_GRAPH_VARIABLE, ///< any named graph, bound to `variable`
  GESTA_GRAPH_LOOP,     ///< the one that `cell` holds at present
} GestaGraphKind;

typedef struct GestaGraphContext {
  GestaGraphKind kind;
  GestaTermId id;
  GestaVariable variable;
  const GestaTermId *cell;
} GestaGraphContext;

/// What happens with the rows of two inputs.
typedef enum GestaJoinKind {
  GESTA_JOIN_INNER,
  GESTA_JOIN_LEFT,
  GESTA_JOIN_SEMI,  ///< rows of the first that have a partner
  GESTA_JOIN_ANTI,  ///< rows of the first that have none
  GESTA_JOIN_MINUS, ///< as ANTI, but a partner shares a binding
} GestaJoinKind;

/// Rows without a column, for what has no input: `count` of them.
GESTA_MUST_CHECK GestaStatus
gesta_unit_new(GestaEngine *engine, size_t count, GestaOperator **self);

/// Rows that somebody else holds: gesta_argument_set() before each restart.
GESTA_MUST_CHECK GestaStatus
gesta_argument_new(GestaEngine *engine, const GestaVariable *variables,
                   size_t width, GestaOperator **self);
/// A second operator for the rows of an argument, set together with it.
GESTA_MUST_CHECK GestaStatus
gesta_argument_again(GestaEngine *engine, GestaOperator *argument,
                     GestaOperator **self);
void
gesta_argument_set(GestaOperator *self, const GestaBatch *batch);
/// A single row of a batch.
void
gesta_argument_set_row(GestaOperator *self, const GestaRow *row);

/// The rows of a VALUES.
GESTA_MUST_CHECK GestaStatus
gesta_table_new(GestaEngine *engine, const GestaDataBlock *data,
                GestaOperator **self);

/// The ids of a list as one column.  Borrows ids.
GESTA_MUST_CHECK GestaStatus
gesta_id_list_new(GestaEngine *engine, GestaVariable variable,
                  const GestaTermId *ids, size_t count, GestaOperator **self);

/// Each row of the input with each quad that matches a triple pattern.
GESTA_MUST_CHECK GestaStatus
gesta_pattern_join_new(GestaEngine *engine, GestaOperator *input,
                       const GestaTriple *triple,
                       const GestaGraphContext *graph, GestaOperator **self);

/// Each row of the input with each match of a property path.
GESTA_MUST_CHECK GestaStatus
gesta_path_join_new(GestaEngine *engine, GestaOperator *input,
                    const GestaTriple *triple, const GestaGraphContext *graph,
                    GestaOperator **self);

/// The rows of the first input with their partners among those of the second,
/// which are read to their end first.  `conditions` belong to a
/// GESTA_JOIN_LEFT.
GESTA_MUST_CHECK GestaStatus
gesta_hash_join_new(GestaEngine *engine, GestaJoinKind kind,
                    GestaOperator *probe, GestaOperator *build,
                    const GestaVariableSet *certain_probe,
                    const GestaVariableSet *certain_build,
                    GestaExpressionList *conditions, GestaOperator **self);

/// Each batch of the input becomes the argument of the second operator, which
/// gives its rows with their partners.
///
/// needs  `argument`, below `inner`, made like `input`; `row_number` is a
///        column of it
GESTA_MUST_CHECK GestaStatus
gesta_apply_new(GestaEngine *engine, GestaJoinKind kind, GestaOperator *input,
                GestaOperator *argument, GestaVariable row_number,
                GestaOperator *inner, GestaOperator **self);

GESTA_MUST_CHECK GestaStatus
gesta_filter_new(GestaEngine *engine, GestaOperator *input,
                 GestaExpressionList *conditions, GestaOperator **self);

GESTA_MUST_CHECK GestaStatus
gesta_extend_new(GestaEngine *engine, GestaOperator *input,
                 GestaVariable variable, const GestaExpression *expression,
                 GestaOperator **self);

GESTA_MUST_CHECK GestaStatus
gesta_union_new(GestaEngine *engine, GestaOperator **branches, size_t count,
                GestaOperator **self);

GESTA_MUST_CHECK GestaStatus
gesta_project_new(GestaEngine *engine, GestaOperator *input,
                  const GestaVariable *variables, size_t count,
                  GestaOperator **self);

GESTA_MUST_CHECK GestaStatus
gesta_distinct_new(GestaEngine *engine, GestaOperator *input,
                   GestaOperator **self);

GESTA_MUST_CHECK GestaStatus
gesta_slice_new(GestaEngine *engine, GestaOperator *input, uint64_t offset,
                uint64_t limit, GestaOperator **self);

/// The rows in order; only the first `most` are needed.
GESTA_MUST_CHECK GestaStatus
gesta_sort_new(GestaEngine *engine, GestaOperator *input,
               const GestaOrder *orders, uint64_t most, GestaOperator **self);

GESTA_MUST_CHECK GestaStatus
gesta_group_new(GestaEngine *engine, GestaOperator *input,
                const GestaVariable *keys, size_t key_count,
                const GestaAggregation *aggregations, GestaOperator **self);

/// A count that the store knows: one row.
GESTA_MUST_CHECK GestaStatus
gesta_count_new(GestaEngine *engine, GestaVariable variable, uint64_t count,
                GestaOperator **self);

/// The names of the named graphs as one column.
GESTA_MUST_CHECK GestaStatus
gesta_graph_names_new(GestaEngine *engine, GestaVariable variable,
                      GestaOperator **self);

/// The rows of `inner` for each graph that `names` gives: `cell` is what the
/// patterns below `inner` look at.
GESTA_MUST_CHECK GestaStatus
gesta_graph_loop_new(GestaEngine *engine, GestaOperator *names,
                     GestaOperator *inner, GestaVariable variable,
                     GestaTermId *cell, GestaOperator **self);

/// Each row of the input with the rows that a remote endpoint has for it.
GESTA_MUST_CHECK GestaStatus
gesta_service_new(GestaEngine *engine, GestaOperator *input,
                  const GestaAlgebra *algebra, GestaOperator **self);

#endif // GESTA_EVAL_OPERATOR_H
