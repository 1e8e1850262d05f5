// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/rdf/query_token.h"

#include "graph/base/utf8.h"
#include "graph/rdf/name.h"

#include <assert.h>
#include <string.h>

static bool
is_blank(char byte)
{
  return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

// Whether the same quote stands three times.
static bool
is_triple(GestaStringView text, size_t at, char quote)
{
  return text.size - at >= 3 && text.data[at] == quote
         && text.data[at + 1] == quote && text.data[at + 2] == quote;
}

// [156] to [159]: a string of one or three quotes.  An open one ends with the
// text, a short one with its line.
static size_t
skip_string(GestaStringView text, size_t at)
{
  const char quote = text.data[at];
  const bool is_long = is_triple(text, at, quote);
  at += is_long ? 3 : 1;
  while (at < text.size) {
    const char byte = text.data[at];
    if (is_long ? is_triple(text, at, quote) : byte == quote) {
      return at + (is_long ? 3 : 1);
    }
    if (!is_long && (byte == '\n' || byte == '\r')) {
      return at;
    }
    at += byte == '\\' && at + 1 < text.size ? 2 : 1;
  }
  return at;
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

// Characters of names, and those of `more`, each an ASCII character.
static size_t
skip_characters(GestaStringView text, size_t at, const char *more)
{
  while (at < text.size) {
    if (text.data[at] != '\0' && strchr(more, text.data[at])) {
      ++at;
      continue;
    }
    uint32_t code_point;
    const size_t size = gesta_utf8_decode(text, at, &code_point);
    if (!gesta_name_character(code_point) || code_point == '-') {
      return at;
    }
    at += size;
  }
  return at;
}

// [169] PN_LOCAL, whose escapes hide any character; a '.' at its end is not its
// own.
static size_t
skip_local(GestaStringView text, size_t at)
{
  size_t end = skip_characters(text, at, "-:.%");
  while (end + 1 < text.size && text.data[end] == '\\'
         && (unsigned char)text.data[end + 1] < 0x80U) {
    end = skip_characters(text, end + 2, "-:.%");
  }
  while (end > at && text.data[end - 1] == '.'
         && (end - at < 2 || text.data[end - 2] != '\\')) {
    --end;
  }
  return end;
}

static size_t
skip_blank(GestaStringView text, size_t at)
{
  if (text.data[at] != '#') {
    while (at < text.size && is_blank(text.data[at])) {
      ++at;
    }
    return at;
  }
  while (at < text.size && text.data[at] != '\n' && text.data[at] != '\r') {
    ++at;
  }
  return at;
}

// A word or a prefixed name, or one character that begins neither.
static size_t
skip_word(GestaStringView query, size_t at, GestaQueryTokenKind *kind)
{
  const GestaStringView rest = {query.data + at, query.size - at};
  const size_t size = gesta_name_prefix_size(rest); // of [168] PN_PREFIX
  if (size < rest.size && rest.data[size] == ':') {
    *kind = GESTA_TOKEN_NAME;
    return skip_local(query, at + size + 1);
  }
  if (size == 0) {
    uint32_t code_point;
    return at + gesta_utf8_decode(query, at, &code_point);
  }
  // A keyword has no '.', which only a prefix may hold.
  *kind = GESTA_TOKEN_WORD;
  const char *dot = memchr(rest.data, '.', size);
  return at + (dot ? (size_t)(dot - rest.data) : size);
}

GestaQueryToken
gesta_query_token(GestaStringView query, size_t at)
{
  assert(at < query.size);

  GestaQueryTokenKind kind = GESTA_TOKEN_OTHER;
  size_t end;
  const char byte = query.data[at];
  if (is_blank(byte) || byte == '#') {
    kind = GESTA_TOKEN_BLANK;
    end = skip_blank(query, at);
  } else if (byte == '"' || byte == '\'') {
    end = skip_string(query, at);
  } else if (byte == '<') {
    end = skip_iri(query, at);
  } else if (byte == '?' || byte == '$') { // [166] VARNAME has no '-'
    end = skip_characters(query, at + 1, "");
    kind = end > at + 1 ? GESTA_TOKEN_VARIABLE : GESTA_TOKEN_OTHER;
  } else if (byte == '@') {
    end = skip_characters(query, at + 1, "-");
  } else if (byte == '_') {
    end = skip_local(query, at + 1);
  } else {
    end = skip_word(query, at, &kind);
  }
  return (GestaQueryToken){kind, {query.data + at, end - at}};
}

bool
gesta_query_token_is(const GestaQueryToken *token, const char *keyword)
{
  if (token->kind != GESTA_TOKEN_WORD || token->text.size != strlen(keyword)) {
    return false;
  }
  for (size_t i = 0; i < token->text.size; ++i) {
    const char byte = token->text.data[i];
    const int upper = byte >= 'a' && byte <= 'z' ? byte - 'a' + 'A' : byte;
    if (upper != keyword[i]) {
      return false;
    }
  }
  return true;
}
