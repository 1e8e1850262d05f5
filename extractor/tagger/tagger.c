// SPDX-License-Identifier: GPL-3.0-or-later
// 1. Names of feature sets begin with their tag and a blank and are sorted by
//    tag: the sets of tag t are those from first_set[t] to first_set[t + 1].
// 2. Every part of speech but NONE that has a set can be predicted; one without
//    a set has no features.
// 3. Script 0 is "k||": the lemma is the form.

#include "extractor/tagger/tagger.h"

#include "extractor/model/symbol_list.h"
#include "extractor/model/weight_table.h"
#include "extractor/tagger/edit_script.h"
#include "extractor/tagger/lemma_hints.h"
#include "extractor/tagger/tag_features.h"

#include <assert.h>
#include <limits.h>
#include <string.h>

struct GestaTagger {
  GestaAllocator *allocator;      // borrowed
  const GestaMorphology *lexicon; // borrowed; may be NULL
  GestaWeightTable upos;
  GestaWeightTable features;
  GestaWeightTable lemmas;
  GestaSymbolList sets;
  GestaSymbolList scripts;
  size_t first_set[GESTA_UPOS_COUNT + 1];
};

const char *
gesta_tagger_part_name(GestaTaggerPart part)
{
  static const char *const names[] = {"upos", "sets", "features", "scripts",
                                      "lemmas"};
  return names[part];
}

// The part of speech that a set's name begins with.
static GestaUpos
set_upos(GestaStringView name)
{
  const char *blank = memchr(name.data, ' ', name.size);
  if (!blank) {
    return GESTA_UPOS_NONE;
  }
  return gesta_upos_find(
    (GestaStringView){name.data, (size_t)(blank - name.data)});
}

static GestaStringView
set_features(GestaStringView name)
{
  const char *blank = memchr(name.data, ' ', name.size);
  assert(blank);
  const size_t skip = (size_t)(blank - name.data) + 1;
  return (GestaStringView){name.data + skip, name.size - skip};
}

// Check invariant 1 and find where each tag's sets begin.
static GestaStatus
index_sets(GestaTagger *tagger)
{
  size_t tag = 0;
  for (size_t i = 0; i < tagger->sets.count; ++i) {
    const GestaUpos upos = set_upos(tagger->sets.names[i]);
    if (upos == GESTA_UPOS_NONE || (size_t)upos < tag) {
      return GESTA_ERR_CORRUPT;
    }
    while (tag < (size_t)upos) {
      tagger->first_set[++tag] = i;
    }
  }
  while (tag < GESTA_UPOS_COUNT) {
    tagger->first_set[++tag] = tagger->sets.count;
  }
  return GESTA_OK;
}

static bool
is_hint(GestaStringView script, size_t *number)
{
  if (script.size != 2 || script.data[0] != '@' || script.data[1] < '0'
      || script.data[1] >= '0' + GESTA_HINT_LIMIT) {
    return false;
  }
  *number = (size_t)(script.data[1] - '0');
  return true;
}

// Check invariant 3, and that all names are scripts.
static GestaStatus
check_scripts(const GestaSymbolList *scripts)
{
  if (scripts->count == 0
      || !gesta_view_equal(scripts->names[0], gesta_view("k||"))) {
    return GESTA_ERR_CORRUPT;
  }
  for (size_t i = 0; i < scripts->count; ++i) {
    size_t number = 0;
    if (!is_hint(scripts->names[i], &number)
        && !gesta_edit_script_is_valid(scripts->names[i])) {
      return GESTA_ERR_CORRUPT;
    }
  }
  return GESTA_OK;
}

static GestaStatus
open_parts(GestaTagger *tagger, const GestaStringView *parts)
{
  GestaStatus status = gesta_weight_table_open(parts[GESTA_TAGGER_UPOS],
                                               &tagger->upos);
  if (status) {
    return status;
  }
  status = gesta_weight_table_open(parts[GESTA_TAGGER_FEATURES],
                                   &tagger->features);
  if (status) {
    return status;
  }
  status = gesta_weight_table_open(parts[GESTA_TAGGER_LEMMAS], &tagger->lemmas);
  if (status) {
    return status;
  }
  status = gesta_symbol_list_read(&tagger->sets, parts[GESTA_TAGGER_SETS]);
  if (status) {
    return status;
  }
  status = gesta_symbol_list_read(&tagger->scripts,
                                  parts[GESTA_TAGGER_SCRIPTS]);
  if (status) {
    return status;
  }
  if (tagger->upos.class_count != GESTA_UPOS_COUNT
      || tagger->features.class_count != tagger->sets.count
      || tagger->lemmas.class_count != tagger->scripts.count) {
    return GESTA_ERR_CORRUPT;
  }
  status = index_sets(tagger);
  if (status) {
    return status;
  }
  return check_scripts(&tagger->scripts);
}

GestaStatus
gesta_tagger_open(GestaAllocator *allocator,
                  const GestaStringView parts[GESTA_TAGGER_PART_COUNT],
                  const GestaMorphology *lexicon, GestaTagger **tagger)
{
  assert(allocator && parts && tagger);
  GestaTagger *opened = gesta_allocate(allocator, 1, sizeof *opened);
  if (!opened) {
    return GESTA_ERR_MEMORY;
  }
  *opened = (GestaTagger){.allocator = allocator, .lexicon = lexicon};
  gesta_symbol_list_init(&opened->sets, allocator);
  gesta_symbol_list_init(&opened->scripts, allocator);
  const GestaStatus status = open_parts(opened, parts);
  if (status) {
    gesta_tagger_close(opened);
    return status;
  }
  *tagger = opened;
  return GESTA_OK;
}

void
gesta_tagger_close(GestaTagger *tagger)
{
  if (tagger) {
    gesta_symbol_list_clear(&tagger->sets);
    gesta_symbol_list_clear(&tagger->scripts);
    gesta_release(tagger->allocator, tagger);
  }
}

static GestaUpos
best_upos(const int32_t *scores)
{
  size_t best = GESTA_UPOS_NONE + 1;
  for (size_t t = best + 1; t < GESTA_UPOS_COUNT; ++t) {
    if (scores[t] > scores[best]) {
      best = t;
    }
  }
  return (GestaUpos)best;
}

static GestaStringView
best_features(const GestaTagger *tagger, const GestaTagContext *context,
              size_t word, GestaUpos upos, GestaKeyList *list)
{
  const size_t begin = tagger->first_set[upos];
  const size_t end = tagger->first_set[upos + 1];
  if (begin == end) {
    return (GestaStringView){NULL, 0};
  }
  size_t best = begin;
  if (end - begin > 1) {
    int32_t scores[GESTA_CLASS_LIMIT];
    gesta_morph_keys(context, word, list);
    gesta_weight_table_score(&tagger->features, list->keys, list->count,
                             scores);
    for (size_t i = begin + 1; i < end; ++i) {
      if (scores[i] > scores[best]) {
        best = i;
      }
    }
  }
  return set_features(tagger->sets.names[best]);
}

static GestaStatus
choose_lemma(const GestaTagger *tagger, const GestaTagContext *context,
             size_t index, GestaKeyList *list, GestaArena *arena,
             GestaWord *word)
{
  const GestaWordAtoms *atoms = context->words + index + GESTA_WORD_MARGIN - 1;
  GestaLemmaHints hints;
  gesta_lemma_hints_find(atoms, word->upos, &hints);
  int32_t scores[GESTA_CLASS_LIMIT];
  gesta_lemma_keys(context, index, hints.key, list);
  gesta_weight_table_score(&tagger->lemmas, list->keys, list->count, scores);

  const GestaStringView *scripts = tagger->scripts.names;
  size_t best = 0; // always possible (invariant 3)
  for (size_t i = 1; i < tagger->scripts.count; ++i) {
    size_t number = 0;
    if (scores[i] <= scores[best]) {
      continue;
    }
    if (is_hint(scripts[i], &number)
          ? number < hints.count
          : gesta_edit_script_fits(scripts[i], word->form, atoms->lower)) {
      best = i;
    }
  }
  size_t number = 0;
  if (is_hint(scripts[best], &number)) {
    return gesta_lemma_hint_apply(atoms, hints.items[number], arena,
                                  &word->lemma);
  }
  return gesta_edit_script_apply(scripts[best], word->form, atoms->lower, arena,
                                 &word->lemma);
}

// Keep a lemma that was made in scratch: where it is the beginning of the
// form, there.
static GestaStatus
keep_lemma(GestaArena *arena, GestaWord *word)
{
  const GestaStringView lemma = word->lemma;
  if (lemma.size <= word->form.size
      && memcmp(lemma.data, word->form.data, lemma.size) == 0) {
    word->lemma = (GestaStringView){word->form.data, lemma.size};
    return GESTA_OK;
  }
  return gesta_arena_copy(arena, lemma, &word->lemma);
}

// Features and lemma of a word, when all tags are known and the features
// before.
static GestaStatus
finish_word(const GestaTagger *tagger, GestaTagContext *context, size_t index,
            GestaArena *scratch, GestaArena *arena, GestaWord *word)
{
  GestaKeyList list;
  word->features = best_features(tagger, context, index, word->upos, &list);
  gesta_tag_context_set_features(context, index, word->upos, word->features);
  const GestaStatus status = choose_lemma(tagger, context, index, &list,
                                          scratch, word);
  return status ? status : keep_lemma(arena, word);
}

GestaStatus
gesta_tagger_tag(const GestaTagger *tagger, GestaArena *scratch,
                 GestaArena *arena, GestaSentence *sentence)
{
  assert(tagger && scratch && arena && sentence);
  GestaTagContext context;
  gesta_arena_reset(scratch);
  GestaStatus status = gesta_tag_context_init(sentence, tagger->lexicon,
                                              scratch, &context);
  if (status) {
    return status;
  }
  GestaKeyList list;
  for (size_t i = 1; i <= sentence->word_count; ++i) {
    int32_t scores[GESTA_UPOS_COUNT];
    gesta_upos_keys(&context, i, &list);
    gesta_weight_table_score(&tagger->upos, list.keys, list.count, scores);
    sentence->words[i].upos = best_upos(scores);
    gesta_tag_context_set_upos(&context, i, sentence->words[i].upos);
  }
  for (size_t i = 1; i <= sentence->word_count && !status; ++i) {
    status = finish_word(tagger, &context, i, scratch, arena,
                         &sentence->words[i]);
  }
  return status;
}

GestaStatus
gesta_tagger_follow(const GestaTagger *tagger, const GestaUpos *before,
                    GestaArena *scratch, GestaArena *arena,
                    GestaSentence *sentence)
{
  assert(tagger && before && scratch && arena && sentence);
  size_t changes = 0;
  for (size_t i = 1; i <= sentence->word_count; ++i) {
    changes += before[i] != sentence->words[i].upos;
  }
  if (changes == 0) {
    return GESTA_OK;
  }
  GestaTagContext context;
  gesta_arena_reset(scratch);
  GestaStatus status = gesta_tag_context_init(sentence, tagger->lexicon,
                                              scratch, &context);
  if (status) {
    return status;
  }
  for (size_t i = 1; i <= sentence->word_count; ++i) {
    gesta_tag_context_set_upos(&context, i, sentence->words[i].upos);
  }
  for (size_t i = 1; i <= sentence->word_count && !status; ++i) {
    GestaWord *word = &sentence->words[i];
    if (before[i] == word->upos) {
      gesta_tag_context_set_features(&context, i, word->upos, word->features);
    } else {
      status = finish_word(tagger, &context, i, scratch, arena, word);
    }
  }
  return status;
}
