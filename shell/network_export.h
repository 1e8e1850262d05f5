// SPDX-License-Identifier: GPL-3.0-or-later
/// @file network_export.h
/// What a graph tells as a network, or in figures: queries that come with the
/// program, DATA/exports/NAME.rq.

#ifndef GESTA_SHELL_NETWORK_EXPORT_H
#define GESTA_SHELL_NETWORK_EXPORT_H

#include "graph/base/arena.h"
#include "graph/base/error.h"
#include "graph/base/output.h"
#include "graph/base/status.h"
#include "graph/graph.h"
#include "graph/results/network.h"

#include <stddef.h>

/// What an edge is, as the choices of an option: the first is the default.
#define GESTA_NETWORK_EDGES "counts|events|triples"

/// Write a network of actors, or of all resources if `edges` is "triples".
///
/// borrows  options during the call; graphs, parameters and limits count
/// returns  GESTA_OK and *edge_count
/// errors   those of reading the queries, gesta_graph_select() and
///          gesta_network_write()
GESTA_MUST_CHECK GestaStatus
gesta_network_export(GestaGraph *graph, const char *edges,
                     const GestaQueryOptions *options,
                     GestaNetworkFormat format, GestaOutput *output,
                     size_t *edge_count, GestaError *error);

/// Write a description of a graph in the VoID vocabulary, as Turtle.
///
/// errors   those of reading the query and gesta_graph_query()
/// source   Describing Linked Datasets with the VoID Vocabulary
GESTA_MUST_CHECK GestaStatus
gesta_void_export(GestaGraph *graph, const GestaQueryOptions *options,
                  GestaOutput *output, GestaError *error);

#endif // GESTA_SHELL_NETWORK_EXPORT_H
