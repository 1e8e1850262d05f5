// SPDX-License-Identifier: GPL-3.0-or-later
/// @file input_file.h
/// Files that a person names, "-" being standard input, and the texts in them.

#ifndef GESTA_SHELL_INPUT_FILE_H
#define GESTA_SHELL_INPUT_FILE_H

#include "graph/base/allocator.h"
#include "graph/base/arena.h"
#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stdio.h>

/// Open a file for reading; what gzip has compressed comes unpacked, and an
/// archive that was cut or damaged fails when that is read.
///
/// gives   *stream; release it with gesta_input_close()
/// errors  GESTA_ERR_FILE: missing, unreadable, a directory
GESTA_MUST_CHECK GestaStatus
gesta_input_open(const char *path, FILE **stream, GestaError *error);

/// Close a stream; standard input and NULL are left alone.
void
gesta_input_close(FILE *stream);

/// The name of an input in messages: "standard input" for "-".
const char *
gesta_input_name(const char *path);

/// Read a whole text.
///
/// gives   *text; release it with gesta_text_release()
/// errors  GESTA_ERR_FILE, GESTA_ERR_MEMORY; GESTA_ERR_ENCODING with the place
GESTA_MUST_CHECK GestaStatus
gesta_input_read(GestaAllocator *allocator, const char *path,
                 GestaStringView *text, GestaError *error);

/// Make sure that text from outside is UTF-8.
///
/// errors  GESTA_ERR_ENCODING with the place of the first wrong byte
GESTA_MUST_CHECK GestaStatus
gesta_input_check(GestaStringView text, GestaError *error);

/// Read a text as gesta_input_read() does.
///
/// lends  *text, NUL-terminated, in the arena
GESTA_MUST_CHECK GestaStatus
gesta_input_read_kept(GestaArena *arena, const char *path,
                      GestaStringView *text, GestaError *error);

#endif // GESTA_SHELL_INPUT_FILE_H
