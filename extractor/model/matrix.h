// SPDX-License-Identifier: GPL-3.0-or-later
/// @file matrix.h
/// The few operations on matrices that a neural network needs.
///
/// Every machine gets the same numbers: sums are taken in a fixed order, and no
/// multiplication is fused with an addition.
///
/// shapes  matrices are row-major; the count of columns is a multiple of 8

#ifndef GESTA_MODEL_MATRIX_H
#define GESTA_MODEL_MATRIX_H

#include <stddef.h>
#include <stdint.h>

enum { GESTA_MATRIX_LANES = 8 };

/// A matrix that is read along its rows or, transposed, along its columns.
typedef struct GestaMatrix {
  const float *values;
  size_t row_step;    ///< from a row to the next
  size_t column_step; ///< from a column to the next
} GestaMatrix;

/// The next multiple of GESTA_MATRIX_LANES.
static inline size_t
gesta_matrix_width(size_t columns)
{
  return (columns + GESTA_MATRIX_LANES - 1) / GESTA_MATRIX_LANES
         * GESTA_MATRIX_LANES;
}

/// sum += left * right
///
/// shapes  sum[rows][columns], left[rows][inner], right[inner][columns]
/// needs   columns is a multiple of GESTA_MATRIX_LANES
void
gesta_matrix_add_product(float *sum, GestaMatrix left, const float *right,
                         size_t rows, size_t inner, size_t columns);

/// sum += scale * bytes
///
/// needs  count is a multiple of GESTA_MATRIX_LANES
void
gesta_matrix_add_bytes(float *sum, const int8_t *bytes, float scale,
                       size_t count);

/// Replace every value by its hyperbolic tangent, to an error of 0.0001.
///
/// source  Lambert's continued fraction, cut off after seven terms
/// needs   count is a multiple of GESTA_MATRIX_LANES
void
gesta_matrix_tanh(float *values, size_t count);

/// Replace every value x by 1 / (1 + exp(-x)), by way of the tangent.
void
gesta_matrix_sigmoid(float *values, size_t count);

#endif // GESTA_MODEL_MATRIX_H
