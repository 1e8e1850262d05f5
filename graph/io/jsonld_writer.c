// SPDX-License-Identifier: GPL-3.0-or-later
// {"@context": {…}, "@graph": [NODE, …, {"@id": GRAPH, "@graph": [NODE, …]}]}
//
// 1. A node object holds what came together of one subject: a predicate is
//    there once.
// 2. An IRI whose scheme is also a prefix ("urn:x" beside a prefix urn) would
//    be read as a compact one.  A node or graph that holds such an IRI begins
//    with "@context": null and is written with whole IRIs.
// 3. Only booleans and integers become values of JSON, and only where the text
//    of the literal is what a reader makes of the value again.  Numbers with a
//    fraction keep their text: readers differ about theirs.
#include "graph/io/jsonld_writer.h"

#include "graph/base/json_escape.h"
#include "graph/rdf/vocabulary.h"

#include <assert.h>

enum { SAFE_DIGITS = 15 }; // of an integer that a double holds

void
gesta_jsonld_writer_init(GestaJsonldWriter *writer, GestaAllocator *allocator,
                         GestaDocumentText *text)
{
  *writer = (GestaJsonldWriter){.text = text};
  gesta_quad_set_init(&writer->node, allocator);
  gesta_text_buffer_init(&writer->key, allocator);
  gesta_text_buffer_init(&writer->values, allocator);
}

void
gesta_jsonld_writer_clear(GestaJsonldWriter *writer)
{
  gesta_quad_set_clear(&writer->node);
  gesta_text_buffer_clear(&writer->key);
  gesta_text_buffer_clear(&writer->values);
}

static GestaStatus
append(GestaTextBuffer *text, const char *more)
{
  return gesta_text_buffer_append(text, gesta_view(more));
}

// The prefix and local part of an IRI; JSON-LD has no empty prefix.
static bool
fits_prefix(const GestaDocumentText *text, GestaStringView iri, size_t *index)
{
  GestaStringView local;
  GestaStringView prefix = {NULL, 0};
  GestaStringView start;
  if (gesta_prefixes_fit(text->prefixes, iri, index, &local)) {
    return false;
  }
  gesta_prefixes_get(text->prefixes, *index, &prefix, &start);
  return prefix.size > 0;
}

// Invariant 2.
static bool
is_ambiguous(const GestaDocumentText *text, GestaStringView iri)
{
  size_t index;
  GestaStringView start;
  const char *const colon = memchr(iri.data, ':', iri.size);
  if (!colon || fits_prefix(text, iri, &index)) {
    return false;
  }
  const size_t size = (size_t)(colon - iri.data);
  const bool has_slashes = iri.size >= size + 3 && memcmp(colon, "://", 3) == 0;
  return !has_slashes
         && gesta_prefixes_find(text->prefixes,
                                (GestaStringView){iri.data, size}, &start)
              == GESTA_OK;
}

static bool
is_term_ambiguous(const GestaDocumentText *text, const GestaTerm *term)
{
  switch (term->kind) {
  case GESTA_TERM_IRI:
    return is_ambiguous(text, term->value);
  case GESTA_TERM_LITERAL:
    return term->datatype.size > 0 && is_ambiguous(text, term->datatype);
  case GESTA_TERM_NONE:
  case GESTA_TERM_BLANK:
    break;
  }
  return false;
}

static GestaStatus
append_iri(GestaJsonldWriter *writer, GestaStringView iri,
           GestaTextBuffer *text)
{
  size_t index;
  if (writer->is_plain || !fits_prefix(writer->text, iri, &index)) {
    return gesta_json_escape(iri, text);
  }
  writer->text->used[index] = true;
  GestaStatus status = append(text, "\"");
  if (status == GESTA_OK) {
    status = gesta_prefixes_compact(writer->text->prefixes, iri, text);
  }
  return status ? status : append(text, "\"");
}

// Append an IRI or a blank node.
static GestaStatus
append_name(GestaJsonldWriter *writer, const GestaTerm *term,
            GestaTextBuffer *text)
{
  if (term->kind == GESTA_TERM_IRI) {
    return append_iri(writer, term->value, text);
  }
  GestaStatus status = append(text, "\"_:");
  if (status == GESTA_OK) {
    status = gesta_text_buffer_append(text, term->value);
  }
  return status ? status : append(text, "\"");
}

// Invariant 3.
static bool
is_native(const GestaTerm *term)
{
  const GestaStringView value = term->value;
  if (gesta_view_equal(term->datatype, GESTA_XSD("boolean"))) {
    return gesta_view_equal(value, GESTA_VIEW("true"))
           || gesta_view_equal(value, GESTA_VIEW("false"));
  }
  if (!gesta_view_equal(term->datatype, GESTA_XSD("integer"))) {
    return false;
  }
  const size_t start = value.size > 0 && *value.data == '-';
  const size_t digits = value.size - start;
  if (digits == 0 || digits > SAFE_DIGITS
      || (value.data[start] == '0' && value.size > 1)) {
    return false;
  }
  for (size_t i = start; i < value.size; ++i) {
    if (value.data[i] < '0' || value.data[i] > '9') {
      return false;
    }
  }
  return true;
}

static GestaStatus
append_literal(GestaJsonldWriter *writer, const GestaTerm *term,
               GestaTextBuffer *text)
{
  const bool is_typed = term->language.size == 0 && term->datatype.size > 0
                        && !gesta_view_equal(term->datatype,
                                             GESTA_XSD("string"));
  if (is_typed && is_native(term)) {
    return gesta_text_buffer_append(text, term->value);
  }
  if (!is_typed && term->language.size == 0) {
    return gesta_json_escape(term->value, text);
  }
  GestaStatus status = append(text, "{\"@value\": ");
  if (status == GESTA_OK) {
    status = gesta_json_escape(term->value, text);
  }
  if (status == GESTA_OK) {
    status = append(text, is_typed ? ", \"@type\": " : ", \"@language\": ");
  }
  if (status == GESTA_OK) {
    status = is_typed ? append_iri(writer, term->datatype, text)
                      : gesta_json_escape(term->language, text);
  }
  return status ? status : append(text, "}");
}

static GestaStatus
append_object(GestaJsonldWriter *writer, const GestaTerm *term, bool is_type)
{
  GestaTextBuffer *const text = &writer->values;
  if (term->kind == GESTA_TERM_LITERAL) {
    return append_literal(writer, term, text);
  }
  if (is_type) {
    return append_name(writer, term, text);
  }
  GestaStatus status = append(text, "{\"@id\": ");
  if (status == GESTA_OK) {
    status = append_name(writer, term, text);
  }
  return status ? status : append(text, "}");
}

static GestaStatus
begin_line(const GestaJsonldWriter *writer, const char *separator, size_t depth)
{
  GestaTextBuffer *const body = &writer->text->body;
  GestaStatus status = append(body, separator);
  depth += writer->in_graph ? 2 : 0;
  for (size_t i = 0; status == GESTA_OK && i < depth; ++i) {
    status = append(body, "  ");
  }
  return status;
}

// Write the predicate at hand with its objects.
static GestaStatus
end_predicate(GestaJsonldWriter *writer)
{
  if (writer->value_count == 0) {
    return GESTA_OK;
  }
  GestaTextBuffer *const body = &writer->text->body;
  const bool is_list = writer->value_count > 1;
  GestaStatus status = begin_line(writer, ",\n", 3);
  if (status == GESTA_OK) {
    status = gesta_text_buffer_append(body,
                                      gesta_text_buffer_view(&writer->key));
  }
  if (status == GESTA_OK) {
    status = append(body, is_list ? ": [" : ": ");
  }
  if (status == GESTA_OK) {
    status = gesta_text_buffer_append(body,
                                      gesta_text_buffer_view(&writer->values));
  }
  writer->value_count = 0;
  writer->values.size = 0;
  return status == GESTA_OK && is_list ? append(body, "]") : status;
}

// Add one quad of the node, which come sorted.  A literal cannot stand under
// "@type".
static GestaStatus
add_quad(GestaJsonldWriter *writer, const GestaQuad *quad,
         const GestaQuad *before)
{
  const bool is_type = gesta_view_equal(quad->predicate.value,
                                        GESTA_RDF("type"))
                       && quad->object.kind != GESTA_TERM_LITERAL;
  const bool was_type = before && before->object.kind != GESTA_TERM_LITERAL
                        && gesta_view_equal(before->predicate.value,
                                            GESTA_RDF("type"));
  GestaStatus status = GESTA_OK;
  if (!before || is_type != was_type
      || !gesta_view_equal(quad->predicate.value, before->predicate.value)) {
    status = end_predicate(writer);
    writer->key.size = 0;
    if (status == GESTA_OK) {
      status = is_type
                 ? append(&writer->key, "\"@type\"")
                 : append_iri(writer, quad->predicate.value, &writer->key);
    }
  } else {
    status = append(&writer->values, ", ");
  }
  ++writer->value_count;
  return status ? status : append_object(writer, &quad->object, is_type);
}

typedef struct NodeSink {
  GestaQuadSink sink; ///< first, so that a pointer to it is a pointer to this
  GestaJsonldWriter *writer;
  GestaQuad before;
  bool has_before;
} NodeSink;

static GestaStatus
take_sorted(GestaQuadSink *self, const GestaQuad *quad)
{
  NodeSink *const sink = (NodeSink *)self;
  const GestaStatus status = add_quad(sink->writer, quad,
                                      sink->has_before ? &sink->before : NULL);
  sink->before = *quad; // the set keeps its text
  sink->has_before = true;
  return status;
}

static bool
is_node_ambiguous(const GestaJsonldWriter *writer)
{
  const GestaQuadSet *const node = &writer->node;
  bool found = is_term_ambiguous(writer->text, &node->quads[0].subject);
  for (size_t i = 0; !found && i < node->count; ++i) {
    found = is_term_ambiguous(writer->text, &node->quads[i].predicate)
            || is_term_ambiguous(writer->text, &node->quads[i].object);
  }
  return found;
}

// Append "@id" of an object that was opened, after the context if it is plain.
static GestaStatus
append_id(GestaJsonldWriter *writer, const GestaTerm *term, bool forgets)
{
  GestaTextBuffer *const body = &writer->text->body;
  GestaStatus status = GESTA_OK;
  if (forgets) {
    status = begin_line(writer, "\n", 3);
    if (status == GESTA_OK) {
      status = append(body, "\"@context\": null,");
    }
  }
  if (status == GESTA_OK) {
    status = begin_line(writer, "\n", 3);
  }
  if (status == GESTA_OK) {
    status = append(body, "\"@id\": ");
  }
  return status ? status : append_name(writer, term, body);
}

// Write the node that is kept.
static GestaStatus
end_node(GestaJsonldWriter *writer)
{
  if (writer->node.count == 0) {
    return GESTA_OK;
  }
  const bool is_ambiguous = is_node_ambiguous(writer);
  writer->is_plain = writer->is_graph_plain || is_ambiguous;
  GestaStatus status = begin_line(writer,
                                  writer->object_count > 0 ? ",\n" : "\n", 2);
  if (status == GESTA_OK) {
    status = append(&writer->text->body, "{");
  }
  if (status == GESTA_OK) {
    status = append_id(writer, &writer->node.quads[0].subject,
                       is_ambiguous && !writer->is_graph_plain);
  }
  NodeSink sink = {.sink = {take_sorted, NULL}, .writer = writer};
  uint64_t count;
  if (status == GESTA_OK) {
    status = gesta_quad_set_send(&writer->node, &sink.sink, &count);
  }
  if (status == GESTA_OK) {
    status = end_predicate(writer);
  }
  if (status == GESTA_OK) {
    status = begin_line(writer, "\n", 2);
  }
  ++writer->object_count;
  gesta_quad_set_reset(&writer->node);
  return status ? status : append(&writer->text->body, "}");
}

// Close the list of nodes of a named graph.
static GestaStatus
end_graph(GestaJsonldWriter *writer)
{
  if (!writer->in_graph) {
    return GESTA_OK;
  }
  writer->in_graph = false;
  writer->is_graph_plain = false;
  writer->object_count = 1;
  return append(&writer->text->body, "\n      ]\n    }");
}

static GestaStatus
begin_graph(GestaJsonldWriter *writer, const GestaTerm *graph)
{
  writer->is_graph_plain = is_term_ambiguous(writer->text, graph);
  writer->is_plain = writer->is_graph_plain;
  GestaStatus status = begin_line(
    writer, writer->object_count > 0 ? ",\n    {" : "\n    {", 0);
  if (status == GESTA_OK) {
    status = append_id(writer, graph, writer->is_graph_plain);
  }
  writer->in_graph = true;
  writer->object_count = 0;
  return status ? status
                : append(&writer->text->body, ",\n      \"@graph\": [");
}

GestaStatus
gesta_jsonld_quad(GestaJsonldWriter *writer, const GestaQuad *quad)
{
  assert(writer && quad);

  GestaDocumentText *const text = writer->text;
  bool new_graph = false;
  bool new_subject = false;
  GestaStatus status = gesta_document_text_change(&text->graph, &quad->graph,
                                                  &new_graph);
  if (status == GESTA_OK) {
    status = gesta_document_text_change(&text->subject, &quad->subject,
                                        &new_subject);
  }
  if (status == GESTA_OK && (new_graph || new_subject)) {
    status = end_node(writer);
  }
  if (status == GESTA_OK && new_graph) {
    status = end_graph(writer);
    if (status == GESTA_OK && quad->graph.kind != GESTA_TERM_NONE) {
      status = begin_graph(writer, &quad->graph);
    }
  }
  return status ? status : gesta_sink_quad(&writer->node.sink, quad);
}

GestaStatus
gesta_jsonld_end(GestaJsonldWriter *writer)
{
  GestaStatus status = end_node(writer);
  if (status == GESTA_OK) {
    status = end_graph(writer);
  }
  return status ? status
                : append(&writer->text->body,
                         writer->object_count > 0 ? "\n  ]\n}\n" : "]\n}\n");
}

// A term whose IRI does not end with a delimiter is no prefix unless it says
// so.
static GestaStatus
append_prefix(GestaStringView prefix, GestaStringView iri, bool is_first,
              GestaTextBuffer *header)
{
  const bool is_plain = iri.size > 0
                        && strchr(":/?#[]@", iri.data[iri.size - 1]);
  GestaStatus status = append(header, is_first ? "\n    " : ",\n    ");
  if (status == GESTA_OK) {
    status = gesta_json_escape(prefix, header);
  }
  if (status == GESTA_OK) {
    status = append(header, is_plain ? ": " : ": {\"@id\": ");
  }
  if (status == GESTA_OK) {
    status = gesta_json_escape(iri, header);
  }
  return status == GESTA_OK && !is_plain
           ? append(header, ", \"@prefix\": true}")
           : status;
}

GestaStatus
gesta_jsonld_header(const GestaDocumentText *text, bool all,
                    GestaTextBuffer *header)
{
  GestaStatus status = append(header, "{\n  \"@context\": {");
  bool is_first = true;
  for (size_t i = 0;
       status == GESTA_OK && i < gesta_prefixes_count(text->prefixes); ++i) {
    GestaStringView prefix;
    GestaStringView iri;
    gesta_prefixes_get(text->prefixes, i, &prefix, &iri);
    if (prefix.size > 0 && (all || text->used[i])) {
      status = append_prefix(prefix, iri, is_first, header);
      is_first = false;
    }
  }
  return status ? status
                : append(header, is_first ? "},\n  \"@graph\": ["
                                          : "\n  },\n  \"@graph\": [");
}
