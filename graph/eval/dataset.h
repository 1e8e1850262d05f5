// SPDX-License-Identifier: GPL-3.0-or-later
/// @file dataset.h
/// The RDF dataset of a query: which graphs of the store its default graph and
/// its named graphs are.
///
/// source  SPARQL 1.1 Query Language, section 13

#ifndef GESTA_EVAL_DATASET_H
#define GESTA_EVAL_DATASET_H

#include "graph/base/arena.h"
#include "graph/sparql/syntax.h"
#include "graph/store/store.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum GestaDefaultGraph {
  GESTA_DEFAULT_UNION,  ///< all graphs of the store, merged
  GESTA_DEFAULT_STRICT, ///< the store's default graph
  GESTA_DEFAULT_LIST,   ///< the graphs of the list, merged
} GestaDefaultGraph;

typedef struct GestaDataset {
  GestaDefaultGraph kind;
  GestaTermId *defaults; ///< GESTA_DEFAULT_LIST: sorted ids, GESTA_NO_TERM is
                         ///< the store's default graph
  size_t default_count;
  bool has_named_list;
  GestaTermId *named; ///< sorted; without a list: every named graph
  size_t named_count;
} GestaDataset;

/// The dataset that FROM, FROM NAMED, USING or USING NAMED describe; `kind` is
/// what a query without such a clause sees.
///
/// lends   the lists, in the arena
/// errors  GESTA_ERR_MEMORY and those of the store
GESTA_MUST_CHECK GestaStatus
gesta_dataset_init(const GestaDatasetClause *clauses, GestaDefaultGraph kind,
                   GestaTransaction *transaction, GestaArena *arena,
                   GestaDataset *dataset);

/// Whether an id is in a sorted list.
bool
gesta_dataset_lists(const GestaTermId *ids, size_t count, GestaTermId id);

#endif // GESTA_EVAL_DATASET_H
