// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/arguments.h"

#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

static const GestaOption options[] = {
  {"format", 0, "ttl|nt|nq", "of the output"},
  {"output", 'o', "FILE", "where to"},
  {"quiet", 'q', NULL, "say less"},
  {"very", 'v', NULL, "much"},
  {"explain", 0, "[text|json]", "how"},
  GESTA_OPTIONS_END,
};

enum { MOST_WORDS = 8 };

// Parse words that end with NULL.
static GestaStatus
parse(const char *const *words, GestaArguments *arguments, GestaError *error)
{
  char *copy[MOST_WORDS] = {NULL};
  size_t count = 0;
  for (; words[count]; ++count) {
    copy[count] = (char *)(uintptr_t)words[count]; // argv is not const
  }
  return gesta_arguments_parse(gesta_default_allocator(), options, copy, count,
                               arguments, error);
}

static void
options_and_operands_may_be_mixed(void **state)
{
  (void)state;
  static const char *const words[] = {"a", "--format=nt", "-",  "-o",
                                      "x", "b",           "-q", NULL};
  GestaArguments arguments;
  assert_int_equal(parse(words, &arguments, NULL), GESTA_OK);
  assert_int_equal(arguments.operand_count, 3);
  assert_string_equal(arguments.operands[0], "a");
  assert_string_equal(arguments.operands[1], "-");
  assert_string_equal(arguments.operands[2], "b");
  assert_string_equal(gesta_arguments_value(&arguments, "format"), "nt");
  assert_string_equal(gesta_arguments_value(&arguments, "output"), "x");
  assert_true(gesta_arguments_has(&arguments, "quiet"));
  assert_false(gesta_arguments_has(&arguments, "very"));
  assert_null(gesta_arguments_value(&arguments, "very"));
  gesta_arguments_clear(&arguments);
}

static void
letters_may_be_joined(void **state)
{
  (void)state;
  static const char *const words[] = {"-qvoname", "--format", "nq", NULL};
  GestaArguments arguments;
  assert_int_equal(parse(words, &arguments, NULL), GESTA_OK);
  assert_int_equal(arguments.given_count, 4);
  assert_true(gesta_arguments_has(&arguments, "quiet"));
  assert_true(gesta_arguments_has(&arguments, "very"));
  assert_string_equal(gesta_arguments_value(&arguments, "output"), "name");
  assert_string_equal(gesta_arguments_value(&arguments, "format"), "nq");
  gesta_arguments_clear(&arguments);
}

static void
the_last_of_repeated_options_counts(void **state)
{
  (void)state;
  static const char *const words[] = {"-oa", "--output=b", NULL};
  GestaArguments arguments;
  assert_int_equal(parse(words, &arguments, NULL), GESTA_OK);
  assert_string_equal(gesta_arguments_value(&arguments, "output"), "b");
  assert_string_equal(arguments.given[0].value, "a");
  gesta_arguments_clear(&arguments);
}

static void
repeated_options_come_one_after_the_other(void **state)
{
  (void)state;
  static const char *const words[] = {"-oa", "--format=nq", "--output=b", NULL};
  GestaArguments arguments;
  assert_int_equal(parse(words, &arguments, NULL), GESTA_OK);
  size_t index = 0;
  assert_string_equal(gesta_arguments_next(&arguments, "output", &index), "a");
  assert_string_equal(gesta_arguments_next(&arguments, "output", &index), "b");
  assert_null(gesta_arguments_next(&arguments, "output", &index));
  gesta_arguments_clear(&arguments);
}

static void
an_argument_that_may_be_left_out_is_never_the_next_word(void **state)
{
  (void)state;
  static const char *const words[] = {"--explain", "json", "--explain=json",
                                      NULL};
  GestaArguments arguments;
  assert_int_equal(parse(words, &arguments, NULL), GESTA_OK);
  assert_null(arguments.given[0].value);
  assert_string_equal(arguments.given[1].value, "json");
  assert_int_equal(arguments.operand_count, 1);
  assert_string_equal(arguments.operands[0], "json");
  gesta_arguments_clear(&arguments);
}

static void
two_dashes_end_the_options(void **state)
{
  (void)state;
  static const char *const words[] = {"--", "--format", "-x", "--", NULL};
  GestaArguments arguments;
  assert_int_equal(parse(words, &arguments, NULL), GESTA_OK);
  assert_int_equal(arguments.operand_count, 3);
  assert_int_equal(arguments.given_count, 0);
  assert_string_equal(arguments.operands[2], "--");
  gesta_arguments_clear(&arguments);
}

static void
every_mistake_is_named(void **state)
{
  (void)state;
  static const struct {
    const char *words[3];
    const char *message;
  } cases[] = {
    {{"--fromat", NULL}, "unknown option --fromat; did you mean --format?"},
    {{"--banana=1", NULL}, "unknown option --banana"},
    {{"-x", NULL}, "unknown option -x"},
    {{"--quiet=1", NULL}, "option --quiet takes no argument"},
    {{"a", "--output", NULL}, "option --output needs FILE"},
    {{"-o", NULL}, "option -o needs FILE"},
    {{"--explain=jsn", NULL},
     "--explain cannot be \"jsn\"; did you mean json?"},
    {{"--format=nqq", NULL}, "--format cannot be \"nqq\"; did you mean nq?"},
    {{"--format", "banana", NULL},
     "--format cannot be \"banana\": expected ttl|nt|nq"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
    GestaArguments arguments;
    GestaError error = {0};
    assert_int_equal(parse(cases[i].words, &arguments, &error),
                     GESTA_ERR_INPUT);
    assert_string_equal(error.message, cases[i].message);
  }
}

static void
a_refused_allocation_is_reported_and_leaks_nothing(void **state)
{
  (void)state;
  char word[] = "-q";
  char *words[] = {word};
  GestaStatus status = GESTA_ERR_MEMORY;
  for (size_t granted = 0; status != GESTA_OK; ++granted) {
    FailingAllocator allocator = failing_allocator(granted);
    GestaArguments arguments;
    status = gesta_arguments_parse(&allocator.base, options, words, 1,
                                   &arguments, NULL);
    if (status == GESTA_OK) {
      gesta_arguments_clear(&arguments);
    }
    assert_true(status == GESTA_OK || status == GESTA_ERR_MEMORY);
    assert_int_equal(allocator.live, 0);
  }
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(options_and_operands_may_be_mixed),
    cmocka_unit_test(letters_may_be_joined),
    cmocka_unit_test(the_last_of_repeated_options_counts),
    cmocka_unit_test(repeated_options_come_one_after_the_other),
    cmocka_unit_test(an_argument_that_may_be_left_out_is_never_the_next_word),
    cmocka_unit_test(two_dashes_end_the_options),
    cmocka_unit_test(every_mistake_is_named),
    cmocka_unit_test(a_refused_allocation_is_reported_and_leaks_nothing),
  };
  return cmocka_run_group_tests_name("arguments", tests, NULL, NULL);
}
