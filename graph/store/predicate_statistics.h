// SPDX-License-Identifier: GPL-3.0-or-later
/// @file predicate_statistics.h
/// What an optimizer wants to know of a predicate, for one family of tables.
/// Included by graph/store/*.c only.

#ifndef GESTA_STORE_PREDICATE_STATISTICS_H
#define GESTA_STORE_PREDICATE_STATISTICS_H

#include "graph/base/status.h"
#include "graph/store/quad_index.h"
#include "graph/store/store.h"

#include <lmdb.h>

#include <stdint.h>

/// cost  see gesta_store_predicate_statistics()
GESTA_MUST_CHECK GestaStatus
gesta_predicate_statistics(const GestaQuadTables *tables, MDB_txn *txn,
                           GestaIndexFamily family, uint32_t predicate,
                           GestaPredicateStatistics *statistics);

#endif // GESTA_STORE_PREDICATE_STATISTICS_H
