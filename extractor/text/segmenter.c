// SPDX-License-Identifier: GPL-3.0-or-later
// Sentence by sentence: find its span, cut it into tokens, decide which tokens
// hold several words, and copy both into arrays of the right size.

#include "extractor/text/segmenter.h"

#include "extractor/text/multiword_model.h"
#include "extractor/text/multiword_splitter.h"
#include "extractor/text/segmentation_rules.h"
#include "extractor/text/sentence_splitter.h"
#include "extractor/text/tokenizer.h"

#include <assert.h>
#include <string.h>

struct GestaSegmenter {
  GestaAllocator *allocator;
  GestaSegmentationRules rules;
  GestaMultiwordModel model;
};

// One call of gesta_segment() or gesta_segment_part().
typedef struct Work {
  const GestaSegmenter *segmenter;
  GestaStringView text;
  GestaArena *arena;
  GestaTokenSpans spans;
  GestaTokenWords *words; // [GESTA_SENTENCE_TOKEN_LIMIT]
  GestaSentence *sentences;
  size_t sentence_count;
  size_t sentence_room;
} Work;

GestaStatus
gesta_segmenter_open(GestaAllocator *allocator, const char *data_directory,
                     GestaStringView language, GestaStringView section,
                     GestaSegmenter **segmenter, GestaError *error)
{
  assert(allocator && data_directory && segmenter);

  GestaSegmenter *opened = gesta_allocate(allocator, 1, sizeof *opened);
  if (!opened) {
    return GESTA_ERR_MEMORY;
  }
  opened->allocator = allocator;
  GestaStatus status = gesta_segmentation_rules_read(
    allocator, data_directory, language, &opened->rules, error);
  if (status) {
    goto fail;
  }
  status = gesta_multiword_model_open(allocator, section, &opened->model);
  if (status) {
    if (status == GESTA_ERR_CORRUPT) {
      (void)gesta_error_set(error, status,
                            "the model's section for multiword tokens is "
                            "damaged: train the model again");
    }
    gesta_segmentation_rules_clear(&opened->rules);
    goto fail;
  }
  *segmenter = opened;
  return GESTA_OK;

fail:
  gesta_release(allocator, opened);
  return status;
}

void
gesta_segmenter_close(GestaSegmenter *segmenter)
{
  if (segmenter) {
    gesta_multiword_model_clear(&segmenter->model);
    gesta_segmentation_rules_clear(&segmenter->rules);
    gesta_release(segmenter->allocator, segmenter);
  }
}

GestaStatus
gesta_segmenter_train(GestaAllocator *allocator, const GestaDocument *documents,
                      size_t document_count, uint64_t seed,
                      GestaTextBuffer *section)
{
  return gesta_multiword_model_train(allocator, documents, document_count, seed,
                                     section);
}

static GestaStatus
add_sentence(Work *work, const GestaSentence *sentence)
{
  if (work->sentence_count == work->sentence_room) {
    GestaAllocator *allocator = work->segmenter->allocator;
    const size_t room = work->sentence_room ? work->sentence_room * 2 : 64;
    GestaSentence *grown = allocator->resize(allocator, work->sentences,
                                             room * sizeof *grown);
    if (!grown) {
      return GESTA_ERR_MEMORY;
    }
    work->sentences = grown;
    work->sentence_room = room;
  }
  work->sentences[work->sentence_count++] = *sentence;
  return GESTA_OK;
}

// Whether a blank, or the end of the text, follows.
static bool
is_before_blank(const Work *work, size_t offset)
{
  size_t size = 0;
  return offset >= work->text.size
         || (gesta_character_at(&work->segmenter->rules.characters, work->text,
                                offset, &size)
             & GESTA_IS_SPACE);
}

static GestaStatus
fill_tokens(const Work *work, const GestaTokenSpan *spans,
            GestaSentence *sentence)
{
  sentence->tokens = gesta_arena_allocate(work->arena, sentence->token_count,
                                          sizeof *sentence->tokens);
  if (!sentence->tokens) {
    return GESTA_ERR_MEMORY;
  }
  for (size_t i = 0; i < sentence->token_count; ++i) {
    GestaToken *token = &sentence->tokens[i];
    token->begin = spans[i].begin;
    token->end = spans[i].end;
    token->form = (GestaStringView){work->text.data + token->begin,
                                    token->end - token->begin};
    token->space_after = is_before_blank(work, token->end);
  }
  return GESTA_OK;
}

static GestaStatus
fill_words(const Work *work, GestaSentence *sentence)
{
  const GestaSegmenter *segmenter = work->segmenter;
  for (size_t i = 0; i < sentence->token_count; ++i) {
    const GestaMultiwordContext context = gesta_multiword_context(
      sentence->tokens, sentence->token_count, i);
    const GestaStatus status = gesta_multiword_split(
      &segmenter->rules, &segmenter->model, &context, work->arena,
      &work->words[i]);
    if (status) {
      return status;
    }
    sentence->word_count += work->words[i].count;
  }
  sentence->words = gesta_arena_allocate(work->arena, sentence->word_count + 1,
                                         sizeof *sentence->words);
  if (!sentence->words) {
    return GESTA_ERR_MEMORY;
  }
  uint32_t next = 1; // at most 4 words for each of the tokens of a sentence
  for (size_t i = 0; i < sentence->token_count; ++i) {
    const GestaTokenWords *words = &work->words[i];
    sentence->tokens[i].first_word = next;
    sentence->tokens[i].word_count = (uint32_t)words->count;
    for (size_t j = 0; j < words->count; ++j, ++next) {
      sentence->words[next].form = words->words[j];
      sentence->words[next].token = (uint32_t)i;
    }
  }
  return GESTA_OK;
}

static bool
is_comma(const Work *work, GestaTokenSpan span)
{
  const char byte = work->text.data[span.begin];
  return span.end - span.begin == 1 && (byte == ',' || byte == ';');
}

// How many of the tokens from `first` make a sentence.  An overlong one is cut,
// after a comma or semicolon if its second half has one.
static size_t
sentence_size(const Work *work, size_t first)
{
  const size_t left = work->spans.count - first;
  if (left <= GESTA_SENTENCE_TOKEN_LIMIT) {
    return left;
  }
  for (size_t size = GESTA_SENTENCE_TOKEN_LIMIT;
       size > GESTA_SENTENCE_TOKEN_LIMIT / 2; --size) {
    if (is_comma(work, work->spans.spans[first + size - 1])) {
      return size;
    }
  }
  return GESTA_SENTENCE_TOKEN_LIMIT;
}

static GestaStatus
segment_sentence(Work *work, const GestaSentenceSpan *span)
{
  GestaStatus status = gesta_tokenize(&work->segmenter->rules, work->text,
                                      span->begin, span->end, &work->spans);
  if (status) {
    return status;
  }
  for (size_t first = 0; first < work->spans.count;) {
    const size_t count = sentence_size(work, first);
    const GestaTokenSpan *spans = work->spans.spans + first;
    GestaSentence sentence = {
      .begin = spans[0].begin,
      .end = spans[count - 1].end,
      .token_count = count,
      .begins_paragraph = first == 0 && span->begins_paragraph,
    };
    status = fill_tokens(work, spans, &sentence);
    if (!status) {
      status = fill_words(work, &sentence);
    }
    if (!status) {
      status = add_sentence(work, &sentence);
    }
    if (status) {
      return status;
    }
    first += count;
  }
  return GESTA_OK;
}

// The sentences from *offset on, to the one that reaches `stop`.
static GestaStatus
segment_span(Work *work, size_t *offset, size_t stop, GestaDocument *document)
{
  GestaSentenceSpan span = {0};
  GestaStatus status = GESTA_OK;
  while (*offset < stop && !status) {
    status = gesta_sentence_next(&work->segmenter->rules, work->text, *offset,
                                 &span);
    if (!status) {
      status = segment_sentence(work, &span);
      *offset = span.end;
    }
  }
  if (status && status != GESTA_END) {
    return status;
  }
  GestaSentence *sentences = gesta_arena_allocate(
    work->arena, work->sentence_count, sizeof *sentences);
  if (!sentences) {
    return GESTA_ERR_MEMORY;
  }
  if (work->sentence_count > 0) {
    memcpy(sentences, work->sentences,
           work->sentence_count * sizeof *sentences);
  }
  *document = (GestaDocument){work->text, sentences, work->sentence_count};
  return GESTA_OK;
}

static GestaStatus
segment(const GestaSegmenter *segmenter, GestaStringView text, size_t *offset,
        size_t stop, GestaArena *arena, GestaDocument *document)
{
  Work work = {.segmenter = segmenter, .text = text, .arena = arena};
  gesta_token_spans_init(&work.spans, segmenter->allocator);
  work.words = gesta_allocate(segmenter->allocator, GESTA_SENTENCE_TOKEN_LIMIT,
                              sizeof *work.words);
  const GestaStatus status = work.words
                               ? segment_span(&work, offset, stop, document)
                               : GESTA_ERR_MEMORY;
  gesta_release(segmenter->allocator, work.sentences);
  gesta_release(segmenter->allocator, work.words);
  gesta_token_spans_clear(&work.spans);
  return status;
}

GestaStatus
gesta_segment(const GestaSegmenter *segmenter, GestaStringView text,
              GestaArena *arena, GestaDocument *document)
{
  assert(segmenter && arena && document);
  size_t offset = 0;
  return segment(segmenter, text, &offset, text.size, arena, document);
}

GestaStatus
gesta_segment_part(const GestaSegmenter *segmenter, GestaStringView text,
                   size_t *offset, GestaArena *arena, GestaDocument *document)
{
  assert(segmenter && offset && *offset <= text.size && arena && document);
  const size_t stop = text.size - *offset > GESTA_PART_SIZE
                        ? *offset + GESTA_PART_SIZE
                        : text.size;
  GestaDocument part = {.sentence_count = 0};
  const GestaStatus status = segment(segmenter, text, offset, stop, arena,
                                     &part);
  if (status || part.sentence_count == 0) {
    return status ? status : GESTA_END;
  }
  *document = part;
  return GESTA_OK;
}
