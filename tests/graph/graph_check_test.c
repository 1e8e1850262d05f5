// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/graph.h"
#include "graph/rdf/vocabulary.h"
#include "tests/support/cmocka_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void
a_request_is_checked_without_a_graph(void **state)
{
  (void)state;
  const GestaQueryOptions options = {.base = GESTA_VIEW("urn:base:")};
  GestaError error = {.status = GESTA_OK};
  assert_int_equal(gesta_graph_check(NULL, GESTA_REQUEST_QUERY,
                                     GESTA_VIEW("ASK { ?x gesta:actor <a> }"),
                                     &options, &error),
                   GESTA_OK);
  assert_int_equal(gesta_graph_check(NULL, GESTA_REQUEST_QUERY,
                                     GESTA_VIEW("ASK {\n  ?x }"), &options,
                                     &error),
                   GESTA_ERR_SYNTAX);
  assert_int_equal(error.line, 2);
  assert_int_equal(gesta_graph_check(NULL, GESTA_REQUEST_UPDATE,
                                     GESTA_VIEW("CLEAR ALL"), &options, &error),
                   GESTA_OK);
  assert_int_equal(gesta_graph_check(NULL, GESTA_REQUEST_QUERY,
                                     GESTA_VIEW("CLEAR ALL"), &options, &error),
                   GESTA_ERR_SYNTAX);
}

static void
count_warning(void *context, const GestaError *warning)
{
  assert_true(warning->line > 0);
  assert_true(warning->message[0] != '\0');
  ++*(size_t *)context;
}

static void
what_is_probably_not_meant_is_a_warning(void **state)
{
  (void)state;
  size_t count = 0;
  GestaQueryOptions options = {.warn = count_warning, .warn_context = &count};
  const GestaStringView query = GESTA_VIEW("SELECT ?nmae { ?x ?y ?name }");
  assert_int_equal(
    gesta_graph_check(NULL, GESTA_REQUEST_QUERY, query, &options, NULL),
    GESTA_OK);
  assert_int_equal(count, 1);
  options.warn = NULL;
  assert_int_equal(
    gesta_graph_check(NULL, GESTA_REQUEST_QUERY, query, &options, NULL),
    GESTA_OK);
  assert_int_equal(count, 1);
}

static void
a_parameter_binds_its_variable(void **state)
{
  (void)state;
  size_t count = 0;
  const GestaParameter who = {.name = GESTA_VIEW("who"),
                              .term = gesta_iri(GESTA_VIEW("urn:a"))};
  GestaQueryOptions options = {.warn = count_warning,
                               .warn_context = &count,
                               .parameters = &who,
                               .parameter_count = 1};
  const GestaStringView query = GESTA_VIEW(
    "SELECT ?name { ?x ?y ?name FILTER (?x = ?who) }");
  assert_int_equal(
    gesta_graph_check(NULL, GESTA_REQUEST_QUERY, query, &options, NULL),
    GESTA_OK);
  assert_int_equal(count, 0);
  options.parameter_count = 0;
  assert_int_equal(
    gesta_graph_check(NULL, GESTA_REQUEST_QUERY, query, &options, NULL),
    GESTA_OK);
  assert_int_equal(count, 1);
}

// Two copies of one file, and what a query's FROM makes of them.
static void
documents_of_from_are_read_each_into_its_graph(void **state)
{
  (void)state;
  char folder[] = "/tmp/gesta-test-XXXXXX";
  char paths[2][64];
  char query[512];
  assert_non_null(mkdtemp(folder));
  for (int i = 0; i < 2; ++i) {
    (void)snprintf(paths[i], sizeof paths[i], "%s/a %d.ttl", folder, i);
    FILE *const stream = fopen(paths[i], "w");
    assert_non_null(stream);
    assert_true(fputs("[] <urn:p> <b> .\n", stream) >= 0);
    assert_int_equal(fclose(stream), 0);
  }
  (void)snprintf(query, sizeof query,
                 "ASK FROM <a%%200.ttl> FROM NAMED <file://%s/a%%201.ttl> "
                 "FROM <http://example.org/> { ?s ?p ?o }",
                 folder);
  char base[64];
  (void)snprintf(base, sizeof base, "file://%s/query.rq", folder);
  GestaGraph *graph = NULL;
  GestaError error = {.status = GESTA_OK};
  assert_int_equal(
    gesta_graph_open_temporary(gesta_default_allocator(), NULL, &graph, &error),
    GESTA_OK);
  for (int i = 0; i < 2; ++i) { // the second time they are there already
    assert_int_equal(gesta_graph_begin(graph, &error), GESTA_OK);
    assert_int_equal(gesta_graph_read_dataset(graph, gesta_view(query),
                                              gesta_view(base), &error),
                     GESTA_OK);
    assert_int_equal(gesta_graph_commit(graph, &error), GESTA_OK);
  }
  GestaStoreFacts facts;
  assert_int_equal(gesta_graph_facts(graph, &facts, &error), GESTA_OK);
  assert_int_equal(facts.quad_count, 2);
  assert_int_equal(facts.graph_count, 2);
  // Two graphs, two blank nodes, <urn:p> and <b>.
  assert_int_equal(facts.term_count, 6);
  assert_int_equal(unlink(paths[1]), 0);
  gesta_graph_close(graph);

  assert_int_equal(
    gesta_graph_open_temporary(gesta_default_allocator(), NULL, &graph, &error),
    GESTA_OK);
  assert_int_equal(gesta_graph_begin(graph, &error), GESTA_OK);
  assert_int_equal(gesta_graph_read_dataset(graph, gesta_view(query),
                                            gesta_view(base), &error),
                   GESTA_ERR_FILE);
  gesta_graph_close(graph);
  assert_int_equal(unlink(paths[0]), 0);
  assert_int_equal(rmdir(folder), 0);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_request_is_checked_without_a_graph),
    cmocka_unit_test(what_is_probably_not_meant_is_a_warning),
    cmocka_unit_test(a_parameter_binds_its_variable),
    cmocka_unit_test(documents_of_from_are_read_each_into_its_graph),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
