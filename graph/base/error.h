// SPDX-License-Identifier: GPL-3.0-or-later
/// @file error.h
/// What went wrong, for the person who gave the input.
///
/// Code that reads a user's text or file takes a `GestaError *`; NULL is
/// allowed everywhere and means that nobody will read the message.

#ifndef GESTA_BASE_ERROR_H
#define GESTA_BASE_ERROR_H

#include "graph/base/status.h"

#include <stddef.h>

enum { GESTA_ERROR_SIZE = 512 }; ///< bytes of a message, with its NUL

typedef struct GestaError {
  GestaStatus status;
  size_t line;   ///< 1-based; 0 if the place is not known
  size_t column; ///< 1-based, in code points; 0 if the place is not known
  char message[GESTA_ERROR_SIZE]; ///< one line: what is wrong, what to do
} GestaError;

/// Describe a failure without a place.  A message that does not fit is cut at a
/// character's border.
///
/// returns  `status`, so that one may write `return gesta_error_set(…)`
GestaStatus
gesta_error_set(GestaError *error, GestaStatus status, const char *format, ...)
  GESTA_PRINTF(3, 4);

/// Describe a failure at a place of the input.
///
/// returns  `status`
GestaStatus
gesta_error_set_at(GestaError *error, GestaStatus status, size_t line,
                   size_t column, const char *format, ...) GESTA_PRINTF(5, 6);

/// A short English name for a status, such as "out of memory".  Lent for ever.
const char *
gesta_status_text(GestaStatus status);

#endif // GESTA_BASE_ERROR_H
