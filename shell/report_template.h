// SPDX-License-Identifier: GPL-3.0-or-later
/// @file report_template.h
/// A template: a head (report_header.h), then Markdown in which blocks of code
/// that are called `sparql` are queries.

#ifndef GESTA_SHELL_REPORT_TEMPLATE_H
#define GESTA_SHELL_REPORT_TEMPLATE_H

#include "graph/base/arena.h"
#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "shell/report_header.h"
#include "shell/report_options.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum GestaReportPartKind {
  GESTA_PART_TEXT,     ///< Markdown in which placeholders are replaced
  GESTA_PART_VERBATIM, ///< code and HTML: as it is
  GESTA_PART_QUERY,
} GestaReportPartKind;

typedef struct GestaReportPart {
  GestaReportPartKind kind;
  GestaStringView text; ///< whole lines; of a query, what is between the fences
  size_t line;          ///< of the template, where `text` begins
  size_t indent;        ///< blanks that were taken from the query's lines
  GestaReportOptions options; ///< of a query
} GestaReportPart;

typedef struct GestaReportTemplate {
  GestaReportHeader header;
  const GestaReportPart *parts; ///< [part_count], in the order of the text
  size_t part_count;
  bool has_heading; ///< the text has a heading of the first level
} GestaReportTemplate;

/// Take a template apart.
///
/// lends   the parts of *template: views of `text`, or in `arena`
/// needs   well-formed UTF-8
/// errors  GESTA_ERR_SYNTAX with line and column: the head, options of a query,
///         a block without an end or inside of a list or quotation, a
///         placeholder without a parameter; GESTA_ERR_MEMORY
/// source  CommonMark 0.30, section 4.5 (fenced code blocks), as libcmark reads
///         it
GESTA_MUST_CHECK GestaStatus
gesta_report_template_parse(GestaStringView text, GestaArena *arena,
                            GestaReportTemplate *template, GestaError *error);

#endif // GESTA_SHELL_REPORT_TEMPLATE_H
