// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/parameter_option.h"

#include "graph/rdf/vocabulary.h"
#include "tests/support/cmocka_support.h"

static void
a_name_is_before_the_first_equals_sign(void **state)
{
  (void)state;
  static const char *const good[] = {"a=b=c", "?a=b=c", "$a=b=c"};
  for (size_t i = 0; i < 3; ++i) {
    GestaStringView name;
    GestaStringView value;
    assert_true(gesta_parameter_option_split(good[i], &name, &value));
    assert_true(gesta_view_equal(name, GESTA_VIEW("a")));
    assert_true(gesta_view_equal(value, GESTA_VIEW("b=c")));
  }
  GestaStringView name;
  GestaStringView value;
  assert_true(gesta_parameter_option_split("a=", &name, &value));
  assert_int_equal(value.size, 0);
}

static void
what_has_no_name_is_refused(void **state)
{
  (void)state;
  static const char *const bad[] = {"", "a", "=b", "?=b", "?", "$"};
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; ++i) {
    GestaStringView name = GESTA_VIEW("untouched");
    GestaStringView value = {NULL, 0};
    assert_false(gesta_parameter_option_split(bad[i], &name, &value));
    assert_true(gesta_view_equal(name, GESTA_VIEW("untouched")));
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_name_is_before_the_first_equals_sign),
    cmocka_unit_test(what_has_no_name_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
