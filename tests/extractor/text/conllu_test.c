// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/text/conllu.h"

#include "graph/base/text_buffer.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

#include <string.h>

// Everything a sentence may hold: paragraphs, multiword tokens with features
// and MISC of their own, MISC beside SpaceAfter=No, DEPS, a form with a space,
// an underscore as a word, no tree.
static const char everything[] =
  "# newdoc id = a\n"
  "# text = Du pain, 22 700 _\n"
  "#odd comment\n"
  "1-2\tDu\t_\t_\t_\tTypo=Yes\t_\t_\t_\tLang=fr\n"
  "1\tDe\tde\tADP\tP\t_\t3\tcase\t3:case\t_\n"
  "2\tle\tle\tDET\t_\tDefinite=Def|Gender=Masc\t3\tdet\t_\tX=1|Y=2\n"
  "3\tpain\tpain\tNOUN\t_\tGender=Masc\t0\troot\t0:root\tA=b|SpaceAfter=No\n"
  "4\t,\t,\tPUNCT\t_\t_\t3\tpunct\t_\tSpaceAfter=No|Z=c d\n"
  "5\t22 700\t22 700\tNUM\t_\t_\t3\tdep:x\t_\t_\n"
  "6\t_\t_\tSYM\t_\t_\t3\tdep\t_\tSpaceAfter=No\n"
  "\n"
  "# newpar\n"
  "1\tOui\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
  "2\t!\t_\t_\t_\t_\t_\t_\t_\t_\n"
  "\n"
  "1\tNon\tnon\tINTJ\t_\t_\t0\troot\t_\t_\n"
  "\n";

static void
what_is_read_is_written_byte_for_byte(void **state)
{
  (void)state;
  GestaArena arena;
  GestaTextBuffer buffer;
  GestaDocument document;
  gesta_arena_init(&arena, gesta_default_allocator());
  gesta_text_buffer_init(&buffer, gesta_default_allocator());
  GestaOutput output = gesta_output_to_buffer(&buffer);
  assert_int_equal(
    gesta_conllu_read(gesta_view(everything), &arena, &document, NULL),
    GESTA_OK);
  assert_int_equal(gesta_conllu_write(&document, &output), GESTA_OK);
  assert_string_equal(buffer.data, everything);
  gesta_text_buffer_clear(&buffer);
  gesta_arena_clear(&arena);
}

static void
check_view(GestaStringView view, const char *expected)
{
  assert_int_equal(view.size, strlen(expected));
  assert_memory_equal(view.data, expected, view.size);
}

static void
offsets_refer_to_the_text_of_the_tokens(void **state)
{
  (void)state;
  GestaArena arena;
  GestaDocument document;
  gesta_arena_init(&arena, gesta_default_allocator());
  assert_int_equal(
    gesta_conllu_read(gesta_view(everything), &arena, &document, NULL),
    GESTA_OK);
  check_view(document.text, "Du pain,22 700 _\nOui! Non");
  assert_int_equal(document.sentence_count, 3);
  for (size_t i = 0; i < document.sentence_count; ++i) {
    const GestaSentence *sentence = &document.sentences[i];
    assert_int_equal(sentence->begin, sentence->tokens[0].begin);
    for (size_t j = 0; j < sentence->token_count; ++j) {
      const GestaToken *token = &sentence->tokens[j];
      assert_int_equal(token->end - token->begin, token->form.size);
      assert_memory_equal(document.text.data + token->begin, token->form.data,
                          token->form.size);
      assert_int_equal(sentence->words[token->first_word].token, j);
    }
  }
  assert_true(document.sentences[0].begins_paragraph);
  assert_true(document.sentences[1].begins_paragraph);
  assert_false(document.sentences[2].begins_paragraph);
  gesta_arena_clear(&arena);
}

static void
every_column_finds_its_field(void **state)
{
  (void)state;
  GestaArena arena;
  GestaDocument document;
  gesta_arena_init(&arena, gesta_default_allocator());
  assert_int_equal(
    gesta_conllu_read(gesta_view(everything), &arena, &document, NULL),
    GESTA_OK);
  const GestaSentence *first = &document.sentences[0];
  assert_int_equal(first->token_count, 5);
  assert_int_equal(first->word_count, 6);
  assert_int_equal(first->tokens[0].word_count, 2);
  check_view(first->tokens[0].misc, "Lang=fr");
  check_view(first->words[1].xpos, "P");
  check_view(first->words[1].deps, "3:case");
  check_view(first->words[2].misc, "X=1|Y=2");
  check_view(gesta_word_feature(&first->words[2], "Gender"), "Masc");
  assert_int_equal(first->words[3].upos, GESTA_UPOS_NOUN);
  assert_int_equal(first->words[3].head, 0);
  check_view(first->words[5].relation, "dep:x");
  check_view(first->words[6].lemma, "_");
  assert_false(first->tokens[1].space_after);
  assert_true(first->tokens[3].space_after);
  assert_int_equal(document.sentences[1].words[1].relation.size, 0);
  gesta_arena_clear(&arena);
}

#define ROW(id, head, relation)                                                \
  id "\tmot\tmot\tNOUN\t_\t_\t" head "\t" relation "\t_\t_\n"
#define RANGE(id) id "\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n"

static void
bad_input_is_refused_with_its_place(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    size_t line;
    size_t column;
    const char *message; // a part of it
  } cases[] = {
    {"1\tmot\n\n", 1, 1, "2 columns"},
    {"1\ta\ta\tX\t_\t_\t0\troot\t_\t_\t_\n\n", 1, 1, "11 columns"},
    {"1\té\t\tX\t_\t_\t0\troot\t_\t_\n\n", 1, 5, "empty"},
    {ROW("1", "0", "root") ROW("3", "1", "x") "\n", 2, 1, "without a gap"},
    {ROW("0", "0", "root") "\n", 1, 1, "without a gap"},
    {ROW("un", "0", "root") "\n", 1, 1, "not an id"},
    {ROW("1", "0", "root") ROW("1.1", "_", "_") "\n", 2, 1, "empty node"},
    {RANGE("1-x") ROW("1", "0", "root") "\n", 1, 1, "written like 3-4"},
    {RANGE("1-1") ROW("1", "0", "root") "\n", 1, 1, "two words"},
    {RANGE("1-3") ROW("1", "0", "root") "\n", 1, 1, "beyond"},
    {RANGE("2-3") ROW("1", "0", "root") ROW("2", "1", "x")
       ROW("3", "1", "x") "\n",
     1, 1, "before its first word"},
    {RANGE("1-2") ROW("1", "0", "root") RANGE("2-3") ROW("2", "1", "x")
       ROW("3", "1", "x") "\n",
     3, 1, "inside another"},
    {"1-2\tdu\t_\tADP\t_\t_\t_\t_\t_\t_\n" ROW("1", "0", "root")
       ROW("2", "1", "x") "\n",
     1, 10, "has a form"},
    {ROW("1", "0", "root") ROW("2", "3", "x") "\n", 2, 20, "beyond the last"},
    {ROW("1", "-1", "root") "\n", 1, 20, "or 0 for the root"},
    {ROW("1", "0", "_") "\n", 1, 20, "without a relation"},
    {ROW("1", "0", "root") ROW("2", "0", "root") "\n", 2, 3, "a second root"},
    {ROW("1", "2", "x") ROW("2", "1", "x") "\n", 1, 3, "no root"},
    {ROW("1", "0", "root") ROW("2", "3", "x") ROW("3", "2", "x") "\n", 2, 3,
     "a cycle"},
    {ROW("1", "0", "root") ROW("2", "2", "x") "\n", 2, 3, "a cycle"},
    {ROW("1", "0", "root") ROW("2", "_", "_") "\n", 1, 3, "some have not"},
    {"1\ta\ta\tNOM\t_\t_\t0\troot\t_\t_\n\n", 1, 7, "part of speech"},
    {"1\ta\ta\tX\t_\tGender\t0\troot\t_\t_\n\n", 1, 11, "Name=Value"},
    {"1\ta\ta\tX\t_\tA=b|\t0\troot\t_\t_\n\n", 1, 14, "no feature after"},
    {"1\ta\ta\tX\t_\t_\t0\tro ot\t_\t_\n\n", 1, 17, "a space"},
    {"1\ta \ta\tX\t_\t_\t0\troot\t_\t_\n\n", 1, 3, "a space at"},
    {ROW("1", "0", "root"), 1, 1, "cut off"},
    {ROW("1", "0", "root") "\n# text = x\n", 4, 1, "cut off"},
    {ROW("1", "0", "root") "\n# text = x", 3, 11, "cut off"},
    {ROW("1", "0", "root") "\n\n", 3, 1, "without words"},
    {RANGE("1-2") "\n", 2, 1, "without words"},
    {ROW("1", "0", "root") "# text = x\n\n", 2, 1, "inside a sentence"},
    {"1\ta\ta\tX\t_\t_\t0\troot\t_\t_\r\n\r\n", 1, 23, "carriage return"},
  };
  GestaArena arena;
  gesta_arena_init(&arena, gesta_default_allocator());
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    GestaDocument document = {.sentence_count = 7};
    GestaError error = {0};
    const GestaStatus status = gesta_conllu_read(gesta_view(cases[i].text),
                                                 &arena, &document, &error);
    if (status != GESTA_ERR_SYNTAX || error.status != status
        || error.line != cases[i].line || error.column != cases[i].column
        || !strstr(error.message, cases[i].message)) {
      fail_msg("case %zu (\"%s\"): status %d, %zu:%zu: %s", i, cases[i].message,
               (int)status, error.line, error.column, error.message);
    }
    assert_int_equal(document.sentence_count, 7);
  }
  gesta_arena_clear(&arena);
}

static void
what_is_not_utf8_is_refused_with_its_place(void **state)
{
  (void)state;
  GestaArena arena;
  GestaDocument document;
  GestaError error;
  gesta_arena_init(&arena, gesta_default_allocator());
  assert_int_equal(gesta_conllu_read(gesta_view("# \xC3\xA9\n1\tcaf\xE9\t"),
                                     &arena, &document, &error),
                   GESTA_ERR_ENCODING);
  assert_int_equal(error.line, 2);
  assert_int_equal(error.column, 6);
  gesta_arena_clear(&arena);
}

static void
an_empty_file_is_an_empty_document(void **state)
{
  (void)state;
  GestaArena arena;
  GestaDocument document = {.sentence_count = 7};
  gesta_arena_init(&arena, gesta_default_allocator());
  assert_int_equal(
    gesta_conllu_read((GestaStringView){NULL, 0}, &arena, &document, NULL),
    GESTA_OK);
  assert_int_equal(document.sentence_count, 0);
  assert_int_equal(document.text.size, 0);
  gesta_arena_clear(&arena);
}

static void
sentences_of_our_own_get_comments(void **state)
{
  (void)state;
  GestaToken tokens[] = {
    {.form = {"Oui", 3}, .first_word = 1, .word_count = 1},
    {.form = {"!", 1}, .space_after = true, .first_word = 2, .word_count = 1},
  };
  GestaWord words[] = {
    {.head = 0},
    {.form = {"Oui", 3}, .misc = {"A=b", 3}, .token = 0},
    {.form = {"!", 1}, .token = 1},
  };
  GestaSentence sentence = {.tokens = tokens,
                            .token_count = 2,
                            .words = words,
                            .word_count = 2,
                            .begins_paragraph = true};
  const GestaDocument document = {.sentences = &sentence, .sentence_count = 1};
  GestaTextBuffer buffer;
  gesta_text_buffer_init(&buffer, gesta_default_allocator());
  GestaOutput output = gesta_output_to_buffer(&buffer);
  assert_int_equal(gesta_conllu_write(&document, &output), GESTA_OK);
  assert_string_equal(buffer.data,
                      "# newpar\n# sent_id = 1\n# text = Oui!\n"
                      "1\tOui\t_\t_\t_\t_\t_\t_\t_\tA=b|SpaceAfter=No\n"
                      "2\t!\t_\t_\t_\t_\t_\t_\t_\t_\n\n");
  gesta_text_buffer_clear(&buffer);
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

// Damage the example; what is still read must be written as it is.
static void
damaged_input_is_refused_or_written_byte_for_byte(void **state)
{
  (void)state;
  static const char bytes[] = "\t\n 0123-._#=|\xC3";
  enum { SIZE = sizeof everything - 1, ROUNDS = 20000 };
  uint32_t seed = 1;
  size_t good = 0;
  for (size_t round = 0; round < ROUNDS; ++round) {
    char text[SIZE];
    GestaArena arena;
    GestaTextBuffer buffer;
    GestaDocument document;
    memcpy(text, everything, SIZE);
    for (uint32_t i = draw(&seed) % 3; i < 3; ++i) {
      text[draw(&seed) % SIZE] = bytes[draw(&seed) % (sizeof bytes - 1)];
    }
    gesta_arena_init(&arena, gesta_default_allocator());
    gesta_text_buffer_init(&buffer, gesta_default_allocator());
    GestaOutput output = gesta_output_to_buffer(&buffer);
    GestaError error = {0};
    const GestaStringView view = {text, SIZE};
    if (gesta_conllu_read(view, &arena, &document, &error) == GESTA_OK) {
      ++good;
      assert_int_equal(gesta_conllu_write(&document, &output), GESTA_OK);
      assert_true(gesta_view_equal(gesta_text_buffer_view(&buffer), view));
    } else {
      assert_true(error.line > 0 && error.column > 0);
    }
    gesta_text_buffer_clear(&buffer);
    gesta_arena_clear(&arena);
  }
  assert_true(good > ROUNDS / 20 && good < ROUNDS);
}

static void
a_refused_allocation_is_reported_and_leaks_nothing(void **state)
{
  (void)state;
  GestaStatus status = GESTA_ERR_MEMORY;
  for (size_t granted = 0; status != GESTA_OK; ++granted) {
    FailingAllocator allocator = failing_allocator(granted);
    GestaArena arena;
    GestaTextBuffer buffer;
    GestaDocument document;
    gesta_arena_init(&arena, &allocator.base);
    gesta_text_buffer_init(&buffer, &allocator.base);
    GestaOutput output = gesta_output_to_buffer(&buffer);
    status = gesta_conllu_read(gesta_view(everything), &arena, &document, NULL);
    if (status == GESTA_OK) {
      status = gesta_conllu_write(&document, &output);
    }
    assert_true(status == GESTA_OK || status == GESTA_ERR_MEMORY);
    gesta_text_buffer_clear(&buffer);
    gesta_arena_clear(&arena);
    assert_int_equal(allocator.live, 0);
  }
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_is_read_is_written_byte_for_byte),
    cmocka_unit_test(offsets_refer_to_the_text_of_the_tokens),
    cmocka_unit_test(every_column_finds_its_field),
    cmocka_unit_test(bad_input_is_refused_with_its_place),
    cmocka_unit_test(what_is_not_utf8_is_refused_with_its_place),
    cmocka_unit_test(an_empty_file_is_an_empty_document),
    cmocka_unit_test(sentences_of_our_own_get_comments),
    cmocka_unit_test(damaged_input_is_refused_or_written_byte_for_byte),
    cmocka_unit_test(a_refused_allocation_is_reported_and_leaks_nothing),
  };
  return cmocka_run_group_tests_name("conllu", tests, NULL, NULL);
}
