// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/sparql/parameters.h"

#include <assert.h>

typedef struct Binding {
  GestaVariable variable;
  GestaStringView name;
  const GestaTerm *term;
  GestaArena *arena;
  GestaError *error;
} Binding;

static GestaStatus
bind_select(Binding *self, GestaSelect *select);
static GestaStatus
bind_group(Binding *self, GestaGroup *group);

static void
bind_node(const Binding *self, GestaNode *node)
{
  if (gesta_node_is_variable(node) && node->variable == self->variable) {
    *node = (GestaNode){GESTA_NO_VARIABLE, *self->term};
  }
}

// The request itself gives the variable a value.
static GestaStatus
refuse(const Binding *self, const GestaPlace *place)
{
  return gesta_error_set_at(
    self->error, GESTA_ERR_INPUT, place->line, place->column,
    "the parameter ?%.*s is given a value here: rename one of them",
    (int)(self->name.size < 64 ? self->name.size : 64), self->name.data);
}

static GestaStatus
bind_expression(Binding *self, GestaExpression *expression)
{
  if (!expression) {
    return GESTA_OK;
  }
  if (expression->kind == GESTA_EXPRESSION_VARIABLE
      && expression->variable == self->variable) {
    expression->kind = GESTA_EXPRESSION_TERM;
    expression->term = *self->term;
    return GESTA_OK;
  }
  GestaStatus status = GESTA_OK;
  if (expression->group) {
    status = bind_group(self, expression->group);
  }
  // BOUND(?parameter) holds; it wants a variable, so it becomes its answer.
  if (expression->kind == GESTA_EXPRESSION_BUILTIN
      && expression->builtin == GESTA_BUILTIN_BOUND
      && expression->arguments[0]->variable == self->variable) {
    expression->kind = GESTA_EXPRESSION_EQUAL;
    GestaExpression **both = gesta_arena_allocate(self->arena, 2,
                                                  sizeof(GestaExpression *));
    if (!both) {
      return GESTA_ERR_MEMORY;
    }
    both[0] = expression->arguments[0];
    both[1] = expression->arguments[0];
    expression->arguments = both;
    expression->argument_count = 2;
  }
  for (size_t i = 0; status == GESTA_OK && i < expression->argument_count;
       ++i) {
    status = bind_expression(self, expression->arguments[i]);
  }
  return status;
}

static GestaStatus
bind_list(Binding *self, GestaExpressionList *list)
{
  GestaStatus status = GESTA_OK;
  for (; status == GESTA_OK && list; list = list->next) {
    status = bind_expression(self, list->expression);
  }
  return status;
}

static GestaStatus
check_data(const Binding *self, const GestaDataBlock *data)
{
  for (size_t i = 0; data && i < data->variable_count; ++i) {
    if (data->variables[i] == self->variable) {
      const GestaPlace unknown = {0};
      return refuse(self, &unknown);
    }
  }
  return GESTA_OK;
}

static void
bind_triples(const Binding *self, GestaTriple *triple)
{
  for (; triple; triple = triple->next) {
    bind_node(self, &triple->subject);
    bind_node(self, &triple->predicate);
    bind_node(self, &triple->object);
  }
}

static GestaStatus
bind_element(Binding *self, GestaElement *element)
{
  bind_triples(self, element->triples);
  if (element->kind == GESTA_ELEMENT_GRAPH
      || element->kind == GESTA_ELEMENT_SERVICE) {
    bind_node(self, &element->name);
  }
  if (element->kind == GESTA_ELEMENT_BIND
      && element->variable == self->variable) {
    return refuse(self, &element->place);
  }
  GestaStatus status = bind_expression(self, element->expression);
  if (status == GESTA_OK) {
    status = check_data(self, element->data);
  }
  for (GestaGroup *group = element->group; status == GESTA_OK && group;
       group = group->next) {
    status = bind_group(self, group);
  }
  if (status == GESTA_OK && element->select) {
    status = bind_select(self, element->select);
  }
  return status;
}

static GestaStatus
bind_group(Binding *self, GestaGroup *group)
{
  GestaStatus status = GESTA_OK;
  for (GestaElement *at = group->elements; status == GESTA_OK && at;
       at = at->next) {
    status = bind_element(self, at);
  }
  return status;
}

// A projected parameter is an expression: its value.
static GestaStatus
bind_projection(Binding *self, GestaProjection *projection)
{
  if (projection->variable != self->variable) {
    return bind_expression(self, projection->expression);
  }
  if (projection->expression) {
    return refuse(self, &projection->expression->place);
  }
  GestaExpression *value = gesta_arena_allocate(self->arena, 1, sizeof *value);
  if (!value) {
    return GESTA_ERR_MEMORY;
  }
  value->kind = GESTA_EXPRESSION_TERM;
  value->term = *self->term;
  projection->expression = value;
  return GESTA_OK;
}

static GestaStatus
bind_keys(Binding *self, GestaGroupKey *key)
{
  GestaStatus status = GESTA_OK;
  for (; status == GESTA_OK && key; key = key->next) {
    if (key->variable == self->variable) {
      return refuse(self, &key->expression->place);
    }
    status = bind_expression(self, key->expression);
  }
  return status;
}

static GestaStatus
bind_select(Binding *self, GestaSelect *select)
{
  GestaStatus status = select->where ? bind_group(self, select->where)
                                     : GESTA_OK;
  for (GestaProjection *at = select->projections; status == GESTA_OK && at;
       at = at->next) {
    status = bind_projection(self, at);
  }
  if (status == GESTA_OK) {
    status = bind_keys(self, select->group_keys);
  }
  if (status == GESTA_OK) {
    status = bind_list(self, select->having);
  }
  for (GestaOrder *at = select->orders; status == GESTA_OK && at;
       at = at->next) {
    status = bind_expression(self, at->expression);
  }
  return status ? status : check_data(self, select->values);
}

static void
bind_quads(const Binding *self, GestaQuadTemplate *quad)
{
  for (; quad; quad = quad->next) {
    bind_node(self, &quad->subject);
    bind_node(self, &quad->predicate);
    bind_node(self, &quad->object);
    bind_node(self, &quad->graph);
  }
}

GestaVariable
gesta_request_find_variable(const GestaRequest *request, GestaStringView name)
{
  for (GestaVariable i = 0; i < request->variables.count; ++i) {
    const GestaVariableName *at = &request->variables.names[i];
    if (!at->is_hidden && gesta_view_equal(at->name, name)) {
      return i;
    }
  }
  return GESTA_NO_VARIABLE;
}

GestaStatus
gesta_request_bind(GestaRequest *request, GestaStringView name,
                   const GestaTerm *term, GestaArena *arena, GestaError *error)
{
  assert(request && term && arena);

  Binding self = {.variable = gesta_request_find_variable(request, name),
                  .name = name,
                  .term = term,
                  .arena = arena,
                  .error = error};
  if (self.variable == GESTA_NO_VARIABLE) {
    return gesta_error_set(error, GESTA_ERR_INPUT,
                           "there is no variable ?%.*s for the parameter of "
                           "that name",
                           (int)(name.size < 64 ? name.size : 64), name.data);
  }
  GestaStatus status = GESTA_OK;
  if (request->form != GESTA_FORM_UPDATE) {
    status = bind_select(&self, &request->select);
  }
  bind_quads(&self, request->construction);
  for (GestaNodeList *at = request->described; at; at = at->next) {
    bind_node(&self, &at->node);
  }
  for (GestaUpdate *at = request->updates; status == GESTA_OK && at;
       at = at->next) {
    bind_quads(&self, at->deleted);
    bind_quads(&self, at->inserted);
    if (at->where) {
      status = bind_group(&self, at->where);
    }
  }
  return status;
}
