// SPDX-License-Identifier: GPL-3.0-or-later
/// @file dot_command.h
/// A command of the interactive shell that is not SPARQL: `.help` and so on.
/// The rows (dot_commands.c) make the help, the completion and the dispatch.

#ifndef GESTA_SHELL_DOT_COMMAND_H
#define GESTA_SHELL_DOT_COMMAND_H

#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "shell/session.h"

#include <stddef.h>

/// What a command is about, in the order of the help.
typedef enum GestaDotGroup {
  GESTA_DOT_GRAPH,
  GESTA_DOT_EXPLORE,
  GESTA_DOT_EVENT,
  GESTA_DOT_OUTPUT,
  GESTA_DOT_SCRIPT,
} GestaDotGroup;

/// What the words behind a command are, for completion.
typedef enum GestaDotArgument {
  GESTA_DOT_NOTHING, ///< or what nobody can guess
  GESTA_DOT_FILE,
  GESTA_DOT_ENTITY, ///< names of things and IRIs
  GESTA_DOT_CLASS,
  GESTA_DOT_NAMED_GRAPH,
  GESTA_DOT_PREFIX,
  GESTA_DOT_CHOICE, ///< one of the words of `argument`, such as "[on|off]"
  GESTA_DOT_FORMAT,
  GESTA_DOT_COMMAND,
  GESTA_DOT_SPARQL,
  GESTA_DOT_QUERY, ///< the name of a saved query
} GestaDotArgument;

typedef struct GestaDotCommand {
  const char *name;     ///< with its dot
  const char *aliases;  ///< other names, separated by blanks; may be empty
  const char *argument; ///< "FILE"; "[NAME]" if it may be left out; or empty
  const char *summary;  ///< one line
  const char *details;  ///< more lines, with an example; each ends with newline
  GestaDotGroup group;
  GestaDotArgument completes;
  bool needs_graph;

  /// Do the work.
  ///
  /// borrows  argument, without blanks around it, during the call
  /// needs    an open graph if needs_graph; an argument unless it may be left
  ///          out
  GestaStatus (*run)(GestaSession *session, GestaStringView argument,
                     GestaError *error);
} GestaDotCommand;

/// Run a line such as ".format csv" or "\q".
///
/// errors  GESTA_ERR_INPUT: an unknown name (the message suggests the nearest
///         one), a missing or a needless argument; those of the command
GESTA_MUST_CHECK GestaStatus
gesta_dot_command_run(GestaSession *session, GestaStringView line,
                      GestaError *error);

/// Find a command by its name or an alias, with or without its dot.
///
/// errors  GESTA_ERR_INPUT: the message suggests the nearest name
GESTA_MUST_CHECK GestaStatus
gesta_dot_command_find(GestaStringView name, const GestaDotCommand **command,
                       GestaError *error);

#endif // GESTA_SHELL_DOT_COMMAND_H
