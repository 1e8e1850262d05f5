// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/late_library.h"

#include "tests/support/cmocka_support.h"

#include <string.h>

static void
functions_of_a_library_are_found(void **state)
{
  (void)state;
  double (*cosine)(double) = NULL;
  double (*root)(double) = NULL;
  const GestaLateFunction functions[] = {{"cos", &cosine}, {"sqrt", &root}};
  for (int i = 0; i < 2; ++i) { // the second time it is loaded already
    GestaError error = {.message = ""};
    assert_int_equal(gesta_late_library_load("libm.so.6", functions, 2, &error),
                     GESTA_OK);
    assert_true(cosine(0) == 1.0);
    assert_true(root(9) == 3.0);
  }
}

static void
what_is_missing_is_named(void **state)
{
  (void)state;
  double (*function)(double) = NULL;
  const GestaLateFunction functions[] = {{"no_such_function", &function}};
  GestaError error = {.message = ""};
  assert_int_equal(
    gesta_late_library_load("libno-such-library.so.1", functions, 1, &error),
    GESTA_ERR_SYSTEM);
  assert_non_null(
    strstr(error.message, "libno-such-library.so.1 cannot be loaded"));
  assert_int_equal(gesta_late_library_load("libm.so.6", functions, 1, &error),
                   GESTA_ERR_SYSTEM);
  assert_non_null(strstr(error.message, "has no no_such_function"));
  assert_null(function);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(functions_of_a_library_are_found),
    cmocka_unit_test(what_is_missing_is_named),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
