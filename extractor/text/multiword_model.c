// SPDX-License-Identifier: GPL-3.0-or-later
// The section, all numbers 32 bits wide and little-endian:
//
//   "GMW1"  size of all  checksum of what follows it
//   number of types  number of weights
//   types: a size byte and as many bytes, folded UTF-8, in order
//   weights: hash, weight (a signed fixed-point number; only its sign and its
//            ratio to the others matter)
//
// 1. Types and hashes are sorted and none occurs twice.

#include "extractor/text/multiword_model.h"

#include "extractor/text/multiword_section.h"
#include "extractor/text/segmentation_rules.h"
#include "graph/base/bytes.h"

#include <assert.h>
#include <string.h>

// Invariant 1.
static GestaStatus
read_types(GestaMultiwordModel *model, GestaStringView section, size_t count,
           size_t *offset)
{
  GestaStringView last = {NULL, 0};
  for (size_t i = 0; i < count; ++i) {
    if (*offset >= section.size) {
      return GESTA_ERR_CORRUPT;
    }
    const size_t size = (unsigned char)section.data[*offset];
    ++*offset;
    if (size == 0 || size > GESTA_KEY_SIZE || size > section.size - *offset) {
      return GESTA_ERR_CORRUPT;
    }
    const GestaStringView type = {section.data + *offset, size};
    if (last.data && gesta_view_compare(last, type) >= 0) {
      return GESTA_ERR_CORRUPT;
    }
    *offset += size;
    last = type;
    const GestaStatus status = gesta_word_table_add(&model->types, type, 0);
    if (status) {
      return status;
    }
  }
  return GESTA_OK;
}

static GestaStatus
read_section(GestaMultiwordModel *model, GestaStringView section)
{
  if (section.size < GESTA_SECTION_HEADER
      || memcmp(section.data, GESTA_SECTION_MAGIC, 4) != 0
      || gesta_load32(section.data + 4) != section.size
      || gesta_load32(section.data + 8)
           != gesta_multiword_checksum(
             (GestaStringView){section.data + 12, section.size - 12})) {
    return GESTA_ERR_CORRUPT;
  }
  size_t offset = GESTA_SECTION_HEADER;
  const GestaStatus status = read_types(
    model, section, gesta_load32(section.data + 12), &offset);
  if (status) {
    return status;
  }
  model->weight_count = gesta_load32(section.data + 16);
  if (model->weight_count != (section.size - offset) / 8
      || (section.size - offset) % 8 != 0) {
    return GESTA_ERR_CORRUPT;
  }
  model->weights = section.data + offset;
  for (size_t i = 1; i < model->weight_count; ++i) {
    if (gesta_load32(model->weights + (i - 1) * 8)
        >= gesta_load32(model->weights + i * 8)) {
      return GESTA_ERR_CORRUPT;
    }
  }
  return GESTA_OK;
}

GestaStatus
gesta_multiword_model_open(GestaAllocator *allocator, GestaStringView section,
                           GestaMultiwordModel *model)
{
  assert(allocator && model);

  GestaMultiwordModel opened = {.weights = NULL};
  gesta_word_table_init(&opened.types, allocator);
  const GestaStatus status = section.size > 0 ? read_section(&opened, section)
                                              : GESTA_OK;
  if (status) {
    gesta_word_table_clear(&opened.types);
    return status;
  }
  *model = opened;
  return GESTA_OK;
}

void
gesta_multiword_model_clear(GestaMultiwordModel *model)
{
  gesta_word_table_clear(&model->types);
  model->weight_count = 0;
}

// The weight of a feature; 0 if it has none.
static int32_t
find_weight(const GestaMultiwordModel *model, uint32_t hash)
{
  size_t low = 0;
  size_t high = model->weight_count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    const uint32_t found = gesta_load32(model->weights + middle * 8);
    if (found == hash) {
      int32_t weight = 0;
      const uint32_t bits = gesta_load32(model->weights + middle * 8 + 4);
      memcpy(&weight, &bits, sizeof weight); // two's complement
      return weight;
    }
    if (found < hash) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return 0;
}

bool
gesta_multiword_model_decide(const GestaMultiwordModel *model,
                             const GestaCharacters *characters,
                             GestaStringView key,
                             const GestaMultiwordContext *context,
                             bool *several)
{
  uint32_t ignored = 0;
  if (gesta_word_table_find(&model->types, key, &ignored)) {
    return false;
  }
  uint32_t hashes[GESTA_MULTIWORD_FEATURE_COUNT];
  gesta_multiword_features(characters, key, context, hashes);
  int64_t score = 0;
  for (size_t i = 0; i < GESTA_MULTIWORD_FEATURE_COUNT; ++i) {
    score += find_weight(model, hashes[i]);
  }
  *several = score > 0;
  return true;
}

// A neighbour, folded, and its shape.
typedef struct Neighbour {
  char key[GESTA_KEY_SIZE];
  size_t size;
  char shape;
} Neighbour;

static char
shape_of(const GestaCharacters *characters, GestaStringView form)
{
  if (form.size == 0) {
    return '^';
  }
  size_t size = 0;
  const unsigned first = gesta_character_at(characters, form, 0, &size);
  if (first & GESTA_IS_DIGIT) {
    return '9';
  }
  if (!(first & GESTA_IS_LETTER)) {
    return '.';
  }
  if (!(first & GESTA_IS_UPPER)) {
    return form.data[form.size - 1] == '\'' ? '\'' : 'a';
  }
  if (size >= form.size) {
    return 'X';
  }
  size_t ignored = 0;
  return gesta_character_at(characters, form, size, &ignored) & GESTA_IS_UPPER
           ? 'X'
           : 'A';
}

static Neighbour
look_at(const GestaCharacters *characters, GestaStringView form)
{
  Neighbour neighbour = {.shape = shape_of(characters, form)};
  neighbour.size = gesta_fold_key(characters, form, neighbour.key,
                                  sizeof neighbour.key);
  return neighbour;
}

// FNV-1a, going on from `hash`.
static uint32_t
mix(uint32_t hash, const char *bytes, size_t size)
{
  for (size_t i = 0; i < size; ++i) {
    hash = (hash ^ (unsigned char)bytes[i]) * 16777619U;
  }
  return hash;
}

// The last `letters` code points of a neighbour.
static uint32_t
mix_suffix(uint32_t hash, const Neighbour *neighbour, size_t letters)
{
  size_t at = neighbour->size;
  while (at > 0 && letters > 0) {
    --at;
    letters -= ((unsigned char)neighbour->key[at] & 0xC0U) != 0x80U;
  }
  return mix(hash, neighbour->key + at, neighbour->size - at);
}

void
gesta_multiword_features(const GestaCharacters *characters, GestaStringView key,
                         const GestaMultiwordContext *context,
                         uint32_t hashes[GESTA_MULTIWORD_FEATURE_COUNT])
{
  const Neighbour b1 = look_at(characters, context->before[0]);
  const Neighbour b2 = look_at(characters, context->before[1]);
  const Neighbour a1 = look_at(characters, context->after[0]);
  const Neighbour a2 = look_at(characters, context->after[1]);
  const uint32_t base = mix(2166136261U, key.data, key.size);
  size_t count = 0;
  // A template is a letter after the token, then what it looks at.
  const char own = shape_of(characters, context->token);
  hashes[count++] = mix(base, "a", 1);
  hashes[count++] = mix(mix(base, "b", 1), &own, 1);
  hashes[count++] = mix(mix(base, "c", 1), b1.key, b1.size);
  hashes[count++] = mix(mix(base, "d", 1), b2.key, b2.size);
  hashes[count++] = mix(mix(base, "e", 1), a1.key, a1.size);
  hashes[count++] = mix(mix(base, "f", 1), a2.key, a2.size);
  hashes[count++] = mix_suffix(mix(base, "g", 1), &b1, 2);
  hashes[count++] = mix_suffix(mix(base, "h", 1), &b1, 3);
  hashes[count++] = mix_suffix(mix(base, "i", 1), &b1, 4);
  hashes[count++] = mix_suffix(mix(base, "j", 1), &a1, 2);
  hashes[count++] = mix_suffix(mix(base, "k", 1), &a1, 3);
  hashes[count++] = mix_suffix(mix(base, "l", 1), &a1, 4);
  hashes[count++] = mix_suffix(mix(base, "m", 1), &b2, 3);
  hashes[count++] = mix_suffix(mix(base, "n", 1), &a2, 3);
  hashes[count++] = mix(mix(base, "o", 1), &b1.shape, 1);
  hashes[count++] = mix(mix(base, "p", 1), &a1.shape, 1);
  hashes[count++] = mix(mix(mix(base, "q", 1), &b1.shape, 1), &a1.shape, 1);
  hashes[count++] = mix(mix(mix(mix(base, "r", 1), b2.key, b2.size), " ", 1),
                        b1.key, b1.size);
  hashes[count++] = mix(mix_suffix(mix(base, "s", 1), &b1, 3), &a1.shape, 1);
  hashes[count++] = mix_suffix(mix_suffix(mix(base, "t", 1), &b2, 2), &b1, 3);
  hashes[count++] = mix_suffix(mix_suffix(mix(base, "u", 1), &b1, 3), &a1, 2);
  hashes[count++] = mix(mix(mix(base, "v", 1), &b2.shape, 1), &b1.shape, 1);
  assert(count == GESTA_MULTIWORD_FEATURE_COUNT);
}
