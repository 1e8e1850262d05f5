// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/treebank.h"

#include "extractor/tagger/tagger_training.h"
#include "extractor/text/conllu.h"
#include "graph/base/text_buffer.h"
#include "tests/support/cmocka_support.h"

#include <string.h>

enum { COPIES = 60 };

// Sentences of a source: a subject, a verb and a number.
static GestaDocument
make_treebank(GestaArena *arena, GestaTextBuffer *text, const char *source,
              const char *pronoun, const char *number)
{
  GestaDocument document = {0};
  gesta_text_buffer_init(text, gesta_default_allocator());
  for (size_t i = 0; i < COPIES; ++i) {
    assert_int_equal(gesta_text_buffer_print(
                       text,
                       "# source = %s\n"
                       "1\til\tlui\tPRON\t_\t%s\t2\tnsubj\t_\t_\n"
                       "2\tdort\tdormir\tVERB\t_\tVerbForm=Fin\t0\troot\t_\t_"
                       "\n"
                       "3\tdeux\tdeux\tNUM\t_\t%s\t2\tobl\t_\t_\n\n",
                       source, pronoun, number),
                     GESTA_OK);
  }
  assert_int_equal(
    gesta_conllu_read(gesta_text_buffer_view(text), arena, &document, NULL),
    GESTA_OK);
  return document;
}

typedef struct Fixture {
  GestaArena arena;
  GestaTextBuffer texts[3];
  GestaDocument documents[3];
  GestaSentenceSet set;
} Fixture;

// The first file follows one guideline; the second has a case and numbers of
// another kind; the third leaves the kind of numbers out.
static void
set_up(Fixture *fixture)
{
  gesta_arena_init(&fixture->arena, gesta_default_allocator());
  GestaDocument *documents = fixture->documents;
  documents[0] = make_treebank(&fixture->arena, &fixture->texts[0], "Lead",
                               "Person=3", "NumType=Card");
  documents[1] = make_treebank(&fixture->arena, &fixture->texts[1], "Case",
                               "Case=Nom|Person=3", "NumType=Card");
  documents[2] = make_treebank(&fixture->arena, &fixture->texts[2], "Bare",
                               "Person=3", "_");
  const GestaTraining training = {.documents = documents, .document_count = 3};
  assert_int_equal(gesta_treebank_collect(gesta_default_allocator(), &training,
                                          &fixture->arena, &fixture->set, NULL),
                   GESTA_OK);
  assert_int_equal(fixture->set.count, 3 * COPIES);
}

static void
tear_down(Fixture *fixture)
{
  for (size_t i = 0; i < 3; ++i) {
    gesta_text_buffer_clear(&fixture->texts[i]);
  }
  gesta_arena_clear(&fixture->arena);
}

static void
assert_features(const Fixture *fixture, size_t file, size_t word,
                const char *features)
{
  for (size_t i = 0; i < COPIES; ++i) {
    const GestaSentence *sentence = fixture->set.items[file * COPIES + i];
    assert_true(
      gesta_view_equal(sentence->words[word].features, gesta_view(features)));
  }
}

static void
the_first_file_keeps_its_features(void **state)
{
  (void)state;
  Fixture fixture;
  set_up(&fixture);
  assert_features(&fixture, 0, 1, "Person=3");
  assert_features(&fixture, 0, 2, "VerbForm=Fin");
  assert_features(&fixture, 0, 3, "NumType=Card");
  tear_down(&fixture);
}

static void
what_the_first_file_never_writes_is_not_learnt(void **state)
{
  (void)state;
  Fixture fixture;
  set_up(&fixture);
  assert_features(&fixture, 1, 1, GESTA_UNKNOWN_FEATURES);
  assert_features(&fixture, 1, 2, "VerbForm=Fin");
  assert_features(&fixture, 1, 3, "NumType=Card");
  tear_down(&fixture);
}

static void
what_lacks_a_feature_of_the_first_file_is_not_learnt(void **state)
{
  (void)state;
  Fixture fixture;
  set_up(&fixture);
  assert_features(&fixture, 2, 1, "Person=3");
  assert_features(&fixture, 2, 2, "VerbForm=Fin");
  assert_features(&fixture, 2, 3, GESTA_UNKNOWN_FEATURES);
  tear_down(&fixture);
}

static void
sources_that_are_excluded_are_left_out(void **state)
{
  (void)state;
  Fixture fixture;
  set_up(&fixture);
  const GestaStringView excluded[] = {gesta_view("Ca"), gesta_view("Bare")};
  const GestaTraining training = {.documents = fixture.documents,
                                  .document_count = 3,
                                  .excluded = excluded,
                                  .excluded_count = 2};
  assert_int_equal(gesta_treebank_collect(gesta_default_allocator(), &training,
                                          &fixture.arena, &fixture.set, NULL),
                   GESTA_OK);
  assert_int_equal(fixture.set.count, COPIES);
  tear_down(&fixture);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_first_file_keeps_its_features),
    cmocka_unit_test(what_the_first_file_never_writes_is_not_learnt),
    cmocka_unit_test(what_lacks_a_feature_of_the_first_file_is_not_learnt),
    cmocka_unit_test(sources_that_are_excluded_are_left_out),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
