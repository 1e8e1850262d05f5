// SPDX-License-Identifier: GPL-3.0-or-later
// From left to right: at a letter or figure a run is scanned, that is, letters
// and figures with the signs between them that may join them; then the run is
// cut at elisions, hyphens, clitics and units.  At a sign, runs of the same
// sign and the signs that the language lists are kept together.
//
// 1. Every look ahead or back is bounded by GESTA_KEY_SIZE, or by a length that
//    is then passed for good, so that the cost is linear.

#include "extractor/text/tokenizer.h"

#include "extractor/text/address.h"
#include "extractor/text/sentence_splitter.h"

#include <assert.h>
#include <string.h>

enum { WORD = GESTA_IS_LETTER | GESTA_IS_DIGIT, CLITIC_LIMIT = 3 };

typedef struct Scanner {
  const GestaSegmentationRules *rules;
  GestaStringView text; // to the end of the sentence
  size_t begin;
  size_t chunk_end; // of the non-blanks around the current place
  bool has_address; // they may hold a URL or an e-mail address
  bool quoted;      // inside single quotes
  GestaTokenSpans *spans;
  bool refused; // an allocation
} Scanner;

// Letters, figures and what joins them.
typedef struct Run {
  size_t begin;
  size_t end;
  unsigned last;    // the flags of its last letter or figure
  size_t group;     // figures since its begin or its last blank
  bool all_figures; // figures and blanks between groups of three
  bool has_apostrophe;
  bool has_hyphen;
  bool has_stop;
} Run;

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

static void
emit(Scanner *scanner, size_t begin, size_t end)
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

// The flags of the character at `offset`; beyond the end there are blanks.
static unsigned
flags_at(const Scanner *scanner, size_t offset, size_t *size)
{
  if (offset >= scanner->text.size) {
    *size = 0;
    return GESTA_IS_SPACE;
  }
  return gesta_character_at(&scanner->rules->characters, scanner->text, offset,
                            size);
}

static uint32_t
code_point_at(const Scanner *scanner, size_t offset, size_t *size)
{
  uint32_t c = 0;
  *size = 0;
  if (offset < scanner->text.size) {
    *size = gesta_utf8_decode(scanner->text, offset, &c);
  }
  return c;
}

// Step back over one character.
static size_t
step_back(const Scanner *scanner, size_t offset)
{
  do {
    --offset;
  } while (((unsigned char)scanner->text.data[offset] & 0xC0U) == 0x80U);
  return offset;
}

static unsigned
kinds_of(const Scanner *scanner, size_t begin, size_t end)
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

static bool
is_hyphen(uint32_t c)
{
  return c == '-' || c == 0x2010U || c == 0x2011U;
}

static bool
is_group_blank(uint32_t c)
{
  return c == ' ' || c == 0xA0U || c == 0x202FU || c == 0x2009U;
}

static bool
is_figure_at(const Scanner *scanner, size_t offset)
{
  size_t size = 0;
  return flags_at(scanner, offset, &size) & GESTA_IS_DIGIT;
}

// Whether a blank at `offset` is followed by exactly three figures.
static bool
begins_group(const Scanner *scanner, size_t offset)
{
  for (size_t i = 0; i < 3; ++i) {
    if (offset + i >= scanner->text.size || scanner->text.data[offset + i] < '0'
        || scanner->text.data[offset + i] > '9') {
      return false;
    }
  }
  return !is_figure_at(scanner, offset + 3);
}

// The end of `(e)`, `(s)`, `(es)` at `offset`, or 0.
static size_t
end_of_variant(const Scanner *scanner, size_t offset)
{
  size_t at = offset + 1;
  for (size_t letters = 0; letters < 4; ++letters) {
    size_t size = 0;
    const unsigned flags = flags_at(scanner, at, &size);
    if (flags & GESTA_IS_LETTER) {
      at += size;
    } else if (letters > 0 && size == 1 && scanner->text.data[at] == ')') {
      return flags_at(scanner, at + 1, &size) & WORD ? 0 : at + 1;
    } else {
      return 0;
    }
  }
  return 0;
}

// Whether the full stop at `at` stands inside a token.
static bool
stop_joins(const Scanner *scanner, const Run *run, size_t at)
{
  size_t size = 0;
  const unsigned next = flags_at(scanner, at + 1, &size);
  if (run->last & GESTA_IS_DIGIT) {
    return next & GESTA_IS_DIGIT;
  }
  if (at + 1 < scanner->text.size && scanner->text.data[at + 1] == '-'
      && (run->last & GESTA_IS_UPPER)) {
    // J.-C., but not "le plan B.-"
    return run->end - run->begin <= 4
           && (flags_at(scanner, at + 2, &size) & GESTA_IS_UPPER);
  }
  if (!(next & WORD)
      || (!(run->last & GESTA_IS_UPPER) && (next & GESTA_IS_UPPER))) {
    return false;
  }
  // M.Dupont is two tokens.
  unsigned flags = 0;
  size_t more = 0;
  return !(next & GESTA_IS_UPPER)
         || !(flags_at(scanner, at + 1 + size, &more) & GESTA_IS_LETTER)
         || gesta_abbreviation_find(scanner->rules, scanner->text, run->begin,
                                    at, &flags);
}

// Whether the sign at `at` joins the run to what follows.
//
// returns  the offset behind the sign, or 0
static size_t
end_of_joint(const Scanner *scanner, const Run *run, size_t at)
{
  size_t size = 0;
  size_t next_size = 0;
  const uint32_t c = code_point_at(scanner, at, &size);
  const unsigned flags = flags_at(scanner, at, &size);
  const unsigned next = flags_at(scanner, at + size, &next_size);
  const bool figures = (run->last & GESTA_IS_DIGIT) && (next & GESTA_IS_DIGIT);
  bool joined = false;
  if ((flags & GESTA_IS_APOSTROPHE) || is_hyphen(c) || c == '_') {
    joined = next & WORD;
  } else if (c == '.') {
    joined = stop_joins(scanner, run, at);
  } else if (c == ',' || c == ':' || c == '/') {
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
pass_joint(const Scanner *scanner, Run *run, size_t at)
{
  size_t size = 0;
  const uint32_t c = code_point_at(scanner, at, &size);
  const unsigned flags = flags_at(scanner, at, &size);
  run->has_apostrophe = run->has_apostrophe || (flags & GESTA_IS_APOSTROPHE);
  run->has_hyphen = run->has_hyphen || is_hyphen(c);
  run->has_stop = run->has_stop || c == '.';
  run->all_figures = run->all_figures && (flags & GESTA_IS_SPACE);
  run->group = 0;
}

static Run
scan_run(const Scanner *scanner, size_t begin)
{
  Run run = {.begin = begin, .end = begin, .all_figures = true};
  for (;;) {
    size_t size = 0;
    const unsigned flags = flags_at(scanner, run.end, &size);
    if (flags & WORD) {
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
    pass_joint(scanner, &run, run.end);
    run.end = joint;
  }
}

// Whether only closing signs follow `offset` in the sentence.
static bool
is_last(const Scanner *scanner, size_t offset)
{
  for (size_t steps = 0; steps < 8; ++steps) {
    size_t size = 0;
    const unsigned flags = flags_at(scanner, offset, &size);
    const uint32_t c = code_point_at(scanner, offset, &size);
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

// Whether every part of the run between full stops is one letter.
static bool
is_acronym(const Scanner *scanner, const Run *run)
{
  size_t letters = 0;
  for (size_t at = run->begin; at < run->end;) {
    size_t size = 0;
    const unsigned flags = flags_at(scanner, at, &size);
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
takes_stop(const Scanner *scanner, const Run *run)
{
  const GestaStringView text = scanner->text;
  if (run->end >= text.size || text.data[run->end] != '.'
      || (run->end + 1 < text.size && text.data[run->end + 1] == '.')) {
    return false;
  }
  const bool last = is_last(scanner, run->end + 1);
  unsigned flags = 0;
  if (!gesta_abbreviation_find(scanner->rules, text, run->begin, run->end,
                               &flags)) {
    return !last || (flags & GESTA_ABBREVIATION_FINAL);
  }
  if (run->end - run->begin > GESTA_KEY_SIZE || !is_acronym(scanner, run)) {
    return false;
  }
  return run->has_stop || (!last && (run->last & GESTA_IS_UPPER));
}

// Cut a unit off the figures before it.
static void
emit_plain(Scanner *scanner, size_t begin, size_t end)
{
  size_t at = begin;
  if (is_figure_at(scanner, begin)) {
    size_t size = 0;
    while (at < end
           && ((flags_at(scanner, at, &size) & GESTA_IS_DIGIT)
               || scanner->text.data[at] == '.'
               || scanner->text.data[at] == ',')) {
      at += size;
    }
    if (at < end && (kinds_of(scanner, at, end) & GESTA_TOKEN_UNIT)) {
      emit(scanner, begin, at);
      begin = at;
    }
  }
  emit(scanner, begin, end);
}

// The last hyphen in [begin, end), or `end`.
static size_t
last_hyphen(const Scanner *scanner, size_t begin, size_t end)
{
  // Clitics are short (invariant 1).
  size_t at = end;
  while (at > begin && end - at < GESTA_KEY_SIZE) {
    --at;
    size_t size = 0;
    if (((unsigned char)scanner->text.data[at] & 0xC0U) != 0x80U
        && is_hyphen(code_point_at(scanner, at, &size))) {
      return at;
    }
  }
  return end;
}

// The begin of the clitic at the end of [begin, end), or `end`.
static size_t
find_clitic(const Scanner *scanner, size_t begin, size_t end)
{
  const size_t hyphen = last_hyphen(scanner, begin, end);
  if (hyphen == end || hyphen == begin) {
    return end;
  }
  const size_t earlier = last_hyphen(scanner, begin, hyphen);
  if (earlier != hyphen && earlier > begin
      && (kinds_of(scanner, earlier, end) & GESTA_TOKEN_CLITIC)) {
    return earlier;
  }
  return kinds_of(scanner, hyphen, end) & GESTA_TOKEN_CLITIC ? hyphen : end;
}

static void
emit_with_clitics(Scanner *scanner, size_t begin, size_t end)
{
  size_t borders[CLITIC_LIMIT + 1] = {end};
  size_t count = 0;
  while (count < CLITIC_LIMIT
         && !(kinds_of(scanner, begin, borders[count]) & GESTA_TOKEN_WHOLE)) {
    const size_t clitic = find_clitic(scanner, begin, borders[count]);
    if (clitic == borders[count]) {
      break;
    }
    borders[++count] = clitic;
  }
  emit_plain(scanner, begin, borders[count]);
  for (; count > 0; --count) {
    emit(scanner, borders[count], borders[count - 1]);
  }
}

// Whether [begin, end) is a telephone number or a date: figures with two
// hyphens, or with three figures on both sides of one.
static bool
is_number(const Scanner *scanner, size_t begin, size_t end)
{
  size_t hyphens = 0;
  size_t group = 0;
  size_t shortest = SIZE_MAX;
  for (size_t at = begin; at < end; ++at) {
    const char c = scanner->text.data[at];
    if (c == '-') {
      shortest = group < shortest ? group : shortest;
      group = 0;
      ++hyphens;
    } else if ((c >= '0' && c <= '9') || c == '/' || c == '.') {
      ++group;
    } else {
      return false;
    }
  }
  shortest = group < shortest ? group : shortest;
  return hyphens > 1 || shortest >= 3;
}

// `long-term` is three tokens, `non-profit` one.
static void
emit_hyphens_split(Scanner *scanner, size_t begin, size_t end)
{
  if (is_number(scanner, begin, end)) {
    emit(scanner, begin, end);
    return;
  }
  size_t part = begin;
  for (size_t at = begin; at < end;) {
    size_t size = 0;
    const uint32_t c = code_point_at(scanner, at, &size);
    if (is_hyphen(c) && at > begin && at + size < end
        && !(kinds_of(scanner, part, at) & GESTA_TOKEN_PREFIX)) {
      emit_plain(scanner, part, at);
      emit(scanner, at, at + size);
      part = at + size;
    }
    at += size;
  }
  emit_plain(scanner, part, end);
}

// The end of the elision at the begin of [begin, end), or `begin`.
static size_t
end_of_elision(const Scanner *scanner, size_t begin, size_t end)
{
  const size_t limit = end - begin > GESTA_KEY_SIZE ? begin + GESTA_KEY_SIZE
                                                    : end;
  for (size_t at = begin; at < limit;) {
    size_t size = 0;
    const unsigned flags = flags_at(scanner, at, &size);
    at += size;
    if (flags & GESTA_IS_APOSTROPHE) {
      return kinds_of(scanner, begin, at) & GESTA_TOKEN_ELISION ? at : begin;
    }
  }
  return begin;
}

static void
emit_run(Scanner *scanner, const Run *run)
{
  size_t begin = run->begin;
  if (!run->has_apostrophe && !run->has_hyphen) {
    emit_plain(scanner, begin, run->end);
    return;
  }
  while (begin < run->end) {
    if (kinds_of(scanner, begin, run->end) & GESTA_TOKEN_WHOLE) {
      emit(scanner, begin, run->end);
      return;
    }
    const size_t elided = run->has_apostrophe
                            ? end_of_elision(scanner, begin, run->end)
                            : begin;
    if (elided == begin) {
      break;
    }
    emit(scanner, begin, elided);
    begin = elided;
  }
  if (begin == run->end) {
    return;
  }
  if (!run->has_hyphen) {
    emit_plain(scanner, begin, run->end);
  } else if (scanner->rules->split_hyphens) {
    emit_hyphens_split(scanner, begin, run->end);
  } else {
    emit_with_clitics(scanner, begin, run->end);
  }
}

// An apostrophe after the run: `l'` before a quote, `parents'`.
static void
take_apostrophe(const Scanner *scanner, Run *run)
{
  size_t size = 0;
  if (!(flags_at(scanner, run->end, &size) & GESTA_IS_APOSTROPHE)) {
    return;
  }
  size_t part = run->end; // the last one between apostrophes
  while (part > run->begin && run->end - part < GESTA_KEY_SIZE) {
    const size_t back = step_back(scanner, part);
    size_t ignored = 0;
    if (flags_at(scanner, back, &ignored) & GESTA_IS_APOSTROPHE) {
      break;
    }
    part = back;
  }
  const char last = scanner->text.data[run->end - 1];
  const bool possessive = scanner->rules->possessive_s && !scanner->quoted
                          && (last == 's' || last == 'S');
  if (possessive
      || (kinds_of(scanner, part, run->end + size) & GESTA_TOKEN_ELISION)) {
    run->end += size;
    run->has_apostrophe = true;
  }
}

// A sign after the run that the language lists with it: `n°`.
static void
take_listed_sign(const Scanner *scanner, Run *run)
{
  size_t size = 0;
  const uint32_t c = code_point_at(scanner, run->end, &size);
  if ((c == 0xB0U || c == '$' || c == '!' || c == '+')
      && (kinds_of(scanner, run->begin, run->end + size) & GESTA_TOKEN_WHOLE)) {
    run->end += size;
  }
}

// Look over the non-blanks that begin at `begin`.
static void
enter_chunk(Scanner *scanner, size_t begin)
{
  size_t at = begin;
  scanner->has_address = false;
  while (at < scanner->text.size) {
    const unsigned char byte = (unsigned char)scanner->text.data[at];
    size_t size = 1;
    if (byte <= ' ' || byte >= 0xC2U) {
      if (flags_at(scanner, at, &size) & GESTA_IS_SPACE) {
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
scan_word(Scanner *scanner, size_t begin)
{
  if (scanner->has_address) {
    const size_t end = gesta_address_end(
      (GestaStringView){scanner->text.data, scanner->chunk_end}, begin);
    if (end > begin) {
      emit(scanner, begin, end);
      return end;
    }
  }
  Run run = scan_run(scanner, begin);
  take_apostrophe(scanner, &run);
  take_listed_sign(scanner, &run);
  if (takes_stop(scanner, &run)) {
    ++run.end;
    emit(scanner, run.begin, run.end);
  } else {
    emit_run(scanner, &run);
  }
  return run.end;
}

// The end of the longest listed sign at `begin`, such as `:-)`, or `begin`.
static size_t
end_of_listed_sign(const Scanner *scanner, size_t begin)
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
    if ((kinds_of(scanner, begin, end) & GESTA_TOKEN_WHOLE)
        && !((flags_at(scanner, step_back(scanner, end), &ignored) & WORD)
             && (flags_at(scanner, end, &ignored) & WORD))) {
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
is_preceded_by_blank(const Scanner *scanner, size_t offset)
{
  if (offset == scanner->begin) {
    return true;
  }
  const size_t back = step_back(scanner, offset);
  size_t size = 0;
  return (flags_at(scanner, back, &size) & GESTA_IS_SPACE)
         || scanner->text.data[back] == '(' || scanner->text.data[back] == '[';
}

// Whether the sign `c` at `begin` opens the run after it: -2,5 '98 #tag @name
// .15
static bool
opens_run(const Scanner *scanner, uint32_t c, unsigned flags, size_t begin,
          size_t size)
{
  size_t next_size = 0;
  const unsigned next = flags_at(scanner, begin + size, &next_size);
  if (c == '#' || c == '@') {
    return next & GESTA_IS_LETTER;
  }
  if (!(next & GESTA_IS_DIGIT) || !is_preceded_by_blank(scanner, begin)) {
    return false;
  }
  if (flags & GESTA_IS_APOSTROPHE) {
    return is_figure_at(scanner, begin + size + 1)
           && !is_figure_at(scanner, begin + size + 2);
  }
  return c == '+' || c == '.'
         || ((c == '-' || c == 0x2212U) && scanner->rules->signed_figures);
}

// The end of the sign at `begin` with all that belongs to it.
static size_t
end_of_sign(const Scanner *scanner, uint32_t c, size_t begin, size_t size)
{
  size_t end = begin + size;
  if (is_repeated(c)) {
    const bool exclaims = c == '!' || c == '?';
    size_t next_size = 0;
    uint32_t next = code_point_at(scanner, end, &next_size);
    while (next == c || (exclaims && (next == '!' || next == '?'))) {
      end += next_size;
      next = code_point_at(scanner, end, &next_size);
    }
  }
  for (;;) {
    size_t mark_size = 0;
    const uint32_t mark = code_point_at(scanner, end, &mark_size);
    if (!(flags_at(scanner, end, &mark_size) & GESTA_IS_MARK)) {
      return end;
    }
    end += mark_size;
    // A zero-width joiner glues two pictures.
    if (mark == 0x200DU && code_point_at(scanner, end, &mark_size) > 0x2000U
        && !(flags_at(scanner, end, &mark_size) & GESTA_IS_SPACE)) {
      end += mark_size;
    }
  }
}

static size_t
scan_sign(Scanner *scanner, size_t begin, unsigned flags)
{
  size_t size = 0;
  const uint32_t c = code_point_at(scanner, begin, &size);
  size_t end = end_of_listed_sign(scanner, begin);
  if (end == begin && opens_run(scanner, c, flags, begin, size)) {
    end = scan_run(scanner, begin + size).end;
  } else if (end == begin) {
    end = end_of_sign(scanner, c, begin, size);
    if ((flags & GESTA_IS_APOSTROPHE) || c == 0x2018U) {
      size_t next = 0;
      scanner->quoted = is_preceded_by_blank(scanner, begin)
                        && !(flags_at(scanner, end, &next) & GESTA_IS_SPACE);
    }
  }
  emit(scanner, begin, end);
  return end;
}

GestaStatus
gesta_tokenize(const GestaSegmentationRules *rules, GestaStringView text,
               size_t begin, size_t end, GestaTokenSpans *spans)
{
  assert(rules && spans && begin < end && end <= text.size);

  Scanner scanner = {.rules = rules,
                     .text = {text.data, end},
                     .begin = begin,
                     .chunk_end = begin,
                     .spans = spans};
  spans->count = 0;
  size_t at = begin;
  while (at < end && !scanner.refused) {
    size_t size = 0;
    const unsigned flags = flags_at(&scanner, at, &size);
    if (flags & GESTA_IS_SPACE) {
      at += size;
      continue;
    }
    if (at >= scanner.chunk_end) {
      enter_chunk(&scanner, at);
    }
    at = flags & WORD ? scan_word(&scanner, at)
                      : scan_sign(&scanner, at, flags);
  }
  return scanner.refused ? GESTA_ERR_MEMORY : GESTA_OK;
}
