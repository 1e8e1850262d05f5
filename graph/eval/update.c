// SPDX-License-Identifier: GPL-3.0-or-later
// An operation first collects what it will remove and add, then removes, then
// adds (section 3.1.3): what it finds does not depend on what it does, and no
// cursor is open while the store is written.

#include "graph/eval/update.h"

#include "graph/eval/quad_text.h"
#include "graph/eval/template.h"

#include <assert.h>

typedef struct Updater {
  GestaAllocator *allocator;
  GestaRequest *request;
  const GestaUpdateOptions *options;
  GestaTransaction *transaction;
  GestaCancel *cancel;
  GestaArena arena; // of one operation
  GestaQuadText deleted;
  GestaQuadText inserted;
  GestaError *error;
} Updater;

static const GestaTerm default_graph = {.kind = GESTA_TERM_NONE};

static GestaStatus
write_collected(Updater *self)
{
  const GestaStatus status = gesta_quad_text_remove(
    &self->deleted, self->transaction, self->cancel);
  return status ? status
                : gesta_quad_text_add(&self->inserted, self->transaction,
                                      self->cancel);
}

// The term of a reference to one graph.
static GestaTerm
referred_graph(const GestaGraphReference *reference)
{
  return reference->range == GESTA_RANGE_IRI ? gesta_iri(reference->iri)
                                             : default_graph;
}

// Whether a graph holds a quad; the default graph is always there.
static GestaStatus
graph_exists(Updater *self, const GestaTerm *graph, bool *exists)
{
  *exists = graph->kind == GESTA_TERM_NONE;
  if (*exists) {
    return GESTA_OK;
  }
  GestaQuadIds pattern = {0};
  GestaStatus status = gesta_store_find_term(self->transaction, graph,
                                             &pattern.graph);
  if (status) {
    return status == GESTA_NOT_FOUND ? GESTA_OK : status;
  }
  uint64_t count = 0;
  bool is_exact = false;
  status = gesta_store_count(self->transaction, &pattern, GESTA_SCOPE_ONE,
                             &count, &is_exact);
  *exists = status == GESTA_OK && count > 0;
  return status;
}

// INSERT DATA and DELETE DATA are templates with one solution, which binds
// nothing.
static GestaStatus
change_data(Updater *self, const GestaQuadTemplate *quads,
            GestaQuadText *collected)
{
  GestaQueryTerms *terms = NULL;
  GestaStatus status = gesta_query_terms_new(self->allocator, self->transaction,
                                             &terms);
  if (status == GESTA_OK) {
    const GestaRow nothing = {NULL, 0};
    status = gesta_template_send(quads, &default_graph, terms, &nothing,
                                 &self->arena, &collected->sink);
  }
  gesta_query_terms_free(terms);
  return status ? status : write_collected(self);
}

// What WHERE sees.  WITH names its default graph, and nothing else (section
// 3.1.3); USING describes the dataset instead.
static GestaStatus
init_dataset(Updater *self, const GestaUpdate *update, GestaDataset *dataset)
{
  const GestaStatus status = gesta_dataset_init(
    update->dataset, self->options->evaluation.dataset.kind, self->transaction,
    &self->arena, dataset);
  if (status || update->dataset || update->with.size == 0) {
    return status;
  }
  const GestaTerm graph = gesta_iri(update->with);
  GestaTermId *id = gesta_arena_allocate(&self->arena, 1, sizeof *id);
  if (!id) {
    return GESTA_ERR_MEMORY;
  }
  const GestaStatus found = gesta_store_find_term(self->transaction, &graph,
                                                  id);
  if (found && found != GESTA_NOT_FOUND) {
    return found;
  }
  dataset->kind = GESTA_DEFAULT_LIST;
  dataset->defaults = id;
  dataset->default_count = found == GESTA_OK; // an unknown graph is empty
  return GESTA_OK;
}

static GestaStatus
collect_batch(Updater *self, const GestaUpdate *update,
              GestaEvaluation *evaluation, const GestaBatch *batch)
{
  const GestaTerm graph = update->with.size > 0 ? gesta_iri(update->with)
                                                : default_graph;
  GestaQueryTerms *terms = gesta_evaluation_terms(evaluation);
  GestaArena arena;
  gesta_arena_init(&arena, self->allocator);
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; status == GESTA_OK && i < batch->count; ++i) {
    const GestaRow row = {batch->columns, i};
    gesta_arena_reset(&arena);
    status = gesta_template_send(update->deleted, &graph, terms, &row, &arena,
                                 &self->deleted.sink);
    if (status == GESTA_OK) {
      status = gesta_template_send(update->inserted, &graph, terms, &row,
                                   &arena, &self->inserted.sink);
    }
  }
  gesta_arena_clear(&arena);
  return status;
}

// DELETE ... INSERT ... WHERE, and DELETE WHERE.
static GestaStatus
modify(Updater *self, const GestaUpdate *update)
{
  GestaAlgebra *algebra = NULL;
  GestaStatus status = gesta_translate_group(
    self->request, update->where, &self->arena, &algebra, self->error);
  GestaEvaluationOptions options = self->options->evaluation;
  if (status == GESTA_OK) {
    options.variables = &self->request->variables;
    options.base = self->request->base;
    options.prologue = self->request->prologue;
    status = init_dataset(self, update, &options.dataset);
  }
  GestaEvaluation *evaluation = NULL;
  if (status == GESTA_OK) {
    status = gesta_evaluation_new(self->allocator, &options, algebra,
                                  &evaluation, self->error);
  }
  while (status == GESTA_OK) {
    const GestaBatch *batch = NULL;
    status = gesta_evaluation_next(evaluation, &batch, self->error);
    if (status == GESTA_OK) {
      status = collect_batch(self, update, evaluation, batch);
    }
  }
  gesta_evaluation_free(evaluation);
  return status == GESTA_END ? write_collected(self) : status;
}

// What went wrong on this side is no fault of the document.
static bool
is_of_document(const Updater *self, GestaStatus status)
{
  return self->inserted.failure == GESTA_OK && status != GESTA_ERR_CANCELLED
         && status != GESTA_ERR_MEMORY;
}

// A document that cannot be read to its end adds nothing, so that SILENT may go
// on.
static GestaStatus
load(Updater *self, const GestaUpdate *update)
{
  if (!self->options->load) {
    return gesta_error_set(self->error, GESTA_ERR_INPUT,
                           "LOAD is not possible here");
  }
  const GestaTerm graph = referred_graph(&update->target);
  self->inserted.graph = graph.kind == GESTA_TERM_NONE ? NULL : &graph;
  GestaStatus status = self->options->load(self->options->load_context,
                                           update->document,
                                           &self->inserted.sink, self->error);
  if (status == GESTA_OK) {
    status = write_collected(self);
  } else if (update->is_silent && is_of_document(self, status)) {
    status = GESTA_OK;
  }
  self->inserted.graph = NULL;
  return status;
}

static GestaStatus
remove_named_graphs(Updater *self)
{
  GestaTermId id = GESTA_NO_TERM;
  GestaStatus status = gesta_store_next_graph(self->transaction, &id);
  while (status == GESTA_OK) {
    GestaTerm graph;
    GestaStringView copy;
    status = gesta_cancelled(self->cancel)
               ? GESTA_ERR_CANCELLED
               : gesta_store_term(self->transaction, id, &self->arena, &graph);
    if (status == GESTA_OK) {
      status = gesta_arena_copy(&self->arena, graph.value, &copy);
    }
    if (status == GESTA_OK) {
      graph.value = copy;
      status = gesta_store_remove_graph(self->transaction, &graph, NULL);
    }
    if (status == GESTA_OK) {
      status = gesta_store_next_graph(self->transaction, &id);
    }
  }
  return status == GESTA_END ? GESTA_OK : status;
}

// CLEAR and DROP, which differ only where a graph may be there and empty.
static GestaStatus
clear(Updater *self, const GestaUpdate *update)
{
  GestaStatus status = GESTA_OK;
  GestaTerm graph = default_graph;
  bool exists = true;
  switch (update->target.range) {
  case GESTA_RANGE_DEFAULT:
    return gesta_store_remove_graph(self->transaction, &graph, NULL);
  case GESTA_RANGE_NAMED:
    return remove_named_graphs(self);
  case GESTA_RANGE_ALL:
    status = gesta_store_remove_graph(self->transaction, &graph, NULL);
    return status ? status : remove_named_graphs(self);
  case GESTA_RANGE_IRI:
    graph = gesta_iri(update->target.iri);
    status = graph_exists(self, &graph, &exists);
    break;
  }
  if (status || exists) {
    return status ? status
                  : gesta_store_remove_graph(self->transaction, &graph, NULL);
  }
  if (update->kind == GESTA_UPDATE_CLEAR || update->is_silent) {
    return GESTA_OK;
  }
  return gesta_error_set_at(
    self->error, GESTA_ERR_INPUT, update->place.line, update->place.column,
    "there is no graph <%.*s>: DROP SILENT does not mind",
    (int)graph.value.size, graph.value.data);
}

static GestaStatus
create(Updater *self, const GestaUpdate *update)
{
  const GestaTerm graph = gesta_iri(update->target.iri);
  bool exists = false;
  const GestaStatus status = graph_exists(self, &graph, &exists);
  if (status || !exists || update->is_silent) {
    return status;
  }
  return gesta_error_set_at(
    self->error, GESTA_ERR_INPUT, update->place.line, update->place.column,
    "the graph <%.*s> is there already: CREATE SILENT does not mind",
    (int)graph.value.size, graph.value.data);
}

// The quads of a graph, to be added to another one.
static GestaStatus
collect_graph(Updater *self, const GestaTerm *source, const GestaTerm *target)
{
  GestaQuadIds pattern = {0};
  GestaStatus status = source->kind == GESTA_TERM_NONE
                         ? GESTA_OK
                         : gesta_store_find_term(self->transaction, source,
                                                 &pattern.graph);
  GestaQuadCursor *cursor = NULL;
  if (status == GESTA_OK) {
    status = gesta_store_find(self->transaction, &pattern, GESTA_SCOPE_ONE,
                              &cursor);
  }
  GestaArena arena;
  gesta_arena_init(&arena, self->allocator);
  while (status == GESTA_OK) {
    GestaQuadIds ids;
    GestaQuad quad = {.graph = *target};
    gesta_arena_reset(&arena);
    status = gesta_cancelled(self->cancel)
               ? GESTA_ERR_CANCELLED
               : gesta_quad_cursor_next(cursor, &ids);
    if (status == GESTA_OK) {
      status = gesta_store_term(self->transaction, ids.subject, &arena,
                                &quad.subject);
    }
    if (status == GESTA_OK) {
      status = gesta_store_term(self->transaction, ids.predicate, &arena,
                                &quad.predicate);
    }
    if (status == GESTA_OK) {
      status = gesta_store_term(self->transaction, ids.object, &arena,
                                &quad.object);
    }
    if (status == GESTA_OK) {
      status = gesta_sink_quad(&self->inserted.sink, &quad);
    }
  }
  gesta_quad_cursor_close(cursor);
  gesta_arena_clear(&arena);
  return status == GESTA_END ? GESTA_OK : status;
}

// ADD, COPY and MOVE; onto itself each does nothing (sections 3.2.3 to 3.2.5).
static GestaStatus
transfer(Updater *self, const GestaUpdate *update)
{
  const GestaTerm source = referred_graph(&update->source);
  const GestaTerm target = referred_graph(&update->target);
  bool exists = false;
  GestaStatus status = graph_exists(self, &source, &exists);
  if (status || (!exists && update->is_silent)) {
    return status;
  }
  if (!exists) {
    return gesta_error_set_at(self->error, GESTA_ERR_INPUT, update->place.line,
                              update->place.column, "there is no graph <%.*s>",
                              (int)source.value.size, source.value.data);
  }
  if (gesta_term_equal(&source, &target)) {
    return GESTA_OK;
  }
  status = collect_graph(self, &source, &target);
  if (status == GESTA_OK && update->kind != GESTA_UPDATE_ADD) {
    status = gesta_store_remove_graph(self->transaction, &target, NULL);
  }
  if (status == GESTA_OK) {
    status = write_collected(self);
  }
  if (status == GESTA_OK && update->kind == GESTA_UPDATE_MOVE) {
    status = gesta_store_remove_graph(self->transaction, &source, NULL);
  }
  return status;
}

static GestaStatus
execute(Updater *self, const GestaUpdate *update)
{
  switch (update->kind) {
  case GESTA_UPDATE_LOAD:
    return load(self, update);
  case GESTA_UPDATE_CLEAR:
  case GESTA_UPDATE_DROP:
    return clear(self, update);
  case GESTA_UPDATE_CREATE:
    return create(self, update);
  case GESTA_UPDATE_ADD:
  case GESTA_UPDATE_MOVE:
  case GESTA_UPDATE_COPY:
    return transfer(self, update);
  case GESTA_UPDATE_INSERT_DATA:
    return change_data(self, update->inserted, &self->inserted);
  case GESTA_UPDATE_DELETE_DATA:
    return change_data(self, update->deleted, &self->deleted);
  case GESTA_UPDATE_DELETE_WHERE:
  case GESTA_UPDATE_MODIFY:
    return modify(self, update);
  }
  return GESTA_OK;
}

GestaStatus
gesta_update_execute(GestaAllocator *allocator, GestaRequest *request,
                     const GestaUpdateOptions *options, GestaError *error)
{
  assert(allocator && request && request->form == GESTA_FORM_UPDATE);
  assert(options && options->evaluation.transaction);

  Updater self = {.allocator = allocator,
                  .request = request,
                  .options = options,
                  .transaction = options->evaluation.transaction,
                  .cancel = options->evaluation.cancel};
  GestaError own = {.status = GESTA_OK};
  self.error = &own;
  gesta_arena_init(&self.arena, allocator);
  gesta_quad_text_init(&self.deleted, allocator);
  gesta_quad_text_init(&self.inserted, allocator);
  GestaStatus status = GESTA_OK;
  // The names of new variables lie in the arena of an operation.
  const GestaVariableNames variables = request->variables;
  for (const GestaUpdate *at = request->updates; status == GESTA_OK && at;
       at = at->next) {
    self.deleted.text.size = 0;
    self.inserted.text.size = 0;
    status = execute(&self, at);
    request->variables = variables;
    gesta_arena_reset(&self.arena);
  }
  gesta_text_buffer_clear(&self.inserted.text);
  gesta_text_buffer_clear(&self.deleted.text);
  gesta_arena_clear(&self.arena);
  if (status && own.status != status) {
    return gesta_error_set(error, status, "%s", gesta_status_text(status));
  }
  if (status && error) {
    *error = own;
  }
  return status;
}
