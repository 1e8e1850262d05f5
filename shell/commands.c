// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/commands.h"

#include "shell/suggestion.h"

#include <assert.h>
#include <string.h>

static const GestaCommand *const commands[] = {
  &gesta_extract_command, &gesta_build_command,    &gesta_load_command,
  &gesta_query_command,   &gesta_update_command,   &gesta_export_command,
  &gesta_report_command,  &gesta_info_command,     &gesta_check_command,
  &gesta_compact_command, &gesta_shell_command,    &gesta_parse_command,
  &gesta_train_command,   &gesta_evaluate_command, &gesta_lexicon_command,
  &gesta_help_command,
};

size_t
gesta_commands_count(void)
{
  return sizeof commands / sizeof commands[0];
}

const GestaCommand *
gesta_commands_get(size_t index)
{
  assert(index < gesta_commands_count());
  return commands[index];
}

const GestaCommand *
gesta_commands_find(const char *name)
{
  for (size_t i = 0; i < gesta_commands_count(); ++i) {
    if (strcmp(commands[i]->name, name) == 0) {
      return commands[i];
    }
  }
  return NULL;
}

const char *
gesta_commands_suggest(const char *name)
{
  GestaSuggestion suggestion = gesta_suggestion(gesta_view(name));
  for (size_t i = 0; i < gesta_commands_count(); ++i) {
    gesta_suggestion_offer(&suggestion, commands[i]->name);
  }
  return suggestion.nearest;
}
