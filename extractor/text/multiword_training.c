// SPDX-License-Identifier: GPL-3.0-or-later
// Three passes over the treebanks: count how often each token is one word and
// several; collect the features of every occurrence of those that are both;
// learn.  Weights are whole numbers, so that every machine learns the same.

#include "extractor/text/multiword_model.h"
#include "extractor/text/multiword_section.h"
#include "extractor/text/segmentation_rules.h"
#include "graph/base/bytes.h"

#include <assert.h>
#include <stdlib.h>

enum { ROUNDS = 12, RARE = 2, SCALE = 64 };

typedef struct Type {
  GestaStringView key;
  uint32_t counts[2]; // as one word, as several
} Type;

typedef struct Example {
  uint32_t features[GESTA_MULTIWORD_FEATURE_COUNT]; // hashes, then indexes
  bool several;
} Example;

// A weight w and u, from which its average over `steps` steps is w - u / steps.
typedef struct Weight {
  uint32_t hash;
  uint32_t examples; // it occurs in
  int32_t weight;
  int64_t lag;
} Weight;

typedef struct Trainer {
  GestaAllocator *allocator;
  GestaArena arena; // of the keys
  GestaCharacters characters;
  GestaWordTable types; // to an index of type[]
  Type *type;
  size_t type_count;
  size_t type_room;
  Example *examples;
  size_t example_count;
  Weight *weights;
  size_t weight_count;
} Trainer;

typedef GestaStatus (*Visitor)(Trainer *trainer, const GestaSentence *sentence,
                               size_t index, GestaStringView key);

// Visit every token whose key fits.
static GestaStatus
visit_tokens(Trainer *trainer, const GestaDocument *documents, size_t count,
             Visitor visit)
{
  for (size_t i = 0; i < count; ++i) {
    for (size_t j = 0; j < documents[i].sentence_count; ++j) {
      const GestaSentence *sentence = &documents[i].sentences[j];
      for (size_t k = 0; k < sentence->token_count; ++k) {
        char bytes[GESTA_KEY_SIZE];
        const GestaStringView key = {
          bytes, gesta_fold_key(&trainer->characters, sentence->tokens[k].form,
                                bytes, sizeof bytes)};
        const GestaStatus status = key.size ? visit(trainer, sentence, k, key)
                                            : GESTA_OK;
        if (status) {
          return status;
        }
      }
    }
  }
  return GESTA_OK;
}

static GestaStatus
add_type(Trainer *trainer, GestaStringView key, uint32_t *index)
{
  if (trainer->type_count == trainer->type_room) {
    const size_t room = trainer->type_room ? trainer->type_room * 2 : 1024;
    Type *grown = trainer->allocator->resize(trainer->allocator, trainer->type,
                                             room * sizeof *grown);
    if (!grown) {
      return GESTA_ERR_MEMORY;
    }
    trainer->type = grown;
    trainer->type_room = room;
  }
  Type *type = &trainer->type[trainer->type_count];
  *type = (Type){.counts = {0, 0}};
  const GestaStatus status = gesta_arena_copy(&trainer->arena, key, &type->key);
  if (status) {
    return status;
  }
  *index = (uint32_t)trainer->type_count++; // a treebank has fewer than 2^32
  return gesta_word_table_add(&trainer->types, type->key, *index);
}

static GestaStatus
count_token(Trainer *trainer, const GestaSentence *sentence, size_t index,
            GestaStringView key)
{
  uint32_t type = 0;
  if (gesta_word_table_find(&trainer->types, key, &type)) {
    const GestaStatus status = add_type(trainer, key, &type);
    if (status) {
      return status;
    }
  }
  ++trainer->type[type].counts[sentence->tokens[index].word_count > 1];
  return GESTA_OK;
}

static bool
is_ambiguous(const Type *type)
{
  return type->counts[0] >= RARE && type->counts[1] >= RARE;
}

static GestaStatus
add_example(Trainer *trainer, const GestaSentence *sentence, size_t index,
            GestaStringView key)
{
  uint32_t type = 0;
  if (gesta_word_table_find(&trainer->types, key, &type)
      || !is_ambiguous(&trainer->type[type])) {
    return GESTA_OK;
  }
  Example *example = &trainer->examples[trainer->example_count++];
  example->several = sentence->tokens[index].word_count > 1;
  const GestaMultiwordContext context = gesta_multiword_context(
    sentence->tokens, sentence->token_count, index);
  gesta_multiword_features(&trainer->characters, key, &context,
                           example->features);
  return GESTA_OK;
}

static GestaStatus
collect_examples(Trainer *trainer, const GestaDocument *documents,
                 size_t document_count)
{
  GestaStatus status = visit_tokens(trainer, documents, document_count,
                                    count_token);
  if (status) {
    return status;
  }
  size_t count = 0;
  for (size_t i = 0; i < trainer->type_count; ++i) {
    const Type *type = &trainer->type[i];
    if (is_ambiguous(type)) {
      count += (size_t)type->counts[0] + type->counts[1];
    }
  }
  if (count == 0) {
    return GESTA_OK;
  }
  trainer->examples = gesta_allocate(trainer->allocator, count,
                                     sizeof *trainer->examples);
  return trainer->examples
           ? visit_tokens(trainer, documents, document_count, add_example)
           : GESTA_ERR_MEMORY;
}

static int
compare_weights(const void *a, const void *b)
{
  const Weight *left = a;
  const Weight *right = b;
  return (left->hash > right->hash) - (left->hash < right->hash);
}

// One weight for every hash, sorted.
static GestaStatus
collect_weights(Trainer *trainer)
{
  const size_t count = trainer->example_count * GESTA_MULTIWORD_FEATURE_COUNT;
  Weight *weights = gesta_allocate(trainer->allocator, count, sizeof *weights);
  if (!weights) {
    return GESTA_ERR_MEMORY;
  }
  trainer->weights = weights;
  for (size_t i = 0; i < count; ++i) {
    const Example *example =
      &trainer->examples[i / GESTA_MULTIWORD_FEATURE_COUNT];
    weights[i] = (Weight){
      .hash = example->features[i % GESTA_MULTIWORD_FEATURE_COUNT],
      .examples = 1};
  }
  qsort(weights, count, sizeof *weights, compare_weights);
  size_t kept = 0;
  for (size_t i = 1; i < count; ++i) {
    if (weights[i].hash == weights[kept].hash) {
      ++weights[kept].examples;
    } else {
      weights[++kept] = weights[i];
    }
  }
  trainer->weight_count = kept + 1;
  return GESTA_OK;
}

// Replace the hashes in the examples by indexes.
static void
index_features(Trainer *trainer)
{
  for (size_t i = 0; i < trainer->example_count; ++i) {
    for (size_t j = 0; j < GESTA_MULTIWORD_FEATURE_COUNT; ++j) {
      uint32_t *feature = &trainer->examples[i].features[j];
      const Weight wanted = {.hash = *feature};
      const Weight *found = bsearch(&wanted, trainer->weights,
                                    trainer->weight_count, sizeof wanted,
                                    compare_weights);
      assert(found);
      *feature = (uint32_t)(found - trainer->weights); // hashes are 32 bits
    }
  }
}

static uint64_t
draw(uint64_t *state)
{
  // source  Steele, Lea, Flood: SplitMix, OOPSLA 2014
  *state += 0x9E3779B97F4A7C15U;
  uint64_t z = *state;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
  return z ^ (z >> 31U);
}

static void
shuffle(Trainer *trainer, uint64_t *state)
{
  for (size_t i = trainer->example_count; i > 1; --i) {
    const size_t j = (size_t)(draw(state) % i);
    const Example swap = trainer->examples[i - 1];
    trainer->examples[i - 1] = trainer->examples[j];
    trainer->examples[j] = swap;
  }
}

// Learn from one example.  Features seen once are left alone.
static void
learn(Trainer *trainer, const Example *example, int64_t step)
{
  int64_t score = 0;
  for (size_t i = 0; i < GESTA_MULTIWORD_FEATURE_COUNT; ++i) {
    score += trainer->weights[example->features[i]].weight;
  }
  const int32_t sign = example->several ? 1 : -1;
  if (score * sign > 0) {
    return;
  }
  for (size_t i = 0; i < GESTA_MULTIWORD_FEATURE_COUNT; ++i) {
    Weight *weight = &trainer->weights[example->features[i]];
    if (weight->examples >= RARE) {
      weight->weight += sign;
      weight->lag += sign * step;
    }
  }
}

static GestaStatus
write_u32(GestaTextBuffer *buffer, uint32_t value)
{
  char bytes[4];
  gesta_store32(bytes, value);
  return gesta_text_buffer_append(buffer, (GestaStringView){bytes, 4});
}

static int
compare_types(const void *a, const void *b)
{
  const Type *left = a;
  const Type *right = b;
  return gesta_view_compare(left->key, right->key);
}

static GestaStatus
write_types(Trainer *trainer, GestaTextBuffer *section, uint32_t *count)
{
  if (trainer->type_count == 0) {
    return GESTA_OK;
  }
  qsort(trainer->type, trainer->type_count, sizeof *trainer->type,
        compare_types);
  for (size_t i = 0; i < trainer->type_count; ++i) {
    const Type *type = &trainer->type[i];
    if (!is_ambiguous(type)) {
      continue;
    }
    const char size = (char)(unsigned char)type->key.size; // a key fits 64
    GestaStatus status = gesta_text_buffer_append(section,
                                                  (GestaStringView){&size, 1});
    if (!status) {
      status = gesta_text_buffer_append(section, type->key);
    }
    if (status) {
      return status;
    }
    ++*count;
  }
  return GESTA_OK;
}

// The average of a weight over all steps, in 1/SCALE.
static int32_t
average(const Weight *weight, int64_t steps)
{
  const int64_t sum = weight->weight * steps - weight->lag;
  return (int32_t)(sum * SCALE / steps); // |sum| <= weight * steps
}

static GestaStatus
write_section(Trainer *trainer, int64_t steps, GestaTextBuffer *section)
{
  const size_t start = section->size;
  static const char header[GESTA_SECTION_HEADER] = GESTA_SECTION_MAGIC;
  uint32_t types = 0;
  uint32_t weights = 0;
  GestaStatus status = gesta_text_buffer_append(
    section, (GestaStringView){header, sizeof header});
  if (!status) {
    status = write_types(trainer, section, &types);
  }
  for (size_t i = 0; !status && i < trainer->weight_count; ++i) {
    const Weight *weight = &trainer->weights[i];
    const int32_t value = average(weight, steps);
    if (value != 0) {
      ++weights;
      status = write_u32(section, weight->hash);
      if (!status) {
        status = write_u32(section, (uint32_t)value);
      }
    }
  }
  if (status) {
    return status;
  }
  char *bytes = section->data + start;
  const size_t size = section->size - start;
  gesta_store32(bytes + 4, (uint32_t)size); // far below 4 GiB: it was in memory
  gesta_store32(bytes + 12, types);
  gesta_store32(bytes + 16, weights);
  gesta_store32(bytes + 8, gesta_multiword_checksum(
                             (GestaStringView){bytes + 12, size - 12}));
  return GESTA_OK;
}

static GestaStatus
train(Trainer *trainer, const GestaDocument *documents, size_t document_count,
      uint64_t seed, GestaTextBuffer *section)
{
  GestaStatus status = collect_examples(trainer, documents, document_count);
  if (!status && trainer->example_count > 0) {
    status = collect_weights(trainer);
  }
  if (status) {
    return status;
  }
  index_features(trainer);
  int64_t step = 1;
  for (int round = 0; round < ROUNDS; ++round) {
    shuffle(trainer, &seed);
    for (size_t i = 0; i < trainer->example_count; ++i, ++step) {
      learn(trainer, &trainer->examples[i], step);
    }
  }
  return write_section(trainer, step, section);
}

GestaStatus
gesta_multiword_model_train(GestaAllocator *allocator,
                            const GestaDocument *documents,
                            size_t document_count, uint64_t seed,
                            GestaTextBuffer *section)
{
  assert(allocator && (documents || document_count == 0) && section);

  Trainer trainer = {.allocator = allocator};
  gesta_arena_init(&trainer.arena, allocator);
  gesta_characters_init(&trainer.characters);
  gesta_word_table_init(&trainer.types, allocator);
  const GestaStatus status = train(&trainer, documents, document_count, seed,
                                   section);
  gesta_release(allocator, trainer.weights);
  gesta_release(allocator, trainer.examples);
  gesta_release(allocator, trainer.type);
  gesta_word_table_clear(&trainer.types);
  gesta_arena_clear(&trainer.arena);
  return status;
}
