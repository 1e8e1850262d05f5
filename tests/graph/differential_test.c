// SPDX-License-Identifier: GPL-3.0-or-later
// Two engines, the same random data and the same random queries: ours and
// Rasqal.  What Rasqal 0.9.33 does not know or gets wrong is not asked (see
// graph/redland/README.md): property paths, EXISTS, MINUS, VALUES, DESCRIBE;
// filters inside of an OPTIONAL that speak of variables outside of it; an
// OPTIONAL that shares no variable with what is before it, or in a UNION; GRAPH
// with a name that holds nothing; comparisons of values that have no order.
#include "graph/graph.h"
#include "graph/rdf/vocabulary.h"
#include "graph/redland/redland_query.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/scratch_graph.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { PATH_SIZE = 96, QUERIES = 400, QUADS = 90, VARIABLES = 4, DEPTH = 2 };

typedef struct Fixture {
  char folder[PATH_SIZE];
  char path[PATH_SIZE + 16];
  GestaGraph *graph;
  uint64_t random;
} Fixture;

// Numbers of Knuth's MMIX generator, the high bits of them.
static unsigned
draw(Fixture *fixture, unsigned below)
{
  fixture->random = fixture->random * UINT64_C(6364136223846793005)
                    + UINT64_C(1442695040888963407);
  return (unsigned)(fixture->random >> 33) % below;
}

// ---- Data -------------------------------------------------------------------

static GestaTerm
draw_iri(Fixture *fixture, const char *kind, unsigned below, char text[32])
{
  const int size = snprintf(text, 32, "urn:%s:%u", kind, draw(fixture, below));
  return gesta_iri((GestaStringView){text, (size_t)size});
}

static void
add_quads(Fixture *fixture)
{
  GestaError error;
  assert_int_equal(gesta_graph_begin(fixture->graph, &error), GESTA_OK);
  for (unsigned i = 0; i < QUADS; ++i) {
    char text[4][32];
    GestaQuad quad = {
      .subject = draw_iri(fixture, "s", 9, text[0]),
      .predicate = draw_iri(fixture, "p", 4, text[1]),
    };
    const unsigned kind = draw(fixture, 4);
    const int size = snprintf(text[2], sizeof text[2], "%u", draw(fixture, 9));
    const GestaStringView number = {text[2], (size_t)size};
    if (kind == 0) {
      quad.object = gesta_typed_literal(number, GESTA_XSD("integer"));
    } else if (kind == 1) {
      quad.object = gesta_text_literal(number, GESTA_VIEW("fr"));
    } else {
      quad.object = draw_iri(fixture, "s", 9, text[2]);
    }
    if (draw(fixture, 3) == 0) {
      quad.graph = draw_iri(fixture, "g", 2, text[3]);
    }
    assert_int_equal(gesta_sink_quad(gesta_graph_sink(fixture->graph), &quad),
                     GESTA_OK);
  }
  assert_int_equal(gesta_graph_commit(fixture->graph, &error), GESTA_OK);
}

static int
set_up(void **state)
{
  Fixture *const fixture = test_calloc(1, sizeof *fixture);
  *state = fixture;
  scratch_graph_make(fixture->folder, fixture->path, sizeof fixture->path);
  fixture->random = 20240106;
  GestaError error;
  assert_int_equal(gesta_graph_open(gesta_default_allocator(), fixture->path,
                                    GESTA_OPEN_CREATE, NULL, &fixture->graph,
                                    &error),
                   GESTA_OK);
  add_quads(fixture);
  return 0;
}

static int
tear_down(void **state)
{
  Fixture *const fixture = *state;
  gesta_graph_close(fixture->graph);
  scratch_graph_remove(fixture->folder, fixture->path);
  test_free(fixture);
  return 0;
}

// ---- Queries ----------------------------------------------------------------

static void
say(GestaTextBuffer *text, const char *words)
{
  assert_int_equal(gesta_text_buffer_append(text, gesta_view(words)), GESTA_OK);
}

static void
say_variable(GestaTextBuffer *text, unsigned variable)
{
  const char name[] = {'?', (char)('a' + variable), ' ', '\0'};
  say(text, name);
}

static unsigned
draw_bound(Fixture *fixture, unsigned bound)
{
  unsigned variable = draw(fixture, VARIABLES);
  while (!(bound >> variable & 1)) {
    variable = (variable + 1) % VARIABLES;
  }
  return variable;
}

// A triple; the variables that it binds are added to *bound.
static void
say_triple(Fixture *fixture, GestaTextBuffer *text, unsigned subject,
           unsigned *bound)
{
  char iri[32];
  say_variable(text, subject);
  *bound |= 1U << subject;
  (void)draw_iri(fixture, "p", 4, iri);
  say(text, "<");
  say(text, iri);
  say(text, "> ");
  const unsigned kind = draw(fixture, 6);
  if (kind == 0) {
    (void)draw_iri(fixture, "s", 9, iri);
    say(text, "<");
    say(text, iri);
    say(text, ">");
  } else if (kind == 1) {
    const char number[] = {(char)('0' + draw(fixture, 9)), '\0'};
    say(text, number);
  } else {
    const unsigned object = draw(fixture, VARIABLES);
    say_variable(text, object);
    *bound |= 1U << object;
  }
  say(text, " . ");
}

static void
say_filter(Fixture *fixture, GestaTextBuffer *text, unsigned bound)
{
  static const char *const tests[] = {
    "isIRI(%s)",
    "isLITERAL(%s)",
    "!isIRI(%s)",
    "STR(%s) > \"4\"",
    "REGEX(STR(%s), \"[2-5]$\")",
    "LANG(%s) = \"fr\"",
    "%s != <urn:s:3>",
    "sameTerm(%s, <urn:s:2>)",
    "BOUND(%s)",
    "DATATYPE(%s) = <http://www.w3.org/2001/XMLSchema#integer>",
  };
  const char variable[] = {'?', (char)('a' + draw_bound(fixture, bound)), '\0'};
  const char *const test = tests[draw(fixture, sizeof tests / sizeof *tests)];
  const char *const place = strstr(test, "%s");
  const GestaStringView before = {test, (size_t)(place - test)};
  say(text, "FILTER(");
  assert_int_equal(gesta_text_buffer_append(text, before), GESTA_OK);
  say(text, variable);
  say(text, place + 2);
  say(text, ") ");
}

static void
say_group(Fixture *fixture, GestaTextBuffer *text, unsigned depth)
{
  unsigned bound = 0;
  say(text, "{ ");
  if (depth > 0 && draw(fixture, 4) == 0) {
    say_group(fixture, text, depth - 1);
    say(text, "UNION ");
    say_group(fixture, text, depth - 1);
    say(text, "} ");
    return;
  }
  for (unsigned count = 1 + draw(fixture, 3); count > 0; --count) {
    say_triple(fixture, text, draw(fixture, VARIABLES), &bound);
  }
  if (depth == DEPTH && draw(fixture, 2) == 0) {
    unsigned inner = 0;
    say(text, "OPTIONAL { ");
    say_triple(fixture, text, draw_bound(fixture, bound), &inner);
    say(text, "} ");
  }
  if (draw(fixture, 3) == 0) {
    say_filter(fixture, text, bound);
  }
  say(text, "} ");
}

static void
say_query(Fixture *fixture, GestaTextBuffer *text)
{
  say(text, draw(fixture, 2) ? "SELECT DISTINCT ?a ?b ?c ?d "
                             : "SELECT ?a ?b ?c ?d ");
  say_group(fixture, text, DEPTH);
}

// ---- Answers ----------------------------------------------------------------

// The answer of Rasqal, in TSV.
static void
ask_rasqal(Fixture *fixture, GestaStringView query, GestaTextBuffer *text)
{
  GestaAllocator *const allocator = gesta_default_allocator();
  GestaError error = {.status = GESTA_OK};
  GestaRedlandQuery *asked = NULL;
  GestaStatus status = gesta_redland_query_open(allocator, fixture->path, query,
                                                (GestaStringView){NULL, 0},
                                                NULL, &asked, &error);
  if (status) {
    fail_msg("%.*s: Rasqal: %s", (int)query.size, query.data, error.message);
  }
  // An answer without a row has lost its variables sometimes.
  const size_t width = gesta_redland_query_width(asked);
  const GestaStringView names[VARIABLES] = {GESTA_VIEW("a"), GESTA_VIEW("b"),
                                            GESTA_VIEW("c"), GESTA_VIEW("d")};
  for (size_t i = 0; i < width; ++i) {
    assert_true(
      gesta_view_equal(gesta_redland_query_variable(asked, i), names[i]));
  }
  GestaOutput output = gesta_output_to_buffer(text);
  const GestaResultsOptions options = {.format = GESTA_RESULTS_TSV};
  GestaResultsWriter *writer = NULL;
  assert_int_equal(gesta_results_writer_open(allocator, &options, names,
                                             VARIABLES, &output, &writer),
                   GESTA_OK);
  GestaTerm row[VARIABLES];
  status = gesta_redland_query_next(asked, row, &error);
  while (status == GESTA_OK) {
    assert_int_equal(width, VARIABLES);
    assert_int_equal(gesta_results_writer_row(writer, row), GESTA_OK);
    status = gesta_redland_query_next(asked, row, &error);
  }
  assert_int_equal(status, GESTA_END);
  assert_int_equal(gesta_results_writer_finish(writer), GESTA_OK);
  gesta_results_writer_close(writer);
  gesta_redland_query_close(asked);
}

static void
ask_ours(Fixture *fixture, GestaStringView query, GestaTextBuffer *text)
{
  GestaOutput output = gesta_output_to_buffer(text);
  GestaError error = {.status = GESTA_OK};
  const GestaQueryOptions options = {.format = GESTA_VIEW("tsv")};
  if (gesta_graph_query(fixture->graph, query, &options, &output, NULL,
                        &error)) {
    fail_msg("%.*s: %s", (int)query.size, query.data, error.message);
  }
}

static int
compare_lines(const void *a, const void *b)
{
  const char *const *const first = a;
  const char *const *const second = b;
  return strcmp(*first, *second);
}

// Sort the lines of a text in place, as one bag.
static size_t
sort_lines(GestaTextBuffer *text, const char **lines, size_t room)
{
  size_t count = 0;
  char *at = text->data;
  while (at && *at && count < room) {
    lines[count++] = at;
    at = strchr(at, '\n');
    if (at) {
      *at++ = '\0';
    }
  }
  qsort(lines, count, sizeof *lines, compare_lines);
  return count;
}

static void
rasqal_and_this_engine_answer_alike(void **state)
{
  enum { ROOM = 200000 };
  Fixture *const fixture = *state;
  const char **const lines[2] = {test_calloc(ROOM, sizeof(char *)),
                                 test_calloc(ROOM, sizeof(char *))};
  size_t filled = 0;
  for (unsigned i = 0; i < QUERIES; ++i) {
    GestaTextBuffer query;
    GestaTextBuffer answers[2];
    gesta_text_buffer_init(&query, gesta_default_allocator());
    gesta_text_buffer_init(&answers[0], gesta_default_allocator());
    gesta_text_buffer_init(&answers[1], gesta_default_allocator());
    say_query(fixture, &query);
    ask_rasqal(fixture, gesta_text_buffer_view(&query), &answers[0]);
    ask_ours(fixture, gesta_text_buffer_view(&query), &answers[1]);
    const size_t expected = sort_lines(&answers[0], lines[0], ROOM);
    const size_t count = sort_lines(&answers[1], lines[1], ROOM);
    if (expected != count) {
      fail_msg("query %u, %s: %zu lines from Rasqal, %zu from us", i,
               query.data, expected, count);
    }
    for (size_t line = 0; line < count; ++line) {
      if (strcmp(lines[0][line], lines[1][line]) != 0) {
        fail_msg("query %u, %s: Rasqal has %s where we have %s", i, query.data,
                 lines[0][line], lines[1][line]);
      }
    }
    filled += count > 1;
    gesta_text_buffer_clear(&query);
    gesta_text_buffer_clear(&answers[0]);
    gesta_text_buffer_clear(&answers[1]);
  }
  assert_true(filled > QUERIES / 3); // else the queries ask for nothing
  test_free((void *)lines[0]);
  test_free((void *)lines[1]);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(rasqal_and_this_engine_answer_alike, set_up,
                                    tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
