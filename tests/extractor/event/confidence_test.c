// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/event/confidence.h"

#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *
data(void)
{
  const char *value = getenv("GESTA_DATA");
  return value && *value ? value : "ontology";
}

static void
every_confidence_is_a_probability(void **state)
{
  (void)state;
  GestaConfidence confidence;
  GestaError error = {0};
  assert_int_equal(gesta_confidence_read(gesta_default_allocator(), data(),
                                         &confidence, &error),
                   GESTA_OK);
  // All pairs of evidence, none, all, and a walk through the rest.
  uint32_t evidence = 1;
  for (size_t i = 0; i < 100000; ++i) {
    evidence = evidence * 1664525U + 1013904223U;
    const double value = gesta_confidence(&confidence, evidence >> 8);
    assert_true(value >= 0.01 && value <= 0.99);
    assert_true(value == gesta_confidence(&confidence, evidence >> 8));
  }
  assert_true(gesta_confidence(&confidence, 0) > 0.5);
}

static void
a_weight_moves_it_its_way(void **state)
{
  (void)state;
  GestaConfidence confidence = {.always = 0};
  assert_true(gesta_confidence(&confidence, 0) == 0.5);
  for (size_t i = 0; i < GESTA_EVIDENCE_COUNT; ++i) {
    confidence.weights[i] = -1;
    assert_true(gesta_confidence(&confidence, 1U << i) < 0.5);
    confidence.weights[i] = 1;
    assert_true(gesta_confidence(&confidence, 1U << i) > 0.5);
    confidence.weights[i] = 0;
    assert_non_null(gesta_evidence_name(i));
  }
  confidence.always = 1000;
  assert_true(gesta_confidence(&confidence, 0) == 0.99);
  confidence.always = -1000;
  assert_true(gesta_confidence(&confidence, 0) == 0.01);
}

static GestaStatus
read_text(const char *text, GestaAllocator *allocator, GestaError *error)
{
  char root[64];
  char path[96];
  GestaConfidence confidence;
  (void)snprintf(root, sizeof root, "/tmp/gesta-weights-XXXXXX");
  assert_non_null(mkdtemp(root));
  (void)snprintf(path, sizeof path, "%s/confidence.tsv", root);
  FILE *stream = fopen(path, "wb");
  assert_non_null(stream);
  assert_true(fputs(text, stream) >= 0);
  assert_int_equal(fclose(stream), 0);
  const GestaStatus status = gesta_confidence_read(allocator, root, &confidence,
                                                   error);
  assert_int_equal(unlink(path), 0);
  assert_int_equal(rmdir(root), 0);
  return status;
}

static void
assert_refused(const char *text, size_t line, const char *told)
{
  GestaError error = {0};
  assert_int_equal(read_text(text, gesta_default_allocator(), &error),
                   GESTA_ERR_SYNTAX);
  assert_int_equal(error.line, line);
  if (!strstr(error.message, told)) {
    fail_msg("%s", error.message);
  }
}

static void
a_bad_table_is_refused_with_its_line(void **state)
{
  (void)state;
  assert_refused("# head\nalways\n", 2, "columns");
  assert_refused("always\t1.00\nluck\t0.50\n", 2, "luck");
  assert_refused("always\t1.00\nalways\t1.00\n", 2, "listed twice");
  assert_refused("always\tmuch\n", 1, "much");
  assert_refused("always\tINF\n", 1, "number");
  assert_refused("always\t1.00\npassive\t0.10\n", 2, "no weight of");
}

static void
refused_memory_is_reported(void **state)
{
  (void)state;
  FailingAllocator allocator = failing_allocator(0);
  GestaError error = {0};
  assert_int_equal(read_text("always\t1.00\n", &allocator.base, &error),
                   GESTA_ERR_MEMORY);
  assert_int_equal(allocator.live, 0);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_confidence_is_a_probability),
    cmocka_unit_test(a_weight_moves_it_its_way),
    cmocka_unit_test(a_bad_table_is_refused_with_its_line),
    cmocka_unit_test(refused_memory_is_reported),
  };
  return cmocka_run_group_tests_name("confidence", tests, NULL, NULL);
}
