// SPDX-License-Identifier: GPL-3.0-or-later
/// @file pattern.h
/// A triple pattern with its graph, ready to be asked of the store.  Included
/// by graph/eval/*.c only.

#ifndef GESTA_EVAL_PATTERN_H
#define GESTA_EVAL_PATTERN_H

#include "graph/eval/operator.h"

/// The positions of a quad.
enum { SUBJECT, PREDICATE, OBJECT, GRAPH, POSITION_COUNT };

typedef struct GestaPattern {
  GestaTermId constant[POSITION_COUNT];   ///< GESTA_NO_TERM: none
  GestaVariable variable[POSITION_COUNT]; ///< GESTA_NO_VARIABLE: none
  GestaGraphContext graph;
  GestaGraphScope scope;
  bool is_merged;          ///< equal triples of several graphs count once
  const GestaTermId *list; ///< graphs that count, or NULL
  size_t list_count;
  bool is_empty; ///< a constant is not in the store, or the graph not in the
                 ///< dataset
} GestaPattern;

/// Look the constants up.
///
/// errors  those of the store
GESTA_MUST_CHECK GestaStatus
gesta_pattern_init(GestaPattern *pattern, GestaEngine *engine,
                   const GestaTriple *triple, const GestaGraphContext *graph);

/// The ids to look for, given a row.
///
/// returns  false if nothing can match
bool
gesta_pattern_ids(const GestaPattern *pattern, const GestaRow *row,
                  GestaQuadIds *ids);

/// Whether a quad counts; `before` is the one before it, or NULL.
bool
gesta_pattern_accepts(const GestaPattern *pattern, const GestaQuadIds *quad,
                      const GestaQuadIds *before);

/// The number of quads that match the constants, cheaply; at least 0.
///
/// errors  those of the store
GESTA_MUST_CHECK GestaStatus
gesta_pattern_count(const GestaPattern *pattern, GestaTransaction *transaction,
                    uint64_t *count, bool *is_exact);

/// The number of solutions of the pattern alone, if that costs little.
///
/// returns  GESTA_OK, *count and whether it is exact
GESTA_MUST_CHECK GestaStatus
gesta_pattern_total(const GestaPattern *pattern, GestaTransaction *transaction,
                    uint64_t *count, bool *is_exact);

static inline GestaTermId
gesta_quad_id(const GestaQuadIds *quad, size_t position)
{
  const GestaTermId ids[] = {quad->subject, quad->predicate, quad->object,
                             quad->graph};
  return ids[position];
}

#endif // GESTA_EVAL_PATTERN_H
