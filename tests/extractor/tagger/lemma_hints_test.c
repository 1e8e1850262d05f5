// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/tagger/lemma_hints.h"

#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

// "portes": a noun, and a verb twice.
static const GestaAnalysis readings[] = {
  {GESTA_UPOS_NOUN, 1, {"", 0}, {"femp", 4}},
  {GESTA_UPOS_VERB, 1, {"r", 1}, {"2sgipre", 7}},
  {GESTA_UPOS_VERB, 1, {"r", 1}, {"2sgspre", 7}},
  {GESTA_UPOS_VERB, 2, {"oir", 3}, {"made-up", 7}},
  {GESTA_UPOS_VERB, 3, {"dre", 3}, {"made-up", 7}},
};

static GestaWordAtoms
word(void)
{
  return (GestaWordAtoms){.known_form = gesta_view("portes"),
                          .analyses = {readings, 5}};
}

static void
assert_lemma(const GestaAnalysis *hint, const char *expected)
{
  GestaArena arena;
  GestaStringView lemma;
  const GestaWordAtoms atoms = word();
  gesta_arena_init(&arena, gesta_default_allocator());
  assert_int_equal(gesta_lemma_hint_apply(&atoms, hint, &arena, &lemma),
                   GESTA_OK);
  assert_true(gesta_view_equal(lemma, gesta_view(expected)));
  gesta_arena_clear(&arena);
}

static void
hints_are_different_lemmas_of_one_part_of_speech(void **state)
{
  (void)state;
  const GestaWordAtoms atoms = word();
  GestaLemmaHints hints;
  gesta_lemma_hints_find(&atoms, GESTA_UPOS_VERB, &hints);
  assert_int_equal(hints.count, GESTA_HINT_LIMIT); // of the three there are
  assert_lemma(hints.items[0], "porter");
  assert_lemma(hints.items[1], "portoir");
  gesta_lemma_hints_find(&atoms, GESTA_UPOS_NOUN, &hints);
  assert_int_equal(hints.count, 1);
  assert_lemma(hints.items[0], "porte");
  gesta_lemma_hints_find(&atoms, GESTA_UPOS_ADJ, &hints);
  assert_int_equal(hints.count, 0);
}

static void
an_auxiliary_is_looked_up_as_a_verb(void **state)
{
  (void)state;
  const GestaWordAtoms atoms = word();
  GestaLemmaHints verb;
  GestaLemmaHints auxiliary;
  gesta_lemma_hints_find(&atoms, GESTA_UPOS_VERB, &verb);
  gesta_lemma_hints_find(&atoms, GESTA_UPOS_AUX, &auxiliary);
  assert_int_equal(auxiliary.count, verb.count);
  assert_true(auxiliary.key == verb.key);
}

static void
keys_tell_hints_apart(void **state)
{
  (void)state;
  const GestaWordAtoms atoms = word();
  GestaLemmaHints verb;
  GestaLemmaHints noun;
  GestaLemmaHints none;
  gesta_lemma_hints_find(&atoms, GESTA_UPOS_VERB, &verb);
  gesta_lemma_hints_find(&atoms, GESTA_UPOS_NOUN, &noun);
  gesta_lemma_hints_find(&atoms, GESTA_UPOS_ADV, &none);
  assert_true(verb.key != noun.key && noun.key != none.key);
}

static void
refused_memory_is_reported(void **state)
{
  (void)state;
  FailingAllocator allocator = failing_allocator(0);
  GestaArena arena;
  const GestaWordAtoms atoms = word();
  GestaStringView lemma;
  gesta_arena_init(&arena, &allocator.base);
  assert_int_equal(gesta_lemma_hint_apply(&atoms, &readings[1], &arena, &lemma),
                   GESTA_ERR_MEMORY);
  gesta_arena_clear(&arena);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(hints_are_different_lemmas_of_one_part_of_speech),
    cmocka_unit_test(an_auxiliary_is_looked_up_as_a_verb),
    cmocka_unit_test(keys_tell_hints_apart),
    cmocka_unit_test(refused_memory_is_reported),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
