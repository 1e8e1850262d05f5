// SPDX-License-Identifier: GPL-3.0-or-later
// What librdf calls.  Its functions return 0 for done and something else for
// failed; the reason goes to the world's log.
//
// 1. Without a transaction begun by librdf, every change is a transaction of
// its
//    own: durable when the call returns.
// 2. The context NULL is the default graph for changes, and the union of all
//    graphs for what is found.

#include "graph/redland/redland_storage.h"

#include "graph/redland/redland_node.h"
#include "graph/redland/redland_stream.h"

#include <assert.h>
#include <limits.h>
#include <stdint.h>
#include <string.h>

typedef struct Storage {
  GestaAllocator *allocator;
  librdf_world *world;
  char *path;
  GestaOpenMode mode;
  bool renew; // empty the graph when it is opened
  GestaStore *store;
  GestaTransaction *writing; // begun by librdf, or NULL
  void *handle;              // what librdf's caller wants kept with it
  GestaCancel *cancel;
} Storage;

static Storage *
storage_of(librdf_storage *storage)
{
  return librdf_storage_get_instance(storage);
}

static int
report(const Storage *self, const GestaError *error)
{
  librdf_log(self->world, 0, LIBRDF_LOG_ERROR, LIBRDF_FROM_STORAGE, NULL, "%s",
             error->message);
  return 1;
}

static int
report_status(const Storage *self, GestaStatus status)
{
  GestaError error;
  (void)gesta_error_set(&error, status, "%s: %s", self->path,
                        gesta_status_text(status));
  return report(self, &error);
}

static GestaStreamSource
source_of(librdf_storage *storage)
{
  const Storage *self = storage_of(storage);
  return (GestaStreamSource){self->allocator, storage, self->store,
                             self->writing, self->cancel};
}

// Make an instance that remembers what to open.
static int
set_instance(librdf_storage *storage, const char *path, GestaOpenMode mode,
             bool renew)
{
  GestaAllocator *allocator = gesta_default_allocator();
  const size_t size = strlen(path) + 1;
  Storage *self = gesta_allocate(allocator, 1, sizeof *self);
  char *copy = gesta_allocate(allocator, size, 1);
  if (!self || !copy) {
    gesta_release(allocator, self);
    gesta_release(allocator, copy);
    return 1;
  }
  memcpy(copy, path, size);
  *self = (Storage){.allocator = allocator,
                    .world = librdf_storage_get_world(storage),
                    .path = copy,
                    .mode = mode,
                    .renew = renew};
  librdf_storage_set_instance(storage, self);
  return 0;
}

static int
storage_init(librdf_storage *storage, const char *name, librdf_hash *options)
{
  int status = 1;
  if (name) {
    const bool renew = options
                       && librdf_hash_get_as_boolean(options, "new") > 0;
    const bool read_only = options
                           && librdf_hash_get_as_boolean(options, "write") == 0;
    const GestaOpenMode mode = renew       ? GESTA_OPEN_CREATE
                               : read_only ? GESTA_OPEN_READ
                                           : GESTA_OPEN_WRITE;
    status = set_instance(storage, name, mode, renew);
  } else {
    librdf_log(librdf_storage_get_world(storage), 0, LIBRDF_LOG_ERROR,
               LIBRDF_FROM_STORAGE, NULL, "a gesta storage needs a file name");
  }
  if (options) {
    librdf_free_hash(options);
  }
  return status;
}

static int
storage_clone(librdf_storage *fresh, librdf_storage *old)
{
  const Storage *self = storage_of(old);
  if (set_instance(fresh, self->path,
                   self->renew ? GESTA_OPEN_WRITE : self->mode, false)) {
    return 1;
  }
  storage_of(fresh)->cancel = self->cancel;
  return 0;
}

static int
storage_close(librdf_storage *storage)
{
  Storage *self = storage_of(storage);
  if (self) {
    gesta_transaction_abort(self->writing);
    self->writing = NULL;
    gesta_store_close(self->store);
    self->store = NULL;
  }
  return 0;
}

static void
storage_terminate(librdf_storage *storage)
{
  Storage *self = storage_of(storage);
  if (self) {
    (void)storage_close(storage);
    GestaAllocator *allocator = self->allocator;
    gesta_release(allocator, self->path);
    gesta_release(allocator, self);
    librdf_storage_set_instance(storage, NULL);
  }
}

// Remove every quad, in one transaction.
static GestaStatus
empty_store(GestaStore *store, GestaError *error)
{
  GestaTransaction *transaction = NULL;
  GestaStatus status = gesta_transaction_begin(store, true, &transaction,
                                               error);
  if (status) {
    return status;
  }
  GestaArena arena;
  gesta_arena_init(&arena, gesta_default_allocator());
  GestaTerm graph = {.kind = GESTA_TERM_NONE};
  GestaTermId id = GESTA_NO_TERM;
  do {
    status = gesta_store_remove_graph(transaction, &graph, NULL);
    if (status == GESTA_OK) {
      status = gesta_store_next_graph(transaction, &id);
    }
    if (status == GESTA_OK) {
      gesta_arena_reset(&arena);
      status = gesta_store_term(transaction, id, &arena, &graph);
    }
  } while (status == GESTA_OK);
  gesta_arena_clear(&arena);
  if (status == GESTA_END) {
    return gesta_transaction_commit(transaction, error);
  }
  gesta_transaction_abort(transaction);
  return gesta_error_set(error, status, "the graph cannot be emptied: %s",
                         gesta_status_text(status));
}

static int
storage_open(librdf_storage *storage, librdf_model *model)
{
  (void)model;
  Storage *self = storage_of(storage);
  GestaError error;
  GestaStatus status = gesta_store_open(self->allocator, self->path, self->mode,
                                        &self->store, &error);
  if (status == GESTA_ERR_FILE && self->mode == GESTA_OPEN_WRITE) {
    // A file that may not be written may still be read.
    GestaError second;
    status = gesta_store_open(self->allocator, self->path, GESTA_OPEN_READ,
                              &self->store, &second);
  }
  if (status) {
    return report(self, &error);
  }
  if (self->renew && empty_store(self->store, &error)) {
    gesta_store_close(self->store);
    self->store = NULL;
    return report(self, &error);
  }
  self->renew = false;
  return 0;
}

// The transaction to change the store in: librdf's, or one of our own.
static int
begin_change(Storage *self, GestaTransaction **transaction)
{
  if (self->writing) {
    *transaction = self->writing;
    return 0;
  }
  GestaError error;
  return gesta_transaction_begin(self->store, true, transaction, &error)
           ? report(self, &error)
           : 0;
}

// End a change that begin_change() began.
static int
end_change(Storage *self, GestaTransaction *transaction, GestaStatus status)
{
  if (status) {
    if (transaction != self->writing) {
      gesta_transaction_abort(transaction);
    }
    return report_status(self, status);
  }
  GestaError error;
  if (transaction != self->writing
      && gesta_transaction_commit(transaction, &error)) {
    return report(self, &error);
  }
  return 0;
}

static int
storage_size(librdf_storage *storage)
{
  Storage *self = storage_of(storage);
  GestaStoreFacts facts;
  GestaError error;
  GestaTransaction *snapshot = NULL;
  if (!self->writing
      && gesta_transaction_begin(self->store, false, &snapshot, &error)) {
    (void)report(self, &error);
    return -1;
  }
  const GestaStatus status = gesta_store_facts(
    self->writing ? self->writing : snapshot, &facts);
  gesta_transaction_abort(snapshot);
  if (status) {
    (void)report_status(self, status);
    return -1;
  }
  return facts.quad_count > INT_MAX ? INT_MAX : (int)facts.quad_count;
}

static int
storage_context_add_statement(librdf_storage *storage, librdf_node *context,
                              librdf_statement *statement)
{
  Storage *self = storage_of(storage);
  GestaTransaction *transaction = NULL;
  if (begin_change(self, &transaction)) {
    return 1;
  }
  const GestaQuad quad = gesta_redland_quad(statement, context);
  return end_change(self, transaction,
                    gesta_store_add(transaction, &quad, NULL));
}

static int
storage_add_statement(librdf_storage *storage, librdf_statement *statement)
{
  return storage_context_add_statement(storage, NULL, statement);
}

// Add a whole stream in one transaction.
static int
storage_context_add_statements(librdf_storage *storage, librdf_node *context,
                               librdf_stream *stream)
{
  Storage *self = storage_of(storage);
  GestaTransaction *transaction = NULL;
  if (begin_change(self, &transaction)) {
    return 1;
  }
  GestaStatus status = GESTA_OK;
  while (status == GESTA_OK && !librdf_stream_end(stream)) {
    librdf_statement *statement = librdf_stream_get_object(stream);
    librdf_node *graph = context ? context : librdf_stream_get_context2(stream);
    if (statement) {
      const GestaQuad quad = gesta_redland_quad(statement, graph);
      status = gesta_store_add(transaction, &quad, NULL);
    }
    (void)librdf_stream_next(stream);
  }
  return end_change(self, transaction, status);
}

static int
storage_add_statements(librdf_storage *storage, librdf_stream *stream)
{
  return storage_context_add_statements(storage, NULL, stream);
}

static int
storage_context_remove_statement(librdf_storage *storage, librdf_node *context,
                                 librdf_statement *statement)
{
  Storage *self = storage_of(storage);
  GestaTransaction *transaction = NULL;
  if (begin_change(self, &transaction)) {
    return 1;
  }
  const GestaQuad quad = gesta_redland_quad(statement, context);
  const GestaStatus status = gesta_store_remove(transaction, &quad);
  if (status == GESTA_NOT_FOUND) {
    (void)end_change(self, transaction, GESTA_OK);
    return 1;
  }
  return end_change(self, transaction, status);
}

static int
storage_remove_statement(librdf_storage *storage, librdf_statement *statement)
{
  return storage_context_remove_statement(storage, NULL, statement);
}

static int
storage_context_remove_statements(librdf_storage *storage, librdf_node *context)
{
  Storage *self = storage_of(storage);
  GestaTransaction *transaction = NULL;
  if (begin_change(self, &transaction)) {
    return 1;
  }
  const GestaTerm graph = gesta_redland_term(context);
  return end_change(self, transaction,
                    gesta_store_remove_graph(transaction, &graph, NULL));
}

static librdf_stream *
find(librdf_storage *storage, librdf_statement *pattern, librdf_node *context)
{
  const GestaStreamSource source = source_of(storage);
  const GestaQuad quad = pattern
                           ? gesta_redland_quad(pattern, context)
                           : (GestaQuad){.graph = gesta_redland_term(context)};
  librdf_stream *stream = NULL;
  const GestaStatus status = gesta_redland_stream_new(
    &source, &quad, context ? GESTA_SCOPE_ONE : GESTA_SCOPE_ALL, !context,
    &stream);
  if (status) {
    (void)report_status(storage_of(storage), status);
    return NULL;
  }
  return stream;
}

static librdf_stream *
storage_find_statements(librdf_storage *storage, librdf_statement *statement)
{
  return find(storage, statement, NULL);
}

static librdf_stream *
storage_find_statements_in_context(librdf_storage *storage,
                                   librdf_statement *statement,
                                   librdf_node *context)
{
  return find(storage, statement, context);
}

static librdf_stream *
storage_context_serialise(librdf_storage *storage, librdf_node *context)
{
  return find(storage, NULL, context);
}

// Every quad, with its graph: what is written out must be what came in.
static librdf_stream *
storage_serialise(librdf_storage *storage)
{
  const GestaStreamSource source = source_of(storage);
  const GestaQuad any = {.graph = {.kind = GESTA_TERM_NONE}};
  librdf_stream *stream = NULL;
  const GestaStatus status = gesta_redland_stream_new(
    &source, &any, GESTA_SCOPE_ALL, false, &stream);
  if (status) {
    (void)report_status(storage_of(storage), status);
    return NULL;
  }
  return stream;
}

static int
storage_contains_statement(librdf_storage *storage, librdf_statement *statement)
{
  librdf_stream *stream = find(storage, statement, NULL);
  if (!stream) {
    return 0;
  }
  const int found = !librdf_stream_end(stream);
  librdf_free_stream(stream);
  return found;
}

static librdf_iterator *
storage_get_contexts(librdf_storage *storage)
{
  const GestaStreamSource source = source_of(storage);
  librdf_iterator *iterator = NULL;
  const GestaStatus status = gesta_redland_contexts_new(&source, &iterator);
  if (status) {
    (void)report_status(storage_of(storage), status);
    return NULL;
  }
  return iterator;
}

static librdf_node *
storage_get_feature(librdf_storage *storage, librdf_uri *feature)
{
  const char *name = (const char *)librdf_uri_as_string(feature);
  if (!name || strcmp(name, LIBRDF_MODEL_FEATURE_CONTEXTS) != 0) {
    return NULL;
  }
  return librdf_new_node_from_typed_literal(
    librdf_storage_get_world(storage), (const unsigned char *)"1", NULL, NULL);
}

// Every change is durable when it returns, or at the commit.
static int
storage_sync(librdf_storage *storage)
{
  (void)storage;
  return 0;
}

static int
storage_transaction_start_with_handle(librdf_storage *storage, void *handle)
{
  Storage *self = storage_of(storage);
  GestaError error;
  if (self->writing) {
    (void)gesta_error_set(&error, GESTA_ERR_INPUT,
                          "%s: a transaction has begun already", self->path);
    return report(self, &error);
  }
  if (gesta_transaction_begin(self->store, true, &self->writing, &error)) {
    return report(self, &error);
  }
  self->handle = handle;
  return 0;
}

static int
storage_transaction_start(librdf_storage *storage)
{
  return storage_transaction_start_with_handle(storage, NULL);
}

static int
storage_transaction_commit(librdf_storage *storage)
{
  Storage *self = storage_of(storage);
  GestaTransaction *const transaction = self->writing;
  if (!transaction) {
    return 1;
  }
  self->writing = NULL;
  self->handle = NULL;
  GestaError error;
  return gesta_transaction_commit(transaction, &error) ? report(self, &error)
                                                       : 0;
}

static int
storage_transaction_rollback(librdf_storage *storage)
{
  Storage *self = storage_of(storage);
  if (!self->writing) {
    return 1;
  }
  gesta_transaction_abort(self->writing);
  self->writing = NULL;
  self->handle = NULL;
  return 0;
}

static void *
storage_transaction_get_handle(librdf_storage *storage)
{
  return storage_of(storage)->handle;
}

// What stays NULL librdf does by itself with find_statements: sources, arcs,
// targets.
static const librdf_storage_factory functions = {
  .version = LIBRDF_STORAGE_INTERFACE_VERSION,
  .init = storage_init,
  .clone = storage_clone,
  .terminate = storage_terminate,
  .open = storage_open,
  .close = storage_close,
  .size = storage_size,
  .add_statement = storage_add_statement,
  .add_statements = storage_add_statements,
  .remove_statement = storage_remove_statement,
  .contains_statement = storage_contains_statement,
  .serialise = storage_serialise,
  .find_statements = storage_find_statements,
  .find_statements_in_context = storage_find_statements_in_context,
  .context_add_statement = storage_context_add_statement,
  .context_add_statements = storage_context_add_statements,
  .context_remove_statement = storage_context_remove_statement,
  .context_remove_statements = storage_context_remove_statements,
  .context_serialise = storage_context_serialise,
  .get_contexts = storage_get_contexts,
  .get_feature = storage_get_feature,
  .sync = storage_sync,
  .transaction_start = storage_transaction_start,
  .transaction_start_with_handle = storage_transaction_start_with_handle,
  .transaction_commit = storage_transaction_commit,
  .transaction_rollback = storage_transaction_rollback,
  .transaction_get_handle = storage_transaction_get_handle,
};

void
gesta_redland_storage_factory(librdf_storage_factory *factory)
{
  assert(factory);

  char *const name = factory->name; // librdf's
  char *const label = factory->label;
  *factory = functions;
  factory->name = name;
  factory->label = label;
}

GestaStatus
gesta_redland_storage_new(librdf_world *world, const char *path,
                          GestaCancel *cancel, librdf_storage **storage)
{
  assert(world && path && storage);

  // librdf reads the table through a pointer that is not const.
  librdf_storage *made = librdf_new_storage_from_factory(
    world, (librdf_storage_factory *)(uintptr_t)&functions, path, NULL);
  if (!made) {
    return GESTA_ERR_STORAGE;
  }
  storage_of(made)->cancel = cancel;
  *storage = made;
  return GESTA_OK;
}
