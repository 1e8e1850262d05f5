// SPDX-License-Identifier: GPL-3.0-or-later
/// @file report_header.h
/// The head of a template, YAML between two lines of `---`: what the report is
/// called, and the parameters that its queries have.
///
///     title: What {{actor}} did
///     description: for `gesta report --list`
///     author: …
///     language: en
///     parameters:
///       actor: {type: entity, description: a name or an IRI}
///       least: 3                       # the default alone

#ifndef GESTA_SHELL_REPORT_HEADER_H
#define GESTA_SHELL_REPORT_HEADER_H

#include "graph/base/arena.h"
#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stdbool.h>
#include <stddef.h>

/// A parameter that a template declares.  All views are in the arena.
typedef struct GestaReportParameter {
  GestaStringView name;
  GestaStringView type; ///< as gesta_parameter_type_known() has it; may be
                        ///< empty
  GestaStringView default_value;
  bool has_default;
  GestaStringView description; ///< may be empty
  size_t line;                 ///< of the name
  size_t column;
} GestaReportParameter;

typedef struct GestaReportHeader {
  GestaStringView title; ///< may hold placeholders, as may description
  GestaStringView description;
  GestaStringView author;
  GestaStringView language;               ///< a BCP 47 tag; empty: not told
  const GestaReportParameter *parameters; ///< [parameter_count]
  size_t parameter_count;
} GestaReportHeader;

/// Read the text between the two lines; it may be empty.
///
/// lends   the parts of *header, in `arena`
/// needs   well-formed UTF-8
/// errors  GESTA_ERR_SYNTAX with line and column in `text`; GESTA_ERR_MEMORY
/// source  YAML 1.1, as libyaml reads it
GESTA_MUST_CHECK GestaStatus
gesta_report_header_parse(GestaStringView text, GestaArena *arena,
                          GestaReportHeader *header, GestaError *error);

#endif // GESTA_SHELL_REPORT_HEADER_H
