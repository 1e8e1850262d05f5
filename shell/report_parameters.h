// SPDX-License-Identifier: GPL-3.0-or-later
/// @file report_parameters.h
/// The values of a template's parameters: those of the command line, else the
/// defaults.
///
/// A parameter without a type is read as `gesta query --param` reads it.  A
/// type lets people leave quotes and datatypes out, and tells them when a value
/// does not fit:
///
///     iri       <…> or prefix:name
///     entity    the same, or else a name
///     text      any text
///     integer decimal number boolean date dateTime month year

#ifndef GESTA_SHELL_REPORT_PARAMETERS_H
#define GESTA_SHELL_REPORT_PARAMETERS_H

#include "graph/base/arena.h"
#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "graph/graph.h"
#include "graph/rdf/prefixes.h"
#include "shell/report_header.h"

#include <stdbool.h>
#include <stddef.h>

/// Whether a word is a type.
///
/// lends  *nearest, for ever: the type that was probably meant, or NULL
bool
gesta_parameter_type_known(GestaStringView type, const char **nearest);

/// Read a value of a type, which may be empty.
///
/// lends   the parts of *term, as gesta_parameter_parse() does
/// errors  GESTA_ERR_SYNTAX: it does not fit; GESTA_ERR_ENCODING,
///         GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_parameter_read(GestaStringView text, GestaStringView type,
                     const GestaPrefixes *prefixes, GestaArena *arena,
                     GestaTerm *term, GestaError *error);

typedef struct GestaReportValues {
  const GestaParameter *terms;  ///< [count], for the queries
  const GestaStringView *texts; ///< [count], as people read them
  size_t count;
} GestaReportValues;

/// What the command line gives.
typedef struct GestaReportGiven {
  const char *const *texts; ///< [count], each `NAME=VALUE`
  size_t count;
  bool may_lack; ///< a parameter without a value is none of the values
} GestaReportGiven;

/// Give every parameter of a template its value.
///
/// lends   the parts of *values: in `arena`, or views of `header`, `given` and
///         `prefixes`
/// errors  GESTA_ERR_INPUT: a given name that is not declared, a parameter
///         without any value, or one that does not fit; GESTA_ERR_SYNTAX with
///         the place in the template: a default that does not fit;
///         GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_report_values_bind(const GestaReportHeader *header,
                         const GestaReportGiven *given,
                         const GestaPrefixes *prefixes, GestaArena *arena,
                         GestaReportValues *values, GestaError *error);

/// The text of the value of a name: a GestaPlaceholderValue.
///
/// needs  a GestaReportValues as context
bool
gesta_report_values_show(const void *context, GestaStringView name,
                         GestaStringView *text);

#endif // GESTA_SHELL_REPORT_PARAMETERS_H
