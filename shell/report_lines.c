// SPDX-License-Identifier: GPL-3.0-or-later
// The points of a series are joined from left to right.  Where several fall on
// one pixel, the first, least, greatest and last are kept, so that a line of a
// million points looks the same and stays small.
#include "shell/report_lines.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum {
  LEFT = 70,
  RIGHT = GESTA_DRAWING_WIDTH - 40,
  HEIGHT = 260,
  AXIS_ROOM = 24,
  TOP_ROOM = 10,
  MOST_DOTS = 80, // points of a series that are marked
  MOST_NAMES = 2000,
  NAME_COLUMNS = 12,
};

typedef struct Point {
  double x;
  double y;
  size_t series;
  size_t row; // keeps the order of points with one x
} Point;

typedef enum AcrossKind {
  ACROSS_NUMBERS,
  ACROSS_DAYS,
  ACROSS_NAMES
} AcrossKind;

typedef struct Lines {
  AcrossKind kind;
  Point *points;
  size_t count;
  GestaStringView *names; // of ACROSS_NAMES
  size_t name_count;
  GestaEdtfDay first; // of ACROSS_DAYS
  GestaEdtfDay last;
  GestaAxis across;
  GestaAxis up;
} Lines;

// Numbers if all are numbers, days if all are dates, else names.
static AcrossKind
find_kind(const GestaDrawing *drawing)
{
  bool are_numbers = true;
  bool are_days = true;
  for (size_t row = 0; row < drawing->chart->rows->row_count; ++row) {
    double number = 0;
    GestaEdtfRange days;
    if (gesta_drawing_cell(drawing, row, GESTA_ROLE_X)->kind
        != GESTA_TERM_NONE) {
      are_numbers = are_numbers
                    && gesta_drawing_number(drawing, row, GESTA_ROLE_X,
                                            &number);
      are_days = are_days
                 && gesta_drawing_days(drawing, row, GESTA_ROLE_X, &days);
    }
  }
  return are_numbers ? ACROSS_NUMBERS : are_days ? ACROSS_DAYS : ACROSS_NAMES;
}

static bool
find_name(GestaDrawing *drawing, Lines *lines, size_t row, double *x)
{
  const GestaStringView name = gesta_drawing_text(drawing, row, GESTA_ROLE_X);
  size_t i = 0;
  while (i < lines->name_count && !gesta_view_equal(lines->names[i], name)) {
    ++i;
  }
  if (i == MOST_NAMES) {
    return false;
  }
  if (i == lines->name_count) {
    lines->names[lines->name_count++] = name;
  }
  *x = (double)i;
  return true;
}

static bool
find_day(const GestaDrawing *drawing, Lines *lines, size_t row, double *x)
{
  GestaEdtfRange days;
  if (!gesta_drawing_days(drawing, row, GESTA_ROLE_X, &days)) {
    return false;
  }
  if (lines->count == 0
      || gesta_edtf_day_order(&days.earliest, &lines->first) < 0) {
    lines->first = days.earliest;
  }
  if (lines->count == 0
      || gesta_edtf_day_order(&days.earliest, &lines->last) > 0) {
    lines->last = days.earliest;
  }
  *x = gesta_axis_day(&days.earliest);
  return true;
}

static void
collect(GestaDrawing *drawing, Lines *lines)
{
  for (size_t row = 0; row < drawing->chart->rows->row_count; ++row) {
    Point point = {.row = row};
    bool is_good = gesta_drawing_number(drawing, row, GESTA_ROLE_Y, &point.y);
    switch (lines->kind) {
    case ACROSS_NUMBERS:
      is_good = is_good
                && gesta_drawing_number(drawing, row, GESTA_ROLE_X, &point.x);
      break;
    case ACROSS_DAYS:
      is_good = is_good && find_day(drawing, lines, row, &point.x);
      break;
    case ACROSS_NAMES:
      is_good = is_good && find_name(drawing, lines, row, &point.x);
      break;
    }
    if (!is_good) {
      ++drawing->left_out;
    } else if (!gesta_drawing_find_series(drawing, row, &point.series)) {
      ++drawing->not_shown;
    } else {
      lines->points[lines->count++] = point;
    }
  }
}

static int
compare_points(const void *left, const void *right)
{
  const Point *const a = left;
  const Point *const b = right;
  if (a->series != b->series) {
    return a->series < b->series ? -1 : 1;
  }
  if (a->x < b->x || a->x > b->x) {
    return a->x < b->x ? -1 : 1;
  }
  return a->row < b->row ? -1 : a->row > b->row;
}

static void
lay_names(Lines *lines)
{
  lines->across.low = 0;
  lines->across.high = lines->name_count > 1 ? (double)(lines->name_count - 1)
                                             : 1;
  lines->across.count = 0; // draw_names() marks them
}

static void
lay_axes(Lines *lines)
{
  double low[] = {0, 0};
  double high[] = {0, 0};
  for (size_t i = 0; i < lines->count; ++i) {
    const double values[] = {lines->points[i].x, lines->points[i].y};
    for (size_t j = 0; j < 2; ++j) {
      low[j] = i == 0 || values[j] < low[j] ? values[j] : low[j];
      high[j] = i == 0 || values[j] > high[j] ? values[j] : high[j];
    }
  }
  // Counts begin at nought, unless they are all far from it.
  if (low[1] > 0 && low[1] < high[1] / 2) {
    low[1] = 0;
  }
  gesta_axis_numbers(low[1], high[1], &lines->up);
  switch (lines->kind) {
  case ACROSS_NUMBERS:
    gesta_axis_numbers(low[0], high[0], &lines->across);
    break;
  case ACROSS_DAYS:
    gesta_axis_days(&lines->first, &lines->last, &lines->across);
    break;
  case ACROSS_NAMES:
    lay_names(lines);
    break;
  }
}

// ---- Drawing ----------------------------------------------------------------

typedef struct Frame {
  double x[2];
  double top;
  double bottom;
} Frame;

static void
draw_up(GestaDrawing *drawing, const Lines *lines, const Frame *frame)
{
  for (size_t i = 0; i < lines->up.count; ++i) {
    const double y = gesta_axis_place(&lines->up, lines->up.marks[i].value,
                                      frame->bottom, frame->top);
    const double from[] = {frame->x[0], y};
    const double to[] = {frame->x[1], y};
    gesta_svg_line(&drawing->svg, from, to, "stroke=\"#ddd\"");
    gesta_svg_label(&drawing->svg, frame->x[0] - 8, y + 4,
                    "text-anchor=\"end\"", gesta_view(lines->up.marks[i].label),
                    GESTA_FLOATING_SIZE);
  }
}

// As many names as fit below.
static void
draw_names(GestaDrawing *drawing, const Lines *lines, const Frame *frame)
{
  const size_t fit = (RIGHT - LEFT) / (NAME_COLUMNS * GESTA_DRAWING_COLUMN);
  const size_t step = (lines->name_count + fit - 1) / fit;
  for (size_t i = 0; i<lines->name_count; i += step> 0 ? step : 1) {
    const double x = gesta_axis_place(&lines->across, (double)i, frame->x[0],
                                      frame->x[1]);
    gesta_svg_label(&drawing->svg, x, frame->bottom + 16,
                    "text-anchor=\"middle\"", lines->names[i], NAME_COLUMNS);
  }
}

static void
place(const Lines *lines, const Frame *frame, const Point *point, double *x,
      double *y)
{
  *x = gesta_axis_place(&lines->across, point->x, frame->x[0], frame->x[1]);
  *y = gesta_axis_place(&lines->up, point->y, frame->bottom, frame->top);
}

static void
join(GestaDrawing *drawing, const Lines *lines, const Frame *frame,
     const Point *point)
{
  double x = 0;
  double y = 0;
  place(lines, frame, point, &x, &y);
  gesta_svg_write(&drawing->svg, " ");
  gesta_svg_number(&drawing->svg, x);
  gesta_svg_write(&drawing->svg, ",");
  gesta_svg_number(&drawing->svg, y);
}

// The points of one pixel, from left to right.
static void
join_pixel(GestaDrawing *drawing, const Lines *lines, const Frame *frame,
           const Point *points, size_t count)
{
  size_t least = 0;
  size_t greatest = 0;
  for (size_t i = 1; i < count; ++i) {
    least = points[i].y < points[least].y ? i : least;
    greatest = points[i].y > points[greatest].y ? i : greatest;
  }
  const size_t kept[] = {0, least < greatest ? least : greatest,
                         least < greatest ? greatest : least, count - 1};
  for (size_t i = 0; i < 4; ++i) {
    if (i == 0 || kept[i] != kept[i - 1]) {
      join(drawing, lines, frame, &points[kept[i]]);
    }
  }
}

static void
draw_dot(GestaDrawing *drawing, const Lines *lines, const Frame *frame,
         const Point *point)
{
  GestaSvg *const svg = &drawing->svg;
  char value[GESTA_FLOATING_SIZE];
  double x = 0;
  double y = 0;
  place(lines, frame, point, &x, &y);
  (void)gesta_axis_print(point->y, value);
  gesta_svg_print(svg, "<circle r=\"3\" fill=\"%s\"",
                  gesta_drawing_colour(point->series));
  gesta_svg_attribute(svg, "cx", x);
  gesta_svg_attribute(svg, "cy", y);
  gesta_svg_write(svg, "><title>");
  gesta_svg_text(svg, gesta_drawing_text(drawing, point->row, GESTA_ROLE_X));
  gesta_svg_print(svg, ": %s</title></circle>\n", value);
}

static void
draw_series(GestaDrawing *drawing, const Lines *lines, const Frame *frame,
            const Point *points, size_t count)
{
  GestaSvg *const svg = &drawing->svg;
  gesta_svg_print(svg,
                  "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" "
                  "stroke-linejoin=\"round\" points=\"",
                  gesta_drawing_colour(points[0].series));
  size_t begin = 0;
  for (size_t i = 1; i <= count; ++i) {
    double x[2] = {0, 0};
    double y = 0;
    place(lines, frame, &points[begin], &x[0], &y);
    if (i < count) {
      place(lines, frame, &points[i], &x[1], &y);
    }
    if (i == count || (int64_t)x[0] != (int64_t)x[1]) {
      join_pixel(drawing, lines, frame, &points[begin], i - begin);
      begin = i;
    }
  }
  gesta_svg_write(svg, "\"/>\n");
  for (size_t i = 0; count <= MOST_DOTS && i < count; ++i) {
    draw_dot(drawing, lines, frame, &points[i]);
  }
}

void
gesta_report_lines_draw(GestaDrawing *drawing)
{
  assert(drawing);

  Lines lines = {.kind = find_kind(drawing)};
  lines.points = gesta_arena_allocate(
    &drawing->arena, drawing->chart->rows->row_count, sizeof *lines.points);
  lines.names = gesta_arena_allocate(&drawing->arena, MOST_NAMES,
                                     sizeof *lines.names);
  if (!lines.points || !lines.names) {
    drawing->svg.status = GESTA_ERR_MEMORY;
    return;
  }
  collect(drawing, &lines);
  qsort(lines.points, lines.count, sizeof *lines.points, compare_points);
  lay_axes(&lines);
  const double top = gesta_drawing_begin(drawing, HEIGHT + AXIS_ROOM);
  const Frame frame = {{LEFT, RIGHT}, top + TOP_ROOM, top + HEIGHT};
  draw_up(drawing, &lines, &frame);
  gesta_drawing_marks_below(drawing, &lines.across, frame.x, frame.top,
                            frame.bottom);
  if (lines.kind == ACROSS_NAMES) {
    draw_names(drawing, &lines, &frame);
  }
  for (size_t begin = 0; begin < lines.count;) {
    size_t end = begin + 1;
    while (end < lines.count
           && lines.points[end].series == lines.points[begin].series) {
      ++end;
    }
    draw_series(drawing, &lines, &frame, &lines.points[begin], end - begin);
    begin = end;
  }
  gesta_drawing_end(drawing);
}
