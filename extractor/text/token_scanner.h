// SPDX-License-Identifier: GPL-3.0-or-later
/// @file token_scanner.h
/// What the parts of the tokenizer share: the text, the rules, the tokens.

#ifndef GESTA_TEXT_TOKEN_SCANNER_H
#define GESTA_TEXT_TOKEN_SCANNER_H

#include "extractor/text/segmentation_rules.h"
#include "extractor/text/tokenizer.h"
#include "graph/base/string_view.h"
#include "graph/base/utf8.h"

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { GESTA_IS_WORD = GESTA_IS_LETTER | GESTA_IS_DIGIT };

typedef struct GestaTokenScanner {
  const GestaSegmentationRules *rules;
  GestaStringView text; ///< to the end of the sentence
  size_t begin;         ///< of the sentence
  size_t chunk_end;     ///< of the non-blanks around the current place
  bool has_address;     ///< they may hold a URL or an e-mail address
  bool quoted;          ///< inside single quotes
  bool refused;         ///< an allocation
  GestaTokenSpans *spans;
} GestaTokenScanner;

/// Add a token.  A refused allocation is noted in `scanner->refused`.
void
gesta_scanner_emit(GestaTokenScanner *scanner, size_t begin, size_t end);

/// The kinds of tokens.tsv that `[begin, end)` has.
///
/// cost  O(1): what is long is in no list
unsigned
gesta_scanner_kinds(const GestaTokenScanner *scanner, size_t begin, size_t end);

/// The flags of the character at `offset`; beyond the end there are blanks.
static inline unsigned
gesta_scanner_flags(const GestaTokenScanner *scanner, size_t offset,
                    size_t *size)
{
  if (offset >= scanner->text.size) {
    *size = 0;
    return GESTA_IS_SPACE;
  }
  return gesta_character_at(&scanner->rules->characters, scanner->text, offset,
                            size);
}

static inline uint32_t
gesta_scanner_code_point(const GestaTokenScanner *scanner, size_t offset,
                         size_t *size)
{
  uint32_t c = 0;
  *size = 0;
  if (offset < scanner->text.size) {
    *size = gesta_utf8_decode(scanner->text, offset, &c);
  }
  return c;
}

/// Step back over one character.
static inline size_t
gesta_scanner_back(const GestaTokenScanner *scanner, size_t offset)
{
  do {
    --offset;
  } while (((unsigned char)scanner->text.data[offset] & 0xC0U) == 0x80U);
  return offset;
}

static inline bool
gesta_is_hyphen(uint32_t c)
{
  return c == '-' || c == 0x2010U || c == 0x2011U;
}

static inline bool
gesta_scanner_is_figure(const GestaTokenScanner *scanner, size_t offset)
{
  size_t size = 0;
  return gesta_scanner_flags(scanner, offset, &size) & GESTA_IS_DIGIT;
}

#endif // GESTA_TEXT_TOKEN_SCANNER_H
