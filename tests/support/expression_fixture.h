// SPDX-License-Identifier: GPL-3.0-or-later
/// @file expression_fixture.h
/// An empty graph file, a transaction and the expressions of one evaluation;
/// expressions built by hand of terms written as N-Triples, where
/// ^^xsd:integer stands for the whole IRI.

#ifndef GESTA_SUPPORT_EXPRESSION_FIXTURE_H
#define GESTA_SUPPORT_EXPRESSION_FIXTURE_H

#include "graph/eval/expression.h"

#include <stdbool.h>
#include <stddef.h>

enum { MOST_ARGUMENTS = 8 };

typedef struct ExpressionFixture {
  char directory[64];
  char path[80];
  GestaStore *store;
  GestaTransaction *transaction;
  GestaQueryTerms *terms;
  GestaExpressions *expressions;
  GestaArena arena;
  GestaCancel cancel;
} ExpressionFixture;

/// cmocka's set-up and tear-down.
int
expression_fixture_set_up(void **state);
int
expression_fixture_tear_down(void **state);

/// A term of the text; lent by the arena of the fixture.
GestaTerm
fixture_term(ExpressionFixture *fixture, const char *text);

/// The id of the term.
GestaTermId
fixture_id(ExpressionFixture *fixture, const char *text);

/// A term as an expression; "?" is a variable that is unbound.
GestaExpression *
fixture_constant(ExpressionFixture *fixture, const char *text);

/// An expression of a kind; the arguments end with NULL.
GestaExpression *
fixture_operator(ExpressionFixture *fixture, GestaExpressionKind kind,
                 const char *const *arguments);

/// The value of an expression in a row without bindings, written as the terms
/// above; "error" if it has none.  Lent by the arena.
const char *
fixture_evaluate(ExpressionFixture *fixture, const GestaExpression *expression);

/// The text of an id, as above.
const char *
fixture_text(ExpressionFixture *fixture, GestaTermId id);

#endif // GESTA_SUPPORT_EXPRESSION_FIXTURE_H
