// SPDX-License-Identifier: GPL-3.0-or-later
/// @file stored_query.h
/// The queries behind the commands of the shell, files DATA/shell/NAME.rq, and
/// behind exports, DATA/exports/NAME.rq.  Their variables get values as
/// parameters.

#ifndef GESTA_SHELL_STORED_QUERY_H
#define GESTA_SHELL_STORED_QUERY_H

#include "graph/base/arena.h"
#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/graph.h"
#include "graph/results/results_reader.h"
#include "shell/row_list.h"
#include "shell/session.h"

/// Read a query, DATA/FOLDER/NAME.rq.  DATA is *data_directory; if that is
/// NULL, it is looked for and kept there.
///
/// lends   *text and *data_directory, in `arena`
/// errors  those of gesta_data_directory_find() and of reading the file
GESTA_MUST_CHECK GestaStatus
gesta_stored_query_read(GestaArena *arena, const char **data_directory,
                        const char *folder, const char *name,
                        GestaStringView *text, GestaError *error);

/// The text of a query of the shell.
///
/// lends   *text, as long as the session
/// errors  those of gesta_data_directory_find() and of reading the file
GESTA_MUST_CHECK GestaStatus
gesta_stored_query_text(GestaSession *session, const char *name,
                        GestaStringView *text, GestaError *error);

/// Ask the open graph a query and hand the rows over.
///
/// needs    an open graph
/// borrows  parameters and sink during the call
/// errors   those of gesta_stored_query_text() and gesta_graph_select()
GESTA_MUST_CHECK GestaStatus
gesta_stored_query_ask(GestaSession *session, const char *name,
                       const GestaParameter *parameters, size_t count,
                       GestaRowSink *sink, GestaError *error);

/// A parameter with an IRI as its value.
static inline GestaParameter
gesta_iri_parameter(const char *name, GestaStringView iri)
{
  return (GestaParameter){.name = gesta_view(name), .term = gesta_iri(iri)};
}

/// A parameter with a plain text as its value.
static inline GestaParameter
gesta_text_parameter(const char *name, GestaStringView text)
{
  return (GestaParameter){
    .name = gesta_view(name),
    .term = gesta_text_literal(text, (GestaStringView){NULL, 0})};
}

#endif // GESTA_SHELL_STORED_QUERY_H
