// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/rdf/iri.h"

#include "graph/rdf/vocabulary.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

typedef struct Case {
  const char *base;
  const char *reference;
  const char *iri;
} Case;

static void
check_cases(const Case *cases, size_t count)
{
  GestaTextBuffer iri;
  gesta_text_buffer_init(&iri, gesta_default_allocator());
  for (size_t i = 0; i < count; ++i) {
    iri.size = 0;
    assert_int_equal(gesta_text_buffer_append(&iri, GESTA_VIEW("kept ")),
                     GESTA_OK);
    assert_int_equal(gesta_iri_resolve(gesta_view(cases[i].base),
                                       gesta_view(cases[i].reference), &iri),
                     GESTA_OK);
    if (strcmp(iri.data + 5, cases[i].iri) != 0) {
      fail_msg("<%s> in <%s> is <%s>, not <%s>", cases[i].reference,
               cases[i].base, cases[i].iri, iri.data + 5);
    }
    assert_memory_equal(iri.data, "kept ", 5);
  }
  gesta_text_buffer_clear(&iri);
}

#define RFC_BASE "http://a/b/c/d;p?q"

// source  RFC 3986, section 5.4.1
static void
the_normal_examples_of_the_rfc_hold(void **state)
{
  (void)state;
  static const Case cases[] = {
    {RFC_BASE, "g:h", "g:h"},
    {RFC_BASE, "g", "http://a/b/c/g"},
    {RFC_BASE, "./g", "http://a/b/c/g"},
    {RFC_BASE, "g/", "http://a/b/c/g/"},
    {RFC_BASE, "/g", "http://a/g"},
    {RFC_BASE, "//g", "http://g"},
    {RFC_BASE, "?y", "http://a/b/c/d;p?y"},
    {RFC_BASE, "g?y", "http://a/b/c/g?y"},
    {RFC_BASE, "#s", "http://a/b/c/d;p?q#s"},
    {RFC_BASE, "g#s", "http://a/b/c/g#s"},
    {RFC_BASE, "g?y#s", "http://a/b/c/g?y#s"},
    {RFC_BASE, ";x", "http://a/b/c/;x"},
    {RFC_BASE, "g;x", "http://a/b/c/g;x"},
    {RFC_BASE, "g;x?y#s", "http://a/b/c/g;x?y#s"},
    {RFC_BASE, "", "http://a/b/c/d;p?q"},
    {RFC_BASE, ".", "http://a/b/c/"},
    {RFC_BASE, "./", "http://a/b/c/"},
    {RFC_BASE, "..", "http://a/b/"},
    {RFC_BASE, "../", "http://a/b/"},
    {RFC_BASE, "../g", "http://a/b/g"},
    {RFC_BASE, "../..", "http://a/"},
    {RFC_BASE, "../../", "http://a/"},
    {RFC_BASE, "../../g", "http://a/g"},
  };
  check_cases(cases, sizeof cases / sizeof *cases);
}

// source  RFC 3986, section 5.4.2
static void
the_abnormal_examples_of_the_rfc_hold(void **state)
{
  (void)state;
  static const Case cases[] = {
    {RFC_BASE, "../../../g", "http://a/g"},
    {RFC_BASE, "../../../../g", "http://a/g"},
    {RFC_BASE, "/./g", "http://a/g"},
    {RFC_BASE, "/../g", "http://a/g"},
    {RFC_BASE, "g.", "http://a/b/c/g."},
    {RFC_BASE, ".g", "http://a/b/c/.g"},
    {RFC_BASE, "g..", "http://a/b/c/g.."},
    {RFC_BASE, "..g", "http://a/b/c/..g"},
    {RFC_BASE, "./../g", "http://a/b/g"},
    {RFC_BASE, "./g/.", "http://a/b/c/g/"},
    {RFC_BASE, "g/./h", "http://a/b/c/g/h"},
    {RFC_BASE, "g/../h", "http://a/b/c/h"},
    {RFC_BASE, "g;x=1/./y", "http://a/b/c/g;x=1/y"},
    {RFC_BASE, "g;x=1/../y", "http://a/b/c/y"},
    {RFC_BASE, "g?y/./x", "http://a/b/c/g?y/./x"},
    {RFC_BASE, "g?y/../x", "http://a/b/c/g?y/../x"},
    {RFC_BASE, "g#s/./x", "http://a/b/c/g#s/./x"},
    {RFC_BASE, "g#s/../x", "http://a/b/c/g#s/../x"},
    {RFC_BASE, "http:g", "http:g"},
  };
  check_cases(cases, sizeof cases / sizeof *cases);
}

static void
bases_of_other_shapes_work_as_well(void **state)
{
  (void)state;
  static const Case cases[] = {
    {"http://a", "b", "http://a/b"},
    {"http://a?q", "b", "http://a/b"},
    {"http://a?q", "", "http://a?q"},
    {"http://a#f", "", "http://a"},
    {"http://a/b?q#f", "?", "http://a/b?"},
    {"http://a/b?q#f", "#", "http://a/b?q#"},
    {"http://a/b/?q/r", "c", "http://a/b/c"},
    {"http://a//b//c", "../d", "http://a//b/d"},
    {"http://a/b/../c", "d", "http://a/d"},
    {"http://a/b/../c", "#d", "http://a/b/../c#d"},
    {"urn:isbn", "123", "urn:123"},
    {"urn:a:b", "#c", "urn:a:b#c"},
    {"urn:", "..", "urn:"},
    {"file:///a/b", "../../c", "file:///c"},
    {"file:///a/b", "//host/c/../d", "file://host/d"},
    {"mailto:jean@example.org", "?subject=x",
     "mailto:jean@example.org?subject=x"},
    {"http://exemple.fr/é/à", "ê/../ô?ü#ç", "http://exemple.fr/é/ô?ü#ç"},
    {RFC_BASE, "1:2", "http://a/b/c/1:2"},
    {RFC_BASE, ":x", "http://a/b/c/:x"},
  };
  check_cases(cases, sizeof cases / sizeof *cases);
}

static void
an_absolute_iri_stays_as_it_is_written(void **state)
{
  (void)state;
  static const Case cases[] = {
    {RFC_BASE, "http://x/a/../b/./c", "http://x/a/../b/./c"},
    {"", "URN:x", "URN:x"},
    {"relative", "a+b-c.d:", "a+b-c.d:"},
  };
  check_cases(cases, sizeof cases / sizeof *cases);
  assert_true(gesta_iri_is_absolute(GESTA_VIEW("a1:")));
  assert_false(gesta_iri_is_absolute(GESTA_VIEW("1a:")));
  assert_false(gesta_iri_is_absolute(GESTA_VIEW("a/b:c")));
  assert_false(gesta_iri_is_absolute(GESTA_VIEW("http")));
  assert_false(gesta_iri_is_absolute(GESTA_VIEW("")));
}

static void
a_relative_iri_needs_an_absolute_base(void **state)
{
  (void)state;
  GestaTextBuffer iri;
  gesta_text_buffer_init(&iri, gesta_default_allocator());
  assert_int_equal(gesta_iri_resolve(GESTA_VIEW(""), GESTA_VIEW("a"), &iri),
                   GESTA_ERR_INPUT);
  assert_int_equal(gesta_iri_resolve(GESTA_VIEW("/b"), GESTA_VIEW("a"), &iri),
                   GESTA_ERR_INPUT);
  assert_int_equal(iri.size, 0);
  gesta_text_buffer_clear(&iri);
}

static void
refused_memory_leaves_the_buffer_as_it_was(void **state)
{
  (void)state;
  GestaStatus status = GESTA_ERR_MEMORY;
  for (size_t granted = 0; status != GESTA_OK; ++granted) {
    FailingAllocator allocator = failing_allocator(granted);
    GestaTextBuffer iri;
    gesta_text_buffer_init(&iri, &allocator.base);
    status = gesta_iri_resolve(
      GESTA_VIEW("http://example.org/a/long/path/that/needs/some/room/for/it"),
      GESTA_VIEW("../another/long/path/that/needs/some/more/room/for/it/x?q#f"),
      &iri);
    assert_true(status == GESTA_OK || status == GESTA_ERR_MEMORY);
    assert_true((status == GESTA_OK) == (iri.size > 0));
    gesta_text_buffer_clear(&iri);
    assert_int_equal(allocator.live, 0);
  }
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_normal_examples_of_the_rfc_hold),
    cmocka_unit_test(the_abnormal_examples_of_the_rfc_hold),
    cmocka_unit_test(bases_of_other_shapes_work_as_well),
    cmocka_unit_test(an_absolute_iri_stays_as_it_is_written),
    cmocka_unit_test(a_relative_iri_needs_an_absolute_base),
    cmocka_unit_test(refused_memory_leaves_the_buffer_as_it_was),
  };
  return cmocka_run_group_tests_name("iri", tests, NULL, NULL);
}
