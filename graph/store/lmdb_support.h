// SPDX-License-Identifier: GPL-3.0-or-later
/// @file lmdb_support.h
/// LMDB in our terms: GestaStatus for its codes, MDB_val by value.  Included by
/// graph/store/*.c only: no other folder may see <lmdb.h>.

#ifndef GESTA_STORE_LMDB_SUPPORT_H
#define GESTA_STORE_LMDB_SUPPORT_H

#include "graph/base/status.h"

#include <lmdb.h>

#include <errno.h>
#include <stddef.h>
#include <stdint.h>

static inline GestaStatus
gesta_lmdb_status(int code)
{
  switch (code) {
  case MDB_SUCCESS:
    return GESTA_OK;
  case MDB_NOTFOUND:
    return GESTA_NOT_FOUND;
  case MDB_MAP_FULL:
    return GESTA_ERR_FULL;
  case MDB_BAD_VALSIZE:
    return GESTA_ERR_TOO_LARGE;
  case MDB_KEYEXIST: // we only insert keys that must be new
  case MDB_CORRUPTED:
  case MDB_PAGE_NOTFOUND:
    return GESTA_ERR_CORRUPT;
  case ENOMEM:
    return GESTA_ERR_MEMORY;
  default:
    return GESTA_ERR_STORAGE;
  }
}

/// Refer to bytes.  LMDB takes them through a non-const pointer but never
/// writes there; this is the one place where we cast that away.
static inline MDB_val
gesta_lmdb_bytes(const void *data, size_t size)
{
  return (MDB_val){size, (void *)(uintptr_t)data};
}

/// Open a named table, creating it if it is missing.
static inline GestaStatus
gesta_lmdb_open(MDB_txn *txn, const char *name, unsigned flags, MDB_dbi *table)
{
  return gesta_lmdb_status(mdb_dbi_open(txn, name, MDB_CREATE | flags, table));
}

static inline GestaStatus
gesta_lmdb_get(MDB_txn *txn, MDB_dbi table, MDB_val key, MDB_val *value)
{
  return gesta_lmdb_status(mdb_get(txn, table, &key, value));
}

static inline GestaStatus
gesta_lmdb_put(MDB_txn *txn, MDB_dbi table, MDB_val key, MDB_val value,
               unsigned flags)
{
  return gesta_lmdb_status(mdb_put(txn, table, &key, &value, flags));
}

#endif // GESTA_STORE_LMDB_SUPPORT_H
