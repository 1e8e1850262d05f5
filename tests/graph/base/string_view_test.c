// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/string_view.h"

#include "tests/support/cmocka_support.h"

static int
compare(const char *a, const char *b)
{
  return gesta_view_compare(gesta_view(a), gesta_view(b));
}

static void
texts_are_ordered_by_bytes_and_a_beginning_comes_first(void **state)
{
  (void)state;
  static const GestaStringView nothing = {NULL, 0};
  assert_true(compare("a", "b") < 0);
  assert_true(compare("b", "a") > 0);
  assert_true(compare("a", "ab") < 0);
  assert_true(compare("ab", "a") > 0);
  assert_true(compare("z", "é") < 0); // bytes are not signed
  assert_int_equal(compare("ab", "ab"), 0);
  assert_int_equal(gesta_view_compare(nothing, nothing), 0);
  assert_true(gesta_view_compare(nothing, gesta_view("a")) < 0);
}

static void
a_text_begins_and_ends_with_nothing_and_with_itself(void **state)
{
  (void)state;
  static const GestaStringView nothing = {NULL, 0};
  const GestaStringView text = gesta_view("Ankara");
  assert_true(gesta_view_begins(text, nothing));
  assert_true(gesta_view_ends(text, nothing));
  assert_true(gesta_view_begins(nothing, nothing));
  assert_true(gesta_view_ends(nothing, nothing));
  assert_true(gesta_view_begins(text, text));
  assert_true(gesta_view_ends(text, text));
  assert_true(gesta_view_begins(text, gesta_view("Ank")));
  assert_true(gesta_view_ends(text, gesta_view("ara")));
  assert_false(gesta_view_begins(text, gesta_view("ank")));
  assert_false(gesta_view_ends(text, gesta_view("Ank")));
  assert_false(gesta_view_begins(text, gesta_view("Ankaras")));
  assert_false(gesta_view_ends(text, gesta_view("in Ankara")));
  assert_false(gesta_view_begins(nothing, text));
  assert_false(gesta_view_ends(nothing, text));
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(texts_are_ordered_by_bytes_and_a_beginning_comes_first),
    cmocka_unit_test(a_text_begins_and_ends_with_nothing_and_with_itself),
  };
  return cmocka_run_group_tests_name("string_view", tests, NULL, NULL);
}
