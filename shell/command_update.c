// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/number.h"
#include "graph/graph.h"
#include "shell/commands.h"
#include "shell/message.h"
#include "shell/output_file.h"
#include "shell/shell_request.h"

static const GestaOption options[] = {
  {"file", 'f', "FILE", "read the update from a file"},
  {"format", 0, "ttl|trig|nt|nq|rdfxml",
   "print the whole graph afterwards [nq with --data]"},
  {"output", 'o', "OUT", "print it to a file instead of standard output"},
  GESTA_SHELL_REQUEST_OPTIONS,
  GESTA_OPTIONS_END,
};

static void
tell_times(const GestaShellRequest *request, const GestaUpdateFacts *facts)
{
  char parse[GESTA_NUMBER_SIZE];
  char execute[GESTA_NUMBER_SIZE];
  (void)gesta_print_fixed(facts->parse_seconds, 6, parse);
  (void)gesta_print_fixed(facts->execute_seconds, 6, execute);
  gesta_tell("%s: %llu quads; parse %s s, execute %s s", request->name,
             (unsigned long long)facts->quad_count, parse, execute);
}

static int
print_graph(GestaShellRequest *request)
{
  GestaOutputFile file;
  GestaError error = {.status = GESTA_OK};
  GestaStatus status = gesta_output_file_open(
    gesta_default_allocator(),
    gesta_arguments_value(request->arguments, "output"), &file, &error);
  if (!status) {
    const GestaStringView format = request->options.format;
    const GestaExportOptions how = {
      .format = format.size > 0 ? format : gesta_view("nq")};
    status = gesta_graph_export(request->graph, &how, &file.output, &error);
  }
  return gesta_output_file_end(&file, status, NULL, &error);
}

static int
run_request(GestaShellRequest *request, GestaCancel *cancel)
{
  const GestaArguments *const arguments = request->arguments;
  const bool is_check = gesta_arguments_has(arguments, "check");
  if (gesta_shell_request_read(request,
                               gesta_arguments_value(arguments, "file"))) {
    return GESTA_EXIT_FAILED;
  }
  const bool needs_graph = !is_check || request->graph_path;
  if (needs_graph && gesta_shell_request_open(request, cancel)) {
    return GESTA_EXIT_FAILED;
  }
  if (is_check) {
    return gesta_shell_request_check(request) ? GESTA_EXIT_FAILED
                                              : GESTA_EXIT_DONE;
  }
  GestaUpdateFacts facts = {0};
  GestaError error = {.status = GESTA_OK};
  const GestaStatus status = gesta_graph_update(
    request->graph, request->text, &request->options, &facts, &error);
  if (status) {
    error.status = status;
    gesta_tell_error(gesta_shell_request_culprit(request, &error), &error);
    gesta_shell_request_show(request, &error);
    return GESTA_EXIT_FAILED;
  }
  if (gesta_arguments_has(arguments, "timing")) {
    tell_times(request, &facts);
  }
  const bool is_printed = !request->graph_path
                          || gesta_arguments_has(arguments, "format")
                          || gesta_arguments_has(arguments, "output");
  return is_printed ? print_graph(request) : GESTA_EXIT_DONE;
}

static int
run_update(const GestaArguments *arguments, GestaCancel *cancel)
{
  GestaShellRequest request;
  int status = gesta_shell_request_init(&request, &gesta_update_command,
                                        arguments, GESTA_REQUEST_UPDATE);
  if (status == GESTA_EXIT_DONE) {
    status = run_request(&request, cancel);
  }
  gesta_shell_request_clear(&request);
  return status;
}

const GestaCommand gesta_update_command = {
  .name = "update",
  .summary = "change a graph by a SPARQL update",
  .usage = "[GRAPH] [UPDATE]",
  .details =
    "Carry out a SPARQL update request on a graph: all of its operations or, "
    "if\n"
    "one of them fails, none.  An UPDATE of \"-\" is read from standard "
    "input.\n"
    "Prefixes of the graph and the well-known ones need not be declared.\n"
    "\n"
    "With --data or --named the request works on a copy of RDF files, which\n"
    "is printed afterwards; the files stay as they are.\n"
    "\n"
    "Examples:\n"
    "  gesta update news.gesta 'DELETE WHERE { GRAPH <urn:old> { ?s ?p ?o } "
    "}'\n"
    "  gesta update --data people.ttl -f change.ru --format ttl\n",
  .options = options,
  .least = 0,
  .most = 2,
  .run = run_update,
};
