// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/text/sentence_splitter.h"

#include <assert.h>

enum { WORD = GESTA_IS_LETTER | GESTA_IS_DIGIT | GESTA_IS_MARK };

// Step over blanks.  *line says whether one of them ended a line.
static size_t
skip_blanks(const GestaSegmentationRules *rules, GestaStringView text,
            size_t offset, bool *line)
{
  while (offset < text.size) {
    size_t size = 0;
    const unsigned flags = gesta_character_at(&rules->characters, text, offset,
                                              &size);
    if (!(flags & GESTA_IS_SPACE)) {
      break;
    }
    *line = *line || (flags & GESTA_IS_LINE);
    offset += size;
  }
  return offset;
}

static uint32_t
code_point_at(GestaStringView text, size_t offset, size_t *size)
{
  uint32_t c = 0;
  *size = 0;
  if (offset < text.size) {
    *size = gesta_utf8_decode(text, offset, &c);
  }
  return c;
}

// Step back over one character.
static size_t
step_back(GestaStringView text, size_t offset)
{
  do {
    --offset;
  } while (((unsigned char)text.data[offset] & 0xC0U) == 0x80U);
  return offset;
}

GestaStatus
gesta_abbreviation_find(const GestaSegmentationRules *rules,
                        GestaStringView text, size_t begin, size_t stop,
                        unsigned *flags)
{
  assert(begin < stop && stop <= text.size);

  char key[GESTA_KEY_SIZE];
  const GestaStringView form = {text.data + begin, stop - begin};
  const size_t key_size = gesta_fold_key(&rules->characters, form, key,
                                         sizeof key);
  uint32_t found = 0;
  if (key_size == 0
      || gesta_word_table_find(&rules->abbreviations,
                               (GestaStringView){key, key_size}, &found)) {
    return GESTA_NOT_FOUND;
  }
  size_t size = 0;
  const unsigned first = gesta_character_at(&rules->characters, text, begin,
                                            &size);
  if ((found & GESTA_ABBREVIATION_CAPITAL) && !(first & GESTA_IS_UPPER)) {
    return GESTA_NOT_FOUND;
  }
  *flags = found;
  return GESTA_OK;
}

static bool
is_abbreviation(const GestaSegmentationRules *rules, GestaStringView text,
                size_t begin, size_t stop)
{
  unsigned flags = 0;
  return begin < stop
         && gesta_abbreviation_find(rules, text, begin, stop, &flags)
              == GESTA_OK
         && !(flags & GESTA_ABBREVIATION_FINAL);
}

// Whether the full stop at `stop` belongs to what is before it: `Me`, `e.g`, or
// the S of `U.S`.
static bool
is_abbreviated(const GestaSegmentationRules *rules, GestaStringView text,
               size_t begin, size_t stop)
{
  size_t word = stop;  // letters and figures
  size_t whole = stop; // with full stops between them
  unsigned flags = 0;
  bool dotted = false;
  while (whole > begin && stop - whole < GESTA_KEY_SIZE) {
    const size_t back = step_back(text, whole);
    size_t size = 0;
    const unsigned before = gesta_character_at(&rules->characters, text, back,
                                               &size);
    if (text.data[back] == '.') {
      dotted = true;
    } else if (!(before & WORD)) {
      break;
    } else if (!dotted) {
      word = back;
      flags = before;
    }
    whole = back;
  }
  if (word == stop) {
    return false;
  }
  size_t size = 0;
  (void)gesta_character_at(&rules->characters, text, word, &size);
  while (word + size < stop) { // an initial may carry combining marks
    size_t more = 0;
    if (!(gesta_character_at(&rules->characters, text, word + size, &more)
          & GESTA_IS_MARK)) {
      break;
    }
    size += more;
  }
  return (word + size == stop && (flags & GESTA_IS_UPPER))
         || is_abbreviation(rules, text, word, stop)
         || (dotted && is_abbreviation(rules, text, whole, stop));
}

static bool
is_closing(uint32_t c)
{
  return c == 0xBBU || c == 0x201DU; // » ”
}

static bool
is_opening(uint32_t c)
{
  return c == '"' || c == 0xABU || c == 0x201CU || c == 0x201EU; // « “ „
}

// Whether a sentence may end before `offset`, right after its last mark.
//
// returns  the end of the sentence, or 0
static size_t
end_after_mark(const GestaSegmentationRules *rules, GestaStringView text,
               size_t offset)
{
  bool line = false;
  size_t size = 0;
  size_t end = offset;
  const size_t closing = skip_blanks(rules, text, offset, &line);
  if (is_closing(code_point_at(text, closing, &size)) && !line) {
    end = closing + size;
  } else if (offset < text.size && text.data[offset] == '"') {
    end = offset + 1;
  }
  size_t next = skip_blanks(rules, text, end, &line);
  if (line || next == end || next == text.size) {
    return 0; // nothing, or a line break that ends the sentence anyway
  }
  if (is_opening(code_point_at(text, next, &size))) {
    next = skip_blanks(rules, text, next + size, &line);
  }
  if (line || next == text.size) {
    return 0;
  }
  const unsigned flags = gesta_character_at(&rules->characters, text, next,
                                            &size);
  return flags & (GESTA_IS_UPPER | GESTA_IS_DIGIT) ? end : 0;
}

// The end of the sentence that begins at `begin`, with blanks after it.
static size_t
find_end(const GestaSegmentationRules *rules, GestaStringView text,
         size_t begin)
{
  size_t offset = begin;
  while (offset < text.size) {
    const unsigned char byte = (unsigned char)text.data[offset];
    if (byte >= 0x80U && byte != 0xC2U && byte != 0xE2U) {
      ++offset; // in no mark and no line break
      continue;
    }
    uint32_t c = byte;
    const size_t size = byte < 0x80U ? 1 : gesta_utf8_decode(text, offset, &c);
    const unsigned flags = gesta_character_flags(&rules->characters, c);
    if (flags & GESTA_IS_LINE
        || (flags & GESTA_IS_SPACE
            && offset - begin >= GESTA_SENTENCE_SIZE_LIMIT)) {
      return offset;
    }
    if (c == '.' || c == '!' || c == '?' || c == 0x2026U) {
      const size_t end = end_after_mark(rules, text, offset + size);
      if (end > 0
          && !(c == '.' && is_abbreviated(rules, text, begin, offset))) {
        return end;
      }
    }
    offset += size;
  }
  return offset;
}

GestaStatus
gesta_sentence_next(const GestaSegmentationRules *rules, GestaStringView text,
                    size_t offset, GestaSentenceSpan *span)
{
  assert(rules && span && offset <= text.size);

  bool line = offset == 0;
  const size_t begin = skip_blanks(rules, text, offset, &line);
  if (begin == text.size) {
    return GESTA_END;
  }
  size_t end = find_end(rules, text, begin);
  for (size_t back = step_back(text, end);; back = step_back(text, end)) {
    size_t size = 0;
    if (!(gesta_character_at(&rules->characters, text, back, &size)
          & GESTA_IS_SPACE)) {
      break; // at `begin` at the latest
    }
    end = back;
  }
  *span = (GestaSentenceSpan){begin, end, line};
  return GESTA_OK;
}
