// SPDX-License-Identifier: GPL-3.0-or-later
/// @file quad_count.h
/// How many entries of a table match a pattern.  Included by graph/store/*.c
/// only.
///
/// threads  a count belongs to the thread of its transaction

#ifndef GESTA_STORE_QUAD_COUNT_H
#define GESTA_STORE_QUAD_COUNT_H

#include "graph/base/status.h"
#include "graph/store/quad_index.h"

#include <lmdb.h>

#include <stdbool.h>
#include <stdint.h>

/// Count the quads of a family that match a pattern (0: any).
///
/// cost  see gesta_store_count()
GESTA_MUST_CHECK GestaStatus
gesta_quad_count(const GestaQuadTables *tables, MDB_txn *txn,
                 GestaIndexFamily family, const GestaPackedQuad *pattern,
                 uint64_t *count, bool *exact);

#endif // GESTA_STORE_QUAD_COUNT_H
