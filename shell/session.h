// SPDX-License-Identifier: GPL-3.0-or-later
/// @file session.h
/// What an interactive shell or a script has open and has chosen, and how it
/// runs a statement.

#ifndef GESTA_SHELL_SESSION_H
#define GESTA_SHELL_SESSION_H

#include "graph/base/allocator.h"
#include "graph/base/arena.h"
#include "graph/base/cancel.h"
#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/base/text_buffer.h"
#include "graph/graph.h"
#include "shell/label_index.h"
#include "shell/output_file.h"
#include "shell/statement_reader.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct GestaStoredQuery GestaStoredQuery;
typedef struct GestaVocabulary GestaVocabulary;
typedef struct GestaSetValue GestaSetValue;

/// A variable that has a value in every request, in the session's arena.
struct GestaSetValue {
  GestaSetValue *next;
  GestaStringView name; ///< without "?"
  GestaStringView text; ///< as it was typed
  bool is_spare;        ///< a request without the variable is no mistake
};

/// When names are printed instead of IRIs.
typedef enum GestaLabelMode {
  GESTA_LABELS_AUTO, ///< in the tables of the shell's own commands
  GESTA_LABELS_ON,
  GESTA_LABELS_OFF,
} GestaLabelMode;

typedef struct GestaSession {
  GestaAllocator *allocator;
  GestaCancel *cancel;
  GestaGraph *graph;      ///< NULL: none is open
  GestaTextBuffer path;   ///< of the graph
  const char *row_format; ///< of SELECT and ASK
  const char *rdf_format; ///< of CONSTRUCT and DESCRIBE
  GestaOutputFile output; ///< what `.output` says
  GestaOutput *out;       ///< answers are written here: `output`, or a pager
  GestaArena arena;       ///< of what lasts as long as the session
  const char *data_directory;  ///< NULL: not yet looked for
  GestaStoredQuery *queries;   ///< those that were read
  GestaLabelIndex *labels;     ///< of `graph`; NULL: not yet read
  uint64_t labels_version;     ///< the version of the graph that they are of
  GestaVocabulary *vocabulary; ///< for completion; NULL: not yet read
  GestaLabelMode label_mode;
  GestaStringView label_language; ///< that is preferred; empty: any
  uint64_t limit;                 ///< rows of an answer; 0: all
  uint64_t timeout;               ///< milliseconds; 0: none
  bool has_limit;                 ///< `limit` was set by a person
  size_t width;                   ///< columns of a table; 0: the terminal's
  bool wraps;                     ///< longer cells go over several lines
  GestaSetValue *values;          ///< of variables, sorted by name
  GestaTextBuffer last;           ///< the last request; empty: none yet
  unsigned depth;                 ///< of scripts that read scripts
  bool bars;                      ///< draw counts
  bool timing;                    ///< tell how long requests took
  bool pager;                     ///< show long answers with it
  bool colour;
  bool has_once;                   ///< `output` is for the next statement only
  const GestaStatement *statement; ///< that is being run; NULL: none
  const char *statement_name;      ///< where it comes from
  bool stop_on_error;              ///< of a script
  bool interactive; ///< a person reads along: times, no names of scripts
  bool wants_to_quit;
  bool failed;      ///< a statement failed, which was told
  bool has_stopped; ///< one failed after which a script is to stop
  bool is_told;     ///< what is wrong with this statement was told already
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

/// Forget what was read from the graph, because it was written to.
///
/// errors  those of gesta_graph_open(); no graph is then open
GESTA_MUST_CHECK GestaStatus
gesta_session_reopen(GestaSession *session, GestaError *error);

/// returns  GESTA_OK, or GESTA_ERR_INPUT if no graph is open
GESTA_MUST_CHECK GestaStatus
gesta_session_require_graph(const GestaSession *session, GestaError *error);

/// Write answers to standard output again, and finish the file or the pipe that
/// they went to.
///
/// errors  those of gesta_output_file_finish()
GESTA_MUST_CHECK GestaStatus
gesta_session_end_output(GestaSession *session, GestaError *error);

/// Give a variable a value in all requests from now on, as it is typed.
///
/// `is_spare`: a request that does not have the variable is no mistake.
///
/// errors  GESTA_ERR_INPUT: no value, see gesta_parameter_parse()
GESTA_MUST_CHECK GestaStatus
gesta_session_set(GestaSession *session, GestaStringView name,
                  GestaStringView text, bool is_spare, GestaError *error);

/// returns  GESTA_OK, or GESTA_NOT_FOUND if the variable has no value
GESTA_MUST_CHECK GestaStatus
gesta_session_unset(GestaSession *session, GestaStringView name);

/// Put a copy of the list of values in its place, so that one may put the old
/// one back after changes.
GESTA_MUST_CHECK GestaStatus
gesta_session_copy_values(GestaSession *session);

/// The parameters that the values of variables make.
///
/// lends   *parameters, in `arena`, until the graph is closed
/// needs   an open graph
/// errors  those of gesta_parameter_parse()
GESTA_MUST_CHECK GestaStatus
gesta_session_parameters(GestaSession *session, GestaArena *arena,
                         GestaParameter **parameters, size_t *count,
                         GestaError *error);

/// Answer a request, query or update, or write its plan.
///
/// errors  those of gesta_graph_query(), gesta_graph_update() and of the output
GESTA_MUST_CHECK GestaStatus
gesta_session_request(GestaSession *session, GestaStringView text,
                      GestaExplain explain, GestaError *error);

/// The columns that a table may have; 0: any number.
size_t
gesta_session_width(const GestaSession *session);

/// Whether answers are in a format for people, not for programs.
bool
gesta_session_is_for_people(const GestaSession *session);

/// Run a query or a dot command and write its answer.  What goes wrong is told
/// on standard error, with the line of the text and a mark under the place, and
/// noted in session->failed.
///
/// borrows  statement and name (of the script) during the call
void
gesta_session_run(GestaSession *session, const GestaStatement *statement,
                  const char *name);

#endif // GESTA_SHELL_SESSION_H
