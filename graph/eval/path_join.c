// SPDX-License-Identifier: GPL-3.0-or-later
// Each row of the input with each match of a property path.  Where an end is
// known the walk begins there; where none is, at every node of the graph.
//
// 1. While in_walk, ends[end_index ..] are still to be given for `start`; then
//    come the other starts.

#include "graph/eval/path_walk.h"

#include <assert.h>

typedef struct PathJoin {
  GestaOperator base;
  GestaPathWalk walk;
  GestaTermId subject; ///< a constant, or GESTA_NO_TERM
  GestaTermId object;
  GestaIdSet starts; ///< nodes of the graph, for rows without an end
  bool has_starts;
  bool has_input;
  bool in_row;
  bool in_walk;
  bool in_bound_row; ///< an end is known
  bool forward;
  size_t index;
  GestaTermId row_subject;
  GestaTermId row_object;
  GestaTermId start;
  size_t start_index; ///< next of the starts
  GestaIdList ends;
  size_t end_index;
} PathJoin;

static GestaTermId
find_end(const GestaNode *node, GestaTermId constant, const GestaRow *row)
{
  return gesta_node_is_variable(node) ? gesta_row_id(row, node->variable)
                                      : constant;
}

// Walk from a node.  Between two variables a path of no steps matches the nodes
// of the graph only (section 18.4, ZeroLengthPath).
static GestaStatus
begin_walk(PathJoin *self, GestaTermId start)
{
  bool is_node = true;
  if (gesta_node_is_variable(&self->base.triple->subject)
      && gesta_node_is_variable(&self->base.triple->object)
      && self->in_bound_row) {
    const GestaStatus status = gesta_path_walk_is_node(&self->walk, start,
                                                       &is_node);
    if (status) {
      return status;
    }
  }
  self->start = start;
  self->ends.count = 0;
  self->end_index = 0;
  self->in_walk = is_node;
  if (!is_node) {
    return GESTA_OK;
  }
  const GestaTermId target = self->forward ? self->row_object : GESTA_NO_TERM;
  return gesta_path_walk(&self->walk, self->base.triple->path, start,
                         self->forward, target, &self->ends);
}

static GestaStatus
begin_row(PathJoin *self)
{
  const GestaRow row = {self->base.first->batch.columns, self->index};
  self->row_subject = find_end(&self->base.triple->subject, self->subject,
                               &row);
  self->row_object = find_end(&self->base.triple->object, self->object, &row);
  self->forward = self->row_subject != GESTA_NO_TERM
                  || self->row_object == GESTA_NO_TERM;
  self->in_row = true;
  self->in_bound_row = (self->row_subject | self->row_object) != GESTA_NO_TERM;
  if (self->row_subject != GESTA_NO_TERM) {
    self->start_index = self->starts.list.count;
    return begin_walk(self, self->row_subject);
  }
  if (self->row_object != GESTA_NO_TERM) {
    self->start_index = self->starts.list.count;
    return begin_walk(self, self->row_object);
  }
  if (!self->has_starts) {
    const GestaStatus status = gesta_path_walk_nodes(&self->walk,
                                                     &self->starts);
    if (status) {
      return status;
    }
    self->has_starts = true;
  }
  self->start_index = 0;
  return GESTA_OK;
}

// Give an end of the walk, if it fits.
static void
give_end(PathJoin *self, GestaTermId end)
{
  const GestaNode *subject = &self->base.triple->subject;
  const GestaNode *object = &self->base.triple->object;
  const GestaTermId from = self->forward ? self->start : end;
  const GestaTermId to = self->forward ? end : self->start;
  if ((self->row_object != GESTA_NO_TERM && to != self->row_object)
      || (self->row_subject != GESTA_NO_TERM && from != self->row_subject)
      || (gesta_node_is_variable(subject)
          && subject->variable == object->variable && from != to)) {
    return;
  }
  GestaOperator *const base = &self->base;
  const GestaRow row = {base->first->batch.columns, self->index};
  gesta_operator_copy_row(base, base->batch.count, &row);
  if (gesta_node_is_variable(subject)) {
    base->batch.columns[subject->variable][base->batch.count] = from;
  }
  if (gesta_node_is_variable(object)) {
    base->batch.columns[object->variable][base->batch.count] = to;
  }
  ++base->batch.count;
}

static GestaStatus
step(GestaOperator *base)
{
  PathJoin *self = (PathJoin *)base;
  if (self->in_walk) {
    if (self->end_index == self->ends.count) {
      self->in_walk = false;
      return GESTA_OK;
    }
    give_end(self, self->ends.ids[self->end_index]);
    ++self->end_index;
    return GESTA_OK;
  }
  if (self->in_row) {
    if (self->start_index == self->starts.list.count) {
      self->in_row = false;
      ++self->index;
      return GESTA_OK;
    }
    const GestaTermId start = self->starts.list.ids[self->start_index];
    ++self->start_index;
    return begin_walk(self, start);
  }
  if (self->has_input && self->index < self->base.first->batch.count) {
    return begin_row(self);
  }
  self->index = 0;
  const GestaStatus status = gesta_operator_next(self->base.first);
  self->has_input = status == GESTA_OK;
  return status;
}

static GestaStatus
next(GestaOperator *base)
{
  return gesta_operator_fill(base, step);
}

static GestaStatus
restart(GestaOperator *base, GestaRestart kind)
{
  PathJoin *self = (PathJoin *)base;
  self->has_input = false;
  self->in_row = false;
  self->in_walk = false;
  if (kind == GESTA_RESTART_GRAPH) {
    gesta_id_set_clear(&self->starts, base->engine->allocator);
    self->has_starts = false;
  }
  return gesta_operator_restart(base->first, kind);
}

static void
release(GestaOperator *base)
{
  PathJoin *self = (PathJoin *)base;
  gesta_path_walk_clear(&self->walk);
  gesta_id_set_clear(&self->starts, base->engine->allocator);
  gesta_id_list_clear(&self->ends, base->engine->allocator);
}

static const GestaOperatorType type = {"path", next, restart, release};

// The constant or the column of one end.
static GestaStatus
add_end(PathJoin *self, const GestaNode *node, GestaTermId *constant)
{
  if (gesta_node_is_variable(node)) {
    gesta_operator_add_column(&self->base, node->variable);
    return GESTA_OK;
  }
  return gesta_query_terms_intern(self->base.engine->terms, &node->term,
                                  constant);
}

GestaStatus
gesta_path_join_new(GestaEngine *engine, GestaOperator *input,
                    const GestaTriple *triple, const GestaGraphContext *graph,
                    GestaOperator **self)
{
  assert(graph->kind != GESTA_GRAPH_VARIABLE);

  PathJoin *made = gesta_operator_new(engine, &type, sizeof *made, input, NULL);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  *self = &made->base;
  made->base.triple = triple;
  GestaStatus status = gesta_path_walk_init(&made->walk, engine, graph);
  gesta_operator_add_columns(&made->base, input);
  if (status == GESTA_OK) {
    status = add_end(made, &triple->subject, &made->subject);
  }
  if (status == GESTA_OK) {
    status = add_end(made, &triple->object, &made->object);
  }
  return status;
}
