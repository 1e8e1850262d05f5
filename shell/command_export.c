// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/graph.h"
#include "shell/commands.h"
#include "shell/message.h"
#include "shell/output_file.h"

static const GestaOption options[] = {
  {"format", 0, "trig|nq|ttl|nt|rdfxml",
   "[trig, or ttl with --graph]; the last three have no place\n"
   "for the names of graphs"},
  {"graph", 'g', "IRI", "only this named graph"},
  {"output", 'o', "OUT", "write to a file instead of standard output"},
  GESTA_OPTIONS_END,
};

static int
run_export(const GestaArguments *arguments, GestaCancel *cancel)
{
  GestaAllocator *const allocator = gesta_default_allocator();
  const char *const path = arguments->operands[0];
  const GestaStringView graph_iri = gesta_arguments_view(arguments, "graph");
  GestaStringView format = gesta_arguments_view(arguments, "format");
  if (format.size == 0) {
    format = gesta_view(graph_iri.size > 0 ? "ttl" : "trig");
  }

  GestaGraph *graph = NULL;
  GestaError error = {0};
  if (gesta_graph_open(allocator, path, GESTA_OPEN_READ, cancel, &graph,
                       &error)) {
    gesta_tell_error(path, &error);
    return GESTA_EXIT_FAILED;
  }
  GestaOutputFile file;
  GestaStatus status = gesta_output_file_open(
    allocator, gesta_arguments_value(arguments, "output"), &file, &error);
  if (!status) {
    status = gesta_graph_export(graph, format, graph_iri, &file.output, &error);
  }
  const int exit_status = gesta_output_file_end(&file, status, path, &error);
  gesta_graph_close(graph);
  return exit_status;
}

const GestaCommand gesta_export_command = {
  .name = "export",
  .summary = "write a graph as RDF",
  .usage = "GRAPH",
  .details = "Write all of a graph, or one of its named graphs, as RDF.\n"
             "\n"
             "Example:\n"
             "  gesta export news.gesta --format nq -o news.nq\n",
  .options = options,
  .least = 1,
  .most = 1,
  .run = run_export,
};
