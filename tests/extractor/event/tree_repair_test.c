// SPDX-License-Identifier: GPL-3.0-or-later
// repairs/LANGUAGE.conllu holds trees with the faults that parsers make, each a
// document whose comments say what must become of its words:
//
//   # newdoc id = the text, by which the case is called
//   # repaired = 5 obj 4                      word, relation, head
//   # repaired = +VerbForm=Fin 2              feature, word
//
// What no comment names must stay as it is.
#include "extractor/event/tree_repair.h"

#include "extractor/event/repair.h"
#include "extractor/text/conllu.h"
#include "graph/base/file.h"
#include "graph/base/number.h"
#include "graph/io/rdf_reader.h"
#include "tests/support/cmocka_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_CASES = 100, NAME_SIZE = 200, PATH_SIZE = 600, LANGUAGES = 2 };

typedef struct Case {
  char name[NAME_SIZE];
  GestaStringView text;
  const GestaKnowledge *knowledge;
} Case;

static const char *
folder(const char *variable, const char *otherwise)
{
  const char *value = getenv(variable);
  return value && *value ? value : otherwise;
}

static void
open_knowledge(GestaKnowledge *knowledge, const char *language)
{
  char path[PATH_SIZE];
  uint64_t count = 0;
  GestaError error = {0};
  const GestaReadOptions options = {.format = {"turtle", 6}};
  if (gesta_knowledge_init(knowledge, gesta_default_allocator(),
                           folder("GESTA_DATA", "ontology"),
                           gesta_view(language), &error)
      != GESTA_OK) {
    fail_msg("%s", error.message);
  }
  (void)snprintf(path, sizeof path, "%s/gazetteer/countries.ttl",
                 folder("GESTA_DATA", "ontology"));
  FILE *stream = fopen(path, "rb");
  assert_non_null(stream);
  assert_int_equal(gesta_rdf_read(gesta_default_allocator(), stream, path,
                                  &options, &knowledge->sink, &count, &error),
                   GESTA_OK);
  (void)fclose(stream);
}

static size_t
add_cases(Case *cases, GestaStringView file, const GestaKnowledge *knowledge)
{
  static const char mark[] = "# newdoc id = ";
  size_t count = 0;
  const char *at = strstr(file.data, mark);
  while (at) {
    const char *next = strstr(at + 1, mark);
    const char *end = next ? next : file.data + file.size;
    const char *name_end = strchr(at, '\n');
    Case *added = &cases[count++];
    assert_non_null(name_end);
    (void)snprintf(added->name, sizeof added->name, "%.*s",
                   (int)(name_end - at) - (int)strlen(mark), at + strlen(mark));
    added->text = (GestaStringView){at, (size_t)(end - at)};
    added->knowledge = knowledge;
    at = next;
  }
  return count;
}

static bool
is_content(GestaUpos upos)
{
  return upos == GESTA_UPOS_NOUN || upos == GESTA_UPOS_PROPN
         || upos == GESTA_UPOS_VERB || upos == GESTA_UPOS_ADJ;
}

static bool
is_word_told(const unsigned *told, size_t count, unsigned word)
{
  for (size_t i = 0; i < count; ++i) {
    if (told[i] == word) {
      return true;
    }
  }
  return false;
}

// Cut what stands before `end` (or all) from a line.
static GestaStringView
cut(GestaStringView *line, char end)
{
  size_t size = 0;
  while (size < line->size && line->data[size] != end) {
    ++size;
  }
  const GestaStringView piece = {line->data, size};
  const size_t gone = size < line->size ? size + 1 : size;
  *line = (GestaStringView){line->data + gone, line->size - gone};
  return piece;
}

static unsigned
number(GestaStringView text)
{
  uint64_t value = 0;
  assert_int_equal(gesta_parse_unsigned(text, &value), GESTA_OK);
  return (unsigned)value;
}

// Check what follows "# repaired = "; returns the word that it tells of.
static unsigned
check_line(const GestaSentence *sentence, GestaStringView line, bool *good)
{
  if (line.data[0] == '+') {
    char name[32];
    line = (GestaStringView){line.data + 1, line.size - 1};
    const GestaStringView feature = cut(&line, '=');
    const GestaStringView value = cut(&line, ' ');
    const unsigned word = number(line);
    (void)snprintf(name, sizeof name, "%.*s", (int)feature.size, feature.data);
    *good = *good
            && gesta_view_equal(
              gesta_word_feature(&sentence->words[word], name), value);
    return word;
  }
  const unsigned word = number(cut(&line, ' '));
  const GestaStringView relation = cut(&line, ' ');
  const unsigned head = number(line);
  const GestaWord *found = &sentence->words[word];
  if (found->head != head || !gesta_view_equal(found->relation, relation)) {
    print_message("# wanted %u %.*s %u, got %.*s %u\n", word,
                  (int)relation.size, relation.data, head,
                  (int)found->relation.size, found->relation.data, found->head);
    *good = false;
  }
  return word;
}

static void
words_hang_where_the_comments_say_and_others_stay(void **state)
{
  const Case *golden = *state;
  GestaError error = {0};
  GestaArena arena;
  GestaDocument before;
  GestaDocument after;
  GestaWorkspace workspace = {.failed = false};
  unsigned told[16];
  size_t count = 0;
  bool good = true;
  gesta_arena_init(&arena, gesta_default_allocator());
  gesta_arena_init(&workspace.arena, gesta_default_allocator());
  if (gesta_conllu_read(golden->text, &arena, &before, &error) != GESTA_OK) {
    fail_msg("%s: %s", golden->name, error.message);
  }
  gesta_repair_trees(&before, golden->knowledge, &workspace, &after);
  assert_false(workspace.failed);
  assert_int_equal(after.sentence_count, 1);
  GestaStringView rest = golden->text;
  while (rest.size > 0) {
    static const char key[] = "# repaired = ";
    const GestaStringView line = cut(&rest, '\n');
    if (line.size >= sizeof key
        && memcmp(line.data, key, sizeof key - 1) == 0) {
      assert_true(count < 16);
      told[count++] = check_line(
        &after.sentences[0],
        (GestaStringView){line.data + sizeof key - 1,
                          line.size - (sizeof key - 1)},
        &good);
    }
  }
  assert_true(count > 0);
  for (unsigned word = 1; word <= before.sentences[0].word_count; ++word) {
    if (is_word_told(told, count, word)) {
      continue;
    }
    const GestaWord *old = &before.sentences[0].words[word];
    const GestaWord *new = &after.sentences[0].words[word];
    // Function words follow the word that they belong to.
    if ((old->head != new->head
         || !gesta_view_equal(old->relation, new->relation))
        && is_content(new->upos)) {
      print_message("# word %u moved to %u as %.*s\n", word, new->head,
                    (int)new->relation.size, new->relation.data);
      good = false;
    }
  }
  gesta_arena_clear(&workspace.arena);
  gesta_arena_clear(&arena);
  assert_true(good);
}

static void
attaching_never_makes_a_cycle(void **state)
{
  (void)state;
  // 1 ← 2 ← 3
  GestaWord words[4] = {
    [1] = {.head = 0}, [2] = {.head = 1}, [3] = {.head = 2}};
  GestaRepair repair = {.words = words, .count = 3};
  gesta_repair_attach(&repair, 1, 3, "dep");
  assert_int_equal(words[1].head, 0);
  gesta_repair_attach(&repair, 2, 2, "dep");
  assert_int_equal(words[2].head, 1);
  gesta_repair_attach(&repair, 3, 1, "obj");
  assert_int_equal(words[3].head, 1);
  assert_true(gesta_repair_is(&repair, 3, "obj"));
  assert_true(gesta_repair_is_below(&repair, 3, 1));
  assert_false(gesta_repair_is_below(&repair, 3, 2));
}

static void
an_heir_takes_the_place_of_its_head(void **state)
{
  (void)state;
  // 2 heads 1 and 3, 3 is the heir.
  GestaWord words[5] = {[1] = {.head = 2},
                        [2] = {.head = 4, .relation = gesta_view("obj")},
                        [3] = {.head = 2},
                        [4] = {.head = 0, .relation = gesta_view("root")}};
  GestaRepair repair = {.words = words, .count = 4};
  gesta_repair_replace(&repair, 2, 3, "advmod");
  assert_int_equal(words[3].head, 4);
  assert_true(gesta_repair_is(&repair, 3, "obj"));
  assert_int_equal(words[1].head, 3);
  assert_int_equal(words[2].head, 3);
  assert_true(gesta_repair_is(&repair, 2, "advmod"));
}

int
main(void)
{
  static const char *const languages[LANGUAGES] = {"fr", "en"};
  static GestaKnowledge knowledge[LANGUAGES];
  static GestaStringView files[LANGUAGES];
  static Case cases[MAX_CASES];
  static struct CMUnitTest tests[MAX_CASES + 2] = {
    cmocka_unit_test(attaching_never_makes_a_cycle),
    cmocka_unit_test(an_heir_takes_the_place_of_its_head),
  };
  size_t count = 0;
  for (size_t i = 0; i < LANGUAGES; ++i) {
    char path[PATH_SIZE];
    GestaError error = {0};
    open_knowledge(&knowledge[i], languages[i]);
    (void)snprintf(path, sizeof path,
                   "%s/tests/extractor/event/repairs/%s.conllu",
                   folder("srcdir", "."), languages[i]);
    assert_int_equal(
      gesta_file_read(gesta_default_allocator(), path, &files[i], &error),
      GESTA_OK);
    count += add_cases(cases + count, files[i], &knowledge[i]);
  }
  for (size_t i = 0; i < count; ++i) {
    tests[2 + i] = (struct CMUnitTest){
      .name = cases[i].name,
      .test_func = words_hang_where_the_comments_say_and_others_stay,
      .initial_state = &cases[i]};
  }
  const int failed = _cmocka_run_group_tests("tree_repair", tests, 2 + count,
                                             NULL, NULL);
  for (size_t i = 0; i < LANGUAGES; ++i) {
    gesta_knowledge_clear(&knowledge[i]);
    gesta_text_release(gesta_default_allocator(), &files[i]);
  }
  return failed;
}
