// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/rdf/name.h"

#include "graph/base/utf8.h"

// The letters above U+007F: first and last code point of each range.
static const uint32_t letter_ranges[][2] = {
  {0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x2FF},    {0x370, 0x37D},
  {0x37F, 0x1FFF},  {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF},
  {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
};

bool
gesta_name_letter(uint32_t code_point)
{
  if (code_point < 0x80U) {
    const uint32_t lower = code_point | 0x20U;
    return lower >= 'a' && lower <= 'z';
  }
  for (size_t i = 0; i < sizeof letter_ranges / sizeof *letter_ranges; ++i) {
    if (code_point <= letter_ranges[i][1]) {
      return code_point >= letter_ranges[i][0];
    }
  }
  return false;
}

static bool
is_digit(uint32_t code_point)
{
  return code_point >= '0' && code_point <= '9';
}

bool
gesta_name_character(uint32_t code_point)
{
  return gesta_name_letter(code_point) || is_digit(code_point)
         || code_point == '_' || code_point == '-' || code_point == 0xB7
         || (code_point >= 0x300 && code_point <= 0x36F) || code_point == 0x203F
         || code_point == 0x2040;
}

// How far the text is made of name characters, '.' and, if allowed, ':'; a '.'
// at the end does not count.
static size_t
measure_rest(GestaStringView text, size_t offset, bool colon)
{
  size_t end = offset;
  while (offset < text.size) {
    uint32_t code_point;
    const size_t size = gesta_utf8_decode(text, offset, &code_point);
    const bool good = gesta_name_character(code_point)
                      || (colon && code_point == ':');
    if (!good && code_point != '.') {
      break;
    }
    offset += size;
    if (good) {
      end = offset;
    }
  }
  return end;
}

size_t
gesta_name_prefix_size(GestaStringView text)
{
  if (text.size == 0) {
    return 0;
  }
  uint32_t first;
  const size_t size = gesta_utf8_decode(text, 0, &first);
  return gesta_name_letter(first) ? measure_rest(text, size, false) : 0;
}

static size_t
measure_name(GestaStringView text, bool colon)
{
  if (text.size == 0) {
    return 0;
  }
  uint32_t first;
  const size_t size = gesta_utf8_decode(text, 0, &first);
  const bool good = gesta_name_letter(first) || is_digit(first) || first == '_'
                    || (colon && first == ':');
  return good ? measure_rest(text, size, colon) : 0;
}

bool
gesta_name_is_local(GestaStringView text)
{
  return measure_name(text, true) == text.size;
}

size_t
gesta_name_blank_size(GestaStringView text)
{
  return measure_name(text, false);
}
