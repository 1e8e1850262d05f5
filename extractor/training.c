// SPDX-License-Identifier: GPL-3.0-or-later
// What the parser learns from are tags as they will be predicted: each fold of
// the treebank is tagged by a tagger that has not seen it.
#include "extractor/training.h"

#include "extractor/language.h"
#include "extractor/lexicon/letter_profile.h"
#include "extractor/lexicon/morphology.h"
#include "extractor/model/model_file.h"
#include "extractor/parser/parser_training.h"
#include "extractor/tagger/tagger_training.h"
#include "extractor/text/segmenter.h"
#include "extractor/treebank.h"
#include "graph/base/text_buffer.h"

#include <assert.h>
#include <string.h>

enum {
  FOLDS = 5,
  BLOCK = 10,        // neighbouring sentences share words: they stay together
  TAGGER_EPOCHS = 8, // at most; more do not help
  SECTIONS = 3 + GESTA_TAGGER_PART_COUNT + GESTA_PARSER_PART_COUNT
};

typedef struct Work {
  GestaAllocator *allocator;
  GestaArena arena;
  GestaArena scratch;
  const GestaTraining *training;
  GestaMorphology *lexicon;
  GestaSentenceSet gold;
  GestaSentence *predicted; // [gold.count]  true trees, predicted tags
  GestaTextBuffer segmenter;
  GestaTextBuffer letters;
  GestaTextBuffer tagger[GESTA_TAGGER_PART_COUNT];
  GestaTextBuffer parser[GESTA_PARSER_PART_COUNT];
} Work;

static bool
in_fold(size_t sentence, unsigned fold)
{
  return sentence / BLOCK % FOLDS == fold;
}

static GestaTrainingOptions
options_of(const Work *work, unsigned fold, unsigned most)
{
  const unsigned epochs = work->training->epochs;
  return (GestaTrainingOptions){.seed = work->training->seed,
                                .epochs = epochs < most ? epochs : most,
                                .fold = fold,
                                .progress = work->training->progress};
}

static void
view_tagger(const GestaTextBuffer *buffers, GestaStringView *parts)
{
  for (size_t i = 0; i < GESTA_TAGGER_PART_COUNT; ++i) {
    parts[i] = gesta_text_buffer_view(&buffers[i]);
  }
}

// Tag sentences and keep what the tagger lends.
static GestaStatus
tag_sentence(const GestaTagger *tagger, Work *work, GestaSentence *sentence)
{
  GestaArena *arena = &work->arena;
  GestaStatus status = gesta_tagger_tag(tagger, &work->scratch, arena,
                                        sentence);
  for (size_t i = 1; i <= sentence->word_count && !status; ++i) {
    GestaWord *word = &sentence->words[i];
    status = gesta_arena_copy(arena, word->features, &word->features);
    if (!status) {
      status = gesta_arena_copy(arena, word->lemma, &word->lemma);
    }
  }
  return status;
}

// Learn a tagger from all folds but one and tag that one.
static GestaStatus
predict_fold(Work *work, unsigned fold)
{
  GestaTextBuffer buffers[GESTA_TAGGER_PART_COUNT];
  for (size_t i = 0; i < GESTA_TAGGER_PART_COUNT; ++i) {
    gesta_text_buffer_init(&buffers[i], work->allocator);
  }
  GestaTagger *tagger = NULL;
  const GestaSentence **others = gesta_allocate(
    work->allocator, work->gold.count,
    sizeof *others); // NOLINT(bugprone-sizeof-expression): pointers
  GestaStatus status = GESTA_ERR_MEMORY;
  if (!others) {
    goto done;
  }
  size_t count = 0;
  for (size_t s = 0; s < work->gold.count; ++s) {
    if (!in_fold(s, fold)) {
      others[count++] = work->gold.items[s];
    }
  }
  if (count == 0) { // a handful of sentences: better than nothing
    others[count++] = work->gold.items[0];
  }
  const GestaTrainingOptions options = options_of(work, fold + 1,
                                                  TAGGER_EPOCHS - 2);
  status = gesta_tagger_train(work->allocator,
                              (GestaSentenceSet){others, count}, work->lexicon,
                              &options, buffers);
  if (status) {
    goto done;
  }
  GestaStringView parts[GESTA_TAGGER_PART_COUNT];
  view_tagger(buffers, parts);
  status = gesta_tagger_open(work->allocator, parts, work->lexicon, &tagger);
  for (size_t s = 0; s < work->gold.count && !status; ++s) {
    if (in_fold(s, fold)) {
      status = tag_sentence(tagger, work, &work->predicted[s]);
    }
  }

done:
  gesta_tagger_close(tagger);
  gesta_release(work->allocator, others);
  for (size_t i = 0; i < GESTA_TAGGER_PART_COUNT; ++i) {
    gesta_text_buffer_clear(&buffers[i]);
  }
  return status;
}

// Copies of the held-out sentences, with tags by the final tagger.
static GestaStatus
prepare_held_out(Work *work, GestaSentenceSet *set)
{
  const GestaDocument *held_out = work->training->held_out;
  *set = (GestaSentenceSet){NULL, 0};
  if (!held_out) {
    return GESTA_OK;
  }
  const size_t count = held_out->sentence_count;
  const GestaSentence **items = gesta_arena_allocate(
    &work->arena, count,
    sizeof *items); // NOLINT(bugprone-sizeof-expression): pointers
  GestaSentence *copies = gesta_arena_allocate(&work->arena, count,
                                               sizeof *copies);
  if (!items || !copies) {
    return GESTA_ERR_MEMORY;
  }
  GestaTagger *tagger = NULL;
  GestaStringView parts[GESTA_TAGGER_PART_COUNT];
  view_tagger(work->tagger, parts);
  GestaStatus status = gesta_tagger_open(work->allocator, parts, work->lexicon,
                                         &tagger);
  for (size_t s = 0; s < count && !status; ++s) {
    items[s] = &copies[s];
    status = gesta_treebank_copy(&held_out->sentences[s], &work->arena,
                                 &copies[s]);
    if (!status) {
      status = tag_sentence(tagger, work, &copies[s]);
    }
  }
  gesta_tagger_close(tagger);
  *set = (GestaSentenceSet){items, count};
  return status;
}

static GestaStatus
learn_parser(Work *work)
{
  const size_t count = work->gold.count;
  work->predicted = gesta_arena_allocate(&work->arena, count,
                                         sizeof *work->predicted);
  const GestaSentence **items = gesta_arena_allocate(
    &work->arena, count,
    sizeof *items); // NOLINT(bugprone-sizeof-expression): pointers
  if (!work->predicted || !items) {
    return GESTA_ERR_MEMORY;
  }
  GestaStatus status = GESTA_OK;
  for (size_t s = 0; s < count && !status; ++s) {
    items[s] = &work->predicted[s];
    status = gesta_treebank_copy(work->gold.items[s], &work->arena,
                                 &work->predicted[s]);
  }
  for (unsigned fold = 0; fold < FOLDS && !status; ++fold) {
    status = predict_fold(work, fold);
  }
  GestaSentenceSet held_out = {NULL, 0};
  if (!status) {
    status = prepare_held_out(work, &held_out);
  }
  if (status) {
    return status;
  }
  const GestaTrainingOptions options = options_of(work, 0, UINT32_MAX);
  const GestaParserLessons lessons = {{items, count}, work->gold, held_out};
  return gesta_parser_train(work->allocator, &lessons, work->lexicon, &options,
                            work->parser);
}

static GestaStatus
write_model(const Work *work, GestaOutput *output)
{
  GestaModelSection sections[SECTIONS];
  size_t count = 0;
  sections[count++] = (GestaModelSection){
    "segmenter", gesta_text_buffer_view(&work->segmenter)};
  sections[count++] = (GestaModelSection){
    "letters", gesta_text_buffer_view(&work->letters)};
  char digest[GESTA_DIGEST_SIZE];
  gesta_morphology_digest(work->lexicon, digest);
  sections[count++] = (GestaModelSection){"lexicon", {digest, sizeof digest}};
  for (size_t i = 0; i < GESTA_TAGGER_PART_COUNT; ++i) {
    sections[count++] = (GestaModelSection){
      gesta_tagger_part_name((GestaTaggerPart)i),
      gesta_text_buffer_view(&work->tagger[i])};
  }
  for (size_t i = 0; i < GESTA_PARSER_PART_COUNT; ++i) {
    sections[count++] = (GestaModelSection){
      gesta_parser_part_name((GestaParserPart)i),
      gesta_text_buffer_view(&work->parser[i])};
  }
  return gesta_model_file_write(work->allocator, sections, count, output);
}

static GestaStatus
run_stages(Work *work, GestaOutput *output)
{
  const GestaTraining *training = work->training;
  GestaStatus status = gesta_segmenter_train(
    work->allocator, training->documents, training->document_count,
    training->seed, &work->segmenter);
  if (status) {
    return status;
  }
  status = gesta_letter_profile_train(work->allocator, work->gold,
                                      &work->letters);
  if (status) {
    return status;
  }
  const GestaTrainingOptions options = options_of(work, 0, TAGGER_EPOCHS);
  status = gesta_tagger_train(work->allocator, work->gold, work->lexicon,
                              &options, work->tagger);
  if (status) {
    return status;
  }
  status = learn_parser(work);
  return status ? status : write_model(work, output);
}

GestaStatus
gesta_train(GestaAllocator *allocator, const GestaTraining *training,
            GestaOutput *output, GestaError *error)
{
  assert(allocator && training && output);
  Work work = {.allocator = allocator, .training = training};
  gesta_arena_init(&work.arena, allocator);
  gesta_arena_init(&work.scratch, allocator);
  gesta_text_buffer_init(&work.segmenter, allocator);
  gesta_text_buffer_init(&work.letters, allocator);
  for (size_t i = 0; i < GESTA_TAGGER_PART_COUNT; ++i) {
    gesta_text_buffer_init(&work.tagger[i], allocator);
  }
  for (size_t i = 0; i < GESTA_PARSER_PART_COUNT; ++i) {
    gesta_text_buffer_init(&work.parser[i], allocator);
  }
  GestaStatus status = gesta_language_lexicon_open(
    allocator, training->data_directory, training->language, &work.lexicon,
    error);
  if (status) {
    goto done;
  }
  status = gesta_treebank_collect(allocator, training, &work.arena, &work.gold,
                                  error);
  if (status) {
    goto done;
  }
  status = run_stages(&work, output);
  if (status) {
    (void)gesta_error_set(error, status, "the model was not written: %s",
                          gesta_status_text(status));
  }

done:
  for (size_t i = 0; i < GESTA_PARSER_PART_COUNT; ++i) {
    gesta_text_buffer_clear(&work.parser[i]);
  }
  for (size_t i = 0; i < GESTA_TAGGER_PART_COUNT; ++i) {
    gesta_text_buffer_clear(&work.tagger[i]);
  }
  gesta_text_buffer_clear(&work.letters);
  gesta_text_buffer_clear(&work.segmenter);
  gesta_morphology_close(work.lexicon);
  gesta_arena_clear(&work.scratch);
  gesta_arena_clear(&work.arena);
  return status;
}
