// SPDX-License-Identifier: GPL-3.0-or-later
// Graphs that are filled from files and forgotten.  LMDB wants a path, so the
// file is made in a folder of its own; once it is open, file, lock and folder
// lose their names, and the system frees them with the last descriptor, however
// the process ends.
#include "graph/graph_state.h"

#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define GRAPH_NAME "/data.gesta"
#define LOCK_NAME GRAPH_NAME "-lock"

// strerror() shares its buffer between threads, this text is constant.
static const char *
describe(int code)
{
  const char *const text = strerrordesc_np(code);
  return text ? text : "unknown error";
}

static void
remove_folder(const char *folder)
{
  char path[PATH_MAX + sizeof LOCK_NAME];
  static const char *const names[] = {GRAPH_NAME, LOCK_NAME};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; ++i) {
    (void)snprintf(path, sizeof path, "%s%s", folder, names[i]);
    (void)unlink(path);
  }
  (void)rmdir(folder);
}

GestaStatus
gesta_graph_open_temporary(GestaAllocator *allocator, GestaCancel *cancel,
                           GestaGraph **graph, GestaError *error)
{
  assert(allocator && graph);

  // Nobody changes the environment while we run.
  const char *where = getenv("TMPDIR"); // NOLINT(concurrency-mt-unsafe)
  if (!where || where[0] == '\0') {
    where = "/tmp";
  }
  char folder[PATH_MAX];
  const int size = snprintf(folder, sizeof folder, "%s/gesta-XXXXXX", where);
  if (size < 0 || (size_t)size >= sizeof folder - sizeof LOCK_NAME) {
    return gesta_error_set(error, GESTA_ERR_FILE,
                           "the path in TMPDIR is too long");
  }
  if (!mkdtemp(folder)) {
    return gesta_error_set(error, GESTA_ERR_FILE,
                           "%s: no temporary file can be made there: %s", where,
                           describe(errno));
  }
  char path[PATH_MAX + sizeof GRAPH_NAME];
  (void)snprintf(path, sizeof path, "%s" GRAPH_NAME, folder);
  const GestaStatus status = gesta_graph_open(
    allocator, path, GESTA_OPEN_CREATE, cancel, graph, error);
  remove_folder(folder);
  return status;
}

GestaStatus
gesta_graph_read_file(GestaGraph *graph, const char *path,
                      const GestaReadOptions *options, GestaError *error)
{
  assert(graph && path && options);

  FILE *const stream = fopen(path, "rbe");
  if (!stream) {
    return gesta_error_set(error, GESTA_ERR_FILE, "%s: cannot be opened: %s",
                           path, describe(errno));
  }
  GestaStatus status = GESTA_OK;
  struct stat facts;
  if (fstat(fileno(stream), &facts) == 0 && S_ISDIR(facts.st_mode)) {
    status = gesta_error_set(error, GESTA_ERR_FILE,
                             "%s: is a directory: name the files in it", path);
  } else {
    uint64_t count = 0;
    GestaError reason = {.status = GESTA_OK};
    status = gesta_rdf_read(graph->allocator, stream, path, options,
                            gesta_graph_sink(graph), &count, &reason);
    if (status && reason.status == GESTA_OK) {
      (void)gesta_graph_fail(graph, status, error); // the sink has no message
    } else if (status && error) {
      *error = reason;
    }
  }
  (void)fclose(stream); // only read from
  return status;
}
