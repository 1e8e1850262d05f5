// SPDX-License-Identifier: GPL-3.0-or-later
// A token is scanned where it stands in the window.  A scan that touches the
// window's end, though the stream goes on, proves nothing: whatever it found or
// complained about is dropped, the window moves on, and the token is scanned
// again.
//
// 1. The window's text ends with a NUL, which no loop over a class of bytes
//    passes; what such a loop stops at is looked at with gesta_turtle_peek(),
//    which marks the scan as cut if it stands behind the end.
#include "graph/io/turtle_token.h"

#include "graph/io/turtle_scan.h"
#include "graph/rdf/escape.h"
#include "graph/rdf/vocabulary.h"

#include <assert.h>
#include <string.h>

static void
add_class(GestaTurtleScanner *scanner, unsigned char class, const char *bytes)
{
  for (; *bytes; ++bytes) {
    scanner->classes[(unsigned char)*bytes] |= class;
  }
}

static void
fill_classes(GestaTurtleScanner *scanner)
{
  for (unsigned byte = 1; byte < 256; ++byte) {
    unsigned char class = GESTA_CLASS_LINES | GESTA_CLASS_STRING;
    if (byte > ' ') {
      class |= GESTA_CLASS_IRI;
    }
    scanner->classes[byte] = class;
  }
  static const char forbidden[] = "<>\"{}|^`\\";
  for (const char *byte = forbidden; *byte; ++byte) {
    scanner->classes[(unsigned char)*byte] &= (unsigned char)~GESTA_CLASS_IRI;
  }
  static const char ends[] = "\"'\\";
  for (const char *byte = ends; *byte; ++byte) {
    scanner->classes[(unsigned char)*byte] &= (unsigned char)~(
      GESTA_CLASS_LINES | GESTA_CLASS_STRING);
  }
  scanner->classes['\n'] &= (unsigned char)~GESTA_CLASS_STRING;
  scanner->classes['\r'] &= (unsigned char)~GESTA_CLASS_STRING;
  add_class(scanner, GESTA_CLASS_BLANK, " \t\r\n");
  add_class(scanner, GESTA_CLASS_DIGIT | GESTA_CLASS_NAME, "0123456789");
  add_class(scanner, GESTA_CLASS_LETTER | GESTA_CLASS_NAME,
            "abcdefghijklmnopqrstuvwxyz");
  add_class(scanner, GESTA_CLASS_LETTER | GESTA_CLASS_NAME,
            "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  add_class(scanner, GESTA_CLASS_NAME, "_-");
  add_class(scanner, GESTA_CLASS_ESCAPED, "_~.-!$&'()*+,;=/?#@%");
}

GestaStatus
gesta_turtle_scanner_init(GestaTurtleScanner *scanner,
                          GestaAllocator *allocator, FILE *stream,
                          GestaStringView base, GestaQuadFeed *feed)
{
  assert(scanner && allocator && stream && feed);

  *scanner = (GestaTurtleScanner){.feed = feed};
  gesta_stream_window_init(&scanner->window, allocator, stream);
  gesta_text_buffer_init(&scanner->base, allocator);
  gesta_text_buffer_init(&scanner->value, allocator);
  gesta_text_buffer_init(&scanner->datatype, allocator);
  gesta_text_buffer_init(&scanner->reference, allocator);
  fill_classes(scanner);
  GestaStatus status = gesta_text_buffer_append(&scanner->base, base);
  if (status == GESTA_OK) {
    status = gesta_prefixes_new_empty(allocator, &scanner->prefixes);
  }
  if (status) {
    gesta_turtle_scanner_clear(scanner);
  }
  return status;
}

void
gesta_turtle_scanner_clear(GestaTurtleScanner *scanner)
{
  gesta_stream_window_clear(&scanner->window);
  gesta_prefixes_free(scanner->prefixes);
  scanner->prefixes = NULL;
  gesta_text_buffer_clear(&scanner->base);
  gesta_text_buffer_clear(&scanner->value);
  gesta_text_buffer_clear(&scanner->datatype);
  gesta_text_buffer_clear(&scanner->reference);
}

// Describe a mistake at an offset.
GestaStatus
gesta_turtle_complain(const GestaTurtleScanner *scanner, size_t offset,
                      const char *what)
{
  if (scanner->cut) { // nobody is to read it
    return GESTA_ERR_SYNTAX;
  }
  size_t line;
  size_t column;
  gesta_stream_window_place(&scanner->window, offset, &line, &column);
  return gesta_error_set_at(scanner->feed->error, GESTA_ERR_SYNTAX, line,
                            column, "%s: %s", scanner->feed->name, what);
}

GestaStatus
gesta_turtle_fail(const GestaTurtleScanner *scanner, GestaStatus status)
{
  return gesta_error_set(
    scanner->feed->error, status, "%s: %s", scanner->feed->name,
    status == GESTA_ERR_FILE ? "cannot be read" : gesta_status_text(status));
}

GestaStatus
gesta_turtle_refuse(const GestaTurtleScanner *scanner, const char *expected)
{
  if (scanner->cut) { // nobody is to read it
    return GESTA_ERR_SYNTAX;
  }
  size_t line;
  size_t column;
  gesta_stream_window_place(&scanner->window, scanner->start, &line, &column);
  if (scanner->at == scanner->start) {
    return gesta_error_set_at(scanner->feed->error, GESTA_ERR_SYNTAX, line,
                              column,
                              "%s: expected %s, found the end of the document",
                              scanner->feed->name, expected);
  }
  GestaStringView found = gesta_turtle_view(scanner, scanner->start,
                                            scanner->at);
  const char *more = "";
  for (size_t i = 0; i < found.size; ++i) {
    const unsigned char byte = (unsigned char)found.data[i];
    if (byte < ' ' || (i >= GESTA_TURTLE_EXCERPT && (byte & 0xC0U) != 0x80U)) {
      found.size = i;
      more = " …";
    }
  }
  return gesta_error_set_at(scanner->feed->error, GESTA_ERR_SYNTAX, line,
                            column, "%s: expected %s, found %.*s%s",
                            scanner->feed->name, expected, (int)found.size,
                            found.data, more);
}

// Skip white space and comments.
static void
skip_blanks(GestaTurtleScanner *scanner)
{
  size_t at = scanner->at;
  for (;;) {
    while (gesta_turtle_is(scanner, at, GESTA_CLASS_BLANK)) {
      ++at;
    }
    if (scanner->window.text[at] != '#') {
      break;
    }
    scanner->at = at;
    while (gesta_turtle_peek(scanner, at) != '\n'
           && gesta_turtle_peek(scanner, at) != '\r') {
      if (at == scanner->window.size) {
        scanner->at = scanner->cut ? scanner->at : at;
        return;
      }
      ++at;
    }
  }
  scanner->at = at;
}

// Find the end of a string, *at, and the size of its quotes, 1 or 3.
static GestaStatus
find_string_end(GestaTurtleScanner *scanner, size_t *at, size_t *quotes,
                bool *escaped)
{
  const char quote = scanner->window.text[*at];
  *quotes = 1;
  if (gesta_turtle_peek(scanner, *at + 1) == quote
      && gesta_turtle_peek(scanner, *at + 2) == quote) {
    *quotes = 3;
  }
  const unsigned class = *quotes == 1 ? GESTA_CLASS_STRING : GESTA_CLASS_LINES;
  size_t i = *at + *quotes;
  for (;;) {
    while (gesta_turtle_is(scanner, i, class)) {
      ++i;
    }
    const char byte = gesta_turtle_peek(scanner, i);
    if (byte == quote
        && (*quotes == 1
            || (gesta_turtle_peek(scanner, i + 1) == quote
                && gesta_turtle_peek(scanner, i + 2) == quote))) {
      *at = i;
      return GESTA_OK;
    }
    if (i >= scanner->window.size) {
      return gesta_turtle_complain(
        scanner, *at,
        "this string is not ended: expected the same quotes "
        "again");
    } else if (*quotes == 1 && (byte == '\n' || byte == '\r')) {
      return gesta_turtle_complain(
        scanner, i,
        "a line may not end inside a string: write \\n, or put "
        "the string in three quotes");
    }
    *escaped = *escaped || byte == '\\';
    i += byte == '\\' && i + 1 < scanner->window.size ? 2 : 1;
  }
}

// [17] String
static GestaStatus
scan_string(GestaTurtleScanner *scanner, GestaStringView *value)
{
  size_t end = scanner->start;
  size_t quotes = 1;
  bool escaped = false;
  GestaStatus status = find_string_end(scanner, &end, &quotes, &escaped);
  if (status) {
    return status;
  }
  const size_t start = scanner->start + quotes;
  *value = gesta_turtle_view(scanner, start, end);
  scanner->at = end + quotes;
  if (!escaped || scanner->cut) {
    return GESTA_OK;
  }
  GestaTextBuffer *copy = &scanner->value;
  copy->size = 0;
  status = gesta_text_buffer_append(copy, *value);
  if (status) {
    return gesta_turtle_fail(scanner, status);
  }
  GestaEscapeFault fault;
  status = gesta_unescape(*value, false, copy->data, &copy->size, &fault);
  *value = gesta_text_buffer_view(copy);
  return status ? gesta_turtle_complain(scanner, start + fault.offset,
                                        fault.expected)
                : GESTA_OK;
}

// [144s] LANGTAG ::= '@' [a-zA-Z]+ ('-' [a-zA-Z0-9]+)*
static GestaStatus
scan_language(GestaTurtleScanner *scanner, GestaStringView *language)
{
  const size_t start = scanner->at + 1;
  size_t at = start;
  size_t part = start;
  unsigned class = GESTA_CLASS_LETTER;
  for (;;) {
    while (gesta_turtle_is(scanner, at, class)) {
      ++at;
    }
    if (at == part) {
      (void)gesta_turtle_peek(scanner, at);
      return gesta_turtle_complain(scanner, at,
                                   "expected a language tag such as fr-CA");
    }
    if (gesta_turtle_peek(scanner, at) != '-') {
      break;
    }
    class = GESTA_CLASS_LETTER | GESTA_CLASS_DIGIT;
    part = ++at;
  }
  *language = gesta_turtle_view(scanner, start, at);
  scanner->at = at;
  return GESTA_OK;
}

// What follows '^^': [135s] iri
static GestaStatus
scan_datatype(GestaTurtleScanner *scanner, GestaStringView *datatype)
{
  scanner->at += 2;
  skip_blanks(scanner);
  const size_t start = scanner->at;
  GestaStatus status;
  if (gesta_turtle_peek(scanner, start) == '<') {
    status = gesta_turtle_iri(scanner, start, &scanner->datatype, datatype);
  } else {
    const size_t end = gesta_turtle_begins_name(scanner, start,
                                                GESTA_CLASS_LETTER)
                         ? gesta_turtle_name_end(scanner, start)
                         : start;
    if (gesta_turtle_peek(scanner, end) != ':') {
      return gesta_turtle_complain(
        scanner, start, "expected a datatype after ^^, such as xsd:date");
    }
    status = gesta_turtle_prefixed(scanner, start, end, &scanner->datatype,
                                   datatype);
  }
  if (status == GESTA_OK && gesta_view_equal(*datatype, GESTA_XSD("string"))) {
    *datatype = (GestaStringView){0};
  }
  return status;
}

// [128s] RDFLiteral ::= String (LANGTAG | '^^' iri)?
static GestaStatus
scan_literal(GestaTurtleScanner *scanner, GestaTurtleToken *token)
{
  token->kind = GESTA_TURTLE_TERM;
  token->term.kind = GESTA_TERM_LITERAL;
  GestaStatus status = scan_string(scanner, &token->term.value);
  if (status) {
    return status;
  }
  const size_t end = scanner->at;
  skip_blanks(scanner);
  const char next = gesta_turtle_peek(scanner, scanner->at);
  if (next == '@') {
    return scan_language(scanner, &token->term.language);
  }
  if (next == '^' && gesta_turtle_peek(scanner, scanner->at + 1) == '^') {
    return scan_datatype(scanner, &token->term.datatype);
  }
  scanner->at = end;
  return GESTA_OK;
}

static size_t
skip_digits(GestaTurtleScanner *scanner, size_t at)
{
  while (gesta_turtle_is(scanner, at, GESTA_CLASS_DIGIT)) {
    ++at;
  }
  (void)gesta_turtle_peek(scanner, at);
  return at;
}

// [16] NumericLiteral ::= INTEGER | DECIMAL | DOUBLE
static GestaStatus
scan_number(GestaTurtleScanner *scanner, GestaTurtleToken *token)
{
  const size_t start = scanner->start;
  const char sign = gesta_turtle_peek(scanner, start);
  const size_t first = start + (sign == '+' || sign == '-');
  size_t end = skip_digits(scanner, first);
  const size_t whole = end - first;
  size_t fraction = 0;
  size_t mantissa = end;
  GestaStringView datatype = GESTA_XSD("integer");
  if (gesta_turtle_peek(scanner, end) == '.') {
    mantissa = skip_digits(scanner, end + 1);
    fraction = mantissa - end - 1;
    if (fraction > 0) {
      end = mantissa;
      datatype = GESTA_XSD("decimal");
    }
  }
  if (whole + fraction == 0) {
    scanner->at = first;
    return scanner->cut ? GESTA_OK
                        : gesta_turtle_refuse(scanner, "a digit after the sign "
                                                       "of a number");
  }
  if ((gesta_turtle_peek(scanner, mantissa) | 0x20) == 'e') {
    size_t exponent = mantissa + 1;
    const char minus = gesta_turtle_peek(scanner, exponent);
    exponent += minus == '+' || minus == '-';
    const size_t stop = skip_digits(scanner, exponent);
    if (stop > exponent) {
      end = stop;
      datatype = GESTA_XSD("double");
    }
  }
  token->kind = GESTA_TURTLE_TERM;
  token->term = gesta_typed_literal(gesta_turtle_view(scanner, start, end),
                                    datatype);
  scanner->at = end;
  return GESTA_OK;
}

// [141s] BLANK_NODE_LABEL
static GestaStatus
scan_blank(GestaTurtleScanner *scanner, GestaTurtleToken *token)
{
  const size_t start = scanner->start + 2;
  size_t end = start;
  if (gesta_turtle_peek(scanner, start - 1) == ':'
      && gesta_turtle_peek(scanner, start) != '-'
      && gesta_turtle_peek(scanner, start) != '.'
      && gesta_turtle_begins_name(scanner, start, GESTA_CLASS_NAME)) {
    end = gesta_turtle_name_end(scanner, start);
  }
  if (end == start) {
    return gesta_turtle_complain(
      scanner, scanner->start,
      "expected the label of a blank node after '_:': letters, "
      "digits, '_', '-' and, inside, '.'");
  }
  token->kind = GESTA_TURTLE_TERM;
  token->term.kind = GESTA_TERM_BLANK;
  token->term.value = gesta_turtle_view(scanner, start, end);
  scanner->at = end;
  return GESTA_OK;
}

// Whether a text is a keyword, which is given in lower case.
static bool
is_keyword(GestaStringView text, const char *lower)
{
  if (text.size != strlen(lower)) {
    return false;
  }
  for (size_t i = 0; i < text.size; ++i) {
    if ((text.data[i] | 0x20) != lower[i]) {
      return false;
    }
  }
  return true;
}

// A word without a colon: a keyword.
static GestaStatus
scan_keyword(GestaTurtleScanner *scanner, size_t end, GestaTurtleToken *token)
{
  static const struct {
    const char *word;
    GestaTurtleTokenKind kind;
  } keywords[] = {
    {"prefix", GESTA_TURTLE_PREFIX},
    {"base", GESTA_TURTLE_BASE},
    {"graph", GESTA_TURTLE_GRAPH},
  };
  // "true.x" is a keyword, the end of a statement, and what follows.
  const char *dot = memchr(scanner->window.text + scanner->start, '.',
                           end - scanner->start);
  if (dot) {
    end = (size_t)(dot - scanner->window.text);
  }
  const GestaStringView word = gesta_turtle_view(scanner, scanner->start, end);
  scanner->at = end;
  if (gesta_view_equal(word, GESTA_VIEW("a"))) {
    token->kind = GESTA_TURTLE_A;
    return GESTA_OK;
  }
  if (gesta_view_equal(word, GESTA_VIEW("true"))
      || gesta_view_equal(word, GESTA_VIEW("false"))) {
    token->kind = GESTA_TURTLE_TERM;
    token->term = gesta_typed_literal(word, GESTA_XSD("boolean"));
    return GESTA_OK;
  }
  for (size_t i = 0; i < sizeof keywords / sizeof *keywords; ++i) {
    if (is_keyword(word, keywords[i].word)) {
      token->kind = keywords[i].kind;
      return GESTA_OK;
    }
  }
  return gesta_turtle_refuse(scanner, "an IRI in angle brackets, a "
                                      "prefixed name such as foaf:name, or "
                                      "a literal in quotes");
}

// A prefixed name or a keyword.
static GestaStatus
scan_name(GestaTurtleScanner *scanner, GestaTurtleToken *token)
{
  const size_t start = scanner->start;
  const size_t end = gesta_turtle_peek(scanner, start) == ':'
                       ? start
                       : gesta_turtle_name_end(scanner, start);
  if (gesta_turtle_peek(scanner, end) != ':') {
    return scanner->cut ? GESTA_OK : scan_keyword(scanner, end, token);
  }
  token->kind = GESTA_TURTLE_TERM;
  token->term.kind = GESTA_TERM_IRI;
  return gesta_turtle_prefixed(scanner, start, end, &scanner->value,
                               &token->term.value);
}

// '@prefix' or '@base'
static GestaStatus
scan_directive(GestaTurtleScanner *scanner, GestaTurtleToken *token)
{
  const size_t end = gesta_turtle_name_end(scanner, scanner->start + 1);
  const GestaStringView word = gesta_turtle_view(scanner, scanner->start, end);
  scanner->at = end;
  if (gesta_view_equal(word, GESTA_VIEW("@prefix"))) {
    token->kind = GESTA_TURTLE_AT_PREFIX;
  } else if (gesta_view_equal(word, GESTA_VIEW("@base"))) {
    token->kind = GESTA_TURTLE_AT_BASE;
  } else if (!scanner->cut) {
    return gesta_turtle_refuse(
      scanner, "@prefix or @base (a language tag follows a string)");
  }
  return GESTA_OK;
}

static GestaStatus
scan_token(GestaTurtleScanner *scanner, GestaTurtleToken *token)
{
  const size_t start = scanner->start;
  const char byte = gesta_turtle_peek(scanner, start);
  switch (byte) {
  case '<':
    token->kind = GESTA_TURTLE_TERM;
    token->term.kind = GESTA_TERM_IRI;
    return gesta_turtle_iri(scanner, start, &scanner->value,
                            &token->term.value);
  case '"':
  case '\'':
    return scan_literal(scanner, token);
  case '_':
    return scan_blank(scanner, token);
  case '@':
    return scan_directive(scanner, token);
  case '.':
    if (gesta_turtle_peek(scanner, start + 1) != '\0'
        && gesta_turtle_is(scanner, start + 1, GESTA_CLASS_DIGIT)) {
      return scan_number(scanner, token);
    }
    break;
  case ',':
  case ';':
  case '[':
  case ']':
  case '(':
  case ')':
  case '{':
  case '}':
    break;
  default:
    if (byte == ':'
        || gesta_turtle_begins_name(scanner, start, GESTA_CLASS_LETTER)) {
      return scan_name(scanner, token);
    }
    if (byte == '+' || byte == '-'
        || gesta_turtle_is(scanner, start, GESTA_CLASS_DIGIT)) {
      return scan_number(scanner, token);
    }
    if (start == scanner->window.size) {
      token->kind = GESTA_TURTLE_END;
      return GESTA_OK;
    }
    scanner->at = start + 1;
    return gesta_turtle_refuse(scanner, "an IRI, a prefixed name, a blank "
                                        "node, a literal, or punctuation");
  }
  token->kind = GESTA_TURTLE_MARK;
  token->mark = byte;
  scanner->at = start + 1;
  return GESTA_OK;
}

// Drop what was read and read on, because the token goes on behind the window.
static GestaStatus
move_window(GestaTurtleScanner *scanner)
{
  if (gesta_cancelled(scanner->feed->cancel)) {
    return gesta_error_set(scanner->feed->error, GESTA_ERR_CANCELLED,
                           "%s: cancelled", scanner->feed->name);
  }
  const GestaStatus status = gesta_stream_window_move(&scanner->window,
                                                      scanner->start);
  scanner->start = 0;
  scanner->at = 0;
  scanner->cut = false;
  return status ? gesta_turtle_fail(scanner, status) : GESTA_OK;
}

// Scan with a function until nothing was cut.
static GestaStatus
scan_whole(GestaTurtleScanner *scanner, GestaTurtleToken *token,
           GestaStatus (*scan)(GestaTurtleScanner *, GestaTurtleToken *))
{
  GestaStatus status = GESTA_OK;
  if (!scanner->window.text) {
    status = move_window(scanner);
  }
  while (status == GESTA_OK) {
    skip_blanks(scanner);
    scanner->start = scanner->at;
    *token = (GestaTurtleToken){.mark = '\0'};
    status = scan(scanner, token);
    if (!scanner->cut) {
      return status;
    }
    status = move_window(scanner);
  }
  return status;
}

GestaStatus
gesta_turtle_next(GestaTurtleScanner *scanner, GestaTurtleToken *token)
{
  assert(scanner && token);

  return scan_whole(scanner, token, scan_token);
}

// The offset behind the first line from `from` on that ends with '.'; 0 if
// there is none.  Whether a dot stands at the end of the text is remembered.
static size_t
find_line_end(const GestaStreamWindow *window, size_t from, bool *dot)
{
  for (size_t at = from; at < window->size; ++at) {
    const char byte = window->text[at];
    if (*dot && (byte == '\n' || byte == '\r')) {
      return at + 1;
    }
    *dot = byte == '.' || (*dot && (byte == ' ' || byte == '\t'));
  }
  return 0;
}

GestaStatus
gesta_turtle_skip(GestaTurtleScanner *scanner)
{
  assert(scanner);

  bool dot = false;
  GestaStatus status = GESTA_OK;
  size_t end = find_line_end(&scanner->window, scanner->start, &dot);
  while (status == GESTA_OK && end == 0 && !scanner->window.last) {
    scanner->start = scanner->window.size;
    status = move_window(scanner);
    end = status ? 0 : find_line_end(&scanner->window, 0, &dot);
  }
  scanner->at = end > 0 ? end : scanner->window.size;
  scanner->start = scanner->at;
  return status;
}

// [140s] PNAME_NS ::= PN_PREFIX? ':'
static GestaStatus
scan_declared_prefix(GestaTurtleScanner *scanner, GestaTurtleToken *token)
{
  const size_t start = scanner->start;
  const size_t end = gesta_turtle_begins_name(scanner, start,
                                              GESTA_CLASS_LETTER)
                       ? gesta_turtle_name_end(scanner, start)
                       : start;
  scanner->at = end;
  if (gesta_turtle_peek(scanner, end) != ':') {
    return scanner->cut ? GESTA_OK
                        : gesta_turtle_refuse(
                          scanner, "a prefix and a colon, such as 'foaf:'");
  }
  token->term.value = gesta_turtle_view(scanner, start, end);
  scanner->at = end + 1;
  return GESTA_OK;
}

GestaStatus
gesta_turtle_next_prefix(GestaTurtleScanner *scanner, GestaStringView *prefix)
{
  assert(scanner && prefix);

  GestaTurtleToken token;
  const GestaStatus status = scan_whole(scanner, &token, scan_declared_prefix);
  if (status == GESTA_OK) {
    *prefix = token.term.value;
  }
  return status;
}

bool
gesta_turtle_is_reference(const GestaTurtleScanner *scanner)
{
  return scanner->at > scanner->start
         && scanner->window.text[scanner->start] == '<';
}
