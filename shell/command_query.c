// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/number.h"
#include "graph/graph.h"
#include "graph/io/rdf_writer.h"
#include "shell/commands.h"
#include "shell/message.h"
#include "shell/output_file.h"
#include "shell/process_memory.h"
#include "shell/shell_request.h"
#include "shell/terminal.h"

#include <string.h>

static const GestaOption options[] = {
  {"file", 'f', "FILE", "read the query from a file; may be repeated"},
  {"format", 0, GESTA_RESULTS_CHOICES "|" GESTA_RDF_WRITER_CHOICES,
   "up to html for SELECT and ASK [table],\n"
   "the others for CONSTRUCT and DESCRIBE [ttl]"},
  {"output", 'o', "OUT", "write to a file instead of standard output"},
  {"explain", 0, "[text|json]",
   "answer, but print the plan instead: operators with\n"
   "estimated and actual rows and times"},
  {"max-rows", 0, "N", "give up if the answer has more rows"},
  {"repeat", 0, "N", "answer N times, print the last answer (for --timing)"},
  GESTA_SHELL_REQUEST_OPTIONS,
  GESTA_OPTIONS_END,
};

static void
tell_times(const GestaShellRequest *request, const GestaQueryFacts *facts)
{
  char parse[GESTA_NUMBER_SIZE];
  char plan[GESTA_NUMBER_SIZE];
  char execute[GESTA_NUMBER_SIZE];
  (void)gesta_print_fixed(facts->parse_seconds, 6, parse);
  (void)gesta_print_fixed(facts->plan_seconds, 6, plan);
  (void)gesta_print_fixed(facts->execute_seconds, 6, execute);
  gesta_tell("%s: %llu rows; parse %s s, plan %s s, execute %s s",
             request->name, (unsigned long long)facts->row_count, parse, plan,
             execute);
}

// An answer that nobody reads: it is written to memory all the same.
static GestaStatus
rehearse(GestaShellRequest *request, GestaError *error)
{
  GestaTextBuffer text;
  GestaQueryFacts facts = {0};
  gesta_text_buffer_init(&text, gesta_default_allocator());
  GestaOutput output = gesta_output_to_buffer(&text);
  const GestaStatus status = gesta_graph_query(
    request->graph, request->text, &request->options, &output, &facts, error);
  gesta_text_buffer_clear(&text);
  if (!status && gesta_arguments_has(request->arguments, "timing")) {
    tell_times(request, &facts);
  }
  return status;
}

// Answer the query that was read, `repeat` times.
static GestaStatus
answer(GestaShellRequest *request, GestaOutputFile *file, uint64_t repeat,
       GestaError *error)
{
  GestaStatus status = GESTA_OK;
  for (uint64_t i = 1; !status && i < repeat; ++i) {
    status = rehearse(request, error);
  }
  if (status) {
    return status;
  }
  GestaQueryFacts facts = {0};
  status = gesta_graph_query(request->graph, request->text, &request->options,
                             &file->output, &facts, error);
  if (!status && gesta_arguments_has(request->arguments, "timing")) {
    tell_times(request, &facts);
  }
  return status;
}

// Answer one query, or that of every file, into one output.
static int
answer_all(GestaShellRequest *request, uint64_t repeat)
{
  const GestaArguments *const arguments = request->arguments;
  GestaOutputFile file;
  GestaError error = {.status = GESTA_OK};
  GestaStatus status = gesta_output_file_open(
    gesta_default_allocator(), gesta_arguments_value(arguments, "output"),
    &file, &error);
  if (status) {
    return gesta_output_file_end(&file, status, NULL, &error);
  }
  request->options.width = gesta_terminal_width(file.stream);
  size_t index = 0;
  (void)gesta_arguments_next(arguments, "file", &index); // read already
  do {
    status = answer(request, &file, repeat, &error);
    const char *const path = gesta_arguments_next(arguments, "file", &index);
    if (status || !path) {
      break;
    }
    if (gesta_shell_request_read(request, path)) {
      gesta_output_file_close(&file);
      return GESTA_EXIT_FAILED;
    }
  } while (true);
  const bool is_written = file.failure == 0;
  const int exit_status = gesta_output_file_end(
    &file, status, gesta_shell_request_culprit(request, &error), &error);
  if (status && is_written) {
    gesta_shell_request_show(request, &error);
  }
  return exit_status;
}

static int
check_all(GestaShellRequest *request)
{
  size_t index = 0;
  (void)gesta_arguments_next(request->arguments, "file", &index);
  for (;;) {
    if (gesta_shell_request_check(request)) {
      return GESTA_EXIT_FAILED;
    }
    const char *const path = gesta_arguments_next(request->arguments, "file",
                                                  &index);
    if (!path) {
      return GESTA_EXIT_DONE;
    }
    if (gesta_shell_request_read(request, path)) {
      return GESTA_EXIT_FAILED;
    }
  }
}

static int
run_request(GestaShellRequest *request, uint64_t repeat, GestaCancel *cancel)
{
  const bool is_check = gesta_arguments_has(request->arguments, "check");
  const char *const path = gesta_arguments_value(request->arguments, "explain");
  if (gesta_arguments_has(request->arguments, "explain")) {
    request->options.explain = path && strcmp(path, "json") == 0
                                 ? GESTA_EXPLAIN_JSON
                                 : GESTA_EXPLAIN_TEXT;
  }
  size_t index = 0;
  if (gesta_shell_request_read(
        request, gesta_arguments_next(request->arguments, "file", &index))) {
    return GESTA_EXIT_FAILED;
  }
  const bool needs_graph = !is_check || request->graph_path;
  if (needs_graph && gesta_shell_request_open(request, cancel)) {
    return GESTA_EXIT_FAILED;
  }
  return is_check ? check_all(request) : answer_all(request, repeat);
}

static int
run_query(const GestaArguments *arguments, GestaCancel *cancel)
{
  gesta_keep_freed_memory();
  GestaShellRequest request;
  int status = gesta_shell_request_init(&request, &gesta_query_command,
                                        arguments, GESTA_REQUEST_QUERY);
  const GestaStringView times = gesta_arguments_view(arguments, "repeat");
  uint64_t repeat = 1;
  if (status == GESTA_EXIT_DONE && times.data
      && (gesta_parse_unsigned(times, &repeat) || repeat == 0)) {
    status = gesta_command_misuse(&gesta_query_command,
                                  "--repeat cannot be \"%s\": expected a "
                                  "number",
                                  times.data);
  }
  if (status == GESTA_EXIT_DONE) {
    status = run_request(&request, repeat, cancel);
  }
  gesta_shell_request_clear(&request);
  return status;
}

const GestaCommand gesta_query_command = {
  .name = "query",
  .summary = "answer a SPARQL query",
  .usage = "[GRAPH] [QUERY]",
  .details =
    "Answer a SPARQL query over a graph.  Without FROM, the query sees all "
    "the\n"
    "triples of the graph, and GRAPH ?g { … } tells which article says what.\n"
    "A QUERY of \"-\" is read from standard input.  Prefixes of the graph and\n"
    "the well-known ones (rdf, rdfs, xsd, skos, gesta, act, …) need not be\n"
    "declared.\n"
    "\n"
    "With --data or --named RDF files are asked instead of a graph; so are,\n"
    "with neither GRAPH nor --data, the files that FROM and FROM NAMED of a\n"
    "query in a file name.  SIZE is in bytes, or ends with K, M or G.\n"
    "\n"
    "Examples:\n"
    "  gesta query news.gesta 'SELECT ?who { ?e gesta:actor ?who }' "
    "--format csv\n"
    "  gesta query news.gesta -f who.rq --param country=gaz:TR --timeout 10\n"
    "  gesta query --data people.ttl 'SELECT * { ?s ?p ?o }'\n",
  .options = options,
  .least = 0,
  .most = 2,
  .run = run_query,
};
