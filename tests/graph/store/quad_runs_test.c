// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/store/quad_runs.h"

#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_SIZE = 64, MANY = 1000, ROOM = 7 };

typedef struct Fixture {
  char directory[PATH_SIZE];
  char path[PATH_SIZE + 16];
} Fixture;

static int
set_up(void **state)
{
  Fixture *fixture = test_calloc(1, sizeof *fixture);
  *state = fixture;
  memcpy(fixture->directory, "/tmp/gesta-test-XXXXXX",
         sizeof "/tmp/gesta-test-XXXXXX");
  assert_non_null(mkdtemp(fixture->directory));
  (void)snprintf(fixture->path, sizeof fixture->path, "%s/a.gesta",
                 fixture->directory);
  return 0;
}

static int
tear_down(void **state)
{
  Fixture *fixture = *state;
  assert_int_equal(rmdir(fixture->directory), 0); // no file was left
  test_free(fixture);
  return 0;
}

// Quads with many repetitions, the same for the same seed.
static GestaPackedQuad
make_quad(uint32_t *seed, bool named)
{
  GestaPackedQuad quad;
  for (size_t i = 0; i < 4; ++i) {
    *seed = *seed * 1664525U + 1013904223U;
    // Some ids take all four bytes.
    quad.id[i] = (*seed >> 16U) % 5U + 1U + (*seed >> 30U) * 0x3F0000FFU;
  }
  if (!named) {
    quad.id[3] = 0;
  }
  return quad;
}

// What a table holds first, second, ...: spelled out apart from the code that
// is tested.
static const char *
columns_of(GestaIndexFamily family, GestaIndexOrder order)
{
  static const char *const names[3][3] = {
    {"\0\1\2\3", "\1\2\0\3", "\2\0\1\3"},
    {"\0\1\2\3", "\1\2\0\3", "\2\0\1\3"},
    {"\3\0\1\2", "\3\1\2\0", "\3\2\0\1"},
  };
  return names[family][order];
}

static int
compare(const char *columns, const GestaPackedQuad *a, const GestaPackedQuad *b)
{
  for (size_t i = 0; i < 4; ++i) {
    const uint32_t left = a->id[(size_t)columns[i]];
    const uint32_t right = b->id[(size_t)columns[i]];
    if (left != right) {
      return left < right ? -1 : 1;
    }
  }
  return 0;
}

// The quads of a table by insertion, each once.
static size_t
sort_slowly(const char *columns, uint32_t seed, size_t count, bool named,
            GestaPackedQuad *sorted)
{
  size_t size = 0;
  for (size_t i = 0; i < count; ++i) {
    const GestaPackedQuad quad = make_quad(&seed, named);
    size_t at = size;
    while (at > 0 && compare(columns, &sorted[at - 1], &quad) > 0) {
      --at;
    }
    if (at > 0 && compare(columns, &sorted[at - 1], &quad) == 0) {
      continue;
    }
    memmove(&sorted[at + 1], &sorted[at], (size - at) * sizeof *sorted);
    sorted[at] = quad;
    ++size;
  }
  return size;
}

static void
check_order(GestaQuadRuns *runs, const char *columns, uint32_t seed,
            size_t count, bool named)
{
  GestaPackedQuad *expected = test_calloc(count + 1, sizeof *expected);
  const size_t size = sort_slowly(columns, seed, count, named, expected);
  size_t done = 0;
  size_t read = 0;
  GestaPackedQuad quads[ROOM];
  GestaStatus status = gesta_quad_runs_read(runs, quads, ROOM, &read);
  while (status == GESTA_OK) {
    assert_true(read > 0 && done + read <= size);
    assert_memory_equal(quads, expected + done, read * sizeof *quads);
    done += read;
    status = gesta_quad_runs_read(runs, quads, ROOM, &read);
  }
  assert_int_equal(status, GESTA_END);
  assert_int_equal(done, size);
  test_free(expected);
}

static void
check_all(const Fixture *fixture, size_t run_size, size_t count, bool named)
{
  GestaQuadRuns runs;
  gesta_quad_runs_init(&runs, gesta_default_allocator(), fixture->path,
                       run_size);
  assert_true(gesta_quad_runs_is_empty(&runs));
  uint32_t seed = (uint32_t)count;
  for (size_t i = 0; i < count; ++i) {
    const GestaPackedQuad quad = make_quad(&seed, named);
    assert_int_equal(gesta_quad_runs_add(&runs, &quad), GESTA_OK);
  }
  assert_false(gesta_quad_runs_is_empty(&runs));
  unsigned seen = 0;
  GestaIndexFamily family;
  GestaIndexOrder order;
  GestaStatus status = gesta_quad_runs_sort(&runs, &family, &order);
  while (status == GESTA_OK) {
    seen |= 1U << ((unsigned)family * 3 + (unsigned)order);
    check_order(&runs, columns_of(family, order), (uint32_t)count, count,
                named);
    status = gesta_quad_runs_sort(&runs, &family, &order);
  }
  assert_int_equal(status, GESTA_END);
  assert_int_equal(seen, named ? 0770 : 0007);
  gesta_quad_runs_clear(&runs);
  assert_true(gesta_quad_runs_is_empty(&runs));
}

static void
every_table_of_a_family_gets_its_quads_sorted_and_once(void **state)
{
  static const size_t counts[] = {1, 2, 100, MANY};
  for (size_t i = 0; i < sizeof counts / sizeof *counts; ++i) {
    check_all(*state, (size_t)MANY * 2, counts[i], false);
    check_all(*state, (size_t)MANY * 2, counts[i], true);
  }
}

static void
runs_in_a_file_are_merged(void **state)
{
  // Whole runs only, a shorter last one, more runs than a run has quads.
  static const size_t sizes[] = {100, 250, 333, 999, 1000, 7};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; ++i) {
    check_all(*state, sizes[i], MANY, false);
    check_all(*state, sizes[i], MANY, true);
  }
}

static void
a_directory_without_the_right_to_write_is_told(void **state)
{
  (void)state;
  GestaQuadRuns runs;
  gesta_quad_runs_init(&runs, gesta_default_allocator(),
                       "/nonexistent/directory/a.gesta", 1);
  const GestaPackedQuad quad = {{1, 2, 3, 0}};
  assert_int_equal(gesta_quad_runs_add(&runs, &quad), GESTA_OK);
  assert_int_equal(gesta_quad_runs_add(&runs, &quad), GESTA_ERR_STORAGE);
  gesta_quad_runs_clear(&runs);
}

static GestaStatus
use_all(GestaAllocator *allocator, const char *path)
{
  GestaQuadRuns runs;
  gesta_quad_runs_init(&runs, allocator, path, 100);
  uint32_t seed = 1;
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; status == GESTA_OK && i < 250; ++i) {
    const GestaPackedQuad quad = make_quad(&seed, true);
    status = gesta_quad_runs_add(&runs, &quad);
  }
  while (status == GESTA_OK) {
    GestaIndexFamily family;
    GestaIndexOrder order;
    status = gesta_quad_runs_sort(&runs, &family, &order);
  }
  gesta_quad_runs_clear(&runs);
  return status;
}

static void
refused_memory_is_told_and_nothing_leaks(void **state)
{
  const Fixture *fixture = *state;
  GestaStatus status = GESTA_ERR_MEMORY;
  for (size_t granted = 0; status == GESTA_ERR_MEMORY; ++granted) {
    FailingAllocator allocator = failing_allocator(granted);
    status = use_all(&allocator.base, fixture->path);
    assert_int_equal(allocator.live, 0);
    assert_true(granted < 100);
  }
  assert_int_equal(status, GESTA_END);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(
      every_table_of_a_family_gets_its_quads_sorted_and_once, set_up,
      tear_down),
    cmocka_unit_test_setup_teardown(runs_in_a_file_are_merged, set_up,
                                    tear_down),
    cmocka_unit_test(a_directory_without_the_right_to_write_is_told),
    cmocka_unit_test_setup_teardown(refused_memory_is_told_and_nothing_leaks,
                                    set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
