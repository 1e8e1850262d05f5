// SPDX-License-Identifier: GPL-3.0-or-later
// The test suites of the W3C for the syntaxes of RDF 1.1.  They are no part of
// the product: where ../shared/w3c/rdf/rdf11 is missing, the tests are skipped.
#include "graph/io/rdf_reader.h"
#include "graph/rdf/vocabulary.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/graph_compare.h"
#include "tests/support/quad_list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_SIZE = 512 };

#define SUITE_BASE "https://w3c.github.io/rdf-tests/rdf/rdf11/"
#define TEST_TYPE "http://www.w3.org/ns/rdftest#Test"
#define MANIFEST "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"

static char suites[PATH_SIZE - 64]; // the folder of the suites

// One line of a manifest as N-Quads, cut into its terms.
typedef struct Fact {
  char *subject;
  char *predicate;
  char *object;
} Fact;

typedef struct Suite {
  const char *folder;
  const char *const *known; ///< tests that fail, ending with NULL
  Fact *facts;
  size_t count;
  char *text;
  unsigned passed;
  unsigned failed;
} Suite;

static GestaStatus
read_file(const char *folder, const char *name, QuadList *list,
          GestaError *error)
{
  char path[PATH_SIZE];
  char base[PATH_SIZE];
  (void)snprintf(path, sizeof path, "%s/%s/%s", suites, folder, name);
  (void)snprintf(base, sizeof base, SUITE_BASE "%s/%s", folder, name);
  FILE *stream = fopen(path, "rb");
  if (!stream) {
    fail_msg("%s cannot be opened", path);
  }
  const GestaReadOptions options = {.base = gesta_view(base)};
  uint64_t count = 0;
  const GestaStatus status = gesta_rdf_read(gesta_default_allocator(), stream,
                                            path, &options, &list->sink, &count,
                                            error);
  (void)fclose(stream);
  return status;
}

// Cut "<s> <p> <o> ." in place; literals do not matter.
static void
cut_facts(Suite *suite)
{
  size_t lines = 0;
  for (const char *at = suite->text; *at; ++at) {
    lines += *at == '\n';
  }
  suite->facts = calloc(lines + 1, sizeof *suite->facts);
  assert_non_null(suite->facts);
  char *line = suite->text;
  while (*line) {
    char *end = strchr(line, '\n');
    assert_non_null(end);
    *end = '\0';
    char *predicate = strchr(line, ' ');
    char *object = predicate ? strchr(predicate + 1, ' ') : NULL;
    if (object && *object) {
      *predicate = '\0';
      *object = '\0';
      char *last = strrchr(object + 1, ' ');
      assert_non_null(last);
      *last = '\0';
      suite->facts[suite->count++] = (Fact){line, predicate + 1, object + 1};
    }
    line = end + 1;
  }
}

static void
open_suite(Suite *suite)
{
  QuadList list;
  quad_list_init(&list);
  GestaError error = {.message = ""};
  if (read_file(suite->folder, "manifest.ttl", &list, &error)) {
    fail_msg("%s:%zu:%zu: %s", suite->folder, error.line, error.column,
             error.message);
  }
  suite->text = strdup(list.text.data);
  assert_non_null(suite->text);
  quad_list_clear(&list);
  cut_facts(suite);
}

static void
close_suite(Suite *suite)
{
  free(suite->facts);
  free(suite->text);
}

// The file that a test names by a property of the manifest; NULL if none.
static const char *
find_file(const Suite *suite, const char *test, const char *property)
{
  static char name[PATH_SIZE];
  for (size_t i = 0; i < suite->count; ++i) {
    const Fact *fact = &suite->facts[i];
    if (strcmp(fact->subject, test) == 0
        && strcmp(fact->predicate, property) == 0) {
      const char *start = strstr(fact->object, suite->folder);
      assert_non_null(start);
      (void)snprintf(name, sizeof name, "%s",
                     start + strlen(suite->folder) + 1);
      name[strcspn(name, ">")] = '\0';
      return name;
    }
  }
  return NULL;
}

static bool
is_known(const Suite *suite, const char *test)
{
  const char *name = strchr(test, '#');
  for (size_t i = 0; suite->known && suite->known[i]; ++i) {
    if (name && strncmp(name + 1, suite->known[i], strlen(suite->known[i])) == 0
        && name[1 + strlen(suite->known[i])] == '>') {
      return true;
    }
  }
  return false;
}

// Whether the reader does with a test's file what the test asks for.
static bool
passes_test(const Suite *suite, const char *test, const char *type)
{
  QuadList list;
  quad_list_init(&list);
  GestaError error = {.message = ""};
  const char *action = find_file(suite, test, "<" MANIFEST "action>");
  assert_non_null(action);
  const GestaStatus status = read_file(suite->folder, action, &list, &error);
  const bool negative = strstr(type, "Negative") != NULL;
  bool good = negative == (status != GESTA_OK);
  if (!good) {
    print_message("# %s: %zu:%zu: %s\n", test, error.line, error.column,
                  negative ? "was accepted" : error.message);
  } else if (negative) {
    good = status == GESTA_ERR_INPUT || status == GESTA_ERR_ENCODING
           || (status == GESTA_ERR_SYNTAX && error.line > 0);
  } else if (strstr(type, "Eval")) {
    QuadList expected;
    quad_list_init(&expected);
    const char *result = find_file(suite, test, "<" MANIFEST "result>");
    assert_non_null(result);
    assert_int_equal(read_file(suite->folder, result, &expected, NULL),
                     GESTA_OK);
    good = same_dataset(gesta_text_buffer_view(&list.text),
                        gesta_text_buffer_view(&expected.text));
    if (!good) {
      print_message("# %s:\n%sinstead of\n%s", test, list.text.data,
                    expected.text.data);
    }
    quad_list_clear(&expected);
  }
  quad_list_clear(&list);
  return good;
}

static void
run_suite(const char *folder, unsigned least, const char *const *known)
{
  if (suites[0] == '\0') {
    print_message("# the W3C test suites are not in ../shared/w3c/rdf\n");
    return;
  }
  Suite suite = {.folder = folder, .known = known};
  open_suite(&suite);
  for (size_t i = 0; i < suite.count; ++i) {
    const Fact *fact = &suite.facts[i];
    if (strcmp(fact->predicate, "<" GESTA_NS_RDF "type>") != 0
        || strncmp(fact->object + 1, TEST_TYPE, strlen(TEST_TYPE)) != 0) {
      continue;
    }
    const bool good = passes_test(&suite, fact->subject, fact->object);
    if (good == is_known(&suite, fact->subject)) {
      print_message("# %s: %s\n", fact->subject,
                    good ? "passes, though it is listed as failing" : "fails");
      ++suite.failed;
    } else {
      ++suite.passed;
    }
  }
  print_message("# %s: %u as expected, %u not\n", folder, suite.passed,
                suite.failed);
  close_suite(&suite);
  assert_int_equal(suite.failed, 0);
  assert_true(suite.passed >= least);
}

static void
every_turtle_test_passes(void **state)
{
  (void)state;
  run_suite("rdf-turtle", 313, NULL);
}

static void
every_trig_test_passes(void **state)
{
  (void)state;
  run_suite("rdf-trig", 356, NULL);
}

static void
every_test_of_n_triples_passes(void **state)
{
  (void)state;
  run_suite("rdf-n-triples", 70, NULL);
}

static void
every_test_of_n_quads_passes(void **state)
{
  (void)state;
  run_suite("rdf-n-quads", 87, NULL);
}

// What Raptor 2.0.15 does otherwise.
static void
tests_of_rdf_xml_pass_but_for_those_that_raptor_fails(void **state)
{
  (void)state;
  static const char *const known[] = {"rdfms-abouteach-error001",
                                      "rdfms-abouteach-error002",
                                      "rdfms-xmllang-test006", NULL};
  run_suite("rdf-xml", 166, known);
}

// What the tests above lean on.
static void
datasets_are_compared_up_to_the_labels_of_blank_nodes(void **state)
{
  (void)state;
  const GestaStringView ring = GESTA_VIEW(
    "_:a <x:p> _:b .\n_:b <x:p> <x:o> .\n");
  assert_true(same_dataset(
    ring, GESTA_VIEW("_:z <x:p> <x:o> .\n_:y <x:p> _:z .\n_:y <x:p> _:z .\n")));
  static const char *const others[] = {
    "_:a <x:p> _:b .\n_:a <x:p> <x:o> .\n",
    "_:a <x:p> _:b .\n_:b <x:p> <x:o> <x:g> .\n",
    "_:b <x:p> <x:o> .\n",
    "_:a <x:p> _:b .\n_:b <x:p> \"x:o\" .\n",
    "_:a <x:p> _:b .\n_:b <x:p> <x:o> .\n_:c <x:p> _:b .\n_:c <x:p> _:c .\n",
  };
  for (size_t i = 0; i < sizeof others / sizeof *others; ++i) {
    assert_false(same_dataset(ring, gesta_view(others[i])));
  }
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(datasets_are_compared_up_to_the_labels_of_blank_nodes),
    cmocka_unit_test(every_turtle_test_passes),
    cmocka_unit_test(every_trig_test_passes),
    cmocka_unit_test(every_test_of_n_triples_passes),
    cmocka_unit_test(every_test_of_n_quads_passes),
    cmocka_unit_test(tests_of_rdf_xml_pass_but_for_those_that_raptor_fails),
  };
  const char *srcdir = getenv("srcdir");
  (void)snprintf(suites, sizeof suites, "%s/../shared/w3c/rdf/rdf11",
                 srcdir ? srcdir : ".");
  char path[PATH_SIZE];
  (void)snprintf(path, sizeof path, "%s/rdf-turtle/manifest.ttl", suites);
  FILE *manifest = fopen(path, "rb");
  if (manifest) {
    (void)fclose(manifest);
  } else {
    suites[0] = '\0';
  }
  return cmocka_run_group_tests_name("w3c_rdf", tests, NULL, NULL);
}
