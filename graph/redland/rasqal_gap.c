// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/redland/rasqal_gap.h"

#include "graph/base/utf8.h"

#include <stdbool.h>
#include <string.h>

typedef struct Gap {
  const char *keyword;
  const char *advice;
} Gap;

static const Gap gaps[] = {
  {"DESCRIBE", "use CONSTRUCT"},
  {"EXISTS", "use OPTIONAL with FILTER (!bound(...)) or FILTER (bound(...))"},
  {"MINUS", "use OPTIONAL with FILTER (!bound(...))"},
  {"SERVICE", "only the graph itself can be asked"},
  {"VALUES", "use FILTER (?x = ... || ?x = ...)"},
  {"INSERT", "use the commands load and build"},
  {"DELETE", "graphs cannot be changed by queries"},
  {"CLEAR", "graphs cannot be changed by queries"},
  {"DROP", "graphs cannot be changed by queries"},
};

static bool
is_name_byte(char byte)
{
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')
         || (byte >= '0' && byte <= '9') || byte == '_' || byte == '-'
         || ((unsigned char)byte & 0x80U) != 0;
}

// The offset after a string that begins at `at`; an open one ends with the
// text.
static size_t
skip_string(GestaStringView text, size_t at)
{
  const char quote = text.data[at];
  const bool is_long = text.size - at >= 3 && text.data[at + 1] == quote
                       && text.data[at + 2] == quote;
  const size_t width = is_long ? 3 : 1;
  for (size_t i = at + width; i < text.size; ++i) {
    if (text.data[i] == '\\') {
      ++i;
    } else if (text.data[i] == quote
               && (!is_long
                   || (text.size - i >= 3 && text.data[i + 1] == quote
                       && text.data[i + 2] == quote))) {
      return i + width;
    }
  }
  return text.size;
}

// [139] IRIREF ::= '<' ([^<>"{}|^`\]-[#x00-#x20])* '>', or else "less than".
static size_t
skip_iri(GestaStringView text, size_t at)
{
  for (size_t i = at + 1; i < text.size; ++i) {
    if (text.data[i] == '>') {
      return i + 1;
    }
    if ((unsigned char)text.data[i] <= ' '
        || strchr("<\"{}|^`", text.data[i])) {
      break;
    }
  }
  return at + 1;
}

static size_t
skip_name(GestaStringView text, size_t at)
{
  while (at < text.size
         && (is_name_byte(text.data[at]) || text.data[at] == ':'
             || text.data[at] == '.')) {
    ++at;
  }
  return at;
}

// The offset after the token at `at`, if no keyword can be in it; else `at`.
static size_t
skip_other(GestaStringView text, size_t at)
{
  switch (text.data[at]) {
  case '#': {
    const char *end = memchr(text.data + at, '\n', text.size - at);
    return end ? (size_t)(end - text.data) : text.size;
  }
  case '"':
  case '\'':
    return skip_string(text, at);
  case '<':
    return skip_iri(text, at);
  case '?':
  case '$':
  case '@':
  case ':':
    return skip_name(text, at + 1);
  default:
    return is_name_byte(text.data[at]) ? at : at + 1;
  }
}

static bool
is_keyword(GestaStringView word, const char *keyword)
{
  if (word.size != strlen(keyword)) {
    return false;
  }
  for (size_t i = 0; i < word.size; ++i) {
    const char byte = word.data[i];
    const char upper = byte >= 'a' && byte <= 'z' ? (char)(byte - 'a' + 'A')
                                                  : byte;
    if (upper != keyword[i]) {
      return false;
    }
  }
  return true;
}

GestaStatus
gesta_rasqal_gap(GestaStringView query, GestaError *error)
{
  size_t at = 0;
  while (at < query.size) {
    const size_t after = skip_other(query, at);
    if (after > at) {
      at = after;
      continue;
    }
    size_t end = at;
    while (end < query.size && is_name_byte(query.data[end])) {
      ++end;
    }
    const GestaStringView word = {query.data + at, end - at};
    if (end < query.size && query.data[end] == ':') {
      at = skip_name(query, end); // a prefixed name
      continue;
    }
    for (size_t i = 0; i < sizeof gaps / sizeof *gaps; ++i) {
      if (is_keyword(word, gaps[i].keyword)) {
        size_t line = 0;
        size_t column = 0;
        gesta_utf8_place(query, at, &line, &column);
        return gesta_error_set_at(error, GESTA_ERR_SYNTAX, line, column,
                                  "%s is not supported yet: %s",
                                  gaps[i].keyword, gaps[i].advice);
      }
    }
    at = end;
  }
  return GESTA_OK;
}
