// SPDX-License-Identifier: GPL-3.0-or-later
// A hash table of features that is read where it lies:
//
//   uint32 class_count, bucket_bits, class_size, record_size
//   uint32 offset [2^bucket_bits + 1]      where the records of a bucket begin
//   record uint16 tag                      16 further bits of the key
//          uint8  count, shift             1 to 255 weights
//          class  [count]                  uint8 or uint16
//          int8   [count]                  the weight is this << shift
//
// 1. The records of bucket b are those from offset[b] to offset[b + 1]; offsets
//    never decrease, the first is 0 and the last is record_size.
// 2. A record lies in the bucket of its key's highest bits.  Records with equal
//    tags in one bucket add up: a feature may need several, and two features
//    may share a tag (by chance 1 in 65,536: noise that costs no accuracy).
// 3. Every class is less than class_count.
// Numbers are little-endian and unaligned.

#include "extractor/model/weight_table.h"

#include "graph/base/bytes.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { HEADER_SIZE = 16, RECORD_HEAD = 4, RECORD_LIMIT = 255, MAX_BITS = 28 };

static size_t
bucket_of(GestaFeatureKey key, unsigned bits)
{
  return bits == 0 ? 0 : (size_t)(key >> (64U - bits));
}

static uint16_t
tag_of(GestaFeatureKey key)
{
  return (uint16_t)(key & UINT16_MAX);
}

static int
compare_weights(const void *a, const void *b)
{
  const GestaWeight *x = a;
  const GestaWeight *y = b;
  if (x->key != y->key) {
    return x->key < y->key ? -1 : 1;
  }
  return (x->class_index > y->class_index) - (x->class_index < y->class_index);
}

// Append one record: weights of one key, as many as fit.
static GestaStatus
write_record(const GestaWeight *weights, size_t count, unsigned class_size,
             GestaTextBuffer *records)
{
  assert(count > 0 && count <= RECORD_LIMIT);
  int32_t largest = 0;
  for (size_t i = 0; i < count; ++i) {
    const int32_t size = abs(weights[i].value);
    largest = size > largest ? size : largest;
  }
  unsigned char shift = 0;
  while ((largest >> shift) > INT8_MAX) {
    ++shift;
  }

  unsigned char bytes[RECORD_HEAD + 3 * RECORD_LIMIT];
  const uint16_t tag = tag_of(weights[0].key);
  memcpy(bytes, &tag, sizeof tag);
  bytes[2] = (unsigned char)count;
  bytes[3] = shift;
  unsigned char *classes = bytes + RECORD_HEAD;
  unsigned char *values = classes + count * class_size;
  for (size_t i = 0; i < count; ++i) {
    const uint16_t class_index = (uint16_t)weights[i].class_index;
    memcpy(classes + i * class_size, &class_index, class_size);
    const int32_t half = shift > 0 ? 1 << (shift - 1) : 0;
    int32_t rounded = (abs(weights[i].value) + half) >> shift;
    rounded = rounded > INT8_MAX ? INT8_MAX : rounded;
    const int8_t value = (int8_t)(weights[i].value < 0 ? -rounded : rounded);
    memcpy(values + i, &value, 1);
  }
  const GestaStringView view = {(const char *)bytes,
                                RECORD_HEAD + count * (class_size + 1)};
  return gesta_text_buffer_append(records, view);
}

static GestaStatus
write_records(const GestaWeight *weights, size_t count, unsigned bits,
              unsigned class_size, uint32_t *offsets, GestaTextBuffer *records)
{
  size_t bucket = 0;
  size_t i = 0;
  offsets[0] = 0;
  while (i < count) {
    const size_t own = bucket_of(weights[i].key, bits);
    while (bucket < own) {
      offsets[++bucket] = (uint32_t)records->size;
    }
    size_t end = i + 1;
    while (end < count && weights[end].key == weights[i].key
           && end - i < RECORD_LIMIT) {
      ++end;
    }
    const GestaStatus status = write_record(weights + i, end - i, class_size,
                                            records);
    if (status) {
      return status;
    }
    if (records->size > UINT32_MAX) {
      return GESTA_ERR_TOO_LARGE;
    }
    i = end;
  }
  while (bucket < (size_t)1 << bits) {
    offsets[++bucket] = (uint32_t)records->size;
  }
  return GESTA_OK;
}

// About two features a bucket: an offset costs as much as a record's head.
static unsigned
choose_bits(const GestaWeight *weights, size_t count)
{
  size_t features = 0;
  for (size_t i = 0; i < count; ++i) {
    features += (i == 0 || weights[i].key != weights[i - 1].key);
  }
  unsigned bits = 0;
  while (((size_t)2 << bits) < features && bits < MAX_BITS) {
    ++bits;
  }
  return bits;
}

GestaStatus
gesta_weight_table_write(GestaAllocator *allocator, GestaWeight *weights,
                         size_t count, uint32_t class_count,
                         GestaTextBuffer *section)
{
  assert(allocator && section && class_count > 0);
  assert(class_count <= GESTA_CLASS_LIMIT);

  if (count > 0) {
    qsort(weights, count, sizeof *weights, compare_weights);
  }
  const unsigned bits = choose_bits(weights, count);
  const unsigned class_size = class_count > UINT8_MAX + 1U ? 2 : 1;
  const size_t offset_count = ((size_t)1 << bits) + 1;
  GestaTextBuffer records;
  gesta_text_buffer_init(&records, allocator);
  GestaStatus status = GESTA_ERR_MEMORY;
  uint32_t *offsets = gesta_allocate(allocator, offset_count, sizeof *offsets);
  if (!offsets) {
    goto done;
  }
  status = write_records(weights, count, bits, class_size, offsets, &records);
  if (status) {
    goto done;
  }
  const uint32_t head[] = {class_count, bits, class_size,
                           (uint32_t)records.size};
  status = gesta_text_buffer_append(
    section, (GestaStringView){(const char *)head, sizeof head});
  if (status) {
    goto done;
  }
  status = gesta_text_buffer_append(
    section,
    (GestaStringView){(const char *)offsets, offset_count * sizeof *offsets});
  if (status) {
    goto done;
  }
  status = gesta_text_buffer_append(section, gesta_text_buffer_view(&records));

done:
  gesta_release(allocator, offsets);
  gesta_text_buffer_clear(&records);
  return status;
}

// Walk the records of a bucket (invariants 1 and 3).
static GestaStatus
check_bucket(const GestaWeightTable *table, size_t begin, size_t end)
{
  while (begin < end) {
    if (end - begin < RECORD_HEAD) {
      return GESTA_ERR_CORRUPT;
    }
    const unsigned char *record = table->records + begin;
    const size_t count = record[2];
    const size_t size = RECORD_HEAD + count * (table->class_size + 1);
    if (count == 0 || record[3] > 16 || size > end - begin) {
      return GESTA_ERR_CORRUPT;
    }
    for (size_t i = 0; i < count; ++i) {
      const unsigned char *place = record + RECORD_HEAD + i * table->class_size;
      const unsigned found = table->class_size == 1 ? *place
                                                    : gesta_load16(place);
      if (found >= table->class_count) {
        return GESTA_ERR_CORRUPT;
      }
    }
    begin += size;
  }
  return GESTA_OK;
}

GestaStatus
gesta_weight_table_open(GestaStringView section, GestaWeightTable *table)
{
  assert(table);
  if (section.size < HEADER_SIZE) {
    return GESTA_ERR_CORRUPT;
  }
  const unsigned char *bytes = (const unsigned char *)section.data;
  GestaWeightTable opened = {.offsets = bytes + HEADER_SIZE,
                             .class_count = gesta_load32(bytes),
                             .bucket_bits = gesta_load32(bytes + 4),
                             .class_size = gesta_load32(bytes + 8)};
  const size_t record_size = gesta_load32(bytes + 12);
  if (opened.class_count == 0 || opened.class_count > GESTA_CLASS_LIMIT
      || opened.bucket_bits > MAX_BITS
      || opened.class_size != (opened.class_count > UINT8_MAX + 1U ? 2U : 1U)) {
    return GESTA_ERR_CORRUPT;
  }
  const size_t buckets = (size_t)1 << opened.bucket_bits;
  const size_t offset_size = (buckets + 1) * sizeof(uint32_t);
  if (section.size != HEADER_SIZE + offset_size + record_size) {
    return GESTA_ERR_CORRUPT;
  }
  opened.records = opened.offsets + offset_size;
  size_t begin = gesta_load32(opened.offsets);
  if (begin != 0) {
    return GESTA_ERR_CORRUPT;
  }
  for (size_t b = 0; b < buckets; ++b) {
    const size_t end = gesta_load32(opened.offsets
                                    + (b + 1) * sizeof(uint32_t));
    if (end < begin || end > record_size) {
      return GESTA_ERR_CORRUPT;
    }
    const GestaStatus status = check_bucket(&opened, begin, end);
    if (status) {
      return status;
    }
    begin = end;
  }
  if (begin != record_size) {
    return GESTA_ERR_CORRUPT;
  }
  *table = opened;
  return GESTA_OK;
}

static void
add_record(const unsigned char *record, unsigned class_size, int32_t *scores)
{
  const size_t count = record[2];
  const unsigned shift = record[3];
  const unsigned char *classes = record + RECORD_HEAD;
  const signed char *values = (const signed char *)classes + count * class_size;
  if (class_size == 1) {
    for (size_t i = 0; i < count; ++i) {
      scores[classes[i]] += values[i] * (1 << shift);
    }
  } else {
    for (size_t i = 0; i < count; ++i) {
      scores[gesta_load16(classes + 2 * i)] += values[i] * (1 << shift);
    }
  }
}

void
gesta_weight_table_score(const GestaWeightTable *table,
                         const GestaFeatureKey *keys, size_t count,
                         int32_t *scores)
{
  assert(count <= GESTA_FEATURE_LIMIT);
  memset(scores, 0, table->class_count * sizeof *scores);

  // Memory is slower than anything else here, so ask for everything first.
  const unsigned char *places[GESTA_FEATURE_LIMIT];
  for (size_t i = 0; i < count; ++i) {
    places[i] = table->offsets
                + bucket_of(keys[i], table->bucket_bits) * sizeof(uint32_t);
    __builtin_prefetch(places[i]);
  }
  uint32_t begins[GESTA_FEATURE_LIMIT];
  uint32_t ends[GESTA_FEATURE_LIMIT];
  for (size_t i = 0; i < count; ++i) {
    begins[i] = gesta_load32(places[i]);
    ends[i] = gesta_load32(places[i] + sizeof(uint32_t));
    __builtin_prefetch(table->records + begins[i]);
  }
  for (size_t i = 0; i < count; ++i) {
    const unsigned char *record = table->records + begins[i];
    const unsigned char *end = table->records + ends[i];
    const uint16_t tag = tag_of(keys[i]);
    while (record < end) {
      if (gesta_load16(record) == tag) {
        add_record(record, table->class_size, scores);
      }
      record += RECORD_HEAD + (size_t)record[2] * (table->class_size + 1);
    }
  }
}
