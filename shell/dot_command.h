// SPDX-License-Identifier: GPL-3.0-or-later
/// @file dot_command.h
/// The commands of the interactive shell that are not SPARQL: `.help` and so
/// on.

#ifndef GESTA_SHELL_DOT_COMMAND_H
#define GESTA_SHELL_DOT_COMMAND_H

#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "shell/session.h"

#include <stddef.h>

/// Run a line such as ".format csv".
///
/// errors  GESTA_ERR_INPUT: an unknown name (the message suggests the nearest
///         one), a missing or a needless argument; those of the command
GESTA_MUST_CHECK GestaStatus
gesta_dot_command_run(GestaSession *session, GestaStringView line,
                      GestaError *error);

/// The number of commands, and the name of one of them, with its dot.
size_t
gesta_dot_commands_count(void);
const char *
gesta_dot_commands_name(size_t index);

#endif // GESTA_SHELL_DOT_COMMAND_H
