// SPDX-License-Identifier: GPL-3.0-or-later
// What may become of a graph file: absent, foreign, cut, newer, older, refused.
#include "graph/store/environment.h"

#include "graph/base/file.h"
#include "graph/store/store.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/scratch_graph.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATH_SIZE = 64, NOBODY = 65534, FILE_MODE = 0644 };

typedef struct Fixture {
  char directory[PATH_SIZE];
  char path[PATH_SIZE + 16];
} Fixture;

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

static GestaStatus
try_to_open(const char *path, GestaOpenMode mode, GestaError *error)
{
  GestaStore *store = NULL;
  *error = (GestaError){0};
  const GestaStatus status = gesta_store_open(gesta_default_allocator(), path,
                                              mode, &store, error);
  assert_true((status == GESTA_OK) == (store != NULL));
  gesta_store_close(store);
  return status;
}

// Add `count` triples; a process of its own checks the result.
static GestaStatus
fill(const char *path, unsigned count)
{
  GestaStore *store = NULL;
  GestaTransaction *transaction = NULL;
  GestaStatus status = gesta_store_open(gesta_default_allocator(), path,
                                        GESTA_OPEN_CREATE, &store, NULL);
  if (status == GESTA_OK) {
    status = gesta_transaction_begin(store, true, &transaction, NULL);
  }
  for (unsigned i = 0; status == GESTA_OK && i < count; ++i) {
    char text[32];
    (void)snprintf(text, sizeof text, "urn:n:%u", i);
    const GestaQuad quad = {
      .subject = gesta_iri(gesta_view(text)),
      .predicate = gesta_iri(gesta_view("urn:p")),
      .object = gesta_text_literal(gesta_view(text), gesta_view(""))};
    status = gesta_store_add(transaction, &quad, NULL);
  }
  if (status == GESTA_OK) {
    status = gesta_transaction_commit(transaction, NULL);
  } else {
    gesta_transaction_abort(transaction);
  }
  gesta_store_close(store);
  return status;
}

static GestaStringView
read_file(const char *path)
{
  GestaStringView text = {0};
  assert_int_equal(
    gesta_file_read(gesta_default_allocator(), path, &text, NULL), GESTA_OK);
  return text;
}

static void
write_file(const char *path, const char *bytes, size_t size)
{
  FILE *stream = fopen(path, "wb");
  assert_non_null(stream);
  assert_int_equal(fwrite(bytes, 1, size, stream), size);
  assert_int_equal(fclose(stream), 0);
}

static bool
ends_with(const GestaError *error, const char *end)
{
  const size_t size = strlen(error->message);
  return size >= strlen(end)
         && strcmp(error->message + size - strlen(end), end) == 0;
}

static void
a_missing_file_is_only_made_when_asked_for(void **state)
{
  const Fixture *fixture = *state;
  GestaError error;
  assert_int_equal(try_to_open(fixture->path, GESTA_OPEN_READ, &error),
                   GESTA_ERR_FILE);
  assert_true(ends_with(&error, "cannot be opened: No such file or directory"));
  assert_int_equal(try_to_open(fixture->path, GESTA_OPEN_WRITE, &error),
                   GESTA_ERR_FILE);
  assert_int_equal(access(fixture->path, F_OK), -1);
  assert_int_equal(try_to_open(fixture->path, GESTA_OPEN_CREATE, &error),
                   GESTA_OK);
  assert_int_equal(try_to_open(fixture->path, GESTA_OPEN_CREATE, &error),
                   GESTA_OK);
  assert_int_equal(
    try_to_open("/tmp/no/such/a.gesta", GESTA_OPEN_CREATE, &error),
    GESTA_ERR_FILE);
  assert_int_equal(try_to_open(fixture->directory, GESTA_OPEN_CREATE, &error),
                   GESTA_ERR_FILE);
}

static void
make_foreign_lmdb(const char *path)
{
  MDB_env *env = NULL;
  MDB_txn *txn = NULL;
  MDB_dbi table;
  assert_int_equal(mdb_env_create(&env), 0);
  assert_int_equal(
    mdb_env_open(env, path, MDB_NOSUBDIR | MDB_NOLOCK, FILE_MODE), 0);
  assert_int_equal(mdb_txn_begin(env, NULL, 0, &txn), 0);
  assert_int_equal(mdb_dbi_open(txn, NULL, 0, &table), 0);
  char word[] = "other";
  MDB_val value = {sizeof word, word};
  assert_int_equal(mdb_put(txn, table, &value, &value, 0), 0);
  assert_int_equal(mdb_txn_commit(txn), 0);
  mdb_env_close(env);
}

static void
check_refusal(const char *path)
{
  GestaError error;
  const GestaStringView before = read_file(path);
  for (int mode = GESTA_OPEN_READ; mode <= (int)GESTA_OPEN_CREATE; ++mode) {
    assert_int_equal(try_to_open(path, (GestaOpenMode)mode, &error),
                     GESTA_ERR_FORMAT);
    assert_non_null(strstr(error.message, ": not a Gesta graph"));
  }
  GestaStringView after = read_file(path);
  assert_true(gesta_view_equal(before, after));
  gesta_text_release(gesta_default_allocator(), &after);
  after = before;
  gesta_text_release(gesta_default_allocator(), &after);
}

static void
what_is_no_graph_is_refused_and_left_as_it_is(void **state)
{
  const Fixture *fixture = *state;
  static const char text[] = "<urn:a> <urn:b> <urn:c> .\n";
  char large[20000];
  memset(large, 'x', sizeof large);

  write_file(fixture->path, text, 0);
  check_refusal(fixture->path);
  write_file(fixture->path, text, sizeof text - 1);
  check_refusal(fixture->path);
  write_file(fixture->path, large, sizeof large);
  check_refusal(fixture->path);
  assert_int_equal(unlink(fixture->path), 0);
  make_foreign_lmdb(fixture->path);
  check_refusal(fixture->path);
}

static void
a_file_of_a_newer_format_is_refused_with_both_numbers(void **state)
{
  const Fixture *fixture = *state;
  static const char header[] = "GestaRDF\0\0\0\2";
  GestaError error;
  size_t found = 0;
  assert_int_equal(fill(fixture->path, 1), GESTA_OK);
  GestaStringView text = read_file(fixture->path);
  char *bytes = test_malloc(text.size);
  memcpy(bytes, text.data, text.size);
  for (size_t i = 0; i + sizeof header <= text.size; ++i) {
    if (memcmp(bytes + i, header, sizeof header - 1) == 0) {
      bytes[i + sizeof header - 2] = 3;
      ++found;
    }
  }
  assert_true(found > 0);
  write_file(fixture->path, bytes, text.size);
  assert_int_equal(try_to_open(fixture->path, GESTA_OPEN_WRITE, &error),
                   GESTA_ERR_FORMAT);
  assert_true(ends_with(&error, "was written by a newer Gesta (format 3; this "
                                "one reads up to 2)"));
  test_free(bytes);
  gesta_text_release(gesta_default_allocator(), &text);
}

static void
a_file_that_was_cut_is_refused_at_every_length(void **state)
{
  const Fixture *fixture = *state;
  GestaError error;
  assert_int_equal(fill(fixture->path, 2000), GESTA_OK);
  GestaStringView text = read_file(fixture->path);
  for (size_t size = text.size - 1; size > 0; size -= size / 5 + 1) {
    write_file(fixture->path, text.data, size);
    const GestaStatus status = try_to_open(fixture->path, GESTA_OPEN_READ,
                                           &error);
    assert_true(status == GESTA_ERR_CORRUPT || status == GESTA_ERR_FORMAT);
  }
  write_file(fixture->path, text.data, text.size);
  assert_int_equal(try_to_open(fixture->path, GESTA_OPEN_READ, &error),
                   GESTA_OK);
  gesta_text_release(gesta_default_allocator(), &text);
}

// Run `action` in a child, which may change its own limits and rights.
static int
in_child(int (*action)(const char *path), const char *path)
{
  const pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) {
    _exit(action(path));
  }
  int status = 0;
  assert_int_equal(waitpid(child, &status, 0), child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 100 + WTERMSIG(status);
}

static int
count_triples(const char *path, uint64_t *count)
{
  GestaStore *store = NULL;
  GestaTransaction *transaction = NULL;
  GestaStoreFacts facts = {0};
  if (gesta_store_open(gesta_default_allocator(), path, GESTA_OPEN_READ, &store,
                       NULL)
      || gesta_transaction_begin(store, false, &transaction, NULL)
      || gesta_store_facts(transaction, &facts)) {
    return 1;
  }
  gesta_transaction_abort(transaction);
  gesta_store_close(store);
  *count = facts.quad_count;
  return 0;
}

static int
create_without_room(const char *path)
{
  const struct rlimit none = {0, 0};
  GestaError error;
  if (signal(SIGXFSZ, SIG_IGN) == SIG_ERR || setrlimit(RLIMIT_FSIZE, &none)) {
    return 1;
  }
  return try_to_open(path, GESTA_OPEN_CREATE, &error) > GESTA_END ? 0 : 2;
}

static void
a_failed_creation_leaves_no_file(void **state)
{
  const Fixture *fixture = *state;
  assert_int_equal(in_child(create_without_room, fixture->path), 0);
  // tear_down() finds the directory empty.
}

static int
use_read_only(const char *path)
{
  GestaError error;
  uint64_t count = 0;
  if (getuid() == 0 && (setgid(NOBODY) || setuid(NOBODY))) {
    return 1;
  }
  if (count_triples(path, &count) || count != 10) {
    return 2;
  }
  if (try_to_open(path, GESTA_OPEN_WRITE, &error) != GESTA_ERR_FILE
      || !strstr(error.message, "cannot be written")) {
    return 3;
  }
  char beside[PATH_SIZE + 32];
  (void)snprintf(beside, sizeof beside, "%s.b", path);
  return try_to_open(beside, GESTA_OPEN_CREATE, &error) == GESTA_ERR_FILE ? 0
                                                                          : 4;
}

static void
a_read_only_file_in_a_read_only_directory_can_be_read(void **state)
{
  const Fixture *fixture = *state;
  char lock[PATH_SIZE + 32];
  (void)snprintf(lock, sizeof lock, "%s-lock", fixture->path);
  assert_int_equal(fill(fixture->path, 10), GESTA_OK);
  assert_int_equal(chmod(fixture->path, 0444), 0);
  for (int has_lock = 1; has_lock >= 0; --has_lock) {
    if (!has_lock) {
      assert_int_equal(unlink(lock), 0);
    }
    assert_int_equal(chmod(fixture->directory, 0555), 0);
    const int status = in_child(use_read_only, fixture->path);
    assert_int_equal(chmod(fixture->directory, 0755), 0);
    assert_int_equal(status, 0);
  }
}

static int
fill_with_little_address_space(const char *path)
{
  const struct rlimit some = {(rlim_t)512 << 20, (rlim_t)512 << 20};
  uint64_t count = 0;
#ifndef __SANITIZE_ADDRESS__ // it reserves terabytes itself
  if (setrlimit(RLIMIT_AS, &some)) {
    return 1;
  }
#else
  (void)some;
#endif
  if (fill(path, 30000)) {
    return 2;
  }
  return count_triples(path, &count) || count != 30000 ? 3 : 0;
}

static void
a_process_that_may_map_little_gets_a_smaller_map(void **state)
{
  const Fixture *fixture = *state;
  assert_int_equal(in_child(fill_with_little_address_space, fixture->path), 0);
}

static void
the_file_grows_under_a_reader(void **state)
{
  const Fixture *fixture = *state;
  GestaStore *store = NULL;
  GestaTransaction *reader = NULL;
  GestaStoreFacts before;
  GestaStoreFacts after;
  assert_int_equal(fill(fixture->path, 10), GESTA_OK);
  assert_int_equal(gesta_store_open(gesta_default_allocator(), fixture->path,
                                    GESTA_OPEN_READ, &store, NULL),
                   GESTA_OK);
  assert_int_equal(gesta_transaction_begin(store, false, &reader, NULL),
                   GESTA_OK);
  assert_int_equal(gesta_store_facts(reader, &before), GESTA_OK);
  assert_int_equal(fill(fixture->path, 50000), GESTA_OK);
  assert_int_equal(gesta_store_facts(reader, &after), GESTA_OK);
  assert_int_equal(after.quad_count, 10);
  assert_true(after.file_size > 20 * before.file_size);
  gesta_transaction_abort(reader);
  assert_int_equal(gesta_transaction_begin(store, false, &reader, NULL),
                   GESTA_OK);
  assert_int_equal(gesta_store_facts(reader, &after), GESTA_OK);
  assert_int_equal(after.quad_count, 50000);
  gesta_transaction_abort(reader);
  gesta_store_close(store);
}

// Each quad of the stored file, in the order of subjects.
static const GestaQuad *
stored_quads(size_t *count)
{
#define TEXT(literal)                                                          \
  {                                                                            \
    (literal), sizeof(literal) - 1                                             \
  }
#define IRI(iri)                                                               \
  {                                                                            \
    .kind = GESTA_TERM_IRI, .value = TEXT(iri)                                 \
  }
  static const GestaQuad quads[] = {
    {IRI("urn:gesta:event/1"),
     IRI("https://w3id.org/gesta#date"),
     {GESTA_TERM_LITERAL,
      TEXT("2024-01-06"),
      TEXT("http://www.w3.org/2001/XMLSchema#date"),
      {0}},
     IRI("urn:gesta:article/1")},
    {IRI("urn:gesta:event/1"),
     IRI("https://w3id.org/gesta#trigger"),
     {GESTA_TERM_LITERAL, TEXT("rencontr\xC3\xA9"), {0}, TEXT("fr")},
     IRI("urn:gesta:article/1")},
    {IRI("urn:gesta:event/1"),
     IRI("https://w3id.org/gesta#trigger"),
     {GESTA_TERM_LITERAL, TEXT("rencontr\xC3\xA9"), {0}, TEXT("fr")},
     IRI("urn:gesta:article/2")},
    {{.kind = GESTA_TERM_BLANK, .value = TEXT("b0")},
     IRI("http://www.w3.org/2000/01/rdf-schema#label"),
     {.kind = GESTA_TERM_LITERAL, .value = TEXT("a \"quoted\"\nlabel")},
     {0}},
  };
#undef IRI
#undef TEXT
  *count = sizeof quads / sizeof *quads;
  return quads;
}

static const char *
stored_path(char path[4096])
{
  const char *const root = getenv("srcdir");
  (void)snprintf(path, 4096, "%s/tests/compat/graph-format-1.gesta",
                 root ? root : ".");
  return path;
}

static GestaTermId
find(GestaTransaction *transaction, const GestaTerm *term)
{
  GestaTermId id = GESTA_NO_TERM;
  if (term->kind != GESTA_TERM_NONE) {
    assert_int_equal(gesta_store_find_term(transaction, term, &id), GESTA_OK);
  }
  return id;
}

static void
a_file_of_format_1_stays_readable_and_writable(void **state)
{
  const Fixture *fixture = *state;
  char from[4096];
  size_t count = 0;
  const GestaQuad *quads = stored_quads(&count);
  GestaStringView text = read_file(stored_path(from));
  write_file(fixture->path, text.data, text.size);
  gesta_text_release(gesta_default_allocator(), &text);

  GestaStore *store = NULL;
  GestaTransaction *transaction = NULL;
  GestaStoreFacts facts;
  GestaStringView prefix;
  GestaStringView iri;
  assert_int_equal(gesta_store_open(gesta_default_allocator(), fixture->path,
                                    GESTA_OPEN_WRITE, &store, NULL),
                   GESTA_OK);
  assert_int_equal(gesta_transaction_begin(store, true, &transaction, NULL),
                   GESTA_OK);
  assert_int_equal(gesta_store_facts(transaction, &facts), GESTA_OK);
  assert_int_equal(facts.quad_count, count);
  assert_int_equal(facts.graph_count, 2);
  assert_int_equal(facts.format, 2); // opening it has changed it
  assert_int_equal(gesta_store_prefix(transaction, 0, &prefix, &iri), GESTA_OK);
  assert_true(gesta_view_equal(prefix, gesta_view("gesta")));
  assert_true(gesta_view_equal(iri, gesta_view("https://w3id.org/gesta#")));
  for (size_t i = 0; i < count; ++i) {
    const GestaQuadIds pattern = {find(transaction, &quads[i].subject),
                                  find(transaction, &quads[i].predicate),
                                  find(transaction, &quads[i].object),
                                  find(transaction, &quads[i].graph)};
    GestaQuadCursor *cursor = NULL;
    GestaQuadIds found;
    assert_int_equal(
      gesta_store_find(transaction, &pattern, GESTA_SCOPE_ONE, &cursor),
      GESTA_OK);
    assert_int_equal(gesta_quad_cursor_next(cursor, &found), GESTA_OK);
    gesta_quad_cursor_close(cursor);
  }
  // Removing looks into every table.
  for (size_t i = 0; i < count; ++i) {
    assert_int_equal(gesta_store_remove(transaction, &quads[i]), GESTA_OK);
  }
  assert_int_equal(gesta_transaction_commit(transaction, NULL), GESTA_OK);
  gesta_store_close(store);
}

static int
refuse_old_format(const char *path)
{
  GestaError error;
  if (getuid() == 0 && (setgid(NOBODY) || setuid(NOBODY))) {
    return 1;
  }
  return try_to_open(path, GESTA_OPEN_READ, &error) == GESTA_ERR_FORMAT
             && ends_with(&error,
                          "copy it to where it can be and open the copy")
           ? 0
           : 2;
}

static void
a_file_of_format_1_that_cannot_be_written_is_refused_with_advice(void **state)
{
  const Fixture *fixture = *state;
  char from[4096];
  GestaStringView text = read_file(stored_path(from));
  write_file(fixture->path, text.data, text.size);
  gesta_text_release(gesta_default_allocator(), &text);
  assert_int_equal(chmod(fixture->path, 0444), 0);
  assert_int_equal(chmod(fixture->directory, 0755), 0);
  assert_int_equal(in_child(refuse_old_format, fixture->path), 0);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(a_missing_file_is_only_made_when_asked_for,
                                    set_up, tear_down),
    cmocka_unit_test_setup_teardown(
      what_is_no_graph_is_refused_and_left_as_it_is, set_up, tear_down),
    cmocka_unit_test_setup_teardown(
      a_file_of_a_newer_format_is_refused_with_both_numbers, set_up, tear_down),
    cmocka_unit_test_setup_teardown(
      a_file_that_was_cut_is_refused_at_every_length, set_up, tear_down),
    cmocka_unit_test_setup_teardown(a_failed_creation_leaves_no_file, set_up,
                                    tear_down),
    cmocka_unit_test_setup_teardown(
      a_read_only_file_in_a_read_only_directory_can_be_read, set_up, tear_down),
    cmocka_unit_test_setup_teardown(
      a_process_that_may_map_little_gets_a_smaller_map, set_up, tear_down),
    cmocka_unit_test_setup_teardown(the_file_grows_under_a_reader, set_up,
                                    tear_down),
    cmocka_unit_test_setup_teardown(
      a_file_of_format_1_stays_readable_and_writable, set_up, tear_down),
    cmocka_unit_test_setup_teardown(
      a_file_of_format_1_that_cannot_be_written_is_refused_with_advice, set_up,
      tear_down),
  };
  return cmocka_run_group_tests_name("environment", tests, NULL, NULL);
}
