// SPDX-License-Identifier: GPL-3.0-or-later
/// @file expression.h
/// Evaluate the expressions of a query over rows.
///
/// source  SPARQL 1.1 Query Language, section 17

#ifndef GESTA_EVAL_EXPRESSION_H
#define GESTA_EVAL_EXPRESSION_H

#include "graph/base/cancel.h"
#include "graph/eval/query_terms.h"
#include "graph/eval/row.h"
#include "graph/eval/value.h"

/// What all expressions of one evaluation share: terms, the base IRI, the
/// moment that NOW() tells, random numbers, compiled regular expressions,
/// values that were already read.
typedef struct GestaExpressions GestaExpressions;

typedef struct GestaExpressionOptions {
  GestaQueryTerms *terms;
  GestaStringView base; ///< for IRI()
  GestaCancel *cancel;  ///< or NULL
  /// Whether the pattern of an EXISTS has a solution for a row.
  GestaStatus (*exists)(void *context, const GestaExpression *expression,
                        const GestaRow *row, bool *holds);
  void *context;
  uint64_t seed; ///< of RAND() and UUID(); 0: the system's random numbers
  int64_t now;   ///< what NOW() tells, in milliseconds since 1970; 0: the clock
} GestaExpressionOptions;

/// gives    *expressions; free it with gesta_expressions_free()
/// borrows  allocator, the options' pointers and every expression that is
///          evaluated, until then
/// needs    a transaction that does not write until then
GESTA_MUST_CHECK GestaStatus
gesta_expressions_new(GestaAllocator *allocator,
                      const GestaExpressionOptions *options,
                      GestaExpressions **expressions);

/// Free it.  NULL is allowed.
void
gesta_expressions_free(GestaExpressions *expressions);

/// The id of an expression's value; of a plain variable without looking at its
/// term.
///
/// returns  GESTA_OK and *id, or GESTA_NOT_FOUND if it has no value (an unbound
///          variable, a type error)
/// errors   GESTA_ERR_MEMORY, GESTA_ERR_CANCELLED and those of the store
GESTA_MUST_CHECK GestaStatus
gesta_expression_id(GestaExpressions *expressions,
                    const GestaExpression *expression, const GestaRow *row,
                    GestaTermId *id);

/// Whether an expression's effective boolean value is true; one that has none
/// counts as false.
GESTA_MUST_CHECK GestaStatus
gesta_expression_holds(GestaExpressions *expressions,
                       const GestaExpression *expression, const GestaRow *row,
                       bool *holds);

/// Compare two ids, GESTA_NO_TERM included, in the order of ORDER BY: unbound,
/// blank nodes, IRIs, literals; values of one kind by value; an order that is
/// total, transitive and the same on every machine (what has no order of its
/// own: by spelling).  *order is 0 for different terms with the same value, so
/// that the next condition of the ORDER BY decides.
///
/// returns  GESTA_OK and *order: negative, 0, positive
/// source   section 15.1
GESTA_MUST_CHECK GestaStatus
gesta_expression_order(GestaExpressions *expressions, GestaTermId a,
                       GestaTermId b, int *order);

/// Whether a function call by IRI can be evaluated; if not, *nearest (NULL
/// allowed) is the IRI of the function with the most similar name, or empty.
/// Lent for ever.
bool
gesta_function_known(GestaStringView iri, GestaStringView *nearest);

/// An aggregate over the rows of one group.
typedef struct GestaAggregate GestaAggregate;

/// gives    *aggregate, in `arena`; end it with gesta_aggregate_clear()
/// borrows  expression (GESTA_EXPRESSION_AGGREGATE), expressions
GESTA_MUST_CHECK GestaStatus
gesta_aggregate_new(GestaExpressions *expressions,
                    const GestaExpression *expression, GestaArena *arena,
                    GestaAggregate **aggregate);

/// Take one row.  (COUNT(DISTINCT *) is the caller's: it hands in distinct rows
/// only.)
GESTA_MUST_CHECK GestaStatus
gesta_aggregate_add(GestaAggregate *aggregate, const GestaRow *row);

/// The result.
///
/// returns  GESTA_OK and *id, or GESTA_NOT_FOUND if it has no value
GESTA_MUST_CHECK GestaStatus
gesta_aggregate_id(GestaAggregate *aggregate, GestaTermId *id);

/// Free what is not in the arena.
void
gesta_aggregate_clear(GestaAggregate *aggregate);

#endif // GESTA_EVAL_EXPRESSION_H
