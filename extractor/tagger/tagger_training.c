// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/tagger/tagger_training.h"

#include "extractor/model/learner.h"
#include "extractor/model/symbol_list.h"
#include "extractor/tagger/edit_script.h"
#include "extractor/tagger/lemma_hints.h"
#include "extractor/tagger/tag_features.h"

#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { RARE_SCRIPT = 2 };       // scripts of fewer words are not learnt
enum { WEIGHT_LIMIT = 400000 }; // what is left out costs no accuracy
enum { MARGIN = 30 };           // by so much a right tag must win
enum { WEIGHT_THRESHOLD = 12 }; // in sixteenths of an update

typedef struct Training {
  GestaAllocator *allocator;
  GestaArena arena;
  GestaSentenceSet sentences;
  const GestaTrainingOptions *options;
  GestaTagContext *contexts; // [sentences.count]
  uint32_t *order;           // [sentences.count]
  uint32_t **sets;           // [sentences.count][word_count + 1]  gold classes
  uint32_t **scripts;        // the same; UINT32_MAX: too rare to learn
  size_t first_set[GESTA_UPOS_COUNT + 1];
  GestaSymbolList set_names;
  GestaSymbolList script_names;
  uint64_t random;
} Training;

// Learn one word and say whether it was right already.
typedef GestaStatus
LearnWord(Training *training, GestaLearner *learner, size_t sentence,
          size_t word, bool *right);

static int
compare_names(const void *a, const void *b)
{
  const GestaStringView *x = a;
  const GestaStringView *y = b;
  return gesta_view_compare(*x, *y);
}

// The name of the set of a word: its tag, a blank, its features.
static GestaStatus
name_set(Training *training, const GestaWord *word, GestaStringView *name)
{
  const GestaStringView tag = gesta_upos_name(word->upos);
  const size_t size = tag.size + 1 + word->features.size;
  char *text = gesta_arena_allocate(&training->arena, size, 1);
  if (!text) {
    return GESTA_ERR_MEMORY;
  }
  memcpy(text, tag.data, tag.size);
  text[tag.size] = ' ';
  if (word->features.size > 0) {
    memcpy(text + tag.size + 1, word->features.data, word->features.size);
  }
  *name = (GestaStringView){text, size};
  return GESTA_OK;
}

static bool
has_features(const GestaWord *word)
{
  return !gesta_view_equal(word->features, gesta_view(GESTA_UNKNOWN_FEATURES));
}

// Number the sets by name: tags are in the order of their names, too.
static GestaStatus
collect_sets(Training *training)
{
  GestaSymbolList found;
  gesta_symbol_list_init(&found, training->allocator);
  GestaStatus status = GESTA_OK;
  for (size_t s = 0; s < training->sentences.count && !status; ++s) {
    const GestaSentence *sentence = training->sentences.items[s];
    for (size_t i = 1; i <= sentence->word_count && !status; ++i) {
      GestaStringView name;
      uint32_t symbol = 0;
      if (!has_features(&sentence->words[i])) {
        continue;
      }
      status = name_set(training, &sentence->words[i], &name);
      if (!status) {
        status = gesta_symbol_list_add(&found, name, &symbol);
      }
    }
  }
  if (!status && found.count > 0) {
    qsort(found.names, found.count, sizeof *found.names, compare_names);
  }
  for (size_t i = 0; i < found.count && !status; ++i) {
    uint32_t symbol = 0;
    status = gesta_symbol_list_add(&training->set_names, found.names[i],
                                   &symbol);
  }
  gesta_symbol_list_clear(&found);
  if (!status && training->set_names.count > GESTA_CLASS_LIMIT) {
    status = GESTA_ERR_TOO_LARGE;
  }
  return status;
}

static GestaStatus
assign_sets(Training *training)
{
  GestaStatus status = collect_sets(training);
  if (status) {
    return status;
  }
  for (size_t i = 0; i < training->set_names.count; ++i) {
    const GestaStringView name = training->set_names.names[i];
    const char *blank = memchr(name.data, ' ', name.size);
    const size_t size = (size_t)(blank - name.data);
    const GestaUpos upos = gesta_upos_find((GestaStringView){name.data, size});
    for (size_t t = (size_t)upos + 1; t <= GESTA_UPOS_COUNT; ++t) {
      training->first_set[t] = i + 1;
    }
  }
  for (size_t s = 0; s < training->sentences.count; ++s) {
    const GestaSentence *sentence = training->sentences.items[s];
    for (size_t i = 1; i <= sentence->word_count; ++i) {
      GestaStringView name;
      if (!has_features(&sentence->words[i])) {
        training->sets[s][i] = UINT32_MAX;
        continue;
      }
      status = name_set(training, &sentence->words[i], &name);
      if (!status) {
        status = gesta_symbol_list_find(&training->set_names, name,
                                        &training->sets[s][i]);
      }
      if (status) {
        return status;
      }
    }
  }
  return GESTA_OK;
}

// The script of a word: the lexicon's lemma if that is right, else an edit.
static GestaStatus
name_script(Training *training, size_t sentence, size_t index,
            GestaStringView *name)
{
  const GestaWord *word = &training->sentences.items[sentence]->words[index];
  const GestaWordAtoms *atoms = training->contexts[sentence].words + index
                                + GESTA_WORD_MARGIN - 1;
  GestaLemmaHints hints;
  gesta_lemma_hints_find(atoms, word->upos, &hints);
  for (size_t i = 0; i < hints.count; ++i) {
    GestaStringView lemma;
    const GestaStatus status = gesta_lemma_hint_apply(atoms, hints.items[i],
                                                      &training->arena, &lemma);
    if (status) {
      return status;
    }
    if (gesta_view_equal(lemma, word->lemma)) {
      static const char names[] = "@0@1";
      *name = (GestaStringView){names + 2 * i, 2};
      return GESTA_OK;
    }
  }
  return gesta_edit_script_make(word->form, atoms->lower, word->lemma,
                                &training->arena, name);
}

// Number the scripts: those that are too rare have no number.
static GestaStatus
assign_scripts(Training *training)
{
  GestaSymbolList found;
  gesta_symbol_list_init(&found, training->allocator);
  uint32_t symbol = 0;
  GestaStatus status = gesta_symbol_list_add(&training->script_names,
                                             gesta_view("k||"), &symbol);
  for (size_t s = 0; s < training->sentences.count && !status; ++s) {
    const size_t n = training->sentences.items[s]->word_count;
    for (size_t i = 1; i <= n && !status; ++i) {
      GestaStringView name;
      status = name_script(training, s, i, &name);
      if (!status) {
        status = gesta_symbol_list_add(&found, name, &training->scripts[s][i]);
      }
    }
  }
  for (size_t i = 0; i < found.count && !status; ++i) {
    if (found.uses[i] >= RARE_SCRIPT
        && training->script_names.count < GESTA_CLASS_LIMIT) {
      status = gesta_symbol_list_add(&training->script_names, found.names[i],
                                     &symbol);
    }
  }
  for (size_t s = 0; s < training->sentences.count && !status; ++s) {
    const size_t n = training->sentences.items[s]->word_count;
    for (size_t i = 1; i <= n; ++i) {
      const GestaStringView name = found.names[training->scripts[s][i]];
      training->scripts[s][i] = UINT32_MAX;
      if (gesta_symbol_list_find(&training->script_names, name, &symbol)
          == GESTA_OK) {
        training->scripts[s][i] = symbol;
      }
    }
  }
  gesta_symbol_list_clear(&found);
  return status;
}

static GestaStatus
learn_upos(Training *training, GestaLearner *learner, size_t sentence,
           size_t word, bool *right)
{
  GestaTagContext *context = &training->contexts[sentence];
  const size_t gold =
    (size_t)training->sentences.items[sentence]->words[word].upos;
  int32_t scores[GESTA_UPOS_COUNT];
  GestaKeyList list;
  gesta_upos_keys(context, word, &list);
  gesta_learner_score(learner, list.keys, list.count, scores);
  size_t best = GESTA_UPOS_NONE + 1;
  for (size_t t = best + 1; t < GESTA_UPOS_COUNT; ++t) {
    best = scores[t] > scores[best] ? t : best;
  }
  gesta_tag_context_set_upos(context, word, (GestaUpos)best);
  *right = best == gold;
  scores[gold] -= MARGIN;
  best = GESTA_UPOS_NONE + 1;
  for (size_t t = best + 1; t < GESTA_UPOS_COUNT; ++t) {
    best = scores[t] > scores[best] ? t : best;
  }
  return best == gold ? GESTA_OK
                      : gesta_learner_update(learner, list.keys, list.count,
                                             (uint32_t)gold, (uint32_t)best);
}

// The best of a tag's sets of features.
static size_t
best_set(const int32_t *scores, size_t begin, size_t end)
{
  size_t best = begin;
  for (size_t i = begin + 1; i < end; ++i) {
    best = scores[i] > scores[best] ? i : best;
  }
  return best;
}

static GestaStatus
learn_features(Training *training, GestaLearner *learner, size_t sentence,
               size_t word, bool *right)
{
  GestaTagContext *context = &training->contexts[sentence];
  const GestaUpos upos = training->sentences.items[sentence]->words[word].upos;
  const size_t gold = training->sets[sentence][word];
  if (word == 1) { // all tags are known when features are decided
    const size_t n = training->sentences.items[sentence]->word_count;
    for (size_t i = 1; i <= n; ++i) {
      gesta_tag_context_set_upos(
        context, i, training->sentences.items[sentence]->words[i].upos);
    }
  }
  if (training->first_set[upos] == training->first_set[upos + 1]) {
    *right = true; // no word of this tag shows its features
    return GESTA_OK;
  }
  int32_t scores[GESTA_CLASS_LIMIT];
  GestaKeyList list;
  gesta_morph_keys(context, word, &list);
  gesta_learner_score(learner, list.keys, list.count, scores);
  const size_t begin = training->first_set[upos];
  const size_t end = training->first_set[upos + 1];
  size_t best = best_set(scores, begin, end);
  const GestaStringView name = training->set_names.names[best];
  const size_t skip = gesta_upos_name(upos).size + 1;
  gesta_tag_context_set_features(
    context, word, upos, (GestaStringView){name.data + skip, name.size - skip});
  *right = best == gold || gold == UINT32_MAX;
  if (gold == UINT32_MAX) {
    return GESTA_OK;
  }
  scores[gold] -= MARGIN;
  best = best_set(scores, begin, end);
  return best == gold ? GESTA_OK
                      : gesta_learner_update(learner, list.keys, list.count,
                                             (uint32_t)gold, (uint32_t)best);
}

static GestaStatus
learn_lemma(Training *training, GestaLearner *learner, size_t sentence,
            size_t index, bool *right)
{
  GestaTagContext *context = &training->contexts[sentence];
  const GestaWord *word = &training->sentences.items[sentence]->words[index];
  const GestaWordAtoms *atoms = context->words + index + GESTA_WORD_MARGIN - 1;
  const uint32_t gold = training->scripts[sentence][index];
  *right = false;
  if (gold == UINT32_MAX) {
    return GESTA_OK;
  }
  gesta_tag_context_set_features(context, index, word->upos, word->features);
  GestaLemmaHints hints;
  gesta_lemma_hints_find(atoms, word->upos, &hints);
  int32_t scores[GESTA_CLASS_LIMIT];
  GestaKeyList list;
  gesta_lemma_keys(context, index, hints.key, &list);
  gesta_learner_score(learner, list.keys, list.count, scores);
  const GestaStringView *names = training->script_names.names;
  size_t best = 0;
  for (size_t i = 1; i < training->script_names.count; ++i) {
    if (scores[i] > scores[best]
        && (names[i].data[0] == '@'
              ? (size_t)(names[i].data[1] - '0') < hints.count
              : gesta_edit_script_fits(names[i], word->form, atoms->lower))) {
      best = i;
    }
  }
  *right = best == gold;
  return *right ? GESTA_OK
                : gesta_learner_update(learner, list.keys, list.count, gold,
                                       (uint32_t)best);
}

static GestaStatus
run_epochs(Training *training, const char *stage, size_t class_count,
           LearnWord *learn, GestaTextBuffer *part)
{
  GestaLearner *learner = NULL;
  GestaStatus status = gesta_learner_new(training->allocator,
                                         (uint32_t)class_count, &learner);
  const unsigned epochs = training->options->epochs;
  for (unsigned epoch = 1; epoch <= epochs && !status; ++epoch) {
    size_t rights = 0;
    size_t words = 0;
    gesta_random_shuffle(&training->random, training->order,
                         training->sentences.count);
    for (size_t k = 0; k < training->sentences.count && !status; ++k) {
      const size_t s = training->order[k];
      const size_t n = training->sentences.items[s]->word_count;
      for (size_t i = 1; i <= n && !status; ++i) {
        bool right = false;
        gesta_learner_step(learner);
        status = learn(training, learner, s, i, &right);
        rights += right;
        ++words;
      }
    }
    GestaTrainingProgress *progress = training->options->progress;
    if (progress && !status) {
      const GestaTrainingReport report = {
        stage,  training->options->fold,        epoch,
        epochs, (double)rights / (double)words, -1.0};
      progress->report(progress, &report);
    }
  }
  if (!status) {
    status = gesta_learner_freeze(learner, WEIGHT_THRESHOLD, WEIGHT_LIMIT,
                                  part);
  }
  gesta_learner_free(learner);
  return status;
}

static GestaStatus
prepare(Training *training, const GestaMorphology *lexicon)
{
  const size_t count = training->sentences.count;
  GestaArena *arena = &training->arena;
  training->contexts = gesta_arena_allocate(arena, count,
                                            sizeof *training->contexts);
  training->order = gesta_arena_allocate(arena, count, sizeof *training->order);
  training->sets = gesta_arena_allocate(arena, count, sizeof *training->sets);
  training->scripts = gesta_arena_allocate(arena, count,
                                           sizeof *training->scripts);
  if (!training->contexts || !training->order || !training->sets
      || !training->scripts) {
    return GESTA_ERR_MEMORY;
  }
  for (size_t s = 0; s < count; ++s) {
    const size_t room = training->sentences.items[s]->word_count + 1;
    training->order[s] = (uint32_t)s;
    training->sets[s] = gesta_arena_allocate(arena, room, sizeof(uint32_t));
    training->scripts[s] = gesta_arena_allocate(arena, room, sizeof(uint32_t));
    if (!training->sets[s] || !training->scripts[s]) {
      return GESTA_ERR_MEMORY;
    }
    const GestaStatus status = gesta_tag_context_init(
      training->sentences.items[s], lexicon, arena, &training->contexts[s]);
    if (status) {
      return status;
    }
  }
  const GestaStatus status = assign_sets(training);
  return status ? status : assign_scripts(training);
}

GestaStatus
gesta_tagger_train(GestaAllocator *allocator, GestaSentenceSet sentences,
                   const GestaMorphology *lexicon,
                   const GestaTrainingOptions *options,
                   GestaTextBuffer parts[GESTA_TAGGER_PART_COUNT])
{
  assert(allocator && options && parts && sentences.count > 0);
  Training training = {.allocator = allocator,
                       .sentences = sentences,
                       .options = options,
                       .random = options->seed};
  gesta_arena_init(&training.arena, allocator);
  gesta_symbol_list_init(&training.set_names, allocator);
  gesta_symbol_list_init(&training.script_names, allocator);

  GestaStatus status = prepare(&training, lexicon);
  if (status) {
    goto done;
  }
  status = gesta_symbol_list_write(&training.set_names,
                                   &parts[GESTA_TAGGER_SETS]);
  if (status) {
    goto done;
  }
  status = gesta_symbol_list_write(&training.script_names,
                                   &parts[GESTA_TAGGER_SCRIPTS]);
  if (status) {
    goto done;
  }
  status = run_epochs(&training, "upos", GESTA_UPOS_COUNT, learn_upos,
                      &parts[GESTA_TAGGER_UPOS]);
  if (status) {
    goto done;
  }
  status = run_epochs(&training, "features", training.set_names.count,
                      learn_features, &parts[GESTA_TAGGER_FEATURES]);
  if (status) {
    goto done;
  }
  status = run_epochs(&training, "lemma", training.script_names.count,
                      learn_lemma, &parts[GESTA_TAGGER_LEMMAS]);

done:
  gesta_symbol_list_clear(&training.set_names);
  gesta_symbol_list_clear(&training.script_names);
  gesta_arena_clear(&training.arena);
  return status;
}
