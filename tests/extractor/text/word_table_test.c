// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/text/word_table.h"

#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

#include <stdio.h>
#include <string.h>

enum { WORDS = 5000, WORD_SIZE = 8 };

static void
every_word_is_found_with_its_last_value(void **state)
{
  (void)state;
  static char words[WORDS][WORD_SIZE];
  GestaWordTable table;
  gesta_word_table_init(&table, gesta_default_allocator());
  uint32_t value = 0;
  assert_int_equal(gesta_word_table_find(&table, gesta_view("0"), &value),
                   GESTA_NOT_FOUND);
  for (uint32_t i = 0; i < WORDS; ++i) {
    (void)snprintf(words[i], WORD_SIZE, "%u", (unsigned)i);
    const GestaStringView word = gesta_view(words[i]);
    assert_int_equal(gesta_word_table_add(&table, word, 0), GESTA_OK);
    assert_int_equal(gesta_word_table_add(&table, word, i), GESTA_OK);
  }
  assert_int_equal(table.count, WORDS);
  for (uint32_t i = 0; i < WORDS; ++i) {
    assert_int_equal(
      gesta_word_table_find(&table, gesta_view(words[i]), &value), GESTA_OK);
    assert_int_equal(value, i);
  }
  assert_int_equal(gesta_word_table_find(&table, gesta_view("5000"), &value),
                   GESTA_NOT_FOUND);
  assert_int_equal(gesta_word_table_find(&table, gesta_view(""), &value),
                   GESTA_NOT_FOUND);
  gesta_word_table_clear(&table);
}

static void
a_refused_allocation_leaves_the_table_as_it_was(void **state)
{
  (void)state;
  FailingAllocator allocator = failing_allocator(1);
  GestaWordTable table;
  char words[WORD_SIZE * 64];
  size_t count = 0;
  gesta_word_table_init(&table, &allocator.base);
  GestaStatus status = GESTA_OK;
  while (status == GESTA_OK) {
    char *word = words + count * WORD_SIZE;
    (void)snprintf(word, WORD_SIZE, "%zu", count);
    status = gesta_word_table_add(&table, gesta_view(word), (uint32_t)count);
    count += status == GESTA_OK;
  }
  assert_int_equal(status, GESTA_ERR_MEMORY);
  assert_int_equal(table.count, count);
  uint32_t value = 0;
  assert_int_equal(gesta_word_table_find(&table, gesta_view("0"), &value),
                   GESTA_OK);
  gesta_word_table_clear(&table);
  assert_int_equal(allocator.live, 0);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_word_is_found_with_its_last_value),
    cmocka_unit_test(a_refused_allocation_leaves_the_table_as_it_was),
  };
  return cmocka_run_group_tests_name("word table", tests, NULL, NULL);
}
