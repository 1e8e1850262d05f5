// SPDX-License-Identifier: GPL-3.0-or-later
/// @file quad_template.h
/// Triples that were parsed, as the quads of a template.

#ifndef GESTA_SPARQL_QUAD_TEMPLATE_H
#define GESTA_SPARQL_QUAD_TEMPLATE_H

#include "graph/sparql/parser_state.h"

/// Append triples to a list of quads in a graph.  A hidden variable becomes the
/// blank node that it was.
///
/// takes  **last, where the next quad is linked; moved on
void
gesta_quad_template_add(GestaSparqlParser *parser, const GestaTriple *triples,
                        const GestaNode *graph, GestaQuadTemplate ***last);

#endif // GESTA_SPARQL_QUAD_TEMPLATE_H
