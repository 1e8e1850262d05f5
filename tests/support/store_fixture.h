// SPDX-License-Identifier: GPL-3.0-or-later
/// @file store_fixture.h
/// A throw-away LMDB environment with a write transaction begun.

#ifndef GESTA_TESTS_SUPPORT_STORE_FIXTURE_H
#define GESTA_TESTS_SUPPORT_STORE_FIXTURE_H

#include <lmdb.h>

typedef struct StoreFixture {
  MDB_env *env;
  MDB_txn *txn; ///< the current transaction
} StoreFixture;

/// Make an empty store.  The file is unlinked at once, so that even a crashing
/// test leaves nothing behind.
StoreFixture
store_fixture_new(void);

/// End the transaction, keeping or dropping its writes, and begin another that
/// may write or only read.
void
store_fixture_commit(StoreFixture *fixture);
void
store_fixture_abort(StoreFixture *fixture);
void
store_fixture_read_only(StoreFixture *fixture); // commits

void
store_fixture_free(StoreFixture *fixture);

#endif // GESTA_TESTS_SUPPORT_STORE_FIXTURE_H
