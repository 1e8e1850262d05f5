// SPDX-License-Identifier: GPL-3.0-or-later
/// @file document_text.h
/// What the writers of Turtle and RDF/XML share: the text so far, which
/// prefixes it uses, and the quad before.

#ifndef GESTA_IO_DOCUMENT_TEXT_H
#define GESTA_IO_DOCUMENT_TEXT_H

#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/base/text_buffer.h"
#include "graph/rdf/prefixes.h"
#include "graph/rdf/term.h"

#include <stdbool.h>

typedef struct GestaDocumentText {
  GestaTextBuffer body;    ///< not yet written
  GestaPrefixes *prefixes; ///< those that may be declared
  bool *used;              ///< [prefix count], or NULL before the first quad
  bool begun;              ///< a quad came
  bool graphs;             ///< TriG
  GestaTextBuffer graph;   ///< spelling of the last graph; empty: default
  GestaTextBuffer subject;
  GestaTextBuffer predicate;
  GestaError *error;
} GestaDocumentText;

/// Whether the spelling in `last` differs from the term's, and make it the
/// term's.  GESTA_TERM_NONE is spelled as nothing.
GESTA_MUST_CHECK GestaStatus
gesta_document_text_change(GestaTextBuffer *last, const GestaTerm *term,
                           bool *changed);

/// Append a quad, the end, or the declarations of the prefixes that are used
/// (or of all) to a buffer.
///
/// errors  GESTA_ERR_MEMORY; GESTA_ERR_INPUT (what XML cannot hold), described
///         in text->error
GESTA_MUST_CHECK GestaStatus
gesta_turtle_quad(GestaDocumentText *text, const GestaQuad *quad);
GESTA_MUST_CHECK GestaStatus
gesta_turtle_end(GestaDocumentText *text);
GESTA_MUST_CHECK GestaStatus
gesta_turtle_header(const GestaDocumentText *text, bool all,
                    GestaTextBuffer *header);
GESTA_MUST_CHECK GestaStatus
gesta_rdfxml_quad(GestaDocumentText *text, const GestaQuad *quad);
GESTA_MUST_CHECK GestaStatus
gesta_rdfxml_end(GestaDocumentText *text);
GESTA_MUST_CHECK GestaStatus
gesta_rdfxml_header(const GestaDocumentText *text, bool all,
                    GestaTextBuffer *header);

#endif // GESTA_IO_DOCUMENT_TEXT_H
