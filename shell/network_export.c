// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/network_export.h"

#include "shell/row_list.h"
#include "shell/stored_query.h"

#include <assert.h>
#include <string.h>

// Ask one of the queries and keep its rows.
static GestaStatus
ask(GestaGraph *graph, const char *name, const GestaQueryOptions *options,
    GestaRowList *rows, GestaError *error)
{
  GestaArena arena;
  GestaStringView text;
  gesta_arena_init(&arena, gesta_default_allocator());
  const char *data = NULL;
  GestaStatus status = gesta_stored_query_read(&arena, &data, "exports", name,
                                               &text, error);
  if (!status) {
    status = gesta_graph_select(graph, text, options, &rows->sink, NULL, error);
  }
  gesta_arena_clear(&arena);
  return status;
}

static GestaNetworkTable
table_of(const GestaRowList *rows)
{
  return (GestaNetworkTable){rows->names, rows->column_count, rows->cells,
                             rows->row_count};
}

GestaStatus
gesta_network_export(GestaGraph *graph, const char *edges,
                     const GestaQueryOptions *options,
                     GestaNetworkFormat format, GestaOutput *output,
                     size_t *edge_count, GestaError *error)
{
  assert(graph && edges && options && output && edge_count);

  static const struct {
    const char *edges;
    const char *edge_query;
    const char *node_query;
  } kinds[] = {{"counts", "edges_counts", "nodes_of_events"},
               {"events", "edges_events", "nodes_of_events"},
               {"triples", "edges_triples", "nodes_of_triples"}};
  size_t kind = 0;
  while (strcmp(kinds[kind].edges, edges) != 0) {
    ++kind;
    assert(kind < sizeof kinds / sizeof *kinds);
  }
  GestaAllocator *const allocator = gesta_default_allocator();
  GestaRowList node_rows;
  GestaRowList edge_rows;
  gesta_row_list_init(&node_rows, allocator, 0);
  gesta_row_list_init(&edge_rows, allocator, 0);
  GestaStatus status = ask(graph, kinds[kind].node_query, options, &node_rows,
                           error);
  if (!status) {
    status = ask(graph, kinds[kind].edge_query, options, &edge_rows, error);
  }
  if (!status) {
    const GestaNetwork network = {table_of(&node_rows), table_of(&edge_rows)};
    status = gesta_network_write(allocator, &network, format, output, error);
  }
  if (!status) {
    *edge_count = edge_rows.row_count;
  }
  gesta_row_list_clear(&node_rows);
  gesta_row_list_clear(&edge_rows);
  return status;
}

GestaStatus
gesta_void_export(GestaGraph *graph, const GestaQueryOptions *options,
                  GestaOutput *output, GestaError *error)
{
  assert(graph && options && output);

  GestaArena arena;
  GestaStringView text;
  gesta_arena_init(&arena, gesta_default_allocator());
  const char *data = NULL;
  GestaStatus status = gesta_stored_query_read(&arena, &data, "exports", "void",
                                               &text, error);
  if (!status) {
    GestaQueryOptions turtle = *options;
    turtle.format = gesta_view("ttl");
    status = gesta_graph_query(graph, text, &turtle, output, NULL, error);
  }
  gesta_arena_clear(&arena);
  return status;
}
