// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/report_drawing.h"

#include "graph/base/floating.h"
#include "graph/rdf/short_literal.h"
#include "graph/rdf/vocabulary.h"
#include "graph/results/cell_text.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { LEGEND_HEIGHT = 20, NOTE_HEIGHT = 18, LEGEND_COLUMNS = 24 };

// Apart for people who do not see all colours.
static const char *const colours[GESTA_DRAWING_SERIES] = {
  "#0072B2", "#D55E00", "#009E73", "#CC79A7",
  "#B27D00", "#56B4E9", "#5D5D5D", "#8B5A2B",
};

const char *
gesta_drawing_colour(size_t series)
{
  return colours[series % GESTA_DRAWING_SERIES];
}

// ---- Cells ------------------------------------------------------------------

const GestaTerm *
gesta_drawing_cell(const GestaDrawing *drawing, size_t row, GestaChartRole role)
{
  static const GestaTerm none = {.kind = GESTA_TERM_NONE};
  const int column = drawing->columns[role];
  return column == GESTA_NO_COLUMN
           ? &none
           : &gesta_row_list_row(drawing->chart->rows, row)[column];
}

GestaStringView
gesta_drawing_text(GestaDrawing *drawing, size_t row, GestaChartRole role)
{
  const GestaTerm *const term = gesta_drawing_cell(drawing, row, role);
  if (term->kind == GESTA_TERM_LITERAL) {
    return term->value;
  }
  GestaTextBuffer text;
  GestaStringView copy = {NULL, 0};
  gesta_text_buffer_init(&text, drawing->arena.allocator);
  GestaStatus status = gesta_cell_text(drawing->chart->prefixes, term, &text);
  if (!status) {
    status = gesta_arena_copy(&drawing->arena, gesta_text_buffer_view(&text),
                              &copy);
  }
  if (status && !drawing->svg.status) {
    drawing->svg.status = status;
  }
  gesta_text_buffer_clear(&text);
  return copy;
}

bool
gesta_drawing_number(const GestaDrawing *drawing, size_t row,
                     GestaChartRole role, double *value)
{
  static const double limit = 1e12;
  const GestaTerm *const term = gesta_drawing_cell(drawing, row, role);
  double result = 0;
  if (!gesta_literal_is_numeric(term)
      || gesta_parse_double(term->value, &result)
      || !(result > -limit && result < limit)) {
    return false;
  }
  *value = result;
  return true;
}

// Without the time zone of a date of XML Schema, which EDTF does not have.
static GestaStringView
drop_zone(GestaStringView text)
{
  if (text.size == 0 || memchr(text.data, 'T', text.size)) {
    return text;
  }
  if (text.data[text.size - 1] == 'Z') {
    --text.size;
  } else if (text.size > 6 && text.data[text.size - 3] == ':') {
    text.size -= 6;
  }
  return text;
}

bool
gesta_drawing_days(const GestaDrawing *drawing, size_t row, GestaChartRole role,
                   GestaEdtfRange *days)
{
  const GestaTerm *const term = gesta_drawing_cell(drawing, row, role);
  GestaEdtfRange found;
  if (term->kind != GESTA_TERM_LITERAL || gesta_literal_is_numeric(term)
      || gesta_edtf_range(drop_zone(term->value), &found)
      || (!found.has_earliest && !found.has_latest)) {
    return false;
  }
  if (!found.has_earliest) {
    found.earliest = found.latest; // open: what is known of it
  }
  if (!found.has_latest) {
    found.latest = found.earliest;
  }
  *days = found;
  return true;
}

bool
gesta_drawing_find_series(GestaDrawing *drawing, size_t row, size_t *index)
{
  GestaDrawingSeries *const series = &drawing->series;
  if (drawing->columns[GESTA_ROLE_SERIES] == GESTA_NO_COLUMN) {
    *index = 0;
    return true;
  }
  const GestaStringView name = gesta_drawing_text(drawing, row,
                                                  GESTA_ROLE_SERIES);
  size_t i = 0;
  while (i < series->count && !gesta_view_equal(series->names[i], name)) {
    ++i;
  }
  if (i == GESTA_DRAWING_SERIES) {
    return false;
  }
  if (i == series->count) {
    series->names[series->count++] = name;
  }
  *index = i;
  return true;
}

// ---- The frame --------------------------------------------------------------

// Write the legend, or only count its lines.
static size_t
lay_legend(GestaDrawing *drawing, bool writes)
{
  GestaSvg *const svg = &drawing->svg;
  double x = 0;
  size_t lines = drawing->series.count > 0 ? 1 : 0;
  for (size_t i = 0; i < drawing->series.count; ++i) {
    const GestaStringView name = drawing->series.names[i];
    const double width = (double)(gesta_svg_columns(name, LEGEND_COLUMNS)
                                  * GESTA_DRAWING_COLUMN)
                         + 32;
    if (x > 0 && x + width > GESTA_DRAWING_WIDTH) {
      x = 0;
      ++lines;
    }
    if (writes) {
      const double y = (double)(lines * LEGEND_HEIGHT) - 6;
      gesta_svg_print(svg, "<rect fill=\"%s\" width=\"10\" height=\"10\"",
                      gesta_drawing_colour(i));
      gesta_svg_attribute(svg, "x", x);
      gesta_svg_attribute(svg, "y", y - 9);
      gesta_svg_write(svg, "/>\n");
      gesta_svg_label(svg, x + 15, y, "", name, LEGEND_COLUMNS);
    }
    x += width;
  }
  return lines;
}

static void
write_title(GestaDrawing *drawing)
{
  const GestaReportChart *const chart = drawing->chart;
  const char *const kind = chart->words->chart[chart->options->chart];
  gesta_svg_text(&drawing->svg,
                 chart->title.size > 0 ? chart->title : gesta_view(kind));
}

// What a person hears who does not see the picture.
static void
write_description(GestaDrawing *drawing)
{
  const GestaReportChart *const chart = drawing->chart;
  GestaSvg *const svg = &drawing->svg;
  gesta_svg_write(svg, chart->words->chart[chart->options->chart]);
  const char *separator = ": ";
  for (size_t i = 0; i < GESTA_ROLE_COUNT; ++i) {
    if (drawing->columns[i] != GESTA_NO_COLUMN) {
      gesta_svg_write(svg, separator);
      gesta_svg_text(svg, chart->rows->names[drawing->columns[i]]);
      separator = ", ";
    }
  }
  gesta_svg_print(svg, " (%zu)", chart->rows->row_count);
}

double
gesta_drawing_begin(GestaDrawing *drawing, double height)
{
  GestaSvg *const svg = &drawing->svg;
  const size_t number = drawing->chart->number;
  const size_t notes = (drawing->left_out > 0 ? 1U : 0U)
                       + (drawing->not_shown > 0 ? 1U : 0U);
  const double top = (double)(lay_legend(drawing, false) * LEGEND_HEIGHT);
  drawing->height = top + height + (double)(notes * NOTE_HEIGHT);

  gesta_svg_write(svg, "<figure>\n");
  if (drawing->chart->title.size > 0) {
    gesta_svg_write(svg, "<figcaption>");
    write_title(drawing);
    gesta_svg_write(svg, "</figcaption>\n");
  }
  gesta_svg_print(svg,
                  "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" "
                  "aria-labelledby=\"chart-%zu-title chart-%zu-text\" "
                  "font-family=\"sans-serif\" font-size=\"12\" fill=\"#222\" "
                  "width=\"%d\"",
                  number, number, GESTA_DRAWING_WIDTH);
  gesta_svg_attribute(svg, "height", drawing->height);
  gesta_svg_print(svg, " viewBox=\"0 0 %d ", GESTA_DRAWING_WIDTH);
  gesta_svg_number(svg, drawing->height);
  gesta_svg_print(svg, "\">\n<title id=\"chart-%zu-title\">", number);
  write_title(drawing);
  gesta_svg_print(svg, "</title>\n<desc id=\"chart-%zu-text\">", number);
  write_description(drawing);
  gesta_svg_write(svg, "</desc>\n");
  (void)lay_legend(drawing, true);
  return top;
}

static void
write_note(GestaDrawing *drawing, size_t count, const char *what, double y)
{
  if (count > 0) {
    char text[128];
    (void)snprintf(text, sizeof text, "%zu %s", count, what);
    gesta_svg_label(&drawing->svg, 0, y, "fill=\"#666\" font-style=\"italic\"",
                    gesta_view(text), sizeof text);
  }
}

void
gesta_drawing_end(GestaDrawing *drawing)
{
  const GestaReportWords *const words = drawing->chart->words;
  write_note(drawing, drawing->left_out, words->left_out, drawing->height - 5);
  write_note(drawing, drawing->not_shown, words->not_shown,
             drawing->height - 5 - (drawing->left_out > 0 ? NOTE_HEIGHT : 0));
  gesta_svg_write(&drawing->svg, "</svg>\n</figure>\n");
}

void
gesta_drawing_marks_below(GestaDrawing *drawing, const GestaAxis *axis,
                          const double x[2], double top, double bottom)
{
  GestaSvg *const svg = &drawing->svg;
  for (size_t i = 0; i < axis->count; ++i) {
    const double at = gesta_axis_place(axis, axis->marks[i].value, x[0], x[1]);
    const double from[] = {at, top};
    const double to[] = {at, bottom + 4};
    gesta_svg_line(svg, from, to, "stroke=\"#ddd\"");
    gesta_svg_label(svg, at, bottom + 16, "text-anchor=\"middle\"",
                    gesta_view(axis->marks[i].label), GESTA_FLOATING_SIZE);
  }
  const double from[] = {x[0], bottom};
  const double to[] = {x[1], bottom};
  gesta_svg_line(svg, from, to, "stroke=\"#888\"");
}
