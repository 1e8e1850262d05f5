// SPDX-License-Identifier: GPL-3.0-or-later
/// @file migration.h
/// Older formats of the graph file, made into the present one.  Included by
/// graph/store/*.c only.

#ifndef GESTA_STORE_MIGRATION_H
#define GESTA_STORE_MIGRATION_H

#include "graph/base/status.h"

#include <lmdb.h>

#include <stdint.h>

/// Bring the tables of a file from an older format to the present one, in a
/// transaction of the caller's, who then writes the new version.
///
/// needs   a write transaction, a format older than GESTA_FILE_FORMAT
/// errors  GESTA_ERR_MEMORY, GESTA_ERR_STORAGE, GESTA_ERR_FULL,
///         GESTA_ERR_CORRUPT; abort the transaction then
/// cost    from format 1: one pass over all terms
GESTA_MUST_CHECK GestaStatus
gesta_migrate(MDB_txn *txn, uint32_t format);

#endif // GESTA_STORE_MIGRATION_H
