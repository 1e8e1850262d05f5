// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/graph_facts.h"

#include <inttypes.h>

GestaStatus
gesta_graph_facts_write(GestaGraph *graph, const char *path,
                        GestaOutput *output, GestaError *error)
{
  GestaStoreFacts facts;
  GestaStatus status = gesta_graph_facts(graph, &facts, error);
  if (!status) {
    status = gesta_output_write(output, gesta_view("file:   "));
  }
  if (!status) {
    status = gesta_output_write(output, gesta_view(path));
  }
  if (!status) {
    status = gesta_output_print(output,
                                "\nformat: %" PRIu32 "\nsize:   %" PRIu64
                                " bytes\nquads:  %" PRIu64 "\nterms:  %" PRIu64
                                "\ngraphs: %" PRIu64 "\n",
                                facts.format, facts.file_size, facts.quad_count,
                                facts.term_count, facts.graph_count);
  }
  return status;
}
