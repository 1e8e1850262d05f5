// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/redland/redland_query.h"

#include "graph/store/store.h"
#include "tests/support/cmocka_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_SIZE = 64 };

typedef struct Fixture {
  char directory[PATH_SIZE];
  char path[PATH_SIZE + 16];
  GestaTextBuffer answer;
} Fixture;

static GestaTerm
iri(const char *text)
{
  return gesta_iri(gesta_view(text));
}

static void
add(GestaTransaction *transaction, const char *subject, const char *predicate,
    GestaTerm object, const char *graph)
{
  const GestaQuad quad = {
    .subject = iri(subject),
    .predicate = iri(predicate),
    .object = object,
    .graph = graph ? iri(graph) : (GestaTerm){.kind = GESTA_TERM_NONE},
  };
  assert_int_equal(gesta_store_add(transaction, &quad, NULL), GESTA_OK);
}

// Three triples, one of them told by two graphs, one by none.
static void
fill(const char *path)
{
  GestaStore *store = NULL;
  GestaTransaction *transaction = NULL;
  assert_int_equal(gesta_store_open(gesta_default_allocator(), path,
                                    GESTA_OPEN_CREATE, &store, NULL),
                   GESTA_OK);
  assert_int_equal(gesta_transaction_begin(store, true, &transaction, NULL),
                   GESTA_OK);
  const GestaTerm x = gesta_text_literal(gesta_view("x"), gesta_view(""));
  const GestaTerm y = gesta_text_literal(gesta_view("été"), gesta_view("fr"));
  const GestaTerm seven = gesta_typed_literal(
    gesta_view("7"), gesta_view("http://www.w3.org/2001/XMLSchema#integer"));
  add(transaction, "urn:a", "urn:p", x, "urn:g1");
  add(transaction, "urn:a", "urn:p", x, "urn:g2");
  add(transaction, "urn:b", "urn:p", y, "urn:g2");
  add(transaction, "urn:b", "urn:q", seven, NULL);
  assert_int_equal(gesta_transaction_commit(transaction, NULL), GESTA_OK);
  gesta_store_close(store);
}

static int
set_up(void **state)
{
  static Fixture fixture;
  memcpy(fixture.directory, "/tmp/gesta-test-XXXXXX", 23);
  assert_non_null(mkdtemp(fixture.directory));
  (void)snprintf(fixture.path, sizeof fixture.path, "%s/g", fixture.directory);
  gesta_text_buffer_init(&fixture.answer, gesta_default_allocator());
  fill(fixture.path);
  *state = &fixture;
  return 0;
}

static int
tear_down(void **state)
{
  Fixture *fixture = *state;
  char lock[PATH_SIZE + 32];
  (void)snprintf(lock, sizeof lock, "%s-lock", fixture->path);
  (void)unlink(fixture->path);
  (void)unlink(lock);
  gesta_text_buffer_clear(&fixture->answer);
  return rmdir(fixture->directory);
}

static GestaRedlandQuery *
ask(Fixture *fixture, const char *text)
{
  GestaRedlandQuery *query = NULL;
  GestaError error = {0};
  if (gesta_redland_query_open(gesta_default_allocator(), fixture->path,
                               gesta_view(text), gesta_view(""), NULL, &query,
                               &error)) {
    fail_msg("%s: %s", text, error.message);
  }
  return query;
}

// The rows of a SELECT in the order that Rasqal gives them: terms by blanks,
// rows by line feeds.
static const char *
rows(Fixture *fixture, const char *text)
{
  GestaRedlandQuery *query = ask(fixture, text);
  GestaTextBuffer *answer = &fixture->answer;
  GestaTerm row[8];
  assert_int_equal(gesta_redland_query_kind(query), GESTA_ANSWER_ROWS);
  const size_t width = gesta_redland_query_width(query);
  gesta_text_buffer_clear(answer);
  assert_int_equal(gesta_text_buffer_append(answer, gesta_view("")), GESTA_OK);
  while (gesta_redland_query_next(query, row, NULL) == GESTA_OK) {
    for (size_t i = 0; i < width; ++i) {
      if (row[i].kind == GESTA_TERM_NONE) {
        assert_int_equal(gesta_text_buffer_append(answer, gesta_view("-")),
                         GESTA_OK);
      } else {
        assert_int_equal(gesta_term_spell(&row[i], answer), GESTA_OK);
      }
      assert_int_equal(gesta_text_buffer_append(
                         answer, gesta_view(i + 1 < width ? " " : "\n")),
                       GESTA_OK);
    }
  }
  gesta_redland_query_close(query);
  return answer->data;
}

static void
the_default_graph_is_the_union_of_all(void **state)
{
  Fixture *fixture = *state;
  assert_string_equal(rows(fixture, "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s"),
                      "<urn:a> <urn:p> \"x\"\n"
                      "<urn:b> <urn:p> \"été\"@fr\n"
                      "<urn:b> <urn:q> "
                      "\"7\"^^<http://www.w3.org/2001/XMLSchema#integer>\n");
  assert_string_equal(
    rows(fixture, "SELECT (COUNT(*) AS ?n) { ?s <urn:p> ?o }"),
    "\"2\"^^<http://www.w3.org/2001/XMLSchema#integer>\n");
}

static void
graph_patterns_range_over_the_named_graphs(void **state)
{
  Fixture *fixture = *state;
  assert_string_equal(
    rows(fixture, "SELECT ?s ?o { GRAPH <urn:g2> { ?s ?p ?o } } ORDER BY ?s"),
    "<urn:a> \"x\"\n<urn:b> \"été\"@fr\n");
  assert_string_equal(
    rows(fixture, "SELECT ?g ?s { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s"),
    "<urn:g1> <urn:a>\n<urn:g2> <urn:a>\n<urn:g2> <urn:b>\n");
}

static void
an_unbound_variable_is_no_term(void **state)
{
  Fixture *fixture = *state;
  assert_string_equal(
    rows(fixture, "SELECT ?s ?n { ?s <urn:p> ?o "
                  "OPTIONAL { ?s <urn:q> ?n } } ORDER BY ?s"),
    "<urn:a> -\n"
    "<urn:b> \"7\"^^<http://www.w3.org/2001/XMLSchema#integer>\n");
}

// Rasqal alone invents rows here.
static void
an_optional_part_after_a_join_invents_no_rows(void **state)
{
  Fixture *fixture = *state;
  GestaStore *store = NULL;
  GestaTransaction *transaction = NULL;
  assert_int_equal(gesta_store_open(gesta_default_allocator(), fixture->path,
                                    GESTA_OPEN_WRITE, &store, NULL),
                   GESTA_OK);
  assert_int_equal(gesta_transaction_begin(store, true, &transaction, NULL),
                   GESTA_OK);
  for (unsigned i = 0; i < 4; ++i) {
    char event[16];
    char actor[16];
    (void)snprintf(event, sizeof event, "urn:e%u", i);
    (void)snprintf(actor, sizeof actor, "urn:a%u", i);
    add(transaction, event, "urn:type", iri("urn:E"), NULL);
    add(transaction, event, "urn:actor", iri(actor), NULL);
    add(transaction, event, "urn:date", iri(i % 2 ? "urn:d1" : "urn:d0"), NULL);
    if (i % 2) {
      add(transaction, event, "urn:place", iri("urn:x"), NULL);
    }
  }
  assert_int_equal(gesta_transaction_commit(transaction, NULL), GESTA_OK);
  gesta_store_close(store);

  assert_string_equal(
    rows(fixture, "SELECT ?a ?d ?p { ?e <urn:type> <urn:E> . "
                  "?e <urn:actor> ?a FILTER (?a != <urn:a0>) . # { OPTIONAL\n"
                  "OPTIONAL { ?e <urn:date> ?d } "
                  "OPTIONAL { ?e <urn:place> ?p } } ORDER BY ?a"),
    "<urn:a1> <urn:d1> <urn:x>\n<urn:a2> <urn:d0> -\n"
    "<urn:a3> <urn:d1> <urn:x>\n");
  assert_string_equal(
    rows(fixture, "SELECT ?a { ?e <urn:type> <urn:E> ; <urn:actor> ?a . "
                  "OPTIONAL { ?e <urn:place> ?p } FILTER (!bound(?p)) } "
                  "ORDER BY ?a"),
    "<urn:a0>\n<urn:a2>\n");
  assert_string_equal(
    rows(fixture, "SELECT (COUNT(*) AS ?n) { ?e <urn:type> <urn:E> ; "
                  "<urn:actor> ?a . OPTIONAL { ?e <urn:date> ?d . "
                  "?e <urn:actor> ?b OPTIONAL { ?e <urn:place> ?p } } }"),
    "\"4\"^^<http://www.w3.org/2001/XMLSchema#integer>\n");
  assert_string_equal(rows(fixture,
                           "SELECT ?n ?m { ?s <urn:q> ?n . BIND (?n-?n AS ?m) "
                           "OPTIONAL { ?s <urn:place> ?p } }"),
                      "\"7\"^^<http://www.w3.org/2001/XMLSchema#integer> "
                      "\"0\"^^<http://www.w3.org/2001/XMLSchema#integer>\n");
}

static void
questions_are_answered_by_yes_or_no(void **state)
{
  static const struct {
    const char *text;
    bool answer;
  } cases[] = {{"ASK { <urn:a> <urn:p> \"x\" }", true},
               {"ASK { <urn:a> <urn:p> \"y\" }", false}};
  for (size_t i = 0; i < 2; ++i) {
    GestaRedlandQuery *query = ask(*state, cases[i].text);
    assert_int_equal(gesta_redland_query_kind(query), GESTA_ANSWER_BOOLEAN);
    assert_int_equal(gesta_redland_query_boolean(query), cases[i].answer);
    gesta_redland_query_close(query);
  }
}

typedef struct CountingSink {
  GestaQuadSink base;
  size_t count;
} CountingSink;

static GestaStatus
count_quad(GestaQuadSink *self, const GestaQuad *quad)
{
  assert_int_equal(quad->predicate.kind, GESTA_TERM_IRI);
  assert_int_equal(quad->graph.kind, GESTA_TERM_NONE);
  ++((CountingSink *)self)->count;
  return GESTA_OK;
}

static void
a_construct_gives_quads(void **state)
{
  GestaRedlandQuery *query = ask(
    *state, "CONSTRUCT { ?s <urn:r> ?o } WHERE { ?s <urn:p> ?o }");
  CountingSink sink = {{count_quad, NULL}, 0};
  assert_int_equal(gesta_redland_query_kind(query), GESTA_ANSWER_QUADS);
  assert_int_equal(gesta_redland_query_quads(query, &sink.base, NULL),
                   GESTA_OK);
  assert_int_equal(sink.count, 2);
  gesta_redland_query_close(query);
}

static GestaStatus
refuse(Fixture *fixture, const char *text, GestaError *error)
{
  GestaRedlandQuery *query = NULL;
  const GestaStatus status = gesta_redland_query_open(
    gesta_default_allocator(), fixture->path, gesta_view(text), gesta_view(""),
    NULL, &query, error);
  assert_null(query);
  return status;
}

static void
a_syntax_error_names_its_line(void **state)
{
  GestaError error = {0};
  assert_int_equal(refuse(*state, "SELECT *\n{ ?s ?p\n}", &error),
                   GESTA_ERR_SYNTAX);
  assert_int_equal(error.line, 3);
  assert_true(strlen(error.message) > 0);
}

static void
what_rasqal_gets_wrong_is_refused(void **state)
{
  static const char *const texts[] = {
    "SELECT * { ?s <urn:p>/<urn:q> ?o }",
    "SELECT * { ?s ?p ?o FILTER NOT EXISTS { ?s <urn:q> ?z } }",
    "SELECT * { ?s ?p ?o FILTER EXISTS { ?s <urn:q> ?z } }",
    "SELECT * { ?s ?p ?o MINUS { ?s <urn:q> ?z } }",
    "SELECT * { VALUES ?o { \"x\" } ?s ?p ?o }",
    "SELECT * { SERVICE <urn:s> { ?s ?p ?o } }",
    "DESCRIBE <urn:a>",
    "INSERT DATA { <urn:a> <urn:p> <urn:b> }",
  };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; ++i) {
    GestaError error = {0};
    if (refuse(*state, texts[i], &error) != GESTA_ERR_SYNTAX
        || strlen(error.message) == 0) {
      fail_msg("%s", texts[i]);
    }
  }
}

static void
these_words_in_strings_and_names_are_no_keywords(void **state)
{
  Fixture *fixture = *state;
  assert_string_equal(
    rows(fixture, "PREFIX minus: <urn:values#>\n"
                  "SELECT ?values { ?values <urn:p> \"x\" # MINUS\n"
                  "FILTER('EXISTS' != \"\"\"VALUES \" SERVICE\"\"\") }"),
    "<urn:a>\n");
}

static void
a_cancelled_query_says_so(void **state)
{
  Fixture *fixture = *state;
  GestaCancel cancel = {false};
  GestaRedlandQuery *query = NULL;
  GestaTerm row[3];
  GestaError error = {0};
  assert_int_equal(
    gesta_redland_query_open(gesta_default_allocator(), fixture->path,
                             gesta_view("SELECT * {?s ?p ?o}"), gesta_view(""),
                             &cancel, &query, &error),
    GESTA_OK);
  assert_int_equal(gesta_redland_query_next(query, row, &error), GESTA_OK);
  gesta_cancel(&cancel);
  assert_int_equal(gesta_redland_query_next(query, row, &error),
                   GESTA_ERR_CANCELLED);
  gesta_redland_query_close(query);
}

static void
a_missing_file_is_named(void **state)
{
  (void)state;
  GestaRedlandQuery *query = NULL;
  GestaError error = {0};
  assert_int_not_equal(
    gesta_redland_query_open(gesta_default_allocator(), "/no/such",
                             gesta_view("ASK {}"), gesta_view(""), NULL, &query,
                             &error),
    GESTA_OK);
  assert_non_null(strstr(error.message, "/no/such"));
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  static const struct CMUnitTest tests[] = {
    TEST(the_default_graph_is_the_union_of_all),
    TEST(graph_patterns_range_over_the_named_graphs),
    TEST(an_unbound_variable_is_no_term),
    TEST(an_optional_part_after_a_join_invents_no_rows),
    TEST(questions_are_answered_by_yes_or_no),
    TEST(a_construct_gives_quads),
    TEST(a_syntax_error_names_its_line),
    TEST(what_rasqal_gets_wrong_is_refused),
    TEST(these_words_in_strings_and_names_are_no_keywords),
    TEST(a_cancelled_query_says_so),
    TEST(a_missing_file_is_named),
  };
  return cmocka_run_group_tests_name("redland_query", tests, NULL, NULL);
}
