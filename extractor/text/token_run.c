// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/text/token_run.h"

#include "extractor/text/sentence_splitter.h"

static bool
is_group_blank(uint32_t c)
{
  return c == ' ' || c == 0xA0U || c == 0x202FU || c == 0x2009U;
}

// Whether a blank at `offset` is followed by exactly three figures.
static bool
begins_group(const GestaTokenScanner *scanner, size_t offset)
{
  for (size_t i = 0; i < 3; ++i) {
    if (offset + i >= scanner->text.size || scanner->text.data[offset + i] < '0'
        || scanner->text.data[offset + i] > '9') {
      return false;
    }
  }
  return !gesta_scanner_is_figure(scanner, offset + 3);
}

// The end of the `(e)` of élu(e)s, `(s)` or `(es)` at `offset`, or 0.
static size_t
end_of_variant(const GestaTokenScanner *scanner, size_t offset)
{
  size_t at = offset + 1;
  for (size_t letters = 0; letters < 4; ++letters) {
    size_t size = 0;
    const unsigned flags = gesta_scanner_flags(scanner, at, &size);
    if (flags & GESTA_IS_LETTER) {
      at += size;
    } else if (letters > 0 && size == 1 && scanner->text.data[at] == ')') {
      return at + 1;
    } else {
      return 0;
    }
  }
  return 0;
}

// Whether the letters around the full stop at `at` are an abbreviation with a
// full stop inside: `Ph.D.`
static bool
is_inside_abbreviation(const GestaTokenScanner *scanner,
                       const GestaTokenRun *run, size_t at)
{
  size_t end = at + 1;
  size_t size = 0;
  while (end - at < GESTA_KEY_SIZE
         && (gesta_scanner_flags(scanner, end, &size) & GESTA_IS_WORD)) {
    end += size;
  }
  unsigned flags = 0;
  return end < scanner->text.size && scanner->text.data[end] == '.'
         && gesta_abbreviation_find(scanner->rules, scanner->text, run->part,
                                    end, &flags)
              == GESTA_OK;
}

// Whether the full stop at `at` stands inside a token.
static bool
stop_joins(const GestaTokenScanner *scanner, const GestaTokenRun *run,
           size_t at)
{
  size_t size = 0;
  size_t more = 0;
  const unsigned next = gesta_scanner_flags(scanner, at + 1, &size);
  if (run->last & GESTA_IS_DIGIT) { // 12.5, but also 20.doc
    return (next & GESTA_IS_WORD) && !(next & GESTA_IS_UPPER);
  }
  if (at + 1 < scanner->text.size && scanner->text.data[at + 1] == '-') {
    // J.-C., but not "le plan B.-"
    return (run->last & GESTA_IS_UPPER) && run->end - run->part <= 4
           && (gesta_scanner_flags(scanner, at + 2, &more) & GESTA_IS_UPPER);
  }
  if (!(next & GESTA_IS_UPPER)) {
    return next & GESTA_IS_WORD;
  }
  if (!(run->last & GESTA_IS_UPPER)) {
    return is_inside_abbreviation(scanner, run, at);
  }
  // M.Dupont is two tokens.
  unsigned flags = 0;
  return !(gesta_scanner_flags(scanner, at + 1 + size, &more) & GESTA_IS_LETTER)
         || gesta_abbreviation_find(scanner->rules, scanner->text, run->part,
                                    at, &flags);
}

// Whether the comma at `at` stands inside a number: 1,5 where it begins
// decimals, else 12,500.
static bool
comma_joins(const GestaTokenScanner *scanner, size_t at)
{
  return scanner->rules->decimal_comma || begins_group(scanner, at + 1);
}

// Whether the sign at `at` joins the run to what follows.
//
// returns  the offset behind the sign, or 0
static size_t
end_of_joint(const GestaTokenScanner *scanner, const GestaTokenRun *run,
             size_t at)
{
  size_t size = 0;
  size_t next_size = 0;
  const uint32_t c = gesta_scanner_code_point(scanner, at, &size);
  const unsigned flags = gesta_scanner_flags(scanner, at, &size);
  const unsigned next = gesta_scanner_flags(scanner, at + size, &next_size);
  const bool figures = (run->last & GESTA_IS_DIGIT) && (next & GESTA_IS_DIGIT);
  bool joined = false;
  if ((flags & GESTA_IS_APOSTROPHE) || gesta_is_hyphen(c) || c == '_') {
    joined = next & GESTA_IS_WORD;
  } else if (c == '.') {
    joined = stop_joins(scanner, run, at);
  } else if (c == ',') {
    joined = figures && comma_joins(scanner, at);
  } else if (c == ':' || c == '/') {
    joined = figures;
  } else if (c == '&' || c == 0xB7U) { // R&D, étudiant·e·s
    joined = (run->last & GESTA_IS_LETTER) && (next & GESTA_IS_LETTER);
  } else if (c == '(') {
    return run->last & GESTA_IS_LETTER ? end_of_variant(scanner, at) : 0;
  } else if (is_group_blank(c)) {
    joined = scanner->rules->spaced_figures && run->all_figures
             && run->group <= 3 && begins_group(scanner, at + size);
  }
  return joined ? at + size : 0;
}

// Note the sign at `at` in the run.
static void
pass_joint(const GestaTokenScanner *scanner, GestaTokenRun *run, size_t at,
           size_t end)
{
  size_t size = 0;
  const uint32_t c = gesta_scanner_code_point(scanner, at, &size);
  const unsigned flags = gesta_scanner_flags(scanner, at, &size);
  if (flags & GESTA_IS_APOSTROPHE) {
    run->has_apostrophe = true;
    run->part = end;
  }
  run->has_hyphen = run->has_hyphen || gesta_is_hyphen(c);
  run->has_stop = run->has_stop || c == '.';
  run->all_figures = run->all_figures && (flags & GESTA_IS_SPACE);
  run->group = 0;
}

GestaTokenRun
gesta_token_run_scan(const GestaTokenScanner *scanner, size_t begin)
{
  GestaTokenRun run = {
    .begin = begin, .end = begin, .part = begin, .all_figures = true};
  for (;;) {
    size_t size = 0;
    const unsigned flags = gesta_scanner_flags(scanner, run.end, &size);
    if (flags & GESTA_IS_WORD) {
      run.last = flags;
      run.all_figures = run.all_figures && (flags & GESTA_IS_DIGIT);
      ++run.group;
      run.end += size;
      continue;
    }
    if (flags & GESTA_IS_MARK) {
      run.end += size;
      continue;
    }
    const size_t joint = size ? end_of_joint(scanner, &run, run.end) : 0;
    if (joint == 0) {
      return run;
    }
    pass_joint(scanner, &run, run.end, joint);
    run.end = joint;
  }
}

// Whether only closing signs follow `offset` in the sentence.
static bool
is_last(const GestaTokenScanner *scanner, size_t offset)
{
  for (size_t steps = 0; steps < 8; ++steps) {
    size_t size = 0;
    const unsigned flags = gesta_scanner_flags(scanner, offset, &size);
    const uint32_t c = gesta_scanner_code_point(scanner, offset, &size);
    if (size == 0) {
      return true;
    }
    const bool closes = (flags & (GESTA_IS_SPACE | GESTA_IS_APOSTROPHE))
                        || c == '"' || c == ')' || c == ']' || c == 0xBBU
                        || c == 0x201DU;
    if (!closes) {
      return false;
    }
    offset += size;
  }
  return false;
}

// Whether every piece of the last part between full stops is one letter.
static bool
is_acronym(const GestaTokenScanner *scanner, const GestaTokenRun *run)
{
  size_t letters = 0;
  for (size_t at = run->part; at < run->end;) {
    size_t size = 0;
    const unsigned flags = gesta_scanner_flags(scanner, at, &size);
    if (flags & GESTA_IS_LETTER) {
      ++letters;
    } else if (scanner->text.data[at] == '.' || scanner->text.data[at] == '-') {
      letters = 0;
    } else if (!(flags & GESTA_IS_MARK)) {
      return false;
    }
    if (letters > 1) {
      return false;
    }
    at += size;
  }
  return true;
}

// Whether the full stop after the run belongs to it.
static bool
takes_stop(const GestaTokenScanner *scanner, const GestaTokenRun *run)
{
  const GestaStringView text = scanner->text;
  if (run->part == run->end || run->end >= text.size
      || text.data[run->end] != '.'
      || (run->end + 1 < text.size && text.data[run->end + 1] == '.')) {
    return false;
  }
  // At the end of a sentence the full stop is that of the sentence, save for
  // U.S. and Ph.D.
  if (is_last(scanner, run->end + 1) && !run->has_stop) {
    return false;
  }
  unsigned flags = 0;
  if (!gesta_abbreviation_find(scanner->rules, text, run->part, run->end,
                               &flags)) {
    return true;
  }
  return run->end - run->part <= GESTA_KEY_SIZE && is_acronym(scanner, run)
         && (run->has_stop || (run->last & GESTA_IS_UPPER));
}

// An apostrophe after the run: `l'` before a quote, `parents'`.
static void
take_apostrophe(const GestaTokenScanner *scanner, GestaTokenRun *run)
{
  size_t size = 0;
  if (!(gesta_scanner_flags(scanner, run->end, &size) & GESTA_IS_APOSTROPHE)) {
    return;
  }
  const char last = scanner->text.data[run->end - 1];
  const bool possessive = scanner->rules->possessive_s && !scanner->quoted
                          && (last == 's' || last == 'S');
  if (possessive
      || (gesta_scanner_kinds(scanner, run->part, run->end + size)
          & GESTA_TOKEN_ELISION)) {
    run->end += size;
    run->has_apostrophe = true;
    run->part = possessive ? run->part : run->end;
  }
}

// A sign after the run that the language lists with it: `n°`.
static void
take_listed_sign(const GestaTokenScanner *scanner, GestaTokenRun *run)
{
  size_t size = 0;
  const uint32_t c = gesta_scanner_code_point(scanner, run->end, &size);
  if ((c == 0xB0U || c == '$' || c == '!' || c == '+')
      && (gesta_scanner_kinds(scanner, run->begin, run->end + size)
          & GESTA_TOKEN_WHOLE)) {
    run->end += size;
  }
}

void
gesta_token_run_complete(const GestaTokenScanner *scanner, GestaTokenRun *run)
{
  take_apostrophe(scanner, run);
  take_listed_sign(scanner, run);
  if (takes_stop(scanner, run)) {
    ++run->end;
    run->is_abbreviated = true;
  }
}
