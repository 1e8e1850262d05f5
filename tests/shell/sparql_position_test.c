// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/sparql_position.h"

#include "tests/support/cmocka_support.h"

typedef struct Case {
  const char *text; // before the word that is typed
  GestaSparqlPosition position;
} Case;

static void
check(const Case *cases, size_t count)
{
  for (size_t i = 0; i < count; ++i) {
    const GestaSparqlPosition found = gesta_sparql_position(
      gesta_view(cases[i].text));
    if (found != cases[i].position) {
      fail_msg("behind \"%s\": %d, not %d", cases[i].text, (int)found,
               (int)cases[i].position);
    }
  }
}

static void
a_triple_has_a_subject_a_predicate_and_objects(void **state)
{
  (void)state;
  static const Case cases[] = {
    {"SELECT * { ", GESTA_AT_GROUP},
    {"SELECT * {", GESTA_AT_GROUP},
    {"SELECT * { ?s ", GESTA_AT_PREDICATE},
    {"SELECT * { <urn:a> ", GESTA_AT_PREDICATE},
    {"SELECT * { e:a ", GESTA_AT_PREDICATE},
    {"SELECT * { ?s a ", GESTA_AT_CLASS},
    {"SELECT * { ?s rdf:type ", GESTA_AT_CLASS},
    {"SELECT * { ?s a e:C, ", GESTA_AT_CLASS},
    {"SELECT * { ?s e:p ", GESTA_AT_OBJECT},
    {"SELECT * { ?s e:p 1 ", GESTA_AT_TRIPLE_END},
    {"SELECT * { ?s e:p \"a ; b\"@fr ", GESTA_AT_TRIPLE_END},
    {"SELECT * { ?s e:p true ", GESTA_AT_TRIPLE_END},
    {"SELECT * { ?s e:p e:o ; ", GESTA_AT_PREDICATE},
    {"SELECT * { ?s e:p e:o , ", GESTA_AT_OBJECT},
    {"SELECT * { ?s e:p e:o . ", GESTA_AT_GROUP},
    {"SELECT * { ?s a e:C ; e:p ", GESTA_AT_OBJECT},
    {"SELECT * { ?s e:p/", GESTA_AT_PREDICATE},
    {"SELECT * { ?s e:p|^", GESTA_AT_PREDICATE},
    {"SELECT * { ?s (", GESTA_AT_PREDICATE},
    {"SELECT * { ?s (e:p|e:q)* ", GESTA_AT_OBJECT},
    {"SELECT * { ?s e:p [ ", GESTA_AT_PREDICATE},
    {"SELECT * { ?s e:p [ a ", GESTA_AT_CLASS},
    {"SELECT * { ?s e:p [ a e:C ] ; ", GESTA_AT_PREDICATE},
    {"SELECT * { ?s e:p ( ?a ", GESTA_AT_OBJECT},
  };
  check(cases, sizeof cases / sizeof cases[0]);
}

static void
what_stands_around_triples_has_positions_too(void **state)
{
  (void)state;
  static const Case cases[] = {
    {"", GESTA_AT_START},
    {"  # ASK\n", GESTA_AT_START},
    {"PREFIX ", GESTA_AT_PREFIX},
    {"PREFIX e: <urn:e:> ", GESTA_AT_START},
    {"PREFIX e: <urn:e:> SELECT ", GESTA_AT_SELECTION},
    {"SELECT ?a ", GESTA_AT_SELECTION},
    {"SELECT (", GESTA_AT_EXPRESSION},
    {"SELECT (COUNT(", GESTA_AT_EXPRESSION},
    {"SELECT (COUNT(?a) AS ?n) ", GESTA_AT_SELECTION},
    {"SELECT * FROM ", GESTA_AT_GRAPH},
    {"SELECT * FROM NAMED ", GESTA_AT_GRAPH},
    {"SELECT * FROM <urn:g> ", GESTA_AT_SELECTION},
    {"SELECT * { GRAPH ", GESTA_AT_GRAPH},
    {"SELECT * { GRAPH ?g { ", GESTA_AT_GROUP},
    {"SELECT * { GRAPH ?g { ?s ", GESTA_AT_PREDICATE},
    {"SELECT * { ?s ?p ?o FILTER ", GESTA_AT_EXPRESSION},
    {"SELECT * { ?s ?p ?o FILTER (", GESTA_AT_EXPRESSION},
    {"SELECT * { ?s ?p ?o FILTER (?o > 3 && ", GESTA_AT_EXPRESSION},
    {"SELECT * { ?s ?p ?o FILTER (?o > 3) ", GESTA_AT_GROUP},
    {"SELECT * { ?s ?p ?o FILTER CONTAINS(STR(?o), ", GESTA_AT_EXPRESSION},
    {"SELECT * { ?s ?p ?o FILTER CONTAINS(STR(?o), 'a') ", GESTA_AT_GROUP},
    {"SELECT * { ?s ?p ?o FILTER NOT EXISTS { ", GESTA_AT_GROUP},
    {"SELECT * { ?s ?p ?o OPTIONAL { ?s ", GESTA_AT_PREDICATE},
    {"SELECT * { { ?s ?p ?o } ", GESTA_AT_GROUP},
    {"SELECT * { { ?s ?p ?o } UNION { ", GESTA_AT_GROUP},
    {"SELECT * { ?s ?p ?o } ", GESTA_AT_MODIFIER},
    {"SELECT * { ?s ?p ?o } ORDER BY ", GESTA_AT_ORDER},
    {"SELECT * { ?s ?p ?o } ORDER BY DESC(", GESTA_AT_EXPRESSION},
    {"SELECT * { ?s ?p ?o } GROUP BY ?s ", GESTA_AT_ORDER},
    {"SELECT * { ?s ?p ?o } LIMIT ", GESTA_AT_NOTHING},
    {"DESCRIBE ", GESTA_AT_OBJECT},
    {"INSERT DATA { ", GESTA_AT_GROUP},
    {"ASK {} ; ", GESTA_AT_START},
    {"SELECT * { ?s e:p \"", GESTA_AT_NOTHING},
    {"SELECT * { ?s e:p '''a\nb", GESTA_AT_NOTHING},
    {"SELECT * { # ?s ", GESTA_AT_NOTHING},
  };
  check(cases, sizeof cases / sizeof cases[0]);
}

static void
a_wrong_text_does_no_harm(void **state)
{
  (void)state;
  static const char bits[] = "{}()[];,.?$<>\"'#aF \n|/^:";
  unsigned long seed = 1;
  for (int round = 0; round < 20000; ++round) {
    char text[200];
    for (size_t i = 0; i < sizeof text; ++i) {
      seed = seed * 6364136223846793005UL + 1442695040888963407UL;
      text[i] = bits[(seed >> 33U) % (sizeof bits - 1)];
    }
    const GestaSparqlPosition found = gesta_sparql_position(
      (GestaStringView){text, (size_t)(seed >> 40U) % sizeof text});
    assert_in_range(found, GESTA_AT_NOTHING, GESTA_AT_MODIFIER);
  }
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_triple_has_a_subject_a_predicate_and_objects),
    cmocka_unit_test(what_stands_around_triples_has_positions_too),
    cmocka_unit_test(a_wrong_text_does_no_harm),
  };
  return cmocka_run_group_tests_name("sparql_position", tests, NULL, NULL);
}
