// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/report_template.h"

#include "graph/rdf/vocabulary.h"
#include "tests/support/cmocka_support.h"

#include <string.h>

typedef struct Fixture {
  GestaArena arena;
  GestaReportTemplate template;
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
parse(Fixture *fixture, const char *text)
{
  fixture->error = (GestaError){.status = GESTA_OK};
  return gesta_report_template_parse(gesta_view(text), &fixture->arena,
                                     &fixture->template, &fixture->error);
}

static void
assert_view(GestaStringView view, const char *expected)
{
  assert_int_equal(view.size, strlen(expected));
  assert_true(gesta_view_equal(view, gesta_view(expected)));
}

static void
assert_part(const Fixture *fixture, size_t index, GestaReportPartKind kind,
            size_t line, const char *text)
{
  assert_true(index < fixture->template.part_count);
  const GestaReportPart *const part = &fixture->template.parts[index];
  assert_int_equal(part->kind, kind);
  assert_int_equal(part->line, line);
  assert_view(part->text, text);
}

static void
queries_stand_between_texts(void **state)
{
  Fixture *const fixture = *state;
  assert_int_equal(parse(fixture, "---\n"
                                  "title: T\n"
                                  "---\n"
                                  "# H\n"
                                  "\n"
                                  "```sparql list\n"
                                  "ASK {\n"
                                  "}\n"
                                  "```\n"
                                  "between\n"
                                  "\n"
                                  "~~~~sparql\n"
                                  "ASK { } # ```\n"
                                  "~~~~\n"
                                  "```\n"
                                  "{{code}}\n"
                                  "```\n"
                                  "end"),
                   GESTA_OK);
  assert_int_equal(fixture->template.part_count, 6);
  assert_part(fixture, 0, GESTA_PART_TEXT, 4, "# H\n\n");
  assert_part(fixture, 1, GESTA_PART_QUERY, 7, "ASK {\n}\n");
  assert_true(fixture->template.parts[1].options.has_list);
  assert_part(fixture, 2, GESTA_PART_TEXT, 10, "between\n\n");
  assert_part(fixture, 3, GESTA_PART_QUERY, 13, "ASK { } # ```\n");
  assert_part(fixture, 4, GESTA_PART_VERBATIM, 15, "```\n{{code}}\n```\n");
  assert_part(fixture, 5, GESTA_PART_TEXT, 18, "end");
  assert_view(fixture->template.header.title, "T");
  assert_true(fixture->template.has_heading);
}

static void
lines_may_end_as_they_do_on_windows(void **state)
{
  Fixture *const fixture = *state;
  assert_int_equal(parse(fixture, "\xEF\xBB\xBF---\r\ntitle: T\r\n---\r\n"
                                  "a\r\n\r\n```sparql\r\nASK {}\r\n```\r\nb"),
                   GESTA_OK);
  assert_int_equal(fixture->template.part_count, 3);
  assert_part(fixture, 0, GESTA_PART_TEXT, 4, "a\r\n\r\n");
  assert_part(fixture, 1, GESTA_PART_QUERY, 7, "ASK {}\r\n");
  assert_part(fixture, 2, GESTA_PART_TEXT, 9, "b");
  assert_view(fixture->template.header.title, "T");
}

static void
the_indentation_of_a_query_is_that_of_its_fence(void **state)
{
  Fixture *const fixture = *state;
  assert_int_equal(parse(fixture, "  ```sparql\n   a\n b\n  c\n  ```\n"),
                   GESTA_OK);
  assert_part(fixture, 0, GESTA_PART_QUERY, 2, " a\nb\nc\n");
  assert_int_equal(fixture->template.parts[0].indent, 2);
}

static void
other_code_is_no_query(void **state)
{
  Fixture *const fixture = *state;
  assert_int_equal(parse(fixture, "```sparqlx\nASK\n```\n\n    ```sparql\n"),
                   GESTA_OK);
  for (size_t i = 0; i < fixture->template.part_count; ++i) {
    assert_int_not_equal(fixture->template.parts[i].kind, GESTA_PART_QUERY);
  }
  assert_int_equal(parse(fixture, ""), GESTA_OK);
  assert_int_equal(fixture->template.part_count, 0);
}

static void
the_head_declares_parameters(void **state)
{
  Fixture *const fixture = *state;
  assert_int_equal(parse(fixture,
                         "---\n"
                         "# a comment\n"
                         "title: Of {{who}}\n"
                         "description: >\n"
                         "  two\n"
                         "  lines\n"
                         "author: us\n"
                         "language: fr\n"
                         "parameters:\n"
                         "  who: {type: entity, description: \"a: name\"}\n"
                         "  since:\n"
                         "    type: date\n"
                         "    default: 2024-01-01\n"
                         "  least: 3\n"
                         "  empty: \"\"\n"
                         "  needed:\n"
                         "---\n"),
                   GESTA_OK);
  const GestaReportHeader *const header = &fixture->template.header;
  assert_view(header->description, "two lines");
  assert_view(header->author, "us");
  assert_view(header->language, "fr");
  assert_int_equal(header->parameter_count, 5);
  assert_view(header->parameters[0].name, "who");
  assert_view(header->parameters[0].type, "entity");
  assert_view(header->parameters[0].description, "a: name");
  assert_false(header->parameters[0].has_default);
  assert_int_equal(header->parameters[0].line, 10);
  assert_view(header->parameters[1].default_value, "2024-01-01");
  assert_view(header->parameters[2].default_value, "3");
  assert_true(header->parameters[3].has_default);
  assert_view(header->parameters[3].default_value, "");
  assert_false(header->parameters[4].has_default);
}

static void
mistakes_are_told_with_their_place(void **state)
{
  Fixture *const fixture = *state;
  static const struct {
    const char *text;
    size_t line;
    size_t column;
    const char *message;
  } cases[] = {
    {"---\ntitle: T\n", 1, 1,
     "the head that begins here has no end: expected a second line ---"},
    {"---\n\ntitel: T\n---\n", 3, 1,
     "unknown key \"titel\"; did you mean title?"},
    {"---\ntitle: [a]\n---\n", 2, 8, "expected a text after \"title\""},
    {"---\na b\n---\n", 2, 1, "expected lines such as \"title: …\""},
    {"---\nparameters: x\n---\n", 2, 13,
     "expected names and values after \"parameters\""},
    {"---\nparameters:\n  a: {type: dat}\n---\n", 3, 13,
     "unknown type \"dat\"; did you mean date?"},
    {"---\nparameters:\n  a: {typ: date}\n---\n", 3, 7,
     "unknown key \"typ\"; did you mean type?"},
    {"---\nparameters:\n  a-b: 1\n---\n", 3, 3,
     "expected the name of a parameter, of letters, digits and _"},
    {"---\nparameters:\n  a: 1\n  a: 2\n---\n", 4, 3,
     "a second parameter \"a\""},
    {"a\n\n```sparql titel=x\nASK {}\n```\n", 3, 11,
     "unknown option \"titel\"; did you mean title?"},
    {"a\n\n ```sparql\nASK {}\n", 3, 2,
     "the query that begins here has no end: expected a line of 3 `"},
    {"- a\n\n  ```sparql\n  ASK {}\n  ```\n", 3, 3,
     "a query cannot be in a list or a quotation: begin it at the margin"},
    {"a\né {{who}}\n", 2, 3, "the head declares no parameter \"who\""},
    {"a\n\n```sparql title=\"{{who}}\"\nASK {}\n```\n", 3, 1,
     "the head declares no parameter \"who\""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
    assert_int_equal(parse(fixture, cases[i].text), GESTA_ERR_SYNTAX);
    assert_string_equal(fixture->error.message, cases[i].message);
    assert_int_equal(fixture->error.line, cases[i].line);
    assert_int_equal(fixture->error.column, cases[i].column);
  }
  assert_int_equal(parse(fixture, "---\ntitle: \"a\n---\n"), GESTA_ERR_SYNTAX);
  assert_true(strncmp(fixture->error.message, "the head is no YAML: ", 21)
              == 0);
  assert_true(fixture->error.line > 1);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(queries_stand_between_texts, set_up,
                                    tear_down),
    cmocka_unit_test_setup_teardown(lines_may_end_as_they_do_on_windows, set_up,
                                    tear_down),
    cmocka_unit_test_setup_teardown(
      the_indentation_of_a_query_is_that_of_its_fence, set_up, tear_down),
    cmocka_unit_test_setup_teardown(other_code_is_no_query, set_up, tear_down),
    cmocka_unit_test_setup_teardown(the_head_declares_parameters, set_up,
                                    tear_down),
    cmocka_unit_test_setup_teardown(mistakes_are_told_with_their_place, set_up,
                                    tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
