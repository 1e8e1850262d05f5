// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/report_options.h"

#include "graph/rdf/vocabulary.h"
#include "tests/support/cmocka_support.h"

#include <string.h>

typedef struct Fixture {
  GestaArena arena;
  GestaReportOptions options;
  GestaError error;
} Fixture;

static int
set_up(void **state)
{
  Fixture *const fixture = test_calloc(1, sizeof *fixture);
  gesta_arena_init(&fixture->arena, gesta_default_allocator());
  *state = fixture;
  return 0;
}

static int
tear_down(void **state)
{
  Fixture *const fixture = *state;
  gesta_arena_clear(&fixture->arena);
  test_free(fixture);
  return 0;
}

static GestaStatus
parse(Fixture *fixture, const char *info)
{
  fixture->error = (GestaError){.status = GESTA_OK};
  return gesta_report_options_parse(gesta_view(info), &fixture->arena,
                                    &fixture->options, &fixture->error);
}

static void
assert_view(GestaStringView view, const char *expected)
{
  assert_true(gesta_view_equal(view, gesta_view(expected)));
}

static void
nothing_means_a_table(void **state)
{
  Fixture *const fixture = *state;
  assert_int_equal(parse(fixture, ""), GESTA_OK);
  assert_true(fixture->options.has_table);
  assert_int_equal(parse(fixture, " title=Top"), GESTA_OK);
  assert_true(fixture->options.has_table);
  assert_int_equal(parse(fixture, " list"), GESTA_OK);
  assert_false(fixture->options.has_table);
  assert_true(fixture->options.has_list);
  assert_int_equal(parse(fixture, "chart=bar"), GESTA_OK);
  assert_false(fixture->options.has_table);
  assert_int_equal(parse(fixture, "chart=bar table list"), GESTA_OK);
  assert_true(fixture->options.has_table);
  assert_true(fixture->options.has_list);
}

static void
values_may_be_quoted_and_variables_may_have_a_mark(void **state)
{
  Fixture *const fixture = *state;
  assert_int_equal(parse(fixture, "title=\"A \\\"b\\\" \\\\ c\"\tchart=line "
                                  "x=?month y=$n series=who empty=\"\""),
                   GESTA_OK);
  assert_view(fixture->options.title, "A \"b\" \\ c");
  assert_view(fixture->options.empty, "");
  assert_view(fixture->options.roles[GESTA_ROLE_X], "month");
  assert_view(fixture->options.roles[GESTA_ROLE_Y], "n");
  assert_view(fixture->options.roles[GESTA_ROLE_SERIES], "who");
  assert_int_equal(fixture->options.chart, GESTA_CHART_LINE);
}

static void
mistakes_are_told_with_their_place(void **state)
{
  Fixture *const fixture = *state;
  static const struct {
    const char *info;
    size_t column;
    const char *message;
  } cases[] = {
    {" titel=x", 2, "unknown option \"titel\"; did you mean title?"},
    {" qqq", 2, "unknown option \"qqq\""},
    {"chart=bra", 7, "no kind of chart: \"bra\"; did you mean bar?"},
    {"chart=", 7, "expected bar, line, timeline or network, not \"\""},
    {"chart", 6, "expected = and a value after \"chart\""},
    {"title=\"é", 7, "no \" ends the text of \"title\""},
    {"title=\"é\"x", 10, "expected a blank after the text of \"title\""},
    {"table=1", 7, "no value fits \"table\""},
    {"chart=bar x=", 11, "expected a variable after \"x\""},
    {"chart=bar x=?", 11, "expected a variable after \"x\""},
    {"chart=bar from=a", 11, "this kind of chart has no \"from\""},
    {"table x=a", 7, "without chart= there is no \"x\""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
    assert_int_equal(parse(fixture, cases[i].info), GESTA_ERR_SYNTAX);
    assert_string_equal(fixture->error.message, cases[i].message);
    assert_int_equal(fixture->error.column, cases[i].column);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(nothing_means_a_table, set_up, tear_down),
    cmocka_unit_test_setup_teardown(
      values_may_be_quoted_and_variables_may_have_a_mark, set_up, tear_down),
    cmocka_unit_test_setup_teardown(mistakes_are_told_with_their_place, set_up,
                                    tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
