// SPDX-License-Identifier: GPL-3.0-or-later
/// @file user_file.h
/// Where a person's own files are: history, saved queries.
///
/// source  XDG Base Directory Specification 0.8

#ifndef GESTA_SHELL_USER_FILE_H
#define GESTA_SHELL_USER_FILE_H

#include <stdbool.h>
#include <stddef.h>

typedef enum GestaUserFolder {
  GESTA_USER_STATE, ///< $XDG_STATE_HOME, or ~/.local/state
  GESTA_USER_DATA,  ///< $XDG_DATA_HOME, or ~/.local/share
} GestaUserFolder;

/// The path of a file in the folder `gesta` of that folder, which is made.
///
/// returns  whether there is such a place; else *path is not set
bool
gesta_user_file(GestaUserFolder folder, const char *name, char *path,
                size_t size);

#endif // GESTA_SHELL_USER_FILE_H
