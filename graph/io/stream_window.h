// SPDX-License-Identifier: GPL-3.0-or-later
/// @file stream_window.h
/// The part of a stream that a reader looks at: it moves on, and grows where a
/// token does not fit.

#ifndef GESTA_IO_STREAM_WINDOW_H
#define GESTA_IO_STREAM_WINDOW_H

#include "graph/base/allocator.h"
#include "graph/base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

typedef struct GestaStreamWindow {
  GestaAllocator *allocator; ///< borrowed until gesta_stream_window_clear()
  FILE *stream;              ///< borrowed until then
  char *text; ///< whole characters, followed by a NUL that is not counted
  size_t size;
  size_t room;
  bool last;     ///< the stream has no more
  size_t line;   ///< of text[0], 1-based
  size_t column; ///< of text[0], 1-based, in code points
  char rest[4];  ///< the beginning of a character that lies across the end
  size_t rest_size;
} GestaStreamWindow;

/// Begin before the first byte, with an empty text.
void
gesta_stream_window_init(GestaStreamWindow *window, GestaAllocator *allocator,
                         FILE *stream);

void
gesta_stream_window_clear(GestaStreamWindow *window);

/// Drop the text before an offset, so that it becomes offset 0, and read on.
///
/// needs   well-formed UTF-8; the end not reached
/// errors  GESTA_ERR_MEMORY; GESTA_ERR_FILE
/// cost    amortised O(bytes of the stream), if the text that is kept is kept
///         because it is not whole
GESTA_MUST_CHECK GestaStatus
gesta_stream_window_move(GestaStreamWindow *window, size_t offset);

/// The 1-based line and column (in code points) of an offset.
void
gesta_stream_window_place(const GestaStreamWindow *window, size_t offset,
                          size_t *line, size_t *column);

#endif // GESTA_IO_STREAM_WINDOW_H
