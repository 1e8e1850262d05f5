// SPDX-License-Identifier: GPL-3.0-or-later
/// @file report_options.h
/// What the first line of a query in a template asks for:
///
///     ```sparql chart=bar title="Events by month" x=month y=events

#ifndef GESTA_SHELL_REPORT_OPTIONS_H
#define GESTA_SHELL_REPORT_OPTIONS_H

#include "graph/base/arena.h"
#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum GestaChartKind {
  GESTA_CHART_NONE,
  GESTA_CHART_BAR,
  GESTA_CHART_LINE,
  GESTA_CHART_TIMELINE,
  GESTA_CHART_NETWORK,
} GestaChartKind;

/// What a column of the answer is in a chart.
typedef enum GestaChartRole {
  GESTA_ROLE_X,      ///< bar, line, timeline: a name, a number, a date
  GESTA_ROLE_Y,      ///< bar, line: a number
  GESTA_ROLE_SERIES, ///< bar, line, timeline: what has one colour
  GESTA_ROLE_END,    ///< timeline: the last day
  GESTA_ROLE_LABEL,  ///< timeline, network: a text
  GESTA_ROLE_FROM,   ///< network
  GESTA_ROLE_TO,     ///< network
  GESTA_ROLE_WEIGHT, ///< network: a number
  GESTA_ROLE_COUNT,
} GestaChartRole;

typedef struct GestaReportOptions {
  bool has_table; ///< as asked for, or if nothing else was
  bool has_list;
  GestaChartKind chart;
  GestaStringView title; ///< may hold placeholders; empty: none
  GestaStringView empty; ///< said of an answer without rows; empty: the usual
  GestaStringView roles[GESTA_ROLE_COUNT]; ///< variables; empty: not told
} GestaReportOptions;

/// The name of a kind of chart or of a role, as it is written.  Lent for ever.
const char *
gesta_chart_kind_name(GestaChartKind kind);
const char *
gesta_chart_role_name(GestaChartRole role);

/// Whether a kind of chart has a role.
bool
gesta_chart_has_role(GestaChartKind kind, GestaChartRole role);

/// Read what follows `sparql`.
///
/// lends    the parts of *options: views of `info`, or in `arena`
/// needs    well-formed UTF-8 without a line break
/// errors   GESTA_ERR_SYNTAX with the column in `info`, the line being 1;
///          GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_report_options_parse(GestaStringView info, GestaArena *arena,
                           GestaReportOptions *options, GestaError *error);

#endif // GESTA_SHELL_REPORT_OPTIONS_H
