// SPDX-License-Identifier: GPL-3.0-or-later
/// @file path_walk.h
/// Follow a property path from one node.  Included by graph/eval/*.c only.
///
/// source  SPARQL 1.1 Query Language, section 18.4

#ifndef GESTA_EVAL_PATH_WALK_H
#define GESTA_EVAL_PATH_WALK_H

#include "graph/eval/id_set.h"
#include "graph/eval/path_automaton.h"
#include "graph/eval/pattern.h"

/// The automaton of a closure that was met.
typedef struct GestaPathClosure {
  const GestaPath *path;
  bool forward;
  GestaPathAutomaton automaton;
  struct GestaPathClosure *next;
} GestaPathClosure;

typedef struct GestaPathWalk {
  GestaEngine *engine;
  GestaPattern pattern;        ///< of the graph
  GestaQuadCursor *cursors[8]; ///< by bound subject, predicate, object
  GestaPathClosure *closures;  ///< in the engine's arena
  size_t steps;                ///< since the last look at the clock
} GestaPathWalk;

/// errors  those of the store
GESTA_MUST_CHECK GestaStatus
gesta_path_walk_init(GestaPathWalk *walk, GestaEngine *engine,
                     const GestaGraphContext *graph);

void
gesta_path_walk_clear(GestaPathWalk *walk);

/// Append the nodes at the other end of a path, as often as the specification
/// counts them.
///
/// `target`: the walk of a path without repetitions may end where it reaches
/// this node; GESTA_NO_TERM: it may not.
///
/// errors  GESTA_ERR_TOO_LARGE (a path nested too deeply), GESTA_ERR_CANCELLED,
///         GESTA_ERR_MEMORY and those of the store
GESTA_MUST_CHECK GestaStatus
gesta_path_walk(GestaPathWalk *walk, const GestaPath *path, GestaTermId from,
                bool forward, GestaTermId target, GestaIdList *ends);

/// Whether a term is a node of the graph.
GESTA_MUST_CHECK GestaStatus
gesta_path_walk_is_node(GestaPathWalk *walk, GestaTermId id, bool *is_node);

/// All nodes of the graph: its subjects and objects.
GESTA_MUST_CHECK GestaStatus
gesta_path_walk_nodes(GestaPathWalk *walk, GestaIdSet *nodes);

#endif // GESTA_EVAL_PATH_WALK_H
