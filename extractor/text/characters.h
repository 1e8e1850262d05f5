// SPDX-License-Identifier: GPL-3.0-or-later
/// @file characters.h
/// What a code point is to the segmenter, in one table look-up.
///
/// source  The Unicode Standard, general categories (through libunistring)

#ifndef GESTA_TEXT_CHARACTERS_H
#define GESTA_TEXT_CHARACTERS_H

#include "graph/base/string_view.h"
#include "graph/base/utf8.h"

#include <stddef.h>
#include <stdint.h>

enum {
  GESTA_IS_LETTER = 1,
  GESTA_IS_UPPER = 2,      ///< upper or title case; also a letter
  GESTA_IS_DIGIT = 4,      ///< decimal
  GESTA_IS_MARK = 8,       ///< combines with the character before it
  GESTA_IS_SPACE = 16,     ///< any blank or control, no-break ones included
  GESTA_IS_LINE = 32,      ///< ends a line; also a space
  GESTA_IS_APOSTROPHE = 64 ///< ' ’ ʼ
};

enum { GESTA_CHARACTER_TABLE_SIZE = 0x2100 };

/// The answers for the scripts of Europe; the others are asked one by one.
///
/// threads  immutable once set up
typedef struct GestaCharacters {
  uint8_t flags[GESTA_CHARACTER_TABLE_SIZE];
  uint16_t folded[GESTA_CHARACTER_TABLE_SIZE];
} GestaCharacters;

void
gesta_characters_init(GestaCharacters *characters);

/// The flags of a code point that the table does not hold.
unsigned
gesta_character_flags_of_rare(uint32_t code_point);

static inline unsigned
gesta_character_flags(const GestaCharacters *characters, uint32_t code_point)
{
  return code_point < GESTA_CHARACTER_TABLE_SIZE
           ? characters->flags[code_point]
           : gesta_character_flags_of_rare(code_point);
}

/// The flags of the character at `offset`, and its size in bytes.
///
/// needs  offset < text.size
static inline unsigned
gesta_character_at(const GestaCharacters *characters, GestaStringView text,
                   size_t offset, size_t *size)
{
  const unsigned char first = (unsigned char)text.data[offset];
  if (first < 0x80U) {
    *size = 1;
    return characters->flags[first];
  }
  uint32_t code_point = 0;
  *size = gesta_utf8_decode(text, offset, &code_point);
  return gesta_character_flags(characters, code_point);
}

/// The lower case of one code point.
///
/// source  The Unicode Standard, simple case mapping
uint32_t
gesta_character_lower(uint32_t code_point);

/// Write `text` in lower case, with the apostrophe ' for every kind of it.
///
/// returns  the size of the key, or 0 if `text` is empty or does not fit
size_t
gesta_fold_key(const GestaCharacters *characters, GestaStringView text,
               char *key, size_t room);

#endif // GESTA_TEXT_CHARACTERS_H
