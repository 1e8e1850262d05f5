// SPDX-License-Identifier: GPL-3.0-or-later
#define _POSIX_C_SOURCE 200809L // mkstemp(); configure defines it otherwise

#include "tests/support/store_fixture.h"

#include "tests/support/cmocka_support.h"

#include <stdlib.h>
#include <unistd.h>

// Begin a transaction.  A failing assertion must leave tear-down a fixture
// that can be freed, so fixture->txn is never one that has ended.
static void
begin(StoreFixture *fixture, unsigned flags)
{
  fixture->txn = NULL;
  assert_int_equal(mdb_txn_begin(fixture->env, NULL, flags, &fixture->txn), 0);
}

static void
commit(StoreFixture *fixture)
{
  MDB_txn *const txn = fixture->txn;
  fixture->txn = NULL;
  assert_int_equal(mdb_txn_commit(txn), 0);
}

StoreFixture
store_fixture_new(void)
{
  StoreFixture fixture = {0};
  char path[] = "/tmp/gesta-test-XXXXXX";
  const int file = mkstemp(path);

  assert_true(file >= 0);
  assert_int_equal(mdb_env_create(&fixture.env), 0);
  assert_int_equal(mdb_env_set_maxdbs(fixture.env, 16), 0);
  assert_int_equal(mdb_env_set_mapsize(fixture.env, (size_t)16 << 20), 0);
  assert_int_equal(mdb_env_open(fixture.env, path,
                                MDB_NOSUBDIR | MDB_NOLOCK | MDB_NOSYNC, 0600),
                   0);
  assert_int_equal(unlink(path), 0);
  assert_int_equal(close(file), 0);
  begin(&fixture, 0);
  return fixture;
}

void
store_fixture_commit(StoreFixture *fixture)
{
  commit(fixture);
  begin(fixture, 0);
}

void
store_fixture_abort(StoreFixture *fixture)
{
  mdb_txn_abort(fixture->txn);
  begin(fixture, 0);
}

void
store_fixture_read_only(StoreFixture *fixture)
{
  commit(fixture);
  begin(fixture, MDB_RDONLY);
}

void
store_fixture_free(StoreFixture *fixture)
{
  mdb_txn_abort(fixture->txn);
  mdb_env_close(fixture->env);
}
