// SPDX-License-Identifier: GPL-3.0-or-later
// Vectors of the compiler, of which it makes what the processor has.  However
// wide they are, a number is summed in the same order.

#include "extractor/model/matrix.h"

#include <assert.h>
#include <string.h>

// One clone for processors with 256-bit vectors, chosen when the program is
// loaded, and a product for those with 512 bits.  ISO C (-std=c17) never fuses
// multiplication and addition, which would round differently.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)            \
  && !defined(__SANITIZE_ADDRESS__)
#  define CLONES __attribute__((target_clones("avx2", "default")))
#  define WIDE __attribute__((target("avx512f")))
#else
#  define CLONES
#endif
#define ALWAYS static inline __attribute__((always_inline))

enum { LANES = GESTA_MATRIX_LANES };

#define TILE_LANES 8
#define TILE_NAME(name) name##_8
#include "extractor/model/matrix_tiles.inc"

CLONES static void
multiply_8(float *sum, GestaMatrix left, const float *right, size_t rows,
           size_t inner, size_t columns)
{
  add_product_8(sum, left, right, rows, inner, columns);
}

#ifdef WIDE
#  define TILE_LANES 16
#  define TILE_NAME(name) name##_16
#  include "extractor/model/matrix_tiles.inc"

WIDE static void
multiply_16(float *sum, GestaMatrix left, const float *right, size_t rows,
            size_t inner, size_t columns)
{
  add_product_16(sum, left, right, rows, inner, columns);
}
#endif

void
gesta_matrix_add_product(float *sum, GestaMatrix left, const float *right,
                         size_t rows, size_t inner, size_t columns)
{
  assert(columns % LANES == 0);
#ifdef WIDE
  if (rows > 1 && columns % 16 == 0 && __builtin_cpu_supports("avx512f")) {
    multiply_16(sum, left, right, rows, inner, columns);
    return;
  }
#endif
  multiply_8(sum, left, right, rows, inner, columns);
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
