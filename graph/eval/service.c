// SPDX-License-Identifier: GPL-3.0-or-later
// SERVICE: the group's text is sent to the endpoint as a query of its own, once
// for each endpoint, and its rows are joined with those of the input.
//
// 1. answers[i] are the rows of endpoint endpoints.list.ids[i].

#include "graph/eval/id_set.h"
#include "graph/eval/operator.h"
#include "graph/eval/row_store.h"
#include "graph/rdf/vocabulary.h"

#include <assert.h>

typedef struct Service {
  GestaOperator base;
  const GestaAlgebra *algebra;
  const GestaVariable *shown; ///< variables that an answer may bind
  size_t shown_count;
  GestaIdSet endpoints;
  GestaRowStore *answers;
  bool has_input;
  size_t index;
  const GestaRowStore *answer; ///< of the present row, or NULL
  size_t answer_row;
} Service;

// What takes the rows of one answer.
typedef struct Receiver {
  Service *service;
  GestaRowStore *answer;
  GestaTermId **columns;
} Receiver;

static GestaVariable
find_shown(const Service *self, GestaStringView name)
{
  const GestaVariableNames *names = self->base.engine->options->variables;
  for (size_t i = 0; i < self->shown_count; ++i) {
    if (gesta_view_equal(names->names[self->shown[i]].name, name)) {
      return self->shown[i];
    }
  }
  return GESTA_NO_VARIABLE;
}

static GestaStatus
receive(void *context, const GestaStringView *names, const GestaTerm *terms,
        size_t width)
{
  Receiver *self = context;
  Service *service = self->service;
  for (size_t i = 0; i < service->shown_count; ++i) {
    self->columns[service->shown[i]][0] = GESTA_NO_TERM;
  }
  for (size_t i = 0; i < width; ++i) {
    const GestaVariable variable = find_shown(service, names[i]);
    if (variable != GESTA_NO_VARIABLE && terms[i].kind != GESTA_TERM_NONE) {
      const GestaStatus status = gesta_query_terms_intern(
        service->base.engine->terms, &terms[i], &self->columns[variable][0]);
      if (status) {
        return status;
      }
    }
  }
  const GestaRow row = {self->columns, 0};
  return gesta_row_store_add(self->answer, &row);
}

// Send the query and keep its rows.
static GestaStatus
send_query(Service *self, GestaStringView endpoint, GestaRowStore *answer)
{
  GestaEngine *const engine = self->base.engine;
  const GestaEvaluationOptions *options = engine->options;
  if (!options->service) {
    return gesta_error_set(engine->error, GESTA_ERR_INPUT,
                           "SERVICE is not allowed: use --allow-service if the "
                           "query may send data to %.*s",
                           (int)(endpoint.size < 200 ? endpoint.size : 200),
                           endpoint.data);
  }
  Receiver receiver = {.service = self, .answer = answer};
  receiver.columns = gesta_arena_allocate(&engine->arena, engine->variable_room,
                                          sizeof *receiver.columns);
  GestaTermId *ids = gesta_arena_allocate(&engine->arena, self->shown_count,
                                          sizeof *ids);
  if (!receiver.columns || !ids) {
    return GESTA_ERR_MEMORY;
  }
  for (size_t i = 0; i < self->shown_count; ++i) {
    receiver.columns[self->shown[i]] = &ids[i];
  }
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, engine->allocator);
  const GestaStringView parts[] = {
    options->prologue, GESTA_VIEW("\nSELECT * WHERE "), self->algebra->source};
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; status == GESTA_OK && i < 3; ++i) {
    status = gesta_text_buffer_append(&text, parts[i]);
  }
  GestaServiceRows rows = {receive, &receiver};
  if (status == GESTA_OK) {
    status = options->service(options->service_context, endpoint,
                              gesta_text_buffer_view(&text), &rows,
                              engine->error);
  }
  gesta_text_buffer_clear(&text);
  return status;
}

// A SILENT service that fails gives one solution without bindings (SPARQL 1.1
// Federated Query, section 2.3).
static GestaStatus
ask_endpoint(Service *self, GestaTermId endpoint, GestaRowStore *answer)
{
  GestaEngine *const engine = self->base.engine;
  GestaArena arena;
  gesta_arena_init(&arena, engine->allocator);
  GestaTerm term;
  GestaStatus status = gesta_query_terms_get(engine->terms, endpoint, &arena,
                                             &term);
  if (status == GESTA_OK) {
    status = term.kind == GESTA_TERM_IRI
               ? send_query(self, term.value, answer)
               : gesta_error_set(engine->error, GESTA_ERR_INPUT,
                                 "the endpoint of a SERVICE is not an IRI");
  }
  if (status && status != GESTA_ERR_MEMORY && status != GESTA_ERR_CANCELLED
      && self->algebra->is_silent) {
    GestaTermId **none = gesta_arena_allocate(&arena, engine->variable_room,
                                              sizeof *none);
    const GestaRow row = {none, 0};
    gesta_row_store_reset(answer);
    status = none ? gesta_row_store_add(answer, &row) : GESTA_ERR_MEMORY;
  }
  gesta_arena_clear(&arena);
  return status;
}

// The answer of an endpoint, asked once.
static GestaStatus
find_answer(Service *self, GestaTermId endpoint, const GestaRowStore **answer)
{
  GestaEngine *const engine = self->base.engine;
  for (size_t i = 0; i < self->endpoints.list.count; ++i) {
    if (self->endpoints.list.ids[i] == endpoint) {
      *answer = &self->answers[i];
      return GESTA_OK;
    }
  }
  const size_t count = self->endpoints.list.count;
  GestaRowStore *answers = engine->allocator->resize(
    engine->allocator, self->answers, (count + 1) * sizeof *answers);
  if (!answers) {
    return GESTA_ERR_MEMORY;
  }
  self->answers = answers;
  GestaStatus status = gesta_row_store_init(
    &answers[count], engine->allocator, &engine->arena, self->shown,
    self->shown_count, engine->variable_room);
  bool is_new;
  if (status == GESTA_OK) {
    status = gesta_id_set_add(&self->endpoints, engine->allocator, endpoint,
                              &is_new);
  }
  if (status == GESTA_OK) {
    status = ask_endpoint(self, endpoint, &answers[count]);
  }
  *answer = &answers[count];
  return status;
}

// Join the present row with one of the answer, if they fit.
static void
join_row(Service *self)
{
  GestaOperator *const base = &self->base;
  const GestaRow row = {base->first->batch.columns, self->index};
  const GestaRow kept = {self->answer->rows.columns, self->answer_row};
  for (size_t i = 0; i < self->shown_count; ++i) {
    const GestaTermId a = gesta_row_id(&row, self->shown[i]);
    const GestaTermId b = gesta_row_id(&kept, self->shown[i]);
    if (a != b && a != GESTA_NO_TERM && b != GESTA_NO_TERM) {
      return;
    }
  }
  const size_t to = base->batch.count;
  gesta_operator_copy_row(base, to, &row);
  for (size_t i = 0; i < self->shown_count; ++i) {
    GestaTermId *id = &base->batch.columns[self->shown[i]][to];
    *id = *id == GESTA_NO_TERM ? gesta_row_id(&kept, self->shown[i]) : *id;
  }
  ++base->batch.count;
}

static GestaStatus
begin_row(Service *self)
{
  const GestaRow row = {self->base.first->batch.columns, self->index};
  const GestaNode *name = &self->algebra->name;
  GestaTermId endpoint = GESTA_NO_TERM;
  GestaStatus status = GESTA_OK;
  if (gesta_node_is_variable(name)) {
    endpoint = gesta_row_id(&row, name->variable);
  } else {
    status = gesta_query_terms_intern(self->base.engine->terms, &name->term,
                                      &endpoint);
  }
  if (status == GESTA_OK && endpoint == GESTA_NO_TERM) {
    return gesta_error_set(self->base.engine->error, GESTA_ERR_INPUT,
                           "the endpoint of a SERVICE is a variable that "
                           "nothing binds: write its IRI");
  }
  self->answer_row = 0;
  return status ? status : find_answer(self, endpoint, &self->answer);
}

static GestaStatus
step(GestaOperator *base)
{
  Service *self = (Service *)base;
  GestaOperator *const input = self->base.first;
  if (self->answer) {
    if (self->answer_row == self->answer->rows.count) {
      self->answer = NULL;
      ++self->index;
      return GESTA_OK;
    }
    join_row(self);
    ++self->answer_row;
    return GESTA_OK;
  }
  if (self->has_input && self->index < input->batch.count) {
    return begin_row(self);
  }
  self->index = 0;
  const GestaStatus status = gesta_operator_next(input);
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
  Service *self = (Service *)base;
  self->has_input = false;
  self->answer = NULL;
  return gesta_operator_restart(base->first, kind);
}

static void
release(GestaOperator *base)
{
  Service *self = (Service *)base;
  GestaAllocator *const allocator = base->engine->allocator;
  for (size_t i = 0; i < self->endpoints.list.count; ++i) {
    gesta_row_store_clear(&self->answers[i]);
  }
  gesta_release(allocator, self->answers);
  gesta_id_set_clear(&self->endpoints, allocator);
}

static const GestaOperatorType type = {"service", next, restart, release};

GestaStatus
gesta_service_new(GestaEngine *engine, GestaOperator *input,
                  const GestaAlgebra *algebra, GestaOperator **self)
{
  Service *made = gesta_operator_new(engine, &type, sizeof *made, input, NULL);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  *self = &made->base;
  made->algebra = algebra;
  made->shown = algebra->variables;
  made->shown_count = algebra->variable_count;
  gesta_operator_add_columns(&made->base, input);
  for (size_t i = 0; i < made->shown_count; ++i) {
    gesta_operator_add_column(&made->base, made->shown[i]);
  }
  made->base.estimate = 1000;
  return GESTA_OK;
}
