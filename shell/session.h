// SPDX-License-Identifier: GPL-3.0-or-later
/// @file session.h
/// What an interactive shell or a script has open and has chosen, and how it
/// runs a statement.

#ifndef GESTA_SHELL_SESSION_H
#define GESTA_SHELL_SESSION_H

#include "graph/base/allocator.h"
#include "graph/base/cancel.h"
#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/base/text_buffer.h"
#include "graph/graph.h"
#include "shell/output_file.h"
#include "shell/statement_reader.h"

#include <stdbool.h>

typedef struct GestaSession {
  GestaAllocator *allocator;
  GestaCancel *cancel;
  GestaGraph *graph;      ///< NULL: none is open
  GestaTextBuffer path;   ///< of the graph
  const char *row_format; ///< of SELECT and ASK
  const char *rdf_format; ///< of CONSTRUCT and DESCRIBE
  GestaOutputFile output;
  GestaTextBuffer completion; ///< the name last offered
  bool interactive; ///< a person reads along: times, no names of scripts
  bool wants_to_quit;
  bool failed; ///< a statement failed, which was told
} GestaSession;

/// Begin with no graph and standard output.
///
/// borrows  allocator and cancel until gesta_session_clear()
GESTA_MUST_CHECK GestaStatus
gesta_session_init(GestaAllocator *allocator, GestaCancel *cancel,
                   GestaSession *session, GestaError *error);

void
gesta_session_clear(GestaSession *session);

/// Open a graph for reading instead of the one that is open.
///
/// errors  those of gesta_graph_open(); the old graph is then still open
GESTA_MUST_CHECK GestaStatus
gesta_session_open_graph(GestaSession *session, GestaStringView path,
                         GestaError *error);

/// Run a query or a dot command and write its answer.  What goes wrong is told
/// on standard error, with the line of the text and a mark under the place, and
/// noted in session->failed.
///
/// borrows  statement and name (of the script) during the call
void
gesta_session_run(GestaSession *session, const GestaStatement *statement,
                  const char *name);

/// Names to complete a word to: a GestaCompletion.
///
/// needs  a GestaSession as context
const char *
gesta_session_completion(void *context, size_t index);

#endif // GESTA_SHELL_SESSION_H
