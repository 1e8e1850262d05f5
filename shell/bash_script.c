// SPDX-License-Identifier: GPL-3.0-or-later
// Two functions that know the table, and one that walks over the words of the
// line.  bash takes --name=value apart at "=", which is then a word of its own.
#include "shell/argument_kind.h"
#include "shell/commands.h"
#include "shell/completion_script.h"

static const char head[] =
  "# bash completion for gesta                            -*- shell-script "
  "-*-\n"
  "# SPDX-License-Identifier: GPL-3.0-or-later\n"
  "# Made by \"gesta help --format bash\".\n"
  "\n"
  "# What a command or an operand (by its number) may be: a kind, then words.\n"
  "_gesta_argument()\n"
  "{\n"
  "  case $1,$2 in\n";

static const char tail[] =
  "  esac\n"
  "}\n"
  "\n"
  "_gesta_words() # words\n"
  "{\n"
  "  mapfile -t COMPREPLY < <(compgen -W \"$1\" -- \"$cur\")\n"
  "}\n"
  "\n"
  "# All files, or only those with an ending, if there are any, and folders.\n"
  "_gesta_files() # ending\n"
  "{\n"
  "  compopt -o filenames 2>/dev/null\n"
  "  mapfile -t COMPREPLY < <(\n"
  "    compgen -f -X \"!*$1\" -- \"$cur\"\n"
  "    compgen -d -- \"$cur\")\n"
  "  if [[ ${#COMPREPLY[@]} -eq 0 || -z $1 ]]; then\n"
  "    mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")\n"
  "  fi\n"
  "}\n"
  "\n"
  "_gesta_complete() # kind, words\n"
  "{\n"
  "  case $1 in\n"
  "  words) _gesta_words \"$2\" ;;\n"
  "  file) _gesta_files '' ;;\n"
  "  graph) _gesta_files .gesta ;;\n"
  "  template)\n"
  "    local templates\n"
  "    templates=$(\"${COMP_WORDS[0]}\" report --list 2>/dev/null |\n"
  "      sed -n 's/^\\([^ :]*\\):.*/\\1/p')\n"
  "    _gesta_files .md\n"
  "    mapfile -t -O \"${#COMPREPLY[@]}\" COMPREPLY < <(\n"
  "      compgen -W \"$templates\" -- \"$cur\")\n"
  "    ;;\n"
  "  command) _gesta_words \"$(_gesta_commands)\" ;;\n"
  "  esac\n"
  "}\n"
  "\n"
  "_gesta()\n"
  "{\n"
  "  local cur=${COMP_WORDS[COMP_CWORD]} command= option= rest= word i\n"
  "  local operand=1 answer\n"
  "  COMPREPLY=()\n"
  "  for ((i = 1; i < COMP_CWORD; ++i)); do\n"
  "    word=${COMP_WORDS[i]}\n"
  "    if [[ $word == = ]]; then\n"
  "      option=${option:-${COMP_WORDS[i - 1]}}\n"
  "    elif [[ $option ]]; then\n"
  "      option= # this was its argument\n"
  "    elif [[ -z $command ]]; then\n"
  "      command=$word\n"
  "    elif [[ $word == -- && -z $rest ]]; then\n"
  "      rest=yes\n"
  "    elif [[ $word == -?* && -z $rest ]]; then\n"
  "      answer=$(_gesta_argument \"$command\" \"$word\")\n"
  "      case $answer in '' | optional*) ;; *) option=$word ;; esac\n"
  "    else\n"
  "      ((++operand))\n"
  "    fi\n"
  "  done\n"
  "  if [[ $cur == = ]]; then\n"
  "    option=${option:-${COMP_WORDS[COMP_CWORD - 1]}}\n"
  "    cur=\n"
  "  fi\n"
  "  if [[ -z $command && $cur == -* ]]; then\n"
  "    _gesta_words '--help --version'\n"
  "  elif [[ -z $command ]]; then\n"
  "    _gesta_words \"$(_gesta_commands)\"\n"
  "  elif [[ $option ]]; then\n"
  "    answer=$(_gesta_argument \"$command\" \"$option\")\n"
  "    answer=${answer#optional }\n"
  "    _gesta_complete \"${answer%% *}\" \"${answer#* }\"\n"
  "  elif [[ $cur == -* && -z $rest ]]; then\n"
  "    _gesta_words \"$(_gesta_options \"$command\")\"\n"
  "  else\n"
  "    answer=$(_gesta_argument \"$command\" \"$operand\")\n"
  "    _gesta_complete \"${answer%% *}\" \"${answer#* }\"\n"
  "  fi\n"
  "}\n"
  "\n"
  "complete -F _gesta gesta\n";

// What _gesta_argument() prints.
static GestaStatus
write_answer(const GestaArgumentName *argument, GestaOutput *output)
{
  static const char *const kinds[] = {
    [GESTA_ARGUMENT_ANY] = "any",
    [GESTA_ARGUMENT_WORDS] = "words",
    [GESTA_ARGUMENT_FILE] = "file",
    [GESTA_ARGUMENT_GRAPH] = "graph",
    [GESTA_ARGUMENT_TEMPLATE] = "template",
    [GESTA_ARGUMENT_COMMAND] = "command",
  };
  GestaStatus status = gesta_output_print(output, ") echo %s",
                                          kinds[argument->kind]);
  const char *choices = argument->choices;
  GestaStringView word;
  while (!status && choices && gesta_argument_next_word(&choices, &word)) {
    status = gesta_output_print(output, " %.*s", (int)word.size, word.data);
  }
  return status ? status : gesta_output_write(output, gesta_view(" ;;\n"));
}

static GestaStatus
write_option(const GestaCommand *command, const GestaOption *option,
             GestaOutput *output)
{
  GestaArgumentName argument = gesta_argument_of_option(option->argument);
  GestaStatus status = gesta_output_print(output, "  %s,--%s", command->name,
                                          option->name);
  if (!status && option->letter) {
    status = gesta_output_print(output, " | %s,-%c", command->name,
                                option->letter);
  }
  if (!status && argument.is_optional) {
    status = gesta_output_write(output,
                                gesta_view(") echo -n 'optional ' ;;&\n"));
    if (!status) {
      status = gesta_output_print(output, "  %s,--%s", command->name,
                                  option->name);
    }
  }
  return status ? status : write_answer(&argument, output);
}

static GestaStatus
write_operands(const GestaCommand *command, GestaOutput *output)
{
  GestaStatus status = GESTA_OK;
  const char *usage = command->usage;
  GestaArgumentName operand;
  for (int number = 1; !status && gesta_argument_next_operand(&usage, &operand);
       ++number) {
    if (operand.is_repeated) {
      status = gesta_output_print(output, "  %s,[0-9]*", command->name);
    } else {
      status = gesta_output_print(output, "  %s,%d", command->name, number);
    }
    status = status ? status : write_answer(&operand, output);
  }
  return status;
}

static GestaStatus
write_lists(GestaOutput *output)
{
  GestaStatus status = gesta_output_write(
    output, gesta_view("  esac\n}\n\n_gesta_commands()\n{\n  echo"));
  for (size_t i = 0; !status && i < gesta_commands_count(); ++i) {
    status = gesta_output_print(output, " %s", gesta_commands_get(i)->name);
  }
  if (!status) {
    status = gesta_output_write(
      output,
      gesta_view("\n}\n\n_gesta_options() # command\n{\n  case $1 in\n"));
  }
  for (size_t i = 0; !status && i < gesta_commands_count(); ++i) {
    const GestaCommand *const command = gesta_commands_get(i);
    status = gesta_output_print(output, "  %s) echo", command->name);
    for (const GestaOption *option = command->options; !status && option->name;
         ++option) {
      status = gesta_output_print(output, " --%s", option->name);
    }
    status = status ? status
                    : gesta_output_write(output, gesta_view(" --help ;;\n"));
  }
  return status;
}

GestaStatus
gesta_bash_script_write(GestaOutput *output)
{
  GestaStatus status = gesta_output_write(output, gesta_view(head));
  for (size_t i = 0; !status && i < gesta_commands_count(); ++i) {
    const GestaCommand *const command = gesta_commands_get(i);
    for (const GestaOption *option = command->options; !status && option->name;
         ++option) {
      if (option->argument) {
        status = write_option(command, option, output);
      }
    }
    status = status ? status : write_operands(command, output);
  }
  status = status ? status : write_lists(output);
  return status ? status : gesta_output_write(output, gesta_view(tail));
}
