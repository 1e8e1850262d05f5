// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/entity/name_table.h"

#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

#include <stdio.h>

static void
a_thousand_names_keep_their_numbers(void **state)
{
  (void)state;
  static char names[1000][8];
  GestaNameTable table;
  uint32_t number = 0;
  gesta_name_table_init(&table, gesta_default_allocator());
  assert_int_equal(gesta_name_table_find(&table, gesta_view("x"), &number),
                   GESTA_NOT_FOUND);
  for (uint32_t i = 0; i < 1000; ++i) {
    (void)snprintf(names[i], sizeof names[i], "n%u", i);
    assert_int_equal(gesta_name_table_set(&table, gesta_view(names[i]), i),
                     GESTA_OK);
  }
  assert_int_equal(gesta_name_table_set(&table, gesta_view("n7"), 70),
                   GESTA_OK);
  assert_int_equal(table.count, 1000);
  for (uint32_t i = 0; i < 1000; ++i) {
    assert_int_equal(
      gesta_name_table_find(&table, gesta_view(names[i]), &number), GESTA_OK);
    assert_int_equal(number, i == 7 ? 70 : i);
  }
  assert_int_equal(gesta_name_table_find(&table, gesta_view("n1000"), &number),
                   GESTA_NOT_FOUND);
  gesta_name_table_clear(&table);
}

static void
refused_memory_leaves_the_table_as_it_was(void **state)
{
  (void)state;
  FailingAllocator allocator = failing_allocator(0);
  GestaNameTable table;
  gesta_name_table_init(&table, &allocator.base);
  assert_int_equal(gesta_name_table_set(&table, gesta_view("lost"), 1),
                   GESTA_ERR_MEMORY);
  assert_int_equal(table.count, 0);
  gesta_name_table_clear(&table);
  assert_int_equal(allocator.live, 0);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_thousand_names_keep_their_numbers),
    cmocka_unit_test(refused_memory_leaves_the_table_as_it_was),
  };
  return cmocka_run_group_tests_name("name_table", tests, NULL, NULL);
}
