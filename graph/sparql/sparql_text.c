// SPDX-License-Identifier: GPL-3.0-or-later
// Escapes: those of code points anywhere in the text, those of strings, those
// of local names.
#include "graph/base/utf8.h"
#include "graph/sparql/sparql_token.h"

#include <assert.h>
#include <string.h>

static int
hex_value(char byte)
{
  if (byte >= '0' && byte <= '9') {
    return byte - '0';
  }
  const int lower = byte | 0x20;
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// The size of the code point escape at an offset, or 0.
static size_t
read_escape(GestaStringView text, size_t at, uint32_t *code_point)
{
  if (text.size - at < 6 || text.data[at] != '\\'
      || (text.data[at + 1] != 'u' && text.data[at + 1] != 'U')) {
    return 0;
  }
  const size_t size = text.data[at + 1] == 'u' ? 6 : 10;
  if (text.size - at < size) {
    return 0;
  }
  uint32_t value = 0;
  for (size_t i = at + 2; i < at + size; ++i) {
    const int digit = hex_value(text.data[i]);
    if (digit < 0) {
      return 0;
    }
    value = value << 4U | (uint32_t)digit; // 8 digits fill 32 bits
  }
  *code_point = value;
  return size;
}

static size_t
count_escapes(GestaStringView text)
{
  size_t count = 0;
  for (size_t at = 0; at + 1 < text.size; ++at) {
    if (text.data[at] == '\\') {
      count += text.data[at + 1] == 'u' || text.data[at + 1] == 'U';
      ++at;
    }
  }
  return count;
}

static GestaStatus
refuse_escape(GestaStringView text, size_t at, uint32_t code_point,
              GestaError *error)
{
  size_t line;
  size_t column;
  gesta_utf8_place(text, at, &line, &column);
  return gesta_error_set_at(
    error, GESTA_ERR_SYNTAX, line, column,
    code_point > 0x10FFFFU
      ? "\\U%08X is beyond the last character of Unicode, U+10FFFF"
      : "\\u%04X is half of a surrogate pair, not a character; write \\U and "
        "the 8 digits of the character",
    (unsigned)code_point);
}

// Copy the text with its escapes replaced; `bytes` and `escapes` have room.
static GestaStatus
replace_escapes(GestaStringView text, char *bytes, GestaSparqlText *decoded,
                GestaError *error)
{
  size_t size = 0;
  size_t at = 0;
  while (at < text.size) {
    uint32_t code_point = 0;
    const size_t escape = read_escape(text, at, &code_point);
    if (escape > 0) {
      if (code_point > 0x10FFFFU
          || (code_point >= 0xD800U && code_point <= 0xDFFFU)) {
        return refuse_escape(text, at, code_point, error);
      }
      decoded->escapes[decoded->escape_count++] = size << 1U | (escape == 10);
      size += gesta_utf8_encode(code_point, bytes + size);
      at += escape;
      continue;
    }
    const bool is_pair = text.data[at] == '\\' && at + 1 < text.size
                         && text.data[at + 1] == '\\';
    for (size_t i = 0; i < (is_pair ? 2U : 1U); ++i) {
      bytes[size++] = text.data[at++];
    }
  }
  decoded->text = (GestaStringView){bytes, size};
  return GESTA_OK;
}

GestaStatus
gesta_sparql_decode(GestaStringView text, GestaArena *arena,
                    GestaSparqlText *decoded, GestaError *error)
{
  assert(arena && decoded);

  const size_t good = gesta_utf8_check(text);
  if (good < text.size) {
    size_t line;
    size_t column;
    gesta_utf8_place(text, good, &line, &column);
    return gesta_error_set_at(error, GESTA_ERR_ENCODING, line, column,
                              "the text is not UTF-8 from here on");
  }
  const size_t count = count_escapes(text);
  GestaSparqlText result = {text.data ? text : gesta_view(""), NULL, 0};
  if (count > 0) {
    char *bytes = gesta_arena_allocate(arena, text.size, 1);
    result.escapes = gesta_arena_allocate(arena, count, sizeof *result.escapes);
    if (!bytes || !result.escapes) {
      return gesta_error_set(error, GESTA_ERR_MEMORY, "out of memory");
    }
    const GestaStatus status = replace_escapes(text, bytes, &result, error);
    if (status) {
      return status;
    }
  }
  *decoded = result;
  return GESTA_OK;
}

// [160] ECHAR ::= '\' [tbnrf\"']
static char
string_escape(char letter)
{
  static const char letters[] = "tbnrf\\\"'";
  static const char meanings[] = "\t\b\n\r\f\\\"'";
  const char *found = letter ? strchr(letters, letter) : NULL;
  return found ? meanings[found - letters] : '\0';
}

// Replace '\' and a character by what it means; `is_string` chooses how.
static GestaStatus
unescape(GestaStringView written, bool is_string, GestaArena *arena,
         GestaStringView *text, size_t *bad)
{
  if (written.size == 0 || !memchr(written.data, '\\', written.size)) {
    *text = written;
    return GESTA_OK;
  }
  char *bytes = gesta_arena_allocate(arena, written.size, 1);
  if (!bytes) {
    return GESTA_ERR_MEMORY;
  }
  size_t size = 0;
  for (size_t at = 0; at < written.size; ++at) {
    char byte = written.data[at];
    if (byte == '\\') {
      const char next = at + 1 < written.size ? written.data[at + 1] : '\0';
      byte = is_string ? string_escape(next) : next;
      if (byte == '\0') {
        *bad = at;
        return GESTA_ERR_SYNTAX;
      }
      ++at;
    }
    bytes[size++] = byte;
  }
  *text = (GestaStringView){bytes, size};
  return GESTA_OK;
}

GestaStatus
gesta_sparql_unescape_string(GestaStringView written, GestaArena *arena,
                             GestaStringView *text, size_t *bad)
{
  assert(written.size >= 2 && arena && text && bad);

  const char quote = written.data[0];
  const size_t quotes = written.size >= 6 && written.data[1] == quote
                            && written.data[2] == quote
                          ? 3
                          : 1;
  const GestaStringView inside = {written.data + quotes,
                                  written.size - 2 * quotes};
  const GestaStatus status = unescape(inside, true, arena, text, bad);
  if (status == GESTA_ERR_SYNTAX) {
    *bad += quotes;
  }
  return status;
}

GestaStatus
gesta_sparql_unescape_local(GestaStringView written, GestaArena *arena,
                            GestaStringView *text, size_t *bad)
{
  assert(arena && text && bad);
  return unescape(written, false, arena, text, bad);
}
