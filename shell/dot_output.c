// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/number.h"
#include "graph/io/rdf_format.h"
#include "shell/dot_commands.h"
#include "shell/seconds.h"
#include "shell/suggestion.h"

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
    return gesta_output_print(&session->output.output, "%s and %s\n",
                              session->row_format, session->rdf_format);
  }
  GestaSuggestion suggestion = gesta_suggestion(argument);
  if (choose_format(gesta_results_formats(), argument, &session->row_format,
                    &suggestion)
      || choose_format(gesta_rdf_formats(), argument, &session->rdf_format,
                       &suggestion)) {
    return GESTA_OK;
  }
  if (suggestion.nearest) {
    return gesta_error_set(
      error, GESTA_ERR_INPUT, "unknown format \"%.*s\"; did you mean %s?",
      (int)argument.size, argument.data, suggestion.nearest);
  }
  return gesta_error_set(error, GESTA_ERR_INPUT,
                         "unknown format \"%.*s\": " GESTA_RESULTS_CHOICES
                         "; or " GESTA_RDF_CHOICES,
                         (int)argument.size, argument.data);
}

// ---- Switches and numbers ---------------------------------------------------

// Set a switch, or show it.
static GestaStatus
change_switch(GestaSession *session, bool *value, GestaStringView argument,
              GestaError *error)
{
  if (argument.size == 0) {
    return gesta_output_print(&session->output.output, "%s\n",
                              *value ? "on" : "off");
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
      &session->output.output, "%s%s%.*s\n", modes[session->label_mode],
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
  if (argument.size == 0) {
    return gesta_output_print(&session->output.output, "%" PRIu64 "\n",
                              session->limit);
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
    return gesta_output_print(&session->output.output, "%s s\n", seconds);
  }
  uint64_t milliseconds = 0;
  if (!gesta_read_seconds(argument, &milliseconds)) {
    return gesta_error_set(error, GESTA_ERR_INPUT,
                           "expected seconds, such as 2.5; 0: none");
  }
  session->timeout = milliseconds;
  return GESTA_OK;
}
