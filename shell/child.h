// SPDX-License-Identifier: GPL-3.0-or-later
/// @file child.h
/// Programs that the shell starts: a pager, an editor, what answers are piped
/// into.

#ifndef GESTA_SHELL_CHILD_H
#define GESTA_SHELL_CHILD_H

#include "graph/base/status.h"

#include <stdio.h>
#include <sys/types.h>

typedef struct GestaChild {
  pid_t process;
  FILE *input; ///< write here; NULL: it has the terminal's
} GestaChild;

/// Start `sh -c COMMAND` with a pipe as its input.
///
/// gives    *child; release it with gesta_child_end()
/// borrows  command during the call
/// errors   GESTA_ERR_SYSTEM, errno tells why
GESTA_MUST_CHECK GestaStatus
gesta_child_pipe(const char *command, GestaChild *child);

/// Start `sh -c 'COMMAND "$1"' sh ARGUMENT` with the terminal as its input.
///
/// gives, borrows, errors  as gesta_child_pipe()
GESTA_MUST_CHECK GestaStatus
gesta_child_start(const char *command, const char *argument, GestaChild *child);

/// Close the pipe and wait for the end.
///
/// returns  the exit status, or -1 if a signal ended the program
int
gesta_child_end(GestaChild *child);

#endif // GESTA_SHELL_CHILD_H
