// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/answer.h"
#include "shell/dot_commands.h"
#include "shell/entity_name.h"
#include "shell/stored_query.h"
#include "shell/words.h"

#include <string.h>

// Find one thing, or two: "A B", or "A" where the whole line is a name.
static GestaStatus
find_things(GestaSession *session, GestaStringView argument, GestaArena *arena,
            GestaStringView iris[2], size_t *count, GestaError *error)
{
  GestaWords words;
  GestaStatus status = gesta_words_split(arena, argument, &words, error);
  if (status) {
    return status;
  }
  // Two IRIs are not one name, whatever the names are.
  const bool are_iris = words.count == 2 && strchr(words.words[0], ':')
                        && strchr(words.words[1], ':');
  if (!are_iris) {
    status = gesta_entity_name_find(session, argument, arena, &iris[0], error);
    *count = 1;
    if (status != GESTA_ERR_INPUT || words.count != 2) {
      return status;
    }
  }
  *count = 2;
  for (size_t i = 0; i < 2; ++i) {
    status = gesta_entity_name_find(session, gesta_view(words.words[i]), arena,
                                    &iris[i], error);
    if (status) {
      return status;
    }
  }
  return GESTA_OK;
}

GestaStatus
gesta_dot_timeline(GestaSession *session, GestaStringView argument,
                   GestaError *error)
{
  if (argument.size == 0) {
    return gesta_answer_stored(session, "timeline_of_all", NULL, 0, error);
  }
  GestaArena arena;
  GestaStringView iris[2];
  size_t count = 0;
  gesta_arena_init(&arena, session->allocator);
  GestaStatus status = find_things(session, argument, &arena, iris, &count,
                                   error);
  if (!status) {
    const GestaParameter parameters[] = {
      gesta_iri_parameter("entity", iris[0]),
      gesta_iri_parameter("other", iris[count - 1]),
    };
    status = gesta_answer_stored(session,
                                 count == 2 ? "timeline_of_pair" : "timeline",
                                 parameters, count, error);
  }
  gesta_arena_clear(&arena);
  return status;
}

GestaStatus
gesta_dot_dyads(GestaSession *session, GestaStringView argument,
                GestaError *error)
{
  if (argument.size == 0) {
    return gesta_answer_stored(session, "dyads", NULL, 0, error);
  }
  return gesta_answer_about(session, "dyads_of_entity", "entity", argument,
                            error);
}
