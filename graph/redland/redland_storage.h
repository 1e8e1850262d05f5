// SPDX-License-Identifier: GPL-3.0-or-later
/// @file redland_storage.h
/// A graph file as a Redland storage named "gesta".
///
/// Its options, as librdf writes them: `new='yes'` makes the file, or empties
/// the graph that it holds; `write='no'` opens it for reading only.  Without
/// options the file must exist, and is opened for writing where that is
/// allowed.
///
/// threads  those of librdf: a world and all that it made belong to one thread

#ifndef GESTA_REDLAND_REDLAND_STORAGE_H
#define GESTA_REDLAND_REDLAND_STORAGE_H

#include "graph/base/cancel.h"
#include "graph/base/status.h"

#include <librdf.h>

/// Fill librdf's table of functions; what librdf_storage_register_factory()
/// calls.
void
gesta_redland_storage_factory(librdf_storage_factory *factory);

/// Open a storage without registering its name, so that a module of the same
/// name, which librdf may have loaded, is left alone.
///
/// gives    *storage; free it with librdf_free_storage()
/// borrows  cancel (NULL allowed) until then: once it is set, every stream ends
/// errors   GESTA_ERR_STORAGE; the reason went to the world's log
GESTA_MUST_CHECK GestaStatus
gesta_redland_storage_new(librdf_world *world, const char *path,
                          GestaCancel *cancel, librdf_storage **storage);

#endif // GESTA_REDLAND_REDLAND_STORAGE_H
