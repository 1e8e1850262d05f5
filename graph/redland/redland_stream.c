// SPDX-License-Identifier: GPL-3.0-or-later
// A stream is live or kept:
//
//   live  a cursor over a snapshot of its own; nodes are made as it moves
//   kept  inside a transaction of the storage: everything was read when the
//         stream was made, since the cursor would not outlive the next write
//
// 1. `statement` is NULL exactly when the stream has ended.
// 2. A live stream's cursor is closed before its snapshot ends.

#include "graph/redland/redland_stream.h"

#include "graph/redland/redland_node.h"

#include <assert.h>
#include <string.h>

enum { FIRST_ROOM = 16 };

typedef struct Found {
  librdf_statement *statement;
  librdf_node *context; // NULL: the default graph
} Found;

typedef struct Stream {
  GestaStreamSource source;
  librdf_world *world;
  GestaTransaction *reading;  // the snapshot, or the storage's transaction
  GestaTransaction *snapshot; // NULL: kept
  GestaQuadCursor *cursor;
  GestaArena arena; // of the terms of one quad
  bool unite;
  bool begun;
  GestaQuadIds last; // the quad that `now` was made of
  Found now;
  Found *kept;
  size_t kept_count;
  size_t kept_room;
  size_t position;
} Stream;

static void
free_found(Found *found)
{
  if (found->statement) {
    librdf_free_statement(found->statement);
  }
  if (found->context) {
    librdf_free_node(found->context);
  }
  *found = (Found){NULL, NULL};
}

static void
report(const Stream *stream, GestaStatus status)
{
  librdf_log(stream->world, 0, LIBRDF_LOG_ERROR, LIBRDF_FROM_STORAGE, NULL,
             "the graph cannot be read: %s", gesta_status_text(status));
}

static GestaStatus
make_node(Stream *stream, GestaTermId id, librdf_node **node)
{
  GestaTerm term;
  const GestaStatus status = gesta_store_term(stream->reading, id,
                                              &stream->arena, &term);
  return status ? status : gesta_redland_node_new(stream->world, &term, node);
}

// A node that the statement before has already, or a new one.
static GestaStatus
reuse_node(Stream *stream, GestaTermId id, GestaTermId last_id,
           librdf_node *last_node, librdf_node **node)
{
  if (last_node && id == last_id) {
    *node = librdf_new_node_from_node(last_node);
    return *node ? GESTA_OK : GESTA_ERR_MEMORY;
  }
  return make_node(stream, id, node);
}

static GestaStatus
make_found(Stream *stream, const GestaQuadIds *quad, Found *found)
{
  librdf_statement *last = stream->now.statement;
  librdf_node *nodes[4] = {NULL};
  const GestaTermId ids[] = {quad->subject, quad->predicate, quad->object};
  const GestaTermId last_ids[] = {stream->last.subject, stream->last.predicate,
                                  stream->last.object};
  librdf_node *last_nodes[] = {
    last ? librdf_statement_get_subject(last) : NULL,
    last ? librdf_statement_get_predicate(last) : NULL,
    last ? librdf_statement_get_object(last) : NULL,
  };
  GestaStatus status = GESTA_OK;
  gesta_arena_reset(&stream->arena);
  for (size_t i = 0; i < 3; ++i) {
    status = reuse_node(stream, ids[i], last_ids[i], last_nodes[i], &nodes[i]);
    if (status) {
      goto fail;
    }
  }
  if (quad->graph != GESTA_NO_TERM) {
    status = reuse_node(stream, quad->graph, stream->last.graph,
                        stream->now.context, &nodes[3]);
    if (status) {
      goto fail;
    }
  }
  librdf_statement *statement = librdf_new_statement_from_nodes(
    stream->world, nodes[0], nodes[1], nodes[2]); // takes the nodes
  if (!statement) {
    librdf_free_node(nodes[3]);
    return GESTA_ERR_MEMORY;
  }
  *found = (Found){statement, nodes[3]};
  return GESTA_OK;

fail:
  for (size_t i = 0; i < 4; ++i) {
    if (nodes[i]) {
      librdf_free_node(nodes[i]);
    }
  }
  return status;
}

static bool
same_triple(const GestaQuadIds *a, const GestaQuadIds *b)
{
  return a->subject == b->subject && a->predicate == b->predicate
         && a->object == b->object;
}

// Move to the next quad of the cursor, leaving out triples that came before
// when the graphs are united: the store gives them one after the other.
static GestaStatus
read_found(Stream *stream)
{
  for (;;) {
    if (gesta_cancelled(stream->source.cancel)) {
      return GESTA_END;
    }
    GestaQuadIds quad;
    GestaStatus status = gesta_quad_cursor_next(stream->cursor, &quad);
    if (status) {
      return status;
    }
    if (stream->unite && stream->begun && same_triple(&quad, &stream->last)) {
      continue;
    }
    Found found;
    status = make_found(stream, &quad, &found);
    if (status) {
      return status;
    }
    free_found(&stream->now);
    stream->now = found;
    stream->last = quad;
    stream->begun = true;
    return GESTA_OK;
  }
}

static GestaStatus
keep_found(Stream *stream)
{
  GestaAllocator *allocator = stream->source.allocator;
  if (stream->kept_count == stream->kept_room) {
    const size_t room = stream->kept_room ? stream->kept_room * 2 : FIRST_ROOM;
    Found *grown = allocator->resize(allocator, stream->kept,
                                     room * sizeof *grown);
    if (!grown) {
      return GESTA_ERR_MEMORY;
    }
    stream->kept = grown;
    stream->kept_room = room;
  }
  Found copy = {librdf_new_statement_from_statement(stream->now.statement),
                NULL};
  if (!copy.statement) {
    return GESTA_ERR_MEMORY;
  }
  if (stream->now.context) {
    copy.context = librdf_new_node_from_node(stream->now.context);
  }
  stream->kept[stream->kept_count++] = copy;
  return GESTA_OK;
}

// Read everything, for a stream that must survive writes.
static GestaStatus
keep_all(Stream *stream)
{
  GestaStatus status = read_found(stream);
  while (status == GESTA_OK) {
    status = keep_found(stream);
    if (status == GESTA_OK) {
      status = read_found(stream);
    }
  }
  gesta_quad_cursor_close(stream->cursor);
  stream->cursor = NULL;
  stream->reading = NULL;
  free_found(&stream->now);
  return status == GESTA_END ? GESTA_OK : status;
}

static int
stream_is_end(void *context)
{
  const Stream *stream = context;
  return stream->snapshot ? stream->now.statement == NULL
                          : stream->position >= stream->kept_count;
}

static int
stream_next(void *context)
{
  Stream *stream = context;
  if (!stream->snapshot) {
    ++stream->position;
    return stream->position >= stream->kept_count;
  }
  if (!stream->now.statement) {
    return 1;
  }
  const GestaStatus status = read_found(stream);
  if (status != GESTA_OK) {
    if (status != GESTA_END) {
      report(stream, status);
    }
    free_found(&stream->now);
  }
  return status != GESTA_OK;
}

static void *
stream_get(void *context, int flags)
{
  Stream *stream = context;
  if (stream_is_end(context)) {
    return NULL;
  }
  const Found *found = stream->snapshot ? &stream->now
                                        : &stream->kept[stream->position];
  return flags == LIBRDF_STREAM_GET_METHOD_GET_OBJECT ? (void *)found->statement
                                                      : (void *)found->context;
}

static void
stream_finished(void *context)
{
  Stream *stream = context;
  gesta_quad_cursor_close(stream->cursor);
  gesta_transaction_abort(stream->snapshot);
  free_found(&stream->now);
  for (size_t i = 0; i < stream->kept_count; ++i) {
    free_found(&stream->kept[i]);
  }
  gesta_arena_clear(&stream->arena);
  if (stream->source.storage) {
    librdf_storage_remove_reference(stream->source.storage);
  }
  GestaAllocator *allocator = stream->source.allocator;
  gesta_release(allocator, stream->kept);
  gesta_release(allocator, stream);
}

// The ids of a pattern's terms.
//
// returns  GESTA_OK, or GESTA_NOT_FOUND if a term is in no quad
static GestaStatus
find_ids(GestaTransaction *transaction, const GestaQuad *pattern,
         GestaQuadIds *ids)
{
  const GestaTerm *terms[] = {&pattern->subject, &pattern->predicate,
                              &pattern->object, &pattern->graph};
  GestaTermId found[4] = {GESTA_NO_TERM};
  for (size_t i = 0; i < 4; ++i) {
    if (terms[i]->kind == GESTA_TERM_NONE) {
      continue;
    }
    const GestaStatus status = gesta_store_find_term(transaction, terms[i],
                                                     &found[i]);
    if (status) {
      return status;
    }
  }
  *ids = (GestaQuadIds){found[0], found[1], found[2], found[3]};
  return GESTA_OK;
}

// Begin to read: in the storage's transaction, or in a snapshot.
static GestaStatus
begin_reading(Stream *stream)
{
  if (stream->source.writing) {
    stream->reading = stream->source.writing;
    return GESTA_OK;
  }
  const GestaStatus status = gesta_transaction_begin(
    stream->source.store, false, &stream->snapshot, NULL);
  stream->reading = stream->snapshot;
  return status;
}

static GestaStatus
open_stream(Stream *stream, const GestaQuad *pattern, GestaGraphScope scope)
{
  GestaStatus status = begin_reading(stream);
  if (status) {
    return status;
  }
  GestaQuadIds ids;
  status = find_ids(stream->reading, pattern, &ids);
  if (status == GESTA_NOT_FOUND) {
    return GESTA_OK; // nothing matches
  }
  if (status) {
    return status;
  }
  status = gesta_store_find(stream->reading, &ids, scope, &stream->cursor);
  if (status) {
    return status;
  }
  if (!stream->snapshot) {
    return keep_all(stream);
  }
  status = read_found(stream);
  return status == GESTA_END ? GESTA_OK : status;
}

GestaStatus
gesta_redland_stream_new(const GestaStreamSource *source,
                         const GestaQuad *pattern, GestaGraphScope scope,
                         bool unite, librdf_stream **stream)
{
  assert(source && pattern && stream);

  Stream *made = gesta_allocate(source->allocator, 1, sizeof *made);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  *made = (Stream){.source = *source,
                   .world = librdf_storage_get_world(source->storage),
                   .unite = unite};
  made->source.storage = NULL; // no reference yet
  gesta_arena_init(&made->arena, source->allocator);

  const GestaStatus status = open_stream(made, pattern, scope);
  if (status) {
    stream_finished(made);
    return status;
  }
  librdf_storage_add_reference(source->storage);
  made->source.storage = source->storage;
  // On failure librdf calls stream_finished() itself.
  librdf_stream *given = librdf_new_stream(
    made->world, made, stream_is_end, stream_next, stream_get, stream_finished);
  if (!given) {
    return GESTA_ERR_MEMORY;
  }
  *stream = given;
  return GESTA_OK;
}

// The graphs of a store, all read when the iterator is made: one node each.
typedef struct Contexts {
  GestaAllocator *allocator;
  librdf_storage *storage;
  librdf_node **nodes;
  size_t count;
  size_t room;
  size_t position;
} Contexts;

static int
contexts_is_end(void *context)
{
  const Contexts *contexts = context;
  return contexts->position >= contexts->count;
}

static int
contexts_next(void *context)
{
  Contexts *contexts = context;
  ++contexts->position;
  return contexts->position >= contexts->count;
}

static void *
contexts_get(void *context, int flags)
{
  const Contexts *contexts = context;
  if (flags != LIBRDF_ITERATOR_GET_METHOD_GET_OBJECT
      || contexts_is_end(context)) {
    return NULL;
  }
  return contexts->nodes[contexts->position];
}

static void
contexts_finished(void *context)
{
  Contexts *contexts = context;
  for (size_t i = 0; i < contexts->count; ++i) {
    librdf_free_node(contexts->nodes[i]);
  }
  if (contexts->storage) {
    librdf_storage_remove_reference(contexts->storage);
  }
  gesta_release(contexts->allocator, contexts->nodes);
  gesta_release(contexts->allocator, contexts);
}

static GestaStatus
add_context(Contexts *contexts, librdf_node *node)
{
  if (contexts->count == contexts->room) {
    const size_t room = contexts->room ? contexts->room * 2 : FIRST_ROOM;
    librdf_node **grown = contexts->allocator->resize(
      contexts->allocator, contexts->nodes, room * sizeof(librdf_node *));
    if (!grown) {
      librdf_free_node(node);
      return GESTA_ERR_MEMORY;
    }
    contexts->nodes = grown;
    contexts->room = room;
  }
  contexts->nodes[contexts->count++] = node;
  return GESTA_OK;
}

static GestaStatus
read_contexts(Contexts *contexts, librdf_world *world,
              GestaTransaction *transaction)
{
  GestaArena arena;
  gesta_arena_init(&arena, contexts->allocator);
  GestaTermId graph = GESTA_NO_TERM;
  GestaStatus status = gesta_store_next_graph(transaction, &graph);
  while (status == GESTA_OK) {
    GestaTerm term;
    librdf_node *node = NULL;
    gesta_arena_reset(&arena);
    status = gesta_store_term(transaction, graph, &arena, &term);
    if (status == GESTA_OK) {
      status = gesta_redland_node_new(world, &term, &node);
    }
    if (status == GESTA_OK) {
      status = add_context(contexts, node);
    }
    if (status == GESTA_OK) {
      status = gesta_store_next_graph(transaction, &graph);
    }
  }
  gesta_arena_clear(&arena);
  return status == GESTA_END ? GESTA_OK : status;
}

GestaStatus
gesta_redland_contexts_new(const GestaStreamSource *source,
                           librdf_iterator **iterator)
{
  assert(source && iterator);

  Contexts *made = gesta_allocate(source->allocator, 1, sizeof *made);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  *made = (Contexts){.allocator = source->allocator};
  librdf_world *world = librdf_storage_get_world(source->storage);
  GestaTransaction *snapshot = NULL;
  GestaStatus status = GESTA_OK;
  if (!source->writing) {
    status = gesta_transaction_begin(source->store, false, &snapshot, NULL);
  }
  if (status == GESTA_OK) {
    status = read_contexts(made, world, snapshot ? snapshot : source->writing);
  }
  gesta_transaction_abort(snapshot);
  if (status) {
    contexts_finished(made);
    return status;
  }
  librdf_storage_add_reference(source->storage);
  made->storage = source->storage;
  librdf_iterator *given = librdf_new_iterator(world, made, contexts_is_end,
                                               contexts_next, contexts_get,
                                               contexts_finished);
  if (!given) {
    return GESTA_ERR_MEMORY;
  }
  *iterator = given;
  return GESTA_OK;
}
