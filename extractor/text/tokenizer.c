// SPDX-License-Identifier: GPL-3.0-or-later
// From left to right: at a letter or figure a run is scanned and cut; at a
// sign, runs of the same sign and the signs that the language lists are kept
// together.
//
// 1. Every look ahead or back is bounded by GESTA_KEY_SIZE, or by a length that
//    is then passed for good, so that the cost is linear.

#include "extractor/text/tokenizer.h"

#include "extractor/text/address.h"
#include "extractor/text/run_cutter.h"
#include "extractor/text/token_run.h"
#include "extractor/text/token_scanner.h"

#include <assert.h>
#include <string.h>

enum { ORNAMENT = 9 };

void
gesta_token_spans_init(GestaTokenSpans *spans, GestaAllocator *allocator)
{
  *spans = (GestaTokenSpans){.allocator = allocator};
}

void
gesta_token_spans_clear(GestaTokenSpans *spans)
{
  gesta_release(spans->allocator, spans->spans);
  gesta_token_spans_init(spans, spans->allocator);
}

void
gesta_scanner_emit(GestaTokenScanner *scanner, size_t begin, size_t end)
{
  GestaTokenSpans *spans = scanner->spans;
  assert(begin < end);
  if (spans->count == spans->room) {
    const size_t room = spans->room ? spans->room * 2 : 256;
    GestaTokenSpan *grown = spans->allocator->resize(
      spans->allocator, spans->spans, room * sizeof *grown);
    if (!grown) {
      scanner->refused = true;
      return;
    }
    spans->spans = grown;
    spans->room = room;
  }
  spans->spans[spans->count++] = (GestaTokenSpan){begin, end};
}

unsigned
gesta_scanner_kinds(const GestaTokenScanner *scanner, size_t begin, size_t end)
{
  char key[GESTA_KEY_SIZE];
  if (end - begin > (size_t)2 * GESTA_KEY_SIZE) {
    return 0;
  }
  const GestaStringView form = {scanner->text.data + begin, end - begin};
  const size_t size = gesta_fold_key(&scanner->rules->characters, form, key,
                                     sizeof key);
  return size ? gesta_token_kinds(scanner->rules, (GestaStringView){key, size})
              : 0;
}

// Look over the non-blanks that begin at `begin`.
static void
enter_chunk(GestaTokenScanner *scanner, size_t begin)
{
  size_t at = begin;
  scanner->has_address = false;
  while (at < scanner->text.size) {
    const unsigned char byte = (unsigned char)scanner->text.data[at];
    size_t size = 1;
    if (byte <= ' ' || byte >= 0xC2U) {
      if (gesta_scanner_flags(scanner, at, &size) & GESTA_IS_SPACE) {
        break;
      }
    }
    scanner->has_address = scanner->has_address || byte == '@' || byte == ':'
                           || byte == 'w' || byte == 'W';
    at += size;
  }
  scanner->chunk_end = at;
}

static size_t
scan_word(GestaTokenScanner *scanner, size_t begin)
{
  if (scanner->has_address) {
    const size_t end = gesta_address_end(
      (GestaStringView){scanner->text.data, scanner->chunk_end}, begin);
    if (end > begin) {
      gesta_scanner_emit(scanner, begin, end);
      return end;
    }
  }
  GestaTokenRun run = gesta_token_run_scan(scanner, begin);
  gesta_token_run_complete(scanner, &run);
  gesta_run_cut(scanner, &run);
  return run.end;
}

// The end of the longest listed sign at `begin`, such as `:-)`, or `begin`.
static size_t
end_of_listed_sign(const GestaTokenScanner *scanner, size_t begin)
{
  size_t limit = scanner->chunk_end - begin;
  if (limit > scanner->rules->longest_sign) {
    limit = scanner->rules->longest_sign;
  }
  for (size_t size = limit; size > 1; --size) {
    const size_t end = begin + size;
    if (end < scanner->text.size
        && ((unsigned char)scanner->text.data[end] & 0xC0U) == 0x80U) {
      continue; // inside a character
    }
    size_t ignored = 0;
    if ((gesta_scanner_kinds(scanner, begin, end) & GESTA_TOKEN_WHOLE)
        && !(
          (gesta_scanner_flags(scanner, gesta_scanner_back(scanner, end),
                               &ignored)
           & GESTA_IS_WORD)
          && (gesta_scanner_flags(scanner, end, &ignored) & GESTA_IS_WORD))) {
      return end;
    }
  }
  return begin;
}

static bool
is_repeated(uint32_t c)
{
  return c < 0x80U && c != 0 && strchr(".-!?*=_~+#<>", (int)c) != NULL;
}

// Whether a blank, an opening sign or nothing stands before `offset`.
static bool
is_preceded_by_blank(const GestaTokenScanner *scanner, size_t offset)
{
  if (offset == scanner->begin) {
    return true;
  }
  const size_t back = gesta_scanner_back(scanner, offset);
  size_t size = 0;
  return (gesta_scanner_flags(scanner, back, &size) & GESTA_IS_SPACE)
         || scanner->text.data[back] == '(' || scanner->text.data[back] == '[';
}

// Whether the sign `c` at `begin` opens the run after it: -2,5 '98 #tag @name
// .15
static bool
opens_run(const GestaTokenScanner *scanner, uint32_t c, unsigned flags,
          size_t begin, size_t size)
{
  size_t next_size = 0;
  const unsigned next = gesta_scanner_flags(scanner, begin + size, &next_size);
  if (c == '#' || c == '@') {
    return next & GESTA_IS_LETTER;
  }
  if (!(next & GESTA_IS_DIGIT) || !is_preceded_by_blank(scanner, begin)) {
    return false;
  }
  if (flags & GESTA_IS_APOSTROPHE) {
    return gesta_scanner_is_figure(scanner, begin + size + 1)
           && !gesta_scanner_is_figure(scanner, begin + size + 2);
  }
  return c == '+' || c == '.'
         || ((c == '-' || c == 0x2212U) && scanner->rules->signed_figures);
}

// The end of a row of signs whose first, `c`, ends at `end`: of ?! and -- and
// their like, and of any sign so often that it is an ornament or an accident.
//
// cost  a row that is no token is short (invariant 1)
static size_t
end_of_row(const GestaTokenScanner *scanner, uint32_t c, size_t end)
{
  const bool exclaims = c == '!' || c == '?';
  size_t at = end;
  size_t size = 0;
  size_t count = 1;
  uint32_t next = gesta_scanner_code_point(scanner, at, &size);
  while (size > 0
         && (next == c || (exclaims && (next == '!' || next == '?')))) {
    at += size;
    ++count;
    next = gesta_scanner_code_point(scanner, at, &size);
  }
  return is_repeated(c) || count >= ORNAMENT ? at : end;
}

static bool
is_regional(uint32_t c)
{
  return c >= 0x1F1E6U && c <= 0x1F1FFU;
}

// The end of the sign at `begin` with all that belongs to it.
static size_t
end_of_sign(const GestaTokenScanner *scanner, uint32_t c, size_t begin,
            size_t size)
{
  size_t end = end_of_row(scanner, c, begin + size);
  if (is_regional(c)) { // two letters make a flag
    size_t next_size = 0;
    if (is_regional(gesta_scanner_code_point(scanner, end, &next_size))) {
      end += next_size;
    }
  }
  for (;;) {
    size_t mark_size = 0;
    const uint32_t mark = gesta_scanner_code_point(scanner, end, &mark_size);
    if (!(gesta_scanner_flags(scanner, end, &mark_size) & GESTA_IS_MARK)) {
      return end;
    }
    end += mark_size;
    // A zero-width joiner glues two pictures.
    if (mark == 0x200DU
        && gesta_scanner_code_point(scanner, end, &mark_size) > 0x2000U
        && !(gesta_scanner_flags(scanner, end, &mark_size) & GESTA_IS_SPACE)) {
      end += mark_size;
    }
  }
}

static size_t
scan_sign(GestaTokenScanner *scanner, size_t begin, unsigned flags)
{
  size_t size = 0;
  const uint32_t c = gesta_scanner_code_point(scanner, begin, &size);
  size_t end = end_of_listed_sign(scanner, begin);
  if (end == begin && opens_run(scanner, c, flags, begin, size)) {
    end = gesta_token_run_scan(scanner, begin + size).end;
  } else if (end == begin) {
    end = end_of_sign(scanner, c, begin, size);
    if ((flags & GESTA_IS_APOSTROPHE) || c == 0x2018U) {
      size_t next = 0;
      scanner->quoted = is_preceded_by_blank(scanner, begin)
                        && !(gesta_scanner_flags(scanner, end, &next)
                             & GESTA_IS_SPACE);
    }
  }
  gesta_scanner_emit(scanner, begin, end);
  return end;
}

GestaStatus
gesta_tokenize(const GestaSegmentationRules *rules, GestaStringView text,
               size_t begin, size_t end, GestaTokenSpans *spans)
{
  assert(rules && spans && begin < end && end <= text.size);

  GestaTokenScanner scanner = {.rules = rules,
                               .text = {text.data, end},
                               .begin = begin,
                               .chunk_end = begin,
                               .spans = spans};
  spans->count = 0;
  size_t at = begin;
  while (at < end && !scanner.refused) {
    size_t size = 0;
    const unsigned flags = gesta_scanner_flags(&scanner, at, &size);
    if (flags & GESTA_IS_SPACE) {
      at += size;
      continue;
    }
    if (at >= scanner.chunk_end) {
      enter_chunk(&scanner, at);
    }
    at = flags & GESTA_IS_WORD ? scan_word(&scanner, at)
                               : scan_sign(&scanner, at, flags);
  }
  return scanner.refused ? GESTA_ERR_MEMORY : GESTA_OK;
}
