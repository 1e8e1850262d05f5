// SPDX-License-Identifier: GPL-3.0-or-later
// A table of GitHub Flavored Markdown.  The rows are kept, because the line
// under the head says already which columns hold numbers.
// source  GitHub Flavored Markdown, section 4.10 (tables)
#include "graph/results/cell_text.h"
#include "graph/results/results_state.h"

#include <string.h>

static GestaStatus
append(GestaTextBuffer *text, const char *more)
{
  return gesta_text_buffer_append(text, gesta_view(more));
}

// What stands for a byte of text, or NULL if it stands for itself.  `room`
// holds a backslash and the byte.
static const char *
escape(char byte, char room[3])
{
  switch (byte) {
  case '&':
    return "&amp;";
  case '<':
    return "&lt;";
  case '>':
    return "&gt;";
  case '\n':
    return "<br>";
  case '\r':
    return "";
  case '\t':
    return " ";
  default:
    break;
  }
  if ((unsigned char)byte < 0x20U || byte == 0x7F) {
    return "\xEF\xBF\xBD";
  }
  if (!strchr("\\`*_[]|~", byte)) {
    return NULL;
  }
  room[0] = '\\';
  room[1] = byte;
  room[2] = '\0';
  return room;
}

// An IRI ends a link if it is bare of what would end it, or the cell.
static bool
fits_link(const GestaTerm *term)
{
  bool fits = gesta_cell_text_is_link(term);
  for (size_t i = 0; fits && i < term->value.size; ++i) {
    fits = !strchr("<>\\|\n\r`", term->value.data[i]);
  }
  return fits;
}

static GestaStatus
append_cell(GestaResultsWriter *writer, const GestaTerm *term,
            GestaTextBuffer *text)
{
  GestaTextBuffer raw;
  gesta_text_buffer_init(&raw, writer->allocator);
  GestaStatus status = gesta_cell_text_bare(writer->options.prefixes, term,
                                            &raw);
  const bool link = fits_link(term);
  if (status == GESTA_OK && link) {
    status = append(text, "[");
  }
  if (status == GESTA_OK) {
    status = gesta_cell_text_escape(gesta_text_buffer_view(&raw), escape, text);
  }
  if (status == GESTA_OK && link) {
    status = append(text, "](<");
    if (status == GESTA_OK) {
      status = gesta_text_buffer_append(text, term->value);
    }
    if (status == GESTA_OK) {
      status = append(text, ">)");
    }
  }
  gesta_text_buffer_clear(&raw);
  return status;
}

static GestaStatus
make_cell(GestaResultsWriter *writer, const GestaTerm *term,
          GestaTableCell *cell)
{
  writer->text.size = 0;
  GestaStatus status = append_cell(writer, term, &writer->text);
  GestaStringView text;
  if (status == GESTA_OK) {
    status = gesta_arena_copy(&writer->arena,
                              gesta_text_buffer_view(&writer->text), &text);
  }
  if (status == GESTA_OK) {
    *cell = (GestaTableCell){.text = text};
  }
  writer->text.size = 0;
  return status;
}

GestaStatus
gesta_markdown_row(GestaResultsWriter *writer, const GestaTerm *row)
{
  return gesta_kept_rows_add(writer, row, make_cell);
}

static GestaStatus
append_head(GestaResultsWriter *writer)
{
  GestaTextBuffer *const text = &writer->text;
  GestaStatus status = append(text, "|");
  for (size_t i = 0; status == GESTA_OK && i < writer->count; ++i) {
    status = append(text, " ");
    if (status == GESTA_OK) {
      status = gesta_cell_text_escape(writer->variables[i], escape, text);
    }
    if (status == GESTA_OK) {
      status = append(text, " |");
    }
  }
  if (status == GESTA_OK) {
    status = append(text, "\n|");
  }
  for (size_t i = 0; status == GESTA_OK && i < writer->count; ++i) {
    status = append(text, gesta_kept_rows_are_numbers(writer, i) ? " ---: |"
                                                                 : " --- |");
  }
  return status ? status : append(text, "\n");
}

static GestaStatus
append_row(GestaResultsWriter *writer, const GestaTableCell *cells)
{
  GestaTextBuffer *const text = &writer->text;
  GestaStatus status = append(text, "|");
  for (size_t i = 0; status == GESTA_OK && i < writer->count; ++i) {
    status = append(text, " ");
    if (status == GESTA_OK) {
      status = gesta_text_buffer_append(text, cells[i].text);
    }
    if (status == GESTA_OK) {
      status = append(text, cells[i].text.size > 0 ? " |" : "|");
    }
  }
  return status ? status : append(text, "\n");
}

GestaStatus
gesta_markdown_end(GestaResultsWriter *writer)
{
  if (writer->count == 0) {
    return GESTA_OK;
  }
  GestaStatus status = append_head(writer);
  for (uint64_t row = 0; status == GESTA_OK && row < writer->row_count; ++row) {
    status = append_row(writer, &writer->cells[(size_t)row * writer->count]);
    if (status == GESTA_OK) {
      status = gesta_output_write(writer->output,
                                  gesta_text_buffer_view(&writer->text));
      writer->text.size = 0;
    }
  }
  return status;
}
