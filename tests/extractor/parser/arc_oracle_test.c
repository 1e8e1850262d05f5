// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/parser/arc_oracle.h"

#include "extractor/model/training_options.h"
#include "tests/support/cmocka_support.h"

#include <string.h>

enum { WORDS = 6, ROUNDS = 60 };

// NOLINTBEGIN(misc-no-recursion): to the few moves of six words

// The most true arcs that any sequence of moves from here can reach.
static unsigned
best_reachable(const GestaConfiguration *configuration, const uint32_t *heads)
{
  if (gesta_configuration_done(configuration)) {
    unsigned right = 0;
    for (uint32_t i = 1; i <= configuration->word_count; ++i) {
      right += configuration->nodes[i].head == heads[i];
    }
    return right;
  }
  unsigned best = 0;
  for (size_t m = 0; m < GESTA_MOVE_COUNT; ++m) {
    if (!gesta_configuration_allows(configuration, (GestaMove)m)) {
      continue;
    }
    GestaNode nodes[WORDS + 2];
    uint32_t stack[WORDS + 2];
    memcpy(nodes, configuration->nodes, sizeof nodes);
    memcpy(stack, configuration->stack, sizeof stack);
    GestaConfiguration next = *configuration;
    next.nodes = nodes;
    next.stack = stack;
    gesta_configuration_make(&next, (GestaMove)m, 0, false);
    const unsigned right = best_reachable(&next, heads);
    best = right > best ? right : best;
  }
  return best;
}

// NOLINTEND(misc-no-recursion)

// A random projective tree: what random moves build.
static void
draw_tree(uint64_t *random, uint32_t *heads)
{
  GestaArena arena;
  gesta_arena_init(&arena, gesta_default_allocator());
  GestaConfiguration configuration;
  assert_int_equal(gesta_configuration_init(&configuration, WORDS, &arena),
                   GESTA_OK);
  while (!gesta_configuration_done(&configuration)) {
    const GestaMove move = (GestaMove)(gesta_random_next(random)
                                       % GESTA_MOVE_COUNT);
    if (gesta_configuration_allows(&configuration, move)) {
      gesta_configuration_make(&configuration, move, 0, false);
    }
  }
  for (uint32_t i = 1; i <= WORDS; ++i) {
    heads[i] = configuration.nodes[i].head;
  }
  gesta_arena_clear(&arena);
}

static void
the_cost_is_what_the_best_continuation_loses(void **state)
{
  (void)state;
  uint64_t random = 7;
  for (size_t round = 0; round < ROUNDS; ++round) {
    uint32_t heads[WORDS + 1] = {0};
    draw_tree(&random, heads);
    GestaArena arena;
    gesta_arena_init(&arena, gesta_default_allocator());
    GestaConfiguration configuration;
    assert_int_equal(gesta_configuration_init(&configuration, WORDS, &arena),
                     GESTA_OK);
    while (!gesta_configuration_done(&configuration)) {
      const GestaMove move = (GestaMove)(gesta_random_next(&random)
                                         % GESTA_MOVE_COUNT);
      if (!gesta_configuration_allows(&configuration, move)) {
        continue;
      }
      const unsigned before = best_reachable(&configuration, heads);
      const unsigned cost = gesta_arc_cost(&configuration, heads, move);
      gesta_configuration_make(&configuration, move, 0, false);
      const unsigned after = best_reachable(&configuration, heads);
      assert_int_equal(before - after, cost);
    }
    gesta_arena_clear(&arena);
  }
}

static void
the_true_tree_is_reached_by_moves_that_cost_nothing(void **state)
{
  (void)state;
  uint64_t random = 11;
  for (size_t round = 0; round < ROUNDS; ++round) {
    uint32_t heads[WORDS + 1] = {0};
    draw_tree(&random, heads);
    GestaArena arena;
    gesta_arena_init(&arena, gesta_default_allocator());
    GestaConfiguration configuration;
    assert_int_equal(gesta_configuration_init(&configuration, WORDS, &arena),
                     GESTA_OK);
    while (!gesta_configuration_done(&configuration)) {
      size_t m = 0;
      while (m < GESTA_MOVE_COUNT
             && (!gesta_configuration_allows(&configuration, (GestaMove)m)
                 || gesta_arc_cost(&configuration, heads, (GestaMove)m) > 0)) {
        ++m;
      }
      assert_true(m < GESTA_MOVE_COUNT);
      gesta_configuration_make(&configuration, (GestaMove)m, 0, false);
    }
    for (uint32_t i = 1; i <= WORDS; ++i) {
      assert_int_equal(configuration.nodes[i].head, heads[i]);
    }
    gesta_arena_clear(&arena);
  }
}

// Whatever the moves, the result is one tree with one root.
static void
random_moves_make_trees_with_one_root(void **state)
{
  (void)state;
  uint64_t random = 5;
  for (size_t round = 0; round < (size_t)20 * ROUNDS; ++round) {
    uint32_t heads[WORDS + 1] = {0};
    draw_tree(&random, heads);
    unsigned roots = 0;
    for (uint32_t i = 1; i <= WORDS; ++i) {
      roots += heads[i] == WORDS + 1;
      uint32_t at = i;
      for (unsigned steps = 0; at != WORDS + 1; ++steps) {
        assert_true(steps <= WORDS && at >= 1 && at <= WORDS);
        at = heads[at];
      }
    }
    assert_int_equal(roots, 1);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_cost_is_what_the_best_continuation_loses),
    cmocka_unit_test(the_true_tree_is_reached_by_moves_that_cost_nothing),
    cmocka_unit_test(random_moves_make_trees_with_one_root),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
