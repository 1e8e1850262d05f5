// SPDX-License-Identifier: GPL-3.0-or-later
/// @file term_cache.h
/// The terms that one write transaction has met: a hash table in front of the
/// dictionary, and what its new terms still owe to the sorted tables.
///
/// Cancelling the transaction makes its ids meaningless: free the cache then.

#ifndef GESTA_STORE_TERM_CACHE_H
#define GESTA_STORE_TERM_CACHE_H

#include "graph/base/allocator.h"
#include "graph/base/status.h"
#include "graph/rdf/term.h"
#include "graph/store/term_dictionary.h"

#include <lmdb.h>

#include <stdbool.h>
#include <stdint.h>

typedef struct GestaTermCache GestaTermCache;

/// gives    *cache; free it with gesta_term_cache_free()
/// borrows  allocator, dictionary and txn, until then
GESTA_MUST_CHECK GestaStatus
gesta_term_cache_new(GestaAllocator *allocator, GestaTermDictionary *dictionary,
                     MDB_dbi values, MDB_txn *txn, GestaTermCache **cache);

/// NULL is allowed.
void
gesta_term_cache_free(GestaTermCache *cache);

/// The id of a term, which the dictionary gets if it has it not.
///
/// needs   a term that is not GESTA_TERM_NONE
/// errors  those of gesta_term_dictionary_intern()
GESTA_MUST_CHECK GestaStatus
gesta_term_cache_intern(GestaTermCache *cache, const GestaTerm *term,
                        GestaTermId *id);

/// Bring the dictionary and the value index up to date: before they are read,
/// and before the transaction is committed.
///
/// errors  GESTA_ERR_MEMORY, GESTA_ERR_STORAGE, GESTA_ERR_FULL; abort the
///         transaction then
GESTA_MUST_CHECK GestaStatus
gesta_term_cache_flush(GestaTermCache *cache);

#endif // GESTA_STORE_TERM_CACHE_H
