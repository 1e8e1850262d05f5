// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/text_buffer.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

enum { FIRST_ROOM = 64 };

void
gesta_text_buffer_init(GestaTextBuffer *buffer, GestaAllocator *allocator)
{
  assert(buffer && allocator);
  *buffer = (GestaTextBuffer){allocator, NULL, 0, 0};
}

void
gesta_text_buffer_clear(GestaTextBuffer *buffer)
{
  gesta_release(buffer->allocator, buffer->data);
  *buffer = (GestaTextBuffer){buffer->allocator, NULL, 0, 0};
}

// Make room for `more` bytes and a NUL.
static GestaStatus
reserve(GestaTextBuffer *buffer, size_t more)
{
  if (more > SIZE_MAX / 2 - buffer->size - 1) {
    return GESTA_ERR_MEMORY;
  }
  const size_t needed = buffer->size + more + 1;
  if (needed <= buffer->room) {
    return GESTA_OK;
  }
  size_t room = buffer->room ? buffer->room : FIRST_ROOM;
  while (room < needed) {
    room *= 2;
  }
  char *data = buffer->allocator->resize(buffer->allocator, buffer->data, room);
  if (!data) {
    return GESTA_ERR_MEMORY;
  }
  buffer->data = data;
  buffer->room = room;
  return GESTA_OK;
}

GestaStatus
gesta_text_buffer_append(GestaTextBuffer *buffer, GestaStringView text)
{
  const GestaStatus status = reserve(buffer, text.size);
  if (status) {
    return status;
  }
  if (text.size > 0) {
    memcpy(buffer->data + buffer->size, text.data, text.size);
  }
  buffer->size += text.size;
  buffer->data[buffer->size] = '\0';
  return GESTA_OK;
}

GestaStatus
gesta_text_buffer_print(GestaTextBuffer *buffer, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  va_list again;
  va_copy(again, arguments);
  const int length = vsnprintf(NULL, 0, format, arguments);
  va_end(arguments);

  GestaStatus status = GESTA_ERR_MEMORY;
  if (length >= 0) {
    status = reserve(buffer, (size_t)length);
  }
  if (status == GESTA_OK) {
    (void)vsnprintf(buffer->data + buffer->size, (size_t)length + 1, format,
                    again);
    buffer->size += (size_t)length;
  }
  va_end(again);
  return status;
}
