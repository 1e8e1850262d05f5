// SPDX-License-Identifier: GPL-3.0-or-later
/// @file answer.h
/// Rows as the person at the terminal, or the script, has asked to see them:
/// the format, labels, the number of rows.

#ifndef GESTA_SHELL_ANSWER_H
#define GESTA_SHELL_ANSWER_H

#include "graph/base/arena.h"
#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/results/results_reader.h"
#include "graph/results/results_writer.h"
#include "shell/row_list.h"
#include "shell/session.h"
#include "shell/style.h"

#include <stdbool.h>
#include <stdint.h>

/// Rows of an answer of the shell's own commands, if no limit is set.
enum { GESTA_OWN_LIMIT = 40 };

/// A sink that prints what it is sent.
typedef struct GestaAnswer {
  GestaRowSink sink; ///< first, so that a pointer to it is a pointer to this
  GestaSession *session;
  GestaResultsOptions options;
  GestaResultsWriter *writer; ///< NULL until the variables are known
  GestaStyledTable table;     ///< colours
  GestaArena arena;           ///< of a row
  GestaTerm *row;             ///< of as many terms as there are variables
  size_t column_count;
  uint64_t row_count;
  uint64_t limit; ///< rows; 0: all
  bool has_more;  ///< there were more rows
  GestaLabelMode mode;
  bool *labelled; ///< columns with names instead of IRIs, as many
} GestaAnswer;

/// Begin an answer.  `is_own` tells an answer of one of the shell's commands,
/// whose labels are shown unless they were switched off, from one to a query.
///
/// borrows  session until gesta_answer_clear()
GESTA_MUST_CHECK GestaStatus
gesta_answer_init(GestaAnswer *answer, GestaSession *session, bool is_own,
                  GestaError *error);

/// Print the end: of the format, and how many rows are left out.
GESTA_MUST_CHECK GestaStatus
gesta_answer_finish(GestaAnswer *answer, GestaError *error);

void
gesta_answer_clear(GestaAnswer *answer);

/// Print rows that were kept.  In a table, a column named "count" gets bars
/// beside it, if they are wanted.
GESTA_MUST_CHECK GestaStatus
gesta_answer_rows(GestaSession *session, const GestaRowList *rows,
                  GestaError *error);

/// Ask one of the shell's own queries and print its answer.
///
/// needs  an open graph
GESTA_MUST_CHECK GestaStatus
gesta_answer_stored(GestaSession *session, const char *name,
                    const GestaParameter *parameters, size_t count,
                    GestaError *error);

/// Print the answer of a stored query about one thing, whose IRI is the value
/// of `variable`; `argument` names it as gesta_entity_name_find() understands
/// it.
GESTA_MUST_CHECK GestaStatus
gesta_answer_about(GestaSession *session, const char *query,
                   const char *variable, GestaStringView argument,
                   GestaError *error);

#endif // GESTA_SHELL_ANSWER_H
