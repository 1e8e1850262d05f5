// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/commands.h"

#include <stddef.h>

static const GestaOption options[] = {GESTA_OPTIONS_END};

static int
run_help(const GestaArguments *arguments, GestaCancel *cancel)
{
  (void)cancel;
  if (arguments->operand_count == 0) {
    return gesta_command_list();
  }
  const char *const name = arguments->operands[0];
  const GestaCommand *const command = gesta_commands_find(name);
  if (command) {
    return gesta_command_help(command);
  }
  const char *const near = gesta_commands_suggest(name);
  if (near) {
    return gesta_command_misuse(&gesta_help_command,
                                "unknown command \"%s\"; did you mean \"%s\"?",
                                name, near);
  }
  return gesta_command_misuse(&gesta_help_command, "unknown command \"%s\"",
                              name);
}

const GestaCommand gesta_help_command = {
  .name = "help",
  .summary = "list the commands, or tell more about one",
  .usage = "[COMMAND]",
  .details = "List the commands, or tell how one of them is used.\n",
  .options = options,
  .least = 0,
  .most = 1,
  .run = run_help,
};
