// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/eval/path_walk.h"

#include <assert.h>

enum { MOST_DEPTH = 2000, STEPS_A_POLL = 1024 };

typedef struct Step {
  const GestaPath *path;
  bool forward;
  size_t depth;
} Step;

GestaStatus
gesta_path_walk_init(GestaPathWalk *walk, GestaEngine *engine,
                     const GestaGraphContext *graph)
{
  *walk = (GestaPathWalk){.engine = engine};
  const GestaNode any = {.variable = 0};
  const GestaTriple triple = {.subject = any, .predicate = any, .object = any};
  const GestaStatus status = gesta_pattern_init(&walk->pattern, engine, &triple,
                                                graph);
  for (size_t i = 0; i < POSITION_COUNT; ++i) {
    walk->pattern.variable[i] = GESTA_NO_VARIABLE;
  }
  return status;
}

void
gesta_path_walk_clear(GestaPathWalk *walk)
{
  for (size_t i = 0; i < 8; ++i) {
    gesta_quad_cursor_close(walk->cursors[i]);
    walk->cursors[i] = NULL;
  }
}

// What is done with each quad that was asked for.
typedef GestaStatus
Visit(void *context, const GestaQuadIds *quad);

static GestaStatus
poll(GestaPathWalk *walk)
{
  ++walk->steps;
  if (walk->steps % STEPS_A_POLL != 0) {
    return GESTA_OK;
  }
  return gesta_engine_poll(walk->engine);
}

// Ask the graph for the quads with given ends.  A visit must not ask again.
static GestaStatus
ask(GestaPathWalk *walk, GestaTermId subject, GestaTermId predicate,
    GestaTermId object, Visit *visit, void *context)
{
  walk->pattern.constant[SUBJECT] = subject;
  walk->pattern.constant[PREDICATE] = predicate;
  walk->pattern.constant[OBJECT] = object;
  GestaQuadIds ids;
  if ((subject | predicate | object) & GESTA_MADE_TERM
      || !gesta_pattern_ids(&walk->pattern, NULL, &ids)) {
    return GESTA_OK;
  }
  const size_t mask = (size_t)(subject != GESTA_NO_TERM)
                      | (size_t)(predicate != GESTA_NO_TERM) << 1
                      | (size_t)(object != GESTA_NO_TERM) << 2;
  GestaQuadCursor **cursor = &walk->cursors[mask];
  GestaStatus status = *cursor
                         ? gesta_quad_cursor_seek(*cursor, &ids)
                         : gesta_store_find(walk->engine->transaction, &ids,
                                            walk->pattern.scope, cursor);
  GestaQuadIds *const quads = walk->engine->quads;
  GestaQuadIds before;
  bool has_before = false;
  while (status == GESTA_OK) {
    size_t count = 0;
    status = gesta_quad_cursor_read(*cursor, quads, GESTA_BATCH_SIZE, &count);
    for (size_t i = 0; status == GESTA_OK && i < count; ++i) {
      if (gesta_pattern_accepts(&walk->pattern, &quads[i],
                                has_before ? &before : NULL)) {
        status = visit(context, &quads[i]);
      }
      before = quads[i];
      has_before = true;
    }
    if (status == GESTA_OK) {
      status = poll(walk);
    }
  }
  return status == GESTA_END ? GESTA_OK : status;
}

static GestaStatus
find_iri(GestaPathWalk *walk, GestaStringView iri, GestaTermId *id)
{
  const GestaTerm term = gesta_iri(iri);
  return gesta_query_terms_intern(walk->engine->terms, &term, id);
}

// Collects the far ends of quads, save those with certain predicates.
typedef struct Collection {
  GestaAllocator *allocator;
  GestaIdList *ends;
  bool forward;
  const GestaIdList *excluded;
} Collection;

static GestaStatus
collect(void *context, const GestaQuadIds *quad)
{
  const Collection *self = context;
  for (size_t i = 0; self->excluded && i < self->excluded->count; ++i) {
    if (self->excluded->ids[i] == quad->predicate) {
      return GESTA_OK;
    }
  }
  return gesta_id_list_add(self->ends, self->allocator,
                           self->forward ? quad->object : quad->subject);
}

static GestaStatus
walk_link(GestaPathWalk *walk, GestaStringView iri, GestaTermId from,
          bool forward, GestaIdList *ends)
{
  GestaTermId predicate;
  const GestaStatus status = find_iri(walk, iri, &predicate);
  if (status) {
    return status;
  }
  Collection collection = {walk->engine->allocator, ends, forward, NULL};
  return ask(walk, forward ? from : GESTA_NO_TERM, predicate,
             forward ? GESTA_NO_TERM : from, collect, &collection);
}

// Negated property set: its plain steps and its inverse ones are two walks.
static GestaStatus
walk_negated(GestaPathWalk *walk, const GestaPath *path, GestaTermId from,
             bool forward, GestaIdList *ends)
{
  GestaAllocator *const allocator = walk->engine->allocator;
  GestaStatus status = GESTA_OK;
  for (int inverse = 0; status == GESTA_OK && inverse < 2; ++inverse) {
    GestaIdList excluded = {0};
    bool is_asked = !path->negated && inverse == 0;
    for (const GestaPathStep *at = path->negated; status == GESTA_OK && at;
         at = at->next) {
      if (at->is_inverse == (inverse == 1)) {
        GestaTermId id;
        is_asked = true;
        status = find_iri(walk, at->iri, &id);
        if (status == GESTA_OK) {
          status = gesta_id_list_add(&excluded, allocator, id);
        }
      }
    }
    if (status == GESTA_OK && is_asked) {
      const bool ahead = forward == (inverse == 0);
      Collection collection = {allocator, ends, ahead, &excluded};
      status = ask(walk, ahead ? from : GESTA_NO_TERM, GESTA_NO_TERM,
                   ahead ? GESTA_NO_TERM : from, collect, &collection);
    }
    gesta_id_list_clear(&excluded, allocator);
  }
  return status;
}

static GestaStatus
refuse_depth(const GestaPathWalk *walk)
{
  return gesta_error_set(walk->engine->error, GESTA_ERR_TOO_LARGE,
                         "a property path has more than %d parts: make it "
                         "shorter",
                         MOST_DEPTH);
}

static GestaStatus
walk_step(GestaPathWalk *walk, const Step *step, GestaTermId from,
          GestaTermId target, GestaIdList *ends);

static GestaStatus
walk_sequence(GestaPathWalk *walk, const Step *step, GestaTermId from,
              GestaIdList *ends)
{
  GestaIdList middle = {0};
  const GestaPath *path = step->path;
  const Step near = {step->forward ? path->first : path->second, step->forward,
                     step->depth + 1};
  const Step far = {step->forward ? path->second : path->first, step->forward,
                    step->depth + 1};
  GestaStatus status = walk_step(walk, &near, from, GESTA_NO_TERM, &middle);
  for (size_t i = 0; status == GESTA_OK && i < middle.count; ++i) {
    status = walk_step(walk, &far, middle.ids[i], GESTA_NO_TERM, ends);
  }
  gesta_id_list_clear(&middle, walk->engine->allocator);
  return status;
}

// The automaton of a closure, made when it is first met.
static GestaStatus
find_automaton(GestaPathWalk *walk, const Step *step,
               const GestaPathAutomaton **automaton)
{
  GestaPathClosure *at = walk->closures;
  while (at && (at->path != step->path || at->forward != step->forward)) {
    at = at->next;
  }
  GestaStatus status = GESTA_OK;
  if (!at) {
    GestaArena *const arena = &walk->engine->arena;
    at = gesta_arena_allocate(arena, 1, sizeof *at);
    if (!at) {
      return GESTA_ERR_MEMORY;
    }
    at->path = step->path;
    at->forward = step->forward;
    status = gesta_path_automaton_make(step->path, step->forward, MOST_DEPTH,
                                       arena, &at->automaton);
    if (status == GESTA_OK) {
      at->next = walk->closures;
      walk->closures = at;
    }
  }
  *automaton = &at->automaton;
  return status == GESTA_ERR_TOO_LARGE ? refuse_depth(walk) : status;
}

// A walk over pairs of a state of an automaton and a node.
//
// 1. reached[s] are the nodes that were met in state s, each once; those before
//    next[s] have been left by every edge.
typedef struct Spread {
  const GestaPathAutomaton *automaton;
  GestaTermId target; ///< the walk may end here
  GestaIdSet *reached;
  size_t *next;
  GestaIdList found;
  bool is_done;
} Spread;

static GestaStatus
reach(Spread *spread, GestaAllocator *allocator, size_t state, GestaTermId node)
{
  bool is_new;
  const GestaStatus status = gesta_id_set_add(&spread->reached[state],
                                              allocator, node, &is_new);
  spread->is_done = spread->is_done
                    || (state == spread->automaton->accept
                        && node == spread->target);
  return status;
}

// Follow an edge from a node.
static GestaStatus
follow(GestaPathWalk *walk, Spread *spread, const GestaPathEdge *edge,
       GestaTermId node)
{
  GestaAllocator *const allocator = walk->engine->allocator;
  if (!edge->path) {
    return reach(spread, allocator, edge->to, node);
  }
  GestaIdList *const found = &spread->found;
  found->count = 0;
  GestaStatus status = edge->path->kind == GESTA_PATH_LINK
                         ? walk_link(walk, edge->path->iri, node, edge->forward,
                                     found)
                         : walk_negated(walk, edge->path, node, edge->forward,
                                        found);
  for (size_t i = 0; status == GESTA_OK && i < found->count; ++i) {
    status = reach(spread, allocator, edge->to, found->ids[i]);
  }
  return status;
}

// Leave every node that waits in a state.
static GestaStatus
leave(GestaPathWalk *walk, Spread *spread, size_t state)
{
  const GestaIdList *nodes = &spread->reached[state].list;
  GestaStatus status = GESTA_OK;
  while (status == GESTA_OK && !spread->is_done
         && spread->next[state] < nodes->count) {
    const GestaTermId node = nodes->ids[spread->next[state]++];
    const GestaPathEdge *edge = spread->automaton->states[state].edges;
    for (; status == GESTA_OK && edge; edge = edge->next) {
      status = follow(walk, spread, edge, node);
    }
    if (status == GESTA_OK) {
      status = poll(walk);
    }
  }
  return status;
}

static GestaStatus
spread_all(GestaPathWalk *walk, Spread *spread, GestaTermId from)
{
  GestaStatus status = reach(spread, walk->engine->allocator, 0, from);
  const size_t count = spread->automaton->state_count;
  for (size_t idle = 0, i = 0;
       status == GESTA_OK && !spread->is_done && idle < count;
       i = (i + 1) % count) {
    const bool waits = spread->next[i] < spread->reached[i].list.count;
    idle = waits ? 0 : idle + 1;
    status = leave(walk, spread, i);
  }
  return status;
}

// Each node that a closure leads to, once, in space that grows with the nodes
// reached.
static GestaStatus
walk_closure(GestaPathWalk *walk, const Step *step, GestaTermId from,
             GestaTermId target, GestaIdList *ends)
{
  Spread spread = {.target = target};
  GestaStatus status = find_automaton(walk, step, &spread.automaton);
  if (status) {
    return status;
  }
  GestaAllocator *const allocator = walk->engine->allocator;
  const size_t count = spread.automaton->state_count;
  spread.reached = gesta_allocate(allocator, count, sizeof *spread.reached);
  spread.next = gesta_allocate(allocator, count, sizeof *spread.next);
  if (!spread.reached || !spread.next) {
    gesta_release(allocator, spread.reached);
    gesta_release(allocator, spread.next);
    return GESTA_ERR_MEMORY;
  }
  for (size_t i = 0; i < count; ++i) {
    spread.reached[i] = (GestaIdSet){0};
    spread.next[i] = 0;
  }
  status = spread_all(walk, &spread, from);
  const GestaIdList *nodes = &spread.reached[spread.automaton->accept].list;
  for (size_t i = 0; status == GESTA_OK && i < nodes->count; ++i) {
    status = gesta_id_list_add(ends, allocator, nodes->ids[i]);
  }
  for (size_t i = 0; i < count; ++i) {
    gesta_id_set_clear(&spread.reached[i], allocator);
  }
  gesta_id_list_clear(&spread.found, allocator);
  gesta_release(allocator, spread.reached);
  gesta_release(allocator, spread.next);
  return status;
}

static GestaStatus
walk_step(GestaPathWalk *walk, const Step *step, GestaTermId from,
          GestaTermId target, GestaIdList *ends)
{
  if (step->depth > MOST_DEPTH) {
    return refuse_depth(walk);
  }
  const GestaPath *path = step->path;
  Step inner = {path->first, step->forward, step->depth + 1};
  GestaStatus status = GESTA_OK;
  switch (path->kind) {
  case GESTA_PATH_LINK:
    return walk_link(walk, path->iri, from, step->forward, ends);
  case GESTA_PATH_INVERSE:
    inner.forward = !step->forward;
    return walk_step(walk, &inner, from, target, ends);
  case GESTA_PATH_SEQUENCE:
    return walk_sequence(walk, step, from, ends);
  case GESTA_PATH_ALTERNATIVE:
    status = walk_step(walk, &inner, from, GESTA_NO_TERM, ends);
    inner.path = path->second;
    return status ? status : walk_step(walk, &inner, from, GESTA_NO_TERM, ends);
  case GESTA_PATH_ZERO_OR_MORE:
  case GESTA_PATH_ONE_OR_MORE:
  case GESTA_PATH_ZERO_OR_ONE:
    return walk_closure(walk, step, from, target, ends);
  case GESTA_PATH_NEGATED:
    return walk_negated(walk, path, from, step->forward, ends);
  }
  return status;
}

GestaStatus
gesta_path_walk(GestaPathWalk *walk, const GestaPath *path, GestaTermId from,
                bool forward, GestaTermId target, GestaIdList *ends)
{
  assert(walk && path && from != GESTA_NO_TERM && ends);

  const Step step = {path, forward, 0};
  return walk_step(walk, &step, from, target, ends);
}

typedef struct NodeCollection {
  GestaAllocator *allocator;
  GestaIdSet *nodes;
} NodeCollection;

static GestaStatus
collect_nodes(void *context, const GestaQuadIds *quad)
{
  const NodeCollection *self = context;
  bool is_new;
  const GestaStatus status = gesta_id_set_add(self->nodes, self->allocator,
                                              quad->subject, &is_new);
  return status ? status
                : gesta_id_set_add(self->nodes, self->allocator, quad->object,
                                   &is_new);
}

GestaStatus
gesta_path_walk_nodes(GestaPathWalk *walk, GestaIdSet *nodes)
{
  NodeCollection collection = {walk->engine->allocator, nodes};
  return ask(walk, GESTA_NO_TERM, GESTA_NO_TERM, GESTA_NO_TERM, collect_nodes,
             &collection);
}

static GestaStatus
stop(void *context, const GestaQuadIds *quad)
{
  (void)quad;
  *(bool *)context = true;
  return GESTA_END;
}

GestaStatus
gesta_path_walk_is_node(GestaPathWalk *walk, GestaTermId id, bool *is_node)
{
  *is_node = false;
  GestaStatus status = ask(walk, id, GESTA_NO_TERM, GESTA_NO_TERM, stop,
                           is_node);
  if (status == GESTA_OK && !*is_node) {
    status = ask(walk, GESTA_NO_TERM, GESTA_NO_TERM, id, stop, is_node);
  }
  return status;
}
