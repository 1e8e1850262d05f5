// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/text/segmenter.h"

#include "extractor/text/conllu.h"
#include "graph/base/text_buffer.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

#include <stdlib.h>
#include <string.h>

typedef struct Fixture {
  GestaArena arena;
  GestaSegmenter *segmenter;
  GestaDocument document;
} Fixture;

static const char *
data_directory(void)
{
  const char *const path = getenv(
    "GESTA_DATA"); // NOLINT(concurrency-mt-unsafe)
  return path ? path : "ontology";
}

static Fixture
segment(const char *language, GestaStringView section, GestaStringView text)
{
  Fixture fixture;
  GestaAllocator *allocator = gesta_default_allocator();
  gesta_arena_init(&fixture.arena, allocator);
  assert_int_equal(gesta_segmenter_open(allocator, data_directory(),
                                        gesta_view(language), section,
                                        &fixture.segmenter, NULL),
                   GESTA_OK);
  assert_int_equal(
    gesta_segment(fixture.segmenter, text, &fixture.arena, &fixture.document),
    GESTA_OK);
  return fixture;
}

static void
clear(Fixture *fixture)
{
  gesta_segmenter_close(fixture->segmenter);
  gesta_arena_clear(&fixture->arena);
}

static bool
is_blank(char c)
{
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

// What must hold of every segmentation: tokens and sentences in order, nothing
// but blanks between them, words that cover the tokens.
static void
check_invariants(const GestaDocument *document)
{
  size_t offset = 0;
  for (size_t i = 0; i < document->sentence_count; ++i) {
    const GestaSentence *sentence = &document->sentences[i];
    size_t word = 1;
    assert_true(sentence->token_count > 0);
    assert_true(sentence->token_count <= GESTA_SENTENCE_TOKEN_LIMIT);
    assert_int_equal(sentence->begin, sentence->tokens[0].begin);
    assert_int_equal(sentence->end,
                     sentence->tokens[sentence->token_count - 1].end);
    for (size_t j = 0; j < sentence->token_count; ++j) {
      const GestaToken *token = &sentence->tokens[j];
      assert_true(token->begin >= offset && token->end > token->begin);
      for (; offset < token->begin; ++offset) {
        assert_true(is_blank(document->text.data[offset]));
      }
      assert_ptr_equal(token->form.data, document->text.data + token->begin);
      assert_int_equal(token->form.size, token->end - token->begin);
      assert_int_equal(token->space_after,
                       token->end == document->text.size
                         || is_blank(document->text.data[token->end]));
      assert_int_equal(token->first_word, word);
      for (size_t k = 0; k < token->word_count; ++k, ++word) {
        assert_int_equal(sentence->words[word].token, j);
        assert_true(sentence->words[word].form.size > 0);
      }
      offset = token->end;
    }
    assert_int_equal(sentence->word_count, word - 1);
  }
  for (; offset < document->text.size; ++offset) {
    assert_true(is_blank(document->text.data[offset]));
  }
}

// Make a text of `count` copies.
static GestaStringView
repeat(const char *piece, size_t count)
{
  const size_t size = strlen(piece);
  char *text = malloc(size * count);
  assert_non_null(text);
  for (size_t i = 0; i < count; ++i) {
    memcpy(text + i * size, piece, size); // NOLINT: a view needs no NUL
  }
  return (GestaStringView){text, size * count};
}

// Pathological text: whatever is repeated, time and memory stay linear (a
// quadratic loop would not end), and nothing is lost.
static void
long_and_deep_text_is_cut_without_loss(void **state)
{
  (void)state;
  static const char *const pieces[] = {
    "mot ",    "« ",        "\"",     "(",    "l'",    "a-t-il-", "a.",
    "1 000 ",  "www.",      "a@b.c ", "....", "x",     "'",       "d'l'",
    "non-a-",  "M. ",       "\n",     ". A ", "1,",    "A.-",     "it's'",
    "😀‍", "e\xCC\x81", "(e)",    "a/1/", "!? \"", "n'",      "&a",
  };
  static const char *const languages[] = {"fr", "en"};
  for (size_t l = 0; l < 2; ++l) {
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; ++i) {
      GestaStringView text = repeat(pieces[i], 100000);
      Fixture fixture = segment(languages[l], (GestaStringView){NULL, 0}, text);
      check_invariants(&fixture.document);
      clear(&fixture);
      free((void *)(uintptr_t)text.data);
    }
  }
}

static void
an_overlong_sentence_is_cut_after_a_comma(void **state)
{
  (void)state;
  GestaStringView text = repeat("encore un mot, ", 1250);
  Fixture fixture = segment("fr", (GestaStringView){NULL, 0}, text);
  check_invariants(&fixture.document);
  assert_int_equal(fixture.document.sentence_count, 5);
  for (size_t i = 0; i < 5; ++i) {
    const GestaSentence *sentence = &fixture.document.sentences[i];
    assert_int_equal(sentence->begins_paragraph, i == 0);
    assert_int_equal(sentence->token_count, 1000);
    assert_memory_equal(sentence->tokens[sentence->token_count - 1].form.data,
                        ",", 1);
  }
  clear(&fixture);
  free((void *)(uintptr_t)text.data);
}

static void
blank_text_has_no_sentence(void **state)
{
  (void)state;
  static const char *const texts[] = {"", " ", "\n\n \t", "\r\n"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; ++i) {
    Fixture fixture = segment("fr", (GestaStringView){NULL, 0},
                              gesta_view(texts[i]));
    assert_int_equal(fixture.document.sentence_count, 0);
    clear(&fixture);
  }
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

static void
random_text_is_cut_without_loss(void **state)
{
  (void)state;
  static const char *const pieces[] = {
    "a",  "B", "é",  "É",   "1",  "23", " ",  " ",   "\n", ".",
    ",",  "'", "’",  "\"",  "«",  "»",  "-",  "(",   ")",  "/",
    "!",  "?", "…",  ":",   "du", "l'", "€",  "%",   "@",  "http://",
    "日", "😀", "M.", "-il", "°",  "n",  "s'", "n't", "_",  "e\xCC\x81",
  };
  uint32_t seed = 1;
  for (int round = 0; round < 2000; ++round) {
    char text[256];
    size_t size = 0;
    while (size < sizeof text - 16) {
      const char *const piece =
        pieces[draw(&seed) % (sizeof pieces / sizeof *pieces)];
      memcpy(text + size, piece, strlen(piece)); // NOLINT: the same
      size += strlen(piece);
    }
    Fixture fixture = segment(round % 2 ? "fr" : "en",
                              (GestaStringView){NULL, 0},
                              (GestaStringView){text, size});
    check_invariants(&fixture.document);
    clear(&fixture);
  }
}

static void
parts_make_up_the_whole(void **state)
{
  (void)state;
  static const char line[] = "M. Roux part.  Et du thé ? «\xC2\xA0"
                             "Oui.\xC2\xA0»\n\nFin, ";
  enum { ROUNDS = 3000 };
  const size_t size = sizeof line - 1;
  char *text = malloc(size * ROUNDS);
  assert_non_null(text);
  for (size_t i = 0; i < ROUNDS; ++i) {
    memcpy(text + i * size, line, size);
  }
  const GestaStringView view = {text, size * ROUNDS};
  Fixture fixture = segment("fr", (GestaStringView){NULL, 0}, view);
  GestaArena arena;
  gesta_arena_init(&arena, gesta_default_allocator());
  GestaDocument part;
  size_t offset = 0;
  size_t parts = 0;
  size_t next = 0;
  GestaStatus status = gesta_segment_part(fixture.segmenter, view, &offset,
                                          &arena, &part);
  for (; !status; ++parts) {
    for (size_t i = 0; i < part.sentence_count; ++i, ++next) {
      const GestaSentence *whole = &fixture.document.sentences[next];
      assert_int_equal(part.sentences[i].begin, whole->begin);
      assert_int_equal(part.sentences[i].end, whole->end);
      assert_int_equal(part.sentences[i].word_count, whole->word_count);
      assert_int_equal(part.sentences[i].begins_paragraph,
                       whole->begins_paragraph);
    }
    gesta_arena_reset(&arena);
    status = gesta_segment_part(fixture.segmenter, view, &offset, &arena,
                                &part);
  }
  assert_int_equal(status, GESTA_END);
  assert_int_equal(next, fixture.document.sentence_count);
  assert_true(parts >= view.size / (2 * (size_t)GESTA_PART_SIZE));
  gesta_arena_clear(&arena);
  clear(&fixture);
  free(text);
}

// What is cut from raw text is valid CoNLL-U with the same tokens and words.
static void
a_document_survives_conllu(void **state)
{
  (void)state;
  static const char text[] = "Le chef du Sénégal (22\xC2\xA0"
                             "700 « amis »)"
                             " parle-t-il ?  Oui.\n\nAux élus, _ # 1-2 : non";
  Fixture fixture = segment("fr", (GestaStringView){NULL, 0}, gesta_view(text));
  GestaTextBuffer buffer;
  GestaDocument read = {0};
  GestaError error = {0};
  gesta_text_buffer_init(&buffer, gesta_default_allocator());
  GestaOutput output = gesta_output_to_buffer(&buffer);
  assert_int_equal(gesta_conllu_write(&fixture.document, &output), GESTA_OK);
  if (gesta_conllu_read(gesta_text_buffer_view(&buffer), &fixture.arena, &read,
                        &error)) {
    fail_msg("%zu:%zu: %s", error.line, error.column, error.message);
  }
  assert_int_equal(read.sentence_count, fixture.document.sentence_count);
  for (size_t i = 0; i < read.sentence_count; ++i) {
    const GestaSentence *a = &read.sentences[i];
    const GestaSentence *b = &fixture.document.sentences[i];
    assert_int_equal(a->token_count, b->token_count);
    assert_int_equal(a->word_count, b->word_count);
    assert_int_equal(a->begins_paragraph, b->begins_paragraph);
    for (size_t j = 0; j < a->token_count; ++j) {
      assert_true(gesta_view_equal(a->tokens[j].form, b->tokens[j].form));
      assert_int_equal(a->tokens[j].space_after, b->tokens[j].space_after);
    }
    for (size_t j = 1; j <= a->word_count; ++j) {
      assert_true(gesta_view_equal(a->words[j].form, b->words[j].form));
      assert_int_equal(a->words[j].token, b->words[j].token);
    }
  }
  gesta_text_buffer_clear(&buffer);
  clear(&fixture);
}

static void
a_refused_allocation_is_reported_and_leaks_nothing(void **state)
{
  (void)state;
  GestaStatus status = GESTA_ERR_MEMORY;
  for (size_t granted = 0; status != GESTA_OK; ++granted) {
    FailingAllocator allocator = failing_allocator(granted);
    GestaSegmenter *segmenter = NULL;
    GestaArena arena;
    GestaDocument document;
    gesta_arena_init(&arena, &allocator.base);
    status = gesta_segmenter_open(&allocator.base, data_directory(),
                                  gesta_view("fr"), (GestaStringView){NULL, 0},
                                  &segmenter, NULL);
    if (status == GESTA_OK) {
      status = gesta_segment(segmenter, gesta_view("Au revoir. Du pain !"),
                             &arena, &document);
    }
    assert_true(status == GESTA_OK || status == GESTA_ERR_MEMORY);
    gesta_segmenter_close(segmenter);
    gesta_arena_clear(&arena);
    assert_int_equal(allocator.live, 0);
  }
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(long_and_deep_text_is_cut_without_loss),
    cmocka_unit_test(an_overlong_sentence_is_cut_after_a_comma),
    cmocka_unit_test(blank_text_has_no_sentence),
    cmocka_unit_test(random_text_is_cut_without_loss),
    cmocka_unit_test(parts_make_up_the_whole),
    cmocka_unit_test(a_document_survives_conllu),
    cmocka_unit_test(a_refused_allocation_is_reported_and_leaks_nothing),
  };
  return cmocka_run_group_tests_name("segmenter", tests, NULL, NULL);
}
