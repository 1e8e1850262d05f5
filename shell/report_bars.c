// SPDX-License-Identifier: GPL-3.0-or-later
// Without series a row is a bar.  With series, rows of one name stand together,
// and values of one name and series are added up.
#include "shell/report_bars.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum {
  MOST_NAMES = 60,
  LABEL_COLUMNS = 30,
  BAR = 16,
  GAP = 6,
  VALUE_ROOM = 60, // right of the longest bar
  AXIS_ROOM = 24,
};

typedef struct Group {
  GestaStringView name;
  double values[GESTA_DRAWING_SERIES];
  bool has[GESTA_DRAWING_SERIES];
} Group;

typedef struct Bars {
  Group *groups; // [MOST_NAMES]
  size_t count;
  size_t columns; // of the longest name
} Bars;

static Group *
find_group(const GestaDrawing *drawing, Bars *bars, GestaStringView name)
{
  const bool has_series = drawing->columns[GESTA_ROLE_SERIES]
                          != GESTA_NO_COLUMN;
  for (size_t i = 0; has_series && i < bars->count; ++i) {
    if (gesta_view_equal(bars->groups[i].name, name)) {
      return &bars->groups[i];
    }
  }
  if (bars->count == MOST_NAMES) {
    return NULL;
  }
  Group *const group = &bars->groups[bars->count++];
  group->name = name;
  const size_t columns = gesta_svg_columns(name, LABEL_COLUMNS);
  bars->columns = columns > bars->columns ? columns : bars->columns;
  return group;
}

static void
collect(GestaDrawing *drawing, Bars *bars)
{
  for (size_t row = 0; row < drawing->chart->rows->row_count; ++row) {
    double value = 0;
    size_t series = 0;
    if (!gesta_drawing_number(drawing, row, GESTA_ROLE_Y, &value)) {
      ++drawing->left_out;
      continue;
    }
    Group *const group = gesta_drawing_find_series(drawing, row, &series)
                           ? find_group(
                             drawing, bars,
                             gesta_drawing_text(drawing, row, GESTA_ROLE_X))
                           : NULL;
    if (!group) {
      ++drawing->not_shown;
      continue;
    }
    group->values[series] += value;
    group->has[series] = true;
  }
}

static void
find_range(const Bars *bars, double *low, double *high)
{
  *low = 0;
  *high = 0;
  for (size_t i = 0; i < bars->count; ++i) {
    for (size_t j = 0; j < GESTA_DRAWING_SERIES; ++j) {
      const double value = bars->groups[i].values[j];
      *low = value < *low ? value : *low;
      *high = value > *high ? value : *high;
    }
  }
}

static void
draw_bar(GestaDrawing *drawing, const GestaAxis *axis, const double x[2],
         double y, double value, size_t series)
{
  GestaSvg *const svg = &drawing->svg;
  const double zero = gesta_axis_place(axis, 0, x[0], x[1]);
  const double end = gesta_axis_place(axis, value, x[0], x[1]);
  char text[GESTA_FLOATING_SIZE];
  (void)gesta_axis_print(value, text);
  gesta_svg_print(svg, "<rect fill=\"%s\" height=\"%d\"",
                  gesta_drawing_colour(series), BAR);
  gesta_svg_attribute(svg, "x", end < zero ? end : zero);
  gesta_svg_attribute(svg, "y", y);
  gesta_svg_attribute(svg, "width", end < zero ? zero - end : end - zero);
  gesta_svg_write(svg, "/>\n");
  gesta_svg_label(svg, (end < zero ? zero : end) + 5, y + BAR - 4, "",
                  gesta_view(text), sizeof text);
}

static double
draw_group(GestaDrawing *drawing, const Group *group, const GestaAxis *axis,
           const double x[2], double y)
{
  const double begin = y;
  for (size_t i = 0; i < GESTA_DRAWING_SERIES; ++i) {
    if (group->has[i]) {
      draw_bar(drawing, axis, x, y, group->values[i], i);
      y += BAR;
    }
  }
  gesta_svg_label(&drawing->svg, x[0] - 8, (begin + y) / 2 + 4,
                  "text-anchor=\"end\"", group->name, LABEL_COLUMNS);
  return y + GAP;
}

static double
measure_height(const Bars *bars)
{
  double height = GAP;
  for (size_t i = 0; i < bars->count; ++i) {
    for (size_t j = 0; j < GESTA_DRAWING_SERIES; ++j) {
      height += bars->groups[i].has[j] ? BAR : 0;
    }
    height += GAP;
  }
  return height;
}

void
gesta_report_bars_draw(GestaDrawing *drawing)
{
  assert(drawing);

  Bars bars = {.groups = gesta_arena_allocate(&drawing->arena, MOST_NAMES,
                                              sizeof *bars.groups)};
  if (!bars.groups) {
    drawing->svg.status = GESTA_ERR_MEMORY;
    return;
  }
  collect(drawing, &bars);
  GestaAxis axis;
  double low = 0;
  double high = 0;
  find_range(&bars, &low, &high);
  gesta_axis_numbers(low, high > low ? high : low + 1, &axis);
  const double height = measure_height(&bars);
  const double top = gesta_drawing_begin(drawing, height + AXIS_ROOM);
  const double x[] = {(double)(bars.columns * GESTA_DRAWING_COLUMN + 12),
                      GESTA_DRAWING_WIDTH - VALUE_ROOM};
  gesta_drawing_marks_below(drawing, &axis, x, top, top + height);
  double y = top + GAP;
  for (size_t i = 0; i < bars.count; ++i) {
    y = draw_group(drawing, &bars.groups[i], &axis, x, y);
  }
  gesta_drawing_end(drawing);
}
