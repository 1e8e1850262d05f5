// SPDX-License-Identifier: GPL-3.0-or-later
// 1. `writing` is NULL outside a transaction.
// 2. `prefixes` is NULL when the graph's own may have changed since they were
//    read.

#include "graph/graph.h"

#include "graph/base/utf8.h"
#include "graph/io/rdf_writer.h"
#include "graph/redland/redland_query.h"

#include <assert.h>
#include <string.h>

typedef struct AddingSink {
  GestaQuadSink base; // first, so that a pointer to it is a pointer to this
  GestaGraph *graph;
} AddingSink;

struct GestaGraph {
  GestaAllocator *allocator; // borrowed
  GestaCancel *cancel;       // borrowed, or NULL
  char *path;
  GestaStore *store;
  GestaTransaction *writing;
  AddingSink sink;
  uint64_t added;
  GestaPrefixes *prefixes;
};

static GestaStatus
add_quad(GestaQuadSink *self, const GestaQuad *quad)
{
  GestaGraph *graph = ((AddingSink *)self)->graph;
  bool added = false;
  const GestaStatus status = gesta_store_add(graph->writing, quad, &added);
  if (status == GESTA_OK && added) {
    ++graph->added;
  }
  return status;
}

static void
forget_prefixes(GestaGraph *graph)
{
  gesta_prefixes_free(graph->prefixes);
  graph->prefixes = NULL;
}

static GestaStatus
add_prefix(GestaQuadSink *self, GestaStringView prefix, GestaStringView iri)
{
  GestaGraph *graph = ((AddingSink *)self)->graph;
  forget_prefixes(graph);
  return gesta_store_set_prefix(graph->writing, prefix, iri);
}

GestaStatus
gesta_graph_open(GestaAllocator *allocator, const char *path,
                 GestaOpenMode mode, GestaCancel *cancel, GestaGraph **graph,
                 GestaError *error)
{
  assert(allocator && path && graph);

  const size_t size = strlen(path) + 1;
  GestaGraph *opened = gesta_allocate(allocator, 1, sizeof *opened);
  char *copy = gesta_allocate(allocator, size, 1);
  if (!opened || !copy) {
    gesta_release(allocator, opened);
    gesta_release(allocator, copy);
    return gesta_error_set(error, GESTA_ERR_MEMORY, "out of memory");
  }
  memcpy(copy, path, size);
  *opened = (GestaGraph){.allocator = allocator,
                         .cancel = cancel,
                         .path = copy,
                         .sink = {{add_quad, add_prefix}, opened}};
  const GestaStatus status = gesta_store_open(allocator, path, mode,
                                              &opened->store, error);
  if (status) {
    gesta_graph_close(opened);
    return status;
  }
  *graph = opened;
  return GESTA_OK;
}

void
gesta_graph_close(GestaGraph *graph)
{
  if (graph) {
    GestaAllocator *allocator = graph->allocator;
    gesta_graph_abort(graph);
    gesta_store_close(graph->store);
    gesta_prefixes_free(graph->prefixes);
    gesta_release(allocator, graph->path);
    gesta_release(allocator, graph);
  }
}

GestaStatus
gesta_graph_begin(GestaGraph *graph, GestaError *error)
{
  assert(!graph->writing);

  graph->added = 0;
  return gesta_transaction_begin(graph->store, true, &graph->writing, error);
}

GestaStatus
gesta_graph_commit(GestaGraph *graph, GestaError *error)
{
  assert(graph->writing);

  GestaTransaction *const transaction = graph->writing;
  graph->writing = NULL;
  return gesta_transaction_commit(transaction, error);
}

void
gesta_graph_abort(GestaGraph *graph)
{
  gesta_transaction_abort(graph->writing);
  graph->writing = NULL;
  forget_prefixes(graph);
}

GestaQuadSink *
gesta_graph_sink(GestaGraph *graph)
{
  assert(graph->writing);
  return &graph->sink.base;
}

uint64_t
gesta_graph_added(const GestaGraph *graph)
{
  return graph->added;
}

GestaStatus
gesta_graph_remove(GestaGraph *graph, GestaStringView iri, uint64_t *count,
                   GestaError *error)
{
  assert(graph->writing);

  const GestaTerm name = gesta_iri(iri);
  const GestaStatus status = gesta_store_remove_graph(graph->writing, &name,
                                                      count);
  return status ? gesta_error_set(error, status,
                                  "%s: the graph cannot be removed: %s",
                                  graph->path, gesta_status_text(status))
                : GESTA_OK;
}

// Read in the transaction at hand, or in a snapshot to be ended with
// gesta_transaction_abort().
static GestaStatus
begin_reading(GestaGraph *graph, GestaTransaction **reading,
              GestaTransaction **snapshot, GestaError *error)
{
  *snapshot = NULL;
  if (!graph->writing) {
    const GestaStatus status = gesta_transaction_begin(graph->store, false,
                                                       snapshot, error);
    if (status) {
      return status;
    }
  }
  *reading = graph->writing ? graph->writing : *snapshot;
  return GESTA_OK;
}

static GestaStatus
read_prefixes(GestaGraph *graph, GestaTransaction *reading,
              GestaPrefixes *prefixes)
{
  (void)graph;
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; status == GESTA_OK; ++i) {
    GestaStringView prefix;
    GestaStringView iri;
    status = gesta_store_prefix(reading, i, &prefix, &iri);
    if (status == GESTA_OK) {
      status = gesta_prefixes_set(prefixes, prefix, iri);
    }
  }
  return status == GESTA_END ? GESTA_OK : status;
}

GestaStatus
gesta_graph_prefixes(GestaGraph *graph, const GestaPrefixes **prefixes,
                     GestaError *error)
{
  assert(graph && prefixes);

  if (!graph->prefixes) {
    GestaTransaction *reading = NULL;
    GestaTransaction *snapshot = NULL;
    GestaStatus status = begin_reading(graph, &reading, &snapshot, error);
    if (status) {
      return status;
    }
    GestaPrefixes *made = NULL;
    status = gesta_prefixes_new(graph->allocator, &made);
    if (status == GESTA_OK) {
      status = read_prefixes(graph, reading, made);
    }
    gesta_transaction_abort(snapshot);
    if (status) {
      gesta_prefixes_free(made);
      return gesta_error_set(error, status,
                             "%s: its prefixes cannot be read: %s", graph->path,
                             gesta_status_text(status));
    }
    graph->prefixes = made;
  }
  *prefixes = graph->prefixes;
  return GESTA_OK;
}

GestaStatus
gesta_graph_facts(GestaGraph *graph, GestaStoreFacts *facts, GestaError *error)
{
  assert(graph && facts);

  GestaTransaction *reading = NULL;
  GestaTransaction *snapshot = NULL;
  GestaStatus status = begin_reading(graph, &reading, &snapshot, error);
  if (status) {
    return status;
  }
  status = gesta_store_facts(reading, facts);
  gesta_transaction_abort(snapshot);
  return status ? gesta_error_set(error, status, "%s: cannot be counted: %s",
                                  graph->path, gesta_status_text(status))
                : GESTA_OK;
}

static GestaStatus
send_prefixes(const GestaPrefixes *prefixes, GestaQuadSink *sink)
{
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; status == GESTA_OK && i < gesta_prefixes_count(prefixes);
       ++i) {
    GestaStringView prefix;
    GestaStringView iri;
    gesta_prefixes_get(prefixes, i, &prefix, &iri);
    status = gesta_sink_prefix(sink, prefix, iri);
  }
  return status;
}

// What an export sends, and how.
typedef struct Sending {
  GestaGraph *graph;
  GestaTransaction *reading;
  GestaArena arena; // of the terms of one quad
  GestaQuadSink *sink;
  bool keeps_graphs;
} Sending;

static GestaStatus
send_quad(Sending *sending, const GestaQuadIds *ids)
{
  GestaQuad quad = {.graph = {.kind = GESTA_TERM_NONE}};
  GestaTerm *const terms[] = {&quad.subject, &quad.predicate, &quad.object,
                              &quad.graph};
  const GestaTermId id[] = {ids->subject, ids->predicate, ids->object,
                            sending->keeps_graphs ? ids->graph : GESTA_NO_TERM};
  gesta_arena_reset(&sending->arena);
  for (size_t i = 0; i < 4; ++i) {
    if (id[i] == GESTA_NO_TERM) {
      continue;
    }
    const GestaStatus status = gesta_store_term(sending->reading, id[i],
                                                &sending->arena, terms[i]);
    if (status) {
      return status;
    }
  }
  return gesta_sink_quad(sending->sink, &quad);
}

// Send what a scope holds, each triple once where graphs are not kept.
static GestaStatus
send_scope(Sending *sending, GestaGraphScope scope, GestaTermId graph)
{
  const GestaQuadIds any = {.graph = graph};
  GestaQuadCursor *cursor = NULL;
  GestaStatus status = gesta_store_find(sending->reading, &any, scope, &cursor);
  if (status) {
    return status;
  }
  GestaQuadIds last = {0};
  for (;;) {
    GestaQuadIds ids;
    status = gesta_cancelled(sending->graph->cancel)
               ? GESTA_ERR_CANCELLED
               : gesta_quad_cursor_next(cursor, &ids);
    if (status) {
      break;
    }
    const bool is_again = ids.subject == last.subject
                          && ids.predicate == last.predicate
                          && ids.object == last.object;
    if (sending->keeps_graphs || !is_again) {
      status = send_quad(sending, &ids);
    }
    if (status) {
      break;
    }
    last = ids;
  }
  gesta_quad_cursor_close(cursor);
  return status == GESTA_END ? GESTA_OK : status;
}

// The default graph, then the named ones in the order of their ids.
static GestaStatus
send_all_graphs(Sending *sending)
{
  GestaTermId graph = GESTA_NO_TERM;
  GestaStatus status = send_scope(sending, GESTA_SCOPE_ONE, graph);
  if (status == GESTA_OK) {
    status = gesta_store_next_graph(sending->reading, &graph);
  }
  while (status == GESTA_OK) {
    status = send_scope(sending, GESTA_SCOPE_ONE, graph);
    if (status == GESTA_OK) {
      status = gesta_store_next_graph(sending->reading, &graph);
    }
  }
  return status == GESTA_END ? GESTA_OK : status;
}

// Whether a named graph holds a quad.
static bool
has_graph(Sending *sending, GestaTermId graph)
{
  GestaTermId found = graph - 1;
  return gesta_store_next_graph(sending->reading, &found) == GESTA_OK
         && found == graph;
}

static GestaStatus
send_quads(Sending *sending, GestaStringView graph_iri, GestaError *error)
{
  GestaStatus status = GESTA_OK;
  if (graph_iri.size > 0) {
    const GestaTerm name = gesta_iri(graph_iri);
    GestaTermId id = GESTA_NO_TERM;
    status = gesta_store_find_term(sending->reading, &name, &id);
    if (status == GESTA_NOT_FOUND
        || (status == GESTA_OK && !has_graph(sending, id))) {
      return gesta_error_set(error, GESTA_NOT_FOUND, "%s: has no graph <%.*s>",
                             sending->graph->path, (int)graph_iri.size,
                             graph_iri.data);
    }
    if (status == GESTA_OK) {
      status = send_scope(sending, GESTA_SCOPE_ONE, id);
    }
  } else if (sending->keeps_graphs) {
    status = send_all_graphs(sending);
  } else {
    status = send_scope(sending, GESTA_SCOPE_ALL, GESTA_NO_TERM);
  }
  return status ? gesta_error_set(error, status, "the export failed: %s",
                                  gesta_status_text(status))
                : GESTA_OK;
}

GestaStatus
gesta_graph_export(GestaGraph *graph, GestaStringView format,
                   GestaStringView graph_iri, GestaOutput *output,
                   GestaError *error)
{
  assert(graph && output);

  GestaTransaction *snapshot = NULL;
  GestaRdfWriter *writer = NULL;
  const GestaPrefixes *prefixes = NULL;
  Sending sending = {.graph = graph};
  gesta_arena_init(&sending.arena, graph->allocator);
  GestaStatus status = gesta_graph_prefixes(graph, &prefixes, error);
  if (status) {
    goto done;
  }
  status = gesta_rdf_writer_open(graph->allocator, format, output, &writer,
                                 error);
  if (status) {
    goto done;
  }
  (void)gesta_rdf_writer_knows(format, &sending.keeps_graphs);
  sending.sink = gesta_rdf_writer_sink(writer);
  status = begin_reading(graph, &sending.reading, &snapshot, error);
  if (status) {
    goto done;
  }
  status = send_prefixes(prefixes, sending.sink);
  if (status == GESTA_OK) {
    status = send_quads(&sending, graph_iri, error);
  }
  if (status != GESTA_NOT_FOUND && status != GESTA_ERR_CANCELLED) {
    // The writer knows best what failed in it.
    const GestaStatus written = gesta_rdf_writer_finish(writer, error);
    status = written ? written : status;
  }

done:
  gesta_transaction_abort(snapshot);
  gesta_rdf_writer_close(writer);
  gesta_arena_clear(&sending.arena);
  return status;
}

// A query on its way to its answer.
typedef struct Asking {
  GestaGraph *graph;
  const GestaQueryOptions *options;
  const GestaPrefixes *prefixes;
  GestaRedlandQuery *query;
  GestaOutput *output;
  uint64_t row_count;
} Asking;

static GestaStatus
refuse_format(const Asking *asking, const char *form, const char *fitting,
              GestaError *error)
{
  return gesta_error_set(error, GESTA_ERR_INPUT,
                         "the format %.*s does not fit %s: use %s",
                         (int)asking->options->format.size,
                         asking->options->format.data, form, fitting);
}

// The format of rows and booleans; the table if none is named.
static GestaStatus
choose_results_format(const Asking *asking, const char *form,
                      GestaResultsOptions *options, GestaError *error)
{
  *options = (GestaResultsOptions){GESTA_RESULTS_TABLE, asking->prefixes,
                                   asking->options->width};
  if (asking->options->format.size == 0) {
    return GESTA_OK;
  }
  return gesta_results_format(asking->options->format, &options->format)
           ? refuse_format(asking, form, "table, csv, tsv, json or xml", error)
           : GESTA_OK;
}

static GestaStatus
write_rows(Asking *asking, GestaResultsWriter *writer, GestaTerm *row,
           GestaError *error)
{
  GestaStatus status = GESTA_OK;
  for (;;) {
    status = gesta_redland_query_next(asking->query, row, error);
    if (status) {
      break;
    }
    status = gesta_results_writer_row(writer, row);
    if (status) {
      return gesta_error_set(error, status, "the answer cannot be written: %s",
                             gesta_status_text(status));
    }
    ++asking->row_count;
  }
  if (status != GESTA_END) {
    return status;
  }
  status = gesta_results_writer_finish(writer);
  return status
           ? gesta_error_set(error, status, "the answer cannot be written: %s",
                             gesta_status_text(status))
           : GESTA_OK;
}

static GestaStatus
answer_rows(Asking *asking, GestaError *error)
{
  GestaAllocator *allocator = asking->graph->allocator;
  const size_t width = gesta_redland_query_width(asking->query);
  GestaResultsWriter *writer = NULL;
  GestaTerm *row = NULL;
  GestaStringView *variables = NULL;
  GestaResultsOptions options;
  GestaStatus status = choose_results_format(asking, "a SELECT", &options,
                                             error);
  if (status) {
    return status;
  }
  row = gesta_allocate(allocator, width + 1, sizeof *row);
  variables = gesta_allocate(allocator, width + 1, sizeof *variables);
  if (!row || !variables) {
    status = gesta_error_set(error, GESTA_ERR_MEMORY, "out of memory");
    goto done;
  }
  for (size_t i = 0; i < width; ++i) {
    variables[i] = gesta_redland_query_variable(asking->query, i);
  }
  status = gesta_results_writer_open(allocator, &options, variables, width,
                                     asking->output, &writer);
  if (status) {
    status = gesta_error_set(error, status, "the answer cannot be written: %s",
                             gesta_status_text(status));
    goto done;
  }
  status = write_rows(asking, writer, row, error);

done:
  gesta_results_writer_close(writer);
  gesta_release(allocator, variables);
  gesta_release(allocator, row);
  return status;
}

static GestaStatus
answer_boolean(Asking *asking, GestaError *error)
{
  GestaResultsOptions options;
  GestaStatus status = choose_results_format(asking, "an ASK", &options, error);
  if (status == GESTA_OK) {
    status = gesta_results_write_boolean(
      &options, gesta_redland_query_boolean(asking->query), asking->output);
    if (status) {
      (void)gesta_error_set(error, status, "the answer cannot be written: %s",
                            gesta_status_text(status));
    }
  }
  asking->row_count = 1;
  return status;
}

typedef struct CountingSink {
  GestaQuadSink base; // first, so that a pointer to it is a pointer to this
  GestaQuadSink *next;
  uint64_t count;
} CountingSink;

static GestaStatus
count_quad(GestaQuadSink *self, const GestaQuad *quad)
{
  CountingSink *counting = (CountingSink *)self;
  ++counting->count;
  return gesta_sink_quad(counting->next, quad);
}

static GestaStatus
answer_quads(Asking *asking, GestaError *error)
{
  GestaStringView format = asking->options->format;
  bool keeps_graphs = false;
  if (format.size == 0) {
    format = gesta_view("ttl");
  }
  if (!gesta_rdf_writer_knows(format, &keeps_graphs)) {
    return refuse_format(asking, "a CONSTRUCT", "ttl, trig, nt, nq or rdfxml",
                         error);
  }
  GestaRdfWriter *writer = NULL;
  GestaStatus status = gesta_rdf_writer_open(asking->graph->allocator, format,
                                             asking->output, &writer, error);
  if (status) {
    return status;
  }
  CountingSink sink = {{count_quad, NULL}, gesta_rdf_writer_sink(writer), 0};
  status = send_prefixes(asking->prefixes, sink.next);
  if (status == GESTA_OK) {
    status = gesta_redland_query_quads(asking->query, &sink.base, error);
  }
  if (status != GESTA_ERR_CANCELLED) {
    const GestaStatus written = gesta_rdf_writer_finish(writer, error);
    status = written ? written : status;
  }
  asking->row_count = sink.count;
  gesta_rdf_writer_close(writer);
  return status;
}

static GestaStatus
answer(Asking *asking, GestaError *error)
{
  switch (gesta_redland_query_kind(asking->query)) {
  case GESTA_ANSWER_ROWS:
    return answer_rows(asking, error);
  case GESTA_ANSWER_BOOLEAN:
    return answer_boolean(asking, error);
  case GESTA_ANSWER_QUADS:
    return answer_quads(asking, error);
  }
  assert(!"a kind of answer");
  return GESTA_ERR_INPUT;
}

// A place in the text with the added prefixes is a place in the user's text.
static void
correct_column(GestaError *error, GestaStringView sent, size_t added)
{
  if (error && error->line == 1 && error->column > 0) {
    const size_t shift = gesta_utf8_length((GestaStringView){sent.data, added});
    error->column -= shift < error->column ? shift : error->column - 1;
  }
}

GestaStatus
gesta_graph_query(GestaGraph *graph, GestaStringView text,
                  const GestaQueryOptions *options, GestaOutput *output,
                  GestaQueryFacts *facts, GestaError *error)
{
  assert(graph && options && output);

  Asking asking = {.graph = graph, .options = options, .output = output};
  GestaTextBuffer sent;
  size_t added = 0;
  gesta_text_buffer_init(&sent, graph->allocator);
  GestaStatus status = gesta_graph_prefixes(graph, &asking.prefixes, error);
  if (status) {
    goto done;
  }
  status = gesta_prefixes_declare(asking.prefixes, text, &sent, &added);
  if (status) {
    status = gesta_error_set(error, status, "the query: %s",
                             gesta_status_text(status));
    goto done;
  }
  status = gesta_redland_query_open(
    graph->allocator, graph->path, gesta_text_buffer_view(&sent), options->base,
    graph->cancel, &asking.query, error);
  if (status) {
    correct_column(error, gesta_text_buffer_view(&sent), added);
    goto done;
  }
  status = answer(&asking, error);
  if (status == GESTA_OK && facts) {
    facts->row_count = asking.row_count;
  }

done:
  gesta_redland_query_close(asking.query);
  gesta_text_buffer_clear(&sent);
  return status;
}
