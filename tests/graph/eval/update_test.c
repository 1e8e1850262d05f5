// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/eval/update.h"

#include "graph/rdf/vocabulary.h"
#include "graph/sparql/parser.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/quad_list.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct Fixture {
  char path[64];
  GestaStore *store;
} Fixture;

static void
fixture_init(Fixture *fixture)
{
  (void)snprintf(fixture->path, sizeof fixture->path, "/tmp/update_test_%ld",
                 (long)getpid());
  assert_int_equal(gesta_store_open(gesta_default_allocator(), fixture->path,
                                    GESTA_OPEN_CREATE, &fixture->store, NULL),
                   GESTA_OK);
}

static void
fixture_clear(Fixture *fixture)
{
  char lock[80];
  gesta_store_close(fixture->store);
  (void)snprintf(lock, sizeof lock, "%s-lock", fixture->path);
  (void)unlink(fixture->path);
  (void)unlink(lock);
}

// A document of one quad; what ends in "broken" stops after it.
static GestaStatus
load_document(void *context, GestaStringView document, GestaQuadSink *sink,
              GestaError *error)
{
  (void)context;
  const GestaTerm a = gesta_iri(GESTA_VIEW("x:a"));
  const GestaQuad quad = {a, a,
                          gesta_text_literal(document, (GestaStringView){0}),
                          (GestaTerm){.kind = GESTA_TERM_NONE}};
  const GestaStatus status = gesta_sink_quad(sink, &quad);
  const bool is_broken = document.size > 6
                         && !memcmp(document.data + document.size - 6, "broken",
                                    6);
  return status || !is_broken
           ? status
           : gesta_error_set(error, GESTA_ERR_FILE, "broken");
}

static GestaStatus
update(const Fixture *fixture, const char *text, GestaError *error)
{
  GestaArena arena;
  gesta_arena_init(&arena, gesta_default_allocator());
  GestaRequest request = {.form = GESTA_FORM_UPDATE};
  const GestaParserOptions parser = {.base = gesta_view("x:")};
  char query[1000];
  (void)snprintf(query, sizeof query, "PREFIX : <x:> %s", text);
  assert_int_equal(
    gesta_parse_update(gesta_view(query), &parser, &arena, &request, error),
    GESTA_OK);
  GestaUpdateOptions options = {.load = load_document};
  assert_int_equal(gesta_transaction_begin(fixture->store, true,
                                           &options.evaluation.transaction,
                                           NULL),
                   GESTA_OK);
  options.evaluation.dataset.kind = GESTA_DEFAULT_STRICT;
  const GestaStatus status = gesta_update_execute(gesta_default_allocator(),
                                                  &request, &options, error);
  if (status == GESTA_OK) {
    assert_int_equal(
      gesta_transaction_commit(options.evaluation.transaction, NULL), GESTA_OK);
  } else {
    gesta_transaction_abort(options.evaluation.transaction);
  }
  gesta_arena_clear(&arena);
  return status;
}

// The quads of the store, in byte order.
static void
expect_quads(const Fixture *fixture, const char *expected)
{
  GestaTransaction *transaction = NULL;
  GestaQuadCursor *cursor = NULL;
  const GestaQuadIds any = {0};
  QuadList list;
  quad_list_init(&list);
  GestaArena arena;
  gesta_arena_init(&arena, gesta_default_allocator());
  assert_int_equal(
    gesta_transaction_begin(fixture->store, false, &transaction, NULL),
    GESTA_OK);
  assert_int_equal(
    gesta_store_find(transaction, &any, GESTA_SCOPE_ALL, &cursor), GESTA_OK);
  GestaQuadIds ids;
  while (gesta_quad_cursor_next(cursor, &ids) == GESTA_OK) {
    GestaQuad quad = {.graph = {.kind = GESTA_TERM_NONE}};
    assert_int_equal(
      gesta_store_term(transaction, ids.subject, &arena, &quad.subject), 0);
    assert_int_equal(
      gesta_store_term(transaction, ids.predicate, &arena, &quad.predicate), 0);
    assert_int_equal(
      gesta_store_term(transaction, ids.object, &arena, &quad.object), 0);
    if (ids.graph != GESTA_NO_TERM) {
      assert_int_equal(
        gesta_store_term(transaction, ids.graph, &arena, &quad.graph), 0);
    }
    assert_int_equal(gesta_sink_quad(&list.sink, &quad), GESTA_OK);
  }
  gesta_quad_cursor_close(cursor);
  gesta_transaction_abort(transaction);
  assert_string_equal(list.count > 0 ? quad_list_sorted(&list) : "", expected);
  gesta_arena_clear(&arena);
  quad_list_clear(&list);
}

typedef struct Case {
  const char *update;
  const char *quads; // after it, from an empty store
} Case;

static void
check(const Case *cases, size_t count)
{
  for (size_t i = 0; i < count; ++i) {
    Fixture fixture;
    fixture_init(&fixture);
    GestaError error = {0};
    const GestaStatus status = update(&fixture, cases[i].update, &error);
    if (status) {
      print_message("%s: %s\n", cases[i].update, error.message);
    }
    assert_int_equal(status, GESTA_OK);
    expect_quads(&fixture, cases[i].quads);
    fixture_clear(&fixture);
  }
}

#define CHECK(cases) check(cases, sizeof(cases) / sizeof *(cases))

static void
data_are_inserted_and_deleted(void **state)
{
  (void)state;
  static const Case cases[] = {
    {"INSERT DATA { :a :p 'x' . GRAPH :g { :b :p :c } }",
     "<x:a> <x:p> \"x\" .\n<x:b> <x:p> <x:c> <x:g> .\n"},
    {"INSERT DATA { :a :p :b, :c } ; DELETE DATA { :a :p :b . :d :p :b }",
     "<x:a> <x:p> <x:c> .\n"},
  };
  CHECK(cases);
}

static void
solutions_are_found_before_anything_is_written(void **state)
{
  (void)state;
  static const Case cases[] = {
    {"INSERT DATA { :a :p :b . :b :p :a } ;"
     "DELETE { ?x :p ?y } INSERT { ?y :q ?x } WHERE { ?x :p ?y }",
     "<x:a> <x:q> <x:b> .\n<x:b> <x:q> <x:a> .\n"},
    {"INSERT DATA { :a :p 1 } ; INSERT { ?x :p ?z } WHERE { ?x :p ?y "
     "BIND(?y + 1 AS ?z) }",
     "<x:a> <x:p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"
     "<x:a> <x:p> \"2\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"},
    {"INSERT DATA { :a :p :b . :a :q :c } ; DELETE WHERE { :a :p ?x }",
     "<x:a> <x:q> <x:c> .\n"},
  };
  CHECK(cases);
}

static void
with_and_using_say_which_graphs_count(void **state)
{
  (void)state;
  static const Case cases[] = {
    {"INSERT DATA { :a :p :b GRAPH :g { :c :p :d } } ;"
     "WITH :g DELETE { ?x :p ?y } INSERT { ?x :q ?y } WHERE { ?x :p ?y }",
     "<x:a> <x:p> <x:b> .\n<x:c> <x:q> <x:d> <x:g> .\n"},
    {"INSERT DATA { GRAPH :g { :a :p :b } GRAPH :h { :c :p :d } } ;"
     "WITH :g INSERT { ?x :q ?y } USING :h WHERE { ?x :p ?y }",
     "<x:a> <x:p> <x:b> <x:g> .\n<x:c> <x:p> <x:d> <x:h> .\n"
     "<x:c> <x:q> <x:d> <x:g> .\n"},
    {"INSERT DATA { :a :p :b } ; WITH :g INSERT { ?x :q ?y } "
     "WHERE { ?x :p ?y }",
     "<x:a> <x:p> <x:b> .\n"},
  };
  CHECK(cases);
}

static void
graphs_are_cleared_copied_moved_and_added(void **state)
{
  (void)state;
#define TWO "INSERT DATA { :a :p :b GRAPH :g { :c :p :d } } ; "
  static const Case cases[] = {
    {TWO "CLEAR DEFAULT", "<x:c> <x:p> <x:d> <x:g> .\n"},
    {TWO "CLEAR NAMED", "<x:a> <x:p> <x:b> .\n"},
    {TWO "DROP GRAPH :g", "<x:a> <x:p> <x:b> .\n"},
    {TWO "DROP ALL", ""},
    {TWO "ADD DEFAULT TO :g", "<x:a> <x:p> <x:b> .\n<x:a> <x:p> <x:b> <x:g> .\n"
                              "<x:c> <x:p> <x:d> <x:g> .\n"},
    {TWO "COPY DEFAULT TO :g",
     "<x:a> <x:p> <x:b> .\n<x:a> <x:p> <x:b> <x:g> .\n"},
    {TWO "MOVE :g TO DEFAULT", "<x:c> <x:p> <x:d> .\n"},
    {TWO "MOVE :g TO :g", "<x:a> <x:p> <x:b> .\n<x:c> <x:p> <x:d> <x:g> .\n"},
    {"DROP SILENT GRAPH :g ; CLEAR GRAPH :g ; CREATE GRAPH :g ; "
     "COPY SILENT :g TO :h",
     ""},
  };
  CHECK(cases);
}

static void
a_document_is_loaded_as_a_whole_or_not(void **state)
{
  (void)state;
  static const Case cases[] = {
    {"LOAD <d>", "<x:a> <x:a> \"x:d\" .\n"},
    {"LOAD <d> INTO GRAPH :g", "<x:a> <x:a> \"x:d\" <x:g> .\n"},
    {"LOAD SILENT <broken>", ""},
  };
  CHECK(cases);
}

static void
a_request_that_fails_changes_nothing(void **state)
{
  (void)state;
  static const char *const updates[] = {"DROP GRAPH :nothing",
                                        "ADD :nothing TO :g", "CREATE GRAPH :g",
                                        "LOAD <broken>"};
  Fixture fixture;
  fixture_init(&fixture);
  assert_int_equal(
    update(&fixture, "INSERT DATA { GRAPH :g { :a :p :b } }", NULL), GESTA_OK);
  for (size_t i = 0; i < sizeof updates / sizeof *updates; ++i) {
    char text[200];
    GestaError error = {0};
    (void)snprintf(text, sizeof text, "INSERT DATA { :c :p :d } ; %s",
                   updates[i]);
    const GestaStatus status = update(&fixture, text, &error);
    assert_true(status == GESTA_ERR_INPUT || status == GESTA_ERR_FILE);
    assert_int_equal(error.status, status);
    expect_quads(&fixture, "<x:a> <x:p> <x:b> <x:g> .\n");
  }
  fixture_clear(&fixture);
}

static void
blank_nodes_are_new_for_each_solution(void **state)
{
  (void)state;
  Fixture fixture;
  fixture_init(&fixture);
  assert_int_equal(
    update(&fixture,
           "INSERT DATA { :a :p 1, 2 . _:x :p _:x } ; INSERT { ?s :q _:n . "
           "_:n :r ?o } WHERE { ?s :p ?o FILTER isIRI(?s) } ;"
           "DELETE { ?s ?p ?o } INSERT { :n :count ?n } WHERE "
           "{ { SELECT (COUNT(DISTINCT ?b) AS ?n) { :a :q ?b . ?b :r [] } } "
           "?s ?p ?o }",
           NULL),
    GESTA_OK);
  expect_quads(&fixture,
               "<x:n> <x:count> "
               "\"2\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n");
  fixture_clear(&fixture);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(data_are_inserted_and_deleted),
    cmocka_unit_test(solutions_are_found_before_anything_is_written),
    cmocka_unit_test(with_and_using_say_which_graphs_count),
    cmocka_unit_test(graphs_are_cleared_copied_moved_and_added),
    cmocka_unit_test(a_document_is_loaded_as_a_whole_or_not),
    cmocka_unit_test(a_request_that_fails_changes_nothing),
    cmocka_unit_test(blank_nodes_are_new_for_each_solution),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
