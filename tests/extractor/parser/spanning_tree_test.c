// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/parser/spanning_tree.h"

#include "extractor/model/training_options.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

#include <stdbool.h>

enum { MOST = 6, WIDTH = 8 };

static uint64_t seed = 5;

static void
fill_scores(float *scores, size_t n, size_t width)
{
  for (size_t i = 0; i < n * width; ++i) {
    scores[i] = (float)(gesta_random_next(&seed) % 1000) / 10.0F;
  }
}

// One word below the root, and every word reaches it.
static bool
is_tree(const uint32_t *heads, size_t n)
{
  size_t roots = 0;
  for (size_t i = 1; i <= n; ++i) {
    size_t node = i;
    for (size_t steps = 0; node != 0; ++steps) {
      if (steps > n) {
        return false;
      }
      node = heads[node];
    }
    roots += heads[i] == 0;
  }
  return roots == 1;
}

static double
sum_of(const float *scores, const uint32_t *heads, size_t n, size_t width)
{
  double sum = 0.0;
  for (size_t i = 0; i < n; ++i) {
    sum += (double)scores[i * width + heads[i + 1]];
  }
  return sum;
}

// The best sum over all trees: every choice of heads is tried.
static double
best_of_all(const float *scores, size_t n)
{
  double best = -1e9;
  uint32_t heads[MOST + 1] = {0};
  size_t choices = 1;
  for (size_t i = 0; i < n; ++i) {
    choices *= n + 1;
  }
  for (size_t choice = 0; choice < choices; ++choice) {
    size_t rest = choice;
    for (size_t i = 1; i <= n; ++i) {
      heads[i] = (uint32_t)(rest % (n + 1));
      rest /= n + 1;
    }
    if (is_tree(heads, n)) {
      const double sum = sum_of(scores, heads, n, WIDTH);
      best = sum > best ? sum : best;
    }
  }
  return best;
}

static void
no_tree_has_a_higher_score(void **state)
{
  (void)state;
  GestaArena arena;
  gesta_arena_init(&arena, gesta_default_allocator());
  for (size_t round = 0; round < 300; ++round) {
    const size_t n = 1 + round % (MOST - 1);
    float scores[MOST * WIDTH];
    uint32_t heads[MOST + 1];
    fill_scores(scores, n, WIDTH);
    gesta_arena_reset(&arena);
    assert_int_equal(gesta_spanning_tree(scores, n, WIDTH, &arena, heads),
                     GESTA_OK);
    assert_true(is_tree(heads, n));
    const double gap = best_of_all(scores, n) - sum_of(scores, heads, n, WIDTH);
    assert_true(gap < 0.001 && gap > -0.001);
  }
  gesta_arena_clear(&arena);
}

static void
a_long_sentence_of_many_cycles_gets_a_tree(void **state)
{
  (void)state;
  enum { LONG = 300, LONG_WIDTH = 304 };
  static float scores[LONG * LONG_WIDTH];
  uint32_t heads[LONG + 1];
  GestaArena arena;
  gesta_arena_init(&arena, gesta_default_allocator());
  fill_scores(scores, LONG, LONG_WIDTH);
  for (size_t i = 0; i < LONG; ++i) { // neighbours want each other
    scores[i * LONG_WIDTH + (i % 2 ? i : i + 2)] = 200.0F;
  }
  assert_int_equal(gesta_spanning_tree(scores, LONG, LONG_WIDTH, &arena, heads),
                   GESTA_OK);
  assert_true(is_tree(heads, LONG));
  gesta_arena_clear(&arena);
}

static void
refused_memory_is_reported(void **state)
{
  (void)state;
  // Two words that want each other: a cycle.
  float scores[2 * WIDTH] = {0};
  scores[2] = 9.0F;
  scores[WIDTH + 1] = 9.0F;
  uint32_t heads[3];
  GestaStatus status = GESTA_ERR_MEMORY;
  for (size_t granted = 0; status == GESTA_ERR_MEMORY; ++granted) {
    FailingAllocator allocator = failing_allocator(granted);
    GestaArena arena;
    gesta_arena_init(&arena, &allocator.base);
    status = gesta_spanning_tree(scores, 2, WIDTH, &arena, heads);
    gesta_arena_clear(&arena);
    assert_int_equal(allocator.live, 0);
    assert_true(granted < 20);
  }
  assert_int_equal(status, GESTA_OK);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(no_tree_has_a_higher_score),
    cmocka_unit_test(a_long_sentence_of_many_cycles_gets_a_tree),
    cmocka_unit_test(refused_memory_is_reported),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
