// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/commands.h"
#include "shell/manual_page.h"
#include "shell/output_file.h"

#include <stddef.h>
#include <string.h>

static const GestaOption options[] = {
  {"format", 0, "text|man", "man: the manual page of a COMMAND [text]"},
  GESTA_OPTIONS_END,
};

// Print the manual page of a command.
static int
show_page(const GestaCommand *command)
{
  GestaOutputFile file;
  GestaError error = {0};
  GestaStatus status = gesta_output_file_open(gesta_default_allocator(), NULL,
                                              &file, &error);
  if (!status) {
    status = gesta_manual_page_write(command, &file.output);
  }
  return gesta_output_file_end(&file, status, "help", &error);
}

static int
run_help(const GestaArguments *arguments, GestaCancel *cancel)
{
  (void)cancel;
  const char *const format = gesta_arguments_value(arguments, "format");
  const bool as_page = format && strcmp(format, "man") == 0;
  if (arguments->operand_count == 0) {
    return as_page ? gesta_command_misuse(&gesta_help_command,
                                          "--format man needs a COMMAND")
                   : gesta_command_list();
  }
  const char *const name = arguments->operands[0];
  const GestaCommand *const command = gesta_commands_find(name);
  if (command) {
    return as_page ? show_page(command) : gesta_command_help(command);
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
