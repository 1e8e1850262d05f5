// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/event/trigger_lexicon.h"

#include "extractor/entity/word_lists.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// A data folder with one list of the language "xx".
typedef struct Folder {
  char root[64];
  char path[128];
} Folder;

static void
make_folder(Folder *folder, const char *name, const char *text)
{
  char path[96];
  (void)snprintf(folder->root, sizeof folder->root, "/tmp/gesta-lists-XXXXXX");
  assert_non_null(mkdtemp(folder->root));
  (void)snprintf(path, sizeof path, "%s/lexicon", folder->root);
  assert_int_equal(mkdir(path, 0700), 0);
  (void)snprintf(path, sizeof path, "%s/lexicon/xx", folder->root);
  assert_int_equal(mkdir(path, 0700), 0);
  (void)snprintf(folder->path, sizeof folder->path, "%s/%s", path, name);
  FILE *stream = fopen(folder->path, "wb");
  assert_non_null(stream);
  assert_true(fputs(text, stream) >= 0);
  assert_int_equal(fclose(stream), 0);
}

static void
remove_folder(const Folder *folder)
{
  char path[96];
  assert_int_equal(unlink(folder->path), 0);
  (void)snprintf(path, sizeof path, "%s/lexicon/xx", folder->root);
  assert_int_equal(rmdir(path), 0);
  (void)snprintf(path, sizeof path, "%s/lexicon", folder->root);
  assert_int_equal(rmdir(path), 0);
  assert_int_equal(rmdir(folder->root), 0);
}

static void
assert_refused(const char *text, size_t line, const char *told)
{
  Folder folder;
  GestaTriggerLexicon *lexicon = NULL;
  GestaError error = {0};
  make_folder(&folder, "triggers.tsv", text);
  assert_int_equal(gesta_trigger_lexicon_open(gesta_default_allocator(),
                                              folder.root, gesta_view("xx"),
                                              &lexicon, &error),
                   GESTA_ERR_SYNTAX);
  assert_null(lexicon);
  assert_int_equal(error.line, line);
  assert_non_null(strstr(error.message, told));
  remove_folder(&folder);
}

static void
a_bad_line_is_reported_with_its_number(void **state)
{
  (void)state;
  assert_refused("# head\n\na\tVERB\n", 3, "columns");
  assert_refused("a\tVERB\tFight\na\tADJ\tFight\n", 2, "VERB or NOUN");
  assert_refused("a\tVERB\tFight\t-\t-\tloud\n", 1, "unknown flag");
  assert_refused("a\tVERB\tFight\nb\tVERB\tFight\na\tVERB\tYield\n", 3,
                 "listed twice");
  assert_refused("a b\tVERB\tFight\na\tVERB\tFight\na b\tVERB\tFight\n", 3,
                 "listed twice");
}

static void
frames_with_more_words_come_first(void **state)
{
  (void)state;
  static const char text[] = "put end\tVERB\tYield\n"
                             "put\tVERB\tOther\n"
                             "put to death\tVERB\tAssault\n"
                             "put off\tVERB\tYield\n"
                             "put\tNOUN\tTransaction\n"
                             "se put +to\tVERB\tMovement\n";
  Folder folder;
  GestaTriggerLexicon *lexicon = NULL;
  GestaError error = {0};
  make_folder(&folder, "triggers.tsv", text);
  assert_int_equal(gesta_trigger_lexicon_open(gesta_default_allocator(),
                                              folder.root, gesta_view("xx"),
                                              &lexicon, &error),
                   GESTA_OK);
  const GestaFrame *frame = gesta_trigger_lexicon_verb(lexicon,
                                                       gesta_view("put"));
  size_t count = 0;
  size_t size = SIZE_MAX;
  for (; frame; frame = frame->next) {
    assert_true(frame->rest.size <= size);
    size = frame->rest.size;
    ++count;
  }
  assert_int_equal(count, 4);
  assert_int_equal(size, 0);
  frame = gesta_trigger_lexicon_verb(lexicon, gesta_view("se put"));
  assert_non_null(frame);
  assert_true(gesta_view_equal(frame->lemma, gesta_view("se put")));
  assert_true(gesta_view_equal(frame->rest, gesta_view("+to")));
  frame = gesta_trigger_lexicon_noun(lexicon, gesta_view("put"));
  assert_non_null(frame);
  assert_true(gesta_view_equal(frame->action, gesta_view("Transaction")));
  gesta_trigger_lexicon_close(lexicon);
  remove_folder(&folder);
}

static void
the_lists_that_ship_are_good_and_large(void **state)
{
  (void)state;
  static const char *const languages[] = {"fr", "en"};
  const char *data = getenv("GESTA_DATA");
  for (size_t i = 0; i < 2; ++i) {
    GestaTriggerLexicon *lexicon = NULL;
    GestaWordLists *lists = NULL;
    GestaError error = {0};
    if (gesta_trigger_lexicon_open(gesta_default_allocator(),
                                   data ? data : "ontology",
                                   gesta_view(languages[i]), &lexicon, &error)
          != GESTA_OK
        || gesta_word_lists_open(gesta_default_allocator(),
                                 data ? data : "ontology",
                                 gesta_view(languages[i]), &lists, &error)
             != GESTA_OK) {
      fail_msg("%s", error.message);
    }
    gesta_trigger_lexicon_close(lexicon);
    gesta_word_lists_close(lists);
  }
}

static void
refused_memory_leaks_nothing(void **state)
{
  (void)state;
  Folder folder;
  GestaTriggerLexicon *lexicon = NULL;
  make_folder(&folder, "triggers.tsv", "a\tVERB\tFight\nb\tNOUN\tFight\n");
  for (size_t granted = 0; !lexicon; ++granted) {
    FailingAllocator allocator = failing_allocator(granted);
    const GestaStatus status = gesta_trigger_lexicon_open(
      &allocator.base, folder.root, gesta_view("xx"), &lexicon, NULL);
    if (status == GESTA_OK) {
      gesta_trigger_lexicon_close(lexicon);
    } else {
      assert_int_equal(status, GESTA_ERR_MEMORY);
    }
    assert_int_equal(allocator.live, 0);
  }
  remove_folder(&folder);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_bad_line_is_reported_with_its_number),
    cmocka_unit_test(frames_with_more_words_come_first),
    cmocka_unit_test(the_lists_that_ship_are_good_and_large),
    cmocka_unit_test(refused_memory_leaks_nothing),
  };
  return cmocka_run_group_tests_name("trigger_lexicon", tests, NULL, NULL);
}
