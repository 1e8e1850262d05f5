// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/child.h"

#include "tests/support/cmocka_support.h"

static void
a_program_reads_what_is_written_and_its_status_is_known(void **state)
{
  (void)state;
  GestaChild child;
  assert_int_equal(gesta_child_pipe("read a; test \"$a\" = hello || exit 9; "
                                    "exit 3",
                                    &child),
                   GESTA_OK);
  assert_true(fputs("hello\n", child.input) >= 0);
  assert_int_equal(gesta_child_end(&child), 3);
  assert_int_equal(gesta_child_pipe("kill -9 $$", &child), GESTA_OK);
  assert_int_equal(gesta_child_end(&child), -1);
}

static void
an_argument_is_one_word(void **state)
{
  (void)state;
  GestaChild child;
  assert_int_equal(
    gesta_child_start("test \"$1\" = 'a b;c' && exit 5 #", "a b;c", &child),
    GESTA_OK);
  assert_int_equal(gesta_child_end(&child), 5);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_program_reads_what_is_written_and_its_status_is_known),
    cmocka_unit_test(an_argument_is_one_word),
  };
  return cmocka_run_group_tests_name("child", tests, NULL, NULL);
}
