// SPDX-License-Identifier: GPL-3.0-or-later
// A few events have a line each, with what they are.  More than that are
// counted: a column for the events of some days.
#include "shell/report_timeline.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
  MOST_LINES = 60,
  LINE = 20,
  LABEL_COLUMNS = 56,
  LEFT = 40,
  RIGHT = GESTA_DRAWING_WIDTH - 40,
  AXIS_ROOM = 28,
  COLUMN = 10, // pixels of a column of counted events
  COLUMN_COUNT = (RIGHT - LEFT) / COLUMN + 1,
  HEIGHT = 180, // of the highest column
};

typedef struct Event {
  GestaEdtfDay first;
  GestaEdtfDay last;
  size_t series;
  size_t row;
} Event;

typedef struct Timeline {
  Event *events;
  size_t count;
  GestaAxis axis;
} Timeline;

static void
collect(GestaDrawing *drawing, Timeline *timeline)
{
  for (size_t row = 0; row < drawing->chart->rows->row_count; ++row) {
    GestaEdtfRange days;
    GestaEdtfRange end;
    if (!gesta_drawing_days(drawing, row, GESTA_ROLE_X, &days)) {
      ++drawing->left_out;
      continue;
    }
    Event event = {.first = days.earliest, .last = days.latest, .row = row};
    if (gesta_drawing_days(drawing, row, GESTA_ROLE_END, &end)
        && gesta_edtf_day_order(&end.latest, &event.first) >= 0) {
      event.last = end.latest;
    }
    if (gesta_drawing_find_series(drawing, row, &event.series)) {
      timeline->events[timeline->count++] = event;
    } else {
      ++drawing->not_shown;
    }
  }
}

static int
compare_events(const void *left, const void *right)
{
  const Event *const a = left;
  const Event *const b = right;
  int order = gesta_edtf_day_order(&a->first, &b->first);
  if (order == 0) {
    order = gesta_edtf_day_order(&a->last, &b->last);
  }
  return order != 0 ? order : a->row < b->row ? -1 : a->row > b->row;
}

static void
lay_axis(Timeline *timeline)
{
  GestaEdtfDay first = {1970, 1, 1};
  GestaEdtfDay last = first;
  for (size_t i = 0; i < timeline->count; ++i) {
    const Event *const event = &timeline->events[i];
    first = i == 0 ? event->first : first; // they are sorted
    last = i == 0 || gesta_edtf_day_order(&event->last, &last) > 0 ? event->last
                                                                   : last;
  }
  gesta_axis_days(&first, &last, &timeline->axis);
}

// ---- A line an event --------------------------------------------------------

static GestaStringView
print_days(const Event *event, char text[64])
{
  int size = snprintf(text, 64, "%04lld-%02u-%02u",
                      (long long)event->first.year, event->first.month,
                      event->first.day);
  if (gesta_edtf_day_order(&event->first, &event->last) != 0) {
    size += snprintf(text + size, 64 - (size_t)size, "/%04lld-%02u-%02u",
                     (long long)event->last.year, event->last.month,
                     event->last.day);
  }
  return (GestaStringView){text, (size_t)size};
}

static void
draw_event(GestaDrawing *drawing, const Timeline *timeline, const Event *event,
           double y)
{
  GestaSvg *const svg = &drawing->svg;
  char days[64];
  const double from = gesta_axis_place(
    &timeline->axis, gesta_axis_day(&event->first), LEFT, RIGHT);
  const double to = gesta_axis_place(&timeline->axis,
                                     gesta_axis_day(&event->last), LEFT, RIGHT);
  gesta_svg_print(svg, "<rect rx=\"4\" height=\"8\" fill=\"%s\"",
                  gesta_drawing_colour(event->series));
  gesta_svg_attribute(svg, "x", from - 4);
  gesta_svg_attribute(svg, "y", y - 8);
  gesta_svg_attribute(svg, "width", to - from + 8);
  gesta_svg_write(svg, ">");
  gesta_svg_hint(svg, print_days(event, days));
  gesta_svg_write(svg, "</rect>\n");
  const GestaStringView label = gesta_drawing_text(drawing, event->row,
                                                   GESTA_ROLE_LABEL);
  const double right = GESTA_DRAWING_WIDTH - to - 10;
  const double left = from - 10;
  const bool is_right = right >= left;
  const double room = (is_right ? right : left) / GESTA_DRAWING_COLUMN;
  const size_t columns = room < 1               ? 1
                         : room < LABEL_COLUMNS ? (size_t)room
                                                : LABEL_COLUMNS;
  gesta_svg_label(svg, is_right ? to + 10 : from - 10, y,
                  is_right ? "" : "text-anchor=\"end\"", label, columns);
}

static void
draw_events(GestaDrawing *drawing, const Timeline *timeline)
{
  const double height = (double)(timeline->count * LINE + 6);
  const double top = gesta_drawing_begin(drawing, height + AXIS_ROOM);
  const double x[] = {LEFT, RIGHT};
  gesta_drawing_marks_below(drawing, &timeline->axis, x, top, top + height);
  for (size_t i = 0; i < timeline->count; ++i) {
    draw_event(drawing, timeline, &timeline->events[i],
               top + (double)(i * LINE) + 16);
  }
  gesta_drawing_end(drawing);
}

// ---- Columns of counts ------------------------------------------------------

typedef struct Column {
  size_t counts[GESTA_DRAWING_SERIES];
  size_t total;
  const Event *first;
  const Event *last;
} Column;

static size_t
count_events(const Timeline *timeline, Column *columns)
{
  size_t most = 1;
  for (size_t i = 0; i < timeline->count; ++i) {
    const Event *const event = &timeline->events[i];
    const double x = gesta_axis_place(
      &timeline->axis, gesta_axis_day(&event->first), LEFT, RIGHT);
    Column *const column = &columns[(size_t)(x - LEFT) / COLUMN];
    ++column->counts[event->series];
    ++column->total;
    column->first = column->first ? column->first : event;
    column->last = event;
    most = column->total > most ? column->total : most;
  }
  return most;
}

static void
draw_column(GestaDrawing *drawing, const Column *column, double x,
            const GestaAxis *up, const double y[2])
{
  GestaSvg *const svg = &drawing->svg;
  size_t below = 0;
  for (size_t i = 0; i < GESTA_DRAWING_SERIES; ++i) {
    if (column->counts[i] == 0) {
      continue;
    }
    const double from = gesta_axis_place(up, (double)below, y[1], y[0]);
    below += column->counts[i];
    const double to = gesta_axis_place(up, (double)below, y[1], y[0]);
    gesta_svg_print(svg, "<rect fill=\"%s\" width=\"%d\"",
                    gesta_drawing_colour(i), COLUMN - 1);
    gesta_svg_attribute(svg, "x", x);
    gesta_svg_attribute(svg, "y", to);
    gesta_svg_attribute(svg, "height", from - to);
    Event span = *column->first;
    span.last = column->last->first;
    char days[64];
    char text[160];
    const GestaStringView shown = print_days(&span, days);
    const int size = snprintf(text, sizeof text, "%.*s: %zu", (int)shown.size,
                              shown.data, column->counts[i]);
    gesta_svg_write(svg, ">");
    gesta_svg_hint(svg, (GestaStringView){text, (size_t)size});
    gesta_svg_write(svg, "</rect>\n");
  }
}

static void
draw_counts(GestaDrawing *drawing, const Timeline *timeline)
{
  Column *const columns = gesta_arena_allocate(&drawing->arena, COLUMN_COUNT,
                                               sizeof *columns);
  if (!columns) {
    drawing->svg.status = GESTA_ERR_MEMORY;
    return;
  }
  GestaAxis up;
  gesta_axis_numbers(0, (double)count_events(timeline, columns), &up);
  const double top = gesta_drawing_begin(drawing, HEIGHT + AXIS_ROOM);
  const double x[] = {LEFT, RIGHT};
  const double y[] = {top + 10, top + HEIGHT};
  gesta_drawing_marks_below(drawing, &timeline->axis, x, y[0], y[1]);
  for (size_t i = 0; i < up.count; ++i) {
    const double at = gesta_axis_place(&up, up.marks[i].value, y[1], y[0]);
    const double from[] = {LEFT, at};
    const double to[] = {RIGHT, at};
    gesta_svg_line(&drawing->svg, from, to, "stroke=\"#ddd\"");
    gesta_svg_label(&drawing->svg, LEFT - 6, at + 4, "text-anchor=\"end\"",
                    gesta_view(up.marks[i].label), GESTA_FLOATING_SIZE);
  }
  for (size_t i = 0; i < COLUMN_COUNT; ++i) {
    draw_column(drawing, &columns[i], (double)(LEFT + i * COLUMN), &up, y);
  }
  gesta_drawing_end(drawing);
}

void
gesta_report_timeline_draw(GestaDrawing *drawing)
{
  assert(drawing);

  Timeline timeline = {.count = 0};
  timeline.events = gesta_arena_allocate(
    &drawing->arena, drawing->chart->rows->row_count, sizeof *timeline.events);
  if (!timeline.events) {
    drawing->svg.status = GESTA_ERR_MEMORY;
    return;
  }
  collect(drawing, &timeline);
  qsort(timeline.events, timeline.count, sizeof *timeline.events,
        compare_events);
  lay_axis(&timeline);
  if (timeline.count <= MOST_LINES) {
    draw_events(drawing, &timeline);
  } else {
    draw_counts(drawing, &timeline);
  }
}
