// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/report_chart.h"

#include "shell/report_bars.h"
#include "shell/report_drawing.h"
#include "shell/report_lines.h"
#include "shell/report_network.h"
#include "shell/report_timeline.h"

#include <assert.h>
#include <string.h>

// The roles that a chart cannot do without come from the order of the columns;
// the rest are told or named.
static const GestaChartRole needed[][2] = {
  [GESTA_CHART_NONE] = {GESTA_ROLE_X, GESTA_ROLE_Y},
  [GESTA_CHART_BAR] = {GESTA_ROLE_X, GESTA_ROLE_Y},
  [GESTA_CHART_LINE] = {GESTA_ROLE_X, GESTA_ROLE_Y},
  [GESTA_CHART_TIMELINE] = {GESTA_ROLE_X, GESTA_ROLE_LABEL},
  [GESTA_CHART_NETWORK] = {GESTA_ROLE_FROM, GESTA_ROLE_TO},
};

static bool
find_column(const GestaRowList *rows, GestaStringView name, size_t *column)
{
  for (size_t i = 0; i < rows->column_count; ++i) {
    if (gesta_view_equal(rows->names[i], name)) {
      *column = i;
      return true;
    }
  }
  return false;
}

// The variables of an answer, `?a ?b`, cut where there is no more room.
static void
list_names(const GestaRowList *rows, char *text, size_t size)
{
  size_t used = 0;
  text[0] = '\0';
  for (size_t i = 0; i < rows->column_count; ++i) {
    const GestaStringView name = rows->names[i];
    if (used + name.size + sizeof " ?" >= size) {
      return;
    }
    text[used++] = ' ';
    text[used++] = '?';
    memcpy(text + used, name.data, name.size);
    used += name.size;
    text[used] = '\0';
  }
}

static GestaStatus
refuse_variable(const GestaRowList *rows, GestaChartRole role,
                GestaStringView name, GestaError *error)
{
  char names[256];
  list_names(rows, names, sizeof names);
  return gesta_error_set(
    error, GESTA_ERR_INPUT, "%s=%.*s: the answer has no such variable, but%s",
    gesta_chart_role_name(role), (int)(name.size < 60 ? name.size : 60),
    name.data, names);
}

static GestaStatus
refuse_width(const GestaRowList *rows, const GestaReportOptions *options,
             GestaError *error)
{
  char names[256];
  list_names(rows, names, sizeof names);
  return gesta_error_set(error, GESTA_ERR_INPUT,
                         "chart=%s needs two columns at least, %s and %s; the "
                         "answer has%s",
                         gesta_chart_kind_name(options->chart),
                         gesta_chart_role_name(needed[options->chart][0]),
                         gesta_chart_role_name(needed[options->chart][1]),
                         rows->column_count > 0 ? names : " none");
}

static bool
is_taken(const int *columns, int column)
{
  for (size_t i = 0; i < GESTA_ROLE_COUNT; ++i) {
    if (columns[i] == column) {
      return true;
    }
  }
  return false;
}

GestaStatus
gesta_report_chart_columns(const GestaRowList *rows,
                           const GestaReportOptions *options, int *columns,
                           GestaError *error)
{
  assert(rows && options && columns);

  int found[GESTA_ROLE_COUNT];
  for (size_t i = 0; i < GESTA_ROLE_COUNT; ++i) {
    const GestaChartRole role = (GestaChartRole)i;
    const bool is_told = options->roles[i].size > 0;
    const GestaStringView name = is_told
                                   ? options->roles[i]
                                   : gesta_view(gesta_chart_role_name(role));
    size_t column = 0;
    found[i] = GESTA_NO_COLUMN;
    if (!gesta_chart_has_role(options->chart, role)) {
      continue;
    }
    if (find_column(rows, name, &column)) {
      found[i] = (int)column;
    } else if (is_told) {
      return refuse_variable(rows, role, name, error);
    }
  }
  int next = 0;
  for (size_t i = 0; i < 2; ++i) {
    int *const column = &found[needed[options->chart][i]];
    while (*column == GESTA_NO_COLUMN && is_taken(found, next)) {
      ++next;
    }
    if (*column == GESTA_NO_COLUMN && (size_t)next >= rows->column_count) {
      return refuse_width(rows, options, error);
    }
    *column = *column == GESTA_NO_COLUMN ? next : *column;
  }
  memcpy(columns, found, sizeof found);
  return GESTA_OK;
}

GestaStatus
gesta_report_chart_check(const GestaRowList *rows,
                         const GestaReportOptions *options, GestaError *error)
{
  int columns[GESTA_ROLE_COUNT];
  return gesta_report_chart_columns(rows, options, columns, error);
}

GestaStatus
gesta_report_chart_draw(const GestaReportChart *chart, GestaTextBuffer *figure,
                        GestaError *error)
{
  assert(chart && figure);

  GestaDrawing drawing = {.chart = chart, .svg = {figure, GESTA_OK}};
  const GestaStatus status = gesta_report_chart_columns(
    chart->rows, chart->options, drawing.columns, error);
  if (status) {
    return status;
  }
  gesta_arena_init(&drawing.arena, figure->allocator);
  switch (chart->options->chart) {
  case GESTA_CHART_NONE:
    break;
  case GESTA_CHART_BAR:
    gesta_report_bars_draw(&drawing);
    break;
  case GESTA_CHART_LINE:
    gesta_report_lines_draw(&drawing);
    break;
  case GESTA_CHART_TIMELINE:
    gesta_report_timeline_draw(&drawing);
    break;
  case GESTA_CHART_NETWORK:
    gesta_report_network_draw(&drawing);
    break;
  }
  gesta_arena_clear(&drawing.arena);
  return drawing.svg.status
           ? gesta_error_set(error, drawing.svg.status, "%s",
                             gesta_status_text(drawing.svg.status))
           : GESTA_OK;
}
