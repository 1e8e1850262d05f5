// SPDX-License-Identifier: GPL-3.0-or-later
/// @file document.h
/// A stream that was looked at once before it is parsed: is it UTF-8, what does
/// it begin with, which document is it.

#ifndef GESTA_IO_DOCUMENT_H
#define GESTA_IO_DOCUMENT_H

#include "graph/base/allocator.h"
#include "graph/base/cancel.h"
#include "graph/base/error.h"
#include "graph/base/hash.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum { GESTA_DOCUMENT_HEAD = 4096 }; ///< bytes kept of the beginning

typedef struct GestaDocument {
  FILE *stream;     ///< at the first byte after a byte order mark
  FILE *copy;       ///< of a stream that cannot be rewound, else NULL
  GestaHashKey key; ///< differs between documents, equal for equal bytes
  size_t bad_line;  ///< of the first byte that is not UTF-8; 0: there is none
  size_t bad_column;
  unsigned char bad_byte;
  size_t head_size;
  char head[GESTA_DOCUMENT_HEAD];
} GestaDocument;

/// Read a stream to its end and rewind it; a pipe is copied to a temporary
/// file.
///
/// gives    *document; release it with gesta_document_clear()
/// borrows  stream, until then
/// errors   GESTA_ERR_FILE, GESTA_ERR_MEMORY, GESTA_ERR_CANCELLED
GESTA_MUST_CHECK GestaStatus
gesta_document_init(GestaDocument *document, GestaAllocator *allocator,
                    FILE *stream, const char *name, GestaCancel *cancel,
                    GestaError *error);

/// Release the copy, not the stream.
void
gesta_document_clear(GestaDocument *document);

#endif // GESTA_IO_DOCUMENT_H
