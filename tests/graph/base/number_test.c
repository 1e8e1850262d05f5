// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/number.h"

#include "tests/support/cmocka_support.h"

static void
digits_become_a_number(void **state)
{
  (void)state;
  uint64_t value = 7;
  assert_int_equal(gesta_parse_unsigned(gesta_view("0"), &value), GESTA_OK);
  assert_int_equal(value, 0);
  assert_int_equal(
    gesta_parse_unsigned(gesta_view("18446744073709551615"), &value), GESTA_OK);
  assert_true(value == UINT64_MAX);
}

static void
anything_else_is_refused_and_changes_nothing(void **state)
{
  (void)state;
  static const char *const bad[] = {"", "-1", "+1", " 1", "1 ", "1.0", "0x1"};
  uint64_t value = 7;
  for (size_t i = 0; i < sizeof bad / sizeof *bad; ++i) {
    assert_int_equal(gesta_parse_unsigned(gesta_view(bad[i]), &value),
                     GESTA_ERR_SYNTAX);
  }
  assert_int_equal(
    gesta_parse_unsigned(gesta_view("18446744073709551616"), &value),
    GESTA_ERR_TOO_LARGE);
  assert_int_equal(value, 7);
}

static void
fixed_point_is_rounded_half_away_from_zero(void **state)
{
  (void)state;
  static const struct {
    double value;
    unsigned decimals;
    const char *text;
  } cases[] = {
    {0.0, 2, "0.00"},      {0.8666, 2, "0.87"},       {0.125, 2, "0.13"},
    {-0.125, 2, "-0.13"},  {-0.001, 2, "0.00"},       {12.5, 0, "13"},
    {99.999, 2, "100.00"}, {1.000001, 6, "1.000001"},
  };
  char text[GESTA_NUMBER_SIZE];
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    const size_t length = gesta_print_fixed(cases[i].value, cases[i].decimals,
                                            text);
    assert_string_equal(text, cases[i].text);
    assert_int_equal(length, gesta_view(text).size);
  }
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(digits_become_a_number),
    cmocka_unit_test(anything_else_is_refused_and_changes_nothing),
    cmocka_unit_test(fixed_point_is_rounded_half_away_from_zero),
  };
  return cmocka_run_group_tests_name("number", tests, NULL, NULL);
}
