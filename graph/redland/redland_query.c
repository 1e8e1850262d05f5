// SPDX-License-Identifier: GPL-3.0-or-later
// A query owns its librdf world, so that the messages of the world are the
// messages of the query.
//
// 1. `first` holds the first message of the current call, if there was one.
// 2. `values` holds the nodes that the last row's terms are views of.

#include "graph/redland/redland_query.h"

#include "graph/redland/rasqal_gap.h"
#include "graph/redland/rasqal_optional.h"
#include "graph/redland/redland_node.h"
#include "graph/redland/redland_storage.h"

#include <assert.h>
#include <string.h>

struct GestaRedlandQuery {
  GestaAllocator *allocator; // borrowed
  GestaCancel *cancel;       // borrowed, or NULL
  librdf_world *world;
  librdf_storage *storage;
  librdf_model *model;
  librdf_query *query;
  librdf_query_results *results;
  GestaAnswerKind kind;
  size_t width;
  librdf_node **values; // [width]
  bool begun;           // a row has been read
  GestaError first;
};

// Keep the first message that tells of a failure; print none.
static int
keep_message(void *user, librdf_log_message *message)
{
  GestaRedlandQuery *query = user;
  if (librdf_log_message_level(message) < LIBRDF_LOG_ERROR
      || query->first.status != GESTA_OK) {
    return 1;
  }
  raptor_locator *locator = librdf_log_message_locator(message);
  const int line = locator ? raptor_locator_line(locator) : 0;
  const int column = locator ? raptor_locator_column(locator) : 0;
  const GestaStatus status = librdf_log_message_facility(message)
                                 == LIBRDF_FROM_STORAGE
                               ? GESTA_ERR_STORAGE
                               : GESTA_ERR_SYNTAX;
  (void)gesta_error_set_at(&query->first, status, line > 0 ? (size_t)line : 0,
                           column > 0 ? (size_t)column : 0, "%s",
                           librdf_log_message_message(message));
  return 1;
}

// Give the caller the first message, or `status` with a text of ours.
static GestaStatus
fail(const GestaRedlandQuery *query, GestaStatus status, const char *text,
     GestaError *error)
{
  if (query->first.status == GESTA_OK) {
    return gesta_error_set(error, status, "%s", text);
  }
  if (error) {
    *error = query->first;
  }
  return query->first.status;
}

void
gesta_redland_query_close(GestaRedlandQuery *query)
{
  if (!query) {
    return;
  }
  for (size_t i = 0; query->values && i < query->width; ++i) {
    if (query->values[i]) {
      librdf_free_node(query->values[i]);
    }
  }
  if (query->results) {
    librdf_free_query_results(query->results);
  }
  if (query->query) {
    librdf_free_query(query->query);
  }
  if (query->model) {
    librdf_free_model(query->model);
  }
  if (query->storage) {
    librdf_free_storage(query->storage);
  }
  if (query->world) {
    librdf_free_world(query->world);
  }
  GestaAllocator *allocator = query->allocator;
  gesta_release(allocator, query->values);
  gesta_release(allocator, query);
}

static GestaStatus
open_model(GestaRedlandQuery *query, const char *path, GestaError *error)
{
  query->world = librdf_new_world();
  if (!query->world) {
    return gesta_error_set(error, GESTA_ERR_MEMORY, "out of memory");
  }
  librdf_world_set_logger(query->world, query, keep_message);
  librdf_world_open(query->world);

  const GestaStatus status = gesta_redland_storage_new(
    query->world, path, query->cancel, &query->storage);
  if (status) {
    return fail(query, status, "the storage cannot be opened", error);
  }
  query->model = librdf_new_model(query->world, query->storage, NULL);
  if (!query->model) {
    return fail(query, GESTA_ERR_STORAGE, "the storage cannot be opened",
                error);
  }
  return GESTA_OK;
}

// The end of the text is where it ends for the user, without our newline.
static void
correct_line(GestaError *error, GestaStringView text)
{
  size_t line_count = 1;
  for (size_t i = 0; i < text.size; ++i) {
    line_count += text.data[i] == '\n';
  }
  if (error && error->line > line_count) {
    error->line = line_count;
  }
}

static GestaStatus
execute(GestaRedlandQuery *query, GestaStringView text, GestaStringView base,
        GestaError *error)
{
  GestaTextBuffer copy; // librdf wants a NUL at the end
  gesta_text_buffer_init(&copy, query->allocator);
  librdf_uri *base_uri = NULL;
  GestaStatus status = gesta_rasqal_optional(query->allocator, text, &copy);
  if (!status) { // Rasqal refuses a comment that no newline ends
    status = gesta_text_buffer_append(&copy, gesta_view("\n"));
  }
  if (status) {
    status = gesta_error_set(error, status, "the query: %s",
                             gesta_status_text(status));
    goto done;
  }
  if (memchr(copy.data, '\0', copy.size)) {
    status = gesta_error_set(error, GESTA_ERR_SYNTAX,
                             "the query holds a NUL character");
    goto done;
  }
  if (base.size > 0) {
    base_uri = librdf_new_uri2(query->world, (const unsigned char *)base.data,
                               base.size);
  }
  query->query = librdf_new_query(query->world, "sparql", NULL,
                                  (const unsigned char *)copy.data, base_uri);
  if (query->query) {
    query->results = librdf_query_execute(query->query, query->model);
  }
  if (!query->results || query->first.status != GESTA_OK) {
    status = fail(query, GESTA_ERR_SYNTAX, "the query is not valid SPARQL",
                  error);
    correct_line(error, text);
  }

done:
  if (base_uri) {
    librdf_free_uri(base_uri);
  }
  gesta_text_buffer_clear(&copy);
  return status;
}

// Find out what kind of answer this is, and make room for a row.
static GestaStatus
look_at_results(GestaRedlandQuery *query, GestaError *error)
{
  if (librdf_query_results_is_boolean(query->results)) {
    query->kind = GESTA_ANSWER_BOOLEAN;
    return GESTA_OK;
  }
  if (librdf_query_results_is_graph(query->results)) {
    query->kind = GESTA_ANSWER_QUADS;
    return GESTA_OK;
  }
  query->kind = GESTA_ANSWER_ROWS;
  const int count = librdf_query_results_get_bindings_count(query->results);
  query->width = count > 0 ? (size_t)count : 0;
  if (query->width == 0) {
    return GESTA_OK;
  }
  query->values = gesta_allocate(query->allocator, query->width,
                                 sizeof(librdf_node *));
  if (!query->values) {
    query->width = 0;
    return gesta_error_set(error, GESTA_ERR_MEMORY, "out of memory");
  }
  for (size_t i = 0; i < query->width; ++i) {
    query->values[i] = NULL;
  }
  return GESTA_OK;
}

GestaStatus
gesta_redland_query_open(GestaAllocator *allocator, const char *path,
                         GestaStringView text, GestaStringView base,
                         GestaCancel *cancel, GestaRedlandQuery **query,
                         GestaError *error)
{
  assert(allocator && path && query);

  GestaRedlandQuery *opened = gesta_allocate(allocator, 1, sizeof *opened);
  if (!opened) {
    return gesta_error_set(error, GESTA_ERR_MEMORY, "out of memory");
  }
  *opened = (GestaRedlandQuery){.allocator = allocator, .cancel = cancel};

  GestaStatus status = gesta_rasqal_gap(text, error);
  if (status == GESTA_OK) {
    status = open_model(opened, path, error);
  }
  if (status == GESTA_OK) {
    status = execute(opened, text, base, error);
  }
  if (status == GESTA_OK) {
    status = look_at_results(opened, error);
  }
  if (status == GESTA_OK && gesta_cancelled(cancel)) {
    status = gesta_error_set(error, GESTA_ERR_CANCELLED, "cancelled");
  }
  if (status) {
    gesta_redland_query_close(opened);
    return status;
  }
  *query = opened;
  return GESTA_OK;
}

GestaAnswerKind
gesta_redland_query_kind(const GestaRedlandQuery *query)
{
  return query->kind;
}

size_t
gesta_redland_query_width(const GestaRedlandQuery *query)
{
  return query->width;
}

GestaStringView
gesta_redland_query_variable(const GestaRedlandQuery *query, size_t index)
{
  assert(index < query->width);
  return gesta_view(
    librdf_query_results_get_binding_name(query->results, (int)index));
}

// Whether the call just made may be believed: nothing failed and nobody asked
// to stop.
static GestaStatus
check(const GestaRedlandQuery *query, GestaError *error)
{
  if (gesta_cancelled(query->cancel)) {
    return gesta_error_set(error, GESTA_ERR_CANCELLED, "cancelled");
  }
  return query->first.status == GESTA_OK
           ? GESTA_OK
           : fail(query, GESTA_ERR_STORAGE, "the query failed", error);
}

GestaStatus
gesta_redland_query_next(GestaRedlandQuery *query, GestaTerm *row,
                         GestaError *error)
{
  assert(query->kind == GESTA_ANSWER_ROWS && row);

  if (query->begun) {
    (void)librdf_query_results_next(query->results);
  }
  query->begun = true;
  const bool finished = librdf_query_results_finished(query->results) != 0;
  const GestaStatus status = check(query, error);
  if (status) {
    return status;
  }
  if (finished) {
    return GESTA_END;
  }
  for (size_t i = 0; i < query->width; ++i) {
    if (query->values[i]) {
      librdf_free_node(query->values[i]);
    }
    query->values[i] = librdf_query_results_get_binding_value(query->results,
                                                              (int)i);
    row[i] = gesta_redland_term(query->values[i]);
  }
  return GESTA_OK;
}

bool
gesta_redland_query_boolean(const GestaRedlandQuery *query)
{
  assert(query->kind == GESTA_ANSWER_BOOLEAN);
  return librdf_query_results_get_boolean(query->results) > 0;
}

GestaStatus
gesta_redland_query_quads(GestaRedlandQuery *query, GestaQuadSink *sink,
                          GestaError *error)
{
  assert(query->kind == GESTA_ANSWER_QUADS && sink);

  librdf_stream *stream = librdf_query_results_as_stream(query->results);
  if (!stream) {
    return fail(query, GESTA_ERR_MEMORY, "the answer cannot be read", error);
  }
  GestaStatus status = GESTA_OK;
  while (status == GESTA_OK && !librdf_stream_end(stream)) {
    librdf_statement *statement = librdf_stream_get_object(stream);
    if (statement) {
      const GestaQuad quad = gesta_redland_quad(statement, NULL);
      status = gesta_sink_quad(sink, &quad);
      if (status) {
        (void)gesta_error_set(error, status, "the answer cannot be sent on: %s",
                              gesta_status_text(status));
      }
    }
    (void)librdf_stream_next(stream);
  }
  librdf_free_stream(stream);
  return status ? status : check(query, error);
}
