// SPDX-License-Identifier: GPL-3.0-or-later
// Every spelling is read, spelt again, and looked up by its hash and its value.
// If each is found and the tables have as many entries, they hold nothing else.

#include "graph/base/arena.h"
#include "graph/base/text_buffer.h"
#include "graph/base/utf8.h"
#include "graph/rdf/term.h"
#include "graph/rdf/value_key.h"
#include "graph/store/check_state.h"
#include "graph/store/lmdb_support.h"
#include "graph/store/value_index.h"

#include <inttypes.h>
#include <string.h>

typedef struct Terms {
  GestaCheck *check;
  GestaArena arena;
  GestaTextBuffer spelling;
  uint64_t count;
  uint64_t value_count; // terms that have a key
} Terms;

// Look a term up in the tables that are sorted by hash and by value.
static GestaStatus
look_up(Terms *terms, GestaTermId id, GestaStringView spelling,
        const GestaTerm *term)
{
  GestaCheck *const check = terms->check;
  GestaEnvironment *const environment = check->environment;
  GestaTermId found = GESTA_NO_TERM;
  GestaStatus status = gesta_term_dictionary_find(environment->dictionary,
                                                  check->txn, spelling, &found);
  if (status == GESTA_NOT_FOUND || status == GESTA_ERR_CORRUPT) {
    gesta_check_tell(check, GESTA_FAULT_HASH,
                     "term %" PRIu64 " is not found by its text", id);
    status = GESTA_OK;
  } else if (status == GESTA_OK && found != id) {
    gesta_check_tell(check, GESTA_FAULT_TERM,
                     "terms %" PRIu64 " and %" PRIu64 " are the same", found,
                     id);
  }
  GestaValueKey key;
  if (status || id > UINT32_MAX || !gesta_value_key(term, &key)) {
    return status;
  }
  ++terms->value_count;
  const GestaValueEntry entry = {key, (uint32_t)id}; // it fits
  status = gesta_value_index_find(environment->values, check->txn, &entry);
  if (status == GESTA_NOT_FOUND) {
    gesta_check_tell(check, GESTA_FAULT_VALUE,
                     "term %" PRIu64 " is not found by its value", id);
    status = GESTA_OK;
  }
  return status;
}

static GestaStatus
check_term(Terms *terms, const MDB_val *key, const MDB_val *value)
{
  GestaCheck *const check = terms->check;
  GestaTermId id = GESTA_NO_TERM;
  if (key->mv_size == sizeof id) {
    memcpy(&id, key->mv_data, sizeof id); // may be unaligned
  }
  ++terms->count;
  if (id != terms->count) {
    gesta_check_tell(check, GESTA_FAULT_TERM,
                     "term number %" PRIu64 " has the id %" PRIu64,
                     terms->count, id);
  }
  const GestaStringView text = {value->mv_data, value->mv_size};
  GestaTerm term = {0};
  GestaStatus status = GESTA_ERR_SYNTAX;
  if (text.size > 0 && gesta_utf8_check(text) == text.size) {
    status = gesta_term_parse(text, &terms->arena, &term, NULL);
  }
  terms->spelling.size = 0;
  if (status == GESTA_OK) {
    status = gesta_term_spell(&term, &terms->spelling);
    if (status == GESTA_OK
        && !gesta_view_equal(text, gesta_text_buffer_view(&terms->spelling))) {
      status = GESTA_ERR_SYNTAX;
    }
  }
  if (status == GESTA_ERR_SYNTAX) {
    gesta_check_tell(check, GESTA_FAULT_TERM,
                     "term %" PRIu64 " is not spelt as terms are", id);
    status = GESTA_OK;
  } else if (status == GESTA_OK) {
    status = look_up(terms, id, text, &term);
  }
  gesta_arena_reset(&terms->arena);
  return status ? status : gesta_check_step(check, 1);
}

static GestaStatus
walk(Terms *terms)
{
  MDB_dbi table;
  MDB_cursor *cursor = NULL;
  MDB_val key;
  MDB_val value;
  GestaStatus status = gesta_lmdb_open(terms->check->txn, "spelling_by_id",
                                       MDB_INTEGERKEY, &table);
  if (status == GESTA_OK) {
    status = gesta_lmdb_status(
      mdb_cursor_open(terms->check->txn, table, &cursor));
  }
  if (status) {
    return status;
  }
  int code = mdb_cursor_get(cursor, &key, &value, MDB_FIRST);
  while (code == MDB_SUCCESS && status == GESTA_OK) {
    status = check_term(terms, &key, &value);
    code = mdb_cursor_get(cursor, &key, &value, MDB_NEXT);
  }
  mdb_cursor_close(cursor);
  if (status == GESTA_OK && code != MDB_NOTFOUND) {
    status = gesta_lmdb_status(code);
  }
  return status;
}

static GestaStatus
check_counts(Terms *terms)
{
  GestaCheck *const check = terms->check;
  MDB_dbi table;
  MDB_stat hashes = {0};
  MDB_stat values = {0};
  GestaStatus status = gesta_lmdb_open(check->txn, "ids_by_hash", 0, &table);
  if (status == GESTA_OK) {
    status = gesta_lmdb_status(mdb_stat(check->txn, table, &hashes));
  }
  if (status == GESTA_OK) {
    status = gesta_lmdb_status(
      mdb_stat(check->txn, check->environment->values, &values));
  }
  if (status) {
    return status;
  }
  if (terms->count != check->term_count) {
    gesta_check_tell(check, GESTA_FAULT_COUNT,
                     "the file counts %" PRIu64 " terms and has %" PRIu64,
                     check->term_count, terms->count);
  }
  if (hashes.ms_entries != terms->count) {
    gesta_check_tell(check, GESTA_FAULT_HASH,
                     "%zu hashes lead to %" PRIu64 " terms", hashes.ms_entries,
                     terms->count);
  }
  if (values.ms_entries != terms->value_count) {
    gesta_check_tell(check, GESTA_FAULT_VALUE,
                     "the value index has %zu entries for %" PRIu64 " values",
                     values.ms_entries, terms->value_count);
  }
  return GESTA_OK;
}

GestaStatus
gesta_check_terms(GestaCheck *check)
{
  Terms terms = {.check = check};
  gesta_arena_init(&terms.arena, gesta_default_allocator());
  gesta_text_buffer_init(&terms.spelling, gesta_default_allocator());
  GestaStatus status = walk(&terms);
  if (status == GESTA_OK) {
    status = check_counts(&terms);
  }
  gesta_text_buffer_clear(&terms.spelling);
  gesta_arena_clear(&terms.arena);
  return status;
}
