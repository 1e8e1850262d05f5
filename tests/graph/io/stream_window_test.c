// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/io/stream_window.h"

#include "graph/base/utf8.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

#include <stdlib.h>

enum { SIZE = 1000000 };

// A million bytes of characters of every size, and lines.
static char *
make_text(size_t *size)
{
  static const char *const pieces[] = {"a", "é", "\n", "€", "😀", "b c"};
  char *text = malloc(SIZE + 8);
  assert_non_null(text);
  uint32_t random = 7;
  *size = 0;
  while (*size < SIZE) {
    random = random * 1664525U + 1013904223U;
    const char *piece = pieces[(random >> 16U) % 6];
    memcpy(text + *size, piece, strlen(piece));
    *size += strlen(piece);
  }
  return text;
}

static FILE *
open_text(const char *text, size_t size)
{
  FILE *stream = tmpfile();
  assert_non_null(stream);
  assert_int_equal(fwrite(text, 1, size, stream), size);
  rewind(stream);
  return stream;
}

static void
a_moving_window_shows_every_byte_at_its_place(void **state)
{
  (void)state;
  size_t size;
  char *text = make_text(&size);
  FILE *stream = open_text(text, size);
  GestaStreamWindow window;
  gesta_stream_window_init(&window, gesta_default_allocator(), stream);
  size_t start = 0; // of the window in the text
  while (!window.last) {
    // Keep a part that is sometimes empty and sometimes more than a chunk.
    const size_t kept = window.size % 3 == 0   ? 0
                        : window.size % 3 == 1 ? window.size / 2
                                               : window.size;
    size_t offset = window.size - kept;
    while (offset > 0
           && ((unsigned char)window.text[offset] & 0xC0U) == 0x80U) {
      --offset;
    }
    start += offset;
    assert_int_equal(gesta_stream_window_move(&window, offset), GESTA_OK);
    assert_memory_equal(window.text, text + start, window.size);
    assert_int_equal(window.text[window.size], 0);
    assert_int_equal(
      gesta_utf8_check((GestaStringView){window.text, window.size}),
      window.size);
    size_t line;
    size_t column;
    size_t expected_line;
    size_t expected_column;
    gesta_stream_window_place(&window, window.size, &line, &column);
    gesta_utf8_place((GestaStringView){text, size}, start + window.size,
                     &expected_line, &expected_column);
    assert_int_equal(line, expected_line);
    assert_int_equal(column, expected_column);
  }
  assert_int_equal(start + window.size, size);
  gesta_stream_window_clear(&window);
  (void)fclose(stream);
  free(text);
}

static void
a_stream_that_cannot_be_read_is_told(void **state)
{
  (void)state;
  FILE *stream = fopen(".", "rb"); // a directory opens, but has no bytes
  assert_non_null(stream);
  GestaStreamWindow window;
  gesta_stream_window_init(&window, gesta_default_allocator(), stream);
  assert_int_equal(gesta_stream_window_move(&window, 0), GESTA_ERR_FILE);
  gesta_stream_window_clear(&window);
  (void)fclose(stream);
}

static void
refused_memory_is_told(void **state)
{
  (void)state;
  FILE *stream = open_text("abc", 3);
  FailingAllocator allocator = failing_allocator(0);
  GestaStreamWindow window;
  gesta_stream_window_init(&window, &allocator.base, stream);
  assert_int_equal(gesta_stream_window_move(&window, 0), GESTA_ERR_MEMORY);
  allocator.granted = 1;
  assert_int_equal(gesta_stream_window_move(&window, 0), GESTA_OK);
  assert_string_equal(window.text, "abc");
  gesta_stream_window_clear(&window);
  assert_int_equal(allocator.live, 0);
  (void)fclose(stream);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_moving_window_shows_every_byte_at_its_place),
    cmocka_unit_test(a_stream_that_cannot_be_read_is_told),
    cmocka_unit_test(refused_memory_is_told),
  };
  return cmocka_run_group_tests_name("stream_window", tests, NULL, NULL);
}
