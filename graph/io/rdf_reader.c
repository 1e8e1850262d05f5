// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/io/rdf_reader.h"

#include "graph/base/text_buffer.h"
#include "graph/io/document.h"
#include "graph/io/nquads_reader.h"
#include "graph/io/raptor_reader.h"
#include "graph/io/rdf_format.h"
#include "graph/io/turtle_reader.h"
#include "graph/rdf/vocabulary.h"

#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

static GestaStatus
refuse_encoding(const GestaDocument *document, const char *name,
                GestaError *error)
{
  return gesta_error_set_at(error, GESTA_ERR_ENCODING, document->bad_line,
                            document->bad_column,
                            "%s: the byte 0x%02X is not UTF-8 text: convert "
                            "the file, for example with iconv -t UTF-8",
                            name, (unsigned)document->bad_byte);
}

static GestaStatus
find_format(const GestaDocument *document, const char *name,
            GestaStringView asked, GestaRdfFormat *format, GestaError *error)
{
  if (asked.size > 0) {
    return gesta_rdf_format(asked, format, error);
  }
  const GestaStringView head = {document->head, document->head_size};
  GestaError reason = {.message = ""};
  const GestaStatus status = gesta_rdf_format_guess(name, head, format,
                                                    &reason);
  return status ? gesta_error_set(error, status, "%s: %s", name, reason.message)
                : status;
}

// What may stand in the path of a file: IRI unchanged.
static bool
is_path_byte(unsigned char byte)
{
  return byte > ' ' && byte != 0x7F && !strchr("\"#%<>?[\\]^`{|}", byte);
}

// The file: IRI of a document; standard input has one of its own.
static GestaStatus
append_own_iri(const char *name, GestaTextBuffer *iri)
{
  char path[PATH_MAX];
  if (strcmp(name, "-") == 0 || !realpath(name, path)) {
    return gesta_text_buffer_append(iri,
                                    GESTA_VIEW("urn:gesta:standard-input/"));
  }
  GestaStatus status = gesta_text_buffer_append(iri, GESTA_VIEW("file://"));
  for (const char *at = path; status == GESTA_OK && *at; ++at) {
    const unsigned char byte = (unsigned char)*at;
    status = is_path_byte(byte)
               ? gesta_text_buffer_append(iri, (GestaStringView){at, 1})
               : gesta_text_buffer_print(iri, "%%%02X", (unsigned)byte);
  }
  return status;
}

// Read a syntax that has relative IRIs.
static GestaStatus
read_with_base(GestaAllocator *allocator, FILE *stream, GestaRdfFormat format,
               GestaStringView base, GestaQuadFeed *feed)
{
  GestaTextBuffer own;
  gesta_text_buffer_init(&own, allocator);
  GestaStatus status = GESTA_OK;
  if (base.size == 0) {
    status = append_own_iri(feed->name, &own);
    base = gesta_text_buffer_view(&own);
  }
  if (status) {
    (void)gesta_error_set(feed->error, status, "%s: out of memory", feed->name);
  } else if (format == GESTA_RDF_XML) {
    status = gesta_raptor_read(allocator, stream, base, feed);
  } else {
    status = gesta_turtle_read(allocator, stream, format == GESTA_RDF_TRIG,
                               base, feed);
  }
  gesta_text_buffer_clear(&own);
  return status;
}

// Let the name tell documents with the same bytes apart.
static void
add_name(GestaHashKey *key, const char *name)
{
  const uint64_t hash = gesta_hash64(key, gesta_view(name));
  for (size_t i = 0; i < sizeof hash; ++i) {
    key->bytes[i] ^= (unsigned char)(hash >> i * 8 & 0xFFU);
  }
}

GestaStatus
gesta_rdf_read(GestaAllocator *allocator, FILE *stream, const char *name,
               const GestaReadOptions *options, GestaQuadSink *sink,
               uint64_t *count, GestaError *error)
{
  assert(allocator && stream && name && options && sink && count);

  GestaDocument document;
  GestaStatus status = gesta_document_init(&document, allocator, stream, name,
                                           options->cancel, error);
  if (status) {
    return status;
  }
  if (options->by_name) {
    add_name(&document.key, name);
  }
  GestaQuadFeed feed = {
    name, &document.key, options->graph, options->cancel,      sink,
    0,    error,         options->skips, document.bad_line > 0};
  GestaRdfFormat format;
  status = find_format(&document, name, options->format, &format, error);
  if (status) {
    goto done;
  }
  if (options->skips && format == GESTA_RDF_XML) {
    status = gesta_error_set(error, GESTA_ERR_INPUT,
                             "%s: in RDF/XML a mistake cannot be passed over: "
                             "mend it, or leave the file out",
                             name);
    goto done;
  }
  // XML may declare another encoding, and its parser checks.
  const bool by_line = format == GESTA_RDF_NTRIPLES
                       || format == GESTA_RDF_NQUADS;
  if (document.bad_line > 0 && format != GESTA_RDF_XML
      && !(options->skips && by_line)) {
    status = refuse_encoding(&document, name, error);
    goto done;
  }
  switch (format) {
  case GESTA_RDF_NTRIPLES:
  case GESTA_RDF_NQUADS:
    status = gesta_nquads_read(allocator, document.stream,
                               format == GESTA_RDF_NQUADS, &feed);
    break;
  case GESTA_RDF_TURTLE:
  case GESTA_RDF_TRIG:
  case GESTA_RDF_XML:
    status = read_with_base(allocator, document.stream, format, options->base,
                            &feed);
    break;
  }
  if (status == GESTA_OK) {
    *count = feed.count;
  }

done:
  gesta_document_clear(&document);
  return status;
}
