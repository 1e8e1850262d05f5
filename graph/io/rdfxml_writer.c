// SPDX-License-Identifier: GPL-3.0-or-later
// RDF/XML, streamed: one rdf:Description for the quads of a subject that come
// together.
// source  RDF 1.1 XML Syntax, section 7.2
#include "graph/base/utf8.h"
#include "graph/base/xml_escape.h"
#include "graph/io/document_text.h"
#include "graph/rdf/name.h"
#include "graph/rdf/vocabulary.h"

#include <assert.h>

// A predicate as an element name.
typedef struct ElementName {
  GestaStringView prefix;
  GestaStringView namespace;
  GestaStringView local;
  bool declared; ///< the prefix is one of the document
} ElementName;

static GestaStatus
append(GestaDocumentText *text, const char *more)
{
  return gesta_text_buffer_append(&text->body, gesta_view(more));
}

// Append XML, the value of a term between two pieces of markup.
static GestaStatus
append_value(GestaDocumentText *text, const char *before, GestaStringView value,
             const char *after)
{
  GestaStatus status = append(text, before);
  if (status == GESTA_OK) {
    status = gesta_xml_escape(value, &text->body);
    if (status == GESTA_ERR_INPUT) {
      (void)gesta_error_set(text->error, status,
                            "a control character cannot be written in XML: "
                            "export as ttl, trig, nt or nq");
    }
  }
  return status ? status : append(text, after);
}

// The offset where the longest local name at the end of an IRI begins; its size
// if there is none.
static size_t
find_local(GestaStringView iri)
{
  size_t start = iri.size;
  size_t at = iri.size;
  while (at > 0) {
    size_t before = at - 1;
    while (before > 0 && ((unsigned char)iri.data[before] & 0xC0U) == 0x80U) {
      --before;
    }
    uint32_t code_point;
    (void)gesta_utf8_decode(iri, before, &code_point);
    if (!gesta_name_character(code_point) && code_point != '.') {
      break;
    }
    if (gesta_name_letter(code_point) || code_point == '_') {
      start = before;
    }
    at = before;
  }
  return start;
}

// Names of the RDF namespace that mean something else as an element.
static bool
is_reserved(GestaStringView iri)
{
  static const char *const names[] = {
    "RDF",    "ID",         "about", "parseType", "resource",
    "nodeID", "datatype",   "bagID", "aboutEach", "aboutEachPrefix",
    "li",     "Description"};
  static const size_t size = sizeof GESTA_NS_RDF - 1;
  if (iri.size <= size || memcmp(iri.data, GESTA_NS_RDF, size) != 0) {
    return false;
  }
  const GestaStringView local = {iri.data + size, iri.size - size};
  for (size_t i = 0; i < sizeof names / sizeof *names; ++i) {
    if (gesta_view_equal(local, gesta_view(names[i]))) {
      return true;
    }
  }
  return false;
}

// Whether XML lets a document give the prefix to a namespace of its own.
static bool
is_free_prefix(GestaStringView prefix)
{
  if (prefix.size == 0 || gesta_view_equal(prefix, GESTA_VIEW("rdf"))) {
    return false;
  }
  return prefix.size < 3 || (prefix.data[0] | 0x20) != 'x'
         || (prefix.data[1] | 0x20) != 'm' || (prefix.data[2] | 0x20) != 'l';
}

static GestaStatus
name_element(GestaDocumentText *text, GestaStringView iri, ElementName *name)
{
  const size_t start = find_local(iri);
  if (start == iri.size || is_reserved(iri)) {
    return gesta_error_set(text->error, GESTA_ERR_INPUT,
                           "the predicate <%.*s> cannot be an XML element: "
                           "export as ttl, trig, nt or nq",
                           (int)(iri.size < 200 ? iri.size : 200), iri.data);
  }
  *name = (ElementName){GESTA_VIEW("ns"),
                        {iri.data, start},
                        {iri.data + start, iri.size - start},
                        false};
  if (gesta_view_equal(name->namespace, GESTA_RDF(""))) {
    name->prefix = GESTA_VIEW("rdf");
    name->declared = true;
    return GESTA_OK;
  }
  for (size_t i = 0; i < gesta_prefixes_count(text->prefixes); ++i) {
    GestaStringView prefix;
    GestaStringView known;
    gesta_prefixes_get(text->prefixes, i, &prefix, &known);
    if (gesta_view_equal(known, name->namespace) && is_free_prefix(prefix)) {
      text->used[i] = true;
      name->prefix = prefix;
      name->declared = true;
      break;
    }
  }
  return GESTA_OK;
}

static GestaStatus
append_name(GestaDocumentText *text, const char *before,
            const ElementName *name)
{
  GestaStatus status = append_value(text, before, name->prefix, ":");
  return status ? status : append_value(text, "", name->local, "");
}

static GestaStatus
append_literal(GestaDocumentText *text, const GestaTerm *object,
               const ElementName *name)
{
  GestaStatus status = GESTA_OK;
  if (object->language.size > 0) {
    status = append_value(text, " xml:lang=\"", object->language, "\"");
  } else if (object->datatype.size > 0
             && !gesta_view_equal(object->datatype, GESTA_XSD("string"))) {
    status = append_value(text, " rdf:datatype=\"", object->datatype, "\"");
  }
  if (status == GESTA_OK) {
    status = append_value(text, ">", object->value, "");
  }
  if (status == GESTA_OK) {
    status = append_name(text, "</", name);
  }
  return status ? status : append(text, ">\n");
}

static GestaStatus
append_property(GestaDocumentText *text, const GestaQuad *quad)
{
  ElementName name = {.declared = false};
  GestaStatus status = name_element(text, quad->predicate.value, &name);
  if (status == GESTA_OK) {
    status = append_name(text, "    <", &name);
  }
  if (status == GESTA_OK && !name.declared) {
    status = append_value(text, " xmlns:ns=\"", name.namespace, "\"");
  }
  if (status) {
    return status;
  }
  switch (quad->object.kind) {
  case GESTA_TERM_NONE:
    break;
  case GESTA_TERM_IRI:
    return append_value(text, " rdf:resource=\"", quad->object.value, "\"/>\n");
  case GESTA_TERM_BLANK:
    return append_value(text, " rdf:nodeID=\"n", quad->object.value, "\"/>\n");
  case GESTA_TERM_LITERAL:
    return append_literal(text, &quad->object, &name);
  }
  return GESTA_OK;
}

GestaStatus
gesta_rdfxml_quad(GestaDocumentText *text, const GestaQuad *quad)
{
  assert(text && quad);

  bool changed = false;
  GestaStatus status = gesta_document_text_change(&text->subject,
                                                  &quad->subject, &changed);
  if (status == GESTA_OK && (changed || !text->begun)) {
    status = append(text, text->begun ? "  </rdf:Description>\n" : "");
    if (status == GESTA_OK) {
      // 'n' makes a name of a label that begins with a digit.
      status = append_value(text,
                            quad->subject.kind == GESTA_TERM_BLANK
                              ? "  <rdf:Description rdf:nodeID=\"n"
                              : "  <rdf:Description rdf:about=\"",
                            quad->subject.value, "\">\n");
    }
  }
  text->begun = true;
  return status ? status : append_property(text, quad);
}

GestaStatus
gesta_rdfxml_end(GestaDocumentText *text)
{
  return append(text, text->begun ? "  </rdf:Description>\n</rdf:RDF>\n"
                                  : "</rdf:RDF>\n");
}

GestaStatus
gesta_rdfxml_header(const GestaDocumentText *text, bool all,
                    GestaTextBuffer *header)
{
  GestaStatus status = gesta_text_buffer_append(
    header, GESTA_VIEW("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                       "<rdf:RDF xmlns:rdf=\"" GESTA_NS_RDF "\""));
  for (size_t i = 0;
       status == GESTA_OK && i < gesta_prefixes_count(text->prefixes); ++i) {
    GestaStringView prefix;
    GestaStringView iri;
    gesta_prefixes_get(text->prefixes, i, &prefix, &iri);
    if (!is_free_prefix(prefix) || iri.size == 0 || (!all && !text->used[i])) {
      continue;
    }
    status = gesta_text_buffer_append(header, GESTA_VIEW("\n    xmlns:"));
    if (status == GESTA_OK) {
      status = gesta_text_buffer_append(header, prefix);
    }
    if (status == GESTA_OK) {
      status = gesta_text_buffer_append(header, GESTA_VIEW("=\""));
    }
    if (status == GESTA_OK) {
      status = gesta_xml_escape(iri, header);
    }
    if (status == GESTA_OK) {
      status = gesta_text_buffer_append(header, GESTA_VIEW("\""));
    }
  }
  return status ? status : gesta_text_buffer_append(header, GESTA_VIEW(">\n"));
}
