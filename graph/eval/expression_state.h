// SPDX-License-Identifier: GPL-3.0-or-later
/// @file expression_state.h
/// What the expressions of one evaluation share.  Included by expression*.c,
/// function_*.c and aggregate.c only.

#ifndef GESTA_EVAL_EXPRESSION_STATE_H
#define GESTA_EVAL_EXPRESSION_STATE_H

#include "graph/eval/expression.h"
#include "graph/eval/regex.h"
#include "graph/eval/value.h"

enum {
  GESTA_FUNCTION_ARGUMENTS = 4, ///< most of a function that is not CONCAT,
                                ///< COALESCE or IF
};

/// A function of values.  Returns GESTA_NOT_FOUND for an error.
typedef GestaStatus (*GestaFunctionCall)(GestaExpressions *expressions,
                                         const GestaValue *arguments,
                                         size_t count, GestaValue *result);

typedef struct GestaBuiltinRow {
  GestaBuiltin builtin;
  GestaFunctionCall call;
} GestaBuiltinRow;

typedef struct GestaValueCache GestaValueCache;

/// A BNODE(...) of the query, and how often the rows began anew.
typedef struct GestaLabelSite {
  const GestaExpression *expression;
  size_t last; ///< row index + 1
  uint64_t batch;
} GestaLabelSite;

enum { GESTA_LABEL_SITES = 16 };

struct GestaExpressions {
  GestaAllocator *allocator; // borrowed
  GestaExpressionOptions options;
  GestaArena scratch; ///< until the outermost call ends
  GestaArena kept;    ///< what cached values need
  GestaValueCache *cache;
  GestaRegexCache *regexes;
  GestaFunctionCall calls[GESTA_BUILTIN_COUNT]; ///< NULL: not of values only
  GestaMoment now;
  uint64_t random[2]; ///< never both 0
  GestaLabelSite sites[GESTA_LABEL_SITES];
  unsigned calls_open; ///< an EXISTS evaluates expressions inside one
  unsigned depth;
};

/// Evaluate.
///
/// returns  GESTA_OK and *value, lent until the outermost call ends; or
///          GESTA_NOT_FOUND
GESTA_MUST_CHECK GestaStatus
gesta_expression_value(GestaExpressions *expressions,
                       const GestaExpression *expression, const GestaRow *row,
                       GestaValue *value);

/// The value of a term.
///
/// lends  the views of *value, until the outermost call ends
GESTA_MUST_CHECK GestaStatus
gesta_expressions_read(GestaExpressions *expressions, GestaTermId id,
                       GestaValue *value);

/// The id of a value.
GESTA_MUST_CHECK GestaStatus
gesta_expressions_intern(GestaExpressions *expressions, const GestaValue *value,
                         GestaTermId *id);

/// Begin and end an outermost call, or one inside it.
void
gesta_expressions_enter(GestaExpressions *expressions);
static inline void
gesta_expressions_leave(GestaExpressions *expressions)
{
  --expressions->calls_open;
}

/// The effective boolean value.
///
/// returns  GESTA_OK and *truth, or GESTA_NOT_FOUND
/// source   section 17.2.2
GESTA_MUST_CHECK GestaStatus
gesta_value_truth(const GestaValue *value, bool *truth);

/// CONCAT, BNODE, IF, COALESCE, BOUND, SAMETERM, and all others.
GESTA_MUST_CHECK GestaStatus
gesta_builtin_value(GestaExpressions *expressions,
                    const GestaExpression *expression, const GestaRow *row,
                    GestaValue *value);

/// A call by IRI.
GESTA_MUST_CHECK GestaStatus
gesta_function_value(GestaExpressions *expressions,
                     const GestaExpression *expression, const GestaRow *row,
                     GestaValue *value);

/// 64 random bits.
uint64_t
gesta_expressions_random(GestaExpressions *expressions);

// The builtins of one family each; the last row's call is NULL.  Lent for ever.
const GestaBuiltinRow *
gesta_term_functions(void);
const GestaBuiltinRow *
gesta_text_functions(void);
const GestaBuiltinRow *
gesta_number_functions(void);
const GestaBuiltinRow *
gesta_time_functions(void);
const GestaBuiltinRow *
gesta_hash_functions(void);

/// A cast to a datatype.
GESTA_MUST_CHECK GestaStatus
gesta_cast(GestaExpressions *expressions, GestaDatatype datatype,
           const GestaValue *value, GestaValue *result);

/// The function of our own vocabulary with this IRI; NULL if there is
/// none.
GestaFunctionCall
gesta_own_function(GestaStringView iri, size_t *argument_count);

/// The IRI of our function number `index`; empty past the last.
GestaStringView
gesta_own_function_iri(size_t index);

/// The number of insertions, deletions and replacements of code points that
/// make one text of the other; only the first 1,000 of each count.
size_t
gesta_edit_distance(GestaStringView a, GestaStringView b);

#endif // GESTA_EVAL_EXPRESSION_STATE_H
