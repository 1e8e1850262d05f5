// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/eval/path_automaton.h"

#include "graph/graph.h"
#include "graph/rdf/vocabulary.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/scratch_graph.h"

#include <stdio.h>
#include <string.h>

enum { NODES = 7, LINKS = 3, EDGES = 11, ROUNDS = 400, TEXT_SIZE = 4096 };

// relation[a][b]: a path leads from node a to node b.
typedef struct Relation {
  bool at[NODES][NODES];
} Relation;

typedef struct Fixture {
  GestaGraph *graph;
  uint64_t random;
  Relation links[LINKS];
  char text[TEXT_SIZE]; ///< of the path that is being drawn
  size_t size;
} Fixture;

// ---- The oracle: relations as matrices
// ----------------------------------------

static Relation
inverse(const Relation *a)
{
  Relation made = {0};
  for (size_t i = 0; i < NODES; ++i) {
    for (size_t j = 0; j < NODES; ++j) {
      made.at[i][j] = a->at[j][i];
    }
  }
  return made;
}

static Relation
unite(const Relation *a, const Relation *b)
{
  Relation made = *a;
  for (size_t i = 0; i < NODES; ++i) {
    for (size_t j = 0; j < NODES; ++j) {
      made.at[i][j] = a->at[i][j] || b->at[i][j];
    }
  }
  return made;
}

static Relation
compose(const Relation *a, const Relation *b)
{
  Relation made = {0};
  for (size_t i = 0; i < NODES; ++i) {
    for (size_t j = 0; j < NODES; ++j) {
      for (size_t k = 0; k < NODES; ++k) {
        made.at[i][k] = made.at[i][k] || (a->at[i][j] && b->at[j][k]);
      }
    }
  }
  return made;
}

static Relation
closure(const Relation *a)
{
  Relation made = *a;
  for (size_t i = 0; i < NODES; ++i) {
    const Relation longer = compose(&made, a);
    made = unite(&made, &longer);
  }
  return made;
}

static Relation
with_identity(const Relation *a)
{
  Relation made = *a;
  for (size_t i = 0; i < NODES; ++i) {
    made.at[i][i] = true;
  }
  return made;
}

// ---- Random paths
// -------------------------------------------------------------

static void
append(Fixture *fixture, const char *text)
{
  const size_t size = strlen(text);
  assert_true(fixture->size + size < TEXT_SIZE);
  memcpy(fixture->text + fixture->size, text, size + 1);
  fixture->size += size;
}

static Relation
draw_path(Fixture *fixture, int depth);

// A link, or everything but a link and the inverse of another.
static Relation
draw_step(Fixture *fixture)
{
  char text[64];
  const uint32_t link = test_draw(&fixture->random, LINKS);
  if (test_draw(&fixture->random, 5) > 0) {
    (void)snprintf(text, sizeof text, "<urn:p:%u>", link);
    append(fixture, text);
    return fixture->links[link];
  }
  const uint32_t other = test_draw(&fixture->random, LINKS);
  (void)snprintf(text, sizeof text, "!(<urn:p:%u>|^<urn:p:%u>)", link, other);
  append(fixture, text);
  Relation made = {0};
  for (uint32_t i = 0; i < LINKS; ++i) {
    const Relation back = inverse(&fixture->links[i]);
    made = i != link ? unite(&made, &fixture->links[i]) : made;
    made = i != other ? unite(&made, &back) : made;
  }
  return made;
}

static Relation
draw_pair(Fixture *fixture, int depth, const char *sign)
{
  const Relation first = draw_path(fixture, depth);
  append(fixture, sign);
  const Relation second = draw_path(fixture, depth);
  return sign[0] == '/' ? compose(&first, &second) : unite(&first, &second);
}

static Relation
draw_closure(Fixture *fixture, int depth, const char *sign)
{
  const Relation part = draw_path(fixture, depth);
  append(fixture, ")");
  append(fixture, sign);
  const Relation many = sign[0] == '?' ? part : closure(&part);
  return sign[0] == '+' ? many : with_identity(&many);
}

static Relation
draw_path(Fixture *fixture, int depth)
{
  if (depth == 0) {
    return draw_step(fixture);
  }
  static const char *const signs[] = {"*", "+", "?"};
  const uint32_t kind = test_draw(&fixture->random, 8);
  Relation made;
  append(fixture, "(");
  if (kind < 2) {
    made = draw_pair(fixture, depth - 1, "/");
  } else if (kind < 4) {
    made = draw_pair(fixture, depth - 1, "|");
  } else if (kind < 7) {
    append(fixture, "(");
    made = draw_closure(fixture, depth - 1, signs[kind - 4]);
  } else {
    append(fixture, "^");
    const Relation part = draw_path(fixture, depth - 1);
    made = inverse(&part);
  }
  append(fixture, ")");
  return made;
}

// ---- The graph
// ----------------------------------------------------------------

static int
set_up(void **state)
{
  Fixture *const fixture = test_calloc(1, sizeof *fixture);
  *state = fixture;
  fixture->random = 1936;
  GestaError error;
  assert_int_equal(gesta_graph_open_temporary(gesta_default_allocator(), NULL,
                                              &fixture->graph, &error),
                   GESTA_OK);
  return 0;
}

static int
tear_down(void **state)
{
  Fixture *const fixture = *state;
  gesta_graph_close(fixture->graph);
  test_free(fixture);
  return 0;
}

static void
update(Fixture *fixture, const char *text)
{
  GestaError error;
  const GestaQueryOptions options = {0};
  const GestaStatus status = gesta_graph_update(
    fixture->graph, gesta_view(text), &options, NULL, &error);
  if (status) {
    fail_msg("%s", error.message);
  }
}

// Other links between the nodes; each node has one that no path follows.
static void
draw_graph(Fixture *fixture)
{
  char text[TEXT_SIZE];
  size_t size = (size_t)snprintf(text, sizeof text, "CLEAR ALL; INSERT DATA {");
  memset(fixture->links, 0, sizeof fixture->links);
  for (int i = 0; i < EDGES; ++i) {
    const uint32_t from = test_draw(&fixture->random, NODES);
    const uint32_t link = test_draw(&fixture->random, LINKS);
    const uint32_t to = test_draw(&fixture->random, NODES);
    fixture->links[link].at[from][to] = true;
    size += (size_t)snprintf(text + size, sizeof text - size,
                             " <urn:n:%u> <urn:p:%u> <urn:n:%u> .", from, link,
                             to);
  }
  (void)snprintf(text + size, sizeof text - size, "}");
  update(fixture, text);
}

static bool
ask(Fixture *fixture, const char *query)
{
  GestaTextBuffer answer;
  gesta_text_buffer_init(&answer, gesta_default_allocator());
  GestaOutput output = gesta_output_to_buffer(&answer);
  const GestaQueryOptions options = {.format = GESTA_VIEW("csv")};
  GestaError error;
  const GestaStatus status = gesta_graph_query(
    fixture->graph, gesta_view(query), &options, &output, NULL, &error);
  if (status) {
    fail_msg("%s: %s", query, error.message);
  }
  const bool is_true = strncmp(answer.data, "true", 4) == 0;
  gesta_text_buffer_clear(&answer);
  return is_true;
}

static void
a_closure_leads_where_the_relations_say(void **state)
{
  Fixture *const fixture = *state;
  for (int round = 0; round < ROUNDS; ++round) {
    if (round % 8 == 0) {
      draw_graph(fixture);
    }
    fixture->size = 0;
    append(fixture, "(");
    static const char *const signs[] = {"*", "+", "?"};
    const Relation wanted = draw_closure(fixture, 3, signs[round % 3]);
    for (uint32_t from = 0; from < NODES; ++from) {
      for (uint32_t to = 0; to < NODES; ++to) {
        char query[TEXT_SIZE + 64];
        (void)snprintf(query, sizeof query, "ASK { <urn:n:%u> %s <urn:n:%u> }",
                       from, fixture->text, to);
        if (ask(fixture, query) != wanted.at[from][to]) {
          fail_msg("%s should be %s", query,
                   wanted.at[from][to] ? "true" : "false");
        }
      }
    }
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_closure_leads_where_the_relations_say),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
