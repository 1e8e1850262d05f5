// SPDX-License-Identifier: GPL-3.0-or-later
// The expressions are in expressions_fr.tsv and expressions_en.tsv: day of
// publication, date told last or "-", direction, and a sentence whose date
// expressions stand in brackets, each followed by its value:
//
//     2024-02-20  -  past  Il est parti [hier = 2024-02-19].
#include "extractor/time/date_mention.h"

#include "extractor/text/sentence.h"
#include "graph/base/file.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS = 128, TEXT = 1024, EXPECTED = 8 };

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

typedef struct Words {
  GestaSentence sentence;
  GestaWord words[WORDS];
  size_t begins[WORDS];
  size_t ends[WORDS];
} Words;

// --- words

static bool
is_inside_word(const char *text, size_t at, size_t size)
{
  const unsigned char byte = (unsigned char)text[at];
  if (byte >= 0x80) {
    // Quotation marks and dashes are no letters; accents are.
    return byte < 0xe2 || !memcmp(text + at, "\xe2\x80\x99", 3);
  }
  if (strchr("-'", byte)) {
    return at + 1 < size && text[at + 1] != ' ';
  }
  if (strchr(".:,/", byte)) {
    return at + 1 < size && at > 0 && text[at + 1] >= '0' && text[at + 1] <= '9'
           && text[at - 1] >= '0' && text[at - 1] <= '9';
  }
  return !strchr(" !\"#$%&()*+;<=>?@[]^_`{|}~", byte);
}

static void
add_word(Words *words, const char *form, size_t form_size, size_t begin,
         size_t end)
{
  const size_t index = words->sentence.word_count + 1;
  assert_true(index < WORDS);
  words->words[index] = (GestaWord){.form = {form, form_size}};
  words->begins[index] = begin;
  words->ends[index] = end;
  words->sentence.word_count = index;
}

// The end of an elided word ("l'") at the beginning of a token, or of what
// stands before an English 's; 0 if the token is whole.
static size_t
find_cut(const char *text, size_t begin, size_t end)
{
  static const char *const whole[] = {"aujourd", "Aujourd", "o'clock"};
  for (size_t i = 0; i < sizeof whole / sizeof *whole; ++i) {
    if (end - begin >= 7 && !memcmp(text + begin, whole[i], 7)) {
      return 0;
    }
  }
  for (size_t i = begin + 1; i < end; ++i) {
    if (text[i] == '\'') {
      return i + 2 == end && text[i + 1] == 's' ? i : i + 1;
    }
    if (end - i > 3 && !memcmp(text + i, "\xe2\x80\x99", 3)) {
      return i + 3;
    }
  }
  return 0;
}

// A token; a French contraction is two words at one place.
static void
add_token(Words *words, const char *text, size_t begin, size_t end, bool split)
{
  static const struct {
    const char *token;
    const char *first;
    const char *second;
  } contractions[] = {
    {"du", "de", "le"}, {"Du", "De", "le"},   {"au", "à", "le"},
    {"Au", "À", "le"},  {"des", "de", "les"}, {"aux", "à", "les"},
  };
  const GestaStringView token = {text + begin, end - begin};
  for (size_t i = 0; split && i < sizeof contractions / sizeof *contractions;
       ++i) {
    if (gesta_view_equal(token, gesta_view(contractions[i].token))) {
      add_word(words, contractions[i].first, strlen(contractions[i].first),
               begin, end);
      add_word(words, contractions[i].second, strlen(contractions[i].second),
               begin, end);
      return;
    }
  }
  add_word(words, token.data, token.size, begin, end);
}

static void
cut(const char *text, size_t size, bool split, Words *words)
{
  *words = (Words){0};
  words->sentence.words = words->words;
  for (size_t at = 0; at < size;) {
    size_t end = at;
    while (end < size && is_inside_word(text, end, size)) {
      ++end;
    }
    if (end > at) {
      for (size_t at_cut = find_cut(text, at, end); at_cut > at && at_cut < end;
           at_cut = find_cut(text, at, end)) {
        add_token(words, text, at, at_cut, split);
        at = at_cut;
      }
      add_token(words, text, at, end, split);
    } else if (text[at] != ' ') {
      end = at + 1;
      while (end < size && ((unsigned char)text[end] & 0xc0U) == 0x80) {
        ++end;
      }
      add_word(words, text + at, end - at, at, end);
    } else {
      end = at + 1;
    }
    at = end;
  }
}

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

// returns  whether the mentions are those expected; prints where not
static bool
check_case(const GestaDateLexicon *lexicon, const Case *check, bool split,
           const char *where)
{
  Words words;
  GestaArena arena;
  GestaDateMention *mentions = NULL;
  size_t count = 0;
  bool good = true;
  gesta_arena_init(&arena, gesta_default_allocator());
  cut(check->text, check->size, split, &words);
  assert_int_equal(gesta_date_mentions_find(lexicon, &words.sentence,
                                            give_context, &check->context,
                                            &arena, &mentions, &count),
                   GESTA_OK);
  for (size_t i = 0; i < count || i < check->count; ++i) {
    const Expected *const expected = i < check->count ? &check->expected[i]
                                                      : NULL;
    char value[GESTA_EDTF_SIZE] = "";
    size_t begin = 0;
    size_t end = 0;
    if (i < count) {
      (void)gesta_edtf_print(&mentions[i].value, value);
      begin = words.begins[mentions[i].first];
      end = words.ends[mentions[i].last];
    }
    if (!expected || begin != expected->begin || end != expected->end
        || strcmp(value, expected->value) != 0) {
      print_error("%s: expected [%.*s = %s], found [%.*s = %s]\n", where,
                  expected ? (int)(expected->end - expected->begin) : 0,
                  expected ? check->text + expected->begin : "",
                  expected ? expected->value : "", (int)(end - begin),
                  check->text + begin, value);
      good = false;
    }
  }
  gesta_arena_clear(&arena);
  return good;
}

// --- tests

static const char *
data_directory(void)
{
  const char *const directory = getenv("GESTA_DATA");
  return directory ? directory : "ontology";
}

static GestaDateLexicon *
open_lexicon(const char *language)
{
  GestaDateLexicon *lexicon = NULL;
  GestaError error = {0};
  if (gesta_date_lexicon_open(gesta_default_allocator(), data_directory(),
                              gesta_view(language), &lexicon, &error)) {
    fail_msg("%s", error.message);
  }
  return lexicon;
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
  GestaDateLexicon *const lexicon = open_lexicon(language);
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
      bad += !check_case(lexicon, &check, true, where);
      bad += !check_case(lexicon, &check, false, where);
      found += check.count;
      empty += check.count == 0;
    }
    rest = end + 1;
  }
  gesta_date_lexicon_close(lexicon);
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

static void
a_figure_before_a_tagged_noun_is_no_year(void **state)
{
  (void)state;
  static const char text[] = "pour 1500 patients";
  GestaDateLexicon *const lexicon = open_lexicon("fr");
  const GestaDateContext context = {.publication = {2024, 2, 20}};
  GestaArena arena;
  Words words;
  GestaDateMention *mentions = NULL;
  size_t count = 0;
  gesta_arena_init(&arena, gesta_default_allocator());
  cut(text, strlen(text), true, &words);
  for (int tagged = 0; tagged < 2; ++tagged) {
    words.words[3].upos = tagged ? GESTA_UPOS_NOUN : GESTA_UPOS_NONE;
    assert_int_equal(gesta_date_mentions_find(lexicon, &words.sentence,
                                              give_context, &context, &arena,
                                              &mentions, &count),
                     GESTA_OK);
    assert_int_equal(count, tagged ? 0 : 1);
  }
  gesta_arena_clear(&arena);
  gesta_date_lexicon_close(lexicon);
}

static void
a_refused_allocation_is_reported_and_leaks_nothing(void **state)
{
  (void)state;
  static const char text[] = "Il est venu hier et lundi dernier.";
  GestaDateLexicon *const lexicon = open_lexicon("fr");
  const GestaDateContext context = {.publication = {2024, 2, 20}};
  Words words;
  cut(text, strlen(text), true, &words);
  GestaStatus status = GESTA_ERR_MEMORY;
  for (size_t granted = 0; status != GESTA_OK; ++granted) {
    FailingAllocator allocator = failing_allocator(granted);
    GestaArena arena;
    GestaDateMention *mentions = NULL;
    size_t count = 0;
    gesta_arena_init(&arena, &allocator.base);
    status = gesta_date_mentions_find(lexicon, &words.sentence, give_context,
                                      &context, &arena, &mentions, &count);
    assert_int_equal(count, status == GESTA_OK ? 2 : 0);
    gesta_arena_clear(&arena);
    assert_int_equal(allocator.live, 0);
  }
  gesta_date_lexicon_close(lexicon);
}

static void
a_sentence_without_words_has_no_dates(void **state)
{
  (void)state;
  GestaDateLexicon *const lexicon = open_lexicon("en");
  const GestaDateContext context = {.publication = {2024, 2, 20}};
  Words words;
  GestaArena arena;
  GestaDateMention *mentions = NULL;
  size_t count = 7;
  gesta_arena_init(&arena, gesta_default_allocator());
  cut("", 0, true, &words);
  assert_int_equal(gesta_date_mentions_find(lexicon, &words.sentence,
                                            give_context, &context, &arena,
                                            &mentions, &count),
                   GESTA_OK);
  assert_int_equal(count, 0);
  gesta_arena_clear(&arena);
  gesta_date_lexicon_close(lexicon);
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
