// SPDX-License-Identifier: GPL-3.0-or-later
// Open addressing with linear probing.
//
// 1. At least a quarter of the slots is free, so that a search ends.

#include "extractor/text/word_table.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

enum { FIRST_ROOM = 64 };

// FNV-1a.
static uint32_t
hash_word(GestaStringView word)
{
  uint32_t hash = 2166136261U;
  for (size_t i = 0; i < word.size; ++i) {
    hash = (hash ^ (unsigned char)word.data[i]) * 16777619U;
  }
  return hash;
}

// The slot of the word, or the free one where it belongs.
static GestaWordTableSlot *
probe(const GestaWordTable *table, GestaStringView word, uint32_t hash)
{
  size_t i = hash & (table->room - 1);
  for (;;) {
    GestaWordTableSlot *slot = &table->slots[i];
    if (!slot->word.data
        || (slot->hash == hash && gesta_view_equal(slot->word, word))) {
      return slot;
    }
    i = (i + 1) & (table->room - 1);
  }
}

// Invariant 1.
static GestaStatus
make_room(GestaWordTable *table)
{
  if (table->room > 0 && table->count + 1 <= table->room / 4 * 3) {
    return GESTA_OK;
  }
  GestaWordTable grown = *table;
  grown.room = table->room ? table->room * 2 : FIRST_ROOM;
  grown.slots = gesta_allocate(table->allocator, grown.room,
                               sizeof *grown.slots);
  if (!grown.slots) {
    return GESTA_ERR_MEMORY;
  }
  memset(grown.slots, 0, grown.room * sizeof *grown.slots);
  for (size_t i = 0; i < table->room; ++i) {
    const GestaWordTableSlot *slot = &table->slots[i];
    if (slot->word.data) {
      *probe(&grown, slot->word, slot->hash) = *slot;
    }
  }
  gesta_release(table->allocator, table->slots);
  *table = grown;
  return GESTA_OK;
}

void
gesta_word_table_init(GestaWordTable *table, GestaAllocator *allocator)
{
  *table = (GestaWordTable){.allocator = allocator};
}

void
gesta_word_table_clear(GestaWordTable *table)
{
  if (table->allocator) {
    gesta_release(table->allocator, table->slots);
  }
  gesta_word_table_init(table, table->allocator);
}

GestaStatus
gesta_word_table_add(GestaWordTable *table, GestaStringView word,
                     uint32_t value)
{
  assert(word.size > 0);

  const GestaStatus status = make_room(table);
  if (status) {
    return status;
  }
  const uint32_t hash = hash_word(word);
  GestaWordTableSlot *slot = probe(table, word, hash);
  table->count += !slot->word.data;
  *slot = (GestaWordTableSlot){word, hash, value};
  return GESTA_OK;
}

GestaStatus
gesta_word_table_find(const GestaWordTable *table, GestaStringView word,
                      uint32_t *value)
{
  if (table->count == 0 || word.size == 0) {
    return GESTA_NOT_FOUND;
  }
  const GestaWordTableSlot *slot = probe(table, word, hash_word(word));
  if (!slot->word.data) {
    return GESTA_NOT_FOUND;
  }
  *value = slot->value;
  return GESTA_OK;
}
