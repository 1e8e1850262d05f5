// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/model/matrix.h"

#include "extractor/model/training_options.h"
#include "tests/support/cmocka_support.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { ROWS = 9, INNER = 7, MOST_COLUMNS = 136 };

static uint64_t seed = 3;

static void
fill(float *values, size_t count)
{
  for (size_t i = 0; i < count; ++i) {
    values[i] = (float)(gesta_random_next(&seed) % 2001) / 1000.0F - 1.0F;
  }
}

// Every width of tile, every remainder of rows, both ways to read the left
// side; what lies outside the product stays as it is.
static void
products_are_those_of_the_definition(void **state)
{
  (void)state;
  float left[ROWS * INNER];
  float right[INNER * MOST_COLUMNS];
  float sum[ROWS * MOST_COLUMNS];
  float expected[ROWS * MOST_COLUMNS];
  for (size_t columns = GESTA_MATRIX_LANES; columns <= MOST_COLUMNS;
       columns += GESTA_MATRIX_LANES) {
    for (size_t rows = 0; rows <= ROWS; ++rows) {
      const bool turned = (rows + columns / GESTA_MATRIX_LANES) % 2 == 0;
      const GestaMatrix view = {left, turned ? 1 : INNER, turned ? rows : 1};
      fill(left, ROWS * INNER);
      fill(right, INNER * columns);
      fill(sum, ROWS * columns);
      memcpy(expected, sum, sizeof sum);
      for (size_t i = 0; i < rows; ++i) {
        for (size_t j = 0; j < columns; ++j) {
          for (size_t k = 0; k < INNER; ++k) {
            expected[i * columns + j] +=
              left[i * view.row_step + k * view.column_step]
              * right[k * columns + j];
          }
        }
      }
      gesta_matrix_add_product(sum, view, right, rows, INNER, columns);
      for (size_t i = 0; i < ROWS * columns; ++i) {
        assert_true(sum[i] == expected[i]); // to the last bit
      }
    }
  }
}

static void
tangents_and_sigmoids_are_close(void **state)
{
  (void)state;
  enum { COUNT = 4000 };
  static float tangents[COUNT];
  static float sigmoids[COUNT];
  for (size_t i = 0; i < COUNT; ++i) {
    tangents[i] = ((float)i - COUNT / 2.0F) / 100.0F;
    sigmoids[i] = tangents[i];
  }
  gesta_matrix_tanh(tangents, COUNT);
  gesta_matrix_sigmoid(sigmoids, COUNT);
  for (size_t i = 0; i < COUNT; ++i) {
    const double x = ((double)i - COUNT / 2.0) / 100.0;
    assert_true(fabs((double)tangents[i] - tanh(x)) < 2e-4);
    assert_true(fabs((double)sigmoids[i] - 1.0 / (1.0 + exp(-x))) < 1e-4);
    assert_true(sigmoids[i] >= 0.0F && sigmoids[i] <= 1.0F);
  }
}

static void
bytes_are_added_with_their_scale(void **state)
{
  (void)state;
  static const int8_t bytes[16] = {1,  -1, 127, -127, -128, 0, 3, 4,
                                   -5, 6,  7,   8,    9,    1, 2, 3};
  float sum[16];
  for (size_t i = 0; i < 16; ++i) {
    sum[i] = 1.0F;
  }
  gesta_matrix_add_bytes(sum, bytes, 0.5F, 16);
  for (size_t i = 0; i < 16; ++i) {
    assert_true(sum[i] == 1.0F + 0.5F * (float)bytes[i]);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(products_are_those_of_the_definition),
    cmocka_unit_test(tangents_and_sigmoids_are_close),
    cmocka_unit_test(bytes_are_added_with_their_scale),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
