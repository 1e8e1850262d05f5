// SPDX-License-Identifier: GPL-3.0-or-later
// Three LMDB tables:
//
//   spelling_by_id   id      -> spelling
//   ids_by_hash      hash64  -> id, id, ...   (several only on collision)
//   hash_key         "terms" -> 16 bytes, the key of hash64
//
// Spellings are found by hash because an LMDB key ends at 511 bytes and a
// literal does not.  Ids and hashes are 64 bits wide in the byte order of the
// machine, like LMDB's own pages.
//
// 1. Ids are 1, 2, 3, ... without a gap.
// 2. Every id is once in spelling_by_id and once in ids_by_hash, under the hash
//    of its spelling.  Equal hashes do not mean equal spellings.
// 3. The key is drawn at random when the store is new and never changes.

#include "graph/store/term_dictionary.h"

#include "graph/base/hash.h"
#include "graph/store/lmdb_support.h"

#include <lmdb.h>

#include <assert.h>
#include <string.h>

static_assert(sizeof(GestaTermId) == sizeof(size_t),
              "LMDB integers are size_t");

enum { ID_SET = MDB_INTEGERKEY | MDB_DUPSORT | MDB_DUPFIXED | MDB_INTEGERDUP };

struct GestaTermDictionary {
  GestaAllocator *allocator; // borrowed
  MDB_dbi spelling_by_id;
  MDB_dbi ids_by_hash;
  GestaHashKey hash_key;
};

// Draw the key of a new store (invariant 3).
static GestaStatus
draw_hash_key(GestaTermDictionary *dictionary, MDB_txn *txn, MDB_dbi keys,
              MDB_val name)
{
  MDB_stat table;
  GestaStatus status = gesta_lmdb_status(
    mdb_stat(txn, dictionary->spelling_by_id, &table));
  if (status) {
    return status;
  }
  if (table.ms_entries > 0) {
    return GESTA_ERR_CORRUPT; // with another key its terms would not be found
  }
  status = gesta_hash_key_init(&dictionary->hash_key);
  if (status) {
    return status;
  }
  return gesta_lmdb_put(
    txn, keys, name,
    gesta_lmdb_bytes(&dictionary->hash_key, sizeof dictionary->hash_key), 0);
}

static GestaStatus
load_hash_key(GestaTermDictionary *dictionary, MDB_txn *txn)
{
  MDB_dbi keys;
  GestaStatus status = gesta_lmdb_open(txn, "hash_key", 0, &keys);
  if (status) {
    return status;
  }

  const MDB_val name = gesta_lmdb_bytes("terms", strlen("terms"));
  MDB_val stored;
  status = gesta_lmdb_get(txn, keys, name, &stored);
  if (status == GESTA_NOT_FOUND) {
    return draw_hash_key(dictionary, txn, keys, name);
  }
  if (status) {
    return status;
  }
  if (stored.mv_size != sizeof dictionary->hash_key) {
    return GESTA_ERR_CORRUPT;
  }
  memcpy(&dictionary->hash_key, stored.mv_data, sizeof dictionary->hash_key);
  return GESTA_OK;
}

GestaStatus
gesta_term_dictionary_open(GestaAllocator *allocator, MDB_txn *txn,
                           GestaTermDictionary **dictionary)
{
  assert(allocator && txn && dictionary);

  GestaTermDictionary *opened = gesta_allocate(allocator, 1, sizeof *opened);
  if (!opened) {
    return GESTA_ERR_MEMORY;
  }
  opened->allocator = allocator;

  GestaStatus status = gesta_lmdb_open(txn, "spelling_by_id", MDB_INTEGERKEY,
                                       &opened->spelling_by_id);
  if (status) {
    goto fail;
  }
  status = gesta_lmdb_open(txn, "ids_by_hash", ID_SET, &opened->ids_by_hash);
  if (status) {
    goto fail;
  }
  status = load_hash_key(opened, txn);
  if (status) {
    goto fail;
  }

  *dictionary = opened;
  return GESTA_OK;

fail:
  gesta_release(allocator, opened);
  return status;
}

void
gesta_term_dictionary_close(GestaTermDictionary *dictionary)
{
  if (dictionary) {
    gesta_release(dictionary->allocator, dictionary);
  }
}

GestaStatus
gesta_term_dictionary_spelling(const GestaTermDictionary *dictionary,
                               MDB_txn *txn, GestaTermId id,
                               GestaStringView *spelling)
{
  assert(dictionary && txn && spelling);

  MDB_val text;
  GestaStatus status = gesta_lmdb_get(txn, dictionary->spelling_by_id,
                                      gesta_lmdb_bytes(&id, sizeof id), &text);
  if (status == GESTA_OK) {
    *spelling = (GestaStringView){text.mv_data, text.mv_size};
  }
  return status;
}

GestaStatus
gesta_term_dictionary_walk(const GestaTermDictionary *dictionary, MDB_txn *txn,
                           MDB_cursor **cursor)
{
  assert(dictionary && txn && cursor);

  return gesta_lmdb_status(
    mdb_cursor_open(txn, dictionary->spelling_by_id, cursor));
}

GestaStatus
gesta_term_dictionary_spelling_near(MDB_cursor *cursor, GestaTermId id,
                                    GestaStringView *spelling)
{
  assert(cursor && spelling);

  MDB_val key = gesta_lmdb_bytes(&id, sizeof id);
  MDB_val text;
  const GestaStatus status = gesta_lmdb_status(
    mdb_cursor_get(cursor, &key, &text, MDB_SET));
  if (status == GESTA_OK) {
    *spelling = (GestaStringView){text.mv_data, text.mv_size};
  }
  return status;
}

// Decide whether `candidate`, an id that the hash led to, has this spelling
// (invariant 2).
//
// returns  GESTA_OK and *id, or GESTA_NOT_FOUND if only the hashes agree
static GestaStatus
verify(const GestaTermDictionary *dictionary, MDB_txn *txn, MDB_val candidate,
       GestaStringView spelling, GestaTermId *id)
{
  GestaTermId known_id = GESTA_NO_TERM;
  if (candidate.mv_size != sizeof known_id) {
    return GESTA_ERR_CORRUPT;
  }
  memcpy(&known_id, candidate.mv_data, sizeof known_id); // may be unaligned

  GestaStringView known;
  GestaStatus status = gesta_term_dictionary_spelling(dictionary, txn, known_id,
                                                      &known);
  if (status) {
    return status == GESTA_NOT_FOUND ? GESTA_ERR_CORRUPT : status;
  }
  if (!gesta_view_equal(known, spelling)) {
    return GESTA_NOT_FOUND;
  }
  *id = known_id;
  return GESTA_OK;
}

GestaStatus
gesta_term_dictionary_find_hashed(const GestaTermDictionary *dictionary,
                                  MDB_txn *txn, uint64_t hash,
                                  GestaStringView spelling, GestaTermId *id)
{
  assert(dictionary && txn && id);
  assert(spelling.size > 0); // gesta_term_spell() never makes an empty one

  MDB_cursor *cursor = NULL;
  GestaStatus status = gesta_lmdb_status(
    mdb_cursor_open(txn, dictionary->ids_by_hash, &cursor));
  if (status) {
    return status;
  }

  MDB_val key = gesta_lmdb_bytes(&hash, sizeof hash);
  for (MDB_cursor_op step = MDB_SET;; step = MDB_NEXT_DUP) {
    MDB_val candidate;
    status = gesta_lmdb_status(mdb_cursor_get(cursor, &key, &candidate, step));
    if (status) {
      break; // GESTA_NOT_FOUND: no candidate is left
    }
    status = verify(dictionary, txn, candidate, spelling, id);
    if (status != GESTA_NOT_FOUND) {
      break;
    }
  }

  mdb_cursor_close(cursor);
  return status;
}

GestaStatus
gesta_term_dictionary_find(const GestaTermDictionary *dictionary, MDB_txn *txn,
                           GestaStringView spelling, GestaTermId *id)
{
  assert(dictionary);

  return gesta_term_dictionary_find_hashed(
    dictionary, txn, gesta_hash64(&dictionary->hash_key, spelling), spelling,
    id);
}

GestaStatus
gesta_term_dictionary_intern(GestaTermDictionary *dictionary, MDB_txn *txn,
                             GestaStringView spelling, GestaTermId *id)
{
  assert(dictionary);

  const uint64_t hash = gesta_hash64(&dictionary->hash_key, spelling);
  GestaStatus status = gesta_term_dictionary_find_hashed(dictionary, txn, hash,
                                                         spelling, id);
  if (status != GESTA_NOT_FOUND) {
    return status;
  }
  GestaHashedTerm term = {.hash = hash};
  GestaHashedTerm spare;
  status = gesta_term_dictionary_append(dictionary, txn, &spelling, 1);
  if (status == GESTA_OK) {
    status = gesta_term_dictionary_count(dictionary, txn, &term.id);
  }
  if (status == GESTA_OK) {
    status = gesta_term_dictionary_add_hashes(dictionary, txn, &term, &spare,
                                              1);
  }
  if (status == GESTA_OK) {
    *id = term.id;
  }
  return status;
}

GestaStatus
gesta_term_dictionary_append(GestaTermDictionary *dictionary, MDB_txn *txn,
                             const GestaStringView *spellings, size_t count)
{
  assert(dictionary && txn && spellings);

  // The table counts the ids (invariant 1); a counter in the handle would be
  // wrong after an aborted transaction.
  GestaTermId last = GESTA_NO_TERM;
  GestaStatus status = gesta_term_dictionary_count(dictionary, txn, &last);
  if (status) {
    return status;
  }
  MDB_cursor *cursor = NULL;
  status = gesta_lmdb_status(
    mdb_cursor_open(txn, dictionary->spelling_by_id, &cursor));
  if (status) {
    return status;
  }
  for (size_t i = 0; status == GESTA_OK && i < count; ++i) {
    assert(spellings[i].size
           > 0); // gesta_term_spell() never makes an empty one
    const GestaTermId fresh = last + 1 + i;
    MDB_val key = gesta_lmdb_bytes(&fresh, sizeof fresh);
    MDB_val text = gesta_lmdb_bytes(spellings[i].data, spellings[i].size);
    status = gesta_lmdb_status(mdb_cursor_put(cursor, &key, &text, MDB_APPEND));
  }
  mdb_cursor_close(cursor);
  return status;
}

// Sort by hash.
//
// returns  the array that holds the sorted terms: terms or spare
static GestaHashedTerm *
sort_by_hash(GestaHashedTerm *terms, GestaHashedTerm *spare, size_t count)
{
  enum { RADIX = 256 };
  GestaHashedTerm *from = terms;
  GestaHashedTerm *to = spare;
  for (unsigned shift = 0; count > 1 && shift < 64; shift += 8) {
    size_t place[RADIX] = {0};
    for (size_t i = 0; i < count; ++i) {
      ++place[from[i].hash >> shift & (RADIX - 1)];
    }
    size_t sum = 0;
    for (size_t i = 0; i < RADIX; ++i) {
      const size_t here = place[i];
      place[i] = sum;
      sum += here;
    }
    for (size_t i = 0; i < count; ++i) {
      to[place[from[i].hash >> shift & (RADIX - 1)]++] = from[i];
    }
    GestaHashedTerm *const sorted = to;
    to = from;
    from = sorted;
  }
  return from;
}

GestaStatus
gesta_term_dictionary_add_hashes(GestaTermDictionary *dictionary, MDB_txn *txn,
                                 GestaHashedTerm *terms, GestaHashedTerm *spare,
                                 size_t count)
{
  assert(dictionary && txn && terms && spare);

  MDB_cursor *cursor = NULL;
  GestaStatus status = gesta_lmdb_status(
    mdb_cursor_open(txn, dictionary->ids_by_hash, &cursor));
  if (status) {
    return status;
  }
  MDB_val key;
  MDB_val value;
  const int code = mdb_cursor_get(cursor, &key, &value, MDB_LAST);
  bool is_empty = code == MDB_NOTFOUND;
  uint64_t last = 0;
  if (code == MDB_SUCCESS) {
    memcpy(&last, key.mv_data, sizeof last);
  } else if (!is_empty) {
    status = gesta_lmdb_status(code);
  }
  // What comes after everything in the table is appended, which leaves full
  // pages behind.
  const GestaHashedTerm *const sorted = sort_by_hash(terms, spare, count);
  for (size_t i = 0; status == GESTA_OK && i < count; ++i) {
    const bool append = is_empty || sorted[i].hash > last;
    key = gesta_lmdb_bytes(&sorted[i].hash, sizeof sorted[i].hash);
    value = gesta_lmdb_bytes(&sorted[i].id, sizeof sorted[i].id);
    status = gesta_lmdb_status(
      mdb_cursor_put(cursor, &key, &value, append ? MDB_APPEND : 0));
    if (append) {
      last = sorted[i].hash;
      is_empty = false;
    }
  }
  mdb_cursor_close(cursor);
  return status;
}

uint64_t
gesta_term_dictionary_hash(const GestaTermDictionary *dictionary,
                           GestaStringView spelling)
{
  return gesta_hash64(&dictionary->hash_key, spelling);
}

GestaStatus
gesta_term_dictionary_count(const GestaTermDictionary *dictionary, MDB_txn *txn,
                            uint64_t *count)
{
  MDB_stat table;
  const GestaStatus status = gesta_lmdb_status(
    mdb_stat(txn, dictionary->spelling_by_id, &table));
  if (status == GESTA_OK) {
    *count = table.ms_entries;
  }
  return status;
}
