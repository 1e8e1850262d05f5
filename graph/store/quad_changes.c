// SPDX-License-Identifier: GPL-3.0-or-later
// Adding and removing quads.
//
// A new quad waits in memory, or in a temporary file, until the tables are read
// or the transaction is committed; then all of them enter the tables sorted.

#include "graph/store/lmdb_support.h"
#include "graph/store/transaction.h"

#include <assert.h>
#include <string.h>

// Remember that a write went wrong half-way.
static GestaStatus
fail(GestaTransaction *transaction, GestaStatus status)
{
  if (status > GESTA_END) {
    transaction->failure = status;
  }
  return status;
}

static const GestaQuadTables *
tables_of(const GestaTransaction *transaction)
{
  return &transaction->store->environment->quads;
}

static GestaIndexFamily
family_of(const GestaPackedQuad *quad)
{
  return quad->id[3] == 0 ? GESTA_FAMILY_DEFAULT : GESTA_FAMILY_NAMED;
}

static GestaStatus
flush_family(GestaTransaction *transaction, GestaIndexFamily family)
{
  GestaQuadRuns *const runs = &transaction->pending[family];
  if (gesta_quad_runs_is_empty(runs)) {
    return GESTA_OK;
  }
  GestaStatus status = GESTA_OK;
  while (status == GESTA_OK) {
    GestaIndexFamily table;
    GestaIndexOrder order;
    status = gesta_quad_runs_sort(runs, &table, &order);
    if (status == GESTA_OK) {
      status = gesta_quad_index_fill(tables_of(transaction), transaction->txn,
                                     table, order, runs);
    }
  }
  gesta_quad_runs_clear(runs);
  return status == GESTA_END ? GESTA_OK : status;
}

GestaStatus
gesta_transaction_flush_terms(GestaTransaction *transaction)
{
  if (transaction->failure || !transaction->terms) {
    return transaction->failure;
  }
  return fail(transaction, gesta_term_cache_flush(transaction->terms));
}

GestaStatus
gesta_transaction_flush(GestaTransaction *transaction)
{
  if (transaction->failure) {
    return transaction->failure;
  }
  GestaStatus status = gesta_transaction_flush_terms(transaction);
  if (status == GESTA_OK) {
    status = flush_family(transaction, GESTA_FAMILY_DEFAULT);
  }
  if (status == GESTA_OK) {
    status = flush_family(transaction, GESTA_FAMILY_NAMED);
  }
  return fail(transaction, status);
}

static GestaStatus
intern(GestaTransaction *transaction, const GestaTerm *term, uint32_t *packed)
{
  GestaStatus status = GESTA_OK;
  if (!transaction->terms) {
    status = gesta_term_cache_new(transaction->store->allocator,
                                  transaction->store->environment->dictionary,
                                  transaction->store->environment->values,
                                  transaction->txn, &transaction->terms);
  }
  GestaTermId id = GESTA_NO_TERM;
  if (status == GESTA_OK) {
    status = gesta_term_cache_intern(transaction->terms, term, &id);
  }
  if (status) {
    return status;
  }
  if (id > GESTA_MAX_TERM) {
    return GESTA_ERR_TOO_LARGE;
  }
  *packed = (uint32_t)id; // it fits
  return GESTA_OK;
}

GestaStatus
gesta_store_add(GestaTransaction *transaction, const GestaQuad *quad,
                bool *added)
{
  assert(transaction && transaction->is_write && quad);
  assert(quad->subject.kind != GESTA_TERM_NONE);
  assert(quad->predicate.kind != GESTA_TERM_NONE);
  assert(quad->object.kind != GESTA_TERM_NONE);

  if (transaction->failure) {
    return transaction->failure;
  }
  GestaPackedQuad packed = {{0}};
  bool is_new = true;
  GestaStatus status = intern(transaction, &quad->subject, &packed.id[0]);
  if (status == GESTA_OK) {
    status = intern(transaction, &quad->predicate, &packed.id[1]);
  }
  if (status == GESTA_OK) {
    status = intern(transaction, &quad->object, &packed.id[2]);
  }
  if (status == GESTA_OK && quad->graph.kind != GESTA_TERM_NONE) {
    status = intern(transaction, &quad->graph, &packed.id[3]);
  }
  if (status == GESTA_OK && added) {
    status = gesta_transaction_flush(transaction);
    const GestaStatus found = status
                                ? status
                                : gesta_quad_index_has(tables_of(transaction),
                                                       transaction->txn,
                                                       &packed);
    is_new = found == GESTA_NOT_FOUND;
    status = is_new ? GESTA_OK : found;
  }
  if (status == GESTA_OK && is_new) {
    status = gesta_quad_runs_add(&transaction->pending[family_of(&packed)],
                                 &packed);
  }
  if (status == GESTA_OK && added) {
    *added = is_new;
  }
  return fail(transaction, status);
}

// Remove a quad from every table; it must be in all of them or in none.
static GestaStatus
remove_packed(GestaTransaction *transaction, const GestaPackedQuad *quad)
{
  const GestaIndexFamily family = family_of(quad);
  const GestaIndexFamily last = family == GESTA_FAMILY_DEFAULT
                                  ? GESTA_FAMILY_DEFAULT
                                  : GESTA_FAMILY_GRAPH;
  bool first = true;
  for (int f = (int)family; f <= (int)last; ++f) {
    for (int o = 0; o < GESTA_ORDER_COUNT; ++o) {
      const GestaStatus status = gesta_quad_index_remove(
        tables_of(transaction), transaction->txn, (GestaIndexFamily)f,
        (GestaIndexOrder)o, quad);
      if (status == GESTA_NOT_FOUND) {
        return first ? GESTA_NOT_FOUND : GESTA_ERR_CORRUPT;
      }
      if (status) {
        return status;
      }
      first = false;
    }
  }
  return GESTA_OK;
}

static GestaStatus
find_packed(GestaTransaction *transaction, const GestaTerm *term,
            uint32_t *packed)
{
  GestaTermId id = GESTA_NO_TERM;
  const GestaStatus status = gesta_store_find_term(transaction, term, &id);
  if (status == GESTA_OK) {
    *packed = (uint32_t)id; // of a quad: it fits
  }
  return status;
}

GestaStatus
gesta_store_remove(GestaTransaction *transaction, const GestaQuad *quad)
{
  assert(transaction && transaction->is_write && quad);

  GestaPackedQuad packed = {{0}};
  GestaStatus status = gesta_transaction_flush(transaction);
  if (status == GESTA_OK) {
    status = find_packed(transaction, &quad->subject, &packed.id[0]);
  }
  if (status == GESTA_OK) {
    status = find_packed(transaction, &quad->predicate, &packed.id[1]);
  }
  if (status == GESTA_OK) {
    status = find_packed(transaction, &quad->object, &packed.id[2]);
  }
  if (status == GESTA_OK && quad->graph.kind != GESTA_TERM_NONE) {
    status = find_packed(transaction, &quad->graph, &packed.id[3]);
  }
  if (status == GESTA_OK) {
    status = remove_packed(transaction, &packed);
  }
  return fail(transaction, status);
}

// Remove the quads of a named graph, some at a time: a scan ends with the first
// write after it.
static GestaStatus
remove_named(GestaTransaction *transaction, uint32_t graph, uint64_t *count)
{
  enum { CHUNK = 4096 };
  GestaAllocator *const allocator = transaction->store->allocator;
  GestaQuadIds *chunk = gesta_allocate(allocator, CHUNK, sizeof *chunk);
  if (!chunk) {
    return GESTA_ERR_MEMORY;
  }
  const GestaPackedQuad pattern = {{0, 0, 0, graph}};
  GestaStatus status = GESTA_OK;
  size_t found = CHUNK;
  while (status == GESTA_OK && found == CHUNK) {
    GestaIndexScan scan;
    found = 0;
    status = gesta_index_scan_open(tables_of(transaction), transaction->txn,
                                   GESTA_FAMILY_GRAPH, &pattern, &scan);
    if (status) {
      break;
    }
    status = gesta_index_scan_seek(&scan, &pattern);
    if (status == GESTA_OK) {
      status = gesta_index_scan_read(&scan, chunk, CHUNK, &found);
    }
    gesta_index_scan_end(&scan);
    if (status == GESTA_END) {
      status = GESTA_OK;
    }
    for (size_t i = 0; status == GESTA_OK && i < found; ++i) {
      const GestaPackedQuad packed = gesta_pack(&chunk[i]);
      status = remove_packed(transaction, &packed);
    }
    *count += found;
  }
  gesta_release(allocator, chunk);
  return status == GESTA_NOT_FOUND ? GESTA_ERR_CORRUPT : status;
}

static GestaStatus
remove_default(GestaTransaction *transaction, uint64_t *count)
{
  const MDB_dbi *table = tables_of(transaction)->table[GESTA_FAMILY_DEFAULT];
  MDB_stat facts;
  GestaStatus status = gesta_lmdb_status(
    mdb_stat(transaction->txn, table[GESTA_ORDER_SPO], &facts));
  for (size_t o = 0; status == GESTA_OK && o < GESTA_ORDER_COUNT; ++o) {
    status = gesta_lmdb_status(mdb_drop(transaction->txn, table[o], 0));
  }
  if (status == GESTA_OK) {
    *count = facts.ms_entries;
  }
  return status;
}

GestaStatus
gesta_store_remove_graph(GestaTransaction *transaction, const GestaTerm *graph,
                         uint64_t *count)
{
  assert(transaction && transaction->is_write && graph);

  uint64_t removed = 0;
  GestaStatus status = gesta_transaction_flush(transaction);
  if (status == GESTA_OK && graph->kind == GESTA_TERM_NONE) {
    status = remove_default(transaction, &removed);
  } else if (status == GESTA_OK) {
    uint32_t id = 0;
    status = find_packed(transaction, graph, &id);
    if (status == GESTA_OK) {
      status = remove_named(transaction, id, &removed);
    } else if (status == GESTA_NOT_FOUND) {
      status = GESTA_OK; // no quad ever held it
    }
  }
  if (status == GESTA_OK && count) {
    *count = removed;
  }
  return fail(transaction, status);
}
