// SPDX-License-Identifier: GPL-3.0-or-later
// The text of the quads is kept until it fills a window.  A document that ends
// before that declares only the prefixes it uses; a longer one declares all it
// was sent and streams.
#include "graph/io/rdf_writer.h"

#include "graph/io/document_text.h"
#include "graph/io/jsonld_writer.h"
#include "graph/io/rdf_format.h"
#include "graph/rdf/vocabulary.h"

#include <assert.h>

enum { WINDOW = 1048576 };

struct GestaRdfWriter {
  GestaQuadSink sink; ///< first, so that a pointer to it is a pointer to this
  GestaAllocator *allocator;
  GestaOutput *output;
  GestaRdfFormat format;
  bool is_jsonld; ///< else it is of `format`
  GestaDocumentText text;
  GestaJsonldWriter jsonld;
  bool header_written;
  GestaStatus status; ///< the first failure
  GestaError error;   ///< what it was
};

static bool
is_jsonld(GestaStringView format)
{
  return gesta_view_equal(format, GESTA_VIEW("jsonld"))
         || gesta_view_equal(format, GESTA_VIEW("json-ld"));
}

const char *const *
gesta_rdf_writer_formats(void)
{
  static const char *const formats[] = {"ttl",    "trig",   "nt", "nq",
                                        "rdfxml", "jsonld", NULL};
  return formats;
}

bool
gesta_rdf_writer_knows(GestaStringView format, bool *keeps_graphs)
{
  GestaRdfFormat found = GESTA_RDF_TRIG;
  if (!is_jsonld(format) && gesta_rdf_format(format, &found, NULL)) {
    return false;
  }
  if (keeps_graphs) {
    *keeps_graphs = found == GESTA_RDF_TRIG || found == GESTA_RDF_NQUADS;
  }
  return true;
}

static GestaStatus
append_header(GestaRdfWriter *writer, bool all, GestaTextBuffer *header)
{
  if (writer->is_jsonld) {
    return gesta_jsonld_header(&writer->text, all, header);
  }
  switch (writer->format) {
  case GESTA_RDF_TURTLE:
  case GESTA_RDF_TRIG:
    return gesta_turtle_header(&writer->text, all, header);
  case GESTA_RDF_XML:
    return gesta_rdfxml_header(&writer->text, all, header);
  case GESTA_RDF_NTRIPLES:
  case GESTA_RDF_NQUADS:
    break;
  }
  return GESTA_OK;
}

// Write the header, if that has not been done, and the text so far.
static GestaStatus
flush(GestaRdfWriter *writer, bool all)
{
  GestaStatus status = GESTA_OK;
  if (!writer->header_written) {
    GestaTextBuffer header;
    gesta_text_buffer_init(&header, writer->allocator);
    status = append_header(writer, all, &header);
    if (status == GESTA_OK) {
      status = gesta_output_write(writer->output,
                                  gesta_text_buffer_view(&header));
    }
    gesta_text_buffer_clear(&header);
    writer->header_written = true;
  }
  if (status == GESTA_OK) {
    status = gesta_output_write(writer->output,
                                gesta_text_buffer_view(&writer->text.body));
  }
  writer->text.body.size = 0;
  return status;
}

static GestaStatus
append_line(GestaRdfWriter *writer, const GestaQuad *quad)
{
  const GestaTerm *terms[] = {&quad->subject, &quad->predicate, &quad->object,
                              &quad->graph};
  GestaTextBuffer *body = &writer->text.body;
  const size_t count = writer->format == GESTA_RDF_NQUADS
                           && quad->graph.kind != GESTA_TERM_NONE
                         ? 4
                         : 3;
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; status == GESTA_OK && i < count; ++i) {
    status = gesta_term_spell(terms[i], body);
    if (status == GESTA_OK) {
      status = gesta_text_buffer_append(body, GESTA_VIEW(" "));
    }
  }
  return status ? status : gesta_text_buffer_append(body, GESTA_VIEW(".\n"));
}

// Make room for the marks of the prefixes, whose number is now final.
static GestaStatus
prepare(GestaRdfWriter *writer)
{
  if (writer->text.used) {
    return GESTA_OK;
  }
  const size_t count = gesta_prefixes_count(writer->text.prefixes);
  bool *used = gesta_allocate(writer->allocator, count + 1,
                              sizeof *writer->text.used);
  if (!used) {
    return GESTA_ERR_MEMORY;
  }
  memset(used, 0, (count + 1) * sizeof *used);
  writer->text.used = used;
  return GESTA_OK;
}

static GestaStatus
append_quad(GestaRdfWriter *writer, const GestaQuad *quad)
{
  if (writer->is_jsonld) {
    return gesta_jsonld_quad(&writer->jsonld, quad);
  }
  switch (writer->format) {
  case GESTA_RDF_TURTLE:
  case GESTA_RDF_TRIG:
    return gesta_turtle_quad(&writer->text, quad);
  case GESTA_RDF_XML:
    return gesta_rdfxml_quad(&writer->text, quad);
  case GESTA_RDF_NTRIPLES:
  case GESTA_RDF_NQUADS:
    break;
  }
  return append_line(writer, quad);
}

static GestaStatus
take_quad(GestaQuadSink *self, const GestaQuad *quad)
{
  GestaRdfWriter *writer = (GestaRdfWriter *)self;
  if (writer->status == GESTA_OK) {
    writer->status = prepare(writer);
  }
  if (writer->status == GESTA_OK) {
    writer->status = append_quad(writer, quad);
  }
  if (writer->status == GESTA_OK && writer->text.body.size >= WINDOW) {
    writer->status = flush(writer, true);
  }
  return writer->status;
}

// A prefix that comes after the first quad is too late to be declared.
static GestaStatus
take_prefix(GestaQuadSink *self, GestaStringView prefix, GestaStringView iri)
{
  GestaRdfWriter *writer = (GestaRdfWriter *)self;
  if (writer->text.used || writer->status) {
    return writer->status;
  }
  writer->status = gesta_prefixes_set(writer->text.prefixes, prefix, iri);
  return writer->status;
}

GestaStatus
gesta_rdf_writer_open(GestaAllocator *allocator, GestaStringView format,
                      GestaOutput *output, GestaRdfWriter **writer,
                      GestaError *error)
{
  assert(allocator && output && writer);

  GestaRdfFormat found = GESTA_RDF_TRIG;
  GestaStatus status = GESTA_OK;
  if (!is_jsonld(format)) {
    status = gesta_rdf_format(format, &found, error);
  }
  if (status) {
    return status;
  }
  GestaRdfWriter *result = gesta_allocate(allocator, 1, sizeof *result);
  if (!result) {
    return gesta_error_set(error, GESTA_ERR_MEMORY, "out of memory");
  }
  *result = (GestaRdfWriter){.sink = {take_quad, take_prefix},
                             .allocator = allocator,
                             .output = output,
                             .format = found,
                             .is_jsonld = is_jsonld(format)};
  result->text.graphs = found == GESTA_RDF_TRIG;
  result->text.error = &result->error;
  gesta_text_buffer_init(&result->text.body, allocator);
  gesta_text_buffer_init(&result->text.graph, allocator);
  gesta_text_buffer_init(&result->text.subject, allocator);
  gesta_text_buffer_init(&result->text.predicate, allocator);
  gesta_jsonld_writer_init(&result->jsonld, allocator, &result->text);
  status = gesta_prefixes_new_empty(allocator, &result->text.prefixes);
  if (status) {
    gesta_rdf_writer_close(result);
    return gesta_error_set(error, status, "out of memory");
  }
  *writer = result;
  return GESTA_OK;
}

GestaQuadSink *
gesta_rdf_writer_sink(GestaRdfWriter *writer)
{
  return &writer->sink;
}

static GestaStatus
append_end(GestaRdfWriter *writer)
{
  if (writer->is_jsonld) {
    return gesta_jsonld_end(&writer->jsonld);
  }
  switch (writer->format) {
  case GESTA_RDF_TURTLE:
  case GESTA_RDF_TRIG:
    return gesta_turtle_end(&writer->text);
  case GESTA_RDF_XML:
    return gesta_rdfxml_end(&writer->text);
  case GESTA_RDF_NTRIPLES:
  case GESTA_RDF_NQUADS:
    break;
  }
  return GESTA_OK;
}

GestaStatus
gesta_rdf_writer_finish(GestaRdfWriter *writer, GestaError *error)
{
  assert(writer);

  if (writer->status == GESTA_OK) {
    writer->status = prepare(writer);
  }
  if (writer->status == GESTA_OK) {
    writer->status = append_end(writer);
  }
  if (writer->status == GESTA_OK) {
    writer->status = flush(writer, false);
  }
  if (writer->status == GESTA_OK) {
    return GESTA_OK;
  }
  return gesta_error_set(
    error, writer->status, "%s",
    writer->error.message[0] != '\0'   ? writer->error.message
    : writer->status == GESTA_ERR_FILE ? "the output cannot be written"
                                       : gesta_status_text(writer->status));
}

void
gesta_rdf_writer_close(GestaRdfWriter *writer)
{
  if (!writer) {
    return;
  }
  gesta_text_buffer_clear(&writer->text.body);
  gesta_text_buffer_clear(&writer->text.graph);
  gesta_text_buffer_clear(&writer->text.subject);
  gesta_text_buffer_clear(&writer->text.predicate);
  gesta_jsonld_writer_clear(&writer->jsonld);
  gesta_prefixes_free(writer->text.prefixes);
  gesta_release(writer->allocator, writer->text.used);
  gesta_release(writer->allocator, writer);
}
