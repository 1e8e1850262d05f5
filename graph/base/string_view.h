// SPDX-License-Identifier: GPL-3.0-or-later
/// @file string_view.h
/// Bytes that somebody else owns: UTF-8 unless a header says otherwise,
/// not NUL-terminated, possibly containing NUL.

#ifndef GESTA_BASE_STRING_VIEW_H
#define GESTA_BASE_STRING_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

typedef struct GestaStringView {
  const char *data; ///< NULL only when size is 0
  size_t size;      ///< in bytes, never in characters
} GestaStringView;

/// View a NUL-terminated string.
static inline GestaStringView
gesta_view(const char *text)
{
  return (GestaStringView){text, strlen(text)};
}

/// Byte equality: no case folding, no Unicode normalisation.
static inline bool
gesta_view_equal(GestaStringView a, GestaStringView b)
{
  return a.size == b.size && (a.size == 0 || !memcmp(a.data, b.data, a.size));
}

#endif // GESTA_BASE_STRING_VIEW_H
