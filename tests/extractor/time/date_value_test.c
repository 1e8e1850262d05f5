// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/time/date_value.h"

#include "tests/support/cmocka_support.h"

#include <string.h>

// 2024-02-20 is a Tuesday.
static const GestaDateContext past = {{2024, 2, 20},
                                      {2019, 6, 14},
                                      GESTA_DIRECTION_PAST};
static const GestaDateContext future = {{2024, 2, 20},
                                        {0, 0, 0},
                                        GESTA_DIRECTION_FUTURE};
static const GestaDateContext undated = {{0, 0, 0},
                                         {0, 0, 0},
                                         GESTA_DIRECTION_PAST};

static GestaDateValue
number(int value)
{
  return (GestaDateValue){.kind = GESTA_DATE_NUMBER, .number = value};
}

static GestaDateValue
unit(const char *name)
{
  GestaDateValue value = {.kind = GESTA_DATE_NONE};
  assert_true(gesta_date_constant_find(gesta_view(name), &value));
  return value;
}

static bool
apply(const char *name, const GestaDateContext *context, size_t count,
      const GestaDateValue *arguments, GestaDateValue *value)
{
  const GestaDateFunction *const function = gesta_date_function_find(
    gesta_view(name));
  size_t least = 0;
  size_t most = 0;
  assert_non_null(function);
  gesta_date_function_arity(function, &least, &most);
  assert_true(count >= least && count <= most);
  return gesta_date_function_apply(function, arguments, count, context, value);
}

// A function of numbers that must have a value.
static GestaDateValue
make(const char *name, size_t count, int a, int b, int c)
{
  const GestaDateValue arguments[] = {number(a), number(b), number(c)};
  GestaDateValue value = {.kind = GESTA_DATE_NONE};
  if (!apply(name, &past, count, arguments, &value)) {
    fail_msg("%s(%d, %d, %d) has no value", name, a, b, c);
  }
  return value;
}

static void
check(const GestaDateValue *value, const GestaDateContext *context,
      const char *expected)
{
  GestaEdtf span;
  char text[GESTA_EDTF_SIZE];
  assert_true(gesta_date_value_resolve(value, context, &span));
  (void)gesta_edtf_print(&span, text);
  assert_string_equal(text, expected);
}

static void
check_call(const char *name, const GestaDateContext *context, GestaDateValue a,
           GestaDateValue b, const char *expected)
{
  const GestaDateValue arguments[] = {a, b};
  GestaDateValue value = {.kind = GESTA_DATE_NONE};
  if (!apply(name, context, 2, arguments, &value)) {
    if (expected) {
      fail_msg("%s gives nothing, not %s", name, expected);
    }
    return;
  }
  assert_non_null(expected);
  check(&value, context, expected);
}

static void
numbers_are_added_and_abbreviated(void **state)
{
  (void)state;
  assert_int_equal(make("sum", 2, 20, 1, 0).number, 21);
  assert_int_equal(make("sum", 3, 4, 20, 19).number, 43);
  assert_int_equal(make("product", 2, 4, 100, 0).number, 400);
  assert_int_equal(make("minus", 1, 4, 0, 0).number, -4);
  assert_int_equal(make("abbreviated", 2, 2015, 16, 0).number, 2016);
  assert_int_equal(make("abbreviated", 2, 1899, 3, 0).number, 1903);
}

static void
a_cycle_is_resolved_in_the_direction_of_the_tense(void **state)
{
  (void)state;
  const GestaDateValue monday = make("weekday", 1, 1, 0, 0);
  const GestaDateValue tuesday = make("weekday", 1, 2, 0, 0);
  const GestaDateValue march = make("month", 1, 3, 0, 0);
  const GestaDateValue winter = make("season", 1, 24, 0, 0);
  GestaEdtf span;
  check(&monday, &past, "2024-02-19");
  check(&monday, &future, "2024-02-26");
  check(&tuesday, &past, "2024-02-20");
  check(&tuesday, &future, "2024-02-20");
  check(&march, &past, "2023-03");
  check(&march, &future, "2024-03");
  check(&winter, &past, "2023-24");
  check(&winter, &future, "2023-24");
  assert_false(gesta_date_value_resolve(&monday, &undated, &span));
}

static void
a_part_lies_in_its_whole(void **state)
{
  (void)state;
  const GestaDateValue none = {.kind = GESTA_DATE_NONE};
  const GestaDateValue leap = make("day", 2, 2, 29, 0);
  const GestaDateValue year = make("year", 1, 2023, 0, 0);
  check_call("of", &undated, leap, number(2020), "2020-02-29");
  check_call("of", &undated, leap, number(2021), NULL);
  check_call("of", &past, leap, none, "2020-02-29");
  check_call("of", &undated, make("quarter", 1, 2, 0, 0), year,
             "2023-04/2023-06");
  check_call("of", &undated, make("season", 1, 24, 0, 0), year, "2023-24");
  check_call("of", &undated, make("nth", 3, 4, 4, 11), year, "2023-11-23");
  check_call("of", &undated, year, year, NULL);
}

static void
an_interval_begins_before_it_ends(void **state)
{
  (void)state;
  const GestaDateValue begin = make("year", 1, 2015, 0, 0);
  const GestaDateValue end = make("year", 1, 2019, 0, 0);
  const GestaDateValue december = make("day", 2, 12, 28, 0);
  const GestaDateValue january = make("day", 2, 1, 3, 0);
  check_call("between", &past, begin, end, "2015/2019");
  check_call("between", &past, end, begin, NULL);
  check_call("between", &past, december, january, "2023-12-28/2024-01-03");
  check_call("between", &future, december, january, "2024-12-28/2025-01-03");
  check_call("both", &past, begin, end, NULL);
  check_call("both", &past, make("year", 1, 2018, 0, 0), end, "2018/2019");
}

static void
relative_dates_need_what_they_are_relative_to(void **state)
{
  (void)state;
  check_call("now", &past, unit("years"), number(-2), "2022");
  check_call("now", &undated, unit("years"), number(-2), NULL);
  check_call("then", &past, unit("months"), number(4), "2019-10");
  check_call("then", &future, unit("days"), number(-1), "2024-02-19");
  check_call("then", &future, unit("days"), number(1), NULL);
  check_call("lasts", &past, unit("months"), number(3), "2023-11/2024-02");
  check_call("coming", &past, unit("weeks"), number(1),
             "2024-02-19/2024-03-03");
  check_call("lasts", &past, unit("months"), number(0), NULL);
}

static void
years_before_christ_count_without_a_year_zero(void **state)
{
  (void)state;
  GestaDateValue value;
  const GestaDateValue caesar = make("year", 1, 44, 0, 0);
  const GestaDateValue century = make("century", 1, 1, 0, 0);
  const GestaDateValue first = make("year", 1, 1, 0, 0);
  assert_true(apply("bc", &past, 1, &caesar, &value));
  check(&value, &past, "-0043");
  assert_true(apply("bc", &past, 1, &century, &value));
  check(&value, &past, "-0099/-0001");
  assert_false(apply("bc", &past, 1, &first, &value));
}

static void
what_is_of_another_kind_has_no_value(void **state)
{
  (void)state;
  static const char *const names[] = {"sum",  "product", "day",     "months",
                                      "of",   "now",     "between", "both",
                                      "then", "lasts",   "coming"};
  const GestaDateValue nothing = unit("nothing");
  for (size_t i = 0; i < sizeof names / sizeof *names; ++i) {
    check_call(names[i], &past, nothing, nothing, NULL);
  }
  const GestaDateValue april[] = {number(2023), number(4), number(31)};
  GestaDateValue value;
  assert_false(apply("date", &past, 3, april, &value));
  assert_null(gesta_date_function_find(gesta_view("dawn")));
  assert_false(gesta_date_constant_find(gesta_view("day"), &value));
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(numbers_are_added_and_abbreviated),
    cmocka_unit_test(a_cycle_is_resolved_in_the_direction_of_the_tense),
    cmocka_unit_test(a_part_lies_in_its_whole),
    cmocka_unit_test(an_interval_begins_before_it_ends),
    cmocka_unit_test(relative_dates_need_what_they_are_relative_to),
    cmocka_unit_test(years_before_christ_count_without_a_year_zero),
    cmocka_unit_test(what_is_of_another_kind_has_no_value),
  };
  return cmocka_run_group_tests_name("date_value", tests, NULL, NULL);
}
