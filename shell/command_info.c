// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/graph.h"
#include "shell/commands.h"
#include "shell/graph_facts.h"
#include "shell/message.h"
#include "shell/output_file.h"

static const GestaOption options[] = {GESTA_OPTIONS_END};

static int
run_info(const GestaArguments *arguments, GestaCancel *cancel)
{
  GestaAllocator *const allocator = gesta_default_allocator();
  const char *const path = arguments->operands[0];
  GestaGraph *graph = NULL;
  GestaError error = {0};
  if (gesta_graph_open(allocator, path, GESTA_OPEN_READ, cancel, &graph,
                       &error)) {
    gesta_tell_error(path, &error);
    return GESTA_EXIT_FAILED;
  }
  GestaOutputFile file;
  GestaStatus status = gesta_output_file_open(allocator, NULL, &file, &error);
  if (!status) {
    status = gesta_graph_facts_write(graph, path, &file.output, &error);
  }
  const int exit_status = gesta_output_file_end(&file, status, path, &error);
  gesta_graph_close(graph);
  return exit_status;
}

const GestaCommand gesta_info_command = {
  .name = "info",
  .summary = "tell the counts and sizes of a graph",
  .usage = "GRAPH",
  .details = "Tell how many quads, terms and named graphs a graph holds, and "
             "the size and\nformat version of its file.\n",
  .options = options,
  .least = 1,
  .most = 1,
  .run = run_info,
};
