// SPDX-License-Identifier: GPL-3.0-or-later
/// @file report_drawing.h
/// What all kinds of charts share: the frame, colours, legend, values of cells.

#ifndef GESTA_SHELL_REPORT_DRAWING_H
#define GESTA_SHELL_REPORT_DRAWING_H

#include "graph/base/arena.h"
#include "graph/rdf/edtf.h"
#include "shell/report_axis.h"
#include "shell/report_chart.h"
#include "shell/report_svg.h"

#include <stdbool.h>
#include <stddef.h>

enum {
  GESTA_DRAWING_WIDTH = 720, ///< pixels
  GESTA_DRAWING_COLUMN = 7,  ///< pixels of a column of text, about
  GESTA_DRAWING_SERIES = 8,  ///< colours
};

/// Names that have a colour each, in the order in which they came.
typedef struct GestaDrawingSeries {
  GestaStringView names[GESTA_DRAWING_SERIES];
  size_t count;
} GestaDrawingSeries;

typedef struct GestaDrawing {
  const GestaReportChart *chart;
  int columns[GESTA_ROLE_COUNT];
  GestaSvg svg;
  GestaArena arena; ///< texts of cells
  GestaDrawingSeries series;
  size_t left_out;  ///< rows without a number or a date
  size_t not_shown; ///< rows beyond what fits
  double height;    ///< of the whole picture
} GestaDrawing;

/// The colour of a series.  Lent for ever.
const char *
gesta_drawing_colour(size_t series);

/// The cell of a row in a role; a GESTA_TERM_NONE if no column has it.
const GestaTerm *
gesta_drawing_cell(const GestaDrawing *drawing, size_t row,
                   GestaChartRole role);

/// The text of a cell as people read it.
///
/// lends  the text, in the arena; empty after a failure
GestaStringView
gesta_drawing_text(GestaDrawing *drawing, size_t row, GestaChartRole role);

/// The number in a cell.
///
/// returns  false if there is no finite one below 1e12
bool
gesta_drawing_number(const GestaDrawing *drawing, size_t row,
                     GestaChartRole role, double *value);

/// The first and the last day of the date in a cell.
///
/// returns  false if there is none
bool
gesta_drawing_days(const GestaDrawing *drawing, size_t row, GestaChartRole role,
                   GestaEdtfRange *days);

/// The series of a row; 0 if the chart has none.
///
/// returns  false if there is no colour left
bool
gesta_drawing_find_series(GestaDrawing *drawing, size_t row, size_t *index);

/// Begin the picture: everything before its contents.  Room for the legend is
/// above, for notes below.
///
/// returns  where the contents begin, below the legend
double
gesta_drawing_begin(GestaDrawing *drawing, double height);

/// End the picture, with notes of what was left out.
void
gesta_drawing_end(GestaDrawing *drawing);

/// Draw the marks of an axis along the bottom, with lines up to `top`.
void
gesta_drawing_marks_below(GestaDrawing *drawing, const GestaAxis *axis,
                          const double x[2], double top, double bottom);

#endif // GESTA_SHELL_REPORT_DRAWING_H
