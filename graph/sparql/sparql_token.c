// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/sparql/sparql_token.h"

#include "graph/base/utf8.h"
#include "graph/rdf/name.h"

#include <assert.h>
#include <string.h>

static bool
is_digit(char byte)
{
  return byte >= '0' && byte <= '9';
}

static bool
is_letter(char byte)
{
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool
is_hex(char byte)
{
  return is_digit(byte) || (byte >= 'a' && byte <= 'f')
         || (byte >= 'A' && byte <= 'F');
}

// The byte at an offset, or NUL behind the end.
static char
byte_at(GestaStringView text, size_t at)
{
  return at < text.size ? text.data[at] : '\0';
}

// [162] WS ::= #x20 | #x9 | #xD | #xA, and comments.
static size_t
skip_blanks(GestaStringView text, size_t at)
{
  while (at < text.size) {
    const char byte = text.data[at];
    if (byte == '#') {
      while (at < text.size && text.data[at] != '\n' && text.data[at] != '\r') {
        ++at;
      }
    } else if (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r') {
      ++at;
    } else {
      break;
    }
  }
  return at;
}

// [139] IRIREF ::= '<' ([^<>"{}|^`\]-[#x00-#x20])* '>'; `at` if it is none.
static size_t
skip_iri(GestaStringView text, size_t at)
{
  for (size_t i = at + 1; i < text.size; ++i) {
    const char byte = text.data[i];
    if (byte == '>') {
      return i + 1;
    }
    if ((unsigned char)byte <= ' ' || strchr("<\"{}|^`\\", byte)) {
      break;
    }
  }
  return at;
}

static bool
is_triple(GestaStringView text, size_t at, char quote)
{
  return byte_at(text, at) == quote && byte_at(text, at + 1) == quote
         && byte_at(text, at + 2) == quote;
}

// [156] to [159]: strings of one or three quotes.  An open one is its first
// quotes only.
static size_t
skip_string(GestaStringView text, size_t at, GestaSparqlTokenKind *kind)
{
  const char quote = text.data[at];
  const size_t quotes = is_triple(text, at, quote) ? 3 : 1;
  size_t end = at + quotes;
  *kind = GESTA_SPARQL_STRING;
  while (end < text.size) {
    const char byte = text.data[end];
    if (quotes == 3 ? is_triple(text, end, quote) : byte == quote) {
      return end + quotes;
    }
    if (quotes == 1 && (byte == '\n' || byte == '\r')) {
      break;
    }
    end += byte == '\\' && end + 1 < text.size ? 2 : 1;
  }
  *kind = GESTA_SPARQL_OPEN;
  return at + quotes;
}

// [143] VAR1 ::= '?' VARNAME.  [144] VAR2 ::= '$' VARNAME.
// [166] VARNAME ::= ( PN_CHARS_U | [0-9] ) ( PN_CHARS_U | [0-9] | #x00B7 |
// [#x0300-#x036F] | [#x203F-#x2040] )*
static size_t
skip_variable(GestaStringView text, size_t at, GestaSparqlTokenKind *kind)
{
  size_t end = at + 1;
  while (end < text.size) {
    uint32_t code_point;
    const size_t size = gesta_utf8_decode(text, end, &code_point);
    const bool may_begin = gesta_name_letter(code_point) || code_point == '_'
                           || (code_point >= '0' && code_point <= '9');
    if (!may_begin
        && (end == at + 1 || code_point == '-'
            || !gesta_name_character(code_point))) {
      break;
    }
    end += size;
  }
  *kind = end > at + 1 ? GESTA_SPARQL_VARIABLE : GESTA_SPARQL_MARK;
  return end;
}

// [145] LANGTAG ::= '@' [a-zA-Z]+ ('-' [a-zA-Z0-9]+)*
static size_t
skip_language(GestaStringView text, size_t at, GestaSparqlTokenKind *kind)
{
  size_t end = at + 1;
  while (is_letter(byte_at(text, end))) {
    ++end;
  }
  if (end == at + 1) {
    return end;
  }
  *kind = GESTA_SPARQL_LANGUAGE;
  while (byte_at(text, end) == '-') {
    size_t part = end + 1;
    while (is_letter(byte_at(text, part)) || is_digit(byte_at(text, part))) {
      ++part;
    }
    if (part == end + 1) {
      break;
    }
    end = part;
  }
  return end;
}

static size_t
skip_digits(GestaStringView text, size_t at)
{
  while (is_digit(byte_at(text, at))) {
    ++at;
  }
  return at;
}

// [146] INTEGER ::= [0-9]+.  [147] DECIMAL ::= [0-9]* '.' [0-9]+
// [148] DOUBLE ::= [0-9]+ '.' [0-9]* EXPONENT | '.' ([0-9])+ EXPONENT |
// ([0-9])+ EXPONENT.  [149] to [154]: the same with a sign.
// [155] EXPONENT ::= [eE] [+-]? [0-9]+
static size_t
skip_number(GestaStringView text, size_t at, GestaSparqlTokenKind *kind)
{
  const char sign = byte_at(text, at);
  const size_t start = at + (sign == '+' || sign == '-');
  const size_t whole = skip_digits(text, start);
  size_t end = whole;
  GestaSparqlTokenKind found = GESTA_SPARQL_INTEGER;
  size_t fraction = whole;
  if (byte_at(text, whole) == '.') {
    fraction = skip_digits(text, whole + 1);
    if (fraction > whole + 1) {
      end = fraction;
      found = GESTA_SPARQL_DECIMAL;
    }
  }
  if (end == start) {
    return at; // no digit: "." or "+"
  }
  const char letter = byte_at(text, fraction);
  if (letter == 'e' || letter == 'E') {
    const char plus = byte_at(text, fraction + 1);
    const size_t digits = fraction + 1 + (plus == '+' || plus == '-');
    const size_t exponent = skip_digits(text, digits);
    if (exponent > digits) {
      end = exponent;
      found = GESTA_SPARQL_DOUBLE;
    }
  }
  *kind = found;
  return end;
}

// [169] PN_LOCAL ::= (PN_CHARS_U | ':' | [0-9] | PLX ) ((PN_CHARS | '.' | ':' |
// PLX)* (PN_CHARS | ':' | PLX) )?
// [170] PLX ::= PERCENT | PN_LOCAL_ESC.  [171] PERCENT ::= '%' HEX HEX
// [173] PN_LOCAL_ESC ::= '\' ( '_' | '~' | '.' | '-' | '!' | '$' | '&' | "'" |
// '(' | ')' | '*' | '+' | ',' | ';' | '=' | '/' | '?' | '#' | '@' | '%' )
static size_t
skip_local(GestaStringView text, size_t at)
{
  size_t end = at; // behind the last character that may be the last
  size_t next = at;
  while (next < text.size) {
    const char byte = text.data[next];
    if (byte == '%') {
      if (!is_hex(byte_at(text, next + 1))
          || !is_hex(byte_at(text, next + 2))) {
        break;
      }
      next += 3;
    } else if (byte == '\\') {
      const char escaped = byte_at(text, next + 1);
      if (escaped == '\0' || !strchr("_~.-!$&'()*+,;=/?#@%", escaped)) {
        break;
      }
      next += 2;
    } else if (byte == '.' && next > at) {
      ++next;
      continue;
    } else {
      uint32_t code_point;
      const size_t size = gesta_utf8_decode(text, next, &code_point);
      const bool begins = gesta_name_letter(code_point) || code_point == '_'
                          || code_point == ':' || is_digit(byte);
      if (!begins && (next == at || !gesta_name_character(code_point))) {
        break;
      }
      next += size;
    }
    end = next;
  }
  return end;
}

// A keyword, or [140] PNAME_NS ::= PN_PREFIX? ':', [141] PNAME_LN ::= PNAME_NS
// PN_LOCAL.
static size_t
skip_word(GestaStringView text, size_t at, GestaSparqlTokenKind *kind)
{
  const GestaStringView rest = {text.data + at, text.size - at};
  const size_t size = gesta_name_prefix_size(rest);
  if (byte_at(rest, size) == ':') {
    *kind = GESTA_SPARQL_NAME;
    return skip_local(text, at + size + 1);
  }
  if (size == 0) {
    uint32_t code_point;
    return at + gesta_utf8_decode(text, at, &code_point);
  }
  *kind = GESTA_SPARQL_WORD; // has neither '.' nor '-', as a prefix may
  size_t end = 0;
  while (end < size && rest.data[end] != '.' && rest.data[end] != '-') {
    ++end;
  }
  return at + end;
}

static size_t
skip_mark(GestaStringView text, size_t at)
{
  static const char pairs[][3] = {"&&", "||", "!=", "<=", ">=", "^^"};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; ++i) {
    if (text.data[at] == pairs[i][0] && byte_at(text, at + 1) == pairs[i][1]) {
      return at + 2;
    }
  }
  return at + 1;
}

// The end of the token that begins at an offset.
static size_t
skip_token(GestaStringView text, size_t at, GestaSparqlTokenKind *kind)
{
  const char byte = text.data[at];
  size_t end = at;
  *kind = GESTA_SPARQL_MARK;
  if (byte == '"' || byte == '\'') {
    return skip_string(text, at, kind);
  }
  if (byte == '?' || byte == '$') {
    return skip_variable(text, at, kind);
  }
  if (byte == '@') {
    return skip_language(text, at, kind);
  }
  if (byte == '<') {
    end = skip_iri(text, at);
    *kind = end > at ? GESTA_SPARQL_IRI : GESTA_SPARQL_MARK;
  } else if (byte == '_' && byte_at(text, at + 1) == ':') {
    const GestaStringView label = {text.data + at + 2, text.size - at - 2};
    const size_t size = gesta_name_blank_size(label);
    if (size > 0) {
      *kind = GESTA_SPARQL_BLANK;
      end = at + 2 + size;
    }
  } else if (is_digit(byte) || byte == '.' || byte == '+' || byte == '-') {
    end = skip_number(text, at, kind);
  } else if (is_letter(byte) || byte == ':' || (unsigned char)byte >= 0x80U) {
    return skip_word(text, at, kind);
  }
  return end > at ? end : skip_mark(text, at);
}

void
gesta_sparql_lexer_init(GestaSparqlLexer *lexer, const GestaSparqlText *source)
{
  assert(lexer && source);
  *lexer = (GestaSparqlLexer){.source = source, .place = {1, 1}};
}

// Move to an offset, counting lines and columns; an escape counts as what was
// written.
static void
move_to(GestaSparqlLexer *lexer, size_t offset)
{
  const GestaSparqlText *source = lexer->source;
  while (lexer->offset < offset) {
    uint32_t code_point;
    const size_t at = lexer->offset;
    lexer->offset += gesta_utf8_decode(source->text, at, &code_point);
    if (lexer->escape < source->escape_count
        && source->escapes[lexer->escape] >> 1U == at) {
      lexer->place.column += source->escapes[lexer->escape] & 1U ? 10 : 6;
      ++lexer->escape;
    } else if (code_point == '\n') {
      ++lexer->place.line;
      lexer->place.column = 1;
    } else {
      ++lexer->place.column;
    }
  }
}

GestaSparqlToken
gesta_sparql_lexer_next(GestaSparqlLexer *lexer)
{
  const GestaStringView text = lexer->source->text;
  move_to(lexer, skip_blanks(text, lexer->offset));
  GestaSparqlToken token = {.place = lexer->place};
  if (lexer->offset < text.size) {
    const size_t at = lexer->offset;
    const size_t end = skip_token(text, at, &token.kind);
    token.text = (GestaStringView){text.data + at, end - at};
    move_to(lexer, end);
  } else {
    token.text = (GestaStringView){text.data + text.size, 0};
  }
  return token;
}
