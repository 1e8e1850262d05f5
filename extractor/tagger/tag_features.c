// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/tagger/tag_features.h"

#include "extractor/lexicon/word_shape.h"
#include "graph/base/utf8.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

// Keys of what stands beside a sentence; any fixed numbers do.
enum { BEFORE = 101, AFTER = 102, UNDECIDED = 103 };

// Templates are numbered; a number, once used in a model file, keeps its
// meaning until the model version changes.
enum { UPOS_TEMPLATES = 1000, MORPH_TEMPLATES = 2000, LEMMA_TEMPLATES = 3000 };

static void
add_key(GestaKeyList *list, GestaFeatureKey key)
{
  assert(list->count < GESTA_FEATURE_LIMIT);
  list->keys[list->count++] = key;
}

static void
add1(GestaKeyList *list, unsigned template, GestaFeatureKey a)
{
  add_key(list, gesta_feature_mix(gesta_feature_mix(template, a), 1));
}

static void
add2(GestaKeyList *list, unsigned template, GestaFeatureKey a,
     GestaFeatureKey b)
{
  add_key(list, gesta_feature_mix(gesta_feature_mix(template, a), b));
}

static void
add3(GestaKeyList *list, unsigned template, GestaFeatureKey a,
     GestaFeatureKey b, GestaFeatureKey c)
{
  const GestaFeatureKey ab = gesta_feature_mix(gesta_feature_mix(template, a),
                                               b);
  add_key(list, gesta_feature_mix(ab, c));
}

static bool
continues_character(char byte)
{
  return ((unsigned char)byte & 0xC0U) == 0x80U;
}

// Prefixes and suffixes by code points; those longer than the word are 0.
static void
fill_affixes(GestaWordAtoms *word)
{
  const GestaStringView text = word->lower;
  size_t end = 0;
  for (size_t i = 0; i < GESTA_PREFIX_COUNT && end < text.size; ++i) {
    ++end;
    while (end < text.size && continues_character(text.data[end])) {
      ++end;
    }
    word->prefix[i] = gesta_feature_text((GestaStringView){text.data, end});
  }
  size_t begin = text.size;
  for (size_t i = 0; i < GESTA_SUFFIX_COUNT && begin > 0; ++i) {
    --begin;
    while (begin > 0 && continues_character(text.data[begin])) {
      --begin;
    }
    word->suffix[i] = gesta_feature_text(
      (GestaStringView){text.data + begin, text.size - begin});
  }
}

// What the lexicon says, as keys: which parts of speech, and everything.
static void
fill_known(GestaWordAtoms *word, GestaStringView form,
           const GestaMorphology *lexicon)
{
  word->analyses = gesta_morphology_find(lexicon, form);
  word->known_form = form;
  if (word->analyses.count == 0 && !gesta_view_equal(form, word->lower)) {
    word->analyses = gesta_morphology_find(lexicon, word->lower);
    word->known_form = word->lower;
  }
  uint64_t tags = 0;
  GestaFeatureKey all = 7;
  for (size_t i = 0; i < word->analyses.count; ++i) {
    const GestaAnalysis *analysis = &word->analyses.items[i];
    tags |= UINT64_C(1) << (unsigned)analysis->upos;
    all = gesta_feature_mix(all, (uint64_t)analysis->upos);
    all = gesta_feature_mix(all, gesta_feature_text(analysis->tag));
  }
  word->known = tags;
  word->known_features = all;
  const GestaCompany company = gesta_morphology_company(lexicon, word->lower);
  word->coarse = company.coarse;
  word->fine = company.fine;
}

GestaStatus
gesta_tag_context_init(const GestaSentence *sentence,
                       const GestaMorphology *lexicon, GestaArena *arena,
                       GestaTagContext *context)
{
  const size_t n = sentence->word_count;
  const size_t room = n + (size_t)2 * GESTA_WORD_MARGIN;
  GestaTagContext made = {
    .words = gesta_arena_allocate(arena, room, sizeof(GestaWordAtoms)),
    .tags = gesta_arena_allocate(arena, room, sizeof(GestaFeatureKey)),
    .features = gesta_arena_allocate(arena, room, sizeof(GestaFeatureKey)),
    .word_count = n};
  if (!made.words || !made.tags || !made.features) {
    return GESTA_ERR_MEMORY;
  }
  for (size_t i = 0; i < room; ++i) {
    const bool outside = i < GESTA_WORD_MARGIN || i >= n + GESTA_WORD_MARGIN;
    const GestaFeatureKey side = i < GESTA_WORD_MARGIN ? BEFORE : AFTER;
    made.tags[i] = outside ? side : UNDECIDED;
    made.features[i] = made.tags[i];
    GestaWordAtoms *word = &made.words[i];
    if (outside) {
      word->form = side;
      word->word = side;
      word->known = (uint64_t)side << 32U;
      continue;
    }
    const GestaStringView form =
      sentence->words[i - GESTA_WORD_MARGIN + 1].form;
    const GestaStatus status = gesta_word_lower(form, arena, &word->lower);
    if (status) {
      return status;
    }
    word->form = gesta_feature_text(form);
    word->word = gesta_feature_text(word->lower);
    word->shape = gesta_word_shape(form);
    fill_affixes(word);
    if (lexicon) {
      fill_known(word, form, lexicon);
    }
  }
  *context = made;
  return GESTA_OK;
}

void
gesta_tag_context_set_upos(GestaTagContext *context, size_t word,
                           GestaUpos upos)
{
  context->tags[word + GESTA_WORD_MARGIN - 1] = (GestaFeatureKey)upos;
}

void
gesta_tag_context_set_features(GestaTagContext *context, size_t word,
                               GestaUpos upos, GestaStringView features)
{
  const size_t i = word + GESTA_WORD_MARGIN - 1;
  context->tags[i] = (GestaFeatureKey)upos;
  context->features[i] = gesta_feature_mix(gesta_feature_text(features),
                                           (uint64_t)upos);
}

// Classes of words that keep the same company, as far as they are known.
static void
add_upos_classes(GestaKeyList *list, const GestaWordAtoms *w,
                 const GestaFeatureKey *t, uint64_t shape, unsigned id)
{
  if (w[0].fine) {
    add1(list, id, w[0].fine);
    add2(list, id + 1, w[0].fine, shape);
    add2(list, id + 2, w[0].fine, t[-1]);
    add2(list, id + 3, w[0].fine, w[1].coarse);
    add2(list, id + 4, w[0].fine, w[-1].coarse);
    add3(list, id + 5, w[-1].coarse, w[0].coarse, w[1].coarse);
    add3(list, id + 6, w[0].coarse, w[1].coarse, w[2].coarse);
  }
  if (w[1].fine) {
    add1(list, id + 7, w[1].fine);
    add2(list, id + 8, w[0].known, w[1].coarse);
  }
  if (w[-1].fine) {
    add1(list, id + 9, w[-1].fine);
  }
}

void
gesta_upos_keys(const GestaTagContext *context, size_t word, GestaKeyList *list)
{
  const size_t i = word + GESTA_WORD_MARGIN - 1;
  const GestaWordAtoms *const w = context->words + i;
  const GestaFeatureKey *const t = context->tags + i;
  const uint64_t shape = w->shape | (word == 1 ? 1024U : 0U);
  unsigned id = UPOS_TEMPLATES;
  list->count = 0;
  add1(list, id++, w[0].form);
  add1(list, id++, w[0].word);
  add1(list, id++, shape);
  for (size_t k = 0; k < GESTA_SUFFIX_COUNT; ++k) {
    add1(list, id++, w[0].suffix[k]);
  }
  for (size_t k = 0; k < GESTA_PREFIX_COUNT; ++k) {
    add1(list, id++, w[0].prefix[k]);
  }
  add2(list, id++, shape, w[0].suffix[1]);
  add2(list, id++, shape, w[0].suffix[2]);
  add1(list, id++, w[-1].word);
  add1(list, id++, w[1].word);
  add1(list, id++, w[-2].word);
  add1(list, id++, w[2].word);
  add2(list, id++, w[-1].word, w[0].word);
  add2(list, id++, w[0].word, w[1].word);
  add2(list, id++, w[1].word, w[2].word);
  add2(list, id++, w[-1].word, w[1].word);
  add1(list, id++, t[-1]);
  add2(list, id++, t[-2], t[-1]);
  add3(list, id++, t[-3], t[-2], t[-1]);
  add2(list, id++, t[-1], w[0].word);
  add3(list, id++, t[-2], t[-1], w[0].word);
  add2(list, id++, t[-1], w[1].word);
  add2(list, id++, t[-1], w[0].suffix[2]);
  add3(list, id++, t[-1], w[0].suffix[1], w[1].suffix[1]);
  add2(list, id++, t[-1], shape);
  add1(list, id++, w[1].suffix[2]);
  add1(list, id++, w[-1].suffix[2]);
  add2(list, id++, w[1].shape, w[0].shape);
  add2(list, id++, w[-1].shape, w[0].shape);
  // What the lexicon knows of this word and those around it.
  add1(list, id++, w[0].known);
  add2(list, id++, w[0].known, shape);
  add1(list, id++, w[0].known_features);
  add2(list, id++, w[0].known, t[-1]);
  add3(list, id++, w[0].known, t[-1], w[1].known);
  add3(list, id++, t[-2], t[-1], w[0].known);
  add2(list, id++, w[0].known, w[1].known);
  add2(list, id++, w[-1].known, w[0].known);
  add3(list, id++, w[0].known, w[1].known, w[2].known);
  add2(list, id++, w[0].known, w[1].word);
  add2(list, id++, w[0].known, w[-1].word);
  add2(list, id++, w[0].word, w[1].known);
  add2(list, id++, w[0].known, w[0].suffix[2]);
  add_upos_classes(list, w, t, shape, id);
}

void
gesta_morph_keys(const GestaTagContext *context, size_t word,
                 GestaKeyList *list)
{
  const size_t i = word + GESTA_WORD_MARGIN - 1;
  const GestaWordAtoms *const w = context->words + i;
  const GestaFeatureKey *const t = context->tags + i;
  const GestaFeatureKey *const f = context->features + i;
  const GestaFeatureKey own = t[0];
  unsigned id = MORPH_TEMPLATES;
  list->count = 0;
  add1(list, id++, own);
  add2(list, id++, own, w[0].form);
  add2(list, id++, own, w[0].word);
  add2(list, id++, own, w[0].shape);
  for (size_t k = 0; k < GESTA_SUFFIX_COUNT; ++k) {
    add2(list, id++, own, w[0].suffix[k]);
  }
  add2(list, id++, own, w[0].prefix[1]);
  add2(list, id++, own, w[0].prefix[3]);
  add2(list, id++, own, f[-1]);
  add3(list, id++, own, f[-1], f[-2]);
  add3(list, id++, own, f[-1], w[0].word);
  add3(list, id++, own, f[-1], w[0].suffix[1]);
  add3(list, id++, own, f[-1], w[0].known_features);
  add3(list, id++, own, f[-2], t[-1]);
  add3(list, id++, own, f[-2], w[0].word);
  add3(list, id++, own, f[-2], w[0].known_features);
  add3(list, id++, own, t[-1], t[1]);
  add3(list, id++, own, t[1], t[2]);
  add3(list, id++, own, t[-2], t[-1]);
  add2(list, id++, own, w[-1].word);
  add2(list, id++, own, w[1].word);
  add2(list, id++, own, w[-2].word);
  add2(list, id++, own, w[2].word);
  add3(list, id++, own, w[-1].word, w[0].word);
  add3(list, id++, own, w[0].word, w[1].word);
  add3(list, id++, own, w[0].word, t[1]);
  add3(list, id++, own, w[0].word, t[-1]);
  add3(list, id++, own, w[1].suffix[0], t[1]);
  add3(list, id++, own, w[1].suffix[1], t[1]);
  add3(list, id++, own, w[1].suffix[2], t[1]);
  add3(list, id++, own, w[2].suffix[1], t[2]);
  add3(list, id++, own, w[1].known_features, t[1]);
  add3(list, id++, own, w[2].known_features, t[2]);
  add3(list, id++, own, w[0].word, w[1].known_features);
  add3(list, id++, own, w[0].known_features, w[1].known_features);
  add2(list, id++, own, w[0].known_features);
  add3(list, id++, own, w[0].known_features, w[0].suffix[1]);
  add3(list, id++, own, w[0].known_features, t[-1]);
  add3(list, id++, own, w[0].known_features, t[1]);
  for (int k = -1; k <= 1; ++k, ++id) {
    if (w[k].fine) {
      add2(list, id, own, w[k].fine);
    }
  }
}

void
gesta_lemma_keys(const GestaTagContext *context, size_t word,
                 GestaFeatureKey hints, GestaKeyList *list)
{
  const size_t i = word + GESTA_WORD_MARGIN - 1;
  const GestaWordAtoms *const w = context->words + i;
  const GestaFeatureKey own = context->tags[i];
  const GestaFeatureKey features = context->features[i];
  const uint64_t shape = w->shape | (word == 1 ? 1024U : 0U);
  unsigned id = LEMMA_TEMPLATES;
  list->count = 0;
  add1(list, id++, own);
  add2(list, id++, own, w[0].form);
  add2(list, id++, own, w[0].word);
  add2(list, id++, features, w[0].word);
  add2(list, id++, own, shape);
  for (size_t k = 0; k < GESTA_SUFFIX_COUNT; ++k) {
    add2(list, id++, own, w[0].suffix[k]);
  }
  for (size_t k = 1; k < GESTA_SUFFIX_COUNT; ++k) {
    add2(list, id++, features, w[0].suffix[k]);
  }
  add2(list, id++, own, w[0].prefix[2]);
  add3(list, id++, own, w[0].prefix[0], w[0].suffix[1]);
  add2(list, id++, own, hints);
  add2(list, id++, features, hints);
  add3(list, id++, own, hints, shape);
  add3(list, id++, own, hints, w[0].suffix[1]);
  add3(list, id++, own, w[0].word, w[-1].word);
  add3(list, id++, own, w[0].word, w[1].word);
}
