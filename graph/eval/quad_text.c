// SPDX-License-Identifier: GPL-3.0-or-later
// A quad is a line: its terms in canonical N-Triples, a blank after each, the
// graph only if it has a name.

#include "graph/eval/quad_text.h"

#include "graph/rdf/vocabulary.h"

#include <assert.h>

static GestaStatus
spell(const GestaTerm *term, GestaTextBuffer *text)
{
  if (term->kind == GESTA_TERM_NONE) {
    return GESTA_OK;
  }
  const GestaStatus status = gesta_term_spell(term, text);
  return status ? status : gesta_text_buffer_append(text, GESTA_VIEW(" "));
}

static GestaStatus
take_quad(GestaQuadSink *self, const GestaQuad *quad)
{
  GestaQuadText *quads = (GestaQuadText *)self; // it begins with the sink
  GestaTextBuffer *text = &quads->text;
  GestaStatus status = spell(&quad->subject, text);
  if (status == GESTA_OK) {
    status = spell(&quad->predicate, text);
  }
  if (status == GESTA_OK) {
    status = spell(&quad->object, text);
  }
  if (status == GESTA_OK) {
    status = spell(quads->graph ? quads->graph : &quad->graph, text);
  }
  if (status == GESTA_OK) {
    status = gesta_text_buffer_append(text, GESTA_VIEW("\n"));
  }
  if (status) {
    quads->failure = status;
  }
  return status;
}

void
gesta_quad_text_init(GestaQuadText *quads, GestaAllocator *allocator)
{
  *quads = (GestaQuadText){.sink = {take_quad, NULL}};
  gesta_text_buffer_init(&quads->text, allocator);
}

// The term at *offset and the blank behind it; no term at the end of a line.
static GestaStatus
read_term(GestaStringView text, size_t *offset, GestaArena *arena,
          GestaTerm *term)
{
  if (text.data[*offset] == '\n') {
    *term = (GestaTerm){.kind = GESTA_TERM_NONE};
    return GESTA_OK;
  }
  const GestaStatus status = gesta_term_parse_next(text, offset, arena, term,
                                                   NULL);
  *offset += status == GESTA_OK;
  return status;
}

static GestaStatus
read_quad(GestaStringView text, size_t *offset, GestaArena *arena,
          GestaQuad *quad)
{
  GestaStatus status = read_term(text, offset, arena, &quad->subject);
  if (status == GESTA_OK) {
    status = read_term(text, offset, arena, &quad->predicate);
  }
  if (status == GESTA_OK) {
    status = read_term(text, offset, arena, &quad->object);
  }
  if (status == GESTA_OK) {
    status = read_term(text, offset, arena, &quad->graph);
  }
  ++*offset;
  return status;
}

static GestaStatus
apply(const GestaQuadText *quads, GestaTransaction *transaction,
      GestaCancel *cancel, bool is_removal)
{
  GestaArena arena;
  gesta_arena_init(&arena, quads->text.allocator);
  const GestaStringView text = gesta_text_buffer_view(&quads->text);
  size_t offset = 0;
  GestaStatus status = GESTA_OK;
  while (status == GESTA_OK && offset < text.size) {
    GestaQuad quad;
    gesta_arena_reset(&arena);
    status = gesta_cancelled(cancel) ? GESTA_ERR_CANCELLED
                                     : read_quad(text, &offset, &arena, &quad);
    if (status == GESTA_OK && is_removal) {
      status = gesta_store_remove(transaction, &quad);
      status = status == GESTA_NOT_FOUND ? GESTA_OK : status;
    } else if (status == GESTA_OK) {
      status = gesta_store_add(transaction, &quad, NULL);
    }
  }
  gesta_arena_clear(&arena);
  return status;
}

GestaStatus
gesta_quad_text_add(const GestaQuadText *quads, GestaTransaction *transaction,
                    GestaCancel *cancel)
{
  assert(quads && transaction);
  return apply(quads, transaction, cancel, false);
}

GestaStatus
gesta_quad_text_remove(const GestaQuadText *quads,
                       GestaTransaction *transaction, GestaCancel *cancel)
{
  assert(quads && transaction);
  return apply(quads, transaction, cancel, true);
}
