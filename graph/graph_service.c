// SPDX-License-Identifier: GPL-3.0-or-later
// What the engine asks of the world outside of the graph: endpoints for SERVICE
// (SPARQL 1.1 Protocol, section 2.1.2), documents for LOAD.
#include "graph/graph_state.h"
#include "graph/rdf/vocabulary.h"
#include "graph/remote/http_client.h"
#include "graph/results/results_reader.h"

#include <assert.h>
#include <limits.h>
#include <string.h>

enum { NAME_SIZE = 256 }; // bytes of an address that messages show

#define LARGEST_ANSWER ((size_t)1 << 30) // bytes; it is kept in memory

// ---- SERVICE ----------------------------------------------------------------

typedef struct RowTaker {
  GestaRowSink sink;
  GestaServiceRows *rows;
  GestaArena arena; // the names
  GestaStringView *names;
  size_t width;
} RowTaker;

static GestaStatus
take_names(GestaRowSink *self, const GestaStringView *names, size_t count)
{
  RowTaker *const taker = (RowTaker *)self;
  taker->names = gesta_arena_allocate(&taker->arena, count,
                                      sizeof *taker->names);
  taker->width = count;
  GestaStatus status = taker->names ? GESTA_OK : GESTA_ERR_MEMORY;
  for (size_t i = 0; !status && i < count; ++i) {
    status = gesta_arena_copy(&taker->arena, names[i], &taker->names[i]);
  }
  return status;
}

static GestaStatus
take_row(GestaRowSink *self, const GestaTerm *row)
{
  RowTaker *const taker = (RowTaker *)self;
  return taker->rows->row(taker->rows->self, taker->names, row, taker->width);
}

static GestaStatus
refuse_boolean(GestaRowSink *self, bool answer)
{
  (void)self;
  (void)answer;
  return GESTA_ERR_INPUT;
}

// The rows of an answer.  What comes without a known media type is looked at.
static GestaStatus
read_rows(GestaAllocator *allocator, GestaStringView text, const char *name,
          const char *media_type, GestaServiceRows *rows, GestaError *error)
{
  GestaResultsFormat format = GESTA_RESULTS_XML;
  if (gesta_results_media_type(gesta_view(media_type), &format)) {
    size_t at = 0;
    while (at < text.size && strchr(" \t\r\n", text.data[at])) {
      ++at;
    }
    format = at < text.size && text.data[at] == '{' ? GESTA_RESULTS_JSON
                                                    : GESTA_RESULTS_XML;
  }
  RowTaker taker = {.sink = {take_names, take_row, refuse_boolean},
                    .rows = rows};
  gesta_arena_init(&taker.arena, allocator);
  GestaError reason = {.status = GESTA_OK};
  const GestaStatus status = gesta_results_read(allocator, text, name, format,
                                                &taker.sink, &reason);
  gesta_arena_clear(&taker.arena);
  if (status) {
    return gesta_error_set(
      error, status, "%s: the answer cannot be read: %s", name,
      reason.message[0] ? reason.message : gesta_status_text(status));
  }
  return GESTA_OK;
}

static void
write_name(GestaStringView iri, char name[NAME_SIZE])
{
  (void)snprintf(name, NAME_SIZE, "%.*s",
                 (int)(iri.size < NAME_SIZE ? iri.size : NAME_SIZE - 1),
                 iri.data);
}

GestaStatus
gesta_graph_ask_service(void *context, GestaStringView endpoint,
                        GestaStringView query, GestaServiceRows *rows,
                        GestaError *error)
{
  const GestaRemote *const remote = context;
  assert(remote->options->allow_network);

  GestaAllocator *const allocator = remote->graph->allocator;
  GestaTextBuffer body;
  gesta_text_buffer_init(&body, allocator);
  char media_type[GESTA_MEDIA_TYPE_SIZE];
  const GestaHttpRequest request = {
    .url = endpoint,
    .accept = "application/sparql-results+json, "
              "application/sparql-results+xml;q=0.9",
    .query = query,
    .timeout = remote->options->timeout,
    .largest = LARGEST_ANSWER,
    .allocator = allocator,
    .cancel = remote->graph->cancel,
  };
  GestaStatus status = gesta_http_fetch(&request, &body, media_type, error);
  if (!status) {
    char name[NAME_SIZE];
    write_name(endpoint, name);
    status = read_rows(allocator, gesta_text_buffer_view(&body), name,
                       media_type, rows, error);
  }
  gesta_text_buffer_clear(&body);
  return status;
}

// ---- LOAD -------------------------------------------------------------------

static GestaStringView
find_format(const char *media_type)
{
  static const struct {
    const char *type;
    const char *format;
  } known[] = {
    {"text/turtle", "ttl"},
    {"application/n-triples", "nt"},
    {"application/n-quads", "nq"},
    {"application/trig", "trig"},
    {"application/rdf+xml", "rdfxml"},
  };
  for (size_t i = 0; i < sizeof known / sizeof known[0]; ++i) {
    if (strcmp(media_type, known[i].type) == 0) {
      return gesta_view(known[i].format);
    }
  }
  return (GestaStringView){NULL, 0};
}

static GestaStatus
read_document(const GestaRemote *remote, FILE *stream, GestaStringView format,
              GestaStringView document, GestaQuadSink *sink, GestaError *error)
{
  char name[NAME_SIZE];
  write_name(document, name);
  uint64_t count = 0;
  const GestaReadOptions how = {
    .format = format, .base = document, .cancel = remote->graph->cancel};
  GestaError reason = {.status = GESTA_OK};
  const GestaStatus status = gesta_rdf_read(remote->graph->allocator, stream,
                                            name, &how, sink, &count, &reason);
  if (status && reason.line > 0) {
    return gesta_error_set(error, status, "%s:%zu:%zu: %s", name, reason.line,
                           reason.column, reason.message);
  }
  if (status && reason.message[0]) {
    return gesta_error_set(error, status, "%s", reason.message);
  }
  return status;
}

static GestaStatus
load_from_disk(const GestaRemote *remote, const char *path,
               GestaStringView document, GestaQuadSink *sink, GestaError *error)
{
  FILE *const stream = fopen(path, "rbe");
  if (!stream) {
    return gesta_error_set(error, GESTA_ERR_FILE,
                           "%s: cannot be opened for LOAD", path);
  }
  const GestaStatus status = read_document(
    remote, stream, (GestaStringView){NULL, 0}, document, sink, error);
  (void)fclose(stream); // only read from
  return status;
}

static GestaStatus
load_from_web(const GestaRemote *remote, GestaStringView document,
              GestaQuadSink *sink, GestaError *error)
{
  GestaAllocator *const allocator = remote->graph->allocator;
  GestaTextBuffer body;
  gesta_text_buffer_init(&body, allocator);
  char media_type[GESTA_MEDIA_TYPE_SIZE];
  const GestaHttpRequest request = {
    .url = document,
    .accept = "application/n-quads, application/n-triples, text/turtle, "
              "application/trig, application/rdf+xml;q=0.9",
    .timeout = remote->options->timeout,
    .largest = LARGEST_ANSWER,
    .allocator = allocator,
    .cancel = remote->graph->cancel,
  };
  GestaStatus status = gesta_http_fetch(&request, &body, media_type, error);
  FILE *stream = NULL;
  if (!status && body.size > 0) {
    stream = fmemopen(body.data, body.size, "rb");
    status = stream ? read_document(remote, stream, find_format(media_type),
                                    document, sink, error)
                    : gesta_error_set(error, GESTA_ERR_MEMORY, "out of memory");
  }
  if (stream) {
    (void)fclose(stream); // only read from
  }
  gesta_text_buffer_clear(&body);
  return status;
}

GestaStatus
gesta_graph_load_document(void *context, GestaStringView document,
                          GestaQuadSink *sink, GestaError *error)
{
  const GestaRemote *const remote = context;
  char path[PATH_MAX];
  if (gesta_graph_file_path(document, path, sizeof path)) {
    return load_from_disk(remote, path, document, sink, error);
  }
  if (!remote->options->allow_network) {
    return gesta_error_set(
      error, GESTA_ERR_INPUT,
      "LOAD of <%.*s> is not allowed: only file: documents are read, unless "
      "the network is allowed (--allow-service)",
      (int)(document.size < 200 ? document.size : 200), document.data);
  }
  return load_from_web(remote, document, sink, error);
}
