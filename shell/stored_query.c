// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/stored_query.h"

#include "shell/data_directory.h"
#include "shell/folder.h"
#include "shell/input_file.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

struct GestaStoredQuery {
  GestaStoredQuery *next;
  const char *name; // of the program
  GestaStringView text;
};

GestaStatus
gesta_stored_query_read(GestaArena *arena, const char **data_directory,
                        const char *folder, const char *name,
                        GestaStringView *text, GestaError *error)
{
  assert(arena && data_directory && folder && name && text);

  GestaStatus status = GESTA_OK;
  if (!*data_directory) {
    status = gesta_data_directory_find(arena, data_directory, error);
  }
  if (status) {
    return status;
  }
  char file[64];
  const char *path = NULL;
  (void)snprintf(file, sizeof file, "%s.rq", name);
  status = gesta_folder_join(arena, *data_directory, folder, &path);
  if (!status) {
    status = gesta_folder_join(arena, path, file, &path);
  }
  return status ? status : gesta_input_read_kept(arena, path, text, error);
}

GestaStatus
gesta_stored_query_text(GestaSession *session, const char *name,
                        GestaStringView *text, GestaError *error)
{
  assert(session && name && text);

  for (const GestaStoredQuery *at = session->queries; at; at = at->next) {
    if (strcmp(at->name, name) == 0) {
      *text = at->text;
      return GESTA_OK;
    }
  }
  GestaStringView found;
  const GestaStatus status = gesta_stored_query_read(
    &session->arena, &session->data_directory, "shell", name, &found, error);
  if (status) {
    return status;
  }
  GestaStoredQuery *kept = gesta_arena_allocate(&session->arena, 1,
                                                sizeof *kept);
  if (!kept) {
    return gesta_error_set(error, GESTA_ERR_MEMORY, "out of memory");
  }
  *kept = (GestaStoredQuery){session->queries, name, found};
  session->queries = kept;
  *text = found;
  return GESTA_OK;
}

GestaStatus
gesta_stored_query_ask(GestaSession *session, const char *name,
                       const GestaParameter *parameters, size_t count,
                       GestaRowSink *sink, GestaError *error)
{
  assert(session && session->graph && sink);

  GestaStringView text;
  GestaStatus status = gesta_stored_query_text(session, name, &text, error);
  if (status) {
    return status;
  }
  const GestaQueryOptions options = {
    .parameters = parameters,
    .parameter_count = count,
    .timeout = session->timeout,
  };
  return gesta_graph_select(session->graph, text, &options, sink, NULL, error);
}
