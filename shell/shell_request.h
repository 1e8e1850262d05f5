// SPDX-License-Identifier: GPL-3.0-or-later
/// @file shell_request.h
/// What the commands `query` and `update` share: the text of a request, what is
/// asked of it, and the graph that it is about, a file or RDF documents.

#ifndef GESTA_SHELL_SHELL_REQUEST_H
#define GESTA_SHELL_SHELL_REQUEST_H

#include "graph/base/arena.h"
#include "graph/graph.h"
#include "shell/command.h"

/// The options that both commands have, rows of a table of GestaOption.
#define GESTA_SHELL_REQUEST_OPTIONS                                            \
  {"base", 0, "IRI", "what relative IRIs of the request refer to"},            \
    {"param", 'p', "NAME=VALUE",                                               \
     "give a variable a value: <iri>, prefix:name, \"text\",\n"                \
     "\"texte\"@fr, \"2024-01-06\"^^xsd:date, 42, true;\n"                     \
     "may be repeated"},                                                       \
    {"data", 'd', "FILE",                                                      \
     "ask these RDF files instead of a graph: their triples\n"                 \
     "are the default graph; may be repeated"},                                \
    {"named", 'n', "IRI=FILE",                                                 \
     "and this file as a named graph; may be repeated"},                       \
    {"check", 0, NULL, "only tell whether the request is well-formed"},        \
    {"timeout", 't', "SECONDS", "give up after so long"},                      \
    {"memory", 'm', "SIZE", "of the evaluation at most: 500M, 2G"},            \
    {"strict-default-graph", 0, NULL,                                          \
     "outside of GRAPH only the default graph is seen, not\n"                  \
     "the union of all graphs (always so with --data)"},                       \
    {"allow-service", 0, NULL, "let SERVICE and LOAD use the network"},        \
  {                                                                            \
    "timing", 0, NULL, "tell the seconds on standard error"                    \
  }

typedef struct GestaShellRequest {
  const GestaArguments *arguments;
  GestaRequestKind kind;
  GestaQueryOptions options;
  const char *graph_path; ///< NULL: documents
  const char *operand;    ///< the text on the command line; NULL: in files
  GestaGraph *graph;      ///< NULL until it is open
  const char *name;       ///< of the text, in messages
  GestaStringView text;
  GestaStringView block; ///< what was read from a file
  GestaArena arena;
} GestaShellRequest;

/// Sort the operands, `[GRAPH] [REQUEST]`, and read the options.  A wrong
/// command line is told.
///
/// gives     *request; release it with gesta_shell_request_clear(), whatever is
///           returned
/// borrows   arguments until then
/// returns   an exit status
int
gesta_shell_request_init(GestaShellRequest *request,
                         const GestaCommand *command,
                         const GestaArguments *arguments,
                         GestaRequestKind kind);

void
gesta_shell_request_clear(GestaShellRequest *request);

/// Read the text: of the operand, or of `path` (from option -f).  What goes
/// wrong is told.
GESTA_MUST_CHECK GestaStatus
gesta_shell_request_read(GestaShellRequest *request, const char *path);

/// Open the graph, or read the documents, and the values of parameters.  What
/// goes wrong is told.
///
/// needs    a text
/// borrows  cancel until gesta_shell_request_clear()
GESTA_MUST_CHECK GestaStatus
gesta_shell_request_open(GestaShellRequest *request, GestaCancel *cancel);

/// Parse the text and do nothing (--check).  What goes wrong is told.
GESTA_MUST_CHECK GestaStatus
gesta_shell_request_check(GestaShellRequest *request);

/// The name of what an error is about: the graph, or the text.
const char *
gesta_shell_request_culprit(const GestaShellRequest *request,
                            const GestaError *error);

/// Show the line and the place of an error that was told.
void
gesta_shell_request_show(const GestaShellRequest *request,
                         const GestaError *error);

#endif // GESTA_SHELL_SHELL_REQUEST_H
