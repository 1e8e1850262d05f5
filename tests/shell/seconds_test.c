// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/seconds.h"

#include "tests/support/cmocka_support.h"

static void
seconds_may_have_a_fraction(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    uint64_t milliseconds;
  } good[] = {{"0", 0},     {"2", 2000},      {"2.5", 2500},
              {"0.04", 40}, {"1.2345", 1234}, {"4294967295", 4294967295000}};
  for (size_t i = 0; i < sizeof good / sizeof good[0]; ++i) {
    uint64_t milliseconds = 7;
    assert_true(gesta_read_seconds(gesta_view(good[i].text), &milliseconds));
    assert_int_equal(milliseconds, good[i].milliseconds);
  }
}

static void
anything_else_is_no_number_of_seconds(void **state)
{
  (void)state;
  static const char *const bad[] = {"",   ".",   "1.",  ".5",        "-1",
                                    "2s", "1e3", "1.x", "4294967296"};
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; ++i) {
    uint64_t milliseconds = 7;
    assert_false(gesta_read_seconds(gesta_view(bad[i]), &milliseconds));
    assert_int_equal(milliseconds, 7);
  }
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(seconds_may_have_a_fraction),
    cmocka_unit_test(anything_else_is_no_number_of_seconds),
  };
  return cmocka_run_group_tests_name("seconds", tests, NULL, NULL);
}
