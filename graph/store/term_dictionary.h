// SPDX-License-Identifier: GPL-3.0-or-later
/// @file term_dictionary.h
/// RDF terms <-> dense 64-bit ids, on disk.
///
/// The quad indexes hold ids only; this is the one place that knows which term
/// an id stands for.  A term is known here by its spelling, the canonical
/// N-Triples text made by gesta_term_spell(); nothing here looks inside it.
///
/// Terms are never deleted: ids are 1, 2, 3, ... without a gap.
///
/// threads  may share a dictionary, which is immutable once open; each thread
///          brings its own transaction

#ifndef GESTA_STORE_TERM_DICTIONARY_H
#define GESTA_STORE_TERM_DICTIONARY_H

#include "graph/base/allocator.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stdint.h>

struct MDB_cursor;
struct MDB_txn;
typedef struct GestaTermDictionary GestaTermDictionary;
typedef uint64_t GestaTermId;

#define GESTA_NO_TERM UINT64_C(0) ///< an unbound variable, or a wildcard

/// Open the dictionary, creating its tables if the store is new.
///
/// gives    *dictionary; release it with gesta_term_dictionary_close()
/// borrows  allocator, until then
/// needs    a transaction, which may write if the tables are missing; if it
///          aborts, close the dictionary
/// errors   GESTA_ERR_MEMORY, GESTA_ERR_STORAGE, GESTA_ERR_FULL,
///          GESTA_ERR_SYSTEM, GESTA_ERR_CORRUPT; *dictionary is then untouched
GESTA_MUST_CHECK GestaStatus
gesta_term_dictionary_open(GestaAllocator *allocator, struct MDB_txn *txn,
                           GestaTermDictionary **dictionary);

/// Release the handle, not the data.  NULL is allowed.
void
gesta_term_dictionary_close(GestaTermDictionary *dictionary);

/// Look a spelling up.
///
/// returns  GESTA_OK and *id, or GESTA_NOT_FOUND and *id untouched
/// errors   GESTA_ERR_MEMORY, GESTA_ERR_STORAGE, GESTA_ERR_CORRUPT
/// cost     two B+tree descents, one more per term with the same hash
GESTA_MUST_CHECK GestaStatus
gesta_term_dictionary_find(const GestaTermDictionary *dictionary,
                           struct MDB_txn *txn, GestaStringView spelling,
                           GestaTermId *id);

/// Look a spelling up, giving it the next id if it is new.
///
/// needs    a write transaction, to be aborted after any error
/// errors   those of find; GESTA_ERR_FULL; GESTA_ERR_TOO_LARGE from 4 GiB up
GESTA_MUST_CHECK GestaStatus
gesta_term_dictionary_intern(GestaTermDictionary *dictionary,
                             struct MDB_txn *txn, GestaStringView spelling,
                             GestaTermId *id);

/// Get the spelling of an id.
///
/// lends    *spelling, a view into the memory map: valid until the next write
///          in `txn` or its end
/// returns  GESTA_OK, or GESTA_NOT_FOUND if the id was never given out
/// errors   GESTA_ERR_STORAGE, GESTA_ERR_CORRUPT
GESTA_MUST_CHECK GestaStatus
gesta_term_dictionary_spelling(const GestaTermDictionary *dictionary,
                               struct MDB_txn *txn, GestaTermId id,
                               GestaStringView *spelling);

/// Open a cursor for many look-ups by id.
///
/// gives  *cursor, to be closed with mdb_cursor_close()
GESTA_MUST_CHECK GestaStatus
gesta_term_dictionary_walk(const GestaTermDictionary *dictionary,
                           struct MDB_txn *txn, struct MDB_cursor **cursor);

/// As gesta_term_dictionary_spelling(), for ids that are near each other.
///
/// cost  a search in one page if the id before it was near, else a descent
GESTA_MUST_CHECK GestaStatus
gesta_term_dictionary_spelling_near(struct MDB_cursor *cursor, GestaTermId id,
                                    GestaStringView *spelling);

/// The hash of a spelling, for tables in memory: its key is the file's secret.
uint64_t
gesta_term_dictionary_hash(const GestaTermDictionary *dictionary,
                           GestaStringView spelling);

/// gesta_term_dictionary_find() for who has the hash already.
///
/// needs  hash from gesta_term_dictionary_hash()
GESTA_MUST_CHECK GestaStatus
gesta_term_dictionary_find_hashed(const GestaTermDictionary *dictionary,
                                  struct MDB_txn *txn, uint64_t hash,
                                  GestaStringView spelling, GestaTermId *id);

/// Give spellings that the dictionary does not hold the next ids.  They are
/// found by their spelling once their hashes are added: before the transaction
/// is committed.
///
/// errors   those of gesta_term_dictionary_intern()
GESTA_MUST_CHECK GestaStatus
gesta_term_dictionary_append(GestaTermDictionary *dictionary,
                             struct MDB_txn *txn,
                             const GestaStringView *spellings, size_t count);

typedef struct GestaHashedTerm {
  uint64_t hash;
  GestaTermId id;
} GestaHashedTerm;

/// Add the hashes of appended spellings.
///
/// borrows  spare[count], for sorting; terms is left in any order
/// cost     O(count) and one pass over the touched part of the table
GESTA_MUST_CHECK GestaStatus
gesta_term_dictionary_add_hashes(GestaTermDictionary *dictionary,
                                 struct MDB_txn *txn, GestaHashedTerm *terms,
                                 GestaHashedTerm *spare, size_t count);

/// The number of terms.
///
/// errors  GESTA_ERR_STORAGE
GESTA_MUST_CHECK GestaStatus
gesta_term_dictionary_count(const GestaTermDictionary *dictionary,
                            struct MDB_txn *txn, uint64_t *count);

#endif // GESTA_STORE_TERM_DICTIONARY_H
