// SPDX-License-Identifier: GPL-3.0-or-later
// A table of edges: Source and Target, as the importers of Gephi and others
// expect them, the labels of both, and then the columns of the edges.
#include "graph/results/network_state.h"
#include "graph/results/results_writer.h"

enum { HEAD = 4 };

static void
fill_row(const GestaNetworkWriter *writer, size_t edge, GestaTerm *row)
{
  static const GestaNetworkRole ends[] = {GESTA_NETWORK_SOURCE,
                                          GESTA_NETWORK_TARGET};
  const GestaTerm nothing = {.kind = GESTA_TERM_NONE};
  const GestaNetworkColumns *const edges = &writer->edges;
  for (size_t i = 0; i < 2; ++i) {
    const size_t node = gesta_network_end(writer, edge, ends[i]);
    const GestaTerm *const label = gesta_network_part(&writer->nodes, node,
                                                      GESTA_NETWORK_LABEL);
    row[i] = *gesta_network_part(edges, edge, ends[i]);
    row[2 + i] = label ? *label : nothing;
  }
  size_t count = HEAD;
  for (size_t i = 0; i < edges->table->column_count; ++i) {
    if (edges->role[i] != GESTA_NETWORK_SOURCE
        && edges->role[i] != GESTA_NETWORK_TARGET) {
      const GestaTerm *const cell = gesta_network_cell(edges, edge, (int)i);
      row[count++] = cell ? *cell : nothing;
    }
  }
}

static GestaStringView
column_name(const GestaNetworkColumns *edges, size_t column)
{
  switch (edges->role[column]) {
  case GESTA_NETWORK_LABEL:
    return gesta_view("Label");
  case GESTA_NETWORK_WEIGHT:
    return gesta_view("Weight");
  case GESTA_NETWORK_ATTRIBUTE:
  case GESTA_NETWORK_NODE:
  case GESTA_NETWORK_SOURCE:
  case GESTA_NETWORK_TARGET:
  case GESTA_NETWORK_ROLES:
    break;
  }
  return edges->table->names[column];
}

GestaStatus
gesta_edge_list_write(GestaNetworkWriter *writer)
{
  const GestaNetworkColumns *const edges = &writer->edges;
  GestaStringView names[GESTA_NETWORK_COLUMNS + HEAD] = {
    gesta_view("Source"), gesta_view("Target"), gesta_view("SourceLabel"),
    gesta_view("TargetLabel")};
  size_t count = HEAD;
  for (size_t i = 0; i < edges->table->column_count; ++i) {
    if (edges->role[i] != GESTA_NETWORK_SOURCE
        && edges->role[i] != GESTA_NETWORK_TARGET) {
      names[count++] = column_name(edges, i);
    }
  }
  GestaResultsWriter *table = NULL;
  const GestaResultsOptions options = {.format = GESTA_RESULTS_CSV};
  GestaStatus status = gesta_results_writer_open(
    writer->allocator, &options, names, count, writer->output, &table);
  for (size_t i = 0; status == GESTA_OK && i < edges->table->row_count; ++i) {
    GestaTerm row[GESTA_NETWORK_COLUMNS + HEAD];
    fill_row(writer, i, row);
    status = gesta_results_writer_row(table, row);
  }
  if (status == GESTA_OK) {
    status = gesta_results_writer_finish(table);
  }
  gesta_results_writer_close(table);
  return status;
}
