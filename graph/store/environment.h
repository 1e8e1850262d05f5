// SPDX-License-Identifier: GPL-3.0-or-later
/// @file environment.h
/// One graph file as this process sees it: an LMDB environment, its tables and
/// its dictionary, shared by every store of the file.
///
/// LMDB must not open a file twice in one process (closing one would drop the
/// locks of the other), so open environments are kept in a registry by device
/// and inode.
///
/// threads  may share an environment; see the header of each function

#ifndef GESTA_STORE_ENVIRONMENT_H
#define GESTA_STORE_ENVIRONMENT_H

#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/store/quad_index.h"
#include "graph/store/term_dictionary.h"

#include <lmdb.h>

#include <stdbool.h>
#include <stdint.h>

enum {
  GESTA_FILE_FORMAT = 2
}; ///< the newest format this code reads and writes

typedef struct GestaEnvironment {
  MDB_env *env;
  GestaTermDictionary *dictionary;
  GestaQuadTables quads;
  MDB_dbi prefixes;
  MDB_dbi values;
  char *path;        ///< for messages: as the first opener wrote it
  uint32_t format;   ///< of the file
  bool is_read_only; ///< the file, its directory or its disk refuse writing
} GestaEnvironment;

/// Get the environment of a file, opening it if this process has not.
///
/// gives   *environment; give it back with gesta_environment_release()
/// errors  those of gesta_store_open(); nothing has then been made or changed
GESTA_MUST_CHECK GestaStatus
gesta_environment_acquire(const char *path, bool write,
                          GestaEnvironment **environment, GestaError *error);

/// Give an environment back; the last one closes the file.  NULL is allowed.
void
gesta_environment_release(GestaEnvironment *environment);

/// Make a graph file with no quads, in one step: either the whole file appears
/// under `path`, or nothing does.
///
/// returns  GESTA_OK, also if somebody else made `path` meanwhile
/// errors   GESTA_ERR_FILE, GESTA_ERR_STORAGE, GESTA_ERR_MEMORY,
///          GESTA_ERR_SYSTEM
GESTA_MUST_CHECK GestaStatus
gesta_environment_create(const char *path, GestaError *error);

/// Take the right to write; wait for other threads that have it.
///
/// returns  GESTA_OK; give it back with gesta_environment_end_write()
/// errors   GESTA_ERR_STORAGE if this thread has it already: it would wait for
///          itself for ever
GESTA_MUST_CHECK GestaStatus
gesta_environment_begin_write(GestaEnvironment *environment, GestaError *error);

void
gesta_environment_end_write(GestaEnvironment *environment);

/// After a commit: keep the file as long as its last page, which LMDB leaves
/// unwritten if nothing uses it (invariant 4 of environment.c).
void
gesta_environment_extend(const GestaEnvironment *environment);

/// Map a file with as much address space as it gets, without looking at what it
/// holds.
///
/// gives    *env; close it with mdb_env_close()
/// returns  0 or a code of LMDB
int
gesta_environment_map(const char *path, unsigned flags, MDB_env **env);

/// Describe a failure of LMDB with the file's name.
///
/// returns  the status for `code`
GestaStatus
gesta_environment_fail(const char *path, int code, GestaError *error);

#endif // GESTA_STORE_ENVIRONMENT_H
