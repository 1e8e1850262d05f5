// SPDX-License-Identifier: GPL-3.0-or-later
/// @file walk.h
/// Questions about expressions and trees, answered without recursion along
/// `first` and the first argument.  Included by graph/algebra/*.c only.

#ifndef GESTA_ALGEBRA_WALK_H
#define GESTA_ALGEBRA_WALK_H

#include "graph/algebra/algebra.h"

/// The same expression, which has the same value in the same row.  One with an
/// EXISTS, or whose value is new each time (RAND, BNODE), equals none.
bool
gesta_expression_equal(const GestaExpression *a, const GestaExpression *b);

bool
gesta_expression_has_aggregate(const GestaExpression *expression);

/// Add the variables that an expression mentions, also in its EXISTS; tell
/// whether it has one, and whether it is new each time (RAND, BNODE).
void
gesta_expression_mentions(const GestaExpression *expression,
                          GestaVariableSet mentioned, bool *has_exists,
                          bool *is_volatile);

/// Add the variables that a tree mentions anywhere.
void
gesta_algebra_mentions(const GestaAlgebra *algebra, GestaVariableSet mentioned);

/// Whether the expression is an error if the variable is unbound.
bool
gesta_expression_needs(const GestaExpression *expression,
                       GestaVariable variable);

#endif // GESTA_ALGEBRA_WALK_H
