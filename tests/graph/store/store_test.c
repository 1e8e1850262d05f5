// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/store/store.h"

#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"
#include "tests/support/scratch_graph.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATH_SIZE = 128, TERM_COUNT = 6, GRAPH_COUNT = 4 };

typedef struct Fixture {
  char directory[PATH_SIZE];
  char path[PATH_SIZE + 16];
  GestaStore *store;
} Fixture;

static GestaStore *
open_store(const char *path, GestaOpenMode mode)
{
  GestaStore *store = NULL;
  GestaError error = {0};
  if (gesta_store_open(gesta_default_allocator(), path, mode, &store, &error)) {
    fail_msg("%s", error.message);
  }
  return store;
}

static GestaTransaction *
begin(GestaStore *store, bool write)
{
  GestaTransaction *transaction = NULL;
  GestaError error = {0};
  if (gesta_transaction_begin(store, write, &transaction, &error)) {
    fail_msg("%s", error.message);
  }
  return transaction;
}

static void
commit(GestaTransaction *transaction)
{
  assert_int_equal(gesta_transaction_commit(transaction, NULL), GESTA_OK);
}

static int
set_up(void **state)
{
  Fixture *fixture = test_calloc(1, sizeof *fixture);
  *state = fixture;
  scratch_graph_make(fixture->directory, fixture->path, sizeof fixture->path);
  fixture->store = open_store(fixture->path, GESTA_OPEN_CREATE);
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

// Term number `i` as an IRI; number 0 is no term.
static GestaTerm
term(unsigned i)
{
  static const char *const iris[] = {"urn:t:0", "urn:t:1", "urn:t:2",
                                     "urn:t:3", "urn:t:4", "urn:t:5",
                                     "urn:t:6", "urn:t:7", "urn:t:8"};
  return i == 0 ? (GestaTerm){0} : gesta_iri(gesta_view(iris[i]));
}

static GestaQuad
quad(unsigned s, unsigned p, unsigned o, unsigned g)
{
  return (GestaQuad){term(s), term(p), term(o), term(g)};
}

static bool
add(GestaTransaction *transaction, GestaQuad one)
{
  bool added = false;
  assert_int_equal(gesta_store_add(transaction, &one, &added), GESTA_OK);
  return added;
}

static uint64_t
count_all(GestaTransaction *transaction)
{
  GestaStoreFacts facts;
  assert_int_equal(gesta_store_facts(transaction, &facts), GESTA_OK);
  return facts.quad_count;
}

static uint64_t
count_committed(GestaStore *store)
{
  GestaTransaction *transaction = begin(store, false);
  const uint64_t count = count_all(transaction);
  gesta_transaction_abort(transaction);
  return count;
}

// The set of quads that a store should hold.
typedef struct Oracle {
  bool has[TERM_COUNT + 1][TERM_COUNT + 1][TERM_COUNT + 1][GRAPH_COUNT];
} Oracle;

static bool
fits(GestaTermId bound, GestaTermId id)
{
  return bound == GESTA_NO_TERM || bound == id;
}

static bool
scope_fits(GestaGraphScope scope, GestaTermId wanted, GestaTermId graph)
{
  switch (scope) {
  case GESTA_SCOPE_ALL:
    return true;
  case GESTA_SCOPE_ONE:
    return graph == wanted;
  case GESTA_SCOPE_NAMED:
    return graph != GESTA_NO_TERM;
  }
  return false;
}

static GestaTermId
id_of(GestaTransaction *transaction, unsigned i)
{
  GestaTermId id = GESTA_NO_TERM;
  if (i != 0) {
    const GestaTerm wanted = term(i);
    const GestaStatus status = gesta_store_find_term(transaction, &wanted, &id);
    assert_true(status == GESTA_OK || status == GESTA_NOT_FOUND);
    if (status == GESTA_NOT_FOUND) {
      id = 1000; // in no quad
    }
  }
  return id;
}

static size_t
count_expected(const Oracle *oracle, const GestaTermId ids[],
               const GestaQuadIds *pattern, GestaGraphScope scope)
{
  size_t count = 0;
  for (unsigned s = 1; s <= TERM_COUNT; ++s) {
    for (unsigned p = 1; p <= TERM_COUNT; ++p) {
      for (unsigned o = 1; o <= TERM_COUNT; ++o) {
        for (unsigned g = 0; g < GRAPH_COUNT; ++g) {
          count += oracle->has[s][p][o][g] && fits(pattern->subject, ids[s])
                   && fits(pattern->predicate, ids[p])
                   && fits(pattern->object, ids[o])
                   && scope_fits(scope, pattern->graph, ids[g]);
        }
      }
    }
  }
  return count;
}

static unsigned
number_of(const GestaTermId ids[], GestaTermId id)
{
  unsigned i = 0;
  while (i < TERM_COUNT && ids[i] != id) {
    ++i;
  }
  assert_true(ids[i] == id);
  return i;
}

static bool
same_triple(const GestaQuadIds *a, const GestaQuadIds *b)
{
  return a->subject == b->subject && a->predicate == b->predicate
         && a->object == b->object;
}

// Every answer is right and new; as many as expected: so all are there.
static void
check_pattern(const Oracle *oracle, GestaTransaction *transaction,
              const GestaTermId ids[], const GestaQuadIds *pattern,
              GestaGraphScope scope)
{
  Oracle seen = {0};
  bool ended[TERM_COUNT + 1][TERM_COUNT + 1][TERM_COUNT + 1] = {0};
  size_t count = 0;
  GestaQuadCursor *cursor = NULL;
  GestaQuadIds found;
  GestaQuadIds before = {0};
  GestaStatus status = gesta_store_find(transaction, pattern, scope, &cursor);
  assert_int_equal(status, GESTA_OK);
  for (;;) {
    status = gesta_quad_cursor_next(cursor, &found);
    if (status) {
      break;
    }
    const unsigned s = number_of(ids, found.subject);
    const unsigned p = number_of(ids, found.predicate);
    const unsigned o = number_of(ids, found.object);
    const unsigned g = number_of(ids, found.graph);
    assert_true(oracle->has[s][p][o][g] && !seen.has[s][p][o][g]);
    assert_true(fits(pattern->subject, found.subject)
                && fits(pattern->predicate, found.predicate)
                && fits(pattern->object, found.object)
                && scope_fits(scope, pattern->graph, found.graph));
    // The graphs of a triple come one after the other.
    assert_true(!ended[s][p][o] || same_triple(&before, &found));
    ended[s][p][o] = true;
    seen.has[s][p][o][g] = true;
    before = found;
    ++count;
  }
  assert_int_equal(status, GESTA_END);
  assert_int_equal(gesta_quad_cursor_next(cursor, &found), GESTA_END);
  gesta_quad_cursor_close(cursor);
  const size_t expected = count_expected(oracle, ids, pattern, scope);
  assert_int_equal(count, expected);

  uint64_t told = 0;
  bool exact = false;
  assert_int_equal(
    gesta_store_count(transaction, pattern, scope, &told, &exact), GESTA_OK);
  assert_int_equal(told, expected);
  assert_true(exact);
}

static void
check_all_patterns(const Oracle *oracle, GestaTransaction *transaction,
                   uint64_t *random)
{
  GestaTermId ids[TERM_COUNT + 1];
  for (unsigned i = 0; i <= TERM_COUNT; ++i) {
    ids[i] = id_of(transaction, i);
  }
  for (unsigned shape = 0; shape < 16; ++shape) {
    for (unsigned scope = GESTA_SCOPE_ALL; scope <= GESTA_SCOPE_NAMED;
         ++scope) {
      const GestaQuadIds pattern = {
        shape & 1 ? ids[1 + test_draw(random, TERM_COUNT)] : GESTA_NO_TERM,
        shape & 2 ? ids[1 + test_draw(random, TERM_COUNT)] : GESTA_NO_TERM,
        shape & 4 ? ids[1 + test_draw(random, TERM_COUNT)] : GESTA_NO_TERM,
        shape & 8 ? ids[1 + test_draw(random, GRAPH_COUNT - 1)] : GESTA_NO_TERM,
      };
      check_pattern(oracle, transaction, ids, &pattern, (GestaGraphScope)scope);
    }
  }
}

static void
change_at_random(Oracle *oracle, GestaTransaction *transaction,
                 uint64_t *random)
{
  const unsigned s = 1 + test_draw(random, TERM_COUNT);
  const unsigned p = 1 + test_draw(random, TERM_COUNT);
  const unsigned o = 1 + test_draw(random, TERM_COUNT);
  const unsigned g = test_draw(random, GRAPH_COUNT);
  bool *has = &oracle->has[s][p][o][g];
  const GestaQuad one = quad(s, p, o, g);
  if (test_draw(random, 3) > 0) {
    assert_int_equal(add(transaction, one), !*has);
    *has = true;
  } else {
    assert_int_equal(gesta_store_remove(transaction, &one),
                     *has ? GESTA_OK : GESTA_NOT_FOUND);
    *has = false;
  }
}

static void
every_pattern_finds_what_brute_force_finds(void **state)
{
  const Fixture *fixture = *state;
  uint64_t random = 42;
  Oracle oracle = {0};
  for (int round = 0; round < 30; ++round) {
    GestaTransaction *writer = begin(fixture->store, true);
    for (int i = 0; i < 60; ++i) {
      change_at_random(&oracle, writer, &random);
    }
    check_all_patterns(&oracle, writer, &random);
    if (round % 3 == 2) {
      const GestaTerm graph = term(test_draw(&random, GRAPH_COUNT));
      const unsigned g = graph.kind ? (unsigned)(graph.value.data[6] - '0') : 0;
      uint64_t expected = 0;
      uint64_t count = 0;
      for (unsigned i = 0; i < 216; ++i) {
        bool *has = &oracle.has[1 + i / 36][1 + i / 6 % 6][1 + i % 6][g];
        expected += *has;
        *has = false;
      }
      assert_int_equal(gesta_store_remove_graph(writer, &graph, &count),
                       GESTA_OK);
      assert_int_equal(count, expected);
    }
    commit(writer);
    GestaTransaction *reader = begin(fixture->store, false);
    check_all_patterns(&oracle, reader, &random);
    gesta_transaction_abort(reader);
  }
}

// Enough quads for many pages in each table.
static void
add_many(GestaTransaction *transaction, uint64_t first, uint64_t count)
{
  char text[32];
  char graph[32];
  for (uint64_t i = first; i < first + count; ++i) {
    (void)snprintf(text, sizeof text, "urn:many:%llu", (unsigned long long)i);
    (void)snprintf(graph, sizeof graph, "urn:graph:%llu",
                   (unsigned long long)i % 3);
    GestaQuad one = {gesta_iri(gesta_view(text)), term(1 + (unsigned)(i % 4)),
                     gesta_text_literal(gesta_view(text), gesta_view("")),
                     gesta_iri(gesta_view(graph))};
    if (i % 5 == 0) {
      one.graph = (GestaTerm){0};
    }
    assert_true(add(transaction, one));
  }
}

static uint64_t
count_found(GestaTransaction *transaction, GestaQuadIds pattern,
            GestaGraphScope scope)
{
  GestaQuadCursor *cursor = NULL;
  GestaQuadIds found;
  uint64_t count = 0;
  assert_int_equal(gesta_store_find(transaction, &pattern, scope, &cursor),
                   GESTA_OK);
  while (gesta_quad_cursor_next(cursor, &found) == GESTA_OK) {
    ++count;
  }
  gesta_quad_cursor_close(cursor);
  return count;
}

static void
a_graph_larger_than_its_first_pages_is_found_whole(void **state)
{
  const Fixture *fixture = *state;
  GestaTransaction *transaction = begin(fixture->store, true);
  add_many(transaction, 0, 20000);
  commit(transaction);
  transaction = begin(fixture->store, true);
  add_many(transaction, 20000, 20000);
  commit(transaction);

  transaction = begin(fixture->store, false);
  GestaQuadIds any = {0};
  GestaQuadIds one = {.predicate = id_of(transaction, 1)};
  assert_int_equal(count_found(transaction, any, GESTA_SCOPE_ALL), 40000);
  assert_int_equal(count_found(transaction, any, GESTA_SCOPE_ONE), 8000);
  assert_int_equal(count_found(transaction, any, GESTA_SCOPE_NAMED), 32000);
  assert_int_equal(count_found(transaction, one, GESTA_SCOPE_ALL), 10000);
  GestaStoreFacts facts;
  assert_int_equal(gesta_store_facts(transaction, &facts), GESTA_OK);
  assert_int_equal(facts.quad_count, 40000);
  assert_int_equal(facts.graph_count, 3);
  assert_int_equal(facts.term_count, 80000 + 4 + 3);
  assert_int_equal(facts.format, 2);
  assert_true(facts.file_size > (1 << 20));
  gesta_transaction_abort(transaction);
}

static void
terms_come_back_as_they_were(void **state)
{
  const Fixture *fixture = *state;
  const GestaTerm terms[] = {
    gesta_iri(gesta_view("urn:a")),
    {.kind = GESTA_TERM_BLANK, .value = gesta_view("b1")},
    gesta_text_literal(gesta_view("L'été \"dernier\"\n"), gesta_view("fr")),
    gesta_typed_literal(gesta_view("2024-01-06"),
                        gesta_view("http://www.w3.org/2001/XMLSchema#date")),
    gesta_text_literal(gesta_view(""), gesta_view("")),
  };
  const size_t count = sizeof terms / sizeof *terms;
  GestaTransaction *transaction = begin(fixture->store, true);
  GestaArena arena;
  gesta_arena_init(&arena, gesta_default_allocator());
  for (size_t i = 0; i < count; ++i) {
    assert_true(add(transaction, (GestaQuad){term(1), term(2), terms[i], {0}}));
  }
  for (size_t i = 0; i < count; ++i) {
    GestaTermId id = GESTA_NO_TERM;
    GestaTerm back;
    assert_int_equal(gesta_store_find_term(transaction, &terms[i], &id),
                     GESTA_OK);
    assert_int_equal(gesta_store_term(transaction, id, &arena, &back),
                     GESTA_OK);
    assert_true(gesta_term_equal(&terms[i], &back));
  }
  GestaTerm back;
  assert_int_equal(gesta_store_term(transaction, 99, &arena, &back),
                   GESTA_ERR_CORRUPT);
  gesta_arena_clear(&arena);
  gesta_transaction_abort(transaction);
}

static void
an_aborted_transaction_leaves_no_trace(void **state)
{
  const Fixture *fixture = *state;
  GestaTransaction *transaction = begin(fixture->store, true);
  assert_true(add(transaction, quad(1, 2, 3, 0)));
  assert_true(add(transaction, quad(1, 2, 3, 4)));
  assert_false(add(transaction, quad(1, 2, 3, 4)));
  gesta_transaction_abort(transaction);
  assert_int_equal(count_committed(fixture->store), 0);
  transaction = begin(fixture->store, true);
  assert_true(add(transaction, quad(1, 2, 3, 4)));
  commit(transaction);
  assert_int_equal(count_committed(fixture->store), 1);
}

static void
a_reader_sees_the_state_at_its_beginning(void **state)
{
  const Fixture *fixture = *state;
  GestaTransaction *reader = begin(fixture->store, false);
  GestaTransaction *writer = begin(fixture->store, true);
  assert_true(add(writer, quad(1, 2, 3, 0)));
  assert_int_equal(count_all(writer), 1);
  commit(writer);
  assert_int_equal(count_all(reader), 0);
  gesta_transaction_abort(reader);
  assert_int_equal(count_committed(fixture->store), 1);
}

static void
two_handles_of_one_file_share_it(void **state)
{
  const Fixture *fixture = *state;
  char link_path[PATH_SIZE + 8];
  (void)snprintf(link_path, sizeof link_path, "%s/link", fixture->directory);
  assert_int_equal(symlink(fixture->path, link_path), 0);
  GestaStore *other = open_store(link_path, GESTA_OPEN_WRITE);
  GestaStore *reader = open_store(fixture->path, GESTA_OPEN_READ);
  GestaTransaction *transaction = begin(other, true);
  GestaTransaction *second = NULL;
  GestaError error;

  assert_true(add(transaction, quad(1, 2, 3, 0)));
  // The same thread would wait for itself.
  assert_int_equal(
    gesta_transaction_begin(fixture->store, true, &second, &error),
    GESTA_ERR_STORAGE);
  commit(transaction);
  assert_int_equal(gesta_transaction_begin(reader, true, &second, &error),
                   GESTA_ERR_FILE);
  assert_int_equal(count_committed(fixture->store), 1);
  gesta_store_close(other);
  assert_int_equal(count_committed(reader), 1);
  gesta_store_close(reader);
  assert_int_equal(unlink(link_path), 0);
}

// Run in a child: exit status 0 if all is as expected.
static int
read_in_child(const char *path, uint64_t expected)
{
  const pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) {
    GestaStore *store = NULL;
    GestaTransaction *transaction = NULL;
    GestaStoreFacts facts = {0};
    GestaAllocator *allocator = gesta_default_allocator();
    if (gesta_store_open(allocator, path, GESTA_OPEN_READ, &store, NULL)
        || gesta_transaction_begin(store, false, &transaction, NULL)
        || gesta_store_facts(transaction, &facts)) {
      _exit(1);
    }
    gesta_transaction_abort(transaction);
    gesta_store_close(store);
    _exit(facts.quad_count == expected ? 0 : 2);
  }
  int status = 0;
  assert_int_equal(waitpid(child, &status, 0), child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 99;
}

static void
another_process_reads_while_this_one_writes(void **state)
{
  const Fixture *fixture = *state;
  GestaTransaction *writer = begin(fixture->store, true);
  add_many(writer, 0, 3000);
  assert_int_equal(read_in_child(fixture->path, 0), 0);
  commit(writer);
  assert_int_equal(read_in_child(fixture->path, 3000), 0);
  // What the child closed did not take our locks away.
  writer = begin(fixture->store, true);
  assert_true(add(writer, quad(1, 2, 3, 0)));
  commit(writer);
}

static void
prefixes_are_kept_in_byte_order(void **state)
{
  const Fixture *fixture = *state;
  static const char *const names[] = {"", "a", "a-b", "z"};
  GestaTransaction *transaction = begin(fixture->store, true);
  for (size_t i = 4; i-- > 0;) {
    assert_int_equal(gesta_store_set_prefix(transaction, gesta_view(names[i]),
                                            gesta_view("urn:old")),
                     GESTA_OK);
    assert_int_equal(gesta_store_set_prefix(transaction, gesta_view(names[i]),
                                            gesta_view(names[3 - i])),
                     GESTA_OK);
  }
  commit(transaction);
  transaction = begin(fixture->store, false);
  GestaStringView prefix;
  GestaStringView iri;
  for (size_t i = 0; i < 4; ++i) {
    assert_int_equal(gesta_store_prefix(transaction, i, &prefix, &iri),
                     GESTA_OK);
    assert_true(gesta_view_equal(prefix, gesta_view(names[i])));
    assert_true(gesta_view_equal(iri, gesta_view(names[3 - i])));
  }
  assert_int_equal(gesta_store_prefix(transaction, 4, &prefix, &iri),
                   GESTA_END);
  gesta_transaction_abort(transaction);
}

enum { THREADS = 4, ROUNDS = 25 };

typedef struct Worker {
  pthread_t thread;
  const char *path;
  unsigned number;
  bool failed;
} Worker;

// Open the file, add one quad, read, close; again and again.
static void *
work(void *context)
{
  Worker *worker = context;
  GestaAllocator *allocator = gesta_default_allocator();
  for (unsigned i = 0; i < ROUNDS; ++i) {
    GestaStore *store = NULL;
    GestaTransaction *transaction = NULL;
    GestaStoreFacts facts = {0};
    char text[32];
    (void)snprintf(text, sizeof text, "urn:w:%u:%u", worker->number, i);
    GestaQuad one = quad(1, 2, 3, 0);
    one.subject = gesta_iri(gesta_view(text));
    if (gesta_store_open(allocator, worker->path, GESTA_OPEN_WRITE, &store,
                         NULL)
        || gesta_transaction_begin(store, true, &transaction, NULL)
        || gesta_store_add(transaction, &one, NULL)
        || gesta_transaction_commit(transaction, NULL)
        || gesta_transaction_begin(store, false, &transaction, NULL)
        || gesta_store_facts(transaction, &facts) || facts.quad_count <= i) {
      worker->failed = true; // what is open stays so: the test has failed
      return NULL;
    }
    gesta_transaction_abort(transaction);
    gesta_store_close(store);
  }
  return NULL;
}

static void
threads_that_open_and_write_one_file_lose_nothing(void **state)
{
  Fixture *fixture = *state;
  Worker workers[THREADS];
  gesta_store_close(fixture->store); // so that the threads open and close it
  fixture->store = NULL;
  for (unsigned i = 0; i < THREADS; ++i) {
    workers[i] = (Worker){.path = fixture->path, .number = i};
    assert_int_equal(
      pthread_create(&workers[i].thread, NULL, work, &workers[i]), 0);
  }
  for (unsigned i = 0; i < THREADS; ++i) {
    assert_int_equal(pthread_join(workers[i].thread, NULL), 0);
  }
  for (unsigned i = 0; i < THREADS; ++i) {
    assert_false(workers[i].failed);
  }
  fixture->store = open_store(fixture->path, GESTA_OPEN_READ);
  assert_int_equal(count_committed(fixture->store), THREADS * ROUNDS);
}

// Refuse memory to each allocation in turn.
static void
refused_memory_loses_nothing_that_was_committed(void **state)
{
  const Fixture *fixture = *state;
  GestaStatus status = GESTA_ERR_MEMORY;
  for (size_t granted = 0; status != GESTA_OK; ++granted) {
    FailingAllocator failing = failing_allocator(granted);
    GestaStore *store = NULL;
    GestaTransaction *transaction = NULL;
    GestaQuadCursor *cursor = NULL;
    const GestaQuad one = quad(1, 2, 3, 4);
    const GestaQuadIds any = {0};
    status = gesta_store_open(&failing.base, fixture->path, GESTA_OPEN_WRITE,
                              &store, NULL);
    if (status == GESTA_OK) {
      status = gesta_transaction_begin(store, true, &transaction, NULL);
    }
    if (status == GESTA_OK) {
      status = gesta_store_add(transaction, &one, NULL);
    }
    if (status == GESTA_OK) {
      status = gesta_store_find(transaction, &any, GESTA_SCOPE_ALL, &cursor);
      gesta_quad_cursor_close(cursor);
    }
    if (status == GESTA_OK) {
      status = gesta_store_remove(transaction, &one);
    }
    assert_true(status == GESTA_OK || status == GESTA_ERR_MEMORY);
    gesta_transaction_abort(transaction);
    gesta_store_close(store);
    assert_int_equal(failing.live, 0);
  }
  assert_int_equal(count_committed(fixture->store), 0);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(every_pattern_finds_what_brute_force_finds,
                                    set_up, tear_down),
    cmocka_unit_test_setup_teardown(
      a_graph_larger_than_its_first_pages_is_found_whole, set_up, tear_down),
    cmocka_unit_test_setup_teardown(terms_come_back_as_they_were, set_up,
                                    tear_down),
    cmocka_unit_test_setup_teardown(an_aborted_transaction_leaves_no_trace,
                                    set_up, tear_down),
    cmocka_unit_test_setup_teardown(a_reader_sees_the_state_at_its_beginning,
                                    set_up, tear_down),
    cmocka_unit_test_setup_teardown(two_handles_of_one_file_share_it, set_up,
                                    tear_down),
    cmocka_unit_test_setup_teardown(another_process_reads_while_this_one_writes,
                                    set_up, tear_down),
    cmocka_unit_test_setup_teardown(
      threads_that_open_and_write_one_file_lose_nothing, set_up, tear_down),
    cmocka_unit_test_setup_teardown(prefixes_are_kept_in_byte_order, set_up,
                                    tear_down),
    cmocka_unit_test_setup_teardown(
      refused_memory_loses_nothing_that_was_committed, set_up, tear_down),
  };
  return cmocka_run_group_tests_name("store", tests, NULL, NULL);
}
