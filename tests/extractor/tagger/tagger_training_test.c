// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/tagger/tagger_training.h"

#include "extractor/tagger/tagger.h"
#include "extractor/text/conllu.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

#include <string.h>

// "porte" is a noun after a determiner, a verb after a pronoun; of the last
// word's features nothing is known.
static const char treebank[] =
  "1\tLa\tle\tDET\t_\tGender=Fem|Number=Sing\t2\tdet\t_\t_\n"
  "2\tporte\tporte\tNOUN\t_\tGender=Fem|Number=Sing\t0\troot\t_\t_\n"
  "\n"
  "1\tElle\tlui\tPRON\t_\tGender=Fem|Number=Sing\t2\tnsubj\t_\t_\n"
  "2\tporte\tporter\tVERB\t_\tMood=Ind|Number=Sing\t0\troot\t_\t_\n"
  "3\tles\tle\tDET\t_\tNumber=Plur\t4\tdet\t_\t_\n"
  "4\tlettres\tlettre\tNOUN\t_\tGender=Fem|Number=Plur\t2\tobj\t_\t_\n"
  "\n"
  "1\tLes\tle\tDET\t_\tNumber=Plur\t2\tdet\t_\t_\n"
  "2\tportes\tporte\tNOUN\t_\tGender=Fem|Number=Plur\t0\troot\t_\t_\n"
  "\n";

enum { COPIES = 4, MOST = 3 * COPIES };

typedef struct Fixture {
  GestaArena arena;
  GestaArena scratch;
  GestaDocument document;
  const GestaSentence *items[MOST];
  GestaTextBuffer parts[GESTA_TAGGER_PART_COUNT];
} Fixture;

static GestaStatus
train(GestaAllocator *allocator, Fixture *fixture, uint64_t seed)
{
  gesta_arena_init(&fixture->arena, gesta_default_allocator());
  gesta_arena_init(&fixture->scratch, gesta_default_allocator());
  assert_int_equal(gesta_conllu_read(gesta_view(treebank), &fixture->arena,
                                     &fixture->document, NULL),
                   GESTA_OK);
  for (size_t i = 0; i < MOST; ++i) {
    fixture->items[i] = &fixture->document.sentences[i % 3];
  }
  for (size_t i = 0; i < GESTA_TAGGER_PART_COUNT; ++i) {
    gesta_text_buffer_init(&fixture->parts[i], allocator);
  }
  const GestaTrainingOptions options = {.seed = seed, .epochs = 6};
  return gesta_tagger_train(allocator, (GestaSentenceSet){fixture->items, MOST},
                            NULL, &options, fixture->parts);
}

static void
tear_down(Fixture *fixture)
{
  for (size_t i = 0; i < GESTA_TAGGER_PART_COUNT; ++i) {
    gesta_text_buffer_clear(&fixture->parts[i]);
  }
  gesta_arena_clear(&fixture->scratch);
  gesta_arena_clear(&fixture->arena);
}

static GestaTagger *
open_tagger(const Fixture *fixture)
{
  GestaStringView parts[GESTA_TAGGER_PART_COUNT];
  for (size_t i = 0; i < GESTA_TAGGER_PART_COUNT; ++i) {
    parts[i] = gesta_text_buffer_view(&fixture->parts[i]);
  }
  GestaTagger *tagger = NULL;
  assert_int_equal(
    gesta_tagger_open(gesta_default_allocator(), parts, NULL, &tagger),
    GESTA_OK);
  return tagger;
}

static void
what_was_learnt_is_known(void **state)
{
  (void)state;
  static Fixture fixture;
  assert_int_equal(train(gesta_default_allocator(), &fixture, 1), GESTA_OK);
  GestaTagger *tagger = open_tagger(&fixture);
  for (size_t s = 0; s < fixture.document.sentence_count; ++s) {
    const GestaSentence *gold = &fixture.document.sentences[s];
    GestaWord words[6] = {{.head = 0}};
    for (size_t i = 1; i <= gold->word_count; ++i) {
      words[i].form = gold->words[i].form;
    }
    GestaSentence copy = *gold;
    copy.words = words;
    assert_int_equal(
      gesta_tagger_tag(tagger, &fixture.scratch, &fixture.arena, &copy),
      GESTA_OK);
    gesta_arena_clear(&fixture.scratch); // nothing may be left in it
    for (size_t i = 1; i <= gold->word_count; ++i) {
      assert_int_equal(words[i].upos, gold->words[i].upos);
      assert_true(gesta_view_equal(words[i].features, gold->words[i].features));
      assert_true(gesta_view_equal(words[i].lemma, gold->words[i].lemma));
    }
  }
  gesta_tagger_close(tagger);
  tear_down(&fixture);
}

static void
the_same_seed_gives_the_same_bytes(void **state)
{
  (void)state;
  static Fixture one;
  static Fixture two;
  assert_int_equal(train(gesta_default_allocator(), &one, 3), GESTA_OK);
  assert_int_equal(train(gesta_default_allocator(), &two, 3), GESTA_OK);
  for (size_t i = 0; i < GESTA_TAGGER_PART_COUNT; ++i) {
    assert_true(gesta_view_equal(gesta_text_buffer_view(&one.parts[i]),
                                 gesta_text_buffer_view(&two.parts[i])));
  }
  tear_down(&one);
  tear_down(&two);
}

static void
refused_memory_is_reported(void **state)
{
  (void)state;
  static Fixture fixture;
  GestaStatus status = GESTA_ERR_MEMORY;
  for (size_t granted = 0; status == GESTA_ERR_MEMORY; ++granted) {
    FailingAllocator allocator = failing_allocator(granted);
    status = train(&allocator.base, &fixture, 1);
    tear_down(&fixture);
    assert_int_equal(allocator.live, 0);
    assert_true(granted < 500);
  }
  assert_int_equal(status, GESTA_OK);
}

static void
a_corrected_tag_changes_the_lemma(void **state)
{
  (void)state;
  static Fixture fixture;
  assert_int_equal(train(gesta_default_allocator(), &fixture, 1), GESTA_OK);
  GestaStringView parts[GESTA_TAGGER_PART_COUNT];
  for (size_t i = 0; i < GESTA_TAGGER_PART_COUNT; ++i) {
    parts[i] = gesta_text_buffer_view(&fixture.parts[i]);
  }
  GestaTagger *tagger = NULL;
  assert_int_equal(
    gesta_tagger_open(gesta_default_allocator(), parts, NULL, &tagger),
    GESTA_OK);
  GestaSentence sentence = fixture.document.sentences[0]; // "La porte"
  assert_int_equal(
    gesta_tagger_tag(tagger, &fixture.scratch, &fixture.arena, &sentence),
    GESTA_OK);
  const GestaUpos before[] = {GESTA_UPOS_NONE, sentence.words[1].upos,
                              sentence.words[2].upos};
  const GestaStringView first = sentence.words[1].features;
  assert_true(gesta_view_equal(sentence.words[2].lemma, gesta_view("porte")));
  sentence.words[2].upos = GESTA_UPOS_VERB;
  assert_int_equal(gesta_tagger_follow(tagger, before, &fixture.scratch,
                                       &fixture.arena, &sentence),
                   GESTA_OK);
  assert_true(gesta_view_equal(sentence.words[2].lemma, gesta_view("porter")));
  assert_true(gesta_view_equal(sentence.words[2].features,
                               gesta_view("Mood=Ind|Number=Sing")));
  assert_true(gesta_view_equal(sentence.words[1].features, first));
  gesta_tagger_close(tagger);
  tear_down(&fixture);
  gesta_arena_clear(&fixture.arena);
  gesta_arena_clear(&fixture.scratch);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_corrected_tag_changes_the_lemma),
    cmocka_unit_test(what_was_learnt_is_known),
    cmocka_unit_test(the_same_seed_gives_the_same_bytes),
    cmocka_unit_test(refused_memory_is_reported),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
