// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/words.h"

#include "graph/base/allocator.h"
#include "graph/base/text_buffer.h"
#include "tests/support/cmocka_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void
assert_words(const char *line, const char *joined)
{
  GestaArena arena;
  GestaWords words;
  GestaTextBuffer text;
  gesta_arena_init(&arena, gesta_default_allocator());
  gesta_text_buffer_init(&text, gesta_default_allocator());
  assert_int_equal(gesta_words_split(&arena, gesta_view(line), &words, NULL),
                   GESTA_OK);
  assert_null(words.words[words.count]);
  for (size_t i = 0; i < words.count; ++i) {
    assert_int_equal(gesta_text_buffer_print(&text, "[%s]", words.words[i]),
                     GESTA_OK);
  }
  assert_string_equal(text.data ? text.data : "", joined);
  gesta_text_buffer_clear(&text);
  gesta_arena_clear(&arena);
}

static void
blanks_separate_words_and_quotes_keep_them_together(void **state)
{
  (void)state;
  assert_words("", "");
  assert_words("  \t ", "");
  assert_words("a", "[a]");
  assert_words(" a  b\tc ", "[a][b][c]");
  assert_words("\"a b\" 'c \"d'", "[a b][c \"d]");
  assert_words("a\"b c\"d", "[ab cd]");
  assert_words("\"\" x", "[][x]");
  assert_words("<urn:a b> c", "[<urn:a b>][c]");
  assert_words("a < b", "[a][<][b]");
}

static void
a_quote_that_is_not_closed_is_a_mistake(void **state)
{
  (void)state;
  GestaArena arena;
  GestaWords words = {0};
  GestaError error = {0};
  gesta_arena_init(&arena, gesta_default_allocator());
  assert_int_equal(
    gesta_words_split(&arena, gesta_view("a \"b"), &words, &error),
    GESTA_ERR_INPUT);
  assert_non_null(strstr(error.message, "quote"));
  assert_null(words.words);
  gesta_arena_clear(&arena);
}

static void
patterns_become_names_of_files_unless_they_are_quoted(void **state)
{
  (void)state;
  char folder[] = "/tmp/gesta-words-XXXXXX";
  char path[64];
  char line[256];
  assert_non_null(mkdtemp(folder));
  for (int i = 2; i > 0; --i) {
    (void)snprintf(path, sizeof path, "%s/%d.txt", folder, i);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    (void)fclose(file);
  }
  (void)snprintf(line, sizeof line, "--x %s/*.txt '%s/*.txt' %s/*.none", folder,
                 folder, folder);
  GestaArena arena;
  GestaWords words;
  gesta_arena_init(&arena, gesta_default_allocator());
  assert_int_equal(
    gesta_words_split_files(&arena, gesta_view(line), &words, NULL), GESTA_OK);
  assert_int_equal(words.count, 5);
  assert_string_equal(words.words[1] + strlen(folder), "/1.txt");
  assert_string_equal(words.words[2] + strlen(folder), "/2.txt");
  assert_string_equal(words.words[3] + strlen(folder), "/*.txt");
  assert_string_equal(words.words[4] + strlen(folder), "/*.none");
  assert_null(words.words[5]);
  gesta_arena_clear(&arena);
  for (int i = 1; i <= 2; ++i) {
    (void)snprintf(path, sizeof path, "%s/%d.txt", folder, i);
    (void)unlink(path);
  }
  (void)rmdir(folder);
}

static void
one_file_is_neither_none_nor_two(void **state)
{
  (void)state;
  GestaArena arena;
  const char *name = NULL;
  gesta_arena_init(&arena, gesta_default_allocator());
  assert_int_equal(
    gesta_words_one_file(&arena, gesta_view("'a b.txt'"), &name, NULL),
    GESTA_OK);
  assert_string_equal(name, "a b.txt");
  GestaError error = {.status = GESTA_OK};
  assert_int_equal(gesta_words_one_file(&arena, gesta_view(""), &name, &error),
                   GESTA_ERR_INPUT);
  assert_string_equal(error.message, "expected one file");
  assert_int_equal(
    gesta_words_one_file(&arena, gesta_view("a b"), &name, &error),
    GESTA_ERR_INPUT);
  assert_int_equal(gesta_words_one_file(&arena, gesta_view("\"a"), &name, NULL),
                   GESTA_ERR_INPUT);
  assert_string_equal(name, "a b.txt"); // as it was
  gesta_arena_clear(&arena);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(blanks_separate_words_and_quotes_keep_them_together),
    cmocka_unit_test(a_quote_that_is_not_closed_is_a_mistake),
    cmocka_unit_test(patterns_become_names_of_files_unless_they_are_quoted),
    cmocka_unit_test(one_file_is_neither_none_nor_two),
  };
  return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
