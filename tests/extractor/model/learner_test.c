// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/model/learner.h"

#include "extractor/model/training_options.h"
#include "extractor/model/weight_table.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

// Two features decide between two classes; a third is noise.
static void
what_can_be_separated_is_learnt(void **state)
{
  (void)state;
  GestaLearner *learner = NULL;
  assert_int_equal(gesta_learner_new(gesta_default_allocator(), 2, &learner),
                   GESTA_OK);
  uint64_t random = 3;
  for (size_t i = 0; i < 500; ++i) {
    const uint32_t gold = gesta_random_next(&random) % 2;
    const GestaFeatureKey keys[] = {100 + gold, gesta_random_next(&random) % 5};
    int32_t scores[2];
    gesta_learner_step(learner);
    gesta_learner_score(learner, keys, 2, scores);
    const uint32_t best = scores[1] > scores[0];
    if (best != gold) {
      assert_int_equal(gesta_learner_update(learner, keys, 2, gold, best),
                       GESTA_OK);
    }
  }
  GestaTextBuffer buffer;
  gesta_text_buffer_init(&buffer, gesta_default_allocator());
  assert_int_equal(gesta_learner_freeze(learner, 1, 100, &buffer), GESTA_OK);
  GestaWeightTable table;
  assert_int_equal(
    gesta_weight_table_open(gesta_text_buffer_view(&buffer), &table), GESTA_OK);
  for (uint32_t gold = 0; gold < 2; ++gold) {
    for (uint64_t noise = 0; noise < 5; ++noise) {
      const GestaFeatureKey keys[] = {100 + gold, noise};
      int32_t scores[2];
      gesta_weight_table_score(&table, keys, 2, scores);
      assert_true(scores[gold] > scores[1 - gold]);
    }
  }
  gesta_text_buffer_clear(&buffer);
  gesta_learner_free(learner);
}

// One update after the first of four steps counts for three quarters.
static void
weights_are_averages_over_the_steps(void **state)
{
  (void)state;
  GestaLearner *learner = NULL;
  assert_int_equal(gesta_learner_new(gesta_default_allocator(), 2, &learner),
                   GESTA_OK);
  const GestaFeatureKey key = 9;
  gesta_learner_step(learner);
  assert_int_equal(gesta_learner_update(learner, &key, 1, 0, 1), GESTA_OK);
  for (int i = 0; i < 3; ++i) {
    gesta_learner_step(learner);
  }
  GestaTextBuffer buffer;
  gesta_text_buffer_init(&buffer, gesta_default_allocator());
  assert_int_equal(gesta_learner_freeze(learner, 1, 100, &buffer), GESTA_OK);
  GestaWeightTable table;
  assert_int_equal(
    gesta_weight_table_open(gesta_text_buffer_view(&buffer), &table), GESTA_OK);
  int32_t scores[2];
  gesta_weight_table_score(&table, &key, 1, scores);
  assert_int_equal(scores[0], 12); // sixteenths
  assert_int_equal(scores[1], -12);
  gesta_text_buffer_clear(&buffer);
  gesta_learner_free(learner);
}

static void
refused_memory_is_reported(void **state)
{
  (void)state;
  GestaStatus status = GESTA_ERR_MEMORY;
  for (size_t granted = 0; status; ++granted) {
    FailingAllocator allocator = failing_allocator(granted);
    GestaTextBuffer buffer;
    gesta_text_buffer_init(&buffer, &allocator.base);
    GestaLearner *learner = NULL;
    status = gesta_learner_new(&allocator.base, 3, &learner);
    const GestaFeatureKey keys[] = {1, 2, 3};
    if (!status) {
      gesta_learner_step(learner);
      status = gesta_learner_update(learner, keys, 3, 0, 2);
    }
    if (!status) {
      status = gesta_learner_freeze(learner, 1, 100, &buffer);
    }
    assert_true(status == GESTA_OK || status == GESTA_ERR_MEMORY);
    gesta_learner_free(learner);
    gesta_text_buffer_clear(&buffer);
    assert_int_equal(allocator.live, 0);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_can_be_separated_is_learnt),
    cmocka_unit_test(weights_are_averages_over_the_steps),
    cmocka_unit_test(refused_memory_is_reported),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
