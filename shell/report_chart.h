// SPDX-License-Identifier: GPL-3.0-or-later
/// @file report_chart.h
/// An answer as a picture.  Which column is what: what the template tells
/// (`x=month`), else the variable of that name, else the order of the columns.

#ifndef GESTA_SHELL_REPORT_CHART_H
#define GESTA_SHELL_REPORT_CHART_H

#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "graph/base/text_buffer.h"
#include "graph/rdf/prefixes.h"
#include "shell/report_options.h"
#include "shell/report_words.h"
#include "shell/row_list.h"

#include <stddef.h>

typedef struct GestaReportChart {
  const GestaRowList *rows;
  const GestaReportOptions *options;
  GestaStringView title; ///< may be empty
  const GestaPrefixes *prefixes;
  const GestaReportWords *words;
  size_t number; ///< of the chart in its report, from 1: makes its ids unique
} GestaReportChart;

enum { GESTA_NO_COLUMN = -1 };

/// Find the column of each role.
///
/// shapes   columns[GESTA_ROLE_COUNT]; GESTA_NO_COLUMN where there is none
/// errors   GESTA_ERR_INPUT: a variable that the answer has not, or too few
GESTA_MUST_CHECK GestaStatus
gesta_report_chart_columns(const GestaRowList *rows,
                           const GestaReportOptions *options, int *columns,
                           GestaError *error);

/// Make sure that the chart can be drawn.
///
/// errors  as gesta_report_chart_columns()
GESTA_MUST_CHECK GestaStatus
gesta_report_chart_check(const GestaRowList *rows,
                         const GestaReportOptions *options, GestaError *error);

/// Append a figure: its caption and its picture, without an empty line.
///
/// needs   rows, and a kind of chart
/// errors  as gesta_report_chart_columns(); GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_report_chart_draw(const GestaReportChart *chart, GestaTextBuffer *figure,
                        GestaError *error);

#endif // GESTA_SHELL_REPORT_CHART_H
