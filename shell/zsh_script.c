// SPDX-License-Identifier: GPL-3.0-or-later
// _arguments() of zsh does the work: the script gives it the options and
// operands of each command.
#include "shell/argument_kind.h"
#include "shell/commands.h"
#include "shell/completion_script.h"

#include <string.h>

static const char head[] =
  "#compdef gesta\n"
  "# SPDX-License-Identifier: GPL-3.0-or-later\n"
  "# Made by \"gesta help --format zsh\".\n"
  "\n"
  "_gesta_graphs() {\n"
  "  _files -g '*.gesta(-.)' || _files\n"
  "}\n"
  "\n"
  "_gesta_templates() {\n"
  "  local -a templates\n"
  "  templates=(${(f)\"$($service report --list 2>/dev/null | "
  "sed -n '/^[^ ]*:/p')\"})\n"
  "  _describe template templates\n"
  "  _files -g '*.md(-.)'\n"
  "}\n"
  "\n"
  "_gesta_commands() {\n"
  "  local -a commands=(\n";

static const char middle[] =
  "  )\n"
  "  _describe command commands\n"
  "}\n"
  "\n"
  "_gesta() {\n"
  "  local curcontext=$curcontext state line\n"
  "  typeset -A opt_args\n"
  "  _arguments -C '(- *)'{-h,--help}'[show the list of commands]' \\\n"
  "    '(- *)--version[show the version]' \\\n"
  "    '1:command:_gesta_commands' '*::argument:->argument'\n"
  "  [[ $state == argument ]] || return\n"
  "  curcontext=${curcontext%:*}-$words[1]:\n"
  "  case $words[1] in\n";

static const char tail[] = "  esac\n"
                           "}\n"
                           "\n"
                           "_gesta \"$@\"\n";

// Write the first line of a help within quotes and brackets.
static GestaStatus
write_quoted(const char *text, GestaOutput *output)
{
  GestaStatus status = GESTA_OK;
  const size_t size = strcspn(text, "\n");
  for (size_t i = 0; !status && i < size; ++i) {
    if (text[i] == '\'') {
      status = gesta_output_write(output, gesta_view("'\\''"));
    } else if (strchr("[]:\\", text[i])) {
      status = gesta_output_print(output, "\\%c", text[i]);
    } else {
      status = gesta_output_print(output, "%c", text[i]);
    }
  }
  return status;
}

// What completes an argument: `:FILE:_files`.
static GestaStatus
write_action(const GestaArgumentName *argument, GestaOutput *output)
{
  static const char *const actions[] = {
    [GESTA_ARGUMENT_ANY] = " ",
    [GESTA_ARGUMENT_WORDS] = "(",
    [GESTA_ARGUMENT_FILE] = "_files",
    [GESTA_ARGUMENT_GRAPH] = "_gesta_graphs",
    [GESTA_ARGUMENT_TEMPLATE] = "_gesta_templates",
    [GESTA_ARGUMENT_COMMAND] = "_gesta_commands",
  };
  const bool has_words = argument->kind == GESTA_ARGUMENT_WORDS;
  GestaStatus status = gesta_output_print(
    output, ":%.*s:%s", has_words ? 4 : (int)argument->name.size,
    has_words ? "word" : argument->name.data, actions[argument->kind]);
  const char *choices = argument->choices;
  GestaStringView word;
  while (!status && choices && gesta_argument_next_word(&choices, &word)) {
    status = gesta_output_print(output, "%.*s ", (int)word.size, word.data);
  }
  return status || !has_words ? status
                              : gesta_output_write(output, gesta_view(")"));
}

static GestaStatus
write_option(const GestaOption *option, GestaOutput *output)
{
  const GestaArgumentName argument = gesta_argument_of_option(option->argument);
  const char *const end = !option->argument      ? ""
                          : argument.is_optional ? "=-"
                                                 : "=";
  const bool is_repeated = strstr(option->help, "may be repeated") != NULL;
  GestaStatus status = gesta_output_write(output, gesta_view(" \\\n      "));
  if (!status && is_repeated) {
    status = gesta_output_write(output, gesta_view("'*'"));
  } else if (!status && option->letter) {
    status = gesta_output_print(output, "'(-%c --%s)'", option->letter,
                                option->name);
  }
  if (!status && option->letter) {
    status = gesta_output_print(output, "{-%c%s,--%s%s}'[", option->letter,
                                option->argument ? "+" : "", option->name, end);
  } else if (!status) {
    status = gesta_output_print(output, "'--%s%s[", option->name, end);
  }
  status = status ? status : write_quoted(option->help, output);
  status = status ? status : gesta_output_write(output, gesta_view("]"));
  if (!status && argument.is_optional) {
    status = gesta_output_write(output, gesta_view(":"));
  }
  if (!status && option->argument) {
    status = write_action(&argument, output);
  }
  return status ? status : gesta_output_write(output, gesta_view("'"));
}

static GestaStatus
write_command(const GestaCommand *command, GestaOutput *output)
{
  GestaStatus status = gesta_output_print(
    output, "  %s)\n    _arguments -s '(- *)'{-h,--help}'[show help]'",
    command->name);
  for (const GestaOption *option = command->options; !status && option->name;
       ++option) {
    status = write_option(option, output);
  }
  const char *usage = command->usage;
  GestaArgumentName operand;
  for (int number = 1; !status && gesta_argument_next_operand(&usage, &operand);
       ++number) {
    status = operand.is_repeated
               ? gesta_output_write(output, gesta_view(" \\\n      '*"))
               : gesta_output_print(output, " \\\n      '%d%s", number,
                                    operand.is_optional ? ":" : "");
    status = status ? status : write_action(&operand, output);
    status = status ? status : gesta_output_write(output, gesta_view("'"));
  }
  return status ? status : gesta_output_write(output, gesta_view("\n    ;;\n"));
}

GestaStatus
gesta_zsh_script_write(GestaOutput *output)
{
  GestaStatus status = gesta_output_write(output, gesta_view(head));
  for (size_t i = 0; !status && i < gesta_commands_count(); ++i) {
    const GestaCommand *const command = gesta_commands_get(i);
    status = gesta_output_print(output, "    '%s:", command->name);
    status = status ? status : write_quoted(command->summary, output);
    status = status ? status : gesta_output_write(output, gesta_view("'\n"));
  }
  status = status ? status : gesta_output_write(output, gesta_view(middle));
  for (size_t i = 0; !status && i < gesta_commands_count(); ++i) {
    status = write_command(gesta_commands_get(i), output);
  }
  return status ? status : gesta_output_write(output, gesta_view(tail));
}
