// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/text/characters.h"

#include <stdbool.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>

static bool
ends_line(uint32_t c)
{
  return (c >= 0x0AU && c <= 0x0DU) || c == 0x85U || c == 0x2028U
         || c == 0x2029U;
}

// What joins rather than parts: soft hyphen, ZWNJ, ZWJ, the skin tones of
// pictures.
static bool
joins(uint32_t c)
{
  return c == 0xADU || c == 0x200CU || c == 0x200DU
         || (c >= 0x1F3FBU && c <= 0x1F3FFU);
}

unsigned
gesta_character_flags_of_rare(uint32_t c)
{
  if (c == '\'' || c == 0x2019U || c == 0x2BCU) {
    return GESTA_IS_APOSTROPHE;
  }
  if (ends_line(c)) {
    return GESTA_IS_SPACE | GESTA_IS_LINE;
  }
  if (joins(c) || uc_is_general_category(c, UC_MARK)) {
    return GESTA_IS_MARK;
  }
  if (uc_is_general_category_withtable(
        c, UC_CATEGORY_MASK_Z | UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cf)) {
    return GESTA_IS_SPACE;
  }
  if (uc_is_general_category(c, UC_DECIMAL_DIGIT_NUMBER)) {
    return GESTA_IS_DIGIT;
  }
  if (uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Lu
                                            | UC_CATEGORY_MASK_Lt)) {
    return GESTA_IS_LETTER | GESTA_IS_UPPER;
  }
  if (uc_is_general_category_withtable(
        c, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_No | UC_CATEGORY_MASK_Nl)) {
    return GESTA_IS_LETTER; // with ² and Ⅳ, which stand where letters do
  }
  return 0;
}

uint32_t
gesta_character_lower(uint32_t code_point)
{
  return uc_tolower(code_point);
}

static uint32_t
fold(uint32_t c)
{
  return c == 0x2019U || c == 0x2BCU ? '\'' : uc_tolower(c);
}

void
gesta_characters_init(GestaCharacters *characters)
{
  for (uint32_t c = 0; c < GESTA_CHARACTER_TABLE_SIZE; ++c) {
    // The flags fit by their definition; lower case stays below 0x10000 here.
    characters->flags[c] = (uint8_t)gesta_character_flags_of_rare(c);
    characters->folded[c] = (uint16_t)fold(c);
  }
}

size_t
gesta_fold_key(const GestaCharacters *characters, GestaStringView text,
               char *key, size_t room)
{
  size_t used = 0;
  for (size_t i = 0; i < text.size;) {
    uint32_t c = 0;
    char bytes[4];
    i += gesta_utf8_decode(text, i, &c);
    const uint32_t folded = c < GESTA_CHARACTER_TABLE_SIZE
                              ? characters->folded[c]
                              : fold(c);
    const size_t size = gesta_utf8_encode(folded, bytes);
    if (size > room - used) {
      return 0;
    }
    memcpy(key + used, bytes, size);
    used += size;
  }
  return used;
}
