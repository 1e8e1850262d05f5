// SPDX-License-Identifier: GPL-3.0-or-later
// A line of fish's `complete` for each option.  Operands of all commands but a
// few are files, graphs first.
#include "shell/argument_kind.h"
#include "shell/commands.h"
#include "shell/completion_script.h"

#include <string.h>

static const char head[] =
  "# SPDX-License-Identifier: GPL-3.0-or-later\n"
  "# Made by \"gesta help --format fish\".\n"
  "\n"
  "# Whether this is the command of the line; without a name: there is none "
  "yet.\n"
  "function __gesta_is\n"
  "    set -l words (commandline -opc)\n"
  "    if test (count $argv) -eq 0\n"
  "        test (count $words) -eq 1\n"
  "    else\n"
  "        test (count $words) -gt 1; and test $words[2] = $argv[1]\n"
  "    end\n"
  "end\n"
  "\n"
  "complete -c gesta -f\n"
  "complete -c gesta -n __gesta_is -l version -d 'show the version'\n"
  "complete -c gesta -s h -l help -d 'show help'\n";

// Write the first line of a help in quotes.
static GestaStatus
write_quoted(const char *text, GestaOutput *output)
{
  GestaStatus status = gesta_output_write(output, gesta_view("'"));
  const size_t size = strcspn(text, "\n");
  for (size_t i = 0; !status && i < size; ++i) {
    status = gesta_output_print(output, strchr("'\\", text[i]) ? "\\%c" : "%c",
                                text[i]);
  }
  return status ? status : gesta_output_write(output, gesta_view("'"));
}

// What completes an argument.
static GestaStatus
write_action(const GestaArgumentName *argument, GestaOutput *output)
{
  static const char *const actions[] = {
    [GESTA_ARGUMENT_ANY] = "",
    [GESTA_ARGUMENT_WORDS] = " -a '",
    [GESTA_ARGUMENT_FILE] = " -F",
    [GESTA_ARGUMENT_GRAPH] = " -k -a '(__fish_complete_suffix .gesta)'",
    [GESTA_ARGUMENT_TEMPLATE] =
      " -F -a '(gesta report --list 2>/dev/null | "
      "string replace -rf \"^([^ :]+): (.*)\" \"\\$1\\t\\$2\")'",
    [GESTA_ARGUMENT_COMMAND] = " -a '",
  };
  GestaStatus status = gesta_output_write(output,
                                          gesta_view(actions[argument->kind]));
  const char *choices = argument->choices;
  GestaStringView word;
  while (!status && choices && gesta_argument_next_word(&choices, &word)) {
    status = gesta_output_print(output, "%.*s ", (int)word.size, word.data);
  }
  if (argument->kind == GESTA_ARGUMENT_COMMAND) {
    for (size_t i = 0; !status && i < gesta_commands_count(); ++i) {
      status = gesta_output_print(output, "%s ", gesta_commands_get(i)->name);
    }
  }
  const bool is_open = argument->kind == GESTA_ARGUMENT_WORDS
                       || argument->kind == GESTA_ARGUMENT_COMMAND;
  return status || !is_open ? status
                            : gesta_output_write(output, gesta_view("'"));
}

static GestaStatus
write_option(const GestaCommand *command, const GestaOption *option,
             GestaOutput *output)
{
  const GestaArgumentName argument = gesta_argument_of_option(option->argument);
  GestaStatus status = gesta_output_print(
    output, "complete -c gesta -n '__gesta_is %s' -l %s", command->name,
    option->name);
  if (!status && option->letter) {
    status = gesta_output_print(output, " -s %c", option->letter);
  }
  if (!status && option->argument && !argument.is_optional) {
    const bool is_file = argument.kind == GESTA_ARGUMENT_FILE;
    status = gesta_output_write(output, gesta_view(is_file ? " -r" : " -x"));
  }
  if (!status && option->argument) {
    status = write_action(&argument, output);
  }
  status = status ? status : gesta_output_write(output, gesta_view(" -d "));
  status = status ? status : write_quoted(option->help, output);
  return status ? status : gesta_output_write(output, gesta_view("\n"));
}

static GestaStatus
write_command(const GestaCommand *command, GestaOutput *output)
{
  GestaStatus status = gesta_output_print(
    output, "\ncomplete -c gesta -n __gesta_is -a %s -d ", command->name);
  status = status ? status : write_quoted(command->summary, output);
  status = status ? status : gesta_output_write(output, gesta_view("\n"));
  for (const GestaOption *option = command->options; !status && option->name;
       ++option) {
    status = write_option(command, option, output);
  }
  const char *usage = command->usage;
  GestaArgumentName operand;
  while (!status && gesta_argument_next_operand(&usage, &operand)) {
    if (operand.kind == GESTA_ARGUMENT_ANY) {
      continue;
    }
    status = gesta_output_print(output, "complete -c gesta -n '__gesta_is %s'",
                                command->name);
    status = status ? status : write_action(&operand, output);
    status = status ? status : gesta_output_write(output, gesta_view("\n"));
  }
  return status;
}

GestaStatus
gesta_fish_script_write(GestaOutput *output)
{
  GestaStatus status = gesta_output_write(output, gesta_view(head));
  for (size_t i = 0; !status && i < gesta_commands_count(); ++i) {
    status = write_command(gesta_commands_get(i), output);
  }
  return status;
}
