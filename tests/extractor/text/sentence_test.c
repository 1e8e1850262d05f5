// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/text/sentence.h"

#include "tests/support/cmocka_support.h"

static void
every_tag_is_found_by_its_name(void **state)
{
  (void)state;
  for (unsigned i = 1; i < GESTA_UPOS_COUNT; ++i) {
    assert_int_equal(gesta_upos_find(gesta_upos_name((GestaUpos)i)), i);
  }
  assert_int_equal(gesta_upos_find(gesta_view("NOMEN")), GESTA_UPOS_NONE);
  assert_int_equal(gesta_upos_find(gesta_view("_")), GESTA_UPOS_NONE);
}

static void
a_feature_is_found_by_its_whole_name(void **state)
{
  (void)state;
  const GestaWord word = {
    .features = gesta_view("Gender=Masc|Number[psor]=Sing|Number=Plur")};
  assert_true(
    gesta_view_equal(gesta_word_feature(&word, "Number"), gesta_view("Plur")));
  assert_true(
    gesta_view_equal(gesta_word_feature(&word, "Gender"), gesta_view("Masc")));
  assert_int_equal(gesta_word_feature(&word, "Num").size, 0);
  assert_int_equal(gesta_word_feature(&word, "Tense").size, 0);
}

static void
a_relation_is_its_name_with_any_subtype(void **state)
{
  (void)state;
  assert_true(gesta_relation_is(gesta_view("nsubj"), "nsubj"));
  assert_true(gesta_relation_is(gesta_view("nsubj:pass"), "nsubj"));
  assert_true(gesta_relation_is(gesta_view("nsubj:pass"), "nsubj:pass"));
  assert_false(gesta_relation_is(gesta_view("nsubj"), "nsubj:pass"));
  assert_false(gesta_relation_is(gesta_view("objet"), "obj"));
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_tag_is_found_by_its_name),
    cmocka_unit_test(a_feature_is_found_by_its_whole_name),
    cmocka_unit_test(a_relation_is_its_name_with_any_subtype),
  };
  return cmocka_run_group_tests_name("sentence", tests, NULL, NULL);
}
