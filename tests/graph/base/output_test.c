// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/output.h"

#include "tests/support/cmocka_support.h"

static void
bytes_reach_a_buffer(void **state)
{
  (void)state;
  GestaTextBuffer buffer;
  gesta_text_buffer_init(&buffer, gesta_default_allocator());
  GestaOutput output = gesta_output_to_buffer(&buffer);
  assert_int_equal(gesta_output_write(&output, gesta_view("a\tb")), GESTA_OK);
  assert_int_equal(gesta_output_print(&output, "%s%d", "c", 4), GESTA_OK);
  assert_string_equal(buffer.data, "a\tbc4");
  gesta_text_buffer_clear(&buffer);
}

static void
a_full_disk_is_reported(void **state)
{
  (void)state;
  FILE *full = fopen("/dev/full", "w");
  assert_non_null(full);
  (void)setvbuf(full, NULL, _IONBF, 0);
  GestaOutput output = gesta_output_to_stream(full);
  assert_int_equal(gesta_output_write(&output, gesta_view("x")),
                   GESTA_ERR_FILE);
  (void)fclose(full);
}

static void
a_print_beyond_its_limit_writes_nothing(void **state)
{
  (void)state;
  GestaTextBuffer buffer;
  gesta_text_buffer_init(&buffer, gesta_default_allocator());
  GestaOutput output = gesta_output_to_buffer(&buffer);
  assert_int_equal(gesta_output_print(&output, "%1024s", "x"),
                   GESTA_ERR_TOO_LARGE);
  assert_int_equal(buffer.size, 0);
  gesta_text_buffer_clear(&buffer);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(bytes_reach_a_buffer),
    cmocka_unit_test(a_full_disk_is_reported),
    cmocka_unit_test(a_print_beyond_its_limit_writes_nothing),
  };
  return cmocka_run_group_tests_name("output", tests, NULL, NULL);
}
