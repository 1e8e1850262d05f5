// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/event/lexicon_check.h"

#include "graph/rdf/vocabulary.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST = 16, SIZE = 256 };

// Faults as "line what word".
typedef struct Faults {
  char lines[MOST][SIZE];
  size_t count;
  GestaStatus answer;
} Faults;

static GestaStatus
note(void *user, const char *path, size_t line, const char *what,
     GestaStringView word)
{
  Faults *faults = user;
  assert_non_null(strstr(path, "/lexicon/xx/triggers.tsv"));
  assert_true(faults->count < MOST);
  (void)snprintf(faults->lines[faults->count++], SIZE, "%zu %s %.*s", line,
                 what, (int)word.size, word.data);
  return faults->answer;
}

static void
learn(GestaLexiconCheck *check, GestaStringView action)
{
  const GestaQuad quad = {.subject = gesta_iri(action),
                          .predicate = gesta_iri(GESTA_RDF("type")),
                          .object = gesta_iri(GESTA_SKOS("Concept"))};
  assert_int_equal(gesta_sink_quad(gesta_lexicon_check_actions(check), &quad),
                   GESTA_OK);
}

// A data folder with a triggers.tsv of the language "xx".
static void
make_folder(char root[64], const char *text)
{
  char path[128];
  (void)snprintf(root, 64, "/tmp/gesta-check-XXXXXX");
  assert_non_null(mkdtemp(root));
  (void)snprintf(path, sizeof path, "%s/lexicon", root);
  assert_int_equal(mkdir(path, 0700), 0);
  (void)snprintf(path, sizeof path, "%s/lexicon/xx", root);
  assert_int_equal(mkdir(path, 0700), 0);
  (void)snprintf(path, sizeof path, "%s/lexicon/xx/triggers.tsv", root);
  FILE *stream = fopen(path, "wb");
  assert_non_null(stream);
  assert_true(fputs(text, stream) >= 0);
  assert_int_equal(fclose(stream), 0);
}

static void
remove_folder(const char *root)
{
  char path[128];
  (void)snprintf(path, sizeof path, "%s/lexicon/xx/triggers.tsv", root);
  assert_int_equal(unlink(path), 0);
  (void)snprintf(path, sizeof path, "%s/lexicon/xx", root);
  assert_int_equal(rmdir(path), 0);
  (void)snprintf(path, sizeof path, "%s/lexicon", root);
  assert_int_equal(rmdir(path), 0);
  assert_int_equal(rmdir(root), 0);
}

static GestaStatus
check_text(const char *text, Faults *faults, GestaLexiconCounts *counts)
{
  char root[64];
  GestaLexiconCheck *check = NULL;
  GestaError error = {0};
  make_folder(root, text);
  assert_int_equal(gesta_lexicon_check_new(gesta_default_allocator(), &check),
                   GESTA_OK);
  learn(check, GESTA_ACT("Fight"));
  learn(check, GESTA_ACT("Consult"));
  const GestaStatus status = gesta_lexicon_check_run(
    check, root, gesta_view("xx"), note, faults, counts, &error);
  gesta_lexicon_check_free(check);
  remove_folder(root);
  return status;
}

static void
a_list_without_faults_is_counted(void **state)
{
  (void)state;
  Faults faults = {.answer = GESTA_OK};
  GestaLexiconCounts counts = {0};
  assert_int_equal(check_text("# a comment\n"
                              "frapper\tVERB\tFight\t-\tobj\n"
                              "attaque\tNOUN\tFight\tde\tcontre\n"
                              "discuter\tVERB\tConsult\t-\tde\treciprocal\n",
                              &faults, &counts),
                   GESTA_OK);
  assert_int_equal(faults.count, 0);
  assert_int_equal(counts.verbs, 2);
  assert_int_equal(counts.nouns, 1);
  assert_int_equal(counts.actions, 2);
  assert_int_equal(counts.faults, 0);
}

static void
every_fault_is_told_with_its_line(void **state)
{
  (void)state;
  Faults faults = {.answer = GESTA_OK};
  GestaLexiconCounts counts = {0};
  assert_int_equal(check_text("frapper\tVERB\tFigth\t-\tobj\n"
                              "attaque\tNUON\tFight\tde\tcontre\n"
                              "discuter\tVERB\tConsult\t-\tde\trecipocal\n"
                              "parler\tVERB\tConsult\t-\tde\n"
                              "parler\tVERB\tConsult\t-\tde\n",
                              &faults, &counts),
                   GESTA_OK);
  for (size_t i = 0; i < faults.count; ++i) {
    print_message("# %s\n", faults.lines[i]);
  }
  assert_int_equal(faults.count, 4);
  assert_int_equal(counts.faults, 4);
  assert_memory_equal(faults.lines[0], "1 ", 2);
  assert_non_null(strstr(faults.lines[0], "Figth"));
  assert_memory_equal(faults.lines[1], "2 ", 2);
  assert_non_null(strstr(faults.lines[1], "NUON"));
  assert_memory_equal(faults.lines[2], "3 ", 2);
  assert_non_null(strstr(faults.lines[2], "recipocal"));
  assert_memory_equal(faults.lines[3], "5 ", 2);
  assert_non_null(strstr(faults.lines[3], "parler"));
}

static void
whoever_hears_of_a_fault_may_end_the_check(void **state)
{
  (void)state;
  Faults faults = {.answer = GESTA_ERR_CANCELLED};
  GestaLexiconCounts counts = {0};
  assert_int_equal(check_text("frapper\tVERB\tFigth\t-\tobj\n"
                              "attaque\tNUON\tFight\tde\tcontre\n",
                              &faults, &counts),
                   GESTA_ERR_CANCELLED);
  assert_int_equal(faults.count, 1);
}

static void
a_missing_list_is_an_error(void **state)
{
  (void)state;
  Faults faults = {.answer = GESTA_OK};
  GestaLexiconCounts counts = {0};
  GestaError error = {0};
  GestaLexiconCheck *check = NULL;
  assert_int_equal(gesta_lexicon_check_new(gesta_default_allocator(), &check),
                   GESTA_OK);
  assert_int_equal(gesta_lexicon_check_run(check, "/nonexistent",
                                           gesta_view("xx"), note, &faults,
                                           &counts, &error),
                   GESTA_ERR_FILE);
  assert_non_null(strstr(error.message, "/nonexistent"));
  gesta_lexicon_check_free(check);
}

static void
refused_memory_leaks_nothing(void **state)
{
  (void)state;
  char root[64];
  make_folder(root, "frapper\tVERB\tFight\t-\tobj\n");
  for (size_t allowed = 0; allowed < 100; ++allowed) {
    FailingAllocator allocator = failing_allocator(allowed);
    GestaLexiconCheck *check = NULL;
    Faults faults = {.answer = GESTA_OK};
    GestaLexiconCounts counts = {0};
    GestaError error = {0};
    GestaStatus status = gesta_lexicon_check_new(&allocator.base, &check);
    if (status == GESTA_OK) {
      const GestaQuad quad = {.subject = gesta_iri(GESTA_ACT("Fight")),
                              .predicate = gesta_iri(GESTA_RDF("type")),
                              .object = gesta_iri(GESTA_SKOS("Concept"))};
      status = gesta_sink_quad(gesta_lexicon_check_actions(check), &quad);
    }
    if (status == GESTA_OK) {
      status = gesta_lexicon_check_run(check, root, gesta_view("xx"), note,
                                       &faults, &counts, &error);
    }
    gesta_lexicon_check_free(check);
    assert_int_equal(allocator.live, 0);
    if (status == GESTA_OK) {
      remove_folder(root);
      return;
    }
    assert_int_equal(status, GESTA_ERR_MEMORY);
  }
  fail_msg("a hundred allocations are not enough");
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_list_without_faults_is_counted),
    cmocka_unit_test(every_fault_is_told_with_its_line),
    cmocka_unit_test(whoever_hears_of_a_fault_may_end_the_check),
    cmocka_unit_test(a_missing_list_is_an_error),
    cmocka_unit_test(refused_memory_leaks_nothing),
  };
  return cmocka_run_group_tests_name("lexicon_check", tests, NULL, NULL);
}
