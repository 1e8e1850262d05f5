// SPDX-License-Identifier: GPL-3.0-or-later
// Every segment/LANGUAGE/NAME.txt is cut as NAME.expected says: a sentence a
// line, an empty line before each new paragraph but the first, tokens with a
// blank between them; a blank inside a token is shown as ␣, a multiword token
// as du=de+le.
#include "extractor/text/segmenter.h"
#include "graph/base/file.h"
#include "graph/base/text_buffer.h"
#include "tests/support/cmocka_support.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_SIZE = 1024, CASE_LIMIT = 128 };

static const char *
environment(const char *name, const char *otherwise)
{
  const char *const value = getenv(name); // NOLINT(concurrency-mt-unsafe)
  return value ? value : otherwise;
}

static void
append(GestaTextBuffer *shown, GestaStringView text)
{
  assert_int_equal(gesta_text_buffer_append(shown, text), GESTA_OK);
}

static void
append_text(GestaTextBuffer *shown, const char *text)
{
  append(shown, gesta_view(text));
}

// The size of the blank at the start of the text; 0 if there is none.
static size_t
blank_size(GestaStringView text)
{
  static const char *const blanks[] = {" ", "\xC2\xA0", "\xE2\x80\xAF",
                                       "\xE2\x80\x89"};
  for (size_t i = 0; i < sizeof blanks / sizeof *blanks; ++i) {
    const size_t size = strlen(blanks[i]);
    if (text.size >= size && !memcmp(text.data, blanks[i], size)) {
      return size;
    }
  }
  return 0;
}

static void
show_token(GestaTextBuffer *shown, const GestaSentence *sentence,
           const GestaToken *token)
{
  GestaStringView rest = token->form;
  while (rest.size > 0) {
    const size_t blank = blank_size(rest);
    const size_t step = blank ? blank : 1;
    append(shown, blank ? gesta_view("␣") : (GestaStringView){rest.data, 1});
    rest = (GestaStringView){rest.data + step, rest.size - step};
  }
  for (size_t i = 0; token->word_count > 1 && i < token->word_count; ++i) {
    append_text(shown, i == 0 ? "=" : "+");
    append(shown, sentence->words[token->first_word + i].form);
  }
}

static void
show(GestaTextBuffer *shown, const GestaDocument *document)
{
  for (size_t i = 0; i < document->sentence_count; ++i) {
    const GestaSentence *sentence = &document->sentences[i];
    append_text(shown, i > 0 && sentence->begins_paragraph ? "\n" : "");
    for (size_t j = 0; j < sentence->token_count; ++j) {
      append_text(shown, j > 0 ? " " : "");
      show_token(shown, sentence, &sentence->tokens[j]);
    }
    append_text(shown, "\n");
  }
}

static void
check_case(const GestaSegmenter *segmenter, const char *folder,
           const char *name)
{
  char path[2 * PATH_SIZE];
  GestaAllocator *allocator = gesta_default_allocator();
  GestaStringView text = {0};
  GestaStringView expected = {0};
  GestaArena arena;
  GestaTextBuffer shown;
  GestaDocument document = {0};
  gesta_arena_init(&arena, allocator);
  gesta_text_buffer_init(&shown, allocator);
  (void)snprintf(path, sizeof path, "%s/%s.txt", folder, name);
  assert_int_equal(gesta_file_read(allocator, path, &text, NULL), GESTA_OK);
  (void)snprintf(path, sizeof path, "%s/%s.expected", folder, name);
  assert_int_equal(gesta_file_read(allocator, path, &expected, NULL), GESTA_OK);
  assert_int_equal(gesta_segment(segmenter, text, &arena, &document), GESTA_OK);
  show(&shown, &document);
  if (!gesta_view_equal(gesta_text_buffer_view(&shown), expected)) {
    fail_msg("%s: expected\n%s\nbut it is\n%s", path, expected.data,
             shown.data ? shown.data : "");
  }
  gesta_text_buffer_clear(&shown);
  gesta_arena_clear(&arena);
  gesta_text_release(allocator, &text);
  gesta_text_release(allocator, &expected);
}

static int
compare_names(const void *a, const void *b)
{
  return strcmp(*(char *const *)a, *(char *const *)b);
}

// The names of the cases of a folder, without ".txt"; the caller frees them.
static size_t
list_cases(const char *folder, char *names[CASE_LIMIT])
{
  size_t count = 0;
  DIR *directory = opendir(folder);
  assert_non_null(directory);
  const struct dirent *entry = NULL;
  while ((entry = readdir(directory)) != NULL) { // NOLINT: one thread
    const size_t size = strlen(entry->d_name);
    if (size > 4 && strcmp(entry->d_name + size - 4, ".txt") == 0) {
      assert_true(count < CASE_LIMIT);
      names[count] = strndup(entry->d_name, size - 4);
      assert_non_null(names[count++]);
    }
  }
  assert_int_equal(closedir(directory), 0);
  qsort(names, count, sizeof *names, compare_names);
  return count;
}

static void
check_language(const char *language)
{
  char folder[PATH_SIZE];
  char *names[CASE_LIMIT];
  GestaSegmenter *segmenter = NULL;
  (void)snprintf(folder, sizeof folder, "%s/tests/extractor/text/segment/%s",
                 environment("srcdir", "."), language);
  const size_t count = list_cases(folder, names);
  assert_true(count > 0);
  assert_int_equal(
    gesta_segmenter_open(
      gesta_default_allocator(), environment("GESTA_DATA", "ontology"),
      gesta_view(language), (GestaStringView){NULL, 0}, &segmenter, NULL),
    GESTA_OK);
  for (size_t i = 0; i < count; ++i) {
    check_case(segmenter, folder, names[i]);
    free(names[i]);
  }
  gesta_segmenter_close(segmenter);
}

static void
french_cases_are_cut_as_expected(void **state)
{
  (void)state;
  check_language("fr");
}

static void
english_cases_are_cut_as_expected(void **state)
{
  (void)state;
  check_language("en");
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(french_cases_are_cut_as_expected),
    cmocka_unit_test(english_cases_are_cut_as_expected),
  };
  return cmocka_run_group_tests_name("segment cases", tests, NULL, NULL);
}
