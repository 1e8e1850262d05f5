// SPDX-License-Identifier: GPL-3.0-or-later
/// @file output.h
/// Where text goes: a stream, or memory.  Libraries write here and nowhere
/// else; only shell/ knows which output is the terminal.

#ifndef GESTA_BASE_OUTPUT_H
#define GESTA_BASE_OUTPUT_H

#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "graph/base/text_buffer.h"

#include <stdio.h>

typedef struct GestaOutput GestaOutput;

struct GestaOutput {
  /// Take all the bytes or fail with GESTA_ERR_FILE or GESTA_ERR_MEMORY.
  GestaStatus (*write)(GestaOutput *self, GestaStringView bytes);
  void *target; ///< what `write` writes to
};

/// An output over a stdio stream.  Borrows `stream` until the last write.
GestaOutput
gesta_output_to_stream(FILE *stream);

/// An output over a buffer.  Borrows `buffer` until the last write.
GestaOutput
gesta_output_to_buffer(GestaTextBuffer *buffer);

/// Write bytes.
///
/// errors  GESTA_ERR_FILE (errno tells why), GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_output_write(GestaOutput *output, GestaStringView bytes);

/// Write formatted text (integers and strings only), 1,023 bytes at most.
///
/// errors  GESTA_ERR_FILE, GESTA_ERR_MEMORY, GESTA_ERR_TOO_LARGE
GESTA_MUST_CHECK GestaStatus
gesta_output_print(GestaOutput *output, const char *format, ...)
  GESTA_PRINTF(2, 3);

#endif // GESTA_BASE_OUTPUT_H
