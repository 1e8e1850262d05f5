// SPDX-License-Identifier: GPL-3.0-or-later
/// @file network.h
/// Two answers, nodes and edges, as a network for Graphviz, Gephi, networkx, a
/// spreadsheet.
///
/// source  The DOT Language; GraphML Primer; GEXF 1.2 Primer

#ifndef GESTA_RESULTS_NETWORK_H
#define GESTA_RESULTS_NETWORK_H

#include "graph/base/allocator.h"
#include "graph/base/error.h"
#include "graph/base/output.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "graph/rdf/term.h"

#include <stddef.h>

typedef enum GestaNetworkFormat {
  GESTA_NETWORK_DOT,
  GESTA_NETWORK_GRAPHML,
  GESTA_NETWORK_GEXF,
  GESTA_NETWORK_CSV, ///< a list of edges
} GestaNetworkFormat;

/// The names of the formats, as the choices of an option: the one list, in the
/// order of GestaNetworkFormat.
#define GESTA_NETWORK_CHOICES "dot|graphml|gexf|csv"

/// The names of GESTA_NETWORK_CHOICES one by one, ending with NULL.  Lent for
/// ever.
const char *const *
gesta_network_formats(void);

/// The format of a name such as "gexf".
///
/// returns  GESTA_OK and *format, or GESTA_NOT_FOUND
GESTA_MUST_CHECK GestaStatus
gesta_network_format(GestaStringView name, GestaNetworkFormat *format);

/// The rows of an answer.
typedef struct GestaNetworkTable {
  const GestaStringView *names; ///< [column_count] variables
  size_t column_count;
  const GestaTerm *cells; ///< [row_count][column_count]
  size_t row_count;
} GestaNetworkTable;

/// What is drawn.  Every other column is an attribute, under its name, and
/// where it is unbound there is none; an attribute whose values are all numbers
/// is declared as one.
typedef struct GestaNetwork {
  GestaNetworkTable nodes; ///< columns node, an IRI or blank node, and label
  GestaNetworkTable edges; ///< columns source, target, label and weight: label
                           ///< and weight may be missing, or the label unbound
} GestaNetwork;

/// Write a directed network, nodes and edges in the order of their rows.
///
/// borrows  network during the call
/// errors   GESTA_ERR_INPUT: a column is missing, a node is a literal or there
///          twice, the end of an edge is no node, XML cannot hold a character;
///          GESTA_ERR_FILE; GESTA_ERR_MEMORY
/// cost     O(n log n), and memory for an index of the nodes: the network is
///          whole in memory before, since the types of attributes stand in the
///          heads of documents
GESTA_MUST_CHECK GestaStatus
gesta_network_write(GestaAllocator *allocator, const GestaNetwork *network,
                    GestaNetworkFormat format, GestaOutput *output,
                    GestaError *error);

#endif // GESTA_RESULTS_NETWORK_H
