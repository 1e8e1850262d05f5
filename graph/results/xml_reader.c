// SPDX-License-Identifier: GPL-3.0-or-later
// libxml2 walks through the document, opens nothing else, and is not asked to
// replace entities; a document type is refused, since no answer needs one.
#include "graph/base/late_library.h"
#include "graph/rdf/vocabulary.h"
#include "graph/results/results_reading.h"

#include <libxml/xmlreader.h>

#include <limits.h>
#include <string.h>

static const char results_namespace[] =
  "http://www.w3.org/2005/sparql-results#";

// The functions of libxml2 that are called here.
typedef struct LibXml {
  __typeof__(xmlFreeTextReader) *free;
  __typeof__(xmlReaderForMemory) *new_for_memory;
  __typeof__(xmlTextReaderConstLocalName) *const_local_name;
  __typeof__(xmlTextReaderConstNamespaceUri) *const_namespace_uri;
  __typeof__(xmlTextReaderConstValue) *const_value;
  __typeof__(xmlTextReaderGetParserColumnNumber) *get_parser_column_number;
  __typeof__(xmlTextReaderGetParserLineNumber) *get_parser_line_number;
  __typeof__(xmlTextReaderIsEmptyElement) *is_empty_element;
  __typeof__(xmlTextReaderMoveToAttribute) *move_to_attribute;
  __typeof__(xmlTextReaderMoveToElement) *move_to_element;
  __typeof__(xmlTextReaderNodeType) *node_type;
  __typeof__(xmlTextReaderRead) *read;
  __typeof__(xmlTextReaderSetStructuredErrorHandler)
    *set_structured_error_handler;
} LibXml;

static GestaStatus
load_library(LibXml *library, GestaError *error)
{
  const GestaLateFunction functions[] = {
    {"xmlFreeTextReader", &library->free},
    {"xmlReaderForMemory", &library->new_for_memory},
    {"xmlTextReaderConstLocalName", &library->const_local_name},
    {"xmlTextReaderConstNamespaceUri", &library->const_namespace_uri},
    {"xmlTextReaderConstValue", &library->const_value},
    {"xmlTextReaderGetParserColumnNumber", &library->get_parser_column_number},
    {"xmlTextReaderGetParserLineNumber", &library->get_parser_line_number},
    {"xmlTextReaderIsEmptyElement", &library->is_empty_element},
    {"xmlTextReaderMoveToAttribute", &library->move_to_attribute},
    {"xmlTextReaderMoveToElement", &library->move_to_element},
    {"xmlTextReaderNodeType", &library->node_type},
    {"xmlTextReaderRead", &library->read},
    {"xmlTextReaderSetStructuredErrorHandler",
     &library->set_structured_error_handler},
  };
  return gesta_late_library_load(GESTA_XML_FILE, functions,
                                 sizeof functions / sizeof *functions, error);
}

typedef struct Xml {
  LibXml library;
  GestaResultsReading *reading;
  xmlTextReaderPtr parser;
  GestaTextBuffer content; ///< text of the element that is open
  GestaTerm *cell;         ///< of the binding that is open
  GestaTerm term;
  bool has_root;
  bool has_results;
} Xml;

static GestaStatus
refuse(const Xml *xml, GestaStatus status, const char *what)
{
  const int line = xml->library.get_parser_line_number(xml->parser);
  const int column = xml->library.get_parser_column_number(xml->parser);
  return gesta_error_set_at(
    xml->reading->error, status, line > 0 ? (size_t)line : 0,
    column > 0 ? (size_t)column : 0, "%s: %s", xml->reading->name, what);
}

static GestaStringView
view(const xmlChar *text)
{
  return text ? gesta_view((const char *)text) : (GestaStringView){0};
}

static bool
is_element(const Xml *xml, const char *name)
{
  return gesta_view_equal(view(xml->library.const_local_name(xml->parser)),
                          gesta_view(name))
         && gesta_view_equal(
           view(xml->library.const_namespace_uri(xml->parser)),
           gesta_view(results_namespace));
}

// Copy an attribute; a missing one is empty.
static GestaStatus
copy_attribute(const Xml *xml, const char *name, GestaStringView *value)
{
  *value = (GestaStringView){0};
  if (xml->library.move_to_attribute(xml->parser, (const xmlChar *)name) != 1) {
    return GESTA_OK;
  }
  const GestaStatus status = gesta_arena_copy(
    &xml->reading->terms, view(xml->library.const_value(xml->parser)), value);
  (void)xml->library.move_to_element(xml->parser);
  return status ? gesta_reading_no_memory(xml->reading) : GESTA_OK;
}

static GestaStatus
begin_binding(Xml *xml)
{
  GestaStringView name;
  const GestaStatus status = copy_attribute(xml, "name", &name);
  if (status) {
    return status;
  }
  xml->cell = gesta_reading_cell(xml->reading, name);
  return xml->cell
           ? GESTA_OK
           : refuse(xml, GESTA_ERR_INPUT, "this variable is not in the head");
}

static GestaStatus
begin_literal(Xml *xml)
{
  xml->term = (GestaTerm){.kind = GESTA_TERM_LITERAL};
  GestaStatus status = copy_attribute(xml, "xml:lang", &xml->term.language);
  if (status == GESTA_OK) {
    status = copy_attribute(xml, "datatype", &xml->term.datatype);
  }
  if (xml->term.language.size > 0
      || gesta_view_equal(xml->term.datatype, GESTA_XSD("string"))) {
    xml->term.datatype = (GestaStringView){0};
  }
  return status;
}

static GestaStatus
begin_element(Xml *xml)
{
  xml->content.size = 0;
  if (!xml->has_root) {
    xml->has_root = true;
    return is_element(xml, "sparql")
             ? GESTA_OK
             : refuse(xml, GESTA_ERR_SYNTAX,
                      "this XML is no SPARQL result: expected the element "
                      "sparql of its namespace");
  }
  if (is_element(xml, "variable")) {
    GestaStringView name;
    const GestaStatus status = copy_attribute(xml, "name", &name);
    return status ? status : gesta_reading_add(xml->reading, name);
  }
  if (is_element(xml, "results")) {
    xml->has_results = true;
    return gesta_reading_begin(xml->reading);
  }
  if (is_element(xml, "result") && !xml->has_results) {
    return refuse(xml, GESTA_ERR_SYNTAX, "a result stands outside results");
  }
  if (is_element(xml, "binding")) {
    return xml->has_results ? begin_binding(xml)
                            : refuse(xml, GESTA_ERR_SYNTAX,
                                     "a binding stands outside results");
  }
  if (is_element(xml, "literal")) {
    return begin_literal(xml);
  }
  if (is_element(xml, "triple")) {
    return refuse(xml, GESTA_ERR_INPUT,
                  "a triple as a term is RDF-star, which is not supported");
  }
  return GESTA_OK;
}

static GestaStringView
trim(GestaStringView text)
{
  while (text.size > 0 && strchr(" \t\r\n", text.data[0])) {
    text = (GestaStringView){text.data + 1, text.size - 1};
  }
  while (text.size > 0 && strchr(" \t\r\n", text.data[text.size - 1])) {
    --text.size;
  }
  return text;
}

static GestaStatus
end_term(Xml *xml, GestaTermKind kind)
{
  GestaStringView value = gesta_text_buffer_view(&xml->content);
  if (kind != GESTA_TERM_LITERAL) {
    xml->term = (GestaTerm){.kind = kind};
    value = trim(value);
  }
  if (!xml->cell) {
    return refuse(xml, GESTA_ERR_SYNTAX, "a term stands outside a binding");
  }
  if (gesta_arena_copy(&xml->reading->terms, value, &xml->term.value)) {
    return gesta_reading_no_memory(xml->reading);
  }
  *xml->cell = xml->term;
  return GESTA_OK;
}

static GestaStatus
end_element(Xml *xml)
{
  const GestaStringView content = gesta_text_buffer_view(&xml->content);
  GestaStatus status = GESTA_OK;
  if (is_element(xml, "uri")) {
    status = end_term(xml, GESTA_TERM_IRI);
  } else if (is_element(xml, "bnode")) {
    status = end_term(xml, GESTA_TERM_BLANK);
  } else if (is_element(xml, "literal")) {
    status = end_term(xml, GESTA_TERM_LITERAL);
  } else if (is_element(xml, "binding")) {
    xml->cell = NULL;
  } else if (is_element(xml, "result")) {
    status = gesta_reading_row(xml->reading);
  } else if (is_element(xml, "boolean")) {
    const bool yes = gesta_view_equal(trim(content), GESTA_VIEW("true"));
    status = yes || gesta_view_equal(trim(content), GESTA_VIEW("false"))
               ? gesta_reading_boolean(xml->reading, yes)
               : refuse(xml, GESTA_ERR_SYNTAX, "expected true or false");
  }
  xml->content.size = 0;
  return status;
}

static GestaStatus
take_node(Xml *xml)
{
  GestaStatus status = GESTA_OK;
  switch (xml->library.node_type(xml->parser)) {
  case XML_READER_TYPE_ELEMENT: {
    const bool empty = xml->library.is_empty_element(xml->parser) == 1;
    status = begin_element(xml);
    return status || !empty ? status : end_element(xml);
  }
  case XML_READER_TYPE_END_ELEMENT:
    return end_element(xml);
  case XML_READER_TYPE_TEXT:
  case XML_READER_TYPE_CDATA:
  case XML_READER_TYPE_WHITESPACE:
  case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
    status = gesta_text_buffer_append(
      &xml->content, view(xml->library.const_value(xml->parser)));
    return status ? gesta_reading_no_memory(xml->reading) : GESTA_OK;
  case XML_READER_TYPE_DOCUMENT_TYPE:
  case XML_READER_TYPE_ENTITY_REFERENCE:
    return refuse(xml, GESTA_ERR_INPUT,
                  "a document type or entity may not stand in an answer");
  default: // comments, processing instructions, the XML declaration
    return GESTA_OK;
  }
}

// What libxml2 complains about goes into the error; the first one counts.
static void
take_message(void *context, xmlErrorPtr message)
{
  Xml *xml = context;
  GestaError *error = xml->reading->error;
  if (!error || error->status == GESTA_ERR_SYNTAX
      || message->level < XML_ERR_ERROR) {
    return;
  }
  const char *text = message->message ? message->message : "not XML";
  (void)gesta_error_set_at(
    error, GESTA_ERR_SYNTAX, message->line > 0 ? (size_t)message->line : 0,
    message->int2 > 0 ? (size_t)message->int2 : 0, "%s: this is not XML: %.*s",
    xml->reading->name, (int)strcspn(text, "\n"), text);
}

static GestaStatus
read_nodes(Xml *xml)
{
  GestaStatus status = GESTA_OK;
  int more = xml->library.read(xml->parser);
  while (more == 1 && status == GESTA_OK) {
    status = take_node(xml);
    if (status == GESTA_OK) {
      more = xml->library.read(xml->parser);
    }
  }
  if (status == GESTA_OK && more != 0) {
    const GestaError *error = xml->reading->error;
    status = error && error->status == GESTA_ERR_SYNTAX
               ? GESTA_ERR_SYNTAX
               : refuse(xml, GESTA_ERR_SYNTAX, "this is not XML");
  }
  if (status == GESTA_OK && !xml->has_results && !xml->reading->answered) {
    status = refuse(xml, GESTA_ERR_SYNTAX,
                    "this XML is no SPARQL result: it has neither results nor "
                    "a boolean");
  }
  return status;
}

GestaStatus
gesta_xml_read(GestaResultsReading *reading)
{
  if (reading->text.size > INT_MAX) {
    return gesta_error_set(reading->error, GESTA_ERR_TOO_LARGE,
                           "%s: XML of 2 GiB or more cannot be read",
                           reading->name);
  }
  if (reading->error) {
    *reading->error = (GestaError){.status = GESTA_OK};
  }
  Xml xml = {.reading = reading};
  GestaStatus status = load_library(&xml.library, reading->error);
  if (status) {
    return status;
  }
  gesta_text_buffer_init(&xml.content, reading->allocator);
  xml.parser = xml.library.new_for_memory(
    reading->text.data ? reading->text.data : "", (int)reading->text.size, NULL,
    NULL, XML_PARSE_NONET);
  status = GESTA_ERR_MEMORY;
  if (xml.parser) {
    xml.library.set_structured_error_handler(xml.parser, take_message, &xml);
    status = read_nodes(&xml);
  } else {
    (void)gesta_reading_no_memory(reading);
  }
  if (xml.parser) {
    xml.library.free(xml.parser);
  }
  gesta_text_buffer_clear(&xml.content);
  return status;
}
