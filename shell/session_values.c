// SPDX-License-Identifier: GPL-3.0-or-later
// Variables that have a value: a list in the order of their names.
#include "shell/session.h"

// Where the value of a variable is kept, or would be.
static GestaSetValue **
find_value(GestaSession *session, GestaStringView name)
{
  GestaSetValue **at = &session->values;
  while (*at && gesta_view_compare((*at)->name, name) < 0) {
    at = &(*at)->next;
  }
  return at;
}

static bool
has_name(const GestaSetValue *value, GestaStringView name)
{
  return value && gesta_view_equal(value->name, name);
}

// Whether a text is the value of a variable.
static GestaStatus
check_value(GestaSession *session, GestaStringView text, GestaError *error)
{
  const GestaPrefixes *prefixes = NULL;
  GestaArena arena;
  GestaTerm term;
  gesta_arena_init(&arena, session->allocator);
  GestaStatus status = session->graph ? gesta_graph_prefixes(session->graph,
                                                             &prefixes, error)
                                      : GESTA_OK;
  if (!status && gesta_parameter_parse(text, prefixes, &arena, &term, NULL)) {
    status = gesta_error_set(
      error, GESTA_ERR_INPUT,
      "\"%.*s\" is no value: expected <iri>, prefix:name, \"text\", "
      "\"texte\"@fr, \"2024-01-06\"^^xsd:date, 42, or true",
      (int)(text.size < 100 ? text.size : 100), text.data);
  }
  gesta_arena_clear(&arena);
  return status;
}

GestaStatus
gesta_session_set(GestaSession *session, GestaStringView name,
                  GestaStringView text, bool is_spare, GestaError *error)
{
  GestaSetValue *made = gesta_arena_allocate(&session->arena, 1, sizeof *made);
  GestaStatus status = made ? check_value(session, text, error)
                            : GESTA_ERR_MEMORY;
  if (!status) {
    status = gesta_arena_copy(&session->arena, name, &made->name);
  }
  if (!status) {
    status = gesta_arena_copy(&session->arena, text, &made->text);
  }
  if (status) {
    return status;
  }
  made->is_spare = is_spare;
  GestaSetValue **const place = find_value(session, made->name);
  made->next = has_name(*place, made->name) ? (*place)->next : *place;
  *place = made;
  return GESTA_OK;
}

GestaStatus
gesta_session_unset(GestaSession *session, GestaStringView name)
{
  GestaSetValue **const place = find_value(session, name);
  if (!has_name(*place, name)) {
    return GESTA_NOT_FOUND;
  }
  *place = (*place)->next;
  return GESTA_OK;
}

GestaStatus
gesta_session_copy_values(GestaSession *session)
{
  GestaSetValue *first = NULL;
  GestaSetValue **last = &first;
  for (const GestaSetValue *at = session->values; at; at = at->next) {
    GestaSetValue *copy = gesta_arena_allocate(&session->arena, 1,
                                               sizeof *copy);
    if (!copy) {
      return GESTA_ERR_MEMORY;
    }
    *copy = (GestaSetValue){NULL, at->name, at->text, at->is_spare};
    *last = copy;
    last = &copy->next;
  }
  session->values = first;
  return GESTA_OK;
}

GestaStatus
gesta_session_parameters(GestaSession *session, GestaArena *arena,
                         GestaParameter **parameters, size_t *count,
                         GestaError *error)
{
  size_t most = 1;
  for (const GestaSetValue *at = session->values; at; at = at->next) {
    ++most;
  }
  const GestaPrefixes *prefixes = NULL;
  GestaParameter *const made = gesta_arena_allocate(arena, most, sizeof *made);
  GestaStatus status = made ? gesta_graph_prefixes(session->graph, &prefixes,
                                                   error)
                            : GESTA_ERR_MEMORY;
  size_t found = 0;
  for (const GestaSetValue *at = session->values; !status && at;
       at = at->next) {
    made[found].name = at->name;
    made[found].is_spare = at->is_spare;
    status = gesta_parameter_parse(at->text, prefixes, arena, &made[found].term,
                                   error);
    ++found;
  }
  if (!status) {
    *parameters = made;
    *count = found;
  }
  return status;
}
