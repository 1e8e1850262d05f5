// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/text_buffer.h"

#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

static void
text_grows_at_its_end(void **state)
{
  (void)state;
  GestaTextBuffer buffer;
  gesta_text_buffer_init(&buffer, gesta_default_allocator());
  for (unsigned i = 0; i < 1000; ++i) {
    assert_int_equal(gesta_text_buffer_print(&buffer, "%u,", i % 10), GESTA_OK);
    assert_int_equal(gesta_text_buffer_append(&buffer, gesta_view("é")),
                     GESTA_OK);
  }
  assert_int_equal(buffer.size, 4000);
  assert_memory_equal(buffer.data + 3996, "9,é", 5);
  gesta_text_buffer_clear(&buffer);
  assert_int_equal(buffer.size, 0);
  gesta_text_buffer_clear(&buffer);
}

static void
refused_memory_leaves_the_text_as_it_was(void **state)
{
  (void)state;
  FailingAllocator allocator = failing_allocator(1);
  GestaTextBuffer buffer;
  gesta_text_buffer_init(&buffer, &allocator.base);
  assert_int_equal(gesta_text_buffer_append(&buffer, gesta_view("kept")),
                   GESTA_OK);
  assert_int_equal(gesta_text_buffer_print(&buffer, "%200s", "x"),
                   GESTA_ERR_MEMORY);
  assert_string_equal(buffer.data, "kept");
  assert_int_equal(
    gesta_text_buffer_append(&buffer, (GestaStringView){"", SIZE_MAX}),
    GESTA_ERR_MEMORY);
  gesta_text_buffer_clear(&buffer);
  assert_int_equal(allocator.live, 0);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(text_grows_at_its_end),
    cmocka_unit_test(refused_memory_leaves_the_text_as_it_was),
  };
  return cmocka_run_group_tests_name("text_buffer", tests, NULL, NULL);
}
