// SPDX-License-Identifier: GPL-3.0-or-later
/// @file file.h
/// Whole files in memory, with errors that say what to do.

#ifndef GESTA_BASE_FILE_H
#define GESTA_BASE_FILE_H

#include "graph/base/allocator.h"
#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stdio.h>

/// A file mapped for reading.
typedef struct GestaFileMap {
  const void *data; ///< NULL only when size is 0
  size_t size;      ///< bytes
} GestaFileMap;

/// Read a whole file.
///
/// gives   text->data, followed by a NUL; release it with gesta_text_release()
/// errors  GESTA_ERR_FILE (missing, a directory, unreadable), GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_file_read(GestaAllocator *allocator, const char *path,
                GestaStringView *text, GestaError *error);

/// Read a stream to its end; `name` is for messages.
///
/// gives   text->data, followed by a NUL; release it with gesta_text_release()
/// errors  GESTA_ERR_FILE, GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_stream_read(GestaAllocator *allocator, FILE *stream, const char *name,
                  GestaStringView *text, GestaError *error);

/// Release text that was given; one with NULL data is allowed.
void
gesta_text_release(GestaAllocator *allocator, GestaStringView *text);

/// Map a file for reading, shared with every process that maps it.
///
/// gives   *map; release it with gesta_file_unmap()
/// errors  GESTA_ERR_FILE
GESTA_MUST_CHECK GestaStatus
gesta_file_map(const char *path, GestaFileMap *map, GestaError *error);

/// Release a map.  One with NULL data is allowed.
void
gesta_file_unmap(GestaFileMap *map);

#endif // GESTA_BASE_FILE_H
