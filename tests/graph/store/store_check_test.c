// SPDX-License-Identifier: GPL-3.0-or-later
// Damage of every kind is planted with LMDB's own functions, and found.
#include "graph/store/store_check.h"

#include "graph/rdf/vocabulary.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/scratch_graph.h"

#include <lmdb.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_SIZE = 64, TEXT_SIZE = 1024, QUADS = 300 };

typedef struct Fixture {
  char directory[PATH_SIZE];
  char path[PATH_SIZE + 16];
} Fixture;

static void
fill(const char *path)
{
  GestaStore *store = NULL;
  GestaTransaction *writer = NULL;
  assert_int_equal(gesta_store_open(gesta_default_allocator(), path,
                                    GESTA_OPEN_CREATE, &store, NULL),
                   GESTA_OK);
  assert_int_equal(gesta_transaction_begin(store, true, &writer, NULL),
                   GESTA_OK);
  for (unsigned i = 0; i < QUADS; ++i) {
    char text[3][32];
    (void)snprintf(text[0], sizeof text[0], "urn:s:%u", i / 3);
    (void)snprintf(text[1], sizeof text[1], "%u", i);
    (void)snprintf(text[2], sizeof text[2], "urn:g:%u", i % 4);
    GestaQuad quad = {
      gesta_iri(gesta_view(text[0])), gesta_iri(gesta_view("urn:p")),
      i % 2 ? gesta_typed_literal(gesta_view(text[1]), GESTA_XSD("integer"))
            : gesta_text_literal(gesta_view(text[1]), gesta_view("fr")),
      gesta_iri(gesta_view(text[2]))};
    if (i % 3 == 0) {
      quad.graph = (GestaTerm){0};
    }
    assert_int_equal(gesta_store_add(writer, &quad, NULL), GESTA_OK);
  }
  assert_int_equal(
    gesta_store_set_prefix(writer, gesta_view("ex"), gesta_view("urn:")),
    GESTA_OK);
  assert_int_equal(gesta_transaction_commit(writer, NULL), GESTA_OK);
  gesta_store_close(store);
}

static int
set_up(void **state)
{
  Fixture *fixture = test_calloc(1, sizeof *fixture);
  *state = fixture;
  scratch_graph_make(fixture->directory, fixture->path, sizeof fixture->path);
  return 0;
}

static int
tear_down(void **state)
{
  Fixture *fixture = *state;
  scratch_graph_remove(fixture->directory, fixture->path);
  test_free(fixture);
  return 0;
}

typedef struct Watcher {
  GestaCheckWatcher base; // first, so that a pointer to it is one to this
  char text[TEXT_SIZE];   // all faults, a line each
} Watcher;

static void
remember(GestaCheckWatcher *self, const char *text)
{
  Watcher *const watcher = (Watcher *)self;
  const size_t size = strlen(watcher->text);
  (void)snprintf(watcher->text + size, sizeof watcher->text - size, "%s\n",
                 text);
}

static uint64_t
check(const char *path, Watcher *watcher)
{
  GestaStore *store = NULL;
  GestaTransaction *reader = NULL;
  uint64_t count = 0;
  *watcher = (Watcher){.base = {remember, NULL}};
  assert_int_equal(gesta_store_open(gesta_default_allocator(), path,
                                    GESTA_OPEN_READ, &store, NULL),
                   GESTA_OK);
  assert_int_equal(gesta_transaction_begin(store, false, &reader, NULL),
                   GESTA_OK);
  assert_int_equal(gesta_store_check(reader, &watcher->base, NULL, &count),
                   GESTA_OK);
  gesta_transaction_abort(reader);
  gesta_store_close(store);
  return count;
}

typedef enum Harm {
  REMOVE, // the last entry
  ADD,    // an entry that does not belong there
  CHANGE, // the value of the last entry, to one of the same size
  SPOIL,  // the value of the last entry, to what is no text
} Harm;

typedef struct Damage {
  const char *table;
  Harm harm;
  const char *told; // part of what is said
} Damage;

static void
change(MDB_val value, Harm harm, char *bytes)
{
  memcpy(bytes, value.mv_data, value.mv_size);
  char *const last = &bytes[value.mv_size - 1];
  *last = (char)(harm == SPOIL ? 0xFF : *last ^ 1);
}

// Do some harm to a table.
static void
plant(const char *path, const Damage *damage)
{
  MDB_env *env = NULL;
  MDB_txn *txn = NULL;
  MDB_cursor *cursor = NULL;
  MDB_dbi table;
  MDB_val key;
  MDB_val value;
  char key_bytes[64];
  char bytes[512];
  assert_int_equal(mdb_env_create(&env), 0);
  assert_int_equal(mdb_env_set_maxdbs(env, 16), 0);
  assert_int_equal(mdb_env_set_mapsize(env, (size_t)1 << 30), 0);
  assert_int_equal(mdb_env_open(env, path, MDB_NOSUBDIR, 0644), 0);
  assert_int_equal(mdb_txn_begin(env, NULL, 0, &txn), 0);
  assert_int_equal(mdb_dbi_open(txn, damage->table, 0, &table), 0);
  assert_int_equal(mdb_cursor_open(txn, table, &cursor), 0);
  assert_int_equal(mdb_cursor_get(cursor, &key, &value, MDB_LAST), 0);
  assert_true(key.mv_size <= sizeof key_bytes && value.mv_size <= sizeof bytes);
  memcpy(key_bytes, key.mv_data, key.mv_size);
  change(value, damage->harm, bytes);
  const MDB_val copied_key = {key.mv_size, key_bytes};
  const MDB_val changed = {value.mv_size, bytes};
  if (damage->harm != ADD) {
    assert_int_equal(mdb_cursor_del(cursor, 0), 0);
  }
  if (damage->harm != REMOVE) {
    MDB_val new_key = copied_key;
    MDB_val new_value = changed;
    if (damage->harm == ADD && strcmp(damage->table, "spelling_by_id") == 0) {
      ++key_bytes[1]; // an id that does not come next
    }
    assert_int_equal(mdb_put(txn, table, &new_key, &new_value, 0), 0);
  }
  mdb_cursor_close(cursor);
  assert_int_equal(mdb_txn_commit(txn), 0);
  mdb_env_close(env);
}

static void
a_sound_file_has_no_fault(void **state)
{
  const Fixture *fixture = *state;
  Watcher watcher;
  fill(fixture->path);
  assert_int_equal(check(fixture->path, &watcher), 0);
  assert_string_equal(watcher.text, "");
}

static void
damage_of_every_kind_is_found(void **state)
{
  const Fixture *fixture = *state;
  static const Damage damages[] = {
    {"default_spo", REMOVE, "is in default_pos but not in default_spo"},
    {"default_pos", REMOVE, "is in default_spo but not in default_pos"},
    {"default_osp", REMOVE, "is in default_spo but not in default_osp"},
    {"spog", REMOVE, "is in posg but not in spog"},
    {"posg", REMOVE, "is in spog but not in posg"},
    {"ospg", REMOVE, "is in spog but not in ospg"},
    {"gspo", REMOVE, "is in spog but not in gspo"},
    {"gpos", REMOVE, "is in spog but not in gpos"},
    {"gosp", REMOVE, "is in spog but not in gosp"},
    {"default_osp", ADD, "is in default_osp but not in default_spo"},
    {"ospg", ADD, "is in ospg but not in spog"},
    {"gpos", ADD, "is in gpos but not in spog"},
    {"posg", CHANGE, "is in spog but not in posg"},
    {"spelling_by_id", REMOVE, "which no term has"},
    {"spelling_by_id", ADD, "has the id"},
    {"spelling_by_id", CHANGE, "is not spelt as terms are"},
    {"spelling_by_id", SPOIL, "is not spelt as terms are"},
    {"ids_by_hash", REMOVE, "is not found by its text"},
    {"ids_by_hash", ADD, "hashes lead to"},
    {"ids_by_hash", CHANGE, "is not found by its text"},
    {"ids_by_value", REMOVE, "is not found by its value"},
    {"ids_by_value", ADD, "the value index has 151 entries for 150 values"},
    {"ids_by_value", CHANGE, "is not found by its value"},
    {"prefixes", SPOIL, "a prefix is not a colon and text"},
  };
  for (size_t i = 0; i < sizeof damages / sizeof *damages; ++i) {
    Watcher watcher;
    (void)unlink(fixture->path);
    fill(fixture->path);
    plant(fixture->path, &damages[i]);
    const uint64_t count = check(fixture->path, &watcher);
    if (count == 0 || !strstr(watcher.text, damages[i].told)) {
      fail_msg("harm %d to %s: %s", (int)damages[i].harm, damages[i].table,
               watcher.text);
    }
  }
}

// No more than ten faults of a kind are told, but all are counted.
static void
many_faults_are_told_briefly(void **state)
{
  const Fixture *fixture = *state;
  static const Damage removed = {"ids_by_hash", REMOVE, ""};
  Watcher watcher;
  fill(fixture->path);
  for (int i = 0; i < 30; ++i) {
    plant(fixture->path, &removed);
  }
  assert_int_equal(check(fixture->path, &watcher), 31); // and their count
  size_t lines = 0;
  for (const char *at = watcher.text; *at; ++at) {
    lines += *at == '\n';
  }
  assert_int_equal(lines, 10);
}

static void
a_check_can_be_stopped(void **state)
{
  const Fixture *fixture = *state;
  Watcher watcher = {.base = {remember, NULL}};
  GestaStore *store = NULL;
  GestaTransaction *writer = NULL;
  GestaCancel cancel = {false};
  uint64_t count = 7;
  assert_int_equal(gesta_store_open(gesta_default_allocator(), fixture->path,
                                    GESTA_OPEN_CREATE, &store, NULL),
                   GESTA_OK);
  assert_int_equal(gesta_transaction_begin(store, true, &writer, NULL),
                   GESTA_OK);
  for (unsigned i = 0; i < 30000; ++i) {
    char text[32];
    (void)snprintf(text, sizeof text, "urn:s:%u", i);
    const GestaQuad quad = {gesta_iri(gesta_view(text)),
                            gesta_iri(gesta_view("urn:p")),
                            gesta_iri(gesta_view("urn:o")),
                            {0}};
    assert_int_equal(gesta_store_add(writer, &quad, NULL), GESTA_OK);
  }
  gesta_cancel(&cancel);
  assert_int_equal(gesta_store_check(writer, &watcher.base, &cancel, &count),
                   GESTA_ERR_CANCELLED);
  assert_int_equal(count, 7);
  gesta_transaction_abort(writer);
  gesta_store_close(store);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(a_sound_file_has_no_fault, set_up,
                                    tear_down),
    cmocka_unit_test_setup_teardown(damage_of_every_kind_is_found, set_up,
                                    tear_down),
    cmocka_unit_test_setup_teardown(many_faults_are_told_briefly, set_up,
                                    tear_down),
    cmocka_unit_test_setup_teardown(a_check_can_be_stopped, set_up, tear_down),
  };
  return cmocka_run_group_tests_name("store_check", tests, NULL, NULL);
}
