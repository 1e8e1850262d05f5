// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/allocator.h"

#include "tests/support/cmocka_support.h"

#include <string.h>

static void
a_block_keeps_its_bytes_when_it_grows(void **state)
{
  (void)state;
  GestaAllocator *allocator = gesta_default_allocator();
  char *block = gesta_allocate(allocator, 4, sizeof *block);
  assert_non_null(block);
  memcpy(block, "abc", 4);

  block = allocator->resize(allocator, block, 1 << 20);
  assert_non_null(block);
  assert_string_equal(block, "abc");
  gesta_release(allocator, block);
}

static void
a_product_that_overflows_is_refused(void **state)
{
  (void)state;
  GestaAllocator *allocator = gesta_default_allocator();

  assert_null(gesta_allocate(allocator, SIZE_MAX / 2 + 2, 2));
  assert_null(gesta_allocate(allocator, 2, SIZE_MAX / 2 + 2));
}

static void
nothing_can_be_asked_for_and_released(void **state)
{
  (void)state;
  GestaAllocator *allocator = gesta_default_allocator();

  assert_null(gesta_allocate(allocator, 0, 1));
  assert_null(gesta_allocate(allocator, 1, 0));
  gesta_release(allocator, NULL);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_block_keeps_its_bytes_when_it_grows),
    cmocka_unit_test(a_product_that_overflows_is_refused),
    cmocka_unit_test(nothing_can_be_asked_for_and_released),
  };
  return cmocka_run_group_tests_name("allocator", tests, NULL, NULL);
}
