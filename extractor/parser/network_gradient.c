// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/parser/network_gradient.h"

#include "extractor/model/matrix.h"

#include <assert.h>
#include <string.h>

enum {
  INPUT = GESTA_NETWORK_INPUT,
  STATE = GESTA_NETWORK_STATE,
  PAIR = GESTA_NETWORK_PAIR,
  GATES = GESTA_NETWORK_GATES,
  HIDDEN = GESTA_NETWORK_HIDDEN,
  VIEWS = GESTA_NETWORK_VIEWS,
  TAG_WIDTH = GESTA_NETWORK_TAG_WIDTH,
  VECTOR = GESTA_VECTOR_SIZE,
};

// Slopes of what a sentence was computed by.
typedef struct Slopes {
  float *views;     // [n][VIEWS]
  float *query;     // [n][HIDDEN]
  float *heads;     // [n + 1][HIDDEN]
  float *dependent; // [n][HIDDEN]
  float *joined;    // [n][HIDDEN]
  float *rows;      // [n + 1][HIDDEN]  the heads themselves, by rows
  float *output;    // [n][PAIR]
  float *below;     // [n][PAIR]
  float *gates;     // [n][GATES]
  float *before;    // [n][STATE]  outputs of the word before
} Slopes;

void
gesta_network_turn(GestaNetworkGradient *gradient)
{
  const GestaNetworkLayout *layout = gradient->layout;
  for (size_t p = 0; p < GESTA_NETWORK_PLACE; ++p) {
    const float *from = gradient->weights + layout->offset[p];
    float *to = gradient->turned + layout->offset[p];
    for (size_t i = 0; i < layout->rows[p]; ++i) {
      for (size_t j = 0; j < layout->columns[p]; ++j) {
        to[j * layout->rows[p] + i] = from[i * layout->columns[p] + j];
      }
    }
  }
}

static GestaStatus
allocate_slopes(Slopes *slopes, size_t n, GestaArena *arena)
{
  const struct {
    float **place;
    size_t width;
  } arrays[] = {
    {&slopes->views, VIEWS},   {&slopes->query, HIDDEN},
    {&slopes->heads, HIDDEN},  {&slopes->dependent, HIDDEN},
    {&slopes->joined, HIDDEN}, {&slopes->rows, HIDDEN},
    {&slopes->output, PAIR},   {&slopes->below, PAIR},
    {&slopes->gates, GATES},   {&slopes->before, STATE},
  };
  for (size_t i = 0; i < sizeof arrays / sizeof arrays[0]; ++i) {
    *arrays[i].place = gesta_arena_allocate(arena, n + 1,
                                            arrays[i].width * sizeof(float));
    if (!*arrays[i].place) {
      return GESTA_ERR_MEMORY;
    }
  }
  return GESTA_OK;
}

static float *
sums_of(const GestaNetworkGradient *gradient, size_t part)
{
  return gradient->sums + gradient->layout->offset[part];
}

static const float *
turned_of(const GestaNetworkGradient *gradient, size_t part)
{
  return gradient->turned + gradient->layout->offset[part];
}

static void
add_rows(float *sum, const float *rows, size_t count, size_t width)
{
  for (size_t i = 0; i < count; ++i) {
    for (size_t j = 0; j < width; ++j) {
      sum[j] += rows[i * width + j];
    }
  }
}

// From the scores of arcs to the views of dependents and heads.
static void
return_from_arcs(GestaNetworkGradient *gradient, const GestaNetworkState *state,
                 const GestaNetworkWord *words, Slopes *slopes)
{
  const size_t n = state->word_count;
  float *place = sums_of(gradient, GESTA_NETWORK_PLACE);
  for (size_t i = 0; i < n; ++i) {
    for (size_t h = 0; h <= n; ++h) {
      place[gesta_network_place(words, i + 1, h)] +=
        state->arcs[i * state->width + h];
    }
  }
  for (size_t h = 0; h <= n; ++h) {
    for (size_t k = 0; k < HIDDEN; ++k) {
      slopes->rows[h * HIDDEN + k] = state->heads[k * state->width + h];
    }
  }
  gesta_matrix_add_product(slopes->query,
                           (GestaMatrix){state->arcs, state->width, 1},
                           slopes->rows, n, n + 1, HIDDEN);
  gesta_matrix_add_product(slopes->heads,
                           (GestaMatrix){state->arcs, 1, state->width},
                           state->query, n + 1, n, HIDDEN);
  gesta_matrix_add_product(
    sums_of(gradient, GESTA_NETWORK_ARC),
    (GestaMatrix){state->views + GESTA_VIEW_DEPENDENT, 1, VIEWS}, slopes->query,
    HIDDEN, n, HIDDEN);
  add_rows(sums_of(gradient, GESTA_NETWORK_ARC_BIAS), slopes->query, n, HIDDEN);
  gesta_matrix_add_product(
    slopes->dependent, (GestaMatrix){slopes->query, HIDDEN, 1},
    turned_of(gradient, GESTA_NETWORK_ARC), n, HIDDEN, HIDDEN);
  add_rows(sums_of(gradient, GESTA_NETWORK_ROOT), slopes->heads, 1, HIDDEN);
  for (size_t i = 0; i < n; ++i) {
    float *row = slopes->views + i * VIEWS;
    memcpy(row + GESTA_VIEW_DEPENDENT, slopes->dependent + i * HIDDEN,
           HIDDEN * sizeof *row);
    memcpy(row + GESTA_VIEW_HEAD, slopes->heads + (i + 1) * HIDDEN,
           HIDDEN * sizeof *row);
  }
}

// From the scores of relations to the views of governed and governors.
static void
return_from_relations(GestaNetworkGradient *gradient,
                      const GestaNetworkState *state, const uint32_t *heads,
                      Slopes *slopes)
{
  const size_t n = state->word_count;
  const size_t width = gradient->layout->relation_width;
  gesta_matrix_add_product(sums_of(gradient, GESTA_NETWORK_RELATION),
                           (GestaMatrix){state->joined, 1, HIDDEN},
                           state->relations, HIDDEN, n, width);
  add_rows(sums_of(gradient, GESTA_NETWORK_RELATION_BIAS), state->relations, n,
           width);
  gesta_matrix_add_product(
    slopes->joined, (GestaMatrix){state->relations, width, 1},
    turned_of(gradient, GESTA_NETWORK_RELATION), n, width, HIDDEN);
  float *root = sums_of(gradient, GESTA_NETWORK_ROOT) + HIDDEN;
  for (size_t i = 0; i < n; ++i) {
    const float *slope = slopes->joined + i * HIDDEN;
    float *own = slopes->views + i * VIEWS + GESTA_VIEW_GOVERNED;
    float *head = heads[i + 1] == 0
                    ? root
                    : slopes->views + (heads[i + 1] - 1) * (size_t)VIEWS
                        + GESTA_VIEW_GOVERNOR;
    for (size_t j = 0; j < HIDDEN; ++j) {
      const float value = state->joined[i * HIDDEN + j] > 0.0F ? slope[j]
                                                               : 0.0F;
      own[j] += value;
      head[j] += value;
    }
  }
}

// From the views to the last layer's output.
static void
return_from_views(GestaNetworkGradient *gradient,
                  const GestaNetworkState *state,
                  const GestaNetworkDropout *dropout, Slopes *slopes)
{
  const size_t n = state->word_count;
  const float *kept = dropout->kept[GESTA_NETWORK_LAYERS - 1];
  for (size_t i = 0; i < n; ++i) {
    float *row = slopes->views + i * VIEWS;
    const float *value = state->views + i * VIEWS;
    const float *factor = dropout->views + i * (size_t)2 * HIDDEN;
    for (size_t j = 0; j < (size_t)2 * HIDDEN; ++j) {
      row[j] = value[j] > 0.0F ? row[j] * factor[j] : 0.0F;
    }
  }
  gesta_matrix_add_product(sums_of(gradient, GESTA_NETWORK_PROJECT),
                           (GestaMatrix){kept, 1, PAIR}, slopes->views, PAIR, n,
                           VIEWS);
  add_rows(sums_of(gradient, GESTA_NETWORK_PROJECT_BIAS), slopes->views, n,
           VIEWS);
  gesta_matrix_add_product(
    slopes->output, (GestaMatrix){slopes->views, VIEWS, 1},
    turned_of(gradient, GESTA_NETWORK_PROJECT), n, VIEWS, PAIR);
}

// From the scores of tags to the last layer's output.
static void
return_from_tags(GestaNetworkGradient *gradient, const GestaNetworkState *state,
                 const GestaNetworkDropout *dropout, Slopes *slopes)
{
  const size_t n = state->word_count;
  const float *kept = dropout->kept[GESTA_NETWORK_LAYERS - 1];
  gesta_matrix_add_product(sums_of(gradient, GESTA_NETWORK_TAG),
                           (GestaMatrix){kept, 1, PAIR}, state->tags, PAIR, n,
                           TAG_WIDTH);
  add_rows(sums_of(gradient, GESTA_NETWORK_TAG_BIAS), state->tags, n,
           TAG_WIDTH);
  gesta_matrix_add_product(
    slopes->output, (GestaMatrix){state->tags, TAG_WIDTH, 1},
    turned_of(gradient, GESTA_NETWORK_TAG), n, TAG_WIDTH, PAIR);
}

// Back along one direction of a layer: the slopes of its gates.
static void
return_along(const GestaNetworkState *state, size_t layer, size_t direction,
             const float *turned_own, Slopes *slopes)
{
  const size_t n = state->word_count;
  float of_cell[STATE] = {0};
  float of_output[STATE] = {0};
  for (size_t step = n; step-- > 0;) {
    const size_t t = direction == 0 ? step : n - 1 - step;
    const size_t before = direction == 0 ? t - 1 : t + 1; // if step > 0
    const float *gates = state->gates[layer][direction] + t * GATES;
    const float *bounded = state->bounded[layer][direction] + t * STATE;
    const float *cell_before = step > 0 ? state->cells[layer][direction]
                                            + before * STATE
                                        : NULL;
    const float *slope = slopes->output + t * PAIR + direction * STATE;
    float *of_gates = slopes->gates + t * GATES;
    for (size_t j = 0; j < STATE; ++j) {
      const float forget = gates[j];
      const float gate = gates[STATE + j];
      const float fresh = gates[2 * STATE + j];
      const float old = cell_before ? cell_before[j] : 0.0F;
      const float out = slope[j] + of_output[j];
      const float cell = of_cell[j]
                         + out * gate * (1.0F - bounded[j] * bounded[j]);
      of_gates[j] = cell * (old - fresh) * forget * (1.0F - forget);
      of_gates[STATE + j] = out * bounded[j] * gate * (1.0F - gate);
      of_gates[2 * STATE + j] = cell * (1.0F - forget) * (1.0F - fresh * fresh);
      of_cell[j] = cell * forget;
      of_output[j] = 0.0F;
    }
    float *copy = slopes->before + t * STATE;
    if (step > 0) {
      gesta_matrix_add_product(of_output, (GestaMatrix){of_gates, 0, 1},
                               turned_own, 1, GATES, STATE);
      memcpy(copy, state->output[layer] + before * PAIR + direction * STATE,
             STATE * sizeof *copy);
    } else {
      memset(copy, 0, STATE * sizeof *copy);
    }
  }
}

// From a layer's output to its input.
static void
return_from_layer(GestaNetworkGradient *gradient,
                  const GestaNetworkState *state, size_t layer,
                  const float *input, Slopes *slopes, float *of_input)
{
  const size_t n = state->word_count;
  for (size_t d = 0; d < 2; ++d) {
    const size_t in = gesta_network_layer_part(layer, d, 0);
    const size_t own = gesta_network_layer_part(layer, d, 1);
    const size_t bias = gesta_network_layer_part(layer, d, 2);
    const size_t width = gradient->layout->rows[in];
    return_along(state, layer, d, turned_of(gradient, own), slopes);
    gesta_matrix_add_product(sums_of(gradient, own),
                             (GestaMatrix){slopes->before, 1, STATE},
                             slopes->gates, STATE, n, GATES);
    gesta_matrix_add_product(sums_of(gradient, in),
                             (GestaMatrix){input, 1, width}, slopes->gates,
                             width, n, GATES);
    add_rows(sums_of(gradient, bias), slopes->gates, n, GATES);
    gesta_matrix_add_product(of_input, (GestaMatrix){slopes->gates, GATES, 1},
                             turned_of(gradient, in), n, GATES, width);
  }
}

static void
drop_slopes(float *slopes, const float *factors, size_t n)
{
  for (size_t i = 0; i < n; ++i) {
    for (size_t j = 0; j < PAIR; ++j) {
      slopes[i * PAIR + j] *= factors[j];
    }
  }
}

GestaStatus
gesta_network_add_gradient(GestaNetworkGradient *gradient,
                           const GestaNetworkState *state,
                           const GestaNetworkDropout *dropout,
                           const GestaNetworkWord *words, const uint32_t *heads,
                           GestaArena *arena, float *of_input)
{
  const size_t n = state->word_count;
  Slopes slopes;
  const GestaStatus status = allocate_slopes(&slopes, n, arena);
  if (status) {
    return status;
  }
  return_from_arcs(gradient, state, words, &slopes);
  return_from_relations(gradient, state, heads, &slopes);
  return_from_views(gradient, state, dropout, &slopes);
  return_from_tags(gradient, state, dropout, &slopes);
  drop_slopes(slopes.output, dropout->layer[1], n);
  return_from_layer(gradient, state, 1, dropout->kept[0], &slopes,
                    slopes.below);
  drop_slopes(slopes.below, dropout->layer[0], n);
  memcpy(slopes.output, slopes.below, n * PAIR * sizeof(float));
  memset(of_input, 0, n * INPUT * sizeof(float));
  return_from_layer(gradient, state, 0, state->input, &slopes, of_input);
  for (size_t i = 0; i < n * INPUT; ++i) {
    of_input[i] *= dropout->input[i];
  }
  gesta_matrix_add_product(sums_of(gradient, GESTA_NETWORK_VECTOR),
                           (GestaMatrix){state->vectors, 1, VECTOR}, of_input,
                           VECTOR, n, INPUT);
  return GESTA_OK;
}
