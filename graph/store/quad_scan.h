// SPDX-License-Identifier: GPL-3.0-or-later
/// @file quad_scan.h
/// A walk over the entries of one table that begin with given ids.  Included by
/// graph/store/*.c only.
///
/// threads  a scan belongs to the thread of its transaction

#ifndef GESTA_STORE_QUAD_SCAN_H
#define GESTA_STORE_QUAD_SCAN_H

#include "graph/base/status.h"
#include "graph/store/quad_index.h"
#include "graph/store/store.h"

#include <lmdb.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The values between `page` and `end` are those on which LMDB's cursor stands
/// (invariants in quad_scan.c).
typedef struct GestaIndexScan {
  MDB_cursor *cursor;
  GestaIndexFamily family;
  GestaIndexOrder order;
  const unsigned char *page;              ///< first value at hand, or NULL
  const unsigned char *entry;             ///< next value of the walk
  const unsigned char *stop;              ///< of the values that match
  const unsigned char *end;               ///< of the values at hand
  size_t value_size;                      ///< bytes of a value
  size_t prefix_size;                     ///< bound bytes of a value
  unsigned char prefix[GESTA_INDEX_SIZE]; ///< bound bytes, then zeros
  unsigned char key[GESTA_ID_SIZE];       ///< first id of the values at hand
  bool has_key;                           ///< the first id is bound
  bool is_over;                           ///< no page follows
  bool is_local;                          ///< the last seek stayed near
} GestaIndexScan;

/// Prepare a walk over the quads of a family that match patterns in which the
/// same positions are bound as in `pattern` (0: any); it stands nowhere yet.
///
/// gives  *scan; end it with gesta_index_scan_end()
/// needs  a graph in the pattern if the graph comes first
GESTA_MUST_CHECK GestaStatus
gesta_index_scan_open(const GestaQuadTables *tables, MDB_txn *txn,
                      GestaIndexFamily family, const GestaPackedQuad *pattern,
                      GestaIndexScan *scan);

/// Go to the first quad that matches a pattern.
///
/// needs    the bound positions of gesta_index_scan_open()
/// returns  GESTA_OK, also if nothing matches
/// cost     nothing but a search in the page at hand if the quad is there; else
///          up to two B+tree descents
GESTA_MUST_CHECK GestaStatus
gesta_index_scan_seek(GestaIndexScan *scan, const GestaPackedQuad *pattern);

/// Go to the first quad of the present pattern whose first id that is not bound
/// is `least` or more.
///
/// needs    a walk whose first id is bound and that has an id left
/// returns  GESTA_OK, also if there is none
GESTA_MUST_CHECK GestaStatus
gesta_index_scan_skip(GestaIndexScan *scan, uint32_t least);

/// Make the walk an empty one.
void
gesta_index_scan_seek_nothing(GestaIndexScan *scan);

/// Read the next quads.
///
/// needs    room > 0
/// returns  GESTA_OK and *count > 0, or GESTA_END
GESTA_MUST_CHECK GestaStatus
gesta_index_scan_read(GestaIndexScan *scan, GestaQuadIds *quads, size_t room,
                      size_t *count);

/// Count the quads that are left, which ends the walk: exactly if they are on
/// `most` pages or fewer; else *over is true and *count says how many they are
/// at least.
GESTA_MUST_CHECK GestaStatus
gesta_index_scan_count(GestaIndexScan *scan, size_t most, uint64_t *count,
                       bool *over);

/// End a walk; one that is all zeros is allowed.
void
gesta_index_scan_end(GestaIndexScan *scan);

#endif // GESTA_STORE_QUAD_SCAN_H
