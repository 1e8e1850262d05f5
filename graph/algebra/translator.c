// SPDX-License-Identifier: GPL-3.0-or-later
// Scopes: a subquery's variable is a new one unless the subquery projects it.
//
// 1. bindings[v].scope is the scope in which bindings[v].variable was chosen; a
//    binding of an outer scope is replaced when the variable first comes up in
//    an inner one.
// 2. `replaced` holds what the present scope has replaced, so that its end
// costs
//    no more than its variables.

#include "graph/algebra/translator.h"

#include <assert.h>

enum { FIRST_ROOM = 16 };

GestaAlgebra *
gesta_translator_node(GestaTranslator *translator, GestaAlgebraKind kind,
                      GestaAlgebra *first, GestaAlgebra *second)
{
  GestaAlgebra *node = gesta_arena_allocate(translator->arena, 1, sizeof *node);
  if (node) {
    node->kind = kind;
    node->first = first;
    node->second = second;
    node->variable = GESTA_NO_VARIABLE;
    node->name.variable = GESTA_NO_VARIABLE;
    node->limit = UINT64_MAX;
  }
  return node;
}

GestaStatus
gesta_translator_new_variable(GestaTranslator *translator, GestaStringView name,
                              GestaVariable *variable)
{
  GestaVariableNames *names = &translator->request->variables;
  if (names->count >= GESTA_NO_VARIABLE) {
    return GESTA_ERR_TOO_LARGE;
  }
  if (names->count == names->room) {
    const size_t room = names->room ? names->room * 2 : FIRST_ROOM;
    GestaVariableName *grown = gesta_arena_allocate(translator->arena, room,
                                                    sizeof *grown);
    if (!grown) {
      return GESTA_ERR_MEMORY;
    }
    if (names->count > 0) {
      memcpy(grown, names->names, names->count * sizeof *grown);
    }
    names->names = grown;
    names->room = room;
  }
  names->names[names->count] = (GestaVariableName){name, true};
  *variable = (GestaVariable)names->count; // checked above
  ++names->count;
  return GESTA_OK;
}

// Invariants 1 and 2.
static GestaStatus
replace_binding(GestaTranslator *translator, GestaVariable from,
                GestaVariable to)
{
  GestaOldBinding *old = gesta_arena_allocate(translator->arena, 1,
                                              sizeof *old);
  if (!old) {
    return GESTA_ERR_MEMORY;
  }
  *old = (GestaOldBinding){from, translator->bindings[from],
                           translator->replaced};
  translator->replaced = old;
  translator->bindings[from] = (GestaBinding){to, translator->scope};
  return GESTA_OK;
}

GestaStatus
gesta_translator_variable(GestaTranslator *translator, GestaVariable from,
                          GestaVariable *variable)
{
  assert(from < translator->binding_count);

  if (translator->bindings[from].scope != translator->scope) {
    const GestaVariableName *name = &translator->request->variables.names[from];
    GestaVariable made = 0;
    GestaStatus status = gesta_translator_new_variable(
      translator, name->is_hidden ? (GestaStringView){0} : name->name, &made);
    if (status == GESTA_OK) {
      status = replace_binding(translator, from, made);
    }
    if (status) {
      return status;
    }
  }
  *variable = translator->bindings[from].variable;
  return GESTA_OK;
}

GestaStatus
gesta_translator_visible(GestaTranslator *translator, GestaAlgebra *pattern,
                         GestaVariable **variables, size_t *count)
{
  const GestaVariableNames *names = &translator->request->variables;
  GestaStatus status = gesta_algebra_scope(pattern, names, translator->arena);
  GestaVariable *list = gesta_arena_allocate(
    translator->arena, translator->binding_count, sizeof *list);
  if (status || !list) {
    return status ? status : GESTA_ERR_MEMORY;
  }
  size_t found = 0;
  for (size_t i = 0; i < translator->binding_count; ++i) {
    const GestaBinding *binding = &translator->bindings[i];
    if (!names->names[i].is_hidden && binding->scope == translator->scope
        && gesta_variable_set_has(pattern->possible, binding->variable)) {
      list[found++] = binding->variable;
    }
  }
  *variables = list;
  *count = found;
  return GESTA_OK;
}

GestaStatus
gesta_translate_subselect(GestaTranslator *translator,
                          const GestaSelect *select, GestaAlgebra **algebra)
{
  // The variables that a subquery projects are those of the scope around it,
  // where this may be the first that is heard of them.
  GestaStatus status = GESTA_OK;
  for (const GestaProjection *at = select->projections;
       status == GESTA_OK && at; at = at->next) {
    GestaVariable variable = 0;
    status = gesta_translator_variable(translator, at->variable, &variable);
  }
  const size_t outer = translator->scope;
  GestaOldBinding *const outer_replaced = translator->replaced;
  translator->scope = ++translator->scope_count;
  for (const GestaProjection *at = select->projections;
       status == GESTA_OK && at; at = at->next) {
    status = replace_binding(translator, at->variable,
                             translator->bindings[at->variable].variable);
  }
  if (status == GESTA_OK) {
    status = gesta_translate_select(translator, select, true, algebra);
  }
  while (translator->replaced != outer_replaced) {
    const GestaOldBinding *old = translator->replaced;
    translator->bindings[old->from] = old->binding;
    translator->replaced = old->next;
  }
  translator->scope = outer;
  return status;
}
