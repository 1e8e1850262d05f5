// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/commands.h"
#include "shell/completion_script.h"
#include "shell/manual_page.h"
#include "shell/output_file.h"

#include <stddef.h>
#include <string.h>

static const GestaOption options[] = {
  {"format", 0, "text|man|bash|zsh|fish",
   "man: the manual page of a COMMAND; bash, zsh, fish: the\n"
   "script by which this shell completes command lines [text]"},
  GESTA_OPTIONS_END,
};

// The scripts, by the name of their shell.
static const struct {
  const char *format;
  GestaStatus (*write)(GestaOutput *output);
} scripts[] = {{"bash", gesta_bash_script_write},
               {"zsh", gesta_zsh_script_write},
               {"fish", gesta_fish_script_write}};

// Print the manual page of a command, or without one what `write` writes.
static int
show(const GestaCommand *command, GestaStatus (*write)(GestaOutput *output))
{
  GestaOutputFile file;
  GestaError error = {0};
  GestaStatus status = gesta_output_file_open(gesta_default_allocator(), NULL,
                                              &file, &error);
  if (!status) {
    status = command ? gesta_manual_page_write(command, &file.output)
                     : write(&file.output);
  }
  return gesta_output_file_end(&file, status, "help", &error);
}

// The help of all the program: the list of commands, or a script.
static int
show_all(const char *format)
{
  for (size_t i = 0; i < sizeof scripts / sizeof *scripts; ++i) {
    if (strcmp(scripts[i].format, format) == 0) {
      return show(NULL, scripts[i].write);
    }
  }
  return strcmp(format, "man") == 0 ? gesta_command_misuse(
           &gesta_help_command, "--format man needs a COMMAND")
                                    : gesta_command_list();
}

static int
run_help(const GestaArguments *arguments, GestaCancel *cancel)
{
  (void)cancel;
  const char *const given = gesta_arguments_value(arguments, "format");
  const char *const format = given ? given : "text";
  if (arguments->operand_count == 0) {
    return show_all(format);
  }
  const bool as_page = strcmp(format, "man") == 0;
  if (!as_page && strcmp(format, "text") != 0) {
    return gesta_command_misuse(
      &gesta_help_command,
      "--format %s is about all commands: leave the COMMAND out", format);
  }
  const char *const name = arguments->operands[0];
  const GestaCommand *const command = gesta_commands_find(name);
  if (command) {
    return as_page ? show(command, NULL) : gesta_command_help(command);
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
  .details =
    "List the commands, or tell how one of them is used.\n"
    "\n"
    "Example:\n"
    "  eval \"$(gesta help --format bash)\"  # now the Tab key completes\n",
  .options = options,
  .least = 0,
  .most = 1,
  .run = run_help,
};
