// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/completion.h"

#include "graph/base/allocator.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/scratch_graph.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char story[] =
  "@prefix e: <urn:e:> . @prefix gesta: <https://w3id.org/gesta#> .\n"
  "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
  "e:a a e:Person ; rdfs:label \"Emine Erdoğan\" ; e:knows e:b ; e:age 3 .\n"
  "e:b a e:Person ; rdfs:label \"Mehmet Erdoğan\" ; e:knows e:a , e:c .\n"
  "e:c a e:Place ; rdfs:label \"Île-de-France\" .\n";

typedef struct Fixture {
  char directory[96];
  char path[112];
  GestaSession session;
} Fixture;

static int
set_up(void **state)
{
  Fixture *fixture = test_calloc(1, sizeof *fixture);
  *state = fixture;
  GestaGraph *graph = NULL;
  GestaAllocator *const allocator = gesta_default_allocator();
  scratch_graph_make(fixture->directory, fixture->path, sizeof fixture->path);
  assert_int_equal(gesta_graph_open(allocator, fixture->path, GESTA_OPEN_CREATE,
                                    NULL, &graph, NULL),
                   GESTA_OK);
  FILE *stream = tmpfile();
  assert_non_null(stream);
  assert_true(fputs(story, stream) >= 0);
  rewind(stream);
  const GestaReadOptions how = {.format = gesta_view("ttl")};
  uint64_t count = 0;
  assert_int_equal(gesta_graph_begin(graph, NULL), GESTA_OK);
  assert_int_equal(gesta_rdf_read(allocator, stream, "story", &how,
                                  gesta_graph_sink(graph), &count, NULL),
                   GESTA_OK);
  assert_int_equal(gesta_graph_commit(graph, NULL), GESTA_OK);
  gesta_graph_close(graph);
  (void)fclose(stream);
  assert_int_equal(gesta_session_init(allocator, NULL, &fixture->session, NULL),
                   GESTA_OK);
  assert_int_equal(gesta_session_open_graph(&fixture->session,
                                            gesta_view(fixture->path), NULL),
                   GESTA_OK);
  return 0;
}

static int
tear_down(void **state)
{
  Fixture *fixture = *state;
  gesta_session_clear(&fixture->session);
  scratch_graph_remove(fixture->directory, fixture->path);
  test_free(fixture);
  return 0;
}

// The candidates, joined with blanks.
static void
assert_completions(Fixture *fixture, const char *text, const char *expected)
{
  GestaCompletions found;
  char joined[4000] = "";
  size_t size = 0;
  gesta_completions_init(&found, gesta_default_allocator());
  assert_int_equal(
    gesta_completion_find(&fixture->session, gesta_view(text), &found),
    GESTA_OK);
  for (size_t i = 0; i < found.count; ++i) {
    assert_true(size + found.items[i].text.size + 2 < sizeof joined);
    memcpy(joined + size, found.items[i].text.data, found.items[i].text.size);
    size += found.items[i].text.size;
    joined[size++] = ' ';
    joined[size] = '\0';
  }
  if (strcmp(joined, expected) != 0) {
    fail_msg("behind \"%s\": %s", text, joined);
  }
  gesta_completions_clear(&found);
}

static void
the_place_in_the_grammar_decides(void **state)
{
  Fixture *fixture = *state;
  assert_completions(fixture, "sel", "SELECT ");
  assert_completions(fixture, "SELECT * { ?x e:",
                     "e:knows e:age "); // the most frequent first
  assert_completions(fixture, "SELECT * { ?x a e:", "e:Person e:Place ");
  assert_completions(fixture, "SELECT * { ?x e:knows e:",
                     "e:a e:c e:b "
                     "e:Person e:Place "
                     "e:knows e:age ");
  assert_completions(fixture, "SELECT * { ?x <urn:e:k", "<urn:e:knows> ");
  assert_completions(fixture, "SELECT * { ?x a gesta:Per", "gesta:Person ");
  assert_completions(fixture, "SELECT * { ?x gesta:action act:HostVi",
                     "act:HostVisit ");
  assert_completions(fixture, "SELECT * { ?x a e:Person FIL", "FILTER ");
  assert_completions(fixture, "SELECT * { ?x ?y ?z FILTER (strst",
                     "STRSTARTS( ");
  assert_completions(fixture, "SELECT * { ?x ?y ?z } ord", "ORDER BY ");
  assert_completions(fixture, "SELECT * { ?x ?y \"sel", "");
  assert_completions(fixture, "SELECT * { # sel", "");
}

static void
variables_are_those_of_the_statement(void **state)
{
  Fixture *fixture = *state;
  assert_completions(fixture, "SELECT ?person { ?person e:knows ?friend .\n ?p",
                     "?person ");
  assert_completions(fixture, "SELECT ?a ?b { ?", "?a ?b ");
  assert_completions(fixture, "SELECT ?a { $", "");
}

static void
a_name_becomes_an_iri(void **state)
{
  Fixture *fixture = *state;
  assert_completions(fixture, "SELECT * { ?x e:knows emin", "e:a ");
  assert_completions(fixture, "SELECT * { ?x e:knows Erdo", "e:a e:b ");
  assert_completions(fixture, "SELECT * { ?x e:knows ile", "e:c ");
  assert_completions(fixture, "SELECT * { ?x e:knows france", "e:c ");
  assert_completions(fixture, "SELECT * { ?x e:knows zzz", "");
}

static void
commands_complete_what_they_take(void **state)
{
  Fixture *fixture = *state;
  assert_completions(fixture, ".class", ".classes ");
  assert_completions(fixture, ".help pref", "prefixes ");
  assert_completions(fixture, ".labels o", "on off ");
  assert_completions(fixture, ".format t", "table tsv ttl trig ");
  assert_completions(fixture, ".run chron", "chronology ");
  assert_completions(fixture, ".explain SELECT * { ?x a e:Pe", "e:Person ");
  assert_completions(fixture, ".describe emine er", "Emine Erdoğan ");
  assert_completions(fixture, ".describe e:",
                     "e:a e:c e:b e:Person e:Place "
                     "e:knows e:age ");
  assert_completions(fixture, ".path \"emin", "Emine Erdoğan ");
  assert_completions(fixture, ".path \"Emine Erdoğan\" \"mehm",
                     "Mehmet Erdoğan ");
  assert_completions(fixture, ".predicates e:P", "e:Person e:Place ");
  assert_completions(fixture, ".prefixes fo", "foaf: ");
  assert_completions(fixture, ".banana x", "");
  char text[256];
  char expected[256];
  (void)snprintf(text, sizeof text, ".open %.*s",
                 (int)strlen(fixture->path) - 3, fixture->path);
  (void)snprintf(expected, sizeof expected, "%s %s-lock ", fixture->path,
                 fixture->path);
  assert_completions(fixture, text, expected);
}

static void
what_all_agree_on_is_put_in(void **state)
{
  (void)state;
  GestaCompletions found;
  gesta_completions_init(&found, gesta_default_allocator());
  const GestaStringView none = {NULL, 0};
  const GestaStringView word = gesta_view("strs");
  assert_true(gesta_view_equal(gesta_completions_common(&found, word), word));
  static const char *const texts[] = {"STRSTARTS(", "STRSTé", "STRSTè"};
  static const char *const common[] = {"STRSTARTS(", "STRST", "STRST"};
  for (size_t i = 0; i < 3; ++i) {
    assert_int_equal(
      gesta_completions_add(&found, gesta_view(texts[i]), none, true),
      GESTA_OK);
    assert_int_equal(
      gesta_completions_add(&found, gesta_view(texts[i]), none, true),
      GESTA_OK);
    assert_int_equal(found.count, i + 1);
    assert_true(gesta_view_equal(gesta_completions_common(&found, word),
                                 gesta_view(common[i])));
  }
  gesta_completions_clear(&found);
  // Names that begin otherwise do not change the word.
  assert_int_equal(gesta_completions_add(&found, gesta_view("e:a"), none, true),
                   GESTA_OK);
  assert_int_equal(gesta_completions_add(&found, gesta_view("e:b"), none, true),
                   GESTA_OK);
  assert_true(gesta_view_equal(gesta_completions_common(&found, word), word));
  gesta_completions_clear(&found);
}

int
main(void)
{
  // The queries of the shell are in the source tree.
  const char *const source = getenv("srcdir");
  char data[4096];
  (void)snprintf(data, sizeof data, "%s/ontology", source ? source : ".");
  (void)setenv("GESTA_DATA", data, 1);
  (void)unsetenv("HOME"); // whoever tests may have saved queries
  (void)unsetenv("XDG_DATA_HOME");
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(the_place_in_the_grammar_decides, set_up,
                                    tear_down),
    cmocka_unit_test_setup_teardown(variables_are_those_of_the_statement,
                                    set_up, tear_down),
    cmocka_unit_test_setup_teardown(a_name_becomes_an_iri, set_up, tear_down),
    cmocka_unit_test_setup_teardown(commands_complete_what_they_take, set_up,
                                    tear_down),
    cmocka_unit_test(what_all_agree_on_is_put_in),
  };
  return cmocka_run_group_tests_name("completion", tests, NULL, NULL);
}
