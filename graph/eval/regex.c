// SPDX-License-Identifier: GPL-3.0-or-later
// A table of compiled patterns.  A pattern takes the place of the one that was
// made longest ago.
//
// XPath and Perl differ in little: XPath has the classes \i and \c, subtracts
// one class from another, and its flag x takes blanks away without making "#"
// a comment.  These are rewritten; what only Perl has is allowed.

#include "graph/eval/regex.h"

#include "graph/base/hash.h"
#include "graph/base/text_buffer.h"
#include "graph/rdf/vocabulary.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <assert.h>
#include <pcre2.h>
#include <string.h>

enum {
  KEPT = 32,
  MOST_STEPS = 1000000, // of one match: about 10 milliseconds
};

struct GestaRegex {
  GestaTextBuffer key; // flags, a NUL, the pattern
  pcre2_code *code;    // NULL: it is no regular expression
  bool is_literal;     // flag q
  GestaRegexCache *cache;
};

struct GestaRegexCache {
  GestaAllocator *allocator; // borrowed
  pcre2_general_context *general;
  pcre2_compile_context *compile;
  pcre2_match_context *match;
  pcre2_match_data *data;
  GestaTextBuffer key;
  GestaTextBuffer pattern;
  size_t next; // to be replaced
  size_t last; // found last
  GestaRegex kept[KEPT];
};

// PCRE2 frees without the size and asks for blocks of our allocator.
static void *
allocate(PCRE2_SIZE size, void *context)
{
  return gesta_allocate(context, 1, size);
}

static void
release(void *block, void *context)
{
  gesta_release(context, block);
}

GestaStatus
gesta_regex_cache_new(GestaAllocator *allocator, GestaRegexCache **cache)
{
  GestaRegexCache *made = gesta_allocate(allocator, 1, sizeof *made);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  memset(made, 0, sizeof *made);
  made->allocator = allocator;
  gesta_text_buffer_init(&made->key, allocator);
  gesta_text_buffer_init(&made->pattern, allocator);
  for (size_t i = 0; i < KEPT; ++i) {
    gesta_text_buffer_init(&made->kept[i].key, allocator);
    made->kept[i].cache = made;
  }
  made->general = pcre2_general_context_create(allocate, release, allocator);
  made->compile = made->general ? pcre2_compile_context_create(made->general)
                                : NULL;
  made->match = made->general ? pcre2_match_context_create(made->general)
                              : NULL;
  made->data = made->general ? pcre2_match_data_create(64, made->general)
                             : NULL;
  if (!made->compile || !made->match || !made->data
      || pcre2_set_newline(made->compile, PCRE2_NEWLINE_LF)
      || pcre2_set_match_limit(made->match, MOST_STEPS)) {
    gesta_regex_cache_free(made);
    return GESTA_ERR_MEMORY;
  }
  *cache = made;
  return GESTA_OK;
}

void
gesta_regex_cache_free(GestaRegexCache *cache)
{
  if (cache) {
    for (size_t i = 0; i < KEPT; ++i) {
      pcre2_code_free(cache->kept[i].code);
      gesta_text_buffer_clear(&cache->kept[i].key);
    }
    pcre2_match_data_free(cache->data);
    pcre2_match_context_free(cache->match);
    pcre2_compile_context_free(cache->compile);
    pcre2_general_context_free(cache->general);
    gesta_text_buffer_clear(&cache->key);
    gesta_text_buffer_clear(&cache->pattern);
    gesta_release(cache->allocator, cache);
  }
}

static bool
is_space(char byte)
{
  return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

// What an escape of XPath is in Perl; NULL if it is the same.
static const char *
rewrite_escape(char letter, bool in_class)
{
  switch (letter) {
  case 'i':
    return in_class ? "\\p{L}_:" : "[\\p{L}_:]";
  case 'c':
    return in_class ? "\\p{L}\\p{M}\\p{N}_:.\\-\xC2\xB7"
                    : "[\\p{L}\\p{M}\\p{N}_:.\\-\xC2\xB7]";
  case 'I':
    return in_class ? NULL : "[^\\p{L}_:]";
  case 'C':
    return in_class ? NULL : "[^\\p{L}\\p{M}\\p{N}_:.\\-\xC2\xB7]";
  default:
    return NULL;
  }
}

// Where the class that begins at `at` ends, behind its "]"; `minus`, if not 0,
// is where "-[" subtracts another one.
static size_t
find_class_end(GestaStringView pattern, size_t at, size_t *minus)
{
  *minus = 0;
  size_t i = at + 1;
  i += i < pattern.size && pattern.data[i] == '^';
  const size_t first = i;
  for (; i < pattern.size; ++i) {
    if (pattern.data[i] == '\\') {
      ++i;
    } else if (pattern.data[i] == '[' && i > first
               && pattern.data[i - 1] == '-') {
      *minus = i - 1;
      size_t inner = 0;
      i = find_class_end(pattern, i, &inner);
      return i < pattern.size && pattern.data[i] == ']' ? i + 1
                                                        : pattern.size + 1;
    } else if (pattern.data[i] == '[' && i + 1 < pattern.size
               && pattern.data[i + 1] == ':') {
      const char *const end = memchr(pattern.data + i, ']', pattern.size - i);
      i = end ? (size_t)(end - pattern.data) : pattern.size;
    } else if (pattern.data[i] == ']' && i > first) {
      return i + 1;
    }
  }
  return pattern.size + 1;
}

static GestaStatus
append_part(GestaTextBuffer *text, GestaStringView pattern, size_t from,
            size_t to)
{
  return gesta_text_buffer_append(
    text, (GestaStringView){pattern.data + from, to - from});
}

// A class, whose escapes are rewritten.
static GestaStatus
append_class(GestaTextBuffer *text, GestaStringView pattern, size_t from,
             size_t to)
{
  GestaStatus status = GESTA_OK;
  for (size_t i = from; status == GESTA_OK && i < to; ++i) {
    const bool escape = pattern.data[i] == '\\' && i + 1 < to;
    const char *const other = escape ? rewrite_escape(pattern.data[i + 1], true)
                                     : NULL;
    if (other) {
      status = gesta_text_buffer_append(text, gesta_view(other));
    } else {
      status = append_part(text, pattern, i, i + 1 + escape);
    }
    i += escape;
  }
  return status;
}

// [a-z-[aeiou]] becomes (?![aeiou])[a-z].
static GestaStatus
rewrite_class(GestaTextBuffer *text, GestaStringView pattern, size_t *at)
{
  size_t minus = 0;
  const size_t start = *at;
  const size_t end = find_class_end(pattern, start, &minus);
  if (end > pattern.size) {
    return GESTA_NOT_FOUND;
  }
  *at = end;
  if (minus == 0) {
    return append_class(text, pattern, start, end);
  }
  GestaStatus status = gesta_text_buffer_append(text, GESTA_VIEW("(?!"));
  size_t inner = minus + 1;
  if (status == GESTA_OK) {
    status = rewrite_class(text, pattern, &inner);
  }
  if (status == GESTA_OK) {
    status = gesta_text_buffer_append(text, GESTA_VIEW(")"));
  }
  if (status == GESTA_OK) {
    status = append_class(text, pattern, start, minus);
  }
  return status ? status : gesta_text_buffer_append(text, GESTA_VIEW("]"));
}

// The pattern as PCRE2 wants it.
static GestaStatus
rewrite(GestaStringView pattern, bool without_blanks, GestaTextBuffer *text)
{
  GestaStatus status = gesta_text_buffer_append(text, GESTA_VIEW(""));
  for (size_t i = 0; status == GESTA_OK && i < pattern.size;) {
    const char byte = pattern.data[i];
    if (byte == '[') {
      status = rewrite_class(text, pattern, &i);
    } else if (byte == '\\' && i + 1 < pattern.size) {
      const char *const other = rewrite_escape(pattern.data[i + 1], false);
      status = other ? gesta_text_buffer_append(text, gesta_view(other))
                     : append_part(text, pattern, i, i + 2);
      i += 2;
    } else {
      if (!without_blanks || !is_space(byte)) {
        status = append_part(text, pattern, i, i + 1);
      }
      ++i;
    }
  }
  return status;
}

static bool
read_flags(GestaStringView flags, uint32_t *options, bool *without_blanks)
{
  *options = PCRE2_UTF | PCRE2_NO_UTF_CHECK | PCRE2_DOLLAR_ENDONLY;
  *without_blanks = false;
  for (size_t i = 0; i < flags.size; ++i) {
    switch (flags.data[i]) {
    case 'i':
      *options |= PCRE2_CASELESS;
      break;
    case 's':
      *options |= PCRE2_DOTALL;
      break;
    case 'm':
      *options |= PCRE2_MULTILINE;
      *options &= ~PCRE2_DOLLAR_ENDONLY;
      break;
    case 'x':
      *without_blanks = true;
      break;
    case 'q':
      *options |= PCRE2_LITERAL;
      break;
    default:
      return false;
    }
  }
  if (*options & PCRE2_LITERAL) {
    *options &= PCRE2_UTF | PCRE2_NO_UTF_CHECK | PCRE2_CASELESS | PCRE2_LITERAL;
  }
  return true;
}

static GestaStatus
compile(GestaRegexCache *cache, GestaStringView pattern, GestaStringView flags,
        GestaRegex *regex)
{
  uint32_t options = 0;
  bool without_blanks = false;
  if (!read_flags(flags, &options, &without_blanks)) {
    return GESTA_OK; // without code
  }
  regex->is_literal = (options & PCRE2_LITERAL) != 0;
  cache->pattern.size = 0;
  GestaStatus status = regex->is_literal
                         ? gesta_text_buffer_append(&cache->pattern, pattern)
                         : rewrite(pattern, without_blanks, &cache->pattern);
  if (status) {
    return status == GESTA_NOT_FOUND ? GESTA_OK : status;
  }
  const GestaStringView text = gesta_text_buffer_view(&cache->pattern);
  if (!regex->is_literal && text.size > 0
      && memchr(text.data, '\\', text.size)) {
    options |= PCRE2_UCP; // \w and \d mean letters and digits of all scripts
  }
  int error = 0;
  PCRE2_SIZE at = 0;
  regex->code = pcre2_compile((PCRE2_SPTR)text.data, text.size, options, &error,
                              &at, cache->compile);
  if (!regex->code) {
    return error == PCRE2_ERROR_HEAP_FAILED ? GESTA_ERR_MEMORY : GESTA_OK;
  }
  // Without a compiler for this machine the pattern is interpreted.
  (void)pcre2_jit_compile(regex->code, PCRE2_JIT_COMPLETE);
  return GESTA_OK;
}

GestaStatus
gesta_regex_find(GestaRegexCache *cache, GestaStringView pattern,
                 GestaStringView flags, GestaRegex **regex)
{
  cache->key.size = 0;
  GestaStatus status = gesta_text_buffer_append(&cache->key, flags);
  if (status == GESTA_OK) {
    status = gesta_text_buffer_append(&cache->key, GESTA_VIEW("\0"));
  }
  if (status == GESTA_OK) {
    status = gesta_text_buffer_append(&cache->key, pattern);
  }
  if (status) {
    return status;
  }
  const GestaStringView key = gesta_text_buffer_view(&cache->key);
  for (size_t i = 0; i < KEPT; ++i) {
    GestaRegex *const kept = &cache->kept[(cache->last + i) % KEPT];
    if (gesta_view_equal(gesta_text_buffer_view(&kept->key), key)) {
      cache->last = (size_t)(kept - cache->kept);
      *regex = kept;
      return kept->code ? GESTA_OK : GESTA_NOT_FOUND;
    }
  }
  GestaRegex *const made = &cache->kept[cache->next];
  cache->next = (cache->next + 1) % KEPT;
  made->key.size = 0;
  pcre2_code_free(made->code);
  made->code = NULL;
  status = compile(cache, pattern, flags, made);
  if (status == GESTA_OK) {
    status = gesta_text_buffer_append(&made->key, key);
  }
  if (status) {
    return status;
  }
  *regex = made;
  return made->code ? GESTA_OK : GESTA_NOT_FOUND;
}

// returns  GESTA_OK, GESTA_END: no match, or GESTA_NOT_FOUND
static GestaStatus
match(GestaRegex *regex, GestaStringView text, size_t from, size_t *groups)
{
  const int count = pcre2_match(
    regex->code, (PCRE2_SPTR)(text.data ? text.data : ""), text.size, from,
    PCRE2_NO_UTF_CHECK, regex->cache->data, regex->cache->match);
  if (count == PCRE2_ERROR_NOMATCH) {
    return GESTA_END;
  }
  if (count == PCRE2_ERROR_NOMEMORY || count == PCRE2_ERROR_HEAPLIMIT) {
    return GESTA_ERR_MEMORY;
  }
  *groups = count > 0 ? (size_t)count : 64;
  return count >= 0 ? GESTA_OK : GESTA_NOT_FOUND;
}

GestaStatus
gesta_regex_matches(GestaRegex *regex, GestaStringView text, bool *matches)
{
  size_t groups = 0;
  const GestaStatus status = match(regex, text, 0, &groups);
  *matches = status == GESTA_OK;
  return status == GESTA_END ? GESTA_OK : status;
}

// "$N" at *at: the longest number that is a group; or at least its first digit.
static GestaStatus
append_group(GestaRegex *regex, GestaStringView text,
             GestaStringView replacement, size_t *at, size_t groups,
             GestaTextBuffer *result)
{
  uint32_t most = 0;
  if (pcre2_pattern_info(regex->code, PCRE2_INFO_CAPTURECOUNT, &most)) {
    return GESTA_NOT_FOUND;
  }
  size_t i = *at + 1;
  size_t group = 0;
  for (size_t digits = 0; i < replacement.size && replacement.data[i] >= '0'
                          && replacement.data[i] <= '9';
       ++i, ++digits) {
    const size_t longer = group * 10 + (size_t)(replacement.data[i] - '0');
    if (digits > 0 && longer > most) {
      break;
    }
    group = longer;
  }
  if (i == *at + 1) {
    return GESTA_NOT_FOUND;
  }
  *at = i;
  const PCRE2_SIZE *const places = pcre2_get_ovector_pointer(
    regex->cache->data);
  if (group >= groups || places[2 * group] == PCRE2_UNSET) {
    return GESTA_OK;
  }
  return append_part(result, text, places[2 * group], places[2 * group + 1]);
}

static GestaStatus
append_replacement(GestaRegex *regex, GestaStringView text,
                   GestaStringView replacement, size_t groups,
                   GestaTextBuffer *result)
{
  if (regex->is_literal) {
    return gesta_text_buffer_append(result, replacement);
  }
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; status == GESTA_OK && i < replacement.size;) {
    const char byte = replacement.data[i];
    if (byte == '$') {
      status = append_group(regex, text, replacement, &i, groups, result);
    } else if (byte == '\\') {
      const char next = i + 1 < replacement.size ? replacement.data[i + 1]
                                                 : '\0';
      status = next == '\\' || next == '$'
                 ? append_part(result, replacement, i + 1, i + 2)
                 : GESTA_NOT_FOUND;
      i += 2;
    } else {
      status = append_part(result, replacement, i, i + 1);
      ++i;
    }
  }
  return status;
}

GestaStatus
gesta_regex_replace(GestaRegex *regex, GestaStringView text,
                    GestaStringView replacement, GestaArena *arena,
                    GestaCancel *cancel, GestaStringView *result)
{
  GestaTextBuffer made;
  gesta_text_buffer_init(&made, regex->cache->allocator);
  size_t groups = 0;
  size_t at = 0;
  GestaStatus status = match(regex, (GestaStringView){"", 0}, 0, &groups);
  status = status == GESTA_OK    ? GESTA_NOT_FOUND // it matches the empty text
           : status == GESTA_END ? GESTA_OK
                                 : status;
  while (status == GESTA_OK) {
    if (gesta_cancelled(cancel)) {
      status = GESTA_ERR_CANCELLED;
      break;
    }
    status = match(regex, text, at, &groups);
    if (status) {
      break;
    }
    const PCRE2_SIZE *const places = pcre2_get_ovector_pointer(
      regex->cache->data);
    const size_t start = places[0];
    const size_t end = places[1];
    if (end <= start || start < at) { // \K and the like
      status = GESTA_NOT_FOUND;
      break;
    }
    status = append_part(&made, text, at, start);
    if (status == GESTA_OK) {
      status = append_replacement(regex, text, replacement, groups, &made);
    }
    at = end;
  }
  if (status == GESTA_END) {
    status = append_part(&made, text, at, text.size);
  }
  if (status == GESTA_OK) {
    status = gesta_arena_copy(arena, gesta_text_buffer_view(&made), result);
  }
  gesta_text_buffer_clear(&made);
  return status;
}
