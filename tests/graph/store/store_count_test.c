// SPDX-License-Identifier: GPL-3.0-or-later
// Counts of more quads than are read: 150,000 in one graph and 30,000 in
// another, under predicates whose objects are few, many, or as uneven as names.
#include "graph/store/store.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/scratch_graph.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
  PATH_SIZE = 64,
  SUBJECTS = 60000,
  PREDICATES = 4,
  SMALLER = 5,
  OBJECTS = 2100000,
  RARE = 400
};

typedef struct Fixture {
  char directory[PATH_SIZE];
  char path[PATH_SIZE + 16];
  GestaStore *store;
  GestaTransaction *reader;
  GestaTermId graph[2];
  GestaTermId predicate[PREDICATES];
  uint64_t count[2][PREDICATES];
  uint64_t object_count[PREDICATES];
} Fixture;

static GestaTerm
name(char *text, size_t size, char kind, unsigned number)
{
  (void)snprintf(text, size, "urn:%c:%u", kind, number);
  return gesta_iri(gesta_view(text));
}

static unsigned
draw_object(unsigned predicate, unsigned subject, uint64_t *random)
{
  switch (predicate) {
  case 0:
    return test_draw(random, 5); // a class
  case 1:
    return 100 + subject; // a label of its own
  case 2:
    return 1000000
           + test_draw(random,
                       1 + test_draw(random, 1 + test_draw(random, 20000)));
  default:
    return 2000000 + test_draw(random, 3000);
  }
}

static void
fill(Fixture *fixture)
{
  GestaTransaction *writer = NULL;
  char text[4][32];
  uint64_t random = 5;
  bool *seen = test_calloc(OBJECTS, sizeof *seen);
  assert_int_equal(gesta_transaction_begin(fixture->store, true, &writer, NULL),
                   GESTA_OK);
  for (unsigned s = 0; s < SUBJECTS; ++s) {
    const unsigned g = s % SMALLER == 0;
    for (unsigned p = 0; p < PREDICATES; ++p) {
      const unsigned o = draw_object(p, s, &random);
      const GestaQuad quad = {
        name(text[0], sizeof text[0], 's', s),
        name(text[1], sizeof text[1], 'p', p),
        name(text[2], sizeof text[2], 'o', o),
        name(text[3], sizeof text[3], 'g', g),
      };
      assert_int_equal(gesta_store_add(writer, &quad, NULL), GESTA_OK);
      ++fixture->count[g][p];
      fixture->object_count[p] += !seen[o];
      seen[o] = true;
    }
  }
  for (unsigned i = 0; i < RARE; ++i) {
    const GestaQuad quad = {name(text[0], sizeof text[0], 's', i / 4),
                            gesta_iri(gesta_view("urn:rare")),
                            name(text[2], sizeof text[2], 'r', i % 7),
                            {0}};
    assert_int_equal(gesta_store_add(writer, &quad, NULL), GESTA_OK);
  }
  test_free(seen);
  assert_int_equal(gesta_transaction_commit(writer, NULL), GESTA_OK);
}

static int
set_up(void **state)
{
  Fixture *fixture = test_calloc(1, sizeof *fixture);
  char text[32];
  *state = fixture;
  scratch_graph_make(fixture->directory, fixture->path, sizeof fixture->path);
  assert_int_equal(gesta_store_open(gesta_default_allocator(), fixture->path,
                                    GESTA_OPEN_CREATE, &fixture->store, NULL),
                   GESTA_OK);
  fill(fixture);
  assert_int_equal(
    gesta_transaction_begin(fixture->store, false, &fixture->reader, NULL),
    GESTA_OK);
  for (unsigned i = 0; i < PREDICATES; ++i) {
    const GestaTerm term = name(text, sizeof text, 'p', i);
    assert_int_equal(
      gesta_store_find_term(fixture->reader, &term, &fixture->predicate[i]),
      GESTA_OK);
  }
  for (unsigned i = 0; i < 2; ++i) {
    const GestaTerm term = name(text, sizeof text, 'g', i);
    assert_int_equal(
      gesta_store_find_term(fixture->reader, &term, &fixture->graph[i]),
      GESTA_OK);
  }
  return 0;
}

static int
tear_down(void **state)
{
  Fixture *fixture = *state;
  gesta_transaction_abort(fixture->reader);
  gesta_store_close(fixture->store);
  scratch_graph_remove(fixture->directory, fixture->path);
  test_free(fixture);
  return 0;
}

static uint64_t
count(const Fixture *fixture, GestaQuadIds pattern, GestaGraphScope scope,
      bool *exact)
{
  uint64_t result = 0;
  assert_int_equal(
    gesta_store_count(fixture->reader, &pattern, scope, &result, exact),
    GESTA_OK);
  return result;
}

static void
what_lmdb_counts_is_exact_at_any_size(void **state)
{
  const Fixture *fixture = *state;
  bool exact = false;
  assert_int_equal(count(fixture, (GestaQuadIds){0}, GESTA_SCOPE_ALL, &exact),
                   SUBJECTS * PREDICATES + RARE);
  assert_true(exact);
  assert_int_equal(count(fixture, (GestaQuadIds){.graph = fixture->graph[0]},
                         GESTA_SCOPE_ONE, &exact),
                   SUBJECTS * PREDICATES / SMALLER * (SMALLER - 1));
  assert_true(exact);
  assert_int_equal(count(fixture,
                         (GestaQuadIds){.predicate = fixture->predicate[2]},
                         GESTA_SCOPE_NAMED, &exact),
                   SUBJECTS);
  assert_true(exact);
}

static void
more_quads_than_are_read_are_estimated_closely(void **state)
{
  const Fixture *fixture = *state;
  for (size_t p = 0; p < PREDICATES; ++p) {
    const GestaQuadIds pattern = {.predicate = fixture->predicate[p],
                                  .graph = fixture->graph[0]};
    bool exact = true;
    const uint64_t found = count(fixture, pattern, GESTA_SCOPE_ONE, &exact);
    print_message("# predicate %zu: %llu for %llu\n", p,
                  (unsigned long long)found,
                  (unsigned long long)fixture->count[0][p]);
    assert_false(exact);
    assert_in_range(found, fixture->count[0][p] / 10 * 7,
                    fixture->count[0][p] / 10 * 13);
  }
}

static void
less_than_64_pages_are_counted_exactly(void **state)
{
  const Fixture *fixture = *state;
  for (size_t p = 0; p < PREDICATES; ++p) {
    const GestaQuadIds pattern = {.predicate = fixture->predicate[p],
                                  .graph = fixture->graph[1]};
    bool exact = false;
    assert_int_equal(count(fixture, pattern, GESTA_SCOPE_ONE, &exact),
                     fixture->count[1][p]);
    assert_true(exact);
  }
}

static void
check_close(uint64_t found, uint64_t expected)
{
  assert_in_range(found, expected * 6 / 10, expected * 14 / 10);
}

// Subjects have one quad of each predicate; how many objects there are was
// drawn.
static void
predicates_are_described_closely(void **state)
{
  const Fixture *fixture = *state;
  for (size_t p = 0; p < PREDICATES; ++p) {
    GestaPredicateStatistics statistics;
    assert_int_equal(gesta_store_predicate_statistics(
                       fixture->reader, fixture->predicate[p], &statistics),
                     GESTA_OK);
    print_message("# predicate %zu: %llu subjects, %llu objects of %llu\n", p,
                  (unsigned long long)statistics.subject_count,
                  (unsigned long long)statistics.object_count,
                  (unsigned long long)fixture->object_count[p]);
    assert_int_equal(statistics.quad_count, SUBJECTS);
    assert_false(statistics.exact);
    check_close(statistics.subject_count, SUBJECTS);
    check_close(statistics.object_count, fixture->object_count[p]);
  }
}

static void
a_rare_predicate_is_described_exactly(void **state)
{
  const Fixture *fixture = *state;
  GestaPredicateStatistics statistics;
  GestaTermId id = GESTA_NO_TERM;
  const GestaTerm rare = gesta_iri(gesta_view("urn:rare"));
  assert_int_equal(gesta_store_find_term(fixture->reader, &rare, &id),
                   GESTA_OK);
  assert_int_equal(
    gesta_store_predicate_statistics(fixture->reader, id, &statistics),
    GESTA_OK);
  assert_true(statistics.exact);
  assert_int_equal(statistics.quad_count, RARE);
  assert_int_equal(statistics.subject_count, RARE / 4);
  assert_int_equal(statistics.object_count, 7);
  const GestaTermId none[] = {fixture->graph[0], UINT64_C(1) << 33};
  for (size_t i = 0; i < 2; ++i) {
    assert_int_equal(
      gesta_store_predicate_statistics(fixture->reader, none[i], &statistics),
      GESTA_OK);
    assert_int_equal(statistics.quad_count, 0);
    assert_int_equal(statistics.subject_count, 0);
    assert_true(statistics.exact);
  }
}

static uint64_t
count_rare(GestaTransaction *transaction)
{
  GestaTermId id = GESTA_NO_TERM;
  GestaPredicateStatistics statistics;
  const GestaTerm rare = gesta_iri(gesta_view("urn:rare"));
  assert_int_equal(gesta_store_find_term(transaction, &rare, &id), GESTA_OK);
  assert_int_equal(
    gesta_store_predicate_statistics(transaction, id, &statistics), GESTA_OK);
  return statistics.quad_count;
}

static void
each_transaction_is_told_of_what_it_sees(void **state)
{
  const Fixture *fixture = *state;
  const uint64_t before = count_rare(fixture->reader);
  GestaTransaction *writer = NULL;
  GestaTransaction *reader = NULL;
  const GestaQuad quad = {gesta_iri(gesta_view("urn:new")),
                          gesta_iri(gesta_view("urn:rare")),
                          gesta_iri(gesta_view("urn:new")),
                          {0}};
  assert_int_equal(gesta_transaction_begin(fixture->store, true, &writer, NULL),
                   GESTA_OK);
  assert_int_equal(gesta_store_add(writer, &quad, NULL), GESTA_OK);
  assert_int_equal(count_rare(writer), before + 1);
  assert_int_equal(count_rare(fixture->reader), before);
  assert_int_equal(gesta_transaction_commit(writer, NULL), GESTA_OK);
  assert_int_equal(
    gesta_transaction_begin(fixture->store, false, &reader, NULL), GESTA_OK);
  for (int i = 0; i < 2; ++i) {
    assert_int_equal(count_rare(reader), before + 1);
    assert_int_equal(count_rare(fixture->reader), before);
  }
  gesta_transaction_abort(reader);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_lmdb_counts_is_exact_at_any_size),
    cmocka_unit_test(more_quads_than_are_read_are_estimated_closely),
    cmocka_unit_test(less_than_64_pages_are_counted_exactly),
    cmocka_unit_test(predicates_are_described_closely),
    cmocka_unit_test(a_rare_predicate_is_described_exactly),
    cmocka_unit_test(each_transaction_is_told_of_what_it_sees),
  };
  return cmocka_run_group_tests_name("store_count", tests, set_up, tear_down);
}
