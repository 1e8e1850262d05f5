// SPDX-License-Identifier: GPL-3.0-or-later
/// @file redland_node.h
/// RDF terms as librdf's nodes and back.

#ifndef GESTA_REDLAND_REDLAND_NODE_H
#define GESTA_REDLAND_REDLAND_NODE_H

#include "graph/base/status.h"
#include "graph/rdf/term.h"

#include <librdf.h>

/// View a node; NULL gives GESTA_TERM_NONE.
///
/// lends  the parts of the term, as long as the node lives
GestaTerm
gesta_redland_term(librdf_node *node);

/// View a statement, in a graph named by `context` (NULL: the default graph).
///
/// lends  the parts of the quad, as long as statement and context live
GestaQuad
gesta_redland_quad(librdf_statement *statement, librdf_node *context);

/// Make a node.
///
/// gives   *node; free it with librdf_free_node()
/// needs   a term that is not GESTA_TERM_NONE
/// errors  GESTA_ERR_MEMORY, also for what librdf refuses to make a node of
GESTA_MUST_CHECK GestaStatus
gesta_redland_node_new(librdf_world *world, const GestaTerm *term,
                       librdf_node **node);

#endif // GESTA_REDLAND_REDLAND_NODE_H
