// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/commands.h"
#include "shell/input_file.h"
#include "shell/message.h"
#include "shell/process_memory.h"
#include "shell/repl.h"
#include "shell/session.h"
#include "shell/style.h"
#include "shell/terminal.h"

#include <string.h>

static const GestaOption options[] = {
  {"command", 'c', "STATEMENT", "run a statement and leave; may be repeated"},
  {"file", 'f', "SCRIPT", "run the statements of a file and leave"},
  {"param", 'p', "NAME=VALUE",
   "give a variable a value, as .set does; may be repeated"},
  {"on-error", 0, "stop|continue",
   "what a script does after a mistake [continue]"},
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
    session->has_stopped = session->stop_on_error;
    return;
  }
  gesta_repl_run_stream(session, stream, gesta_input_name(path));
  gesta_input_close(stream);
}

// Run what the options say, in their order.
//
// returns  whether they gave statements
static bool
run_given(GestaSession *session, const GestaArguments *arguments)
{
  bool has_statements = false;
  for (size_t i = 0; i < arguments->given_count; ++i) {
    const GestaOptionValue *const given = &arguments->given[i];
    if (strcmp(given->option->name, "file") == 0) {
      run_script(session, given->value);
      has_statements = true;
    } else if (strcmp(given->option->name, "command") == 0) {
      gesta_repl_run_text(session, gesta_view(given->value), "statement");
      has_statements = true;
    }
  }
  return has_statements;
}

// Give variables the values of --param.
//
// returns  an exit status
static int
set_values(GestaSession *session, const GestaArguments *arguments)
{
  size_t index = 0;
  const char *value = gesta_arguments_next(arguments, "param", &index);
  while (value) {
    GestaError error = {0};
    const char *const equals = strchr(value, '=');
    if (!equals || equals == value) {
      return gesta_command_misuse(&gesta_shell_command,
                                  "--param cannot be \"%s\": expected "
                                  "NAME=VALUE",
                                  value);
    }
    const GestaStringView name = {value, (size_t)(equals - value)};
    if (gesta_session_set(session, name, gesta_view(equals + 1), true,
                          &error)) {
      return gesta_command_misuse(&gesta_shell_command, "--param %s: %s", value,
                                  error.message);
    }
    value = gesta_arguments_next(arguments, "param", &index);
  }
  return GESTA_EXIT_DONE;
}

static int
run_session(GestaSession *session, const GestaArguments *arguments)
{
  GestaError error = {0};
  session->bars = gesta_is_terminal(stdout);
  session->colour = gesta_style_is_wanted(stdout);
  if (arguments->operand_count == 1) {
    const char *const path = arguments->operands[0];
    if (gesta_session_open_graph(session, gesta_view(path), &error)) {
      gesta_tell_error(path, &error);
      return GESTA_EXIT_FAILED;
    }
  }
  const char *const on_error = gesta_arguments_value(arguments, "on-error");
  session->stop_on_error = on_error && strcmp(on_error, "stop") == 0;
  const int usage = set_values(session, arguments);
  if (usage != GESTA_EXIT_DONE) {
    return usage;
  }
  if (run_given(session, arguments)) {
    // They were run.
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
    "History is kept in gesta/history of $XDG_STATE_HOME or ~/.local/state.\n"
    "$PAGER, $EDITOR and NO_COLOR are minded.\n"
    "\n"
    "Examples:\n"
    "  gesta shell news.gesta\n"
    "  gesta shell news.gesta -c '.timeline Turquie'\n"
    "  gesta shell news.gesta -f report.rq --param who=gaz:TR --on-error "
    "stop\n"
    "  gesta shell news.gesta -c 'ASK { ?e a gesta:Event }'\n",
  .options = options,
  .least = 0,
  .most = 1,
  .run = run_shell,
};
