// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/utf8.h"

#include "tests/support/cmocka_support.h"

static void
every_scalar_value_survives_encoding_and_decoding(void **state)
{
  (void)state;
  for (uint32_t code = 0; code <= 0x10FFFFU; ++code) {
    if (code >= 0xD800U && code <= 0xDFFFU) {
      continue;
    }
    char bytes[4];
    uint32_t decoded = 0;
    const size_t size = gesta_utf8_encode(code, bytes);
    const GestaStringView view = {bytes, size};
    if (gesta_utf8_check(view) != size
        || gesta_utf8_decode(view, 0, &decoded) != size || decoded != code) {
      fail_msg("U+%04X", (unsigned)code);
    }
  }
}

static void
malformed_bytes_are_found_where_they_begin(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    size_t good;
  } cases[] = {
    {"abc", 3},
    {"a\x80", 1},
    {"\xC0\xAF", 0},
    {"\xC1\xBF", 0},
    {"é\xC3", 2},
    {"\xE0\x9F\xBF", 0},
    {"\xED\xA0\x80", 0},
    {"\xF0\x8F\xBF\xBF", 0},
    {"\xF4\x90\x80\x80", 0},
    {"x\xF5zzz", 1},
    {"\xE2\x82", 0},
    {"€\xFF", 3},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    assert_int_equal(gesta_utf8_check(gesta_view(cases[i].text)),
                     cases[i].good);
  }
}

static void
length_counts_code_points(void **state)
{
  (void)state;
  assert_int_equal(gesta_utf8_length(gesta_view("")), 0);
  assert_int_equal(gesta_utf8_length(gesta_view("Élysée")), 6);
  assert_int_equal(gesta_utf8_length(gesta_view("a€😀")), 3);
}

static void
a_place_is_a_line_and_a_column_of_code_points(void **state)
{
  (void)state;
  const GestaStringView text = gesta_view("été\nà la\n");
  static const struct {
    size_t offset, line, column;
  } cases[] = {{0, 1, 1}, {2, 1, 2}, {5, 1, 4},
               {6, 2, 1}, {8, 2, 2}, {12, 3, 1}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    size_t line = 0;
    size_t column = 0;
    gesta_utf8_place(text, cases[i].offset, &line, &column);
    assert_int_equal(line, cases[i].line);
    assert_int_equal(column, cases[i].column);
  }
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_scalar_value_survives_encoding_and_decoding),
    cmocka_unit_test(malformed_bytes_are_found_where_they_begin),
    cmocka_unit_test(length_counts_code_points),
    cmocka_unit_test(a_place_is_a_line_and_a_column_of_code_points),
  };
  return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
