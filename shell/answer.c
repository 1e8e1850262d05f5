// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/answer.h"

#include "graph/base/number.h"
#include "shell/entity_name.h"
#include "shell/stored_query.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

enum {
  BAR_WIDTH = 20, // columns
};

// ---- One row after the other ------------------------------------------------

// Columns of the shell's own queries that people want to read, not to copy.
static bool
is_of_things(GestaStringView name)
{
  static const char *const names[] = {"actor", "target", "neighbour"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; ++i) {
    if (gesta_view_equal(name, gesta_view(names[i]))) {
      return true;
    }
  }
  return false;
}

static GestaStatus
take_variables(GestaRowSink *self, const GestaStringView *names, size_t count)
{
  GestaAnswer *answer = (GestaAnswer *)self;
  GestaSession *const session = answer->session;
  const size_t room = count > 0 ? count : 1;
  answer->row = gesta_allocate(session->allocator, room, sizeof *answer->row);
  answer->labelled = gesta_allocate(session->allocator, room,
                                    sizeof *answer->labelled);
  answer->column_count = count;
  if (!answer->row || !answer->labelled) {
    return GESTA_ERR_MEMORY;
  }
  for (size_t i = 0; i < count; ++i) {
    answer->labelled[i] = answer->mode == GESTA_LABELS_ON
                          || (answer->mode == GESTA_LABELS_AUTO
                              && is_of_things(names[i]));
  }
  const bool is_styled = session->colour
                         && answer->options.format == GESTA_RESULTS_TABLE;
  gesta_styled_table_init(&answer->table, session->out);
  return gesta_results_writer_open(
    session->allocator, &answer->options, names, count,
    is_styled ? &answer->table.output : session->out, &answer->writer);
}

static GestaStatus
take_row(GestaRowSink *self, const GestaTerm *row)
{
  GestaAnswer *answer = (GestaAnswer *)self;
  if (answer->limit > 0 && answer->row_count == answer->limit) {
    answer->has_more = true;
    return GESTA_END;
  }
  ++answer->row_count;
  if (answer->mode == GESTA_LABELS_OFF) {
    return gesta_results_writer_row(answer->writer, row);
  }
  gesta_arena_reset(&answer->arena);
  for (size_t i = 0; i < answer->column_count; ++i) {
    answer->row[i] = row[i];
    if (row[i].kind != GESTA_TERM_IRI || !answer->labelled[i]) {
      continue;
    }
    GestaStringView label;
    const GestaStatus status = gesta_entity_label(answer->session, row[i].value,
                                                  &answer->arena, &label, NULL);
    if (status == GESTA_OK) {
      answer->row[i] = gesta_text_literal(label, (GestaStringView){NULL, 0});
    } else if (status != GESTA_NOT_FOUND) {
      return status;
    }
  }
  return gesta_results_writer_row(answer->writer, answer->row);
}

static GestaStatus
take_boolean(GestaRowSink *self, bool truth)
{
  GestaAnswer *answer = (GestaAnswer *)self;
  return gesta_results_write_boolean(&answer->options, truth,
                                     answer->session->out);
}

GestaStatus
gesta_answer_init(GestaAnswer *answer, GestaSession *session, bool is_own,
                  GestaError *error)
{
  assert(answer && session);

  *answer = (GestaAnswer){
    .sink = {take_variables, take_row, take_boolean},
    .session = session,
    .options = {.width = gesta_session_width(session), .wraps = session->wraps},
    .limit = is_own && !session->has_limit ? GESTA_OWN_LIMIT : session->limit,
  };
  gesta_arena_init(&answer->arena, session->allocator);
  if (gesta_results_format(gesta_view(session->row_format),
                           &answer->options.format)) {
    return gesta_error_set(error, GESTA_ERR_INPUT, "unknown format %s",
                           session->row_format);
  }
  answer->mode = session->label_mode;
  if (answer->mode == GESTA_LABELS_AUTO
      && !(is_own && gesta_session_is_for_people(session))) {
    answer->mode = GESTA_LABELS_OFF;
  }
  return session->graph ? gesta_graph_prefixes(session->graph,
                                               &answer->options.prefixes, error)
                        : GESTA_OK;
}

GestaStatus
gesta_answer_finish(GestaAnswer *answer, GestaError *error)
{
  GestaSession *const session = answer->session;
  GestaStatus status = answer->writer
                         ? gesta_results_writer_finish(answer->writer)
                         : GESTA_OK;
  if (!status && answer->has_more && gesta_session_is_for_people(session)) {
    status = gesta_output_print(session->out,
                                "there are more rows: \".limit %" PRIu64
                                "\" shows more, \".limit 0\" all\n",
                                answer->limit * 10);
  }
  return status && error && error->status == GESTA_OK
           ? gesta_error_set(error, status, "%s", gesta_status_text(status))
           : status;
}

void
gesta_answer_clear(GestaAnswer *answer)
{
  gesta_results_writer_close(answer->writer);
  gesta_arena_clear(&answer->arena);
  gesta_release(answer->session->allocator, answer->row);
  gesta_release(answer->session->allocator, answer->labelled);
  answer->row = NULL;
  answer->labelled = NULL;
  answer->writer = NULL;
}

// ---- Rows that were kept ----------------------------------------------------

// The column named "count"; column_count if there is none.
static size_t
find_count(const GestaRowList *rows)
{
  size_t i = 0;
  while (i < rows->column_count
         && !gesta_view_equal(rows->names[i], gesta_view("count"))) {
    ++i;
  }
  return i;
}

static uint64_t
read_count(const GestaTerm *term)
{
  uint64_t count = 0;
  return gesta_parse_unsigned(term->value, &count) ? 0 : count;
}

// A bar as long as `count` is great, an eighth of a column exactly.
static GestaStringView
draw_bar(uint64_t count, uint64_t greatest, char text[4 * BAR_WIDTH])
{
  static const char *const eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  enum { EIGHTHS = 8 * BAR_WIDTH };
  size_t size = 0;
  // In parts of the greatest: no sum or product of the counts overflows.
  const double part = (double)count / (double)greatest;
  unsigned left = (unsigned)(part * (double)EIGHTHS + 0.5);
  left = left == 0 && count > 0 ? 1 : left;
  while (left >= 8) {
    memcpy(text + size, "█", strlen("█"));
    size += strlen("█");
    left -= 8;
  }
  memcpy(text + size, eighths[left], strlen(eighths[left]));
  return (GestaStringView){text, size + strlen(eighths[left])};
}

static GestaStatus
send_rows_with_bars(GestaAnswer *answer, const GestaRowList *rows,
                    size_t column)
{
  const size_t width = rows->column_count + 1;
  GestaArena arena;
  gesta_arena_init(&arena, answer->session->allocator);
  GestaStringView *names = gesta_arena_allocate(&arena, width, sizeof *names);
  GestaTerm *row = gesta_arena_allocate(&arena, width, sizeof *row);
  GestaStatus status = names && row ? GESTA_OK : GESTA_ERR_MEMORY;
  uint64_t greatest = 1;
  for (size_t i = 0; !status && i < rows->row_count; ++i) {
    const uint64_t count = read_count(&gesta_row_list_row(rows, i)[column]);
    greatest = count > greatest ? count : greatest;
  }
  if (!status) {
    memcpy(names, rows->names, rows->column_count * sizeof *names);
    names[width - 1] = gesta_view("");
    status = answer->sink.variables(&answer->sink, names, width);
  }
  for (size_t i = 0; !status && i < rows->row_count; ++i) {
    char bar[4 * BAR_WIDTH];
    memcpy(row, gesta_row_list_row(rows, i), rows->column_count * sizeof *row);
    row[width - 1] = gesta_text_literal(
      draw_bar(read_count(&row[column]), greatest, bar),
      (GestaStringView){NULL, 0});
    status = answer->sink.row(&answer->sink, row);
  }
  gesta_arena_clear(&arena);
  return status;
}

static GestaStatus
send_rows(GestaAnswer *answer, const GestaRowList *rows)
{
  GestaStatus status = answer->sink.variables(&answer->sink, rows->names,
                                              rows->column_count);
  for (size_t i = 0; !status && i < rows->row_count; ++i) {
    status = answer->sink.row(&answer->sink, gesta_row_list_row(rows, i));
  }
  return status;
}

GestaStatus
gesta_answer_rows(GestaSession *session, const GestaRowList *rows,
                  GestaError *error)
{
  GestaAnswer answer;
  GestaStatus status = gesta_answer_init(&answer, session, true, error);
  const size_t column = find_count(rows);
  answer.has_more = rows->has_more;
  if (!status) {
    const bool bars = session->bars && column < rows->column_count
                      && answer.options.format == GESTA_RESULTS_TABLE;
    status = bars ? send_rows_with_bars(&answer, rows, column)
                  : send_rows(&answer, rows);
    status = status == GESTA_END ? GESTA_OK : status;
  }
  if (!status) {
    status = gesta_answer_finish(&answer, error);
  }
  gesta_answer_clear(&answer);
  return status;
}

GestaStatus
gesta_answer_stored(GestaSession *session, const char *name,
                    const GestaParameter *parameters, size_t count,
                    GestaError *error)
{
  GestaRowList rows;
  gesta_row_list_init(&rows, session->allocator,
                      session->has_limit ? session->limit : GESTA_OWN_LIMIT);
  GestaStatus status = gesta_stored_query_ask(session, name, parameters, count,
                                              &rows.sink, error);
  if (!status) {
    status = gesta_answer_rows(session, &rows, error);
  }
  gesta_row_list_clear(&rows);
  return status;
}

GestaStatus
gesta_answer_about(GestaSession *session, const char *query,
                   const char *variable, GestaStringView argument,
                   GestaError *error)
{
  GestaArena arena;
  GestaStringView iri;
  gesta_arena_init(&arena, session->allocator);
  GestaStatus status = gesta_entity_name_find(session, argument, &arena, &iri,
                                              error);
  if (!status) {
    const GestaParameter parameter = gesta_iri_parameter(variable, iri);
    status = gesta_answer_stored(session, query, &parameter, 1, error);
  }
  gesta_arena_clear(&arena);
  return status;
}
