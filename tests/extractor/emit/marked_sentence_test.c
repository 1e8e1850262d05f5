// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/emit/marked_sentence.h"

#include "graph/base/text_buffer.h"
#include "tests/support/cmocka_support.h"

static void
assert_marked(const char *sentence, const GestaMarkedSpan *spans, size_t count,
              const char *expected)
{
  const GestaMarks marks = gesta_marks_plain();
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, gesta_default_allocator());
  GestaOutput output = gesta_output_to_buffer(&text);
  assert_int_equal(gesta_marked_sentence_write(gesta_view(sentence), spans,
                                               count, &marks, &output),
                   GESTA_OK);
  assert_string_equal(text.data, expected);
  gesta_text_buffer_clear(&text);
}

static void
spans_are_counted_in_characters(void **state)
{
  (void)state;
  const GestaMarkedSpan spans[] = {{gesta_view("actor"), 0, 5},
                                   {gesta_view("trigger"), 8, 12}};
  assert_marked("Élève a cédé.", spans, 2, "“[actor Élève] a [trigger cédé].”");
}

static void
a_span_may_stand_in_another(void **state)
{
  (void)state;
  const GestaMarkedSpan spans[] = {{gesta_view("inner"), 0, 2},
                                   {gesta_view("outer"), 0, 5},
                                   {gesta_view("same"), 0, 5},
                                   {gesta_view("last"), 3, 5}};
  assert_marked("ab cd", spans, 4, "“[outer [same [inner ab] [last cd]]]”");
}

static void
empty_spans_and_those_behind_the_end_mark_nothing(void **state)
{
  (void)state;
  const GestaMarkedSpan spans[] = {{gesta_view("empty"), 1, 1},
                                   {gesta_view("behind"), 7, 9}};
  assert_marked("abc", spans, 2, "“abc”");
  assert_marked("", spans, 2, "“”");
}

static void
line_breaks_become_blanks(void **state)
{
  (void)state;
  assert_marked("a\nb\tc", NULL, 0, "“a b c”");
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(spans_are_counted_in_characters),
    cmocka_unit_test(a_span_may_stand_in_another),
    cmocka_unit_test(empty_spans_and_those_behind_the_end_mark_nothing),
    cmocka_unit_test(line_breaks_become_blanks),
  };
  return cmocka_run_group_tests_name("marked_sentence", tests, NULL, NULL);
}
