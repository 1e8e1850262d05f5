// SPDX-License-Identifier: GPL-3.0-or-later
/// @file table_file.h
/// Word lists that a linguist edits: tab-separated lines, `#` begins a comment
/// line, empty lines are nothing.

#ifndef GESTA_ENTITY_TABLE_FILE_H
#define GESTA_ENTITY_TABLE_FILE_H

#include "graph/base/allocator.h"
#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stddef.h>

enum { GESTA_TABLE_COLUMNS = 8, GESTA_TABLE_PATH_SIZE = 512 };

typedef struct GestaTableFile {
  GestaAllocator *allocator; ///< borrowed until gesta_table_file_close()
  GestaStringView text;
  size_t at;   ///< bytes read so far
  size_t line; ///< 1-based number of the line read last
  char path[GESTA_TABLE_PATH_SIZE];
} GestaTableFile;

/// One line.  Columns that are missing at its end, and "-" or blank ones, are
/// empty.
typedef struct GestaTableLine {
  GestaStringView columns[GESTA_TABLE_COLUMNS]; ///< views of the file's text
  size_t count;
} GestaTableLine;

/// Open `DATA/lexicon/LANGUAGE/NAME` or, if the language is empty, `DATA/NAME`.
///
/// gives   what gesta_table_file_close() releases
/// errors  GESTA_ERR_FILE, GESTA_ERR_ENCODING, GESTA_ERR_TOO_LARGE (the path),
///         GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_table_file_open(GestaAllocator *allocator, const char *data_directory,
                      GestaStringView language, const char *name,
                      GestaTableFile *file, GestaError *error);

void
gesta_table_file_close(GestaTableFile *file);

/// Read the next line that says something.
///
/// returns  GESTA_OK, or GESTA_END
/// errors   GESTA_ERR_SYNTAX (fewer columns than `least`, or too many)
/// lends    the columns, until close
GESTA_MUST_CHECK GestaStatus
gesta_table_file_next(GestaTableFile *file, size_t least, GestaTableLine *line,
                      GestaError *error);

/// Report that a word of the current line is wrong: "FILE:LINE: what: “word”".
///
/// returns  GESTA_ERR_SYNTAX
GestaStatus
gesta_table_file_complain(const GestaTableFile *file, const char *what,
                          GestaStringView word, GestaError *error);

/// Cut `*list` at its first `separator`.
///
/// returns  the part before it, without blanks around it
GestaStringView
gesta_table_cut(GestaStringView *list, char separator);

#endif // GESTA_ENTITY_TABLE_FILE_H
