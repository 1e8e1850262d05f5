// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/dot_command.h"

#include "graph/base/utf8.h"
#include "shell/dot_commands.h"
#include "shell/suggestion.h"

#include <assert.h>
#include <string.h>

// The next word of a list that blanks separate; empty after the last.
static GestaStringView
next_word(const char **list)
{
  const char *const begin = *list + strspn(*list, " ");
  const GestaStringView word = {begin, strcspn(begin, " ")};
  *list = begin + word.size;
  return word;
}

static bool
has_name(const GestaDotCommand *command, GestaStringView name)
{
  if (gesta_view_equal(gesta_view(command->name + 1), name)) {
    return true;
  }
  const char *rest = command->aliases;
  for (GestaStringView alias = next_word(&rest); alias.size > 0;
       alias = next_word(&rest)) {
    if (gesta_view_equal(alias, name)) {
      return true;
    }
  }
  return false;
}

GestaStatus
gesta_dot_command_find(GestaStringView name, const GestaDotCommand **command,
                       GestaError *error)
{
  if (name.size > 0 && (name.data[0] == '.' || name.data[0] == '\\')) {
    name = (GestaStringView){name.data + 1, name.size - 1};
  }
  GestaSuggestion suggestion = gesta_suggestion(name);
  for (size_t i = 0; i < gesta_dot_command_count; ++i) {
    if (has_name(&gesta_dot_commands[i], name)) {
      *command = &gesta_dot_commands[i];
      return GESTA_OK;
    }
    gesta_suggestion_offer(&suggestion, gesta_dot_commands[i].name + 1);
  }
  const int size = name.size < 100 ? (int)name.size : 100;
  if (suggestion.nearest) {
    return gesta_error_set(error, GESTA_ERR_INPUT,
                           "unknown command .%.*s; did you mean .%s?", size,
                           name.data, suggestion.nearest);
  }
  return gesta_error_set(error, GESTA_ERR_INPUT,
                         "unknown command .%.*s: .help lists them", size,
                         name.data);
}

// ---- Help -------------------------------------------------------------------

static const char *const group_titles[] = {
  [GESTA_DOT_GRAPH] = "The graph",
  [GESTA_DOT_EXPLORE] = "What is in it",
  [GESTA_DOT_EVENT] = "Events",
  [GESTA_DOT_OUTPUT] = "How answers look",
  [GESTA_DOT_SCRIPT] = "Queries and scripts",
};

static GestaStatus
write_line(const GestaDotCommand *command, GestaOutput *output)
{
  enum { WIDTH = 26 };
  char usage[96];
  (void)snprintf(usage, sizeof usage, "%s %s", command->name,
                 command->argument);
  const size_t size = gesta_utf8_length(gesta_view(usage));
  return gesta_output_print(output, "  %s%*s  %s\n", usage,
                            size < WIDTH ? (int)(WIDTH - size) : 0, "",
                            command->summary);
}

static GestaStatus
write_details(const GestaDotCommand *command, GestaOutput *output)
{
  GestaStatus status = gesta_output_print(
    output, "%s%s%s\n  %s\n", command->name, command->argument[0] ? " " : "",
    command->argument, command->summary);
  if (!status && command->aliases[0]) {
    status = gesta_output_print(output, "  also: %s\n", command->aliases);
  }
  return status ? status
                : gesta_output_write(output, gesta_view(command->details));
}

GestaStatus
gesta_dot_help(GestaSession *session, GestaStringView argument,
               GestaError *error)
{
  GestaOutput *const output = session->out;
  if (argument.size > 0) {
    const GestaDotCommand *command = NULL;
    const GestaStatus status = gesta_dot_command_find(argument, &command,
                                                      error);
    return status ? status : write_details(command, output);
  }
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; !status && i < gesta_dot_command_count; ++i) {
    const GestaDotCommand *const command = &gesta_dot_commands[i];
    if (i == 0 || command->group != command[-1].group) {
      status = gesta_output_print(output, "%s%s:\n", i > 0 ? "\n" : "",
                                  group_titles[command->group]);
    }
    if (!status) {
      status = write_line(command, output);
    }
  }
  return status ? status
                : gesta_output_print(
                  output, "\nAnything else is SPARQL, query or update, which "
                          "ends with \";\" or an empty line.\n"
                          "\".help NAME\" tells more about a command.\n");
}

// ---- Dispatch ---------------------------------------------------------------

static GestaStringView
trim(GestaStringView text)
{
  while (text.size > 0 && (text.data[0] == ' ' || text.data[0] == '\t')) {
    text = (GestaStringView){text.data + 1, text.size - 1};
  }
  while (text.size > 0 && strchr(" \t\r;", text.data[text.size - 1])) {
    --text.size;
  }
  return text;
}

GestaStatus
gesta_dot_command_run(GestaSession *session, GestaStringView line,
                      GestaError *error)
{
  assert(session);

  line = trim(line);
  size_t end = 0;
  while (end < line.size && line.data[end] != ' ' && line.data[end] != '\t') {
    ++end;
  }
  const GestaStringView name = {line.data, end};
  const GestaStringView argument = trim(
    (GestaStringView){line.data + end, line.size - end});
  const GestaDotCommand *command = NULL;
  GestaStatus status = gesta_dot_command_find(name, &command, error);
  if (status) {
    return status;
  }
  if (argument.size > 0 && !command->argument[0]) {
    return gesta_error_set(error, GESTA_ERR_INPUT, "%s takes no argument",
                           command->name);
  }
  if (argument.size == 0 && command->argument[0]
      && command->argument[0] != '[') {
    return gesta_error_set(error, GESTA_ERR_INPUT, "expected %s %s",
                           command->name, command->argument);
  }
  if (command->needs_graph) {
    status = gesta_session_require_graph(session, error);
  }
  return status ? status : command->run(session, argument, error);
}
