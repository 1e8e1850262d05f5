// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/arena.h"

#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

#include <string.h>

static void
blocks_are_zeroed_aligned_and_apart(void **state)
{
  (void)state;
  GestaArena arena;
  gesta_arena_init(&arena, gesta_default_allocator());

  unsigned char *blocks[500];
  for (size_t i = 0; i < 500; ++i) {
    const size_t size = i * 7 % 901 + 1;
    blocks[i] = gesta_arena_allocate(&arena, size, 1);
    assert_non_null(blocks[i]);
    assert_int_equal((uintptr_t)blocks[i] % sizeof(void *), 0);
    for (size_t j = 0; j < size; ++j) {
      assert_int_equal(blocks[i][j], 0);
    }
    memset(blocks[i], (int)(i % 251), size);
  }
  for (size_t i = 0; i < 500; ++i) {
    for (size_t j = 0; j < i * 7 % 901 + 1; ++j) {
      assert_int_equal(blocks[i][j], i % 251);
    }
  }
  gesta_arena_clear(&arena);
}

static void
a_size_that_overflows_is_refused(void **state)
{
  (void)state;
  GestaArena arena;
  gesta_arena_init(&arena, gesta_default_allocator());
  assert_null(gesta_arena_allocate(&arena, SIZE_MAX / 2, 4));
  assert_null(gesta_arena_allocate(&arena, SIZE_MAX, 1));
  assert_non_null(gesta_arena_allocate(&arena, 0, 8));
  gesta_arena_clear(&arena);
}

static void
copied_text_ends_with_a_nul(void **state)
{
  (void)state;
  GestaArena arena;
  GestaStringView copy = {0};
  gesta_arena_init(&arena, gesta_default_allocator());
  assert_int_equal(gesta_arena_copy(&arena, gesta_view("déjà"), &copy),
                   GESTA_OK);
  assert_string_equal(copy.data, "déjà");
  assert_int_equal(copy.size, 6);
  gesta_arena_clear(&arena);
}

static void
reset_keeps_one_block_and_clear_keeps_none(void **state)
{
  (void)state;
  FailingAllocator allocator = failing_allocator(100);
  GestaArena arena;
  gesta_arena_init(&arena, &allocator.base);
  for (size_t i = 0; i < 50; ++i) {
    assert_non_null(gesta_arena_allocate(&arena, 1000, 1));
  }
  assert_true(allocator.live > 1);
  gesta_arena_reset(&arena);
  assert_int_equal(allocator.live, 1);
  gesta_arena_clear(&arena);
  assert_int_equal(allocator.live, 0);
}

static void
refused_memory_is_reported_and_leaks_nothing(void **state)
{
  (void)state;
  FailingAllocator allocator = failing_allocator(1);
  GestaArena arena;
  GestaStringView copy = {0};
  gesta_arena_init(&arena, &allocator.base);
  assert_non_null(gesta_arena_allocate(&arena, 8, 1));
  assert_null(gesta_arena_allocate(&arena, 100000, 1));
  assert_int_equal(
    gesta_arena_copy(&arena, (GestaStringView){"", SIZE_MAX}, &copy),
    GESTA_ERR_MEMORY);
  gesta_arena_clear(&arena);
  assert_int_equal(allocator.live, 0);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(blocks_are_zeroed_aligned_and_apart),
    cmocka_unit_test(a_size_that_overflows_is_refused),
    cmocka_unit_test(copied_text_ends_with_a_nul),
    cmocka_unit_test(reset_keeps_one_block_and_clear_keeps_none),
    cmocka_unit_test(refused_memory_is_reported_and_leaks_nothing),
  };
  return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
