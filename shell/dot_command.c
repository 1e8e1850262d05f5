// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/dot_command.h"

#include "shell/graph_facts.h"
#include "shell/suggestion.h"

#include <assert.h>
#include <string.h>

typedef struct DotCommand {
  const char *name;     // with its dot
  const char *argument; // "GRAPH"; "[NAME]" if it may be left out; or empty
  const char *summary;
  GestaStatus (*run)(GestaSession *session, GestaStringView argument,
                     GestaError *error);
} DotCommand;

static GestaStatus
run_help(GestaSession *session, GestaStringView argument, GestaError *error);

static GestaStatus
run_quit(GestaSession *session, GestaStringView argument, GestaError *error)
{
  (void)argument;
  (void)error;
  session->wants_to_quit = true;
  return GESTA_OK;
}

static GestaStatus
require_graph(const GestaSession *session, GestaError *error)
{
  return session->graph
           ? GESTA_OK
           : gesta_error_set(error, GESTA_ERR_INPUT,
                             "no graph is open: \".open GRAPH\" opens one");
}

static GestaStatus
run_prefixes(GestaSession *session, GestaStringView argument, GestaError *error)
{
  (void)argument;
  const GestaPrefixes *prefixes = NULL;
  GestaStatus status = require_graph(session, error);
  if (!status) {
    status = gesta_graph_prefixes(session->graph, &prefixes, error);
  }
  if (status) {
    return status;
  }
  GestaOutput *const output = &session->output.output;
  for (size_t i = 0; !status && i < gesta_prefixes_count(prefixes); ++i) {
    GestaStringView prefix;
    GestaStringView iri;
    gesta_prefixes_get(prefixes, i, &prefix, &iri);
    status = gesta_output_print(output, "PREFIX %.*s: <", (int)prefix.size,
                                prefix.data);
    if (!status) {
      status = gesta_output_write(output, iri);
    }
    if (!status) {
      status = gesta_output_write(output, gesta_view(">\n"));
    }
  }
  return status;
}

static GestaStatus
run_stats(GestaSession *session, GestaStringView argument, GestaError *error)
{
  (void)argument;
  const GestaStatus status = require_graph(session, error);
  return status ? status
                : gesta_graph_facts_write(session->graph, session->path.data,
                                          &session->output.output, error);
}

static GestaStatus
run_open(GestaSession *session, GestaStringView argument, GestaError *error)
{
  return gesta_session_open_graph(session, argument, error);
}

static const char *const row_formats[] = {"table", "csv", "tsv", "json", "xml"};
static const char *const rdf_formats[] = {"ttl", "trig", "nt", "nq", "rdfxml"};

static GestaStatus
run_format(GestaSession *session, GestaStringView argument, GestaError *error)
{
  if (argument.size == 0) {
    return gesta_output_print(&session->output.output, "%s and %s\n",
                              session->row_format, session->rdf_format);
  }
  GestaSuggestion suggestion = gesta_suggestion(argument);
  for (size_t i = 0; i < sizeof row_formats / sizeof row_formats[0]; ++i) {
    if (gesta_view_equal(gesta_view(row_formats[i]), argument)) {
      session->row_format = row_formats[i];
      return GESTA_OK;
    }
    gesta_suggestion_offer(&suggestion, row_formats[i]);
  }
  for (size_t i = 0; i < sizeof rdf_formats / sizeof rdf_formats[0]; ++i) {
    if (gesta_view_equal(gesta_view(rdf_formats[i]), argument)) {
      session->rdf_format = rdf_formats[i];
      return GESTA_OK;
    }
    gesta_suggestion_offer(&suggestion, rdf_formats[i]);
  }
  if (suggestion.nearest) {
    return gesta_error_set(
      error, GESTA_ERR_INPUT, "unknown format \"%.*s\"; did you mean %s?",
      (int)argument.size, argument.data, suggestion.nearest);
  }
  return gesta_error_set(error, GESTA_ERR_INPUT,
                         "unknown format \"%.*s\": table, csv, tsv, json, xml; "
                         "or ttl, trig, nt, nq, rdfxml",
                         (int)argument.size, argument.data);
}

static const DotCommand commands[] = {
  {".help", "[NAME]", "list these commands, or tell about one", run_help},
  {".open", "GRAPH", "open another graph", run_open},
  {".format", "[NAME]",
   "table, csv, tsv, json, xml; of RDF: ttl, trig, nt, nq, rdfxml", run_format},
  {".prefixes", "", "list the prefixes that need not be declared",
   run_prefixes},
  {".stats", "", "tell the counts and sizes of the graph", run_stats},
  {".quit", "", "leave, as Ctrl-D does", run_quit},
};

size_t
gesta_dot_commands_count(void)
{
  return sizeof commands / sizeof commands[0];
}

const char *
gesta_dot_commands_name(size_t index)
{
  assert(index < gesta_dot_commands_count());
  return commands[index].name;
}

// Find a command by its name, with or without its dot.
static GestaStatus
find_command(GestaStringView name, const DotCommand **command,
             GestaError *error)
{
  if (name.size > 0 && name.data[0] == '.') {
    name = (GestaStringView){name.data + 1, name.size - 1};
  }
  GestaSuggestion suggestion = gesta_suggestion(name);
  for (size_t i = 0; i < gesta_dot_commands_count(); ++i) {
    const char *const known = commands[i].name + 1;
    if (gesta_view_equal(gesta_view(known), name)) {
      *command = &commands[i];
      return GESTA_OK;
    }
    gesta_suggestion_offer(&suggestion, known);
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

static GestaStatus
write_command(const DotCommand *command, GestaOutput *output)
{
  return gesta_output_print(output, "%-9s %-6s  %s\n", command->name,
                            command->argument, command->summary);
}

static GestaStatus
run_help(GestaSession *session, GestaStringView argument, GestaError *error)
{
  GestaOutput *const output = &session->output.output;
  if (argument.size > 0) {
    const DotCommand *command = NULL;
    const GestaStatus status = find_command(argument, &command, error);
    return status ? status : write_command(command, output);
  }
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; !status && i < gesta_dot_commands_count(); ++i) {
    status = write_command(&commands[i], output);
  }
  if (status) {
    return status;
  }
  return gesta_output_print(
    output, "Anything else is SPARQL.  A query ends with \";\" or an empty "
            "line.\n");
}

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
  line = trim(line);
  size_t end = 0;
  while (end < line.size && line.data[end] != ' ' && line.data[end] != '\t') {
    ++end;
  }
  const GestaStringView name = {line.data, end};
  const GestaStringView argument = trim(
    (GestaStringView){line.data + end, line.size - end});
  const DotCommand *command = NULL;
  const GestaStatus status = find_command(name, &command, error);
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
  return command->run(session, argument, error);
}
