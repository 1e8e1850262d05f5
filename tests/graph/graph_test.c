// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/graph.h"

#include "graph/io/rdf_writer.h"
#include "graph/rdf/vocabulary.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/scratch_graph.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { PATH_SIZE = 96 };

typedef struct Fixture {
  char directory[PATH_SIZE];
  char path[PATH_SIZE + 16];
  GestaGraph *graph;
  GestaCancel cancel;
  GestaTextBuffer text;
  GestaOutput output;
  GestaError error;
} Fixture;

static const char story[] =
  "@prefix e: <urn:e:> .\n"
  "e:1 a gesta:Event ; gesta:actor e:fidan ; gesta:date "
  "\"2024-01-06\"^^xsd:date .\n"
  "e:2 a gesta:Event ; gesta:actor e:blinken ; gesta:mentions 3 .\n"
  "e:fidan rdfs:label \"Hakan Fidan\"@fr .\n";

static int
set_up(void **state)
{
  Fixture *fixture = test_calloc(1, sizeof *fixture);
  *state = fixture;
  scratch_graph_make(fixture->directory, fixture->path, sizeof fixture->path);
  gesta_text_buffer_init(&fixture->text, gesta_default_allocator());
  fixture->output = gesta_output_to_buffer(&fixture->text);
  assert_int_equal(gesta_graph_open(gesta_default_allocator(), fixture->path,
                                    GESTA_OPEN_CREATE, &fixture->cancel,
                                    &fixture->graph, &fixture->error),
                   GESTA_OK);
  return 0;
}

static int
tear_down(void **state)
{
  Fixture *fixture = *state;
  gesta_graph_close(fixture->graph);
  gesta_text_buffer_clear(&fixture->text);
  scratch_graph_remove(fixture->directory, fixture->path);
  test_free(fixture);
  return 0;
}

// Load Turtle, after the prefixes that the story leaves out, into a graph.
static GestaStatus
load(Fixture *fixture, const char *text, const char *graph)
{
  FILE *stream = tmpfile();
  assert_non_null(stream);
  assert_true(fprintf(stream,
                      "@prefix gesta: <" GESTA_NS_GESTA "> .\n"
                      "@prefix xsd: <" GESTA_NS_XSD "> .\n"
                      "@prefix rdfs: <" GESTA_NS_RDFS "> .\n%s",
                      text)
              > 0);
  rewind(stream);
  GestaReadOptions options = {.format = GESTA_VIEW("ttl"),
                              .base = GESTA_VIEW("urn:base:")};
  if (*graph) {
    options.graph = gesta_iri(gesta_view(graph));
  }
  uint64_t count;
  GestaStatus status = gesta_graph_begin(fixture->graph, &fixture->error);
  if (status == GESTA_OK) {
    status = gesta_rdf_read(gesta_default_allocator(), stream, "story.ttl",
                            &options, gesta_graph_sink(fixture->graph), &count,
                            &fixture->error);
    if (status) {
      gesta_graph_abort(fixture->graph);
    } else {
      status = gesta_graph_commit(fixture->graph, &fixture->error);
    }
  }
  (void)fclose(stream);
  return status;
}

static uint64_t
count_quads(Fixture *fixture)
{
  GestaStoreFacts facts;
  assert_int_equal(gesta_graph_facts(fixture->graph, &facts, &fixture->error),
                   GESTA_OK);
  return facts.quad_count;
}

static GestaStatus
query(Fixture *fixture, const char *text, const char *format)
{
  fixture->text.size = 0;
  const GestaQueryOptions options = {.format = gesta_view(format)};
  GestaQueryFacts facts = {0};
  return gesta_graph_query(fixture->graph, gesta_view(text), &options,
                           &fixture->output, &facts, &fixture->error);
}

static void
assert_answer(Fixture *fixture, const char *text, const char *format,
              const char *expected)
{
  const GestaStatus status = query(fixture, text, format);
  if (status) {
    fail_msg("%zu:%zu: %s", fixture->error.line, fixture->error.column,
             fixture->error.message);
  }
  assert_string_equal(fixture->text.data, expected);
}

static void
what_was_loaded_answers_questions(void **state)
{
  Fixture *fixture = *state;
  assert_int_equal(load(fixture, story, ""), GESTA_OK);
  assert_int_equal(count_quads(fixture), 7);
  assert_int_equal(load(fixture, story, ""), GESTA_OK);
  assert_int_equal(count_quads(fixture), 7);

  static const char select[] =
    "SELECT ?e ?n WHERE { ?e a gesta:Event OPTIONAL { ?e gesta:mentions ?n } "
    "} ORDER BY ?e";
  assert_answer(fixture, select, "",
                " e   | n\n-----+---\n e:1 |\n e:2 | 3\n"
                "(2 rows)\n");
  assert_answer(fixture, select, "csv", "e,n\r\nurn:e:1,\r\nurn:e:2,3\r\n");
  assert_answer(fixture, select, "tsv", "?e\t?n\n<urn:e:1>\t\n<urn:e:2>\t3\n");
  assert_answer(fixture, "ASK { e:1 gesta:actor e:fidan }", "json",
                "{\"head\":{},\"boolean\":true}\n");
  assert_answer(fixture, "ASK { e:1 gesta:actor e:blinken }", "", "false\n");
  assert_answer(fixture,
                "CONSTRUCT { ?a e:did ?e . ?a a gesta:Actor } WHERE "
                "{ ?e gesta:actor ?a }",
                "",
                "@prefix e: <urn:e:> .\n"
                "@prefix gesta: <" GESTA_NS_GESTA "> .\n\n"
                "e:blinken a gesta:Actor ;\n    e:did e:2 .\n\n"
                "e:fidan a gesta:Actor ;\n    e:did e:1 .\n");
}

static void
a_mistake_is_told_in_the_columns_of_the_user(void **state)
{
  Fixture *fixture = *state;
  assert_int_equal(load(fixture, story, ""), GESTA_OK);
  assert_int_equal(
    query(fixture, "SELECT ?e WHERE {\n ?e a gesta:Event ; ; ) }", ""),
    GESTA_ERR_SYNTAX);
  assert_int_equal(fixture->error.line, 2);
  assert_int_equal(query(fixture, "SELECT ?e WHERE { ?e a gesta:Event ) }", ""),
                   GESTA_ERR_SYNTAX);
  assert_int_equal(fixture->error.line, 1);
  assert_in_range(fixture->error.column, 0, 38);
  assert_int_equal(query(fixture, "ASK {\n'\xC3'}", ""), GESTA_ERR_ENCODING);
  assert_int_equal(fixture->error.line, 2);
  assert_int_equal(fixture->error.column, 2);
}

static GestaStatus
export_as(Fixture *fixture, GestaStringView format, GestaStringView graph)
{
  const GestaExportOptions options = {
    .format = format, .graphs = &graph, .graph_count = graph.size > 0};
  return gesta_graph_export(fixture->graph, &options, &fixture->output,
                            &fixture->error);
}

static void
a_format_that_does_not_fit_is_answered_with_those_that_do(void **state)
{
  Fixture *fixture = *state;
  assert_int_equal(load(fixture, story, ""), GESTA_OK);
  assert_int_equal(query(fixture, "SELECT * WHERE { ?s ?p ?o }", "ttl"),
                   GESTA_ERR_INPUT);
  assert_string_equal(
    fixture->error.message,
    "the format 'ttl' does not fit a SELECT: use " GESTA_RESULTS_CHOICES);
  assert_int_equal(query(fixture, "ASK { ?s ?p ?o }", "nq"), GESTA_ERR_INPUT);
  assert_int_equal(query(fixture, "CONSTRUCT WHERE { ?s ?p ?o }", "csv"),
                   GESTA_ERR_INPUT);
  assert_non_null(strstr(fixture->error.message, GESTA_RDF_WRITER_CHOICES));
}

static void
export_writes_graph_by_graph(void **state)
{
  Fixture *fixture = *state;
  assert_int_equal(
    load(fixture, "@prefix e: <urn:e:> . e:a e:p e:b .", "urn:g"), GESTA_OK);
  assert_int_equal(
    load(fixture, "@prefix e: <urn:e:> . e:a e:p e:b, e:c .", ""), GESTA_OK);
  assert_int_equal(load(fixture, "@prefix e: <urn:e:> . e:c e:p 1 .", "urn:h"),
                   GESTA_OK);
  static const struct {
    const char *format;
    const char *graph;
    const char *text;
  } cases[] = {
    {"trig", "",
     "@prefix e: <urn:e:> .\n\n"
     "e:a e:p e:b ,\n        e:c .\n\n"
     "<urn:g> {\n    e:a e:p e:b .\n}\n\n"
     "<urn:h> {\n    e:c e:p 1 .\n}\n"},
    {"nt", "",
     "<urn:e:a> <urn:e:p> <urn:e:b> .\n<urn:e:a> <urn:e:p> <urn:e:c> .\n"
     "<urn:e:c> <urn:e:p> \"1\"^^<" GESTA_NS_XSD "integer> .\n"},
    {"ttl", "urn:h", "@prefix e: <urn:e:> .\n\ne:c e:p 1 .\n"},
    {"nq", "urn:g", "<urn:e:a> <urn:e:p> <urn:e:b> <urn:g> .\n"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    fixture->text.size = 0;
    assert_int_equal(export_as(fixture, gesta_view(cases[i].format),
                               gesta_view(cases[i].graph)),
                     GESTA_OK);
    assert_string_equal(fixture->text.data, cases[i].text);
  }
  assert_int_equal(export_as(fixture, GESTA_VIEW("nq"), GESTA_VIEW("urn:none")),
                   GESTA_NOT_FOUND);
  assert_non_null(strstr(fixture->error.message, "<urn:none>"));
  assert_int_equal(export_as(fixture, GESTA_VIEW("csv"), GESTA_VIEW("")),
                   GESTA_ERR_INPUT);
}

static void
a_graph_can_be_removed_and_a_failed_load_leaves_nothing(void **state)
{
  Fixture *fixture = *state;
  assert_int_equal(load(fixture, story, "urn:g"), GESTA_OK);
  assert_int_equal(load(fixture, "<urn:s> <urn:p> 1 . <urn:s> <urn:p", ""),
                   GESTA_ERR_SYNTAX);
  GestaStoreFacts facts;
  assert_int_equal(gesta_graph_facts(fixture->graph, &facts, NULL), GESTA_OK);
  assert_int_equal(facts.quad_count, 7);
  assert_int_equal(facts.graph_count, 1);

  uint64_t count = 0;
  assert_int_equal(gesta_graph_begin(fixture->graph, NULL), GESTA_OK);
  assert_int_equal(
    gesta_graph_remove(fixture->graph, GESTA_VIEW("urn:g"), &count, NULL),
    GESTA_OK);
  assert_int_equal(count, 7);
  gesta_graph_abort(fixture->graph);
  assert_int_equal(gesta_graph_facts(fixture->graph, &facts, NULL), GESTA_OK);
  assert_int_equal(facts.quad_count, 7);

  assert_int_equal(gesta_graph_begin(fixture->graph, NULL), GESTA_OK);
  assert_int_equal(
    gesta_graph_remove(fixture->graph, GESTA_VIEW("urn:g"), &count, NULL),
    GESTA_OK);
  assert_int_equal(
    gesta_graph_remove(fixture->graph, GESTA_VIEW("urn:none"), &count, NULL),
    GESTA_OK);
  assert_int_equal(count, 0);
  assert_int_equal(gesta_graph_commit(fixture->graph, NULL), GESTA_OK);
  assert_int_equal(gesta_graph_facts(fixture->graph, &facts, NULL), GESTA_OK);
  assert_int_equal(facts.quad_count, 0);
}

static void
a_prefix_of_the_file_wins_over_a_well_known_one(void **state)
{
  Fixture *fixture = *state;
  const GestaPrefixes *prefixes;
  GestaStringView iri;
  assert_int_equal(gesta_graph_prefixes(fixture->graph, &prefixes, NULL),
                   GESTA_OK);
  assert_int_equal(gesta_prefixes_find(prefixes, GESTA_VIEW("act"), &iri),
                   GESTA_OK);
  assert_true(gesta_view_equal(iri, GESTA_ACT("")));
  assert_int_equal(load(fixture, "@prefix act: <urn:mine:> .", ""), GESTA_OK);
  assert_int_equal(gesta_graph_prefixes(fixture->graph, &prefixes, NULL),
                   GESTA_OK);
  assert_int_equal(gesta_prefixes_find(prefixes, GESTA_VIEW("act"), &iri),
                   GESTA_OK);
  assert_true(gesta_view_equal(iri, GESTA_VIEW("urn:mine:")));
}

static void
a_request_to_stop_ends_queries_and_exports(void **state)
{
  Fixture *fixture = *state;
  assert_int_equal(load(fixture, story, ""), GESTA_OK);
  gesta_cancel(&fixture->cancel);
  assert_int_equal(query(fixture, "SELECT * WHERE { ?s ?p ?o }", ""),
                   GESTA_ERR_CANCELLED);
  assert_int_equal(export_as(fixture, GESTA_VIEW("nq"), GESTA_VIEW("")),
                   GESTA_ERR_CANCELLED);
}

static void
an_answer_without_rows_can_be_sorted(void **state)
{
  Fixture *fixture = *state;
  assert_int_equal(load(fixture, story, ""), GESTA_OK);
  assert_answer(fixture,
                "SELECT ?e { ?e a gesta:Event FILTER (STR(?e) = \"no\") } "
                "ORDER BY ?e",
                "csv", "e\r\n");
}

// Counts rows and stops after some of them.
typedef struct Counter {
  GestaRowSink sink;
  GestaGraph *graph;
  size_t columns;
  size_t rows;
  size_t most;
  bool answer;
} Counter;

static GestaStatus
count_variables(GestaRowSink *self, const GestaStringView *names, size_t count)
{
  assert_true(count == 0 || names[0].size > 0);
  ((Counter *)self)->columns = count;
  return GESTA_OK;
}

static GestaStatus
keep_boolean(GestaRowSink *self, bool answer)
{
  ((Counter *)self)->answer = answer;
  return GESTA_OK;
}

static GestaStatus
count_row(GestaRowSink *self, const GestaTerm *row)
{
  Counter *counter = (Counter *)self;
  assert_int_equal(row[0].kind, GESTA_TERM_IRI);
  if (counter->rows == counter->most) {
    return GESTA_END;
  }
  ++counter->rows;
  // Another question meanwhile.
  Counter other = {.sink = {count_variables, count_row, keep_boolean}};
  const GestaQueryOptions options = {.format = GESTA_VIEW("")};
  assert_int_equal(gesta_graph_select(counter->graph, GESTA_VIEW("ASK { }"),
                                      &options, &other.sink, NULL, NULL),
                   GESTA_OK);
  assert_true(other.answer);
  return GESTA_OK;
}

static void
rows_are_handed_over_until_the_sink_has_enough(void **state)
{
  Fixture *fixture = *state;
  assert_int_equal(load(fixture, story, ""), GESTA_OK);
  const GestaQueryOptions options = {.format = GESTA_VIEW("ttl")};
  const GestaStringView text = GESTA_VIEW("SELECT ?e ?p { ?e ?p ?o }");
  for (size_t most = 0; most < 9; ++most) {
    Counter counter = {.sink = {count_variables, count_row, keep_boolean},
                       .graph = fixture->graph,
                       .most = most};
    assert_int_equal(gesta_graph_select(fixture->graph, text, &options,
                                        &counter.sink, NULL, &fixture->error),
                     GESTA_OK);
    assert_int_equal(counter.columns, 2);
    assert_int_equal(counter.rows, most < 7 ? most : 7);
  }
}

static void
triples_are_rows_of_three(void **state)
{
  Fixture *fixture = *state;
  assert_int_equal(load(fixture, story, ""), GESTA_OK);
  const GestaQueryOptions options = {.format = GESTA_VIEW("csv")};
  static const char *const texts[] = {"CONSTRUCT WHERE { <urn:e:1> ?p ?o }",
                                      "DESCRIBE <urn:e:1>"};
  static const size_t counts[] = {3, 4}; // and the label of an actor
  for (size_t i = 0; i < 2; ++i) {
    for (size_t most = 1; most < 10; most += 8) {
      Counter counter = {.sink = {count_variables, count_row, keep_boolean},
                         .graph = fixture->graph,
                         .most = most};
      assert_int_equal(gesta_graph_select(fixture->graph, gesta_view(texts[i]),
                                          &options, &counter.sink, NULL,
                                          &fixture->error),
                       GESTA_OK);
      assert_int_equal(counter.columns, 3);
      assert_int_equal(counter.rows, most == 1 ? 1 : counts[i]);
    }
  }
}

static void
a_parameter_may_be_of_no_use_if_it_is_spare(void **state)
{
  Fixture *fixture = *state;
  assert_int_equal(load(fixture, story, ""), GESTA_OK);
  GestaParameter parameter = {.name = GESTA_VIEW("nobody"),
                              .term = gesta_iri(GESTA_VIEW("urn:x"))};
  const GestaQueryOptions options = {.parameters = &parameter,
                                     .parameter_count = 1};
  Counter counter = {.sink = {count_variables, count_row, keep_boolean}};
  assert_int_equal(gesta_graph_select(fixture->graph, GESTA_VIEW("ASK { }"),
                                      &options, &counter.sink, NULL, NULL),
                   GESTA_ERR_INPUT);
  parameter.is_spare = true;
  assert_int_equal(gesta_graph_select(fixture->graph, GESTA_VIEW("ASK { }"),
                                      &options, &counter.sink, NULL, NULL),
                   GESTA_OK);
  assert_true(counter.answer);
}

static void
the_version_changes_with_every_commit(void **state)
{
  Fixture *fixture = *state;
  uint64_t before = 0;
  uint64_t after = 0;
  assert_int_equal(gesta_graph_version(fixture->graph, &before, NULL),
                   GESTA_OK);
  assert_int_equal(gesta_graph_version(fixture->graph, &after, NULL), GESTA_OK);
  assert_int_equal(before, after);
  assert_int_equal(load(fixture, story, ""), GESTA_OK);
  assert_int_equal(gesta_graph_version(fixture->graph, &after, NULL), GESTA_OK);
  assert_int_not_equal(before, after);
}

static void
a_file_that_is_missing_is_not_made_for_reading(void **state)
{
  (void)state;
  GestaGraph *graph = NULL;
  GestaError error = {.message = ""};
  assert_int_equal(gesta_graph_open(gesta_default_allocator(),
                                    "/nonexistent/a.gesta", GESTA_OPEN_READ,
                                    NULL, &graph, &error),
                   GESTA_ERR_FILE);
  assert_non_null(strstr(error.message, "/nonexistent/a.gesta"));
  gesta_graph_close(NULL);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(what_was_loaded_answers_questions, set_up,
                                    tear_down),
    cmocka_unit_test_setup_teardown(
      a_mistake_is_told_in_the_columns_of_the_user, set_up, tear_down),
    cmocka_unit_test_setup_teardown(
      a_format_that_does_not_fit_is_answered_with_those_that_do, set_up,
      tear_down),
    cmocka_unit_test_setup_teardown(export_writes_graph_by_graph, set_up,
                                    tear_down),
    cmocka_unit_test_setup_teardown(
      a_graph_can_be_removed_and_a_failed_load_leaves_nothing, set_up,
      tear_down),
    cmocka_unit_test_setup_teardown(
      a_prefix_of_the_file_wins_over_a_well_known_one, set_up, tear_down),
    cmocka_unit_test_setup_teardown(a_request_to_stop_ends_queries_and_exports,
                                    set_up, tear_down),
    cmocka_unit_test_setup_teardown(an_answer_without_rows_can_be_sorted,
                                    set_up, tear_down),
    cmocka_unit_test_setup_teardown(
      rows_are_handed_over_until_the_sink_has_enough, set_up, tear_down),
    cmocka_unit_test_setup_teardown(triples_are_rows_of_three, set_up,
                                    tear_down),
    cmocka_unit_test_setup_teardown(a_parameter_may_be_of_no_use_if_it_is_spare,
                                    set_up, tear_down),
    cmocka_unit_test_setup_teardown(the_version_changes_with_every_commit,
                                    set_up, tear_down),
    cmocka_unit_test(a_file_that_is_missing_is_not_made_for_reading),
  };
  return cmocka_run_group_tests_name("graph", tests, NULL, NULL);
}
