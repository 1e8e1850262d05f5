// SPDX-License-Identifier: GPL-3.0-or-later
/// @file algebra.h
/// The SPARQL algebra: what the engine evaluates.
///
/// source  SPARQL 1.1 Query Language, section 18

#ifndef GESTA_ALGEBRA_ALGEBRA_H
#define GESTA_ALGEBRA_ALGEBRA_H

#include "graph/base/arena.h"
#include "graph/base/error.h"
#include "graph/base/text_buffer.h"
#include "graph/sparql/syntax.h"

/// A set of variables, as bits; `size` words, the same for a whole request.
typedef struct GestaVariableSet {
  uint64_t *words;
} GestaVariableSet;

typedef enum GestaAlgebraKind {
  GESTA_ALGEBRA_UNIT,      ///< one solution without a binding
  GESTA_ALGEBRA_TRIPLE,    ///< triple without a path
  GESTA_ALGEBRA_PATH,      ///< triple with a path
  GESTA_ALGEBRA_JOIN,      ///< first, second
  GESTA_ALGEBRA_LEFT_JOIN, ///< first, second, conditions
  GESTA_ALGEBRA_FILTER,    ///< first, conditions
  GESTA_ALGEBRA_UNION,     ///< first, second
  GESTA_ALGEBRA_MINUS,     ///< first, second
  GESTA_ALGEBRA_SEMI_JOIN, ///< first, second, conditions: each row of first
                           ///< for which there is a row of second that is
                           ///< compatible (perhaps without a shared variable)
                           ///< and meets the conditions.  Rewriting only
  GESTA_ALGEBRA_ANTI_JOIN, ///< the other rows of first.  Rewriting only
  GESTA_ALGEBRA_GRAPH,     ///< name, first
  GESTA_ALGEBRA_EXTEND,    ///< first, variable := expression
  GESTA_ALGEBRA_TABLE,     ///< data
  GESTA_ALGEBRA_GROUP,     ///< first, keys, aggregates
  GESTA_ALGEBRA_ORDER,     ///< first, orders
  GESTA_ALGEBRA_PROJECT,   ///< first, variables
  GESTA_ALGEBRA_DISTINCT,  ///< first
  GESTA_ALGEBRA_REDUCED,   ///< first
  GESTA_ALGEBRA_SLICE,     ///< first, offset, limit
  GESTA_ALGEBRA_SERVICE,   ///< name, first, is_silent, source, variables
} GestaAlgebraKind;

/// variable := aggregate, in a GROUP.
typedef struct GestaAggregation {
  GestaVariable variable;
  GestaExpression *expression; ///< GESTA_EXPRESSION_AGGREGATE
  struct GestaAggregation *next;
} GestaAggregation;

typedef struct GestaAlgebra GestaAlgebra;

/// A node of the algebra.  Nodes may share their sets: to change one, compute
/// it anew.
struct GestaAlgebra {
  GestaAlgebraKind kind;
  GestaAlgebra *first;
  GestaAlgebra *second;
  GestaTriple *triple;             ///< its `next` has no meaning here
  GestaExpressionList *conditions; ///< all must hold; NULL only where there
                                   ///< are two children
  GestaVariable variable;
  GestaExpression *expression;
  GestaNode name;
  bool is_silent;
  GestaStringView source; ///< the text of a SERVICE's group
  const GestaDataBlock *data;
  GestaVariable *variables; ///< PROJECT; keys of a GROUP: by then all keys are
                            ///< variables (an EXTEND below computes others);
                            ///< SERVICE: those in scope whose names the source
                            ///< has, to be found in the answer by their names
  size_t variable_count;
  GestaAggregation *aggregations;
  GestaOrder *orders;
  uint64_t offset;
  uint64_t limit;            ///< UINT64_MAX: none
  GestaVariableSet certain;  ///< bound in every solution
  GestaVariableSet possible; ///< bound in some solution
};

/// Translate the pattern and the modifiers of a query into algebra (section
/// 18.2).  Variables that a subquery does not project become new ones, so that
/// equal indexes always mean the same variable.  The groups of EXISTS are
/// translated too (GestaExpression.pattern), and aggregates in expressions are
/// replaced by the variables of their GROUP.
///
/// For CONSTRUCT, DESCRIBE and ASK the root has no PROJECT.  Chains along
/// `first` may be as long as the text (100,000 triples): walk them with
/// gesta_algebra_spine(), never by recursion.
///
/// lends    *algebra, in the arena, like new names in request->variables
/// errors   GESTA_ERR_SYNTAX (what the grammar cannot see: a variable that is
///          projected beside an aggregate without being a key),
///          GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_translate_query(GestaRequest *request, GestaArena *arena,
                      GestaAlgebra **algebra, GestaError *error);

/// Translate the WHERE of an update.
GESTA_MUST_CHECK GestaStatus
gesta_translate_group(GestaRequest *request, const GestaGroup *group,
                      GestaArena *arena, GestaAlgebra **algebra,
                      GestaError *error);

/// Compute `certain` and `possible` of a tree that was changed or built by
/// hand.
///
/// errors  GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_algebra_scope(GestaAlgebra *algebra, const GestaVariableNames *variables,
                    GestaArena *arena);

/// Rewrite a tree so that it has the same solutions at less cost; every rewrite
/// states in rewrite.c when it holds.  The tree itself is changed and must not
/// be used but through *algebra.  A condition on a block of joins stays above
/// the block, for the planner to test as soon as its variables are bound.
///
/// needs   scopes, as the translation leaves them
/// lends   what is new, in the arena
/// errors  GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_algebra_rewrite(GestaAlgebra **algebra,
                      const GestaVariableNames *variables, GestaArena *arena);

static inline bool
gesta_variable_set_has(GestaVariableSet set, GestaVariable variable)
{
  return set.words[variable / 64] >> (variable % 64) & 1;
}

/// The nodes from a tree's root along `first` to the leaf: what may be too long
/// for recursion.  Recursion into `second` and into the patterns of EXISTS is
/// as deep as the parser lets groups be nested.
///
/// gives   *spine, [*count]; release it with gesta_release()
/// errors  GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_algebra_spine(GestaAllocator *allocator, GestaAlgebra *algebra,
                    GestaAlgebra ***spine, size_t *count);

/// Append the algebra as S-expressions, as Jena and the specification write it:
/// (join (triple ?s ?p ?o) ...).  A hidden variable is "?." and its index, with
/// the name between them if it has one.
GESTA_MUST_CHECK GestaStatus
gesta_algebra_print(const GestaAlgebra *algebra,
                    const GestaVariableNames *variables, GestaTextBuffer *text);

/// Append a triple pattern, or one with a path, in the same spelling.  A
/// variable beyond those of the request is "?." and its index.
GESTA_MUST_CHECK GestaStatus
gesta_triple_print(const GestaTriple *triple,
                   const GestaVariableNames *variables, GestaTextBuffer *text);

/// Append an expression in the same spelling.
GESTA_MUST_CHECK GestaStatus
gesta_expression_print(const GestaExpression *expression,
                       const GestaVariableNames *variables,
                       GestaTextBuffer *text);

#endif // GESTA_ALGEBRA_ALGEBRA_H
