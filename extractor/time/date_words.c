// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/time/date_words.h"

#include "graph/base/utf8.h"

#include <assert.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

enum {
  WORD_SIZE = 64, // no date word is longer
  APOSTROPHE = 0x2019,
  HYPHEN = 0x2010,
  NARROW_HYPHEN = 0x2011,
  EN_DASH = 0x2013,
};

static bool
is_digit(uint32_t code_point)
{
  return code_point >= '0' && code_point <= '9';
}

static bool
is_letter(uint32_t code_point)
{
  return uc_is_property_alphabetic(code_point)
         || uc_combining_class(code_point) != 0;
}

bool
gesta_date_piece_next(GestaStringView text, size_t *offset,
                      GestaStringView *piece)
{
  uint32_t first = 0;
  size_t begin = *offset;
  size_t end = begin;
  while (end < text.size) {
    begin = end;
    end += gesta_utf8_decode(text, begin, &first);
    if (!uc_is_property_white_space(first)) {
      break;
    }
    begin = end;
  }
  *offset = end;
  if (begin == end) {
    return false;
  }

  const bool digits = is_digit(first);
  if (digits || is_letter(first)) {
    while (end < text.size) {
      uint32_t next = 0;
      const size_t size = gesta_utf8_decode(text, end, &next);
      if (digits ? !is_digit(next) : !is_letter(next)) {
        break;
      }
      end += size;
    }
  }
  *offset = end;
  *piece = (GestaStringView){text.data + begin, end - begin};
  return true;
}

bool
gesta_date_piece_is_capital(GestaStringView piece)
{
  uint32_t first = 0;
  (void)gesta_utf8_decode(piece, 0, &first);
  return uc_is_upper(first);
}

bool
gesta_date_piece_is_mark(GestaStringView piece)
{
  uint32_t first = 0;
  (void)gesta_utf8_decode(piece, 0, &first);
  return !is_digit(first) && !is_letter(first);
}

// A letter without its accents, and the usual apostrophe and hyphen.
static uint32_t
strip(uint32_t code_point)
{
  ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
  while (code_point >= 0x80
         && uc_canonical_decomposition(code_point, parts) > 0) {
    code_point = parts[0];
  }
  return code_point;
}

static uint32_t
fold(uint32_t code_point)
{
  switch (code_point) {
  case APOSTROPHE:
    return '\'';
  case HYPHEN:
  case NARROW_HYPHEN:
  case EN_DASH:
    return '-';
  default:
    return uc_tolower(code_point);
  }
}

typedef struct Spelling {
  char exact[WORD_SIZE];
  char plain[WORD_SIZE];
  size_t exact_size;
  size_t plain_size;
} Spelling;

// returns  false for what is too long to be a date word
static bool
spell(GestaStringView piece, Spelling *spelling)
{
  spelling->exact_size = 0;
  spelling->plain_size = 0;
  for (size_t offset = 0; offset < piece.size;) {
    uint32_t code_point = 0;
    offset += gesta_utf8_decode(piece, offset, &code_point);
    const uint32_t lower = fold(code_point);
    if (spelling->exact_size + 4 > WORD_SIZE
        || spelling->plain_size + 4 > WORD_SIZE) {
      return false;
    }
    spelling->exact_size += gesta_utf8_encode(lower, spelling->exact
                                                       + spelling->exact_size);
    spelling->plain_size += gesta_utf8_encode(
      strip(lower), spelling->plain + spelling->plain_size);
  }
  return true;
}

// The place of the first word that is not before (plain, exact).
static size_t
lower_bound(const GestaDateWords *words, GestaStringView plain,
            GestaStringView exact)
{
  size_t low = 0;
  size_t high = words->count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    const GestaDateWord *const word = &words->words[middle];
    int order = gesta_view_compare(word->plain, plain);
    if (order == 0) {
      order = gesta_view_compare(word->exact, exact);
    }
    if (order < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

static GestaStatus
grow(GestaDateWords *words, GestaArena *arena)
{
  if (words->count < words->room) {
    return GESTA_OK;
  }
  const size_t room = words->room ? 2 * words->room : 256;
  GestaDateWord *const grown = gesta_arena_allocate(arena, room, sizeof *grown);
  if (!grown) {
    return GESTA_ERR_MEMORY;
  }
  if (words->count > 0) {
    memcpy(grown, words->words, words->count * sizeof *grown);
  }
  words->words = grown;
  words->room = room;
  return GESTA_OK;
}

GestaStatus
gesta_date_words_intern(GestaDateWords *words, GestaArena *arena,
                        GestaStringView spelling, uint32_t *id)
{
  assert(words && arena && id);

  Spelling spelt;
  if (!spell(spelling, &spelt)) {
    return GESTA_ERR_TOO_LARGE;
  }
  const GestaStringView exact = {spelt.exact, spelt.exact_size};
  const GestaStringView plain = {spelt.plain, spelt.plain_size};
  const size_t place = lower_bound(words, plain, exact);
  if (place < words->count
      && gesta_view_equal(words->words[place].exact, exact)) {
    *id = words->words[place].id;
    return GESTA_OK;
  }

  GestaDateWord fresh = {.id = (uint32_t)words->count};
  GestaStatus status = grow(words, arena);
  if (status) {
    return status;
  }
  status = gesta_arena_copy(arena, exact, &fresh.exact);
  if (status) {
    return status;
  }
  status = gesta_arena_copy(arena, plain, &fresh.plain);
  if (status) {
    return status;
  }
  memmove(words->words + place + 1, words->words + place,
          (words->count - place) * sizeof *words->words);
  words->words[place] = fresh;
  ++words->count;
  *id = fresh.id;
  return GESTA_OK;
}

// Whether a piece, as it is written, may be a word: letter by letter the same
// but for capitals, which may lack their accent.
static bool
may_be(GestaStringView piece, GestaStringView word)
{
  size_t at = 0;
  size_t offset = 0;
  while (offset < piece.size && at < word.size) {
    uint32_t written = 0;
    uint32_t wanted = 0;
    offset += gesta_utf8_decode(piece, offset, &written);
    at += gesta_utf8_decode(word, at, &wanted);
    const uint32_t lower = fold(written);
    if (lower != wanted && (lower == written || lower != strip(wanted))) {
      return false;
    }
  }
  return offset == piece.size && at == word.size;
}

size_t
gesta_date_words_find(const GestaDateWords *words, GestaStringView piece,
                      uint32_t ids[GESTA_DATE_READINGS])
{
  Spelling spelt;
  if (!spell(piece, &spelt)) {
    return 0;
  }
  const GestaStringView plain = {spelt.plain, spelt.plain_size};
  size_t count = 0;
  for (size_t i = lower_bound(words, plain, (GestaStringView){NULL, 0});
       i < words->count && gesta_view_equal(words->words[i].plain, plain)
       && count < GESTA_DATE_READINGS;
       ++i) {
    if (may_be(piece, words->words[i].exact)) {
      ids[count] = words->words[i].id;
      ++count;
    }
  }
  return count;
}
