// SPDX-License-Identifier: GPL-3.0-or-later
/// @file rewriter.h
/// What the functions of the rewriting share.  Included by graph/algebra/*.c
/// only.

#ifndef GESTA_ALGEBRA_REWRITER_H
#define GESTA_ALGEBRA_REWRITER_H

#include "graph/algebra/algebra.h"

/// A condition on its way down, and what it looks at.
typedef struct GestaCondition {
  GestaExpression *expression;
  GestaVariableSet variables;
  bool has_exists;
  bool is_volatile; ///< new each time: it stays where it is
  struct GestaCondition *next;
} GestaCondition;

/// A tree still to be rewritten, with the conditions that come down to it.
typedef struct GestaWork {
  GestaAlgebra **slot;
  GestaCondition *conditions;
  bool is_correlated; ///< within the pattern of an EXISTS: variables may have
                      ///< values from outside
  struct GestaWork *next;
} GestaWork;

typedef struct GestaRewriter {
  GestaArena *arena;
  size_t size; ///< words of a set
  GestaWork *work;
} GestaRewriter;

/// Put a tree on the list of work.
GESTA_MUST_CHECK GestaStatus
gesta_rewriter_push(GestaRewriter *rewriter, GestaAlgebra **slot,
                    GestaCondition *conditions, bool is_correlated);

/// Put the patterns of an expression's EXISTS on the list of work.
GESTA_MUST_CHECK GestaStatus
gesta_rewriter_push_patterns(GestaRewriter *rewriter,
                             GestaExpression *expression);

/// The conditions have come to rest above a tree: make them operators.
GESTA_MUST_CHECK GestaStatus
gesta_rewriter_rest(GestaRewriter *rewriter, GestaAlgebra **slot,
                    const GestaCondition *conditions, bool is_correlated);

/// Whether a condition can become a join with a table: sameTerm(?x, term), ?x =
/// <iri>, ?x IN (<iri>, ...).
bool
gesta_condition_is_table(const GestaCondition *condition);

#endif // GESTA_ALGEBRA_REWRITER_H
