// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/rdf/prefixes.h"

#include "graph/rdf/vocabulary.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

static GestaPrefixes *
make(void)
{
  GestaPrefixes *prefixes;
  assert_int_equal(gesta_prefixes_new(gesta_default_allocator(), &prefixes),
                   GESTA_OK);
  return prefixes;
}

static void
well_known_prefixes_are_there_in_byte_order(void **state)
{
  (void)state;
  GestaPrefixes *prefixes = make();
  assert_int_equal(gesta_prefixes_count(prefixes), 17);
  GestaStringView last = GESTA_VIEW("");
  for (size_t i = 0; i < gesta_prefixes_count(prefixes); ++i) {
    GestaStringView prefix;
    GestaStringView iri;
    gesta_prefixes_get(prefixes, i, &prefix, &iri);
    assert_true(memcmp(last.data, prefix.data,
                       last.size < prefix.size ? last.size : prefix.size)
                <= 0);
    last = prefix;
    GestaStringView found;
    assert_int_equal(gesta_prefixes_find(prefixes, prefix, &found), GESTA_OK);
    assert_true(gesta_view_equal(found, iri));
  }
  gesta_prefixes_free(prefixes);
  gesta_prefixes_free(NULL);
}

static void
a_prefix_may_be_given_another_iri(void **state)
{
  (void)state;
  GestaPrefixes *prefixes = make();
  GestaStringView iri;
  assert_int_equal(gesta_prefixes_find(prefixes, GESTA_VIEW(""), &iri),
                   GESTA_NOT_FOUND);
  assert_int_equal(
    gesta_prefixes_set(prefixes, GESTA_VIEW(""), GESTA_VIEW("urn:1")),
    GESTA_OK);
  assert_int_equal(
    gesta_prefixes_set(prefixes, GESTA_VIEW(""), GESTA_VIEW("urn:22")),
    GESTA_OK);
  assert_int_equal(gesta_prefixes_find(prefixes, GESTA_VIEW(""), &iri),
                   GESTA_OK);
  assert_true(gesta_view_equal(iri, GESTA_VIEW("urn:22")));
  assert_int_equal(gesta_prefixes_count(prefixes), 18);
  gesta_prefixes_free(prefixes);
}

static void
the_longest_iri_that_fits_makes_the_compact_form(void **state)
{
  (void)state;
  static const struct {
    const char *iri;
    const char *compact;
  } cases[] = {
    {"https://w3id.org/gesta#Event", "gesta:Event"},
    {"https://w3id.org/gesta/action#consults", "act:consults"},
    {"https://w3id.org/gesta#", "gesta:"},
    {"https://w3id.org/gesta", "<https://w3id.org/gesta>"},
    {"urn:a/b", "d:b"},
    {"urn:a/b/c", "<urn:a/b/c>"},
    {"urn:a", "u:a"},
    {"urn:a b", "<urn:a\\u0020b>"},
    {"urn:a.", "<urn:a.>"},
  };
  GestaPrefixes *prefixes = make();
  assert_int_equal(
    gesta_prefixes_set(prefixes, GESTA_VIEW("u"), GESTA_VIEW("urn:")),
    GESTA_OK);
  assert_int_equal(
    gesta_prefixes_set(prefixes, GESTA_VIEW("d"), GESTA_VIEW("urn:a/")),
    GESTA_OK);
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, gesta_default_allocator());
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    text.size = 0;
    assert_int_equal(
      gesta_prefixes_compact(prefixes, gesta_view(cases[i].iri), &text),
      GESTA_OK);
    assert_string_equal(text.data, cases[i].compact);
  }
  gesta_text_buffer_clear(&text);
  gesta_prefixes_free(prefixes);
}

#define GESTA_LINE "PREFIX gesta: <" GESTA_NS_GESTA "> "
#define ACT_LINE "PREFIX act: <" GESTA_NS_ACT "> "

static void
only_what_a_query_uses_and_does_not_declare_is_declared(void **state)
{
  (void)state;
  static const struct {
    const char *query;
    const char *added;
  } cases[] = {
    {"ASK {}", ""},
    {"", ""},
    {"SELECT * {\n?e a gesta:Event; act:x ?y}", ACT_LINE GESTA_LINE},
    {"prefix gesta: <urn:x> ASK {?s a gesta:Event}", ""},
    {"PREFIX # gesta:\n  gesta:<urn:x> ASK {?s a gesta:Event}", ""},
    {"ASK {?s a <gesta:Event>}", ""},
    {"ASK {?s ?p 'gesta:x', \"act:x\", '''gesta:\n''', \"\"\"\"act:\"\"\"}",
     ""},
    {"ASK {?s ?p 'it\\'s gesta:x'}", ""},
    {"# gesta:x\nASK {}", ""},
    {"ASK {?gesta:x ?p _:gesta:x, 'x'@gesta:x}", ""},
    {"ASK {?s foo:gesta ?o}", ""},
    {"ASK {?s foo:a\\'gesta:b ?o}", ""},
    {"ASK {?s ?p ?o FILTER(?s<?o && act:f(?p)>1)}", ACT_LINE},
    {"ASK {?s ^gesta:x/act:y*|!gesta:z ?o}", ACT_LINE GESTA_LINE},
    {"SELECT (gesta:f(?x) AS ?y) {?s a\nact:é.}", ACT_LINE GESTA_LINE},
    {"ASK {?s ?p 'open gesta:x", ""},
    {"ASK {?s ?p '\\", ""},
    {"ASK {?s ?p gesta:\\", GESTA_LINE},
    {"ASK {?s a gesta:Event} # act:", GESTA_LINE},
    {"ASK {?s a gesta:Event. _:b act:x 1.5e3.?s a 'x'^^xsd:date}",
     ACT_LINE GESTA_LINE "PREFIX xsd: <" GESTA_NS_XSD "> "},
  };
  GestaPrefixes *prefixes = make();
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, gesta_default_allocator());
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    text.size = 0;
    size_t added = 99;
    assert_int_equal(gesta_prefixes_declare(
                       prefixes, gesta_view(cases[i].query), &text, &added),
                     GESTA_OK);
    assert_int_equal(added, strlen(cases[i].added));
    assert_memory_equal(text.data, cases[i].added, added);
    assert_string_equal(text.data + added, cases[i].query);
  }
  size_t added;
  assert_int_equal(
    gesta_prefixes_declare(prefixes, GESTA_VIEW("ASK {\xC3}"), &text, &added),
    GESTA_ERR_ENCODING);
  gesta_text_buffer_clear(&text);
  gesta_prefixes_free(prefixes);
}

static GestaStatus
exercise(GestaAllocator *allocator)
{
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, allocator);
  GestaPrefixes *prefixes = NULL;
  GestaStatus status = gesta_prefixes_new(allocator, &prefixes);
  for (unsigned i = 0; status == GESTA_OK && i < 40; ++i) {
    const char name[] = {'x', (char)('A' + (char)i), '\0'};
    status = gesta_prefixes_set(prefixes, gesta_view(name), GESTA_VIEW("u:"));
  }
  size_t added;
  if (status == GESTA_OK) {
    status = gesta_prefixes_declare(prefixes, GESTA_VIEW("ASK {?s a gesta:X}"),
                                    &text, &added);
  }
  gesta_prefixes_free(prefixes);
  gesta_text_buffer_clear(&text);
  return status;
}

static void
refused_memory_leaks_nothing(void **state)
{
  (void)state;
  GestaStatus status = GESTA_ERR_MEMORY;
  for (size_t granted = 0; status != GESTA_OK; ++granted) {
    FailingAllocator allocator = failing_allocator(granted);
    status = exercise(&allocator.base);
    assert_true(status == GESTA_OK || status == GESTA_ERR_MEMORY);
    assert_int_equal(allocator.live, 0);
  }
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(well_known_prefixes_are_there_in_byte_order),
    cmocka_unit_test(a_prefix_may_be_given_another_iri),
    cmocka_unit_test(the_longest_iri_that_fits_makes_the_compact_form),
    cmocka_unit_test(only_what_a_query_uses_and_does_not_declare_is_declared),
    cmocka_unit_test(refused_memory_leaks_nothing),
  };
  return cmocka_run_group_tests_name("prefixes", tests, NULL, NULL);
}
