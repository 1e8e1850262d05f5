// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/eval/template.h"

#include <assert.h>

// The new blank node of a label, in one solution.
typedef struct Label {
  GestaStringView label;
  GestaTermId id;
  struct Label *next;
} Label;

typedef struct Solution {
  GestaQueryTerms *terms;
  const GestaRow *row;
  GestaArena *arena;
  Label *labels;
} Solution;

static GestaStatus
find_label(Solution *self, GestaStringView text, GestaTermId *id)
{
  for (const Label *at = self->labels; at; at = at->next) {
    if (gesta_view_equal(at->label, text)) {
      *id = at->id;
      return GESTA_OK;
    }
  }
  Label *made = gesta_arena_allocate(self->arena, 1, sizeof *made);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  made->label = text;
  made->next = self->labels;
  self->labels = made;
  const GestaStatus status = gesta_query_terms_blank(self->terms, &made->id);
  *id = made->id;
  return status;
}

// returns  GESTA_OK and *term, or GESTA_NOT_FOUND for an unbound variable
static GestaStatus
fill(Solution *self, const GestaNode *node, GestaTerm *term)
{
  GestaTermId id = GESTA_NO_TERM;
  if (gesta_node_is_variable(node)) {
    id = gesta_row_id(self->row, node->variable);
    if (id == GESTA_NO_TERM) {
      return GESTA_NOT_FOUND;
    }
  } else if (node->term.kind == GESTA_TERM_BLANK) {
    const GestaStatus status = find_label(self, node->term.value, &id);
    if (status) {
      return status;
    }
  } else {
    *term = node->term;
    return GESTA_OK;
  }
  return gesta_query_terms_get(self->terms, id, self->arena, term);
}

static bool
is_rdf(const GestaQuad *quad)
{
  return (quad->subject.kind == GESTA_TERM_IRI
          || quad->subject.kind == GESTA_TERM_BLANK)
         && quad->predicate.kind == GESTA_TERM_IRI
         && (quad->graph.kind == GESTA_TERM_IRI
             || quad->graph.kind == GESTA_TERM_NONE);
}

static GestaStatus
send_quad(Solution *self, const GestaQuadTemplate *from, const GestaTerm *graph,
          GestaQuadSink *sink)
{
  GestaQuad quad = {.graph = *graph};
  GestaStatus status = fill(self, &from->subject, &quad.subject);
  if (status == GESTA_OK) {
    status = fill(self, &from->predicate, &quad.predicate);
  }
  if (status == GESTA_OK) {
    status = fill(self, &from->object, &quad.object);
  }
  if (status == GESTA_OK
      && (gesta_node_is_variable(&from->graph)
          || from->graph.term.kind != GESTA_TERM_NONE)) {
    status = fill(self, &from->graph, &quad.graph);
  }
  if (status) {
    return status == GESTA_NOT_FOUND ? GESTA_OK : status;
  }
  return is_rdf(&quad) ? gesta_sink_quad(sink, &quad) : GESTA_OK;
}

GestaStatus
gesta_template_send(const GestaQuadTemplate *quads, const GestaTerm *graph,
                    GestaQueryTerms *terms, const GestaRow *row,
                    GestaArena *arena, GestaQuadSink *sink)
{
  assert(graph && terms && row && arena && sink);

  Solution solution = {.terms = terms, .row = row, .arena = arena};
  GestaStatus status = GESTA_OK;
  for (; status == GESTA_OK && quads; quads = quads->next) {
    status = send_quad(&solution, quads, graph, sink);
  }
  return status;
}
