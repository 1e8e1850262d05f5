// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/store/compaction.h"

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

enum { PATH_SIZE = 64, MANY = 20000 };

typedef struct Fixture {
  char directory[PATH_SIZE];
  char path[PATH_SIZE + 16];
  char other[PATH_SIZE + 16];
} Fixture;

static GestaStore *
open_store(const char *path, GestaOpenMode mode)
{
  GestaStore *store = NULL;
  GestaError error = {0};
  if (gesta_store_open(gesta_default_allocator(), path, mode, &store, &error)) {
    fail_msg("%s", error.message);
  }
  return store;
}

static void
change(const char *path, unsigned first, unsigned count, const char *graph,
       bool remove)
{
  GestaStore *store = open_store(path, GESTA_OPEN_CREATE);
  GestaTransaction *writer = NULL;
  const GestaTerm name = gesta_iri(gesta_view(graph));
  assert_int_equal(gesta_transaction_begin(store, true, &writer, NULL),
                   GESTA_OK);
  if (remove) {
    assert_int_equal(gesta_store_remove_graph(writer, &name, NULL), GESTA_OK);
  }
  for (unsigned i = first; i < first + count; ++i) {
    char text[32];
    (void)snprintf(text, sizeof text, "urn:s:%u", i);
    const GestaQuad quad = {gesta_iri(gesta_view(text)),
                            gesta_iri(gesta_view("urn:p")),
                            gesta_iri(gesta_view(text)), name};
    assert_int_equal(gesta_store_add(writer, &quad, NULL), GESTA_OK);
  }
  assert_int_equal(gesta_transaction_commit(writer, NULL), GESTA_OK);
  gesta_store_close(store);
}

static uint64_t
count_quads(const char *path)
{
  GestaStore *store = open_store(path, GESTA_OPEN_READ);
  GestaTransaction *reader = NULL;
  GestaStoreFacts facts;
  assert_int_equal(gesta_transaction_begin(store, false, &reader, NULL),
                   GESTA_OK);
  assert_int_equal(gesta_store_facts(reader, &facts), GESTA_OK);
  gesta_transaction_abort(reader);
  gesta_store_close(store);
  return facts.quad_count;
}

static uint64_t
size_of(const char *path)
{
  struct stat facts;
  assert_int_equal(stat(path, &facts), 0);
  return (uint64_t)facts.st_size;
}

// A file of which most was removed again.
static int
set_up(void **state)
{
  Fixture *fixture = test_calloc(1, sizeof *fixture);
  *state = fixture;
  scratch_graph_make(fixture->directory, fixture->path, sizeof fixture->path);
  (void)snprintf(fixture->other, sizeof fixture->other, "%s/b.gesta",
                 fixture->directory);
  change(fixture->path, 0, MANY, "urn:g:1", false);
  change(fixture->path, 0, 10, "urn:g:2", false);
  change(fixture->path, 0, 0, "urn:g:1", true);
  return 0;
}

static void
remove_with_lock(const char *path)
{
  char lock[PATH_SIZE + 32];
  (void)snprintf(lock, sizeof lock, "%s-lock", path);
  (void)unlink(lock);
  (void)unlink(path);
}

static int
tear_down(void **state)
{
  Fixture *fixture = *state;
  remove_with_lock(fixture->path);
  remove_with_lock(fixture->other);
  assert_int_equal(rmdir(fixture->directory), 0); // no draft was left
  test_free(fixture);
  return 0;
}

static void
space_is_given_back_and_the_quads_stay(void **state)
{
  const Fixture *fixture = *state;
  uint64_t before = 0;
  uint64_t after = 0;
  struct stat facts;
  const uint64_t size = size_of(fixture->path);
  assert_int_equal(chmod(fixture->path, 0640), 0);
  assert_int_equal(
    gesta_store_compact(fixture->path, NULL, &before, &after, NULL), GESTA_OK);
  assert_int_equal(before, size);
  assert_int_equal(after, size_of(fixture->path));
  assert_true(after < before * 2 / 3);
  assert_int_equal(stat(fixture->path, &facts), 0);
  assert_int_equal(facts.st_mode & 07777, 0640);
  assert_int_equal(count_quads(fixture->path), 10);
  change(fixture->path, 10, 5, "urn:g:2", false);
  assert_int_equal(count_quads(fixture->path), 15);
}

static void
a_new_file_is_made_while_others_write(void **state)
{
  const Fixture *fixture = *state;
  uint64_t before = 0;
  uint64_t after = 0;
  GestaError error;
  GestaStore *store = open_store(fixture->path, GESTA_OPEN_WRITE);
  GestaTransaction *writer = NULL;
  assert_int_equal(gesta_transaction_begin(store, true, &writer, NULL),
                   GESTA_OK);
  assert_int_equal(
    gesta_store_compact(fixture->path, fixture->other, &before, &after, NULL),
    GESTA_OK);
  assert_int_equal(gesta_transaction_commit(writer, NULL), GESTA_OK);
  gesta_store_close(store);
  assert_int_equal(size_of(fixture->path), before);
  assert_int_equal(size_of(fixture->other), after);
  assert_true(after < before);
  assert_int_equal(count_quads(fixture->other), 10);
  assert_int_equal(
    gesta_store_compact(fixture->path, fixture->other, &before, &after, &error),
    GESTA_ERR_FILE);
  assert_non_null(strstr(error.message, "exists already"));
}

// Run a function in a child that has the file open, and tell it to end.
static pid_t
open_in_child(const char *path, int *ready)
{
  int pipes[2];
  assert_int_equal(pipe(pipes), 0);
  const pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) {
    GestaStore *store = NULL;
    const GestaStatus status = gesta_store_open(gesta_default_allocator(), path,
                                                GESTA_OPEN_READ, &store, NULL);
    const char byte = (char)('0' + (status == GESTA_OK));
    if (write(pipes[1], &byte, 1) == 1) {
      (void)pause();
    }
    _exit(1);
  }
  char byte = 0;
  assert_int_equal(read(pipes[0], &byte, 1), 1);
  *ready = byte == '1';
  assert_int_equal(close(pipes[0]), 0);
  assert_int_equal(close(pipes[1]), 0);
  return child;
}

static void
a_file_that_another_process_has_open_is_left_alone(void **state)
{
  const Fixture *fixture = *state;
  uint64_t before = 0;
  uint64_t after = 0;
  int ready = 0;
  int outcome = 0;
  GestaError error;
  const uint64_t size = size_of(fixture->path);
  const pid_t child = open_in_child(fixture->path, &ready);
  const GestaStatus status = gesta_store_compact(fixture->path, NULL, &before,
                                                 &after, &error);
  assert_int_equal(kill(child, SIGKILL), 0);
  assert_int_equal(waitpid(child, &outcome, 0), child);
  assert_true(ready);
  assert_int_equal(status, GESTA_ERR_FILE);
  assert_non_null(strstr(error.message, "is in use"));
  assert_int_equal(size_of(fixture->path), size);
  // Now it is closed.
  assert_int_equal(
    gesta_store_compact(fixture->path, NULL, &before, &after, NULL), GESTA_OK);
}

static void
a_file_with_two_names_is_refused(void **state)
{
  const Fixture *fixture = *state;
  uint64_t before = 0;
  uint64_t after = 0;
  GestaError error;
  assert_int_equal(link(fixture->path, fixture->other), 0);
  assert_int_equal(
    gesta_store_compact(fixture->path, NULL, &before, &after, &error),
    GESTA_ERR_FILE);
  assert_non_null(strstr(error.message, "hard links"));
}

static void
a_symbolic_link_stays_one(void **state)
{
  const Fixture *fixture = *state;
  uint64_t before = 0;
  uint64_t after = 0;
  struct stat facts;
  assert_int_equal(symlink(fixture->path, fixture->other), 0);
  assert_int_equal(
    gesta_store_compact(fixture->other, NULL, &before, &after, NULL), GESTA_OK);
  assert_int_equal(lstat(fixture->other, &facts), 0);
  assert_true(S_ISLNK(facts.st_mode));
  assert_int_equal(size_of(fixture->path), after);
}

static int
compact_without_room(const char *path)
{
  const struct rlimit little = {65536, 65536};
  uint64_t before = 0;
  uint64_t after = 0;
  if (signal(SIGXFSZ, SIG_IGN) == SIG_ERR || setrlimit(RLIMIT_FSIZE, &little)) {
    return 1;
  }
  return gesta_store_compact(path, NULL, &before, &after, NULL) > GESTA_END ? 0
                                                                            : 2;
}

static void
a_full_disk_leaves_the_file_as_it_was(void **state)
{
  const Fixture *fixture = *state;
  const uint64_t size = size_of(fixture->path);
  int outcome = 0;
  const pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) {
    _exit(compact_without_room(fixture->path));
  }
  assert_int_equal(waitpid(child, &outcome, 0), child);
  assert_true(WIFEXITED(outcome));
  assert_int_equal(WEXITSTATUS(outcome), 0);
  assert_int_equal(size_of(fixture->path), size);
  assert_int_equal(count_quads(fixture->path), 10);
  // tear_down() finds no draft.
}

static void
space_that_was_freed_is_used_again(void **state)
{
  const Fixture *fixture = *state;
  uint64_t size = 0;
  for (int round = 0; round < 8; ++round) {
    change(fixture->path, 0, MANY / 2, "urn:g:1", false);
    change(fixture->path, 0, 0, "urn:g:1", true);
    if (round == 3) {
      size = size_of(fixture->path);
    }
  }
  assert_true(size_of(fixture->path) <= size + size / 20);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(space_is_given_back_and_the_quads_stay,
                                    set_up, tear_down),
    cmocka_unit_test_setup_teardown(a_new_file_is_made_while_others_write,
                                    set_up, tear_down),
    cmocka_unit_test_setup_teardown(
      a_file_that_another_process_has_open_is_left_alone, set_up, tear_down),
    cmocka_unit_test_setup_teardown(a_file_with_two_names_is_refused, set_up,
                                    tear_down),
    cmocka_unit_test_setup_teardown(a_symbolic_link_stays_one, set_up,
                                    tear_down),
    cmocka_unit_test_setup_teardown(a_full_disk_leaves_the_file_as_it_was,
                                    set_up, tear_down),
    cmocka_unit_test_setup_teardown(space_that_was_freed_is_used_again, set_up,
                                    tear_down),
  };
  return cmocka_run_group_tests_name("compaction", tests, NULL, NULL);
}
