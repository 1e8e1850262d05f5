// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/parser/arc_oracle.h"

#include <assert.h>

// Dependents of `word` from the buffer: they can only come while it stays.
static unsigned
count_coming(const GestaConfiguration *configuration, const uint32_t *heads,
             uint32_t word)
{
  unsigned count = 0;
  for (uint32_t i = configuration->front; i <= configuration->word_count; ++i) {
    count += heads[i] == word;
  }
  return count;
}

static unsigned
cost_of_shift(const GestaConfiguration *configuration, const uint32_t *heads)
{
  const uint32_t front = configuration->front;
  const uint32_t root = configuration->word_count + 1;
  // The root takes what lies lowest on the stack, and nothing else.
  unsigned cost = heads[front] == root && configuration->depth > 0;
  for (size_t i = 0; i < configuration->depth; ++i) {
    const uint32_t word = configuration->stack[i];
    cost += heads[word] == front; // it could only come by a LEFT now
    cost += heads[front] == word && i + 1 < configuration->depth;
  }
  return cost;
}

unsigned
gesta_arc_cost(const GestaConfiguration *configuration, const uint32_t *heads,
               GestaMove move)
{
  assert(gesta_configuration_allows(configuration, move));
  if (move == GESTA_MOVE_SHIFT) {
    return cost_of_shift(configuration, heads);
  }
  const uint32_t top = gesta_configuration_top(configuration, 0);
  const uint32_t below = gesta_configuration_top(configuration, 1);
  const uint32_t head = heads[top];
  const uint32_t root = configuration->word_count + 1;
  bool lost_head = false;
  if (head == root && configuration->depth > 1) {
    lost_head = false; // it is lost already
  } else if (move == GESTA_MOVE_LEFT) {
    lost_head = head == below || head > configuration->front;
  } else {
    lost_head = head >= configuration->front;
  }
  return count_coming(configuration, heads, top) + (lost_head ? 1U : 0U);
}
