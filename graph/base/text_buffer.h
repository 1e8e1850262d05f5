// SPDX-License-Identifier: GPL-3.0-or-later
/// @file text_buffer.h
/// Text that grows at its end.

#ifndef GESTA_BASE_TEXT_BUFFER_H
#define GESTA_BASE_TEXT_BUFFER_H

#include "graph/base/allocator.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stddef.h>

typedef struct GestaTextBuffer {
  GestaAllocator *allocator; ///< borrowed until gesta_text_buffer_clear()
  char *data;                ///< NUL-terminated once anything was appended
  size_t size;               ///< bytes, without the NUL
  size_t room;               ///< bytes allocated
} GestaTextBuffer;

void
gesta_text_buffer_init(GestaTextBuffer *buffer, GestaAllocator *allocator);

/// Free the text; the buffer is then empty and may be used again.
void
gesta_text_buffer_clear(GestaTextBuffer *buffer);

/// Append bytes.
///
/// errors  GESTA_ERR_MEMORY; the buffer is then as it was
/// cost    amortised O(text.size)
GESTA_MUST_CHECK GestaStatus
gesta_text_buffer_append(GestaTextBuffer *buffer, GestaStringView text);

/// Append formatted text (integers and strings only: what printf() writes for
/// floating point depends on the locale).
///
/// errors  GESTA_ERR_MEMORY; the buffer is then as it was
GESTA_MUST_CHECK GestaStatus
gesta_text_buffer_print(GestaTextBuffer *buffer, const char *format, ...)
  GESTA_PRINTF(2, 3);

/// The text so far.  Lent until the next append or clear.
static inline GestaStringView
gesta_text_buffer_view(const GestaTextBuffer *buffer)
{
  return (GestaStringView){buffer->data, buffer->size};
}

#endif // GESTA_BASE_TEXT_BUFFER_H
