// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/graph_file.h"

#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

GestaStatus
gesta_graph_file_open(GestaAllocator *allocator, const char *path,
                      GestaCancel *cancel, GestaGraphFile *file,
                      GestaError *error)
{
  assert(allocator && path && file);

  const bool is_new = access(path, F_OK) != 0 && errno == ENOENT;
  GestaGraph *graph = NULL;
  const GestaStatus status = gesta_graph_open(
    allocator, path, GESTA_OPEN_CREATE, cancel, &graph, error);
  if (!status) {
    *file = (GestaGraphFile){graph, path, is_new};
  }
  return status;
}

GestaStatus
gesta_graph_file_commit(GestaGraphFile *file, GestaError *error)
{
  assert(file->graph);

  const GestaStatus status = gesta_graph_commit(file->graph, error);
  if (!status) {
    file->is_new = false;
  }
  return status;
}

void
gesta_graph_file_close(GestaGraphFile *file)
{
  if (!file->graph) {
    return;
  }
  gesta_graph_close(file->graph);
  if (file->is_new) {
    char lock[PATH_MAX];
    const int size = snprintf(lock, sizeof lock, "%s-lock", file->path);
    (void)unlink(file->path);
    if (size > 0 && (size_t)size < sizeof lock) {
      (void)unlink(lock);
    }
  }
  *file = (GestaGraphFile){NULL, NULL, false};
}
