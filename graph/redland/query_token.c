// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/redland/query_token.h"

#include <assert.h>
#include <string.h>

static bool
is_name_byte(char byte)
{
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')
         || (byte >= '0' && byte <= '9') || byte == '_' || byte == '-'
         || ((unsigned char)byte & 0x80U) != 0;
}

static bool
is_blank(char byte)
{
  return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
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

// The offset after a prefixed name, whose colon was seen.  A point at its end
// is not its own.
static size_t
skip_name(GestaStringView text, size_t at)
{
  size_t end = at;
  while (end < text.size
         && (is_name_byte(text.data[end]) || text.data[end] == ':'
             || text.data[end] == '.' || text.data[end] == '%')) {
    ++end;
  }
  while (end > at && text.data[end - 1] == '.') {
    --end;
  }
  return end;
}

static size_t
skip_blank(GestaStringView text, size_t at)
{
  if (text.data[at] == '#') {
    const char *end = memchr(text.data + at, '\n', text.size - at);
    return end ? (size_t)(end - text.data) : text.size;
  }
  while (at < text.size && is_blank(text.data[at])) {
    ++at;
  }
  return at;
}

static size_t
skip_word(GestaStringView text, size_t at)
{
  while (at < text.size && is_name_byte(text.data[at])) {
    ++at;
  }
  return at;
}

GestaQueryToken
gesta_query_token(GestaStringView query, size_t at)
{
  assert(at < query.size);

  GestaQueryTokenKind kind = GESTA_TOKEN_OTHER;
  size_t end = at + 1;
  const char byte = query.data[at];
  if (is_blank(byte) || byte == '#') {
    kind = GESTA_TOKEN_BLANK;
    end = skip_blank(query, at);
  } else if (byte == '"' || byte == '\'') {
    end = skip_string(query, at);
  } else if (byte == '<') {
    end = skip_iri(query, at);
  } else if (byte == '?' || byte == '$') {
    end = skip_word(query, at + 1);
    kind = end > at + 1 ? GESTA_TOKEN_VARIABLE : GESTA_TOKEN_OTHER;
  } else if (byte == ':') {
    end = skip_name(query, at + 1);
  } else if (byte == '@') {
    end = skip_word(query, at + 1);
  } else if (is_name_byte(byte)) {
    kind = GESTA_TOKEN_WORD;
    end = skip_word(query, at);
    if (end < query.size && query.data[end] == ':') {
      kind = GESTA_TOKEN_OTHER;
      end = skip_name(query, end + 1);
    }
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
