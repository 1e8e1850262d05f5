// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/commands.h"
#include "shell/input_file.h"
#include "shell/message.h"
#include "shell/process_memory.h"
#include "shell/repl.h"
#include "shell/session.h"
#include "shell/terminal.h"

#include <string.h>

static const GestaOption options[] = {
  {"command", 'c', "STATEMENT", "run a statement and leave; may be repeated"},
  {"file", 'f', "SCRIPT", "run the statements of a file and leave"},
  GESTA_OPTIONS_END,
};

static void
run_script(GestaSession *session, const char *path)
{
  FILE *stream = NULL;
  GestaError error = {0};
  if (gesta_input_open(path, &stream, &error)) {
    gesta_tell_error(path, &error);
    session->failed = true;
    return;
  }
  gesta_repl_run_stream(session, stream, gesta_input_name(path));
  gesta_input_close(stream);
}

// Run what the options say, in their order.
static void
run_given(GestaSession *session, const GestaArguments *arguments)
{
  for (size_t i = 0; i < arguments->given_count; ++i) {
    const GestaOptionValue *const given = &arguments->given[i];
    if (strcmp(given->option->name, "file") == 0) {
      run_script(session, given->value);
    } else {
      gesta_repl_run_text(session, gesta_view(given->value), "statement");
    }
  }
}

static int
run_session(GestaSession *session, const GestaArguments *arguments)
{
  GestaError error = {0};
  session->bars = gesta_is_terminal(stdout);
  if (arguments->operand_count == 1) {
    const char *const path = arguments->operands[0];
    if (gesta_session_open_graph(session, gesta_view(path), &error)) {
      gesta_tell_error(path, &error);
      return GESTA_EXIT_FAILED;
    }
  }
  if (arguments->given_count > 0) {
    run_given(session, arguments);
  } else if (gesta_is_terminal(stdin) && gesta_is_terminal(stdout)) {
    gesta_repl_talk(session);
  } else {
    gesta_repl_run_stream(session, stdin, gesta_input_name("-"));
  }
  const GestaStatus status = gesta_output_file_finish(&session->output, &error);
  if (status) {
    gesta_tell_error(NULL, &error);
  }
  return status || session->failed || gesta_cancelled(session->cancel)
           ? GESTA_EXIT_FAILED
           : GESTA_EXIT_DONE;
}

static int
run_shell(const GestaArguments *arguments, GestaCancel *cancel)
{
  gesta_keep_freed_memory();
  GestaSession session;
  GestaError error = {0};
  if (gesta_session_init(gesta_default_allocator(), cancel, &session, &error)) {
    gesta_tell_error(NULL, &error);
    return GESTA_EXIT_FAILED;
  }
  const int exit_status = run_session(&session, arguments);
  gesta_session_clear(&session);
  return exit_status;
}

const GestaCommand gesta_shell_command = {
  .name = "shell",
  .summary = "ask a graph interactively, or run a script",
  .usage = "[GRAPH]",
  .details =
    "Ask a graph question after question.  A query ends with \";\" or an "
    "empty\n"
    "line; .help lists the other commands.  Ctrl-C stops a query, Ctrl-D\n"
    "leaves.  Without a terminal, statements are read from standard input, "
    "and\n"
    "the exit status is 1 if one of them failed.\n"
    "\n"
    "Examples:\n"
    "  gesta shell news.gesta\n"
    "  gesta shell news.gesta -c 'ASK { ?e a gesta:Event }'\n",
  .options = options,
  .least = 0,
  .most = 1,
  .run = run_shell,
};
