// SPDX-License-Identifier: GPL-3.0-or-later
/// @file weight_table.h
/// The weights of a linear classifier, frozen: read where they lie in a mapped
/// model file.
///
/// The score of a class is the sum of its weights over all features.
///
/// threads  a table is immutable and may be shared

#ifndef GESTA_MODEL_WEIGHT_TABLE_H
#define GESTA_MODEL_WEIGHT_TABLE_H

#include "extractor/model/feature_key.h"
#include "graph/base/allocator.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "graph/base/text_buffer.h"

#include <stddef.h>
#include <stdint.h>

enum { GESTA_FEATURE_LIMIT = 192 };     ///< features of one decision
enum { GESTA_CLASS_LIMIT = 1U << 12U }; ///< classes of one classifier

typedef struct GestaWeightTable {
  const unsigned char *offsets; ///< uint32 [2^bucket_bits + 1], unaligned
  const unsigned char *records;
  uint32_t class_count;
  unsigned bucket_bits;
  unsigned class_size; ///< bytes of a class number: 1 or 2
} GestaWeightTable;

/// One weight on its way into a table.
typedef struct GestaWeight {
  GestaFeatureKey key;
  uint32_t class_index;
  int32_t value; ///< not 0
} GestaWeight;

/// Append the bytes of a table.  `weights` is sorted on the way.
///
/// errors  GESTA_ERR_MEMORY, GESTA_ERR_TOO_LARGE (above 4 GiB)
GESTA_MUST_CHECK GestaStatus
gesta_weight_table_write(GestaAllocator *allocator, GestaWeight *weights,
                         size_t count, uint32_t class_count,
                         GestaTextBuffer *section);

/// Look at the bytes of a table.
///
/// borrows  section, as long as *table is used
/// errors   GESTA_ERR_CORRUPT: a size, offset or class is out of range
/// cost     O(section.size): every record is walked once
GESTA_MUST_CHECK GestaStatus
gesta_weight_table_open(GestaStringView section, GestaWeightTable *table);

/// Add up the weights of features.
///
/// shapes  keys[count], scores[class_count], which this overwrites
/// needs   count <= GESTA_FEATURE_LIMIT
void
gesta_weight_table_score(const GestaWeightTable *table,
                         const GestaFeatureKey *keys, size_t count,
                         int32_t *scores);

#endif // GESTA_MODEL_WEIGHT_TABLE_H
