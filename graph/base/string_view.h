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

/// The order of bytes: below 0, 0 or above 0; what the other goes on from comes
/// first.  Of UTF-8 that is the order of the code points.
static inline int
gesta_view_compare(GestaStringView a, GestaStringView b)
{
  const size_t size = a.size < b.size ? a.size : b.size;
  const int order = size > 0 ? memcmp(a.data, b.data, size) : 0;
  return order != 0 ? order : (a.size > b.size) - (a.size < b.size);
}

/// Whether a text begins with another one.
static inline bool
gesta_view_begins(GestaStringView text, GestaStringView start)
{
  return text.size >= start.size
         && (start.size == 0 || !memcmp(text.data, start.data, start.size));
}

/// Whether a text ends with another one.
static inline bool
gesta_view_ends(GestaStringView text, GestaStringView end)
{
  return text.size >= end.size
         && (end.size == 0
             || !memcmp(text.data + text.size - end.size, end.data, end.size));
}

#endif // GESTA_BASE_STRING_VIEW_H
