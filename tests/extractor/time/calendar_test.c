// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/time/calendar.h"

#include "tests/support/cmocka_support.h"

// Published dates of Easter Sunday, western and orthodox.
static const struct {
  int32_t year;
  uint8_t month;
  uint8_t day;
  uint8_t orthodox_month;
  uint8_t orthodox_day;
} easters[] = {
  {1961, 4, 2, 4, 9},   {1981, 4, 19, 4, 26}, {2000, 4, 23, 4, 30},
  {2008, 3, 23, 4, 27}, {2010, 4, 4, 4, 4},   {2011, 4, 24, 4, 24},
  {2012, 4, 8, 4, 15},  {2013, 3, 31, 5, 5},  {2014, 4, 20, 4, 20},
  {2015, 4, 5, 4, 12},  {2016, 3, 27, 5, 1},  {2017, 4, 16, 4, 16},
  {2018, 4, 1, 4, 8},   {2019, 4, 21, 4, 28}, {2020, 4, 12, 4, 19},
  {2021, 4, 4, 5, 2},   {2022, 4, 17, 4, 24}, {2023, 4, 9, 4, 16},
  {2024, 3, 31, 5, 5},  {2025, 4, 20, 4, 20}, {2026, 4, 5, 4, 12},
  {2038, 4, 25, 4, 25},
};

static void
easter_falls_on_its_published_dates(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof easters / sizeof *easters; ++i) {
    const GestaDate west = gesta_easter(easters[i].year);
    const GestaDate east = gesta_orthodox_easter(easters[i].year);
    assert_int_equal(west.month, easters[i].month);
    assert_int_equal(west.day, easters[i].day);
    assert_int_equal(east.month, easters[i].orthodox_month);
    assert_int_equal(east.day, easters[i].orthodox_day);
  }
}

// The epact tables of 1582, as Clavius has them, in place of Meeus' formula.
static GestaDate
easter_by_epacts(int32_t year)
{
  const int golden = year % 19 + 1;
  const int century = year / 100 + 1;
  const int solar = 3 * century / 4 - 12;
  const int lunar = (8 * century + 5) / 25 - 5;
  const int sunday = 5 * year / 4 - solar - 10;
  int epact = (11 * golden + 20 + lunar - solar) % 30;
  epact = epact < 0 ? epact + 30 : epact;
  if ((epact == 25 && golden > 11) || epact == 24) {
    ++epact;
  }
  int day = 44 - epact;
  day = day < 21 ? day + 30 : day;
  day += 7 - (sunday + day) % 7;
  return day > 31 ? (GestaDate){year, 4, (uint8_t)(day - 31)}
                  : (GestaDate){year, 3, (uint8_t)day};
}

static void
easter_agrees_with_the_epacts_and_is_a_sunday(void **state)
{
  (void)state;
  for (int32_t year = 1583; year <= 9999; ++year) {
    const GestaDate easter = gesta_easter(year);
    const GestaDate expected = easter_by_epacts(year);
    if (easter.month != expected.month || easter.day != expected.day
        || gesta_date_weekday(easter) != 7
        || gesta_date_weekday(gesta_orthodox_easter(year)) != 7) {
      fail_msg("%d: %u-%u, but by epacts %u-%u", year, easter.month, easter.day,
               expected.month, expected.day);
    }
  }
}

// Whether a cycle covers a day, told from the day alone.
static bool
covers(const GestaCycle *cycle, GestaDate date)
{
  const int *const n = cycle->numbers;
  const int month = date.month;
  const int weekday = (int)gesta_date_weekday(date);
  const int length = (int)gesta_date_month_length(date.year, date.month);
  switch (cycle->kind) {
  case GESTA_CYCLE_WEEKDAY:
    return weekday == n[0];
  case GESTA_CYCLE_WEEKEND:
    return weekday >= 6;
  case GESTA_CYCLE_DAY_OF_MONTH:
    return date.day == n[0];
  case GESTA_CYCLE_DAY:
    return month == n[0] && date.day == n[1];
  case GESTA_CYCLE_MONTHS:
    return month >= n[0] && month <= n[1];
  case GESTA_CYCLE_SEASON:
    return month % 12 / 3 == (n[0] - 20) % 4;
  case GESTA_CYCLE_NTH_WEEKDAY:
    return month == n[2] && weekday == n[1]
           && (n[0] > 0 ? (date.day + 6) / 7 == n[0] : date.day + 7 > length);
  case GESTA_CYCLE_EASTER:
  case GESTA_CYCLE_ORTHODOX_EASTER:
    break;
  }
  const GestaDate easter = gesta_easter(date.year);
  return gesta_date_to_days(date) == gesta_date_to_days(easter) + cycle->shift;
}

static bool
covers_day(const GestaCycle *cycle, int64_t day)
{
  return covers(cycle, gesta_date_from_days(day));
}

// Look for a return day by day.
static void
search(const GestaCycle *cycle, GestaReturn which, int64_t day, int64_t *first,
       int64_t *last)
{
  int64_t at = day;
  switch (which) {
  case GESTA_RETURN_BEGUN:
    while (!covers_day(cycle, at)) {
      --at;
    }
    break;
  case GESTA_RETURN_NOT_ENDED:
    while (!covers_day(cycle, at)) {
      ++at;
    }
    break;
  case GESTA_RETURN_ENDED:
    while (covers_day(cycle, at)) {
      --at;
    }
    while (!covers_day(cycle, at)) {
      --at;
    }
    break;
  case GESTA_RETURN_NOT_BEGUN:
    while (covers_day(cycle, at)) {
      ++at;
    }
    while (!covers_day(cycle, at)) {
      ++at;
    }
    break;
  }
  *first = at;
  *last = at;
  while (covers_day(cycle, *first - 1)) {
    --*first;
  }
  while (covers_day(cycle, *last + 1)) {
    ++*last;
  }
}

static const GestaCycle cycles[] = {
  {GESTA_CYCLE_WEEKDAY, {1}, 0},
  {GESTA_CYCLE_WEEKDAY, {7}, 0},
  {GESTA_CYCLE_WEEKEND, {0}, 0},
  {GESTA_CYCLE_DAY_OF_MONTH, {15}, 0},
  {GESTA_CYCLE_DAY_OF_MONTH, {31}, 0},
  {GESTA_CYCLE_DAY, {10, 7}, 0},
  {GESTA_CYCLE_DAY, {2, 29}, 0},
  {GESTA_CYCLE_DAY, {1, 1}, 0},
  {GESTA_CYCLE_DAY, {12, 31}, 0},
  {GESTA_CYCLE_MONTHS, {3, 3}, 0},
  {GESTA_CYCLE_MONTHS, {4, 6}, 0},
  {GESTA_CYCLE_MONTHS, {7, 12}, 0},
  {GESTA_CYCLE_SEASON, {21}, 0},
  {GESTA_CYCLE_SEASON, {23}, 0},
  {GESTA_CYCLE_SEASON, {24}, 0},
  {GESTA_CYCLE_NTH_WEEKDAY, {4, 4, 11}, 0},
  {GESTA_CYCLE_NTH_WEEKDAY, {-1, 1, 5}, 0},
  {GESTA_CYCLE_NTH_WEEKDAY, {5, 3, 2}, 0},
  {GESTA_CYCLE_EASTER, {0}, 0},
  {GESTA_CYCLE_EASTER, {0}, 39},
  {GESTA_CYCLE_EASTER, {0}, -47},
};

static void
returns_are_those_found_day_by_day(void **state)
{
  (void)state;
  const int64_t begin = gesta_date_to_days((GestaDate){2019, 1, 1});
  for (size_t i = 0; i < sizeof cycles / sizeof *cycles; ++i) {
    // The fifth Wednesday of a February returns after 28 years only.
    const bool rare = cycles[i].numbers[0] == 5;
    assert_true(gesta_cycle_is_valid(&cycles[i]));
    for (int64_t day = begin; !rare && day < begin + 1500; day += 3) {
      for (unsigned which = 0; which <= GESTA_RETURN_NOT_BEGUN; ++which) {
        int64_t first = 0;
        int64_t last = 0;
        GestaEdtf value;
        GestaDate earliest;
        GestaDate latest;
        search(&cycles[i], (GestaReturn)which, day, &first, &last);
        assert_true(
          gesta_cycle_find(&cycles[i], (GestaReturn)which, day, &value));
        gesta_edtf_bounds(&value, &earliest, &latest);
        if (gesta_date_to_days(earliest) != first
            || gesta_date_to_days(latest) != last) {
          fail_msg("cycle %zu, return %u, day %lld", i, which, (long long)day);
        }
      }
    }
  }
}

static void
what_no_year_has_is_no_cycle(void **state)
{
  (void)state;
  static const GestaCycle bad[] = {
    {GESTA_CYCLE_WEEKDAY, {0}, 0},
    {GESTA_CYCLE_WEEKDAY, {8}, 0},
    {GESTA_CYCLE_DAY, {2, 30}, 0},
    {GESTA_CYCLE_DAY, {4, 31}, 0},
    {GESTA_CYCLE_DAY, {13, 1}, 0},
    {GESTA_CYCLE_DAY, {1, 0}, 0},
    {GESTA_CYCLE_DAY_OF_MONTH, {32}, 0},
    {GESTA_CYCLE_MONTHS, {4, 3}, 0},
    {GESTA_CYCLE_MONTHS, {0, 3}, 0},
    {GESTA_CYCLE_SEASON, {20}, 0},
    {GESTA_CYCLE_SEASON, {25}, 0},
    {GESTA_CYCLE_NTH_WEEKDAY, {6, 1, 1}, 0},
    {GESTA_CYCLE_NTH_WEEKDAY, {0, 1, 1}, 0},
  };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; ++i) {
    assert_false(gesta_cycle_is_valid(&bad[i]));
  }
}

static void
a_step_has_the_precision_of_its_unit(void **state)
{
  (void)state;
  static const struct {
    GestaDate from;
    GestaUnit unit;
    int count;
    const char *value; // NULL: none
  } steps[] = {
    {{2024, 2, 28}, GESTA_UNIT_DAY, 2, "2024-03-01"},
    {{2023, 2, 28}, GESTA_UNIT_DAY, 2, "2023-03-02"},
    {{2024, 1, 1}, GESTA_UNIT_DAY, -1, "2023-12-31"},
    {{2024, 1, 1}, GESTA_UNIT_HOUR, -23, "2024-01-01"},
    {{2024, 1, 1}, GESTA_UNIT_HOUR, -48, "2023-12-30"},
    {{2024, 1, 1}, GESTA_UNIT_WEEK, 0, "2024-01-01/2024-01-07"},
    {{2023, 12, 31}, GESTA_UNIT_WEEK, 0, "2023-12-25/2023-12-31"},
    {{2023, 12, 31}, GESTA_UNIT_WEEK, 1, "2024-01-01/2024-01-07"},
    {{2024, 1, 31}, GESTA_UNIT_MONTH, 1, "2024-02"},
    {{2024, 1, 31}, GESTA_UNIT_MONTH, -1, "2023-12"},
    {{2024, 1, 0}, GESTA_UNIT_MONTH, -13, "2022-12"},
    {{2024, 5, 3}, GESTA_UNIT_QUARTER, -1, "2024-01/2024-03"},
    {{2024, 2, 3}, GESTA_UNIT_QUARTER, -1, "2023-10/2023-12"},
    {{2024, 12, 3}, GESTA_UNIT_HALF, 0, "2024-07/2024-12"},
    {{2024, 0, 0}, GESTA_UNIT_YEAR, -2, "2022"},
    {{2024, 23, 0}, GESTA_UNIT_YEAR, 1, "2025"},
    {{2024, 23, 0}, GESTA_UNIT_MONTH, 1, NULL},
    {{2024, 2, 0}, GESTA_UNIT_DAY, 1, NULL},
    {{2024, 0, 0}, GESTA_UNIT_MONTH, 1, NULL},
    {{0, 0, 0}, GESTA_UNIT_YEAR, 1, NULL},
    {{2024, 1, 1}, GESTA_UNIT_YEAR, -2024, NULL},
    {{9999, 12, 31}, GESTA_UNIT_DAY, 1, NULL},
    {{9999, 12, 31}, GESTA_UNIT_MONTH, 1, NULL},
  };
  for (size_t i = 0; i < sizeof steps / sizeof *steps; ++i) {
    GestaEdtf value;
    char text[GESTA_EDTF_SIZE];
    const bool found = gesta_date_step(steps[i].from, steps[i].unit,
                                       steps[i].count, &value);
    assert_int_equal(found, steps[i].value != NULL);
    if (found) {
      (void)gesta_edtf_print(&value, text);
      assert_string_equal(text, steps[i].value);
    }
  }
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(easter_falls_on_its_published_dates),
    cmocka_unit_test(easter_agrees_with_the_epacts_and_is_a_sunday),
    cmocka_unit_test(returns_are_those_found_day_by_day),
    cmocka_unit_test(what_no_year_has_is_no_cycle),
    cmocka_unit_test(a_step_has_the_precision_of_its_unit),
  };
  return cmocka_run_group_tests_name("calendar", tests, NULL, NULL);
}
