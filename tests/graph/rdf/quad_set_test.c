// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/rdf/quad_set.h"

#include "graph/rdf/vocabulary.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"
#include "tests/support/quad_list.h"

static GestaStatus
add(GestaQuadSet *set, const char *subject, GestaStringView predicate,
    const char *object, const char *graph)
{
  GestaQuad quad = {
    .subject = gesta_iri(gesta_view(subject)),
    .predicate = gesta_iri(predicate),
    .object = gesta_text_literal(gesta_view(object), GESTA_VIEW("fr"))};
  if (*graph) {
    quad.graph = gesta_iri(gesta_view(graph));
  }
  return gesta_sink_quad(&set->sink, &quad);
}

static GestaStatus
fill(GestaQuadSet *set)
{
  GestaStatus status = GESTA_OK;
  for (unsigned i = 0; status == GESTA_OK && i < 100; ++i) {
    status = add(set, "u:b", GESTA_VIEW("u:p"), "2", "u:g");
    if (status == GESTA_OK) {
      status = add(set, "u:b", GESTA_VIEW("u:p"), "2", "");
    }
    if (status == GESTA_OK) {
      status = add(set, "u:b", GESTA_RDF("type"), "3", "");
    }
    if (status == GESTA_OK) {
      status = add(set, "u:b", GESTA_VIEW("a:p"), "1", "");
    }
    if (status == GESTA_OK) {
      status = add(set, "u:a", GESTA_VIEW("u:p"), "1", "");
    }
  }
  return status;
}

static void
quads_come_out_sorted_and_once(void **state)
{
  (void)state;
  GestaQuadSet set;
  gesta_quad_set_init(&set, gesta_default_allocator());
  assert_int_equal(fill(&set), GESTA_OK);
  QuadList list;
  quad_list_init(&list);
  uint64_t count = 0;
  assert_int_equal(gesta_quad_set_send(&set, &list.sink, &count), GESTA_OK);
  assert_int_equal(count, 5);
  assert_string_equal(list.text.data,
                      "<u:a> <u:p> \"1\"@fr .\n"
                      "<u:b> <" GESTA_NS_RDF "type> \"3\"@fr .\n"
                      "<u:b> <a:p> \"1\"@fr .\n"
                      "<u:b> <u:p> \"2\"@fr .\n"
                      "<u:b> <u:p> \"2\"@fr <u:g> .\n");
  quad_list_clear(&list);
  gesta_quad_set_clear(&set);
  assert_int_equal(set.count, 0);
}

static void
refused_memory_leaks_nothing(void **state)
{
  (void)state;
  GestaStatus status = GESTA_ERR_MEMORY;
  for (size_t granted = 0; status != GESTA_OK; ++granted) {
    FailingAllocator allocator = failing_allocator(granted);
    GestaQuadSet set;
    gesta_quad_set_init(&set, &allocator.base);
    status = fill(&set);
    gesta_quad_set_clear(&set);
    assert_int_equal(allocator.live, 0);
  }
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(quads_come_out_sorted_and_once),
    cmocka_unit_test(refused_memory_leaks_nothing),
  };
  return cmocka_run_group_tests_name("quad_set", tests, NULL, NULL);
}
