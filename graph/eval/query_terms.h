// SPDX-License-Identifier: GPL-3.0-or-later
/// @file query_terms.h
/// The terms of one evaluation: those of the store by their ids, and those that
/// the evaluation itself makes, with ids of their own.  Two terms are the same
/// if and only if their ids are equal.
///
/// threads  of one thread

#ifndef GESTA_EVAL_QUERY_TERMS_H
#define GESTA_EVAL_QUERY_TERMS_H

#include "graph/base/allocator.h"
#include "graph/rdf/term.h"
#include "graph/store/store.h"

typedef struct GestaQueryTerms GestaQueryTerms;

/// Ids of terms that are not in the store have this bit.
#define GESTA_MADE_TERM (UINT64_C(1) << 63)

/// gives    *terms; free it with gesta_query_terms_free()
/// borrows  allocator and transaction until then
GESTA_MUST_CHECK GestaStatus
gesta_query_terms_new(GestaAllocator *allocator, GestaTransaction *transaction,
                      GestaQueryTerms **terms);

/// Free the terms.  NULL is allowed.
void
gesta_query_terms_free(GestaQueryTerms *terms);

/// The term of an id, not GESTA_NO_TERM.
///
/// lends   the views of *term: into the store's map, or into `arena`, or into
///         these terms
/// errors  GESTA_ERR_CORRUPT, GESTA_ERR_MEMORY
/// cost    about 0.3 microseconds
GESTA_MUST_CHECK GestaStatus
gesta_query_terms_get(GestaQueryTerms *terms, GestaTermId id, GestaArena *arena,
                      GestaTerm *term);

/// The id of a term: of the store if it has one there, else a new one.
///
/// needs   a term that is not GESTA_TERM_NONE; it is copied
/// errors  GESTA_ERR_MEMORY, GESTA_ERR_STORAGE
GESTA_MUST_CHECK GestaStatus
gesta_query_terms_intern(GestaQueryTerms *terms, const GestaTerm *term,
                         GestaTermId *id);

/// The id of a new blank node.
GESTA_MUST_CHECK GestaStatus
gesta_query_terms_blank(GestaQueryTerms *terms, GestaTermId *id);

#endif // GESTA_EVAL_QUERY_TERMS_H
