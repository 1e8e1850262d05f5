// SPDX-License-Identifier: GPL-3.0-or-later
// Raptor calls back for each statement, prefix, blank node and message.  The
// first failure, whoever meets it, is kept in `status` and aborts the parser.
#include "graph/io/raptor_reader.h"

#include "graph/base/late_library.h"
#include "graph/io/blank_label.h"

#include <raptor2.h>

#include <assert.h>
#include <string.h>

enum { CHUNK = 262144, LABEL_ROOM = 32 };

// The functions of Raptor that are called here.
typedef struct Raptor {
  __typeof__(raptor_new_world_internal) *new_world_internal;
  __typeof__(raptor_alloc_memory) *alloc_memory;
  __typeof__(raptor_free_parser) *free_parser;
  __typeof__(raptor_free_uri) *free_uri;
  __typeof__(raptor_free_world) *free_world;
  __typeof__(raptor_namespace_get_counted_prefix) *namespace_get_counted_prefix;
  __typeof__(raptor_namespace_get_uri) *namespace_get_uri;
  __typeof__(raptor_new_parser) *new_parser;
  __typeof__(raptor_new_uri_from_counted_string) *new_uri_from_counted_string;
  __typeof__(raptor_parser_get_locator) *parser_get_locator;
  __typeof__(raptor_parser_parse_abort) *parser_parse_abort;
  __typeof__(raptor_parser_parse_chunk) *parser_parse_chunk;
  __typeof__(raptor_parser_parse_start) *parser_parse_start;
  __typeof__(raptor_parser_set_namespace_handler) *parser_set_namespace_handler;
  __typeof__(raptor_parser_set_option) *parser_set_option;
  __typeof__(raptor_parser_set_statement_handler) *parser_set_statement_handler;
  __typeof__(raptor_uri_as_counted_string) *uri_as_counted_string;
  __typeof__(raptor_world_open) *world_open;
  __typeof__(raptor_world_set_generate_bnodeid_handler)
    *world_set_generate_bnodeid_handler;
  __typeof__(raptor_world_set_log_handler) *world_set_log_handler;
} Raptor;

static GestaStatus
load_library(Raptor *raptor, GestaError *error)
{
  const GestaLateFunction functions[] = {
    {"raptor_new_world_internal", &raptor->new_world_internal},
    {"raptor_alloc_memory", &raptor->alloc_memory},
    {"raptor_free_parser", &raptor->free_parser},
    {"raptor_free_uri", &raptor->free_uri},
    {"raptor_free_world", &raptor->free_world},
    {"raptor_namespace_get_counted_prefix",
     &raptor->namespace_get_counted_prefix},
    {"raptor_namespace_get_uri", &raptor->namespace_get_uri},
    {"raptor_new_parser", &raptor->new_parser},
    {"raptor_new_uri_from_counted_string",
     &raptor->new_uri_from_counted_string},
    {"raptor_parser_get_locator", &raptor->parser_get_locator},
    {"raptor_parser_parse_abort", &raptor->parser_parse_abort},
    {"raptor_parser_parse_chunk", &raptor->parser_parse_chunk},
    {"raptor_parser_parse_start", &raptor->parser_parse_start},
    {"raptor_parser_set_namespace_handler",
     &raptor->parser_set_namespace_handler},
    {"raptor_parser_set_option", &raptor->parser_set_option},
    {"raptor_parser_set_statement_handler",
     &raptor->parser_set_statement_handler},
    {"raptor_uri_as_counted_string", &raptor->uri_as_counted_string},
    {"raptor_world_open", &raptor->world_open},
    {"raptor_world_set_generate_bnodeid_handler",
     &raptor->world_set_generate_bnodeid_handler},
    {"raptor_world_set_log_handler", &raptor->world_set_log_handler},
  };
  return gesta_late_library_load(GESTA_RAPTOR_FILE, functions,
                                 sizeof functions / sizeof *functions, error);
}

typedef struct Reader {
  GestaAllocator *allocator;
  Raptor raptor;
  GestaQuadFeed *feed;
  raptor_parser *parser;
  GestaStatus status;
  uint64_t next_blank; ///< number of the next node without a label
} Reader;

// A term's blank label needs room as long as the quad is in use.
typedef struct Labels {
  char subject[GESTA_BLANK_LABEL_SIZE];
  char object[GESTA_BLANK_LABEL_SIZE];
  char graph[GESTA_BLANK_LABEL_SIZE];
} Labels;

// Nodes without a label get a number after '!', which no label may hold; Raptor
// frees the text.
static unsigned char *
make_blank_label(void *data, unsigned char *label)
{
  Reader *reader = data;
  if (label) {
    return label;
  }
  char *text = reader->raptor.alloc_memory(LABEL_ROOM);
  if (text) {
    (void)snprintf(text, LABEL_ROOM, "!%llu",
                   (unsigned long long)reader->next_blank++);
  }
  return (unsigned char *)text;
}

static GestaStringView
view(const unsigned char *text, size_t size)
{
  return (GestaStringView){(const char *)text, size};
}

static GestaStringView
view_uri(const Reader *reader, raptor_uri *uri)
{
  size_t size = 0;
  const unsigned char *text = reader->raptor.uri_as_counted_string(uri, &size);
  return view(text, size);
}

static GestaTerm
convert_term(const Reader *reader, const raptor_term *term,
             char label[GESTA_BLANK_LABEL_SIZE])
{
  GestaTerm result = {.kind = GESTA_TERM_NONE};
  switch (term->type) {
  case RAPTOR_TERM_TYPE_UNKNOWN:
    break;
  case RAPTOR_TERM_TYPE_URI:
    result = gesta_iri(view_uri(reader, term->value.uri));
    break;
  case RAPTOR_TERM_TYPE_LITERAL: {
    const raptor_term_literal_value *literal = &term->value.literal;
    result.kind = GESTA_TERM_LITERAL;
    result.value = view(literal->string, literal->string_len);
    if (literal->language) {
      result.language = view(literal->language, literal->language_len);
    } else if (literal->datatype) {
      result.datatype = view_uri(reader, literal->datatype);
    }
    break;
  }
  case RAPTOR_TERM_TYPE_BLANK: {
    const GestaStringView name = view(term->value.blank.string,
                                      term->value.blank.string_len);
    result.kind = GESTA_TERM_BLANK;
    result.value = gesta_blank_label(reader->feed->document,
                                     name.size > 0 && name.data[0] == '!', name,
                                     label);
    break;
  }
  }
  return result;
}

static void
stop(Reader *reader, GestaStatus status)
{
  if (reader->status == GESTA_OK) {
    reader->status = status;
  }
  reader->raptor.parser_parse_abort(reader->parser);
}

static void
take_statement(void *data, raptor_statement *statement)
{
  Reader *reader = data;
  if (reader->status) {
    return;
  }
  if (gesta_cancelled(reader->feed->cancel)) {
    stop(reader, gesta_error_set(reader->feed->error, GESTA_ERR_CANCELLED,
                                 "%s: cancelled", reader->feed->name));
    return;
  }
  Labels labels;
  char unused[GESTA_BLANK_LABEL_SIZE];
  const GestaQuad quad = {
    convert_term(reader, statement->subject, labels.subject),
    convert_term(reader, statement->predicate, unused),
    convert_term(reader, statement->object, labels.object),
    statement->graph ? convert_term(reader, statement->graph, labels.graph)
                     : reader->feed->graph,
  };
  const GestaStatus status = gesta_sink_quad(reader->feed->sink, &quad);
  if (status) {
    stop(reader, status);
  } else {
    ++reader->feed->count;
  }
}

static void
take_prefix(void *data, raptor_namespace *namespace)
{
  Reader *reader = data;
  raptor_uri *uri = reader->raptor.namespace_get_uri(namespace);
  if (reader->status || !uri) {
    return;
  }
  size_t size = 0;
  const unsigned char *prefix = reader->raptor.namespace_get_counted_prefix(
    namespace, &size);
  const GestaStatus status = gesta_sink_prefix(
    reader->feed->sink, prefix ? view(prefix, size) : (GestaStringView){0},
    view_uri(reader, uri));
  if (status) {
    stop(reader, status);
  }
}

static void
take_message(void *data, raptor_log_message *message)
{
  Reader *reader = data;
  if (reader->status || message->level < RAPTOR_LOG_LEVEL_ERROR) {
    return;
  }
  const raptor_locator *place = message->locator;
  if ((!place || place->line <= 0) && reader->parser) {
    place = reader->raptor.parser_get_locator(reader->parser);
  }
  const size_t line = place && place->line > 0 ? (size_t)place->line : 0;
  const size_t column = place && place->column > 0 ? (size_t)place->column : 0;
  reader->status = gesta_error_set_at(reader->feed->error, GESTA_ERR_SYNTAX,
                                      line, column, "%s: %s",
                                      reader->feed->name, message->text);
  if (reader->parser) {
    reader->raptor.parser_parse_abort(reader->parser);
  }
}

static GestaStatus
parse_stream(Reader *reader, FILE *stream)
{
  unsigned char *chunk = gesta_allocate(reader->allocator, CHUNK, 1);
  if (!chunk) {
    return gesta_error_set(reader->feed->error, GESTA_ERR_MEMORY,
                           "%s: out of memory", reader->feed->name);
  }
  size_t count = CHUNK;
  int failed = 0;
  while (count == CHUNK && !failed && reader->status == GESTA_OK) {
    if (gesta_cancelled(reader->feed->cancel)) {
      reader->status = gesta_error_set(reader->feed->error, GESTA_ERR_CANCELLED,
                                       "%s: cancelled", reader->feed->name);
      break;
    }
    count = fread(chunk, 1, CHUNK, stream);
    failed = reader->raptor.parser_parse_chunk(reader->parser, chunk, count,
                                               count < CHUNK);
  }
  gesta_release(reader->allocator, chunk);
  if (reader->status == GESTA_OK && ferror(stream)) {
    reader->status = gesta_error_set(reader->feed->error, GESTA_ERR_FILE,
                                     "%s: cannot be read", reader->feed->name);
  }
  if (reader->status == GESTA_OK && failed) {
    reader->status = gesta_error_set(reader->feed->error, GESTA_ERR_SYNTAX,
                                     "%s: cannot be parsed, nor does the "
                                     "parser say why",
                                     reader->feed->name);
  }
  return reader->status;
}

GestaStatus
gesta_raptor_read(GestaAllocator *allocator, FILE *stream, GestaStringView base,
                  GestaQuadFeed *feed)
{
  assert(allocator && stream && feed && base.size > 0);

  Reader reader = {.allocator = allocator, .feed = feed};
  GestaStatus status = load_library(&reader.raptor, feed->error);
  if (status) {
    return status;
  }
  status = GESTA_ERR_MEMORY;
  raptor_uri *uri = NULL;
  raptor_world *world = reader.raptor.new_world_internal(RAPTOR_VERSION);
  if (!world) {
    goto done;
  }
  reader.raptor.world_set_log_handler(world, &reader, take_message);
  reader.raptor.world_set_generate_bnodeid_handler(world, &reader,
                                                   make_blank_label);
  if (reader.raptor.world_open(world)) {
    goto done;
  }
  reader.parser = reader.raptor.new_parser(world, "rdfxml");
  uri = reader.raptor.new_uri_from_counted_string(
    world, (const unsigned char *)base.data, base.size);
  if (!reader.parser || !uri) {
    goto done;
  }
  reader.raptor.parser_set_statement_handler(reader.parser, &reader,
                                             take_statement);
  reader.raptor.parser_set_namespace_handler(reader.parser, &reader,
                                             take_prefix);
  (void)reader.raptor.parser_set_option(reader.parser, RAPTOR_OPTION_NO_NET,
                                        NULL, 1);
  (void)reader.raptor.parser_set_option(reader.parser, RAPTOR_OPTION_NO_FILE,
                                        NULL, 1);
  (void)reader.raptor.parser_set_option(
    reader.parser, RAPTOR_OPTION_LOAD_EXTERNAL_ENTITIES, NULL, 0);
  if (reader.raptor.parser_parse_start(reader.parser, uri)) {
    goto done;
  }
  status = parse_stream(&reader, stream);

done:
  if (status == GESTA_ERR_MEMORY && reader.status == GESTA_OK) {
    (void)gesta_error_set(feed->error, status, "%s: out of memory", feed->name);
  }
  reader.raptor.free_uri(uri);
  reader.raptor.free_parser(reader.parser);
  reader.raptor.free_world(world);
  return status;
}
