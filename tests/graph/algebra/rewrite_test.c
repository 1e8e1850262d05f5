// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/algebra/algebra.h"
#include "graph/sparql/parser.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

#include <string.h>

typedef struct Case {
  const char *pattern; // of a SELECT *
  const char *expected;
} Case;

static GestaStatus
rewrite(GestaAllocator *allocator, const char *query, GestaTextBuffer *text)
{
  GestaArena arena;
  gesta_arena_init(&arena, allocator);
  GestaRequest request = {.form = GESTA_FORM_SELECT};
  GestaAlgebra *algebra = NULL;
  GestaError error = {0};
  const GestaParserOptions options = {.base = gesta_view("x:")};
  GestaStatus status = gesta_parse_query(gesta_view(query), &options, &arena,
                                         &request, &error);
  if (status == GESTA_OK) {
    status = gesta_translate_query(&request, &arena, &algebra, &error);
  }
  if (status == GESTA_OK) {
    status = gesta_algebra_rewrite(&algebra, &request.variables, &arena);
  }
  if (status == GESTA_OK) {
    status = gesta_algebra_print(algebra, &request.variables, text);
  }
  if (status && status != GESTA_ERR_MEMORY) {
    print_message("%s: %s\n", query, error.message);
  }
  gesta_arena_clear(&arena);
  return status;
}

// `text` becomes what ASK { pattern } is rewritten to.
static void
rewrite_pattern(const char *pattern, GestaTextBuffer *text)
{
  GestaTextBuffer query;
  gesta_text_buffer_init(&query, gesta_default_allocator());
  assert_int_equal(
    gesta_text_buffer_print(&query, "PREFIX : <x:> ASK { %s }", pattern),
    GESTA_OK);
  gesta_text_buffer_clear(text);
  assert_int_equal(rewrite(gesta_default_allocator(), query.data, text),
                   GESTA_OK);
  gesta_text_buffer_clear(&query);
}

static void
check(const Case *cases, size_t count)
{
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, gesta_default_allocator());
  for (size_t i = 0; i < count; ++i) {
    rewrite_pattern(cases[i].pattern, &text);
    assert_string_equal(text.data, cases[i].expected);
  }
  gesta_text_buffer_clear(&text);
}

#define CHECK(cases) check(cases, sizeof(cases) / sizeof *(cases))

static void
a_condition_stays_above_a_block_of_triples(void **state)
{
  (void)state;
  static const Case cases[] = {
    {"?a :p ?b . ?b :p ?c FILTER(?a < 1 && ?c < 2)",
     "(filter ((< ?a \"1\"^^<http://www.w3.org/2001/XMLSchema#integer>) "
     "(< ?c \"2\"^^<http://www.w3.org/2001/XMLSchema#integer>)) "
     "(join (triple ?a <x:p> ?b) (triple ?b <x:p> ?c)))"},
  };
  CHECK(cases);
}

static void
a_condition_goes_to_where_its_variables_are(void **state)
{
  (void)state;
  static const Case cases[] = {
    // both branches of a union
    {"{ ?a :p ?b } UNION { ?a :q ?b } FILTER(?a < ?b)",
     "(union (filter ((< ?a ?b)) (triple ?a <x:p> ?b)) "
     "(filter ((< ?a ?b)) (triple ?a <x:q> ?b)))"},
    // the operand of a join
    {"?a :p ?b . { ?b :p ?c } UNION { ?b :q ?c } FILTER(?c < ?c)",
     "(join (triple ?a <x:p> ?b) "
     "(union (filter ((< ?c ?c)) (triple ?b <x:p> ?c)) "
     "(filter ((< ?c ?c)) (triple ?b <x:q> ?c))))"},
    // the left of OPTIONAL and of MINUS; the right of OPTIONAL for its own
    {"?a :p ?b OPTIONAL { ?b :p ?c FILTER(?c < ?c) } FILTER(?a < ?b)",
     "(leftjoin (filter ((< ?a ?b)) (triple ?a <x:p> ?b)) "
     "(filter ((< ?c ?c)) (triple ?b <x:p> ?c)))"},
    {"?a :p ?b OPTIONAL { ?b :p ?c FILTER(?a < ?c) }",
     "(leftjoin (triple ?a <x:p> ?b) (triple ?b <x:p> ?c) ((< ?a ?c)))"},
    {"?a :p ?b MINUS { ?a :q ?b } FILTER(?a < ?b)",
     "(minus (filter ((< ?a ?b)) (triple ?a <x:p> ?b)) "
     "(triple ?a <x:q> ?b))"},
    // BIND, GRAPH
    {"?a :p ?b BIND(?b AS ?c) FILTER(?a < ?b) FILTER(?a < ?c)",
     "(filter ((< ?a ?c)) (extend (?c ?b) (filter ((< ?a ?b)) "
     "(triple ?a <x:p> ?b))))"},
    {"GRAPH ?g { ?a :p ?b } FILTER(?a < ?b) FILTER(?g < ?b)",
     "(filter ((< ?g ?b)) (graph ?g (filter ((< ?a ?b)) "
     "(triple ?a <x:p> ?b))))"},
    // a subquery, but not one with LIMIT; a group by its keys
    {"{ SELECT DISTINCT ?a { ?a :p ?b } } FILTER(?a < ?a)",
     "(distinct (project (?a) (filter ((< ?a ?a)) "
     "(triple ?a <x:p> ?.b.2))))"},
    {"{ SELECT ?a { ?a :p ?b } LIMIT 3 } FILTER(?a < ?a)",
     "(filter ((< ?a ?a)) (slice 0 3 (project (?a) "
     "(triple ?a <x:p> ?.b.2))))"},
    {"{ SELECT ?a (COUNT(*) AS ?n) { ?a :p ?b } GROUP BY ?a } "
     "FILTER(?a < ?a && ?n < ?a)",
     "(project (?a ?n) (filter ((< ?n ?a)) (extend (?n ?.4) (group (?a) "
     "((?.4 (count))) (filter ((< ?a ?a)) (triple ?a <x:p> ?.b.3))))))"},
  };
  CHECK(cases);
}

static void
a_condition_on_what_may_be_unbound_does_not_pass(void **state)
{
  (void)state;
  static const Case cases[] = {
    // ?c comes from either side
    {"{ ?a :p ?b OPTIONAL { ?a :q ?c } } OPTIONAL { ?b :p ?c } "
     "FILTER(COALESCE(?c, ?a) < ?a)",
     "(filter ((< (COALESCE ?c ?a) ?a)) (leftjoin (leftjoin "
     "(triple ?a <x:p> ?b) (triple ?a <x:q> ?c)) (triple ?b <x:p> ?c)))"},
    {"?a :p ?b BIND(1 / ?b AS ?c) FILTER(RAND() < 0.5)",
     "(filter ((< (RAND) "
     "\"0.5\"^^<http://www.w3.org/2001/XMLSchema#decimal>)) (extend (?c "
     "(/ \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> ?b)) "
     "(triple ?a <x:p> ?b)))"},
  };
  CHECK(cases);
}

static void
an_equal_iri_becomes_a_table(void **state)
{
  (void)state;
  static const Case cases[] = {
    {"?a :p ?b FILTER(?a = :i)",
     "(join (triple ?a <x:p> ?b) (table (vars ?a) (row <x:i>)))"},
    {"?a :p ?b FILTER(?b IN (:i, :j, :i))",
     "(join (triple ?a <x:p> ?b) (table (vars ?b) (row <x:i>) "
     "(row <x:j>)))"},
    {"?a :p ?b FILTER(sameTerm('x', ?b))",
     "(join (triple ?a <x:p> ?b) (table (vars ?b) (row \"x\")))"},
    // a literal may be equal to another one; an unbound variable to nothing
    {"?a :p ?b FILTER(?b = 'x')",
     "(filter ((= ?b \"x\")) (triple ?a <x:p> ?b))"},
    {"?a :p ?b FILTER(?c = :i)",
     "(filter ((= ?c <x:i>)) (triple ?a <x:p> ?b))"},
    {"GRAPH ?g { ?a :p ?b } FILTER(?g = :g)",
     "(extend (?g <x:g>) (graph <x:g> (triple ?a <x:p> ?b)))"},
    {"GRAPH ?g { ?a :p ?g } FILTER(?g = :g)",
     "(graph ?g (join (triple ?a <x:p> ?g) (table (vars ?g) (row <x:g>))))"},
  };
  CHECK(cases);
}

static void
an_optional_that_must_or_must_not_match_is_a_join(void **state)
{
  (void)state;
  static const Case cases[] = {
    {"?a :p ?b OPTIONAL { ?b :p ?c } FILTER(!BOUND(?c))",
     "(antijoin (triple ?a <x:p> ?b) (triple ?b <x:p> ?c))"},
    {"?a :p ?b OPTIONAL { ?b :p ?c FILTER(?a < ?c) } FILTER(!BOUND(?c))",
     "(antijoin (triple ?a <x:p> ?b) (triple ?b <x:p> ?c) ((< ?a ?c)))"},
    {"?a :p ?b OPTIONAL { ?b :p ?c } FILTER(?c < ?a)",
     "(filter ((< ?c ?a)) (join (triple ?a <x:p> ?b) "
     "(triple ?b <x:p> ?c)))"},
    {"?a :p ?b OPTIONAL { ?b :p ?c } FILTER(BOUND(?c) || ?a < ?b)",
     "(filter ((|| (BOUND ?c) (< ?a ?b))) (leftjoin (triple ?a <x:p> ?b) "
     "(triple ?b <x:p> ?c)))"},
    // ?c may be bound on the left
    {"?a :p ?b OPTIONAL { ?a :q ?c } OPTIONAL { ?b :p ?c } "
     "FILTER(!BOUND(?c))",
     "(filter ((! (BOUND ?c))) (leftjoin (leftjoin (triple ?a <x:p> ?b) "
     "(triple ?a <x:q> ?c)) (triple ?b <x:p> ?c)))"},
  };
  CHECK(cases);
}

static void
exists_is_a_join_where_values_need_not_be_put_in(void **state)
{
  (void)state;
  static const Case cases[] = {
    {"?a :p ?b FILTER EXISTS { ?b :p ?c }",
     "(semijoin (triple ?a <x:p> ?b) (triple ?b <x:p> ?c))"},
    {"?a :p ?b FILTER NOT EXISTS { ?b :p ?c FILTER(?c < ?b) }",
     "(antijoin (triple ?a <x:p> ?b) (filter ((< ?c ?b)) "
     "(triple ?b <x:p> ?c)))"},
    // the filter needs a value from outside
    {"?a :p ?b FILTER NOT EXISTS { ?b :p ?c FILTER(?c < ?a) }",
     "(filter ((notexists (filter ((< ?c ?a)) (triple ?b <x:p> ?c)))) "
     "(triple ?a <x:p> ?b))"},
    // ?c is not surely bound
    {"?a :p ?b OPTIONAL { ?a :q ?c } FILTER EXISTS { ?b :p ?c }",
     "(filter ((exists (triple ?b <x:p> ?c))) (leftjoin "
     "(triple ?a <x:p> ?b) (triple ?a <x:q> ?c)))"},
    {"?a :p ?b FILTER EXISTS { ?b :p* ?c }",
     "(filter ((exists (path ?b (path* <x:p>) ?c))) "
     "(triple ?a <x:p> ?b))"},
    {"?a :p ?b FILTER EXISTS { ?b :p ?c MINUS { ?c :p ?d } }",
     "(filter ((exists (minus (triple ?b <x:p> ?c) "
     "(triple ?c <x:p> ?d)))) (triple ?a <x:p> ?b))"},
    {"GRAPH ?g { ?a :p ?b } FILTER EXISTS { ?b :p ?c }",
     "(semijoin (graph ?g (triple ?a <x:p> ?b)) (triple ?b <x:p> ?c))"},
  };
  CHECK(cases);
}

static void
duplicates_are_removed_once(void **state)
{
  (void)state;
  static const Case cases[] = {
    {"{ SELECT DISTINCT ?a { { SELECT DISTINCT ?a { ?a ?b ?c } } } }",
     "(distinct (project (?a) (project (?a) (triple ?a ?.b.4 ?.c.3))))"},
  };
  CHECK(cases);
}

static void
refused_memory_is_reported_and_nothing_leaks(void **state)
{
  (void)state;
  static const char query[] =
    "SELECT ?a { ?a <p> ?b OPTIONAL { ?b <p> ?c } { ?a <p> ?d } UNION { ?a "
    "<q> ?d } FILTER(!BOUND(?c) && ?a = <i>) FILTER EXISTS { ?a <p> ?e } "
    "FILTER(?d < ?a) }";
  bool is_done = false;
  for (size_t granted = 0; !is_done; ++granted) {
    FailingAllocator failing = failing_allocator(granted);
    GestaTextBuffer text;
    gesta_text_buffer_init(&text, &failing.base);
    const GestaStatus status = rewrite(&failing.base, query, &text);
    is_done = status == GESTA_OK;
    assert_true(is_done || status == GESTA_ERR_MEMORY);
    gesta_text_buffer_clear(&text);
    assert_int_equal(failing.live, 0);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_condition_stays_above_a_block_of_triples),
    cmocka_unit_test(a_condition_goes_to_where_its_variables_are),
    cmocka_unit_test(a_condition_on_what_may_be_unbound_does_not_pass),
    cmocka_unit_test(an_equal_iri_becomes_a_table),
    cmocka_unit_test(an_optional_that_must_or_must_not_match_is_a_join),
    cmocka_unit_test(exists_is_a_join_where_values_need_not_be_put_in),
    cmocka_unit_test(duplicates_are_removed_once),
    cmocka_unit_test(refused_memory_is_reported_and_nothing_leaks),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
