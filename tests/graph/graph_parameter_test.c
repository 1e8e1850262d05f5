// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/graph.h"
#include "graph/rdf/vocabulary.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

static GestaPrefixes *prefixes;

static int
set_up(void **state)
{
  (void)state;
  return gesta_prefixes_new(gesta_default_allocator(), &prefixes) != GESTA_OK;
}

static int
tear_down(void **state)
{
  (void)state;
  gesta_prefixes_free(prefixes);
  return 0;
}

static void
check(const char *text, const char *spelling)
{
  GestaArena arena;
  gesta_arena_init(&arena, gesta_default_allocator());
  GestaTextBuffer got;
  gesta_text_buffer_init(&got, gesta_default_allocator());
  GestaTerm term;
  GestaError error = {.status = GESTA_OK};
  const GestaStatus status = gesta_parameter_parse(gesta_view(text), prefixes,
                                                   &arena, &term, &error);
  if (spelling) {
    assert_int_equal(status, GESTA_OK);
    assert_int_equal(gesta_term_spell(&term, &got), GESTA_OK);
    assert_string_equal(got.data, spelling);
  } else {
    assert_int_equal(status, GESTA_ERR_SYNTAX);
    assert_int_equal(error.status, GESTA_ERR_SYNTAX);
  }
  gesta_text_buffer_clear(&got);
  gesta_arena_clear(&arena);
}

static void
a_value_is_a_term_as_people_write_it(void **state)
{
  (void)state;
  check("<urn:a>", "<urn:a>");
  check("gesta:actor", "<" GESTA_NS_GESTA "actor>");
  check("gaz:", "<" GESTA_NS_GAZ ">");
  check("\"a b\"", "\"a b\"");
  check("\"été\"@fr-CA", "\"été\"@fr-ca");
  check("\"2024-01-06\"^^xsd:date", "\"2024-01-06\"^^<" GESTA_NS_XSD "date>");
  check("\"x\"^^<urn:t>", "\"x\"^^<urn:t>");
  check("\"a\\\"^^xsd:date\"", "\"a\\\"^^xsd:date\"");
  check("42", "\"42\"^^<" GESTA_NS_XSD "integer>");
  check("-4.20", "\"-4.20\"^^<" GESTA_NS_XSD "decimal>");
  check("4e2", "\"4e2\"^^<" GESTA_NS_XSD "double>");
  check("true", "\"true\"^^<" GESTA_NS_XSD "boolean>");
}

static void
what_is_no_single_term_is_refused(void **state)
{
  (void)state;
  check("", NULL);
  check("word", NULL);
  check("TRUE", NULL);
  check("nope:name", NULL);
  check("gesta:a b", NULL);
  check("gesta:a> }", NULL);
  check("_:b", NULL);
  check("?x", NULL);
  check("<urn:a", NULL);
  check("<urn:a> . <urn:b>", NULL);
  check("\"x\"@fr^^xsd:date", NULL);
  check("\"x\" } DROP ALL #", NULL);
  check("\"x\"^^nope:date", NULL);
  check("4.2.1", NULL);
}

static void
refused_memory_is_told_and_leaves_the_term_alone(void **state)
{
  (void)state;
  static const char *const texts[] = {"gesta:actor", "\"a\\nb\"^^xsd:date"};
  for (size_t i = 0; i < 2; ++i) {
    GestaStatus status = GESTA_ERR_MEMORY;
    for (size_t granted = 0; status == GESTA_ERR_MEMORY; ++granted) {
      FailingAllocator allocator = failing_allocator(granted);
      GestaArena arena;
      gesta_arena_init(&arena, &allocator.base);
      GestaTerm term = {.kind = GESTA_TERM_NONE};
      GestaError error = {.status = GESTA_OK};
      status = gesta_parameter_parse(gesta_view(texts[i]), prefixes, &arena,
                                     &term, &error);
      assert_int_equal(status, error.status);
      assert_true((term.kind == GESTA_TERM_NONE) == (status != GESTA_OK));
      gesta_arena_clear(&arena);
      assert_int_equal(allocator.live, 0);
    }
    assert_int_equal(status, GESTA_OK);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_value_is_a_term_as_people_write_it),
    cmocka_unit_test(what_is_no_single_term_is_refused),
    cmocka_unit_test(refused_memory_is_told_and_leaves_the_term_alone),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
