// SPDX-License-Identifier: GPL-3.0-or-later
/// @file quad_tuple.h
/// A quad as it is on disk: three or four ids of four bytes, the greatest byte
/// first, so that bytes compare like numbers.  Included by quad_index.c and
/// quad_scan.c only.

#ifndef GESTA_STORE_QUAD_TUPLE_H
#define GESTA_STORE_QUAD_TUPLE_H

#include "graph/store/lmdb_support.h"
#include "graph/store/quad_index.h"

#include <lmdb.h>

#include <stddef.h>
#include <stdint.h>

/// Which part of a quad (0 subject, 1 predicate, 2 object, 3 graph) is at each
/// place of a tuple.
static const unsigned char
  gesta_part_at[GESTA_FAMILY_COUNT][GESTA_ORDER_COUNT][4] = {
    {{0, 1, 2, 3}, {1, 2, 0, 3}, {2, 0, 1, 3}},
    {{0, 1, 2, 3}, {1, 2, 0, 3}, {2, 0, 1, 3}},
    {{3, 0, 1, 2}, {3, 1, 2, 0}, {3, 2, 0, 1}},
};

static inline size_t
gesta_tuple_ids(GestaIndexFamily family)
{
  return family == GESTA_FAMILY_DEFAULT ? 3 : 4;
}

static inline void
gesta_put_id(unsigned char *bytes, uint32_t id)
{
  for (size_t i = 0; i < GESTA_ID_SIZE; ++i) {
    bytes[i] = (unsigned char)(id >> (8 * (GESTA_ID_SIZE - 1 - i)));
  }
}

static inline uint32_t
gesta_get_id(const unsigned char *bytes)
{
  return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16
         | (uint32_t)bytes[2] << 8 | bytes[3];
}

static inline void
gesta_tuple_encode(GestaIndexFamily family, GestaIndexOrder order,
                   const GestaPackedQuad *quad,
                   unsigned char tuple[GESTA_INDEX_SIZE])
{
  const unsigned char *part = gesta_part_at[family][order];
  for (size_t i = 0; i < gesta_tuple_ids(family); ++i) {
    gesta_put_id(tuple + i * GESTA_ID_SIZE, quad->id[part[i]]);
  }
}

/// The first id of a tuple: a key of LMDB.
static inline MDB_val
gesta_tuple_key(const unsigned char *tuple)
{
  return gesta_lmdb_bytes(tuple, GESTA_ID_SIZE);
}

/// The other ids of a tuple: one of the key's sorted values.
static inline MDB_val
gesta_tuple_value(GestaIndexFamily family, const unsigned char *tuple)
{
  return gesta_lmdb_bytes(tuple + GESTA_ID_SIZE,
                          (gesta_tuple_ids(family) - 1) * GESTA_ID_SIZE);
}

#endif // GESTA_STORE_QUAD_TUPLE_H
