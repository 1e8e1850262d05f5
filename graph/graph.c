// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/graph.h"

#include "graph/graph_state.h"

#include <assert.h>
#include <string.h>

GestaStatus
gesta_graph_fail(const GestaGraph *graph, GestaStatus status, GestaError *error)
{
  return gesta_error_set(error, status, "%s: %s", graph->path,
                         gesta_status_text(status));
}

static GestaStatus
take_quad(GestaQuadSink *self, const GestaQuad *quad)
{
  GestaGraph *graph = ((GestaGraphSink *)self)->graph;
  return gesta_store_add(graph->transaction, quad, NULL);
}

static void
forget_prefixes(GestaGraph *graph)
{
  gesta_prefixes_free(graph->prefixes);
  graph->prefixes = NULL;
}

static GestaStatus
take_prefix(GestaQuadSink *self, GestaStringView prefix, GestaStringView iri)
{
  GestaGraph *graph = ((GestaGraphSink *)self)->graph;
  forget_prefixes(graph);
  return gesta_store_set_prefix(graph->transaction, prefix, iri);
}

GestaStatus
gesta_graph_open(GestaAllocator *allocator, const char *path,
                 GestaOpenMode mode, GestaCancel *cancel, GestaGraph **graph,
                 GestaError *error)
{
  assert(allocator && path && graph);

  const size_t size = strlen(path) + 1;
  GestaGraph *result = gesta_allocate(allocator, 1, sizeof *result);
  char *copy = gesta_allocate(allocator, size, 1);
  GestaStatus status = GESTA_ERR_MEMORY;
  if (!result || !copy) {
    (void)gesta_error_set(error, status, "%s: out of memory", path);
    goto fail;
  }
  memcpy(copy, path, size);
  *result = (GestaGraph){.allocator = allocator,
                         .path = copy,
                         .cancel = cancel,
                         .sink = {{take_quad, take_prefix}, result}};
  status = gesta_store_open(allocator, path, mode, &result->store, error);
  if (status) {
    goto fail;
  }
  *graph = result;
  return GESTA_OK;

fail:
  gesta_release(allocator, copy);
  gesta_release(allocator, result);
  return status;
}

void
gesta_graph_close(GestaGraph *graph)
{
  if (!graph) {
    return;
  }
  gesta_graph_abort(graph);
  forget_prefixes(graph);
  gesta_store_close(graph->store);
  gesta_release(graph->allocator, graph->path);
  gesta_release(graph->allocator, graph);
}

GestaStatus
gesta_graph_begin(GestaGraph *graph, GestaError *error)
{
  assert(graph && !graph->transaction);

  return gesta_transaction_begin(graph->store, true, &graph->transaction,
                                 error);
}

GestaStatus
gesta_graph_commit(GestaGraph *graph, GestaError *error)
{
  assert(graph && graph->transaction);

  GestaTransaction *transaction = graph->transaction;
  graph->transaction = NULL;
  forget_prefixes(graph);
  return gesta_transaction_commit(transaction, error);
}

void
gesta_graph_abort(GestaGraph *graph)
{
  if (graph->transaction) {
    gesta_transaction_abort(graph->transaction);
    graph->transaction = NULL;
    forget_prefixes(graph);
  }
}

GestaQuadSink *
gesta_graph_sink(GestaGraph *graph)
{
  assert(graph && graph->transaction);

  return &graph->sink.sink;
}

GestaStatus
gesta_graph_remove(GestaGraph *graph, GestaStringView iri, uint64_t *count,
                   GestaError *error)
{
  assert(graph && graph->transaction);

  const GestaTerm term = gesta_iri(iri);
  const GestaStatus status = gesta_store_remove_graph(graph->transaction, &term,
                                                      count);
  return status ? gesta_graph_fail(graph, status, error) : GESTA_OK;
}

GestaStatus
gesta_graph_begin_reading(GestaGraph *graph, GestaTransaction **transaction,
                          GestaError *error)
{
  if (graph->transaction) {
    *transaction = graph->transaction;
    return GESTA_OK;
  }
  return gesta_transaction_begin(graph->store, false, transaction, error);
}

void
gesta_graph_end_reading(GestaGraph *graph, GestaTransaction *transaction)
{
  if (transaction != graph->transaction) {
    gesta_transaction_abort(transaction);
  }
}

// The well-known prefixes, then those of the file, which win.
static GestaStatus
read_prefixes(GestaGraph *graph, GestaTransaction *transaction,
              GestaPrefixes **prefixes)
{
  GestaPrefixes *result = NULL;
  GestaStatus status = gesta_prefixes_new(graph->allocator, &result);
  for (size_t i = 0; status == GESTA_OK; ++i) {
    GestaStringView prefix;
    GestaStringView iri;
    status = gesta_store_prefix(transaction, i, &prefix, &iri);
    if (status == GESTA_OK) {
      status = gesta_prefixes_set(result, prefix, iri);
    }
  }
  if (status != GESTA_END) {
    gesta_prefixes_free(result);
    return status;
  }
  *prefixes = result;
  return GESTA_OK;
}

GestaStatus
gesta_graph_prefixes(GestaGraph *graph, const GestaPrefixes **prefixes,
                     GestaError *error)
{
  assert(graph && prefixes);

  if (!graph->prefixes) {
    GestaTransaction *transaction = NULL;
    GestaStatus status = gesta_graph_begin_reading(graph, &transaction, error);
    if (status) {
      return status;
    }
    status = read_prefixes(graph, transaction, &graph->prefixes);
    gesta_graph_end_reading(graph, transaction);
    if (status) {
      return gesta_graph_fail(graph, status, error);
    }
  }
  *prefixes = graph->prefixes;
  return GESTA_OK;
}

GestaStatus
gesta_graph_send_prefixes(const GestaPrefixes *prefixes, GestaQuadSink *sink)
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

GestaStatus
gesta_graph_facts(GestaGraph *graph, GestaStoreFacts *facts, GestaError *error)
{
  assert(graph && facts);

  GestaTransaction *transaction = NULL;
  GestaStatus status = gesta_graph_begin_reading(graph, &transaction, error);
  if (status) {
    return status;
  }
  status = gesta_store_facts(transaction, facts);
  gesta_graph_end_reading(graph, transaction);
  return status ? gesta_graph_fail(graph, status, error) : GESTA_OK;
}

GestaStatus
gesta_graph_version(GestaGraph *graph, uint64_t *version, GestaError *error)
{
  assert(graph && version);

  GestaTransaction *transaction = NULL;
  const GestaStatus status = gesta_graph_begin_reading(graph, &transaction,
                                                       error);
  if (status) {
    return status;
  }
  *version = gesta_transaction_version(transaction);
  gesta_graph_end_reading(graph, transaction);
  return GESTA_OK;
}
