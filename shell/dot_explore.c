// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/answer.h"
#include "shell/dot_commands.h"
#include "shell/entity_name.h"
#include "shell/stored_query.h"

GestaStatus
gesta_dot_classes(GestaSession *session, GestaStringView argument,
                  GestaError *error)
{
  (void)argument;
  return gesta_answer_stored(session, "classes", NULL, 0, error);
}

GestaStatus
gesta_dot_predicates(GestaSession *session, GestaStringView argument,
                     GestaError *error)
{
  if (argument.size > 0) {
    return gesta_answer_about(session, "predicates_of_class", "class", argument,
                              error);
  }
  return gesta_answer_stored(session, "predicates", NULL, 0, error);
}

GestaStatus
gesta_dot_graphs(GestaSession *session, GestaStringView argument,
                 GestaError *error)
{
  (void)argument;
  return gesta_answer_stored(session, "graphs", NULL, 0, error);
}

GestaStatus
gesta_dot_describe(GestaSession *session, GestaStringView argument,
                   GestaError *error)
{
  GestaArena arena;
  GestaStringView iri;
  GestaStringView text;
  gesta_arena_init(&arena, session->allocator);
  GestaStatus status = gesta_entity_name_find(session, argument, &arena, &iri,
                                              error);
  if (!status) {
    status = gesta_stored_query_text(session, "describe", &text, error);
  }
  if (!status) {
    const GestaParameter entity = gesta_iri_parameter("entity", iri);
    const GestaQueryOptions options = {
      .format = gesta_view(session->rdf_format),
      .parameters = &entity,
      .parameter_count = 1,
      .timeout = session->timeout,
    };
    status = gesta_graph_query(session->graph, text, &options, session->out,
                               NULL, error);
  }
  gesta_arena_clear(&arena);
  return status;
}

GestaStatus
gesta_dot_find(GestaSession *session, GestaStringView argument,
               GestaError *error)
{
  const GestaParameter word = gesta_text_parameter("word", argument);
  return gesta_answer_stored(session, "find", &word, 1, error);
}

GestaStatus
gesta_dot_neighbours(GestaSession *session, GestaStringView argument,
                     GestaError *error)
{
  return gesta_answer_about(session, "neighbours", "entity", argument, error);
}
