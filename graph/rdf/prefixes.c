// SPDX-License-Identifier: GPL-3.0-or-later
// A few dozen entries in byte order of their prefixes, found by bisection; the
// longest IRI that fits is found by looking at all of them.
#include "graph/rdf/prefixes.h"

#include "graph/rdf/name.h"
#include "graph/rdf/term.h"
#include "graph/rdf/vocabulary.h"

#include <assert.h>

enum { FIRST_ROOM = 32 };

typedef struct Entry {
  char *block; ///< the bytes of both
  GestaStringView prefix;
  GestaStringView iri;
} Entry;

struct GestaPrefixes {
  GestaAllocator *allocator;
  Entry *entries;
  size_t count;
  size_t room;
};

GestaStatus
gesta_prefixes_new_empty(GestaAllocator *allocator, GestaPrefixes **prefixes)
{
  assert(allocator && prefixes);

  GestaPrefixes *result = gesta_allocate(allocator, 1, sizeof *result);
  if (!result) {
    return GESTA_ERR_MEMORY;
  }
  *result = (GestaPrefixes){.allocator = allocator};
  *prefixes = result;
  return GESTA_OK;
}

GestaStatus
gesta_prefixes_new(GestaAllocator *allocator, GestaPrefixes **prefixes)
{
  static const struct {
    const char *prefix;
    const char *iri;
  } known[] = {
    {"rdf", GESTA_NS_RDF},       {"rdfs", GESTA_NS_RDFS},
    {"owl", GESTA_NS_OWL},       {"xsd", GESTA_NS_XSD},
    {"skos", GESTA_NS_SKOS},     {"dct", GESTA_NS_DCT},
    {"schema", GESTA_NS_SCHEMA}, {"foaf", GESTA_NS_FOAF},
    {"prov", GESTA_NS_PROV},     {"sem", GESTA_NS_SEM},
    {"gaf", GESTA_NS_GAF},       {"nif", GESTA_NS_NIF},
    {"edtf", GESTA_NS_EDTF},     {"gesta", GESTA_NS_GESTA},
    {"act", GESTA_NS_ACT},       {"gaz", GESTA_NS_GAZ},
    {"void", GESTA_NS_VOID},
  };
  GestaPrefixes *result = NULL;
  GestaStatus status = gesta_prefixes_new_empty(allocator, &result);
  for (size_t i = 0; status == GESTA_OK && i < sizeof known / sizeof *known;
       ++i) {
    status = gesta_prefixes_set(result, gesta_view(known[i].prefix),
                                gesta_view(known[i].iri));
  }
  if (status) {
    gesta_prefixes_free(result);
    return status;
  }
  *prefixes = result;
  return GESTA_OK;
}

void
gesta_prefixes_free(GestaPrefixes *prefixes)
{
  if (!prefixes) {
    return;
  }
  for (size_t i = 0; i < prefixes->count; ++i) {
    gesta_release(prefixes->allocator, prefixes->entries[i].block);
  }
  gesta_release(prefixes->allocator, prefixes->entries);
  gesta_release(prefixes->allocator, prefixes);
}

// Copy both texts into one block, which is never empty.
static GestaStatus
copy_entry(GestaAllocator *allocator, GestaStringView prefix,
           GestaStringView iri, Entry *entry)
{
  char *block = gesta_allocate(allocator, prefix.size + iri.size + 1, 1);
  if (!block) {
    return GESTA_ERR_MEMORY;
  }
  if (prefix.size > 0) {
    memcpy(block, prefix.data, prefix.size);
  }
  if (iri.size > 0) {
    memcpy(block + prefix.size, iri.data, iri.size);
  }
  *entry = (Entry){
    block, {block, prefix.size}, {block + prefix.size, iri.size}};
  return GESTA_OK;
}

// The index of a prefix, or where it would stand.
static bool
bisect(const GestaPrefixes *prefixes, GestaStringView prefix, size_t *index)
{
  size_t low = 0;
  size_t high = prefixes->count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    const int order = gesta_view_compare(prefixes->entries[middle].prefix,
                                         prefix);
    if (order == 0) {
      *index = middle;
      return true;
    }
    if (order < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  *index = low;
  return false;
}

static GestaStatus
make_room(GestaPrefixes *prefixes)
{
  if (prefixes->count < prefixes->room) {
    return GESTA_OK;
  }
  const size_t room = prefixes->room ? prefixes->room * 2 : FIRST_ROOM;
  Entry *entries = prefixes->allocator->resize(
    prefixes->allocator, prefixes->entries, room * sizeof *entries);
  if (!entries) {
    return GESTA_ERR_MEMORY;
  }
  prefixes->entries = entries;
  prefixes->room = room;
  return GESTA_OK;
}

GestaStatus
gesta_prefixes_set(GestaPrefixes *prefixes, GestaStringView prefix,
                   GestaStringView iri)
{
  assert(prefixes);

  GestaStatus status = make_room(prefixes);
  Entry entry = {0};
  if (status == GESTA_OK) {
    status = copy_entry(prefixes->allocator, prefix, iri, &entry);
  }
  if (status) {
    return status;
  }
  size_t index;
  if (bisect(prefixes, prefix, &index)) {
    gesta_release(prefixes->allocator, prefixes->entries[index].block);
  } else {
    memmove(prefixes->entries + index + 1, prefixes->entries + index,
            (prefixes->count - index) * sizeof entry);
    ++prefixes->count;
  }
  prefixes->entries[index] = entry;
  return GESTA_OK;
}

GestaStatus
gesta_prefixes_find(const GestaPrefixes *prefixes, GestaStringView prefix,
                    GestaStringView *iri)
{
  assert(prefixes && iri);

  size_t index;
  if (!bisect(prefixes, prefix, &index)) {
    return GESTA_NOT_FOUND;
  }
  *iri = prefixes->entries[index].iri;
  return GESTA_OK;
}

size_t
gesta_prefixes_count(const GestaPrefixes *prefixes)
{
  return prefixes->count;
}

void
gesta_prefixes_get(const GestaPrefixes *prefixes, size_t index,
                   GestaStringView *prefix, GestaStringView *iri)
{
  assert(index < prefixes->count);

  *prefix = prefixes->entries[index].prefix;
  *iri = prefixes->entries[index].iri;
}

GestaStatus
gesta_prefixes_fit(const GestaPrefixes *prefixes, GestaStringView iri,
                   size_t *index, GestaStringView *local)
{
  assert(prefixes && index && local);

  size_t longest = 0;
  for (size_t i = 0; i < prefixes->count; ++i) {
    const GestaStringView start = prefixes->entries[i].iri;
    if (start.size <= longest || start.size > iri.size
        || memcmp(start.data, iri.data, start.size) != 0) {
      continue;
    }
    const GestaStringView rest = {iri.data + start.size, iri.size - start.size};
    if (gesta_name_is_local(rest)) {
      longest = start.size;
      *index = i;
      *local = rest;
    }
  }
  return longest > 0 ? GESTA_OK : GESTA_NOT_FOUND;
}

GestaStatus
gesta_prefixes_compact(const GestaPrefixes *prefixes, GestaStringView iri,
                       GestaTextBuffer *text)
{
  size_t index;
  GestaStringView local;
  if (gesta_prefixes_fit(prefixes, iri, &index, &local)) {
    const GestaTerm term = gesta_iri(iri);
    return gesta_term_spell(&term, text);
  }
  GestaStatus status = gesta_text_buffer_append(
    text, prefixes->entries[index].prefix);
  if (status == GESTA_OK) {
    status = gesta_text_buffer_append(text, GESTA_VIEW(":"));
  }
  if (status == GESTA_OK) {
    status = gesta_text_buffer_append(text, local);
  }
  return status;
}
