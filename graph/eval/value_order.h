// SPDX-License-Identifier: GPL-3.0-or-later
/// @file value_order.h
/// Whether values are equal, and which comes first.
///
/// source  SPARQL 1.1 Query Language, sections 15.1, 17.3 and 17.4.1.7

#ifndef GESTA_EVAL_VALUE_ORDER_H
#define GESTA_EVAL_VALUE_ORDER_H

#include "graph/eval/value.h"

/// The operator `=`: by value, or RDFterm-equal.
///
/// returns  GESTA_OK and *equal, or GESTA_NOT_FOUND for a type error
/// errors   GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_value_equal(const GestaValue *a, const GestaValue *b, GestaArena *arena,
                  bool *equal);

/// The operators `<` and `>`.
///
/// returns  GESTA_OK, *ordered (false: one of them is NaN) and *order, or
///          GESTA_NOT_FOUND for a type error
/// errors   GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_value_compare(const GestaValue *a, const GestaValue *b, GestaArena *arena,
                    bool *ordered, int *order);

/// The order of ORDER BY, which is total and transitive: blank nodes, IRIs,
/// numbers, strings, booleans, moments, durations, other literals.  0 for equal
/// values.
///
/// errors  GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_value_order(const GestaValue *a, const GestaValue *b, GestaArena *arena,
                  int *order);

/// The operators `+ - * /` of numbers, moments and durations.
///
/// returns  GESTA_OK and *result, or GESTA_NOT_FOUND for an error
/// errors   GESTA_ERR_MEMORY
/// source   SPARQL 1.1 Query Language, section 17.3; XPath and XQuery Functions
///          and Operators 3.1, sections 4.2, 8.4 and 9.7
GESTA_MUST_CHECK GestaStatus
gesta_value_add(const GestaValue *a, const GestaValue *b, GestaArena *arena,
                GestaValue *result);
GESTA_MUST_CHECK GestaStatus
gesta_value_subtract(const GestaValue *a, const GestaValue *b,
                     GestaArena *arena, GestaValue *result);
GESTA_MUST_CHECK GestaStatus
gesta_value_multiply(const GestaValue *a, const GestaValue *b,
                     GestaArena *arena, GestaValue *result);
GESTA_MUST_CHECK GestaStatus
gesta_value_divide(const GestaValue *a, const GestaValue *b, GestaArena *arena,
                   GestaValue *result);

/// A numeric value as a double.
///
/// errors  GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_value_to_double(const GestaValue *value, GestaArena *arena,
                      double *number);

#endif // GESTA_EVAL_VALUE_ORDER_H
