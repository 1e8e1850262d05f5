// SPDX-License-Identifier: GPL-3.0-or-later
// The section: uint32 mean, deviation (in 1/1,000 bit), then a cost a class.
// Everything that is no letter is one blank; letters are in lower case.

#include "extractor/lexicon/letter_profile.h"

#include "extractor/model/feature_key.h"
#include "graph/base/bytes.h"
#include "graph/base/utf8.h"

#include <assert.h>
#include <math.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>

enum {
  CLASS_BITS = 16,
  CLASSES = 1 << CLASS_BITS,
  HEAD = 8,
  SEQUENCE = 4,
  EIGHTHS = 8,
  THOUSANDTHS = 1000,
  LONGEST_TEXT = 1 << 16,
  USUAL_COUNT = 60, // of a sentence
  LEAST_COUNT = 20, // of one that is learnt from
};

static const double unseen = 0.5; // as if so often
static const double accepted_deviations = 3.0;

// Reads a text letter by letter.
typedef struct Scan {
  GestaStringView text;
  size_t offset;
  uint32_t window[SEQUENCE]; // the last characters
  size_t seen;
} Scan;

static uint32_t
fold(uint32_t c)
{
  if (c < 0x80) {
    const uint32_t lower = c | 0x20U;
    return lower >= 'a' && lower <= 'z' ? lower : ' ';
  }
  if (!uc_is_property_alphabetic(c)) {
    return ' ';
  }
  return uc_tolower(c);
}

static void
push(Scan *scan, uint32_t c)
{
  memmove(scan->window, scan->window + 1,
          (SEQUENCE - 1) * sizeof *scan->window);
  scan->window[SEQUENCE - 1] = c;
  ++scan->seen;
}

// The class of the next sequence.
static bool
next_class(Scan *scan, size_t *class_index)
{
  const size_t end = scan->text.size;
  if (scan->seen == 0) {
    push(scan, ' ');
  }
  while (scan->offset <= end) {
    uint32_t c = ' ';
    if (scan->offset < end) {
      scan->offset += gesta_utf8_decode(scan->text, scan->offset, &c);
      c = fold(c);
    } else {
      ++scan->offset; // a blank behind the text
    }
    if (c == ' ' && scan->window[SEQUENCE - 1] == ' ') {
      continue;
    }
    push(scan, c);
    if (scan->seen >= SEQUENCE) {
      GestaFeatureKey key = 1;
      for (size_t i = 0; i < SEQUENCE; ++i) {
        key = gesta_feature_mix(key, scan->window[i]);
      }
      *class_index = (size_t)(key >> (64U - CLASS_BITS));
      return true;
    }
  }
  return false;
}

// The words of a sentence with blanks between.
static GestaStatus
join_words(const GestaSentence *sentence, GestaTextBuffer *text)
{
  text->size = 0;
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; i < sentence->token_count && !status; ++i) {
    status = gesta_text_buffer_append(text, sentence->tokens[i].form);
    if (!status && sentence->tokens[i].space_after) {
      status = gesta_text_buffer_append(text, gesta_view(" "));
    }
  }
  return status;
}

static double
bits_of(double count, double total)
{
  return log2(total / (count + unseen));
}

// The mean cost of sentences and its deviation, each sentence as if it had not
// been learnt from.
static GestaStatus
measure_sentences(GestaSentenceSet sentences, const uint32_t *counts,
                  double total, GestaTextBuffer *text, double moments[2])
{
  double sum = 0.0;
  double squares = 0.0;
  double measured = 0.0;
  for (size_t s = 0; s < sentences.count; ++s) {
    const GestaStatus status = join_words(sentences.items[s], text);
    if (status) {
      return status;
    }
    Scan scan = {.text = gesta_text_buffer_view(text)};
    double bits = 0.0;
    size_t count = 0;
    size_t class_index = 0;
    while (next_class(&scan, &class_index)) {
      bits += bits_of((double)counts[class_index] - 1.0, total);
      ++count;
    }
    if (count >= LEAST_COUNT) {
      const double mean = bits / (double)count;
      sum += mean;
      squares += mean * mean;
      measured += 1.0;
    }
  }
  const double mean = measured > 0.0 ? sum / measured : 0.0;
  const double variance = measured > 0.0 ? squares / measured - mean * mean
                                         : 0.0;
  moments[0] = mean;
  moments[1] = variance > 0.0 ? sqrt(variance) : 0.0;
  return GESTA_OK;
}

static GestaStatus
write_section(const uint32_t *counts, double total, const double moments[2],
              GestaTextBuffer *section)
{
  const uint32_t head[] = {(uint32_t)lround(moments[0] * THOUSANDTHS),
                           (uint32_t)lround(moments[1] * THOUSANDTHS)};
  GestaStatus status = gesta_text_buffer_append(
    section, (GestaStringView){(const char *)head, sizeof head});
  for (size_t i = 0; i < CLASSES && !status; ++i) {
    const long cost = lround(bits_of((double)counts[i], total) * EIGHTHS);
    const char byte = (char)(unsigned char)(cost < 0           ? 0
                                            : cost > UINT8_MAX ? UINT8_MAX
                                                               : cost);
    status = gesta_text_buffer_append(section, (GestaStringView){&byte, 1});
  }
  return status;
}

GestaStatus
gesta_letter_profile_train(GestaAllocator *allocator,
                           GestaSentenceSet sentences, GestaTextBuffer *section)
{
  assert(allocator && section);
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, allocator);
  uint32_t *counts = gesta_allocate(allocator, CLASSES, sizeof *counts);
  if (!counts) {
    return GESTA_ERR_MEMORY;
  }
  memset(counts, 0, CLASSES * sizeof *counts);
  double total = 1.0;
  GestaStatus status = GESTA_OK;
  for (size_t s = 0; s < sentences.count && !status; ++s) {
    status = join_words(sentences.items[s], &text);
    Scan scan = {.text = gesta_text_buffer_view(&text)};
    size_t class_index = 0;
    while (!status && next_class(&scan, &class_index)) {
      ++counts[class_index];
      total += 1.0;
    }
  }
  double moments[2] = {0.0, 0.0};
  if (!status) {
    status = measure_sentences(sentences, counts, total, &text, moments);
  }
  if (!status) {
    status = write_section(counts, total, moments, section);
  }
  gesta_release(allocator, counts);
  gesta_text_buffer_clear(&text);
  return status;
}

GestaStatus
gesta_letter_profile_open(GestaStringView section, GestaLetterProfile *profile)
{
  if (section.size != HEAD + CLASSES) {
    return GESTA_ERR_CORRUPT;
  }
  const unsigned char *bytes = (const unsigned char *)section.data;
  *profile = (GestaLetterProfile){
    .costs = bytes + HEAD,
    .mean = (double)gesta_load32(bytes) / THOUSANDTHS,
    .deviation = (double)gesta_load32(bytes + 4) / THOUSANDTHS};
  return GESTA_OK;
}

GestaLetterCost
gesta_letter_profile_measure(const GestaLetterProfile *profile,
                             GestaStringView text)
{
  // Cut between characters.
  size_t size = text.size < LONGEST_TEXT ? text.size : LONGEST_TEXT;
  while (size > 0 && size < text.size
         && ((unsigned char)text.data[size] & 0xC0U) == 0x80U) {
    --size;
  }
  Scan scan = {.text = {text.data, size}};
  uint64_t sum = 0;
  GestaLetterCost cost = {0.0, 0};
  size_t class_index = 0;
  while (next_class(&scan, &class_index)) {
    sum += profile->costs[class_index];
    ++cost.count;
  }
  if (cost.count > 0) {
    cost.bits = (double)sum / EIGHTHS / (double)cost.count;
  }
  return cost;
}

bool
gesta_letter_profile_accepts(const GestaLetterProfile *profile,
                             GestaLetterCost cost)
{
  const double doubt = cost.count > 0 && cost.count < USUAL_COUNT
                         ? sqrt((double)USUAL_COUNT / (double)cost.count)
                         : 1.0;
  return cost.bits
         <= profile->mean + accepted_deviations * doubt * profile->deviation;
}
