// SPDX-License-Identifier: GPL-3.0-or-later
// CSV for spreadsheets loses the kind of a term; TSV keeps it.
// source  SPARQL 1.1 Query Results CSV and TSV Formats; RFC 4180
#include "graph/rdf/short_literal.h"
#include "graph/results/results_state.h"

#include <string.h>

static GestaStatus
append(GestaResultsWriter *writer, const char *text)
{
  return gesta_text_buffer_append(&writer->text, gesta_view(text));
}

static bool
needs_quotes(GestaStringView text)
{
  for (size_t i = 0; i < text.size; ++i) {
    const char byte = text.data[i];
    if (byte == '"' || byte == ',' || byte == '\n' || byte == '\r') {
      return true;
    }
  }
  return false;
}

// Append a field, quotes doubled inside quotes.
static GestaStatus
append_field(GestaResultsWriter *writer, GestaStringView text)
{
  if (!needs_quotes(text)) {
    return gesta_text_buffer_append(&writer->text, text);
  }
  GestaStatus status = append(writer, "\"");
  while (status == GESTA_OK && text.size > 0) {
    const char *quote = memchr(text.data, '"', text.size);
    const size_t size = quote ? (size_t)(quote - text.data) + 1 : text.size;
    status = gesta_text_buffer_append(&writer->text,
                                      (GestaStringView){text.data, size});
    if (status == GESTA_OK && quote) {
      status = append(writer, "\"");
    }
    text = (GestaStringView){text.data + size, text.size - size};
  }
  return status ? status : append(writer, "\"");
}

GestaStatus
gesta_csv_head(GestaResultsWriter *writer)
{
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; status == GESTA_OK && i < writer->count; ++i) {
    status = append(writer, i > 0 ? "," : "");
    if (status == GESTA_OK) {
      status = append_field(writer, writer->variables[i]);
    }
  }
  return status ? status : append(writer, "\r\n");
}

GestaStatus
gesta_csv_row(GestaResultsWriter *writer, const GestaTerm *row)
{
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; status == GESTA_OK && i < writer->count; ++i) {
    status = append(writer, i > 0 ? "," : "");
    if (status == GESTA_OK && row[i].kind == GESTA_TERM_BLANK) {
      status = append(writer, "_:");
    }
    if (status == GESTA_OK && row[i].kind != GESTA_TERM_NONE) {
      status = append_field(writer, row[i].value);
    }
  }
  return status ? status : append(writer, "\r\n");
}

GestaStatus
gesta_tsv_head(GestaResultsWriter *writer)
{
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; status == GESTA_OK && i < writer->count; ++i) {
    status = append(writer, i > 0 ? "\t?" : "?");
    if (status == GESTA_OK) {
      status = gesta_text_buffer_append(&writer->text, writer->variables[i]);
    }
  }
  return status ? status : append(writer, "\n");
}

// The canonical spelling, but for tabs, which separate the fields here.
static GestaStatus
append_term(GestaResultsWriter *writer, const GestaTerm *term)
{
  if (gesta_literal_is_short(term)) {
    return gesta_text_buffer_append(&writer->text, term->value);
  }
  if (term->value.size == 0 || !memchr(term->value.data, '\t', term->value.size)
      || term->kind != GESTA_TERM_LITERAL) {
    return gesta_term_spell(term, &writer->text);
  }
  GestaTextBuffer spelling;
  gesta_text_buffer_init(&spelling, writer->allocator);
  GestaStatus status = gesta_term_spell(term, &spelling);
  GestaStringView text = gesta_text_buffer_view(&spelling);
  while (status == GESTA_OK && text.size > 0) {
    const char *tab = memchr(text.data, '\t', text.size);
    const size_t size = tab ? (size_t)(tab - text.data) : text.size;
    status = gesta_text_buffer_append(&writer->text,
                                      (GestaStringView){text.data, size});
    if (status == GESTA_OK && tab) {
      status = append(writer, "\\t");
    }
    const size_t read = tab ? size + 1 : size;
    text = (GestaStringView){text.data + read, text.size - read};
  }
  gesta_text_buffer_clear(&spelling);
  return status;
}

GestaStatus
gesta_tsv_row(GestaResultsWriter *writer, const GestaTerm *row)
{
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; status == GESTA_OK && i < writer->count; ++i) {
    status = append(writer, i > 0 ? "\t" : "");
    if (status == GESTA_OK && row[i].kind != GESTA_TERM_NONE) {
      status = append_term(writer, &row[i]);
    }
  }
  return status ? status : append(writer, "\n");
}
