// SPDX-License-Identifier: GPL-3.0-or-later
// Handles, transactions, terms, facts and prefixes; quads are changed in
// quad_changes.c and found in quad_cursor.c.

#include "graph/store/store.h"

#include "graph/store/lmdb_support.h"
#include "graph/store/transaction.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

enum { PREFIX_SIZE = 511 }; ///< bytes of an LMDB key

GestaStatus
gesta_store_open(GestaAllocator *allocator, const char *path,
                 GestaOpenMode mode, GestaStore **store, GestaError *error)
{
  assert(allocator && path && store);

  GestaStore *opened = gesta_allocate(allocator, 1, sizeof *opened);
  if (!opened) {
    return gesta_environment_fail(path, ENOMEM, error);
  }
  *opened = (GestaStore){.allocator = allocator,
                         .is_read_only = mode == GESTA_OPEN_READ};
  (void)pthread_mutex_init(&opened->guard, NULL);
  GestaStatus status = GESTA_OK;
  struct stat facts;
  if (mode == GESTA_OPEN_CREATE && stat(path, &facts) && errno == ENOENT) {
    status = gesta_environment_create(path, error);
  }
  if (status == GESTA_OK) {
    status = gesta_environment_acquire(path, mode != GESTA_OPEN_READ,
                                       &opened->environment, error);
  }
  if (status) {
    (void)pthread_mutex_destroy(&opened->guard);
    gesta_release(allocator, opened);
    return status;
  }
  *store = opened;
  return GESTA_OK;
}

void
gesta_store_close(GestaStore *store)
{
  if (store) {
    gesta_environment_release(store->environment);
    (void)pthread_mutex_destroy(&store->guard);
    gesta_release(store->allocator, store);
  }
}

GestaStatus
gesta_transaction_begin(GestaStore *store, bool write,
                        GestaTransaction **transaction, GestaError *error)
{
  assert(store && transaction);

  GestaEnvironment *const environment = store->environment;
  if (write && store->is_read_only) {
    return gesta_error_set(error, GESTA_ERR_FILE,
                           "%s: is open for reading only", environment->path);
  }
  GestaTransaction *begun = gesta_allocate(store->allocator, 1, sizeof *begun);
  if (!begun) {
    return gesta_environment_fail(environment->path, ENOMEM, error);
  }
  *begun = (GestaTransaction){.store = store, .is_write = write};
  gesta_text_buffer_init(&begun->spelling, store->allocator);
  for (size_t i = 0; i < 2; ++i) {
    gesta_quad_runs_init(&begun->pending[i], store->allocator,
                         environment->path, GESTA_RUN_SIZE);
  }

  if (write) {
    const GestaStatus status = gesta_environment_begin_write(environment,
                                                             error);
    if (status) {
      gesta_release(store->allocator, begun);
      return status;
    }
  }
  const int code = mdb_txn_begin(environment->env, NULL, write ? 0 : MDB_RDONLY,
                                 &begun->txn);
  if (code) {
    if (write) {
      gesta_environment_end_write(environment);
    }
    gesta_release(store->allocator, begun);
    return gesta_environment_fail(environment->path, code, error);
  }
  *transaction = begun;
  return GESTA_OK;
}

uint64_t
gesta_transaction_version(const GestaTransaction *transaction)
{
  assert(transaction);

  return mdb_txn_id(transaction->txn);
}

// Free what is left after LMDB's transaction has ended.
static void
free_transaction(GestaTransaction *transaction)
{
  GestaStore *const store = transaction->store;
  if (transaction->is_write) {
    gesta_environment_end_write(store->environment);
  }
  gesta_term_cache_free(transaction->terms);
  gesta_text_buffer_clear(&transaction->spelling);
  gesta_quad_runs_clear(&transaction->pending[0]);
  gesta_quad_runs_clear(&transaction->pending[1]);
  gesta_release(store->allocator, transaction);
}

// LMDB wants the cursors of a reader to be closed by hand.
static void
close_spellings(GestaTransaction *transaction)
{
  if (transaction->spellings) {
    mdb_cursor_close(transaction->spellings);
    transaction->spellings = NULL;
  }
}

GestaStatus
gesta_transaction_commit(GestaTransaction *transaction, GestaError *error)
{
  assert(transaction);

  GestaEnvironment *const environment = transaction->store->environment;
  GestaStatus status = transaction->failure;
  if (status == GESTA_OK) {
    status = gesta_transaction_flush_terms(transaction);
    gesta_term_cache_free(transaction->terms); // makes room for sorting
    transaction->terms = NULL;
  }
  if (status == GESTA_OK) {
    status = gesta_transaction_flush(transaction);
  }
  if (status) {
    gesta_transaction_abort(transaction);
    return gesta_error_set(error, status, "%s: nothing was written: %s",
                           environment->path, gesta_status_text(status));
  }
  close_spellings(transaction);
  const int code = mdb_txn_commit(transaction->txn);
  if (code == 0 && transaction->is_write) {
    gesta_environment_extend(environment);
  }
  free_transaction(transaction);
  return code ? gesta_environment_fail(environment->path, code, error)
              : GESTA_OK;
}

void
gesta_transaction_abort(GestaTransaction *transaction)
{
  if (transaction) {
    close_spellings(transaction);
    mdb_txn_abort(transaction->txn);
    free_transaction(transaction);
  }
}

GestaStatus
gesta_store_find_term(GestaTransaction *transaction, const GestaTerm *term,
                      GestaTermId *id)
{
  assert(transaction && term && id && term->kind != GESTA_TERM_NONE);

  GestaStatus status = gesta_transaction_flush_terms(transaction);
  transaction->spelling.size = 0;
  if (status == GESTA_OK) {
    status = gesta_term_spell(term, &transaction->spelling);
  }
  if (status) {
    return status;
  }
  return gesta_term_dictionary_find(
    transaction->store->environment->dictionary, transaction->txn,
    gesta_text_buffer_view(&transaction->spelling), id);
}

GestaStatus
gesta_store_spelling(GestaTransaction *transaction, GestaTermId id,
                     GestaStringView *spelling)
{
  assert(transaction && spelling);

  const GestaTermDictionary *dictionary =
    transaction->store->environment->dictionary;
  GestaStatus status = GESTA_OK;
  if (transaction->is_write) {
    status = gesta_transaction_flush_terms(transaction);
    if (status == GESTA_OK) {
      status = gesta_term_dictionary_spelling(dictionary, transaction->txn, id,
                                              spelling);
    }
  } else {
    if (!transaction->spellings) {
      status = gesta_term_dictionary_walk(dictionary, transaction->txn,
                                          &transaction->spellings);
    }
    if (status == GESTA_OK) {
      status = gesta_term_dictionary_spelling_near(transaction->spellings, id,
                                                   spelling);
    }
  }
  return status == GESTA_NOT_FOUND ? GESTA_ERR_CORRUPT : status;
}

GestaStatus
gesta_store_term(GestaTransaction *transaction, GestaTermId id,
                 GestaArena *arena, GestaTerm *term)
{
  assert(transaction && arena && term);

  GestaStringView spelling;
  GestaStatus status = gesta_store_spelling(transaction, id, &spelling);
  if (status == GESTA_OK) {
    status = gesta_term_parse(spelling, arena, term, NULL);
  }
  return status == GESTA_ERR_SYNTAX ? GESTA_ERR_CORRUPT : status;
}

// Count the distinct first ids of a table.
static GestaStatus
count_keys(MDB_txn *txn, MDB_dbi table, uint64_t *count)
{
  MDB_cursor *cursor = NULL;
  GestaStatus status = gesta_lmdb_status(mdb_cursor_open(txn, table, &cursor));
  if (status) {
    return status;
  }
  uint64_t found = 0;
  MDB_val key;
  MDB_val value;
  int code = mdb_cursor_get(cursor, &key, &value, MDB_FIRST);
  while (code == MDB_SUCCESS) {
    ++found;
    code = mdb_cursor_get(cursor, &key, &value, MDB_NEXT_NODUP);
  }
  mdb_cursor_close(cursor);
  if (code != MDB_NOTFOUND) {
    return gesta_lmdb_status(code);
  }
  *count = found;
  return GESTA_OK;
}

GestaStatus
gesta_store_facts(GestaTransaction *transaction, GestaStoreFacts *facts)
{
  assert(transaction && facts);

  const GestaEnvironment *environment = transaction->store->environment;
  const MDB_dbi(*table)[GESTA_ORDER_COUNT] = environment->quads.table;
  GestaStoreFacts found = {.format = environment->format};
  MDB_stat of_default;
  MDB_stat of_named;
  GestaStatus status = gesta_transaction_flush(transaction);
  if (status) {
    return status;
  }
  int code = mdb_stat(transaction->txn,
                      table[GESTA_FAMILY_DEFAULT][GESTA_ORDER_SPO],
                      &of_default);
  if (code == 0) {
    code = mdb_stat(transaction->txn,
                    table[GESTA_FAMILY_NAMED][GESTA_ORDER_SPO], &of_named);
  }
  mdb_filehandle_t file = -1;
  struct stat file_facts;
  if (code == 0) {
    code = mdb_env_get_fd(environment->env, &file);
  }
  if (code || fstat(file, &file_facts)) {
    return code ? gesta_lmdb_status(code) : GESTA_ERR_STORAGE;
  }
  found.quad_count = of_default.ms_entries + of_named.ms_entries;
  found.file_size = (uint64_t)file_facts.st_size;
  status = gesta_term_dictionary_count(environment->dictionary,
                                       transaction->txn, &found.term_count);
  if (status == GESTA_OK) {
    status = count_keys(transaction->txn,
                        table[GESTA_FAMILY_GRAPH][GESTA_ORDER_SPO],
                        &found.graph_count);
  }
  if (status == GESTA_OK) {
    *facts = found;
  }
  return status;
}

GestaStatus
gesta_store_next_graph(GestaTransaction *transaction, GestaTermId *graph)
{
  assert(transaction && graph && *graph <= GESTA_MAX_TERM);

  GestaStatus status = gesta_transaction_flush(transaction);
  if (status) {
    return status;
  }
  uint32_t id = (uint32_t)*graph;
  status = gesta_quad_index_next_graph(&transaction->store->environment->quads,
                                       transaction->txn, &id);
  if (status == GESTA_OK) {
    *graph = id;
  }
  return status;
}

GestaStatus
gesta_store_set_prefix(GestaTransaction *transaction, GestaStringView prefix,
                       GestaStringView iri)
{
  assert(transaction && transaction->is_write);

  // A key may not be empty, a prefix may.
  char key[PREFIX_SIZE] = {':'};
  if (prefix.size >= sizeof key) {
    return GESTA_ERR_TOO_LARGE;
  }
  if (prefix.size > 0) {
    memcpy(key + 1, prefix.data, prefix.size);
  }
  const GestaStatus status = gesta_lmdb_put(
    transaction->txn, transaction->store->environment->prefixes,
    gesta_lmdb_bytes(key, prefix.size + 1),
    gesta_lmdb_bytes(iri.data, iri.size), 0);
  if (status) {
    transaction->failure = status;
  }
  return status;
}

GestaStatus
gesta_store_prefix(GestaTransaction *transaction, size_t index,
                   GestaStringView *prefix, GestaStringView *iri)
{
  assert(transaction && prefix && iri);

  MDB_cursor *cursor = NULL;
  GestaStatus status = gesta_lmdb_status(mdb_cursor_open(
    transaction->txn, transaction->store->environment->prefixes, &cursor));
  if (status) {
    return status;
  }
  MDB_val key;
  MDB_val value;
  int code = mdb_cursor_get(cursor, &key, &value, MDB_FIRST);
  for (size_t i = 0; code == MDB_SUCCESS && i < index; ++i) {
    code = mdb_cursor_get(cursor, &key, &value, MDB_NEXT);
  }
  mdb_cursor_close(cursor);
  if (code == MDB_NOTFOUND) {
    return GESTA_END;
  }
  if (code) {
    return gesta_lmdb_status(code);
  }
  *prefix = (GestaStringView){(const char *)key.mv_data + 1, key.mv_size - 1};
  *iri = (GestaStringView){value.mv_data, value.mv_size};
  return GESTA_OK;
}
