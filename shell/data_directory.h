// SPDX-License-Identifier: GPL-3.0-or-later
/// @file data_directory.h
/// Where the ontology, the lexicons, the gazetteer and the models are.

#ifndef GESTA_SHELL_DATA_DIRECTORY_H
#define GESTA_SHELL_DATA_DIRECTORY_H

#include "graph/base/arena.h"
#include "graph/base/error.h"
#include "graph/base/status.h"

/// Find the folder that holds gesta.ttl: $GESTA_DATA if it is set; else
/// `../share/gesta` or `ontology` beside the program; else where it was
/// configured to be.
///
/// lends   *path, in `arena`
/// errors  GESTA_ERR_FILE: the message tells where it was looked for;
///         GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_data_directory_find(GestaArena *arena, const char **path,
                          GestaError *error);

#endif // GESTA_SHELL_DATA_DIRECTORY_H
