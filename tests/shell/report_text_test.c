// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/report_text.h"

#include "graph/rdf/vocabulary.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

#include <cmark.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool
show(const void *context, GestaStringView name, GestaStringView *value)
{
  if (!gesta_view_equal(name, GESTA_VIEW("who"))) {
    return false;
  }
  *value = gesta_view(context);
  return true;
}

static void
assert_expanded(const char *text, const char *value, const char *expected)
{
  GestaTextBuffer buffer;
  gesta_text_buffer_init(&buffer, gesta_default_allocator());
  assert_int_equal(
    gesta_placeholder_expand(gesta_view(text), show, value, true, &buffer),
    GESTA_OK);
  assert_string_equal(buffer.data ? buffer.data : "", expected);
  gesta_text_buffer_clear(&buffer);
}

static void
a_placeholder_is_a_name_between_double_braces(void **state)
{
  (void)state;
  assert_expanded("Of {{who}}, {{ who }}.", "Ada", "Of Ada, Ada.");
  assert_expanded("{{who}}{{who}}", "Ada", "AdaAda");
  assert_expanded("{{}} {{1}} {{who} {who}} {{who x}}", "Ada",
                  "{{}} {{1}} {{who} {who}} {{who x}}");
  assert_expanded("{{nobody}}", "Ada", "{{nobody}}");
  assert_expanded("{{", "Ada", "{{");
  assert_expanded("", "Ada", "");
}

static void
code_spans_and_escaped_braces_are_left_alone(void **state)
{
  (void)state;
  assert_expanded("`{{who}}` {{who}}", "Ada", "`{{who}}` Ada");
  assert_expanded("``a ` {{who}}`` {{who}}", "Ada", "``a ` {{who}}`` Ada");
  assert_expanded("` {{who}}", "Ada", "` Ada");
  assert_expanded("`\n\n{{who}} `", "Ada", "`\n\nAda `");
  assert_expanded("\\{{who}}", "Ada", "\\{{who}}");
  assert_expanded("\\\\{{who}}", "Ada", "\\\\Ada");
}

// What a reader of Markdown makes of escaped text, as plain text.
static char *
read_back(const char *before, const char *text)
{
  GestaTextBuffer buffer;
  gesta_text_buffer_init(&buffer, gesta_default_allocator());
  assert_int_equal(gesta_text_buffer_append(&buffer, gesta_view(before)),
                   GESTA_OK);
  assert_int_equal(gesta_markdown_escape(gesta_view(text), &buffer), GESTA_OK);
  char *const html = cmark_markdown_to_html(buffer.data, buffer.size,
                                            CMARK_OPT_UNSAFE);
  gesta_text_buffer_clear(&buffer);
  return html;
}

static void
whatever_a_value_holds_markdown_shows_it(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    const char *html;
  } cases[] = {
    {"# not a heading", "# not a heading"},
    {"*a* _b_ `c` [d](e) ![f](g)", "*a* _b_ `c` [d](e) ![f](g)"},
    {"<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
    {"- not a list", "- not a list"},
    {"1. nor this", "1. nor this"},
    {"12) nor this", "12) nor this"},
    {"+ nor this", "+ nor this"},
    {"---", "---"},
    {"===", "==="},
    {"~~~", "~~~"},
    {"&amp; &lt;", "&amp;amp; &amp;lt;"},
    {"a\nb\tc", "a b c"},
    {"C:\\temp", "C:\\temp"},
    {"> quoted", "&gt; quoted"},
    {"| a | b |", "| a | b |"},
    {"Aydoğan 中", "Aydoğan 中"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
    char *html = read_back("", cases[i].text);
    char expected[200];
    (void)snprintf(expected, sizeof expected, "<p>%s</p>\n", cases[i].html);
    assert_string_equal(html, expected);
    free(html);
    html = read_back("# ", cases[i].text);
    (void)snprintf(expected, sizeof expected, "<h1>%s</h1>\n", cases[i].html);
    assert_string_equal(html, expected);
    free(html);
  }
}

static void
refused_memory_is_told(void **state)
{
  (void)state;
  for (size_t granted = 0;; ++granted) {
    FailingAllocator failing = failing_allocator(granted);
    GestaTextBuffer buffer;
    gesta_text_buffer_init(&buffer, &failing.base);
    const GestaStatus status = gesta_placeholder_expand(
      GESTA_VIEW("A text that is long enough for {{who}} to need more room, "
                 "again and again, until it is too long for the first block "
                 "that the buffer asks for, whatever its size may be."),
      show, "*Ada*", true, &buffer);
    gesta_text_buffer_clear(&buffer);
    assert_int_equal(failing.live, 0);
    if (!status) {
      assert_true(granted > 0);
      return;
    }
    assert_int_equal(status, GESTA_ERR_MEMORY);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_placeholder_is_a_name_between_double_braces),
    cmocka_unit_test(code_spans_and_escaped_braces_are_left_alone),
    cmocka_unit_test(whatever_a_value_holds_markdown_shows_it),
    cmocka_unit_test(refused_memory_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
