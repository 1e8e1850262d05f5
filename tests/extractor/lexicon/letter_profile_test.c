// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/lexicon/letter_profile.h"

#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

#include <string.h>

enum { SENTENCES = 40 };

static const char *const forms[] = {
  "Le",        "ministre",  "de",       "la",     "justice", "a",
  "rencontré", "son",       "collègue", "à",      "Paris",   "et",
  "le",        "président", "du",       "conseil"};
enum { FORMS = sizeof forms / sizeof forms[0] };

static GestaToken tokens[SENTENCES][FORMS];
static GestaSentence sentences[SENTENCES];
static const GestaSentence *items[SENTENCES];

// Sentences of the same words, each beginning with another.
static GestaSentenceSet
example(void)
{
  for (size_t s = 0; s < SENTENCES; ++s) {
    for (size_t i = 0; i < FORMS; ++i) {
      tokens[s][i] = (GestaToken){.form = gesta_view(forms[(s + i) % FORMS]),
                                  .space_after = true};
    }
    sentences[s] = (GestaSentence){.tokens = tokens[s], .token_count = FORMS};
    items[s] = &sentences[s];
  }
  return (GestaSentenceSet){items, SENTENCES};
}

static GestaTextBuffer
train(GestaLetterProfile *profile)
{
  GestaTextBuffer section;
  gesta_text_buffer_init(&section, gesta_default_allocator());
  assert_int_equal(
    gesta_letter_profile_train(gesta_default_allocator(), example(), &section),
    GESTA_OK);
  assert_int_equal(
    gesta_letter_profile_open(gesta_text_buffer_view(&section), profile),
    GESTA_OK);
  return section;
}

static GestaLetterCost
measure(const GestaLetterProfile *profile, const char *text)
{
  return gesta_letter_profile_measure(profile, gesta_view(text));
}

static void
what_was_learnt_costs_less_than_what_was_not(void **state)
{
  (void)state;
  GestaLetterProfile profile;
  GestaTextBuffer section = train(&profile);
  const GestaLetterCost own = measure(&profile,
                                      "Le ministre de la justice a rencontré "
                                      "son collègue à Paris et le président");
  const GestaLetterCost other = measure(&profile,
                                        "der Kanzler sprach gestern mit "
                                        "seinen Gästen über Wirtschaft");
  assert_true(own.bits < other.bits);
  assert_true(gesta_letter_profile_accepts(&profile, own));
  assert_false(gesta_letter_profile_accepts(&profile, other));
  gesta_text_buffer_clear(&section);
}

static void
only_letters_count_whatever_their_case(void **state)
{
  (void)state;
  GestaLetterProfile profile;
  GestaTextBuffer section = train(&profile);
  const GestaLetterCost plain = measure(&profile, "la justice à paris");
  const GestaLetterCost loud = measure(&profile, "12 «LA  JUSTICE», À PARIS!");
  assert_true(plain.bits == loud.bits);
  assert_int_equal(plain.count, loud.count);
  assert_int_equal(measure(&profile, "12, 34 ! … — 5").count, 0);
  assert_int_equal(measure(&profile, "").count, 0);
  assert_true(measure(&profile, "a").count <= 1);
  gesta_text_buffer_clear(&section);
}

static void
a_long_text_is_cut_between_characters(void **state)
{
  (void)state;
  GestaLetterProfile profile;
  GestaTextBuffer section = train(&profile);
  enum { SIZE = 1 << 18 };
  static char text[SIZE];
  for (size_t shift = 0; shift < 2; ++shift) {
    memset(text, 'a', sizeof text);
    for (size_t i = shift; i + 1 < SIZE; i += 2) {
      memcpy(text + i, "é", 2);
    }
    const GestaLetterCost cost = gesta_letter_profile_measure(
      &profile, (GestaStringView){text, SIZE - 1});
    assert_true(cost.count > 30000 && cost.count < 40000);
  }
  gesta_text_buffer_clear(&section);
}

static void
a_section_of_another_size_is_refused(void **state)
{
  (void)state;
  GestaLetterProfile profile;
  GestaTextBuffer section = train(&profile);
  GestaStringView view = gesta_text_buffer_view(&section);
  --view.size;
  assert_int_equal(gesta_letter_profile_open(view, &profile),
                   GESTA_ERR_CORRUPT);
  view.size = 0;
  assert_int_equal(gesta_letter_profile_open(view, &profile),
                   GESTA_ERR_CORRUPT);
  gesta_text_buffer_clear(&section);
}

static void
refused_memory_is_reported(void **state)
{
  (void)state;
  GestaStatus status = GESTA_ERR_MEMORY;
  for (size_t granted = 0; status == GESTA_ERR_MEMORY; ++granted) {
    FailingAllocator allocator = failing_allocator(granted);
    GestaTextBuffer section;
    gesta_text_buffer_init(&section, &allocator.base);
    status = gesta_letter_profile_train(&allocator.base, example(), &section);
    gesta_text_buffer_clear(&section);
    assert_int_equal(allocator.live, 0);
    assert_true(granted < 200);
  }
  assert_int_equal(status, GESTA_OK);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_was_learnt_costs_less_than_what_was_not),
    cmocka_unit_test(only_letters_count_whatever_their_case),
    cmocka_unit_test(a_long_text_is_cut_between_characters),
    cmocka_unit_test(a_section_of_another_size_is_refused),
    cmocka_unit_test(refused_memory_is_reported),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
