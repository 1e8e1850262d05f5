// SPDX-License-Identifier: GPL-3.0-or-later
// Entries in the order in which their IRIs are first met.
//
// 1. Every text is a copy in the arena.
// 2. A name that two entries claim stays with the first, in the order of the
//    quads, unless the second is a country and the first is not.
// 3. An entry without a class was only pointed at; it is no mention's answer.
#include "extractor/entity/gazetteer.h"

#include "extractor/entity/name_fold.h"
#include "extractor/entity/name_table.h"
#include "graph/base/arena.h"

#include <assert.h>

typedef struct Entry {
  GestaKnown known;
  bool classed;
  bool labelled;  // in the gazetteer's own language
  uint32_t first; // label, or GESTA_NO_PLACE
} Entry;

typedef struct SameAs {
  uint32_t entry;
  GestaStringView iri;
} SameAs;

typedef struct Label {
  GestaStringView text;
  GestaStringView language;
  uint32_t next; // label of the same entry, or GESTA_NO_PLACE
} Label;

struct GestaGazetteer {
  GestaAllocator *allocator;
  GestaArena arena;
  GestaStringView language;
  GestaNameTable iris;
  GestaNameTable names;
  GestaNameTable demonyms;
  Entry *entries;
  size_t count;
  size_t room;
  SameAs *same;
  size_t same_count;
  size_t same_room;
  Label *labels;
  size_t label_count;
  size_t label_room;
};

#define GESTA_IRI "https://w3id.org/gesta#"
#define SKOS_IRI "http://www.w3.org/2004/02/skos/core#"

static const struct {
  const char *name;
  GestaEntityClass class;
} classes[] = {
  {GESTA_IRI "Country", GESTA_CLASS_COUNTRY},
  {GESTA_IRI "Organization", GESTA_CLASS_ORGANIZATION},
  {GESTA_IRI "ArmedForce", GESTA_CLASS_ARMED_FORCE},
  {GESTA_IRI "Place", GESTA_CLASS_PLACE},
  {GESTA_IRI "Person", GESTA_CLASS_PERSON},
  {GESTA_IRI "Group", GESTA_CLASS_GROUP},
};

GestaStatus
gesta_gazetteer_new(GestaAllocator *allocator, GestaStringView language,
                    GestaGazetteer **gazetteer)
{
  GestaGazetteer *made = gesta_allocate(allocator, 1, sizeof *made);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  *made = (GestaGazetteer){.allocator = allocator};
  gesta_arena_init(&made->arena, allocator);
  gesta_name_table_init(&made->iris, allocator);
  gesta_name_table_init(&made->names, allocator);
  gesta_name_table_init(&made->demonyms, allocator);
  if (gesta_arena_copy(&made->arena, language, &made->language) != GESTA_OK) {
    gesta_gazetteer_free(made);
    return GESTA_ERR_MEMORY;
  }
  *gazetteer = made;
  return GESTA_OK;
}

void
gesta_gazetteer_free(GestaGazetteer *gazetteer)
{
  if (!gazetteer) {
    return;
  }
  gesta_name_table_clear(&gazetteer->iris);
  gesta_name_table_clear(&gazetteer->names);
  gesta_name_table_clear(&gazetteer->demonyms);
  gesta_release(gazetteer->allocator, gazetteer->entries);
  gesta_release(gazetteer->allocator, gazetteer->same);
  gesta_release(gazetteer->allocator, gazetteer->labels);
  gesta_arena_clear(&gazetteer->arena);
  gesta_release(gazetteer->allocator, gazetteer);
}

static GestaStatus
grow(GestaAllocator *allocator, void **items, size_t count, size_t *room,
     size_t size)
{
  if (count < *room) {
    return GESTA_OK;
  }
  const size_t larger = *room ? *room * 2 : 64;
  if (larger > SIZE_MAX / size) {
    return GESTA_ERR_MEMORY;
  }
  void *moved = allocator->resize(allocator, *items, larger * size);
  if (!moved) {
    return GESTA_ERR_MEMORY;
  }
  *items = moved;
  *room = larger;
  return GESTA_OK;
}

static GestaStatus
intern_entry(GestaGazetteer *gazetteer, GestaStringView iri, uint32_t *index)
{
  if (gesta_name_table_find(&gazetteer->iris, iri, index) == GESTA_OK) {
    return GESTA_OK;
  }
  void *entries = gazetteer->entries;
  GestaStatus status = grow(gazetteer->allocator, &entries, gazetteer->count,
                            &gazetteer->room, sizeof *gazetteer->entries);
  gazetteer->entries = entries;
  GestaStringView copy = {NULL, 0};
  if (status == GESTA_OK) {
    status = gesta_arena_copy(&gazetteer->arena, iri, &copy);
  }
  // A gazetteer has fewer than 2^32 entries: each costs more than a byte.
  const uint32_t added = (uint32_t)gazetteer->count;
  if (status == GESTA_OK) {
    status = gesta_name_table_set(&gazetteer->iris, copy, added);
  }
  if (status != GESTA_OK) {
    return status;
  }
  gazetteer->entries[added] = (Entry){
    .known = {.iri = copy, .label = copy, .country = GESTA_NO_PLACE},
    .first = GESTA_NO_PLACE};
  ++gazetteer->count;
  *index = added;
  return GESTA_OK;
}

// Invariant 2.
static GestaStatus
add_name(GestaGazetteer *gazetteer, GestaNameTable *table, uint32_t index,
         GestaStringView name)
{
  GestaTextBuffer folded;
  GestaStringView copy = {NULL, 0};
  uint32_t owner = 0;
  gesta_text_buffer_init(&folded, gazetteer->allocator);
  GestaStatus status = gesta_name_fold(name, &folded);
  if (status != GESTA_OK) {
    goto done;
  }
  if (gesta_name_table_find(table, gesta_text_buffer_view(&folded), &owner)
        == GESTA_OK
      && (gazetteer->entries[owner].known.class == GESTA_CLASS_COUNTRY
          || gazetteer->entries[index].known.class != GESTA_CLASS_COUNTRY)) {
    goto done;
  }
  status = gesta_arena_copy(&gazetteer->arena, gesta_text_buffer_view(&folded),
                            &copy);
  if (status == GESTA_OK) {
    status = gesta_name_table_set(table, copy, index);
  }

done:
  gesta_text_buffer_clear(&folded);
  return status;
}

// A label counts in the gazetteer's language, in English and without language.
static bool
is_own_language(const GestaGazetteer *gazetteer, const GestaTerm *term,
                bool *own)
{
  *own = gesta_view_equal(term->language, gazetteer->language);
  return *own || term->language.size == 0
         || gesta_view_equal(term->language, gesta_view("en"));
}

// Keep a preferred label, whatever its language.
static GestaStatus
keep_label(GestaGazetteer *gazetteer, uint32_t index, const GestaTerm *label)
{
  void *labels = gazetteer->labels;
  GestaStatus status = grow(gazetteer->allocator, &labels,
                            gazetteer->label_count, &gazetteer->label_room,
                            sizeof *gazetteer->labels);
  gazetteer->labels = labels;
  Label kept = {.next = gazetteer->entries[index].first};
  if (status == GESTA_OK) {
    status = gesta_arena_copy(&gazetteer->arena, label->value, &kept.text);
  }
  if (status == GESTA_OK) {
    status = gesta_arena_copy(&gazetteer->arena, label->language,
                              &kept.language);
  }
  if (status == GESTA_OK) {
    // There are fewer labels than bytes of memory, and 2^32 would fill it.
    gazetteer->entries[index].first = (uint32_t)gazetteer->label_count;
    gazetteer->labels[gazetteer->label_count++] = kept;
  }
  return status;
}

static GestaStatus
add_label(GestaGazetteer *gazetteer, uint32_t index, const GestaTerm *label,
          bool preferred)
{
  Entry *entry = &gazetteer->entries[index];
  bool own = false;
  if (label->kind == GESTA_TERM_LITERAL && preferred) {
    const GestaStatus status = keep_label(gazetteer, index, label);
    if (status != GESTA_OK) {
      return status;
    }
  }
  if (label->kind != GESTA_TERM_LITERAL
      || !is_own_language(gazetteer, label, &own)) {
    return GESTA_OK;
  }
  if (preferred && !entry->labelled) {
    GestaStringView copy = {NULL, 0};
    if (gesta_arena_copy(&gazetteer->arena, label->value, &copy) != GESTA_OK) {
      return GESTA_ERR_MEMORY;
    }
    entry->known.label = copy;
    entry->labelled = own;
  }
  return add_name(gazetteer, &gazetteer->names, index, label->value);
}

static GestaStatus
add_same(GestaGazetteer *gazetteer, uint32_t index, GestaStringView iri)
{
  void *same = gazetteer->same;
  GestaStatus status = grow(gazetteer->allocator, &same, gazetteer->same_count,
                            &gazetteer->same_room, sizeof *gazetteer->same);
  gazetteer->same = same;
  GestaStringView copy = {NULL, 0};
  if (status == GESTA_OK) {
    status = gesta_arena_copy(&gazetteer->arena, iri, &copy);
  }
  if (status == GESTA_OK) {
    gazetteer->same[gazetteer->same_count++] = (SameAs){index, copy};
  }
  return status;
}

static GestaStatus
add_class(GestaGazetteer *gazetteer, const GestaQuad *quad)
{
  for (size_t i = 0; i < sizeof classes / sizeof *classes; ++i) {
    if (gesta_view_equal(quad->object.value, gesta_view(classes[i].name))) {
      uint32_t index = 0;
      const GestaStatus status = intern_entry(gazetteer, quad->subject.value,
                                              &index);
      if (status == GESTA_OK) {
        gazetteer->entries[index].known.class = classes[i].class;
        gazetteer->entries[index].classed = true;
      }
      return status;
    }
  }
  return GESTA_OK;
}

// What is told of an entry whose class is known.
static GestaStatus
add_property(GestaGazetteer *gazetteer, uint32_t index, const GestaQuad *quad)
{
  const GestaStringView property = quad->predicate.value;
  if (gesta_view_equal(property, gesta_view(SKOS_IRI "prefLabel"))) {
    return add_label(gazetteer, index, &quad->object, true);
  }
  if (gesta_view_equal(property, gesta_view(SKOS_IRI "altLabel"))) {
    return add_label(gazetteer, index, &quad->object, false);
  }
  if (gesta_view_equal(property, gesta_view(GESTA_IRI "demonym"))) {
    bool own = false;
    return is_own_language(gazetteer, &quad->object, &own) && own ? add_name(
             gazetteer, &gazetteer->demonyms, index, quad->object.value)
                                                                  : GESTA_OK;
  }
  if (gesta_view_equal(property, gesta_view(GESTA_IRI "capitalOf"))
      || gesta_view_equal(property, gesta_view(GESTA_IRI "seatOf"))) {
    uint32_t country = 0;
    const GestaStatus status = intern_entry(gazetteer, quad->object.value,
                                            &country);
    if (status == GESTA_OK) {
      gazetteer->entries[index].known.country = country;
    }
    return status;
  }
  if (gesta_view_equal(property,
                       gesta_view("http://www.w3.org/2002/07/owl#sameAs"))) {
    return add_same(gazetteer, index, quad->object.value);
  }
  return GESTA_OK;
}

GestaStatus
gesta_gazetteer_add(GestaGazetteer *gazetteer, const GestaQuad *quad)
{
  uint32_t index = 0;
  if (quad->subject.kind != GESTA_TERM_IRI) {
    return GESTA_OK;
  }
  if (gesta_view_equal(
        quad->predicate.value,
        gesta_view("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"))) {
    return add_class(gazetteer, quad);
  }
  if (gesta_name_table_find(&gazetteer->iris, quad->subject.value, &index)
        != GESTA_OK
      || !gazetteer->entries[index].classed) {
    return GESTA_OK;
  }
  return add_property(gazetteer, index, quad);
}

const GestaKnown *
gesta_gazetteer_get(const GestaGazetteer *gazetteer, uint32_t index)
{
  assert(index < gazetteer->count);
  return &gazetteer->entries[index].known;
}

GestaStatus
gesta_gazetteer_find(const GestaGazetteer *gazetteer, GestaStringView folded,
                     uint32_t *index)
{
  return gesta_name_table_find(&gazetteer->names, folded, index);
}

GestaStatus
gesta_gazetteer_find_demonym(const GestaGazetteer *gazetteer,
                             GestaStringView folded, uint32_t *index)
{
  return gesta_name_table_find(&gazetteer->demonyms, folded, index);
}

GestaStatus
gesta_gazetteer_label(const GestaGazetteer *gazetteer, uint32_t index,
                      size_t *position, GestaStringView *label,
                      GestaStringView *language)
{
  uint32_t at = gazetteer->entries[index].first;
  for (size_t i = 0; i < *position && at != GESTA_NO_PLACE; ++i) {
    at = gazetteer->labels[at].next;
  }
  if (at == GESTA_NO_PLACE) {
    return GESTA_END;
  }
  *label = gazetteer->labels[at].text;
  *language = gazetteer->labels[at].language;
  ++*position;
  return GESTA_OK;
}

GestaStatus
gesta_gazetteer_same(const GestaGazetteer *gazetteer, uint32_t index,
                     size_t *position, GestaStringView *iri)
{
  while (*position < gazetteer->same_count) {
    const SameAs *same = &gazetteer->same[(*position)++];
    if (same->entry == index) {
      *iri = same->iri;
      return GESTA_OK;
    }
  }
  return GESTA_END;
}
