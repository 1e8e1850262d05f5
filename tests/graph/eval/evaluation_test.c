// SPDX-License-Identifier: GPL-3.0-or-later
// Whole queries over small data, and random ones with the optimizer on and off.
#include "graph/eval/evaluation.h"

#include "graph/io/rdf_reader.h"
#include "graph/rdf/vocabulary.h"
#include "graph/sparql/parser.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/scratch_graph.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_SIZE = 96, QUERY_SIZE = 8192, QUERY_COUNT = 3000 };

typedef struct Fixture {
  char directory[PATH_SIZE];
  char path[PATH_SIZE + 16];
  GestaStore *store;
} Fixture;

static const char people[] = "<urn:a> <urn:knows> <urn:b> .\n"
                             "<urn:b> <urn:knows> <urn:c> .\n"
                             "<urn:c> <urn:knows> <urn:a> .\n"
                             "<urn:c> <urn:knows> <urn:d> .\n"
                             "<urn:a> <urn:name> \"Anne\" .\n"
                             "<urn:b> <urn:name> \"Bob\"@en .\n"
                             "<urn:a> <urn:age> \"30\"^^<" GESTA_NS_XSD
                             "integer> .\n"
                             "<urn:b> <urn:age> \"4\"^^<" GESTA_NS_XSD
                             "integer> .\n"
                             "<urn:c> <urn:age> \"7.5\"^^<" GESTA_NS_XSD
                             "decimal> .\n"
                             "<urn:a> <urn:knows> <urn:b> <urn:g1> .\n"
                             "<urn:a> <urn:likes> <urn:d> <urn:g1> .\n"
                             "<urn:d> <urn:likes> <urn:a> <urn:g2> .\n";

static int
set_up(void **state)
{
  Fixture *fixture = test_calloc(1, sizeof *fixture);
  *state = fixture;
  scratch_graph_make(fixture->directory, fixture->path, sizeof fixture->path);
  assert_int_equal(gesta_store_open(gesta_default_allocator(), fixture->path,
                                    GESTA_OPEN_CREATE, &fixture->store, NULL),
                   GESTA_OK);
  return 0;
}

static int
tear_down(void **state)
{
  Fixture *fixture = *state;
  gesta_store_close(fixture->store);
  scratch_graph_remove(fixture->directory, fixture->path);
  test_free(fixture);
  return 0;
}

typedef struct Sink {
  GestaQuadSink sink;
  GestaTransaction *transaction;
} Sink;

static GestaStatus
add_quad(GestaQuadSink *self, const GestaQuad *quad)
{
  return gesta_store_add(((Sink *)self)->transaction, quad, NULL);
}

static void
load(Fixture *fixture, const char *text)
{
  Sink sink = {.sink = {.quad = add_quad}};
  assert_int_equal(
    gesta_transaction_begin(fixture->store, true, &sink.transaction, NULL),
    GESTA_OK);
  FILE *stream = tmpfile();
  assert_non_null(stream);
  assert_true(fputs(text, stream) >= 0);
  rewind(stream);
  const GestaReadOptions options = {.format = GESTA_VIEW("nq")};
  uint64_t count;
  GestaError error = {0};
  if (gesta_rdf_read(gesta_default_allocator(), stream, "data", &options,
                     &sink.sink, &count, &error)) {
    fail_msg("%zu: %s", error.line, error.message);
  }
  (void)fclose(stream);
  assert_int_equal(gesta_transaction_commit(sink.transaction, NULL), GESTA_OK);
}

// A row as text: the spellings of the projected variables, with tabs.
static void
print_row(GestaEvaluation *evaluation, const GestaRequest *request,
          const GestaRow *row, GestaTextBuffer *text)
{
  GestaArena arena;
  gesta_arena_init(&arena, gesta_default_allocator());
  const GestaProjection *at = request->select.projections;
  for (; at; at = at->next) {
    const GestaTermId id = gesta_row_id(row, at->variable);
    if (id != GESTA_NO_TERM) {
      GestaTerm term;
      assert_int_equal(gesta_query_terms_get(gesta_evaluation_terms(evaluation),
                                             id, &arena, &term),
                       GESTA_OK);
      assert_int_equal(gesta_term_spell(&term, text), GESTA_OK);
    }
    if (at->next) {
      assert_int_equal(gesta_text_buffer_append(text, GESTA_VIEW("\t")),
                       GESTA_OK);
    }
  }
  assert_int_equal(gesta_text_buffer_append(text, GESTA_VIEW("\n")), GESTA_OK);
  gesta_arena_clear(&arena);
}

static int
compare_lines(const void *a, const void *b)
{
  return strcmp(*(char *const *)a, *(char *const *)b);
}

// Sort the lines of a text.
static void
sort_lines(GestaTextBuffer *text)
{
  size_t count = 0;
  for (size_t i = 0; i < text->size; ++i) {
    count += text->data[i] == '\n';
  }
  if (count < 2) {
    return;
  }
  char **lines = test_calloc(count, sizeof *lines);
  char *copy = test_calloc(text->size + 1, 1);
  memcpy(copy, text->data, text->size);
  char *at = copy;
  for (size_t i = 0; i < count; ++i) {
    lines[i] = at;
    at = strchr(at, '\n');
    *at++ = '\0';
  }
  qsort(lines, count, sizeof *lines, compare_lines);
  text->size = 0;
  for (size_t i = 0; i < count; ++i) {
    assert_int_equal(gesta_text_buffer_print(text, "%s\n", lines[i]), GESTA_OK);
  }
  test_free(copy);
  test_free(lines);
}

typedef struct Mode {
  bool is_plain;
  bool is_strict;
  bool is_sorted; ///< the lines of the answer
} Mode;

static GestaStatus
run(Fixture *fixture, const char *query, Mode mode, GestaAllocator *allocator,
    GestaTextBuffer *text, GestaError *error)
{
  GestaArena arena;
  gesta_arena_init(&arena, allocator);
  GestaRequest request;
  const GestaParserOptions parser = {.base = GESTA_VIEW("urn:x:/")};
  GestaAlgebra *algebra = NULL;
  GestaTransaction *transaction = NULL;
  GestaEvaluation *evaluation = NULL;
  GestaEvaluationOptions options = {.is_plain = mode.is_plain};
  GestaStatus status = gesta_parse_query(gesta_view(query), &parser, &arena,
                                         &request, error);
  if (status == GESTA_OK) {
    status = gesta_translate_query(&request, &arena, &algebra, error);
  }
  if (status == GESTA_OK) {
    status = gesta_transaction_begin(fixture->store, false, &transaction,
                                     error);
  }
  if (status == GESTA_OK) {
    status = gesta_dataset_init(request.dataset,
                                mode.is_strict ? GESTA_DEFAULT_STRICT
                                               : GESTA_DEFAULT_UNION,
                                transaction, &arena, &options.dataset);
  }
  if (status == GESTA_OK) {
    options.transaction = transaction;
    options.variables = &request.variables;
    status = gesta_evaluation_new(allocator, &options, algebra, &evaluation,
                                  error);
  }
  const GestaBatch *batch = NULL;
  while (status == GESTA_OK) {
    status = gesta_evaluation_next(evaluation, &batch, error);
    for (size_t i = 0; status == GESTA_OK && i < batch->count; ++i) {
      const GestaRow row = {batch->columns, i};
      print_row(evaluation, &request, &row, text);
    }
  }
  gesta_evaluation_free(evaluation);
  gesta_transaction_abort(transaction);
  gesta_arena_clear(&arena);
  if (mode.is_sorted) {
    sort_lines(text);
  }
  return status == GESTA_END ? GESTA_OK : status;
}

static void
assert_rows(Fixture *fixture, const char *query, Mode mode,
            const char *expected)
{
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, gesta_default_allocator());
  GestaError error = {0};
  if (run(fixture, query, mode, gesta_default_allocator(), &text, &error)) {
    fail_msg("%s\n%zu:%zu: %s", query, error.line, error.column, error.message);
  }
  const char *given = text.data ? text.data : "";
  if (text.size != strlen(expected)
      || memcmp(given, expected, text.size) != 0) {
    fail_msg("%s\nexpected:\n%sgiven:\n%.*s", query, expected, (int)text.size,
             given);
  }
  gesta_text_buffer_clear(&text);
}

typedef struct Case {
  const char *query;
  const char *rows; ///< sorted
} Case;

static const Case cases[] = {
  {"SELECT ?x { <urn:a> <urn:knows> ?x }", "<urn:b>\n"},
  {"SELECT ?x ?y { ?x <urn:knows>/<urn:knows> ?y }",
   "<urn:a>\t<urn:c>\n<urn:b>\t<urn:a>\n<urn:b>\t<urn:d>\n<urn:c>\t<urn:b>\n"},
  {"SELECT ?x { <urn:a> <urn:knows>+ ?x }",
   "<urn:a>\n<urn:b>\n<urn:c>\n<urn:d>\n"},
  {"SELECT ?x { ?x <urn:knows>* <urn:a> }", "<urn:a>\n<urn:b>\n<urn:c>\n"},
  {"SELECT ?x { <urn:zzz> <urn:knows>* ?x }", "<urn:zzz>\n"},
  {"SELECT ?x { <urn:a> ^<urn:knows> ?x }", "<urn:c>\n"},
  {"SELECT ?x { <urn:c> !<urn:age> ?x }", "<urn:a>\n<urn:d>\n"},
  {"SELECT ?x { ?x <urn:knows>+ ?x }", "<urn:a>\n<urn:b>\n<urn:c>\n"},
  {"SELECT ?x ?n { ?x <urn:age> ?a OPTIONAL { ?x <urn:name> ?n } }",
   "<urn:a>\t\"Anne\"\n<urn:b>\t\"Bob\"@en\n<urn:c>\t\n"},
  {"SELECT ?x ?n { ?x <urn:age> ?a OPTIONAL { ?x <urn:name> ?n FILTER (?a > "
   "10) } }",
   "<urn:a>\t\"Anne\"\n<urn:b>\t\n<urn:c>\t\n"},
  {"SELECT ?x { ?x <urn:age> ?a OPTIONAL { ?x <urn:name> ?n } FILTER "
   "(!BOUND(?n)) }",
   "<urn:c>\n"},
  {"SELECT ?x { ?x <urn:age> ?a FILTER NOT EXISTS { ?x <urn:name> ?n } }",
   "<urn:c>\n"},
  {"SELECT ?x { ?x <urn:age> ?a MINUS { ?x <urn:name> ?n } }", "<urn:c>\n"},
  {"SELECT ?x { ?x <urn:age> ?a MINUS { ?y <urn:name> ?n } }",
   "<urn:a>\n<urn:b>\n<urn:c>\n"},
  {"SELECT ?x { ?x <urn:age> ?a FILTER EXISTS { ?x <urn:knows> ?y . ?y "
   "<urn:age> ?b FILTER (?b < ?a) } }",
   "<urn:a>\n"},
  {"SELECT ?x ?v { { ?x <urn:name> ?v } UNION { ?x <urn:age> ?v } FILTER (?x = "
   "<urn:b>) }",
   "<urn:b>\t\"4\"^^<" GESTA_NS_XSD "integer>\n<urn:b>\t\"Bob\"@en\n"},
  {"SELECT (COUNT(*) AS ?n) (SUM(?a) AS ?s) { ?x <urn:age> ?a }",
   "\"3\"^^<" GESTA_NS_XSD "integer>\t\"41.5\"^^<" GESTA_NS_XSD "decimal>\n"},
  {"SELECT ?x (COUNT(?y) AS ?n) { ?x <urn:knows> ?y } GROUP BY ?x HAVING "
   "(COUNT(?y) > 1)",
   "<urn:c>\t\"2\"^^<" GESTA_NS_XSD "integer>\n"},
  {"SELECT (COUNT(DISTINCT ?y) AS ?n) { ?x <urn:knows>|<urn:likes> ?y }",
   "\"4\"^^<" GESTA_NS_XSD "integer>\n"},
  {"SELECT (COUNT(*) AS ?n) { ?x <urn:nothing> ?y }",
   "\"0\"^^<" GESTA_NS_XSD "integer>\n"},
  {"SELECT (MAX(?y) AS ?n) { ?x <urn:nothing> ?y } GROUP BY ?x", ""},
  {"SELECT ?x { GRAPH <urn:g1> { ?x ?p <urn:d> } }", "<urn:a>\n"},
  {"SELECT ?g ?x { GRAPH ?g { ?x <urn:likes> ?y } }",
   "<urn:g1>\t<urn:a>\n<urn:g2>\t<urn:d>\n"},
  {"SELECT ?g { GRAPH ?g { } }", "<urn:g1>\n<urn:g2>\n"},
  {"SELECT ?g ?n { GRAPH ?g { { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } } }",
   "<urn:g1>\t\"2\"^^<" GESTA_NS_XSD "integer>\n<urn:g2>\t\"1\"^^<" GESTA_NS_XSD
   "integer>\n"},
  {"SELECT ?g ?x { GRAPH ?g { ?x <urn:likes>+ ?y } }",
   "<urn:g1>\t<urn:a>\n<urn:g2>\t<urn:d>\n"},
  {"SELECT ?x FROM <urn:g1> { ?x ?p ?o }", "<urn:a>\n<urn:a>\n"},
  {"SELECT ?x FROM <urn:g1> FROM <urn:g2> { ?x <urn:likes> ?o }",
   "<urn:a>\n<urn:d>\n"},
  {"SELECT ?g FROM NAMED <urn:g2> { GRAPH ?g { ?x ?p ?o } }", "<urn:g2>\n"},
  {"SELECT ?x ?y { VALUES (?x ?y) { (<urn:a> UNDEF) (<urn:b> 1) } }",
   "<urn:a>\t\n<urn:b>\t\"1\"^^<" GESTA_NS_XSD "integer>\n"},
  {"SELECT ?x ?y { ?x <urn:knows> ?y VALUES (?x ?y) { (<urn:c> UNDEF) (UNDEF "
   "<urn:b>) } }",
   "<urn:a>\t<urn:b>\n<urn:c>\t<urn:a>\n<urn:c>\t<urn:d>\n"},
  {"SELECT ?z { ?x <urn:age> ?a BIND (?a * 2 AS ?z) FILTER (?x = <urn:a>) }",
   "\"60\"^^<" GESTA_NS_XSD "integer>\n"},
  {"SELECT ?x { { SELECT ?x { ?x <urn:age> ?a } ORDER BY ?a LIMIT 1 } ?x "
   "<urn:name> ?n }",
   "<urn:b>\n"},
  {"SELECT DISTINCT ?p { ?x ?p ?y FILTER (?x = <urn:a>) }",
   "<urn:age>\n<urn:knows>\n<urn:likes>\n<urn:name>\n"},
  {"SELECT ?x { ?x ?p ?x }", ""},
  {"SELECT ?x { ?x <urn:nobody> ?y }", ""},
  {"SELECT ?x { <urn:a> <urn:knows> <urn:b> }", "\n"},
};

static void
queries_give_their_rows(void **state)
{
  Fixture *fixture = *state;
  load(fixture, people);
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
    Mode mode = {.is_sorted = true};
    assert_rows(fixture, cases[i].query, mode, cases[i].rows);
    mode.is_plain = true;
    assert_rows(fixture, cases[i].query, mode, cases[i].rows);
  }
}

static void
a_strict_default_graph_has_no_named_triples(void **state)
{
  Fixture *fixture = *state;
  load(fixture, people);
  assert_rows(fixture, "SELECT ?x { ?x <urn:likes> ?y }",
              (Mode){.is_strict = true}, "");
  assert_rows(fixture, "SELECT ?x { <urn:a> <urn:knows> ?x }",
              (Mode){.is_strict = true}, "<urn:b>\n");
}

static void
rows_come_in_the_order_asked_for(void **state)
{
  Fixture *fixture = *state;
  load(fixture, people);
  const Mode mode = {.is_sorted = false};
  assert_rows(fixture, "SELECT ?x { ?x <urn:age> ?a } ORDER BY ?a", mode,
              "<urn:b>\n<urn:c>\n<urn:a>\n");
  assert_rows(fixture, "SELECT ?x { ?x <urn:age> ?a } ORDER BY DESC(?a)", mode,
              "<urn:a>\n<urn:c>\n<urn:b>\n");
  assert_rows(fixture,
              "SELECT ?x { ?x <urn:age> ?a } ORDER BY ?a OFFSET 1 LIMIT 1",
              mode, "<urn:c>\n");
  assert_rows(fixture,
              "SELECT ?x { ?x <urn:age> ?a OPTIONAL { ?x <urn:name> ?n } } "
              "ORDER BY ?n ?x",
              mode, "<urn:c>\n<urn:a>\n<urn:b>\n");
  assert_rows(fixture, "SELECT ?x { ?x <urn:age> ?a } ORDER BY ?a LIMIT 0",
              mode, "");
}

// More rows than a batch, through every operator that keeps or cuts them.
static void
many_rows_go_through_batches(void **state)
{
  Fixture *fixture = *state;
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, gesta_default_allocator());
  for (int i = 0; i < 5000; ++i) {
    assert_int_equal(gesta_text_buffer_print(
                       &text, "<urn:s%d> <urn:p> <urn:o%d> .\n", i, i % 7),
                     GESTA_OK);
    assert_int_equal(
      gesta_text_buffer_print(
        &text, "<urn:s%d> <urn:n> \"%d\"^^<" GESTA_NS_XSD "integer> .\n", i, i),
      GESTA_OK);
  }
  load(fixture, text.data);
  gesta_text_buffer_clear(&text);
  static const Case many[] = {
    {"SELECT (COUNT(*) AS ?n) { ?s <urn:p> ?o . ?s <urn:n> ?m }",
     "\"5000\"^^<" GESTA_NS_XSD "integer>\n"},
    {"SELECT ?m { ?s <urn:n> ?m } ORDER BY DESC(?m) LIMIT 2",
     "\"4998\"^^<" GESTA_NS_XSD "integer>\n\"4999\"^^<" GESTA_NS_XSD
     "integer>\n"},
    {"SELECT (COUNT(*) AS ?n) { { SELECT ?s { ?s <urn:n> ?m } OFFSET 1500 "
     "LIMIT "
     "3000 } }",
     "\"3000\"^^<" GESTA_NS_XSD "integer>\n"},
    {"SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s <urn:p> ?o }",
     "\"7\"^^<" GESTA_NS_XSD "integer>\n"},
    {"SELECT ?o { ?s <urn:p> ?o } GROUP BY ?o HAVING (COUNT(*) = 715) ORDER BY "
     "?o",
     "<urn:o0>\n<urn:o1>\n"},
    {"SELECT (COUNT(*) AS ?n) { ?s <urn:p> ?o OPTIONAL { ?s <urn:n> ?m FILTER "
     "(?m < 10) } FILTER (!BOUND(?m)) }",
     "\"4990\"^^<" GESTA_NS_XSD "integer>\n"},
    {"SELECT (COUNT(*) AS ?n) { ?s <urn:p> <urn:o3> . ?t <urn:p> <urn:o3> }",
     "\"509796\"^^<" GESTA_NS_XSD "integer>\n"},
    {"SELECT (COUNT(*) AS ?n) { ?s <urn:p> ?o MINUS { ?s <urn:n> ?m FILTER (?m "
     ">= 100) } }",
     "\"100\"^^<" GESTA_NS_XSD "integer>\n"},
  };
  for (size_t i = 0; i < sizeof many / sizeof many[0]; ++i) {
    Mode mode = {.is_sorted = true};
    assert_rows(fixture, many[i].query, mode, many[i].rows);
    mode.is_plain = true;
    assert_rows(fixture, many[i].query, mode, many[i].rows);
  }
}

// Random queries.

typedef struct Writer {
  char *text;
  size_t size;
  uint64_t state;
} Writer;

static uint32_t
draw(Writer *writer, uint32_t below)
{
  return test_draw(&writer->state, below);
}

static void
put(Writer *writer, const char *text)
{
  const size_t size = strlen(text);
  if (writer->size + size + 1 < QUERY_SIZE) {
    memcpy(writer->text + writer->size, text, size + 1);
    writer->size += size;
  }
}

static void
put_variable(Writer *writer)
{
  static const char *const names[] = {"?a ", "?b ", "?c ", "?d ", "?e "};
  put(writer, names[draw(writer, 5)]);
}

static void
put_node(Writer *writer)
{
  static const char *const nodes[] = {"<urn:n0> ", "<urn:n1> ", "<urn:n2> ",
                                      "<urn:n3> "};
  if (draw(writer, 4) > 0) {
    put_variable(writer);
  } else {
    put(writer, nodes[draw(writer, 4)]);
  }
}

static void
put_triple(Writer *writer)
{
  static const char *const verbs[] = {"<urn:p0> ",
                                      "<urn:p1> ",
                                      "<urn:p2> ",
                                      "<urn:p0>* ",
                                      "<urn:p0>/<urn:p1> ",
                                      "(<urn:p1>|^<urn:p2>)+ ",
                                      "!(<urn:p0>|^<urn:p1>) ",
                                      "<urn:p2>? "};
  put_node(writer);
  const uint32_t verb = draw(writer, 14);
  if (verb < 8) {
    put(writer, verbs[verb]);
  } else if (verb < 10) {
    put_variable(writer);
  } else {
    put(writer, verbs[verb % 3]);
  }
  put_node(writer);
  put(writer, ". ");
}

static void
put_group(Writer *writer, uint32_t depth);

static void
put_condition(Writer *writer, uint32_t depth)
{
  static const char *const comparisons[] = {"= ", "!= ", "< "};
  switch (draw(writer, depth > 0 ? 6 : 4)) {
  case 0:
    put(writer, "BOUND(");
    put_variable(writer);
    put(writer, ") ");
    break;
  case 1:
    put(writer, "!BOUND(");
    put_variable(writer);
    put(writer, ") ");
    break;
  case 2:
  case 3:
    put_node(writer);
    put(writer, comparisons[draw(writer, 3)]);
    put_node(writer);
    break;
  case 4:
    put(writer, "EXISTS ");
    put_group(writer, 0);
    break;
  default:
    put(writer, "NOT EXISTS ");
    put_group(writer, 0);
    break;
  }
}

static void
put_element(Writer *writer, uint32_t depth)
{
  static const char *const fresh[] = {"?f ", "?g ", "?h ", "?i ", "?j ", "?k "};
  switch (depth > 0 ? draw(writer, 14) : draw(writer, 4)) {
  default:
    put_triple(writer);
    break;
  case 3:
  case 4:
    put(writer, "FILTER (");
    put_condition(writer, depth);
    put(writer, ") ");
    break;
  case 5:
    put(writer, "OPTIONAL ");
    put_group(writer, depth - 1);
    break;
  case 6:
    put_group(writer, depth - 1);
    put(writer, "UNION ");
    put_group(writer, depth - 1);
    break;
  case 7:
    put(writer, "MINUS ");
    put_group(writer, depth - 1);
    break;
  case 8:
    put(writer, "GRAPH ");
    put(writer, draw(writer, 2) ? "?e " : "<urn:g0> ");
    put_group(writer, depth - 1);
    break;
  case 9:
    put(writer, "VALUES (?a ?b) { (<urn:n1> UNDEF) (<urn:n2> <urn:n0>) } ");
    break;
  case 10:
    put(writer, "{ SELECT DISTINCT ?a ?c ");
    put_group(writer, depth - 1);
    put(writer, "} ");
    break;
  case 11:
    put_group(writer, depth - 1);
    break;
  case 12: {
    // A name that is used once, since BIND wants one that is not in scope.
    const size_t n = writer->size % 6;
    if (!strstr(writer->text, fresh[n])) {
      put(writer, "BIND (STR(");
      put_variable(writer);
      put(writer, ") AS ");
      put(writer, fresh[n]);
      put(writer, ") ");
    }
    break;
  }
  }
}

static void
put_group(Writer *writer, uint32_t depth)
{
  put(writer, "{ ");
  const uint32_t count = 1 + draw(writer, 3);
  for (uint32_t i = 0; i < count; ++i) {
    put_element(writer, depth);
  }
  put(writer, "} ");
}

static void
load_random(Fixture *fixture)
{
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, gesta_default_allocator());
  Writer writer = {.state = 7};
  for (int i = 0; i < 70; ++i) {
    assert_int_equal(gesta_text_buffer_print(&text, "<urn:n%u> <urn:p%u> ",
                                             (unsigned)draw(&writer, 6),
                                             (unsigned)draw(&writer, 3)),
                     GESTA_OK);
    const unsigned object = (unsigned)draw(&writer, 8);
    assert_int_equal(object < 6
                       ? gesta_text_buffer_print(&text, "<urn:n%u> ", object)
                       : gesta_text_buffer_print(
                         &text, "\"%u\"^^<" GESTA_NS_XSD "integer> ", object),
                     GESTA_OK);
    const unsigned graph = (unsigned)draw(&writer, 4);
    assert_int_equal(graph < 2
                       ? gesta_text_buffer_print(&text, "<urn:g%u> .\n", graph)
                       : gesta_text_buffer_print(&text, ".\n"),
                     GESTA_OK);
  }
  load(fixture, text.data);
  gesta_text_buffer_clear(&text);
}

// 3,000 subjects in two graphs: enough for the lookups of a pattern to be given
// up for a table of its matches (pattern_join.c).
static void
many_lookups_give_what_a_few_give(void **state)
{
  enum { SUBJECTS = 3000 };
  static const char *const queries[] = {
    "SELECT ?s ?o { ?s <urn:p> ?x OPTIONAL { ?s <urn:q> ?o } }",
    "SELECT ?s { ?s <urn:p> ?x FILTER NOT EXISTS { ?s <urn:q> ?o } }",
    "SELECT ?s ?t { ?s <urn:p> ?x OPTIONAL { ?t <urn:r> ?s } }",
    "SELECT ?s ?t { ?s <urn:p> ?x OPTIONAL { ?s <urn:r> ?t } }",
    "SELECT ?s ?o { ?s <urn:p> ?x OPTIONAL { GRAPH <urn:g> { ?s <urn:q> ?o } "
    "} }",
    "SELECT ?s ?g { ?s <urn:p> ?x OPTIONAL { GRAPH ?g { ?s <urn:q> ?o } } }",
    "SELECT ?s ?p { ?s <urn:p> ?x OPTIONAL { ?s ?p ?s } }",
    "SELECT ?s ?u { ?s <urn:p> ?x OPTIONAL { ?s <urn:q> ?o } OPTIONAL { ?s "
    "<urn:r> ?t . ?t <urn:q> ?u } }",
  };
  Fixture *fixture = *state;
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, gesta_default_allocator());
  for (size_t i = 0; i < SUBJECTS; ++i) {
    assert_int_equal(
      gesta_text_buffer_print(&text,
                              "<urn:s%zu> <urn:p> \"x\" .\n<urn:s%zu> <urn:r> "
                              "<urn:s%zu> .\n",
                              i, i, i * 7 % 1000),
      GESTA_OK);
    if (i % 3 != 0) {
      assert_int_equal(gesta_text_buffer_print(
                         &text,
                         "<urn:s%zu> <urn:q> \"%zu\" <urn:g> .\n<urn:s%zu> "
                         "<urn:q> \"%zu\" .\n",
                         i, i % 10, i, i % 4),
                       GESTA_OK);
    }
  }
  assert_int_equal(gesta_text_buffer_append(&text, (GestaStringView){"", 1}),
                   GESTA_OK);
  load(fixture, text.data);
  for (size_t i = 0; i < sizeof queries / sizeof queries[0]; ++i) {
    const Mode plain = {.is_plain = true, .is_sorted = true};
    text.size = 0;
    assert_int_equal(
      run(fixture, queries[i], plain, gesta_default_allocator(), &text, NULL),
      GESTA_OK);
    assert_int_equal(gesta_text_buffer_append(&text, (GestaStringView){"", 1}),
                     GESTA_OK);
    assert_rows(fixture, queries[i], (Mode){.is_sorted = true}, text.data);
  }
  gesta_text_buffer_clear(&text);
}

static void
the_optimizer_changes_no_answer(void **state)
{
  Fixture *fixture = *state;
  load_random(fixture);
  char *query = test_calloc(QUERY_SIZE, 1);
  Writer writer = {.text = query, .state = 20240106};
  size_t with_rows = 0;
  for (int i = 0; i < QUERY_COUNT; ++i) {
    writer.size = 0;
    query[0] = '\0';
    put(&writer, "SELECT * ");
    put_group(&writer, 2);
    GestaTextBuffer plain;
    GestaTextBuffer optimized;
    gesta_text_buffer_init(&plain, gesta_default_allocator());
    gesta_text_buffer_init(&optimized, gesta_default_allocator());
    GestaError error = {0};
    const GestaStatus a = run(fixture, query,
                              (Mode){.is_plain = true, .is_sorted = true},
                              gesta_default_allocator(), &plain, &error);
    const GestaStatus b = run(fixture, query, (Mode){.is_sorted = true},
                              gesta_default_allocator(), &optimized, &error);
    if (a || b) {
      fail_msg("%s\n%s", query, error.message);
    }
    with_rows += plain.size > 0;
    if (plain.size != optimized.size
        || (plain.size > 0
            && memcmp(plain.data, optimized.data, plain.size) != 0)) {
      fail_msg("%s\nplain:\n%.*s\noptimized:\n%.*s", query, (int)plain.size,
               plain.size ? plain.data : "", (int)optimized.size,
               optimized.size ? optimized.data : "");
    }
    gesta_text_buffer_clear(&plain);
    gesta_text_buffer_clear(&optimized);
  }
  assert_true(with_rows > QUERY_COUNT / 10);
  test_free(query);
}

static void
a_wish_to_stop_is_heard(void **state)
{
  Fixture *fixture = *state;
  load_random(fixture);
  GestaArena arena;
  gesta_arena_init(&arena, gesta_default_allocator());
  GestaRequest request;
  const GestaParserOptions parser = {.base = {0}};
  GestaAlgebra *algebra = NULL;
  GestaTransaction *transaction = NULL;
  GestaCancel cancel = {false};
  assert_int_equal(gesta_parse_query(
                     GESTA_VIEW("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f "
                                ". ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"),
                     &parser, &arena, &request, NULL),
                   GESTA_OK);
  assert_int_equal(gesta_translate_query(&request, &arena, &algebra, NULL),
                   GESTA_OK);
  assert_int_equal(
    gesta_transaction_begin(fixture->store, false, &transaction, NULL),
    GESTA_OK);
  GestaEvaluationOptions options = {.transaction = transaction,
                                    .variables = &request.variables,
                                    .cancel = &cancel,
                                    .timeout = 20};
  GestaEvaluation *evaluation = NULL;
  GestaError error = {0};
  assert_int_equal(gesta_evaluation_new(gesta_default_allocator(), &options,
                                        algebra, &evaluation, &error),
                   GESTA_OK);
  const GestaBatch *batch = NULL;
  assert_int_equal(gesta_evaluation_next(evaluation, &batch, &error),
                   GESTA_ERR_TOO_LARGE);
  assert_non_null(strstr(error.message, "--timeout"));
  gesta_cancel(&cancel);
  assert_int_equal(gesta_evaluation_next(evaluation, &batch, &error),
                   GESTA_ERR_CANCELLED);
  gesta_evaluation_free(evaluation);
  gesta_transaction_abort(transaction);
  gesta_arena_clear(&arena);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(queries_give_their_rows, set_up, tear_down),
    cmocka_unit_test_setup_teardown(a_strict_default_graph_has_no_named_triples,
                                    set_up, tear_down),
    cmocka_unit_test_setup_teardown(rows_come_in_the_order_asked_for, set_up,
                                    tear_down),
    cmocka_unit_test_setup_teardown(many_rows_go_through_batches, set_up,
                                    tear_down),
    cmocka_unit_test_setup_teardown(many_lookups_give_what_a_few_give, set_up,
                                    tear_down),
    cmocka_unit_test_setup_teardown(the_optimizer_changes_no_answer, set_up,
                                    tear_down),
    cmocka_unit_test_setup_teardown(a_wish_to_stop_is_heard, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
