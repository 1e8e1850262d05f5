// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/evaluation.h"

#include "extractor/text/conllu.h"
#include "graph/base/text_buffer.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

#include <string.h>

#define WORD(id, form, lemma, upos, feats, head, relation)                     \
  id "\t" form "\t" lemma "\t" upos "\t_\t" feats "\t" head "\t" relation      \
     "\t_\t_\n"
#define RANGE(id, form) id "\t" form "\t_\t_\t_\t_\t_\t_\t_\t_\n"

// "Il parle du chat noir."
static const char gold_text[] = WORD("1", "Il", "lui", "PRON",
                                     "Gender=Masc|Number=Sing", "2", "nsubj")
  WORD("2", "parle", "parler", "VERB", "Mood=Ind", "0", "root")
    RANGE("3-4", "du") WORD("3", "de", "de", "ADP", "_", "5", "case")
      WORD("4", "le", "le", "DET", "Definite=Def", "5", "det")
        WORD("5", "chat", "_", "NOUN", "_", "2", "obl:arg")
          WORD("6", "noir", "noir", "ADJ", "Emph=No", "5", "amod")
            WORD("7", ".", ".", "PUNCT", "_", "2", "punct") "\n";

static GestaStatus
evaluate(const char *gold, const char *system, GestaAllocator *allocator,
         GestaEvaluation *evaluation, GestaError *error)
{
  GestaArena arena;
  GestaDocument left = {0};
  GestaDocument right = {0};
  gesta_arena_init(&arena, gesta_default_allocator());
  assert_int_equal(gesta_conllu_read(gesta_view(gold), &arena, &left, NULL),
                   GESTA_OK);
  assert_int_equal(gesta_conllu_read(gesta_view(system), &arena, &right, NULL),
                   GESTA_OK);
  const GestaStatus status = gesta_evaluate(allocator, &left, &right,
                                            evaluation, error);
  gesta_arena_clear(&arena);
  return status;
}

static void
check_score(const GestaEvaluation *evaluation, GestaMetric metric,
            size_t correct, size_t gold, size_t system, size_t aligned)
{
  const GestaScore *score = &evaluation->scores[metric];
  if (score->correct != correct || score->gold != gold
      || score->system != system || score->aligned != aligned) {
    fail_msg("metric %d: %zu correct, %zu gold, %zu system, %zu aligned",
             (int)metric, score->correct, score->gold, score->system,
             score->aligned);
  }
}

static void
a_document_agrees_with_itself(void **state)
{
  (void)state;
  GestaEvaluation evaluation;
  assert_int_equal(evaluate(gold_text, gold_text, gesta_default_allocator(),
                            &evaluation, NULL),
                   GESTA_OK);
  check_score(&evaluation, GESTA_METRIC_TOKENS, 6, 6, 6, 0);
  check_score(&evaluation, GESTA_METRIC_SENTENCES, 1, 1, 1, 0);
  check_score(&evaluation, GESTA_METRIC_WORDS, 7, 7, 7, 0);
  for (size_t i = GESTA_METRIC_UPOS; i < GESTA_METRIC_COUNT; ++i) {
    check_score(&evaluation, (GestaMetric)i, 7, 7, 7, 7);
  }
}

// `du` as one word, two sentences, a token cut in two.
static void
what_is_cut_differently_is_not_aligned(void **state)
{
  (void)state;
  static const char system[] = WORD("1", "Il", "il", "PRON",
                                    "Number=Sing|Gender=Masc", "2", "nsubj")
    WORD("2", "parle", "parler", "VERB", "Mood=Sub", "0", "root")
      WORD("3", "du", "du", "ADP", "_", "2",
           "case") "\n" WORD("1", "ch", "ch", "NOUN", "_", "3", "dep")
        WORD("2", "at", "at", "NOUN", "_", "1", "obl")
          WORD("3", "noir", "noir", "NOUN", "Emph=Yes", "0", "root")
            WORD("4", ".", ".", "PUNCT", "_", "3", "punct") "\n";
  GestaEvaluation evaluation;
  assert_int_equal(
    evaluate(gold_text, system, gesta_default_allocator(), &evaluation, NULL),
    GESTA_OK);
  // Il, parle, du, noir, full stop; the words de and le are not du.
  check_score(&evaluation, GESTA_METRIC_TOKENS, 5, 6, 7, 0);
  check_score(&evaluation, GESTA_METRIC_SENTENCES, 0, 1, 2, 0);
  check_score(&evaluation, GESTA_METRIC_WORDS, 4, 7, 7, 0);
  check_score(&evaluation, GESTA_METRIC_UPOS, 3, 7, 7, 4);
  // Emph is no universal feature, and their order does not matter.
  check_score(&evaluation, GESTA_METRIC_UFEATS, 3, 7, 7, 4);
  check_score(&evaluation, GESTA_METRIC_LEMMAS, 3, 7, 7, 4);
  check_score(&evaluation, GESTA_METRIC_UAS, 2, 7, 7, 4);
  check_score(&evaluation, GESTA_METRIC_LAS, 2, 7, 7, 4);
}

// Inside a multiword token words agree on a common subsequence, in lower case.
static void
words_of_a_multiword_token_are_aligned_by_form(void **state)
{
  (void)state;
  static const char gold[] = RANGE("1-3", "Fais-le-moi")
    WORD("1", "Fais", "_", "VERB", "_", "0", "root")
      WORD("2", "le", "le", "PRON", "_", "1", "obj")
        WORD("3", "moi", "moi", "PRON", "_", "1", "iobj") "\n";
  static const char system[] = RANGE("1-2", "Fais-le-moi")
    WORD("1", "FAIS", "faire", "VERB", "_", "0", "root")
      WORD("2", "moi", "moi", "PRON", "_", "1", "obj:x") "\n";
  GestaEvaluation evaluation;
  assert_int_equal(
    evaluate(gold, system, gesta_default_allocator(), &evaluation, NULL),
    GESTA_OK);
  check_score(&evaluation, GESTA_METRIC_TOKENS, 1, 1, 1, 0);
  check_score(&evaluation, GESTA_METRIC_WORDS, 2, 3, 2, 0);
  check_score(&evaluation, GESTA_METRIC_LEMMAS, 2, 3, 2, 2);
  check_score(&evaluation, GESTA_METRIC_UAS, 2, 3, 2, 2);
  check_score(&evaluation, GESTA_METRIC_LAS, 1, 3, 2, 2);
}

static void
different_texts_are_refused_with_the_place(void **state)
{
  (void)state;
  GestaEvaluation evaluation;
  GestaError error = {0};
  assert_int_equal(
    evaluate(WORD("1", "chatte", "_", "NOUN", "_", "0", "root") "\n",
             WORD("1", "chats", "_", "NOUN", "_", "0", "root") "\n",
             gesta_default_allocator(), &evaluation, &error),
    GESTA_ERR_INPUT);
  assert_non_null(strstr(error.message,
                         "after 4 characters that are no blanks, \"te\" in the "
                         "gold file and \"s\" in the other"));
}

static void
empty_documents_score_nothing(void **state)
{
  (void)state;
  GestaEvaluation evaluation;
  assert_int_equal(
    evaluate("", "", gesta_default_allocator(), &evaluation, NULL), GESTA_OK);
  for (size_t i = 0; i < GESTA_METRIC_COUNT; ++i) {
    check_score(&evaluation, (GestaMetric)i, 0, 0, 0, 0);
  }
}

// 1/3 and 2/3 are rounded, 1/800 is a tie that goes to the even digit.
static void
the_table_has_two_decimals(void **state)
{
  (void)state;
  GestaEvaluation evaluation = {0};
  for (size_t i = 0; i < GESTA_METRIC_COUNT; ++i) {
    evaluation.scores[i] = (GestaScore){1, 3, 800, 3};
  }
  evaluation.scores[GESTA_METRIC_WORDS] = (GestaScore){2, 3, 3, 0};
  evaluation.scores[GESTA_METRIC_LAS] = (GestaScore){7, 7, 7, 7};
  GestaTextBuffer buffer;
  gesta_text_buffer_init(&buffer, gesta_default_allocator());
  GestaOutput output = gesta_output_to_buffer(&buffer);
  assert_int_equal(gesta_evaluation_print(&evaluation, &output), GESTA_OK);
  assert_string_equal(buffer.data,
                      "Metric     Precision    Recall        F1 AlignedAcc\n"
                      "Tokens          0.12     33.33      0.25           \n"
                      "Sentences       0.12     33.33      0.25           \n"
                      "Words          66.67     66.67     66.67           \n"
                      "UPOS            0.12     33.33      0.25      33.33\n"
                      "UFeats          0.12     33.33      0.25      33.33\n"
                      "Lemmas          0.12     33.33      0.25      33.33\n"
                      "UAS             0.12     33.33      0.25      33.33\n"
                      "LAS           100.00    100.00    100.00     100.00\n");
  gesta_text_buffer_clear(&buffer);
}

static void
a_refused_allocation_is_reported_and_leaks_nothing(void **state)
{
  (void)state;
  GestaStatus status = GESTA_ERR_MEMORY;
  for (size_t granted = 0; status != GESTA_OK; ++granted) {
    FailingAllocator allocator = failing_allocator(granted);
    GestaEvaluation evaluation;
    status = evaluate(gold_text, gold_text, &allocator.base, &evaluation, NULL);
    assert_true(status == GESTA_OK || status == GESTA_ERR_MEMORY);
    assert_int_equal(allocator.live, 0);
  }
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_document_agrees_with_itself),
    cmocka_unit_test(what_is_cut_differently_is_not_aligned),
    cmocka_unit_test(words_of_a_multiword_token_are_aligned_by_form),
    cmocka_unit_test(different_texts_are_refused_with_the_place),
    cmocka_unit_test(empty_documents_score_nothing),
    cmocka_unit_test(the_table_has_two_decimals),
    cmocka_unit_test(a_refused_allocation_is_reported_and_leaks_nothing),
  };
  return cmocka_run_group_tests_name("evaluation", tests, NULL, NULL);
}
