// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/label_index.h"

#include "graph/base/allocator.h"
#include "tests/support/cmocka_support.h"

#include <string.h>

static const struct {
  const char *iri;
  const char *name;
  const char *key;
} things[] = {
  {"urn:tr", "Turquie", "turquie"},
  {"urn:eu", "Union européenne", "union europeenne"},
  {"urn:ee", "Emine Erdoğan", "emine erdogan"},
  {"urn:me", "Mehmet Erdoğan", "mehmet erdogan"},
  {"urn:x", "Turquie", "turquie"},
  {"urn:tt", "Turc", "turc"},
};

static GestaLabelIndex *
make_index(void)
{
  GestaLabelIndex *index = NULL;
  assert_int_equal(gesta_label_index_new(gesta_default_allocator(), &index),
                   GESTA_OK);
  GestaRowSink *const sink = gesta_label_index_sink(index);
  const GestaStringView names[] = {gesta_view("n"), gesta_view("l"),
                                   gesta_view("k")};
  assert_int_equal(sink->variables(sink, names, 3), GESTA_OK);
  const GestaStringView none = {NULL, 0};
  for (size_t i = 0; i < sizeof things / sizeof things[0]; ++i) {
    const GestaTerm row[] = {
      gesta_iri(gesta_view(things[i].iri)),
      gesta_text_literal(gesta_view(things[i].name), none),
      gesta_text_literal(gesta_view(things[i].key), none)};
    assert_int_equal(sink->row(sink, row), GESTA_OK);
  }
  const GestaTerm nameless[] = {gesta_iri(gesta_view("urn:n")),
                                gesta_text_literal(gesta_view("1"), none),
                                {.kind = GESTA_TERM_NONE}};
  assert_int_equal(sink->row(sink, nameless), GESTA_OK);
  gesta_label_index_sort(index);
  return index;
}

// The IRIs that match, joined.
static void
assert_matches(const GestaLabelIndex *index, const char *key,
               GestaLabelMatch match, const char *expected)
{
  char found[128] = "";
  size_t size = 0;
  size_t at = 0;
  const GestaLabelEntry *entry = NULL;
  do {
    entry = gesta_label_index_next(index, gesta_view(key), match, &at);
    if (entry) {
      assert_true(size + entry->iri.size + 2 < sizeof found);
      memcpy(found + size, entry->iri.data, entry->iri.size);
      size += entry->iri.size;
      found[size++] = ' ';
      found[size] = '\0';
    }
  } while (entry);
  assert_string_equal(found, expected);
}

static void
names_are_found_whole_by_their_beginning_and_by_their_words(void **state)
{
  (void)state;
  GestaLabelIndex *index = make_index();
  assert_int_equal(gesta_label_index_count(index), 6);
  assert_matches(index, "turquie", GESTA_LABEL_WHOLE, "urn:tr urn:x ");
  assert_matches(index, "turqui", GESTA_LABEL_WHOLE, "");
  assert_matches(index, "zebra", GESTA_LABEL_WHOLE, "");
  assert_matches(index, "tur", GESTA_LABEL_START, "urn:tt urn:tr urn:x ");
  assert_matches(index, "erdo", GESTA_LABEL_START, "");
  assert_matches(index, "erdo", GESTA_LABEL_WORD, "urn:ee urn:me ");
  assert_matches(index, "rdo", GESTA_LABEL_WORD, "");
  assert_matches(index, "europeenne", GESTA_LABEL_WORD, "urn:eu ");
  assert_matches(index, "union europ", GESTA_LABEL_WORD, "urn:eu ");
  gesta_label_index_free(index);
}

static void
an_empty_index_finds_nothing(void **state)
{
  (void)state;
  GestaLabelIndex *index = NULL;
  assert_int_equal(gesta_label_index_new(gesta_default_allocator(), &index),
                   GESTA_OK);
  gesta_label_index_sort(index);
  assert_matches(index, "a", GESTA_LABEL_WHOLE, "");
  assert_matches(index, "a", GESTA_LABEL_WORD, "");
  gesta_label_index_free(index);
  gesta_label_index_free(NULL);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(
      names_are_found_whole_by_their_beginning_and_by_their_words),
    cmocka_unit_test(an_empty_index_finds_nothing),
  };
  return cmocka_run_group_tests_name("label_index", tests, NULL, NULL);
}
