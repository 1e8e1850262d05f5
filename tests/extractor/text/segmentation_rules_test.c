// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/text/segmentation_rules.h"

#include "tests/support/cmocka_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_SIZE = 128 };

static const char *const files[] = {"abbreviations.txt", "tokens.tsv",
                                    "multiword.tsv"};

// A data directory with the language "xx".
typedef struct Fixture {
  char root[PATH_SIZE];
  GestaSegmentationRules rules;
  GestaError error;
} Fixture;

static void
name_path(const Fixture *fixture, const char *name, char path[2 * PATH_SIZE])
{
  (void)snprintf(path, (size_t)2 * PATH_SIZE, "%s/lexicon%s%s", fixture->root,
                 name ? "/xx" : "", name ? name : "");
}

static int
set_up(void **state)
{
  char path[2 * PATH_SIZE];
  Fixture *fixture = calloc(1, sizeof *fixture);
  if (!fixture) {
    return -1;
  }
  memcpy(fixture->root, "/tmp/gesta-test-XXXXXX", 23);
  if (!mkdtemp(fixture->root)) {
    free(fixture);
    return -1;
  }
  name_path(fixture, NULL, path);
  int failed = mkdir(path, 0700);
  name_path(fixture, "", path);
  failed |= mkdir(path, 0700);
  *state = fixture;
  return failed;
}

static int
tear_down(void **state)
{
  char path[2 * PATH_SIZE];
  Fixture *fixture = *state;
  for (size_t i = 0; i < 3; ++i) {
    (void)snprintf(path, sizeof path, "%s/lexicon/xx/%s", fixture->root,
                   files[i]);
    (void)unlink(path);
  }
  name_path(fixture, "", path);
  int failed = rmdir(path);
  name_path(fixture, NULL, path);
  failed |= rmdir(path);
  failed |= rmdir(fixture->root);
  free(fixture);
  return failed;
}

// Write one file and empty ones beside it, and read them.
static GestaStatus
read_with(Fixture *fixture, const char *name, const char *text)
{
  for (size_t i = 0; i < 3; ++i) {
    char path[2 * PATH_SIZE];
    (void)snprintf(path, sizeof path, "%s/lexicon/xx/%s", fixture->root,
                   files[i]);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    if (strcmp(files[i], name) == 0) {
      assert_true(fputs(text, file) >= 0);
    }
    assert_int_equal(fclose(file), 0);
  }
  return gesta_segmentation_rules_read(gesta_default_allocator(), fixture->root,
                                       gesta_view("xx"), &fixture->rules,
                                       &fixture->error);
}

static void
bad_lines_are_refused_with_file_and_line(void **state)
{
  Fixture *fixture = *state;
  static const struct {
    const char *file;
    const char *text;
    const char *message;
  } cases[] = {
    {"abbreviations.txt", "# a\n\nMr.\nMrs\n", "abbreviations.txt:4: "},
    {"abbreviations.txt", ".\n", "abbreviations.txt:1: "},
    {"abbreviations.txt", "Mr.\tlast\n", "perhaps a tab and \"final\""},
    {"abbreviations.txt", "a.\nM\xE9.\n", "abbreviations.txt:2:2: not UTF-8"},
    {"tokens.tsv", "whole\n", "tokens.tsv:1: expected a kind"},
    {"tokens.tsv", "elision\tl'\nwhole\t\n", "tokens.tsv:2: a column is empty"},
    {"tokens.tsv", "elison\tl'\n", "no such kind: they are elision"},
    {"tokens.tsv", "elision\tl\n", "must end with an apostrophe"},
    {"tokens.tsv", "clitic\til\n", "must begin with a hyphen"},
    {"tokens.tsv", "switch\tsplit\n", "no such switch"},
    {"tokens.tsv", "a\tb\tc\td\n", "too many columns"},
    {"multiword.tsv", "du\n", "multiword.tsv:1: expected a token"},
    {"multiword.tsv", "du\tdele\n", "two to four words"},
    {"multiword.tsv", "du\tde  le\n", "two to four words"},
    {"multiword.tsv", "du\ta b c d e\n", "two to four words"},
    {"multiword.tsv", "du\tde le\tsometimes\n", "perhaps a tab and \"rare\""},
    {"multiword.tsv", "*'s\tis\n", "\"*'ll\", tab, \"* 'll\""},
    {"multiword.tsv", "*s\t* s\n", "must hold an apostrophe"},
    {"multiword.tsv", "*'s\t* 's\ndu\tde le\n", "multiword.tsv:2: tokens must"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    const GestaStatus status = read_with(fixture, cases[i].file, cases[i].text);
    if ((status != GESTA_ERR_SYNTAX && status != GESTA_ERR_ENCODING)
        || !strstr(fixture->error.message, cases[i].message)) {
      fail_msg("case %zu: status %d: %s", i, (int)status,
               fixture->error.message);
    }
  }
}

static void
a_missing_list_is_named(void **state)
{
  Fixture *fixture = *state;
  assert_int_equal(gesta_segmentation_rules_read(
                     gesta_default_allocator(), fixture->root, gesta_view("xx"),
                     &fixture->rules, &fixture->error),
                   GESTA_ERR_FILE);
  assert_non_null(
    strstr(fixture->error.message, "/lexicon/xx/abbreviations.txt"));
}

static void
a_token_has_all_the_kinds_it_is_listed_with(void **state)
{
  Fixture *fixture = *state;
  assert_int_equal(read_with(fixture, "tokens.tsv",
                             "prefix\tNon\nwhole\tnon\nelision\tl’\n"
                             "switch\tspaced-figures\nwhole\t:-)\n"),
                   GESTA_OK);
  const GestaSegmentationRules *rules = &fixture->rules;
  assert_int_equal(gesta_token_kinds(rules, gesta_view("non")),
                   GESTA_TOKEN_PREFIX | GESTA_TOKEN_WHOLE);
  assert_int_equal(gesta_token_kinds(rules, gesta_view("l'")),
                   GESTA_TOKEN_ELISION);
  assert_int_equal(gesta_token_kinds(rules, gesta_view("oui")), 0);
  assert_int_equal(rules->longest_sign, 3);
  assert_true(rules->spaced_figures);
  assert_false(rules->split_hyphens);
  gesta_segmentation_rules_clear(&fixture->rules);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    TEST(bad_lines_are_refused_with_file_and_line),
    TEST(a_missing_list_is_named),
    TEST(a_token_has_all_the_kinds_it_is_listed_with),
  };
  return cmocka_run_group_tests_name("segmentation rules", tests, NULL, NULL);
}
