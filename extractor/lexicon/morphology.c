// SPDX-License-Identifier: GPL-3.0-or-later
// A lexicon is a file of sections, as models are; the last three may lack:
//
//   classes  lines of readings "UPOS strip append tag", separated by ";"
//   forms    uint32 bucket_bits, form_count
//            uint32 first [2^bucket_bits + 1]
//            form   uint16 tag, uint16 class   [form_count]
//   words         frequent words in lower case, the same as forms with the
//                 index of a word instead of the class
//   word-classes  uint16 coarse, uint16 fine   [word_count]
//   word-vectors  int8 [word_count][GESTA_VECTOR_SIZE]
//
// 1. A form lies in the bucket of the highest bits of its key; the tag is its
//    key's lowest 16 bits.  A word that is in no dictionary is mistaken for one
//    that is about twice in 65,536 times.
// 2. first[] never decreases; the first is 0, the last form_count.
// 3. Every class is the index of a line.  Readings of one part of speech stand
//    together; "-" is an empty field.
// Numbers are little-endian.

#include "extractor/lexicon/morphology.h"

#include "extractor/model/feature_key.h"
#include "extractor/model/model_file.h"
#include "graph/base/bytes.h"
#include "graph/base/number.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

enum { MAX_BITS = 24, FORM_SIZE = 4, KIND_SIZE = 4 };

// A table of forms or words (invariants 1 and 2).
typedef struct Table {
  const unsigned char *first;
  const unsigned char *entries;
  unsigned bits;
  uint32_t count;
} Table;

typedef struct Class {
  uint32_t first; // in readings
  uint32_t count;
} Class;

struct GestaMorphology {
  GestaAllocator *allocator; // borrowed
  GestaModelFile file;
  Table forms;
  Table words;                // count 0: the lexicon has none
  const unsigned char *kinds; // [words.count] of KIND_SIZE
  const int8_t *vectors;      // [words.count][GESTA_VECTOR_SIZE]
  GestaAnalysis *readings;
  Class *classes;
  size_t class_count;
};

// Take the text up to a separator, or all that is left.
static GestaStringView
take(GestaStringView *text, char separator)
{
  const char *end = text->size ? memchr(text->data, separator, text->size)
                               : NULL;
  const size_t size = end ? (size_t)(end - text->data) : text->size;
  const GestaStringView field = {text->data, size};
  const size_t used = end ? size + 1 : size;
  *text = (GestaStringView){text->data + used, text->size - used};
  return field;
}

static GestaStringView
unless_dash(GestaStringView field)
{
  return gesta_view_equal(field, gesta_view("-")) ? (GestaStringView){NULL, 0}
                                                  : field;
}

static bool
parse_reading(GestaStringView text, GestaAnalysis *reading)
{
  uint64_t strip = 0;
  *reading = (GestaAnalysis){.upos = gesta_upos_find(take(&text, ' '))};
  if (gesta_parse_unsigned(take(&text, ' '), &strip) || strip > UINT8_MAX) {
    return false;
  }
  reading->strip = (uint32_t)strip;
  reading->append = unless_dash(take(&text, ' '));
  reading->tag = unless_dash(take(&text, ' '));
  return reading->upos != GESTA_UPOS_NONE && text.size == 0;
}

static size_t
count_bytes(GestaStringView text, char byte)
{
  size_t count = 0;
  for (size_t i = 0; i < text.size; ++i) {
    count += text.data[i] == byte;
  }
  return count;
}

static GestaStatus
read_classes(GestaMorphology *lexicon, GestaStringView text)
{
  const size_t lines = count_bytes(text, '\n');
  const size_t readings = lines + count_bytes(text, ';');
  if (lines == 0 || lines > UINT16_MAX + 1U
      || text.data[text.size - 1] != '\n') {
    return GESTA_ERR_CORRUPT;
  }
  lexicon->classes = gesta_allocate(lexicon->allocator, lines, sizeof(Class));
  lexicon->readings = gesta_allocate(lexicon->allocator, readings,
                                     sizeof(GestaAnalysis));
  if (!lexicon->classes || !lexicon->readings) {
    return GESTA_ERR_MEMORY;
  }
  size_t used = 0;
  while (text.size > 0) {
    GestaStringView line = take(&text, '\n');
    Class *class = &lexicon->classes[lexicon->class_count++];
    *class = (Class){(uint32_t)used, 0};
    while (line.size > 0) {
      if (!parse_reading(take(&line, ';'), &lexicon->readings[used])) {
        return GESTA_ERR_CORRUPT;
      }
      ++used;
      ++class->count;
    }
  }
  return GESTA_OK;
}

// Check invariant 2, and that what entries refer to is below `limit`.
static GestaStatus
open_table(GestaStringView section, size_t limit, Table *table)
{
  const unsigned char *bytes = (const unsigned char *)section.data;
  if (section.size < 8 || gesta_load32(bytes) > MAX_BITS) {
    return GESTA_ERR_CORRUPT;
  }
  const unsigned bits = gesta_load32(bytes);
  const uint32_t count = gesta_load32(bytes + 4);
  const size_t buckets = (size_t)1 << bits;
  if (section.size != 8 + (buckets + 1) * 4 + (size_t)count * FORM_SIZE) {
    return GESTA_ERR_CORRUPT;
  }
  const unsigned char *first = bytes + 8;
  const unsigned char *entries = first + (buckets + 1) * 4;
  uint32_t before = 0;
  for (size_t i = 0; i <= buckets; ++i) {
    const uint32_t next = gesta_load32(first + i * 4);
    if (next < before || (i == 0 && next != 0)) {
      return GESTA_ERR_CORRUPT;
    }
    before = next;
  }
  if (before != count) {
    return GESTA_ERR_CORRUPT;
  }
  for (size_t i = 0; i < count; ++i) {
    if (gesta_load16(entries + i * FORM_SIZE + 2) >= limit) {
      return GESTA_ERR_CORRUPT;
    }
  }
  *table = (Table){first, entries, bits, count};
  return GESTA_OK;
}

static GestaStatus
read_words(GestaMorphology *lexicon)
{
  GestaStringView words;
  GestaStringView kinds;
  GestaStringView vectors;
  if (gesta_model_file_find(&lexicon->file, "words", &words)) {
    return GESTA_OK;
  }
  if (gesta_model_file_find(&lexicon->file, "word-classes", &kinds)
      || gesta_model_file_find(&lexicon->file, "word-vectors", &vectors)) {
    return GESTA_ERR_CORRUPT;
  }
  const size_t count = kinds.size / KIND_SIZE;
  if (kinds.size != count * KIND_SIZE
      || vectors.size != count * GESTA_VECTOR_SIZE) {
    return GESTA_ERR_CORRUPT;
  }
  lexicon->kinds = (const unsigned char *)kinds.data;
  lexicon->vectors = (const int8_t *)vectors.data;
  return open_table(words, count, &lexicon->words);
}

static GestaStatus
read_sections(GestaMorphology *lexicon)
{
  GestaStringView classes;
  GestaStringView forms;
  if (gesta_model_file_find(&lexicon->file, "classes", &classes)
      || gesta_model_file_find(&lexicon->file, "forms", &forms)) {
    return GESTA_ERR_FORMAT;
  }
  GestaStatus status = read_classes(lexicon, classes);
  if (!status) {
    status = open_table(forms, lexicon->class_count, &lexicon->forms);
  }
  return status ? status : read_words(lexicon);
}

GestaStatus
gesta_morphology_open(GestaAllocator *allocator, const char *path,
                      GestaMorphology **lexicon, GestaError *error)
{
  assert(allocator && path && lexicon);
  GestaMorphology *opened = gesta_allocate(allocator, 1, sizeof *opened);
  if (!opened) {
    return gesta_error_set(error, GESTA_ERR_MEMORY, "out of memory");
  }
  *opened = (GestaMorphology){.allocator = allocator};
  GestaStatus status = gesta_model_file_open(path, &opened->file, error);
  if (status) {
    gesta_release(allocator, opened);
    return status;
  }
  status = read_sections(opened);
  if (status) {
    gesta_morphology_close(opened);
    return gesta_error_set(error, status, "%s: %s", path,
                           status == GESTA_ERR_FORMAT
                             ? "is not a morphological lexicon"
                             : "the lexicon is damaged: install it again");
  }
  *lexicon = opened;
  return GESTA_OK;
}

void
gesta_morphology_close(GestaMorphology *lexicon)
{
  if (lexicon) {
    gesta_model_file_close(&lexicon->file);
    gesta_release(lexicon->allocator, lexicon->readings);
    gesta_release(lexicon->allocator, lexicon->classes);
    gesta_release(lexicon->allocator, lexicon);
  }
}

// What an entry refers to, or -1.
static int32_t
find_entry(const Table *table, GestaStringView form)
{
  const GestaFeatureKey key = gesta_feature_mix(0, gesta_feature_text(form));
  const size_t bucket = table->bits ? (size_t)(key >> (64U - table->bits)) : 0;
  const size_t end = gesta_load32(table->first + (bucket + 1) * 4);
  for (size_t i = gesta_load32(table->first + bucket * 4); i < end; ++i) {
    const unsigned char *entry = table->entries + i * FORM_SIZE;
    if (gesta_load16(entry) == (key & UINT16_MAX)) {
      return gesta_load16(entry + 2);
    }
  }
  return -1;
}

GestaAnalyses
gesta_morphology_find(const GestaMorphology *lexicon, GestaStringView form)
{
  const int32_t found = find_entry(&lexicon->forms, form);
  if (found < 0) {
    return (GestaAnalyses){NULL, 0};
  }
  const Class *class = &lexicon->classes[found];
  const GestaAnalysis *items = lexicon->readings + class->first;
  for (size_t k = 0; k < class->count; ++k) {
    if (items[k].strip > form.size) {
      return (GestaAnalyses){NULL, 0}; // mistaken for another (invariant 1)
    }
  }
  return (GestaAnalyses){items, class->count};
}

GestaCompany
gesta_morphology_company(const GestaMorphology *lexicon, GestaStringView lower)
{
  const int32_t found = lexicon && lexicon->words.count > 0
                          ? find_entry(&lexicon->words, lower)
                          : -1;
  if (found < 0) {
    return (GestaCompany){NULL, 0, 0};
  }
  const unsigned char *kind = lexicon->kinds + (size_t)found * KIND_SIZE;
  return (GestaCompany){lexicon->vectors + (size_t)found * GESTA_VECTOR_SIZE,
                        gesta_load16(kind) + 1U, gesta_load16(kind + 2) + 1U};
}

void
gesta_morphology_digest(const GestaMorphology *lexicon,
                        char digest[GESTA_DIGEST_SIZE])
{
  static const char digits[] = "0123456789abcdef";
  uint64_t sum = lexicon ? gesta_model_file_checksum(&lexicon->file) : 0;
  for (size_t i = GESTA_DIGEST_SIZE; i-- > 0;) {
    digest[i] = digits[sum % 16];
    sum /= 16;
  }
}
