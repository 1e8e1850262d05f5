// SPDX-License-Identifier: GPL-3.0-or-later
// Literals found by their values, against an array that is searched from end to
// end; and files that had no value index.
#include "graph/base/file.h"
#include "graph/rdf/vocabulary.h"
#include "graph/store/store.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"
#include "tests/support/scratch_graph.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_SIZE = 64, MANY = 30000, BATCH = 77, TEXT_SIZE = 64 };

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
  assert_int_equal(gesta_transaction_begin(store, write, &transaction, NULL),
                   GESTA_OK);
  return transaction;
}

static int
set_up(void **state)
{
  Fixture *fixture = test_calloc(1, sizeof *fixture);
  *state = fixture;
  scratch_graph_make(fixture->directory, fixture->path, sizeof fixture->path);
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

// Literal number `i`, of one of six kinds; every sixth has no value.
static GestaTerm
literal(unsigned i, char text[TEXT_SIZE])
{
  uint64_t random = i;
  const unsigned n = test_draw(&random, 100000);
  switch (i % 6) {
  case 0:
    (void)snprintf(text, TEXT_SIZE, "%d", (int)n - 50000);
    return gesta_typed_literal(gesta_view(text), GESTA_XSD("integer"));
  case 1:
    (void)snprintf(text, TEXT_SIZE, "%d.%u", (int)n - 50000, n % 97);
    return gesta_typed_literal(gesta_view(text), GESTA_XSD("decimal"));
  case 2:
    (void)snprintf(text, TEXT_SIZE, "%u.5E-2", n);
    return gesta_typed_literal(gesta_view(text), GESTA_XSD("double"));
  case 3:
    (void)snprintf(text, TEXT_SIZE, "%04u-%02u-%02u", 1900 + n % 130,
                   1 + n % 12, 1 + n % 28);
    return gesta_typed_literal(gesta_view(text), GESTA_XSD("date"));
  case 4:
    (void)snprintf(text, TEXT_SIZE, "%04u-%02u-%02uT%02u:00:00+02:00",
                   1900 + n % 130, 1 + n % 12, 1 + n % 28, n % 24);
    return gesta_typed_literal(gesta_view(text), GESTA_XSD("dateTime"));
  default:
    (void)snprintf(text, TEXT_SIZE, "%u", n);
    return gesta_text_literal(gesta_view(text), gesta_view(""));
  }
}

static void
add_literals(GestaTransaction *writer, unsigned first, unsigned count)
{
  for (unsigned i = first; i < first + count; ++i) {
    char text[TEXT_SIZE];
    const GestaQuad quad = {gesta_iri(gesta_view("urn:s")),
                            gesta_iri(gesta_view("urn:p")), literal(i, text),
                            gesta_iri(gesta_view("urn:g"))};
    assert_int_equal(gesta_store_add(writer, &quad, NULL), GESTA_OK);
  }
}

static int
compare_ids(const void *left, const void *right)
{
  const GestaTermId a = *(const GestaTermId *)left;
  const GestaTermId b = *(const GestaTermId *)right;
  return (a > b) - (a < b);
}

static size_t
keep_distinct(GestaTermId *ids, size_t count)
{
  qsort(ids, count, sizeof *ids, compare_ids);
  size_t kept = 0;
  for (size_t i = 0; i < count; ++i) {
    if (kept == 0 || ids[kept - 1] != ids[i]) {
      ids[kept++] = ids[i];
    }
  }
  return kept;
}

// Compare a range with what a search of all literals finds.
static void
check_range(GestaTransaction *transaction, unsigned count, GestaValueKey low,
            GestaValueKey high)
{
  GestaTermId *expected = test_calloc(count + 1, sizeof *expected);
  GestaTermId *found = test_calloc(count + BATCH, sizeof *found);
  size_t expected_count = 0;
  for (unsigned i = 0; i < count; ++i) {
    char text[TEXT_SIZE];
    const GestaTerm term = literal(i, text);
    GestaValueKey key;
    if (gesta_value_key(&term, &key)
        && key.class == low.class && key.place >= low.place
        && key.place <= high.place) {
      assert_int_equal(
        gesta_store_find_term(transaction, &term, &expected[expected_count++]),
        GESTA_OK);
    }
  }
  expected_count = keep_distinct(expected, expected_count);

  GestaValueCursor *cursor = NULL;
  size_t found_count = 0;
  size_t here = 0;
  assert_int_equal(gesta_store_value_range(transaction, &low, &high, &cursor),
                   GESTA_OK);
  while (gesta_value_cursor_read(cursor, found + found_count, BATCH, &here)
         == GESTA_OK) {
    found_count += here;
    assert_true(found_count <= count);
  }
  gesta_value_cursor_close(cursor);
  assert_int_equal(found_count, expected_count);
  qsort(found, found_count, sizeof *found, compare_ids);
  assert_memory_equal(found, expected, found_count * sizeof *found);

  uint64_t told = 0;
  bool exact = false;
  assert_int_equal(
    gesta_store_count_values(transaction, &low, &high, &told, &exact),
    GESTA_OK);
  assert_true(exact);
  assert_int_equal(told, found_count);
  test_free(expected);
  test_free(found);
}

static void
check_ranges(GestaTransaction *transaction, unsigned count, uint64_t *random)
{
  for (int round = 0; round < 12 && count > 1; ++round) {
    char text[TEXT_SIZE];
    GestaValueKey low;
    GestaValueKey high;
    GestaTerm term = literal(test_draw(random, count), text);
    if (!gesta_value_key(&term, &low)) {
      continue;
    }
    do {
      term = literal(test_draw(random, count), text);
    } while (!gesta_value_key(&term, &high) || high.class != low.class);
    if (low.place > high.place) {
      const GestaValueKey other = low;
      low = high;
      high = other;
    }
    check_range(transaction, count, low, high);
    check_range(transaction, count, low, low);
  }
  for (int class = GESTA_KEY_NUMBER; class <= GESTA_KEY_YEAR_MONTH; ++class) {
    check_range(transaction, count, (GestaValueKey){(GestaKeyClass) class, 0},
                (GestaValueKey){(GestaKeyClass) class, UINT64_MAX});
    check_range(transaction, count, (GestaValueKey){(GestaKeyClass) class, 9},
                (GestaValueKey){(GestaKeyClass) class, 3}); // empty
  }
}

static void
a_range_finds_the_literals_in_it(void **state)
{
  Fixture *fixture = *state;
  uint64_t random = 1;
  fixture->store = open_store(fixture->path, GESTA_OPEN_CREATE);
  GestaTransaction *writer = begin(fixture->store, true);
  check_range(writer, 0, (GestaValueKey){GESTA_KEY_NUMBER, 0},
              (GestaValueKey){GESTA_KEY_NUMBER, UINT64_MAX}); // an empty file
  add_literals(writer, 0, 1);
  check_ranges(writer, 1, &random);
  add_literals(writer, 0, MANY / 10); // some again
  check_ranges(writer, MANY / 10, &random);
  add_literals(writer, MANY / 10, MANY / 10);
  assert_int_equal(gesta_transaction_commit(writer, NULL), GESTA_OK);
  writer = begin(fixture->store, true);
  add_literals(writer, MANY / 5, MANY - MANY / 5);
  assert_int_equal(gesta_transaction_commit(writer, NULL), GESTA_OK);
  GestaTransaction *reader = begin(fixture->store, false);
  check_ranges(reader, MANY, &random);
  gesta_transaction_abort(reader);
}

static void
an_aborted_transaction_leaves_no_value(void **state)
{
  Fixture *fixture = *state;
  fixture->store = open_store(fixture->path, GESTA_OPEN_CREATE);
  GestaTransaction *writer = begin(fixture->store, true);
  add_literals(writer, 0, 1000);
  gesta_transaction_abort(writer);
  GestaTransaction *reader = begin(fixture->store, false);
  const GestaValueKey low = {GESTA_KEY_NUMBER, 0};
  const GestaValueKey high = {GESTA_KEY_NUMBER, UINT64_MAX};
  uint64_t count = 1;
  bool exact = false;
  assert_int_equal(
    gesta_store_count_values(reader, &low, &high, &count, &exact), GESTA_OK);
  assert_true(count == 0 && exact);
  gesta_transaction_abort(reader);
}

static void
spellings_are_lent_without_being_parsed(void **state)
{
  Fixture *fixture = *state;
  fixture->store = open_store(fixture->path, GESTA_OPEN_CREATE);
  GestaTransaction *writer = begin(fixture->store, true);
  const GestaQuad quad = {
    gesta_iri(gesta_view("urn:s")),
    gesta_iri(gesta_view("urn:p")),
    gesta_text_literal(gesta_view("a \"b\"\n"), gesta_view("FR")),
    {0}};
  assert_int_equal(gesta_store_add(writer, &quad, NULL), GESTA_OK);
  GestaTermId id = GESTA_NO_TERM;
  GestaStringView spelling;
  assert_int_equal(gesta_store_find_term(writer, &quad.object, &id), GESTA_OK);
  assert_int_equal(gesta_store_spelling(writer, id, &spelling), GESTA_OK);
  assert_true(gesta_view_equal(spelling, gesta_view("\"a \\\"b\\\"\\n\"@fr")));
  assert_int_equal(gesta_store_spelling(writer, 99, &spelling),
                   GESTA_ERR_CORRUPT);
  gesta_transaction_abort(writer);
}

static void
copy_stored(const char *name, const char *path)
{
  char from[4096];
  const char *const root = getenv("srcdir");
  GestaStringView text;
  (void)snprintf(from, sizeof from, "%s/tests/compat/%s", root ? root : ".",
                 name);
  assert_int_equal(
    gesta_file_read(gesta_default_allocator(), from, &text, NULL), GESTA_OK);
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(text.data, 1, text.size, file), text.size);
  assert_int_equal(fclose(file), 0);
  gesta_text_release(gesta_default_allocator(), &text);
}

// The values of the stored files between two literals, in order.
static void
check_stored(GestaStore *store, GestaStringView type, const char *from,
             const char *to, const char *const *expected, size_t count)
{
  GestaTransaction *reader = begin(store, false);
  GestaArena arena;
  const GestaTerm first = gesta_typed_literal(gesta_view(from), type);
  const GestaTerm last = gesta_typed_literal(gesta_view(to), type);
  GestaValueKey low;
  GestaValueKey high;
  GestaValueCursor *cursor = NULL;
  GestaTermId ids[16];
  size_t found = 0;
  gesta_arena_init(&arena, gesta_default_allocator());
  assert_true(gesta_value_key(&first, &low) && gesta_value_key(&last, &high));
  assert_int_equal(gesta_store_value_range(reader, &low, &high, &cursor),
                   GESTA_OK);
  assert_int_equal(gesta_value_cursor_read(cursor, ids, 16, &found), GESTA_OK);
  assert_int_equal(found, count);
  for (size_t i = 0; i < count; ++i) {
    GestaTerm term;
    assert_int_equal(gesta_store_term(reader, ids[i], &arena, &term), GESTA_OK);
    assert_true(gesta_view_equal(term.value, gesta_view(expected[i])));
  }
  gesta_value_cursor_close(cursor);
  gesta_transaction_abort(reader);
  gesta_arena_clear(&arena);
}

static void
check_stored_values(GestaStore *store)
{
  static const char *const dates[] = {"2018-01-01", "2019-06-30", "2020-02-29"};
  static const char *const numbers[] = {"7", "7.5", "1.0E1"};
  check_stored(store, GESTA_XSD("date"), "2018-01-01", "2020-12-31", dates, 3);
  check_stored(store, GESTA_XSD("date"), "2018-01-02", "2020-02-28", dates + 1,
               1);
  check_stored(store, GESTA_XSD("integer"), "0", "10", numbers, 3);
  check_stored(store, GESTA_XSD("decimal"), "7.1", "9", numbers + 1, 1);
}

static void
files_of_format_1_get_the_index_and_those_of_format_2_have_it(void **state)
{
  Fixture *fixture = *state;
  static const char *const names[] = {"graph-format-1-values.gesta",
                                      "graph-format-2.gesta"};
  for (size_t i = 0; i < 2; ++i) {
    copy_stored(names[i], fixture->path);
    for (int round = 0; round < 2; ++round) { // the second time it is there
      GestaStoreFacts facts;
      fixture->store = open_store(fixture->path, GESTA_OPEN_READ);
      check_stored_values(fixture->store);
      GestaTransaction *reader = begin(fixture->store, false);
      assert_int_equal(gesta_store_facts(reader, &facts), GESTA_OK);
      assert_int_equal(facts.format, 2);
      assert_int_equal(facts.quad_count, 7);
      gesta_transaction_abort(reader);
      gesta_store_close(fixture->store);
      fixture->store = NULL;
    }
  }
}

static void
refused_memory_is_reported_and_leaks_nothing(void **state)
{
  Fixture *fixture = *state;
  fixture->store = open_store(fixture->path, GESTA_OPEN_CREATE);
  GestaStatus status = GESTA_ERR_MEMORY;
  for (size_t granted = 0; status != GESTA_OK; ++granted) {
    FailingAllocator failing = failing_allocator(granted);
    GestaStore *store = NULL;
    GestaTransaction *transaction = NULL;
    GestaValueCursor *cursor = NULL;
    char text[TEXT_SIZE];
    const GestaQuad quad = {gesta_iri(gesta_view("urn:s")),
                            gesta_iri(gesta_view("urn:p")),
                            literal(0, text),
                            {0}};
    const GestaValueKey low = {GESTA_KEY_NUMBER, 0};
    const GestaValueKey high = {GESTA_KEY_NUMBER, UINT64_MAX};
    status = gesta_store_open(&failing.base, fixture->path, GESTA_OPEN_WRITE,
                              &store, NULL);
    if (status == GESTA_OK) {
      status = gesta_transaction_begin(store, true, &transaction, NULL);
    }
    if (status == GESTA_OK) {
      status = gesta_store_add(transaction, &quad, NULL);
    }
    if (status == GESTA_OK) {
      status = gesta_store_value_range(transaction, &low, &high, &cursor);
      gesta_value_cursor_close(cursor);
    }
    assert_true(status == GESTA_OK || status == GESTA_ERR_MEMORY);
    gesta_transaction_abort(transaction);
    gesta_store_close(store);
    assert_int_equal(failing.live, 0);
  }
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(a_range_finds_the_literals_in_it, set_up,
                                    tear_down),
    cmocka_unit_test_setup_teardown(an_aborted_transaction_leaves_no_value,
                                    set_up, tear_down),
    cmocka_unit_test_setup_teardown(spellings_are_lent_without_being_parsed,
                                    set_up, tear_down),
    cmocka_unit_test_setup_teardown(
      files_of_format_1_get_the_index_and_those_of_format_2_have_it, set_up,
      tear_down),
    cmocka_unit_test_setup_teardown(
      refused_memory_is_reported_and_leaks_nothing, set_up, tear_down),
  };
  return cmocka_run_group_tests_name("value_index", tests, NULL, NULL);
}
