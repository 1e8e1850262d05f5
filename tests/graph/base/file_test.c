// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/file.h"

#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LARGE = 300000 };

// Make a file of LARGE bytes; the caller unlinks it.
static void
make_file(char path[32])
{
  memcpy(path, "/tmp/gesta-test-XXXXXX", 23);
  const int file = mkstemp(path);
  assert_true(file >= 0);
  FILE *stream = fdopen(file, "w");
  assert_non_null(stream);
  for (size_t i = 0; i < LARGE; ++i) {
    assert_true(fputc((int)(i % 251), stream) != EOF);
  }
  assert_int_equal(fclose(stream), 0);
}

static void
check_bytes(const char *data, size_t size)
{
  assert_int_equal(size, LARGE);
  for (size_t i = 0; i < size; ++i) {
    if ((unsigned char)data[i] != i % 251) {
      fail_msg("byte %zu differs", i);
    }
  }
}

static void
a_file_is_read_and_mapped_whole(void **state)
{
  (void)state;
  GestaAllocator *allocator = gesta_default_allocator();
  char path[32];
  GestaStringView text = {0};
  GestaFileMap map = {0};
  make_file(path);
  assert_int_equal(gesta_file_read(allocator, path, &text, NULL), GESTA_OK);
  assert_int_equal(gesta_file_map(path, &map, NULL), GESTA_OK);
  assert_int_equal(unlink(path), 0);
  check_bytes(text.data, text.size);
  assert_int_equal(text.data[text.size], 0);
  check_bytes(map.data, map.size);
  gesta_file_unmap(&map);
  gesta_file_unmap(&map);
  gesta_text_release(allocator, &text);
}

static void
what_is_no_file_is_refused_with_its_name(void **state)
{
  (void)state;
  GestaAllocator *allocator = gesta_default_allocator();
  GestaStringView text = {0};
  GestaFileMap map = {0};
  GestaError error;
  assert_int_equal(gesta_file_read(allocator, "/tmp", &text, &error),
                   GESTA_ERR_FILE);
  assert_string_equal(error.message,
                      "/tmp: is a directory: name the files in it");
  assert_int_equal(gesta_file_map("/no/such", &map, &error), GESTA_ERR_FILE);
  assert_string_equal(error.message,
                      "/no/such: cannot be opened: No such file or directory");
}

static void
refused_memory_leaks_nothing(void **state)
{
  (void)state;
  char path[32];
  make_file(path);
  GestaStatus status = GESTA_ERR_MEMORY;
  for (size_t granted = 0; status != GESTA_OK; ++granted) {
    FailingAllocator allocator = failing_allocator(granted);
    GestaStringView text = {0};
    status = gesta_file_read(&allocator.base, path, &text, NULL);
    assert_true(status == GESTA_OK || status == GESTA_ERR_MEMORY);
    gesta_text_release(&allocator.base, &text);
    assert_int_equal(allocator.live, 0);
  }
  assert_int_equal(unlink(path), 0);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_file_is_read_and_mapped_whole),
    cmocka_unit_test(what_is_no_file_is_refused_with_its_name),
    cmocka_unit_test(refused_memory_leaks_nothing),
  };
  return cmocka_run_group_tests_name("file", tests, NULL, NULL);
}
