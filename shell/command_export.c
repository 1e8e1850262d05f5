// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/arena.h"
#include "graph/graph.h"
#include "graph/io/rdf_writer.h"
#include "shell/commands.h"
#include "shell/message.h"
#include "shell/output_file.h"

static const GestaOption options[] = {
  {"format", 0, GESTA_RDF_WRITER_CHOICES,
   "[trig, or ttl with one --graph]; ttl, nt and rdfxml have no\n"
   "place for the names of graphs"},
  {"graph", 'g', "IRI", "only this named graph; may be repeated"},
  {"output", 'o', "OUT", "write to a file instead of standard output"},
  GESTA_OPTIONS_END,
};

static GestaStatus
read_options(const GestaArguments *arguments, GestaArena *arena,
             GestaExportOptions *how)
{
  GestaStringView *const graphs = gesta_arena_allocate(
    arena, arguments->given_count, sizeof *graphs);
  if (!graphs) {
    return GESTA_ERR_MEMORY;
  }
  size_t count = 0;
  size_t index = 0;
  const char *iri = gesta_arguments_next(arguments, "graph", &index);
  for (; iri; iri = gesta_arguments_next(arguments, "graph", &index)) {
    graphs[count++] = gesta_view(iri);
  }
  *how = (GestaExportOptions){
    .format = gesta_arguments_view(arguments, "format"),
    .graphs = graphs,
    .graph_count = count};
  if (how->format.size == 0) {
    how->format = gesta_view(count == 1 ? "ttl" : "trig");
  }
  return GESTA_OK;
}

static int
run_export(const GestaArguments *arguments, GestaCancel *cancel)
{
  GestaAllocator *const allocator = gesta_default_allocator();
  const char *const path = arguments->operands[0];
  GestaArena arena;
  gesta_arena_init(&arena, allocator);
  GestaExportOptions how;
  if (read_options(arguments, &arena, &how)) {
    gesta_arena_clear(&arena);
    gesta_tell("out of memory");
    return GESTA_EXIT_FAILED;
  }

  GestaGraph *graph = NULL;
  GestaError error = {0};
  if (gesta_graph_open(allocator, path, GESTA_OPEN_READ, cancel, &graph,
                       &error)) {
    gesta_tell_error(path, &error);
    gesta_arena_clear(&arena);
    return GESTA_EXIT_FAILED;
  }
  GestaOutputFile file;
  GestaStatus status = gesta_output_file_open(
    allocator, gesta_arguments_value(arguments, "output"), &file, &error);
  if (!status) {
    status = gesta_graph_export(graph, &how, &file.output, &error);
  }
  const int exit_status = gesta_output_file_end(&file, status, path, &error);
  gesta_graph_close(graph);
  gesta_arena_clear(&arena);
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
