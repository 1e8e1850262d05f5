// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/json_escape.h"

#include "tests/support/cmocka_support.h"

static void
what_json_forbids_in_a_string_is_escaped(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    const char *json;
  } cases[] = {
    {"", "\"\""},
    {"Réunion", "\"Réunion\""},
    {"a\"b\\c/", "\"a\\\"b\\\\c/\""},
    {"\t\r\n", "\"\\t\\r\\n\""},
    {"\x01x\x1f\x7f", "\"\\u0001x\\u001f\x7f\""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    GestaTextBuffer json;
    gesta_text_buffer_init(&json, gesta_default_allocator());
    assert_int_equal(gesta_json_escape(gesta_view(cases[i].text), &json),
                     GESTA_OK);
    assert_string_equal(json.data, cases[i].json);
    gesta_text_buffer_clear(&json);
  }
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_json_forbids_in_a_string_is_escaped),
  };
  return cmocka_run_group_tests_name("json_escape", tests, NULL, NULL);
}
