// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/statement_reader.h"

#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

#include <string.h>

// Feed lines one by one and join what comes out with " | "; what is left at
// the end comes after " $ ".
static void
read_all(const char *input, GestaTextBuffer *output)
{
  GestaStatementReader reader;
  GestaStatement statement;
  gesta_statement_reader_init(&reader, gesta_default_allocator());
  while (*input) {
    const char *const end = strchr(input, '\n');
    const size_t size = end ? (size_t)(end - input) : strlen(input);
    assert_int_equal(
      gesta_statement_reader_add(&reader, (GestaStringView){input, size}),
      GESTA_OK);
    while (gesta_statement_reader_next(&reader, &statement) == GESTA_OK) {
      assert_int_equal(gesta_text_buffer_append(output, statement.text),
                       GESTA_OK);
      assert_int_equal(gesta_text_buffer_append(output, gesta_view(" | ")),
                       GESTA_OK);
    }
    input += size + (end ? 1 : 0);
  }
  if (gesta_statement_reader_rest(&reader, &statement) == GESTA_OK) {
    assert_int_equal(gesta_text_buffer_append(output, gesta_view("$ ")),
                     GESTA_OK);
    assert_int_equal(gesta_text_buffer_append(output, statement.text),
                     GESTA_OK);
  }
  gesta_statement_reader_clear(&reader);
}

static void
check(const char *input, const char *expected)
{
  GestaTextBuffer output;
  gesta_text_buffer_init(&output, gesta_default_allocator());
  assert_int_equal(gesta_text_buffer_append(&output, gesta_view("")), GESTA_OK);
  read_all(input, &output);
  assert_string_equal(output.data, expected);
  gesta_text_buffer_clear(&output);
}

static void
a_semicolon_ends_a_statement_outside_of_braces(void **state)
{
  (void)state;
  check("ASK {}; ASK { ?s ?p 1 ; ?q 2 }\n;",
        "ASK {} | ASK { ?s ?p 1 ; ?q 2 } | ");
  check("; ;\n;ASK {}", "$ ASK {}");
}

static void
an_empty_line_ends_a_statement(void **state)
{
  (void)state;
  check("ASK\n{}\n  \nASK {}\n", "ASK\n{} | $ ASK {}");
}

static void
inside_braces_two_empty_lines_end_it(void **state)
{
  (void)state;
  check("ASK {\n\n}\n\n", "ASK {\n\n} | ");
  check("ASK {\n\n\nASK {}\n\n", "ASK { | ASK {} | ");
}

static void
prefixes_alone_wait_for_their_query(void **state)
{
  (void)state;
  check("PREFIX a: <urn:a#>\n\nbase <urn:b> # x\n\nASK {}\n\n",
        "PREFIX a: <urn:a#>\n\nbase <urn:b> # x\n\nASK {} | ");
}

static void
strings_iris_and_comments_hide_what_is_in_them(void **state)
{
  (void)state;
  check("ASK { ?s ?p \"};\" } ;", "ASK { ?s ?p \"};\" } | ");
  check("ASK { ?s ?p '\\'};' } ;", "ASK { ?s ?p '\\'};' } | ");
  check("ASK { ?s ?p \"\"\"}\n\n\n\";}\"\"\" } ;",
        "ASK { ?s ?p \"\"\"}\n\n\n\";}\"\"\" } | ");
  check("ASK { ?s ?p <urn:a;#b> } ;", "ASK { ?s ?p <urn:a;#b> } | ");
  check("ASK { # };\n} ;", "ASK { # };\n} | ");
  check("ASK { FILTER(1 < 2) } ; ASK { FILTER(1<2) };",
        "ASK { FILTER(1 < 2) } | ASK { FILTER(1<2) } | ");
  check("ASK { a:b\\# ?p 1 } ;", "ASK { a:b\\# ?p 1 } | ");
}

static void
a_string_left_open_ends_with_its_line(void **state)
{
  (void)state;
  check("ASK { ?s ?p \"x }\n} ;", "ASK { ?s ?p \"x }\n} | ");
}

static void
a_dot_begins_a_command_of_one_line(void **state)
{
  (void)state;
  check(".format csv\nASK {} ;\n  .quit  \n",
        ".format csv | ASK {} | .quit | ");
  check("ASK {\n.format csv\n}\n\n", "ASK {\n.format csv\n} | ");
}

static void
comments_between_statements_are_dropped(void **state)
{
  (void)state;
  check("# a\n\n# b\nASK {};\n# c\n", "ASK {} | ");
}

static void
lines_and_columns_are_those_of_the_input(void **state)
{
  (void)state;
  GestaStatementReader reader;
  GestaStatement statement;
  gesta_statement_reader_init(&reader, gesta_default_allocator());
  assert_int_equal(gesta_statement_reader_add(
                     &reader, gesta_view("# é\n\n  ASK {}; é;\n\n.quit")),
                   GESTA_OK);
  assert_int_equal(gesta_statement_reader_next(&reader, &statement), GESTA_OK);
  assert_int_equal(statement.line, 3);
  assert_int_equal(statement.column, 3);
  assert_int_equal(gesta_statement_reader_next(&reader, &statement), GESTA_OK);
  assert_int_equal(statement.line, 3);
  assert_int_equal(statement.column, 11);
  assert_int_equal(gesta_statement_reader_next(&reader, &statement), GESTA_OK);
  assert_int_equal(statement.line, 5);
  assert_int_equal(statement.column, 1);
  assert_int_equal(gesta_statement_reader_add(&reader, gesta_view("é x")),
                   GESTA_OK);
  assert_int_equal(gesta_statement_reader_next(&reader, &statement),
                   GESTA_NOT_FOUND);
  gesta_statement_reader_reset(&reader);
  assert_int_equal(gesta_statement_reader_add(&reader, gesta_view("x;")),
                   GESTA_OK);
  assert_int_equal(gesta_statement_reader_next(&reader, &statement), GESTA_OK);
  assert_int_equal(statement.line, 7);
  gesta_statement_reader_clear(&reader);
}

static void
a_reset_forgets_what_was_begun(void **state)
{
  (void)state;
  GestaStatementReader reader;
  GestaStatement statement;
  gesta_statement_reader_init(&reader, gesta_default_allocator());
  assert_false(gesta_statement_reader_pending(&reader));
  assert_int_equal(gesta_statement_reader_add(&reader, gesta_view("ASK { \"")),
                   GESTA_OK);
  assert_int_equal(gesta_statement_reader_next(&reader, &statement),
                   GESTA_NOT_FOUND);
  assert_true(gesta_statement_reader_pending(&reader));
  gesta_statement_reader_reset(&reader);
  assert_false(gesta_statement_reader_pending(&reader));
  assert_int_equal(gesta_statement_reader_rest(&reader, &statement), GESTA_END);
  gesta_statement_reader_clear(&reader);
}

// However a text is cut into calls of add, the statements are the same: the
// oracle is the whole text at once.
static void
lines_one_by_one_give_what_the_whole_text_gives(void **state)
{
  (void)state;
  static const char *const pieces[] = {
    "ASK {", "}",      ";",      "\n",  "\n\n",  "\"",
    "'''",   "#x",     "<urn:>", " < ", ".quit", "PREFIX a: <b>",
    "\\",    "SELECT", " ",      "é",
  };
  enum { PIECES = sizeof pieces / sizeof pieces[0], ROUNDS = 2000 };
  uint32_t seed = 3;
  for (int round = 0; round < ROUNDS; ++round) {
    char text[256] = "";
    size_t size = 0;
    for (int i = 0; i < 14; ++i) {
      seed = seed * 1664525U + 1013904223U;
      const char *const piece = pieces[(seed >> 20U) % PIECES];
      memcpy(text + size, piece, strlen(piece) + 1);
      size += strlen(piece);
    }
    GestaTextBuffer by_line;
    gesta_text_buffer_init(&by_line, gesta_default_allocator());
    assert_int_equal(gesta_text_buffer_append(&by_line, gesta_view("")),
                     GESTA_OK);
    read_all(text, &by_line);

    GestaTextBuffer whole;
    GestaStatementReader reader;
    GestaStatement statement;
    gesta_text_buffer_init(&whole, gesta_default_allocator());
    assert_int_equal(gesta_text_buffer_append(&whole, gesta_view("")),
                     GESTA_OK);
    gesta_statement_reader_init(&reader, gesta_default_allocator());
    // A newline at the end would make a line more than read_all() sees.
    const size_t cut = size > 0 && text[size - 1] == '\n' ? size - 1 : size;
    assert_int_equal(
      gesta_statement_reader_add(&reader, (GestaStringView){text, cut}),
      GESTA_OK);
    while (gesta_statement_reader_next(&reader, &statement) == GESTA_OK) {
      assert_int_equal(gesta_text_buffer_append(&whole, statement.text),
                       GESTA_OK);
      assert_int_equal(gesta_text_buffer_append(&whole, gesta_view(" | ")),
                       GESTA_OK);
    }
    if (gesta_statement_reader_rest(&reader, &statement) == GESTA_OK) {
      assert_int_equal(gesta_text_buffer_append(&whole, gesta_view("$ ")),
                       GESTA_OK);
      assert_int_equal(gesta_text_buffer_append(&whole, statement.text),
                       GESTA_OK);
    }
    gesta_statement_reader_clear(&reader);
    assert_string_equal(by_line.data, whole.data);
    gesta_text_buffer_clear(&by_line);
    gesta_text_buffer_clear(&whole);
  }
}

static void
the_form_comes_after_the_prologue(void **state)
{
  (void)state;
  static const char text[] =
    "# SELECT\nprefix a: <urn:#>\nBASE <x>Construct {}";
  const GestaStringView form = gesta_statement_form(gesta_view(text));
  assert_int_equal(form.size, strlen("Construct"));
  assert_memory_equal(form.data, "Construct", form.size);
  assert_int_equal(gesta_statement_form(gesta_view("PREFIX a: <b>\n#")).size,
                   0);
  assert_int_equal(gesta_statement_form(gesta_view("PREFIX a: ")).size, 0);
}

static void
a_refused_allocation_leaves_the_reader_as_it_was(void **state)
{
  (void)state;
  FailingAllocator allocator = failing_allocator(1);
  GestaStatementReader reader;
  GestaStatement statement;
  char line[300];
  memset(line, 'x', sizeof line);
  gesta_statement_reader_init(&reader, &allocator.base);
  assert_int_equal(gesta_statement_reader_add(&reader, gesta_view("ASK {}")),
                   GESTA_OK);
  assert_int_equal(
    gesta_statement_reader_add(&reader, (GestaStringView){line, sizeof line}),
    GESTA_ERR_MEMORY);
  assert_int_equal(gesta_statement_reader_rest(&reader, &statement), GESTA_OK);
  assert_int_equal(statement.text.size, strlen("ASK {}"));
  gesta_statement_reader_clear(&reader);
  assert_int_equal(allocator.live, 0);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_semicolon_ends_a_statement_outside_of_braces),
    cmocka_unit_test(an_empty_line_ends_a_statement),
    cmocka_unit_test(inside_braces_two_empty_lines_end_it),
    cmocka_unit_test(prefixes_alone_wait_for_their_query),
    cmocka_unit_test(strings_iris_and_comments_hide_what_is_in_them),
    cmocka_unit_test(a_string_left_open_ends_with_its_line),
    cmocka_unit_test(a_dot_begins_a_command_of_one_line),
    cmocka_unit_test(comments_between_statements_are_dropped),
    cmocka_unit_test(lines_and_columns_are_those_of_the_input),
    cmocka_unit_test(a_reset_forgets_what_was_begun),
    cmocka_unit_test(lines_one_by_one_give_what_the_whole_text_gives),
    cmocka_unit_test(the_form_comes_after_the_prologue),
    cmocka_unit_test(a_refused_allocation_leaves_the_reader_as_it_was),
  };
  return cmocka_run_group_tests_name("statement_reader", tests, NULL, NULL);
}
