// SPDX-License-Identifier: GPL-3.0-or-later
// The rows are kept until the end, when the widths of the columns are known.
// A column of numbers stands right; the widest columns are narrowed until the
// table fits the terminal, and longer cells are cut, or wrapped: what goes on
// in the next line has a dot before it, as in psql.
#include "graph/base/utf8.h"
#include "graph/rdf/vocabulary.h"
#include "graph/results/cell_text.h"
#include "graph/results/results_state.h"

enum { LEAST_WIDTH = 4 };

#define ELLIPSIS "…"

static GestaStatus
append(GestaTextBuffer *text, const char *more)
{
  return gesta_text_buffer_append(text, gesta_view(more));
}

static GestaStatus
make_cell(GestaResultsWriter *writer, const GestaTerm *term,
          GestaTableCell *cell)
{
  GestaTextBuffer raw;
  gesta_text_buffer_init(&raw, writer->allocator);
  writer->text.size = 0;
  GestaStatus status = gesta_cell_text(writer->options.prefixes, term, &raw);
  size_t width = 0;
  if (status == GESTA_OK) {
    status = gesta_cell_text_visible(gesta_text_buffer_view(&raw),
                                     &writer->text, &width);
  }
  GestaStringView text;
  if (status == GESTA_OK) {
    status = gesta_arena_copy(&writer->arena,
                              gesta_text_buffer_view(&writer->text), &text);
  }
  if (status == GESTA_OK) {
    *cell = (GestaTableCell){.text = text, .width = width};
  }
  writer->text.size = 0;
  gesta_text_buffer_clear(&raw);
  return status;
}

GestaStatus
gesta_table_row(GestaResultsWriter *writer, const GestaTerm *row)
{
  return gesta_kept_rows_add(writer, row, make_cell);
}

// A column of the table.
typedef struct Column {
  size_t width;
  bool right;
  GestaStringView rest; ///< of the cell at hand, when cells are wrapped
  bool goes_on;         ///< it began in a line before
} Column;

static void
look_at_column(const GestaResultsWriter *writer, size_t index, Column *column)
{
  for (uint64_t row = 0; row < writer->row_count; ++row) {
    const GestaTableCell *cell =
      &writer->cells[(size_t)row * writer->count + index];
    column->width = cell->width > column->width ? cell->width : column->width;
  }
  column->right = gesta_kept_rows_are_numbers(writer, index);
}

// Narrow the widest columns until the table fits: a border of one blank at both
// sides and " | " between columns.
static void
fit(const GestaResultsWriter *writer, Column *columns)
{
  if (writer->options.width == 0) {
    return;
  }
  const size_t border = 3 * writer->count - 1;
  const size_t limit = writer->options.width > border
                         ? writer->options.width - border
                         : 0;
  for (;;) {
    size_t total = 0;
    size_t widest = 0;
    size_t second = LEAST_WIDTH;
    for (size_t i = 0; i < writer->count; ++i) {
      total += columns[i].width;
      if (columns[i].width > columns[widest].width) {
        widest = i;
      }
    }
    for (size_t i = 0; i < writer->count; ++i) {
      if (i != widest && columns[i].width > second) {
        second = columns[i].width;
      }
    }
    Column *column = &columns[widest];
    if (total <= limit || column->width <= LEAST_WIDTH) {
      return;
    }
    // Down to the second widest at once, then one by one.
    const size_t excess = total - limit;
    const size_t room = column->width > second ? column->width - second : 1;
    column->width -= excess < room ? excess : room;
  }
}

static GestaStatus
append_blanks(GestaTextBuffer *text, size_t count)
{
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; status == GESTA_OK && i < count; ++i) {
    status = append(text, " ");
  }
  return status;
}

// Append as much as fits before an ellipsis, and count its columns.
static GestaStatus
append_cut(GestaTextBuffer *text, GestaStringView value, size_t limit,
           size_t *width)
{
  size_t end = 0;
  size_t total = 0;
  while (end < value.size) {
    uint32_t code_point;
    const size_t size = gesta_utf8_decode(value, end, &code_point);
    const size_t columns = gesta_cell_text_columns(code_point);
    if (total + columns > limit - 1) {
      break;
    }
    total += columns;
    end += size;
  }
  const GestaStatus status = gesta_text_buffer_append(
    text, (GestaStringView){value.data, end});
  *width = total + 1;
  return status ? status : append(text, ELLIPSIS);
}

static GestaStatus
append_cell(GestaTextBuffer *text, const GestaTableCell *cell,
            const Column *column, bool last)
{
  if (cell->width > column->width) {
    size_t width;
    const GestaStatus status = append_cut(text, cell->text, column->width,
                                          &width);
    return status || last ? status : append_blanks(text, column->width - width);
  }
  const size_t blanks = column->width - cell->width;
  GestaStatus status = GESTA_OK;
  if (column->right) {
    status = append_blanks(text, blanks);
  }
  if (status == GESTA_OK) {
    status = gesta_text_buffer_append(text, cell->text);
  }
  if (status == GESTA_OK && !column->right && !last) {
    status = append_blanks(text, blanks);
  }
  return status;
}

static GestaStatus
append_line(const GestaResultsWriter *writer, const Column *columns,
            const GestaTableCell *cells, GestaTextBuffer *text)
{
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; status == GESTA_OK && i < writer->count; ++i) {
    status = append(text, i > 0 ? " |" : "");
    if (status == GESTA_OK) {
      status = append(text, columns[i].goes_on ? "." : " ");
    }
    if (status == GESTA_OK) {
      status = append_cell(text, &cells[i], &columns[i],
                           i + 1 == writer->count);
    }
  }
  // A last cell that is empty leaves blanks.
  while (text->size > 0 && text->data[text->size - 1] == ' ') {
    --text->size;
  }
  return status ? status : append(text, "\n");
}

// Take from the rest of a cell what goes into one line: up to a blank if there
// is one, which is left out, else as much as fits.
static void
take_piece(Column *column, GestaTableCell *piece)
{
  const GestaStringView rest = column->rest;
  size_t end = 0;
  size_t total = 0;
  size_t blank = 0; // offset of the last blank, and columns before it
  size_t before_blank = 0;
  while (end < rest.size) {
    uint32_t code_point;
    const size_t size = gesta_utf8_decode(rest, end, &code_point);
    const size_t width = gesta_cell_text_columns(code_point);
    if (code_point == ' ' && end > 0) {
      blank = end;
      before_blank = total;
    }
    if (total + width > column->width && end > 0) {
      break;
    }
    total += width;
    end += size;
  }
  const bool at_blank = end < rest.size && blank > 0;
  end = at_blank ? blank : end;
  *piece = (GestaTableCell){.text = {rest.data, end},
                            .width = at_blank ? before_blank : total};
  column->rest = (GestaStringView){rest.data + end + at_blank,
                                   rest.size - end - at_blank};
}

// Append a row in as many lines as its longest cell needs.
static GestaStatus
append_wrapped(const GestaResultsWriter *writer, Column *columns,
               const GestaTableCell *cells, GestaTableCell *pieces,
               GestaTextBuffer *text)
{
  for (size_t i = 0; i < writer->count; ++i) {
    columns[i].rest = cells[i].text;
    columns[i].goes_on = false;
  }
  for (;;) {
    for (size_t i = 0; i < writer->count; ++i) {
      take_piece(&columns[i], &pieces[i]);
    }
    const GestaStatus status = append_line(writer, columns, pieces, text);
    bool is_done = true;
    for (size_t i = 0; i < writer->count; ++i) {
      columns[i].goes_on = columns[i].rest.size > 0;
      is_done = is_done && !columns[i].goes_on;
    }
    if (status || is_done) {
      return status;
    }
  }
}

static GestaStatus
append_row(const GestaResultsWriter *writer, Column *columns,
           const GestaTableCell *cells, GestaTableCell *pieces,
           GestaTextBuffer *text)
{
  return writer->options.wraps
           ? append_wrapped(writer, columns, cells, pieces, text)
           : append_line(writer, columns, cells, text);
}

static GestaStatus
append_rule(const GestaResultsWriter *writer, const Column *columns,
            GestaTextBuffer *text)
{
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; status == GESTA_OK && i < writer->count; ++i) {
    status = append(text, i > 0 ? "+" : "");
    for (size_t at = 0; status == GESTA_OK && at < columns[i].width + 2; ++at) {
      status = append(text, "-");
    }
  }
  return status ? status : append(text, "\n");
}

static GestaStatus
append_table(GestaResultsWriter *writer, Column *columns,
             const GestaTableCell *heads, GestaTableCell *pieces)
{
  GestaTextBuffer *text = &writer->text;
  GestaStatus status = GESTA_OK;
  if (writer->count > 0) {
    status = append_row(writer, columns, heads, pieces, text);
    if (status == GESTA_OK) {
      status = append_rule(writer, columns, text);
    }
  }
  for (uint64_t row = 0; status == GESTA_OK && row < writer->row_count; ++row) {
    status = append_row(writer, columns,
                        &writer->cells[(size_t)row * writer->count], pieces,
                        text);
    if (status == GESTA_OK) {
      status = gesta_output_write(writer->output, gesta_text_buffer_view(text));
      text->size = 0;
    }
  }
  return status
           ? status
           : gesta_text_buffer_print(text, "(%llu %s)\n",
                                     (unsigned long long)writer->row_count,
                                     writer->row_count == 1 ? "row" : "rows");
}

GestaStatus
gesta_table_end(GestaResultsWriter *writer)
{
  Column *columns = gesta_arena_allocate(&writer->arena, writer->count,
                                         sizeof *columns);
  GestaTableCell *const heads = gesta_arena_allocate(
    &writer->arena, writer->count, sizeof *heads);
  GestaTableCell *const pieces = gesta_arena_allocate(
    &writer->arena, writer->count, sizeof *pieces);
  if (!columns || !heads || !pieces) {
    return GESTA_ERR_MEMORY;
  }
  for (size_t i = 0; i < writer->count; ++i) {
    columns[i] = (Column){.width = 0};
    const GestaTerm name = gesta_text_literal(writer->variables[i],
                                              GESTA_VIEW(""));
    const GestaStatus status = make_cell(writer, &name, &heads[i]);
    if (status) {
      return status;
    }
    columns[i].width = heads[i].width;
    look_at_column(writer, i, &columns[i]);
  }
  if (writer->count > 0) {
    fit(writer, columns);
  }
  return append_table(writer, columns, heads, pieces);
}
