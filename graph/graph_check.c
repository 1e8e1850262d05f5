// SPDX-License-Identifier: GPL-3.0-or-later
// Requests before they are answered: parsed, to tell what is wrong, and to know
// which documents a query is about.
#include "graph/graph_state.h"
#include "graph/sparql/parameters.h"
#include "graph/sparql/parser.h"

#include <assert.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

static GestaStatus
parse(GestaRequestKind kind, GestaStringView text,
      const GestaParserOptions *options, GestaArena *arena,
      GestaRequest *request, GestaError *error)
{
  switch (kind) {
  case GESTA_REQUEST_QUERY:
    return gesta_parse_query(text, options, arena, request, error);
  case GESTA_REQUEST_UPDATE:
    return gesta_parse_update(text, options, arena, request, error);
  }
  return GESTA_OK;
}

// Whether a warning misses a binding that a parameter gives.
static bool
is_answered(const GestaWarning *warning, const GestaRequest *request,
            const GestaQueryOptions *options)
{
  bool is_given = false;
  for (size_t i = 0; warning->variable != GESTA_NO_VARIABLE && !is_given
                     && i < options->parameter_count;
       ++i) {
    is_given = gesta_view_equal(
      options->parameters[i].name,
      request->variables.names[warning->variable].name);
  }
  return is_given;
}

// Tell the warnings of a request to whoever wants to know.
static void
warn(const GestaRequest *request, const GestaQueryOptions *options)
{
  if (!options->warn) {
    return;
  }
  for (const GestaWarning *warning = request->warnings; warning;
       warning = warning->next) {
    if (is_answered(warning, request, options)) {
      continue;
    }
    GestaError told;
    (void)gesta_error_set_at(&told, GESTA_OK, warning->place.line,
                             warning->place.column, "%.*s",
                             (int)warning->message.size, warning->message.data);
    options->warn(options->warn_context, &told);
  }
}

GestaStatus
gesta_graph_parse(GestaRequestKind kind, GestaStringView text,
                  const GestaQueryOptions *options,
                  const GestaPrefixes *prefixes, GestaArena *arena,
                  GestaRequest *request, GestaError *error)
{
  const GestaParserOptions how = {.base = options->base, .prefixes = prefixes};
  GestaStatus status = parse(kind, text, &how, arena, request, error);
  for (size_t i = 0; !status && i < options->parameter_count; ++i) {
    const GestaParameter *const parameter = &options->parameters[i];
    if (parameter->is_spare
        && gesta_request_find_variable(request, parameter->name)
             == GESTA_NO_VARIABLE) {
      continue;
    }
    status = gesta_request_bind(request, parameter->name, &parameter->term,
                                arena, error);
  }
  if (!status) {
    warn(request, options);
  }
  return status;
}

GestaStatus
gesta_graph_check(GestaGraph *graph, GestaRequestKind kind,
                  GestaStringView text, const GestaQueryOptions *options,
                  GestaError *error)
{
  assert(options);

  GestaAllocator *const allocator = graph ? graph->allocator
                                          : gesta_default_allocator();
  GestaPrefixes *known = NULL;
  GestaParserOptions how = {.base = options->base};
  GestaStatus status = GESTA_OK;
  if (graph) {
    status = gesta_graph_prefixes(graph, &how.prefixes, error);
  } else {
    status = gesta_prefixes_new(allocator, &known);
    how.prefixes = known;
    if (status) {
      (void)gesta_error_set(error, status, "%s", gesta_status_text(status));
    }
  }
  GestaArena arena;
  gesta_arena_init(&arena, allocator);
  if (!status) {
    GestaRequest request;
    status = parse(kind, text, &how, &arena, &request, error);
    if (!status) {
      warn(&request, options);
    }
  }
  gesta_arena_clear(&arena);
  gesta_prefixes_free(known);
  return status;
}

// ---- The documents of FROM --------------------------------------------------

static int
read_hex(char digit)
{
  if (digit >= '0' && digit <= '9') {
    return digit - '0';
  }
  const char small = (char)(digit | 0x20);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

bool
gesta_graph_file_path(GestaStringView iri, char *path, size_t room)
{
  static const char scheme[] = "file://";
  if (iri.size <= strlen(scheme)
      || memcmp(iri.data, scheme, strlen(scheme)) != 0
      || iri.data[strlen(scheme)] != '/') {
    return false;
  }
  size_t size = 0;
  for (size_t at = strlen(scheme); at < iri.size; ++at) {
    char byte = iri.data[at];
    if (byte == '%' && at + 2 < iri.size) {
      const int high = read_hex(iri.data[at + 1]);
      const int low = read_hex(iri.data[at + 2]);
      byte = high >= 0 && low >= 0 ? (char)(high * 16 + low) : '\0';
      at += 2;
    }
    if (byte == '\0' || size + 1 >= room) {
      return false;
    }
    path[size++] = byte;
  }
  path[size] = '\0';
  return true;
}

// Whether a named graph holds a quad.
static GestaStatus
holds_graph(GestaGraph *graph, GestaStringView iri, bool *holds)
{
  const GestaTerm term = gesta_iri(iri);
  GestaQuadIds pattern = {0};
  GestaStatus status = gesta_store_find_term(graph->transaction, &term,
                                             &pattern.graph);
  *holds = false;
  if (status) {
    return status == GESTA_NOT_FOUND ? GESTA_OK : status;
  }
  GestaQuadCursor *cursor = NULL;
  status = gesta_store_find(graph->transaction, &pattern, GESTA_SCOPE_ONE,
                            &cursor);
  if (!status) {
    GestaQuadIds ids;
    status = gesta_quad_cursor_next(cursor, &ids);
    *holds = status == GESTA_OK;
  }
  gesta_quad_cursor_close(cursor);
  return status == GESTA_END ? GESTA_OK : status;
}

static GestaStatus
read_clause(GestaGraph *graph, GestaStringView iri, GestaError *error)
{
  char path[PATH_MAX];
  if (!gesta_graph_file_path(iri, path, sizeof path)) {
    return GESTA_OK;
  }
  bool holds = false;
  const GestaStatus status = holds_graph(graph, iri, &holds);
  if (status) {
    return gesta_graph_fail(graph, status, error);
  }
  if (holds) {
    return GESTA_OK;
  }
  const GestaReadOptions how = {.base = iri,
                                .graph = gesta_iri(iri),
                                .cancel = graph->cancel,
                                .by_name = true};
  return gesta_graph_read_file(graph, path, &how, error);
}

GestaStatus
gesta_graph_read_dataset(GestaGraph *graph, GestaStringView query,
                         GestaStringView base, GestaError *error)
{
  assert(graph && graph->transaction);

  GestaArena arena;
  gesta_arena_init(&arena, graph->allocator);
  GestaRequest request;
  GestaParserOptions how = {.base = base};
  GestaStatus status = gesta_graph_prefixes(graph, &how.prefixes, error);
  if (!status) {
    status = gesta_parse_query(query, &how, &arena, &request, error);
  }
  if (!status) {
    for (const GestaDatasetClause *clause = request.dataset; !status && clause;
         clause = clause->next) {
      status = read_clause(graph, clause->iri, error);
    }
  }
  gesta_arena_clear(&arena);
  return status;
}
