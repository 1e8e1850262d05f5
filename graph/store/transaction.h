// SPDX-License-Identifier: GPL-3.0-or-later
/// @file transaction.h
/// What a store and its transactions are made of.  Included by graph/store/*.c
/// only.

#ifndef GESTA_STORE_TRANSACTION_H
#define GESTA_STORE_TRANSACTION_H

#include "graph/base/text_buffer.h"
#include "graph/store/environment.h"
#include "graph/store/quad_index.h"
#include "graph/store/quad_runs.h"
#include "graph/store/quad_scan.h"
#include "graph/store/store.h"
#include "graph/store/term_cache.h"

#include <lmdb.h>

#include <pthread.h>

enum { GESTA_KEPT_STATISTICS = 64 };

/// What was found of a predicate in the state that a commit left behind.
typedef struct GestaKeptStatistics {
  size_t version;        ///< of the transaction that read it
  GestaTermId predicate; ///< GESTA_NO_TERM: nothing is kept here
  GestaPredicateStatistics statistics;
} GestaKeptStatistics;

struct GestaStore {
  GestaAllocator *allocator; // borrowed
  GestaEnvironment *environment;
  bool is_read_only;
  pthread_mutex_t guard;                           ///< of `kept`
  GestaKeptStatistics kept[GESTA_KEPT_STATISTICS]; ///< by predicate, modulo
};

struct GestaTransaction {
  GestaStore *store;
  MDB_txn *txn;
  bool is_write;
  GestaStatus failure;   ///< of a write: the transaction cannot be committed
  GestaTermCache *terms; ///< writers only, made by the first quad
  MDB_cursor *spellings; ///< readers only, opened by the first look-up
  GestaTextBuffer spelling;
  GestaQuadRuns pending[2]; ///< not in the tables yet, by GestaIndexFamily:
                            ///< default, named
};

/// Bring every table up to date (invariant 1 of quad_index.c).
GESTA_MUST_CHECK GestaStatus
gesta_transaction_flush(GestaTransaction *transaction);

/// Bring the dictionary and the value index up to date.
GESTA_MUST_CHECK GestaStatus
gesta_transaction_flush_terms(GestaTransaction *transaction);

#endif // GESTA_STORE_TRANSACTION_H
