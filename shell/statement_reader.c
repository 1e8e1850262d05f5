// SPDX-License-Identifier: GPL-3.0-or-later
// The scanner knows just enough of SPARQL's grammar (productions [139] IRIREF,
// [156] to [159] strings, and comments) to tell where a statement ends.
//
// 1. text[given, scanned) holds no end of a statement; depth, quote, long_quote
//    and empty_lines are the state after it.
// 2. An IRI does not span lines and a line is added whole, so that `<` is
//    decided where it stands: an IRI if its `>` follows, else "less than".

#include "shell/statement_reader.h"

#include "graph/base/utf8.h"

#include <assert.h>
#include <string.h>

void
gesta_statement_reader_init(GestaStatementReader *reader,
                            GestaAllocator *allocator)
{
  *reader = (GestaStatementReader){.line = 1, .column = 1};
  gesta_text_buffer_init(&reader->text, allocator);
}

void
gesta_statement_reader_clear(GestaStatementReader *reader)
{
  gesta_text_buffer_clear(&reader->text);
}

// Begin a statement at `offset` (invariant 1).
static void
begin_at(GestaStatementReader *reader, size_t offset)
{
  const GestaStringView passed = {reader->text.data + reader->given,
                                  offset - reader->given};
  size_t line = 1;
  size_t column = 1;
  if (passed.size > 0) {
    gesta_utf8_place(passed, passed.size, &line, &column);
  }
  reader->column = line > 1 ? column : reader->column + column - 1;
  reader->line += line - 1;
  reader->given = offset;
  reader->scanned = offset;
  reader->depth = 0;
  reader->quote = '\0';
  reader->long_quote = false;
  reader->empty_lines = 0;
}

void
gesta_statement_reader_reset(GestaStatementReader *reader)
{
  begin_at(reader, reader->text.size);
}

GestaStatus
gesta_statement_reader_add(GestaStatementReader *reader, GestaStringView line)
{
  GestaTextBuffer *const text = &reader->text;
  if (reader->given > 0) { // nobody uses what was lent any more
    memmove(text->data, text->data + reader->given, text->size - reader->given);
    text->size -= reader->given;
    reader->scanned -= reader->given;
    reader->given = 0;
  }
  const size_t size = text->size;
  GestaStatus status = gesta_text_buffer_append(text, line);
  if (!status) {
    status = gesta_text_buffer_append(text, gesta_view("\n"));
  }
  if (status) {
    text->size = size;
  }
  return status;
}

static bool
is_blank(char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static size_t
skip_blanks(GestaStringView text, size_t offset)
{
  while (offset < text.size && is_blank(text.data[offset])) {
    ++offset;
  }
  return offset;
}

static size_t
find_line_end(GestaStringView text, size_t offset)
{
  while (offset < text.size && text.data[offset] != '\n') {
    ++offset;
  }
  return offset;
}

static size_t
skip_blanks_and_comments(GestaStringView text, size_t offset)
{
  for (;;) {
    offset = skip_blanks(text, offset);
    if (offset == text.size || text.data[offset] != '#') {
      return offset;
    }
    offset = find_line_end(text, offset);
  }
}

// The offset after the IRI that begins at `offset`, or `offset` + 1 if it is
// none (invariant 2).
static size_t
skip_iri(GestaStringView text, size_t offset)
{
  for (size_t at = offset + 1; at < text.size; ++at) {
    const unsigned char c = (unsigned char)text.data[at];
    if (c == '>') {
      return at + 1;
    }
    if (c <= ' ' || strchr("<\"{}|^`", c)) {
      break;
    }
  }
  return offset + 1;
}

// Whether the same quote stands three times.
static bool
is_triple(GestaStringView text, size_t offset, char quote)
{
  return offset + 3 <= text.size && text.data[offset] == quote
         && text.data[offset + 1] == quote && text.data[offset + 2] == quote;
}

// Go on inside a string; a short one ends at its line's end at the latest.
static size_t
scan_string(GestaStatementReader *reader, GestaStringView text, size_t offset)
{
  const char c = text.data[offset];
  if (c == '\\') {
    return offset + 2 < text.size ? offset + 2 : text.size;
  }
  if (reader->long_quote) {
    if (is_triple(text, offset, reader->quote)) {
      reader->quote = '\0';
      return offset + 3;
    }
    return offset + 1;
  }
  if (c == reader->quote || c == '\n') {
    reader->quote = '\0';
  }
  return offset + 1;
}

static size_t
open_string(GestaStatementReader *reader, GestaStringView text, size_t offset)
{
  reader->quote = text.data[offset];
  reader->long_quote = is_triple(text, offset, reader->quote);
  return offset + (reader->long_quote ? 3 : 1);
}

// Go over one token, or one character, outside of strings.
static size_t
scan_token(GestaStatementReader *reader, GestaStringView text, size_t offset)
{
  const char c = text.data[offset];
  switch (c) {
  case '"':
  case '\'':
    return open_string(reader, text, offset);
  case '<':
    return skip_iri(text, offset);
  case '#':
    return find_line_end(text, offset);
  case '\\': // in a name: the next character means itself
    return offset + 2 < text.size ? offset + 2 : text.size;
  case '{':
    ++reader->depth;
    return offset + 1;
  case '}':
    reader->depth -= reader->depth > 0;
    return offset + 1;
  default:
    return offset + 1;
  }
}

// Whether the line that ends at `offset` is empty.
static bool
is_empty_line(GestaStringView text, size_t offset)
{
  while (offset > 0 && text.data[offset - 1] != '\n') {
    --offset;
    if (!is_blank(text.data[offset])) {
      return false;
    }
  }
  return true;
}

// Count empty lines at the newline at `offset`.
//
// returns  whether it ends the statement
static bool
ends_at_newline(GestaStatementReader *reader, GestaStringView text,
                size_t offset)
{
  if (!is_empty_line(text, offset)) {
    reader->empty_lines = 0;
    return false;
  }
  ++reader->empty_lines;
  if (reader->depth > 0) {
    return reader->empty_lines > 1;
  }
  const GestaStringView statement = {text.data + reader->given,
                                     offset - reader->given};
  return gesta_statement_form(statement).size > 0;
}

static GestaStringView
trim(GestaStringView text)
{
  while (text.size > 0 && is_blank(text.data[text.size - 1])) {
    --text.size;
  }
  return text;
}

// Give out the text from `given` to `end` and begin anew at `next`.
static void
give_out(GestaStatementReader *reader, size_t end, size_t next,
         GestaStatement *statement)
{
  *statement = (GestaStatement){
    .text = trim((GestaStringView){reader->text.data + reader->given,
                                   end - reader->given}),
    .line = reader->line,
    .column = reader->column,
  };
  begin_at(reader, next);
}

// Skip what no statement begins with: blanks, comments, and `;` by itself.
static void
skip_to_statement(GestaStatementReader *reader, GestaStringView text)
{
  if (reader->scanned > reader->given) {
    return; // it has begun
  }
  size_t offset = skip_blanks_and_comments(text, reader->given);
  while (offset < text.size && text.data[offset] == ';') {
    offset = skip_blanks_and_comments(text, offset + 1);
  }
  begin_at(reader, offset);
}

GestaStatus
gesta_statement_reader_next(GestaStatementReader *reader,
                            GestaStatement *statement)
{
  assert(reader && statement);

  const GestaStringView text = gesta_text_buffer_view(&reader->text);
  skip_to_statement(reader, text);
  if (reader->given < text.size
      && (text.data[reader->given] == '.'
          || text.data[reader->given] == '\\')) {
    const size_t end = find_line_end(text, reader->given);
    give_out(reader, end, end < text.size ? end + 1 : end, statement);
    return GESTA_OK;
  }
  size_t at = reader->scanned;
  while (at < text.size) {
    if (reader->quote) {
      at = scan_string(reader, text, at);
    } else if ((text.data[at] == ';' && reader->depth == 0)
               || (text.data[at] == '\n'
                   && ends_at_newline(reader, text, at))) {
      give_out(reader, at, at + 1, statement);
      return GESTA_OK;
    } else {
      at = scan_token(reader, text, at);
    }
  }
  reader->scanned = at;
  return GESTA_NOT_FOUND;
}

GestaStatus
gesta_statement_reader_rest(GestaStatementReader *reader,
                            GestaStatement *statement)
{
  const GestaStringView text = gesta_text_buffer_view(&reader->text);
  if (skip_blanks(text, reader->given) == text.size) {
    return GESTA_END;
  }
  give_out(reader, text.size, text.size, statement);
  return GESTA_OK;
}

GestaStringView
gesta_statement_reader_text(const GestaStatementReader *reader)
{
  const GestaStringView text = gesta_text_buffer_view(&reader->text);
  return (GestaStringView){text.data + reader->given,
                           text.size - reader->given};
}

bool
gesta_statement_reader_pending(const GestaStatementReader *reader)
{
  const GestaStringView text = gesta_text_buffer_view(&reader->text);
  return skip_blanks(text, reader->given) < text.size;
}

// ---- The form of a query ----------------------------------------------------

// The word at `offset`: letters, in any case.
static GestaStringView
find_word(GestaStringView text, size_t offset)
{
  size_t end = offset;
  while (end < text.size
         && ((text.data[end] >= 'a' && text.data[end] <= 'z')
             || (text.data[end] >= 'A' && text.data[end] <= 'Z'))) {
    ++end;
  }
  return (GestaStringView){text.data + offset, end - offset};
}

static bool
is_word(GestaStringView word, const char *upper)
{
  if (word.size != strlen(upper)) {
    return false;
  }
  for (size_t i = 0; i < word.size; ++i) {
    const char c = word.data[i];
    if ((c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c) != upper[i]) {
      return false;
    }
  }
  return true;
}

GestaStringView
gesta_statement_form(GestaStringView text)
{
  size_t offset = 0;
  for (;;) {
    offset = skip_blanks_and_comments(text, offset);
    const GestaStringView word = find_word(text, offset);
    if (!is_word(word, "PREFIX") && !is_word(word, "BASE")) {
      return word.size > 0
               ? word
               : (GestaStringView){text.data + offset, text.size - offset};
    }
    // Both end with their IRI.
    offset += word.size;
    while (offset < text.size && text.data[offset] != '<') {
      ++offset;
    }
    if (offset < text.size) {
      offset = skip_iri(text, offset);
    }
  }
}
