// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/model/weight_table.h"

#include "extractor/model/training_options.h"
#include "tests/support/cmocka_support.h"

#include <stdlib.h>
#include <string.h>

enum { CLASSES = 300, WEIGHTS = 5000, FEATURES = 900, ROUNDS = 200 };

static GestaTextBuffer
make_table(GestaWeight *weights, size_t count, uint32_t classes)
{
  GestaTextBuffer buffer;
  gesta_text_buffer_init(&buffer, gesta_default_allocator());
  assert_int_equal(gesta_weight_table_write(gesta_default_allocator(), weights,
                                            count, classes, &buffer),
                   GESTA_OK);
  return buffer;
}

static GestaWeightTable
open_table(const GestaTextBuffer *buffer)
{
  GestaWeightTable table;
  assert_int_equal(
    gesta_weight_table_open(gesta_text_buffer_view(buffer), &table), GESTA_OK);
  return table;
}

// Weights up to 127 are stored exactly: the oracle is plain addition.
static void
scores_are_sums_of_weights(void **state)
{
  (void)state;
  static GestaWeight weights[WEIGHTS];
  static int32_t values[FEATURES][CLASSES];
  uint64_t random = 1;
  size_t count = 0;
  for (size_t i = 0; i < WEIGHTS; ++i) {
    const size_t feature = gesta_random_next(&random) % FEATURES;
    const size_t class = gesta_random_next(&random) % CLASSES;
    const int32_t value = (int32_t)(gesta_random_next(&random) % 127) + 1;
    if (values[feature][class] == 0) {
      values[feature][class] = value;
      weights[count++] = (GestaWeight){gesta_feature_mix(feature, 5),
                                       (uint32_t) class, value};
    }
  }
  GestaTextBuffer buffer = make_table(weights, count, CLASSES);
  const GestaWeightTable table = open_table(&buffer);
  for (size_t round = 0; round < ROUNDS; ++round) {
    GestaFeatureKey keys[10];
    int32_t wanted[CLASSES] = {0};
    int32_t scores[CLASSES];
    for (size_t k = 0; k < 10; ++k) {
      const size_t feature = gesta_random_next(&random) % FEATURES;
      keys[k] = gesta_feature_mix(feature, 5);
      for (size_t c = 0; c < CLASSES; ++c) {
        wanted[c] += values[feature][c];
      }
    }
    gesta_weight_table_score(&table, keys, 10, scores);
    assert_memory_equal(scores, wanted, sizeof wanted);
  }
  gesta_text_buffer_clear(&buffer);
}

static void
a_feature_with_more_than_255_weights_keeps_them_all(void **state)
{
  (void)state;
  GestaWeight weights[CLASSES];
  for (uint32_t c = 0; c < CLASSES; ++c) {
    weights[c] = (GestaWeight){77, c, (int32_t)(c % 50) + 1};
  }
  GestaTextBuffer buffer = make_table(weights, CLASSES, CLASSES);
  const GestaWeightTable table = open_table(&buffer);
  const GestaFeatureKey key = 77;
  int32_t scores[CLASSES];
  gesta_weight_table_score(&table, &key, 1, scores);
  for (uint32_t c = 0; c < CLASSES; ++c) {
    assert_int_equal(scores[c], (int32_t)(c % 50) + 1);
  }
  gesta_text_buffer_clear(&buffer);
}

static void
large_weights_keep_seven_bits(void **state)
{
  (void)state;
  GestaWeight weights[] = {{1, 0, 20001}, {1, 1, -9000}};
  GestaTextBuffer buffer = make_table(weights, 2, 2);
  const GestaWeightTable table = open_table(&buffer);
  const GestaFeatureKey key = 1;
  int32_t scores[2];
  gesta_weight_table_score(&table, &key, 1, scores);
  assert_true(abs(scores[0] - 20001) <= 128);
  assert_true(abs(scores[1] + 9000) <= 128);
  gesta_text_buffer_clear(&buffer);
}

// A damaged table is refused or read within its bounds, never beyond.
static void
damage_never_leads_out_of_the_table(void **state)
{
  (void)state;
  GestaWeight weights[40];
  for (uint32_t i = 0; i < 40; ++i) {
    weights[i] = (GestaWeight){gesta_feature_mix(i % 20, 3), i / 20, 5};
  }
  GestaTextBuffer buffer = make_table(weights, 40, 7);
  for (size_t i = 0; i < buffer.size; ++i) {
    // On the heap and of the exact size, so that a sanitizer sees it.
    char *copy = malloc(buffer.size);
    assert_non_null(copy);
    memcpy(copy, buffer.data, buffer.size);
    copy[i] = (char)(copy[i] ^ 0x55);
    GestaWeightTable table;
    const GestaStatus status = gesta_weight_table_open(
      (GestaStringView){copy, buffer.size}, &table);
    assert_true(status == GESTA_OK || status == GESTA_ERR_CORRUPT);
    for (uint32_t k = 0; k < 20 && !status; ++k) {
      static int32_t scores[GESTA_CLASS_LIMIT];
      const GestaFeatureKey key = gesta_feature_mix(k, 3);
      gesta_weight_table_score(&table, &key, 1, scores);
    }
    free(copy);
  }
  for (size_t size = 0; size < buffer.size; ++size) {
    GestaWeightTable table;
    assert_int_equal(
      gesta_weight_table_open((GestaStringView){buffer.data, size}, &table),
      GESTA_ERR_CORRUPT);
  }
  gesta_text_buffer_clear(&buffer);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(scores_are_sums_of_weights),
    cmocka_unit_test(a_feature_with_more_than_255_weights_keeps_them_all),
    cmocka_unit_test(large_weights_keep_seven_bits),
    cmocka_unit_test(damage_never_leads_out_of_the_table),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
