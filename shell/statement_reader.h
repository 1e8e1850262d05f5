// SPDX-License-Identifier: GPL-3.0-or-later
/// @file statement_reader.h
/// Lines to statements, as they come: from a terminal, a script or a pipe.
///
/// A statement ends at a `;` outside of braces, strings, IRIs and comments, or
/// at an empty line: outside of braces the first one, inside the second in a
/// row, so that a forgotten brace does not swallow everything.  PREFIX and BASE
/// lines alone do not end at an empty line: the query is still to come.  A line
/// that begins with '.' or '\\' where a statement could begin is a command by
/// itself.

#ifndef GESTA_SHELL_STATEMENT_READER_H
#define GESTA_SHELL_STATEMENT_READER_H

#include "graph/base/allocator.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "graph/base/text_buffer.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct GestaStatement {
  GestaStringView text; ///< without the ending; ".name …" for a command
  size_t line;          ///< 1-based line of its first character in the input
  size_t column;        ///< 1-based, in code points
} GestaStatement;

/// The caller's memory; its fields are nobody else's business.
typedef struct GestaStatementReader {
  GestaTextBuffer text; ///< lines not yet given out, each with its newline
  size_t given;         ///< bytes of `text` that were given out
  size_t scanned;       ///< bytes of `text` that were looked at
  size_t line;          ///< of text.data[given]
  size_t column;        ///< of text.data[given]
  size_t depth;         ///< braces that are open at `scanned`
  char quote;           ///< of the string that is open at `scanned`, or NUL
  bool long_quote;      ///< three of them
  size_t empty_lines;   ///< in a row, before `scanned`
} GestaStatementReader;

void
gesta_statement_reader_init(GestaStatementReader *reader,
                            GestaAllocator *allocator);

void
gesta_statement_reader_clear(GestaStatementReader *reader);

/// Forget an unfinished statement.  Line numbers go on.
void
gesta_statement_reader_reset(GestaStatementReader *reader);

/// Add a line, without its newline, or several.
///
/// errors  GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_statement_reader_add(GestaStatementReader *reader, GestaStringView line);

/// The next statement that is whole.
///
/// lends    statement->text, until the next add, reset or clear
/// returns  GESTA_OK, or GESTA_NOT_FOUND if more lines are needed
GESTA_MUST_CHECK GestaStatus
gesta_statement_reader_next(GestaStatementReader *reader,
                            GestaStatement *statement);

/// What is left when no more lines come.
///
/// lends    statement->text, until the next add, reset or clear
/// returns  GESTA_OK, or GESTA_END if it is blank
GESTA_MUST_CHECK GestaStatus
gesta_statement_reader_rest(GestaStatementReader *reader,
                            GestaStatement *statement);

/// The lines that were not given out yet.
///
/// lends  the view, until the next add, reset or clear
GestaStringView
gesta_statement_reader_text(const GestaStatementReader *reader);

/// Whether a statement has begun and is not whole.
bool
gesta_statement_reader_pending(const GestaStatementReader *reader);

/// Whether a statement is a command, not SPARQL.
static inline bool
gesta_statement_is_command(GestaStringView text)
{
  return text.size > 0 && (text.data[0] == '.' || text.data[0] == '\\');
}

/// The first word after comments, PREFIX and BASE: SELECT, ASK, …; empty if
/// there is none.
GestaStringView
gesta_statement_form(GestaStringView text);

#endif // GESTA_SHELL_STATEMENT_READER_H
