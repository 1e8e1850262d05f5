// SPDX-License-Identifier: GPL-3.0-or-later
// source  SPARQL 1.1 Query Results CSV and TSV Formats; RFC 4180
#include "graph/rdf/escape.h"
#include "graph/rdf/short_literal.h"
#include "graph/rdf/vocabulary.h"
#include "graph/results/results_reading.h"

#include <string.h>

// The end of the line at an offset, without its '\r'; *next is where the next
// line begins.
static size_t
find_line_end(GestaStringView text, size_t at, size_t *next)
{
  const char *end = memchr(text.data + at, '\n', text.size - at);
  size_t stop = end ? (size_t)(end - text.data) : text.size;
  *next = end ? stop + 1 : stop;
  if (stop > at && text.data[stop - 1] == '\r') {
    --stop;
  }
  return stop;
}

// Whether the whole text is the answer of an ASK, on a line that ends with '\n'
// alone.
static bool
is_boolean(GestaStringView text, bool *answer)
{
  *answer = gesta_view_equal(text, GESTA_VIEW("true\n"));
  return *answer || gesta_view_equal(text, GESTA_VIEW("false\n"));
}

// Read the field of CSV at *at, which ends before ',', a line's end or the
// text's.
static GestaStatus
read_field(GestaResultsReading *reading, size_t *at, GestaStringView *field)
{
  const GestaStringView text = reading->text;
  size_t end = *at;
  if (end == text.size || text.data[end] != '"') {
    while (end < text.size && text.data[end] != ',' && text.data[end] != '\r'
           && text.data[end] != '\n') {
      if (text.data[end] == '"') {
        return gesta_reading_complain(reading, GESTA_ERR_SYNTAX, end,
                                      "a field with a quotation mark must "
                                      "stand in quotation marks");
      }
      ++end;
    }
    *field = (GestaStringView){text.data + *at, end - *at};
    *at = end;
    return GESTA_OK;
  }
  const size_t start = *at;
  size_t size = 0;
  bool closed = false;
  for (++end; end < text.size && !closed; ++end) {
    const bool quote = text.data[end] == '"';
    const bool doubled = quote && end + 1 < text.size
                         && text.data[end + 1] == '"';
    closed = quote && !doubled;
    size += !closed;
    end += doubled;
  }
  if (!closed) {
    return gesta_reading_complain(reading, GESTA_ERR_SYNTAX, start,
                                  "this quotation mark is never closed");
  }
  char *copy = gesta_arena_allocate(&reading->terms, size + 1, 1);
  if (!copy) {
    return gesta_reading_no_memory(reading);
  }
  size_t from = start + 1;
  for (size_t i = 0; i < size; ++i, ++from) {
    from += text.data[from] == '"';
    copy[i] = text.data[from];
  }
  *field = (GestaStringView){copy, size};
  *at = end;
  return GESTA_OK;
}

// Move behind ',' or the end of the line; *last tells which.
static GestaStatus
read_separator(const GestaResultsReading *reading, size_t *at, bool *last)
{
  const GestaStringView text = reading->text;
  if (*at < text.size && text.data[*at] == ',') {
    ++*at;
    *last = false;
    return GESTA_OK;
  }
  size_t next;
  if (find_line_end(text, *at, &next) != *at) {
    return gesta_reading_complain(reading, GESTA_ERR_SYNTAX, *at,
                                  "expected ',' or the end of the line");
  }
  *at = next;
  *last = true;
  return GESTA_OK;
}

static GestaStatus
read_csv_head(GestaResultsReading *reading, size_t *at)
{
  bool last = false;
  size_t next;
  if (find_line_end(reading->text, 0, &next) == 0) {
    *at = next; // no variable
    last = true;
  }
  GestaStatus status = GESTA_OK;
  while (status == GESTA_OK && !last) {
    GestaStringView name;
    status = read_field(reading, at, &name);
    if (status == GESTA_OK && name.size > 0 && name.data[0] == '?') {
      name = (GestaStringView){name.data + 1, name.size - 1};
    }
    if (status == GESTA_OK) {
      status = gesta_reading_add(reading, name);
    }
    if (status == GESTA_OK) {
      status = read_separator(reading, at, &last);
    }
  }
  return status ? status : gesta_reading_begin(reading);
}

static GestaTerm
term_of_field(GestaStringView field)
{
  if (field.size == 0) {
    return (GestaTerm){.kind = GESTA_TERM_NONE};
  }
  if (field.size > 2 && memcmp(field.data, "_:", 2) == 0) {
    return (GestaTerm){.kind = GESTA_TERM_BLANK,
                       .value = {field.data + 2, field.size - 2}};
  }
  return gesta_text_literal(field, GESTA_VIEW(""));
}

static GestaStatus
read_csv_row(GestaResultsReading *reading, size_t *at)
{
  bool last = false;
  size_t next;
  if (reading->count == 0 && find_line_end(reading->text, *at, &next) == *at) {
    *at = next;
    return gesta_reading_row(reading);
  }
  for (size_t i = 0; !last; ++i) {
    const size_t start = *at;
    GestaStringView field;
    GestaStatus status = read_field(reading, at, &field);
    if (status == GESTA_OK && i == reading->count) {
      status = gesta_reading_complain(reading, GESTA_ERR_SYNTAX, start,
                                      "this row has more fields than the head "
                                      "has variables");
    }
    if (status == GESTA_OK) {
      reading->row[i] = term_of_field(field);
      status = read_separator(reading, at, &last);
    }
    if (status == GESTA_OK && last && i + 1 < reading->count) {
      status = gesta_reading_complain(reading, GESTA_ERR_SYNTAX, start,
                                      "this row has fewer fields than the head "
                                      "has variables");
    }
    if (status) {
      return status;
    }
  }
  return gesta_reading_row(reading);
}

GestaStatus
gesta_csv_read(GestaResultsReading *reading)
{
  bool answer;
  if (is_boolean(reading->text, &answer)) {
    return gesta_reading_boolean(reading, answer);
  }
  if (reading->text.size == 0) {
    return gesta_reading_begin(reading);
  }
  size_t at = 0;
  GestaStatus status = read_csv_head(reading, &at);
  while (status == GESTA_OK && at < reading->text.size) {
    status = read_csv_row(reading, &at);
  }
  return status;
}

// A number or boolean without quotes.
static bool
is_bare(GestaStringView text, GestaTerm *term)
{
  const GestaStringView datatypes[] = {
    GESTA_XSD("integer"), GESTA_XSD("decimal"), GESTA_XSD("double")};
  for (size_t i = 0; i < sizeof datatypes / sizeof *datatypes; ++i) {
    *term = gesta_typed_literal(text, datatypes[i]);
    if (gesta_literal_is_short(term)) {
      return true;
    }
  }
  *term = gesta_typed_literal(text, GESTA_XSD("boolean"));
  return gesta_view_equal(text, GESTA_VIEW("true"))
         || gesta_view_equal(text, GESTA_VIEW("false"));
}

// A string in single quotes: what follows them is read as if the string were
// empty.
static GestaStatus
read_single_quoted(GestaResultsReading *reading, GestaStringView text,
                   GestaTerm *term, GestaError *error)
{
  size_t end = 1;
  while (end < text.size && text.data[end] != '\'') {
    end += text.data[end] == '\\' ? 2 : 1;
  }
  if (end >= text.size) {
    return gesta_error_set_at(error, GESTA_ERR_SYNTAX, 1, 1,
                              "this string is never ended");
  }
  const GestaStringView rest = {text.data + end + 1, text.size - end - 1};
  char *copy = gesta_arena_allocate(&reading->terms, end + rest.size + 2, 1);
  if (!copy) {
    return gesta_error_set(error, GESTA_ERR_MEMORY, "out of memory");
  }
  memcpy(copy, "\"\"", 2);
  if (rest.size > 0) {
    memcpy(copy + 2, rest.data, rest.size);
  }
  GestaStatus status = gesta_term_parse((GestaStringView){copy, rest.size + 2},
                                        &reading->terms, term, error);
  if (status) {
    return status;
  }
  char *value = gesta_arena_allocate(&reading->terms, end, 1);
  size_t size = 0;
  GestaEscapeFault fault = {0, ""};
  if (!value) {
    return gesta_error_set(error, GESTA_ERR_MEMORY, "out of memory");
  }
  status = gesta_unescape((GestaStringView){text.data + 1, end - 1}, false,
                          value, &size, &fault);
  if (status) {
    return gesta_error_set_at(error, status, 1, fault.offset + 2, "%s",
                              fault.expected);
  }
  term->value = (GestaStringView){value, size};
  return GESTA_OK;
}

static GestaStatus
read_tsv_term(GestaResultsReading *reading, size_t offset, GestaStringView text,
              GestaTerm *term)
{
  if (text.size == 0) {
    return GESTA_OK;
  }
  if (is_bare(text, term)) {
    return GESTA_OK;
  }
  GestaError error = {.column = 1, .message = ""};
  const GestaStatus status = text.data[0] == '\''
                               ? read_single_quoted(reading, text, term, &error)
                               : gesta_term_parse(text, &reading->terms, term,
                                                  &error);
  if (status == GESTA_ERR_MEMORY) {
    return gesta_reading_no_memory(reading);
  }
  if (status) {
    (void)gesta_reading_complain(reading, status, offset, error.message);
    if (reading->error && error.column > 0) {
      reading->error->column += error.column - 1;
    }
  }
  return status;
}

// The field of TSV at an offset of a line, up to a tab or the end.
static GestaStringView
cut_field(GestaStringView text, size_t at, size_t end)
{
  const char *tab = memchr(text.data + at, '\t', end - at);
  const size_t stop = tab ? (size_t)(tab - text.data) : end;
  return (GestaStringView){text.data + at, stop - at};
}

static GestaStatus
read_tsv_head(GestaResultsReading *reading, size_t end)
{
  GestaStatus status = GESTA_OK;
  size_t at = 0;
  while (status == GESTA_OK && end > 0 && at <= end) {
    GestaStringView name = cut_field(reading->text, at, end);
    const size_t size = name.size;
    if (size > 0 && (name.data[0] == '?' || name.data[0] == '$')) {
      name = (GestaStringView){name.data + 1, size - 1};
    }
    status = name.size == 0 ? gesta_reading_complain(
               reading, GESTA_ERR_SYNTAX, at, "expected a variable such as ?x")
                            : gesta_reading_add(reading, name);
    at += size + 1;
  }
  return status ? status : gesta_reading_begin(reading);
}

static GestaStatus
read_tsv_row(GestaResultsReading *reading, size_t at, size_t end)
{
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; status == GESTA_OK && i < reading->count; ++i) {
    if (at > end) {
      return gesta_reading_complain(reading, GESTA_ERR_SYNTAX, end,
                                    "this row has fewer fields than the head "
                                    "has variables");
    }
    const GestaStringView field = cut_field(reading->text, at, end);
    status = read_tsv_term(reading, at, field, &reading->row[i]);
    at += field.size + 1;
  }
  if (status == GESTA_OK && at <= end && (reading->count > 0 || at < end)) {
    status = gesta_reading_complain(reading, GESTA_ERR_SYNTAX, at,
                                    "this row has more fields than the head "
                                    "has variables");
  }
  return status ? status : gesta_reading_row(reading);
}

GestaStatus
gesta_tsv_read(GestaResultsReading *reading)
{
  bool answer;
  if (is_boolean(reading->text, &answer)) {
    return gesta_reading_boolean(reading, answer);
  }
  size_t next = 0;
  if (reading->text.size == 0) {
    return gesta_reading_begin(reading);
  }
  size_t end = find_line_end(reading->text, 0, &next);
  GestaStatus status = read_tsv_head(reading, end);
  while (status == GESTA_OK && next < reading->text.size) {
    const size_t at = next;
    end = find_line_end(reading->text, at, &next);
    status = read_tsv_row(reading, at, end);
  }
  return status;
}
