// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/rdf/quad_set.h"

#include "graph/rdf/vocabulary.h"

#include <assert.h>
#include <stdlib.h>

enum { FIRST_ROOM = 64 };

static GestaStatus
copy_term(GestaArena *arena, const GestaTerm *term, GestaTerm *copy)
{
  *copy = (GestaTerm){.kind = term->kind};
  GestaStatus status = gesta_arena_copy(arena, term->value, &copy->value);
  if (status == GESTA_OK && term->datatype.size > 0) {
    status = gesta_arena_copy(arena, term->datatype, &copy->datatype);
  }
  if (status == GESTA_OK && term->language.size > 0) {
    status = gesta_arena_copy(arena, term->language, &copy->language);
  }
  return status;
}

static GestaStatus
take_quad(GestaQuadSink *self, const GestaQuad *quad)
{
  GestaQuadSet *set = (GestaQuadSet *)self;
  if (set->count == set->room) {
    const size_t room = set->room ? set->room * 2 : FIRST_ROOM;
    GestaQuad *quads = set->allocator->resize(set->allocator, set->quads,
                                              room * sizeof *quads);
    if (!quads) {
      return GESTA_ERR_MEMORY;
    }
    set->quads = quads;
    set->room = room;
  }
  GestaQuad *copy = &set->quads[set->count];
  GestaStatus status = copy_term(&set->arena, &quad->subject, &copy->subject);
  if (status == GESTA_OK) {
    status = copy_term(&set->arena, &quad->predicate, &copy->predicate);
  }
  if (status == GESTA_OK) {
    status = copy_term(&set->arena, &quad->object, &copy->object);
  }
  if (status == GESTA_OK) {
    status = copy_term(&set->arena, &quad->graph, &copy->graph);
  }
  set->count += status == GESTA_OK;
  return status;
}

void
gesta_quad_set_init(GestaQuadSet *set, GestaAllocator *allocator)
{
  assert(set && allocator);

  *set = (GestaQuadSet){.sink = {take_quad, NULL}, .allocator = allocator};
  gesta_arena_init(&set->arena, allocator);
}

void
gesta_quad_set_clear(GestaQuadSet *set)
{
  gesta_release(set->allocator, set->quads);
  gesta_arena_clear(&set->arena);
  gesta_quad_set_init(set, set->allocator);
}

void
gesta_quad_set_reset(GestaQuadSet *set)
{
  gesta_arena_reset(&set->arena);
  set->count = 0;
}

static int
compare_terms(const GestaTerm *a, const GestaTerm *b)
{
  if (a->kind != b->kind) {
    return a->kind < b->kind ? -1 : 1;
  }
  int order = gesta_view_compare(a->value, b->value);
  if (order == 0) {
    order = gesta_view_compare(a->datatype, b->datatype);
  }
  return order != 0 ? order : gesta_view_compare(a->language, b->language);
}

static int
compare_predicates(const GestaTerm *a, const GestaTerm *b)
{
  const bool a_is_type = gesta_view_equal(a->value, GESTA_RDF("type"));
  const bool b_is_type = gesta_view_equal(b->value, GESTA_RDF("type"));
  return a_is_type || b_is_type ? (int)b_is_type - (int)a_is_type
                                : compare_terms(a, b);
}

static int
compare_quads(const void *left, const void *right)
{
  const GestaQuad *a = left;
  const GestaQuad *b = right;
  int order = compare_terms(&a->graph, &b->graph);
  if (order == 0) {
    order = compare_terms(&a->subject, &b->subject);
  }
  if (order == 0) {
    order = compare_predicates(&a->predicate, &b->predicate);
  }
  return order != 0 ? order : compare_terms(&a->object, &b->object);
}

GestaStatus
gesta_quad_set_send(GestaQuadSet *set, GestaQuadSink *sink, uint64_t *count)
{
  assert(set && sink && count);

  if (set->count > 0) {
    qsort(set->quads, set->count, sizeof *set->quads, compare_quads);
  }
  uint64_t sent = 0;
  for (size_t i = 0; i < set->count; ++i) {
    const GestaQuad *quad = &set->quads[i];
    if (i > 0 && compare_quads(quad - 1, quad) == 0) {
      continue;
    }
    const GestaStatus status = gesta_sink_quad(sink, quad);
    if (status) {
      return status;
    }
    ++sent;
  }
  *count = sent;
  return GESTA_OK;
}
