// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scratch_graph.h"

#include "tests/support/cmocka_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_SIZE = 160 };

void
scratch_graph_make(char *directory, char *path, size_t path_size)
{
  memcpy(directory, "/tmp/gesta-test-XXXXXX", 23);
  assert_non_null(mkdtemp(directory));
  (void)snprintf(path, path_size, "%s/a.gesta", directory);
}

void
scratch_graph_remove(const char *directory, const char *path)
{
  char lock[PATH_SIZE];
  (void)snprintf(lock, sizeof lock, "%s-lock", path);
  (void)unlink(lock);
  (void)unlink(path);
  assert_int_equal(rmdir(directory), 0); // nothing else was left
}

uint32_t
test_draw(uint64_t *state, uint32_t below)
{
  *state = *state * UINT64_C(6364136223846793005)
           + UINT64_C(1442695040888963407);
  return (uint32_t)(*state >> 33) % below;
}
