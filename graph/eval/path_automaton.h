// SPDX-License-Identifier: GPL-3.0-or-later
/// @file path_automaton.h
/// A property path as a finite automaton: which nodes it leads to, not how
/// often.  That is all that `*`, `+` and `?` ask of what is inside of them, and
/// a walk over pairs of a state and a node finds it in time that grows with the
/// graph times the path, however closures are nested.  Included by
/// graph/eval/*.c only.
///
/// source  K. Thompson, Programming Techniques: Regular expression search
///         algorithm, 1968; SPARQL 1.1 Query Language, section 18.4

#ifndef GESTA_EVAL_PATH_AUTOMATON_H
#define GESTA_EVAL_PATH_AUTOMATON_H

#include "graph/base/arena.h"
#include "graph/sparql/syntax.h"

/// A way from a state to another.
typedef struct GestaPathEdge {
  const GestaPath *path; ///< a link or a negated property set; NULL: no step
  bool forward;          ///< from subject to object
  size_t to;
  struct GestaPathEdge *next;
} GestaPathEdge;

typedef struct GestaPathState {
  GestaPathEdge *edges;
  GestaPathEdge **last; ///< where the next edge is linked
} GestaPathState;

typedef struct GestaPathAutomaton {
  GestaPathState *states; ///< [state_count]; the walk begins in states[0]
  size_t state_count;     ///< at most two a part of the path, and two
  size_t accept;          ///< a walk may end here; may be 0
} GestaPathAutomaton;

/// Make the automaton of a path, followed forward or from its end.
///
/// lends   *automaton is in the arena and has parts of `path`
/// errors  GESTA_ERR_TOO_LARGE (more than `depth` parts below one another),
///         GESTA_ERR_MEMORY
/// cost    O(parts)
GESTA_MUST_CHECK GestaStatus
gesta_path_automaton_make(const GestaPath *path, bool forward, size_t depth,
                          GestaArena *arena, GestaPathAutomaton *automaton);

#endif // GESTA_EVAL_PATH_AUTOMATON_H
