// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/text/run_cutter.h"

#include <string.h>

enum { CLITIC_LIMIT = 3 };

// The end of the figures, or of the letters, at `at`.
static size_t
end_of_piece(const GestaTokenScanner *scanner, size_t at, size_t end,
             bool figures)
{
  size_t size = 0;
  while (at < end) {
    const char c = scanner->text.data[at];
    const bool figure = gesta_scanner_is_figure(scanner, at) || c == '.'
                        || c == ',' || c == ':';
    if (figure != figures) {
      break;
    }
    (void)gesta_scanner_flags(scanner, at, &size);
    at += size;
  }
  return at;
}

// Whether [begin, end) is figures and units by turns: 10h, 20h30.
static bool
has_units(const GestaTokenScanner *scanner, size_t begin, size_t end)
{
  size_t at = end_of_piece(scanner, begin, end, true);
  if (at == end || end - begin > GESTA_KEY_SIZE) {
    return false;
  }
  while (at < end) {
    const size_t unit = end_of_piece(scanner, at, end, false);
    if (!(gesta_scanner_kinds(scanner, at, unit) & GESTA_TOKEN_UNIT)) {
      return false;
    }
    at = end_of_piece(scanner, unit, end, true);
  }
  return true;
}

// Cut units off the figures that they touch.
static void
emit_plain(GestaTokenScanner *scanner, size_t begin, size_t end)
{
  if (!gesta_scanner_is_figure(scanner, begin)
      || !has_units(scanner, begin, end)) {
    gesta_scanner_emit(scanner, begin, end);
    return;
  }
  for (bool figures = true; begin < end; figures = !figures) {
    const size_t piece = end_of_piece(scanner, begin, end, figures);
    gesta_scanner_emit(scanner, begin, piece);
    begin = piece;
  }
}

// The last hyphen in [begin, end), or `end`.
static size_t
last_hyphen(const GestaTokenScanner *scanner, size_t begin, size_t end)
{
  // Clitics are short (invariant 1).
  size_t at = end;
  while (at > begin && end - at < GESTA_KEY_SIZE) {
    --at;
    size_t size = 0;
    if (((unsigned char)scanner->text.data[at] & 0xC0U) != 0x80U
        && gesta_is_hyphen(gesta_scanner_code_point(scanner, at, &size))) {
      return at;
    }
  }
  return end;
}

// The begin of the clitic at the end of [begin, end), or `end`.
static size_t
find_clitic(const GestaTokenScanner *scanner, size_t begin, size_t end)
{
  const size_t hyphen = last_hyphen(scanner, begin, end);
  if (hyphen == end || hyphen == begin) {
    return end;
  }
  const size_t earlier = last_hyphen(scanner, begin, hyphen);
  if (earlier != hyphen && earlier > begin
      && (gesta_scanner_kinds(scanner, earlier, end) & GESTA_TOKEN_CLITIC)) {
    return earlier;
  }
  return gesta_scanner_kinds(scanner, hyphen, end) & GESTA_TOKEN_CLITIC ? hyphen
                                                                        : end;
}

static void
emit_with_clitics(GestaTokenScanner *scanner, size_t begin, size_t end)
{
  size_t borders[CLITIC_LIMIT + 1] = {end};
  size_t count = 0;
  while (count < CLITIC_LIMIT
         && !(gesta_scanner_kinds(scanner, begin, borders[count])
              & GESTA_TOKEN_WHOLE)) {
    const size_t clitic = find_clitic(scanner, begin, borders[count]);
    if (clitic == borders[count]) {
      break;
    }
    borders[++count] = clitic;
  }
  emit_plain(scanner, begin, borders[count]);
  for (; count > 0; --count) {
    gesta_scanner_emit(scanner, borders[count], borders[count - 1]);
  }
}

// Whether [begin, end) is a telephone number or a date: figures with two
// hyphens, or three figures and more; 1914-1918 are two years.
static bool
is_number(const GestaTokenScanner *scanner, size_t begin, size_t end)
{
  size_t hyphens = 0;
  size_t first = 0; // figures before the first hyphen
  size_t group = 0; // after the last
  for (size_t at = begin; at < end; ++at) {
    const char c = scanner->text.data[at];
    if (c == '-') {
      first = hyphens == 0 ? group : first;
      group = 0;
      ++hyphens;
    } else if ((c >= '0' && c <= '9') || c == '/' || c == '.') {
      ++group;
    } else {
      return false;
    }
  }
  return hyphens > 1
         || (first >= 3 && group >= 3 && (first != 4 || group != 4));
}

// `long-term` is three tokens, `non-profit` one.
static void
emit_hyphens_split(GestaTokenScanner *scanner, size_t begin, size_t end)
{
  if (is_number(scanner, begin, end)) {
    gesta_scanner_emit(scanner, begin, end);
    return;
  }
  size_t part = begin;
  for (size_t at = begin; at < end;) {
    size_t size = 0;
    const uint32_t c = gesta_scanner_code_point(scanner, at, &size);
    if (gesta_is_hyphen(c) && at > begin && at + size < end
        && !(gesta_scanner_kinds(scanner, part, at) & GESTA_TOKEN_PREFIX)) {
      emit_plain(scanner, part, at);
      gesta_scanner_emit(scanner, at, at + size);
      part = at + size;
    }
    at += size;
  }
  emit_plain(scanner, part, end);
}

// The end of the elision at the begin of [begin, end), or `begin`.
static size_t
end_of_elision(const GestaTokenScanner *scanner, size_t begin, size_t end)
{
  const size_t limit = end - begin > GESTA_KEY_SIZE ? begin + GESTA_KEY_SIZE
                                                    : end;
  for (size_t at = begin; at < limit;) {
    size_t size = 0;
    const unsigned flags = gesta_scanner_flags(scanner, at, &size);
    at += size;
    if (flags & GESTA_IS_APOSTROPHE) {
      return gesta_scanner_kinds(scanner, begin, at) & GESTA_TOKEN_ELISION
               ? at
               : begin;
    }
  }
  return begin;
}

void
gesta_run_cut(GestaTokenScanner *scanner, const GestaTokenRun *run)
{
  size_t begin = run->begin;
  if (!run->has_apostrophe && !run->has_hyphen) {
    if (run->is_abbreviated) {
      gesta_scanner_emit(scanner, begin, run->end);
    } else {
      emit_plain(scanner, begin, run->end);
    }
    return;
  }
  while (begin < run->end) {
    if (gesta_scanner_kinds(scanner, begin, run->end) & GESTA_TOKEN_WHOLE) {
      gesta_scanner_emit(scanner, begin, run->end);
      return;
    }
    const size_t elided = run->has_apostrophe
                            ? end_of_elision(scanner, begin, run->end)
                            : begin;
    if (elided == begin) {
      break;
    }
    gesta_scanner_emit(scanner, begin, elided);
    begin = elided;
  }
  if (begin == run->end) {
    return;
  }
  if (run->is_abbreviated) {
    gesta_scanner_emit(scanner, begin, run->end);
  } else if (!run->has_hyphen) {
    emit_plain(scanner, begin, run->end);
  } else if (scanner->rules->split_hyphens) {
    emit_hyphens_split(scanner, begin, run->end);
  } else {
    emit_with_clitics(scanner, begin, run->end);
  }
}
