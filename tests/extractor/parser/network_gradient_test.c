// SPDX-License-Identifier: GPL-3.0-or-later
// The gradient is compared with what a small change of a weight does.
#include "extractor/parser/network_gradient.h"

#include "extractor/model/training_options.h"
#include "tests/support/cmocka_support.h"

#include <math.h>
#include <string.h>

enum { WORDS = 5, RELATIONS = 6, PROBES = 12 };

typedef struct Fixture {
  GestaArena arena;
  GestaArena scratch;
  GestaNetworkLayout layout;
  float *weights;
  GestaNetworkWord words[WORDS];
  uint32_t heads[WORDS + 1];
  uint32_t labels[WORDS];
  float input[WORDS * GESTA_NETWORK_INPUT];
  int8_t vectors[WORDS][GESTA_VECTOR_SIZE];
  GestaNetworkState state;
  GestaNetworkDropout dropout;
  uint64_t random;
} Fixture;

static float
next_number(Fixture *fixture)
{
  return (float)(gesta_random_next(&fixture->random) % 2001) / 1000.0F - 1.0F;
}

static void
set_up(Fixture *fixture)
{
  static const uint32_t heads[WORDS + 1] = {0, 2, 0, 5, 3, 2};
  memset(fixture, 0, sizeof *fixture);
  fixture->random = 11;
  gesta_arena_init(&fixture->arena, gesta_default_allocator());
  gesta_arena_init(&fixture->scratch, gesta_default_allocator());
  gesta_network_layout(RELATIONS, &fixture->layout);
  fixture->weights = gesta_arena_allocate(&fixture->arena, fixture->layout.size,
                                          sizeof *fixture->weights);
  assert_non_null(fixture->weights);
  for (size_t i = 0; i < fixture->layout.size; ++i) {
    fixture->weights[i] = next_number(fixture) * 0.2F;
  }
  memcpy(fixture->heads, heads, sizeof heads);
  for (size_t i = 0; i < WORDS; ++i) {
    fixture->words[i].upos = (GestaUpos)(1 + i);
    fixture->labels[i] = (uint32_t)(i % RELATIONS);
    for (size_t j = 0; j < GESTA_VECTOR_SIZE; ++j) {
      fixture->vectors[i][j] = (int8_t)(next_number(fixture) * 60.0F);
    }
    fixture->words[i].vector = i == 1 ? NULL : fixture->vectors[i];
  }
  for (size_t i = 0; i < sizeof fixture->input / sizeof(float); ++i) {
    fixture->input[i] = next_number(fixture);
  }
}

static void
tear_down(Fixture *fixture)
{
  gesta_arena_clear(&fixture->arena);
  gesta_arena_clear(&fixture->scratch);
}

static double
take_slopes(float *scores, size_t count, size_t width, size_t gold)
{
  double sum = 0.0;
  for (size_t i = 0; i < count; ++i) {
    sum += exp((double)scores[i]);
  }
  const double loss = log(sum) - (double)scores[gold];
  for (size_t i = 0; i < width; ++i) {
    scores[i] = i < count ? (float)(exp((double)scores[i]) / sum) : 0.0F;
  }
  scores[gold] -= 1.0F;
  return loss;
}

// The loss, leaving its slopes in state->arcs, relations and tags.
static double
run(Fixture *fixture)
{
  GestaNetworkState *state = &fixture->state;
  GestaNetworkDropout *dropout = &fixture->dropout;
  gesta_arena_reset(&fixture->scratch);
  assert_int_equal(
    gesta_network_state_init(state, &fixture->layout, WORDS, &fixture->scratch),
    GESTA_OK);
  memcpy(state->input, fixture->input, sizeof fixture->input);
  gesta_network_take_vectors(state, fixture->words);
  gesta_network_add_vectors(state, &fixture->layout, fixture->weights);
  const float *input = state->input;
  for (size_t layer = 0; layer < GESTA_NETWORK_LAYERS; ++layer) {
    gesta_network_run_layer(state, &fixture->layout, fixture->weights, layer,
                            input);
    dropout->kept[layer] = state->output[layer];
    input = state->output[layer];
  }
  gesta_network_score_tags(state, &fixture->layout, fixture->weights, input);
  gesta_network_project(state, &fixture->layout, fixture->weights, input);
  gesta_network_score_arcs(state, &fixture->layout, fixture->weights,
                           fixture->words);
  gesta_network_score_relations(state, &fixture->layout, fixture->weights,
                                fixture->heads);
  double loss = 0.0;
  for (size_t i = 0; i < WORDS; ++i) {
    loss += take_slopes(state->arcs + i * state->width, WORDS + 1, state->width,
                        fixture->heads[i + 1]);
    loss += take_slopes(state->relations + i * fixture->layout.relation_width,
                        RELATIONS, fixture->layout.relation_width,
                        fixture->labels[i]);
    loss += take_slopes(state->tags + i * (size_t)GESTA_NETWORK_TAG_WIDTH,
                        GESTA_UPOS_COUNT, GESTA_NETWORK_TAG_WIDTH, 1 + i);
  }
  return loss;
}

// Factors of 1: nothing is dropped.
static void
drop_nothing(Fixture *fixture)
{
  GestaNetworkDropout *dropout = &fixture->dropout;
  const size_t count = (size_t)WORDS * GESTA_NETWORK_VIEWS;
  float *ones = gesta_arena_allocate(&fixture->arena, count, sizeof *ones);
  assert_non_null(ones);
  for (size_t i = 0; i < count; ++i) {
    ones[i] = 1.0F;
  }
  dropout->input = ones;
  dropout->views = ones;
  for (size_t layer = 0; layer < GESTA_NETWORK_LAYERS; ++layer) {
    dropout->layer[layer] = ones;
  }
}

static void
assert_slope(Fixture *fixture, float *number, float slope)
{
  const float step = 0.004F;
  const float kept = *number;
  *number = kept + step;
  const double above = run(fixture);
  *number = kept - step;
  const double below = run(fixture);
  *number = kept;
  const double measured = (above - below) / (2.0 * (double)step);
  const double gap = fabs(measured - (double)slope);
  if (gap > 0.02 + 0.05 * fabs(measured)) {
    fail_msg("the slope is %g, not %g", measured, (double)slope);
  }
}

static void
slopes_are_those_of_small_changes(void **state)
{
  (void)state;
  static Fixture fixture;
  set_up(&fixture);
  drop_nothing(&fixture);
  GestaNetworkGradient gradient = {.layout = &fixture.layout,
                                   .weights = fixture.weights};
  gradient.turned = gesta_arena_allocate(&fixture.arena, fixture.layout.size,
                                         sizeof(float));
  gradient.sums = gesta_arena_allocate(&fixture.arena, fixture.layout.size,
                                       sizeof(float));
  assert_true(gradient.turned && gradient.sums);
  gesta_network_turn(&gradient);
  (void)run(&fixture);
  float slopes[WORDS * GESTA_NETWORK_INPUT];
  assert_int_equal(gesta_network_add_gradient(
                     &gradient, &fixture.state, &fixture.dropout, fixture.words,
                     fixture.heads, &fixture.scratch, slopes),
                   GESTA_OK);
  for (size_t p = 0; p < GESTA_NETWORK_PART_COUNT; ++p) {
    const size_t count = fixture.layout.rows[p] * fixture.layout.columns[p];
    for (size_t probe = 0; probe < PROBES; ++probe) {
      size_t at = (size_t)(gesta_random_next(&fixture.random) % count);
      if (p == GESTA_NETWORK_PLACE) { // most places do not occur
        at = gesta_network_place(fixture.words, 1 + probe % WORDS,
                                 fixture.heads[1 + probe % WORDS]);
      }
      at += fixture.layout.offset[p];
      assert_slope(&fixture, &fixture.weights[at], gradient.sums[at]);
    }
  }
  for (size_t probe = 0; probe < PROBES; ++probe) {
    const size_t at = (size_t)(gesta_random_next(&fixture.random)
                               % (sizeof slopes / sizeof slopes[0]));
    assert_slope(&fixture, &fixture.input[at], slopes[at]);
  }
  tear_down(&fixture);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(slopes_are_those_of_small_changes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
