// SPDX-License-Identifier: GPL-3.0-or-later
// Functions of values, one row a call.
#include "graph/eval/expression.h"
#include "graph/rdf/vocabulary.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/expression_fixture.h"

#include <string.h>

typedef struct Case {
  const char *expected;
  const char *name; // a keyword, or the IRI of a function
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
#define EDTF(text) "\"" text "\"^^<" GESTA_NS_EDTF "EDTF>"
#define XSD(name) GESTA_NS_XSD name
#define OWN(name) GESTA_NS_GESTA name

static const char *
evaluate(ExpressionFixture *fixture, const Case *one)
{
  const GestaStringView name = gesta_view(one->name);
  GestaBuiltin builtin = GESTA_BUILTIN_ABS;
  const bool is_builtin = gesta_builtin_find(name, &builtin);
  GestaExpression *expression = fixture_operator(
    fixture, is_builtin ? GESTA_EXPRESSION_BUILTIN : GESTA_EXPRESSION_FUNCTION,
    one->arguments);
  expression->builtin = builtin;
  expression->term = gesta_iri(name);
  return fixture_evaluate(fixture, expression);
}

static void
check(void **state, const Case *cases, size_t count)
{
  for (size_t i = 0; i < count; ++i) {
    const char *const actual = evaluate(*state, &cases[i]);
    if (strcmp(actual, cases[i].expected) != 0) {
      fail_msg("row %zu, %s(%s ...): %s, not %s", i, cases[i].name,
               cases[i].arguments[0] ? cases[i].arguments[0] : "", actual,
               cases[i].expected);
    }
  }
}

#define CHECK(state, cases) check(state, cases, sizeof(cases) / sizeof *(cases))

static void
terms_are_told_apart_and_made(void **state)
{
  static const Case cases[] = {
    {TRUE, "ISIRI", {"<urn:a>"}},
    {FALSE, "ISIRI", {"\"urn:a\""}},
    {TRUE, "ISBLANK", {"_:a"}},
    {TRUE, "ISLITERAL", {"\"a\"@fr"}},
    {TRUE, "ISNUMERIC", {"\"7\"^^xsd:unsignedByte"}},
    {FALSE, "ISNUMERIC", {"\"700\"^^xsd:unsignedByte"}},
    {FALSE, "ISNUMERIC", {INT("1.0")}},
    {FALSE, "ISNUMERIC", {INT(" 1")}},
    {TRUE, "ISNUMERIC", {"\"18446744073709551615\"^^xsd:unsignedLong"}},
    {FALSE, "ISNUMERIC", {"\"18446744073709551616\"^^xsd:unsignedLong"}},
    {TRUE, "ISNUMERIC", {"\"-9223372036854775808\"^^xsd:long"}},
    {FALSE, "ISNUMERIC", {"\"-9223372036854775809\"^^xsd:long"}},
    {FALSE, "ISNUMERIC", {"\"0\"^^xsd:positiveInteger"}},
    {"\"urn:a\"", "STR", {"<urn:a>"}},
    {"\"01\"", "STR", {INT("01")}},
    {"error", "STR", {"_:a"}},
    {"\"fr\"", "LANG", {"\"a\"@fr"}},
    {"\"\"", "LANG", {INT("1")}},
    {"error", "LANG", {"<urn:a>"}},
    {"<" XSD("string") ">", "DATATYPE", {"\"a\""}},
    {"<" XSD("byte") ">", "DATATYPE", {"\"300\"^^xsd:byte"}},
    {"<" GESTA_NS_RDF "langString>", "DATATYPE", {"\"a\"@fr"}},
    {"<http://example.org/a/b>", "IRI", {"\"b\""}},
    {"<urn:b>", "URI", {"<urn:b>"}},
    {"error", "IRI", {INT("1")}},
    {INT("1"), "STRDT", {"\"1\"", "<" XSD("integer") ">"}},
    {"error", "STRDT", {"\"1\"@en", "<" XSD("integer") ">"}},
    {"\"a\"@en", "STRLANG", {"\"a\"", "\"en\""}},
    {"error", "STRLANG", {"\"a\"", "\"\""}},
    {TRUE, "SAMETERM", {INT("1"), INT("1")}},
    {FALSE, "SAMETERM", {INT("1"), INT("01")}},
    {"error", "SAMETERM", {"?", INT("01")}},
    {FALSE, "BOUND", {"?"}},
    {INT("2"), "IF", {TRUE, INT("2"), "?"}},
    {INT("3"), "IF", {"\"\"", "?", INT("3")}},
    {"error", "IF", {"?", INT("2"), INT("3")}},
    {INT("2"), "COALESCE", {"?", INT("2"), INT("3")}},
    {"error", "COALESCE", {"?"}},
  };
  CHECK(state, cases);
}

static void
strings_are_cut_by_code_points(void **state)
{
  static const Case cases[] = {
    {INT("3"), "STRLEN", {"\"\xC3\xA9t\xC3\xA9\"@fr"}},
    {INT("1"), "STRLEN", {"\"\xF0\x9D\x84\x9E\""}},
    {"error", "STRLEN", {INT("12")}},
    {"\"ba\"@en", "SUBSTR", {"\"bar\"@en", INT("1"), INT("2")}},
    {"\"t\xC3\xA9\"", "SUBSTR", {"\"\xC3\xA9t\xC3\xA9\"", INT("2")}},
    {"\"bc\"", "SUBSTR", {"\"abcd\"", DEC("1.5"), DEC("2.4")}},
    {"\"a\"", "SUBSTR", {"\"abc\"", INT("0"), INT("2")}},
    {"\"\"", "SUBSTR", {"\"abc\"", DBL("NaN")}},
    {"\"\"", "SUBSTR", {"\"abc\"", INT("9")}},
    {"\"\xC3\x89T\xC3\x89 STRASSE\"@fr",
     "UCASE",
     {"\"\xC3\xA9t\xC3\xA9 stra\xC3\x9F"
      "e\"@fr"}},
    {"\"\xC3\xA9t\xC3\xA9\"", "LCASE", {"\"\xC3\x89T\xC3\x89\""}},
    {"\"abc\"", "LCASE", {"\"ABc\""}},
    {TRUE, "STRSTARTS", {"\"abc\"@en", "\"ab\""}},
    {TRUE, "STRENDS", {"\"abc\"@en", "\"bc\"@en"}},
    {FALSE, "STRENDS", {"\"c\"", "\"bc\""}},
    {TRUE, "CONTAINS", {"\"abc\"", "\"\""}},
    {TRUE, "CONTAINS", {"\"abc\"", "\"c\""}},
    {FALSE, "CONTAINS", {"\"abc\"", "\"d\""}},
    {"error", "CONTAINS", {"\"abc\"", "\"b\"@en"}},
    {"error", "CONTAINS", {"\"abc\"@fr", "\"b\"@en"}},
    {"\"a\"@en", "STRBEFORE", {"\"abc\"@en", "\"b\""}},
    {"\"\"", "STRBEFORE", {"\"abc\"@en", "\"z\"@en"}},
    {"\"\"@en", "STRBEFORE", {"\"abc\"@en", "\"\"@en"}},
    {"\"c\"@en", "STRAFTER", {"\"abc\"@en", "\"b\""}},
    {"\"abc\"@en", "STRAFTER", {"\"abc\"@en", "\"\""}},
    {"\"\"", "STRAFTER", {"\"abc\"@en", "\"z\""}},
    {"\"\"", "STRAFTER", {"\"\"@en", "\"z\""}},
    {"\"ab\"@en", "CONCAT", {"\"a\"@en", "\"b\"@en"}},
    {"\"ab\"", "CONCAT", {"\"a\"@en", "\"b\""}},
    {"\"\"", "CONCAT", {NULL}},
    {"error", "CONCAT", {"\"a\"", INT("1")}},
    {"\"%C3%A9%20a~b\"", "ENCODE_FOR_URI", {"\"\xC3\xA9 a~b\"@fr"}},
    {TRUE, "LANGMATCHES", {"\"en-GB\"", "\"EN\""}},
    {FALSE, "LANGMATCHES", {"\"eng\"", "\"en\""}},
    {TRUE, "LANGMATCHES", {"\"en\"", "\"*\""}},
    {FALSE, "LANGMATCHES", {"\"\"", "\"*\""}},
  };
  CHECK(state, cases);
}

static void
regular_expressions_are_those_of_xpath(void **state)
{
  static const Case cases[] = {
    {TRUE, "REGEX", {"\"Alice\"@en", "\"^ali\"", "\"i\""}},
    {FALSE, "REGEX", {"\"Alice\"", "\"^ali\""}},
    {TRUE, "REGEX", {"\"\xC3\x89T\xC3\x89\"", "\"\xC3\xA9\"", "\"i\""}},
    {TRUE, "REGEX", {"\"\xC3\xA9\"", "\"^\\\\w$\""}},
    {FALSE, "REGEX", {"\"a\\n\"", "\"a$\""}},
    {TRUE, "REGEX", {"\"a\\nb\"", "\"^b\"", "\"m\""}},
    {FALSE, "REGEX", {"\"a\\nb\"", "\"a.b\""}},
    {TRUE, "REGEX", {"\"a\\nb\"", "\"a.b\"", "\"s\""}},
    {TRUE, "REGEX", {"\"ab\"", "\"a b\"", "\"x\""}},
    {TRUE, "REGEX", {"\"a#b\"", "\"a #b\"", "\"x\""}},
    {TRUE, "REGEX", {"\"1+1\"", "\"1+1\"", "\"q\""}},
    {TRUE, "REGEX", {"\"x\"", "\"^[a-z-[aeiou]]$\""}},
    {FALSE, "REGEX", {"\"e\"", "\"^[a-z-[aeiou]]$\""}},
    {TRUE, "REGEX", {"\"x-1\"", "\"^\\\\i\\\\c*$\""}},
    {TRUE, "REGEX", {"\"]\"", "\"^[]]$\""}},
    {"error", "REGEX", {"\"a\"", "\"(\""}},
    {"error", "REGEX", {"\"a\"", "\"[a\""}},
    {"error", "REGEX", {"\"a\"", "\"a\"", "\"k\""}},
    {"error", "REGEX", {INT("1"), "\"1\""}},
    {"error",
     "REGEX",
     {"\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\"", "\"^(a+)+$\""}},
    {"\"b-n-n-\"@en", "REPLACE", {"\"banana\"@en", "\"a\"", "\"-\""}},
    {"\"[b]a[n]a[n]a\"", "REPLACE", {"\"banana\"", "\"([^a])\"", "\"[$1]\""}},
    {"\"a10\"", "REPLACE", {"\"a\"", "\"(a)\"", "\"$110\""}},
    {"\"\"", "REPLACE", {"\"a\"", "\"a\"", "\"$9\""}},
    {"\"$\\\\\"", "REPLACE", {"\"a\"", "\"a\"", "\"\\\\$\\\\\\\\\""}},
    {"\"$1\"", "REPLACE", {"\"a\"", "\"a\"", "\"$1\"", "\"q\""}},
    {"error", "REPLACE", {"\"a\"", "\"a\"", "\"$\""}},
    {"error", "REPLACE", {"\"a\"", "\"a\"", "\"\\\\n\""}},
    {"error", "REPLACE", {"\"abc\"", "\"x*\"", "\"-\""}},
  };
  CHECK(state, cases);
}

static void
numbers_are_rounded(void **state)
{
  static const Case cases[] = {
    {DEC("3"), "CEIL", {DEC("2.5")}},
    {DEC("-1"), "CEIL", {DEC("-1.6")}},
    {DEC("2"), "FLOOR", {DEC("2.5")}},
    {DEC("-2"), "FLOOR", {DEC("-1.6")}},
    {DEC("3"), "ROUND", {DEC("2.5")}},
    {DEC("-2"), "ROUND", {DEC("-2.5")}},
    {DEC("-3"), "ROUND", {DEC("-2.51")}},
    {INT("-7"), "ROUND", {INT("-7")}},
    {DBL("3.0E0"), "ROUND", {DBL("2.5")}},
    {DBL("-0.0E0"), "ROUND", {DBL("-0.4")}},
    {DBL("0.0E0"), "ROUND", {DBL("0.49999999999999994")}},
    {DBL("-1.0E0"), "CEIL", {DBL("-1.6")}},
    {DEC("1.5"), "ABS", {DEC("-1.50")}},
    {INT("9223372036854775808"), "ABS", {INT("-9223372036854775808")}},
    {FLT("1.5E0"), "ABS", {FLT("-1.5")}},
    {"error", "ABS", {"\"1\""}},
  };
  CHECK(state, cases);
}

static void
moments_are_taken_apart(void **state)
{
  static const Case cases[] = {
    {TIME("2024-03-05T12:00:00.123Z"), "NOW", {NULL}},
    {INT("2011"), "YEAR", {TIME("2011-01-10T14:45:13.815-05:00")}},
    {INT("-44"), "YEAR", {DATE("-0044-03-15")}},
    {INT("1"), "MONTH", {TIME("2011-01-10T14:45:13.815-05:00")}},
    {INT("10"), "DAY", {TIME("2011-01-10T14:45:13.815-05:00")}},
    {INT("14"), "HOURS", {TIME("2011-01-10T14:45:13.815-05:00")}},
    {INT("45"), "MINUTES", {TIME("2011-01-10T14:45:13.815-05:00")}},
    {DEC("13.815"), "SECONDS", {TIME("2011-01-10T14:45:13.815-05:00")}},
    {DEC("13"), "SECONDS", {TIME("2011-01-10T14:45:13Z")}},
    {"\"-PT5H\"^^xsd:dayTimeDuration",
     "TIMEZONE",
     {TIME("2011-01-10T14:45:13-05:00")}},
    {"\"PT0S\"^^xsd:dayTimeDuration",
     "TIMEZONE",
     {TIME("2011-01-10T14:45:13Z")}},
    {"error", "TIMEZONE", {TIME("2011-01-10T14:45:13")}},
    {"\"-05:00\"", "TZ", {TIME("2011-01-10T14:45:13-05:00")}},
    {"\"Z\"", "TZ", {TIME("2011-01-10T14:45:13Z")}},
    {"\"\"", "TZ", {TIME("2011-01-10T14:45:13")}},
    {INT("0"), "HOURS", {TIME("2011-12-31T24:00:00")}},
    {INT("2012"), "YEAR", {TIME("2011-12-31T24:00:00")}},
    {"error", "YEAR", {DATE("2023-02-29")}},
    {"error", "YEAR", {DATE("02024-02-29")}},
    {"error", "HOURS", {DATE("2024-02-29")}},
    {INT("12"), "MONTH", {"\"--12-31\"^^xsd:gMonthDay"}},
    {INT("31"), "DAY", {"\"---31\"^^xsd:gDay"}},
  };
  CHECK(state, cases);
}

static void
hashes_are_those_of_the_standards(void **state)
{
  static const Case cases[] = {
    {"\"900150983cd24fb0d6963f7d28e17f72\"", "MD5", {"\"abc\""}},
    {"\"a9993e364706816aba3e25717850c26c9cd0d89d\"", "SHA1", {"\"abc\""}},
    {"\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"",
     "SHA256",
     {"\"abc\""}},
    {"\"cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed80"
     "86072ba1e7cc2358baeca134c825a7\"",
     "SHA384",
     {"\"abc\""}},
    {"\"ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a21"
     "92992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f\"",
     "SHA512",
     {"\"abc\""}},
    {"error", "MD5", {INT("1")}},
  };
  CHECK(state, cases);
}

static void
casts_follow_xpath(void **state)
{
  static const Case cases[] = {
    {INT("42"), XSD("integer"), {"\" 42 \""}},
    {INT("-1"), XSD("integer"), {DEC("-1.9")}},
    {INT("1"), XSD("integer"), {TRUE}},
    {INT("100000000000000000000"), XSD("integer"), {DBL("1e20")}},
    {"error", XSD("integer"), {DBL("INF")}},
    {"error", XSD("integer"), {"\"1.5\""}},
    {"error", XSD("integer"), {"<urn:a>"}},
    {"error", XSD("byte"), {INT("128")}},
    {"\"127\"^^xsd:byte", XSD("byte"), {INT("127")}},
    {DEC("0.1"), XSD("decimal"), {DBL("0.1")}},
    {DEC("1.0"), XSD("decimal"), {"\"1\""}},
    {"error", XSD("decimal"), {"\"1e0\""}},
    {DBL("1.0E0"), XSD("double"), {TRUE}},
    {DBL("1.5E0"), XSD("double"), {DEC("1.5")}},
    {FLT("1.0E-1"), XSD("float"), {DBL("0.1")}},
    {TRUE, XSD("boolean"), {"\"1\""}},
    {FALSE, XSD("boolean"), {DBL("NaN")}},
    {"error", XSD("boolean"), {"\"yes\""}},
    {"\"1\"", XSD("string"), {DEC("1.0")}},
    {"\"0.5\"", XSD("string"), {DBL("5e-1")}},
    {"\"1.0E7\"", XSD("string"), {DBL("1e7")}},
    {"\"urn:a\"", XSD("string"), {"<urn:a>"}},
    {DATE("2024-03-05"), XSD("date"), {TIME("2024-03-05T23:00:00")}},
    {TIME("2024-03-05T00:00:00Z"), XSD("dateTime"), {DATE("2024-03-05Z")}},
    {"\"2024\"^^xsd:gYear", XSD("gYear"), {DATE("2024-03-05")}},
    {"\"--03-05\"^^xsd:gMonthDay", XSD("gMonthDay"), {DATE("2024-03-05")}},
    {"\"P1DT1H\"^^xsd:dayTimeDuration", XSD("dayTimeDuration"), {"\"PT25H\""}},
    {"error", XSD("date"), {"\"2024-13-01\""}},
    {"error", "urn:unknown", {INT("1")}},
  };
  CHECK(state, cases);
}

static void
our_own_functions_know_dates_and_names(void **state)
{
  static const Case cases[] = {
    {DATE("2024-03-01"), OWN("edtfEarliest"), {EDTF("2024-21")}},
    {DATE("2024-05-31"), OWN("edtfLatest"), {EDTF("2024-21")}},
    {DATE("2025-02-28"), OWN("edtfLatest"), {EDTF("2024-24")}},
    {DATE("2024-06-30"), OWN("edtfLatest"), {"\"2024-34\""}},
    {DATE("2010-01-01"), OWN("edtfEarliest"), {EDTF("201X")}},
    {DATE("2019-12-31"), OWN("edtfLatest"), {EDTF("201X")}},
    {DATE("2024-02-29"), OWN("edtfLatest"), {EDTF("2024-02?")}},
    {DATE("2024-12-31"), OWN("edtfLatest"), {"\"2024\"^^xsd:gYear"}},
    {DATE("2023-01-01"), OWN("edtfEarliest"), {EDTF("2023/2024-05")}},
    {DATE("-0051-01-01"), OWN("edtfEarliest"), {EDTF("-0051")}},
    {"error", OWN("edtfLatest"), {EDTF("2023/..")}},
    {"error", OWN("edtfLatest"), {EDTF("2023-02-30")}},
    {"error", OWN("edtfLatest"), {EDTF("2024/2023")}},
    {TRUE, OWN("edtfBefore"), {EDTF("2023"), DATE("2024-01-01")}},
    {FALSE, OWN("edtfBefore"), {EDTF("2023/.."), EDTF("2030")}},
    {TRUE, OWN("edtfOverlaps"), {EDTF("2023/.."), EDTF("2030")}},
    {FALSE, OWN("edtfOverlaps"), {EDTF("2023"), EDTF("2024-03")}},
    {"\"coeur d'etat\"",
     OWN("fold"),
     {"\"C\xC5\x92ur d\xE2\x80\x99\xC3\x89tat\"@fr"}},
    {"\"abc\"", OWN("fold"), {"\"ABC\""}},
    {INT("3"), OWN("editDistance"), {"\"kitten\"", "\"sitting\""}},
    {INT("1"),
     OWN("editDistance"),
     {"\"\xC3\xA9t\xC3\xA9\"", "\"\xC3\xA9te\""}},
    {INT("3"), OWN("editDistance"), {"\"\"", "\"abc\""}},
  };
  CHECK(state, cases);
}

static void
a_misspelt_function_is_named_with_the_nearest_one(void **state)
{
  (void)state;
  GestaStringView nearest = {0};
  assert_true(gesta_function_known(GESTA_GESTA("fold"), &nearest));
  assert_true(gesta_function_known(GESTA_XSD("integer"), NULL));
  assert_false(gesta_function_known(GESTA_GESTA("edtfEarlist"), &nearest));
  assert_true(gesta_view_equal(nearest, GESTA_GESTA("edtfEarliest")));
  assert_false(gesta_function_known(GESTA_VIEW("urn:x"), &nearest));
  assert_int_equal(nearest.size, 0);
}

static const char *
label(ExpressionFixture *fixture, GestaExpression *call, size_t index)
{
  GestaTermId *columns[1] = {NULL};
  const GestaRow row = {columns, index};
  GestaTermId id = GESTA_NO_TERM;
  call->builtin = GESTA_BUILTIN_BNODE;
  assert_int_equal(gesta_expression_id(fixture->expressions, call, &row, &id),
                   GESTA_OK);
  return fixture_text(fixture, id);
}

static void
a_labelled_blank_node_is_one_in_its_solution(void **state)
{
  ExpressionFixture *fixture = *state;
  static const char *const x[] = {"\"x\"", NULL};
  static const char *const y[] = {"\"y\"", NULL};
  GestaExpression *first = fixture_operator(fixture, GESTA_EXPRESSION_BUILTIN,
                                            x);
  GestaExpression *second = fixture_operator(fixture, GESTA_EXPRESSION_BUILTIN,
                                             x);
  GestaExpression *other = fixture_operator(fixture, GESTA_EXPRESSION_BUILTIN,
                                            y);
  const char *const a0 = label(fixture, first, 0);
  const char *const a1 = label(fixture, first, 1);
  const char *const b0 = label(fixture, second, 0);
  const char *const b1 = label(fixture, second, 1);
  assert_string_equal(a0, b0);
  assert_string_equal(a1, b1);
  assert_string_not_equal(a0, a1);
  assert_string_not_equal(a0, label(fixture, other, 0));
  assert_string_not_equal(a0, label(fixture, first, 0)); // the next batch
}

static void
random_things_differ_and_have_their_shape(void **state)
{
  ExpressionFixture *fixture = *state;
  static const Case uuid = {NULL, "UUID", {NULL}};
  static const Case text = {NULL, "STRUUID", {NULL}};
  static const Case rand = {NULL, "RAND", {NULL}};
  const char *const first = evaluate(fixture, &uuid);
  const char *const plain = evaluate(fixture, &text);
  assert_string_not_equal(first, evaluate(fixture, &uuid));
  assert_int_equal(strlen(first), strlen("<urn:uuid:>") + 36);
  assert_int_equal(strlen(plain), 38);
  assert_int_equal(plain[15], '4');
  assert_string_not_equal(evaluate(fixture, &rand), evaluate(fixture, &rand));
}

static void
a_regular_expression_stops_when_asked_to(void **state)
{
  ExpressionFixture *fixture = *state;
  static const char *const arguments[] = {"\"a\"", "\"b\"", NULL};
  GestaExpression *regex = fixture_operator(fixture, GESTA_EXPRESSION_BUILTIN,
                                            arguments);
  regex->builtin = GESTA_BUILTIN_REGEX;
  GestaTermId *columns[1] = {NULL};
  const GestaRow row = {columns, 0};
  bool holds = false;
  gesta_cancel(&fixture->cancel);
  assert_int_equal(
    gesta_expression_holds(fixture->expressions, regex, &row, &holds),
    GESTA_ERR_CANCELLED);
  atomic_store(&fixture->cancel.requested, false);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(terms_are_told_apart_and_made),
    cmocka_unit_test(strings_are_cut_by_code_points),
    cmocka_unit_test(regular_expressions_are_those_of_xpath),
    cmocka_unit_test(numbers_are_rounded),
    cmocka_unit_test(moments_are_taken_apart),
    cmocka_unit_test(hashes_are_those_of_the_standards),
    cmocka_unit_test(casts_follow_xpath),
    cmocka_unit_test(our_own_functions_know_dates_and_names),
    cmocka_unit_test(a_misspelt_function_is_named_with_the_nearest_one),
    cmocka_unit_test(a_labelled_blank_node_is_one_in_its_solution),
    cmocka_unit_test(random_things_differ_and_have_their_shape),
    cmocka_unit_test(a_regular_expression_stops_when_asked_to),
  };
  return cmocka_run_group_tests(tests, expression_fixture_set_up,
                                expression_fixture_tear_down);
}
