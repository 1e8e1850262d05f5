// SPDX-License-Identifier: GPL-3.0-or-later
/// @file line_editor.h
/// Lines from a person at a terminal, with history and completion.  The only
/// file that sees readline.
///
/// threads  one editor at a time: readline has global state

#ifndef GESTA_SHELL_LINE_EDITOR_H
#define GESTA_SHELL_LINE_EDITOR_H

#include "graph/base/allocator.h"
#include "graph/base/cancel.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "shell/completions.h"

/// Complete the word at the end of a line up to the cursor.
///
/// needs  *completions begun, with none; whoever calls clears them
typedef void (*GestaCompleter)(void *context, GestaStringView line,
                               GestaCompletions *completions);

typedef struct GestaLineEditor {
  GestaAllocator *allocator;
  GestaCompleter complete; ///< NULL: nothing is completed
  void *context;           ///< of `complete`
  GestaCancel *cancel;     ///< set by SIGINT
} GestaLineEditor;

/// Begin to use the terminal and read the history file, if there is one.
///
/// borrows  editor and history_path (NULL: no history) until
///          gesta_line_editor_close()
void
gesta_line_editor_open(const GestaLineEditor *editor, const char *history_path);

/// Write the history file.
void
gesta_line_editor_close(void);

/// Read a line.
///
/// lends    *line, until the next call
/// returns  GESTA_OK; GESTA_END at Ctrl-D; GESTA_ERR_CANCELLED at Ctrl-C
GESTA_MUST_CHECK GestaStatus
gesta_line_editor_read(const char *prompt, GestaStringView *line);

/// Remember a statement, of one line or several, as one entry.
void
gesta_line_editor_remember(const char *statement);

/// The number of statements that are remembered, and one of them, the oldest
/// first.  Lent until the next one is remembered.
size_t
gesta_line_editor_history_count(void);
const char *
gesta_line_editor_history(size_t index);

#endif // GESTA_SHELL_LINE_EDITOR_H
