// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/expression_fixture.h"

#include "graph/rdf/vocabulary.h"
#include "tests/support/cmocka_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int
expression_fixture_set_up(void **state)
{
  ExpressionFixture *fixture = test_calloc(1, sizeof *fixture);
  *state = fixture;
  memcpy(fixture->directory, "/tmp/gesta-test-XXXXXX", 23);
  assert_non_null(mkdtemp(fixture->directory));
  (void)snprintf(fixture->path, sizeof fixture->path, "%s/a.gesta",
                 fixture->directory);
  GestaAllocator *const allocator = gesta_default_allocator();
  gesta_arena_init(&fixture->arena, allocator);
  assert_int_equal(gesta_store_open(allocator, fixture->path, GESTA_OPEN_CREATE,
                                    &fixture->store, NULL),
                   GESTA_OK);
  assert_int_equal(
    gesta_transaction_begin(fixture->store, false, &fixture->transaction, NULL),
    GESTA_OK);
  assert_int_equal(
    gesta_query_terms_new(allocator, fixture->transaction, &fixture->terms),
    GESTA_OK);
  const GestaExpressionOptions options = {
    .terms = fixture->terms,
    .base = gesta_view("http://example.org/a/"),
    .cancel = &fixture->cancel,
    .seed = 7,
    .now = INT64_C(1709640000123)};
  assert_int_equal(
    gesta_expressions_new(allocator, &options, &fixture->expressions),
    GESTA_OK);
  return 0;
}

int
expression_fixture_tear_down(void **state)
{
  ExpressionFixture *fixture = *state;
  char lock[96];
  gesta_expressions_free(fixture->expressions);
  gesta_query_terms_free(fixture->terms);
  gesta_transaction_abort(fixture->transaction);
  gesta_store_close(fixture->store);
  gesta_arena_clear(&fixture->arena);
  (void)snprintf(lock, sizeof lock, "%s-lock", fixture->path);
  (void)unlink(lock);
  (void)unlink(fixture->path);
  assert_int_equal(rmdir(fixture->directory), 0);
  test_free(fixture);
  return 0;
}

static const char short_mark[] = "^^xsd:";
static const char long_mark[] = "^^<" GESTA_NS_XSD;

GestaTerm
fixture_term(ExpressionFixture *fixture, const char *text)
{
  char whole[4096];
  const char *const mark = strstr(text, short_mark);
  const int size = mark ? snprintf(whole, sizeof whole, "%.*s%s%s>",
                                   (int)(mark - text), text, long_mark,
                                   mark + strlen(short_mark))
                        : snprintf(whole, sizeof whole, "%s", text);
  assert_true(size > 0 && (size_t)size < sizeof whole);
  GestaStringView copy;
  GestaTerm term;
  GestaError error = {0};
  assert_int_equal(gesta_arena_copy(&fixture->arena, gesta_view(whole), &copy),
                   GESTA_OK);
  if (gesta_term_parse(copy, &fixture->arena, &term, &error)) {
    fail_msg("%s: %s", whole, error.message);
  }
  return term;
}

GestaTermId
fixture_id(ExpressionFixture *fixture, const char *text)
{
  const GestaTerm term = fixture_term(fixture, text);
  GestaTermId id = GESTA_NO_TERM;
  assert_int_equal(gesta_query_terms_intern(fixture->terms, &term, &id),
                   GESTA_OK);
  return id;
}

static GestaExpression *
new_expression(ExpressionFixture *fixture, GestaExpressionKind kind)
{
  GestaExpression *expression = gesta_arena_allocate(&fixture->arena, 1,
                                                     sizeof *expression);
  assert_non_null(expression);
  expression->kind = kind;
  return expression;
}

GestaExpression *
fixture_constant(ExpressionFixture *fixture, const char *text)
{
  if (strcmp(text, "?") == 0) {
    return new_expression(fixture, GESTA_EXPRESSION_VARIABLE);
  }
  GestaExpression *expression = new_expression(fixture, GESTA_EXPRESSION_TERM);
  expression->term = fixture_term(fixture, text);
  return expression;
}

GestaExpression *
fixture_operator(ExpressionFixture *fixture, GestaExpressionKind kind,
                 const char *const *arguments)
{
  GestaExpression *expression = new_expression(fixture, kind);
  expression->arguments = gesta_arena_allocate(&fixture->arena, MOST_ARGUMENTS,
                                               sizeof(GestaExpression *));
  assert_non_null(expression->arguments);
  for (; arguments[expression->argument_count]; ++expression->argument_count) {
    expression->arguments[expression->argument_count] = fixture_constant(
      fixture, arguments[expression->argument_count]);
  }
  return expression;
}

const char *
fixture_text(ExpressionFixture *fixture, GestaTermId id)
{
  GestaTerm term;
  assert_int_equal(
    gesta_query_terms_get(fixture->terms, id, &fixture->arena, &term),
    GESTA_OK);
  GestaTextBuffer spelling;
  gesta_text_buffer_init(&spelling, gesta_default_allocator());
  assert_int_equal(gesta_term_spell(&term, &spelling), GESTA_OK);
  char *mark = strstr(spelling.data, long_mark);
  if (mark && spelling.data[0] == '"') {
    memcpy(mark, short_mark, strlen(short_mark));
    const char *const rest = mark + strlen(long_mark);
    memmove(mark + strlen(short_mark), rest, strlen(rest) + 1);
    spelling.data[strlen(spelling.data) - 1] = '\0'; // the ">"
  }
  GestaStringView copy;
  assert_int_equal(
    gesta_arena_copy(&fixture->arena, gesta_view(spelling.data), &copy),
    GESTA_OK);
  gesta_text_buffer_clear(&spelling);
  return copy.data;
}

const char *
fixture_evaluate(ExpressionFixture *fixture, const GestaExpression *expression)
{
  GestaTermId *columns[1] = {NULL};
  const GestaRow row = {columns, 0};
  GestaTermId id = GESTA_NO_TERM;
  const GestaStatus status = gesta_expression_id(fixture->expressions,
                                                 expression, &row, &id);
  if (status == GESTA_NOT_FOUND) {
    return "error";
  }
  assert_int_equal(status, GESTA_OK);
  return fixture_text(fixture, id);
}
