// SPDX-License-Identifier: GPL-3.0-or-later
/// @file quad_index.h
/// The nine sorted tables that hold the quads.  Included by graph/store/*.c
/// only.
///
/// threads  a change belongs to the thread of its transaction

#ifndef GESTA_STORE_QUAD_INDEX_H
#define GESTA_STORE_QUAD_INDEX_H

#include "graph/base/allocator.h"
#include "graph/base/status.h"
#include "graph/store/store.h"

#include <lmdb.h>

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Which quads a table holds, and whether the graph is last or first.
typedef enum GestaIndexFamily {
  GESTA_FAMILY_DEFAULT, ///< quads of the default graph: three ids
  GESTA_FAMILY_NAMED,   ///< quads of named graphs, the graph last
  GESTA_FAMILY_GRAPH,   ///< the same quads, the graph first
} GestaIndexFamily;

/// The order of the other three ids.
typedef enum GestaIndexOrder {
  GESTA_ORDER_SPO,
  GESTA_ORDER_POS,
  GESTA_ORDER_OSP,
} GestaIndexOrder;

enum {
  GESTA_FAMILY_COUNT = 3,
  GESTA_ORDER_COUNT = 3,
  GESTA_ID_SIZE = 4,                    ///< bytes of an id on disk
  GESTA_INDEX_SIZE = 4 * GESTA_ID_SIZE, ///< bytes of the longest entry
};

/// Ids on disk have 32 bits.
#define GESTA_MAX_TERM UINT64_C(0xffffffff)

typedef struct GestaQuadTables {
  MDB_dbi table[GESTA_FAMILY_COUNT][GESTA_ORDER_COUNT];
} GestaQuadTables;

/// A quad in memory: subject, predicate, object, graph.
typedef struct GestaPackedQuad {
  uint32_t id[4];
} GestaPackedQuad;

/// A quad of the store in memory.
static inline GestaPackedQuad
gesta_pack(const GestaQuadIds *quad)
{
  assert(quad->subject <= GESTA_MAX_TERM && quad->predicate <= GESTA_MAX_TERM
         && quad->object <= GESTA_MAX_TERM && quad->graph <= GESTA_MAX_TERM);
  return (GestaPackedQuad){{(uint32_t)quad->subject, (uint32_t)quad->predicate,
                            (uint32_t)quad->object, (uint32_t)quad->graph}};
}

struct GestaQuadRuns;

/// Open the tables.
///
/// needs  a transaction that may write if they are missing
GESTA_MUST_CHECK GestaStatus
gesta_quad_tables_open(MDB_txn *txn, GestaQuadTables *tables);

/// Look for a quad.
///
/// returns  GESTA_OK, or GESTA_NOT_FOUND
GESTA_MUST_CHECK GestaStatus
gesta_quad_index_has(const GestaQuadTables *tables, MDB_txn *txn,
                     const GestaPackedQuad *quad);

/// Add quads to one table only; those that it holds already are passed over.
///
/// needs  runs that were sorted for that table
/// cost   O(count) and one pass over the touched part of the table
GESTA_MUST_CHECK GestaStatus
gesta_quad_index_fill(const GestaQuadTables *tables, MDB_txn *txn,
                      GestaIndexFamily family, GestaIndexOrder order,
                      struct GestaQuadRuns *runs);

/// Remove a quad from one table only.
///
/// returns  GESTA_OK, or GESTA_NOT_FOUND
GESTA_MUST_CHECK GestaStatus
gesta_quad_index_remove(const GestaQuadTables *tables, MDB_txn *txn,
                        GestaIndexFamily family, GestaIndexOrder order,
                        const GestaPackedQuad *quad);

/// The first named graph after *graph that holds a quad.
///
/// returns  GESTA_OK and *graph, or GESTA_END
GESTA_MUST_CHECK GestaStatus
gesta_quad_index_next_graph(const GestaQuadTables *tables, MDB_txn *txn,
                            uint32_t *graph);

/// Compare two quads in an order of their first three ids.
int
gesta_packed_compare(GestaIndexOrder order, const GestaPackedQuad *a,
                     const GestaPackedQuad *b);

#endif // GESTA_STORE_QUAD_INDEX_H
