// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/language.h"

#include "extractor/lexicon/morphology.h"
#include "tests/support/cmocka_support.h"

#include <stdlib.h>
#include <string.h>

typedef struct Fixture {
  GestaArena arena;
  GestaLanguage *language;
  GestaDocument document;
} Fixture;

static const char *
data_directory(void)
{
  const char *const path = getenv(
    "GESTA_DATA"); // NOLINT(concurrency-mt-unsafe)
  return path ? path : "ontology";
}

static Fixture
analyse(const char *code, const char *text)
{
  Fixture fixture;
  gesta_arena_init(&fixture.arena, gesta_default_allocator());
  assert_int_equal(gesta_language_open(gesta_default_allocator(),
                                       data_directory(), gesta_view(code),
                                       &fixture.language, NULL),
                   GESTA_OK);
  assert_int_equal(gesta_language_analyse(fixture.language, gesta_view(text),
                                          GESTA_STAGE_PARSE, &fixture.arena,
                                          &fixture.document),
                   GESTA_OK);
  return fixture;
}

static void
end(Fixture *fixture)
{
  gesta_language_close(fixture->language);
  gesta_arena_clear(&fixture->arena);
}

static const GestaWord *
find_word(const GestaDocument *document, const char *form)
{
  for (size_t s = 0; s < document->sentence_count; ++s) {
    for (size_t i = 1; i <= document->sentences[s].word_count; ++i) {
      const GestaWord *word = &document->sentences[s].words[i];
      if (gesta_view_equal(word->form, gesta_view(form))) {
        return word;
      }
    }
  }
  fail_msg("no word %s", form);
  return NULL;
}

static void
assert_word(const GestaDocument *document, const char *form, GestaUpos upos,
            const char *lemma, const char *relation)
{
  const GestaWord *word = find_word(document, form);
  assert_int_equal(word->upos, upos);
  assert_true(gesta_view_equal(word->lemma, gesta_view(lemma)));
  assert_true(gesta_relation_is(word->relation, relation));
}

static void
a_french_sentence_gets_its_tree(void **state)
{
  (void)state;
  Fixture fixture = analyse(
    "fr", "La ministre a rencontré le président mardi. Il souriait.");
  const GestaDocument *document = &fixture.document;
  assert_int_equal(document->sentence_count, 2);
  assert_word(document, "ministre", GESTA_UPOS_NOUN, "ministre", "nsubj");
  assert_word(document, "rencontré", GESTA_UPOS_VERB, "rencontrer", "root");
  assert_word(document, "président", GESTA_UPOS_NOUN, "président", "obj");
  assert_true(
    gesta_view_equal(gesta_word_feature(find_word(document, "La"), "Gender"),
                     gesta_view("Fem")));
  end(&fixture);
}

static void
an_english_sentence_gets_its_tree(void **state)
{
  (void)state;
  Fixture fixture = analyse("en", "The ministers met the president.");
  const GestaDocument *document = &fixture.document;
  assert_word(document, "ministers", GESTA_UPOS_NOUN, "minister", "nsubj");
  assert_word(document, "met", GESTA_UPOS_VERB, "meet", "root");
  assert_word(document, "president", GESTA_UPOS_NOUN, "president", "obj");
  end(&fixture);
}

// Nothing that can be written breaks a tree: one root, no cycle.
static void
any_text_gets_trees_with_one_root(void **state)
{
  (void)state;
  static const char *const texts[] = {
    "",
    ".",
    "!!! ??? …",
    "12 12 12 12 3,5 % 00:00",
    "de de de de le le le que que et et ou",
    "«Ah! ((([[[ ]]] — a/b/c http://example.org/x?y=z @x #y",
    "ÉÉÉ ñandú 日本語 Привет مرحبا",
  };
  for (size_t t = 0; t < sizeof texts / sizeof texts[0]; ++t) {
    Fixture fixture = analyse(t % 2 ? "en" : "fr", texts[t]);
    for (size_t s = 0; s < fixture.document.sentence_count; ++s) {
      const GestaSentence *sentence = &fixture.document.sentences[s];
      size_t roots = 0;
      for (size_t i = 1; i <= sentence->word_count; ++i) {
        roots += sentence->words[i].head == 0;
        assert_true(sentence->words[i].lemma.size > 0);
        assert_true(sentence->words[i].upos != GESTA_UPOS_NONE);
        size_t at = i;
        for (size_t steps = 0; at != 0; ++steps) {
          assert_true(steps <= sentence->word_count);
          at = sentence->words[at].head;
        }
      }
      assert_int_equal(roots, sentence->word_count > 0);
    }
    end(&fixture);
  }
}

static void
an_unknown_language_is_answered_with_those_there_are(void **state)
{
  (void)state;
  GestaLanguage *language = NULL;
  GestaError error = {0};
  assert_int_equal(gesta_language_open(gesta_default_allocator(),
                                       data_directory(), gesta_view("xx"),
                                       &language, &error),
                   GESTA_ERR_INPUT);
  assert_non_null(strstr(error.message, "\"xx\""));
  assert_non_null(strstr(error.message, "fr"));
  assert_int_equal(gesta_language_open(gesta_default_allocator(),
                                       data_directory(), gesta_view("../fr"),
                                       &language, NULL),
                   GESTA_ERR_INPUT);
}

static void
the_lexicon_knows_forms_and_their_lemmas(void **state)
{
  (void)state;
  GestaMorphology *lexicon = NULL;
  assert_int_equal(
    gesta_language_lexicon_open(gesta_default_allocator(), data_directory(),
                                gesta_view("fr"), &lexicon, NULL),
    GESTA_OK);
  const GestaAnalyses horses = gesta_morphology_find(lexicon,
                                                     gesta_view("chevaux"));
  assert_int_equal(horses.count, 1);
  assert_int_equal(horses.items[0].upos, GESTA_UPOS_NOUN);
  assert_int_equal(horses.items[0].strip, 2); // chev|al
  assert_true(gesta_view_equal(horses.items[0].append, gesta_view("l")));
  assert_int_equal(gesta_morphology_find(lexicon, gesta_view("qzxqzx")).count,
                   0);
  gesta_morphology_close(lexicon);
}

static void
frequent_words_are_known_by_the_company_they_keep(void **state)
{
  (void)state;
  GestaMorphology *lexicon = NULL;
  assert_int_equal(
    gesta_language_lexicon_open(gesta_default_allocator(), data_directory(),
                                gesta_view("en"), &lexicon, NULL),
    GESTA_OK);
  const GestaCompany tuesday = gesta_morphology_company(lexicon,
                                                        gesta_view("tuesday"));
  const GestaCompany thursday = gesta_morphology_company(
    lexicon, gesta_view("thursday"));
  const GestaCompany other = gesta_morphology_company(lexicon,
                                                      gesta_view("eggs"));
  assert_true(tuesday.vector && tuesday.coarse > 0 && tuesday.fine > 0);
  assert_true(tuesday.fine == thursday.fine
              && tuesday.coarse == thursday.coarse);
  assert_true(tuesday.fine != other.fine);
  assert_null(gesta_morphology_company(lexicon, gesta_view("qzxqzx")).vector);
  assert_null(gesta_morphology_company(NULL, gesta_view("tuesday")).vector);
  gesta_morphology_close(lexicon);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_french_sentence_gets_its_tree),
    cmocka_unit_test(an_english_sentence_gets_its_tree),
    cmocka_unit_test(any_text_gets_trees_with_one_root),
    cmocka_unit_test(an_unknown_language_is_answered_with_those_there_are),
    cmocka_unit_test(the_lexicon_knows_forms_and_their_lemmas),
    cmocka_unit_test(frequent_words_are_known_by_the_company_they_keep),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
