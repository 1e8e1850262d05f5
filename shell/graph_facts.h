// SPDX-License-Identifier: GPL-3.0-or-later
/// @file graph_facts.h
/// Counts and sizes of a graph, for people: `gesta info` and `.stats`.

#ifndef GESTA_SHELL_GRAPH_FACTS_H
#define GESTA_SHELL_GRAPH_FACTS_H

#include "graph/base/error.h"
#include "graph/base/output.h"
#include "graph/base/status.h"
#include "graph/graph.h"

/// Write one fact a line, `name: value`.
///
/// errors  those of gesta_graph_facts() and of the output
GESTA_MUST_CHECK GestaStatus
gesta_graph_facts_write(GestaGraph *graph, const char *path,
                        GestaOutput *output, GestaError *error);

#endif // GESTA_SHELL_GRAPH_FACTS_H
