// SPDX-License-Identifier: GPL-3.0-or-later
/// @file quad_runs.h
/// New quads on their way into the sorted tables: a run of them in memory, the
/// runs before it in a temporary file beside the graph.  Included by
/// graph/store/*.c only.

#ifndef GESTA_STORE_QUAD_RUNS_H
#define GESTA_STORE_QUAD_RUNS_H

#include "graph/base/allocator.h"
#include "graph/base/status.h"
#include "graph/store/quad_index.h"

#include <stdbool.h>
#include <stddef.h>

enum { GESTA_RUN_SIZE = 1 << 20 }; ///< quads of a run, usually

typedef struct GestaRunHead GestaRunHead;

typedef struct GestaQuadRuns {
  GestaAllocator *allocator; ///< borrowed
  const char *path;          ///< borrowed: of the graph
  size_t run_size;           ///< quads
  GestaPackedQuad *quads;    ///< the newest run; while reading, parts of all
  size_t count;              ///< quads of the newest run
  size_t room;
  int file;           ///< -1: none yet
  size_t run_count;   ///< runs in the file
  size_t last_size;   ///< quads of the last one
  size_t order;       ///< how many times the runs were sorted
  bool is_named;      ///< once sorted: they are quads of named graphs
  GestaRunHead *head; ///< a heap of the runs that are being read
  size_t head_count;
} GestaQuadRuns;

/// Begin with no quads; end with gesta_quad_runs_clear().
///
/// borrows  allocator, path, until then
/// needs    run_size > 0: quads that are held in memory
void
gesta_quad_runs_init(GestaQuadRuns *runs, GestaAllocator *allocator,
                     const char *path, size_t run_size);

/// Forget all quads, and the file.
void
gesta_quad_runs_clear(GestaQuadRuns *runs);

/// Add a quad, which may be there already.
///
/// needs    runs that were not sorted since they were cleared
/// errors   GESTA_ERR_MEMORY, GESTA_ERR_STORAGE (the temporary file)
GESTA_MUST_CHECK GestaStatus
gesta_quad_runs_add(GestaQuadRuns *runs, const GestaPackedQuad *quad);

/// Whether there are none.
static inline bool
gesta_quad_runs_is_empty(const GestaQuadRuns *runs)
{
  return runs->count == 0 && runs->run_count == 0;
}

/// Sort by the next table of the family: SPO, OSP, POS, and for quads of named
/// graphs GPOS, GSPO, GOSP after that.  All quads must be of one family.
///
/// returns  GESTA_OK and which table it is, or GESTA_END
/// errors   GESTA_ERR_MEMORY, GESTA_ERR_STORAGE
/// cost     O(n) and, with a file, once reading and writing it
GESTA_MUST_CHECK GestaStatus
gesta_quad_runs_sort(GestaQuadRuns *runs, GestaIndexFamily *family,
                     GestaIndexOrder *order);

/// Read the next quads in the order of the last sort, each once.
///
/// needs    room > 0
/// returns  GESTA_OK and *count > 0, or GESTA_END
/// errors   GESTA_ERR_STORAGE
/// cost     O(n log runs)
GESTA_MUST_CHECK GestaStatus
gesta_quad_runs_read(GestaQuadRuns *runs, GestaPackedQuad *quads, size_t room,
                     size_t *count);

#endif // GESTA_STORE_QUAD_RUNS_H
