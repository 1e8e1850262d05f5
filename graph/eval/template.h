// SPDX-License-Identifier: GPL-3.0-or-later
/// @file template.h
/// Solutions into quads: CONSTRUCT, INSERT, DELETE.
///
/// source  SPARQL 1.1 Query Language, section 16.2; SPARQL 1.1 Update, section
///         4.2

#ifndef GESTA_EVAL_TEMPLATE_H
#define GESTA_EVAL_TEMPLATE_H

#include "graph/eval/query_terms.h"
#include "graph/eval/row.h"
#include "graph/rdf/quad_sink.h"

/// Send the quads that a template makes of one solution.  A quad with an
/// unbound variable, or with a term where it may not stand, is left out.  The
/// blank nodes of the template are new ones for this solution.
///
/// `graph`: where quads without GRAPH belong; GESTA_TERM_NONE: the default
/// graph.  The terms that are sent live until `arena` is reset.
///
/// errors  any failure of the sink, GESTA_ERR_MEMORY and those of the store
GESTA_MUST_CHECK GestaStatus
gesta_template_send(const GestaQuadTemplate *quads, const GestaTerm *graph,
                    GestaQueryTerms *terms, const GestaRow *row,
                    GestaArena *arena, GestaQuadSink *sink);

#endif // GESTA_EVAL_TEMPLATE_H
