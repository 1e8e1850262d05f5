// SPDX-License-Identifier: GPL-3.0-or-later
// 1. stack[0] < stack[1] < … < front: words are pushed in their order.
// 2. A word has a head exactly when it has left the stack.
// 3. The root gets one dependent: the last word of the stack.

#include "extractor/parser/arc_hybrid.h"

#include <assert.h>

GestaStatus
gesta_configuration_init(GestaConfiguration *configuration, size_t word_count,
                         GestaArena *arena)
{
  assert(configuration && word_count > 0 && word_count < UINT32_MAX - 2);
  GestaNode *nodes = gesta_arena_allocate(arena, word_count + 2, sizeof *nodes);
  uint32_t *stack = gesta_arena_allocate(arena, word_count + 2, sizeof *stack);
  if (!nodes || !stack) {
    return GESTA_ERR_MEMORY;
  }
  *configuration = (GestaConfiguration){.nodes = nodes,
                                        .stack = stack,
                                        .front = 1,
                                        .word_count = (uint32_t)word_count};
  return GESTA_OK;
}

bool
gesta_configuration_allows(const GestaConfiguration *configuration,
                           GestaMove move)
{
  const bool at_root = gesta_configuration_at_root(configuration);
  switch (move) {
  case GESTA_MOVE_SHIFT:
    return !at_root;
  case GESTA_MOVE_LEFT: // invariant 3
    return at_root ? configuration->depth == 1 : configuration->depth > 0;
  case GESTA_MOVE_RIGHT:
    return configuration->depth > 1;
  case GESTA_MOVE_COUNT:
    break;
  }
  return false;
}

static void
attach(GestaConfiguration *configuration, uint32_t head, uint32_t dependent,
       uint32_t label, bool is_case)
{
  GestaNode *parent = &configuration->nodes[head];
  GestaNode *child = &configuration->nodes[dependent];
  child->head = head;
  child->label = label;
  const uint64_t bit = UINT64_C(1) << (label % 64U);
  if (is_case) {
    parent->case_word = dependent;
  }
  if (dependent < head) {
    parent->left[1] = parent->left[0];
    parent->left[0] = dependent;
    parent->left_labels |= bit;
    ++parent->left_count;
  } else {
    parent->right[1] = parent->right[0];
    parent->right[0] = dependent;
    parent->right_labels |= bit;
    ++parent->right_count;
  }
}

void
gesta_configuration_make(GestaConfiguration *configuration, GestaMove move,
                         uint32_t label, bool is_case)
{
  assert(gesta_configuration_allows(configuration, move));
  uint32_t *stack = configuration->stack;
  switch (move) {
  case GESTA_MOVE_SHIFT:
    stack[configuration->depth++] = configuration->front++;
    break;
  case GESTA_MOVE_LEFT:
    --configuration->depth;
    attach(configuration, configuration->front, stack[configuration->depth],
           label, is_case);
    break;
  case GESTA_MOVE_RIGHT:
    --configuration->depth;
    attach(configuration, stack[configuration->depth - 1],
           stack[configuration->depth], label, is_case);
    break;
  case GESTA_MOVE_COUNT:
    break;
  }
}
