// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/text/article.h"

#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// A folder of its own for every test.
typedef struct Fixture {
  char folder[64];
  char article[96]; // FOLDER/news.v2.txt
  char meta[96];    // FOLDER/news.v2.meta
  GestaArticleFile file;
  GestaError error;
} Fixture;

static int
set_up(void **state)
{
  Fixture *fixture = calloc(1, sizeof *fixture);
  if (!fixture) {
    return -1;
  }
  memcpy(fixture->folder, "/tmp/gesta-test-XXXXXX", 23);
  if (!mkdtemp(fixture->folder)) {
    free(fixture);
    return -1;
  }
  (void)snprintf(fixture->article, sizeof fixture->article, "%s/news.v2.txt",
                 fixture->folder);
  (void)snprintf(fixture->meta, sizeof fixture->meta, "%s/news.v2.meta",
                 fixture->folder);
  *state = fixture;
  return 0;
}

static int
tear_down(void **state)
{
  Fixture *fixture = *state;
  (void)unlink(fixture->article);
  (void)unlink(fixture->meta);
  const int failed = rmdir(fixture->folder);
  free(fixture);
  return failed;
}

static void
write_file(const char *path, const char *bytes, size_t size)
{
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(bytes, 1, size, file), size);
  assert_int_equal(fclose(file), 0);
}

static GestaStatus
read_with(Fixture *fixture, const char *text, const char *meta)
{
  write_file(fixture->article, text, strlen(text));
  if (meta) {
    write_file(fixture->meta, meta, strlen(meta));
  }
  fixture->error = (GestaError){.status = GESTA_OK};
  return gesta_article_file_read(gesta_default_allocator(), fixture->article,
                                 &fixture->file, &fixture->error);
}

static void
check_view(GestaStringView view, const char *expected)
{
  assert_int_equal(view.size, strlen(expected));
  assert_memory_equal(view.data, expected, view.size);
}

static void
an_article_without_metadata_has_its_file_name_as_id(void **state)
{
  Fixture *fixture = *state;
  assert_int_equal(read_with(fixture, "Un.\n", NULL), GESTA_OK);
  const GestaArticle *article = &fixture->file.article;
  check_view(article->id, "news.v2");
  check_view(article->text, "Un.\n");
  check_view(article->title, "");
  check_view(article->language, "");
  check_view(article->date, "");
  gesta_article_file_clear(&fixture->file);
  gesta_article_file_clear(&fixture->file);
}

static void
metadata_stand_beside_the_article(void **state)
{
  Fixture *fixture = *state;
  assert_int_equal(read_with(fixture, "Un.\n",
                             "\xEF\xBB\xBF# facts\r\nlanguage: fr-FR\r\n\r\n"
                             "date:2024-02-29\r\ntitle:  Un : deux \r\nid: a"),
                   GESTA_OK);
  const GestaArticle *article = &fixture->file.article;
  check_view(article->id, "a");
  check_view(article->title, "Un : deux");
  check_view(article->language, "fr");
  check_view(article->date, "2024-02-29");
  gesta_article_file_clear(&fixture->file);
}

static void
empty_values_are_not_known(void **state)
{
  Fixture *fixture = *state;
  assert_int_equal(
    read_with(fixture, "Un.\n", "language:\ndate:\ntitle:\nid:\n"), GESTA_OK);
  const GestaArticle *article = &fixture->file.article;
  check_view(article->id, "news.v2");
  check_view(article->title, "");
  check_view(article->language, "");
  check_view(article->date, "");
  gesta_article_file_clear(&fixture->file);
}

static void
bad_metadata_are_refused_with_file_and_line(void **state)
{
  Fixture *fixture = *state;
  static const struct {
    const char *meta;
    GestaStatus status;
    const char *message;
  } cases[] = {
    {"title: a\ndate: 2023-02-29\n", GESTA_ERR_INPUT, "meta:2: \"2023-02-29\""},
    {"date: 2024-1-31\n", GESTA_ERR_INPUT, "meta:1: \"2024-1-31\""},
    {"date: 31 janvier\n", GESTA_ERR_INPUT, "YYYY-MM-DD"},
    {"date: 2024-13-01\n", GESTA_ERR_INPUT, "YYYY-MM-DD"},
    {"date: 2024-04-31\n", GESTA_ERR_INPUT, "YYYY-MM-DD"},
    {"date: 1900-02-29\n", GESTA_ERR_INPUT, "YYYY-MM-DD"},
    {"\n\nlangue: fr\n", GESTA_ERR_SYNTAX, "meta:3: unknown key"},
    {"language: French\n", GESTA_ERR_SYNTAX, "meta:1: expected the code"},
    {"2024-01-31\n", GESTA_ERR_SYNTAX, "meta:1: expected a line"},
    {"title: a\ntitle: \xE9\n", GESTA_ERR_ENCODING, "meta:2:8: the byte 0xE9"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    const GestaStatus status = read_with(fixture, "Un.\n", cases[i].meta);
    if (status != cases[i].status
        || !strstr(fixture->error.message, cases[i].message)) {
      fail_msg("case %zu: status %d: %s", i, (int)status,
               fixture->error.message);
    }
    assert_int_equal(fixture->error.line, 0);
  }
}

static void
what_is_no_text_is_refused_with_its_place(void **state)
{
  Fixture *fixture = *state;
  static const struct {
    const char *text;
    size_t size;
    size_t line;
    size_t column;
    const char *message;
  } cases[] = {
    {"caf\xC3\xA9\nd\xC3\xA9j\xE0\n", 12, 2, 4, "0xE0 is not UTF-8"},
    {"un\ndeux\0trois", 13, 2, 5, "binary data"},
    {"\x7F"
     "ELF\x02\x01\x00\xFF",
     8, 1, 7, "binary data"},
    {"\xFF\xFEU\0n\0", 6, 1, 1, "UTF-16"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    write_file(fixture->article, cases[i].text, cases[i].size);
    const GestaStatus status = gesta_article_file_read(
      gesta_default_allocator(), fixture->article, &fixture->file,
      &fixture->error);
    if (status != GESTA_ERR_ENCODING || fixture->error.line != cases[i].line
        || fixture->error.column != cases[i].column
        || !strstr(fixture->error.message, cases[i].message)) {
      fail_msg("case %zu: status %d, %zu:%zu: %s", i, (int)status,
               fixture->error.line, fixture->error.column,
               fixture->error.message);
    }
  }
}

static void
an_empty_article_is_refused(void **state)
{
  Fixture *fixture = *state;
  static const char *const texts[] = {"", " \n\t\r\n", "\xEF\xBB\xBF\n"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; ++i) {
    assert_int_equal(read_with(fixture, texts[i], NULL), GESTA_ERR_INPUT);
    assert_non_null(strstr(fixture->error.message, "news.v2.txt: is empty"));
  }
}

static void
what_is_no_file_is_refused(void **state)
{
  Fixture *fixture = *state;
  GestaAllocator *allocator = gesta_default_allocator();
  assert_int_equal(gesta_article_file_read(allocator, fixture->article,
                                           &fixture->file, &fixture->error),
                   GESTA_ERR_FILE);
  assert_non_null(strstr(fixture->error.message, "news.v2.txt"));
  assert_int_equal(gesta_article_file_read(allocator, fixture->folder,
                                           &fixture->file, &fixture->error),
                   GESTA_ERR_FILE);
  assert_non_null(strstr(fixture->error.message, "is a directory"));
}

static void
a_byte_order_mark_and_carriage_returns_stay_in_the_text(void **state)
{
  Fixture *fixture = *state;
  assert_int_equal(read_with(fixture, "\xEF\xBB\xBFUn.\r\nDeux.\r\n", NULL),
                   GESTA_OK);
  check_view(fixture->file.article.text, "\xEF\xBB\xBFUn.\r\nDeux.\r\n");
  gesta_article_file_clear(&fixture->file);
}

static void
standard_input_is_an_article_without_metadata(void **state)
{
  Fixture *fixture = *state;
  write_file(fixture->article, "Un.\n", 4);
  const int saved = dup(STDIN_FILENO);
  assert_non_null(freopen(fixture->article, "rb", stdin));
  const GestaStatus status = gesta_article_file_read(
    gesta_default_allocator(), "-", &fixture->file, &fixture->error);
  assert_true(dup2(saved, STDIN_FILENO) >= 0);
  assert_int_equal(close(saved), 0);
  assert_int_equal(status, GESTA_OK);
  check_view(fixture->file.article.id, "stdin");
  check_view(fixture->file.article.text, "Un.\n");
  gesta_article_file_clear(&fixture->file);
}

static void
a_refused_allocation_is_reported_and_leaks_nothing(void **state)
{
  Fixture *fixture = *state;
  write_file(fixture->article, "Un.\n", 4);
  write_file(fixture->meta, "language: fr\n", 13);
  GestaStatus status = GESTA_ERR_MEMORY;
  for (size_t granted = 0; status != GESTA_OK; ++granted) {
    FailingAllocator allocator = failing_allocator(granted);
    status = gesta_article_file_read(&allocator.base, fixture->article,
                                     &fixture->file, NULL);
    assert_true(status == GESTA_OK || status == GESTA_ERR_MEMORY);
    if (status == GESTA_OK) {
      gesta_article_file_clear(&fixture->file);
    }
    assert_int_equal(allocator.live, 0);
  }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    TEST(an_article_without_metadata_has_its_file_name_as_id),
    TEST(metadata_stand_beside_the_article),
    TEST(empty_values_are_not_known),
    TEST(bad_metadata_are_refused_with_file_and_line),
    TEST(what_is_no_text_is_refused_with_its_place),
    TEST(an_empty_article_is_refused),
    TEST(what_is_no_file_is_refused),
    TEST(a_byte_order_mark_and_carriage_returns_stay_in_the_text),
    TEST(standard_input_is_an_article_without_metadata),
    TEST(a_refused_allocation_is_reported_and_leaks_nothing),
  };
  return cmocka_run_group_tests_name("article", tests, NULL, NULL);
}
