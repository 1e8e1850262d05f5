// SPDX-License-Identifier: GPL-3.0-or-later
// Walk over graphs: ids a second from one index, statements a second through
// librdf.  Each figure is the best of five walks, so that the pages are in
// memory.  A part of bench/load; make bench/scan builds it.
#include "graph/base/clock.h"
#include "graph/redland/redland_storage.h"
#include "graph/store/store.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { WALKS = 5, ROOM = 1000 };

static void
give_up(const char *path, const char *why)
{
  (void)fprintf(stderr, "bench/scan: %s: %s\n", path, why);
  exit(1);
}

// Read every quad of all graphs in the order of subjects.
static uint64_t
walk_index(const char *path, double *seconds)
{
  GestaStore *store = NULL;
  GestaTransaction *reader = NULL;
  GestaError error;
  if (gesta_store_open(gesta_default_allocator(), path, GESTA_OPEN_READ, &store,
                       &error)
      || gesta_transaction_begin(store, false, &reader, &error)) {
    give_up(path, error.message);
  }
  uint64_t count = 0;
  *seconds = 0;
  for (int i = 0; i < WALKS; ++i) {
    const uint64_t begun = gesta_clock();
    const GestaQuadIds any = {0, 0, 0, 0};
    GestaQuadCursor *cursor = NULL;
    if (gesta_store_find(reader, &any, GESTA_SCOPE_ALL, &cursor)) {
      give_up(path, "cannot be read");
    }
    GestaQuadIds quads[ROOM];
    size_t read = 0;
    count = 0;
    while (gesta_quad_cursor_read(cursor, quads, ROOM, &read) == GESTA_OK) {
      count += read;
    }
    gesta_quad_cursor_close(cursor);
    const double taken = gesta_clock_seconds(begun, gesta_clock());
    *seconds = i == 0 || taken < *seconds ? taken : *seconds;
  }
  gesta_transaction_abort(reader);
  gesta_store_close(store);
  return count;
}

// Ask librdf for every statement of the model.
static uint64_t
walk_librdf(const char *path, double *seconds)
{
  librdf_world *world = librdf_new_world();
  librdf_world_open(world);
  librdf_storage *storage = NULL;
  librdf_model *model = NULL;
  if (gesta_redland_storage_new(world, path, NULL, &storage) == GESTA_OK) {
    model = librdf_new_model(world, storage, NULL);
  }
  if (!model) {
    give_up(path, "librdf cannot open it");
  }
  uint64_t count = 0;
  *seconds = 0;
  for (int i = 0; i < WALKS; ++i) {
    const uint64_t begun = gesta_clock();
    librdf_statement *any = librdf_new_statement(world);
    librdf_stream *stream = librdf_model_find_statements(model, any);
    count = 0;
    for (; !librdf_stream_end(stream); (void)librdf_stream_next(stream)) {
      count += librdf_stream_get_object(stream) != NULL;
    }
    librdf_free_stream(stream);
    librdf_free_statement(any);
    const double taken = gesta_clock_seconds(begun, gesta_clock());
    *seconds = i == 0 || taken < *seconds ? taken : *seconds;
  }
  librdf_free_model(model);
  librdf_free_storage(storage);
  librdf_free_world(world);
  return count;
}

int
main(int argc, char **argv)
{
  static const char *const names[] = {"default graph", "named graph"};
  for (int i = 1; i < argc; ++i) {
    const char *const name = names[i > 1];
    double seconds = 0;
    const uint64_t quads = walk_index(argv[i], &seconds);
    (void)printf("%-36s %8.1f million ids a second (%s)\n",
                 "walk over one index",
                 (double)quads * (i > 1 ? 4 : 3) / seconds / 1e6, name);
    (void)printf("%-36s %8.1f million quads a second (%s)\n", "",
                 (double)quads / seconds / 1e6, name);
    const uint64_t statements = walk_librdf(argv[i], &seconds);
    (void)printf("%-36s %8.2f million statements a second (%s)\n",
                 "librdf_model_find_statements()",
                 (double)statements / seconds / 1e6, name);
  }
  return 0;
}
