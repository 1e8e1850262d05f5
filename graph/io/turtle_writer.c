// SPDX-License-Identifier: GPL-3.0-or-later
// Turtle and TriG, streamed: quads of one subject that come together stand
// together, with ';' between predicates and ',' between objects.
// source  RDF 1.1 Turtle; RDF 1.1 TriG
#include "graph/io/document_text.h"
#include "graph/rdf/short_literal.h"
#include "graph/rdf/vocabulary.h"

#include <assert.h>

GestaStatus
gesta_document_text_change(GestaTextBuffer *last, const GestaTerm *term,
                           bool *changed)
{
  const size_t before = last->size;
  GestaStatus status = GESTA_OK;
  if (term->kind != GESTA_TERM_NONE) {
    status = gesta_term_spell(term, last);
  }
  if (status) {
    return status;
  }
  const size_t size = last->size - before;
  *changed = size != before
             || (size > 0
                 && memcmp(last->data, last->data + before, size) != 0);
  if (size > 0) {
    memmove(last->data, last->data + before, size);
  }
  last->size = size;
  return GESTA_OK;
}

static GestaStatus
append(GestaDocumentText *text, const char *more)
{
  return gesta_text_buffer_append(&text->body, gesta_view(more));
}

static GestaStatus
append_iri(GestaDocumentText *text, GestaStringView iri)
{
  size_t index;
  GestaStringView local;
  if (gesta_prefixes_fit(text->prefixes, iri, &index, &local) == GESTA_OK) {
    text->used[index] = true;
  }
  return gesta_prefixes_compact(text->prefixes, iri, &text->body);
}

static bool
is_boolean(const GestaTerm *term)
{
  return gesta_view_equal(term->datatype, GESTA_XSD("boolean"))
         && (gesta_view_equal(term->value, GESTA_VIEW("true"))
             || gesta_view_equal(term->value, GESTA_VIEW("false")));
}

static GestaStatus
append_term(GestaDocumentText *text, const GestaTerm *term)
{
  if (term->kind == GESTA_TERM_IRI) {
    return append_iri(text, term->value);
  }
  if (term->kind != GESTA_TERM_LITERAL || term->datatype.size == 0
      || term->language.size > 0) {
    return gesta_term_spell(term, &text->body);
  }
  if (gesta_literal_is_short(term) || is_boolean(term)) {
    return gesta_text_buffer_append(&text->body, term->value);
  }
  const GestaTerm plain = gesta_text_literal(term->value, GESTA_VIEW(""));
  GestaStatus status = gesta_term_spell(&plain, &text->body);
  if (status == GESTA_OK
      && !gesta_view_equal(term->datatype, GESTA_XSD("string"))) {
    status = append(text, "^^");
    if (status == GESTA_OK) {
      status = append_iri(text, term->datatype);
    }
  }
  return status;
}

static GestaStatus
begin_graph(GestaDocumentText *text, const GestaTerm *graph)
{
  GestaStatus status = GESTA_OK;
  if (graph->kind != GESTA_TERM_NONE) {
    status = append_term(text, graph);
    if (status == GESTA_OK) {
      status = append(text, " {\n");
    }
  }
  return status;
}

// Compare the graph with the last one; at a change end what is open.
static GestaStatus
change_graph(GestaDocumentText *text, const GestaTerm *graph, bool *changed)
{
  const bool inside = text->graph.size > 0;
  GestaStatus status = gesta_document_text_change(&text->graph, graph, changed);
  if (status || !*changed) {
    return status;
  }
  if (text->begun) {
    status = append(text, inside ? " .\n}\n\n" : " .\n\n");
  }
  return status ? status : begin_graph(text, graph);
}

// What differs from the quad before.
typedef struct Change {
  bool graph;
  bool subject;
  bool predicate;
} Change;

static GestaStatus
find_change(GestaDocumentText *text, const GestaQuad *quad, Change *change)
{
  *change = (Change){false, false, false};
  GestaStatus status = GESTA_OK;
  if (text->graphs) {
    status = change_graph(text, &quad->graph, &change->graph);
  }
  if (status == GESTA_OK) {
    status = gesta_document_text_change(&text->subject, &quad->subject,
                                        &change->subject);
  }
  if (status == GESTA_OK) {
    status = gesta_document_text_change(&text->predicate, &quad->predicate,
                                        &change->predicate);
  }
  change->subject = change->subject || change->graph || !text->begun;
  change->predicate = change->predicate || change->subject;
  return status;
}

static GestaStatus
begin_subject(GestaDocumentText *text, const GestaTerm *subject, bool first)
{
  GestaStatus status = append(text, first ? "" : " .\n\n");
  if (status == GESTA_OK) {
    status = append(text, text->graph.size > 0 ? "    " : "");
  }
  if (status == GESTA_OK) {
    status = append_term(text, subject);
  }
  return status ? status : append(text, " ");
}

static GestaStatus
append_predicate(GestaDocumentText *text, const GestaTerm *predicate)
{
  const GestaStatus status = gesta_view_equal(predicate->value,
                                              GESTA_RDF("type"))
                               ? append(text, "a")
                               : append_term(text, predicate);
  return status ? status : append(text, " ");
}

GestaStatus
gesta_turtle_quad(GestaDocumentText *text, const GestaQuad *quad)
{
  assert(text && quad);

  Change change;
  GestaStatus status = find_change(text, quad, &change);
  if (status) {
    return status;
  }
  const bool inside = text->graph.size > 0;
  if (change.subject) {
    status = begin_subject(text, &quad->subject, !text->begun || change.graph);
  } else if (change.predicate) {
    status = append(text, inside ? " ;\n        " : " ;\n    ");
  } else {
    status = append(text, inside ? " ,\n            " : " ,\n        ");
  }
  text->begun = true;
  if (status == GESTA_OK && change.predicate) {
    status = append_predicate(text, &quad->predicate);
  }
  return status ? status : append_term(text, &quad->object);
}

GestaStatus
gesta_turtle_end(GestaDocumentText *text)
{
  if (!text->begun) {
    return GESTA_OK;
  }
  return append(text, text->graph.size > 0 ? " .\n}\n" : " .\n");
}

GestaStatus
gesta_turtle_header(const GestaDocumentText *text, bool all,
                    GestaTextBuffer *header)
{
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; i < gesta_prefixes_count(text->prefixes); ++i) {
    if (!all && !text->used[i]) {
      continue;
    }
    GestaStringView prefix;
    GestaStringView iri;
    gesta_prefixes_get(text->prefixes, i, &prefix, &iri);
    const GestaTerm term = gesta_iri(iri);
    status = gesta_text_buffer_append(header, GESTA_VIEW("@prefix "));
    if (status == GESTA_OK) {
      status = gesta_text_buffer_append(header, prefix);
    }
    if (status == GESTA_OK) {
      status = gesta_text_buffer_append(header, GESTA_VIEW(": "));
    }
    if (status == GESTA_OK) {
      status = gesta_term_spell(&term, header);
    }
    if (status == GESTA_OK) {
      status = gesta_text_buffer_append(header, GESTA_VIEW(" .\n"));
    }
    if (status) {
      return status;
    }
  }
  return header->size > 0 ? gesta_text_buffer_append(header, GESTA_VIEW("\n"))
                          : GESTA_OK;
}
