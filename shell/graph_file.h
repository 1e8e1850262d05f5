// SPDX-License-Identifier: GPL-3.0-or-later
/// @file graph_file.h
/// A graph that a command writes to.  One that did not exist and was not
/// written to in the end leaves no file behind.

#ifndef GESTA_SHELL_GRAPH_FILE_H
#define GESTA_SHELL_GRAPH_FILE_H

#include "graph/base/allocator.h"
#include "graph/base/cancel.h"
#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/graph.h"

#include <stdbool.h>

typedef struct GestaGraphFile {
  GestaGraph *graph; ///< NULL until it is open
  const char *path;  ///< borrowed
  bool is_new;       ///< nothing was committed to the file that we made
} GestaGraphFile;

/// Open a graph for writing, making it if it is missing.
///
/// gives    *file; release it with gesta_graph_file_close()
/// borrows  allocator, path and cancel until then
/// errors   those of gesta_graph_open()
GESTA_MUST_CHECK GestaStatus
gesta_graph_file_open(GestaAllocator *allocator, const char *path,
                      GestaCancel *cancel, GestaGraphFile *file,
                      GestaError *error);

/// Commit the transaction of the graph.
GESTA_MUST_CHECK GestaStatus
gesta_graph_file_commit(GestaGraphFile *file, GestaError *error);

/// Release the graph; one that is not open is allowed.
void
gesta_graph_file_close(GestaGraphFile *file);

#endif // GESTA_SHELL_GRAPH_FILE_H
