// SPDX-License-Identifier: GPL-3.0-or-later
/// @file repl.h
/// Read statements, run them, write their answers, until there are no more.
/// session->failed tells whether one failed.

#ifndef GESTA_SHELL_REPL_H
#define GESTA_SHELL_REPL_H

#include "graph/base/string_view.h"
#include "shell/session.h"

#include <stdio.h>

/// Talk with the person at the terminal.
void
gesta_repl_talk(GestaSession *session);

/// Run the statements of a stream as its lines come, also after one that
/// failed.
///
/// borrows  stream and name, for messages, during the call
void
gesta_repl_run_stream(GestaSession *session, FILE *stream, const char *name);

/// Run the statements of a text.
void
gesta_repl_run_text(GestaSession *session, GestaStringView text,
                    const char *name);

#endif // GESTA_SHELL_REPL_H
