// SPDX-License-Identifier: GPL-3.0-or-later
/// @file term.h
/// RDF terms and quads, by value: views of text that somebody else owns.
///
/// source  RDF 1.1 Concepts and Abstract Syntax, section 3

#ifndef GESTA_RDF_TERM_H
#define GESTA_RDF_TERM_H

#include "graph/base/arena.h"
#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "graph/base/text_buffer.h"

#include <stdbool.h>

typedef enum GestaTermKind {
  GESTA_TERM_NONE, ///< no term: the default graph, an unbound variable
  GESTA_TERM_IRI,
  GESTA_TERM_BLANK,
  GESTA_TERM_LITERAL,
} GestaTermKind;

typedef struct GestaTerm {
  GestaTermKind kind;
  GestaStringView value; ///< IRI, blank node label without "_:", lexical form
  GestaStringView datatype; ///< literals: an IRI; empty means xsd:string, or
                            ///< rdf:langString if there is a language
  GestaStringView language; ///< literals: a BCP 47 tag, or empty
} GestaTerm;

typedef struct GestaQuad {
  GestaTerm subject;
  GestaTerm predicate;
  GestaTerm object;
  GestaTerm graph; ///< GESTA_TERM_NONE in the default graph
} GestaQuad;

/// An IRI.  The view is borrowed by the term.
static inline GestaTerm
gesta_iri(GestaStringView iri)
{
  return (GestaTerm){.kind = GESTA_TERM_IRI, .value = iri};
}

/// A literal with a language tag, or a plain xsd:string if it is empty.
static inline GestaTerm
gesta_text_literal(GestaStringView text, GestaStringView language)
{
  return (GestaTerm){
    .kind = GESTA_TERM_LITERAL, .value = text, .language = language};
}

/// A literal with a datatype IRI.
static inline GestaTerm
gesta_typed_literal(GestaStringView text, GestaStringView datatype)
{
  return (GestaTerm){
    .kind = GESTA_TERM_LITERAL, .value = text, .datatype = datatype};
}

/// The same term: kind, value, datatype, and language without regard to case.
bool
gesta_term_equal(const GestaTerm *a, const GestaTerm *b);

/// Append the canonical N-Triples text of a term: one spelling a term, so that
/// equal terms have equal bytes.  Language tags become lower-case and
/// xsd:string is left out.
///
/// needs   a term that is not GESTA_TERM_NONE
/// errors  GESTA_ERR_MEMORY
/// source  RDF 1.1 N-Triples, section 4 (canonical form)
GESTA_MUST_CHECK GestaStatus
gesta_term_spell(const GestaTerm *term, GestaTextBuffer *spelling);

/// Read one term that gesta_term_spell() made, or any N-Triples term.
///
/// lends   the parts of *term: views into `spelling`, or into `arena` where an
///         escape had to be replaced
/// needs   well-formed UTF-8
/// errors  GESTA_ERR_SYNTAX with the column, GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_term_parse(GestaStringView spelling, GestaArena *arena, GestaTerm *term,
                 GestaError *error);

/// Read the term at *offset of a line of N-Triples or N-Quads, and move *offset
/// behind it.
///
/// lends   as gesta_term_parse()
/// needs   well-formed UTF-8
/// errors  as gesta_term_parse(); *offset and *term are then untouched
GESTA_MUST_CHECK GestaStatus
gesta_term_parse_next(GestaStringView text, size_t *offset, GestaArena *arena,
                      GestaTerm *term, GestaError *error);

#endif // GESTA_RDF_TERM_H
