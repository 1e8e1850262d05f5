// SPDX-License-Identifier: GPL-3.0-or-later
// Made terms are numbered 0, 1, 2, ... and known by their spelling; what was
// looked up in the store is remembered in the same table, so that a term that
// is computed for many rows costs one look into the store.
//
// 1. A slot is free if its id is GESTA_NO_TERM.
// 2. At most half of the slots are taken.
// 3. The id of made[n] is GESTA_MADE_TERM | n.

#include "graph/eval/query_terms.h"

#include <assert.h>
#include <string.h>

enum { FIRST_ROOM = 64 };

typedef struct Slot {
  uint64_t hash;
  GestaTermId id;
  GestaStringView spelling;
} Slot;

struct GestaQueryTerms {
  GestaAllocator *allocator;     // borrowed
  GestaTransaction *transaction; // borrowed
  GestaArena arena;
  GestaTextBuffer spelling;
  Slot *slots; // NULL before the first
  size_t room; // a power of two
  size_t count;
  GestaStringView *made;
  size_t made_count;
  size_t made_room;
  uint64_t blank_count;
};

GestaStatus
gesta_query_terms_new(GestaAllocator *allocator, GestaTransaction *transaction,
                      GestaQueryTerms **terms)
{
  assert(allocator && transaction && terms);

  GestaQueryTerms *made = gesta_allocate(allocator, 1, sizeof *made);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  *made = (GestaQueryTerms){.allocator = allocator, .transaction = transaction};
  gesta_arena_init(&made->arena, allocator);
  gesta_text_buffer_init(&made->spelling, allocator);
  *terms = made;
  return GESTA_OK;
}

void
gesta_query_terms_free(GestaQueryTerms *terms)
{
  if (terms) {
    gesta_text_buffer_clear(&terms->spelling);
    gesta_arena_clear(&terms->arena);
    gesta_release(terms->allocator, terms->slots);
    gesta_release(terms->allocator, terms->made);
    gesta_release(terms->allocator, terms);
  }
}

GestaStatus
gesta_query_terms_get(GestaQueryTerms *terms, GestaTermId id, GestaArena *arena,
                      GestaTerm *term)
{
  assert(terms && id != GESTA_NO_TERM && arena && term);

  if (!(id & GESTA_MADE_TERM)) {
    return gesta_store_term(terms->transaction, id, arena, term);
  }
  const size_t index = (size_t)(id & ~GESTA_MADE_TERM); // below made_count
  assert(index < terms->made_count);
  return gesta_term_parse(terms->made[index], arena, term, NULL);
}

// FNV-1a: the table lives as long as one query, so its order is no secret that
// anybody could use for long.
static uint64_t
hash_spelling(GestaStringView spelling)
{
  uint64_t hash = UINT64_C(0xcbf29ce484222325);
  for (size_t i = 0; i < spelling.size; ++i) {
    hash = (hash ^ (unsigned char)spelling.data[i]) * UINT64_C(0x100000001b3);
  }
  return hash ^ hash >> 29;
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
make_room(GestaQueryTerms *terms)
{
  if ((terms->count + 1) * 2 <= terms->room) {
    return GESTA_OK;
  }
  const size_t room = terms->room ? terms->room * 2 : FIRST_ROOM;
  Slot *slots = gesta_allocate(terms->allocator, room, sizeof *slots);
  if (!slots) {
    return GESTA_ERR_MEMORY;
  }
  memset(slots, 0, room * sizeof *slots);
  for (size_t i = 0; i < terms->room; ++i) {
    const Slot *old = &terms->slots[i];
    if (old->id != GESTA_NO_TERM) {
      *find_slot(slots, room, old->hash, old->spelling) = *old;
    }
  }
  gesta_release(terms->allocator, terms->slots);
  terms->slots = slots;
  terms->room = room;
  return GESTA_OK;
}

// Number a term that the store does not have.
static GestaStatus
add_made(GestaQueryTerms *terms, GestaStringView spelling, GestaTermId *id)
{
  if (terms->made_count == terms->made_room) {
    const size_t room = terms->made_room ? terms->made_room * 2 : FIRST_ROOM;
    GestaStringView *made = terms->allocator->resize(
      terms->allocator, terms->made, room * sizeof *made);
    if (!made) {
      return GESTA_ERR_MEMORY;
    }
    terms->made = made;
    terms->made_room = room;
  }
  terms->made[terms->made_count] = spelling;
  *id = GESTA_MADE_TERM | terms->made_count;
  ++terms->made_count;
  return GESTA_OK;
}

GestaStatus
gesta_query_terms_intern(GestaQueryTerms *terms, const GestaTerm *term,
                         GestaTermId *id)
{
  assert(terms && term && term->kind != GESTA_TERM_NONE && id);

  terms->spelling.size = 0;
  GestaStatus status = gesta_term_spell(term, &terms->spelling);
  if (status == GESTA_OK) {
    status = make_room(terms);
  }
  if (status) {
    return status;
  }
  const GestaStringView spelling = gesta_text_buffer_view(&terms->spelling);
  const uint64_t hash = hash_spelling(spelling);
  Slot *slot = find_slot(terms->slots, terms->room, hash, spelling);
  if (slot->id != GESTA_NO_TERM) {
    *id = slot->id;
    return GESTA_OK;
  }
  GestaStringView copy;
  status = gesta_arena_copy(&terms->arena, spelling, &copy);
  if (status) {
    return status;
  }
  GestaTermId found = GESTA_NO_TERM;
  status = gesta_store_find_term(terms->transaction, term, &found);
  if (status == GESTA_NOT_FOUND) {
    status = add_made(terms, copy, &found);
  }
  if (status) {
    return status;
  }
  *slot = (Slot){hash, found, copy};
  ++terms->count;
  *id = found;
  return GESTA_OK;
}

GestaStatus
gesta_query_terms_blank(GestaQueryTerms *terms, GestaTermId *id)
{
  assert(terms && id);

  // A label that the store has too would be an old node, not a new one.
  for (;;) {
    terms->spelling.size = 0;
    GestaStatus status = gesta_text_buffer_print(
      &terms->spelling, "q%llu", (unsigned long long)terms->blank_count);
    if (status) {
      return status;
    }
    ++terms->blank_count;
    GestaStringView label;
    status = gesta_arena_copy(&terms->arena,
                              gesta_text_buffer_view(&terms->spelling), &label);
    if (status) {
      return status;
    }
    const GestaTerm term = {.kind = GESTA_TERM_BLANK, .value = label};
    status = gesta_query_terms_intern(terms, &term, id);
    if (status || *id & GESTA_MADE_TERM) {
      return status;
    }
  }
}
