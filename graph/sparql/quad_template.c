// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/sparql/quad_template.h"

#include <stdio.h>

// The node of a template; of CONSTRUCT WHERE, hidden variables are labelled by
// their number.
static GestaNode
make_node(GestaSparqlParser *parser, const GestaNode *node)
{
  if (!gesta_node_is_variable(node)
      || !parser->request->variables.names[node->variable].is_hidden) {
    return *node;
  }
  char label[16];
  (void)snprintf(label, sizeof label, ".%u", (unsigned)node->variable);
  GestaNode blank = {GESTA_NO_VARIABLE, {.kind = GESTA_TERM_BLANK}};
  if (gesta_arena_copy(parser->arena, gesta_view(label), &blank.term.value)) {
    gesta_sparql_fail_status(parser, GESTA_ERR_MEMORY);
  }
  return blank;
}

void
gesta_quad_template_add(GestaSparqlParser *parser, const GestaTriple *triples,
                        const GestaNode *graph, GestaQuadTemplate ***last)
{
  for (const GestaTriple *triple = triples;
       parser->status == GESTA_OK && triple; triple = triple->next) {
    GestaQuadTemplate *quad = gesta_sparql_node(parser, sizeof *quad);
    if (parser->status) {
      return;
    }
    quad->subject = make_node(parser, &triple->subject);
    quad->predicate = make_node(parser, &triple->predicate);
    quad->object = make_node(parser, &triple->object);
    quad->graph = *graph;
    quad->place = triple->place;
    **last = quad;
    *last = &quad->next;
  }
}
