// SPDX-License-Identifier: GPL-3.0-or-later
// A variable a line, for rows that are too wide for a table: nothing is cut,
// and nothing kept.
#include "graph/results/cell_text.h"
#include "graph/results/results_state.h"

enum { RULE_WIDTH = 40 };

static GestaStatus
append(GestaResultsWriter *writer, const char *text)
{
  return gesta_text_buffer_append(&writer->text, gesta_view(text));
}

static GestaStatus
append_rule(GestaResultsWriter *writer)
{
  const size_t start = writer->text.size;
  GestaStatus status = gesta_text_buffer_print(
    &writer->text, "-[ row %llu ]", (unsigned long long)writer->row_count + 1);
  while (status == GESTA_OK && writer->text.size - start < RULE_WIDTH) {
    status = append(writer, "-");
  }
  return status ? status : append(writer, "\n");
}

// Append a name and blanks up to the widest one.
static GestaStatus
append_name(GestaResultsWriter *writer, GestaStringView name)
{
  size_t width = 0;
  GestaStatus status = gesta_cell_text_visible(name, &writer->text, &width);
  for (; status == GESTA_OK && width < writer->name_width; ++width) {
    status = append(writer, " ");
  }
  return status;
}

static GestaStatus
append_value(GestaResultsWriter *writer, const GestaTerm *term)
{
  GestaTextBuffer raw;
  gesta_text_buffer_init(&raw, writer->allocator);
  GestaStatus status = gesta_cell_text(writer->options.prefixes, term, &raw);
  size_t width = 0;
  if (status == GESTA_OK && raw.size > 0) {
    status = append(writer, " ");
  }
  if (status == GESTA_OK) {
    status = gesta_cell_text_visible(gesta_text_buffer_view(&raw),
                                     &writer->text, &width);
  }
  gesta_text_buffer_clear(&raw);
  return status ? status : append(writer, "\n");
}

GestaStatus
gesta_expanded_head(GestaResultsWriter *writer)
{
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; status == GESTA_OK && i < writer->count; ++i) {
    size_t width = 0;
    status = gesta_cell_text_visible(writer->variables[i], &writer->text,
                                     &width);
    writer->name_width = width > writer->name_width ? width
                                                    : writer->name_width;
  }
  writer->text.size = 0;
  return status;
}

GestaStatus
gesta_expanded_row(GestaResultsWriter *writer, const GestaTerm *row)
{
  GestaStatus status = append_rule(writer);
  for (size_t i = 0; status == GESTA_OK && i < writer->count; ++i) {
    status = append_name(writer, writer->variables[i]);
    if (status == GESTA_OK) {
      status = append(writer, " |");
    }
    if (status == GESTA_OK) {
      status = append_value(writer, &row[i]);
    }
  }
  return status;
}

GestaStatus
gesta_expanded_end(GestaResultsWriter *writer)
{
  return gesta_text_buffer_print(&writer->text, "(%llu %s)\n",
                                 (unsigned long long)writer->row_count,
                                 writer->row_count == 1 ? "row" : "rows");
}
