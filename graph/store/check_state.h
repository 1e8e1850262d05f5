// SPDX-License-Identifier: GPL-3.0-or-later
/// @file check_state.h
/// What the files of the check share.  Included by graph/store/*check*.c only.

#ifndef GESTA_STORE_CHECK_STATE_H
#define GESTA_STORE_CHECK_STATE_H

#include "graph/base/status.h"
#include "graph/store/environment.h"
#include "graph/store/store_check.h"

#include <lmdb.h>

#include <stdint.h>

/// Kinds of faults, of each of which some are told.
typedef enum GestaFault {
  GESTA_FAULT_TERM,  ///< ids and spellings
  GESTA_FAULT_HASH,  ///< the table from hashes to ids
  GESTA_FAULT_VALUE, ///< the value index
  GESTA_FAULT_QUAD,  ///< an entry of a table of quads
  GESTA_FAULT_TABLE, ///< tables of quads that differ
  GESTA_FAULT_COUNT, ///< what LMDB counts
  GESTA_FAULT_PREFIX,
  GESTA_FAULT_KINDS, ///< how many there are
} GestaFault;

typedef struct GestaCheck {
  GestaEnvironment *environment;
  MDB_txn *txn;
  GestaCheckWatcher *watcher;
  GestaCancel *cancel;
  uint64_t term_count;
  uint64_t done; ///< entries looked at
  uint64_t total;
  uint64_t told[GESTA_FAULT_KINDS];
  uint64_t fault_count;
} GestaCheck;

/// Tell of a fault.
void
gesta_check_tell(GestaCheck *check, GestaFault kind, const char *text, ...)
  GESTA_PRINTF(3, 4);

/// Count an entry as looked at.
///
/// errors  GESTA_ERR_CANCELLED
GESTA_MUST_CHECK GestaStatus
gesta_check_step(GestaCheck *check, uint64_t entries);

/// Check the dictionary and the value index.
GESTA_MUST_CHECK GestaStatus
gesta_check_terms(GestaCheck *check);

/// Check the tables of quads.
GESTA_MUST_CHECK GestaStatus
gesta_check_quads(GestaCheck *check);

#endif // GESTA_STORE_CHECK_STATE_H
