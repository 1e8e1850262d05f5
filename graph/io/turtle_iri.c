// SPDX-License-Identifier: GPL-3.0-or-later
// The IRIs of Turtle: in angle brackets, and with a prefix.
#include "graph/base/utf8.h"
#include "graph/io/turtle_scan.h"
#include "graph/rdf/escape.h"
#include "graph/rdf/iri.h"
#include "graph/rdf/name.h"
#include "graph/rdf/vocabulary.h"

#include <stdint.h>
#include <string.h>

// How far a name goes on from an offset: letters, digits, '_', '-', combining
// marks and, between those, dots.
size_t
gesta_turtle_name_end(GestaTurtleScanner *scanner, size_t at)
{
  size_t end = at;
  for (;;) {
    while (gesta_turtle_is(scanner, at, GESTA_CLASS_NAME)) {
      end = ++at;
    }
    const unsigned char byte = (unsigned char)gesta_turtle_peek(scanner, at);
    if (byte == '.') {
      ++at;
    } else if (byte < 0x80U) {
      return end;
    } else {
      uint32_t code_point;
      const size_t size = gesta_utf8_decode(
        gesta_turtle_view(scanner, 0, scanner->window.size), at, &code_point);
      if (!gesta_name_character(code_point)) {
        return end;
      }
      at += size;
      end = at;
    }
  }
}

// Whether a letter of any script, or an ASCII byte of a class, stands at an
// offset.
bool
gesta_turtle_begins_name(GestaTurtleScanner *scanner, size_t at, unsigned class)
{
  if ((unsigned char)gesta_turtle_peek(scanner, at) < 0x80U) {
    return gesta_turtle_is(scanner, at, class);
  }
  uint32_t code_point;
  (void)gesta_utf8_decode(gesta_turtle_view(scanner, 0, scanner->window.size),
                          at, &code_point);
  return gesta_name_letter(code_point);
}

// PLX ::= PERCENT | PN_LOCAL_ESC
//
// returns  its size; 0, and *status, if there is none
static size_t
measure_local_escape(GestaTurtleScanner *scanner, size_t at,
                     GestaStatus *status)
{
  static const char digits[] = "0123456789abcdefABCDEF";
  const char second = gesta_turtle_peek(scanner, at + 1);
  if (scanner->window.text[at] == '\\') {
    if (second != '\0'
        && gesta_turtle_is(scanner, at + 1, GESTA_CLASS_ESCAPED)) {
      return 2;
    }
    *status = gesta_turtle_complain(
      scanner, at,
      "expected one of _ ~ . - ! $ & ' ( ) * + , ; = / ? # @ "
      "% after a backslash in a name");
    return 0;
  }
  const char third = gesta_turtle_peek(scanner, at + 2);
  if (second != '\0' && third != '\0' && strchr(digits, second)
      && strchr(digits, third)) {
    return 3;
  }
  *status = gesta_turtle_complain(
    scanner, at,
    "expected two hexadecimal digits after '%' in a name: "
    "write \\% for the character itself");
  return 0;
}

// The size of the character above U+007F at an offset if it may stand in a
// name, or begin one; else 0.
static size_t
measure_character(GestaTurtleScanner *scanner, size_t at, bool first)
{
  uint32_t code_point;
  const size_t size = gesta_utf8_decode(
    gesta_turtle_view(scanner, 0, scanner->window.size), at, &code_point);
  const bool good = first ? gesta_name_letter(code_point)
                          : gesta_name_character(code_point);
  return good ? size : 0;
}

// [168s] PN_LOCAL, possibly empty; *escaped tells whether a backslash stands in
// it.
static GestaStatus
measure_local(GestaTurtleScanner *scanner, const size_t start, size_t *end,
              bool *escaped)
{
  GestaStatus status = GESTA_OK;
  size_t at = start;
  *escaped = false;
  *end = start;
  for (;;) {
    while (gesta_turtle_is(scanner, at, GESTA_CLASS_NAME)) {
      if (at == start && scanner->window.text[at] == '-') {
        return GESTA_OK;
      }
      *end = ++at;
    }
    const char byte = gesta_turtle_peek(scanner, at);
    size_t size = 0;
    if (byte == ':' || byte == '.') {
      size = byte == ':' || at > start;
    } else if (byte == '\\' || byte == '%') {
      *escaped = *escaped || byte == '\\';
      size = measure_local_escape(scanner, at, &status);
    } else if ((unsigned char)byte >= 0x80U) {
      size = measure_character(scanner, at, at == start);
    }
    if (size == 0) {
      return status;
    }
    at += size;
    *end = byte == '.' ? *end : at; // a dot at the end does not count
  }
}

// Remove the backslashes of a local name and append it.
static GestaStatus
append_local(GestaStringView local, bool escaped, GestaTextBuffer *iri)
{
  const size_t before = iri->size;
  const GestaStatus status = gesta_text_buffer_append(iri, local);
  if (status || !escaped) {
    return status;
  }
  size_t written = before;
  for (size_t i = before; i < iri->size; ++i) {
    i += iri->data[i] == '\\';
    iri->data[written++] = iri->data[i];
  }
  iri->size = written;
  return GESTA_OK;
}

// Tell how to declare a prefix that is not.
static GestaStatus
refuse_prefix(const GestaTurtleScanner *scanner, size_t start,
              GestaStringView prefix)
{
  GestaPrefixes *known = NULL;
  GestaStringView iri = GESTA_VIEW("…");
  GestaStatus status = gesta_prefixes_new(scanner->window.allocator, &known);
  if (status) {
    return gesta_turtle_fail(scanner, status);
  }
  if (gesta_prefixes_find(known, prefix, &iri)) {
    iri = GESTA_VIEW("…");
  }
  size_t line;
  size_t column;
  gesta_stream_window_place(&scanner->window, start, &line, &column);
  const int size = (int)(prefix.size < GESTA_TURTLE_EXCERPT
                           ? prefix.size
                           : GESTA_TURTLE_EXCERPT);
  status = gesta_error_set_at(
    scanner->feed->error, GESTA_ERR_SYNTAX, line, column,
    "%s: the prefix '%.*s:' is not declared: put '@prefix %.*s: <%.*s> .' "
    "before it",
    scanner->feed->name, size, prefix.data, size, prefix.data, (int)iri.size,
    iri.data);
  gesta_prefixes_free(known);
  return status;
}

// Read a PrefixedName whose colon is known.
GestaStatus
gesta_turtle_prefixed(GestaTurtleScanner *scanner, size_t start, size_t colon,
                      GestaTextBuffer *scratch, GestaStringView *iri)
{
  size_t end = colon + 1;
  bool escaped = false;
  GestaStatus status = measure_local(scanner, colon + 1, &end, &escaped);
  if (status || scanner->cut) {
    return status;
  }
  const GestaStringView prefix = gesta_turtle_view(scanner, start, colon);
  GestaStringView namespace;
  if (gesta_prefixes_find(scanner->prefixes, prefix, &namespace)) {
    return refuse_prefix(scanner, start, prefix);
  }
  scratch->size = 0;
  status = gesta_text_buffer_append(scratch, namespace);
  if (status == GESTA_OK) {
    status = append_local(gesta_turtle_view(scanner, colon + 1, end), escaped,
                          scratch);
  }
  if (status) {
    return gesta_turtle_fail(scanner, status);
  }
  *iri = gesta_text_buffer_view(scratch);
  scanner->at = end;
  return GESTA_OK;
}

// Complain about the byte that ends an IRI too early.
static GestaStatus
refuse_in_iri(GestaTurtleScanner *scanner, size_t at)
{
  const char byte = gesta_turtle_peek(scanner, at);
  return gesta_turtle_complain(
    scanner, at,
    at == scanner->window.size ? "expected '>' at the end of the IRI"
    : byte == '\n' || byte == '\r'
      ? "expected '>' at the end of the IRI, found "
        "the end of the line"
    : byte == ' ' ? "a space may not stand in an IRI: write it as %20, or end "
                    "the IRI with '>'"
                  : "this character may not stand in an IRI: percent-encode "
                    "it");
}

// Replace the escapes of an IRI reference, which may not hide what
// may not stand in an IRI.
static GestaStatus
unescape_iri(GestaTurtleScanner *scanner, size_t start,
             GestaStringView *reference)
{
  GestaTextBuffer *copy = &scanner->reference;
  copy->size = 0;
  GestaStatus status = gesta_text_buffer_append(copy, *reference);
  if (status) {
    return gesta_turtle_fail(scanner, status);
  }
  GestaEscapeFault fault;
  status = gesta_unescape(*reference, true, copy->data, &copy->size, &fault);
  if (status) {
    return gesta_turtle_complain(scanner, start + fault.offset, fault.expected);
  }
  for (size_t i = 0; i < copy->size; ++i) {
    if ((scanner->classes[(unsigned char)copy->data[i]] & GESTA_CLASS_IRI)
        == 0) {
      return gesta_turtle_complain(
        scanner, start,
        "an escape in this IRI stands for a character that may "
        "not stand in an IRI: percent-encode it");
    }
  }
  *reference = gesta_text_buffer_view(copy);
  return GESTA_OK;
}

// [18] IRIREF ::= '<' ([^#x00-#x20<>"{}|^`\] | UCHAR)* '>'
GestaStatus
gesta_turtle_iri(GestaTurtleScanner *scanner, size_t start,
                 GestaTextBuffer *scratch, GestaStringView *iri)
{
  size_t at = start + 1;
  bool escaped = false;
  for (;;) {
    while (gesta_turtle_is(scanner, at, GESTA_CLASS_IRI)) {
      ++at;
    }
    const char byte = gesta_turtle_peek(scanner, at);
    if (byte == '>') {
      break;
    }
    if (byte != '\\') {
      return refuse_in_iri(scanner, at);
    }
    escaped = true;
    ++at;
  }
  GestaStringView reference = gesta_turtle_view(scanner, start + 1, at);
  GestaStatus status = escaped ? unescape_iri(scanner, start + 1, &reference)
                               : GESTA_OK;
  if (status) {
    return status;
  }
  scanner->at = at + 1;
  if (gesta_iri_is_absolute(reference) && !escaped) {
    *iri = reference;
    return GESTA_OK;
  }
  scratch->size = 0;
  status = gesta_iri_resolve(gesta_text_buffer_view(&scanner->base), reference,
                             scratch);
  if (status == GESTA_ERR_INPUT) {
    return gesta_turtle_complain(scanner, start,
                                 "this IRI is relative, and the "
                                 "base IRI does not begin "
                                 "with a scheme such as https:");
  }
  *iri = gesta_text_buffer_view(scratch);
  return status ? gesta_turtle_fail(scanner, status) : GESTA_OK;
}
