// SPDX-License-Identifier: GPL-3.0-or-later
/// @file report.h
/// A template and a graph → a report.

#ifndef GESTA_SHELL_REPORT_H
#define GESTA_SHELL_REPORT_H

#include "graph/base/error.h"
#include "graph/base/output.h"
#include "graph/base/status.h"
#include "graph/graph.h"
#include "graph/rdf/prefixes.h"
#include "shell/report_parameters.h"
#include "shell/report_template.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum GestaReportFormat {
  GESTA_REPORT_MARKDOWN,
  GESTA_REPORT_HTML, ///< a page that needs no other file
} GestaReportFormat;

typedef struct GestaReport {
  GestaGraph *graph; ///< NULL: to check only
  const GestaPrefixes *prefixes;
  const GestaReportTemplate *template;
  GestaReportValues values;
  GestaReportFormat format;
  bool draws; ///< charts are pictures (SVG), else tables of what they show
  bool keeps_going; ///< say in its place that a query failed, and go on
  uint64_t timeout; ///< milliseconds of a query; 0: none
  /// Told of every query that fails, with its place in the template.
  void (*fail)(void *context, const GestaError *error);
  /// Told of what a query that is asked probably does not mean, with its place.
  void (*warn)(void *context, const GestaError *warning);
  void *tell_context; ///< of both
} GestaReport;

/// Ask the queries one after the other and write the report.
///
/// returns  GESTA_OK, also if queries failed and the report keeps going;
///          *failure_count tells how many
/// errors   those of gesta_graph_select(); GESTA_ERR_INPUT (a chart that the
///          answer does not fit), told by fail(); GESTA_ERR_FILE (the output)
GESTA_MUST_CHECK GestaStatus
gesta_report_write(const GestaReport *report, GestaOutput *output,
                   size_t *failure_count, GestaError *error);

/// Parse all queries and ask none.
///
/// returns  GESTA_OK; *failure_count tells how many are wrong
GESTA_MUST_CHECK GestaStatus
gesta_report_check(const GestaReport *report, size_t *failure_count,
                   GestaError *error);

#endif // GESTA_SHELL_REPORT_H
