// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/eval/expression.h"
#include "graph/rdf/vocabulary.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/expression_fixture.h"

#include <string.h>

enum { MOST_ROWS = 6 };

#define INT(digits) "\"" digits "\"^^xsd:integer"
#define DEC(digits) "\"" digits "\"^^xsd:decimal"
#define DBL(digits) "\"" digits "\"^^xsd:double"

typedef struct Case {
  const char *expected;
  GestaAggregateKind kind;
  bool is_distinct;
  const char *rows[MOST_ROWS]; // "?": unbound
} Case;

static const char *
aggregate_of(ExpressionFixture *fixture, const Case *one)
{
  static const char *const arguments[] = {"?", NULL};
  GestaExpression *expression = fixture_operator(
    fixture, GESTA_EXPRESSION_AGGREGATE, arguments);
  expression->aggregate = one->kind;
  expression->is_distinct = one->is_distinct;
  expression->separator = GESTA_VIEW("|");
  GestaAggregate *aggregate = NULL;
  assert_int_equal(gesta_aggregate_new(fixture->expressions, expression,
                                       &fixture->arena, &aggregate),
                   GESTA_OK);
  for (size_t i = 0; i < MOST_ROWS && one->rows[i]; ++i) {
    GestaTermId id = strcmp(one->rows[i], "?") == 0
                       ? GESTA_NO_TERM
                       : fixture_id(fixture, one->rows[i]);
    GestaTermId *columns[1] = {&id};
    const GestaRow row = {columns, 0};
    assert_int_equal(gesta_aggregate_add(aggregate, &row), GESTA_OK);
  }
  GestaTermId id = GESTA_NO_TERM;
  const GestaStatus status = gesta_aggregate_id(aggregate, &id);
  gesta_aggregate_clear(aggregate);
  return status == GESTA_NOT_FOUND ? "error" : fixture_text(fixture, id);
}

static void
groups_have_their_aggregates(void **state)
{
  static const Case cases[] = {
    {INT("0"), GESTA_AGGREGATE_COUNT, false, {NULL}},
    {INT("2"), GESTA_AGGREGATE_COUNT, false, {INT("1"), "?", INT("1")}},
    {INT("2"), GESTA_AGGREGATE_COUNT, true, {INT("1"), INT("2"), INT("1")}},
    {INT("0"), GESTA_AGGREGATE_SUM, false, {NULL}},
    {INT("6"), GESTA_AGGREGATE_SUM, false, {INT("1"), INT("2"), INT("3")}},
    {INT("3"), GESTA_AGGREGATE_SUM, true, {INT("1"), INT("2"), INT("1")}},
    {DEC("3.5"), GESTA_AGGREGATE_SUM, false, {INT("1"), DEC("2.5")}},
    {DBL("3.5E0"), GESTA_AGGREGATE_SUM, false, {INT("1"), DBL("2.5")}},
    {INT("27670116110564327421"),
     GESTA_AGGREGATE_SUM,
     false,
     {INT("9223372036854775807"), INT("9223372036854775807"),
      INT("9223372036854775807")}},
    {"error", GESTA_AGGREGATE_SUM, false, {INT("1"), "\"a\""}},
    {"error", GESTA_AGGREGATE_SUM, false, {INT("1"), "?"}},
    {INT("0"), GESTA_AGGREGATE_AVG, false, {NULL}},
    {DEC("2.0"), GESTA_AGGREGATE_AVG, false, {INT("1"), INT("2"), INT("3")}},
    {DEC("2.22"),
     GESTA_AGGREGATE_AVG,
     false,
     {INT("1"), DEC("2.2"), DEC("3.5"), DEC("2.2"), DEC("2.2")}},
    {"error", GESTA_AGGREGATE_AVG, false, {"<urn:a>"}},
    {"error", GESTA_AGGREGATE_MIN, false, {NULL}},
    {DEC("1.0"), GESTA_AGGREGATE_MIN, false, {INT("2"), DEC("1.0"), "?"}},
    {INT("10"), GESTA_AGGREGATE_MAX, false, {INT("2"), INT("10"), INT("9")}},
    {"\"b\"", GESTA_AGGREGATE_MAX, false, {"\"a\"", "\"b\"", "<urn:z>"}},
    {"error", GESTA_AGGREGATE_SAMPLE, false, {"?"}},
    {INT("2"), GESTA_AGGREGATE_SAMPLE, false, {"?", INT("2")}},
    {"\"\"", GESTA_AGGREGATE_GROUP_CONCAT, false, {NULL}},
    {"\"b|urn:a|1\"",
     GESTA_AGGREGATE_GROUP_CONCAT,
     false,
     {"\"b\"@en", "<urn:a>", INT("1")}},
    {"\"b|a\"",
     GESTA_AGGREGATE_GROUP_CONCAT,
     true,
     {"\"b\"", "\"a\"", "\"b\""}},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    const char *const actual = aggregate_of(*state, &cases[i]);
    if (strcmp(actual, cases[i].expected) != 0) {
      fail_msg("row %zu: %s, not %s", i, actual, cases[i].expected);
    }
  }
}

static void
the_order_of_terms_is_total_and_transitive(void **state)
{
  ExpressionFixture *fixture = *state;
  static const char *const texts[] = {"_:a",
                                      "_:b",
                                      "<urn:a>",
                                      "<urn:b>",
                                      INT("1"),
                                      DEC("1.0"),
                                      DBL("1"),
                                      INT("9007199254740993"),
                                      DBL("9007199254740992"),
                                      DEC("9007199254740992.5"),
                                      DBL("NaN"),
                                      DBL("-INF"),
                                      DBL("INF"),
                                      "\"0.1\"^^xsd:float",
                                      DBL("0.1"),
                                      DEC("0.1"),
                                      "\"a\"",
                                      "\"a\"@en",
                                      "\"b\"",
                                      "\"\"",
                                      "\"true\"^^xsd:boolean",
                                      "\"2024-03-01\"^^xsd:date",
                                      "\"2024-03-01Z\"^^xsd:date",
                                      "\"2024-03-01T01:00:00\"^^xsd:dateTime",
                                      "\"2024-02-29T23:00:00Z\"^^xsd:dateTime",
                                      "\"2024\"^^xsd:gYear",
                                      "\"P1M\"^^xsd:duration",
                                      "\"P30D\"^^xsd:duration",
                                      "\"P31D\"^^xsd:duration",
                                      "\"x\"^^<urn:t>",
                                      INT("x"),
                                      "\"12:00:00\"^^xsd:time"};
  enum { COUNT = sizeof texts / sizeof *texts };
  GestaTermId ids[COUNT + 1] = {GESTA_NO_TERM};
  int orders[COUNT + 1][COUNT + 1];
  for (size_t i = 0; i < COUNT; ++i) {
    ids[i + 1] = fixture_id(fixture, texts[i]);
  }
  for (size_t i = 0; i <= COUNT; ++i) {
    for (size_t j = 0; j <= COUNT; ++j) {
      int order = 0;
      assert_int_equal(
        gesta_expression_order(fixture->expressions, ids[i], ids[j], &order),
        GESTA_OK);
      orders[i][j] = (order > 0) - (order < 0);
    }
  }
  for (size_t i = 0; i <= COUNT; ++i) {
    for (size_t j = 0; j <= COUNT; ++j) {
      assert_int_equal(orders[i][j], -orders[j][i]);
      for (size_t k = 0; k <= COUNT; ++k) {
        if (orders[i][j] <= 0 && orders[j][k] <= 0) {
          assert_true(orders[i][k] <= 0);
        }
      }
    }
  }
  assert_int_equal(orders[5][6], 0); // 1 and 1.0
  assert_int_equal(orders[8][9], 1); // ...993 and 9.007199254740992E15
  assert_int_equal(orders[10][8], -1);
  assert_int_equal(orders[1][3], -1); // blank nodes before IRIs
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(groups_have_their_aggregates),
    cmocka_unit_test(the_order_of_terms_is_total_and_transitive),
  };
  return cmocka_run_group_tests(tests, expression_fixture_set_up,
                                expression_fixture_tear_down);
}
