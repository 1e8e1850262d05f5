// SPDX-License-Identifier: GPL-3.0-or-later
// A spelling is read by one pass over its bytes.  Most terms hold no escape, so
// the parts of a term are views into the spelling until the first backslash
// makes a copy in the arena necessary.
#include "graph/rdf/term.h"

#include "graph/base/utf8.h"
#include "graph/rdf/escape.h"
#include "graph/rdf/name.h"
#include "graph/rdf/vocabulary.h"

#include <assert.h>
#include <stdint.h>

typedef struct Scan {
  GestaStringView text;
  size_t at;
  GestaArena *arena;
  GestaError *error;
} Scan;

// The datatype that a literal has, written out or not.
static GestaStringView
effective_datatype(const GestaTerm *term)
{
  if (term->language.size > 0) {
    return GESTA_RDF("langString");
  }
  return term->datatype.size > 0 ? term->datatype : GESTA_XSD("string");
}

static char
lower_ascii(char byte)
{
  return (char)(byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte);
}

static bool
equal_language(GestaStringView a, GestaStringView b)
{
  if (a.size != b.size) {
    return false;
  }
  for (size_t i = 0; i < a.size; ++i) {
    if (lower_ascii(a.data[i]) != lower_ascii(b.data[i])) {
      return false;
    }
  }
  return true;
}

bool
gesta_term_equal(const GestaTerm *a, const GestaTerm *b)
{
  assert(a && b);

  if (a->kind != b->kind) {
    return false;
  }
  switch (a->kind) {
  case GESTA_TERM_NONE:
    return true;
  case GESTA_TERM_IRI:
  case GESTA_TERM_BLANK:
    return gesta_view_equal(a->value, b->value);
  case GESTA_TERM_LITERAL:
    return gesta_view_equal(a->value, b->value)
           && equal_language(a->language, b->language)
           && gesta_view_equal(effective_datatype(a), effective_datatype(b));
  }
  return false;
}

// The escape that an IRI needs in place of a byte that is special there.
// source  RDF 1.1 N-Triples, production [8] IRIREF
static const char *
iri_escape(unsigned char byte)
{
  static const char *const controls[] = {
    "\\u0000", "\\u0001", "\\u0002", "\\u0003", "\\u0004", "\\u0005", "\\u0006",
    "\\u0007", "\\u0008", "\\u0009", "\\u000A", "\\u000B", "\\u000C", "\\u000D",
    "\\u000E", "\\u000F", "\\u0010", "\\u0011", "\\u0012", "\\u0013", "\\u0014",
    "\\u0015", "\\u0016", "\\u0017", "\\u0018", "\\u0019", "\\u001A", "\\u001B",
    "\\u001C", "\\u001D", "\\u001E", "\\u001F", "\\u0020",
  };
  if (byte <= 0x20) {
    return controls[byte];
  }
  switch (byte) {
  case '"':
    return "\\u0022";
  case '<':
    return "\\u003C";
  case '>':
    return "\\u003E";
  case '\\':
    return "\\u005C";
  case '^':
    return "\\u005E";
  case '`':
    return "\\u0060";
  case '{':
    return "\\u007B";
  case '|':
    return "\\u007C";
  case '}':
    return "\\u007D";
  default:
    return "";
  }
}

// The escape that the canonical form has in place of a byte of a literal that
// is special there.
static const char *
literal_escape(unsigned char byte)
{
  switch (byte) {
  case '"':
    return "\\\"";
  case '\\':
    return "\\\\";
  case '\n':
    return "\\n";
  case '\r':
    return "\\r";
  default:
    return "";
  }
}

// What may not stand as it is: 1 in an IRI, 2 in a literal, 3 in either.
static const unsigned char special[256] = {
  1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 1, 1, 3, 1, 1, // 00
  1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, // 10
  1, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, // 20: space "
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, // 30: < >
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, // 40
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 1, 0, // 50: backslash ^
  1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, // 60: `
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, // 70: { | }
};
enum { IN_IRI = 1, IN_LITERAL = 2 };

// The offset of the next byte that is special there, or the size.
static size_t
find_special(GestaStringView text, size_t from, unsigned where)
{
  while (from < text.size
         && !(special[(unsigned char)text.data[from]] & where)) {
    ++from;
  }
  return from;
}

static GestaStatus
append_escaped(GestaTextBuffer *out, GestaStringView text, unsigned where)
{
  size_t start = 0;
  for (;;) {
    const size_t end = find_special(text, start, where);
    GestaStatus status = gesta_text_buffer_append(
      out, (GestaStringView){text.data + start, end - start});
    if (status || end == text.size) {
      return status;
    }
    const unsigned char byte = (unsigned char)text.data[end];
    status = gesta_text_buffer_append(
      out,
      gesta_view(where == IN_IRI ? iri_escape(byte) : literal_escape(byte)));
    if (status) {
      return status;
    }
    start = end + 1;
  }
}

static GestaStatus
append_iri(GestaTextBuffer *out, GestaStringView iri)
{
  GestaStatus status = gesta_text_buffer_append(out, GESTA_VIEW("<"));
  if (status == GESTA_OK) {
    status = append_escaped(out, iri, IN_IRI);
  }
  if (status == GESTA_OK) {
    status = gesta_text_buffer_append(out, GESTA_VIEW(">"));
  }
  return status;
}

static GestaStatus
append_language(GestaTextBuffer *out, GestaStringView language)
{
  GestaStatus status = gesta_text_buffer_append(out, GESTA_VIEW("@"));
  if (status == GESTA_OK) {
    status = gesta_text_buffer_append(out, language);
  }
  if (status == GESTA_OK) {
    for (size_t i = out->size - language.size; i < out->size; ++i) {
      out->data[i] = lower_ascii(out->data[i]);
    }
  }
  return status;
}

static GestaStatus
append_literal(GestaTextBuffer *out, const GestaTerm *term)
{
  GestaStatus status = gesta_text_buffer_append(out, GESTA_VIEW("\""));
  if (status == GESTA_OK) {
    status = append_escaped(out, term->value, IN_LITERAL);
  }
  if (status == GESTA_OK) {
    status = gesta_text_buffer_append(out, GESTA_VIEW("\""));
  }
  if (status == GESTA_OK && term->language.size > 0) {
    return append_language(out, term->language);
  }
  const GestaStringView datatype = effective_datatype(term);
  if (status == GESTA_OK && !gesta_view_equal(datatype, GESTA_XSD("string"))) {
    status = gesta_text_buffer_append(out, GESTA_VIEW("^^"));
    if (status == GESTA_OK) {
      status = append_iri(out, datatype);
    }
  }
  return status;
}

static GestaStatus
append_blank(GestaTextBuffer *out, GestaStringView label)
{
  GestaStatus status = gesta_text_buffer_append(out, GESTA_VIEW("_:"));
  if (status == GESTA_OK) {
    status = gesta_text_buffer_append(out, label);
  }
  return status;
}

GestaStatus
gesta_term_spell(const GestaTerm *term, GestaTextBuffer *spelling)
{
  assert(term && spelling && term->kind != GESTA_TERM_NONE);

  const size_t before = spelling->size;
  GestaStatus status = GESTA_OK;
  switch (term->kind) {
  case GESTA_TERM_NONE:
    break;
  case GESTA_TERM_IRI:
    status = append_iri(spelling, term->value);
    break;
  case GESTA_TERM_BLANK:
    status = append_blank(spelling, term->value);
    break;
  case GESTA_TERM_LITERAL:
    status = append_literal(spelling, term);
    break;
  }
  if (status && spelling->data) {
    spelling->size = before;
    spelling->data[before] = '\0';
  }
  return status;
}

// Describe a mistake at a byte of the text.
static GestaStatus
complain(const Scan *scan, size_t offset, const char *what)
{
  const GestaStringView before = {scan->text.data, offset};
  return gesta_error_set_at(scan->error, GESTA_ERR_SYNTAX, 1,
                            gesta_utf8_length(before) + 1, "%s", what);
}

static char
peek(const Scan *scan, size_t ahead)
{
  const size_t at = scan->at + ahead;
  return (char)(at < scan->text.size ? scan->text.data[at] : '\0');
}

// The offset of the closing delimiter, and whether a backslash comes before it.
static GestaStatus
find_end(const Scan *scan, char delimiter, size_t *end, bool *escaped)
{
  const bool in_iri = delimiter == '>';
  const unsigned where = in_iri ? IN_IRI : IN_LITERAL;
  size_t i = find_special(scan->text, scan->at, where);
  while (i < scan->text.size) {
    const char byte = scan->text.data[i];
    if (byte == delimiter) {
      *end = i;
      return GESTA_OK;
    }
    if (byte != '\\') {
      return complain(scan, i,
                      in_iri ? "this character may not stand in an IRI: write "
                               "it as \\uXXXX, or percent-encode it"
                             : "a line may not end inside a literal: write \\n "
                               "or \\r");
    }
    *escaped = true;
    i = find_special(scan->text, i + 2, where);
  }
  return complain(scan, scan->text.size,
                  in_iri ? "expected '>' at the end of the IRI"
                         : "expected '\"' at the end of the literal");
}

// Read what stands before the closing delimiter, and the delimiter.
static GestaStatus
scan_delimited(Scan *scan, char delimiter, GestaStringView *value)
{
  size_t end = scan->at;
  bool escaped = false;
  GestaStatus status = find_end(scan, delimiter, &end, &escaped);
  if (status) {
    return status;
  }
  if (!escaped) {
    *value = (GestaStringView){scan->text.data + scan->at, end - scan->at};
    scan->at = end + 1;
    return GESTA_OK;
  }
  const GestaStringView text = {scan->text.data + scan->at, end - scan->at};
  char *copy = gesta_arena_allocate(scan->arena, text.size, 1);
  if (!copy) {
    return gesta_error_set(scan->error, GESTA_ERR_MEMORY, "out of memory");
  }
  size_t size = 0;
  GestaEscapeFault fault;
  status = gesta_unescape(text, delimiter == '>', copy, &size, &fault);
  if (status) {
    return complain(scan, scan->at + fault.offset, fault.expected);
  }
  scan->at = end + 1;
  *value = (GestaStringView){copy, size};
  return GESTA_OK;
}

static bool
is_alphanumeric(char byte)
{
  const char lower = lower_ascii(byte);
  return (lower >= 'a' && lower <= 'z') || (byte >= '0' && byte <= '9');
}

// [144s] LANGTAG ::= '@' [a-zA-Z]+ ('-' [a-zA-Z0-9]+)*
static GestaStatus
scan_language(Scan *scan, GestaStringView *language)
{
  const size_t start = ++scan->at;
  size_t part = start;
  bool first = true;
  while (scan->at < scan->text.size) {
    const char byte = scan->text.data[scan->at];
    if (byte == '-' && scan->at > part) {
      part = scan->at + 1;
      first = false;
    } else if (!is_alphanumeric(byte) || (first && byte <= '9')) {
      break;
    }
    ++scan->at;
  }
  if (scan->at == part) {
    return complain(scan, scan->at, "expected a language tag such as fr-CA");
  }
  *language = (GestaStringView){scan->text.data + start, scan->at - start};
  return GESTA_OK;
}

// [6] literal ::= STRING_LITERAL_QUOTE ('^^' IRIREF | LANGTAG)?
static GestaStatus
scan_literal(Scan *scan, GestaTerm *term)
{
  ++scan->at;
  GestaStatus status = scan_delimited(scan, '"', &term->value);
  const GestaStringView rest = {scan->text.data + scan->at,
                                scan->text.size - scan->at};
  if (status || rest.size == 0) {
    return status;
  }
  if (rest.data[0] == '@') {
    return scan_language(scan, &term->language);
  }
  if (rest.data[0] != '^') {
    return GESTA_OK;
  }
  if (rest.size < 3 || memcmp(rest.data, "^^<", 3) != 0) {
    return complain(scan, scan->at,
                    "expected ^^ and a datatype in angle brackets");
  }
  scan->at += 3;
  status = scan_delimited(scan, '>', &term->datatype);
  if (status == GESTA_OK
      && gesta_view_equal(term->datatype, GESTA_XSD("string"))) {
    term->datatype = (GestaStringView){0};
  }
  return status;
}

// [141s] BLANK_NODE_LABEL
static GestaStatus
scan_blank(Scan *scan, GestaTerm *term)
{
  scan->at += 2;
  const GestaStringView rest = {scan->text.data + scan->at,
                                scan->text.size - scan->at};
  term->value = (GestaStringView){rest.data, gesta_name_blank_size(rest)};
  if (term->value.size == 0) {
    return complain(scan, scan->at,
                    "expected the label of a blank node: letters, digits, '_', "
                    "'-' and, inside, '.'");
  }
  scan->at += term->value.size;
  return GESTA_OK;
}

static GestaStatus
scan_term(Scan *scan, GestaTerm *term)
{
  const char first = peek(scan, 0);
  const char second = peek(scan, 1);
  if (first == '<') {
    term->kind = GESTA_TERM_IRI;
    ++scan->at;
    return scan_delimited(scan, '>', &term->value);
  }
  if (first == '"') {
    term->kind = GESTA_TERM_LITERAL;
    return scan_literal(scan, term);
  }
  if (first == '_' && second == ':') {
    term->kind = GESTA_TERM_BLANK;
    return scan_blank(scan, term);
  }
  return complain(scan, scan->at,
                  "expected an IRI in angle brackets, a literal in double "
                  "quotes, or a blank node such as _:b1");
}

GestaStatus
gesta_term_parse_next(GestaStringView text, size_t *offset, GestaArena *arena,
                      GestaTerm *term, GestaError *error)
{
  assert(offset && arena && term);

  Scan scan = {text, *offset, arena, error};
  GestaTerm result = {.kind = GESTA_TERM_NONE};
  const GestaStatus status = scan_term(&scan, &result);
  if (status == GESTA_OK) {
    *offset = scan.at;
    *term = result;
  }
  return status;
}

GestaStatus
gesta_term_parse(GestaStringView spelling, GestaArena *arena, GestaTerm *term,
                 GestaError *error)
{
  assert(arena && term);

  Scan scan = {spelling, 0, arena, error};
  GestaTerm result = {.kind = GESTA_TERM_NONE};
  GestaStatus status = scan_term(&scan, &result);
  if (status == GESTA_OK && scan.at < spelling.size) {
    status = complain(
      &scan, scan.at,
      result.kind == GESTA_TERM_LITERAL
        ? "expected the end of the literal, a language tag such as "
          "@fr, or ^^ and a datatype in angle brackets"
        : "expected the end of the term");
  }
  if (status == GESTA_OK) {
    *term = result;
  }
  return status;
}
