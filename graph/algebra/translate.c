// SPDX-License-Identifier: GPL-3.0-or-later
// Groups: sections 18.2.2.1 to 18.2.2.8.

#include "graph/algebra/translator.h"

#include <assert.h>

typedef struct ConditionList {
  GestaExpressionList *first;
  GestaExpressionList *last;
} ConditionList;

// What is still to be said of a path: from `subject` by `path` to `object`.
typedef struct PathStep {
  GestaNode subject;
  GestaPath *path;
  GestaNode object;
  struct PathStep *next;
} PathStep;

// Section 18.2.2.8: Join(Z, A) = A = Join(A, Z).
static GestaStatus
join(GestaTranslator *translator, GestaAlgebra **pattern, GestaAlgebra *second)
{
  if (!second) {
    return GESTA_ERR_MEMORY;
  }
  if (second->kind == GESTA_ALGEBRA_UNIT) {
    return GESTA_OK;
  }
  if ((*pattern)->kind == GESTA_ALGEBRA_UNIT) {
    *pattern = second;
    return GESTA_OK;
  }
  GestaAlgebra *node = gesta_translator_node(translator, GESTA_ALGEBRA_JOIN,
                                             *pattern, second);
  if (!node) {
    return GESTA_ERR_MEMORY;
  }
  *pattern = node;
  return GESTA_OK;
}

static GestaStatus
translate_node(GestaTranslator *translator, const GestaNode *from,
               GestaNode *node)
{
  *node = *from;
  return gesta_node_is_variable(from) ? gesta_translator_variable(
           translator, from->variable, &node->variable)
                                      : GESTA_OK;
}

// A path that is one IRI is a triple (section 18.2.2.4).
static GestaStatus
add_triple(GestaTranslator *translator, const GestaTriple *triple,
           GestaAlgebra **pattern)
{
  const GestaPath *path = triple->path;
  GestaTriple *copy = gesta_arena_allocate(translator->arena, 1, sizeof *copy);
  GestaAlgebra *node = gesta_translator_node(
    translator,
    path && path->kind != GESTA_PATH_LINK ? GESTA_ALGEBRA_PATH
                                          : GESTA_ALGEBRA_TRIPLE,
    NULL, NULL);
  if (!copy || !node) {
    return GESTA_ERR_MEMORY;
  }
  *copy = *triple;
  copy->next = NULL;
  if (node->kind == GESTA_ALGEBRA_PATH) {
    copy->predicate = (GestaNode){.variable = GESTA_NO_VARIABLE};
  } else if (path) {
    copy->predicate = (GestaNode){.variable = GESTA_NO_VARIABLE,
                                  .term = gesta_iri(path->iri)};
    copy->path = NULL;
  }
  node->triple = copy;
  return join(translator, pattern, node);
}

static GestaStatus
push_step(GestaTranslator *translator, const GestaNode *subject,
          GestaPath *path, const GestaNode *object, PathStep **steps)
{
  PathStep *step = gesta_arena_allocate(translator->arena, 1, sizeof *step);
  if (!step) {
    return GESTA_ERR_MEMORY;
  }
  *step = (PathStep){*subject, path, *object, *steps};
  *steps = step;
  return GESTA_OK;
}

// Section 18.2.2.4: sequences and inverses become triples, with new variables
// between them.  What is left stays a path.
static GestaStatus
add_path(GestaTranslator *translator, const GestaTriple *triple,
         GestaAlgebra **pattern)
{
  PathStep *steps = NULL;
  GestaStatus status = push_step(translator, &triple->subject, triple->path,
                                 &triple->object, &steps);
  while (status == GESTA_OK && steps) {
    const PathStep step = *steps;
    steps = steps->next;
    if (step.path->kind == GESTA_PATH_INVERSE) {
      status = push_step(translator, &step.object, step.path->first,
                         &step.subject, &steps);
    } else if (step.path->kind == GESTA_PATH_SEQUENCE) {
      GestaNode between = {.variable = GESTA_NO_VARIABLE};
      status = gesta_translator_new_variable(translator, (GestaStringView){0},
                                             &between.variable);
      if (status == GESTA_OK) {
        status = push_step(translator, &between, step.path->second,
                           &step.object, &steps);
      }
      if (status == GESTA_OK) {
        status = push_step(translator, &step.subject, step.path->first,
                           &between, &steps);
      }
    } else {
      GestaTriple part = *triple;
      part.subject = step.subject;
      part.object = step.object;
      // The tree of the text is only read; a GestaTriple can say so no better.
      part.path = step.path;
      status = add_triple(translator, &part, pattern);
    }
  }
  return status;
}

static GestaStatus
add_triples(GestaTranslator *translator, const GestaTriple *triples,
            GestaAlgebra **pattern)
{
  GestaStatus status = GESTA_OK;
  for (const GestaTriple *at = triples; status == GESTA_OK && at;
       at = at->next) {
    GestaTriple triple = *at;
    status = translate_node(translator, &at->subject, &triple.subject);
    if (status == GESTA_OK) {
      status = translate_node(translator, &at->object, &triple.object);
    }
    if (status == GESTA_OK && at->path) {
      status = add_path(translator, &triple, pattern);
    } else if (status == GESTA_OK) {
      status = translate_node(translator, &at->predicate, &triple.predicate);
      if (status == GESTA_OK) {
        status = add_triple(translator, &triple, pattern);
      }
    }
  }
  return status;
}

GestaStatus
gesta_translate_values(GestaTranslator *translator, const GestaDataBlock *data,
                       GestaAlgebra **pattern)
{
  GestaDataBlock *copy = gesta_arena_allocate(translator->arena, 1,
                                              sizeof *copy);
  GestaAlgebra *node = gesta_translator_node(translator, GESTA_ALGEBRA_TABLE,
                                             NULL, NULL);
  if (!copy || !node) {
    return GESTA_ERR_MEMORY;
  }
  *copy = *data;
  copy->variables = gesta_arena_allocate(
    translator->arena, data->variable_count, sizeof *copy->variables);
  if (!copy->variables) {
    return GESTA_ERR_MEMORY;
  }
  for (size_t i = 0; i < data->variable_count; ++i) {
    const GestaStatus status = gesta_translator_variable(
      translator, data->variables[i], &copy->variables[i]);
    if (status) {
      return status;
    }
  }
  node->data = copy;
  return join(translator, pattern, node);
}

static GestaStatus
add_union(GestaTranslator *translator, const GestaGroup *groups,
          GestaAlgebra **pattern)
{
  GestaAlgebra *all = NULL;
  for (const GestaGroup *at = groups; at; at = at->next) {
    GestaAlgebra *branch = NULL;
    const GestaStatus status = gesta_translate_pattern(translator, at, &branch);
    if (status) {
      return status;
    }
    all = all ? gesta_translator_node(translator, GESTA_ALGEBRA_UNION, all,
                                      branch)
              : branch;
    if (!all) {
      return GESTA_ERR_MEMORY;
    }
  }
  return join(translator, pattern, all);
}

// BIND: section 18.2.2.5; it ends the basic graph pattern before it.
static GestaStatus
add_bind(GestaTranslator *translator, const GestaElement *element,
         GestaAlgebra **pattern)
{
  GestaAlgebra *node = gesta_translator_node(translator, GESTA_ALGEBRA_EXTEND,
                                             *pattern, NULL);
  GestaExpression *expression = NULL;
  GestaStatus status = gesta_translate_expression(
    translator, element->expression, NULL, &expression);
  if (status || !node) {
    return status ? status : GESTA_ERR_MEMORY;
  }
  node->expression = expression;
  status = gesta_translator_variable(translator, element->variable,
                                     &node->variable);
  *pattern = node;
  return status;
}

// GRAPH and SERVICE.
static GestaStatus
add_named(GestaTranslator *translator, const GestaElement *element,
          GestaAlgebra **pattern)
{
  GestaAlgebra *first = NULL;
  GestaStatus status = gesta_translate_pattern(translator, element->group,
                                               &first);
  if (status) {
    return status;
  }
  GestaAlgebra *node = gesta_translator_node(
    translator,
    element->kind == GESTA_ELEMENT_GRAPH ? GESTA_ALGEBRA_GRAPH
                                         : GESTA_ALGEBRA_SERVICE,
    first, NULL);
  if (!node) {
    return GESTA_ERR_MEMORY;
  }
  status = translate_node(translator, &element->name, &node->name);
  if (status == GESTA_OK && node->kind == GESTA_ALGEBRA_SERVICE) {
    node->is_silent = element->is_silent;
    node->source = element->group->source;
    status = gesta_translator_visible(translator, first, &node->variables,
                                      &node->variable_count);
  }
  return status ? status : join(translator, pattern, node);
}

static GestaStatus
add_condition(GestaTranslator *translator, const GestaExpression *from,
              ConditionList *conditions)
{
  GestaExpressionList *item = gesta_arena_allocate(translator->arena, 1,
                                                   sizeof *item);
  if (!item) {
    return GESTA_ERR_MEMORY;
  }
  if (conditions->last) {
    conditions->last->next = item;
  } else {
    conditions->first = item;
  }
  conditions->last = item;
  return gesta_translate_expression(translator, from, NULL, &item->expression);
}

static GestaStatus
translate_elements(GestaTranslator *translator, const GestaGroup *group,
                   GestaAlgebra **pattern, GestaExpressionList **conditions);

// The filters of an OPTIONAL's own group see both sides: they become the
// conditions of the join (section 18.2.2.6).
static GestaStatus
add_optional(GestaTranslator *translator, const GestaGroup *group,
             GestaAlgebra **pattern)
{
  GestaAlgebra *second = NULL;
  GestaExpressionList *conditions = NULL;
  const GestaStatus status = translate_elements(translator, group, &second,
                                                &conditions);
  if (status) {
    return status;
  }
  GestaAlgebra *node = gesta_translator_node(
    translator, GESTA_ALGEBRA_LEFT_JOIN, *pattern, second);
  if (!node) {
    return GESTA_ERR_MEMORY;
  }
  node->conditions = conditions;
  *pattern = node;
  return GESTA_OK;
}

static GestaStatus
add_minus(GestaTranslator *translator, const GestaGroup *group,
          GestaAlgebra **pattern)
{
  GestaAlgebra *second = NULL;
  const GestaStatus status = gesta_translate_pattern(translator, group,
                                                     &second);
  if (status) {
    return status;
  }
  GestaAlgebra *node = gesta_translator_node(translator, GESTA_ALGEBRA_MINUS,
                                             *pattern, second);
  if (!node) {
    return GESTA_ERR_MEMORY;
  }
  *pattern = node;
  return GESTA_OK;
}

static GestaStatus
add_element(GestaTranslator *translator, const GestaElement *element,
            GestaAlgebra **pattern, ConditionList *conditions)
{
  GestaAlgebra *inner = NULL;
  GestaStatus status = GESTA_OK;
  switch (element->kind) {
  case GESTA_ELEMENT_TRIPLES:
    return add_triples(translator, element->triples, pattern);
  case GESTA_ELEMENT_FILTER:
    return add_condition(translator, element->expression, conditions);
  case GESTA_ELEMENT_BIND:
    return add_bind(translator, element, pattern);
  case GESTA_ELEMENT_VALUES:
    return gesta_translate_values(translator, element->data, pattern);
  case GESTA_ELEMENT_OPTIONAL:
    return add_optional(translator, element->group, pattern);
  case GESTA_ELEMENT_UNION:
    return add_union(translator, element->group, pattern);
  case GESTA_ELEMENT_MINUS:
    return add_minus(translator, element->group, pattern);
  case GESTA_ELEMENT_GRAPH:
  case GESTA_ELEMENT_SERVICE:
    return add_named(translator, element, pattern);
  case GESTA_ELEMENT_GROUP:
    status = gesta_translate_pattern(translator, element->group, &inner);
    break;
  case GESTA_ELEMENT_SUBSELECT:
    status = gesta_translate_subselect(translator, element->select, &inner);
    break;
  }
  return status ? status : join(translator, pattern, inner);
}

static GestaStatus
translate_elements(GestaTranslator *translator, const GestaGroup *group,
                   GestaAlgebra **pattern, GestaExpressionList **conditions)
{
  GestaAlgebra *made = gesta_translator_node(translator, GESTA_ALGEBRA_UNIT,
                                             NULL, NULL);
  GestaStatus status = made ? GESTA_OK : GESTA_ERR_MEMORY;
  ConditionList list = {NULL, NULL};
  for (const GestaElement *at = group->elements; status == GESTA_OK && at;
       at = at->next) {
    status = add_element(translator, at, &made, &list);
  }
  if (status == GESTA_OK) {
    *pattern = made;
    *conditions = list.first;
  }
  return status;
}

GestaStatus
gesta_translate_pattern(GestaTranslator *translator, const GestaGroup *group,
                        GestaAlgebra **pattern)
{
  GestaAlgebra *made = NULL;
  GestaExpressionList *conditions = NULL;
  const GestaStatus status = translate_elements(translator, group, &made,
                                                &conditions);
  if (status == GESTA_OK && conditions) {
    made = gesta_translator_node(translator, GESTA_ALGEBRA_FILTER, made, NULL);
    if (!made) {
      return GESTA_ERR_MEMORY;
    }
    made->conditions = conditions;
  }
  if (status == GESTA_OK) {
    *pattern = made;
  }
  return status;
}

static GestaStatus
begin(GestaTranslator *translator)
{
  translator->binding_count = translator->request->variables.count;
  translator->bindings = gesta_arena_allocate(
    translator->arena, translator->binding_count, sizeof *translator->bindings);
  if (!translator->bindings) {
    return GESTA_ERR_MEMORY;
  }
  for (size_t i = 0; i < translator->binding_count; ++i) {
    translator->bindings[i].variable = (GestaVariable)i; // an index of one
  }
  return GESTA_OK;
}

// A status without a message of its own gets one.
static GestaStatus
end(const GestaTranslator *translator, GestaStatus status, GestaAlgebra *made,
    GestaAlgebra **algebra)
{
  if (status == GESTA_OK) {
    status = gesta_algebra_scope(made, &translator->request->variables,
                                 translator->arena);
  }
  if (status == GESTA_OK) {
    *algebra = made;
    return GESTA_OK;
  }
  return status == GESTA_ERR_SYNTAX
           ? status
           : gesta_error_set(translator->error, status, "%s",
                             gesta_status_text(status));
}

GestaStatus
gesta_translate_query(GestaRequest *request, GestaArena *arena,
                      GestaAlgebra **algebra, GestaError *error)
{
  assert(request && request->form != GESTA_FORM_UPDATE && arena && algebra);

  GestaTranslator translator = {
    .request = request, .arena = arena, .error = error};
  GestaAlgebra *made = NULL;
  GestaStatus status = begin(&translator);
  if (status == GESTA_OK) {
    status = gesta_translate_select(&translator, &request->select,
                                    request->form == GESTA_FORM_SELECT, &made);
  }
  return end(&translator, status, made, algebra);
}

GestaStatus
gesta_translate_group(GestaRequest *request, const GestaGroup *group,
                      GestaArena *arena, GestaAlgebra **algebra,
                      GestaError *error)
{
  assert(request && group && arena && algebra);

  GestaTranslator translator = {
    .request = request, .arena = arena, .error = error};
  GestaAlgebra *made = NULL;
  GestaStatus status = begin(&translator);
  if (status == GESTA_OK) {
    status = gesta_translate_pattern(&translator, group, &made);
  }
  return end(&translator, status, made, algebra);
}
