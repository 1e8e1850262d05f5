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

#endif // GESTA_ALGEBRA_WALK_H
