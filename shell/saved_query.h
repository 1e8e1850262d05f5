// SPDX-License-Identifier: GPL-3.0-or-later
/// @file saved_query.h
/// Queries that have a name: a person's own, in files of their data folder, and
/// the examples that come along.

#ifndef GESTA_SHELL_SAVED_QUERY_H
#define GESTA_SHELL_SAVED_QUERY_H

#include "graph/base/arena.h"
#include "graph/base/error.h"
#include "graph/base/status.h"
#include "shell/session.h"

#include <stdbool.h>

/// Save a query under a name.
///
/// errors  GESTA_ERR_INPUT: no good name, or one that is taken and `replaces`
///         is false; GESTA_ERR_FILE
GESTA_MUST_CHECK GestaStatus
gesta_saved_query_write(GestaSession *session, const char *name,
                        GestaStringView text, bool replaces, GestaError *error);

/// Read a query: a person's own, or else an example.
///
/// lends   *path and *text, in `arena`
/// errors  GESTA_ERR_INPUT: there is none, the message suggests the nearest;
///         those of gesta_input_read()
GESTA_MUST_CHECK GestaStatus
gesta_saved_query_read(GestaSession *session, const char *name,
                       GestaArena *arena, const char **path,
                       GestaStringView *text, GestaError *error);

/// Print the names and what each query asks, by its first comment.
GESTA_MUST_CHECK GestaStatus
gesta_saved_query_list(GestaSession *session, GestaError *error);

/// Set a variable as the NAME=VALUE at *at of a line says, and move *at behind
/// it.
///
/// errors  GESTA_ERR_INPUT, those of gesta_session_set()
GESTA_MUST_CHECK GestaStatus
gesta_saved_query_take_value(GestaSession *session, GestaStringView line,
                             size_t *at, GestaError *error);

/// The names of all queries, for completion.
///
/// lends  *names, sorted, in `arena`
GESTA_MUST_CHECK GestaStatus
gesta_saved_query_names(GestaSession *session, GestaArena *arena,
                        const char ***names, size_t *count);

#endif // GESTA_SHELL_SAVED_QUERY_H
