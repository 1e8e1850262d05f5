// SPDX-License-Identifier: GPL-3.0-or-later
/// @file constructed_graph.h
/// The answer of a CONSTRUCT or DESCRIBE as a graph of its own.

#ifndef GESTA_SHELL_CONSTRUCTED_GRAPH_H
#define GESTA_SHELL_CONSTRUCTED_GRAPH_H

#include "graph/base/allocator.h"
#include "graph/base/cancel.h"
#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "graph/graph.h"

/// Ask a graph and keep the triples in a temporary one, with its prefixes.
///
/// gives    *constructed; release it with gesta_graph_close()
/// borrows  allocator and cancel until then; the others during the call
/// errors   as gesta_graph_select(); GESTA_ERR_INPUT: a query of another kind
GESTA_MUST_CHECK GestaStatus
gesta_constructed_graph_open(GestaAllocator *allocator, GestaGraph *graph,
                             GestaStringView query,
                             const GestaQueryOptions *options,
                             GestaCancel *cancel, GestaGraph **constructed,
                             GestaError *error);

#endif // GESTA_SHELL_CONSTRUCTED_GRAPH_H
