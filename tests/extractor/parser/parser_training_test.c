// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/parser/parser_training.h"

#include "extractor/text/conllu.h"
#include "tests/support/cmocka_support.h"

#include <string.h>

// Subjects, objects and what hangs on them.
static const char treebank[] =
  "1\tLa\tle\tDET\t_\t_\t2\tdet\t_\t_\n"
  "2\tministre\tministre\tNOUN\t_\t_\t3\tnsubj\t_\t_\n"
  "3\tcite\tciter\tVERB\t_\t_\t0\troot\t_\t_\n"
  "4\tle\tle\tDET\t_\t_\t5\tdet\t_\t_\n"
  "5\tjuge\tjuge\tNOUN\t_\t_\t3\tobj\t_\t_\n"
  "6\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_\n"
  "\n"
  "1\tElle\tlui\tPRON\t_\t_\t2\tnsubj\t_\t_\n"
  "2\tdort\tdormir\tVERB\t_\t_\t0\troot\t_\t_\n"
  "3\tà\tà\tADP\t_\t_\t4\tcase\t_\t_\n"
  "4\tParis\tParis\tPROPN\t_\t_\t2\tobl:*\t_\t_\n"
  "\n"
  "1\tLe\tle\tDET\t_\t_\t2\tdet\t_\t_\n"
  "2\tjuge\tjuge\tNOUN\t_\t_\t3\tnsubj\t_\t_\n"
  "3\tdort\tdormir\tVERB\t_\t_\t0\troot\t_\t_\n"
  "4\tà\tà\tADP\t_\t_\t5\tcase\t_\t_\n"
  "5\tLyon\tLyon\tPROPN\t_\t_\t3\tobl:mod\t_\t_\n"
  "\n";

enum { COPIES = 8, MOST = 3 * COPIES };

typedef struct Fixture {
  GestaArena arena;
  GestaDocument document;
  const GestaSentence *items[MOST];
  GestaSentenceSet set;
  GestaTextBuffer parts[GESTA_PARSER_PART_COUNT];
} Fixture;

// The three sentences, several times over: relations of two words are rare.
static void
read_treebank(Fixture *fixture)
{
  gesta_arena_init(&fixture->arena, gesta_default_allocator());
  assert_int_equal(gesta_conllu_read(gesta_view(treebank), &fixture->arena,
                                     &fixture->document, NULL),
                   GESTA_OK);
  for (size_t i = 0; i < MOST; ++i) {
    fixture->items[i] = &fixture->document.sentences[i % 3];
  }
  fixture->set = (GestaSentenceSet){fixture->items, MOST};
  for (size_t i = 0; i < GESTA_PARSER_PART_COUNT; ++i) {
    gesta_text_buffer_init(&fixture->parts[i], gesta_default_allocator());
  }
}

static void
train(Fixture *fixture, uint64_t seed, unsigned epochs)
{
  const GestaTrainingOptions options = {.seed = seed, .epochs = epochs};
  const GestaParserLessons lessons = {fixture->set, fixture->set, {NULL, 0}};
  assert_int_equal(gesta_parser_train(gesta_default_allocator(), &lessons, NULL,
                                      &options, fixture->parts),
                   GESTA_OK);
}

static void
tear_down(Fixture *fixture)
{
  for (size_t i = 0; i < GESTA_PARSER_PART_COUNT; ++i) {
    gesta_text_buffer_clear(&fixture->parts[i]);
  }
  gesta_arena_clear(&fixture->arena);
}

static GestaParser *
open_parser(const Fixture *fixture)
{
  GestaParser *parser = NULL;
  const GestaStringView parts[] = {gesta_text_buffer_view(&fixture->parts[0]),
                                   gesta_text_buffer_view(&fixture->parts[1])};
  assert_int_equal(
    gesta_parser_open(gesta_default_allocator(), parts, NULL, &parser),
    GESTA_OK);
  return parser;
}

static void
what_was_learnt_is_known(void **state)
{
  (void)state;
  static Fixture fixture;
  read_treebank(&fixture);
  train(&fixture, 1, 80);
  GestaParser *parser = open_parser(&fixture);
  GestaArena scratch;
  gesta_arena_init(&scratch, gesta_default_allocator());
  for (size_t s = 0; s < fixture.document.sentence_count; ++s) {
    const GestaSentence *gold = &fixture.document.sentences[s];
    GestaWord words[8];
    assert_true(gold->word_count < 8);
    memcpy(words, gold->words, (gold->word_count + 1) * sizeof *words);
    GestaSentence copy = *gold;
    copy.words = words;
    assert_int_equal(gesta_parser_parse(parser, &scratch, &copy), GESTA_OK);
    for (size_t i = 1; i <= gold->word_count; ++i) {
      assert_int_equal(words[i].head, gold->words[i].head);
      // "obl:*" is learnt as some subtype of it.
      if (gesta_relation_is(gold->words[i].relation, "obl")) {
        assert_true(gesta_view_equal(words[i].relation, gesta_view("obl:mod")));
      } else {
        assert_true(
          gesta_view_equal(words[i].relation, gold->words[i].relation));
      }
    }
  }
  gesta_arena_clear(&scratch);
  gesta_parser_close(parser);
  tear_down(&fixture);
}

static void
the_same_seed_gives_the_same_bytes(void **state)
{
  (void)state;
  static Fixture one;
  static Fixture two;
  static Fixture other;
  read_treebank(&one);
  read_treebank(&two);
  read_treebank(&other);
  train(&one, 1, 2);
  train(&two, 1, 2);
  train(&other, 2, 2);
  for (size_t i = 0; i < GESTA_PARSER_PART_COUNT; ++i) {
    assert_true(gesta_view_equal(gesta_text_buffer_view(&one.parts[i]),
                                 gesta_text_buffer_view(&two.parts[i])));
  }
  assert_false(gesta_view_equal(gesta_text_buffer_view(&one.parts[1]),
                                gesta_text_buffer_view(&other.parts[1])));
  tear_down(&one);
  tear_down(&two);
  tear_down(&other);
}

static void
a_sentence_longer_than_a_piece_gets_one_tree(void **state)
{
  (void)state;
  enum { LONG = 1200 };
  static Fixture fixture;
  read_treebank(&fixture);
  train(&fixture, 1, 1);
  GestaParser *parser = open_parser(&fixture);
  static GestaWord words[LONG + 1];
  const GestaSentence *first = &fixture.document.sentences[0];
  for (size_t i = 1; i <= LONG; ++i) {
    words[i] = first->words[1 + i % first->word_count];
  }
  GestaSentence sentence = {.words = words, .word_count = LONG};
  GestaArena scratch;
  gesta_arena_init(&scratch, gesta_default_allocator());
  assert_int_equal(gesta_parser_parse(parser, &scratch, &sentence), GESTA_OK);
  size_t roots = 0;
  for (size_t i = 1; i <= LONG; ++i) {
    roots += words[i].head == 0;
    size_t node = i;
    for (size_t steps = 0; node != 0; ++steps) {
      assert_true(steps <= LONG && node <= LONG);
      node = words[node].head;
    }
  }
  assert_int_equal(roots, 1);
  gesta_arena_clear(&scratch);
  gesta_parser_close(parser);
  tear_down(&fixture);
}

static void
damaged_sections_are_refused(void **state)
{
  (void)state;
  static Fixture fixture;
  read_treebank(&fixture);
  train(&fixture, 1, 1);
  const GestaStringView whole[] = {gesta_text_buffer_view(&fixture.parts[0]),
                                   gesta_text_buffer_view(&fixture.parts[1])};
  GestaParser *parser = NULL;
  GestaStringView parts[] = {whole[0], whole[1]};
  for (size_t size = 0; size < whole[1].size; size += whole[1].size / 7) {
    parts[1].size = size;
    assert_int_equal(
      gesta_parser_open(gesta_default_allocator(), parts, NULL, &parser),
      GESTA_ERR_CORRUPT);
  }
  parts[1] = whole[1];
  parts[0].size -= 4; // one name is missing or cut short
  assert_true(gesta_parser_open(gesta_default_allocator(), parts, NULL, &parser)
              != GESTA_OK);
  parts[0] = whole[0];
  // A weight that is no number.
  memset(fixture.parts[1].data + 16, 0xFF, sizeof(float));
  assert_int_equal(
    gesta_parser_open(gesta_default_allocator(), parts, NULL, &parser),
    GESTA_ERR_CORRUPT);
  tear_down(&fixture);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_was_learnt_is_known),
    cmocka_unit_test(the_same_seed_gives_the_same_bytes),
    cmocka_unit_test(a_sentence_longer_than_a_piece_gets_one_tree),
    cmocka_unit_test(damaged_sections_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
