// SPDX-License-Identifier: GPL-3.0-or-later
// 1. described.list holds the nodes whose triples were sent or are still to be
//    sent, in that order: those from `next` on are to be sent.

#include "graph/eval/describe.h"

#include "graph/eval/id_set.h"
#include "graph/rdf/vocabulary.h"

#include <assert.h>

struct GestaDescription {
  GestaAllocator *allocator;
  GestaTransaction *transaction;
  GestaDataset dataset;
  GestaQueryTerms *terms;
  GestaCancel *cancel;
  GestaIdSet described;
  size_t next;
  GestaIdSet labelled;
  GestaTermId label; // rdfs:label
  GestaArena arena;  // of one quad
};

GestaStatus
gesta_description_new(GestaAllocator *allocator, GestaTransaction *transaction,
                      const GestaDataset *dataset, GestaQueryTerms *terms,
                      GestaCancel *cancel, GestaDescription **description)
{
  assert(allocator && transaction && dataset && terms && description);

  GestaDescription *made = gesta_allocate(allocator, 1, sizeof *made);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  *made = (GestaDescription){.allocator = allocator,
                             .transaction = transaction,
                             .dataset = *dataset,
                             .terms = terms,
                             .cancel = cancel};
  gesta_arena_init(&made->arena, allocator);
  const GestaTerm label = gesta_iri(GESTA_RDFS("label"));
  const GestaStatus status = gesta_query_terms_intern(terms, &label,
                                                      &made->label);
  if (status) {
    gesta_description_free(made);
    return status;
  }
  *description = made;
  return GESTA_OK;
}

void
gesta_description_free(GestaDescription *description)
{
  if (description) {
    gesta_id_set_clear(&description->described, description->allocator);
    gesta_id_set_clear(&description->labelled, description->allocator);
    gesta_arena_clear(&description->arena);
    gesta_release(description->allocator, description);
  }
}

// Whether a graph belongs to the default graph of the dataset.
static bool
is_in_default(const GestaDataset *dataset, GestaTermId graph)
{
  switch (dataset->kind) {
  case GESTA_DEFAULT_UNION:
    return true;
  case GESTA_DEFAULT_STRICT:
    return graph == GESTA_NO_TERM;
  case GESTA_DEFAULT_LIST:
    break;
  }
  return gesta_dataset_lists(dataset->defaults, dataset->default_count, graph);
}

// A blank node is described too; other nodes only get their label.
static GestaStatus
visit_node(GestaDescription *self, GestaTermId id, const GestaTerm *term)
{
  bool is_new;
  if (term->kind == GESTA_TERM_BLANK) {
    return gesta_id_set_add(&self->described, self->allocator, id, &is_new);
  }
  if (term->kind == GESTA_TERM_IRI) {
    return gesta_id_set_add(&self->labelled, self->allocator, id, &is_new);
  }
  return GESTA_OK;
}

static GestaStatus
send_quad(GestaDescription *self, const GestaQuadIds *ids, bool visits,
          GestaQuadSink *sink)
{
  gesta_arena_reset(&self->arena);
  GestaQuad quad = {.graph = {.kind = GESTA_TERM_NONE}};
  GestaTerm *const parts[] = {&quad.subject, &quad.predicate, &quad.object};
  const GestaTermId part_ids[] = {ids->subject, ids->predicate, ids->object};
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; status == GESTA_OK && i < 3; ++i) {
    status = gesta_query_terms_get(self->terms, part_ids[i], &self->arena,
                                   parts[i]);
    if (status == GESTA_OK && visits && i != 1) {
      status = visit_node(self, part_ids[i], parts[i]);
    }
  }
  return status ? status : gesta_sink_quad(sink, &quad);
}

// Send the triples of the default graph that match.
static GestaStatus
send_matches(GestaDescription *self, const GestaQuadIds *pattern, bool visits,
             GestaQuadSink *sink)
{
  GestaQuadCursor *cursor = NULL;
  GestaStatus status = gesta_store_find(self->transaction, pattern,
                                        GESTA_SCOPE_ALL, &cursor);
  GestaQuadIds before = {0};
  while (status == GESTA_OK) {
    GestaQuadIds quad;
    status = gesta_quad_cursor_next(cursor, &quad);
    if (status || gesta_cancelled(self->cancel)) {
      status = status ? status : GESTA_ERR_CANCELLED;
      break;
    }
    const bool is_same = quad.subject == before.subject
                         && quad.predicate == before.predicate
                         && quad.object == before.object;
    if (!is_same && is_in_default(&self->dataset, quad.graph)) {
      status = send_quad(self, &quad, visits, sink);
      before = quad;
    }
  }
  gesta_quad_cursor_close(cursor);
  return status == GESTA_END ? GESTA_OK : status;
}

GestaStatus
gesta_description_add(GestaDescription *description, GestaTermId id,
                      GestaQuadSink *sink)
{
  assert(description && id != GESTA_NO_TERM && sink);

  GestaDescription *const self = description;
  if (id & GESTA_MADE_TERM) {
    return GESTA_OK; // the store has no triple with it
  }
  bool is_new;
  GestaStatus status = gesta_id_set_add(&self->described, self->allocator, id,
                                        &is_new);
  for (; status == GESTA_OK && self->next < self->described.list.count;
       ++self->next) {
    const GestaTermId node = self->described.list.ids[self->next];
    const GestaQuadIds out = {.subject = node};
    const GestaQuadIds in = {.object = node};
    status = send_matches(self, &out, true, sink);
    if (status == GESTA_OK) {
      status = send_matches(self, &in, true, sink);
    }
  }
  if (self->label & GESTA_MADE_TERM) {
    return status;
  }
  for (size_t i = 0; status == GESTA_OK && i < self->labelled.list.count; ++i) {
    const GestaQuadIds label = {.subject = self->labelled.list.ids[i],
                                .predicate = self->label};
    status = send_matches(self, &label, false, sink);
  }
  gesta_id_set_clear(&self->labelled, self->allocator);
  return status;
}
