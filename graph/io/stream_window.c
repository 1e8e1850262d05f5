// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/io/stream_window.h"

#include "graph/base/utf8.h"

#include <assert.h>
#include <string.h>

enum { CHUNK = 262144, LONGEST_SEQUENCE = 4 };

void
gesta_stream_window_init(GestaStreamWindow *window, GestaAllocator *allocator,
                         FILE *stream)
{
  assert(window && allocator && stream);

  *window = (GestaStreamWindow){
    .allocator = allocator, .stream = stream, .line = 1, .column = 1};
}

void
gesta_stream_window_clear(GestaStreamWindow *window)
{
  gesta_release(window->allocator, window->text);
  window->text = NULL;
}

void
gesta_stream_window_place(const GestaStreamWindow *window, size_t offset,
                          size_t *line, size_t *column)
{
  assert(window && offset <= window->size && line && column);

  const char *start = window->text;
  size_t left = offset;
  *line = window->line;
  size_t before = window->column;
  for (const char *end;
       left > 0 && (end = memchr(start, '\n', left)) != NULL;) {
    left -= (size_t)(end + 1 - start);
    start = end + 1;
    ++*line;
    before = 1;
  }
  *column = before + gesta_utf8_length((GestaStringView){start, left});
}

// Make room for the text, a chunk, and a NUL.
static GestaStatus
make_room(GestaStreamWindow *window)
{
  const size_t needed = window->size + CHUNK + LONGEST_SEQUENCE + 1;
  if (window->room >= needed) {
    return GESTA_OK;
  }
  // Doubled, so that a token which is scanned anew after each move costs no
  // more than twice its size in all.
  const size_t room = window->size + needed;
  char *text = window->allocator->resize(window->allocator, window->text, room);
  if (!text) {
    return GESTA_ERR_MEMORY;
  }
  window->text = text;
  window->room = room;
  return GESTA_OK;
}

// The size of a character's beginning at the end of the text, of which the rest
// is still to come.
static size_t
measure_rest(const char *text, size_t size)
{
  for (size_t i = 1; i < LONGEST_SEQUENCE && i <= size; ++i) {
    const unsigned char byte = (unsigned char)text[size - i];
    if (byte >= 0xC0U) {
      const size_t whole = byte < 0xE0U ? 2 : byte < 0xF0U ? 3 : 4;
      return i < whole ? i : 0;
    }
    if (byte < 0x80U) {
      break;
    }
  }
  return 0;
}

GestaStatus
gesta_stream_window_move(GestaStreamWindow *window, size_t offset)
{
  assert(window && offset <= window->size && !window->last);

  if (offset > 0) {
    size_t line;
    size_t column;
    gesta_stream_window_place(window, offset, &line, &column);
    window->line = line;
    window->column = column;
    window->size -= offset;
    memmove(window->text, window->text + offset, window->size);
  }
  const GestaStatus status = make_room(window);
  if (status) {
    return status;
  }
  // A text that fills more than a chunk is one token: read as much again.
  const size_t wanted = window->room - window->size - LONGEST_SEQUENCE - 1;
  memcpy(window->text + window->size, window->rest, window->rest_size);
  size_t size = window->size + window->rest_size;
  const size_t count = fread(window->text + size, 1, wanted, window->stream);
  if (count < wanted) {
    if (ferror(window->stream)) {
      return GESTA_ERR_FILE;
    }
    window->last = true;
  }
  size += count;
  window->rest_size = window->last ? 0 : measure_rest(window->text, size);
  window->size = size - window->rest_size;
  memcpy(window->rest, window->text + window->size, window->rest_size);
  window->text[window->size] = '\0';
  return GESTA_OK;
}
