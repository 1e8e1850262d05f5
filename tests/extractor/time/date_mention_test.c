// SPDX-License-Identifier: GPL-3.0-or-later
// The expressions are in expressions_fr.tsv and expressions_en.tsv: day of
// publication, date told last or "-", direction, and a sentence whose date
// expressions stand in brackets, each followed by its value:
//
//     2024-02-20  -  past  Il est parti [hier = 2024-02-19].
#include "extractor/time/date_mention.h"

#include "extractor/text/segmenter.h"
#include "extractor/text/sentence.h"
#include "graph/base/file.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT = 1024, EXPECTED = 8 };

typedef struct Expected {
  size_t begin; // bytes of the sentence without its brackets
  size_t end;
  char value[GESTA_EDTF_SIZE];
} Expected;

typedef struct Case {
  GestaDateContext context;
  char text[TEXT];
  size_t size;
  Expected expected[EXPECTED];
  size_t count;
} Case;

typedef struct Found {
  Expected items[EXPECTED];
  size_t count;
} Found;

// What is needed to cut a text and find its dates.
typedef struct Tools {
  GestaDateLexicon *lexicon;
  GestaSegmenter *segmenter;
} Tools;

// --- cases

static GestaDate
read_date(GestaStringView text, const char *where)
{
  GestaEdtf value = {0};
  if (gesta_view_equal(text, gesta_view("-"))) {
    return value.begin;
  }
  if (gesta_edtf_parse(text, &value)) {
    fail_msg("%s: \"%.*s\" is no date", where, (int)text.size, text.data);
  }
  return value.begin;
}

static void
read_sentence(GestaStringView text, Case *read, const char *where)
{
  assert_true(text.size < TEXT);
  for (size_t i = 0; i < text.size; ++i) {
    if (text.data[i] == '[') {
      assert_true(read->count < EXPECTED);
      read->expected[read->count].begin = read->size;
    } else if (i + 3 < text.size && !memcmp(text.data + i, " = ", 3)) {
      Expected *const expected = &read->expected[read->count];
      const char *const close = memchr(text.data + i, ']', text.size - i);
      if (!close) {
        fail_msg("%s: \"]\" is missing", where);
        return;
      }
      const size_t size = (size_t)(close - text.data) - i - 3;
      assert_true(size < sizeof expected->value);
      memcpy(expected->value, text.data + i + 3, size);
      expected->value[size] = '\0';
      expected->end = read->size;
      ++read->count;
      i = (size_t)(close - text.data);
    } else {
      read->text[read->size] = text.data[i];
      ++read->size;
    }
  }
}

static Case
read_case(GestaStringView line, const char *where)
{
  Case read = {0};
  GestaStringView columns[4];
  for (size_t i = 0; i < 4; ++i) {
    const char *const tab = memchr(line.data, '\t', line.size);
    if ((tab == NULL) != (i == 3)) {
      fail_msg("%s: four columns are expected", where);
    }
    columns[i] = (GestaStringView){line.data,
                                   tab ? (size_t)(tab - line.data) : line.size};
    const size_t used = columns[i].size + (tab ? 1 : 0);
    line = (GestaStringView){line.data + used, line.size - used};
  }
  read.context.publication = read_date(columns[0], where);
  read.context.reference = read_date(columns[1], where);
  read.context.direction = GESTA_DIRECTION_PAST;
  if (gesta_view_equal(columns[2], gesta_view("future"))) {
    read.context.direction = GESTA_DIRECTION_FUTURE;
  } else if (!gesta_view_equal(columns[2], gesta_view("past"))) {
    fail_msg("%s: expected past or future", where);
  }
  read_sentence(columns[3], &read, where);
  return read;
}

static GestaDateContext
give_context(const void *user, const GestaSentence *sentence, size_t word)
{
  assert_true(word >= 1 && word <= sentence->word_count);
  return *(const GestaDateContext *)user;
}

// A sentence whose words are its tokens: no contraction is split.
static GestaSentence
keep_tokens(const GestaSentence *sentence, GestaArena *arena)
{
  GestaSentence kept = *sentence;
  kept.words = gesta_arena_allocate(arena, sentence->token_count + 1,
                                    sizeof *kept.words);
  assert_non_null(kept.words);
  kept.word_count = sentence->token_count;
  for (size_t i = 0; i < sentence->token_count; ++i) {
    kept.words[i + 1].form = sentence->tokens[i].form;
    kept.words[i + 1].token = (uint32_t)i;
  }
  return kept;
}

static Found
find_dates(const Tools *tools, const Case *check, bool split)
{
  Found found = {.count = 0};
  GestaArena arena;
  GestaDocument document;
  gesta_arena_init(&arena, gesta_default_allocator());
  const GestaStringView text = {check->text, check->size};
  assert_int_equal(gesta_segment(tools->segmenter, text, &arena, &document),
                   GESTA_OK);
  for (size_t i = 0; i < document.sentence_count; ++i) {
    const GestaSentence sentence = split ? document.sentences[i]
                                         : keep_tokens(&document.sentences[i],
                                                       &arena);
    GestaDateMention *mentions = NULL;
    size_t count = 0;
    assert_int_equal(gesta_date_mentions_find(tools->lexicon, &sentence,
                                              give_context, &check->context,
                                              &arena, &mentions, &count),
                     GESTA_OK);
    for (size_t k = 0; k < count; ++k) {
      assert_true(found.count < EXPECTED);
      Expected *const item = &found.items[found.count];
      const GestaWord *const words = sentence.words;
      item->begin = sentence.tokens[words[mentions[k].first].token].begin;
      item->end = sentence.tokens[words[mentions[k].last].token].end;
      (void)gesta_edtf_print(&mentions[k].value, item->value);
      ++found.count;
    }
  }
  gesta_arena_clear(&arena);
  return found;
}

// returns  whether the mentions are those expected; prints where not
static bool
check_case(const Tools *tools, const Case *check, bool split, const char *where)
{
  const Found found = find_dates(tools, check, split);
  bool good = true;
  for (size_t i = 0; i < found.count || i < check->count; ++i) {
    const Expected nothing = {0};
    const Expected a = i < check->count ? check->expected[i] : nothing;
    const Expected b = i < found.count ? found.items[i] : nothing;
    if (a.begin != b.begin || a.end != b.end || strcmp(a.value, b.value) != 0) {
      print_error("%s: expected [%.*s = %s], found [%.*s = %s]\n", where,
                  (int)(a.end - a.begin), check->text + a.begin, a.value,
                  (int)(b.end - b.begin), check->text + b.begin, b.value);
      good = false;
    }
  }
  return good;
}

// --- tests

static const char *
data_directory(void)
{
  const char *const directory = getenv("GESTA_DATA");
  return directory ? directory : "ontology";
}

static Tools
open_tools(const char *language)
{
  Tools tools = {0};
  GestaError error = {0};
  const GestaStringView no_model = {NULL, 0};
  if (gesta_date_lexicon_open(gesta_default_allocator(), data_directory(),
                              gesta_view(language), &tools.lexicon, &error)
      || gesta_segmenter_open(gesta_default_allocator(), data_directory(),
                              gesta_view(language), no_model, &tools.segmenter,
                              &error)) {
    fail_msg("%s", error.message);
  }
  return tools;
}

static void
close_tools(Tools *tools)
{
  gesta_segmenter_close(tools->segmenter);
  gesta_date_lexicon_close(tools->lexicon);
}

// Check a file of expressions.
static void
check_file(const char *language, size_t least_found, size_t least_empty)
{
  const char *const source = getenv("srcdir");
  char path[512];
  (void)snprintf(path, sizeof path,
                 "%s/tests/extractor/time/expressions_%s.tsv",
                 source ? source : ".", language);
  GestaStringView text;
  GestaError error = {0};
  if (gesta_file_read(gesta_default_allocator(), path, &text, &error)) {
    fail_msg("%s", error.message);
    return;
  }
  Tools tools = open_tools(language);
  const char *rest = text.data;
  size_t number = 0;
  size_t found = 0;
  size_t empty = 0;
  size_t bad = 0;
  while (*rest) {
    const char *const end = strchr(rest, '\n');
    assert_non_null(end);
    const GestaStringView line = {rest, (size_t)(end - rest)};
    char where[64];
    ++number;
    (void)snprintf(where, sizeof where, "expressions_%s.tsv:%zu", language,
                   number);
    if (line.size > 0 && line.data[0] != '#') {
      const Case check = read_case(line, where);
      bad += !check_case(&tools, &check, true, where);
      bad += !check_case(&tools, &check, false, where);
      found += check.count;
      empty += check.count == 0;
    }
    rest = end + 1;
  }
  close_tools(&tools);
  gesta_text_release(gesta_default_allocator(), &text);
  if (found < least_found || empty < least_empty || bad > 0) {
    fail_msg("%s: %zu expressions, %zu sentences without, %zu failures",
             language, found, empty, bad);
  }
}

static void
french_expressions_have_their_values(void **state)
{
  (void)state;
  check_file("fr", 300, 40);
}

static void
english_expressions_have_their_values(void **state)
{
  (void)state;
  check_file("en", 200, 20);
}

static GestaSentence
cut_sentence(const Tools *tools, const char *text, GestaArena *arena)
{
  GestaDocument document;
  assert_int_equal(
    gesta_segment(tools->segmenter, gesta_view(text), arena, &document),
    GESTA_OK);
  assert_int_equal(document.sentence_count, 1);
  return document.sentences[0];
}

static const GestaDateContext tuesday = {.publication = {2024, 2, 20}};

static void
a_figure_before_a_tagged_noun_is_no_year(void **state)
{
  (void)state;
  Tools tools = open_tools("fr");
  GestaArena arena;
  gesta_arena_init(&arena, gesta_default_allocator());
  const GestaSentence sentence = cut_sentence(&tools, "pour 1500 patients",
                                              &arena);
  for (int tagged = 0; tagged < 2; ++tagged) {
    GestaDateMention *mentions = NULL;
    size_t count = 0;
    sentence.words[3].upos = tagged ? GESTA_UPOS_NOUN : GESTA_UPOS_NONE;
    assert_int_equal(gesta_date_mentions_find(tools.lexicon, &sentence,
                                              give_context, &tuesday, &arena,
                                              &mentions, &count),
                     GESTA_OK);
    assert_int_equal(count, tagged ? 0 : 1);
  }
  gesta_arena_clear(&arena);
  close_tools(&tools);
}

static void
a_refused_allocation_is_reported_and_leaks_nothing(void **state)
{
  (void)state;
  Tools tools = open_tools("fr");
  GestaArena words;
  gesta_arena_init(&words, gesta_default_allocator());
  const GestaSentence sentence = cut_sentence(
    &tools, "Il est venu hier et lundi dernier.", &words);
  GestaStatus status = GESTA_ERR_MEMORY;
  for (size_t granted = 0; status != GESTA_OK; ++granted) {
    FailingAllocator allocator = failing_allocator(granted);
    GestaArena arena;
    GestaDateMention *mentions = NULL;
    size_t count = 0;
    gesta_arena_init(&arena, &allocator.base);
    status = gesta_date_mentions_find(tools.lexicon, &sentence, give_context,
                                      &tuesday, &arena, &mentions, &count);
    assert_int_equal(count, status == GESTA_OK ? 2 : 0);
    gesta_arena_clear(&arena);
    assert_int_equal(allocator.live, 0);
  }
  gesta_arena_clear(&words);
  close_tools(&tools);
}

static void
a_sentence_without_words_has_no_dates(void **state)
{
  (void)state;
  Tools tools = open_tools("en");
  GestaWord root = {0};
  const GestaSentence sentence = {.words = &root};
  GestaArena arena;
  GestaDateMention *mentions = NULL;
  size_t count = 7;
  gesta_arena_init(&arena, gesta_default_allocator());
  assert_int_equal(gesta_date_mentions_find(tools.lexicon, &sentence,
                                            give_context, &tuesday, &arena,
                                            &mentions, &count),
                   GESTA_OK);
  assert_int_equal(count, 0);
  gesta_arena_clear(&arena);
  close_tools(&tools);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(french_expressions_have_their_values),
    cmocka_unit_test(english_expressions_have_their_values),
    cmocka_unit_test(a_figure_before_a_tagged_noun_is_no_year),
    cmocka_unit_test(a_sentence_without_words_has_no_dates),
    cmocka_unit_test(a_refused_allocation_is_reported_and_leaks_nothing),
  };
  return cmocka_run_group_tests_name("date_mention", tests, NULL, NULL);
}
