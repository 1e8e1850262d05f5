// SPDX-License-Identifier: GPL-3.0-or-later
// A state is a cell and its output, after the gates forget, output and new:
// cell = forget * before + (1 - forget) * new, output = gate * tanh(cell).

#include "extractor/parser/parse_network.h"

#include "extractor/model/matrix.h"
#include "extractor/tagger/tag_features.h"

#include <assert.h>
#include <math.h>
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

static_assert((int)PAIR == 2 * STATE && (int)GATES == 3 * STATE
                && (int)VIEWS == 4 * HIDDEN
                && (int)TAG_WIDTH >= (int)GESTA_UPOS_COUNT,
              "sizes fit");

static const float no_arc = -1e9F;

static void
add_part(GestaNetworkLayout *layout, size_t part, size_t rows, size_t columns)
{
  layout->rows[part] = rows;
  layout->columns[part] = columns;
  layout->offset[part] = layout->size;
  layout->size += gesta_matrix_width(rows * columns);
}

void
gesta_network_layout(size_t relation_count, GestaNetworkLayout *layout)
{
  *layout = (GestaNetworkLayout){
    .relation_width = gesta_matrix_width(relation_count)};
  for (size_t layer = 0; layer < GESTA_NETWORK_LAYERS; ++layer) {
    for (size_t d = 0; d < 2; ++d) {
      add_part(layout, gesta_network_layer_part(layer, d, 0),
               layer == 0 ? INPUT : PAIR, GATES);
      add_part(layout, gesta_network_layer_part(layer, d, 1), STATE, GATES);
      add_part(layout, gesta_network_layer_part(layer, d, 2), 1, GATES);
    }
  }
  add_part(layout, GESTA_NETWORK_PROJECT, PAIR, VIEWS);
  add_part(layout, GESTA_NETWORK_PROJECT_BIAS, 1, VIEWS);
  add_part(layout, GESTA_NETWORK_ROOT, 2, HIDDEN);
  add_part(layout, GESTA_NETWORK_ARC, HIDDEN, HIDDEN);
  add_part(layout, GESTA_NETWORK_ARC_BIAS, 1, HIDDEN);
  add_part(layout, GESTA_NETWORK_RELATION, HIDDEN, layout->relation_width);
  add_part(layout, GESTA_NETWORK_RELATION_BIAS, 1, layout->relation_width);
  add_part(layout, GESTA_NETWORK_TAG, PAIR, TAG_WIDTH);
  add_part(layout, GESTA_NETWORK_TAG_BIAS, 1, TAG_WIDTH);
  add_part(layout, GESTA_NETWORK_VECTOR, VECTOR, INPUT);
  add_part(
    layout, GESTA_NETWORK_PLACE,
    (size_t)GESTA_NETWORK_TAGS * GESTA_NETWORK_TAGS * GESTA_NETWORK_PLACES, 1);
}

static GestaFeatureKey
key_of(size_t feature, GestaFeatureKey value)
{
  return gesta_feature_mix(gesta_feature_mix(7000 + (uint64_t)feature, value),
                           1);
}

void
gesta_network_make_rare(GestaNetworkWord *word)
{
  static const GestaFeatureKey rare = 99; // any fixed number does
  word->keys[0] = key_of(0, rare);
  word->keys[1] = key_of(1, rare);
}

GestaStatus
gesta_network_words(const GestaSentence *sentence,
                    const GestaMorphology *lexicon, GestaArena *arena,
                    GestaNetworkWord **words)
{
  const size_t n = sentence->word_count;
  GestaTagContext context;
  GestaStatus status = gesta_tag_context_init(sentence, NULL, arena, &context);
  if (status) {
    return status;
  }
  GestaNetworkWord *made = gesta_arena_allocate(arena, n, sizeof *made);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  for (size_t i = 0; i < n; ++i) {
    const GestaWord *word = &sentence->words[i + 1];
    const GestaWordAtoms *atoms = &context.words[i + GESTA_WORD_MARGIN];
    const GestaFeatureKey tag = (GestaFeatureKey)word->upos;
    const GestaFeatureKey values[GESTA_NETWORK_FEATURES] = {
      atoms->word,
      gesta_feature_text(word->lemma),
      atoms->suffix[1],
      atoms->suffix[2],
      atoms->prefix[2],
      atoms->shape | (i == 0 ? 1024U : 0U),
      tag,
      gesta_feature_mix(gesta_feature_text(word->features), tag),
      gesta_feature_mix(atoms->suffix[1], tag),
    };
    made[i].upos = word->upos;
    made[i].vector = gesta_morphology_company(lexicon, atoms->lower).vector;
    for (size_t f = 0; f < GESTA_NETWORK_FEATURES; ++f) {
      made[i].keys[f] = key_of(f, values[f]);
    }
  }
  *words = made;
  return GESTA_OK;
}

// Distances of 1, 2, 3, 4, 5-6 and more, to the left and right; the root.
static size_t
place_class(size_t word, size_t head)
{
  if (head == 0) {
    return 0;
  }
  const size_t distance = head > word ? head - word : word - head;
  const size_t class_index = distance <= 4 ? distance : distance <= 6 ? 5 : 6;
  return head > word ? class_index + 6 : class_index;
}

size_t
gesta_network_place(const GestaNetworkWord *words, size_t word, size_t head)
{
  const size_t own = (size_t)words[word - 1].upos;
  const size_t other = head == 0 ? GESTA_NETWORK_TAGS - 1
                                 : (size_t)words[head - 1].upos;
  return (own * GESTA_NETWORK_TAGS + other) * GESTA_NETWORK_PLACES
         + place_class(word, head);
}

GestaStatus
gesta_network_state_init(GestaNetworkState *state,
                         const GestaNetworkLayout *layout, size_t word_count,
                         GestaArena *arena)
{
  assert(word_count > 0);
  GestaNetworkState made = {.word_count = word_count,
                            .width = gesta_matrix_width(word_count + 1)};
  const struct {
    float **place;
    size_t count;
  } arrays[] = {
    {&made.vectors, VECTOR},      {&made.tags, TAG_WIDTH},
    {&made.input, INPUT},         {&made.gates[0][0], GATES},
    {&made.gates[0][1], GATES},   {&made.gates[1][0], GATES},
    {&made.gates[1][1], GATES},   {&made.cells[0][0], STATE},
    {&made.cells[0][1], STATE},   {&made.cells[1][0], STATE},
    {&made.cells[1][1], STATE},   {&made.bounded[0][0], STATE},
    {&made.bounded[0][1], STATE}, {&made.bounded[1][0], STATE},
    {&made.bounded[1][1], STATE}, {&made.output[0], PAIR},
    {&made.output[1], PAIR},      {&made.views, VIEWS},
    {&made.query, HIDDEN},        {&made.arcs, made.width},
    {&made.joined, HIDDEN},       {&made.relations, layout->relation_width},
  };
  for (size_t i = 0; i < sizeof arrays / sizeof arrays[0]; ++i) {
    *arrays[i].place = gesta_arena_allocate(arena, word_count,
                                            arrays[i].count * sizeof(float));
    if (!*arrays[i].place) {
      return GESTA_ERR_MEMORY;
    }
  }
  made.heads = gesta_arena_allocate(arena, made.width, HIDDEN * sizeof(float));
  if (!made.heads) {
    return GESTA_ERR_MEMORY;
  }
  *state = made;
  return GESTA_OK;
}

// Begin every row of a product with the bias.
static void
fill_rows(float *rows, size_t count, const float *bias, size_t width)
{
  for (size_t i = 0; i < count; ++i) {
    memcpy(rows + i * width, bias, width * sizeof *rows);
  }
}

void
gesta_network_take_vectors(GestaNetworkState *state,
                           const GestaNetworkWord *words)
{
  for (size_t i = 0; i < state->word_count; ++i) {
    if (words[i].vector) {
      gesta_matrix_add_bytes(state->vectors + i * VECTOR, words[i].vector,
                             1.0F / 32.0F, VECTOR);
    }
  }
}

void
gesta_network_add_vectors(GestaNetworkState *state,
                          const GestaNetworkLayout *layout,
                          const float *weights)
{
  gesta_matrix_add_product(state->input,
                           (GestaMatrix){state->vectors, VECTOR, 1},
                           weights + layout->offset[GESTA_NETWORK_VECTOR],
                           state->word_count, VECTOR, INPUT);
}

// One word after the other, in one direction.
static void
run_direction(GestaNetworkState *state, size_t layer, size_t direction,
              const float *own)
{
  const size_t n = state->word_count;
  float *output = state->output[layer] + direction * STATE;
  const float *before = NULL;
  const float *cell_before = NULL;
  for (size_t step = 0; step < n; ++step) {
    const size_t t = direction == 0 ? step : n - 1 - step;
    float *gates = state->gates[layer][direction] + t * GATES;
    float *cell = state->cells[layer][direction] + t * STATE;
    float *bounded = state->bounded[layer][direction] + t * STATE;
    float *out = output + t * PAIR;
    if (before) {
      gesta_matrix_add_product(gates, (GestaMatrix){before, 0, 1}, own, 1,
                               STATE, GATES);
    }
    gesta_matrix_sigmoid(gates, (size_t)2 * STATE);
    gesta_matrix_tanh(gates + (size_t)2 * STATE, STATE);
    for (size_t j = 0; j < STATE; ++j) {
      const float forget = gates[j];
      const float kept = cell_before ? forget * cell_before[j] : 0.0F;
      cell[j] = kept + (1.0F - forget) * gates[2 * STATE + j];
      bounded[j] = cell[j];
    }
    gesta_matrix_tanh(bounded, STATE);
    for (size_t j = 0; j < STATE; ++j) {
      out[j] = gates[STATE + j] * bounded[j];
    }
    before = out;
    cell_before = cell;
  }
}

void
gesta_network_run_layer(GestaNetworkState *state,
                        const GestaNetworkLayout *layout, const float *weights,
                        size_t layer, const float *input)
{
  for (size_t d = 0; d < 2; ++d) {
    const GestaNetworkPart in = gesta_network_layer_part(layer, d, 0);
    const GestaNetworkPart own = gesta_network_layer_part(layer, d, 1);
    const GestaNetworkPart bias = gesta_network_layer_part(layer, d, 2);
    float *gates = state->gates[layer][d];
    fill_rows(gates, state->word_count, weights + layout->offset[bias], GATES);
    gesta_matrix_add_product(gates, (GestaMatrix){input, layout->rows[in], 1},
                             weights + layout->offset[in], state->word_count,
                             layout->rows[in], GATES);
    run_direction(state, layer, d, weights + layout->offset[own]);
  }
}

void
gesta_network_project(GestaNetworkState *state,
                      const GestaNetworkLayout *layout, const float *weights,
                      const float *output)
{
  const size_t n = state->word_count;
  fill_rows(state->views, n,
            weights + layout->offset[GESTA_NETWORK_PROJECT_BIAS], VIEWS);
  gesta_matrix_add_product(state->views, (GestaMatrix){output, PAIR, 1},
                           weights + layout->offset[GESTA_NETWORK_PROJECT], n,
                           PAIR, VIEWS);
  for (size_t i = 0; i < n; ++i) {
    float *row = state->views + i * VIEWS;
    for (size_t j = 0; j < (size_t)2 * HIDDEN; ++j) {
      row[j] = row[j] > 0.0F ? row[j] : 0.0F;
    }
  }
}

void
gesta_network_score_arcs(GestaNetworkState *state,
                         const GestaNetworkLayout *layout, const float *weights,
                         const GestaNetworkWord *words)
{
  const size_t n = state->word_count;
  const size_t width = state->width;
  const float *root = weights + layout->offset[GESTA_NETWORK_ROOT];
  const float *place = weights + layout->offset[GESTA_NETWORK_PLACE];
  fill_rows(state->query, n, weights + layout->offset[GESTA_NETWORK_ARC_BIAS],
            HIDDEN);
  gesta_matrix_add_product(
    state->query, (GestaMatrix){state->views + GESTA_VIEW_DEPENDENT, VIEWS, 1},
    weights + layout->offset[GESTA_NETWORK_ARC], n, HIDDEN, HIDDEN);
  for (size_t k = 0; k < HIDDEN; ++k) {
    state->heads[k * width] = root[k];
    for (size_t i = 0; i < n; ++i) {
      state->heads[k * width + i + 1] =
        state->views[i * VIEWS + GESTA_VIEW_HEAD + k];
    }
  }
  for (size_t i = 0; i < n; ++i) {
    float *row = state->arcs + i * width;
    for (size_t h = 0; h <= n; ++h) {
      row[h] = place[gesta_network_place(words, i + 1, h)];
    }
  }
  gesta_matrix_add_product(state->arcs, (GestaMatrix){state->query, HIDDEN, 1},
                           state->heads, n, HIDDEN, width);
  for (size_t i = 0; i < n; ++i) {
    state->arcs[i * width + i + 1] = no_arc;
  }
}

void
gesta_network_score_tags(GestaNetworkState *state,
                         const GestaNetworkLayout *layout, const float *weights,
                         const float *output)
{
  const size_t n = state->word_count;
  fill_rows(state->tags, n, weights + layout->offset[GESTA_NETWORK_TAG_BIAS],
            TAG_WIDTH);
  gesta_matrix_add_product(state->tags, (GestaMatrix){output, PAIR, 1},
                           weights + layout->offset[GESTA_NETWORK_TAG], n, PAIR,
                           TAG_WIDTH);
}

void
gesta_network_score_relations(GestaNetworkState *state,
                              const GestaNetworkLayout *layout,
                              const float *weights, const uint32_t *heads)
{
  const size_t n = state->word_count;
  const float *root = weights + layout->offset[GESTA_NETWORK_ROOT] + HIDDEN;
  for (size_t i = 0; i < n; ++i) {
    const float *own = state->views + i * VIEWS + GESTA_VIEW_GOVERNED;
    const float *head = heads[i + 1] == 0
                          ? root
                          : state->views + (heads[i + 1] - 1) * (size_t)VIEWS
                              + GESTA_VIEW_GOVERNOR;
    float *joined = state->joined + i * HIDDEN;
    for (size_t j = 0; j < HIDDEN; ++j) {
      const float sum = own[j] + head[j];
      joined[j] = sum > 0.0F ? sum : 0.0F;
    }
  }
  fill_rows(state->relations, n,
            weights + layout->offset[GESTA_NETWORK_RELATION_BIAS],
            layout->relation_width);
  gesta_matrix_add_product(state->relations,
                           (GestaMatrix){state->joined, HIDDEN, 1},
                           weights + layout->offset[GESTA_NETWORK_RELATION], n,
                           HIDDEN, layout->relation_width);
}
