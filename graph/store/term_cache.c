// SPDX-License-Identifier: GPL-3.0-or-later
// Open addressing with linear probing.  Spellings are copied into an arena;
// when that has grown to its limit everything is forgotten, so that a load of
// any size needs a bounded amount of memory.
//
// New terms get their ids at once, but enter the tables that are sorted by hash
// and by value many at a time.
//
// 1. A slot is free if its id is GESTA_NO_TERM.
// 2. At most half of the slots are taken.
// 3. A recent IRI is at the place that its end gives, or nowhere.
// 4. A term that is not in a slot is found in the dictionary, if it is there:
//    nothing is forgotten before a flush.

#include "graph/store/term_cache.h"

#include "graph/base/arena.h"
#include "graph/base/text_buffer.h"
#include "graph/rdf/value_key.h"
#include "graph/store/value_index.h"

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
  MDB_dbi values;
  MDB_txn *txn; // borrowed
  GestaArena arena;
  Slot *slots;
  size_t room; // a power of two
  size_t count;
  size_t text_size;
  GestaTextBuffer spelling;
  bool has_hashes;         // the table of hashes is not empty
  GestaHashedTerm *hashes; // of the terms that are not in that table
  size_t hash_count;
  size_t hash_room;
  GestaValueEntry *entries; // that are not in the value index
  size_t entry_count;
  size_t entry_room;
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
                     MDB_dbi values, MDB_txn *txn, GestaTermCache **cache)
{
  assert(allocator && dictionary && txn && cache);

  uint64_t term_count = 0;
  const GestaStatus status = gesta_term_dictionary_count(dictionary, txn,
                                                         &term_count);
  if (status) {
    return status;
  }
  GestaTermCache *made = gesta_allocate(allocator, 1, sizeof *made);
  Slot *slots = new_slots(allocator, FIRST_ROOM);
  if (!made || !slots) {
    gesta_release(allocator, made);
    gesta_release(allocator, slots);
    return GESTA_ERR_MEMORY;
  }
  *made = (GestaTermCache){.allocator = allocator,
                           .dictionary = dictionary,
                           .values = values,
                           .has_hashes = term_count > 0,
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
    gesta_release(cache->allocator, cache->hashes);
    gesta_release(cache->allocator, cache->entries);
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
    const GestaStatus status = gesta_term_cache_flush(cache); // invariant 4
    if (status) {
      return status;
    }
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

GestaStatus
gesta_term_cache_flush(GestaTermCache *cache)
{
  assert(cache);

  GestaStatus status = GESTA_OK;
  if (cache->hash_count > 0) {
    GestaHashedTerm *spare = gesta_allocate(cache->allocator, cache->hash_count,
                                            sizeof *spare);
    if (!spare) {
      return GESTA_ERR_MEMORY;
    }
    status = gesta_term_dictionary_add_hashes(
      cache->dictionary, cache->txn, cache->hashes, spare, cache->hash_count);
    gesta_release(cache->allocator, spare);
    cache->hash_count = 0;
    cache->has_hashes = true;
  }
  if (status == GESTA_OK) {
    status = gesta_value_index_add_many(cache->values, cache->txn,
                                        cache->entries, cache->entry_count);
    cache->entry_count = 0;
  }
  return status;
}

// Make room for one more item in an array that doubles.
static GestaStatus
grow(GestaAllocator *allocator, void **items, size_t *room, size_t count,
     size_t size)
{
  if (count < *room) {
    return GESTA_OK;
  }
  const size_t more = *room > 0 ? *room * 2 : FIRST_ROOM;
  void *grown = allocator->resize(allocator, *items, more * size);
  if (!grown) {
    return GESTA_ERR_MEMORY;
  }
  *items = grown;
  *room = more;
  return GESTA_OK;
}

// Give a term that the dictionary does not hold an id.
static GestaStatus
append_term(GestaTermCache *cache, const GestaTerm *term, uint64_t hash,
            GestaStringView spelling, GestaTermId *id)
{
  void *hashes = cache->hashes;
  GestaStatus status = grow(cache->allocator, &hashes, &cache->hash_room,
                            cache->hash_count, sizeof *cache->hashes);
  cache->hashes = hashes;
  void *entries = cache->entries;
  if (status == GESTA_OK) {
    status = grow(cache->allocator, &entries, &cache->entry_room,
                  cache->entry_count, sizeof *cache->entries);
  }
  cache->entries = entries;
  GestaTermId fresh = GESTA_NO_TERM;
  if (status == GESTA_OK) {
    status = gesta_term_dictionary_append(cache->dictionary, cache->txn,
                                          spelling, &fresh);
  }
  if (status) {
    return status;
  }
  if (fresh > UINT32_MAX) {
    return GESTA_ERR_TOO_LARGE;
  }
  cache->hashes[cache->hash_count++] = (GestaHashedTerm){hash, fresh};
  GestaValueKey key;
  if (gesta_value_key(term, &key)) {
    cache->entries[cache->entry_count++] = (GestaValueEntry){
      key, (uint32_t)fresh}; // it fits
  }
  *id = fresh;
  return GESTA_OK;
}

static GestaStatus
intern_spelling(GestaTermCache *cache, const GestaTerm *term,
                GestaStringView spelling, GestaTermId *id)
{
  const uint64_t hash = gesta_term_dictionary_hash(cache->dictionary, spelling);
  Slot *slot = find_slot(cache->slots, cache->room, hash, spelling);
  if (slot->id != GESTA_NO_TERM) {
    *id = slot->id;
    return GESTA_OK;
  }

  GestaTermId found = GESTA_NO_TERM;
  GestaStatus status = make_room(cache);
  if (status) {
    return status;
  }
  status = GESTA_NOT_FOUND;
  if (cache->has_hashes) {
    status = gesta_term_dictionary_find_hashed(cache->dictionary, cache->txn,
                                               hash, spelling, &found);
  }
  if (status == GESTA_NOT_FOUND) {
    status = append_term(cache, term, hash, spelling, &found);
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
    status = intern_spelling(cache, term,
                             gesta_text_buffer_view(&cache->spelling), id);
  }
  if (status == GESTA_OK && recent && *id <= UINT32_MAX) {
    recent->id = (uint32_t)*id; // both fit
    recent->size = (uint32_t)term->value.size;
    memcpy(recent->text, term->value.data, term->value.size);
  }
  return status;
}
