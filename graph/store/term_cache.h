// SPDX-License-Identifier: GPL-3.0-or-later
/// @file term_cache.h
/// The terms that one write transaction has met: a hash table in front of the
/// dictionary.
///
/// Cancelling the transaction makes its ids meaningless: free the cache then.

#ifndef GESTA_STORE_TERM_CACHE_H
#define GESTA_STORE_TERM_CACHE_H

#include "graph/base/allocator.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "graph/store/term_dictionary.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct GestaTermCache GestaTermCache;

/// gives    *cache; free it with gesta_term_cache_free()
/// borrows  allocator, dictionary and txn, until then
GESTA_MUST_CHECK GestaStatus
gesta_term_cache_new(GestaAllocator *allocator, GestaTermDictionary *dictionary,
                     struct MDB_txn *txn, GestaTermCache **cache);

/// NULL is allowed.
void
gesta_term_cache_free(GestaTermCache *cache);

/// The id of a spelling, which becomes a term if it is none.
///
/// errors  those of gesta_term_dictionary_intern()
GESTA_MUST_CHECK GestaStatus
gesta_term_cache_intern(GestaTermCache *cache, GestaStringView spelling,
                        GestaTermId *id);

#endif // GESTA_STORE_TERM_CACHE_H
