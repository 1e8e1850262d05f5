// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/session.h"

#include "graph/base/clock.h"
#include "graph/base/number.h"
#include "shell/answer.h"
#include "shell/dot_command.h"
#include "shell/dot_commands.h"
#include "shell/input_file.h"
#include "shell/message.h"
#include "shell/pager.h"
#include "shell/style.h"
#include "shell/terminal.h"
#include "shell/vocabulary.h"

#include <assert.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The language that the person's environment speaks: "fr" of "fr_CA.UTF-8".
static GestaStringView
find_language(void)
{
  static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; ++i) {
    // Nobody changes the environment while we run.
    const char *const value = getenv(names[i]); // NOLINT(concurrency-*)
    if (value && value[0]) {
      const size_t size = strcspn(value, "_.@");
      const bool is_code = size == 2 || size == 3;
      return (GestaStringView){value, is_code ? size : 0};
    }
  }
  return (GestaStringView){NULL, 0};
}

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
  session->label_language = find_language();
  gesta_text_buffer_init(&session->path, allocator);
  gesta_text_buffer_init(&session->last, allocator);
  gesta_arena_init(&session->arena, allocator);
  session->out = &session->output.output;
  return gesta_output_file_open(allocator, NULL, &session->output, error);
}

static void
forget_contents(GestaSession *session)
{
  gesta_label_index_free(session->labels);
  session->labels = NULL;
  gesta_vocabulary_free(session->vocabulary);
  session->vocabulary = NULL;
}

void
gesta_session_clear(GestaSession *session)
{
  gesta_graph_close(session->graph);
  session->graph = NULL;
  forget_contents(session);
  gesta_text_buffer_clear(&session->path);
  gesta_text_buffer_clear(&session->last);
  gesta_arena_clear(&session->arena);
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
  forget_contents(session);
  session->graph = graph;
  session->path = copy;
  return GESTA_OK;
}

GestaStatus
gesta_session_reopen(GestaSession *session, GestaError *error)
{
  assert(session && session->graph);

  gesta_graph_close(session->graph);
  session->graph = NULL;
  forget_contents(session);
  return gesta_graph_open(session->allocator, session->path.data,
                          GESTA_OPEN_READ, session->cancel, &session->graph,
                          error);
}

GestaStatus
gesta_session_require_graph(const GestaSession *session, GestaError *error)
{
  return session->graph
           ? GESTA_OK
           : gesta_error_set(error, GESTA_ERR_INPUT,
                             "no graph is open: \".open GRAPH\" opens one");
}

size_t
gesta_session_width(const GestaSession *session)
{
  return session->width > 0 ? session->width
                            : gesta_terminal_width(session->output.stream);
}

bool
gesta_session_is_for_people(const GestaSession *session)
{
  return strcmp(session->row_format, "table") == 0
         || strcmp(session->row_format, "expanded") == 0;
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
  const bool coloured = session->interactive && session->colour
                        && error->status != GESTA_OK;
  if (coloured) {
    (void)fputs(GESTA_STYLE_WRONG, stderr);
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
  if (coloured) {
    (void)fputs(GESTA_STYLE_END, stderr);
  }
  if (error->line > 0 && error->status != GESTA_OK) {
    gesta_tell_place(statement->text, error);
  }
}

// Tell of what is right but probably not meant.
static void
warn(void *context, const GestaError *warning)
{
  const GestaSession *const session = context;
  if (!session->statement) {
    return;
  }
  GestaError told = {0};
  (void)gesta_error_set_at(&told, GESTA_OK, warning->line, warning->column,
                           "warning: %s", warning->message);
  tell(session, session->statement, session->statement_name, &told);
}

// ---- Statements -------------------------------------------------------------

static bool
is_form(GestaStringView form, const char *name)
{
  return form.size == strlen(name)
         && strncasecmp(form.data, name, form.size) == 0;
}

// Tell how long it took.
static GestaStatus
write_time(GestaSession *session, uint64_t begin)
{
  char seconds[GESTA_NUMBER_SIZE];
  (void)gesta_print_fixed(gesta_clock_seconds(begin, gesta_clock()), 3,
                          seconds);
  if (session->colour) {
    return gesta_output_print(
      session->out, GESTA_STYLE_FAINT "%s s" GESTA_STYLE_END "\n", seconds);
  }
  return gesta_output_print(session->out, "%s s\n", seconds);
}

static GestaStatus
answer_rows(GestaSession *session, GestaStringView text,
            const GestaQueryOptions *options, GestaError *error)
{
  GestaAnswer answer;
  GestaStatus status = gesta_answer_init(&answer, session, false, error);
  if (!status) {
    GestaQueryFacts facts;
    status = gesta_graph_select(session->graph, text, options, &answer.sink,
                                &facts, error);
  }
  if (!status) {
    status = gesta_answer_finish(&answer, error);
  }
  gesta_answer_clear(&answer);
  return status;
}

// Carry out an update through a handle of its own.
static GestaStatus
run_update(GestaSession *session, GestaStringView text,
           const GestaQueryOptions *options, GestaError *error)
{
  GestaGraph *graph = NULL;
  GestaUpdateFacts facts;
  GestaStoreFacts before;
  GestaStatus status = gesta_graph_facts(session->graph, &before, error);
  if (!status) {
    status = gesta_graph_open(session->allocator, session->path.data,
                              GESTA_OPEN_WRITE, session->cancel, &graph, error);
  }
  if (!status) {
    status = gesta_graph_update(graph, text, options, &facts, error);
  }
  gesta_graph_close(graph);
  if (status) {
    return status;
  }
  status = gesta_session_reopen(session, error);
  if (!status && gesta_session_is_for_people(session)) {
    const bool grown = facts.quad_count >= before.quad_count;
    const uint64_t change = grown ? facts.quad_count - before.quad_count
                                  : before.quad_count - facts.quad_count;
    status = gesta_output_print(session->out,
                                "%" PRIu64 " triples (%c%" PRIu64 ")\n",
                                facts.quad_count, grown ? '+' : '-', change);
  }
  return status;
}

static bool
is_update(GestaStringView form)
{
  static const char *const forms[] = {"INSERT", "DELETE", "LOAD", "CLEAR",
                                      "CREATE", "DROP",   "COPY", "MOVE",
                                      "ADD",    "WITH"};
  for (size_t i = 0; i < sizeof forms / sizeof forms[0]; ++i) {
    if (is_form(form, forms[i])) {
      return true;
    }
  }
  return false;
}

static GestaStatus
carry_out(GestaSession *session, GestaStringView text,
          const GestaQueryOptions *options, GestaError *error)
{
  const GestaStringView form = gesta_statement_form(text);
  if (options->explain == GESTA_EXPLAIN_NOTHING && is_update(form)) {
    return run_update(session, text, options, error);
  }
  if (options->explain != GESTA_EXPLAIN_NOTHING || is_form(form, "CONSTRUCT")
      || is_form(form, "DESCRIBE")) {
    return gesta_graph_query(session->graph, text, options, session->out, NULL,
                             error);
  }
  return answer_rows(session, text, options, error);
}

GestaStatus
gesta_session_request(GestaSession *session, GestaStringView text,
                      GestaExplain explain, GestaError *error)
{
  GestaStatus status = gesta_input_check(text, error);
  if (!status) {
    status = gesta_session_require_graph(session, error);
  }
  if (status) {
    return status;
  }
  GestaArena arena;
  GestaParameter *parameters = NULL;
  size_t count = 0;
  const uint64_t begin = gesta_clock();
  gesta_arena_init(&arena, session->allocator);
  status = gesta_session_parameters(session, &arena, &parameters, &count,
                                    error);
  if (!status) {
    const GestaQueryOptions options = {
      .format = gesta_view(session->rdf_format),
      .timeout = session->timeout,
      .parameters = parameters,
      .parameter_count = count,
      .explain = explain,
      .warn = warn,
      .warn_context = session,
    };
    status = carry_out(session, text, &options, error);
  }
  gesta_arena_clear(&arena);
  return !status && session->timing ? write_time(session, begin) : status;
}

// Remember a request for .edit, .save and .explain.
static GestaStatus
keep_last(GestaSession *session, GestaStringView text)
{
  session->last.size = 0;
  return gesta_text_buffer_append(&session->last, text);
}

// ---- Where answers go -------------------------------------------------------

GestaStatus
gesta_session_end_output(GestaSession *session, GestaError *error)
{
  GestaOutputFile *const output = &session->output;
  session->has_once = false;
  if (output->stream == stdout) {
    return GESTA_OK;
  }
  const GestaStatus status = gesta_output_file_finish(output, error);
  gesta_output_file_close(output);
  const GestaStatus opened = gesta_output_file_open(session->allocator, NULL,
                                                    output, error);
  // Who reads a pipe may leave when they have seen enough.
  return opened ? opened : status == GESTA_ERR_CANCELLED ? GESTA_OK : status;
}

// Run a statement, with a pager if a person reads along.
static GestaStatus
run_paged(GestaSession *session, GestaStringView text, GestaError *error)
{
  const bool is_command = gesta_statement_is_command(text);
  const size_t height = session->interactive && session->pager
                          ? gesta_terminal_height(session->output.stream)
                          : 0;
  GestaPager pager;
  if (height > 1) {
    gesta_pager_init(&pager, session->allocator, session->out, height - 1,
                     gesta_terminal_width(session->output.stream));
    session->out = &pager.output;
  }
  GestaStatus status = is_command ? GESTA_OK : keep_last(session, text);
  if (!status) {
    status = is_command ? gesta_dot_command_run(session, text, error)
                        : gesta_session_request(session, text,
                                                GESTA_EXPLAIN_NOTHING, error);
  }
  if (height > 1) {
    session->out = &session->output.output;
    const GestaStatus ended = gesta_pager_end(&pager);
    status = status ? status : ended;
  }
  return status == GESTA_END ? GESTA_OK : status; // the pager was left early
}

// Tell that the file or the pipe cannot be written, and leave it.
static void
give_up_output(GestaSession *session, const GestaStatement *statement,
               const char *name)
{
  GestaError error = {0};
  if (gesta_session_end_output(session, &error)) {
    session->failed = true;
    tell(session, statement, name, &error);
  }
}

void
gesta_session_run(GestaSession *session, const GestaStatement *statement,
                  const char *name)
{
  assert(session && statement && name);

  GestaError error = {0};
  GestaOutputFile *const output = &session->output;
  const bool was_once = session->has_once;
  const GestaStatement *const outer = session->statement; // that reads a script
  const char *const outer_name = session->statement_name;
  session->statement = statement;
  session->statement_name = name;
  const GestaStatus status = run_paged(session, statement->text, &error);
  session->statement = outer;
  session->statement_name = outer_name;
  if (!output->failure && fflush(output->stream)) {
    output->failure = errno; // told when the output is finished
  }
  if (status && session->is_told) {
    session->failed = true;
    session->is_told = false;
  } else if (status && !output->failure) {
    session->failed = true;
    if (error.status == GESTA_OK) {
      (void)gesta_error_set(&error, status, "%s", gesta_status_text(status));
    }
    tell(session, statement, name, &error);
  }
  session->has_stopped = session->has_stopped
                         || (status && session->stop_on_error);
  if ((output->failure && output->stream != stdout)
      || (was_once && session->has_once)) {
    give_up_output(session, statement, name);
  }
}
