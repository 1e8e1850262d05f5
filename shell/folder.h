// SPDX-License-Identifier: GPL-3.0-or-later
/// @file folder.h
/// The files of a folder, in an order that does not depend on the disk.

#ifndef GESTA_SHELL_FOLDER_H
#define GESTA_SHELL_FOLDER_H

#include "graph/base/arena.h"
#include "graph/base/status.h"

#include <stddef.h>

/// List the files whose names end in `ending`, such as ".ttl".
///
/// lends   *names, sorted by bytes, in `arena`
/// errors  GESTA_NOT_FOUND if the folder cannot be read; GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_folder_list(GestaArena *arena, const char *path, const char *ending,
                  const char ***names, size_t *count);

/// Join a folder and a name.
///
/// lends   *path, in `arena`
/// errors  GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_folder_join(GestaArena *arena, const char *folder, const char *name,
                  const char **path);

#endif // GESTA_SHELL_FOLDER_H
