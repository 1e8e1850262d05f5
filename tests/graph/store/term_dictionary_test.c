// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/store/term_dictionary.h"

#include "graph/base/hash.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"
#include "tests/support/store_fixture.h"

#include <string.h>

typedef struct Fixture {
  StoreFixture store;
  GestaTermDictionary *dictionary;
} Fixture;

// Stored before the first opening, so that the hashes are the same every time.
static const GestaHashKey known_key = {
  {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}};

static void
put_hash_key(StoreFixture *store, const GestaHashKey *key, size_t size)
{
  char name[] = "terms";
  GestaHashKey copy = *key;
  MDB_val name_value = {strlen(name), name};
  MDB_val key_value = {size, &copy};
  MDB_dbi table;

  assert_int_equal(mdb_dbi_open(store->txn, "hash_key", MDB_CREATE, &table), 0);
  assert_int_equal(mdb_put(store->txn, table, &name_value, &key_value, 0), 0);
}

static GestaHashKey
get_hash_key(StoreFixture *store)
{
  char name[] = "terms";
  MDB_val name_value = {strlen(name), name};
  MDB_val key_value;
  MDB_dbi table;
  GestaHashKey key;

  assert_int_equal(mdb_dbi_open(store->txn, "hash_key", 0, &table), 0);
  assert_int_equal(mdb_get(store->txn, table, &name_value, &key_value), 0);
  assert_int_equal(key_value.mv_size, sizeof key);
  memcpy(&key, key_value.mv_data, sizeof key);
  return key;
}

static GestaStatus
try_to_open(StoreFixture *store, GestaTermDictionary **dictionary)
{
  *dictionary = NULL;
  return gesta_term_dictionary_open(gesta_default_allocator(), store->txn,
                                    dictionary);
}

static void
reopen(Fixture *fixture)
{
  gesta_term_dictionary_close(fixture->dictionary);
  assert_int_equal(try_to_open(&fixture->store, &fixture->dictionary),
                   GESTA_OK);
}

static int
set_up_empty(void **state)
{
  Fixture *fixture = test_calloc(1, sizeof *fixture);
  *state = fixture;
  fixture->store = store_fixture_new();
  return 0;
}

static int
set_up(void **state)
{
  set_up_empty(state);
  Fixture *fixture = *state;
  put_hash_key(&fixture->store, &known_key, sizeof known_key);
  reopen(fixture);
  store_fixture_commit(&fixture->store);
  return 0;
}

static int
tear_down(void **state)
{
  Fixture *fixture = *state;
  gesta_term_dictionary_close(fixture->dictionary);
  store_fixture_free(&fixture->store);
  test_free(fixture);
  return 0;
}

static GestaTermId
intern(Fixture *fixture, const char *text)
{
  GestaTermId id = GESTA_NO_TERM;
  assert_int_equal(gesta_term_dictionary_intern(fixture->dictionary,
                                                fixture->store.txn,
                                                gesta_view(text), &id),
                   GESTA_OK);
  return id;
}

static GestaStatus
find(Fixture *fixture, const char *text, GestaTermId *id)
{
  return gesta_term_dictionary_find(fixture->dictionary, fixture->store.txn,
                                    gesta_view(text), id);
}

static GestaStatus
spell(Fixture *fixture, GestaTermId id, GestaStringView *spelling)
{
  return gesta_term_dictionary_spelling(fixture->dictionary, fixture->store.txn,
                                        id, spelling);
}

static void
a_term_keeps_its_id_and_its_spelling(void **state)
{
  static const char summer[] = "\"\xC3\xA9t\xC3\xA9\"@fr"; // "été"@fr
  Fixture *fixture = *state;
  GestaStringView spelling;
  GestaTermId id = GESTA_NO_TERM;

  assert_int_equal(intern(fixture, "<urn:a>"), 1);
  assert_int_equal(intern(fixture, summer), 2);
  assert_int_equal(intern(fixture, "<urn:a>"), 1);

  store_fixture_read_only(&fixture->store);
  assert_int_equal(find(fixture, summer, &id), GESTA_OK);
  assert_int_equal(id, 2);
  assert_int_equal(spell(fixture, id, &spelling), GESTA_OK);
  assert_true(gesta_view_equal(spelling, gesta_view(summer)));
  assert_int_equal(spell(fixture, 3, &spelling), GESTA_NOT_FOUND);
}

static void
a_store_finds_its_terms_when_opened_again(void **state)
{
  Fixture *fixture = *state;
  GestaTermId id = GESTA_NO_TERM;

  reopen(fixture);
  assert_int_equal(intern(fixture, "<urn:a>"), 1);
  store_fixture_commit(&fixture->store);
  reopen(fixture);
  assert_int_equal(find(fixture, "<urn:a>", &id), GESTA_OK);
  assert_int_equal(id, 1);
}

static void
each_new_store_draws_its_own_hash_key(void **state)
{
  Fixture *fixture = *state;
  StoreFixture other = store_fixture_new();
  GestaTermDictionary *opened = NULL;

  reopen(fixture);
  const GestaHashKey key = get_hash_key(&fixture->store);
  assert_int_equal(try_to_open(&other, &opened), GESTA_OK);
  const GestaHashKey other_key = get_hash_key(&other);
  assert_memory_not_equal(&key, &other_key, sizeof key);

  gesta_term_dictionary_close(opened);
  store_fixture_free(&other);
}

static void
terms_with_the_same_hash_stay_apart(void **state)
{
  // Found by a birthday search of some 2^32 steps; it needs the key.
  static const char one[] = "<urn:a7f81e62d3c7f35a>";
  static const char two[] = "<urn:79089b7e85d89942>";
  Fixture *fixture = *state;
  assert_int_equal(gesta_hash64(&known_key, gesta_view(one)),
                   gesta_hash64(&known_key, gesta_view(two)));

  const GestaTermId first = intern(fixture, one);
  const GestaTermId second = intern(fixture, two);
  assert_int_not_equal(first, second);
  assert_int_equal(intern(fixture, one), first);
  assert_int_equal(intern(fixture, two), second);
}

static void
literals_longer_than_an_lmdb_key_differ_by_any_byte(void **state)
{
  Fixture *fixture = *state;
  char text[4000] = {0};
  memset(text, 'x', sizeof text - 1);
  const GestaTermId id = intern(fixture, text);

  assert_int_equal(intern(fixture, text), id);
  text[sizeof text - 2] = 'y';
  assert_int_not_equal(intern(fixture, text), id);
}

static void
an_aborted_transaction_leaves_no_trace(void **state)
{
  Fixture *fixture = *state;
  GestaTermId id = GESTA_NO_TERM;

  assert_int_equal(intern(fixture, "<urn:lost>"), 1);
  store_fixture_abort(&fixture->store);
  assert_int_equal(find(fixture, "<urn:lost>", &id), GESTA_NOT_FOUND);
  assert_int_equal(id, GESTA_NO_TERM);
  assert_int_equal(intern(fixture, "<urn:kept>"), 1);
}

static void
tables_that_disagree_are_reported_as_corrupt(void **state)
{
  Fixture *fixture = *state;
  MDB_txn *txn = fixture->store.txn;
  GestaTermId id = intern(fixture, "<urn:a>");
  uint64_t hash = gesta_hash64(&known_key, gesta_view("<urn:b>"));
  GestaTermId two_ids[] = {id, id};
  MDB_val id_value = {sizeof id, &id};
  MDB_val hash_value = {sizeof hash, &hash};
  MDB_val two_values = {sizeof two_ids, two_ids};
  MDB_dbi table;

  assert_int_equal(mdb_dbi_open(txn, "ids_by_hash", 0, &table), 0);
  assert_int_equal(mdb_put(txn, table, &hash_value, &two_values, 0), 0);
  assert_int_equal(find(fixture, "<urn:b>", &id), GESTA_ERR_CORRUPT);

  assert_int_equal(mdb_dbi_open(txn, "spelling_by_id", 0, &table), 0);
  assert_int_equal(mdb_del(txn, table, &id_value, NULL), 0);
  assert_int_equal(find(fixture, "<urn:a>", &id), GESTA_ERR_CORRUPT);
}

static void
a_lost_or_cut_hash_key_is_reported_as_corrupt(void **state)
{
  Fixture *fixture = *state;
  MDB_txn *txn = fixture->store.txn;
  GestaTermDictionary *opened = NULL;
  MDB_dbi table;
  assert_int_equal(intern(fixture, "<urn:a>"), 1);

  put_hash_key(&fixture->store, &known_key, sizeof known_key - 1);
  assert_int_equal(try_to_open(&fixture->store, &opened), GESTA_ERR_CORRUPT);
  assert_null(opened);

  assert_int_equal(mdb_dbi_open(txn, "hash_key", 0, &table), 0);
  assert_int_equal(mdb_drop(txn, table, 0), 0);
  assert_int_equal(try_to_open(&fixture->store, &opened), GESTA_ERR_CORRUPT);
  assert_null(opened);
}

static void
a_refused_allocation_or_table_is_reported_and_leaks_nothing(void **state)
{
  Fixture *fixture = *state;
  GestaTermDictionary *opened = NULL;
  GestaStatus status = GESTA_ERR_MEMORY;

  for (size_t granted = 0; status != GESTA_OK; ++granted) {
    FailingAllocator allocator = failing_allocator(granted);
    status = gesta_term_dictionary_open(&allocator.base, fixture->store.txn,
                                        &opened);
    assert_true(status == GESTA_OK || (status == GESTA_ERR_MEMORY && !opened));
    gesta_term_dictionary_close(opened);
    assert_int_equal(allocator.live, 0);
  }

  store_fixture_abort(&fixture->store);     // so that the tables are missing
  store_fixture_read_only(&fixture->store); // and cannot be created
  assert_int_equal(try_to_open(&fixture->store, &opened), GESTA_ERR_STORAGE);
  assert_null(opened);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(a_term_keeps_its_id_and_its_spelling,
                                    set_up, tear_down),
    cmocka_unit_test_setup_teardown(a_store_finds_its_terms_when_opened_again,
                                    set_up_empty, tear_down),
    cmocka_unit_test_setup_teardown(each_new_store_draws_its_own_hash_key,
                                    set_up_empty, tear_down),
    cmocka_unit_test_setup_teardown(terms_with_the_same_hash_stay_apart, set_up,
                                    tear_down),
    cmocka_unit_test_setup_teardown(
      literals_longer_than_an_lmdb_key_differ_by_any_byte, set_up, tear_down),
    cmocka_unit_test_setup_teardown(an_aborted_transaction_leaves_no_trace,
                                    set_up, tear_down),
    cmocka_unit_test_setup_teardown(
      tables_that_disagree_are_reported_as_corrupt, set_up, tear_down),
    cmocka_unit_test_setup_teardown(
      a_lost_or_cut_hash_key_is_reported_as_corrupt, set_up, tear_down),
    cmocka_unit_test_setup_teardown(
      a_refused_allocation_or_table_is_reported_and_leaks_nothing, set_up_empty,
      tear_down),
  };
  return cmocka_run_group_tests_name("term_dictionary", tests, NULL, NULL);
}
