// SPDX-License-Identifier: GPL-3.0-or-later
/// @file multiword_section.h
/// What the writer and the reader of a section share.

#ifndef GESTA_TEXT_MULTIWORD_SECTION_H
#define GESTA_TEXT_MULTIWORD_SECTION_H

#include "graph/base/string_view.h"

#include <stddef.h>
#include <stdint.h>

#define GESTA_SECTION_MAGIC "GMW1"

enum { GESTA_SECTION_HEADER = 20 };

/// FNV-1a: against accidents, not against malice.
static inline uint32_t
gesta_multiword_checksum(GestaStringView bytes)
{
  uint32_t hash = 2166136261U;
  for (size_t i = 0; i < bytes.size; ++i) {
    hash = (hash ^ (unsigned char)bytes.data[i]) * 16777619U;
  }
  return hash;
}

#endif // GESTA_TEXT_MULTIWORD_SECTION_H
