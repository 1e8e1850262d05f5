// SPDX-License-Identifier: GPL-3.0-or-later
// Each part of a path is built between two states that exist.
//
// 1. A part adds no edge into the state where it begins and none out of the one
//    where it ends, so that parts that share a state do not leak into each
//    other.
#include "graph/eval/path_automaton.h"

#include <assert.h>

// Between which states a part is built.
typedef struct Span {
  bool forward;
  size_t depth; ///< levels that are left
  size_t from;
  size_t to;
} Span;

typedef struct Builder {
  GestaArena *arena;
  GestaPathAutomaton *automaton;
} Builder;

static size_t
add_state(Builder *builder)
{
  GestaPathAutomaton *const automaton = builder->automaton;
  GestaPathState *state = &automaton->states[automaton->state_count];
  state->last = &state->edges;
  return automaton->state_count++;
}

static GestaStatus
add_edge(Builder *builder, const GestaPath *path, const Span *span)
{
  GestaPathEdge *edge = gesta_arena_allocate(builder->arena, 1, sizeof *edge);
  if (!edge) {
    return GESTA_ERR_MEMORY;
  }
  *edge = (GestaPathEdge){path, span->forward, span->to, NULL};
  GestaPathState *state = &builder->automaton->states[span->from];
  *state->last = edge;
  state->last = &edge->next;
  return GESTA_OK;
}

static GestaStatus
skip(Builder *builder, size_t from, size_t to)
{
  const Span span = {true, 0, from, to};
  return add_edge(builder, NULL, &span);
}

static GestaStatus
build(Builder *builder, const GestaPath *path, Span span);

// from -> loop, loop -> loop by way of the part, loop -> to.
static GestaStatus
build_zero_or_more(Builder *builder, const GestaPath *part, Span span)
{
  const size_t loop = add_state(builder);
  const Span inner = {span.forward, span.depth, loop, loop};
  GestaStatus status = skip(builder, span.from, loop);
  if (status == GESTA_OK) {
    status = build(builder, part, inner);
  }
  return status ? status : skip(builder, loop, span.to);
}

// from -> begin, begin -> end by way of the part, end -> begin, end -> to.
static GestaStatus
build_one_or_more(Builder *builder, const GestaPath *part, Span span)
{
  const size_t begin = add_state(builder);
  const size_t end = add_state(builder);
  const Span inner = {span.forward, span.depth, begin, end};
  GestaStatus status = skip(builder, span.from, begin);
  if (status == GESTA_OK) {
    status = build(builder, part, inner);
  }
  if (status == GESTA_OK) {
    status = skip(builder, end, begin);
  }
  return status ? status : skip(builder, end, span.to);
}

static GestaStatus
build_sequence(Builder *builder, const GestaPath *path, Span span)
{
  const size_t middle = add_state(builder);
  const Span near = {span.forward, span.depth, span.from, middle};
  const Span far = {span.forward, span.depth, middle, span.to};
  const GestaStatus status = build(
    builder, span.forward ? path->first : path->second, near);
  return status
           ? status
           : build(builder, span.forward ? path->second : path->first, far);
}

static GestaStatus
build(Builder *builder, const GestaPath *path, Span span)
{
  if (span.depth == 0) {
    return GESTA_ERR_TOO_LARGE;
  }
  --span.depth;
  GestaStatus status = GESTA_OK;
  switch (path->kind) {
  case GESTA_PATH_LINK:
  case GESTA_PATH_NEGATED:
    return add_edge(builder, path, &span);
  case GESTA_PATH_INVERSE:
    span.forward = !span.forward;
    return build(builder, path->first, span);
  case GESTA_PATH_SEQUENCE:
    return build_sequence(builder, path, span);
  case GESTA_PATH_ALTERNATIVE:
    status = build(builder, path->first, span);
    return status ? status : build(builder, path->second, span);
  case GESTA_PATH_ZERO_OR_MORE:
    return build_zero_or_more(builder, path->first, span);
  case GESTA_PATH_ONE_OR_MORE:
    return build_one_or_more(builder, path->first, span);
  case GESTA_PATH_ZERO_OR_ONE:
    status = skip(builder, span.from, span.to);
    return status ? status : build(builder, path->first, span);
  }
  return status;
}

// The parts of a path, or more than `depth` if it is nested more deeply.
static size_t
count_parts(const GestaPath *path, size_t depth)
{
  size_t count = 1;
  if (depth > 0 && path->first) {
    count += count_parts(path->first, depth - 1);
  }
  if (depth > 0 && path->second) {
    count += count_parts(path->second, depth - 1);
  }
  return count;
}

GestaStatus
gesta_path_automaton_make(const GestaPath *path, bool forward, size_t depth,
                          GestaArena *arena, GestaPathAutomaton *automaton)
{
  assert(path && arena && automaton);

  *automaton = (GestaPathAutomaton){
    .states = gesta_arena_allocate(arena, 2 * count_parts(path, depth) + 2,
                                   sizeof *automaton->states)};
  if (!automaton->states) {
    return GESTA_ERR_MEMORY;
  }
  Builder builder = {arena, automaton};
  Span span = {forward, depth, 0, 0};
  span.from = add_state(&builder);
  // Nothing else begins or ends in these states: a loop needs no further ones.
  if (path->kind == GESTA_PATH_ZERO_OR_MORE) {
    automaton->accept = span.from;
    return build(&builder, path->first, span);
  }
  span.to = add_state(&builder);
  automaton->accept = span.to;
  if (path->kind != GESTA_PATH_ONE_OR_MORE) {
    return build(&builder, path, span);
  }
  const GestaStatus status = build(&builder, path->first, span);
  return status ? status : skip(&builder, span.to, span.from);
}
