// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/report_axis.h"

#include "tests/support/cmocka_support.h"

#include <stdio.h>
#include <string.h>

static void
assert_marks(const GestaAxis *axis, const char *expected)
{
  char text[512] = "";
  size_t used = 0;
  for (size_t i = 0; i < axis->count; ++i) {
    used += (size_t)snprintf(text + used, sizeof text - used, "%s%s",
                             i > 0 ? " " : "", axis->marks[i].label);
  }
  assert_string_equal(text, expected);
}

static void
numbers_are_marked_at_round_ones(void **state)
{
  (void)state;
  static const struct {
    double low;
    double high;
    const char *marks;
  } cases[] = {
    {0, 10, "0 2 4 6 8 10"},
    {0, 3, "0 1 2 3"},
    {0, 9, "0 2 4 6 8 10"},
    {0, 1, "0 0.2 0.4 0.6 0.8 1"},
    {-7, 12, "-10 -5 0 5 10 15"},
    {0, 0, "-1 -0.5 0 0.5 1"},
    {5, 5, "2 3 4 5 6 7 8"},
    {0, 123456, "0 50000 100000 150000"},
    {2020, 2024, "2020 2021 2022 2023 2024"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
    GestaAxis axis;
    gesta_axis_numbers(cases[i].low, cases[i].high, &axis);
    assert_marks(&axis, cases[i].marks);
    assert_true(axis.low <= cases[i].low && axis.high >= cases[i].high);
  }
}

static void
numbers_of_any_size_are_within_the_axis(void **state)
{
  (void)state;
  uint64_t seed = 7;
  for (size_t i = 0; i < 20000; ++i) {
    double value[2];
    for (size_t j = 0; j < 2; ++j) {
      seed = seed * 6364136223846793005U + 1442695040888963407U;
      double scale = 1;
      for (uint64_t k = seed >> 60; k > 0; --k) {
        scale *= seed & 1U << 20 ? 10 : 0.1;
      }
      value[j] = ((double)(seed >> 33) / 1e9 - 1) * scale;
    }
    const double low = value[0] < value[1] ? value[0] : value[1];
    const double high = value[0] < value[1] ? value[1] : value[0];
    GestaAxis axis;
    gesta_axis_numbers(low, high, &axis);
    assert_true(axis.low <= low && axis.high >= high);
    assert_true(axis.count >= 2 && axis.count <= GESTA_AXIS_MOST);
    const double place = gesta_axis_place(&axis, low, 100, 200);
    assert_true(place >= 100 && place <= 200);
  }
}

static void
days_are_marked_where_calendars_turn(void **state)
{
  (void)state;
  static const struct {
    GestaEdtfDay low;
    GestaEdtfDay high;
    const char *marks;
  } cases[] = {
    {{2024, 2, 27},
     {2024, 3, 2},
     "2024-02-27 2024-02-28 2024-02-29 2024-03-01 2024-03-02"},
    {{2024, 12, 30},
     {2025, 1, 12},
     "2024-12-30 2025-01-01 2025-01-03 2025-01-05 2025-01-07 2025-01-09 "
     "2025-01-11"},
    {{2024, 1, 15}, {2024, 6, 1}, "2024-02 2024-03 2024-04 2024-05 2024-06"},
    {{2023, 11, 20}, {2025, 3, 1}, "2024-01 2024-04 2024-07 2024-10 2025-01"},
    {{2012, 1, 1}, {2028, 5, 1}, "2015 2020 2025"},
    {{-50, 1, 1}, {400, 1, 1}, "0000 0100 0200 0300 0400"},
    {{2024, 3, 1}, {2024, 3, 1}, "2024-03-01 2024-03-02"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
    GestaAxis axis;
    gesta_axis_days(&cases[i].low, &cases[i].high, &axis);
    assert_marks(&axis, cases[i].marks);
    assert_true(axis.low < axis.high);
  }
}

static void
numbers_are_written_short(void **state)
{
  (void)state;
  static const struct {
    double value;
    const char *text;
  } cases[] = {
    {0, "0"},
    {-0.0, "0"},
    {1, "1"},
    {-2.5, "-2.5"},
    {0.1, "0.1"},
    {100, "100"},
    {1234567, "1234567"},
    {1e12, "1.0E12"},
    {1e-9, "1.0E-9"},
    {0.30000000000000004, "0.3"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
    char text[GESTA_FLOATING_SIZE];
    assert_int_equal(gesta_axis_print(cases[i].value, text),
                     strlen(cases[i].text));
    assert_string_equal(text, cases[i].text);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(numbers_are_marked_at_round_ones),
    cmocka_unit_test(numbers_of_any_size_are_within_the_axis),
    cmocka_unit_test(days_are_marked_where_calendars_turn),
    cmocka_unit_test(numbers_are_written_short),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
