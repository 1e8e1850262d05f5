// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/report_parameters.h"

#include "graph/rdf/vocabulary.h"
#include "tests/support/cmocka_support.h"

#include <string.h>

typedef struct Fixture {
  GestaArena arena;
  GestaPrefixes *prefixes;
  GestaError error;
} Fixture;

static int
set_up(void **state)
{
  Fixture *const fixture = test_calloc(1, sizeof *fixture);
  gesta_arena_init(&fixture->arena, gesta_default_allocator());
  assert_int_equal(
    gesta_prefixes_new(gesta_default_allocator(), &fixture->prefixes),
    GESTA_OK);
  *state = fixture;
  return 0;
}

static int
tear_down(void **state)
{
  Fixture *const fixture = *state;
  gesta_prefixes_free(fixture->prefixes);
  gesta_arena_clear(&fixture->arena);
  test_free(fixture);
  return 0;
}

static void
a_value_is_read_by_its_type(void **state)
{
  Fixture *const fixture = *state;
  static const struct {
    const char *type;
    const char *text;
    const char *spelling; // NULL: it does not fit
  } cases[] = {
    {"", "gaz:TR", "<" GESTA_NS_GAZ "TR>"},
    {"", "42", "\"42\"^^<" GESTA_NS_XSD "integer>"},
    {"", "\"a\"@fr", "\"a\"@fr"},
    {"", "Turkey", NULL},
    {"iri", "gaz:TR", "<" GESTA_NS_GAZ "TR>"},
    {"iri", "<urn:x>", "<urn:x>"},
    {"iri", "Turkey", NULL},
    {"iri", "\"a\"", NULL},
    {"entity", "gaz:TR", "<" GESTA_NS_GAZ "TR>"},
    {"entity", "<urn:x>", "<urn:x>"},
    {"entity", "Turkey", "\"Turkey\""},
    {"entity", "Union: a novel", "\"Union: a novel\""},
    {"entity", "\"gaz:TR\"", "\"gaz:TR\""},
    {"text", "a } UNION { b", "\"a } UNION { b\""},
    {"text", "a \" b", "\"a \\\" b\""},
    {"text", "\"été\"@fr", "\"été\"@fr"},
    {"text", "", "\"\""},
    {"text", "\xFF", NULL},
    {"integer", "10", "\"10\"^^<" GESTA_NS_XSD "integer>"},
    {"integer", "1.5", NULL},
    {"integer", "ten", NULL},
    {"decimal", "1.5", "\"1.5\"^^<" GESTA_NS_XSD "decimal>"},
    {"number", "1e3", "\"1e3\"^^<" GESTA_NS_XSD "double>"},
    {"boolean", "true", "\"true\"^^<" GESTA_NS_XSD "boolean>"},
    {"boolean", "yes", NULL},
    {"date", "2024-02-29", "\"2024-02-29\"^^<" GESTA_NS_XSD "date>"},
    {"date", "\"2024-02-29\"^^xsd:date",
     "\"2024-02-29\"^^<" GESTA_NS_XSD "date>"},
    {"date", "2023-02-29", NULL},
    {"date", "\"2024-02\"^^xsd:gYearMonth", NULL},
    {"month", "2024-03", "\"2024-03\"^^<" GESTA_NS_XSD "gYearMonth>"},
    {"month", "2024-13", NULL},
    {"year", "2024", "\"2024\"^^<" GESTA_NS_XSD "gYear>"},
    {"dateTime", "2024-03-01T10:00:00",
     "\"2024-03-01T10:00:00\"^^<" GESTA_NS_XSD "dateTime>"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
    GestaTerm term;
    const GestaStatus status = gesta_parameter_read(
      gesta_view(cases[i].text), gesta_view(cases[i].type), fixture->prefixes,
      &fixture->arena, &term, &fixture->error);
    if (!cases[i].spelling) {
      assert_true(status == GESTA_ERR_SYNTAX || status == GESTA_ERR_ENCODING);
      assert_true(fixture->error.message[0] != '\0');
      continue;
    }
    assert_int_equal(status, GESTA_OK);
    GestaTextBuffer spelling;
    gesta_text_buffer_init(&spelling, gesta_default_allocator());
    assert_int_equal(gesta_term_spell(&term, &spelling), GESTA_OK);
    assert_string_equal(spelling.data, cases[i].spelling);
    gesta_text_buffer_clear(&spelling);
  }
}

static const GestaReportParameter declared[] = {
  {.name = {"who", 3},
   .type = {"entity", 6},
   .description = {"a name", 6},
   .line = 3,
   .column = 5},
  {.name = {"since", 5},
   .type = {"date", 4},
   .default_value = {"2024-01-01", 10},
   .has_default = true,
   .line = 4,
   .column = 5},
};

static GestaStatus
bind(Fixture *fixture, const char *const *given, size_t count, bool may_lack,
     GestaReportValues *values)
{
  const GestaReportHeader header = {.parameters = declared,
                                    .parameter_count = 2};
  const GestaReportGiven all = {given, count, may_lack};
  fixture->error = (GestaError){.status = GESTA_OK};
  return gesta_report_values_bind(&header, &all, fixture->prefixes,
                                  &fixture->arena, values, &fixture->error);
}

static void
the_command_line_counts_more_than_the_default(void **state)
{
  Fixture *const fixture = *state;
  GestaReportValues values;
  static const char *const given[] = {"?who=gaz:FR", "who=gaz:TR"};
  assert_int_equal(bind(fixture, given, 2, false, &values), GESTA_OK);
  assert_int_equal(values.count, 2);
  assert_true(values.terms[0].is_spare);
  GestaStringView text;
  assert_true(gesta_report_values_show(&values, GESTA_VIEW("who"), &text));
  assert_true(gesta_view_equal(text, GESTA_VIEW("gaz:TR")));
  assert_true(gesta_report_values_show(&values, GESTA_VIEW("since"), &text));
  assert_true(gesta_view_equal(text, GESTA_VIEW("2024-01-01")));
  assert_false(gesta_report_values_show(&values, GESTA_VIEW("x"), &text));
  static const char *const later[] = {"who=a\nb", "since=2025-01-01"};
  assert_int_equal(bind(fixture, later, 2, false, &values), GESTA_OK);
  assert_true(gesta_report_values_show(&values, GESTA_VIEW("since"), &text));
  assert_true(gesta_view_equal(text, GESTA_VIEW("2025-01-01")));
  assert_true(gesta_report_values_show(&values, GESTA_VIEW("who"), &text));
  assert_true(gesta_view_equal(text, GESTA_VIEW("a b")));
}

static void
what_is_given_must_fit_the_head(void **state)
{
  Fixture *const fixture = *state;
  static const struct {
    const char *given;
    const char *message;
  } cases[] = {
    {"since=2025-01-01", "the template needs --param who=VALUE: a name"},
    {"wo=x", "the template has no parameter \"wo\"; did you mean who?"},
    {"zzz=x", "the template has no parameter \"zzz\""},
    {"who", "--param cannot be \"who\": expected NAME=VALUE"},
    {"=x", "--param cannot be \"=x\": expected NAME=VALUE"},
    {"who=<x", "--param who: <x is no value: write <iri>, prefix:name, "
               "\"text\", \"text\"@fr, \"x\"^^<datatype>, a number, true or "
               "false"},
  };
  GestaReportValues values;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
    const char *const given[] = {cases[i].given};
    assert_int_equal(bind(fixture, given, 1, false, &values), GESTA_ERR_INPUT);
    assert_string_equal(fixture->error.message, cases[i].message);
  }
  const char *const given[] = {"who=x", "since=yesterday"};
  assert_int_equal(bind(fixture, given, 2, false, &values), GESTA_ERR_INPUT);
  assert_string_equal(
    fixture->error.message,
    "--param since: \"yesterday\" is no date: write YYYY-MM-DD");
  assert_int_equal(bind(fixture, NULL, 0, true, &values), GESTA_OK);
  assert_int_equal(values.count, 1);
}

static void
a_default_that_does_not_fit_is_a_mistake_of_the_template(void **state)
{
  Fixture *const fixture = *state;
  const GestaReportParameter wrong = {.name = {"since", 5},
                                      .type = {"date", 4},
                                      .default_value = {"today", 5},
                                      .has_default = true,
                                      .line = 4,
                                      .column = 5};
  const GestaReportHeader header = {.parameters = &wrong, .parameter_count = 1};
  const GestaReportGiven none = {NULL, 0, false};
  GestaReportValues values;
  assert_int_equal(gesta_report_values_bind(&header, &none, fixture->prefixes,
                                            &fixture->arena, &values,
                                            &fixture->error),
                   GESTA_ERR_SYNTAX);
  assert_string_equal(fixture->error.message,
                      "the default of \"since\": \"today\" is no date: write "
                      "YYYY-MM-DD");
  assert_int_equal(fixture->error.line, 4);
  assert_int_equal(fixture->error.column, 5);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(a_value_is_read_by_its_type, set_up,
                                    tear_down),
    cmocka_unit_test_setup_teardown(
      the_command_line_counts_more_than_the_default, set_up, tear_down),
    cmocka_unit_test_setup_teardown(what_is_given_must_fit_the_head, set_up,
                                    tear_down),
    cmocka_unit_test_setup_teardown(
      a_default_that_does_not_fit_is_a_mistake_of_the_template, set_up,
      tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
