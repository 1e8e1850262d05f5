// SPDX-License-Identifier: GPL-3.0-or-later
/// @file compaction.h
/// A graph file without the pages that nothing uses.

#ifndef GESTA_STORE_COMPACTION_H
#define GESTA_STORE_COMPACTION_H

#include "graph/base/error.h"
#include "graph/base/status.h"

#include <stddef.h>
#include <stdint.h>

/// Write what was last committed to a new file, as large as it needs to be, and
/// put that in the place of the old one, or under the name `target` if that is
/// not NULL; in one step, so that there is a whole graph at any moment.
///
/// The place of a file is taken only if nobody has it open: who had would go on
/// with the old one.  Those who open it meanwhile wait.  To a new name others
/// may read and write while it is made.
///
/// returns  GESTA_OK and *before and *after, the sizes of the files
/// errors   GESTA_ERR_FILE (missing, in use, has more than one name, cannot be
///          replaced; a target that exists), GESTA_ERR_STORAGE (the disk is
///          full, ...), GESTA_ERR_FORMAT, GESTA_ERR_CORRUPT, GESTA_ERR_MEMORY;
///          nothing has then changed
GESTA_MUST_CHECK GestaStatus
gesta_store_compact(const char *path, const char *target, uint64_t *before,
                    uint64_t *after, GestaError *error);

#endif // GESTA_STORE_COMPACTION_H
