// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/file.h"
#include "graph/graph.h"
#include "shell/commands.h"
#include "shell/input_file.h"
#include "shell/message.h"
#include "shell/output_file.h"
#include "shell/terminal.h"

#include <string.h>

static const GestaOption options[] = {
  {"file", 'f', "FILE", "read the query from a file"},
  {"format", 0, "table|csv|tsv|json|xml|ttl|trig|nt|nq|rdfxml",
   "of the answer; the first five for SELECT and ASK [table],\n"
   "the others for CONSTRUCT and DESCRIBE [ttl]"},
  {"base", 0, "IRI", "what relative IRIs of the query refer to"},
  {"output", 'o', "OUT", "write to a file instead of standard output"},
  GESTA_OPTIONS_END,
};

// The query and where it comes from.
typedef struct QueryText {
  const char *name; // in messages
  GestaStringView text;
  GestaStringView block; // to be released
} QueryText;

static GestaStatus
read_query(const GestaArguments *arguments, QueryText *query, GestaError *error)
{
  const char *path = gesta_arguments_value(arguments, "file");
  if (!path && strcmp(arguments->operands[1], "-") == 0) {
    path = "-";
  }
  if (path) {
    query->name = gesta_input_name(path);
    const GestaStatus status = gesta_input_read(gesta_default_allocator(), path,
                                                &query->block, error);
    query->text = query->block;
    return status;
  }
  query->name = "query";
  query->text = gesta_view(arguments->operands[1]);
  return gesta_input_check(query->text, error);
}

// The name of what an error is about: the graph if the message begins with it.
static const char *
choose_name(const GestaError *error, const char *query, const char *graph)
{
  const size_t size = strlen(graph);
  return error->line == 0 && strncmp(error->message, graph, size) == 0
             && error->message[size] == ':'
           ? graph
           : query;
}

static int
answer(const GestaArguments *arguments, GestaGraph *graph,
       const QueryText *query)
{
  GestaOutputFile file;
  GestaError error = {0};
  const char *const path = gesta_arguments_value(arguments, "output");
  GestaStatus status = gesta_output_file_open(gesta_default_allocator(), path,
                                              &file, &error);
  if (!status) {
    const GestaQueryOptions query_options = {
      .format = gesta_arguments_view(arguments, "format"),
      .base = gesta_arguments_view(arguments, "base"),
      .width = gesta_terminal_width(file.stream),
    };
    GestaQueryFacts facts;
    status = gesta_graph_query(graph, query->text, &query_options, &file.output,
                               &facts, &error);
  }
  const char *const name = choose_name(&error, query->name,
                                       arguments->operands[0]);
  return gesta_output_file_end(&file, status, name, &error);
}

static int
run_query(const GestaArguments *arguments, GestaCancel *cancel)
{
  const bool from_file = gesta_arguments_has(arguments, "file");
  if (from_file != (arguments->operand_count == 1)) {
    return gesta_command_misuse(&gesta_query_command,
                                "expected GRAPH and either QUERY or -f FILE");
  }
  GestaAllocator *const allocator = gesta_default_allocator();
  const char *const path = arguments->operands[0];
  GestaError error = {0};
  QueryText query = {NULL, {NULL, 0}, {NULL, 0}};
  GestaGraph *graph = NULL;
  int exit_status = GESTA_EXIT_FAILED;
  if (read_query(arguments, &query, &error)) {
    gesta_tell_error(query.name, &error);
  } else if (gesta_graph_open(allocator, path, GESTA_OPEN_READ, cancel, &graph,
                              &error)) {
    gesta_tell_error(path, &error);
  } else {
    exit_status = answer(arguments, graph, &query);
  }
  gesta_graph_close(graph);
  gesta_text_release(allocator, &query.block);
  return exit_status;
}

const GestaCommand gesta_query_command = {
  .name = "query",
  .summary = "answer a SPARQL query",
  .usage = "GRAPH [QUERY]",
  .details =
    "Answer a SPARQL query over a graph.  Without FROM, the query sees all "
    "the\n"
    "triples of the graph, and GRAPH ?g { … } tells which article says what.\n"
    "A QUERY of \"-\" is read from standard input.  Prefixes of the graph and\n"
    "the well-known ones (rdf, rdfs, xsd, skos, gesta, act, …) need not be\n"
    "declared.\n"
    "\n"
    "Example:\n"
    "  gesta query news.gesta 'SELECT ?who { ?e gesta:actor ?who }' "
    "--format csv\n",
  .options = options,
  .least = 1,
  .most = 2,
  .run = run_query,
};
