// SPDX-License-Identifier: GPL-3.0-or-later
// What is refused, where, and what the person is told; what is only warned of.
#include "graph/sparql/parser.h"
#include "tests/support/cmocka_support.h"

#include <string.h>

typedef struct Case {
  const char *text;
  size_t line;
  size_t column;
  const char *message; // a part of it
} Case;

static GestaStatus
parse(const char *text, bool is_update, GestaArena *arena,
      GestaRequest *request, GestaError *error)
{
  const GestaParserOptions options = {.base = gesta_view("http://e.x/")};
  return is_update ? gesta_parse_update(gesta_view(text), &options, arena,
                                        request, error)
                   : gesta_parse_query(gesta_view(text), &options, arena,
                                       request, error);
}

static void
check_refusals(const Case *cases, size_t count, bool is_update)
{
  for (size_t i = 0; i < count; ++i) {
    GestaArena arena;
    gesta_arena_init(&arena, gesta_default_allocator());
    GestaRequest request;
    GestaError error = {0};
    const GestaStatus status = parse(cases[i].text, is_update, &arena, &request,
                                     &error);
    if (status != GESTA_ERR_SYNTAX || error.line != cases[i].line
        || error.column != cases[i].column
        || !strstr(error.message, cases[i].message)) {
      fail_msg("%s\nstatus %d, %zu:%zu: %s\nexpected %zu:%zu: %s",
               cases[i].text, (int)status, error.line, error.column,
               error.message, cases[i].line, cases[i].column, cases[i].message);
    }
    gesta_arena_clear(&arena);
  }
}

static void
a_wrong_query_is_refused_with_its_place_and_advice(void **state)
{
  (void)state;
  static const Case cases[] = {
    {"", 1, 1, "found the end of the text"},
    {"SELECT", 1, 7, "after SELECT, found the end"},
    {"SELEC * {}", 1, 1, "is SELECT meant?"},
    {"INSERT DATA {}", 1, 1, "it begins an update"},
    {"@prefix a: <b> .", 1, 1, "without '@'"},
    {"PREFIX a <b> ASK {}", 1, 8, "'a' without ':'"},
    {"PREFIX a:b <b> ASK {}", 1, 8, "a prefix and ':'"},
    {"SELECT ?x, ?y { ?x ?p ?y }", 1, 10, "no ','"},
    {"SELECT COUNT(?x) { ?x ?p ?y }", 1, 8, "write (COUNT(?x) AS ?name)"},
    {"SELECT (COUNT(?x)) { ?x ?p ?y }", 1, 18, "AS and a variable"},
    {"ASK { ?x foaf:name ?y }", 1, 10, "<http://xmlns.com/foaf/0.1/>"},
    {"ASK { ?x q:name ?y }", 1, 10, "'PREFIX q: <IRI>'"},
    {"PREFIX person: <p> ASK { ?x persn:a ?y }", 1, 29, "is person: meant?"},
    {"ASK { ?x a ?y\n ?z a ?w }", 2, 2, "a '.' is missing"},
    {"ASK { ?x a ?y FILTER(?x == 1) }", 1, 25, "not with '=='"},
    {"ASK { ?x a ?y FILTER(?x <> 1) }", 1, 25, "writes '!='"},
    {"ASK { ?x a ?y FILTER(?x LIKE 'a') }", 1, 25, "SPARQL has no LIKE"},
    {"ASK { ?x a ?y FILTER(?x != NULL) }", 1, 28, "SPARQL has no NULL"},
    {"ASK { ?x a ?y FILTER(?x IS NULL) }", 1, 25, "SPARQL has no IS"},
    {"ASK { ?x a ?y FILTER(?x AND ?y) }", 1, 25, "'&&' for AND"},
    {"ASK { FILTER(STRTSARTS(?x, 'a')) }", 1, 14, "is STRSTARTS meant?"},
    {"ASK { FILTER(WIBBLE(?x)) }", 1, 14, "no function WIBBLE"},
    {"ASK { FILTER(Length(?x) > 3) }", 1, 14, "is STRLEN meant?"},
    {"ASK { FILTER(STRLEN(1, 2) = 1) }", 1, 14, "STRLEN takes 1 argument"},
    {"ASK { FILTER(SUBSTR(1) = 1) }", 1, 14, "2 or 3 arguments"},
    {"ASK { FILTER(BOUND(1)) }", 1, 20, "BOUND takes a variable"},
    {"ASK { FILTER(!!?x) }", 1, 15, "expected an expression, found '!'"},
    {"ASK { FILTER ?x = 1 }", 1, 14, "a condition stands in brackets"},
    {"ASK { ?x a \"open }", 1, 12, "not closed on its line"},
    {"ASK {\n ?x a '''open }", 2, 7, "is never closed"},
    {"ASK { ?x a 'a\\q' }", 1, 12, "the escape \\q"},
    {"ASK { ?x a <http://a b> }", 1, 12, "no IRI begins here"},
    {"ASK { ?x a \xE2\x80\x9Ct\xE2\x80\x9D }", 1, 12, "straight quotes"},
    {"ASK {\n { ?x a ?y }", 2, 13, "the '{' of line 1, column 5"},
    {"ASK { ?x a ?y FILTER(?x = (1 }", 1, 30, "an operator or ')'"},
    {"ASK { ?x a ?y } }", 1, 17, "closes nothing"},
    {"ASK { ?x a ?y };", 1, 16, "does not end with ';'"},
    {"ASK { ? a ?y }", 1, 7, "without a blank"},
    {"ASK { ?x a ?y . OPTINAL { ?x a ?z } }", 1, 17, "is OPTIONAL meant?"},
    {"ASK { ?name a name }", 1, 15, "is ?name meant?"},
    {"ASK { ?x a ?y ORDER BY ?x }", 1, 15, "after the '}' of WHERE"},
    {"SELECT * {} LIMIT 3 ORDER BY ?x", 1, 21, "ORDER comes too late"},
    {"SELECT * {} LIMIT -1", 1, 19, "a whole number"},
    {"SELECT * {?x a ?y} ORDER BY ?x DESC", 1, 36, "DESC(?name)"},
    {"SELECT * {?x a ?y} ORDER BY ?x, ?y", 1, 31, "no ','"},
    {"SELECT * WHERE ?x", 1, 16, "'{' after WHERE, found '?x'"},
    {"ASK { FILTER(COUNT(?x) > 1) }", 1, 14, "HAVING"},
    {"ASK { BIND(SUM(1) AS ?x) }", 1, 12, "SUM cannot stand here"},
    {"SELECT (SUM(COUNT(?x)) AS ?n) {}", 1, 13, "in another aggregate"},
    {"ASK { ?x a ?y BIND(1 AS ?x) }", 1, 25, "is bound already"},
    {"SELECT (1 AS ?x) (2 AS ?x) {}", 1, 24, "has a value already"},
    {"SELECT (1 AS ?x) { ?x a ?y }", 1, 14, "has a value already"},
    {"SELECT * { ?x a ?y } GROUP BY ?x", 1, 1, "SELECT * cannot stand"},
    {"SELECT ?y { ?x a ?y } GROUP BY ?x", 1, 8, "SAMPLE(?y)"},
    {"SELECT ?x (COUNT(?y) AS ?n) { ?x a ?y }", 1, 8, "GROUP BY"},
    {"ASK { _:a a ?y OPTIONAL { _:a a ?z } }", 1, 27, "two groups"},
    {"ASK { VALUES (?a ?b) { (1) } }", 1, 24, "1 value for 2 variables"},
    {"ASK { VALUES ?a { 1 ?b } }", 1, 21, "UNDEF in VALUES"},
    {"ASK { VALUES (?a ?a) {} }", 1, 18, "stands twice"},
    {"CONSTRUCT { ?x <a>/<b> ?y } WHERE {}", 1, 19, "a property path"},
    {"CONSTRUCT WHERE { ?x a ?y FILTER(1) }", 1, 27, "only triples"},
    {"ASK { { SELECT ?x FROM <b> {} } }", 1, 19, "no FROM"},
    {"ASK { ?x a '\\uD800' }", 1, 13, "half of a surrogate pair"},
    {"ASK { ?\\u00E9 a ?y ?z }", 1, 20, "a '.' is missing"},
  };
  check_refusals(cases, sizeof cases / sizeof *cases, false);
}

static void
a_wrong_update_is_refused_with_its_place_and_advice(void **state)
{
  (void)state;
  static const Case cases[] = {
    {"SELECT * {}", 1, 1, "SELECT begins a query"},
    {"INSERT DATA { ?x a 1 }", 1, 15, "needs a WHERE"},
    {"INSERT DATA { <a> a 1 FILTER(1) }", 1, 23, "only triples and GRAPH"},
    {"INSERT DATA { 1 a 1 }", 1, 15, "cannot be the subject"},
    {"DELETE DATA { _:x a 1 }", 1, 15, "cannot be deleted"},
    {"DELETE { [] a 1 } WHERE {}", 1, 10, "cannot be deleted"},
    {"DELETE WHERE { ?x a (1) }", 1, 21, "cannot be deleted"},
    {"INSERT DATA { _:a a 1 } ;\nINSERT DATA { _:a a 1 }", 2, 15,
     "two INSERT DATA (the other in line 1)"},
    {"WITH <a> INSERT DATA { <a> a 1 }", 1, 17, "cannot follow WITH"},
    {"WITH <a> DELETE WHERE { <a> a 1 }", 1, 17, "cannot follow WITH"},
    {"INSERT { <a> a 1 }", 1, 19, "expected WHERE"},
    {"CLEAR <a>", 1, 7, "DEFAULT, NAMED or ALL"},
    {"COPY <a> <b>", 1, 10, "TO and a graph"},
    {"CLEAR ALL DROP ALL", 1, 11, "';' and another operation"},
  };
  check_refusals(cases, sizeof cases / sizeof *cases, true);
}

static void
text_that_is_not_utf8_is_refused(void **state)
{
  (void)state;
  GestaArena arena;
  gesta_arena_init(&arena, gesta_default_allocator());
  GestaRequest request;
  GestaError error = {0};
  assert_int_equal(parse("ASK {\n \xFF }", false, &arena, &request, &error),
                   GESTA_ERR_ENCODING);
  assert_int_equal(error.line, 2);
  assert_int_equal(error.column, 2);
  gesta_arena_clear(&arena);
}

static void
what_is_probably_not_meant_is_warned_of(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    const char *warning; // NULL: none
    size_t column;
  } cases[] = {
    {"SELECT ?nmae { ?x a ?name }", "is ?name meant?", 8},
    {"SELECT ?x { ?x a ?y FILTER(?zz = 1) }", "?zz is used", 28},
    {"SELECT ?x { ?x a ?y } ORDER BY ?zz", "?zz is used", 32},
    {"SELECT ?x { ?x a ?y MINUS { ?z a ?x } }", NULL, 0},
    {"SELECT ?z { ?x a ?y MINUS { ?z a ?x } }", "?z is selected", 8},
    {"SELECT ?n { { SELECT (COUNT(*) AS ?n) {} } }", NULL, 0},
    {"SELECT ?x { VALUES ?x { 1 } FILTER EXISTS { ?x a ?y } }", NULL, 0},
    {"CONSTRUCT { ?x a ?q } WHERE { ?x a ?y }", "?q is used", 18},
    {"ASK { GRAPH ?g {} FILTER(?g = 1) BIND(1 AS ?z) }", NULL, 0},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    GestaArena arena;
    gesta_arena_init(&arena, gesta_default_allocator());
    GestaRequest request;
    GestaError error = {0};
    assert_int_equal(parse(cases[i].text, false, &arena, &request, &error),
                     GESTA_OK);
    if (!cases[i].warning) {
      assert_null(request.warnings);
    } else {
      assert_non_null(request.warnings);
      assert_int_equal(request.warnings->place.column, cases[i].column);
      assert_non_null(strstr(request.warnings->message.data, cases[i].warning));
      assert_null(request.warnings->next);
    }
    gesta_arena_clear(&arena);
  }
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_wrong_query_is_refused_with_its_place_and_advice),
    cmocka_unit_test(a_wrong_update_is_refused_with_its_place_and_advice),
    cmocka_unit_test(text_that_is_not_utf8_is_refused),
    cmocka_unit_test(what_is_probably_not_meant_is_warned_of),
  };
  return cmocka_run_group_tests_name("parser_refusal", tests, NULL, NULL);
}
