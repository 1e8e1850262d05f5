// SPDX-License-Identifier: GPL-3.0-or-later
/// @file network_state.h
/// What the writers of networks share.

#ifndef GESTA_RESULTS_NETWORK_STATE_H
#define GESTA_RESULTS_NETWORK_STATE_H

#include "graph/base/text_buffer.h"
#include "graph/results/network.h"

#include <stdbool.h>
#include <stdint.h>

enum { GESTA_NETWORK_COLUMNS = 64 }; ///< of a table at most

/// What a column is; one without a role is an attribute.
typedef enum GestaNetworkRole {
  GESTA_NETWORK_ATTRIBUTE,
  GESTA_NETWORK_NODE,
  GESTA_NETWORK_LABEL,
  GESTA_NETWORK_SOURCE,
  GESTA_NETWORK_TARGET,
  GESTA_NETWORK_WEIGHT,
  GESTA_NETWORK_ROLES,
} GestaNetworkRole;

/// The type of a column, from all of its values.
typedef enum GestaNetworkType {
  GESTA_NETWORK_TEXT,
  GESTA_NETWORK_INTEGER,
  GESTA_NETWORK_NUMBER,
} GestaNetworkType;

enum { GESTA_NETWORK_ABSENT = -1 };

typedef struct GestaNetworkColumns {
  const GestaNetworkTable *table;
  int roles[GESTA_NETWORK_ROLES]; ///< the column, or GESTA_NETWORK_ABSENT
  GestaNetworkRole role[GESTA_NETWORK_COLUMNS];
  GestaNetworkType types[GESTA_NETWORK_COLUMNS];
} GestaNetworkColumns;

typedef struct GestaNetworkWriter {
  GestaAllocator *allocator;
  GestaOutput *output;
  GestaNetworkColumns nodes;
  GestaNetworkColumns edges;
  size_t *index;        ///< [nodes.table->row_count] rows by their node
  GestaTextBuffer text; ///< not yet written
} GestaNetworkWriter;

/// The cell of a row; NULL if it is unbound or there is no such column.
const GestaTerm *
gesta_network_cell(const GestaNetworkColumns *columns, size_t row, int column);
const GestaTerm *
gesta_network_part(const GestaNetworkColumns *columns, size_t row,
                   GestaNetworkRole role);

/// The row of the node at an end of an edge.
///
/// needs  an edge whose ends are nodes
size_t
gesta_network_end(const GestaNetworkWriter *writer, size_t edge,
                  GestaNetworkRole role);

/// Append what stands between quotes in XML: an IRI, a text, "_:" and a label.
GESTA_MUST_CHECK GestaStatus
gesta_network_xml(const GestaTerm *term, GestaTextBuffer *text);

/// Append text that is the same whatever the network.
GESTA_MUST_CHECK GestaStatus
gesta_network_append(GestaNetworkWriter *writer, const char *text);

/// Write what is there if it is much.  Call after every row.
GESTA_MUST_CHECK GestaStatus
gesta_network_flush(GestaNetworkWriter *writer);

GESTA_MUST_CHECK GestaStatus
gesta_dot_write(GestaNetworkWriter *writer);
GESTA_MUST_CHECK GestaStatus
gesta_graphml_write(GestaNetworkWriter *writer);
GESTA_MUST_CHECK GestaStatus
gesta_gexf_write(GestaNetworkWriter *writer);
GESTA_MUST_CHECK GestaStatus
gesta_edge_list_write(GestaNetworkWriter *writer);

#endif // GESTA_RESULTS_NETWORK_STATE_H
