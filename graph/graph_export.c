// SPDX-License-Identifier: GPL-3.0-or-later
// Ids are given out as terms first appear, so the order of ids is the order in
// which the file was written: by graph (the default graph first), subject,
// predicate, object.
#include "graph/graph_state.h"
#include "graph/io/rdf_writer.h"

#include <assert.h>

enum { SLOTS = 4 };

// A term that is looked up only when its id differs from the quad before.
typedef struct Slot {
  GestaTermId id;
  GestaArena arena;
  GestaTerm term;
} Slot;

typedef struct Export {
  GestaGraph *graph;
  GestaTransaction *transaction;
  GestaQuadSink *sink;
  bool keeps_graphs;
  Slot slots[SLOTS];
  GestaQuadIds last; ///< the quad before
} Export;

static GestaStatus
load_term(Export *export, size_t index, GestaTermId id)
{
  Slot *slot = &export->slots[index];
  if (id == slot->id) {
    return GESTA_OK;
  }
  gesta_arena_reset(&slot->arena);
  const GestaStatus status = gesta_store_term(export->transaction, id,
                                              &slot->arena, &slot->term);
  slot->id = status ? GESTA_NO_TERM : id;
  return status;
}

static GestaStatus
send_ids(Export *export, const GestaQuadIds *ids)
{
  GestaStatus status = load_term(export, 0, ids->subject);
  if (status == GESTA_OK) {
    status = load_term(export, 1, ids->predicate);
  }
  if (status == GESTA_OK) {
    status = load_term(export, 2, ids->object);
  }
  const bool named = export->keeps_graphs && ids->graph != GESTA_NO_TERM;
  if (status == GESTA_OK && named) {
    status = load_term(export, 3, ids->graph);
  }
  if (status) {
    return status;
  }
  const GestaQuad quad = {
    export->slots[0].term, export->slots[1].term, export->slots[2].term,
    named ? export->slots[3].term : (GestaTerm){.kind = GESTA_TERM_NONE}};
  return gesta_sink_quad(export->sink, &quad);
}

// Without graph names the same triple of two graphs is sent once; the two come
// together.
static bool
is_repeated(const Export *export, const GestaQuadIds *ids)
{
  return !export->keeps_graphs && ids->subject == export->last.subject
         && ids->predicate == export->last.predicate
         && ids->object == export->last.object;
}

static GestaStatus
send_matches(Export *export, const GestaQuadIds *pattern, GestaGraphScope scope,
             uint64_t *count)
{
  GestaQuadCursor *cursor = NULL;
  GestaStatus status = gesta_store_find(export->transaction, pattern, scope,
                                        &cursor);
  while (status == GESTA_OK) {
    GestaQuadIds ids;
    status = gesta_cancelled(export->graph->cancel)
               ? GESTA_ERR_CANCELLED
               : gesta_quad_cursor_next(cursor, &ids);
    if (status == GESTA_OK && !is_repeated(export, &ids)) {
      status = send_ids(export, &ids);
      export->last = ids;
      ++*count;
    }
  }
  gesta_quad_cursor_close(cursor);
  return status == GESTA_END ? GESTA_OK : status;
}

static GestaStatus
send_all(Export *export)
{
  GestaQuadIds pattern = {0};
  uint64_t count = 0;
  if (!export->keeps_graphs) {
    return send_matches(export, &pattern, GESTA_SCOPE_ALL, &count);
  }
  GestaStatus status = GESTA_OK;
  while (status == GESTA_OK) {
    status = send_matches(export, &pattern, GESTA_SCOPE_ONE, &count);
    if (status == GESTA_OK) {
      status = gesta_store_next_graph(export->transaction, &pattern.graph);
    }
  }
  return status == GESTA_END ? GESTA_OK : status;
}

static GestaStatus
send_one(Export *export, GestaStringView iri)
{
  const GestaTerm term = gesta_iri(iri);
  GestaQuadIds pattern = {0};
  GestaStatus status = gesta_store_find_term(export->transaction, &term,
                                             &pattern.graph);
  uint64_t count = 0;
  if (status == GESTA_OK) {
    status = send_matches(export, &pattern, GESTA_SCOPE_ONE, &count);
  }
  return status == GESTA_OK && count == 0 ? GESTA_NOT_FOUND : status;
}

static GestaStatus
export_to_writer(Export *export, GestaRdfWriter *writer,
                 GestaStringView graph_iri, GestaError *error)
{
  GestaGraph *graph = export->graph;
  const GestaPrefixes *prefixes;
  GestaStatus status = gesta_graph_prefixes(graph, &prefixes, error);
  if (status) {
    return status;
  }
  export->sink = gesta_rdf_writer_sink(writer);
  status = gesta_graph_send_prefixes(prefixes, export->sink);
  if (status == GESTA_OK) {
    status = graph_iri.size > 0 ? send_one(export, graph_iri)
                                : send_all(export);
  }
  if (status == GESTA_NOT_FOUND) {
    return gesta_error_set(
      error, status, "%s: there is no graph <%.*s>", graph->path,
      (int)(graph_iri.size < 200 ? graph_iri.size : 200), graph_iri.data);
  }
  if (status == GESTA_ERR_CANCELLED) {
    return gesta_graph_fail(graph, status, error);
  }
  // The writer knows best what was wrong, if it was the writer.
  GestaError reason = {.status = GESTA_OK};
  const GestaStatus finished = gesta_rdf_writer_finish(writer, &reason);
  if (status && finished != status) {
    return gesta_graph_fail(graph, status, error);
  }
  if (finished && error) {
    *error = reason;
  }
  return finished;
}

GestaStatus
gesta_graph_export(GestaGraph *graph, GestaStringView format,
                   GestaStringView graph_iri, GestaOutput *output,
                   GestaError *error)
{
  assert(graph && output);

  Export export = {.graph = graph};
  GestaRdfWriter *writer = NULL;
  GestaStatus status = gesta_rdf_writer_open(graph->allocator, format, output,
                                             &writer, error);
  if (status) {
    return status;
  }
  (void)gesta_rdf_writer_knows(format, &export.keeps_graphs);
  for (size_t i = 0; i < SLOTS; ++i) {
    gesta_arena_init(&export.slots[i].arena, graph->allocator);
  }
  status = gesta_graph_begin_reading(graph, &export.transaction, error);
  if (status == GESTA_OK) {
    status = export_to_writer(&export, writer, graph_iri, error);
    gesta_graph_end_reading(graph, export.transaction);
  }
  for (size_t i = 0; i < SLOTS; ++i) {
    gesta_arena_clear(&export.slots[i].arena);
  }
  gesta_rdf_writer_close(writer);
  return status;
}
