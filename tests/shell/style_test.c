// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/style.h"

#include "graph/base/allocator.h"
#include "graph/base/text_buffer.h"
#include "tests/support/cmocka_support.h"

#include <stdlib.h>
#include <string.h>

static void
head_rule_and_number_of_rows_are_coloured_however_they_are_written(void **state)
{
  (void)state;
  static const char table[] = " a | b\n---+---\n 1 | -\n   | (\n(2 rows)\n";
  static const char expected[] = GESTA_STYLE_HEAD
    " a | b" GESTA_STYLE_END "\n" GESTA_STYLE_FAINT "---+---" GESTA_STYLE_END
    "\n 1 | -\n   | (\n" GESTA_STYLE_FAINT "(2 rows)" GESTA_STYLE_END "\n";
  for (size_t piece = 1; piece < sizeof table; ++piece) {
    GestaTextBuffer text;
    GestaStyledTable styled;
    gesta_text_buffer_init(&text, gesta_default_allocator());
    GestaOutput target = gesta_output_to_buffer(&text);
    gesta_styled_table_init(&styled, &target);
    for (size_t at = 0; at < sizeof table - 1; at += piece) {
      const size_t left = sizeof table - 1 - at;
      assert_int_equal(
        gesta_output_write(
          &styled.output,
          (GestaStringView){table + at, left < piece ? left : piece}),
        GESTA_OK);
    }
    assert_string_equal(text.data, expected);
    gesta_text_buffer_clear(&text);
  }
}

static void
a_file_is_not_coloured(void **state)
{
  (void)state;
  (void)setenv("TERM", "xterm", 1);
  (void)unsetenv("NO_COLOR");
  FILE *stream = tmpfile();
  assert_non_null(stream);
  assert_false(gesta_style_is_wanted(stream));
  (void)fclose(stream);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(
      head_rule_and_number_of_rows_are_coloured_however_they_are_written),
    cmocka_unit_test(a_file_is_not_coloured),
  };
  return cmocka_run_group_tests_name("style", tests, NULL, NULL);
}
