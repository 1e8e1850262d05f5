// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/rdf/name.h"

#include "graph/rdf/vocabulary.h"
#include "tests/support/cmocka_support.h"

static void
letters_of_any_script_are_letters(void **state)
{
  (void)state;
  static const uint32_t good[] = {'a',     'Z',     0xC0,   0xFF,
                                  0x370,   0x37F,   0x3001, 0xD7FF,
                                  0x10000, 0xEFFFF, 0x200D, 0xFDF0};
  static const uint32_t bad[] = {'@',    '[',    '0',    '_',     0x7F,
                                 0xB7,   0xD7,   0xF7,   0x300,   0x37E,
                                 0x2000, 0x3000, 0xFFFE, 0xF0000, 0x10FFFF};
  for (size_t i = 0; i < sizeof good / sizeof *good; ++i) {
    assert_true(gesta_name_letter(good[i]));
    assert_true(gesta_name_character(good[i]));
  }
  for (size_t i = 0; i < sizeof bad / sizeof *bad; ++i) {
    assert_false(gesta_name_letter(bad[i]));
  }
  assert_true(gesta_name_character(0x300));
  assert_true(gesta_name_character('-'));
  assert_false(gesta_name_character(':'));
}

static void
a_prefix_ends_before_its_last_dots(void **state)
{
  (void)state;
  assert_int_equal(gesta_name_prefix_size(GESTA_VIEW("a.b-é..:")), 6);
  assert_int_equal(gesta_name_prefix_size(GESTA_VIEW("_a")), 0);
  assert_int_equal(gesta_name_prefix_size(GESTA_VIEW("1")), 0);
  assert_int_equal(gesta_name_prefix_size(GESTA_VIEW("")), 0);
}

static void
a_local_name_needs_no_escape(void **state)
{
  (void)state;
  assert_true(gesta_name_is_local(GESTA_VIEW("")));
  assert_true(gesta_name_is_local(GESTA_VIEW("0a:b.c-é_")));
  assert_true(gesta_name_is_local(GESTA_VIEW(":x")));
  assert_false(gesta_name_is_local(GESTA_VIEW("a.")));
  assert_false(gesta_name_is_local(GESTA_VIEW(".a")));
  assert_false(gesta_name_is_local(GESTA_VIEW("-a")));
  assert_false(gesta_name_is_local(GESTA_VIEW("a/b")));
  assert_false(gesta_name_is_local(GESTA_VIEW("a%20")));
  assert_false(gesta_name_is_local(GESTA_VIEW("a#char=1,2")));
  assert_int_equal(gesta_name_blank_size(GESTA_VIEW("")), 0);
  assert_int_equal(gesta_name_blank_size(GESTA_VIEW("-a")), 0);
  assert_int_equal(gesta_name_blank_size(GESTA_VIEW("0.a.:")), 3);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(letters_of_any_script_are_letters),
    cmocka_unit_test(a_prefix_ends_before_its_last_dots),
    cmocka_unit_test(a_local_name_needs_no_escape),
  };
  return cmocka_run_group_tests_name("name", tests, NULL, NULL);
}
