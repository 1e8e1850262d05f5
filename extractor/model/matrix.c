// SPDX-License-Identifier: GPL-3.0-or-later
// Eight lanes at a time: a vector of the compiler, which makes of it what the
// processor has.  Tiles of the product are held in registers.

#include "extractor/model/matrix.h"

#include <assert.h>
#include <string.h>

typedef float Lanes __attribute__((vector_size(32)));

// One clone for processors with 256-bit vectors, chosen when the program is
// loaded; never one with fused multiplication, which would round differently.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)            \
  && !defined(__SANITIZE_ADDRESS__)
#  define CLONES __attribute__((target_clones("avx2", "default")))
#else
#  define CLONES
#endif
#define ALWAYS static inline __attribute__((always_inline))

enum { LANES = GESTA_MATRIX_LANES, TALL = 4, WIDE = 8, HALF = 4 };

// A tile of TALL rows and 2 * LANES columns.
ALWAYS void
add_tall_tile(float *sum, GestaMatrix left, const float *right, size_t inner,
              size_t columns)
{
  Lanes tile[TALL][2];
#pragma GCC unroll 4
  for (size_t r = 0; r < TALL; ++r) {
    memcpy(&tile[r][0], sum + r * columns, sizeof(Lanes));
    memcpy(&tile[r][1], sum + r * columns + LANES, sizeof(Lanes));
  }
  for (size_t k = 0; k < inner; ++k) {
    Lanes a;
    Lanes b;
    memcpy(&a, right + k * columns, sizeof a);
    memcpy(&b, right + k * columns + LANES, sizeof b);
    const float *factors = left.values + k * left.column_step;
#pragma GCC unroll 4
    for (size_t r = 0; r < TALL; ++r) {
      const float factor = factors[r * left.row_step];
      tile[r][0] += factor * a;
      tile[r][1] += factor * b;
    }
  }
#pragma GCC unroll 4
  for (size_t r = 0; r < TALL; ++r) {
    memcpy(sum + r * columns, &tile[r][0], sizeof(Lanes));
    memcpy(sum + r * columns + LANES, &tile[r][1], sizeof(Lanes));
  }
}

// A tile of one row and `wide` * LANES columns, WIDE at most.
ALWAYS void
add_row_tile(float *sum, GestaMatrix left, const float *right, size_t inner,
             size_t columns, size_t wide)
{
  Lanes tile[WIDE];
  memcpy(tile, sum, wide * sizeof *tile);
  for (size_t k = 0; k < inner; ++k) {
    const float factor = left.values[k * left.column_step];
#pragma GCC unroll 8
    for (size_t j = 0; j < wide; ++j) {
      Lanes a;
      memcpy(&a, right + k * columns + j * LANES, sizeof a);
      tile[j] += factor * a;
    }
  }
  memcpy(sum, tile, wide * sizeof *tile);
}

CLONES void
gesta_matrix_add_product(float *sum, GestaMatrix left, const float *right,
                         size_t rows, size_t inner, size_t columns)
{
  assert(columns % LANES == 0);
  size_t i = 0;
  for (; i + TALL <= rows; i += TALL) {
    const GestaMatrix part = {left.values + i * left.row_step, left.row_step,
                              left.column_step};
    size_t j = 0;
    for (; j + 2 * (size_t)LANES <= columns; j += 2 * (size_t)LANES) {
      add_tall_tile(sum + i * columns + j, part, right + j, inner, columns);
    }
    for (size_t r = 0; j < columns && r < TALL; ++r) {
      const GestaMatrix row = {part.values + r * left.row_step, left.row_step,
                               left.column_step};
      add_row_tile(sum + (i + r) * columns + j, row, right + j, inner, columns,
                   1);
    }
  }
  for (; i < rows; ++i) {
    const GestaMatrix row = {left.values + i * left.row_step, left.row_step,
                             left.column_step};
    size_t j = 0;
    for (; j + (size_t)WIDE * LANES <= columns; j += (size_t)WIDE * LANES) {
      add_row_tile(sum + i * columns + j, row, right + j, inner, columns, WIDE);
    }
    for (; j + (size_t)HALF * LANES <= columns; j += (size_t)HALF * LANES) {
      add_row_tile(sum + i * columns + j, row, right + j, inner, columns, HALF);
    }
    for (; j < columns; j += LANES) {
      add_row_tile(sum + i * columns + j, row, right + j, inner, columns, 1);
    }
  }
}

CLONES void
gesta_matrix_add_bytes(float *sum, const int8_t *bytes, float scale,
                       size_t count)
{
  assert(count % LANES == 0);
  for (size_t i = 0; i < count; i += LANES) {
    for (size_t j = 0; j < LANES; ++j) {
      sum[i + j] += scale * (float)bytes[i + j];
    }
  }
}

// Where the fraction reaches 1; beyond, it is 1.
static const float limit = 4.97F;

ALWAYS void
take_tanh(float *values, float scale, float factor, float shift)
{
  float x[LANES];
  for (size_t i = 0; i < LANES; ++i) {
    const float value = values[i] * scale;
    const float above = value < -limit ? -limit : value;
    x[i] = above > limit ? limit : above;
  }
  for (size_t i = 0; i < LANES; ++i) {
    const float s = x[i] * x[i];
    const float up = x[i] * (135135.0F + s * (17325.0F + s * (378.0F + s)));
    const float down = 135135.0F + s * (62370.0F + s * (3150.0F + s * 28.0F));
    values[i] = up / down * factor + shift;
  }
}

CLONES void
gesta_matrix_tanh(float *values, size_t count)
{
  assert(count % LANES == 0);
  for (size_t i = 0; i < count; i += LANES) {
    take_tanh(values + i, 1.0F, 1.0F, 0.0F);
  }
}

CLONES void
gesta_matrix_sigmoid(float *values, size_t count)
{
  assert(count % LANES == 0);
  for (size_t i = 0; i < count; i += LANES) {
    take_tanh(values + i, 0.5F, 0.5F, 0.5F);
  }
}
