// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/text/multiword_model.h"

#include "extractor/text/conllu.h"
#include "extractor/text/segmenter.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// `des` after a verb is one word, after a noun two; `du` is seen one way only.
static void
make_treebank(GestaTextBuffer *text)
{
  static const char *const verbs[] = {"mange", "range", "change", "mélange"};
  static const char *const nouns[] = {"maison", "raison", "saison", "prison"};
  static const char *const things[] = {"pommes", "voisins", "lettres"};
  for (size_t i = 0; i < 12; ++i) {
    const char *const thing = things[i % 3];
    assert_int_equal(
      gesta_text_buffer_print(text,
                              "1\til\t_\t_\t_\t_\t_\t_\t_\t_\n"
                              "2\t%s\t_\t_\t_\t_\t_\t_\t_\t_\n"
                              "3\tdes\t_\t_\t_\t_\t_\t_\t_\t_\n"
                              "4\t%s\t_\t_\t_\t_\t_\t_\t_\t_\n\n",
                              verbs[i % 4], thing),
      GESTA_OK);
    assert_int_equal(
      gesta_text_buffer_print(text,
                              "1\tla\t_\t_\t_\t_\t_\t_\t_\t_\n"
                              "2\t%s\t_\t_\t_\t_\t_\t_\t_\t_\n"
                              "3-4\tdes\t_\t_\t_\t_\t_\t_\t_\t_\n"
                              "3\tde\t_\t_\t_\t_\t_\t_\t_\t_\n"
                              "4\tles\t_\t_\t_\t_\t_\t_\t_\t_\n"
                              "5\t%s\t_\t_\t_\t_\t_\t_\t_\t_\n"
                              "6-7\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n"
                              "6\tde\t_\t_\t_\t_\t_\t_\t_\t_\n"
                              "7\tle\t_\t_\t_\t_\t_\t_\t_\t_\n\n",
                              nouns[i % 4], thing),
      GESTA_OK);
  }
}

typedef struct Fixture {
  GestaArena arena;
  GestaTextBuffer treebank;
  GestaTextBuffer section;
  GestaDocument document;
} Fixture;

static int
set_up(void **state)
{
  GestaAllocator *allocator = gesta_default_allocator();
  Fixture *fixture = calloc(1, sizeof *fixture);
  if (!fixture) {
    return -1;
  }
  gesta_arena_init(&fixture->arena, allocator);
  gesta_text_buffer_init(&fixture->treebank, allocator);
  gesta_text_buffer_init(&fixture->section, allocator);
  make_treebank(&fixture->treebank);
  *state = fixture;
  return gesta_conllu_read(gesta_text_buffer_view(&fixture->treebank),
                           &fixture->arena, &fixture->document, NULL)
         || gesta_segmenter_train(allocator, &fixture->document, 1, 7,
                                  &fixture->section);
}

static int
tear_down(void **state)
{
  Fixture *fixture = *state;
  gesta_text_buffer_clear(&fixture->section);
  gesta_text_buffer_clear(&fixture->treebank);
  gesta_arena_clear(&fixture->arena);
  free(fixture);
  return 0;
}

// How many words the last-but-one token of a text has.
static size_t
count_words(GestaStringView section, const char *text)
{
  const char *const data = getenv(
    "GESTA_DATA"); // NOLINT(concurrency-mt-unsafe)
  GestaAllocator *allocator = gesta_default_allocator();
  GestaArena arena;
  GestaDocument document;
  GestaSegmenter *segmenter = NULL;
  gesta_arena_init(&arena, allocator);
  assert_int_equal(gesta_segmenter_open(allocator, data ? data : "ontology",
                                        gesta_view("fr"), section, &segmenter,
                                        NULL),
                   GESTA_OK);
  assert_int_equal(
    gesta_segment(segmenter, gesta_view(text), &arena, &document), GESTA_OK);
  const GestaSentence *sentence = &document.sentences[0];
  const size_t count = sentence->tokens[sentence->token_count - 2].word_count;
  gesta_segmenter_close(segmenter);
  gesta_arena_clear(&arena);
  return count;
}

static void
context_decides_what_was_seen_both_ways(void **state)
{
  const Fixture *fixture = *state;
  const GestaStringView section = gesta_text_buffer_view(&fixture->section);
  const GestaStringView none = {NULL, 0};
  // The verb and the noun were not seen, only their like.
  assert_int_equal(count_words(section, "elle arrange des clefs"), 1);
  assert_int_equal(count_words(section, "la toison des clefs"), 2);
  assert_int_equal(count_words(section, "elle arrange du pain"), 2);
  assert_int_equal(count_words(none, "elle arrange des clefs"), 2);
}

static void
the_same_seed_gives_the_same_bytes(void **state)
{
  const Fixture *fixture = *state;
  GestaTextBuffer again;
  gesta_text_buffer_init(&again, gesta_default_allocator());
  assert_int_equal(gesta_segmenter_train(gesta_default_allocator(),
                                         &fixture->document, 1, 7, &again),
                   GESTA_OK);
  assert_true(gesta_view_equal(gesta_text_buffer_view(&again),
                               gesta_text_buffer_view(&fixture->section)));
  gesta_text_buffer_clear(&again);
}

static void
a_section_is_read_at_any_alignment(void **state)
{
  const Fixture *fixture = *state;
  const size_t size = fixture->section.size;
  char *moved = malloc(size + 3);
  assert_non_null(moved);
  memcpy(moved + 3, fixture->section.data, size);
  const GestaStringView section = {moved + 3, size};
  assert_int_equal(count_words(section, "elle arrange des clefs"), 1);
  free(moved);
}

static void
any_changed_byte_or_lost_end_is_noticed(void **state)
{
  Fixture *fixture = *state;
  GestaMultiwordModel model;
  char *bytes = fixture->section.data;
  const size_t size = fixture->section.size;
  for (size_t i = 0; i < size; ++i) {
    bytes[i] = (char)((unsigned char)bytes[i] ^ 0x10U);
    assert_int_equal(gesta_multiword_model_open(gesta_default_allocator(),
                                                (GestaStringView){bytes, size},
                                                &model),
                     GESTA_ERR_CORRUPT);
    bytes[i] = (char)((unsigned char)bytes[i] ^ 0x10U);
  }
  for (size_t i = 1; i < size; ++i) {
    assert_int_equal(gesta_multiword_model_open(gesta_default_allocator(),
                                                (GestaStringView){bytes, i},
                                                &model),
                     GESTA_ERR_CORRUPT);
  }
}

static void
nothing_to_learn_gives_a_section_that_decides_nothing(void **state)
{
  (void)state;
  GestaTextBuffer section;
  gesta_text_buffer_init(&section, gesta_default_allocator());
  assert_int_equal(
    gesta_segmenter_train(gesta_default_allocator(), NULL, 0, 1, &section),
    GESTA_OK);
  assert_int_equal(
    count_words(gesta_text_buffer_view(&section), "elle arrange des clefs"), 2);
  gesta_text_buffer_clear(&section);
}

static void
a_refused_allocation_is_reported_and_leaks_nothing(void **state)
{
  const Fixture *fixture = *state;
  GestaStatus status = GESTA_ERR_MEMORY;
  for (size_t granted = 0; status != GESTA_OK; ++granted) {
    FailingAllocator allocator = failing_allocator(granted);
    GestaTextBuffer section;
    GestaMultiwordModel model = {0};
    gesta_text_buffer_init(&section, &allocator.base);
    status = gesta_segmenter_train(&allocator.base, &fixture->document, 1, 7,
                                   &section);
    if (status == GESTA_OK) {
      status = gesta_multiword_model_open(
        &allocator.base, gesta_text_buffer_view(&section), &model);
    }
    assert_true(status == GESTA_OK || status == GESTA_ERR_MEMORY);
    gesta_multiword_model_clear(&model);
    gesta_text_buffer_clear(&section);
    assert_int_equal(allocator.live, 0);
  }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    TEST(context_decides_what_was_seen_both_ways),
    TEST(the_same_seed_gives_the_same_bytes),
    TEST(a_section_is_read_at_any_alignment),
    TEST(any_changed_byte_or_lost_end_is_noticed),
    TEST(nothing_to_learn_gives_a_section_that_decides_nothing),
    TEST(a_refused_allocation_is_reported_and_leaks_nothing),
  };
  return cmocka_run_group_tests_name("multiword model", tests, NULL, NULL);
}
