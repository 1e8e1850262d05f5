// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/parser/parser_training.h"

#include "extractor/model/adam.h"
#include "extractor/model/symbol_list.h"
#include "extractor/parser/network_gradient.h"
#include "extractor/parser/parse_network.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

enum {
  RARE_RELATION = 3, // relations of fewer words are not learnt
  BATCH = 12,        // sentences between two changes of the weights
  RARE_WORD = 2,     // spellings that are seen less often are all one
  CLASSES = 1 << GESTA_NETWORK_KNOWN_BITS,
  ROWS = GESTA_NETWORK_ROWS,
  INPUT = GESTA_NETWORK_INPUT,
  PAIR = GESTA_NETWORK_PAIR,
  VIEWS = GESTA_NETWORK_VIEWS,
  TAG_WIDTH = GESTA_NETWORK_TAG_WIDTH,
  VECTOR = GESTA_VECTOR_SIZE,
  DROPPED_VIEWS = 2 * GESTA_NETWORK_HIDDEN, // those of arcs
  ANY = UINT16_MAX,                         // no one relation is right
};

static const float first_rate = 0.002F; // it falls to 0, evenly
static const float tag_share = 0.5F;    // of tags in the loss
static const float drop_layer = 0.3F;
static const float drop_input = 0.2F;
static const float drop_feature = 0.1F;
static const float drop_rare = 0.25F; // of a word that is seen n times:
                                      // this / (this + n - 1)

// A sentence made ready.
typedef struct Example {
  GestaNetworkWord *words;    // [word_count]
  const GestaWord *truth;     // [word_count + 1]  with true tags
  uint32_t *heads;            // [word_count + 1]
  uint16_t *relations;        // [word_count + 1]; ANY: one that fits
  const GestaStringView *any; // [word_count + 1]  what it must fit
  uint32_t word_count;
} Example;

// The table of vectors.  Only rows that a batch has used are changed.
typedef struct Vectors {
  float *values; // [ROWS][INPUT]; so are sums, first and second
  float *sums;
  float *first;
  float *second;
  uint32_t *steps; // [ROWS]
  uint32_t *used;  // [used_count]
  bool *is_used;   // [ROWS]
  size_t used_count;
} Vectors;

typedef struct Training {
  GestaAllocator *allocator;
  GestaArena arena;
  GestaArena scratch;
  GestaSentenceSet sentences;
  GestaSentenceSet truth;
  GestaSentenceSet held_out;
  const GestaMorphology *lexicon;
  const GestaTrainingOptions *options;
  Example *examples; // [sentences.count]
  uint32_t *order;   // [sentences.count]
  uint32_t *counts;  // [CLASSES]  how often a word was seen
  GestaSymbolList relations;
  GestaNetworkLayout layout;
  GestaNetworkGradient gradient;
  float *weights;
  float *first;
  float *second;
  Vectors vectors;
  uint64_t random;
  uint32_t steps;
} Training;

static GestaStringView
base_of(GestaStringView relation)
{
  const char *colon = memchr(relation.data, ':', relation.size);
  return colon
           ? (GestaStringView){relation.data, (size_t)(colon - relation.data)}
           : relation;
}

static bool
has_star(GestaStringView relation)
{
  return relation.size > 2
         && !memcmp(relation.data + relation.size - 2, ":*", 2);
}

// Number the relations: root, dep, then those that are not too rare.
static GestaStatus
collect_relations(Training *training, GestaTextBuffer *part)
{
  GestaSymbolList found;
  gesta_symbol_list_init(&found, training->allocator);
  uint32_t symbol = 0;
  GestaStatus status = gesta_symbol_list_add(&training->relations,
                                             gesta_view("root"), &symbol);
  if (!status) {
    status = gesta_symbol_list_add(&training->relations, gesta_view("dep"),
                                   &symbol);
  }
  for (size_t s = 0; s < training->sentences.count && !status; ++s) {
    const GestaSentence *sentence = training->sentences.items[s];
    for (size_t i = 1; i <= sentence->word_count && !status; ++i) {
      if (!has_star(sentence->words[i].relation)) {
        status = gesta_symbol_list_add(&found, sentence->words[i].relation,
                                       &symbol);
      }
    }
  }
  for (size_t i = 0; i < found.count && !status; ++i) {
    if (found.uses[i] >= RARE_RELATION && training->relations.count < ANY) {
      status = gesta_symbol_list_add(&training->relations, found.names[i],
                                     &symbol);
    }
  }
  gesta_symbol_list_clear(&found);
  return status ? status : gesta_symbol_list_write(&training->relations, part);
}

static uint32_t *
count_of(const Training *training, const GestaNetworkWord *word)
{
  return &training->counts[gesta_network_word_class(word)];
}

static GestaStatus
prepare_example(Training *training, size_t index)
{
  const GestaSentence *sentence = training->sentences.items[index];
  const size_t n = sentence->word_count < GESTA_NETWORK_WORD_LIMIT
                     ? sentence->word_count
                     : 0; // one too long is not learnt
  GestaArena *arena = &training->arena;
  Example *example = &training->examples[index];
  example->word_count = (uint32_t)n;
  example->truth = training->truth.items[index]->words;
  example->heads = gesta_arena_allocate(arena, n + 1, sizeof(uint32_t));
  example->relations = gesta_arena_allocate(arena, n + 1, sizeof(uint16_t));
  GestaStringView *any = gesta_arena_allocate(arena, n + 1, sizeof *any);
  if (!example->heads || !example->relations || !any) {
    return GESTA_ERR_MEMORY;
  }
  example->any = any;
  for (size_t i = 1; i <= n; ++i) {
    const GestaWord *word = &sentence->words[i];
    uint32_t symbol = 0;
    const bool known = !has_star(word->relation)
                       && gesta_symbol_list_find(&training->relations,
                                                 word->relation, &symbol)
                            == GESTA_OK;
    example->heads[i] = word->head;
    example->relations[i] = known ? (uint16_t)symbol : ANY;
    any[i] = word->relation;
  }
  gesta_arena_reset(&training->scratch);
  GestaNetworkWord *words = NULL;
  const GestaStatus status = gesta_network_words(sentence, training->lexicon,
                                                 &training->scratch, &words);
  if (status) {
    return status;
  }
  example->words = gesta_arena_allocate(arena, n, sizeof *words);
  if (!example->words) {
    return GESTA_ERR_MEMORY;
  }
  for (size_t i = 0; i < n; ++i) {
    example->words[i] = words[i];
    ++*count_of(training, &words[i]);
  }
  return GESTA_OK;
}

static float
random_unit(Training *training)
{
  return (float)(gesta_random_next(&training->random) >> 40U) * 0x1p-24F;
}

static void
fill_factors(Training *training, float *factors, size_t count, float drop)
{
  const float kept = 1.0F / (1.0F - drop);
  for (size_t i = 0; i < count; ++i) {
    factors[i] = random_unit(training) < drop ? 0.0F : kept;
  }
}

// What is seen of a sentence this time.
typedef struct View {
  GestaNetworkWord *words; // [word_count]  some made rare
  bool *kept;              // [word_count][FEATURES]
} View;

// Whether a word is made a rare one, the more often the less it is seen, so
// that unknown words are no surprise.
static bool
is_hidden(Training *training, const GestaNetworkWord *word)
{
  const uint32_t count = *count_of(training, word);
  return count < RARE_WORD
         || random_unit(training)
              < drop_rare / (drop_rare + (float)count - 1.0F);
}

// Sum the vectors of a sentence's words.
static void
fill_input(Training *training, const Example *example, GestaNetworkState *state,
           View *view)
{
  gesta_network_take_vectors(state, example->words);
  for (size_t i = 0; i < example->word_count; ++i) {
    float *input = state->input + i * INPUT;
    GestaNetworkWord *word = &view->words[i];
    *word = example->words[i];
    if (is_hidden(training, word)) {
      gesta_network_make_rare(word);
    }
    if (random_unit(training) < drop_feature) {
      memset(state->vectors + i * VECTOR, 0, VECTOR * sizeof(float));
    }
    for (size_t f = 0; f < GESTA_NETWORK_FEATURES; ++f) {
      const bool keep = random_unit(training) >= drop_feature;
      view->kept[i * GESTA_NETWORK_FEATURES + f] = keep;
      for (size_t h = 0; keep && h < GESTA_NETWORK_HASHES; ++h) {
        const size_t row = gesta_network_row(word->keys[f], h);
        const float *vector = training->vectors.values + row * INPUT;
        for (size_t j = 0; j < INPUT; ++j) {
          input[j] += vector[j];
        }
      }
    }
  }
  gesta_network_add_vectors(state, &training->layout, training->weights);
}

// Hand the slopes of the input on to the vectors.
static void
add_to_vectors(Training *training, const Example *example, const float *slopes,
               const View *view)
{
  Vectors *vectors = &training->vectors;
  for (size_t i = 0; i < example->word_count; ++i) {
    for (size_t f = 0; f < GESTA_NETWORK_FEATURES; ++f) {
      for (size_t h = 0; view->kept[i * GESTA_NETWORK_FEATURES + f]
                         && h < GESTA_NETWORK_HASHES;
           ++h) {
        const size_t row = gesta_network_row(view->words[i].keys[f], h);
        if (!vectors->is_used[row]) {
          vectors->is_used[row] = true;
          vectors->used[vectors->used_count++] = (uint32_t)row;
        }
        float *sums = vectors->sums + row * INPUT;
        for (size_t j = 0; j < INPUT; ++j) {
          sums[j] += slopes[i * INPUT + j];
        }
      }
    }
  }
}

// Turn scores into probabilities.  Returns the most probable.
static size_t
normalize(float *scores, size_t count)
{
  size_t best = 0;
  for (size_t i = 1; i < count; ++i) {
    best = scores[i] > scores[best] ? i : best;
  }
  const float highest = scores[best];
  float sum = 0.0F;
  for (size_t i = 0; i < count; ++i) {
    scores[i] = expf(scores[i] - highest);
    sum += scores[i];
  }
  for (size_t i = 0; i < count; ++i) {
    scores[i] /= sum;
  }
  return best;
}

// The slopes of the loss by the scores of arcs.  Returns how many are right.
static size_t
compare_arcs(const Example *example, GestaNetworkState *state)
{
  size_t rights = 0;
  for (size_t i = 0; i < example->word_count; ++i) {
    float *row = state->arcs + i * state->width;
    const uint32_t gold = example->heads[i + 1];
    rights += normalize(row, example->word_count + 1) == gold;
    row[gold] -= 1.0F;
    for (size_t h = example->word_count + 1; h < state->width; ++h) {
      row[h] = 0.0F;
    }
  }
  return rights;
}

// Whether a relation does for one that has a star or is too rare.
static bool
fits_any(GestaStringView relation, GestaStringView wanted)
{
  return gesta_view_equal(base_of(relation), base_of(wanted))
         && (!has_star(wanted) || base_of(relation).size < relation.size);
}

static void
compare_relations(const Training *training, const Example *example,
                  GestaNetworkState *state)
{
  const size_t count = training->relations.count;
  const size_t width = training->layout.relation_width;
  for (size_t i = 0; i < example->word_count; ++i) {
    float *row = state->relations + i * width;
    (void)normalize(row, count);
    for (size_t r = count; r < width; ++r) {
      row[r] = 0.0F;
    }
    if (example->relations[i + 1] != ANY) {
      row[example->relations[i + 1]] -= 1.0F;
      continue;
    }
    float sum = 0.0F;
    for (size_t r = 0; r < count; ++r) {
      sum += fits_any(training->relations.names[r], example->any[i + 1])
               ? row[r]
               : 0.0F;
    }
    for (size_t r = 0; r < count; ++r) {
      if (sum <= 0.0F) { // nothing fits: nothing is learnt
        row[r] = 0.0F;
      } else if (fits_any(training->relations.names[r], example->any[i + 1])) {
        row[r] -= row[r] / sum;
      }
    }
  }
}

// The slopes of the loss by the scores of tags.
static void
compare_tags(const Example *example, GestaNetworkState *state)
{
  for (size_t i = 0; i < example->word_count; ++i) {
    float *row = state->tags + i * TAG_WIDTH;
    (void)normalize(row, GESTA_UPOS_COUNT);
    row[example->truth[i + 1].upos] -= 1.0F;
    for (size_t t = GESTA_UPOS_COUNT; t < TAG_WIDTH; ++t) {
      row[t] = 0.0F;
    }
    for (size_t t = 0; t < GESTA_UPOS_COUNT; ++t) {
      row[t] *= tag_share;
    }
  }
}

static GestaStatus
allocate_dropout(GestaNetworkDropout *dropout, size_t n, GestaArena *arena)
{
  const size_t size = sizeof(float);
  dropout->input = gesta_arena_allocate(arena, n, INPUT * size);
  dropout->views = gesta_arena_allocate(arena, n, DROPPED_VIEWS * size);
  bool missing = !dropout->input || !dropout->views;
  for (size_t layer = 0; layer < GESTA_NETWORK_LAYERS; ++layer) {
    dropout->layer[layer] = gesta_arena_allocate(arena, PAIR, size);
    dropout->kept[layer] = gesta_arena_allocate(arena, n, PAIR * size);
    missing |= !dropout->layer[layer] || !dropout->kept[layer];
  }
  return missing ? GESTA_ERR_MEMORY : GESTA_OK;
}

// Through the network, leaving out at random.
static void
run_network(Training *training, const Example *example,
            GestaNetworkState *state, GestaNetworkDropout *dropout)
{
  const size_t n = example->word_count;
  const GestaNetworkLayout *layout = &training->layout;
  fill_factors(training, dropout->input, n * INPUT, drop_input);
  for (size_t i = 0; i < n * INPUT; ++i) {
    state->input[i] *= dropout->input[i];
  }
  const float *input = state->input;
  for (size_t layer = 0; layer < GESTA_NETWORK_LAYERS; ++layer) {
    gesta_network_run_layer(state, layout, training->weights, layer, input);
    fill_factors(training, dropout->layer[layer], PAIR, drop_layer);
    for (size_t i = 0; i < n * PAIR; ++i) {
      dropout->kept[layer][i] = state->output[layer][i]
                                * dropout->layer[layer][i % PAIR];
    }
    input = dropout->kept[layer];
  }
  gesta_network_score_tags(state, layout, training->weights, input);
  gesta_network_project(state, layout, training->weights, input);
  fill_factors(training, dropout->views, n * DROPPED_VIEWS, drop_layer);
  for (size_t i = 0; i < n; ++i) {
    for (size_t j = 0; j < DROPPED_VIEWS; ++j) {
      state->views[i * VIEWS + j] *= dropout->views[i * DROPPED_VIEWS + j];
    }
  }
  gesta_network_score_arcs(state, layout, training->weights, example->words);
  gesta_network_score_relations(state, layout, training->weights,
                                example->heads);
}

// Add the gradient of one sentence.
static GestaStatus
learn_sentence(Training *training, const Example *example, size_t *rights)
{
  GestaArena *scratch = &training->scratch;
  const size_t n = example->word_count;
  if (n == 0) {
    return GESTA_OK;
  }
  GestaNetworkState state;
  GestaNetworkDropout dropout;
  gesta_arena_reset(scratch);
  View view = {gesta_arena_allocate(scratch, n, sizeof *view.words),
               gesta_arena_allocate(scratch, n * GESTA_NETWORK_FEATURES,
                                    sizeof *view.kept)};
  float *slopes = gesta_arena_allocate(scratch, n, INPUT * sizeof *slopes);
  if (!view.words || !view.kept || !slopes) {
    return GESTA_ERR_MEMORY;
  }
  GestaStatus status = gesta_network_state_init(&state, &training->layout, n,
                                                scratch);
  if (!status) {
    status = allocate_dropout(&dropout, n, scratch);
  }
  if (status) {
    return status;
  }
  fill_input(training, example, &state, &view);
  run_network(training, example, &state, &dropout);
  *rights += compare_arcs(example, &state);
  compare_relations(training, example, &state);
  compare_tags(example, &state);
  status = gesta_network_add_gradient(&training->gradient, &state, &dropout,
                                      example->words, example->heads, scratch,
                                      slopes);
  if (!status) {
    add_to_vectors(training, example, slopes, &view);
  }
  return status;
}

// Follow the gradient of a batch.
static void
change_weights(Training *training, float rate)
{
  ++training->steps;
  gesta_adam_step(training->weights, training->gradient.sums, training->first,
                  training->second, training->layout.size, training->steps,
                  rate);
  gesta_network_turn(&training->gradient);
  Vectors *vectors = &training->vectors;
  for (size_t k = 0; k < vectors->used_count; ++k) {
    const size_t row = vectors->used[k];
    const size_t at = row * INPUT;
    ++vectors->steps[row];
    gesta_adam_step(vectors->values + at, vectors->sums + at,
                    vectors->first + at, vectors->second + at, INPUT,
                    vectors->steps[row], rate);
    vectors->is_used[row] = false;
  }
  vectors->used_count = 0;
}

// Append the section of the network (parser.c), the vectors in 8 bits.
static GestaStatus
write_network(const Training *training, GestaTextBuffer *part)
{
  GestaArena arena;
  gesta_arena_init(&arena, training->allocator);
  float *scales = gesta_arena_allocate(&arena, ROWS, sizeof *scales);
  int8_t *rows = gesta_arena_allocate(&arena, ROWS, INPUT);
  const size_t known_size = CLASSES / 8;
  uint8_t *known = gesta_arena_allocate(&arena, known_size, 1);
  GestaStatus status = scales && rows && known ? GESTA_OK : GESTA_ERR_MEMORY;
  for (size_t c = 0; c < CLASSES && !status; ++c) {
    if (training->counts[c] >= RARE_WORD) {
      known[c / 8] = (uint8_t)(known[c / 8] | 1U << (c % 8));
    }
  }
  for (size_t row = 0; row < ROWS && !status; ++row) {
    const float *vector = training->vectors.values + row * INPUT;
    float largest = 0.0F;
    for (size_t j = 0; j < INPUT; ++j) {
      largest = fabsf(vector[j]) > largest ? fabsf(vector[j]) : largest;
    }
    // What was never used knows nothing.
    if (largest > 0.0F && training->vectors.steps[row] > 0) {
      scales[row] = largest / INT8_MAX;
      for (size_t j = 0; j < INPUT; ++j) {
        rows[row * INPUT + j] = (int8_t)lroundf(vector[j] / scales[row]);
      }
    }
  }
  const uint32_t head[] = {(uint32_t)training->relations.count, ROWS, INPUT,
                           (uint32_t)training->layout.size};
  const GestaStringView views[] = {
    {(const char *)head, sizeof head},
    {(const char *)scales, ROWS * sizeof *scales},
    {(const char *)training->weights, training->layout.size * sizeof(float)},
    {(const char *)known, known_size},
    {(const char *)rows, (size_t)ROWS * INPUT}};
  for (size_t i = 0; i < sizeof views / sizeof views[0] && !status; ++i) {
    status = gesta_text_buffer_append(part, views[i]);
  }
  gesta_arena_clear(&arena);
  return status;
}

// Parse held-out sentences with a parser: the share of words with the right
// head and, without subtypes, relation.
static GestaStatus
measure_parser(const Training *training, const GestaParser *parser,
               GestaArena *arena, double *accuracy)
{
  size_t right = 0;
  size_t total = 0;
  for (size_t s = 0; s < training->held_out.count; ++s) {
    const GestaSentence *gold = training->held_out.items[s];
    const size_t count = gold->word_count + 1;
    GestaSentence copy = *gold;
    copy.words = gesta_allocate(training->allocator, count, sizeof *copy.words);
    if (!copy.words) {
      return GESTA_ERR_MEMORY;
    }
    memcpy(copy.words, gold->words, count * sizeof *copy.words);
    const GestaStatus status = gesta_parser_parse(parser, arena, &copy);
    for (size_t i = 1; i < count && !status; ++i) {
      right += copy.words[i].head == gold->words[i].head
               && gesta_view_equal(base_of(copy.words[i].relation),
                                   base_of(gold->words[i].relation));
    }
    gesta_release(training->allocator, copy.words);
    if (status) {
      return status;
    }
    total += gold->word_count;
  }
  *accuracy = total ? (double)right / (double)total : -1.0;
  return GESTA_OK;
}

static GestaStatus
report_epoch(Training *training, unsigned epoch, double accuracy,
             GestaStringView relations)
{
  GestaTrainingProgress *progress = training->options->progress;
  if (!progress) {
    return GESTA_OK;
  }
  GestaTrainingReport report = {"parser", training->options->fold,
                                epoch,    training->options->epochs,
                                accuracy, -1.0};
  if (training->held_out.count > 0) {
    GestaTextBuffer network;
    GestaParser *parser = NULL;
    gesta_text_buffer_init(&network, training->allocator);
    GestaStatus status = write_network(training, &network);
    const GestaStringView parts[] = {relations,
                                     gesta_text_buffer_view(&network)};
    if (!status) {
      status = gesta_parser_open(training->allocator, parts, training->lexicon,
                                 &parser);
    }
    if (!status) {
      status = measure_parser(training, parser, &training->scratch,
                              &report.held_out);
    }
    gesta_parser_close(parser);
    gesta_text_buffer_clear(&network);
    if (status) {
      return status;
    }
  }
  progress->report(progress, &report);
  return GESTA_OK;
}

static GestaStatus
run_epochs(Training *training, GestaStringView relations)
{
  const size_t count = training->sentences.count;
  const unsigned epochs = training->options->epochs;
  const size_t batches = (count + BATCH - 1) / BATCH;
  GestaStatus status = GESTA_OK;
  for (unsigned epoch = 1; epoch <= epochs && !status; ++epoch) {
    size_t rights = 0;
    size_t words = 1;
    gesta_random_shuffle(&training->random, training->order, count);
    for (size_t k = 0; k < count && !status; ++k) {
      const Example *example = &training->examples[training->order[k]];
      status = learn_sentence(training, example, &rights);
      words += example->word_count;
      if ((k + 1) % BATCH == 0 || k + 1 == count) {
        const float done = (float)training->steps / (float)(batches * epochs);
        change_weights(training, first_rate * (1.0F - done));
      }
    }
    if (!status) {
      status = report_epoch(training, epoch, (double)rights / (double)words,
                            relations);
    }
  }
  return status;
}

// Begin with small numbers at random, as large as keeps the variance.
static void
begin_weights(Training *training)
{
  const GestaNetworkLayout *layout = &training->layout;
  for (size_t p = 0; p < GESTA_NETWORK_PLACE; ++p) {
    float *weights = training->weights + layout->offset[p];
    const size_t rows = layout->rows[p];
    const size_t columns = layout->columns[p];
    if (p < GESTA_NETWORK_PROJECT && rows == 1) {
      for (size_t j = 0; j < GESTA_NETWORK_STATE; ++j) {
        weights[j] = 0.5F; // remember rather than forget
      }
      continue;
    }
    if (rows == 1) {
      continue;
    }
    const size_t fan = p < GESTA_NETWORK_PROJECT ? columns / 3 : columns;
    float size = sqrtf(6.0F / (float)(rows + fan));
    if (p == GESTA_NETWORK_ROOT) {
      size = 0.3F;
    } else if (p == GESTA_NETWORK_ARC || p == GESTA_NETWORK_VECTOR) {
      size = 0.05F;
    }
    for (size_t i = 0; i < rows * columns; ++i) {
      weights[i] = (2.0F * random_unit(training) - 1.0F) * size;
    }
  }
  for (size_t i = 0; i < (size_t)ROWS * INPUT; ++i) {
    training->vectors.values[i] = (2.0F * random_unit(training) - 1.0F) * 0.15F;
  }
}

static GestaStatus
prepare_network(Training *training)
{
  GestaArena *arena = &training->arena;
  Vectors *vectors = &training->vectors;
  gesta_network_layout(training->relations.count, &training->layout);
  float *turned = NULL;
  float *sums = NULL;
  const size_t size = training->layout.size;
  const size_t table = (size_t)ROWS * INPUT;
  const struct {
    float **place;
    size_t count;
  } arrays[] = {
    {&training->weights, size},
    {&training->first, size},
    {&training->second, size},
    {&turned, size},
    {&sums, size},
    {&vectors->values, table},
    {&vectors->sums, table},
    {&vectors->first, table},
    {&vectors->second, table},
  };
  for (size_t i = 0; i < sizeof arrays / sizeof arrays[0]; ++i) {
    *arrays[i].place = gesta_arena_allocate(arena, arrays[i].count,
                                            sizeof(float));
    if (!*arrays[i].place) {
      return GESTA_ERR_MEMORY;
    }
  }
  vectors->steps = gesta_arena_allocate(arena, ROWS, sizeof(uint32_t));
  vectors->used = gesta_arena_allocate(arena, ROWS, sizeof(uint32_t));
  vectors->is_used = gesta_arena_allocate(arena, ROWS, sizeof(bool));
  if (!vectors->steps || !vectors->used || !vectors->is_used) {
    return GESTA_ERR_MEMORY;
  }
  begin_weights(training);
  training->gradient = (GestaNetworkGradient){.layout = &training->layout,
                                              .weights = training->weights,
                                              .turned = turned,
                                              .sums = sums};
  gesta_network_turn(&training->gradient);
  return GESTA_OK;
}

static GestaStatus
prepare_examples(Training *training)
{
  GestaArena *arena = &training->arena;
  const size_t count = training->sentences.count;
  training->examples = gesta_arena_allocate(arena, count,
                                            sizeof *training->examples);
  training->order = gesta_arena_allocate(arena, count, sizeof(uint32_t));
  training->counts = gesta_arena_allocate(arena, CLASSES, sizeof(uint32_t));
  if (!training->examples || !training->order || !training->counts) {
    return GESTA_ERR_MEMORY;
  }
  GestaStatus status = GESTA_OK;
  for (size_t s = 0; s < count && !status; ++s) {
    training->order[s] = (uint32_t)s;
    status = prepare_example(training, s);
  }
  return status;
}

GestaStatus
gesta_parser_train(GestaAllocator *allocator, const GestaParserLessons *lessons,
                   const GestaMorphology *lexicon,
                   const GestaTrainingOptions *options,
                   GestaTextBuffer parts[GESTA_PARSER_PART_COUNT])
{
  assert(allocator && lessons && options && parts);
  assert(lessons->sentences.count > 0
         && lessons->truth.count == lessons->sentences.count);
  Training training = {.allocator = allocator,
                       .sentences = lessons->sentences,
                       .truth = lessons->truth,
                       .held_out = lessons->held_out,
                       .lexicon = lexicon,
                       .options = options,
                       .random = options->seed};
  gesta_arena_init(&training.arena, allocator);
  gesta_arena_init(&training.scratch, allocator);
  gesta_symbol_list_init(&training.relations, allocator);
  GestaStatus status = collect_relations(&training,
                                         &parts[GESTA_PARSER_RELATIONS]);
  if (!status) {
    status = prepare_examples(&training);
  }
  if (!status) {
    status = prepare_network(&training);
  }
  if (!status) {
    status = run_epochs(&training,
                        gesta_text_buffer_view(&parts[GESTA_PARSER_RELATIONS]));
  }
  if (!status) {
    status = write_network(&training, &parts[GESTA_PARSER_NETWORK]);
  }
  gesta_symbol_list_clear(&training.relations);
  gesta_arena_clear(&training.scratch);
  gesta_arena_clear(&training.arena);
  return status;
}
