// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/entity/name_fold.h"

#include "tests/support/cmocka_support.h"

static void
assert_folds(const char *text, const char *expected)
{
  GestaTextBuffer folded;
  gesta_text_buffer_init(&folded, gesta_default_allocator());
  assert_int_equal(gesta_name_fold(gesta_view(text), &folded), GESTA_OK);
  assert_string_equal(folded.data ? folded.data : "", expected);
  gesta_text_buffer_clear(&folded);
}

static void
case_and_accents_do_not_tell_names_apart(void **state)
{
  (void)state;
  assert_folds("Élysée", "elysee");
  assert_folds("Œuvre de ŁÓDŹ", "oeuvre de lodz");
  assert_folds("Côte d’Ivoire", "cote d'ivoire");
  assert_folds("  États-\u00a0Unis ", "etats unis");
  assert_folds("Київ", "Київ");
  assert_folds("", "");
}

static void
capitals_of_two_blocks_are_known(void **state)
{
  (void)state;
  assert_true(gesta_name_capitalised(gesta_view("Écosse")));
  assert_true(gesta_name_capitalised(gesta_view("Žižkov")));
  assert_true(gesta_name_capitalised(gesta_view("Łódź")));
  assert_false(gesta_name_capitalised(gesta_view("école")));
  assert_false(gesta_name_capitalised(gesta_view("žena")));
  assert_false(gesta_name_capitalised(gesta_view("×")));
  assert_false(gesta_name_capitalised(gesta_view("")));
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(case_and_accents_do_not_tell_names_apart),
    cmocka_unit_test(capitals_of_two_blocks_are_known),
  };
  return cmocka_run_group_tests_name("name_fold", tests, NULL, NULL);
}
