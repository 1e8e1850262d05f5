// SPDX-License-Identifier: GPL-3.0-or-later
/// @file report_library.h
/// The templates that come with the program, in the folder `reports` of its
/// data.

#ifndef GESTA_SHELL_REPORT_LIBRARY_H
#define GESTA_SHELL_REPORT_LIBRARY_H

#include "graph/base/arena.h"
#include "graph/base/error.h"
#include "graph/base/status.h"

#include <stddef.h>

/// The file of a template: what a person wrote, if it is a path (it has a slash
/// or a dot, or is "-") or such a file exists; else that of the library.
///
/// lends   *path, in `arena`, or `name`
/// errors  GESTA_ERR_INPUT: the library has no such template; the message tells
///         the nearest name, or all; GESTA_ERR_FILE, GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_report_library_find(GestaArena *arena, const char *name,
                          const char **path, GestaError *error);

/// The files of the library, by name.
///
/// lends   *paths, in `arena`
/// errors  GESTA_ERR_FILE, GESTA_ERR_MEMORY
/// shapes  paths[count]
GESTA_MUST_CHECK GestaStatus
gesta_report_library_list(GestaArena *arena, const char ***paths, size_t *count,
                          GestaError *error);

/// The name of a template of the library, from its file.
///
/// lends  *name, a view of `path`
GestaStringView
gesta_report_library_name(const char *path);

#endif // GESTA_SHELL_REPORT_LIBRARY_H
