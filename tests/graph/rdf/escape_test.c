// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/rdf/escape.h"

#include "graph/rdf/vocabulary.h"
#include "tests/support/cmocka_support.h"

static void
escapes_are_replaced(void **state)
{
  (void)state;
  const struct {
    GestaStringView text;
    bool in_iri;
    GestaStringView plain;
  } cases[] = {
    {GESTA_VIEW(""), false, GESTA_VIEW("")},
    {GESTA_VIEW("été"), false, GESTA_VIEW("été")},
    {GESTA_VIEW("\\t\\b\\n\\r\\f\\\"\\'\\\\"), false,
     GESTA_VIEW("\t\b\n\r\f\"'\\")},
    {GESTA_VIEW("a\\u00e9\\U0001F600b"), false, GESTA_VIEW("aé😀b")},
    {GESTA_VIEW("\\u0000"), false, GESTA_VIEW("\0")},
    {GESTA_VIEW("\\uD7FF\\uE000\\U0010FFFF"), true,
     GESTA_VIEW("\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF")},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    char copy[64];
    size_t size = 99;
    GestaEscapeFault fault;
    assert_int_equal(
      gesta_unescape(cases[i].text, cases[i].in_iri, copy, &size, &fault),
      GESTA_OK);
    assert_int_equal(size, cases[i].plain.size);
    assert_memory_equal(copy, cases[i].plain.data, size);
    // In place as well.
    memcpy(copy, cases[i].text.data, cases[i].text.size);
    const GestaStringView same = {copy, cases[i].text.size};
    assert_int_equal(gesta_unescape(same, cases[i].in_iri, copy, &size, &fault),
                     GESTA_OK);
    assert_memory_equal(copy, cases[i].plain.data, size);
  }
}

static void
a_bad_escape_is_told_with_its_offset(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    bool in_iri;
    size_t offset;
    const char *says;
  } cases[] = {
    {"ab\\x", false, 2, "t b n r f"},
    {"ab\\", false, 2, "t b n r f"},
    {"\\n", true, 0, "\\u or \\U in an IRI"},
    {"\\u12", false, 4, "4 hexadecimal digits"},
    {"\\u12G4", false, 4, "4 hexadecimal digits"},
    {"\\U0001F60", false, 9, "8 hexadecimal digits"},
    {"x\\uD800", false, 1, "no Unicode character"},
    {"x\\uDFFF", true, 1, "no Unicode character"},
    {"x\\U00110000", true, 1, "no Unicode character"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    char copy[64];
    size_t size = 99;
    GestaEscapeFault fault = {0, ""};
    assert_int_equal(gesta_unescape(gesta_view(cases[i].text), cases[i].in_iri,
                                    copy, &size, &fault),
                     GESTA_ERR_SYNTAX);
    assert_int_equal(size, 99);
    assert_int_equal(fault.offset, cases[i].offset);
    assert_non_null(strstr(fault.expected, cases[i].says));
  }
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(escapes_are_replaced),
    cmocka_unit_test(a_bad_escape_is_told_with_its_offset),
  };
  return cmocka_run_group_tests_name("escape", tests, NULL, NULL);
}
