// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/argument_kind.h"

#include "graph/io/rdf_format.h"
#include "tests/support/cmocka_support.h"

#include <stdio.h>
#include <string.h>

// The operands of a usage: names, a number for the kind, and marks.
static void
check_operands(const char *usage, const char *expected)
{
  char text[256] = "";
  GestaArgumentName operand;
  while (gesta_argument_next_operand(&usage, &operand)) {
    const size_t size = strlen(text);
    (void)snprintf(text + size, sizeof text - size, "%.*s:%d%s%s ",
                   (int)operand.name.size, operand.name.data, (int)operand.kind,
                   operand.is_optional ? "?" : "",
                   operand.is_repeated ? "*" : "");
  }
  assert_string_equal(text, expected);
}

static void
operands_are_taken_from_the_usage(void **state)
{
  (void)state;
  check_operands("", "");
  check_operands("GRAPH FILE…", "GRAPH:3 FILE:2* ");
  check_operands("[GRAPH] [QUERY]", "GRAPH:3? QUERY:0? ");
  check_operands("--language CODE --out MODEL FILE…", "FILE:2* ");
  check_operands("[FILE…]", "FILE:2?* ");
  check_operands("[FILE]…", "FILE:2?* ");
  check_operands("check", "check:1 ");
  check_operands("GRAPH TEMPLATE", "GRAPH:3 TEMPLATE:4 ");
  check_operands("[COMMAND]", "COMMAND:5? ");
}

static void
check_words(const char *argument, const char *expected)
{
  const GestaArgumentName name = gesta_argument_of_option(argument);
  assert_int_equal(name.kind, GESTA_ARGUMENT_WORDS);
  char text[256] = "";
  const char *choices = name.choices;
  for (GestaStringView word; gesta_argument_next_word(&choices, &word);) {
    const size_t size = strlen(text);
    (void)snprintf(text + size, sizeof text - size, "%.*s ", (int)word.size,
                   word.data);
  }
  assert_string_equal(text, expected);
}

static void
choices_are_words(void **state)
{
  (void)state;
  check_words("ttl|nt", "ttl nt ");
  check_words("[text|json]", "text json ");
  assert_true(gesta_argument_of_option("[text|json]").is_optional);
  assert_false(gesta_argument_of_option("ttl|nt").is_optional);
  assert_string_equal(gesta_argument_of_option("FORMAT").choices,
                      GESTA_RDF_CHOICES);
  assert_int_equal(gesta_argument_of_option("FILE").kind, GESTA_ARGUMENT_FILE);
  assert_int_equal(gesta_argument_of_option("IRI").kind, GESTA_ARGUMENT_ANY);
  assert_int_equal(gesta_argument_of_option(NULL).kind, GESTA_ARGUMENT_ANY);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(operands_are_taken_from_the_usage),
    cmocka_unit_test(choices_are_words),
  };
  return cmocka_run_group_tests_name("argument_kind", tests, NULL, NULL);
}
