// SPDX-License-Identifier: GPL-3.0-or-later
// Against the treebanks and gold articles that lie beside the source tree, with
// their own Python scripts as oracles; skipped where these are missing.
#include "extractor/evaluation.h"
#include "extractor/text/article.h"
#include "extractor/text/conllu.h"
#include "extractor/text/segmenter.h"
#include "graph/base/file.h"
#include "graph/base/text_buffer.h"
#include "tests/support/cmocka_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_SIZE = 512, COMMAND_SIZE = 2048 };

static char shared[PATH_SIZE]; // the folder beside the source tree

static const char *
environment(const char *name, const char *otherwise)
{
  const char *const value = getenv(name); // NOLINT(concurrency-mt-unsafe)
  return value ? value : otherwise;
}

static GestaStringView
read_file(const char *name)
{
  char path[2 * PATH_SIZE];
  GestaStringView text = {0};
  (void)snprintf(path, sizeof path, "%s/%s", shared, name);
  assert_int_equal(
    gesta_file_read(gesta_default_allocator(), path, &text, NULL), GESTA_OK);
  return text;
}

static GestaDocument
parse(GestaStringView text, GestaArena *arena)
{
  GestaDocument document = {0};
  GestaError error = {0};
  if (gesta_conllu_read(text, arena, &document, &error)) {
    fail_msg("%zu:%zu: %s", error.line, error.column, error.message);
  }
  return document;
}

static void
release(GestaStringView text)
{
  gesta_text_release(gesta_default_allocator(), &text);
}

static void
treebanks_survive_a_round_trip(void **state)
{
  (void)state;
  static const char *const names[] = {
    "treebanks/fr/train.conllu",
    "treebanks/fr/dev.conllu",
    "treebanks/fr/extra-fqb.conllu",
    "treebanks/fr/extra-parisstories.conllu",
    "treebanks/fr/extra-partut-NC.conllu",
    "treebanks/fr/extra-rhapsodie.conllu",
    "treebanks/en/train.conllu",
    "treebanks/en/dev.conllu",
  };
  for (size_t i = 0; i < sizeof names / sizeof *names; ++i) {
    GestaArena arena;
    GestaTextBuffer buffer;
    gesta_arena_init(&arena, gesta_default_allocator());
    gesta_text_buffer_init(&buffer, gesta_default_allocator());
    GestaOutput output = gesta_output_to_buffer(&buffer);
    const GestaStringView text = read_file(names[i]);
    const GestaDocument document = parse(text, &arena);
    assert_int_equal(gesta_conllu_write(&document, &output), GESTA_OK);
    assert_int_equal(buffer.size, text.size);
    assert_int_equal(memcmp(buffer.data, text.data, text.size), 0);
    gesta_text_buffer_clear(&buffer);
    gesta_arena_clear(&arena);
    release(text);
  }
}

static GestaSegmenter *
open_segmenter(const char *language, GestaStringView section)
{
  GestaSegmenter *segmenter = NULL;
  assert_int_equal(gesta_segmenter_open(gesta_default_allocator(),
                                        environment("GESTA_DATA", "ontology"),
                                        gesta_view(language), section,
                                        &segmenter, NULL),
                   GESTA_OK);
  return segmenter;
}

// The sentences of a treebank as raw text, a line each.
static void
append_lines(const GestaDocument *document, GestaTextBuffer *text)
{
  for (size_t i = 0; i < document->sentence_count; ++i) {
    const GestaSentence *sentence = &document->sentences[i];
    assert_int_equal(
      gesta_text_buffer_append(
        text, (GestaStringView){document->text.data + sentence->begin,
                                sentence->end - sentence->begin}),
      GESTA_OK);
    assert_int_equal(gesta_text_buffer_append(text, gesta_view("\n")),
                     GESTA_OK);
  }
}

static void
check_f1(const GestaEvaluation *evaluation, GestaMetric metric, double least)
{
  const double f1 = gesta_score_f1(&evaluation->scores[metric]);
  if (f1 < least) {
    fail_msg("metric %d: F1 %d hundredths", (int)metric, (int)(100.0 * f1));
  }
}

// Train on the training part, cut the development part from raw text.
static void
check_segmentation(const char *language, double words)
{
  char name[PATH_SIZE];
  GestaArena arena;
  GestaTextBuffer section;
  GestaTextBuffer text;
  gesta_arena_init(&arena, gesta_default_allocator());
  gesta_text_buffer_init(&section, gesta_default_allocator());
  gesta_text_buffer_init(&text, gesta_default_allocator());
  (void)snprintf(name, sizeof name, "treebanks/%s/train.conllu", language);
  const GestaStringView training = read_file(name);
  (void)snprintf(name, sizeof name, "treebanks/%s/dev.conllu", language);
  const GestaStringView development = read_file(name);
  const GestaDocument seen = parse(training, &arena);
  assert_int_equal(
    gesta_segmenter_train(gesta_default_allocator(), &seen, 1, 1, &section),
    GESTA_OK);
  const GestaDocument gold = parse(development, &arena);
  append_lines(&gold, &text);
  GestaSegmenter *segmenter = open_segmenter(language,
                                             gesta_text_buffer_view(&section));
  GestaDocument cut = {0};
  assert_int_equal(
    gesta_segment(segmenter, gesta_text_buffer_view(&text), &arena, &cut),
    GESTA_OK);
  GestaEvaluation evaluation;
  assert_int_equal(
    gesta_evaluate(gesta_default_allocator(), &gold, &cut, &evaluation, NULL),
    GESTA_OK);
  check_f1(&evaluation, GESTA_METRIC_TOKENS, 99.5);
  check_f1(&evaluation, GESTA_METRIC_SENTENCES, 99.0);
  check_f1(&evaluation, GESTA_METRIC_WORDS, words);
  gesta_segmenter_close(segmenter);
  gesta_text_buffer_clear(&text);
  gesta_text_buffer_clear(&section);
  gesta_arena_clear(&arena);
  release(training);
  release(development);
}

static void
french_words_are_those_of_the_treebank(void **state)
{
  (void)state;
  check_segmentation("fr", 99.5);
}

static void
english_words_are_those_of_the_treebank(void **state)
{
  (void)state;
  check_segmentation("en", 99.4);
}

// A xorshift generator with a fixed seed.
static uint32_t
draw(uint32_t *state)
{
  *state ^= *state << 13U;
  *state ^= *state >> 17U;
  *state ^= *state << 5U;
  return *state;
}

// Change a part of the tags and trees; all of them where there are none.
static void
perturb(GestaDocument *document, uint32_t seed)
{
  static const char *const relations[] = {"root", "det", "obl:arg", "case",
                                          "nsubj:pass"};
  static const char *const features[] = {"Number=Sing|Gender=Masc", "Typo=Yes",
                                         "Definite=Def|PronType=Art"};
  for (size_t i = 0; i < document->sentence_count; ++i) {
    GestaSentence *sentence = &document->sentences[i];
    for (size_t j = 1; j <= sentence->word_count; ++j) {
      GestaWord *word = &sentence->words[j];
      if (word->relation.size > 0 && draw(&seed) % 4 > 0) {
        continue;
      }
      word->upos = (GestaUpos)(1 + draw(&seed) % (GESTA_UPOS_COUNT - 1));
      word->lemma = word->form;
      word->features = gesta_view(features[draw(&seed) % 3]);
      word->relation = gesta_view(relations[draw(&seed) % 5]);
      word->head = draw(&seed) % (uint32_t)(sentence->word_count + 1);
    }
  }
}

// Write a document to a file of its own; the caller unlinks it.
static void
write_document(const GestaDocument *document, char path[32])
{
  memcpy(path, "/tmp/gesta-test-XXXXXX", 23);
  const int file = mkstemp(path);
  assert_true(file >= 0);
  FILE *stream = fdopen(file, "w");
  assert_non_null(stream);
  GestaOutput output = gesta_output_to_stream(stream);
  assert_int_equal(gesta_conllu_write(document, &output), GESTA_OK);
  assert_int_equal(fclose(stream), 0);
}

static GestaStringView
run(const char *command)
{
  GestaStringView text = {0};
  // The test composes the command from its own constants and paths.
  FILE *stream = popen(command, "r"); // NOLINT(cert-env33-c)
  assert_non_null(stream);
  assert_int_equal(gesta_stream_read(gesta_default_allocator(), stream,
                                     "python3", &text, NULL),
                   GESTA_OK);
  assert_int_equal(pclose(stream), 0);
  return text;
}

// Compare our table, line by line, with what the script prints.
static void
check_table(const GestaDocument *gold, const char *gold_name,
            const GestaDocument *system)
{
  char path[32];
  char command[COMMAND_SIZE];
  GestaEvaluation evaluation;
  GestaTextBuffer table;
  gesta_text_buffer_init(&table, gesta_default_allocator());
  GestaOutput output = gesta_output_to_buffer(&table);
  assert_int_equal(
    gesta_evaluate(gesta_default_allocator(), gold, system, &evaluation, NULL),
    GESTA_OK);
  assert_int_equal(gesta_evaluation_print(&evaluation, &output), GESTA_OK);
  write_document(system, path);
  (void)snprintf(command, sizeof command,
                 "python3 '%s/treebanks/ud_eval.py' '%s/%s' '%s'", shared,
                 shared, gold_name, path);
  GestaStringView expected = run(command);
  assert_int_equal(unlink(path), 0);
  for (char *line = table.data; *line;) {
    char *const feed = strchr(line, '\n');
    assert_non_null(feed);
    *feed = '\0';
    if (!strstr(expected.data, line)) {
      fail_msg("%s: the script does not print: %s\n%s", gold_name, line,
               expected.data);
    }
    line = feed + 1;
  }
  release(expected);
  gesta_text_buffer_clear(&table);
}

// Perturbed trees; and the text cut by the rules of either language, so that
// tokens, words and sentences differ too.
static void
every_metric_agrees_with_the_script_of_the_shared_task(void **state)
{
  (void)state;
  static const char *const names[] = {"treebanks/fr/dev.conllu",
                                      "treebanks/en/dev.conllu"};
  static const char *const languages[] = {"fr", "en"};
  for (size_t i = 0; i < 2; ++i) {
    GestaArena arena;
    gesta_arena_init(&arena, gesta_default_allocator());
    const GestaStringView text = read_file(names[i]);
    const GestaDocument gold = parse(text, &arena);
    GestaDocument system = parse(text, &arena);
    check_table(&gold, names[i], &system);
    for (uint32_t seed = 1; seed <= 3; ++seed) {
      perturb(&system, seed);
      check_table(&gold, names[i], &system);
    }
    for (uint32_t j = 0; j < 2; ++j) {
      GestaSegmenter *segmenter = open_segmenter(languages[j],
                                                 (GestaStringView){NULL, 0});
      GestaDocument cut = {0};
      assert_int_equal(gesta_segment(segmenter, gold.text, &arena, &cut),
                       GESTA_OK);
      perturb(&cut, j + 1);
      check_table(&gold, names[i], &cut);
      gesta_segmenter_close(segmenter);
    }
    gesta_arena_clear(&arena);
    release(text);
  }
}

static bool
is_blank_at(const char *text, size_t *size)
{
  *size = *text == ' ' ? 1 : 0;
  if (!memcmp(text, "\xC2\xA0", 2)) {
    *size = 2;
  } else if (!memcmp(text, "\xE2\x80\xAF", 3)) {
    *size = 3;
  }
  return *size > 0;
}

// Whether a line of the script and a sentence differ in blanks alone.
static bool
same_sentence(const char *line, GestaStringView sentence)
{
  char padded[8192] = {0};
  assert_true(sentence.size + 4 < sizeof padded);
  memcpy(padded, sentence.data, sentence.size);
  const char *other = padded;
  size_t size = 0;
  for (;;) {
    while (is_blank_at(line, &size)) {
      line += size;
    }
    while (is_blank_at(other, &size)) {
      other += size;
    }
    if (*line == '\n' || *other == '\0') {
      return *line == '\n' && *other == '\0';
    }
    if (*line++ != *other++) {
      return false;
    }
  }
}

// Check the sentences of one article; `line` is at the first the script found.
//
// returns  the line after the last
static const char *
check_sentences(const char *path, const char *line)
{
  GestaArticleFile file;
  GestaArena arena;
  GestaDocument document;
  gesta_arena_init(&arena, gesta_default_allocator());
  assert_int_equal(
    gesta_article_file_read(gesta_default_allocator(), path, &file, NULL),
    GESTA_OK);
  GestaSegmenter *segmenter = open_segmenter(
    file.article.language.data[0] == 'e' ? "en" : "fr",
    (GestaStringView){NULL, 0});
  assert_int_equal(
    gesta_segment(segmenter, file.article.text, &arena, &document), GESTA_OK);
  for (size_t i = 0; i < document.sentence_count; ++i) {
    const GestaSentence *sentence = &document.sentences[i];
    const GestaStringView text = {document.text.data + sentence->begin,
                                  sentence->end - sentence->begin};
    if (!same_sentence(line, text)) {
      fail_msg("%s: sentence %zu is \"%.*s\", expected \"%.200s\"", path, i + 1,
               (int)text.size, text.data, line);
    }
    line = strchr(line, '\n') + 1;
  }
  gesta_segmenter_close(segmenter);
  gesta_article_file_clear(&file);
  gesta_arena_clear(&arena);
  return line;
}

static void
sentences_are_counted_as_the_gold_articles_count_them(void **state)
{
  (void)state;
  char command[COMMAND_SIZE];
  (void)snprintf(command, sizeof command,
                 "cd '%s/eval' && PYTHONDONTWRITEBYTECODE=1 python3 -c '"
                 "import glob, check_gold\n"
                 "for f in sorted(glob.glob(\"gold/*/*.txt\")):\n"
                 "    print(f)\n"
                 "    t = open(f, encoding=\"utf-8\").read()\n"
                 "    for s in check_gold.sentences(t): print(s)\n"
                 "    print()'",
                 shared);
  GestaStringView text = run(command);
  const char *line = text.data;
  size_t articles = 0;
  while (*line) {
    const char *const feed = strchr(line, '\n');
    assert_non_null(feed);
    char path[2 * PATH_SIZE];
    (void)snprintf(path, sizeof path, "%s/eval/%.*s", shared,
                   (int)(feed - line), line);
    line = check_sentences(path, feed + 1);
    assert_int_equal(*line, '\n'); // no sentence is missing
    ++line;
    ++articles;
  }
  assert_true(articles > 0);
  release(text);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(treebanks_survive_a_round_trip),
    cmocka_unit_test(french_words_are_those_of_the_treebank),
    cmocka_unit_test(english_words_are_those_of_the_treebank),
    cmocka_unit_test(every_metric_agrees_with_the_script_of_the_shared_task),
    cmocka_unit_test(sentences_are_counted_as_the_gold_articles_count_them),
  };
  (void)snprintf(shared, sizeof shared, "%s/../shared",
                 environment("srcdir", "."));
  char script[2 * PATH_SIZE];
  (void)snprintf(script, sizeof script, "%s/treebanks/ud_eval.py", shared);
  if (access(script, R_OK) != 0) {
    (void)printf("1..0 # SKIP no treebanks beside the source tree\n");
    return 0;
  }
  // One constant command.
  FILE *python = popen("python3 --version >/dev/null", "r"); // NOLINT
  if (!python || pclose(python) != 0) {
    (void)printf("1..0 # SKIP no python3\n");
    return 0;
  }
  return cmocka_run_group_tests_name("treebank", tests, NULL, NULL);
}
