// SPDX-License-Identifier: GPL-3.0-or-later
// Trees built by hand: what the parser would hardly give, and what it gives.
#include "graph/algebra/algebra.h"
#include "graph/rdf/vocabulary.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

#include <string.h>

// Variables 0 to 3 are ?a ?b ?c ?d, 4 is a blank node.
enum { A, B, C, D, BLANK, VARIABLE_COUNT };

typedef struct Builder {
  GestaArena arena;
  GestaRequest request;
} Builder;

static void *
make(Builder *builder, size_t count, size_t size)
{
  void *made = gesta_arena_allocate(&builder->arena, count, size);
  assert_non_null(made);
  return made;
}

static void
builder_init(Builder *builder)
{
  static const char *const names[VARIABLE_COUNT] = {"a", "b", "c", "d", ""};
  *builder = (Builder){.request = {.form = GESTA_FORM_SELECT}};
  gesta_arena_init(&builder->arena, gesta_default_allocator());
  GestaVariableName *list = make(builder, VARIABLE_COUNT, sizeof *list);
  for (size_t i = 0; i < VARIABLE_COUNT; ++i) {
    list[i] = (GestaVariableName){gesta_view(names[i]), i == BLANK};
  }
  builder->request.variables = (GestaVariableNames){list, VARIABLE_COUNT,
                                                    VARIABLE_COUNT};
}

static GestaNode
variable_node(GestaVariable variable)
{
  return (GestaNode){.variable = variable};
}

static GestaNode
iri_node(const char *iri)
{
  return (GestaNode){.variable = GESTA_NO_VARIABLE,
                     .term = gesta_iri(gesta_view(iri))};
}

static GestaElement *
triple(Builder *builder, GestaVariable subject, GestaVariable object)
{
  GestaElement *element = make(builder, 1, sizeof *element);
  element->kind = GESTA_ELEMENT_TRIPLES;
  element->triples = make(builder, 1, sizeof *element->triples);
  *element->triples = (GestaTriple){.subject = variable_node(subject),
                                    .predicate = iri_node("p"),
                                    .object = variable_node(object)};
  return element;
}

static GestaGroup *
group(Builder *builder, GestaElement *first, GestaElement *second,
      GestaElement *third)
{
  GestaGroup *made = make(builder, 1, sizeof *made);
  made->elements = first;
  if (first) {
    first->next = second;
  }
  if (second) {
    second->next = third;
  }
  return made;
}

static GestaElement *
with_group(Builder *builder, GestaElementKind kind, GestaGroup *inner)
{
  GestaElement *element = make(builder, 1, sizeof *element);
  element->kind = kind;
  element->group = inner;
  element->name = variable_node(D);
  return element;
}

static GestaExpression *
variable(Builder *builder, GestaVariable index)
{
  GestaExpression *made = make(builder, 1, sizeof *made);
  *made = (GestaExpression){
    .kind = GESTA_EXPRESSION_VARIABLE, .variable = index, .place = {3, 7}};
  return made;
}

static GestaExpression *
operation(Builder *builder, GestaExpressionKind kind, GestaExpression *first,
          GestaExpression *second)
{
  GestaExpression *made = make(builder, 1, sizeof *made);
  made->kind = kind;
  made->arguments = make(builder, 2, sizeof(GestaExpression *));
  made->arguments[0] = first;
  made->arguments[1] = second;
  made->argument_count = (size_t)(first != NULL) + (size_t)(second != NULL);
  return made;
}

static GestaElement *
filter(Builder *builder, GestaVariable a, GestaVariable b)
{
  GestaElement *element = make(builder, 1, sizeof *element);
  element->kind = GESTA_ELEMENT_FILTER;
  element->expression = operation(builder, GESTA_EXPRESSION_LESS,
                                  variable(builder, a), variable(builder, b));
  return element;
}

static GestaProjection *
project(Builder *builder, GestaVariable index, GestaExpression *expression,
        GestaProjection *next)
{
  GestaProjection *made = make(builder, 1, sizeof *made);
  *made = (GestaProjection){index, expression, {2, 5}, next};
  return made;
}

static void
expect(Builder *builder, const char *expected)
{
  GestaAlgebra *algebra = NULL;
  GestaError error = {0};
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, gesta_default_allocator());
  assert_int_equal(
    gesta_translate_query(&builder->request, &builder->arena, &algebra, &error),
    GESTA_OK);
  assert_int_equal(
    gesta_algebra_print(algebra, &builder->request.variables, &text), GESTA_OK);
  assert_string_equal(text.data, expected);
  gesta_text_buffer_clear(&text);
  gesta_arena_clear(&builder->arena);
}

static void
an_empty_group_is_the_unit_and_leaves_no_join(void **state)
{
  (void)state;
  Builder b;
  builder_init(&b);
  b.request.form = GESTA_FORM_ASK;
  b.request.select.where = group(
    &b, with_group(&b, GESTA_ELEMENT_GROUP, group(&b, NULL, NULL, NULL)),
    triple(&b, A, B),
    with_group(&b, GESTA_ELEMENT_GROUP, group(&b, NULL, NULL, NULL)));
  expect(&b, "(triple ?a <p> ?b)");
  builder_init(&b);
  b.request.form = GESTA_FORM_DESCRIBE;
  expect(&b, "(unit)");
}

static void
a_filter_holds_for_its_whole_group_wherever_it_stands(void **state)
{
  (void)state;
  Builder b;
  builder_init(&b);
  b.request.form = GESTA_FORM_ASK;
  b.request.select.where = group(&b, filter(&b, A, C), triple(&b, A, B),
                                 triple(&b, B, C));
  expect(&b, "(filter ((< ?a ?c)) (join (triple ?a <p> ?b) "
             "(triple ?b <p> ?c)))");
}

static void
the_filter_of_an_optional_is_a_condition_of_the_join(void **state)
{
  (void)state;
  Builder b;
  builder_init(&b);
  b.request.form = GESTA_FORM_ASK;
  b.request.select.where = group(
    &b, triple(&b, A, B),
    with_group(&b, GESTA_ELEMENT_OPTIONAL,
               group(&b, triple(&b, B, C), filter(&b, A, C), NULL)),
    with_group(
      &b, GESTA_ELEMENT_OPTIONAL,
      group(&b,
            with_group(&b, GESTA_ELEMENT_GROUP,
                       group(&b, triple(&b, B, D), filter(&b, A, D), NULL)),
            NULL, NULL)));
  expect(&b, "(leftjoin (leftjoin (triple ?a <p> ?b) (triple ?b <p> ?c) "
             "((< ?a ?c))) (filter ((< ?a ?d)) (triple ?b <p> ?d)))");
}

static void
union_minus_and_graph_are_operators(void **state)
{
  (void)state;
  Builder b;
  builder_init(&b);
  b.request.form = GESTA_FORM_ASK;
  GestaGroup *first = group(&b, triple(&b, A, B), NULL, NULL);
  first->next = group(&b, triple(&b, B, C), NULL, NULL);
  b.request.select.where = group(
    &b, with_group(&b, GESTA_ELEMENT_UNION, first),
    with_group(&b, GESTA_ELEMENT_MINUS,
               group(&b, triple(&b, A, A), NULL, NULL)),
    with_group(&b, GESTA_ELEMENT_GRAPH,
               group(&b, triple(&b, C, BLANK), NULL, NULL)));
  expect(&b, "(join (minus (union (triple ?a <p> ?b) (triple ?b <p> ?c)) "
             "(triple ?a <p> ?a)) (graph ?d (triple ?c <p> ?.4)))");
}

static void
sequences_and_inverses_become_triples_with_new_variables(void **state)
{
  (void)state;
  Builder b;
  builder_init(&b);
  b.request.form = GESTA_FORM_ASK;
  GestaPath link = {.kind = GESTA_PATH_LINK, .iri = GESTA_VIEW("q")};
  GestaPath inverse = {.kind = GESTA_PATH_INVERSE, .first = &link};
  GestaPath star = {.kind = GESTA_PATH_ZERO_OR_MORE, .first = &link};
  GestaPath two = {
    .kind = GESTA_PATH_SEQUENCE, .first = &inverse, .second = &star};
  GestaPath three = {
    .kind = GESTA_PATH_SEQUENCE, .first = &two, .second = &link};
  GestaElement *element = triple(&b, A, B);
  element->triples->path = &three;
  b.request.select.where = group(&b, element, NULL, NULL);
  expect(&b, "(join (join (triple ?.6 <q> ?a) (path ?.6 (path* <q>) ?.5)) "
             "(triple ?.5 <q> ?b))");
}

static void
what_a_subquery_does_not_project_is_its_own(void **state)
{
  (void)state;
  Builder b;
  builder_init(&b);
  b.request.form = GESTA_FORM_ASK;
  GestaElement *sub = make(&b, 1, sizeof *sub);
  sub->kind = GESTA_ELEMENT_SUBSELECT;
  sub->select = make(&b, 1, sizeof *sub->select);
  sub->select->projections = project(&b, A, NULL, NULL);
  sub->select->is_distinct = true;
  GestaElement *exists = make(&b, 1, sizeof *exists);
  exists->kind = GESTA_ELEMENT_FILTER;
  exists->expression = operation(&b, GESTA_EXPRESSION_EXISTS, NULL, NULL);
  exists->expression->group = group(&b, triple(&b, A, B), NULL, NULL);
  sub->select->where = group(&b, triple(&b, A, B), exists, NULL);
  b.request.select.where = group(&b, triple(&b, A, B), sub, triple(&b, B, C));
  expect(&b, "(join (join (triple ?a <p> ?b) (distinct (project (?a) (filter "
             "((exists (triple ?a <p> ?.b.5))) (triple ?a <p> ?.b.5))))) "
             "(triple ?b <p> ?c))");
}

// SELECT ?a (COUNT(?b) AS ?c) ... GROUP BY ?a HAVING (COUNT(?b) < ?b)
// ORDER BY ?c
static void
select_grouped(Builder *b)
{
  GestaExpression *count = operation(b, GESTA_EXPRESSION_AGGREGATE,
                                     variable(b, B), NULL);
  GestaSelect *select = &b->request.select;
  select->where = group(b, triple(b, A, B), NULL, NULL);
  select->projections = project(b, A, NULL, project(b, C, count, NULL));
  select->group_keys = make(b, 1, sizeof *select->group_keys);
  *select->group_keys = (GestaGroupKey){variable(b, A), GESTA_NO_VARIABLE,
                                        NULL};
  select->having = make(b, 1, sizeof *select->having);
  select->having->expression = operation(b, GESTA_EXPRESSION_LESS, count,
                                         variable(b, B));
  select->orders = make(b, 1, sizeof *select->orders);
  *select->orders = (GestaOrder){variable(b, C), true, NULL};
  select->has_limit = true;
  select->limit = 10;
}

static void
aggregates_become_variables_of_one_group(void **state)
{
  (void)state;
  Builder b;
  builder_init(&b);
  select_grouped(&b);
  expect(&b, "(slice 0 10 (project (?a ?c) (order ((desc ?c)) (extend (?c ?.6) "
             "(filter ((< ?.6 ?.5)) (group (?a) ((?.5 (sample ?b)) "
             "(?.6 (count ?b))) (triple ?a <p> ?b)))))))");
}

static void
a_variable_beside_aggregates_must_be_a_key(void **state)
{
  (void)state;
  for (size_t round = 0; round < 2; ++round) {
    Builder b;
    builder_init(&b);
    select_grouped(&b);
    b.request.select.projections = project(&b, round == 0 ? B : D,
                                           round == 0 ? NULL : variable(&b, B),
                                           b.request.select.projections);
    GestaAlgebra *algebra = NULL;
    GestaError error = {0};
    assert_int_equal(
      gesta_translate_query(&b.request, &b.arena, &algebra, &error),
      GESTA_ERR_SYNTAX);
    assert_null(algebra);
    assert_int_equal(error.line, round == 0 ? 2 : 3);
    assert_int_equal(error.column, round == 0 ? 5 : 7);
    assert_non_null(strstr(error.message, "?b is not in GROUP BY"));
    gesta_arena_clear(&b.arena);
  }
}

static void
an_aggregate_in_a_filter_is_refused(void **state)
{
  (void)state;
  Builder b;
  builder_init(&b);
  b.request.form = GESTA_FORM_ASK;
  GestaElement *wrong = filter(&b, A, B);
  wrong->expression->arguments[1] = operation(&b, GESTA_EXPRESSION_AGGREGATE,
                                              variable(&b, A), NULL);
  wrong->expression->arguments[1]->place = (GestaPlace){4, 2};
  b.request.select.where = group(&b, triple(&b, A, B), wrong, NULL);
  GestaAlgebra *algebra = NULL;
  GestaError error = {0};
  assert_int_equal(
    gesta_translate_query(&b.request, &b.arena, &algebra, &error),
    GESTA_ERR_SYNTAX);
  assert_int_equal(error.line, 4);
  assert_int_equal(error.column, 2);
  gesta_arena_clear(&b.arena);
}

static void
count_distinct_star_does_not_see_blank_nodes(void **state)
{
  (void)state;
  Builder b;
  builder_init(&b);
  GestaExpression *count = operation(&b, GESTA_EXPRESSION_AGGREGATE, NULL,
                                     NULL);
  count->is_distinct = true;
  b.request.select.projections = project(&b, C, count, NULL);
  b.request.select.where = group(&b, triple(&b, A, BLANK), triple(&b, A, B),
                                 NULL);
  expect(&b, "(project (?c) (extend (?c ?.5) (group () ((?.5 (count distinct)))"
             " (project (?a ?b) (join (triple ?a <p> ?.4) "
             "(triple ?a <p> ?b))))))");
}

static void
a_hundred_thousand_triples_unions_and_operators_need_no_stack(void **state)
{
  (void)state;
  enum { MANY = 100000 };
  Builder b;
  builder_init(&b);
  b.request.form = GESTA_FORM_ASK;
  GestaElement *triples = triple(&b, A, B);
  GestaGroup *groups = group(&b, triple(&b, C, D), NULL, NULL);
  GestaElement *condition = filter(&b, A, B);
  for (size_t i = 1; i < MANY; ++i) {
    GestaTriple *more = make(&b, 1, sizeof *more);
    *more = *triples->triples;
    more->next = triples->triples;
    triples->triples = more;
    GestaGroup *branch = group(&b, triple(&b, C, D), NULL, NULL);
    branch->next = groups;
    groups = branch;
    condition->expression = operation(&b, GESTA_EXPRESSION_OR,
                                      condition->expression, variable(&b, A));
  }
  b.request.select.where = group(
    &b, triples, with_group(&b, GESTA_ELEMENT_UNION, groups), condition);
  GestaAlgebra *algebra = NULL;
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, gesta_default_allocator());
  assert_int_equal(gesta_translate_query(&b.request, &b.arena, &algebra, NULL),
                   GESTA_OK);
  assert_int_equal(algebra->kind, GESTA_ALGEBRA_FILTER);
  assert_int_equal(gesta_algebra_print(algebra, &b.request.variables, &text),
                   GESTA_OK);
  assert_true(text.size > 2 * MANY * strlen("(join (triple ?a <p> ?b))"));
  assert_true(gesta_variable_set_has(algebra->certain, D));
  gesta_text_buffer_clear(&text);
  gesta_arena_clear(&b.arena);
}

static void
refused_memory_is_reported_and_nothing_leaks(void **state)
{
  (void)state;
  bool is_done = false;
  for (size_t granted = 0; !is_done; ++granted) {
    Builder b;
    builder_init(&b);
    select_grouped(&b);
    FailingAllocator failing = failing_allocator(granted);
    GestaArena arena;
    gesta_arena_init(&arena, &failing.base);
    GestaTextBuffer text;
    gesta_text_buffer_init(&text, &failing.base);
    GestaAlgebra *algebra = NULL;
    GestaStatus status = gesta_translate_query(&b.request, &arena, &algebra,
                                               NULL);
    if (status == GESTA_OK) {
      status = gesta_algebra_print(algebra, &b.request.variables, &text);
    }
    is_done = status == GESTA_OK;
    assert_true(is_done || status == GESTA_ERR_MEMORY);
    gesta_text_buffer_clear(&text);
    gesta_arena_clear(&arena);
    assert_int_equal(failing.live, 0);
    gesta_arena_clear(&b.arena);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(an_empty_group_is_the_unit_and_leaves_no_join),
    cmocka_unit_test(a_filter_holds_for_its_whole_group_wherever_it_stands),
    cmocka_unit_test(the_filter_of_an_optional_is_a_condition_of_the_join),
    cmocka_unit_test(union_minus_and_graph_are_operators),
    cmocka_unit_test(sequences_and_inverses_become_triples_with_new_variables),
    cmocka_unit_test(what_a_subquery_does_not_project_is_its_own),
    cmocka_unit_test(aggregates_become_variables_of_one_group),
    cmocka_unit_test(a_variable_beside_aggregates_must_be_a_key),
    cmocka_unit_test(an_aggregate_in_a_filter_is_refused),
    cmocka_unit_test(count_distinct_star_does_not_see_blank_nodes),
    cmocka_unit_test(
      a_hundred_thousand_triples_unions_and_operators_need_no_stack),
    cmocka_unit_test(refused_memory_is_reported_and_nothing_leaks),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
