// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/number.h"
#include "graph/io/rdf_writer.h"
#include "shell/answer.h"
#include "shell/dot_commands.h"
#include "shell/seconds.h"
#include "shell/suggestion.h"
#include "shell/words.h"

#include <inttypes.h>
#include <string.h>

// ---- Formats ----------------------------------------------------------------

// Choose among the names of a list.
static bool
choose_format(const char *const *names, GestaStringView wanted,
              const char **chosen, GestaSuggestion *suggestion)
{
  for (; *names; ++names) {
    if (gesta_view_equal(gesta_view(*names), wanted)) {
      *chosen = *names;
      return true;
    }
    gesta_suggestion_offer(suggestion, *names);
  }
  return false;
}

GestaStatus
gesta_dot_format(GestaSession *session, GestaStringView argument,
                 GestaError *error)
{
  if (argument.size == 0) {
    return gesta_output_print(session->out, "%s and %s\n", session->row_format,
                              session->rdf_format);
  }
  GestaSuggestion suggestion = gesta_suggestion(argument);
  if (choose_format(gesta_results_formats(), argument, &session->row_format,
                    &suggestion)
      || choose_format(gesta_rdf_writer_formats(), argument,
                       &session->rdf_format, &suggestion)) {
    return GESTA_OK;
  }
  if (suggestion.nearest) {
    return gesta_error_set(
      error, GESTA_ERR_INPUT, "unknown format \"%.*s\"; did you mean %s?",
      (int)argument.size, argument.data, suggestion.nearest);
  }
  return gesta_error_set(error, GESTA_ERR_INPUT,
                         "unknown format \"%.*s\": " GESTA_RESULTS_CHOICES
                         "; or " GESTA_RDF_WRITER_CHOICES,
                         (int)argument.size, argument.data);
}

// ---- Switches and numbers ---------------------------------------------------

// Set a switch, or show it.
static GestaStatus
change_switch(GestaSession *session, bool *value, GestaStringView argument,
              GestaError *error)
{
  if (argument.size == 0) {
    return gesta_output_print(session->out, "%s\n", *value ? "on" : "off");
  }
  const bool is_on = gesta_view_equal(argument, gesta_view("on"));
  if (!is_on && !gesta_view_equal(argument, gesta_view("off"))) {
    return gesta_error_set(error, GESTA_ERR_INPUT, "expected on or off");
  }
  *value = is_on;
  return GESTA_OK;
}

GestaStatus
gesta_dot_bars(GestaSession *session, GestaStringView argument,
               GestaError *error)
{
  return change_switch(session, &session->bars, argument, error);
}

GestaStatus
gesta_dot_labels(GestaSession *session, GestaStringView argument,
                 GestaError *error)
{
  static const char *const modes[] = {[GESTA_LABELS_AUTO] = "auto",
                                      [GESTA_LABELS_ON] = "on",
                                      [GESTA_LABELS_OFF] = "off"};
  if (argument.size == 0) {
    return gesta_output_print(
      session->out, "%s%s%.*s\n", modes[session->label_mode],
      session->label_language.size > 0 ? " " : "",
      (int)session->label_language.size, session->label_language.data);
  }
  const char *const blank = memchr(argument.data, ' ', argument.size);
  const size_t size = blank ? (size_t)(blank - argument.data) : argument.size;
  const GestaStringView mode = {argument.data, size};
  for (size_t i = 0; i < sizeof modes / sizeof modes[0]; ++i) {
    if (gesta_view_equal(mode, gesta_view(modes[i]))) {
      session->label_mode = (GestaLabelMode)i;
      return blank ? gesta_arena_copy(
               &session->arena,
               (GestaStringView){blank + 1, argument.size - size - 1},
               &session->label_language)
                   : GESTA_OK;
    }
  }
  return gesta_error_set(error, GESTA_ERR_INPUT,
                         "expected on, off or auto, and perhaps a language");
}

GestaStatus
gesta_dot_limit(GestaSession *session, GestaStringView argument,
                GestaError *error)
{
  if (argument.size == 0 && !session->has_limit) {
    return gesta_output_print(
      session->out, "none: queries print all rows, the shell's commands %d\n",
      (int)GESTA_OWN_LIMIT);
  }
  if (argument.size == 0) {
    return gesta_output_print(session->out, "%" PRIu64 "\n", session->limit);
  }
  uint64_t limit = 0;
  if (gesta_parse_unsigned(argument, &limit)) {
    return gesta_error_set(error, GESTA_ERR_INPUT,
                           "expected a number of rows; 0: all");
  }
  session->limit = limit;
  session->has_limit = true;
  return GESTA_OK;
}

GestaStatus
gesta_dot_timeout(GestaSession *session, GestaStringView argument,
                  GestaError *error)
{
  if (argument.size == 0) {
    char seconds[GESTA_NUMBER_SIZE];
    (void)gesta_print_fixed((double)session->timeout / 1000.0, 3, seconds);
    return gesta_output_print(session->out, "%s s\n", seconds);
  }
  uint64_t milliseconds = 0;
  if (!gesta_read_seconds(argument, &milliseconds)) {
    return gesta_error_set(error, GESTA_ERR_INPUT,
                           "expected seconds, such as 2.5; 0: none");
  }
  session->timeout = milliseconds;
  return GESTA_OK;
}

GestaStatus
gesta_dot_expanded(GestaSession *session, GestaStringView argument,
                   GestaError *error)
{
  bool is_on = strcmp(session->row_format, "expanded") == 0;
  if (argument.size == 0) { // as in psql, to and fro
    is_on = !is_on;
  } else {
    const GestaStatus status = change_switch(session, &is_on, argument, error);
    if (status) {
      return status;
    }
  }
  session->row_format = is_on ? "expanded" : "table";
  return GESTA_OK;
}

GestaStatus
gesta_dot_timing(GestaSession *session, GestaStringView argument,
                 GestaError *error)
{
  return change_switch(session, &session->timing, argument, error);
}

GestaStatus
gesta_dot_pager(GestaSession *session, GestaStringView argument,
                GestaError *error)
{
  return change_switch(session, &session->pager, argument, error);
}

GestaStatus
gesta_dot_colour(GestaSession *session, GestaStringView argument,
                 GestaError *error)
{
  return change_switch(session, &session->colour, argument, error);
}

GestaStatus
gesta_dot_width(GestaSession *session, GestaStringView argument,
                GestaError *error)
{
  uint64_t width = 0;
  if (argument.size == 0) {
    return gesta_output_print(session->out, "%zu\n",
                              gesta_session_width(session));
  }
  if (gesta_parse_unsigned(argument, &width) || width > 10000) {
    return gesta_error_set(error, GESTA_ERR_INPUT,
                           "expected a number of columns; 0: as many as the "
                           "terminal has");
  }
  session->width = (size_t)width;
  return GESTA_OK;
}

GestaStatus
gesta_dot_wrap(GestaSession *session, GestaStringView argument,
               GestaError *error)
{
  return change_switch(session, &session->wraps, argument, error);
}

// ---- Where answers go -------------------------------------------------------

// Open the output that `argument` names: a file, or "|COMMAND".
static GestaStatus
open_output(GestaSession *session, GestaStringView argument, GestaError *error)
{
  GestaStringView rest = argument;
  const char *name = NULL;
  const bool is_pipe = argument.data[0] == '|';
  size_t from = is_pipe;
  while (is_pipe && from < argument.size && argument.data[from] == ' ') {
    ++from;
  }
  GestaStatus status = gesta_arena_copy(
    &session->arena,
    (GestaStringView){argument.data + from, argument.size - from}, &rest);
  if (!status && is_pipe) {
    name = rest.data;
  } else if (!status) {
    status = gesta_words_one_file(&session->arena, rest, &name, error);
  }
  if (status) {
    return status;
  }
  (void)fflush(stdout); // a program that reads it writes there, too
  GestaOutputFile *const output = &session->output;
  gesta_output_file_close(output);
  status = is_pipe
             ? gesta_output_file_pipe(session->allocator, name, output, error)
             : gesta_output_file_open(session->allocator, name, output, error);
  if (status) {
    const GestaStatus opened = gesta_output_file_open(session->allocator, NULL,
                                                      output, error);
    return opened ? opened : status;
  }
  return GESTA_OK;
}

static GestaStatus
change_output(GestaSession *session, GestaStringView argument, bool once,
              GestaError *error)
{
  GestaStatus status = gesta_session_end_output(session, error);
  const bool is_standard = argument.size == 0
                           || gesta_view_equal(argument, gesta_view("-"))
                           || gesta_view_equal(argument, gesta_view("stdout"));
  if (!status && !is_standard) {
    status = open_output(session, argument, error);
  }
  session->has_once = once && !status && !is_standard;
  return status;
}

GestaStatus
gesta_dot_output(GestaSession *session, GestaStringView argument,
                 GestaError *error)
{
  return change_output(session, argument, false, error);
}

GestaStatus
gesta_dot_once(GestaSession *session, GestaStringView argument,
               GestaError *error)
{
  return change_output(session, argument, true, error);
}

// ---- All settings -----------------------------------------------------------

GestaStatus
gesta_dot_show(GestaSession *session, GestaStringView argument,
               GestaError *error)
{
  (void)argument;
  static const struct {
    const char *name;
    GestaStatus (*run)(GestaSession *session, GestaStringView argument,
                       GestaError *error);
  } settings[] = {
    {"bars", gesta_dot_bars},     {"colour", gesta_dot_colour},
    {"format", gesta_dot_format}, {"labels", gesta_dot_labels},
    {"limit", gesta_dot_limit},   {"on-error", gesta_dot_on_error},
    {"pager", gesta_dot_pager},   {"timeout", gesta_dot_timeout},
    {"timing", gesta_dot_timing}, {"width", gesta_dot_width},
    {"wrap", gesta_dot_wrap},
  };
  GestaStatus status = gesta_output_print(session->out, "%-9s %s\n", "graph",
                                          session->graph ? session->path.data
                                                         : "none is open");
  if (!status) {
    status = gesta_output_print(session->out, "%-9s %s\n", "output",
                                session->output.name);
  }
  for (size_t i = 0; !status && i < sizeof settings / sizeof settings[0]; ++i) {
    status = gesta_output_print(session->out, "%-9s ", settings[i].name);
    if (!status) {
      status = settings[i].run(session, (GestaStringView){NULL, 0}, error);
    }
  }
  return status;
}
