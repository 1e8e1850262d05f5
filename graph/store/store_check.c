// SPDX-License-Identifier: GPL-3.0-or-later
// Terms first: the tables of quads hold nothing but their ids.

#include "graph/store/store_check.h"

#include "graph/base/utf8.h"
#include "graph/store/check_state.h"
#include "graph/store/lmdb_support.h"
#include "graph/store/transaction.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

enum { MOST_TOLD = 10, STRIDE = 1 << 16 };

void
gesta_check_tell(GestaCheck *check, GestaFault kind, const char *text, ...)
{
  ++check->fault_count;
  if (check->told[kind]++ >= MOST_TOLD) {
    return;
  }
  char line[256];
  va_list parts;
  va_start(parts, text);
  (void)vsnprintf(line, sizeof line, text, parts);
  va_end(parts);
  check->watcher->fault(check->watcher, line);
}

GestaStatus
gesta_check_step(GestaCheck *check, uint64_t entries)
{
  const uint64_t before = check->done / STRIDE;
  check->done += entries;
  if (check->done / STRIDE == before) {
    return GESTA_OK;
  }
  if (check->watcher->progress) {
    check->watcher->progress(check->watcher, check->done, check->total);
  }
  return gesta_cancelled(check->cancel) ? GESTA_ERR_CANCELLED : GESTA_OK;
}

// Prefixes begin with ":" and are text, as their IRIs are.
static GestaStatus
check_prefixes(GestaCheck *check)
{
  MDB_cursor *cursor = NULL;
  GestaStatus status = gesta_lmdb_status(
    mdb_cursor_open(check->txn, check->environment->prefixes, &cursor));
  if (status) {
    return status;
  }
  MDB_val key;
  MDB_val value;
  int code = mdb_cursor_get(cursor, &key, &value, MDB_FIRST);
  for (; code == MDB_SUCCESS;
       code = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)) {
    const GestaStringView prefix = {key.mv_data, key.mv_size};
    const GestaStringView iri = {value.mv_data, value.mv_size};
    if (prefix.size == 0 || prefix.data[0] != ':'
        || gesta_utf8_check(prefix) < prefix.size
        || gesta_utf8_check(iri) < iri.size) {
      gesta_check_tell(check, GESTA_FAULT_PREFIX,
                       "a prefix is not a colon and text");
    }
  }
  mdb_cursor_close(cursor);
  return code == MDB_NOTFOUND ? GESTA_OK : gesta_lmdb_status(code);
}

// How many entries there are to look at, as LMDB counts them.
static GestaStatus
count_entries(GestaCheck *check)
{
  const GestaEnvironment *environment = check->environment;
  GestaStatus status = gesta_term_dictionary_count(
    environment->dictionary, check->txn, &check->term_count);
  check->total = check->term_count;
  for (size_t f = 0; f < GESTA_FAMILY_COUNT; ++f) {
    for (size_t o = 0; status == GESTA_OK && o < GESTA_ORDER_COUNT; ++o) {
      MDB_stat facts;
      status = gesta_lmdb_status(
        mdb_stat(check->txn, environment->quads.table[f][o], &facts));
      if (status == GESTA_OK) {
        check->total += facts.ms_entries;
      }
    }
  }
  return status;
}

GestaStatus
gesta_store_check(GestaTransaction *transaction, GestaCheckWatcher *watcher,
                  GestaCancel *cancel, uint64_t *fault_count)
{
  assert(transaction && watcher && fault_count);

  GestaStatus status = gesta_transaction_flush(transaction);
  GestaCheck check = {.environment = transaction->store->environment,
                      .txn = transaction->txn,
                      .watcher = watcher,
                      .cancel = cancel};
  if (status == GESTA_OK) {
    status = count_entries(&check);
  }
  if (status == GESTA_OK) {
    status = gesta_check_terms(&check);
  }
  if (status == GESTA_OK) {
    status = gesta_check_quads(&check);
  }
  if (status == GESTA_OK) {
    status = check_prefixes(&check);
  }
  if (status == GESTA_OK) {
    *fault_count = check.fault_count;
  }
  return status;
}
