// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/eval/expression.h"

#include "tests/support/cmocka_support.h"
#include "tests/support/expression_fixture.h"
#include "tests/support/failing_allocator.h"

#include <string.h>

typedef struct Case {
  const char *expected;
  GestaExpressionKind kind;
  const char *arguments[MOST_ARGUMENTS];
} Case;

#define TRUE "\"true\"^^xsd:boolean"
#define FALSE "\"false\"^^xsd:boolean"
#define INT(digits) "\"" digits "\"^^xsd:integer"
#define DEC(digits) "\"" digits "\"^^xsd:decimal"
#define FLT(digits) "\"" digits "\"^^xsd:float"
#define DBL(digits) "\"" digits "\"^^xsd:double"
#define DATE(text) "\"" text "\"^^xsd:date"
#define TIME(text) "\"" text "\"^^xsd:dateTime"
#define DAYS(text) "\"" text "\"^^xsd:dayTimeDuration"
#define MONTHS(text) "\"" text "\"^^xsd:yearMonthDuration"

static void
check(void **state, const Case *cases, size_t count)
{
  ExpressionFixture *fixture = *state;
  for (size_t i = 0; i < count; ++i) {
    const char *const actual = fixture_evaluate(
      fixture, fixture_operator(fixture, cases[i].kind, cases[i].arguments));
    if (strcmp(actual, cases[i].expected) != 0) {
      fail_msg("row %zu, %s ...: %s, not %s", i, cases[i].arguments[0], actual,
               cases[i].expected);
    }
  }
}

#define CHECK(state, cases) check(state, cases, sizeof(cases) / sizeof *(cases))

static void
numbers_are_computed_in_the_wider_type(void **state)
{
  static const Case cases[] = {
    {INT("3"), GESTA_EXPRESSION_ADD, {INT("1"), INT("2")}},
    {INT("3"), GESTA_EXPRESSION_ADD, {"\"1\"^^xsd:byte", "\"2\"^^xsd:int"}},
    {DEC("3.5"), GESTA_EXPRESSION_ADD, {INT("1"), DEC("2.50")}},
    {DEC("2.0"), GESTA_EXPRESSION_DIVIDE, {INT("6"), INT("3")}},
    {DEC("0.5"), GESTA_EXPRESSION_DIVIDE, {INT("1"), INT("2")}},
    {DEC("0.333333333333333333333333"),
     GESTA_EXPRESSION_DIVIDE,
     {INT("1"), INT("3")}},
    {DEC("-0.666666666666666666666667"),
     GESTA_EXPRESSION_DIVIDE,
     {INT("-2"), INT("3")}},
    {"error", GESTA_EXPRESSION_DIVIDE, {INT("1"), INT("0")}},
    {"error", GESTA_EXPRESSION_DIVIDE, {INT("1"), DEC("0.0")}},
    {DBL("INF"), GESTA_EXPRESSION_DIVIDE, {INT("1"), DBL("0")}},
    {INT("9223372036854775808"),
     GESTA_EXPRESSION_ADD,
     {INT("9223372036854775807"), INT("1")}},
    {INT("85070591730234615847396907784232501249"),
     GESTA_EXPRESSION_MULTIPLY,
     {INT("9223372036854775807"), INT("9223372036854775807")}},
    {DEC("0.3"), GESTA_EXPRESSION_ADD, {DEC("0.1"), DEC("0.2")}},
    {DBL("3.0000000000000004E-1"),
     GESTA_EXPRESSION_ADD,
     {DBL("0.1"), DBL("0.2")}},
    {FLT("3.0E-1"), GESTA_EXPRESSION_ADD, {FLT("0.1"), FLT("0.2")}},
    {DBL("1.5E0"), GESTA_EXPRESSION_ADD, {FLT("1"), DBL("0.5")}},
    {FLT("2.5E0"), GESTA_EXPRESSION_MULTIPLY, {FLT("1"), DEC("2.5")}},
    {INT("-5"), GESTA_EXPRESSION_MINUS, {INT("5")}},
    {INT("5"), GESTA_EXPRESSION_PLUS, {INT("5")}},
    {DBL("-0.0E0"), GESTA_EXPRESSION_MINUS, {DBL("0")}},
    {"error", GESTA_EXPRESSION_ADD, {INT("1"), "\"2\""}},
    {"error", GESTA_EXPRESSION_ADD, {INT("1"), INT("x")}},
    {"error", GESTA_EXPRESSION_ADD, {INT("1"), "?"}},
    {"error", GESTA_EXPRESSION_ADD, {INT("1"), "\"300\"^^xsd:byte"}},
  };
  CHECK(state, cases);
}

static void
moments_and_durations_are_computed(void **state)
{
  static const Case cases[] = {
    {DAYS("P1DT1H"),
     GESTA_EXPRESSION_SUBTRACT,
     {TIME("2024-03-02T13:00:00Z"), TIME("2024-03-01T12:00:00Z")}},
    {DAYS("P29D"),
     GESTA_EXPRESSION_SUBTRACT,
     {DATE("2024-03-01"), DATE("2024-02-01")}},
    {DATE("2024-02-29"),
     GESTA_EXPRESSION_ADD,
     {DATE("2024-01-31"), MONTHS("P1M")}},
    {DATE("2023-12-31"),
     GESTA_EXPRESSION_SUBTRACT,
     {DATE("2024-01-01"), DAYS("P1D")}},
    {TIME("2024-02-29T00:00:00.5+02:00"),
     GESTA_EXPRESSION_ADD,
     {TIME("2024-02-28T23:59:59.5+02:00"), DAYS("PT1S")}},
    {MONTHS("P1Y2M"), GESTA_EXPRESSION_ADD, {MONTHS("P1Y"), MONTHS("P2M")}},
    {DAYS("PT0S"), GESTA_EXPRESSION_SUBTRACT, {DAYS("PT1H"), DAYS("PT60M")}},
    {DAYS("-PT0.5S"),
     GESTA_EXPRESSION_SUBTRACT,
     {DAYS("PT1S"), DAYS("PT1.5S")}},
    {DAYS("PT3H"), GESTA_EXPRESSION_MULTIPLY, {DAYS("PT1H30M"), INT("2")}},
    {"\"00:30:00\"^^xsd:time",
     GESTA_EXPRESSION_ADD,
     {"\"23:30:00\"^^xsd:time", DAYS("PT1H")}},
    {"error",
     GESTA_EXPRESSION_SUBTRACT,
     {DATE("2024-03-01"), DATE("2024-02-01Z")}},
  };
  CHECK(state, cases);
}

static void
equality_is_by_value_or_by_term(void **state)
{
  static const Case cases[] = {
    {TRUE, GESTA_EXPRESSION_EQUAL, {INT("1"), DEC("1.0")}},
    {TRUE, GESTA_EXPRESSION_EQUAL, {INT("01"), DBL("1e0")}},
    {FALSE, GESTA_EXPRESSION_EQUAL, {DBL("NaN"), DBL("NaN")}},
    {TRUE, GESTA_EXPRESSION_NOT_EQUAL, {DBL("NaN"), DBL("NaN")}},
    {TRUE, GESTA_EXPRESSION_EQUAL, {"\"a\"", "\"a\"^^xsd:string"}},
    {FALSE, GESTA_EXPRESSION_EQUAL, {"\"a\"", "\"a\"@en"}},
    {TRUE, GESTA_EXPRESSION_EQUAL, {"\"a\"@EN", "\"a\"@en"}},
    {FALSE, GESTA_EXPRESSION_EQUAL, {"\"1\"", INT("1")}},
    {TRUE, GESTA_EXPRESSION_EQUAL, {"<urn:a>", "<urn:a>"}},
    {FALSE, GESTA_EXPRESSION_EQUAL, {"<urn:a>", "\"urn:a\""}},
    {TRUE, GESTA_EXPRESSION_EQUAL, {"\"a\"^^<urn:t>", "\"a\"^^<urn:t>"}},
    {"error", GESTA_EXPRESSION_EQUAL, {"\"a\"^^<urn:t>", "\"b\"^^<urn:t>"}},
    {"error", GESTA_EXPRESSION_NOT_EQUAL, {"\"a\"^^<urn:t>", "\"b\"^^<urn:u>"}},
    {"error", GESTA_EXPRESSION_EQUAL, {INT("x"), INT("1")}},
    {TRUE, GESTA_EXPRESSION_NOT_EQUAL, {"\"a\"^^<urn:t>", "<urn:a>"}},
    {TRUE,
     GESTA_EXPRESSION_EQUAL,
     {TIME("2024-03-01T12:00:00Z"), TIME("2024-03-01T14:00:00+02:00")}},
    {"error",
     GESTA_EXPRESSION_EQUAL,
     {TIME("2024-03-01T12:00:00"), TIME("2024-03-01T12:00:00Z")}},
    {FALSE,
     GESTA_EXPRESSION_EQUAL,
     {TIME("2024-03-01T12:00:00"), TIME("2024-03-03T12:00:00Z")}},
    {TRUE, GESTA_EXPRESSION_EQUAL, {DAYS("PT24H"), "\"P1D\"^^xsd:duration"}},
    {TRUE, GESTA_EXPRESSION_IN, {INT("2"), INT("1"), DEC("2.0")}},
    {"error", GESTA_EXPRESSION_IN, {INT("2"), "?", INT("3")}},
    {TRUE, GESTA_EXPRESSION_IN, {INT("2"), "?", INT("2")}},
    {FALSE, GESTA_EXPRESSION_IN, {INT("2")}},
    {TRUE, GESTA_EXPRESSION_NOT_IN, {INT("2"), INT("3")}},
    {"error", GESTA_EXPRESSION_NOT_IN, {INT("2"), "?"}},
  };
  CHECK(state, cases);
}

static void
values_of_one_kind_are_compared(void **state)
{
  static const Case cases[] = {
    {TRUE, GESTA_EXPRESSION_LESS, {INT("2"), INT("10")}},
    {TRUE, GESTA_EXPRESSION_LESS, {"\"10\"", "\"2\""}},
    {"error", GESTA_EXPRESSION_LESS, {"\"1\"", INT("2")}},
    {"error", GESTA_EXPRESSION_LESS, {"\"a\"@en", "\"b\"@en"}},
    {"error", GESTA_EXPRESSION_LESS, {"<urn:a>", "<urn:b>"}},
    {TRUE, GESTA_EXPRESSION_LESS, {FALSE, TRUE}},
    {FALSE, GESTA_EXPRESSION_LESS_EQUAL, {DBL("NaN"), INT("1")}},
    {FALSE, GESTA_EXPRESSION_GREATER_EQUAL, {DBL("NaN"), DBL("NaN")}},
    {TRUE, GESTA_EXPRESSION_GREATER, {DATE("2024-03-01"), DATE("-0044-03-15")}},
    {"error", GESTA_EXPRESSION_LESS, {DATE("2024-03-01"), DATE("2024-03-01Z")}},
    {TRUE, GESTA_EXPRESSION_LESS, {MONTHS("P11M"), MONTHS("P1Y")}},
    {"error",
     GESTA_EXPRESSION_LESS,
     {"\"P1M\"^^xsd:duration", "\"P30D\"^^xsd:duration"}},
    {TRUE,
     GESTA_EXPRESSION_LESS,
     {"\"P1M\"^^xsd:duration", "\"P32D\"^^xsd:duration"}},
    {TRUE,
     GESTA_EXPRESSION_LESS,
     {"\"1999\"^^xsd:gYear", "\"2000\"^^xsd:gYear"}},
  };
  CHECK(state, cases);
}

static void
logic_has_three_values(void **state)
{
  static const Case cases[] = {
    {TRUE, GESTA_EXPRESSION_OR, {"?", TRUE}},
    {TRUE, GESTA_EXPRESSION_OR, {TRUE, "?"}},
    {"error", GESTA_EXPRESSION_OR, {"?", FALSE}},
    {"error", GESTA_EXPRESSION_OR, {FALSE, "?"}},
    {FALSE, GESTA_EXPRESSION_OR, {FALSE, FALSE}},
    {FALSE, GESTA_EXPRESSION_AND, {"?", FALSE}},
    {FALSE, GESTA_EXPRESSION_AND, {FALSE, "?"}},
    {"error", GESTA_EXPRESSION_AND, {"?", TRUE}},
    {TRUE, GESTA_EXPRESSION_AND, {TRUE, TRUE}},
    {"error", GESTA_EXPRESSION_NOT, {"?"}},
    {FALSE, GESTA_EXPRESSION_NOT, {"\"a\""}},
    {TRUE, GESTA_EXPRESSION_NOT, {"\"\"@en"}},
    {TRUE, GESTA_EXPRESSION_NOT, {DEC("0.0")}},
    {TRUE, GESTA_EXPRESSION_NOT, {DBL("NaN")}},
    {TRUE, GESTA_EXPRESSION_NOT, {INT("x")}},
    {"error", GESTA_EXPRESSION_NOT, {"<urn:a>"}},
    {"error", GESTA_EXPRESSION_NOT, {DATE("2024-01-01")}},
  };
  CHECK(state, cases);
}

static void
a_condition_without_a_value_does_not_hold(void **state)
{
  ExpressionFixture *fixture = *state;
  GestaTermId *columns[1] = {NULL};
  const GestaRow row = {columns, 0};
  bool holds = true;
  const GestaExpression *const unbound = fixture_constant(fixture, "?");
  assert_int_equal(
    gesta_expression_holds(fixture->expressions, unbound, &row, &holds),
    GESTA_OK);
  assert_false(holds);
}

static void
a_row_gives_variables_their_values(void **state)
{
  ExpressionFixture *fixture = *state;
  GestaTermId column[2] = {fixture_id(fixture, INT("4")),
                           fixture_id(fixture, INT("6"))};
  GestaTermId *columns[1] = {column};
  static const char *const arguments[] = {"?", INT("5"), NULL};
  const GestaExpression *const less = fixture_operator(
    fixture, GESTA_EXPRESSION_LESS, arguments);
  for (size_t i = 0; i < 2; ++i) {
    const GestaRow row = {columns, i};
    bool holds = false;
    assert_int_equal(
      gesta_expression_holds(fixture->expressions, less, &row, &holds),
      GESTA_OK);
    assert_int_equal(holds, i == 0);
  }
}

static void
expressions_that_are_nested_too_deeply_are_refused(void **state)
{
  ExpressionFixture *fixture = *state;
  static const char *const none[] = {NULL};
  GestaExpression *expression = fixture_constant(fixture, TRUE);
  for (size_t i = 0; i < 100000; ++i) {
    GestaExpression *outer = fixture_operator(fixture, GESTA_EXPRESSION_NOT,
                                              none);
    outer->arguments[0] = expression;
    outer->argument_count = 1;
    expression = outer;
  }
  GestaTermId *columns[1] = {NULL};
  const GestaRow row = {columns, 0};
  bool holds = false;
  assert_int_equal(
    gesta_expression_holds(fixture->expressions, expression, &row, &holds),
    GESTA_ERR_TOO_LARGE);
}

static GestaStatus
evaluate_with(ExpressionFixture *fixture, GestaAllocator *allocator,
              const GestaExpression *expression)
{
  const GestaExpressionOptions options = {.terms = fixture->terms, .seed = 1};
  GestaExpressions *expressions = NULL;
  GestaTermId *columns[1] = {NULL};
  const GestaRow row = {columns, 0};
  GestaTermId id = GESTA_NO_TERM;
  GestaStatus status = gesta_expressions_new(allocator, &options, &expressions);
  if (status == GESTA_OK) {
    status = gesta_expression_id(expressions, expression, &row, &id);
  }
  gesta_expressions_free(expressions);
  return status;
}

static void
refused_memory_is_reported_and_nothing_leaks(void **state)
{
  ExpressionFixture *fixture = *state;
  static const char *const replace[] = {"\"\xC3\xA9t\xC3\xA9 2024\"@fr",
                                        "\"(\\\\p{L}+)\"", "\"<$1>\"", NULL};
  GestaExpression *expression = fixture_operator(
    fixture, GESTA_EXPRESSION_BUILTIN, replace);
  expression->builtin = GESTA_BUILTIN_REPLACE;
  size_t granted = 0;
  GestaStatus status = GESTA_ERR_MEMORY;
  for (; status == GESTA_ERR_MEMORY; ++granted) {
    assert_true(granted < 1000);
    FailingAllocator failing = failing_allocator(granted);
    status = evaluate_with(fixture, &failing.base, expression);
    assert_int_equal(failing.live, 0);
  }
  assert_int_equal(status, GESTA_OK);
  assert_true(granted > 8);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(numbers_are_computed_in_the_wider_type),
    cmocka_unit_test(moments_and_durations_are_computed),
    cmocka_unit_test(equality_is_by_value_or_by_term),
    cmocka_unit_test(values_of_one_kind_are_compared),
    cmocka_unit_test(logic_has_three_values),
    cmocka_unit_test(a_condition_without_a_value_does_not_hold),
    cmocka_unit_test(a_row_gives_variables_their_values),
    cmocka_unit_test(expressions_that_are_nested_too_deeply_are_refused),
    cmocka_unit_test(refused_memory_is_reported_and_nothing_leaks),
  };
  return cmocka_run_group_tests(tests, expression_fixture_set_up,
                                expression_fixture_tear_down);
}
