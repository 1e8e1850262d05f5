// SPDX-License-Identifier: GPL-3.0-or-later
// Cursors that read batches and move, and counts, over enough quads for many
// pages, against an array that is searched from end to end.
#include "graph/store/store.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/scratch_graph.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
  PATH_SIZE = 64,
  QUADS = 60000,
  SUBJECTS = 4000,
  PREDICATES = 6,
  OBJECTS = 9000,
  GRAPHS = 4,
  BATCH = 1000
};

typedef struct Fixture {
  char directory[PATH_SIZE];
  char path[PATH_SIZE + 16];
  GestaStore *store;
  GestaTransaction *reader;
  GestaQuadIds *quads; // all that the store holds
  size_t count;
} Fixture;

static GestaTerm
name(char *text, size_t size, char kind, unsigned number)
{
  (void)snprintf(text, size, "urn:%c:%u", kind, number);
  return gesta_iri(gesta_view(text));
}

// One predicate has few objects, as types have; the others have many.
static void
draw_quad(GestaTransaction *writer, uint64_t *random)
{
  char text[4][32];
  const unsigned p = test_draw(random, PREDICATES);
  const unsigned o = p == 0 ? test_draw(random, 1 + test_draw(random, 3))
                            : test_draw(random, 1 + test_draw(random, OBJECTS));
  const unsigned g = test_draw(random, 1 + test_draw(random, GRAPHS));
  GestaQuad quad = {
    name(text[0], sizeof text[0], 's', test_draw(random, SUBJECTS)),
    name(text[1], sizeof text[1], 'p', p),
    name(text[2], sizeof text[2], 'o', o),
    name(text[3], sizeof text[3], 'g', g),
  };
  if (g == 0) {
    quad.graph = (GestaTerm){0};
  }
  assert_int_equal(gesta_store_add(writer, &quad, NULL), GESTA_OK);
}

static int
set_up(void **state)
{
  Fixture *fixture = test_calloc(1, sizeof *fixture);
  *state = fixture;
  scratch_graph_make(fixture->directory, fixture->path, sizeof fixture->path);
  assert_int_equal(gesta_store_open(gesta_default_allocator(), fixture->path,
                                    GESTA_OPEN_CREATE, &fixture->store, NULL),
                   GESTA_OK);
  GestaTransaction *writer = NULL;
  assert_int_equal(gesta_transaction_begin(fixture->store, true, &writer, NULL),
                   GESTA_OK);
  uint64_t random = 7;
  for (size_t i = 0; i < QUADS; ++i) {
    draw_quad(writer, &random);
  }
  assert_int_equal(gesta_transaction_commit(writer, NULL), GESTA_OK);

  // The subject's index tells what there is: other tests trust no index.
  assert_int_equal(
    gesta_transaction_begin(fixture->store, false, &fixture->reader, NULL),
    GESTA_OK);
  fixture->quads = test_calloc(QUADS, sizeof *fixture->quads);
  const GestaQuadIds any = {0};
  GestaQuadCursor *cursor = NULL;
  assert_int_equal(
    gesta_store_find(fixture->reader, &any, GESTA_SCOPE_ALL, &cursor),
    GESTA_OK);
  while (gesta_quad_cursor_next(cursor, &fixture->quads[fixture->count])
         == GESTA_OK) {
    ++fixture->count;
    assert_true(fixture->count < QUADS);
  }
  gesta_quad_cursor_close(cursor);
  assert_true(fixture->count > QUADS / 2);
  return 0;
}

static int
tear_down(void **state)
{
  Fixture *fixture = *state;
  gesta_transaction_abort(fixture->reader);
  gesta_store_close(fixture->store);
  scratch_graph_remove(fixture->directory, fixture->path);
  test_free(fixture->quads);
  test_free(fixture);
  return 0;
}

static bool
matches(const GestaQuadIds *pattern, GestaGraphScope scope,
        const GestaQuadIds *quad)
{
  const bool graph_fits = scope == GESTA_SCOPE_ALL
                          || (scope == GESTA_SCOPE_NAMED
                                ? quad->graph != GESTA_NO_TERM
                                : quad->graph == pattern->graph);
  return graph_fits && (!pattern->subject || pattern->subject == quad->subject)
         && (!pattern->predicate || pattern->predicate == quad->predicate)
         && (!pattern->object || pattern->object == quad->object);
}

// A number that is the same for the same set of quads, very nearly only then.
static uint64_t
digest(uint64_t sum, const GestaQuadIds *quad)
{
  uint64_t mixed = quad->subject;
  mixed = mixed * UINT64_C(0x9e3779b97f4a7c15) + quad->predicate;
  mixed = mixed * UINT64_C(0x9e3779b97f4a7c15) + quad->object;
  mixed = mixed * UINT64_C(0x9e3779b97f4a7c15) + quad->graph;
  return sum + (mixed ^ mixed >> 29) * UINT64_C(0xbf58476d1ce4e5b9);
}

// The pattern that leaves open what is not in `shape`, through some quad, or
// through a mixture of two.
static GestaQuadIds
choose_pattern(const Fixture *fixture, unsigned shape, uint64_t *random)
{
  const GestaQuadIds *a =
    &fixture->quads[test_draw(random, (uint32_t)fixture->count)];
  const GestaQuadIds *b =
    test_draw(random, 4) == 0
      ? &fixture->quads[test_draw(random, (uint32_t)fixture->count)]
      : a;
  return (GestaQuadIds){
    shape & 1 ? a->subject : GESTA_NO_TERM,
    shape & 2 ? b->predicate : GESTA_NO_TERM,
    shape & 4 ? a->object : GESTA_NO_TERM,
    shape & 8 ? 1 + test_draw(random, 40) : GESTA_NO_TERM,
  };
}

static int
compare_patterns(const void *left, const void *right)
{
  const GestaQuadIds *a = left;
  const GestaQuadIds *b = right;
  const GestaTermId ids[][2] = {{a->graph, b->graph},
                                {a->subject, b->subject},
                                {a->predicate, b->predicate},
                                {a->object, b->object}};
  for (size_t i = 0; i < 4; ++i) {
    if (ids[i][0] != ids[i][1]) {
      return ids[i][0] < ids[i][1] ? -1 : 1;
    }
  }
  return 0;
}

static void
check_seek(const Fixture *fixture, GestaQuadCursor *cursor,
           const GestaQuadIds *pattern, GestaGraphScope scope, size_t room)
{
  uint64_t expected = 0;
  uint64_t expected_digest = 0;
  for (size_t i = 0; i < fixture->count; ++i) {
    if (matches(pattern, scope, &fixture->quads[i])) {
      ++expected;
      expected_digest = digest(expected_digest, &fixture->quads[i]);
    }
  }
  GestaQuadIds found[BATCH];
  uint64_t count = 0;
  uint64_t sum = 0;
  size_t here = 0;
  assert_int_equal(gesta_quad_cursor_seek(cursor, pattern), GESTA_OK);
  GestaStatus status = GESTA_OK;
  while (status == GESTA_OK) {
    status = gesta_quad_cursor_read(cursor, found, room, &here);
    if (status == GESTA_OK) {
      assert_true(here > 0 && here <= room);
      for (size_t i = 0; i < here; ++i) {
        sum = digest(sum, &found[i]);
      }
      count += here;
    }
  }
  assert_int_equal(status, GESTA_END);
  assert_int_equal(gesta_quad_cursor_next(cursor, found), GESTA_END);
  assert_int_equal(count, expected);
  assert_true(sum == expected_digest);
}

static void
a_cursor_that_moves_finds_what_each_pattern_matches(void **state)
{
  enum { SEEKS = 24 };
  const Fixture *fixture = *state;
  uint64_t random = 11;
  for (unsigned round = 0; round < 2 * 16 * 3; ++round) {
    const unsigned shape = round % 16;
    const GestaGraphScope scope = (GestaGraphScope)(round / 16 % 3);
    const bool sorted = round >= 16 * 3;
    GestaQuadIds patterns[SEEKS];
    for (size_t i = 0; i < SEEKS; ++i) {
      patterns[i] = choose_pattern(fixture, shape, &random);
    }
    if (sorted) {
      qsort(patterns, SEEKS, sizeof *patterns, compare_patterns);
    }
    GestaQuadCursor *cursor = NULL;
    assert_int_equal(
      gesta_store_find(fixture->reader, &patterns[0], scope, &cursor),
      GESTA_OK);
    for (size_t i = 0; i < SEEKS; ++i) {
      check_seek(fixture, cursor, &patterns[i], scope,
                 1 + test_draw(&random, BATCH));
    }
    gesta_quad_cursor_close(cursor);
  }
}

// All pairs of subject and predicate that there may be, in the order of the
// index: most seeks stay in the page.
static void
a_lookup_join_finds_every_pair(void **state)
{
  const Fixture *fixture = *state;
  const GestaQuadIds start = {.subject = 1, .predicate = 1};
  GestaQuadCursor *cursor = NULL;
  assert_int_equal(
    gesta_store_find(fixture->reader, &start, GESTA_SCOPE_NAMED, &cursor),
    GESTA_OK);
  uint64_t found = 0;
  GestaQuadIds quads[64];
  for (GestaTermId predicate = 1; predicate <= 40; ++predicate) {
    for (GestaTermId object = 1; object < 2000; ++object) {
      const GestaQuadIds pattern = {.subject = object, .predicate = predicate};
      size_t count = 0;
      assert_int_equal(gesta_quad_cursor_seek(cursor, &pattern), GESTA_OK);
      while (gesta_quad_cursor_read(cursor, quads, 64, &count) == GESTA_OK) {
        found += count;
      }
    }
  }
  gesta_quad_cursor_close(cursor);
  uint64_t expected = 0;
  for (size_t i = 0; i < fixture->count; ++i) {
    expected += fixture->quads[i].graph != GESTA_NO_TERM
                && fixture->quads[i].predicate <= 40
                && fixture->quads[i].subject < 2000;
  }
  assert_int_equal(found, expected);
  assert_true(found > 100);
}

static void
an_id_that_no_quad_can_hold_matches_nothing_until_the_next_seek(void **state)
{
  const Fixture *fixture = *state;
  GestaQuadIds pattern = {.subject = UINT64_C(1) << 40};
  GestaQuadIds found;
  uint64_t count = 1;
  bool exact = false;
  GestaQuadCursor *cursor = NULL;
  assert_int_equal(
    gesta_store_find(fixture->reader, &pattern, GESTA_SCOPE_ALL, &cursor),
    GESTA_OK);
  assert_int_equal(gesta_quad_cursor_next(cursor, &found), GESTA_END);
  assert_int_equal(gesta_store_count(fixture->reader, &pattern, GESTA_SCOPE_ALL,
                                     &count, &exact),
                   GESTA_OK);
  assert_true(count == 0 && exact);
  pattern.subject = fixture->quads[0].subject;
  assert_int_equal(gesta_quad_cursor_seek(cursor, &pattern), GESTA_OK);
  assert_int_equal(gesta_quad_cursor_next(cursor, &found), GESTA_OK);
  assert_int_equal(found.subject, pattern.subject);
  gesta_quad_cursor_close(cursor);
}

static uint64_t
count_matches(const Fixture *fixture, const GestaQuadIds *pattern,
              GestaGraphScope scope)
{
  uint64_t count = 0;
  for (size_t i = 0; i < fixture->count; ++i) {
    count += matches(pattern, scope, &fixture->quads[i]);
  }
  return count;
}

static void
few_quads_are_counted_exactly(void **state)
{
  const Fixture *fixture = *state;
  uint64_t random = 3;
  for (unsigned round = 0; round < 600; ++round) {
    const GestaGraphScope scope = (GestaGraphScope)(round / 16 % 3);
    const GestaQuadIds pattern = choose_pattern(fixture, round % 16, &random);
    uint64_t count = 0;
    bool exact = false;
    assert_int_equal(
      gesta_store_count(fixture->reader, &pattern, scope, &count, &exact),
      GESTA_OK);
    assert_true(exact);
    assert_int_equal(count, count_matches(fixture, &pattern, scope));
  }
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_cursor_that_moves_finds_what_each_pattern_matches),
    cmocka_unit_test(a_lookup_join_finds_every_pair),
    cmocka_unit_test(
      an_id_that_no_quad_can_hold_matches_nothing_until_the_next_seek),
    cmocka_unit_test(few_quads_are_counted_exactly),
  };
  return cmocka_run_group_tests_name("quad_cursor", tests, set_up, tear_down);
}
