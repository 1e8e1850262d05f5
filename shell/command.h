// SPDX-License-Identifier: GPL-3.0-or-later
/// @file command.h
/// One command of the program: its name, its help, its options and what it
/// does.  The rows (commands.c) make the help, the parsing of the command line
/// and the suggestions, so that none of them can disagree.

#ifndef GESTA_SHELL_COMMAND_H
#define GESTA_SHELL_COMMAND_H

#include "graph/base/cancel.h"
#include "shell/arguments.h"

#include <stddef.h>

/// The exit statuses of the program.
enum {
  GESTA_EXIT_DONE = 0,
  GESTA_EXIT_FAILED = 1, ///< a message on standard error says what and where
  GESTA_EXIT_USAGE = 2,  ///< the command line itself is wrong
};

typedef struct GestaCommand {
  const char *name;
  const char *summary; ///< one line for the list of commands, lower-case
  const char *usage;   ///< what follows the name: "GRAPH [QUERY]"; may be empty
  const char *details; ///< paragraphs for `gesta help NAME`, lines of at most
                       ///< 78 columns, each ended by a newline
  const GestaOption *options; ///< ended by one without a name
  size_t least;               ///< operands, all that is not an option
  size_t most;                ///< GESTA_ANY_NUMBER: no limit

  /// Do the work.  What was asked for goes to standard output (see
  /// output_file.h), messages to standard error (see message.h).
  ///
  /// borrows  arguments and cancel during the call
  /// needs    arguments of this command, with least to most operands
  /// returns  an exit status
  int (*run)(const GestaArguments *arguments, GestaCancel *cancel);
} GestaCommand;

#define GESTA_ANY_NUMBER SIZE_MAX

/// Run the program: the command that argv[1] names.
///
/// returns  an exit status
int
gesta_command_main(int argc, char **argv);

/// Parse the command line of one command and run it; `--help` is its help.
///
/// borrows  argv, the words after the command's name
/// returns  an exit status
int
gesta_command_run(const GestaCommand *command, char **argv, size_t argc,
                  GestaCancel *cancel);

/// Print the list of commands to standard output.
///
/// returns  an exit status: 1 if standard output cannot be written
int
gesta_command_list(void);

/// Print the help of a command to standard output.
///
/// returns  an exit status
int
gesta_command_help(const GestaCommand *command);

/// Complain about a wrong command line in one line and name the help:
/// `gesta: query: MESSAGE (see "gesta help query")`.
///
/// returns  GESTA_EXIT_USAGE
int
gesta_command_misuse(const GestaCommand *command, const char *format, ...)
  GESTA_PRINTF(2, 3);

#endif // GESTA_SHELL_COMMAND_H
