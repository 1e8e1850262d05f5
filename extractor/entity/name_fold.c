// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/entity/name_fold.h"

#include "graph/base/utf8.h"

// What the letters from U+00C0 to U+017F are built on; "_" for those that are
// none and stay as they are.
// source  The Unicode Standard, decompositions of the two blocks; Æ, Ð, Ø, Þ,
//         ß, Đ, Ħ, ı, Ĳ, Ł, Ŋ, Œ, Ŧ, ſ as libraries transcribe them
static const char *const bases[] = {
  "a", "a", "a",  "a",  "a", "a", "ae", "c",  "e", "e", "e",  "e", "i", "i",
  "i", "i", "d",  "n",  "o", "o", "o",  "o",  "o", "_", "o",  "u", "u", "u",
  "u", "y", "th", "ss", "a", "a", "a",  "a",  "a", "a", "ae", "c", "e", "e",
  "e", "e", "i",  "i",  "i", "i", "d",  "n",  "o", "o", "o",  "o", "o", "_",
  "o", "u", "u",  "u",  "u", "y", "th", "y",  "a", "a", "a",  "a", "a", "a",
  "c", "c", "c",  "c",  "c", "c", "c",  "c",  "d", "d", "d",  "d", "e", "e",
  "e", "e", "e",  "e",  "e", "e", "e",  "e",  "g", "g", "g",  "g", "g", "g",
  "g", "g", "h",  "h",  "h", "h", "i",  "i",  "i", "i", "i",  "i", "i", "i",
  "i", "i", "ij", "ij", "j", "j", "k",  "k",  "k", "l", "l",  "l", "l", "l",
  "l", "l", "l",  "l",  "l", "n", "n",  "n",  "n", "n", "n",  "n", "n", "n",
  "o", "o", "o",  "o",  "o", "o", "oe", "oe", "r", "r", "r",  "r", "r", "r",
  "s", "s", "s",  "s",  "s", "s", "s",  "s",  "t", "t", "t",  "t", "t", "t",
  "u", "u", "u",  "u",  "u", "u", "u",  "u",  "u", "u", "u",  "u", "w", "w",
  "y", "y", "y",  "z",  "z", "z", "z",  "z",  "z", "s",
};

enum { FIRST_LETTER = 0xC0, LAST_LETTER = 0x17F };

_Static_assert(sizeof bases / sizeof *bases == LAST_LETTER - FIRST_LETTER + 1,
               "one base for each letter");

static bool
is_blank(uint32_t code_point)
{
  return code_point == ' ' || code_point == '\t' || code_point == '\n'
         || code_point == '\r' || code_point == 0xA0 || code_point == 0x202F
         || code_point == '-' || code_point == 0x2010 || code_point == 0x2011;
}

GestaStatus
gesta_name_fold(GestaStringView text, GestaTextBuffer *folded)
{
  bool blank = false;
  bool any = false;
  for (size_t at = 0; at < text.size;) {
    uint32_t code = 0;
    const size_t size = gesta_utf8_decode(text, at, &code);
    GestaStringView piece = {text.data + at, size};
    char small = 0;
    at += size;
    if (is_blank(code)) {
      blank = any;
      continue;
    }
    if (code >= 'A' && code <= 'Z') {
      small = gesta_ascii_small(text.data[at - size]);
      piece = (GestaStringView){&small, 1};
    } else if (code >= FIRST_LETTER && code <= LAST_LETTER
               && bases[code - FIRST_LETTER][0] != '_') {
      piece = gesta_view(bases[code - FIRST_LETTER]);
    } else if (code == 0x2019 || code == 0x2BC) {
      piece = gesta_view("'");
    }
    GestaStatus status = blank
                           ? gesta_text_buffer_append(folded, gesta_view(" "))
                           : GESTA_OK;
    if (status == GESTA_OK) {
      status = gesta_text_buffer_append(folded, piece);
    }
    if (status != GESTA_OK) {
      return status;
    }
    blank = false;
    any = true;
  }
  return GESTA_OK;
}

bool
gesta_name_capital(uint32_t code_point)
{
  if (code_point <= 0xDE) {
    return (code_point >= 'A' && code_point <= 'Z')
           || (code_point >= 0xC0 && code_point != 0xD7);
  }
  // In Latin Extended-A capitals are even up to U+0137, odd up to U+0148, even
  // again up to U+0177, and odd from U+0179.
  if (code_point < 0x100 || code_point > LAST_LETTER || code_point == 0x138
      || code_point == 0x149 || code_point == LAST_LETTER) {
    return false;
  }
  const bool odd = (code_point & 1U) != 0;
  const bool odd_is_capital = (code_point > 0x138 && code_point < 0x149)
                              || code_point > 0x178;
  return code_point == 0x178 || odd == odd_is_capital;
}

bool
gesta_name_capitalised(GestaStringView text)
{
  uint32_t code = 0;
  if (text.size == 0) {
    return false;
  }
  (void)gesta_utf8_decode(text, 0, &code);
  return gesta_name_capital(code);
}
