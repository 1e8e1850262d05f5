// SPDX-License-Identifier: GPL-3.0-or-later
// A query is only cut into tokens, as far as needed not to take the inside of a
// comment, string, IRI, variable or blank node label for a prefixed name.
#include "graph/base/utf8.h"
#include "graph/rdf/name.h"
#include "graph/rdf/prefixes.h"
#include "graph/rdf/term.h"
#include "graph/rdf/vocabulary.h"

#include <assert.h>

enum { USED = 1, DECLARED = 2 };

typedef struct Scan {
  const GestaPrefixes *prefixes;
  unsigned char *marks; ///< [prefix count], USED and DECLARED
  GestaStringView text;
  size_t at;
  bool after_keyword; ///< the last token was PREFIX
} Scan;

static char
peek(const Scan *scan, size_t ahead)
{
  return (char)(scan->at + ahead < scan->text.size
                  ? scan->text.data[scan->at + ahead]
                  : '\0');
}

static GestaStringView
rest(const Scan *scan)
{
  return (GestaStringView){scan->text.data + scan->at,
                           scan->text.size - scan->at};
}

static void
skip_line(Scan *scan)
{
  while (scan->at < scan->text.size && peek(scan, 0) != '\n'
         && peek(scan, 0) != '\r') {
    ++scan->at;
  }
}

// A string of one or three quotes; an open one ends with the query.
static void
skip_string(Scan *scan)
{
  const char quote = peek(scan, 0);
  const size_t width = peek(scan, 1) == quote && peek(scan, 2) == quote ? 3 : 1;
  scan->at += width;
  while (scan->at < scan->text.size) {
    const char byte = peek(scan, 0);
    if (byte == quote
        && (width == 1 || (peek(scan, 1) == quote && peek(scan, 2) == quote))) {
      scan->at += width;
      return;
    }
    if (width == 1 && (byte == '\n' || byte == '\r')) {
      return;
    }
    scan->at += byte == '\\' && scan->at + 1 < scan->text.size ? 2 : 1;
  }
}

// [139] IRIREF ::= '<' ([^<>"{}|^`\]-[#x00-#x20])* '>', else "less than".
static void
skip_iri(Scan *scan)
{
  size_t end = scan->at + 1;
  while (end < scan->text.size && (unsigned char)scan->text.data[end] > ' '
         && !strchr("<>\"{}|^`", scan->text.data[end])) {
    ++end;
  }
  const bool closed = end < scan->text.size && scan->text.data[end] == '>';
  scan->at = closed ? end + 1 : scan->at + 1;
}

// What may follow the colon of a prefixed name, escapes included.
static void
skip_local(Scan *scan)
{
  while (scan->at < scan->text.size) {
    const char byte = peek(scan, 0);
    if (byte == ':' || byte == '.' || byte == '%') {
      ++scan->at;
      continue;
    }
    if (byte == '\\') {
      scan->at += scan->at + 1 < scan->text.size ? 2 : 1;
      continue;
    }
    uint32_t code_point;
    const size_t size = gesta_utf8_decode(scan->text, scan->at, &code_point);
    if (!gesta_name_character(code_point)) {
      return;
    }
    scan->at += size;
  }
}

static bool
is_prefix_keyword(GestaStringView word)
{
  static const char keyword[] = "prefix";
  if (word.size != sizeof keyword - 1) {
    return false;
  }
  for (size_t i = 0; i < word.size; ++i) {
    if ((word.data[i] | 0x20) != keyword[i]) {
      return false;
    }
  }
  return true;
}

static void
mark(Scan *scan, GestaStringView prefix)
{
  for (size_t i = 0; i < gesta_prefixes_count(scan->prefixes); ++i) {
    GestaStringView known;
    GestaStringView iri;
    gesta_prefixes_get(scan->prefixes, i, &known, &iri);
    if (gesta_view_equal(known, prefix)) {
      scan->marks[i] |= scan->after_keyword ? DECLARED : USED;
    }
  }
}

// A keyword, a prefixed name, or a character that is neither.
static void
scan_word(Scan *scan)
{
  const GestaStringView text = rest(scan);
  const GestaStringView word = {text.data, gesta_name_prefix_size(text)};
  scan->at += word.size;
  if (peek(scan, 0) == ':') {
    mark(scan, word);
    scan->after_keyword = false;
    skip_local(scan);
  } else if (word.size > 0) {
    scan->after_keyword = is_prefix_keyword(word);
  } else {
    uint32_t code_point;
    scan->at += gesta_utf8_decode(scan->text, scan->at, &code_point);
  }
}

static void
scan_query(Scan *scan)
{
  while (scan->at < scan->text.size) {
    switch (peek(scan, 0)) {
    case '#':
      skip_line(scan);
      break;
    case '"':
    case '\'':
      skip_string(scan);
      break;
    case '<':
      skip_iri(scan);
      break;
    case '?':
    case '$':
    case '@':
      ++scan->at;
      scan->at += gesta_name_prefix_size(rest(scan));
      break;
    case '_':
      ++scan->at;
      skip_local(scan);
      break;
    default:
      scan_word(scan);
      break;
    }
  }
}

static GestaStatus
append_declaration(GestaStringView prefix, GestaStringView iri,
                   GestaTextBuffer *text)
{
  const GestaTerm term = gesta_iri(iri);
  GestaStatus status = gesta_text_buffer_append(text, GESTA_VIEW("PREFIX "));
  if (status == GESTA_OK) {
    status = gesta_text_buffer_append(text, prefix);
  }
  if (status == GESTA_OK) {
    status = gesta_text_buffer_append(text, GESTA_VIEW(": "));
  }
  if (status == GESTA_OK) {
    status = gesta_term_spell(&term, text);
  }
  if (status == GESTA_OK) {
    status = gesta_text_buffer_append(text, GESTA_VIEW(" "));
  }
  return status;
}

static GestaStatus
append_declarations(const Scan *scan, GestaTextBuffer *text)
{
  GestaStatus status = GESTA_OK;
  for (size_t i = 0;
       status == GESTA_OK && i < gesta_prefixes_count(scan->prefixes); ++i) {
    if (scan->marks[i] == USED) {
      GestaStringView prefix;
      GestaStringView iri;
      gesta_prefixes_get(scan->prefixes, i, &prefix, &iri);
      status = append_declaration(prefix, iri, text);
    }
  }
  return status;
}

GestaStatus
gesta_prefixes_declare(const GestaPrefixes *prefixes, GestaStringView query,
                       GestaTextBuffer *text, size_t *added)
{
  assert(prefixes && text && added);

  if (gesta_utf8_check(query) < query.size) {
    return GESTA_ERR_ENCODING;
  }
  const size_t count = gesta_prefixes_count(prefixes);
  unsigned char *marks = gesta_allocate(text->allocator, count + 1, 1);
  if (!marks) {
    return GESTA_ERR_MEMORY;
  }
  memset(marks, 0, count + 1);
  Scan scan = {prefixes, marks, query, 0, false};
  scan_query(&scan);

  const size_t before = text->size;
  GestaStatus status = append_declarations(&scan, text);
  const size_t size = text->size - before;
  if (status == GESTA_OK) {
    status = gesta_text_buffer_append(text, query);
  }
  gesta_release(text->allocator, marks);
  if (status == GESTA_OK) {
    *added = size;
  }
  return status;
}
