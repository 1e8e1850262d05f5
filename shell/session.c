// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/session.h"

#include "graph/base/clock.h"
#include "graph/base/number.h"
#include "shell/dot_command.h"
#include "shell/input_file.h"
#include "shell/message.h"
#include "shell/terminal.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

GestaStatus
gesta_session_init(GestaAllocator *allocator, GestaCancel *cancel,
                   GestaSession *session, GestaError *error)
{
  assert(allocator && session);

  *session = (GestaSession){
    .allocator = allocator,
    .cancel = cancel,
    .row_format = "table",
    .rdf_format = "ttl",
  };
  gesta_text_buffer_init(&session->path, allocator);
  gesta_text_buffer_init(&session->completion, allocator);
  return gesta_output_file_open(allocator, NULL, &session->output, error);
}

void
gesta_session_clear(GestaSession *session)
{
  gesta_graph_close(session->graph);
  session->graph = NULL;
  gesta_text_buffer_clear(&session->path);
  gesta_text_buffer_clear(&session->completion);
  gesta_output_file_close(&session->output);
}

GestaStatus
gesta_session_open_graph(GestaSession *session, GestaStringView path,
                         GestaError *error)
{
  GestaTextBuffer copy;
  GestaGraph *graph = NULL;
  gesta_text_buffer_init(&copy, session->allocator);
  GestaStatus status = gesta_text_buffer_append(&copy, path);
  if (status) {
    return gesta_error_set(error, status, "out of memory");
  }
  status = gesta_graph_open(session->allocator, copy.data, GESTA_OPEN_READ,
                            session->cancel, &graph, error);
  if (status) {
    gesta_text_buffer_clear(&copy);
    return status;
  }
  gesta_graph_close(session->graph);
  gesta_text_buffer_clear(&session->path);
  session->graph = graph;
  session->path = copy;
  return GESTA_OK;
}

// ---- Errors -----------------------------------------------------------------

// Tell what is wrong with a statement, or with the graph.
static void
tell(const GestaSession *session, const GestaStatement *statement,
     const char *name, const GestaError *error)
{
  if (error->status == GESTA_ERR_CANCELLED) {
    if (session->interactive) {
      (void)fputs("\ncancelled\n", stderr); // after the echo of ^C
    }
    return;
  }
  GestaError told = *error;
  if (error->line > 0) {
    told.line = statement->line + error->line - 1;
    if (error->line == 1 && error->column > 0) {
      told.column = statement->column + error->column - 1;
    }
  } else if (!session->interactive) {
    told.line = statement->line;
    told.column = statement->column;
  }
  if (!session->interactive) {
    gesta_tell_error(name, &told);
  } else if (error->line > 0 && error->column > 0) {
    (void)fprintf(stderr, "line %zu, column %zu: %s\n", error->line,
                  error->column, error->message);
  } else if (error->line > 0) {
    (void)fprintf(stderr, "line %zu: %s\n", error->line, error->message);
  } else {
    (void)fprintf(stderr, "%s\n", error->message);
  }
  if (error->line > 0) {
    gesta_tell_place(statement->text, error);
  }
}

// ---- Statements -------------------------------------------------------------

static bool
is_form(GestaStringView form, const char *name)
{
  return form.size == strlen(name)
         && strncasecmp(form.data, name, form.size) == 0;
}

static GestaStatus
run_query(GestaSession *session, GestaStringView text, GestaError *error)
{
  GestaStatus status = gesta_input_check(text, error);
  if (status) {
    return status;
  }
  if (!session->graph) {
    return gesta_error_set(error, GESTA_ERR_INPUT,
                           "no graph is open: \".open GRAPH\" opens one");
  }
  const GestaStringView form = gesta_statement_form(text);
  const bool is_rdf = is_form(form, "CONSTRUCT") || is_form(form, "DESCRIBE");
  const GestaQueryOptions options = {
    .format = gesta_view(is_rdf ? session->rdf_format : session->row_format),
    .width = gesta_terminal_width(session->output.stream),
  };
  const uint64_t begin = gesta_clock();
  GestaQueryFacts facts;
  status = gesta_graph_query(session->graph, text, &options,
                             &session->output.output, &facts, error);
  if (!status && session->interactive) {
    char seconds[GESTA_NUMBER_SIZE];
    (void)gesta_print_fixed(gesta_clock_seconds(begin, gesta_clock()), 3,
                            seconds);
    status = gesta_output_print(&session->output.output, "%s s\n", seconds);
  }
  return status;
}

void
gesta_session_run(GestaSession *session, const GestaStatement *statement,
                  const char *name)
{
  assert(session && statement && name);

  GestaError error = {0};
  GestaOutputFile *const output = &session->output;
  GestaStatus status = statement->text.data[0] == '.'
                         ? gesta_dot_command_run(session, statement->text,
                                                 &error)
                         : run_query(session, statement->text, &error);
  if (!output->failure && fflush(output->stream)) {
    output->failure = errno; // told when the output is finished
  }
  if (status && !output->failure) {
    session->failed = true;
    if (error.status == GESTA_OK) {
      (void)gesta_error_set(&error, status, "%s", gesta_status_text(status));
    }
    tell(session, statement, name, &error);
  }
}

// ---- Completion -------------------------------------------------------------

static const char *const keywords[] = {
  "ASK",       "BASE",     "BIND",     "BOUND",    "CONCAT", "CONSTRUCT",
  "CONTAINS",  "COUNT",    "DESCRIBE", "DISTINCT", "FILTER", "FROM",
  "GRAPH",     "GROUP BY", "HAVING",   "IN",       "LANG",   "LCASE",
  "LIMIT",     "MAX",      "MIN",      "NAMED",    "NOT",    "OFFSET",
  "OPTIONAL",  "ORDER BY", "PREFIX",   "REGEX",    "SELECT", "STR",
  "STRSTARTS", "SUM",      "UNION",    "WHERE",
};

const char *
gesta_session_completion(void *context, size_t index)
{
  GestaSession *const session = context;
  const size_t command_count = gesta_dot_commands_count();
  if (index < command_count) {
    return gesta_dot_commands_name(index);
  }
  index -= command_count;
  const size_t keyword_count = sizeof keywords / sizeof keywords[0];
  if (index < keyword_count) {
    return keywords[index];
  }
  index -= keyword_count;
  const GestaPrefixes *prefixes = NULL;
  if (!session->graph || gesta_graph_prefixes(session->graph, &prefixes, NULL)
      || index >= gesta_prefixes_count(prefixes)) {
    return NULL;
  }
  GestaStringView prefix;
  GestaStringView iri;
  gesta_prefixes_get(prefixes, index, &prefix, &iri);
  gesta_text_buffer_clear(&session->completion);
  if (gesta_text_buffer_append(&session->completion, prefix)
      || gesta_text_buffer_append(&session->completion, gesta_view(":"))) {
    return NULL;
  }
  return session->completion.data;
}
