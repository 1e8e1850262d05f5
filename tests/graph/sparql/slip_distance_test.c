// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/sparql/slip_distance.h"

#include "tests/support/cmocka_support.h"

#include <string.h>

static void
slips_are_counted(void **state)
{
  (void)state;
  static const struct {
    const char *a;
    const char *b;
    size_t distance;
  } cases[] = {
    {"", "", 0},        {"name", "NAME", 0},      {"nmae", "name", 1},
    {"nam", "name", 1}, {"names", "name", 1},     {"nome", "name", 1},
    {"ab", "", 2},      {"kitten", "sitting", 3}, {"ca", "abc", 3},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    const GestaStringView a = gesta_view(cases[i].a);
    const GestaStringView b = gesta_view(cases[i].b);
    assert_int_equal(gesta_slip_distance(a, b, 100), cases[i].distance);
    assert_int_equal(gesta_slip_distance(b, a, 100), cases[i].distance);
  }
}

static void
a_distance_beyond_the_limit_is_the_limit(void **state)
{
  (void)state;
  char longest[65];
  memset(longest, 'a', sizeof longest);
  const GestaStringView too_long = {longest, sizeof longest};
  assert_int_equal(
    gesta_slip_distance(gesta_view("kitten"), gesta_view("sitting"), 2), 2);
  assert_int_equal(gesta_slip_distance(gesta_view("a"), gesta_view("abcd"), 3),
                   3);
  assert_int_equal(gesta_slip_distance(too_long, too_long, 4), 4);
}

static void
short_names_pass_for_nothing_else(void **state)
{
  (void)state;
  assert_int_equal(gesta_slip_distance_most(gesta_view("x")), 0);
  assert_int_equal(gesta_slip_distance_most(gesta_view("abc")), 1);
  assert_int_equal(gesta_slip_distance_most(gesta_view("abcde")), 2);
  assert_int_equal(gesta_slip_distance_most(gesta_view("abcdefghij")), 3);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(slips_are_counted),
    cmocka_unit_test(a_distance_beyond_the_limit_is_the_limit),
    cmocka_unit_test(short_names_pass_for_nothing_else),
  };
  return cmocka_run_group_tests_name("slip_distance", tests, NULL, NULL);
}
