// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/repl.h"

#include "shell/completion.h"
#include "shell/interrupt.h"
#include "shell/line_editor.h"
#include "shell/message.h"
#include "shell/user_file.h"

#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

// Whether there is no use in reading on.
static bool
is_over(const GestaSession *session)
{
  return session->wants_to_quit || session->output.failure != 0
         || (!session->interactive && session->has_stopped)
         || (!session->interactive && gesta_cancelled(session->cancel));
}

// Run the statements that are whole.
static void
run_whole(GestaSession *session, GestaStatementReader *reader, const char *name)
{
  GestaStatement statement;
  while (!is_over(session)
         && gesta_statement_reader_next(reader, &statement) == GESTA_OK) {
    gesta_session_run(session, &statement, name);
  }
}

// Run what no ending follows.
static void
run_rest(GestaSession *session, GestaStatementReader *reader, const char *name)
{
  GestaStatement statement;
  if (!is_over(session)
      && gesta_statement_reader_rest(reader, &statement) == GESTA_OK) {
    gesta_session_run(session, &statement, name);
  }
}

// Add lines and run what is whole then.
static void
add_and_run(GestaSession *session, GestaStatementReader *reader,
            GestaStringView lines, const char *name)
{
  const GestaStatus status = gesta_statement_reader_add(reader, lines);
  if (status) {
    gesta_tell("%s: %s", name, gesta_status_text(status));
    session->failed = true;
    session->wants_to_quit = true;
    return;
  }
  run_whole(session, reader, name);
}

void
gesta_repl_run_text(GestaSession *session, GestaStringView text,
                    const char *name)
{
  GestaStatementReader reader;
  gesta_statement_reader_init(&reader, session->allocator);
  add_and_run(session, &reader, text, name);
  run_rest(session, &reader, name);
  gesta_statement_reader_clear(&reader);
}

void
gesta_repl_run_stream(GestaSession *session, FILE *stream, const char *name)
{
  assert(session && stream && name);

  GestaStatementReader reader;
  gesta_statement_reader_init(&reader, session->allocator);
  char *line = NULL;
  size_t room = 0;
  while (!is_over(session)) {
    const ssize_t size = getline(&line, &room, stream);
    if (size < 0) {
      if (ferror(stream) && errno != EINTR) {
        gesta_tell("%s: cannot be read: %s", name, gesta_errno_text(errno));
        session->failed = true;
      }
      break;
    }
    GestaStringView text = {line, (size_t)size};
    text.size -= text.data[text.size - 1] == '\n';
    add_and_run(session, &reader, text, name);
  }
  run_rest(session, &reader, name);
  gesta_statement_reader_clear(&reader);
  free(line); // from getline()
}

// ---- A person at a terminal -------------------------------------------------

// Remember a statement with its end, so that Enter runs it again.  An end
// behind a comment would be part of it.
static void
remember(GestaSession *session, GestaStringView statement)
{
  size_t last_line = statement.size;
  while (last_line > 0 && statement.data[last_line - 1] != '\n') {
    --last_line;
  }
  const bool has_comment = memchr(statement.data + last_line, '#',
                                  statement.size - last_line)
                           != NULL;
  const char *end = gesta_statement_is_command(statement) ? "" : ";";
  if (*end && has_comment) {
    end = "\n;";
  }
  GestaTextBuffer entry;
  gesta_text_buffer_init(&entry, session->allocator);
  if (!gesta_text_buffer_append(&entry, statement)
      && !gesta_text_buffer_append(&entry, gesta_view(end))) {
    gesta_line_editor_remember(entry.data);
  }
  gesta_text_buffer_clear(&entry);
}

// What is completed: the line that is typed, behind those before it.
typedef struct Typing {
  GestaSession *session;
  const GestaStatementReader *reader;
} Typing;

static void
complete(void *context, GestaStringView line, GestaCompletions *completions)
{
  const Typing *const typing = context;
  const GestaStringView before = gesta_statement_reader_text(typing->reader);
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, typing->session->allocator);
  GestaStatus status = gesta_text_buffer_append(&text, before);
  if (!status) {
    status = gesta_text_buffer_append(&text, line);
  }
  if (!status) {
    // Whatever goes wrong, nothing is completed.
    status = gesta_completion_find(typing->session,
                                   gesta_text_buffer_view(&text), completions);
  }
  if (status || completions->start < before.size) {
    completions->count = 0;
  } else {
    completions->start -= before.size; // no word spans lines
  }
  gesta_text_buffer_clear(&text);
}

// Read and run lines until the end.
static void
talk(GestaSession *session, GestaStatementReader *reader)
{
  while (!is_over(session)) {
    GestaStringView line;
    const bool pending = gesta_statement_reader_pending(reader);
    gesta_interrupt_reset();
    GestaStatus status = gesta_line_editor_read(pending ? "  ...> " : "gesta> ",
                                                &line);
    if (status == GESTA_ERR_CANCELLED) {
      gesta_statement_reader_reset(reader);
      continue;
    }
    if (!status) {
      status = gesta_statement_reader_add(reader, line);
    }
    if (status) {
      return; // Ctrl-D: an unfinished statement is not meant
    }
    GestaStatement statement;
    while (!is_over(session)
           && gesta_statement_reader_next(reader, &statement) == GESTA_OK) {
      session->failed = false; // that of another statement was seen
      session->has_stopped = false;
      remember(session, statement.text);
      gesta_session_run(session, &statement, "");
    }
  }
}

void
gesta_repl_talk(GestaSession *session)
{
  assert(session);

  session->interactive = true;
  session->timing = true;
  session->pager = true;
  gesta_interrupt_repeat();
  char history[PATH_MAX];
  const bool has_history = gesta_user_file(GESTA_USER_STATE, "history", history,
                                           sizeof history);
  GestaStatementReader reader;
  gesta_statement_reader_init(&reader, session->allocator);
  Typing typing = {session, &reader};
  const GestaLineEditor editor = {session->allocator, complete, &typing,
                                  session->cancel};
  gesta_line_editor_open(&editor, has_history ? history : NULL);

  const GestaStatus status = gesta_output_print(
    session->out,
    "Gesta " GESTA_VERSION ".  A query ends with \";\" or an empty line; "
    ".help lists the commands.\n");
  if (!status) {
    (void)fflush(session->output.stream); // seen when the first answer is
    talk(session, &reader);
  }
  gesta_statement_reader_clear(&reader);
  gesta_line_editor_close();
  gesta_interrupt_reset();
  session->failed = false; // the person has seen it
}
