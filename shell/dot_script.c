// SPDX-License-Identifier: GPL-3.0-or-later
// Variables, saved queries, scripts, and what concerns the session itself.
#include "graph/base/file.h"
#include "graph/base/number.h"
#include "shell/dot_commands.h"
#include "shell/input_file.h"
#include "shell/line_editor.h"
#include "shell/message.h"
#include "shell/repl.h"
#include "shell/saved_query.h"
#include "shell/words.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DEEPEST = 16 }; // scripts that read scripts

GestaStatus
gesta_dot_quit(GestaSession *session, GestaStringView argument,
               GestaError *error)
{
  (void)argument;
  (void)error;
  session->wants_to_quit = true;
  return GESTA_OK;
}

GestaStatus
gesta_dot_print(GestaSession *session, GestaStringView argument,
                GestaError *error)
{
  (void)error;
  const GestaStatus status = gesta_output_write(session->out, argument);
  return status ? status : gesta_output_write(session->out, gesta_view("\n"));
}

// ---- Variables --------------------------------------------------------------

static GestaStringView
without_mark(GestaStringView name)
{
  const bool has_mark = name.size > 0
                        && (name.data[0] == '?' || name.data[0] == '$');
  return (GestaStringView){name.data + has_mark, name.size - has_mark};
}

static GestaStatus
write_values(GestaSession *session)
{
  GestaStatus status = GESTA_OK;
  for (const GestaSetValue *at = session->values; !status && at;
       at = at->next) {
    status = gesta_output_print(session->out, "?%.*s = ", (int)at->name.size,
                                at->name.data);
    if (!status) {
      status = gesta_output_write(session->out, at->text);
    }
    if (!status) {
      status = gesta_output_write(session->out, gesta_view("\n"));
    }
  }
  return status;
}

GestaStatus
gesta_dot_set(GestaSession *session, GestaStringView argument,
              GestaError *error)
{
  if (argument.size == 0) {
    return write_values(session);
  }
  size_t size = 0;
  while (size < argument.size && !strchr(" \t=", argument.data[size])) {
    ++size;
  }
  const GestaStringView name = without_mark(
    (GestaStringView){argument.data, size});
  while (size < argument.size && strchr(" \t=", argument.data[size])) {
    ++size;
  }
  const GestaStringView text = {argument.data + size, argument.size - size};
  if (name.size == 0 || text.size == 0) {
    return gesta_error_set(error, GESTA_ERR_INPUT,
                           "expected .set NAME VALUE, such as .set who "
                           "\"Ada\"");
  }
  return gesta_session_set(session, name, text, true, error);
}

GestaStatus
gesta_dot_unset(GestaSession *session, GestaStringView argument,
                GestaError *error)
{
  const GestaStringView name = without_mark(argument);
  return gesta_session_unset(session, name)
           ? gesta_error_set(error, GESTA_ERR_INPUT, "?%.*s has no value",
                             (int)(name.size < 100 ? name.size : 100),
                             name.data)
           : GESTA_OK;
}

// ---- Scripts ----------------------------------------------------------------

// Run the statements of a stream or of a text, in which messages name it.
static GestaStatus
run_script(GestaSession *session, FILE *stream, GestaStringView text,
           const char *name, GestaError *error)
{
  if (session->depth == DEEPEST) {
    return gesta_error_set(error, GESTA_ERR_TOO_LARGE,
                           "%s: scripts read scripts more than %d deep", name,
                           (int)DEEPEST);
  }
  const bool was_interactive = session->interactive;
  const bool had_failed = session->failed;
  ++session->depth;
  session->interactive = false;
  session->failed = false;
  if (stream) {
    gesta_repl_run_stream(session, stream, name);
  } else {
    gesta_repl_run_text(session, text, name);
  }
  session->interactive = was_interactive;
  --session->depth;
  if (session->failed) { // which was told
    session->is_told = true;
    return GESTA_ERR_INPUT;
  }
  session->failed = had_failed;
  return GESTA_OK;
}

GestaStatus
gesta_dot_read(GestaSession *session, GestaStringView argument,
               GestaError *error)
{
  GestaArena arena;
  const char *path = NULL;
  FILE *stream = NULL;
  gesta_arena_init(&arena, session->allocator);
  GestaStatus status = gesta_words_one_file(&arena, argument, &path, error);
  if (!status) {
    status = gesta_input_open(path, &stream, error);
  }
  if (!status) {
    status = run_script(session, stream, (GestaStringView){NULL, 0},
                        gesta_input_name(path), error);
  }
  gesta_input_close(stream);
  gesta_arena_clear(&arena);
  return status;
}

GestaStatus
gesta_dot_on_error(GestaSession *session, GestaStringView argument,
                   GestaError *error)
{
  if (argument.size == 0) {
    return gesta_output_print(session->out, "%s\n",
                              session->stop_on_error ? "stop" : "continue");
  }
  const bool stops = gesta_view_equal(argument, gesta_view("stop"))
                     || gesta_view_equal(argument, gesta_view("on"));
  if (!stops && !gesta_view_equal(argument, gesta_view("continue"))
      && !gesta_view_equal(argument, gesta_view("off"))) {
    return gesta_error_set(error, GESTA_ERR_INPUT, "expected stop or continue");
  }
  session->stop_on_error = stops;
  return GESTA_OK;
}

// ---- The last request -------------------------------------------------------

static GestaStatus
require_last(const GestaSession *session, GestaError *error)
{
  return session->last.size > 0 ? GESTA_OK
                                : gesta_error_set(error, GESTA_ERR_INPUT,
                                                  "there was no request yet");
}

GestaStatus
gesta_dot_explain(GestaSession *session, GestaStringView argument,
                  GestaError *error)
{
  if (argument.size > 0) {
    return gesta_session_request(session, argument, GESTA_EXPLAIN_TEXT, error);
  }
  const GestaStatus status = require_last(session, error);
  return status ? status
                : gesta_session_request(session,
                                        gesta_text_buffer_view(&session->last),
                                        GESTA_EXPLAIN_TEXT, error);
}

GestaStatus
gesta_dot_save(GestaSession *session, GestaStringView argument,
               GestaError *error)
{
  GestaArena arena;
  GestaWords words;
  gesta_arena_init(&arena, session->allocator);
  GestaStatus status = gesta_words_split(&arena, argument, &words, error);
  const bool replaces = !status && words.count == 2
                        && strcmp(words.words[1], "--replace") == 0;
  if (!status && words.count != 1 && !replaces) {
    status = gesta_error_set(error, GESTA_ERR_INPUT,
                             "expected .save NAME, or .save NAME --replace");
  }
  if (!status) {
    status = require_last(session, error);
  }
  if (!status) {
    status = gesta_saved_query_write(session, words.words[0],
                                     gesta_text_buffer_view(&session->last),
                                     replaces, error);
  }
  gesta_arena_clear(&arena);
  return status;
}

GestaStatus
gesta_dot_run(GestaSession *session, GestaStringView argument,
              GestaError *error)
{
  GestaArena arena;
  GestaWords words;
  GestaStringView text = {NULL, 0};
  const char *path = NULL;
  // A value is given as it is typed, with its quotes: only the name is a word.
  size_t size = 0;
  while (size < argument.size && argument.data[size] != ' ') {
    ++size;
  }
  gesta_arena_init(&arena, session->allocator);
  GestaStatus status = gesta_words_split(
    &arena, (GestaStringView){argument.data, size}, &words, error);
  if (!status && words.count != 1) {
    status = gesta_error_set(error, GESTA_ERR_INPUT,
                             "expected the name of a query");
  }
  GestaSetValue *const before = session->values;
  if (!status) {
    status = gesta_session_copy_values(session);
  }
  while (!status && size < argument.size) {
    status = gesta_saved_query_take_value(session, argument, &size, error);
  }
  if (!status) {
    status = gesta_saved_query_read(session, words.words[0], &arena, &path,
                                    &text, error);
  }
  if (!status) {
    status = run_script(session, NULL, text, path, error);
  }
  session->values = before;
  gesta_arena_clear(&arena);
  return status;
}

GestaStatus
gesta_dot_queries(GestaSession *session, GestaStringView argument,
                  GestaError *error)
{
  (void)argument;
  return gesta_saved_query_list(session, error);
}

// ---- At the terminal --------------------------------------------------------

static GestaStatus
require_person(const GestaSession *session, GestaError *error)
{
  return session->interactive ? GESTA_OK
                              : gesta_error_set(error, GESTA_ERR_INPUT,
                                                "needs a person at a terminal");
}

GestaStatus
gesta_dot_history(GestaSession *session, GestaStringView argument,
                  GestaError *error)
{
  GestaStatus status = require_person(session, error);
  uint64_t most = 20;
  if (!status && argument.size > 0 && gesta_parse_unsigned(argument, &most)) {
    status = gesta_error_set(error, GESTA_ERR_INPUT,
                             "expected how many statements");
  }
  const size_t count = gesta_line_editor_history_count();
  for (size_t i = count > most ? count - (size_t)most : 0; !status && i < count;
       ++i) {
    status = gesta_output_write(session->out,
                                gesta_view(gesta_line_editor_history(i)));
    if (!status) {
      status = gesta_output_write(session->out, gesta_view("\n"));
    }
  }
  return status;
}

// Let the person edit a file.
static GestaStatus
edit_file(const char *path, GestaError *error)
{
  GestaChild child;
  if (gesta_child_start("${VISUAL:-${EDITOR:-vi}} \"$1\"", path, &child)) {
    return gesta_error_set(error, GESTA_ERR_SYSTEM,
                           "the editor cannot be started: %s",
                           gesta_errno_text(errno));
  }
  const int result = gesta_child_end(&child);
  return result == 0
           ? GESTA_OK
           : gesta_error_set(error, GESTA_ERR_SYSTEM,
                             "the editor ended with status %d: set $EDITOR to "
                             "one that is installed",
                             result);
}

// Put a text into a new file in the folder for such files.
static GestaStatus
write_draft(GestaStringView text, char *path, size_t size, GestaError *error)
{
  // Nobody changes the environment while we run.
  const char *const folder = getenv("TMPDIR"); // NOLINT(concurrency-*)
  (void)snprintf(path, size, "%s/gesta-XXXXXX.rq",
                 folder && folder[0] ? folder : "/tmp");
  const int file = mkstemps(path, (int)strlen(".rq"));
  FILE *const stream = file < 0 ? NULL : fdopen(file, "w");
  if (file >= 0 && !stream) {
    const int reason = errno;
    (void)close(file);
    errno = reason;
  }
  const bool is_written = stream
                          && fwrite(text.data, 1, text.size, stream)
                               == text.size
                          && fputs("\n", stream) >= 0;
  const bool is_closed = stream && fclose(stream) == 0;
  return is_written && is_closed
           ? GESTA_OK
           : gesta_error_set(error, GESTA_ERR_FILE, "%s: cannot be written: %s",
                             path, gesta_errno_text(errno));
}

GestaStatus
gesta_dot_edit(GestaSession *session, GestaStringView argument,
               GestaError *error)
{
  (void)argument;
  GestaStatus status = require_person(session, error);
  if (status) {
    return status;
  }
  char path[512];
  GestaStringView text = {NULL, 0};
  status = write_draft(session->last.size > 0
                         ? gesta_text_buffer_view(&session->last)
                         : gesta_view(""),
                       path, sizeof path, error);
  if (!status) {
    status = edit_file(path, error);
  }
  if (!status) {
    status = gesta_input_read(session->allocator, path, &text, error);
  }
  (void)unlink(path);
  if (!status && text.size > 0) {
    size_t size = text.size;
    while (size > 0 && strchr(" \r\n\t", text.data[size - 1])) {
      --size;
    }
    GestaStringView entry;
    if (size > 0
        && !gesta_arena_copy(&session->arena,
                             (GestaStringView){text.data, size}, &entry)) {
      gesta_line_editor_remember(entry.data);
    }
    status = run_script(session, NULL, text, "edited", error);
  }
  gesta_text_release(session->allocator, &text);
  return status;
}
