// SPDX-License-Identifier: GPL-3.0-or-later
// An update request is one transaction: all of its operations, or none.
#include "graph/base/bounded_allocator.h"
#include "graph/base/clock.h"
#include "graph/eval/update.h"
#include "graph/graph_state.h"

#include <assert.h>

typedef struct Change {
  GestaGraph *graph;
  const GestaQueryOptions *options;
  GestaBoundedAllocator memory;
  GestaArena arena;
  GestaRequest request;
  GestaError *error;
} Change;

static GestaStatus
parse(Change *change, GestaStringView text)
{
  const GestaQueryOptions *const options = change->options;
  const GestaPrefixes *prefixes = NULL;
  const GestaStatus status = gesta_graph_prefixes(change->graph, &prefixes,
                                                  change->error);
  return status
           ? status
           : gesta_graph_parse(GESTA_REQUEST_UPDATE, text, options, prefixes,
                               &change->arena, &change->request, change->error);
}

// Carry it out in the graph's transaction.
static GestaStatus
execute(Change *change)
{
  const GestaQueryOptions *const options = change->options;
  GestaGraph *const graph = change->graph;
  GestaRemote remote = {graph, options};
  const GestaUpdateOptions how = {
    .evaluation =
      {
        .transaction = graph->transaction,
        .dataset.kind = options->strict_default_graph ? GESTA_DEFAULT_STRICT
                                                      : GESTA_DEFAULT_UNION,
        .cancel = graph->cancel,
        .timeout = options->timeout,
        .service = options->allow_network ? gesta_graph_ask_service : NULL,
        .service_context = &remote,
      },
    .load = gesta_graph_load_document,
    .load_context = &remote,
  };
  return gesta_update_execute(&change->memory.allocator, &change->request, &how,
                              change->error);
}

// Describe a failure that has no message, or was one of a limit.
static GestaStatus
fail(const Change *change, GestaStatus status)
{
  GestaError *const error = change->error;
  if (change->memory.has_refused
      && (status == GESTA_ERR_MEMORY || status == GESTA_ERR_TOO_LARGE)) {
    return gesta_error_set(error, GESTA_ERR_TOO_LARGE,
                           "the update needs more than %zu bytes (--memory): "
                           "change less at once, or allow more",
                           change->options->memory);
  }
  if (error->status == status && error->message[0]) {
    return status;
  }
  return gesta_graph_fail(change->graph, status, error);
}

GestaStatus
gesta_graph_update(GestaGraph *graph, GestaStringView text,
                   const GestaQueryOptions *options, GestaUpdateFacts *facts,
                   GestaError *error)
{
  assert(graph && options && !graph->transaction);

  GestaError reason = {.status = GESTA_OK};
  Change change = {.graph = graph, .options = options, .error = &reason};
  gesta_bounded_allocator_init(&change.memory, graph->allocator,
                               options->memory);
  gesta_arena_init(&change.arena, &change.memory.allocator);
  uint64_t times[3] = {gesta_clock(), 0, 0};
  GestaStatus status = parse(&change, text);
  times[1] = gesta_clock();
  if (!status) {
    status = gesta_graph_begin(graph, &reason);
  }
  if (!status) {
    status = execute(&change);
    if (!status) {
      status = gesta_graph_commit(graph, &reason);
    } else {
      gesta_graph_abort(graph);
    }
  }
  times[2] = gesta_clock();
  if (status) {
    status = fail(&change, status);
  }
  gesta_arena_clear(&change.arena);
  GestaStoreFacts counts = {0};
  if (!status && facts) {
    status = gesta_graph_facts(graph, &counts, &reason);
  }
  if (status && error) {
    *error = reason;
  }
  if (!status && facts) {
    *facts = (GestaUpdateFacts){
      .quad_count = counts.quad_count,
      .parse_seconds = gesta_clock_seconds(times[0], times[1]),
      .execute_seconds = gesta_clock_seconds(times[1], times[2])};
  }
  return status;
}
