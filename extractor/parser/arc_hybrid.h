// SPDX-License-Identifier: GPL-3.0-or-later
/// @file arc_hybrid.h
/// The arc-hybrid transition system: a stack, a buffer, and the arcs so far.
///
/// The artificial root stands at the buffer's end, as word_count + 1.  It takes
/// its one dependent when that is all the stack holds, so that every sequence
/// of possible moves ends in a tree with one root.
///
/// source  Kuhlmann, Gómez-Rodríguez, Satta: Dynamic programming algorithms for
///         transition-based dependency parsers, ACL 2011

#ifndef GESTA_PARSER_ARC_HYBRID_H
#define GESTA_PARSER_ARC_HYBRID_H

#include "graph/base/arena.h"
#include "graph/base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum GestaMove {
  GESTA_MOVE_SHIFT, ///< push the buffer's front
  GESTA_MOVE_LEFT,  ///< the stack's top depends on the buffer's front
  GESTA_MOVE_RIGHT, ///< the stack's top depends on the word below it
  GESTA_MOVE_COUNT,
} GestaMove;

/// What is known of a word; index 0 is "no word".
typedef struct GestaNode {
  uint32_t head;
  uint32_t label;     ///< of the arc to its head
  uint32_t left[2];   ///< its outermost two dependents on either side,
  uint32_t right[2];  ///< outermost first; 0: none
  uint32_t case_word; ///< the last dependent that was a case or mark
  uint16_t left_count;
  uint16_t right_count;
  uint64_t left_labels; ///< one bit a label, modulo 64
  uint64_t right_labels;
} GestaNode;

typedef struct GestaConfiguration {
  GestaNode *nodes; ///< [word_count + 2]
  uint32_t *stack;  ///< [word_count + 2]
  size_t depth;
  uint32_t front; ///< the buffer's front; word_count + 1 is the root
  uint32_t word_count;
} GestaConfiguration;

/// Begin: nothing on the stack, all words in the buffer.
///
/// lends   the arrays, in `arena`
/// errors  GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_configuration_init(GestaConfiguration *configuration, size_t word_count,
                         GestaArena *arena);

/// The word at a depth of the stack (0: top); 0 if there is none.
static inline uint32_t
gesta_configuration_top(const GestaConfiguration *configuration, size_t depth)
{
  return depth < configuration->depth
           ? configuration->stack[configuration->depth - 1 - depth]
           : 0;
}

/// Whether only the root is left.
static inline bool
gesta_configuration_done(const GestaConfiguration *configuration)
{
  return configuration->front > configuration->word_count
         && configuration->depth == 0;
}

/// Whether the front is the artificial root.
static inline bool
gesta_configuration_at_root(const GestaConfiguration *configuration)
{
  return configuration->front > configuration->word_count;
}

/// Whether a move is possible.  Until the end there is always one.
bool
gesta_configuration_allows(const GestaConfiguration *configuration,
                           GestaMove move);

/// Make a move.
///
/// needs  that it is possible
void
gesta_configuration_make(GestaConfiguration *configuration, GestaMove move,
                         uint32_t label, bool is_case);

#endif // GESTA_PARSER_ARC_HYBRID_H
