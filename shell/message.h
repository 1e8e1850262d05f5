// SPDX-License-Identifier: GPL-3.0-or-later
/// @file message.h
/// Messages to the person at the terminal: one line each on standard error,
/// `gesta: FILE:LINE:COLUMN: what is wrong, what to do`.

#ifndef GESTA_SHELL_MESSAGE_H
#define GESTA_SHELL_MESSAGE_H

#include "graph/base/error.h"
#include "graph/base/string_view.h"

/// Move the place of an error into its message, `NAME:LINE:COLUMN: …`.  A
/// message that begins with `NAME:` already does not say it twice.
void
gesta_error_locate(GestaError *error, const char *name);

/// Tell what went wrong with `name`, a file or another input; NULL if the
/// message says it already.  GESTA_ERR_CANCELLED is told by nobody: whoever
/// asked to stop knows it.
void
gesta_tell_error(const char *name, const GestaError *error);

/// Show the line of a text in which an error is, and a mark under the place if
/// the column is known.  Nothing is shown if the line is not known.
///
/// needs  error->line and column to count from the beginning of `text`
void
gesta_tell_place(GestaStringView text, const GestaError *error);

/// Tell anything.  The text is printed after "gesta: ", as one line.
void
gesta_tell(const char *format, ...) GESTA_PRINTF(1, 2);

/// What the operating system says of an errno.  Lent for ever.
const char *
gesta_errno_text(int code);

#endif // GESTA_SHELL_MESSAGE_H
