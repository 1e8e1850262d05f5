// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/time/edtf.h"

#include "tests/support/cmocka_support.h"

#include <string.h>

enum { FIRST_YEAR = -4800, LAST_YEAR = 9999 };

static GestaEdtf
parse(const char *text)
{
  GestaEdtf value = {0};
  if (gesta_edtf_parse(gesta_view(text), &value)) {
    fail_msg("%s is refused", text);
  }
  return value;
}

// The calendar on paper, counted day by day: the oracle.
typedef struct Counter {
  GestaDate date;
  int64_t days;
  unsigned weekday; // of the day before; 0: there is none
} Counter;

static unsigned
length_on_paper(int32_t year, unsigned month)
{
  static const unsigned char lengths[] = {31, 28, 31, 30, 31, 30,
                                          31, 31, 30, 31, 30, 31};
  const bool leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
  return lengths[month - 1] + (leap && month == 2 ? 1U : 0U);
}

static void
count_day(Counter *counter)
{
  const GestaDate date = counter->date;
  const GestaDate back = gesta_date_from_days(counter->days);
  const unsigned weekday = gesta_date_weekday(date);
  if (gesta_date_to_days(date) != counter->days || back.year != date.year
      || back.month != date.month || back.day != date.day) {
    fail_msg("%d-%02u-%02u is not day %lld", date.year, date.month, date.day,
             (long long)counter->days);
  }
  if (counter->weekday != 0 && weekday != counter->weekday % 7 + 1) {
    fail_msg("%d-%02u-%02u follows weekday %u with %u", date.year, date.month,
             date.day, counter->weekday, weekday);
  }
  counter->weekday = weekday;
  ++counter->days;
}

static void
days_agree_with_counting_them_one_by_one(void **state)
{
  (void)state;
  // 1970-01-01 is 719162 days after 0001-01-01; the years -4799 to 0 are 12
  // cycles of 400 years; -4800 is a leap year.
  Counter counter = {.days = -(719162 + 12 * (int64_t)146097 + 366)};
  for (int32_t year = FIRST_YEAR; year <= LAST_YEAR; ++year) {
    for (unsigned month = 1; month <= 12; ++month) {
      const unsigned length = length_on_paper(year, month);
      assert_int_equal(gesta_date_month_length(year, month), length);
      for (unsigned day = 1; day <= length; ++day) {
        counter.date = (GestaDate){year, (uint8_t)month, (uint8_t)day};
        count_day(&counter);
      }
    }
  }
  assert_int_equal(gesta_date_to_days((GestaDate){1970, 1, 1}), 0);
}

static void
known_days_fall_on_their_weekdays(void **state)
{
  (void)state;
  static const struct {
    GestaDate date;
    unsigned weekday;
  } known[] = {
    {{1969, 7, 20}, 7},  {{1970, 1, 1}, 4},  {{1582, 10, 15}, 5},
    {{1789, 7, 14}, 2},  {{1944, 6, 6}, 2},  {{1989, 11, 9}, 4},
    {{2000, 2, 29}, 2},  {{2001, 9, 11}, 2}, {{2020, 2, 29}, 6},
    {{2024, 12, 25}, 3}, {{1900, 1, 1}, 1},  {{2100, 3, 1}, 1},
  };
  for (size_t i = 0; i < sizeof known / sizeof *known; ++i) {
    assert_int_equal(gesta_date_weekday(known[i].date), known[i].weekday);
  }
}

static const char *const good[] = {
  "2023-10-07",      "2022-07",       "1991",
  "2020-21",         "2020-22",       "2020-23",
  "2020-24",         "2023-10-07/..", "../2023",
  "1991/2020",       "2024-02-29",    "-0051",
  "-0043-03-15",     "0800-12-25",    "2019-12-28/2020-01-03",
  "-0299/-0200",     "2022-24/..",    "../2024-12-25",
  "2024-01/2024-03", "9999-12-31",    "-9999/-0001",
  "2000-02-29",      "2023/2023-05",  "2024-02-20/2024-02-20",
};

static void
what_is_printed_is_parsed_and_printed_again(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof good / sizeof *good; ++i) {
    const GestaEdtf value = parse(good[i]);
    char text[GESTA_EDTF_SIZE];
    const size_t size = gesta_edtf_print(&value, text);
    assert_string_equal(text, good[i]);
    assert_int_equal(size, strlen(good[i]));
    assert_int_equal(value.interval, strchr(good[i], '/') != NULL);
    if (!value.interval) {
      assert_memory_equal(&value.begin, &value.end, sizeof value.begin);
    }
  }
}

static void
nothing_is_printed_as_an_empty_text(void **state)
{
  (void)state;
  char text[GESTA_EDTF_SIZE] = "x";
  GestaEdtf value = {0};
  assert_int_equal(gesta_edtf_print(&value, text), 0);
  assert_string_equal(text, "");
  value.interval = true;
  assert_int_equal(gesta_edtf_print(&value, text), 0);
}

static void
what_is_no_date_is_refused_and_changes_nothing(void **state)
{
  (void)state;
  static const char *const bad[] = {
    "",
    "2023-",
    "2023-1",
    "2023-13",
    "2023-20",
    "2023-25",
    "2023-00",
    "2023-02-29",
    "2023-04-31",
    "2023-10-00",
    "2023-10-32",
    "2023-23-01",
    "1900-02-29",
    "0000",
    "0000-01-01",
    "12",
    "12345",
    "2023-10-7",
    "2023-10-071",
    "../..",
    "/",
    "2023/",
    "/2023",
    "2024/2023",
    "2023/2024/2025",
    "2023-05/2023-04",
    "+2023",
    " 2023",
    "2023 ",
    "2023-10-07T10:00",
    "2023~",
    "....",
    "-",
    "20x3",
    "2023/10",
    "2023--07",
    "..",
    "2023-10_07",
  };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; ++i) {
    GestaEdtf value = {{7, 7, 7}, {8, 8, 8}, true};
    if (gesta_edtf_parse(gesta_view(bad[i]), &value) != GESTA_ERR_SYNTAX) {
      fail_msg("\"%s\" is taken for a date", bad[i]);
    }
    assert_int_equal(value.begin.year, 7);
    assert_int_equal(value.end.year, 8);
  }
}

static void
bounds_are_the_first_and_the_last_day(void **state)
{
  (void)state;
  static const struct {
    const char *value;
    const char *earliest; // "": open
    const char *latest;
  } known[] = {
    {"2023-10-07", "2023-10-07", "2023-10-07"},
    {"2022-07", "2022-07-01", "2022-07-31"},
    {"2024-02", "2024-02-01", "2024-02-29"},
    {"2023-02", "2023-02-01", "2023-02-28"},
    {"1991", "1991-01-01", "1991-12-31"},
    {"2020-21", "2020-03-01", "2020-05-31"},
    {"2020-22", "2020-06-01", "2020-08-31"},
    {"2020-23", "2020-09-01", "2020-11-30"},
    {"2019-24", "2019-12-01", "2020-02-29"},
    {"2020-24", "2020-12-01", "2021-02-28"},
    {"2023-10-07/..", "2023-10-07", ""},
    {"../2023", "", "2023-12-31"},
    {"1991/2020", "1991-01-01", "2020-12-31"},
    {"2020-23/2020-24", "2020-09-01", "2021-02-28"},
    {"2024-01/2024-03", "2024-01-01", "2024-03-31"},
    {"-0043", "-0043-01-01", "-0043-12-31"},
  };
  for (size_t i = 0; i < sizeof known / sizeof *known; ++i) {
    const GestaEdtf value = parse(known[i].value);
    GestaEdtf side = {0};
    char text[GESTA_EDTF_SIZE];
    GestaDate earliest;
    GestaDate latest;
    gesta_edtf_bounds(&value, &earliest, &latest);
    side.begin = earliest;
    (void)gesta_edtf_print(&side, text);
    assert_string_equal(text, known[i].earliest);
    side.begin = latest;
    (void)gesta_edtf_print(&side, text);
    assert_string_equal(text, known[i].latest);
  }
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(days_agree_with_counting_them_one_by_one),
    cmocka_unit_test(known_days_fall_on_their_weekdays),
    cmocka_unit_test(what_is_printed_is_parsed_and_printed_again),
    cmocka_unit_test(nothing_is_printed_as_an_empty_text),
    cmocka_unit_test(what_is_no_date_is_refused_and_changes_nothing),
    cmocka_unit_test(bounds_are_the_first_and_the_last_day),
  };
  return cmocka_run_group_tests_name("edtf", tests, NULL, NULL);
}
