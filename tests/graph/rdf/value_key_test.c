// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/rdf/value_key.h"

#include "graph/rdf/vocabulary.h"
#include "tests/support/cmocka_support.h"

#include <stdio.h>
#include <string.h>

static GestaTerm
literal(const char *text, const char *type, char iri[128])
{
  (void)snprintf(iri, 128, "%s%s", GESTA_NS_XSD, type);
  return gesta_typed_literal(gesta_view(text), gesta_view(iri));
}

static GestaValueKey
key_of(const char *text, const char *type)
{
  char iri[128];
  const GestaTerm term = literal(text, type, iri);
  GestaValueKey key = {0};
  if (!gesta_value_key(&term, &key)) {
    fail_msg("\"%s\"^^xsd:%s has no key", text, type);
  }
  return key;
}

typedef struct Step {
  char relation; // to the one before: '<' or '='
  const char *text;
  const char *type;
} Step;

static void
check_order(const Step *steps, size_t count, GestaKeyClass class)
{
  GestaValueKey before = key_of(steps[0].text, steps[0].type);
  for (size_t i = 0; i < count; ++i) {
    const GestaValueKey key = key_of(steps[i].text, steps[i].type);
    assert_int_equal(key.class, class);
    const bool good = steps[i].relation == '=' ? before.place == key.place
                                               : before.place < key.place;
    if (!good) {
      fail_msg("\"%s\" is not %c the value before", steps[i].text,
               steps[i].relation);
    }
    before = key;
  }
}

static void
numbers_of_all_types_are_in_one_order(void **state)
{
  (void)state;
  static const Step steps[] = {
    {'=', "-INF", "double"},
    {'=', "-INF", "float"},
    {'<', "-1e300", "double"},
    {'<', "-123456789012345678901234567890", "integer"},
    {'<', "-2", "byte"},
    {'<', "-1.5", "decimal"},
    {'<', "-1e-300", "double"},
    {'<', "-0", "integer"},
    {'=', "0", "unsignedByte"},
    {'=', "-0.0E0", "double"},
    {'=', "-0", "float"},
    {'<', "4.9e-324", "double"},
    {'<', ".1", "decimal"},
    {'=', "0.1000", "decimal"},
    {'=', "1E-1", "double"},
    {'<', "0.1", "float"}, // 0.100000001490116...
    {'<', "1", "nonNegativeInteger"},
    {'=', "+01", "integer"},
    {'=', " 1\n", "int"},
    {'=', "1.", "decimal"},
    {'=', "1", "float"},
    {'<', "9007199254740992", "long"},
    {'=', "9007199254740993", "long"}, // not apart as doubles
    {'<', "9007199254740994", "unsignedLong"},
    {'<', "123456789012345678901234567890", "integer"},
    {'<', "INF", "float"},
    {'=', "INF", "double"},
  };
  check_order(steps, sizeof steps / sizeof *steps, GESTA_KEY_NUMBER);
}

static void
moments_are_in_order_whatever_their_zone(void **state)
{
  (void)state;
  static const Step steps[] = {
    {'=', "-9999999999-01-01T00:00:00Z", "dateTime"},
    {'<', "-0044-03-15T12:00:00Z", "dateTime"},
    {'<', "0000-01-01T00:00:00Z", "dateTime"},
    {'<', "0001-01-01T00:00:00", "dateTime"},
    {'<', "1969-12-31T23:59:59.999999Z", "dateTime"},
    {'=', "1969-12-31T23:59:59.9999999Z", "dateTime"},
    {'<', "1970-01-01T00:00:00Z", "dateTime"},
    {'=', "1970-01-01T00:00:00", "dateTime"},
    {'=', "1970-01-01T00:00:00.000", "dateTime"},
    {'=', "1970-01-01T14:00:00+14:00", "dateTime"},
    {'=', "1969-12-31T19:30:00-04:30", "dateTimeStamp"},
    {'=', "1969-12-31T24:00:00Z", "dateTime"},
    {'=', "1969-12-31T24:00:00.0Z", "dateTime"},
    {'<', "2000-02-29T23:59:59Z", "dateTime"},
    {'<', "2000-03-01T00:00:00Z", "dateTime"},
    {'<', "2024-02-29T00:00:00.5+01:00", "dateTime"},
    {'<', "12024-02-29T00:00:00Z", "dateTime"},
    {'<', "300000-01-01T00:00:00Z", "dateTime"},
    {'=', "123456789012345678901234567890-01-01T00:00:00Z", "dateTime"},
  };
  check_order(steps, sizeof steps / sizeof *steps, GESTA_KEY_DATE_TIME);
}

static void
dates_months_and_years_are_in_order(void **state)
{
  (void)state;
  static const Step dates[] = {
    {'=', "-0001-12-31", "date"},      {'<', "0000-01-01", "date"},
    {'<', "1582-10-15", "date"},       {'<', "1900-02-28", "date"},
    {'<', "1900-03-01", "date"},       {'<', "2024-02-28", "date"},
    {'<', "2024-02-29+14:00", "date"}, {'<', "2024-02-29", "date"},
    {'=', "2024-02-29Z", "date"},      {'<', "2024-02-29-05:00", "date"},
    {'<', "2024-03-01", "date"},
  };
  static const Step months[] = {
    {'=', "-0005-01", "gYearMonth"},      {'<', "1999-12", "gYearMonth"},
    {'<', "2000-01+02:00", "gYearMonth"}, {'<', "2000-01", "gYearMonth"},
    {'<', "2000-02", "gYearMonth"},
  };
  static const Step years[] = {
    {'=', "-12000", "gYear"}, {'<', "-0044", "gYear"}, {'<', "0000", "gYear"},
    {'<', "0999", "gYear"},   {'<', "1999", "gYear"},  {'=', "1999Z", "gYear"},
    {'<', "2000", "gYear"},   {'<', "10000", "gYear"},
  };
  static const Step truths[] = {
    {'=', "false", "boolean"},
    {'=', "0", "boolean"},
    {'<', "true", "boolean"},
    {'=', " 1", "boolean"},
  };
  check_order(dates, sizeof dates / sizeof *dates, GESTA_KEY_DATE);
  check_order(months, sizeof months / sizeof *months, GESTA_KEY_YEAR_MONTH);
  check_order(years, sizeof years / sizeof *years, GESTA_KEY_YEAR);
  check_order(truths, sizeof truths / sizeof *truths, GESTA_KEY_BOOLEAN);
}

// Each day is 86,400,000,000 after the one before, over two cycles of leap
// years.
static void
no_day_is_missed_in_eight_hundred_years(void **state)
{
  (void)state;
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  uint64_t expected = key_of("1600-01-01", "date").place;
  for (int year = 1600; year < 2400; ++year) {
    for (int month = 1; month <= 12; ++month) {
      const bool leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
      const int last = days[month - 1] + (month == 2 && leap);
      char text[64];
      char iri[128];
      for (int day = 1; day <= last; ++day) {
        (void)snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
        assert_true(key_of(text, "date").place == expected);
        expected += UINT64_C(86400000000);
      }
      (void)snprintf(text, sizeof text, "%04d-%02d-%02d", year, month,
                     last + 1);
      const GestaTerm term = literal(text, "date", iri);
      GestaValueKey key;
      assert_false(gesta_value_key(&term, &key));
    }
  }
  assert_true(expected == key_of("2400-01-01", "date").place);
}

static void
what_is_ill_typed_or_has_no_order_has_no_key(void **state)
{
  (void)state;
  static const char *const wrong[][2] = {
    {"", "integer"},
    {"1.0", "integer"},
    {"1e3", "decimal"},
    {"INF", "decimal"},
    {"--1", "integer"},
    {"1-", "integer"},
    {"NaN", "double"},
    {"NaN", "float"},
    {"0x10", "double"},
    {"inf", "double"},
    {"1 2", "integer"},
    {"TRUE", "boolean"},
    {"", "boolean"},
    {"2024-2-29", "date"},
    {"2023-02-29", "date"},
    {"2024-13-01", "date"},
    {"2024-00-01", "date"},
    {"024-01-01", "date"},
    {"02024-01-01", "date"},
    {"+2024-01-01", "date"},
    {"2024-01-01T00:00:00", "date"},
    {"2024-01-01+14:01", "date"},
    {"2024-01-01+15:00", "date"},
    {"2024-01-01+1:00", "date"},
    {"2024-01-01z", "date"},
    {"2024-01-01", "dateTime"},
    {"2024-01-01T24:00:01", "dateTime"},
    {"2024-01-01T24:00:00.1", "dateTime"},
    {"2024-01-01T23:60:00", "dateTime"},
    {"2024-01-01T23:00:60", "dateTime"},
    {"2024-01-01T23:00:00.", "dateTime"},
    {"2024-01-01T23:00", "dateTime"},
    {"2024-01-01 23:00:00", "dateTime"},
    {"2024-01", "gYear"},
    {"24", "gYear"},
    {"2024", "gYearMonth"},
    {"2024-01-01", "gYearMonth"},
    {"P1D", "duration"},
    {"12:00:00", "time"},
    {"1", "string"},
    {"1", "integers"},
    {"1", ""},
  };
  GestaValueKey key = {0};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; ++i) {
    char iri[128];
    const GestaTerm term = literal(wrong[i][0], wrong[i][1], iri);
    if (gesta_value_key(&term, &key)) {
      fail_msg("\"%s\"^^xsd:%s has a key", wrong[i][0], wrong[i][1]);
    }
  }
  const GestaTerm others[] = {
    gesta_iri(gesta_view("urn:1")),
    gesta_text_literal(gesta_view("1"), gesta_view("")),
    gesta_text_literal(gesta_view("1"), gesta_view("fr")),
    {.kind = GESTA_TERM_BLANK, .value = gesta_view("b1")},
    {0},
    gesta_typed_literal(gesta_view("1"), gesta_view("urn:integer")),
  };
  for (size_t i = 0; i < sizeof others / sizeof *others; ++i) {
    assert_false(gesta_value_key(&others[i], &key));
  }
}

static void
assert_between(const char *text, const char *type, GestaValueKey around)
{
  const uint64_t place = key_of(text, type).place;
  assert_true(gesta_value_key_least(around).place <= place);
  assert_true(place <= gesta_value_key_greatest(around).place);
}

static void
what_may_compare_as_equal_lies_between_least_and_greatest(void **state)
{
  (void)state;
  // Numbers that are the same xsd:float.
  assert_between("0.1", "decimal", key_of("0.1", "float"));
  assert_between("0.1", "float", key_of("0.1", "decimal"));
  assert_between("-16777217", "integer", key_of("-16777216", "float"));
  assert_between("1e300", "double", key_of("INF", "float"));
  assert_between("INF", "float", key_of("1e39", "double"));
  assert_between("-INF", "float", key_of("-1e39", "double"));
  assert_between("1e-46", "double", key_of("0", "float"));
  assert_between("0", "integer", key_of("1e-46", "double"));
  // Times that may be the same, as nobody knows the zone of one.
  const GestaValueKey noon = key_of("2024-01-01T12:00:00", "dateTime");
  assert_between("2024-01-01T12:00:00+14:00", "dateTime", noon);
  assert_between("2024-01-01T12:00:00-14:00", "dateTime", noon);
  assert_between("2024-01-01", "date", key_of("2024-01-01-14:00", "date"));

  // They are not wider than that needs.
  assert_true(gesta_value_key_greatest(key_of("2024-01-01", "date")).place
              < key_of("2024-01-02", "date").place);
  assert_true(gesta_value_key_greatest(key_of("2024", "integer")).place
              < key_of("2024.001", "decimal").place);
  assert_true(gesta_value_key_least(key_of("2024", "integer")).place
              > key_of("2023.999", "decimal").place);
  const GestaValueKey end = key_of("999999", "gYear");
  assert_true(gesta_value_key_greatest(end).place >= end.place);
  const GestaValueKey start = key_of("-999999", "gYear");
  assert_true(gesta_value_key_least(start).place <= start.place);
  const GestaValueKey truth = key_of("true", "boolean");
  assert_true(gesta_value_key_least(truth).place == truth.place);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(numbers_of_all_types_are_in_one_order),
    cmocka_unit_test(moments_are_in_order_whatever_their_zone),
    cmocka_unit_test(dates_months_and_years_are_in_order),
    cmocka_unit_test(no_day_is_missed_in_eight_hundred_years),
    cmocka_unit_test(what_is_ill_typed_or_has_no_order_has_no_key),
    cmocka_unit_test(what_may_compare_as_equal_lies_between_least_and_greatest),
  };
  return cmocka_run_group_tests_name("value_key", tests, NULL, NULL);
}
