// SPDX-License-Identifier: GPL-3.0-or-later
/// @file commands.h
/// Every command of the program, in the order of the help.

#ifndef GESTA_SHELL_COMMANDS_H
#define GESTA_SHELL_COMMANDS_H

#include "shell/command.h"

#include <stddef.h>

// One row a command_NAME.c.
extern const GestaCommand gesta_extract_command;
extern const GestaCommand gesta_build_command;
extern const GestaCommand gesta_load_command;
extern const GestaCommand gesta_query_command;
extern const GestaCommand gesta_update_command;
extern const GestaCommand gesta_export_command;
extern const GestaCommand gesta_report_command;
extern const GestaCommand gesta_info_command;
extern const GestaCommand gesta_check_command;
extern const GestaCommand gesta_compact_command;
extern const GestaCommand gesta_shell_command;
extern const GestaCommand gesta_parse_command;
extern const GestaCommand gesta_train_command;
extern const GestaCommand gesta_evaluate_command;
extern const GestaCommand gesta_lexicon_command;
extern const GestaCommand gesta_help_command;

/// The number of commands, and one of them.
size_t
gesta_commands_count(void);
const GestaCommand *
gesta_commands_get(size_t index);

/// The command of a name.
///
/// returns  NULL if there is none
const GestaCommand *
gesta_commands_find(const char *name);

/// The name that is nearest to a wrong one.
///
/// returns  NULL if none is near
const char *
gesta_commands_suggest(const char *name);

#endif // GESTA_SHELL_COMMANDS_H
