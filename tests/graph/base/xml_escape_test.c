// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/xml_escape.h"

#include "tests/support/cmocka_support.h"

static void
markup_and_white_space_are_escaped(void **state)
{
  (void)state;
  GestaTextBuffer xml;
  gesta_text_buffer_init(&xml, gesta_default_allocator());
  assert_int_equal(
    gesta_xml_escape(gesta_view("é<a b=\"c\">&\t\r\n'\x7f"), &xml), GESTA_OK);
  assert_string_equal(xml.data,
                      "é&lt;a b=&quot;c&quot;&gt;&amp;&#9;&#13;&#10;'\x7f");
  gesta_text_buffer_clear(&xml);
}

static void
characters_that_xml_excludes_are_refused(void **state)
{
  (void)state;
  GestaTextBuffer xml;
  gesta_text_buffer_init(&xml, gesta_default_allocator());
  assert_int_equal(gesta_xml_escape((GestaStringView){"\0", 1}, &xml),
                   GESTA_ERR_INPUT);
  assert_int_equal(gesta_xml_escape(gesta_view("a\x1f"), &xml),
                   GESTA_ERR_INPUT);
  assert_int_equal(gesta_xml_escape(gesta_view("\xEF\xBF\xBE"), &xml),
                   GESTA_ERR_INPUT);
  assert_int_equal(gesta_xml_escape(gesta_view("\xEF\xBF\xBD"), &xml),
                   GESTA_OK);
  gesta_text_buffer_clear(&xml);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(markup_and_white_space_are_escaped),
    cmocka_unit_test(characters_that_xml_excludes_are_refused),
  };
  return cmocka_run_group_tests_name("xml_escape", tests, NULL, NULL);
}
