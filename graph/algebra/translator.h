// SPDX-License-Identifier: GPL-3.0-or-later
/// @file translator.h
/// What the functions of the translation share.  Included by graph/algebra/*.c
/// only.

#ifndef GESTA_ALGEBRA_TRANSLATOR_H
#define GESTA_ALGEBRA_TRANSLATOR_H

#include "graph/algebra/algebra.h"

/// What a variable of the text is at present, and in which scope it became so:
/// 0 is the request, each subquery has a number of its own.
typedef struct GestaBinding {
  GestaVariable variable;
  size_t scope;
} GestaBinding;

/// A binding to be restored at the end of a scope.
typedef struct GestaOldBinding {
  GestaVariable from;
  GestaBinding binding;
  struct GestaOldBinding *next;
} GestaOldBinding;

typedef struct GestaTranslator {
  GestaRequest *request;
  GestaArena *arena;
  GestaError *error;
  GestaBinding *bindings;    ///< [binding_count]
  size_t binding_count;      ///< variables of the text
  size_t scope;              ///< the present one
  size_t scope_count;        ///< scopes begun so far
  GestaOldBinding *replaced; ///< of the present scope, newest first
} GestaTranslator;

/// The aggregates and keys of one query level.
typedef struct GestaGrouping {
  const GestaVariable *keys;
  size_t key_count;
  const GestaVariable *aliases; ///< that the projection has bound so far
  size_t alias_count;
  bool is_sampling; ///< HAVING and ORDER BY: a variable that is no key stands
                    ///< for a sample of it; in SELECT it is a mistake
  GestaAggregation *aggregations;
  GestaAggregation *last;
} GestaGrouping;

/// A new node.  NULL if memory is short.
GestaAlgebra *
gesta_translator_node(GestaTranslator *translator, GestaAlgebraKind kind,
                      GestaAlgebra *first, GestaAlgebra *second);

/// A new hidden variable; an empty name will do.
GESTA_MUST_CHECK GestaStatus
gesta_translator_new_variable(GestaTranslator *translator, GestaStringView name,
                              GestaVariable *variable);

/// What a variable of the text is in the present scope.
GESTA_MUST_CHECK GestaStatus
gesta_translator_variable(GestaTranslator *translator, GestaVariable from,
                          GestaVariable *variable);

/// The variables of the present scope that a pattern may bind and that have a
/// name in the text.
///
/// lends   *variables, in the arena
/// errors  GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_translator_visible(GestaTranslator *translator, GestaAlgebra *pattern,
                         GestaVariable **variables, size_t *count);

/// Translate an expression.  `grouping` is NULL in a pattern, where aggregates
/// may not stand; elsewhere aggregates become its variables.
GESTA_MUST_CHECK GestaStatus
gesta_translate_expression(GestaTranslator *translator,
                           const GestaExpression *from, GestaGrouping *grouping,
                           GestaExpression **expression);

/// Translate the data of VALUES and join a pattern with it.
GESTA_MUST_CHECK GestaStatus
gesta_translate_values(GestaTranslator *translator, const GestaDataBlock *data,
                       GestaAlgebra **pattern);

/// Translate a group into a pattern; its filters are part of it.
GESTA_MUST_CHECK GestaStatus
gesta_translate_pattern(GestaTranslator *translator, const GestaGroup *group,
                        GestaAlgebra **pattern);

/// Translate a query level with its modifiers, in the present scope.
GESTA_MUST_CHECK GestaStatus
gesta_translate_select(GestaTranslator *translator, const GestaSelect *select,
                       bool is_projected, GestaAlgebra **algebra);

/// Translate a subquery, in a scope of its own.
GESTA_MUST_CHECK GestaStatus
gesta_translate_subselect(GestaTranslator *translator,
                          const GestaSelect *select, GestaAlgebra **algebra);

#endif // GESTA_ALGEBRA_TRANSLATOR_H
