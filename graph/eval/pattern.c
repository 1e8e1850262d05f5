// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/eval/pattern.h"

#include <assert.h>

// A constant, or a variable.
static GestaStatus
set_position(GestaPattern *pattern, GestaEngine *engine, size_t position,
             const GestaNode *node)
{
  pattern->variable[position] = node->variable;
  if (gesta_node_is_variable(node)) {
    return GESTA_OK;
  }
  const GestaStatus status = gesta_store_find_term(
    engine->transaction, &node->term, &pattern->constant[position]);
  if (status == GESTA_NOT_FOUND) {
    pattern->is_empty = true;
    return GESTA_OK;
  }
  return status;
}

// The default graph of the dataset.
static void
set_default(GestaPattern *pattern, const GestaDataset *dataset)
{
  switch (dataset->kind) {
  case GESTA_DEFAULT_UNION:
    pattern->scope = GESTA_SCOPE_ALL;
    pattern->is_merged = true;
    return;
  case GESTA_DEFAULT_STRICT:
    pattern->scope = GESTA_SCOPE_ONE;
    return;
  case GESTA_DEFAULT_LIST:
    break;
  }
  if (dataset->default_count == 0) {
    pattern->is_empty = true;
  } else if (dataset->default_count == 1) {
    pattern->scope = GESTA_SCOPE_ONE;
    pattern->constant[GRAPH] = dataset->defaults[0];
  } else {
    pattern->scope = GESTA_SCOPE_ALL;
    pattern->is_merged = true;
    pattern->list = dataset->defaults;
    pattern->list_count = dataset->default_count;
  }
}

static void
set_graph(GestaPattern *pattern, const GestaDataset *dataset)
{
  switch (pattern->graph.kind) {
  case GESTA_GRAPH_DEFAULT:
    set_default(pattern, dataset);
    break;
  case GESTA_GRAPH_CONSTANT:
    pattern->scope = GESTA_SCOPE_ONE;
    pattern->constant[GRAPH] = pattern->graph.id;
    if (pattern->graph.id & GESTA_MADE_TERM
        || (dataset->has_named_list
            && !gesta_dataset_lists(dataset->named, dataset->named_count,
                                    pattern->graph.id))) {
      pattern->is_empty = true;
    }
    break;
  case GESTA_GRAPH_VARIABLE:
    pattern->scope = GESTA_SCOPE_NAMED;
    pattern->variable[GRAPH] = pattern->graph.variable;
    if (dataset->has_named_list) {
      pattern->list = dataset->named;
      pattern->list_count = dataset->named_count;
    }
    break;
  case GESTA_GRAPH_LOOP:
    pattern->scope = GESTA_SCOPE_ONE;
    break;
  }
}

GestaStatus
gesta_pattern_init(GestaPattern *pattern, GestaEngine *engine,
                   const GestaTriple *triple, const GestaGraphContext *graph)
{
  *pattern = (GestaPattern){.graph = *graph, .scope = GESTA_SCOPE_ONE};
  pattern->variable[GRAPH] = GESTA_NO_VARIABLE;
  GestaStatus status = set_position(pattern, engine, SUBJECT, &triple->subject);
  if (status == GESTA_OK) {
    status = set_position(pattern, engine, PREDICATE, &triple->predicate);
  }
  if (status == GESTA_OK) {
    status = set_position(pattern, engine, OBJECT, &triple->object);
  }
  set_graph(pattern, &engine->options->dataset);
  return status;
}

bool
gesta_pattern_ids(const GestaPattern *pattern, const GestaRow *row,
                  GestaQuadIds *ids)
{
  if (pattern->is_empty) {
    return false;
  }
  GestaTermId found[POSITION_COUNT];
  for (size_t i = 0; i < POSITION_COUNT; ++i) {
    const GestaVariable variable = pattern->variable[i];
    found[i] = variable == GESTA_NO_VARIABLE ? pattern->constant[i]
                                             : gesta_row_id(row, variable);
    if (found[i] & GESTA_MADE_TERM) {
      return false;
    }
  }
  if (pattern->graph.kind == GESTA_GRAPH_LOOP) {
    found[GRAPH] = *pattern->graph.cell;
    if (found[GRAPH] & GESTA_MADE_TERM) {
      return false;
    }
  }
  *ids = (GestaQuadIds){found[SUBJECT], found[PREDICATE], found[OBJECT],
                        found[GRAPH]};
  return true;
}

bool
gesta_pattern_accepts(const GestaPattern *pattern, const GestaQuadIds *quad,
                      const GestaQuadIds *before)
{
  const GestaVariable *const variable = pattern->variable;
  if (variable[SUBJECT] != GESTA_NO_VARIABLE
      && ((variable[SUBJECT] == variable[PREDICATE]
           && quad->subject != quad->predicate)
          || (variable[SUBJECT] == variable[OBJECT]
              && quad->subject != quad->object)
          || (variable[SUBJECT] == variable[GRAPH]
              && quad->subject != quad->graph))) {
    return false;
  }
  if (variable[PREDICATE] != GESTA_NO_VARIABLE
      && ((variable[PREDICATE] == variable[OBJECT]
           && quad->predicate != quad->object)
          || (variable[PREDICATE] == variable[GRAPH]
              && quad->predicate != quad->graph))) {
    return false;
  }
  if (variable[OBJECT] != GESTA_NO_VARIABLE
      && variable[OBJECT] == variable[GRAPH] && quad->object != quad->graph) {
    return false;
  }
  if (pattern->list
      && !gesta_dataset_lists(pattern->list, pattern->list_count,
                              quad->graph)) {
    return false;
  }
  return !pattern->is_merged || !before || quad->subject != before->subject
         || quad->predicate != before->predicate
         || quad->object != before->object;
}

GestaStatus
gesta_pattern_count(const GestaPattern *pattern, GestaTransaction *transaction,
                    uint64_t *count, bool *is_exact)
{
  if (pattern->is_empty) {
    *count = 0;
    *is_exact = true;
    return GESTA_OK;
  }
  const GestaQuadIds ids = {
    pattern->constant[SUBJECT], pattern->constant[PREDICATE],
    pattern->constant[OBJECT], pattern->constant[GRAPH]};
  const GestaGraphScope scope = pattern->graph.kind == GESTA_GRAPH_LOOP
                                  ? GESTA_SCOPE_NAMED
                                  : pattern->scope;
  return gesta_store_count(transaction, &ids, scope, count, is_exact);
}

// Whether at most one graph, the default one included, has matches: then no
// triple is counted twice.
static GestaStatus
is_in_one_graph(const GestaQuadIds *ids, GestaTransaction *transaction,
                uint64_t count, bool *holds)
{
  uint64_t in_default = 0;
  bool is_exact = false;
  GestaQuadIds of_default = *ids;
  of_default.graph = GESTA_NO_TERM;
  GestaStatus status = gesta_store_count(
    transaction, &of_default, GESTA_SCOPE_ONE, &in_default, &is_exact);
  *holds = is_exact && in_default == count;
  if (status || !is_exact || in_default > 0) {
    return status;
  }
  GestaTermId graph = GESTA_NO_TERM;
  for (size_t i = 0; status == GESTA_OK && i < 2; ++i) {
    status = gesta_store_next_graph(transaction, &graph);
  }
  *holds = status == GESTA_END;
  return status == GESTA_END ? GESTA_OK : status;
}

GestaStatus
gesta_pattern_total(const GestaPattern *pattern, GestaTransaction *transaction,
                    uint64_t *count, bool *is_exact)
{
  const GestaVariable *const variable = pattern->variable;
  const GestaStatus status = gesta_pattern_count(pattern, transaction, count,
                                                 is_exact);
  const bool is_repeated = (variable[SUBJECT] != GESTA_NO_VARIABLE
                            && (variable[SUBJECT] == variable[PREDICATE]
                                || variable[SUBJECT] == variable[OBJECT]))
                           || (variable[PREDICATE] != GESTA_NO_VARIABLE
                               && variable[PREDICATE] == variable[OBJECT]);
  if (is_repeated || pattern->list) {
    *is_exact = *is_exact && pattern->is_empty;
    return status;
  }
  if (status || !*is_exact || !pattern->is_merged) {
    return status;
  }
  const GestaQuadIds ids = {pattern->constant[SUBJECT],
                            pattern->constant[PREDICATE],
                            pattern->constant[OBJECT], GESTA_NO_TERM};
  return is_in_one_graph(&ids, transaction, *count, is_exact);
}
