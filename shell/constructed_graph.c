// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/constructed_graph.h"

#include <assert.h>

typedef struct Filling {
  GestaRowSink sink; // first, so that a pointer to it is a pointer to this
  GestaQuadSink *quads;
  GestaError reason; // of refusing the query
} Filling;

static GestaStatus
refuse_query(Filling *filling)
{
  return gesta_error_set(&filling->reason, GESTA_ERR_INPUT,
                         "expected a CONSTRUCT or DESCRIBE, whose answer is "
                         "triples");
}

// A CONSTRUCT or DESCRIBE has these columns.
static GestaStatus
take_variables(GestaRowSink *self, const GestaStringView *names, size_t count)
{
  static const char *const expected[] = {"subject", "predicate", "object"};
  bool fits = count == 3;
  for (size_t i = 0; fits && i < count; ++i) {
    fits = gesta_view_equal(names[i], gesta_view(expected[i]));
  }
  return fits ? GESTA_OK : refuse_query((Filling *)self);
}

static GestaStatus
take_row(GestaRowSink *self, const GestaTerm *row)
{
  Filling *const filling = (Filling *)self;
  const bool is_triple = (row[0].kind == GESTA_TERM_IRI
                          || row[0].kind == GESTA_TERM_BLANK)
                         && row[1].kind == GESTA_TERM_IRI
                         && row[2].kind != GESTA_TERM_NONE;
  if (!is_triple) { // of a SELECT with the same variables
    return refuse_query(filling);
  }
  const GestaQuad quad = {row[0], row[1], row[2],
                          (GestaTerm){.kind = GESTA_TERM_NONE}};
  return gesta_sink_quad(filling->quads, &quad);
}

static GestaStatus
take_boolean(GestaRowSink *self, bool answer)
{
  (void)answer;
  return refuse_query((Filling *)self);
}

static GestaStatus
fill(GestaGraph *graph, GestaStringView query, const GestaQueryOptions *options,
     GestaGraph *constructed, GestaError *error)
{
  const GestaPrefixes *prefixes = NULL;
  GestaStatus status = gesta_graph_begin(constructed, error);
  if (!status) {
    status = gesta_graph_prefixes(graph, &prefixes, error);
  }
  if (status) {
    return status;
  }
  Filling filling = {.sink = {take_variables, take_row, take_boolean},
                     .quads = gesta_graph_sink(constructed)};
  for (size_t i = 0; !status && i < gesta_prefixes_count(prefixes); ++i) {
    GestaStringView prefix;
    GestaStringView iri;
    gesta_prefixes_get(prefixes, i, &prefix, &iri);
    status = gesta_sink_prefix(filling.quads, prefix, iri);
  }
  if (status) {
    return gesta_error_set(error, status, "%s", gesta_status_text(status));
  }
  status = gesta_graph_select(graph, query, options, &filling.sink, NULL,
                              error);
  if (status && filling.reason.status == status && error) {
    *error = filling.reason;
  }
  return status ? status : gesta_graph_commit(constructed, error);
}

GestaStatus
gesta_constructed_graph_open(GestaAllocator *allocator, GestaGraph *graph,
                             GestaStringView query,
                             const GestaQueryOptions *options,
                             GestaCancel *cancel, GestaGraph **constructed,
                             GestaError *error)
{
  assert(allocator && graph && options && constructed);

  GestaGraph *made = NULL;
  GestaStatus status = gesta_graph_open_temporary(allocator, cancel, &made,
                                                  error);
  if (!status) {
    status = fill(graph, query, options, made, error);
  }
  if (status) {
    gesta_graph_close(made);
    return status;
  }
  *constructed = made;
  return GESTA_OK;
}
