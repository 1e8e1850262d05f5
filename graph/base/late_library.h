// SPDX-License-Identifier: GPL-3.0-or-later
/// @file late_library.h
/// Libraries that are loaded when they are first needed: those that bring many
/// others along take longer to load than most commands take to run.

#ifndef GESTA_BASE_LATE_LIBRARY_H
#define GESTA_BASE_LATE_LIBRARY_H

#include "graph/base/error.h"
#include "graph/base/status.h"

#include <stddef.h>

/// A function of a library, and where its address goes.
typedef struct GestaLateFunction {
  const char *name;
  void *place; ///< of a pointer to a function of its type
} GestaLateFunction;

/// Load a library, if it is not, and find functions in it.  It stays loaded
/// until the process ends.
///
/// needs    file: what the loader calls it, such as libxml2.so.2
/// errors   GESTA_ERR_SYSTEM with what to install, if it cannot be loaded or
///          lacks a function
/// threads  any
GESTA_MUST_CHECK GestaStatus
gesta_late_library_load(const char *file, const GestaLateFunction *functions,
                        size_t count, GestaError *error);

#endif // GESTA_BASE_LATE_LIBRARY_H
