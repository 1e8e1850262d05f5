// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/event/action_scheme.h"

#include "extractor/entity/name_table.h"
#include "graph/base/arena.h"

enum { MAX_DEPTH = 8 };

typedef struct Link {
  GestaStringView text;
} Link;

// broader and edges map a local name to an index into links.
struct GestaActionScheme {
  GestaAllocator *allocator;
  GestaArena arena;
  GestaNameTable broader;
  GestaNameTable edges;
  Link *links;
  size_t count;
  size_t room;
};

static const char action_iri[] = "https://w3id.org/gesta/action#";

GestaStatus
gesta_action_scheme_new(GestaAllocator *allocator, GestaActionScheme **scheme)
{
  GestaActionScheme *made = gesta_allocate(allocator, 1, sizeof *made);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  *made = (GestaActionScheme){.allocator = allocator};
  gesta_arena_init(&made->arena, allocator);
  gesta_name_table_init(&made->broader, allocator);
  gesta_name_table_init(&made->edges, allocator);
  *scheme = made;
  return GESTA_OK;
}

void
gesta_action_scheme_free(GestaActionScheme *scheme)
{
  if (!scheme) {
    return;
  }
  gesta_name_table_clear(&scheme->broader);
  gesta_name_table_clear(&scheme->edges);
  gesta_release(scheme->allocator, scheme->links);
  gesta_arena_clear(&scheme->arena);
  gesta_release(scheme->allocator, scheme);
}

// The local name of an action's IRI; empty if it is none.
static GestaStringView
local_name(const GestaTerm *term)
{
  const size_t size = sizeof action_iri - 1;
  if (term->kind != GESTA_TERM_IRI || term->value.size <= size
      || memcmp(term->value.data, action_iri, size) != 0) {
    return (GestaStringView){"", 0};
  }
  return (GestaStringView){term->value.data + size, term->value.size - size};
}

static GestaStatus
add_link(GestaActionScheme *scheme, GestaNameTable *table, GestaStringView from,
         GestaStringView to)
{
  GestaStringView name = {NULL, 0};
  GestaStringView text = {NULL, 0};
  if (scheme->count == scheme->room) {
    const size_t room = scheme->room ? scheme->room * 2 : 64;
    Link *links = scheme->allocator->resize(scheme->allocator, scheme->links,
                                            room * sizeof *links);
    if (!links) {
      return GESTA_ERR_MEMORY;
    }
    scheme->links = links;
    scheme->room = room;
  }
  if (gesta_arena_copy(&scheme->arena, from, &name) != GESTA_OK
      || gesta_arena_copy(&scheme->arena, to, &text) != GESTA_OK
      || gesta_name_table_set(table, name, (uint32_t)scheme->count)
           != GESTA_OK) {
    return GESTA_ERR_MEMORY;
  }
  scheme->links[scheme->count++] = (Link){text};
  return GESTA_OK;
}

GestaStatus
gesta_action_scheme_add(GestaActionScheme *scheme, const GestaQuad *quad)
{
  const GestaStringView subject = local_name(&quad->subject);
  if (subject.size == 0) {
    return GESTA_OK;
  }
  const GestaStringView object = local_name(&quad->object);
  if (gesta_view_equal(
        quad->predicate.value,
        gesta_view("http://www.w3.org/2004/02/skos/core#broader"))
      && object.size > 0) {
    return add_link(scheme, &scheme->broader, subject, object);
  }
  if (gesta_view_equal(quad->predicate.value,
                       gesta_view("https://w3id.org/gesta#edge"))
      && quad->object.kind == GESTA_TERM_IRI) {
    return add_link(scheme, &scheme->edges, subject, quad->object.value);
  }
  return GESTA_OK;
}

static bool
find_link(const GestaActionScheme *scheme, const GestaNameTable *table,
          GestaStringView name, GestaStringView *text)
{
  uint32_t index = 0;
  if (gesta_name_table_find(table, name, &index) != GESTA_OK) {
    return false;
  }
  *text = scheme->links[index].text;
  return true;
}

GestaStringView
gesta_action_class(const GestaActionScheme *scheme, GestaStringView action)
{
  GestaStringView broader = action;
  for (size_t depth = 0;
       depth < MAX_DEPTH
       && find_link(scheme, &scheme->broader, action, &broader);
       ++depth) {
    action = broader;
  }
  return action;
}

GestaStatus
gesta_action_edge(const GestaActionScheme *scheme, GestaStringView action,
                  GestaStringView *iri)
{
  for (size_t depth = 0; depth < MAX_DEPTH; ++depth) {
    if (find_link(scheme, &scheme->edges, action, iri)) {
      return GESTA_OK;
    }
    if (!find_link(scheme, &scheme->broader, action, &action)) {
      return GESTA_NOT_FOUND;
    }
  }
  return GESTA_NOT_FOUND;
}
