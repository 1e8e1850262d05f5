// SPDX-License-Identifier: GPL-3.0-or-later
// Open addressing with linear probing over small slots; what a slot stands for
// is a record in one block of memory, in the order of appearance.  When that
// has grown to its limit everything is forgotten, so that a load of any size
// needs a bounded amount of memory.
//
// New terms get their ids at once, but enter the dictionary and the table that
// is sorted by value many at a time.
//
// 1. A slot is free if its place is 0.
// 2. At most half of the slots are taken.
// 3. A recent IRI is at the place that its end gives, or nowhere.
// 4. A term that is not in a slot is found in the dictionary, if it is there:
//    nothing is forgotten before a flush.
// 5. The ids up to stored_count are those of the dictionary; the records with
//    greater ids lie behind flushed_size, ascending and without a gap.

#include "graph/store/term_cache.h"

#include "graph/base/text_buffer.h"
#include "graph/rdf/value_key.h"
#include "graph/store/value_index.h"

#include <assert.h>
#include <string.h>

enum {
  FIRST_ROOM = 256,
  MOST_ROOM = 1 << 23, // slots
  RECENT = 1024,
  RECENT_SIZE = 116,
  CHUNK = 256 // terms
};
static const size_t most_text = (size_t)256 << 20;

typedef struct Slot {
  uint32_t tag;   ///< the upper half of the hash
  uint32_t place; ///< of the record: 1 and its offset in units of Record
} Slot;

// Followed by the spelling, up to the next multiple of its size.
typedef struct Record {
  uint64_t hash;
  uint32_t id;
  uint32_t size; ///< of the spelling
} Record;

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
  Slot *slots;
  size_t room; // a power of two
  size_t count;
  Record *records;
  size_t record_room; // units of Record, like the sizes
  size_t record_size;
  size_t flushed_size;
  uint64_t stored_count;
  GestaTextBuffer spelling;
  size_t fresh_count;       // terms that are not in the dictionary
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
                           .stored_count = term_count,
                           .txn = txn,
                           .slots = slots,
                           .room = FIRST_ROOM};
  gesta_text_buffer_init(&made->spelling, allocator);
  *cache = made;
  return GESTA_OK;
}

void
gesta_term_cache_free(GestaTermCache *cache)
{
  if (cache) {
    gesta_text_buffer_clear(&cache->spelling);
    gesta_release(cache->allocator, cache->slots);
    gesta_release(cache->allocator, cache->records);
    gesta_release(cache->allocator, cache->entries);
    gesta_release(cache->allocator, cache);
  }
}

static Record *
record_of(const GestaTermCache *cache, uint32_t place)
{
  return &cache->records[place - 1];
}

static GestaStringView
spelling_of(const Record *record)
{
  return (GestaStringView){(const char *)(record + 1), record->size};
}

// How many units of Record a record with this spelling takes.
static size_t
units_of(size_t spelling_size)
{
  return 1 + (spelling_size + sizeof(Record) - 1) / sizeof(Record);
}

// The slot of a spelling, or the free one where it belongs.
static Slot *
find_slot(const GestaTermCache *cache, uint64_t hash, GestaStringView spelling)
{
  const uint32_t tag = (uint32_t)(hash >> 32U);
  size_t at = (size_t)hash & (cache->room - 1);
  for (;; at = (at + 1) & (cache->room - 1)) {
    Slot *const slot = &cache->slots[at];
    if (slot->place == 0
        || (slot->tag == tag
            && gesta_view_equal(spelling_of(record_of(cache, slot->place)),
                                spelling))) {
      return slot;
    }
  }
}

static void
enter_slot(Slot *slots, size_t room, uint64_t hash, uint32_t place)
{
  size_t at = (size_t)hash & (room - 1);
  while (slots[at].place != 0) {
    at = (at + 1) & (room - 1);
  }
  slots[at] = (Slot){(uint32_t)(hash >> 32U), place};
}

// Make room for one more slot (invariant 2).
static GestaStatus
make_slot(GestaTermCache *cache)
{
  if ((cache->count + 1) * 2 <= cache->room) {
    return GESTA_OK;
  }
  const size_t room = cache->room * 2;
  Slot *slots = new_slots(cache->allocator, room);
  if (!slots) {
    return GESTA_ERR_MEMORY;
  }
  for (size_t at = 0; at < cache->record_size;) {
    const Record *const record = &cache->records[at];
    enter_slot(slots, room, record->hash, (uint32_t)at + 1); // it fits
    at += units_of(record->size);
  }
  gesta_release(cache->allocator, cache->slots);
  cache->slots = slots;
  cache->room = room;
  return GESTA_OK;
}

// Make room for one more record.
static GestaStatus
make_room(GestaTermCache *cache, size_t spelling_size)
{
  if (cache->record_size > most_text / sizeof(Record)
      || cache->count * 2 >= MOST_ROOM) {
    const GestaStatus status = gesta_term_cache_flush(cache); // invariant 4
    if (status) {
      return status;
    }
    memset(cache->slots, 0, cache->room * sizeof *cache->slots);
    cache->count = 0;
    cache->record_size = 0;
    cache->flushed_size = 0;
  }
  const size_t needed = cache->record_size + units_of(spelling_size);
  if (needed > cache->record_room) {
    size_t room = cache->record_room ? cache->record_room : FIRST_ROOM;
    while (room < needed) {
      room *= 2;
    }
    Record *grown = cache->allocator->resize(cache->allocator, cache->records,
                                             room * sizeof *grown);
    if (!grown) {
      return GESTA_ERR_MEMORY;
    }
    cache->records = grown;
    cache->record_room = room;
  }
  return make_slot(cache);
}

// Append the fresh terms to the dictionary, and collect their hashes.
static GestaStatus
append_fresh(GestaTermCache *cache, GestaHashedTerm *hashes)
{
  GestaStringView spellings[CHUNK];
  size_t pending = 0;
  size_t done = 0;
  GestaStatus status = GESTA_OK;
  size_t at = cache->flushed_size;
  while (status == GESTA_OK && at < cache->record_size) {
    const Record *const record = &cache->records[at];
    at += units_of(record->size);
    if (record->id > cache->stored_count) { // invariant 5
      spellings[pending++] = spelling_of(record);
      hashes[done++] = (GestaHashedTerm){record->hash, record->id};
    }
    if (pending == CHUNK || (pending > 0 && at >= cache->record_size)) {
      status = gesta_term_dictionary_append(cache->dictionary, cache->txn,
                                            spellings, pending);
      pending = 0;
    }
  }
  assert(status || done == cache->fresh_count);
  return status;
}

static GestaStatus
flush_terms(GestaTermCache *cache)
{
  GestaHashedTerm *hashes = gesta_allocate(cache->allocator, cache->fresh_count,
                                           sizeof *hashes);
  GestaHashedTerm *spare = gesta_allocate(cache->allocator, cache->fresh_count,
                                          sizeof *spare);
  GestaStatus status = hashes && spare ? append_fresh(cache, hashes)
                                       : GESTA_ERR_MEMORY;
  if (status == GESTA_OK) {
    status = gesta_term_dictionary_add_hashes(
      cache->dictionary, cache->txn, hashes, spare, cache->fresh_count);
  }
  gesta_release(cache->allocator, hashes);
  gesta_release(cache->allocator, spare);
  if (status == GESTA_OK) {
    cache->stored_count += cache->fresh_count;
    cache->fresh_count = 0;
    cache->flushed_size = cache->record_size;
  }
  return status;
}

GestaStatus
gesta_term_cache_flush(GestaTermCache *cache)
{
  assert(cache);

  GestaStatus status = cache->fresh_count > 0 ? flush_terms(cache) : GESTA_OK;
  if (status == GESTA_OK) {
    status = gesta_value_index_add_many(cache->values, cache->txn,
                                        cache->entries, cache->entry_count);
    cache->entry_count = 0;
  }
  return status;
}

// Remember the value of a new term for the value index.
static GestaStatus
add_value(GestaTermCache *cache, const GestaTerm *term, uint32_t id)
{
  GestaValueKey key;
  if (!gesta_value_key(term, &key)) {
    return GESTA_OK;
  }
  if (cache->entry_count == cache->entry_room) {
    const size_t room = cache->entry_room ? cache->entry_room * 2 : FIRST_ROOM;
    GestaValueEntry *grown = cache->allocator->resize(
      cache->allocator, cache->entries, room * sizeof *grown);
    if (!grown) {
      return GESTA_ERR_MEMORY;
    }
    cache->entries = grown;
    cache->entry_room = room;
  }
  cache->entries[cache->entry_count++] = (GestaValueEntry){key, id};
  return GESTA_OK;
}

// Find a term in the dictionary, or give it the next id.
static GestaStatus
find_or_number(GestaTermCache *cache, const GestaTerm *term, uint64_t hash,
               GestaStringView spelling, GestaTermId *id)
{
  if (cache->stored_count > 0) {
    const GestaStatus status = gesta_term_dictionary_find_hashed(
      cache->dictionary, cache->txn, hash, spelling, id);
    if (status != GESTA_NOT_FOUND) {
      return status;
    }
  }
  const GestaTermId fresh = cache->stored_count + cache->fresh_count + 1;
  if (fresh > UINT32_MAX || spelling.size > UINT32_MAX) {
    return GESTA_ERR_TOO_LARGE;
  }
  const GestaStatus status = add_value(cache, term, (uint32_t)fresh);
  if (status == GESTA_OK) {
    ++cache->fresh_count;
    *id = fresh;
  }
  return status;
}

static GestaStatus
intern_spelling(GestaTermCache *cache, const GestaTerm *term,
                GestaStringView spelling, GestaTermId *id)
{
  const uint64_t hash = gesta_term_dictionary_hash(cache->dictionary, spelling);
  const Slot *const slot = find_slot(cache, hash, spelling);
  if (slot->place != 0) {
    *id = record_of(cache, slot->place)->id;
    return GESTA_OK;
  }
  GestaTermId found = GESTA_NO_TERM;
  GestaStatus status = make_room(cache, spelling.size);
  if (status == GESTA_OK) {
    status = find_or_number(cache, term, hash, spelling, &found);
  }
  if (status) {
    return status;
  }
  const uint32_t place = (uint32_t)cache->record_size + 1; // it fits
  Record *const record = record_of(cache, place);
  *record = (Record){hash, (uint32_t)found, (uint32_t)spelling.size};
  memcpy(record + 1, spelling.data, spelling.size);
  cache->record_size += units_of(spelling.size);
  enter_slot(cache->slots, cache->room, hash, place);
  ++cache->count;
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
