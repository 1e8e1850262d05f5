// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/tagger/edit_script.h"

#include "extractor/lexicon/word_shape.h"
#include "tests/support/cmocka_support.h"

typedef struct Pair {
  const char *form;
  const char *lemma;
  const char *script;
} Pair;

static const Pair pairs[] = {
  {"chevaux", "cheval", "k|ux|l"}, {"Arrivées", "arriver", "l|ées|er"},
  {"Paris", "Paris", "k||"},       {"est", "être", "k|est|être"},
  {"ÉTÉ", "été", "l||"},           {"went", "go", "k|went|go"},
  {"œufs", "œuf", "k|s|"},
};

static void
scripts_lead_from_forms_to_lemmas(void **state)
{
  (void)state;
  GestaArena arena;
  gesta_arena_init(&arena, gesta_default_allocator());
  for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; ++i) {
    const GestaStringView form = gesta_view(pairs[i].form);
    GestaStringView lower;
    GestaStringView script;
    GestaStringView lemma;
    assert_int_equal(gesta_word_lower(form, &arena, &lower), GESTA_OK);
    assert_int_equal(gesta_edit_script_make(form, lower,
                                            gesta_view(pairs[i].lemma), &arena,
                                            &script),
                     GESTA_OK);
    assert_true(gesta_view_equal(script, gesta_view(pairs[i].script)));
    assert_true(gesta_edit_script_is_valid(script));
    assert_int_equal(
      gesta_edit_script_apply(script, form, lower, &arena, &lemma), GESTA_OK);
    assert_true(gesta_view_equal(lemma, gesta_view(pairs[i].lemma)));
  }
  gesta_arena_clear(&arena);
}

static void
a_script_for_another_ending_does_not_apply(void **state)
{
  (void)state;
  GestaArena arena;
  gesta_arena_init(&arena, gesta_default_allocator());
  const GestaStringView form = gesta_view("chat");
  GestaStringView lemma;
  assert_int_equal(
    gesta_edit_script_apply(gesta_view("k|aux|al"), form, form, &arena, &lemma),
    GESTA_NOT_FOUND);
  assert_false(gesta_edit_script_fits(gesta_view("k|chat|"), form, form));
  gesta_arena_clear(&arena);
}

static void
what_is_no_script_is_refused(void **state)
{
  (void)state;
  static const char *const bad[] = {"", "k", "k|", "x|a|b", "kab", "k|ab"};
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; ++i) {
    assert_false(gesta_edit_script_is_valid(gesta_view(bad[i])));
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(scripts_lead_from_forms_to_lemmas),
    cmocka_unit_test(a_script_for_another_ending_does_not_apply),
    cmocka_unit_test(what_is_no_script_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
