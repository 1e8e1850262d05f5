// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/lexicon/word_shape.h"

#include "graph/base/utf8.h"

#include <stdbool.h>
#include <unicase.h>
#include <unictype.h>

enum { APOSTROPHE = 0x2019, HYPHEN = 0x2010, LATIN_END = 0x24F };

typedef struct Counts {
  unsigned upper;
  unsigned lower;
  unsigned digits;
} Counts;

// The shape bit of one character, counting letters and digits on the way.
static uint32_t
look_at(uint32_t c, Counts *counts)
{
  if (c >= '0' && c <= '9') {
    ++counts->digits;
    return GESTA_SHAPE_DIGIT;
  }
  if (c == '-' || c == HYPHEN) {
    return GESTA_SHAPE_HYPHEN;
  }
  if (c == '\'' || c == APOSTROPHE) {
    return GESTA_SHAPE_APOSTROPHE;
  }
  if (c == '.') {
    return GESTA_SHAPE_POINT;
  }
  if (uc_is_property_alphabetic(c)) {
    uint32_t bits = c > LATIN_END ? GESTA_SHAPE_FOREIGN : 0;
    if (uc_tolower(c) != c) {
      bits |= counts->lower > 0 ? GESTA_SHAPE_INNER : 0;
      ++counts->upper;
    } else {
      ++counts->lower;
    }
    return bits;
  }
  return 0;
}

uint32_t
gesta_word_shape(GestaStringView form)
{
  uint32_t shape = 0;
  Counts counts = {0, 0, 0};
  size_t offset = 0;
  while (offset < form.size) {
    uint32_t c = 0;
    const size_t size = gesta_utf8_decode(form, offset, &c);
    shape |= look_at(c, &counts);
    if (offset == 0 && counts.upper == 1) {
      shape |= GESTA_SHAPE_CAPITAL;
    }
    offset += size;
  }
  if (counts.upper > 1 && counts.lower == 0) {
    shape |= GESTA_SHAPE_CAPITALS;
  }
  if (counts.upper + counts.lower == 0) {
    shape |= counts.digits > 0 ? GESTA_SHAPE_NUMBER : GESTA_SHAPE_SYMBOLS;
  }
  return shape;
}

GestaStatus
gesta_word_lower(GestaStringView form, GestaArena *arena,
                 GestaStringView *lower)
{
  bool plain = true;
  for (size_t i = 0; i < form.size && plain; ++i) {
    const unsigned char c = (unsigned char)form.data[i];
    plain = c < 0x80 && !(c >= 'A' && c <= 'Z');
  }
  if (plain) {
    *lower = form;
    return GESTA_OK;
  }
  // A code point of two bytes may have a lower case of three.
  char *copy = gesta_arena_allocate(arena, form.size * 2 + 4, 1);
  if (!copy) {
    return GESTA_ERR_MEMORY;
  }
  size_t size = 0;
  size_t offset = 0;
  while (offset < form.size) {
    uint32_t c = 0;
    offset += gesta_utf8_decode(form, offset, &c);
    size += gesta_utf8_encode(c == APOSTROPHE ? '\'' : uc_tolower(c),
                              copy + size);
  }
  *lower = (GestaStringView){copy, size};
  return GESTA_OK;
}
