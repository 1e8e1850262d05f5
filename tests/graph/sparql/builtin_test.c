// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/sparql/builtin.h"

#include "tests/support/cmocka_support.h"

static void
every_function_is_found_by_its_name(void **state)
{
  (void)state;
  for (size_t i = 0; i < GESTA_BUILTIN_COUNT; ++i) {
    const GestaBuiltinFacts *facts = gesta_builtin_facts((GestaBuiltin)i);
    GestaBuiltin found;
    assert_true(gesta_builtin_find(gesta_view(facts->name), &found));
    assert_int_equal(found, i);
    assert_true(facts->least <= facts->most);
  }
}

static void
the_case_of_a_name_does_not_matter(void **state)
{
  (void)state;
  GestaBuiltin found;
  assert_true(gesta_builtin_find(gesta_view("isNumeric"), &found));
  assert_int_equal(found, GESTA_BUILTIN_ISNUMERIC);
  assert_true(gesta_builtin_find(gesta_view("encode_for_uri"), &found));
  assert_int_equal(found, GESTA_BUILTIN_ENCODE_FOR_URI);
}

static void
other_words_are_not_found(void **state)
{
  (void)state;
  static const char *const words[] = {"",     "A",   "AB",    "ABSS",
                                      "STR1", "ZZZ", "COUNT", "\xC3\x89"};
  for (size_t i = 0; i < sizeof words / sizeof *words; ++i) {
    GestaBuiltin found;
    assert_false(gesta_builtin_find(gesta_view(words[i]), &found));
  }
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_function_is_found_by_its_name),
    cmocka_unit_test(the_case_of_a_name_does_not_matter),
    cmocka_unit_test(other_words_are_not_found),
  };
  return cmocka_run_group_tests_name("builtin", tests, NULL, NULL);
}
