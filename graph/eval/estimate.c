// SPDX-License-Identifier: GPL-3.0-or-later
// How many rows: the store's counts for a pattern's constants; the numbers of
// distinct subjects and objects of its predicate for what a join adds.
#include "graph/eval/pattern.h"
#include "graph/eval/planner.h"

#include <math.h>

static GestaStatus
count_pattern(GestaPlanner *planner, const GestaTriple *triple,
              const GestaGraphContext *graph, double *rows)
{
  GestaPattern pattern;
  GestaStatus status = gesta_pattern_init(&pattern, planner->engine, triple,
                                          graph);
  uint64_t count = 0;
  bool is_exact;
  if (status == GESTA_OK) {
    status = gesta_pattern_count(&pattern, planner->engine->transaction, &count,
                                 &is_exact);
  }
  *rows = (double)count; // a guess may be inexact
  return status;
}

// A guess for a path: that of its ends.
static double
guess_path(const GestaTriple *triple)
{
  const bool from = gesta_node_is_variable(&triple->subject);
  const bool to = gesta_node_is_variable(&triple->object);
  return from && to ? 1e6 : from || to ? 100 : 1;
}

GestaStatus
gesta_estimate(GestaPlanner *planner, const GestaAlgebra *algebra,
               const GestaGraphContext *graph, double *rows)
{
  double most = INFINITY;
  double sum = 0;
  GestaGraphContext inner = *graph;
  for (; algebra; algebra = algebra->first) {
    double second = 0;
    GestaStatus status = GESTA_OK;
    switch (algebra->kind) {
    case GESTA_ALGEBRA_TRIPLE:
      status = count_pattern(planner, algebra->triple, &inner, &second);
      break;
    case GESTA_ALGEBRA_PATH:
      second = guess_path(algebra->triple);
      break;
    case GESTA_ALGEBRA_UNIT:
      second = 1;
      break;
    case GESTA_ALGEBRA_TABLE:
      second = (double)algebra->data->row_count;
      break;
    case GESTA_ALGEBRA_SERVICE:
      second = 1000;
      break;
    case GESTA_ALGEBRA_JOIN:
      status = gesta_estimate(planner, algebra->second, &inner, &second);
      most = fmin(most, second);
      continue;
    case GESTA_ALGEBRA_UNION:
      status = gesta_estimate(planner, algebra->second, &inner, &second);
      sum += second;
      continue;
    case GESTA_ALGEBRA_SLICE:
      most = fmin(most, (double)algebra->limit);
      continue;
    case GESTA_ALGEBRA_GROUP:
      if (algebra->variable_count == 0) {
        most = 1;
      }
      continue;
    case GESTA_ALGEBRA_GRAPH:
      if (gesta_node_is_variable(&algebra->name)) {
        inner = (GestaGraphContext){.kind = GESTA_GRAPH_VARIABLE,
                                    .variable = algebra->name.variable};
      }
      continue;
    case GESTA_ALGEBRA_LEFT_JOIN:
    case GESTA_ALGEBRA_SEMI_JOIN:
    case GESTA_ALGEBRA_ANTI_JOIN:
    case GESTA_ALGEBRA_MINUS:
    case GESTA_ALGEBRA_FILTER:
    case GESTA_ALGEBRA_EXTEND:
    case GESTA_ALGEBRA_ORDER:
    case GESTA_ALGEBRA_PROJECT:
    case GESTA_ALGEBRA_DISTINCT:
    case GESTA_ALGEBRA_REDUCED:
      continue;
    }
    if (status) {
      return status;
    }
    *rows = fmin(most, second + sum);
    return GESTA_OK;
  }
  *rows = 1;
  return GESTA_OK;
}

// Of how many different terms one is bound by the chain, at a position.
static GestaStatus
count_distinct(GestaPlanner *planner, const GestaTriple *triple,
               size_t position, double *distinct)
{
  *distinct = 1000;
  if (gesta_node_is_variable(&triple->predicate)) {
    *distinct = position == PREDICATE ? 20 : 100000;
    return GESTA_OK;
  }
  GestaTermId predicate;
  GestaPredicateStatistics statistics;
  GestaTransaction *const transaction = planner->engine->transaction;
  GestaStatus status = gesta_store_find_term(
    transaction, &triple->predicate.term, &predicate);
  if (status == GESTA_OK) {
    status = gesta_store_predicate_statistics(transaction, predicate,
                                              &statistics);
  }
  if (status == GESTA_NOT_FOUND) {
    *distinct = 1;
    return GESTA_OK;
  }
  if (status == GESTA_OK) {
    *distinct = position == SUBJECT ? (double)statistics.subject_count
                                    : (double)statistics.object_count;
  }
  return status;
}

GestaStatus
gesta_estimate_matches(GestaPlanner *planner, GestaLeaf *leaf,
                       const GestaVariableSet *bound, double *matches,
                       bool *is_bound)
{
  const GestaTriple *triple = leaf->algebra->triple;
  const GestaNode *const nodes[] = {&triple->subject, &triple->predicate,
                                    &triple->object};
  double share = 1;
  *is_bound = false;
  for (size_t i = 0; i < 3; ++i) {
    if (!gesta_node_is_variable(nodes[i])
        || !gesta_variable_set_has(*bound, nodes[i]->variable)) {
      continue;
    }
    *is_bound = true;
    if (i == OBJECT && leaf->per_value > 0) {
      share *= leaf->count / leaf->per_value;
      continue;
    }
    if (leaf->distinct[i] <= 0) {
      const GestaStatus status = count_distinct(planner, triple, i,
                                                &leaf->distinct[i]);
      if (status) {
        return status;
      }
      leaf->distinct[i] = fmax(leaf->distinct[i], 1);
    }
    share *= leaf->distinct[i];
  }
  *matches = leaf->count / share;
  if (leaf->graph.kind == GESTA_GRAPH_VARIABLE
      && gesta_variable_set_has(*bound, leaf->graph.variable)) {
    *is_bound = true;
  }
  return GESTA_OK;
}
