// SPDX-License-Identifier: GPL-3.0-or-later
// Open addressing with linear probing.  Spellings are copied into an arena;
// when that has grown to its limit everything is forgotten, so that a load of
// any size needs a bounded amount of memory.
//
// 1. A slot is free if its id is GESTA_NO_TERM.
// 2. At most half of the slots are taken.
// 3. A recent IRI is at the place that its end gives, or nowhere.

#include "graph/store/term_cache.h"

#include "graph/base/arena.h"
#include "graph/base/text_buffer.h"

#include <assert.h>
#include <string.h>

enum { FIRST_ROOM = 256, MOST_ROOM = 1 << 22, RECENT = 256, RECENT_SIZE = 116 };
static const size_t most_text = (size_t)256 << 20;

typedef struct Slot {
  uint64_t hash;
  GestaTermId id;
  GestaStringView spelling;
} Slot;

typedef struct RecentIri {
  uint32_t id;
  uint32_t size;
  char text[RECENT_SIZE];
} RecentIri;

struct GestaTermCache {
  GestaAllocator *allocator;       // borrowed
  GestaTermDictionary *dictionary; // borrowed
  struct MDB_txn *txn;             // borrowed
  GestaArena arena;
  Slot *slots;
  size_t room; // a power of two
  size_t count;
  size_t text_size;
  GestaTextBuffer spelling;
  RecentIri recent[RECENT];
};

static Slot *
new_slots(GestaAllocator *allocator, size_t room)
{
  Slot *slots = gesta_allocate(allocator, room, sizeof *slots);
  if (slots) {
    memset(slots, 0, room * sizeof *slots);
  }
  return slots;
}

GestaStatus
gesta_term_cache_new(GestaAllocator *allocator, GestaTermDictionary *dictionary,
                     struct MDB_txn *txn, GestaTermCache **cache)
{
  assert(allocator && dictionary && txn && cache);

  GestaTermCache *made = gesta_allocate(allocator, 1, sizeof *made);
  Slot *slots = new_slots(allocator, FIRST_ROOM);
  if (!made || !slots) {
    gesta_release(allocator, made);
    gesta_release(allocator, slots);
    return GESTA_ERR_MEMORY;
  }
  *made = (GestaTermCache){.allocator = allocator,
                           .dictionary = dictionary,
                           .txn = txn,
                           .slots = slots,
                           .room = FIRST_ROOM};
  gesta_arena_init(&made->arena, allocator);
  gesta_text_buffer_init(&made->spelling, allocator);
  *cache = made;
  return GESTA_OK;
}

void
gesta_term_cache_free(GestaTermCache *cache)
{
  if (cache) {
    gesta_text_buffer_clear(&cache->spelling);
    gesta_arena_clear(&cache->arena);
    gesta_release(cache->allocator, cache->slots);
    gesta_release(cache->allocator, cache);
  }
}

// The slot of a spelling, or the free one where it belongs.
static Slot *
find_slot(Slot *slots, size_t room, uint64_t hash, GestaStringView spelling)
{
  size_t at = (size_t)hash & (room - 1);
  while (slots[at].id != GESTA_NO_TERM
         && (slots[at].hash != hash
             || !gesta_view_equal(slots[at].spelling, spelling))) {
    at = (at + 1) & (room - 1);
  }
  return &slots[at];
}

// Make room for one more (invariant 2).
static GestaStatus
make_room(GestaTermCache *cache)
{
  if (cache->text_size > most_text || cache->count * 2 >= MOST_ROOM) {
    memset(cache->slots, 0, cache->room * sizeof *cache->slots);
    gesta_arena_reset(&cache->arena);
    cache->count = 0;
    cache->text_size = 0;
    return GESTA_OK;
  }
  if ((cache->count + 1) * 2 <= cache->room) {
    return GESTA_OK;
  }
  Slot *slots = new_slots(cache->allocator, cache->room * 2);
  if (!slots) {
    return GESTA_ERR_MEMORY;
  }
  for (size_t i = 0; i < cache->room; ++i) {
    const Slot *old = &cache->slots[i];
    if (old->id != GESTA_NO_TERM) {
      *find_slot(slots, cache->room * 2, old->hash, old->spelling) = *old;
    }
  }
  gesta_release(cache->allocator, cache->slots);
  cache->slots = slots;
  cache->room *= 2;
  return GESTA_OK;
}

static GestaStatus
intern_spelling(GestaTermCache *cache, GestaStringView spelling,
                GestaTermId *id)
{
  const uint64_t hash = gesta_term_dictionary_hash(cache->dictionary, spelling);
  Slot *slot = find_slot(cache->slots, cache->room, hash, spelling);
  if (slot->id != GESTA_NO_TERM) {
    *id = slot->id;
    return GESTA_OK;
  }

  GestaTermId found = GESTA_NO_TERM;
  GestaStatus status = gesta_term_dictionary_intern_hashed(
    cache->dictionary, cache->txn, hash, spelling, &found);
  if (status == GESTA_OK) {
    status = make_room(cache);
  }
  GestaStringView copy = {0};
  if (status == GESTA_OK) {
    status = gesta_arena_copy(&cache->arena, spelling, &copy);
  }
  if (status) {
    return status;
  }
  slot = find_slot(cache->slots, cache->room, hash, spelling);
  *slot = (Slot){hash, found, copy};
  ++cache->count;
  cache->text_size += spelling.size;
  *id = found;
  return GESTA_OK;
}

// The place of an IRI among the recent ones (invariant 3), NULL if it is long.
static RecentIri *
find_recent(GestaTermCache *cache, GestaStringView iri)
{
  if (iri.size == 0 || iri.size > RECENT_SIZE) {
    return NULL;
  }
  uint32_t hash = (uint32_t)iri.size;
  const size_t first = iri.size > 8 ? iri.size - 8 : 0;
  for (size_t i = first; i < iri.size; ++i) {
    hash = hash * 31 + (unsigned char)iri.data[i];
  }
  return &cache->recent[(hash ^ hash >> 8) % RECENT];
}

GestaStatus
gesta_term_cache_intern(GestaTermCache *cache, const GestaTerm *term,
                        GestaTermId *id)
{
  assert(cache && term && term->kind != GESTA_TERM_NONE && id);

  RecentIri *recent = NULL;
  if (term->kind == GESTA_TERM_IRI) {
    recent = find_recent(cache, term->value);
    if (recent && recent->size == term->value.size
        && memcmp(recent->text, term->value.data, recent->size) == 0) {
      *id = recent->id;
      return GESTA_OK;
    }
  }
  cache->spelling.size = 0;
  GestaStatus status = gesta_term_spell(term, &cache->spelling);
  if (status == GESTA_OK) {
    status = intern_spelling(cache, gesta_text_buffer_view(&cache->spelling),
                             id);
  }
  if (status == GESTA_OK && recent && *id <= UINT32_MAX) {
    recent->id = (uint32_t)*id; // both fit
    recent->size = (uint32_t)term->value.size;
    memcpy(recent->text, term->value.data, term->value.size);
  }
  return status;
}
