// SPDX-License-Identifier: GPL-3.0-or-later
// Golden cases: cases/LANGUAGE/*.conllu, each with documents of one or more
// sentences and, in comments, all the events that they must give and no others:
//
//   # newdoc id = the text, by which the case is called
//   # date = 2024-03-06                      (of publication; may be missing)
//   # event = 1; actor | actor; lemma; Class; target; date; +; fact; source
//
// The first number is that of the sentence.  A case that names no event must
// give none.  What is known to be wrong is written down as such, and once it is
// right the case fails until the line is changed:
//
//   # event = * 1; …     must not be given
//   # gap = 1; …         must be given and is not yet
//   # gap = * 1; …       is given and must not be
#include "extractor/emit/event_table.h"
#include "extractor/text/conllu.h"
#include "graph/base/file.h"
#include "graph/io/rdf_reader.h"
#include "tests/support/cmocka_support.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
  MAX_CASES = 1000,
  MAX_FILES = 100,
  NAME_SIZE = 200,
  LINE_SIZE = 600,
  MAX_EVENTS = 40
};

typedef struct Case {
  char name[NAME_SIZE];
  GestaStringView text; // of its document
  GestaKnowledge *knowledge;
  const char *language;
} Case;

static Case cases[MAX_CASES];
static size_t case_count;

static const char *
folder(const char *variable, const char *otherwise)
{
  const char *value = getenv(variable);
  return value && *value ? value : otherwise;
}

static void
read_turtle(GestaKnowledge *knowledge, const char *name)
{
  char path[LINE_SIZE];
  uint64_t count = 0;
  GestaError error = {0};
  const GestaReadOptions options = {.format = {"turtle", 6}};
  (void)snprintf(path, sizeof path, "%s/%s", folder("GESTA_DATA", "ontology"),
                 name);
  FILE *stream = fopen(path, "rb");
  assert_non_null(stream);
  const GestaStatus status = gesta_rdf_read(gesta_default_allocator(), stream,
                                            path, &options, &knowledge->sink,
                                            &count, &error);
  (void)fclose(stream);
  if (status != GESTA_OK) {
    fail_msg("%s", error.message);
  }
}

static void
open_knowledge(GestaKnowledge *knowledge, const char *language)
{
  GestaError error = {0};
  if (gesta_knowledge_init(knowledge, gesta_default_allocator(),
                           folder("GESTA_DATA", "ontology"),
                           gesta_view(language), &error)
      != GESTA_OK) {
    fail_msg("%s", error.message);
  }
  read_turtle(knowledge, "actions.ttl");
  read_turtle(knowledge, "gazetteer/countries.ttl");
  read_turtle(knowledge, "gazetteer/organizations.ttl");
  read_turtle(knowledge, "gazetteer/places.ttl");
}

// The value of a comment such as "# event = …" at the start of `line`.
static bool
comment_value(const char *line, const char *end, const char *key,
              char value[LINE_SIZE])
{
  char start[64];
  const int size = snprintf(start, sizeof start, "# %s = ", key);
  if (end - line < size || strncmp(line, start, (size_t)size) != 0) {
    return false;
  }
  (void)snprintf(value, LINE_SIZE, "%.*s", (int)(end - line) - size,
                 line + size);
  return true;
}

// The events of a case as the lines of its comments are written.
static size_t
expected_events(GestaStringView text, const char *key,
                char lines[MAX_EVENTS][LINE_SIZE], char date[LINE_SIZE])
{
  size_t count = 0;
  const char *at = text.data;
  const char *last = text.data + text.size;
  date[0] = '\0';
  while (at < last) {
    const char *end = memchr(at, '\n', (size_t)(last - at));
    end = end ? end : last;
    if (comment_value(at, end, key, lines[count])) {
      ++count;
      assert_true(count < MAX_EVENTS);
    }
    (void)comment_value(at, end, "date", date);
    at = end + 1;
  }
  return count;
}

// The rows of the table, without the document, tabs as "; ".
static size_t
found_events(GestaStringView table, char lines[MAX_EVENTS][LINE_SIZE])
{
  size_t count = 0;
  size_t size = 0;
  bool in_document = true;
  for (size_t i = 0; i < table.size && count < MAX_EVENTS; ++i) {
    const char byte = table.data[i];
    if (byte == '\n') {
      while (size > 0 && lines[count][size - 1] == ' ') {
        --size;
      }
      lines[count++][size] = '\0';
      size = 0;
      in_document = true;
    } else if (in_document) {
      in_document = byte != '\t';
    } else if (size + 3 < LINE_SIZE) {
      lines[count][size++] = (char)(byte == '\t' ? ';' : byte);
      if (byte == '\t') {
        lines[count][size++] = ' ';
      }
    }
  }
  return count;
}

static bool
among(const char *line, char lines[MAX_EVENTS][LINE_SIZE], size_t count)
{
  for (size_t i = 0; i < count; ++i) {
    if (strcmp(line, lines[i]) == 0) {
      return true;
    }
  }
  return false;
}

static void
extract(const Case *golden, const char *date, GestaTextBuffer *table)
{
  GestaError error = {0};
  GestaArena arena;
  GestaDocument document;
  GestaArticleEvents events;
  GestaWorkspace workspace = {.failed = false};
  gesta_arena_init(&arena, gesta_default_allocator());
  gesta_arena_init(&workspace.arena, gesta_default_allocator());
  if (gesta_conllu_read(golden->text, &arena, &document, &error) != GESTA_OK) {
    fail_msg("%s: %s", golden->name, error.message);
  }
  const GestaArticle article = {.id = gesta_view("case"),
                                .text = document.text,
                                .language = gesta_view(golden->language),
                                .date = gesta_view(date)};
  assert_int_equal(gesta_article_events_init(&events, golden->knowledge,
                                             &article, &document, 0, &workspace,
                                             &error),
                   GESTA_OK);
  GestaOutput output = gesta_output_to_buffer(table);
  assert_int_equal(gesta_event_table_write(&events, &output), GESTA_OK);
  gesta_article_events_clear(&events);
  gesta_arena_clear(&workspace.arena);
  gesta_arena_clear(&arena);
}

static void
the_events_are_those_of_the_comments(void **state)
{
  const Case *golden = *state;
  static char expected[MAX_EVENTS][LINE_SIZE];
  static char gaps[MAX_EVENTS][LINE_SIZE];
  static char found[MAX_EVENTS][LINE_SIZE];
  char date[LINE_SIZE];
  bool good = true;
  GestaTextBuffer table;
  gesta_text_buffer_init(&table, gesta_default_allocator());
  const size_t gap_count = expected_events(golden->text, "gap", gaps, date);
  const size_t expected_count = expected_events(golden->text, "event", expected,
                                                date);
  extract(golden, date, &table);
  const size_t found_count = found_events(gesta_text_buffer_view(&table),
                                          found);
  gesta_text_buffer_clear(&table);
  for (size_t i = 0; i < expected_count; ++i) {
    const bool never = expected[i][0] == '*';
    if (never == among(expected[i] + (never ? 2 : 0), found, found_count)) {
      print_message("# missing, or given with *: %s\n", expected[i]);
      good = false;
    }
  }
  for (size_t i = 0; i < gap_count; ++i) {
    const bool wrong = gaps[i][0] == '*';
    if (wrong != among(gaps[i] + (wrong ? 2 : 0), found, found_count)) {
      print_message("# no longer a gap: %s\n", gaps[i]);
      good = false;
    }
  }
  for (size_t i = 0; i < found_count; ++i) {
    char given[LINE_SIZE + 2];
    (void)snprintf(given, sizeof given, "* %.*s", LINE_SIZE - 1, found[i]);
    if (!among(found[i], expected, expected_count)
        && !among(given, gaps, gap_count)) {
      print_message("# not expected: %s\n", found[i]);
      good = false;
    }
  }
  assert_true(good);
}

// Cut a file into the documents that "# newdoc id = " begins.
static void
add_cases(GestaStringView file, GestaKnowledge *knowledge, const char *language)
{
  static const char mark[] = "# newdoc id = ";
  const char *at = strstr(file.data, mark);
  while (at) {
    const char *next = strstr(at + 1, mark);
    const char *end = next ? next : file.data + file.size;
    const char *name_end = strchr(at, '\n');
    assert_non_null(name_end);
    assert_true(case_count < MAX_CASES);
    Case *added = &cases[case_count++];
    (void)snprintf(added->name, sizeof added->name, "%s: %.*s", language,
                   (int)(name_end - at) - (int)strlen(mark), at + strlen(mark));
    added->text = (GestaStringView){at, (size_t)(end - at)};
    added->knowledge = knowledge;
    added->language = language;
    at = next;
  }
}

static size_t
read_files(GestaKnowledge *knowledge, const char *language,
           GestaStringView *files, size_t room)
{
  char path[LINE_SIZE];
  struct dirent **names = NULL;
  size_t count = 0;
  (void)snprintf(path, sizeof path, "%s/tests/extractor/event/cases/%s",
                 folder("srcdir", "."), language);
  const int found = scandir(path, &names, NULL, alphasort);
  assert_true(found > 0);
  for (int i = 0; i < found; ++i) {
    const size_t size = strlen(names[i]->d_name);
    if (size > 7 && strcmp(names[i]->d_name + size - 7, ".conllu") == 0) {
      assert_true(count < room); // no file is left out silently
      char file[LINE_SIZE * 2];
      GestaError error = {0};
      (void)snprintf(file, sizeof file, "%s/%s", path, names[i]->d_name);
      assert_int_equal(
        gesta_file_read(gesta_default_allocator(), file, &files[count], &error),
        GESTA_OK);
      add_cases(files[count++], knowledge, language);
    }
    free(names[i]);
  }
  free(names);
  return count;
}

int
main(void)
{
  static const char *const languages[] = {"fr", "en"};
  static GestaKnowledge knowledge[2];
  static GestaStringView files[2][MAX_FILES];
  static struct CMUnitTest tests[MAX_CASES];
  size_t file_counts[2];
  for (size_t i = 0; i < 2; ++i) {
    open_knowledge(&knowledge[i], languages[i]);
    file_counts[i] = read_files(&knowledge[i], languages[i], files[i],
                                MAX_FILES);
  }
  for (size_t i = 0; i < case_count; ++i) {
    tests[i] = (struct CMUnitTest){
      .name = cases[i].name,
      .test_func = the_events_are_those_of_the_comments,
      .initial_state = &cases[i]};
  }
  const int failed = _cmocka_run_group_tests("event_cases", tests, case_count,
                                             NULL, NULL);
  for (size_t i = 0; i < 2; ++i) {
    gesta_knowledge_clear(&knowledge[i]);
    for (size_t k = 0; k < file_counts[i]; ++k) {
      gesta_text_release(gesta_default_allocator(), &files[i][k]);
    }
  }
  return failed;
}
