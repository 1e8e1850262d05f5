// SPDX-License-Identifier: GPL-3.0-or-later
// A report is Markdown first: the text of the template with answers in the
// place of queries.  For HTML, tables and pictures are kept aside, a block of
// code holds the place of each, and the page puts them there (report_page.h).
#include "shell/report.h"

#include "graph/rdf/vocabulary.h"
#include "graph/results/cell_text.h"
#include "shell/report_chart.h"
#include "shell/report_page.h"
#include "shell/report_text.h"
#include "shell/report_words.h"
#include "shell/row_list.h"

#include <assert.h>

// A report that is being written.
typedef struct Writer {
  const GestaReport *report;
  const GestaReportWords *words;
  GestaTextBuffer text; // Markdown
  size_t line;          // of the end of `text` as far as it was counted
  size_t counted;       // bytes of `text`
  bool follows_answer;  // nothing stands after an answer yet
  GestaReportPiece *pieces;
  size_t piece_count;
  size_t chart_count;
  GestaArena arena;
  size_t failure_count;
} Writer;

static GestaStatus
append(GestaTextBuffer *text, const char *more)
{
  return gesta_text_buffer_append(text, gesta_view(more));
}

static GestaStatus
expand(const Writer *writer, GestaStringView text, bool escape,
       GestaTextBuffer *expanded)
{
  return gesta_placeholder_expand(text, gesta_report_values_show,
                                  &writer->report->values, escape, expanded);
}

// ---- Blocks -----------------------------------------------------------------

// An empty line stands between blocks.
static GestaStatus
begin_block(Writer *writer)
{
  const GestaTextBuffer *const text = &writer->text;
  writer->follows_answer = true;
  if (text->size == 0) {
    return GESTA_OK;
  }
  if (text->data[text->size - 1] != '\n') {
    return append(&writer->text, "\n\n");
  }
  const bool is_apart = text->size == 1 || text->data[text->size - 2] == '\n'
                        || (text->size > 2 && text->data[text->size - 2] == '\r'
                            && text->data[text->size - 3] == '\n');
  return is_apart ? GESTA_OK : append(&writer->text, "\n");
}

static GestaStatus
add_text(Writer *writer, GestaStringView text, bool is_verbatim)
{
  GestaStatus status = GESTA_OK;
  if (writer->follows_answer && text.size > 0 && text.data[0] != '\n'
      && text.data[0] != '\r') {
    status = begin_block(writer);
  }
  writer->follows_answer = false;
  if (status) {
    return status;
  }
  return is_verbatim ? gesta_text_buffer_append(&writer->text, text)
                     : expand(writer, text, true, &writer->text);
}

// The number of the line that begins at the end of the text; libcmark ends a
// line at LF, CR LF and CR.
static size_t
count_lines(Writer *writer)
{
  const GestaTextBuffer *const text = &writer->text;
  for (; writer->counted < text->size; ++writer->counted) {
    const size_t at = writer->counted;
    writer->line += text->data[at] == '\n'
                    || (text->data[at] == '\r'
                        && !(at + 1 < text->size
                             && text->data[at + 1] == '\n'));
  }
  return writer->line;
}

// Put HTML into its place: as it is, or kept aside.
static GestaStatus
add_html(Writer *writer, GestaStringView html)
{
  GestaStatus status = begin_block(writer);
  if (status || writer->report->format == GESTA_REPORT_MARKDOWN) {
    return status ? status : gesta_text_buffer_append(&writer->text, html);
  }
  GestaStringView copy;
  status = gesta_arena_copy(&writer->arena, html, &copy);
  if (status) {
    return status;
  }
  writer->pieces[writer->piece_count++] = (GestaReportPiece){
    count_lines(writer), copy.data};
  return append(&writer->text, "```\n```\n");
}

// A line of text by itself, such as a title.
static GestaStatus
add_line(Writer *writer, const char *before, GestaStringView text,
         const char *after)
{
  GestaStatus status = begin_block(writer);
  if (!status) {
    status = append(&writer->text, before);
  }
  if (!status) {
    status = gesta_markdown_escape(text, &writer->text);
  }
  return status ? status : append(&writer->text, after);
}

// ---- Answers ----------------------------------------------------------------

// What a query brings to its answer.
typedef struct Answer {
  const GestaReportPart *part;
  const GestaRowList *rows;
  GestaStringView title; // expanded
} Answer;

static GestaStatus
add_title(Writer *writer, const Answer *answer)
{
  return answer->title.size > 0 ? add_line(writer, "**", answer->title, "**\n")
                                : GESTA_OK;
}

static GestaStatus
write_rows(const Writer *writer, const GestaRowList *rows,
           GestaResultsFormat format, GestaTextBuffer *text)
{
  const GestaResultsOptions options = {
    .format = format, .prefixes = writer->report->prefixes, .is_part = true};
  GestaOutput output = gesta_output_to_buffer(text);
  GestaResultsWriter *results = NULL;
  GestaStatus status = gesta_results_writer_open(
    gesta_default_allocator(), &options, rows->names, rows->column_count,
    &output, &results);
  for (size_t i = 0; !status && i < rows->row_count; ++i) {
    status = gesta_results_writer_row(results, gesta_row_list_row(rows, i));
  }
  if (!status) {
    status = gesta_results_writer_finish(results);
  }
  gesta_results_writer_close(results);
  return status;
}

static GestaStatus
add_table(Writer *writer, const Answer *answer)
{
  const bool is_html = writer->report->format == GESTA_REPORT_HTML;
  GestaTextBuffer table;
  gesta_text_buffer_init(&table, gesta_default_allocator());
  GestaStatus status = add_title(writer, answer);
  if (!status) {
    status = write_rows(writer, answer->rows,
                        is_html ? GESTA_RESULTS_HTML : GESTA_RESULTS_MARKDOWN,
                        &table);
  }
  if (!status && is_html) {
    status = add_html(writer, gesta_text_buffer_view(&table));
  } else if (!status) {
    status = begin_block(writer);
    if (!status) {
      status = gesta_text_buffer_append(&writer->text,
                                        gesta_text_buffer_view(&table));
    }
  }
  gesta_text_buffer_clear(&table);
  return status;
}

static GestaStatus
append_cell(const Writer *writer, const GestaTerm *term, GestaTextBuffer *text)
{
  GestaTextBuffer cell;
  gesta_text_buffer_init(&cell, gesta_default_allocator());
  const bool is_link = gesta_cell_text_is_link(term);
  GestaStatus status = gesta_cell_text_bare(writer->report->prefixes, term,
                                            &cell);
  if (!status && is_link) {
    status = append(text, "[");
  }
  if (!status) {
    status = gesta_markdown_escape(gesta_text_buffer_view(&cell), text);
  }
  if (!status && is_link) {
    status = gesta_text_buffer_print(text, "](<%.*s>)", (int)term->value.size,
                                     term->value.data);
  }
  gesta_text_buffer_clear(&cell);
  return status;
}

// `- **first** – second, third`; cells without a value are left out.
static GestaStatus
add_item(Writer *writer, const GestaRowList *rows, const GestaTerm *row)
{
  GestaTextBuffer *const text = &writer->text;
  const bool is_strong = rows->column_count > 1
                         && row[0].kind != GESTA_TERM_NONE;
  GestaStatus status = append(text, is_strong ? "- **" : "- ");
  size_t shown = 0;
  for (size_t i = 0; !status && i < rows->column_count; ++i) {
    if (row[i].kind == GESTA_TERM_NONE) {
      continue;
    }
    if (shown > 0) {
      status = append(text, shown == 1 && is_strong ? " – " : ", ");
    }
    if (!status) {
      status = append_cell(writer, &row[i], text);
    }
    if (!status && i == 0 && is_strong) {
      status = append(text, "**");
    }
    ++shown;
  }
  return status ? status : append(text, "\n");
}

static GestaStatus
add_list(Writer *writer, const Answer *answer)
{
  GestaStatus status = add_title(writer, answer);
  if (!status) {
    status = begin_block(writer);
  }
  for (size_t i = 0; !status && i < answer->rows->row_count; ++i) {
    status = add_item(writer, answer->rows,
                      gesta_row_list_row(answer->rows, i));
  }
  return status;
}

static GestaStatus
add_chart(Writer *writer, const Answer *answer, GestaError *error)
{
  const GestaReportChart chart = {
    .rows = answer->rows,
    .options = &answer->part->options,
    .title = answer->title,
    .prefixes = writer->report->prefixes,
    .words = writer->words,
    .number = ++writer->chart_count,
  };
  GestaTextBuffer picture;
  gesta_text_buffer_init(&picture, gesta_default_allocator());
  GestaStatus status = gesta_report_chart_draw(&chart, &picture, error);
  if (!status) {
    status = add_html(writer, gesta_text_buffer_view(&picture));
  }
  gesta_text_buffer_clear(&picture);
  return status;
}

static GestaStatus
add_nothing(Writer *writer, const Answer *answer)
{
  const GestaStringView told = answer->part->options.empty;
  GestaStatus status = add_title(writer, answer);
  if (!status) {
    status = begin_block(writer);
  }
  if (!status) {
    status = told.size > 0 ? expand(writer, told, true, &writer->text)
                           : append(&writer->text, writer->words->nothing);
  }
  return status ? status : append(&writer->text, "\n");
}

static GestaStatus
add_answer(Writer *writer, const Answer *answer, GestaError *error)
{
  const GestaReportOptions *const options = &answer->part->options;
  if (answer->rows->is_boolean) {
    const GestaStatus status = add_title(writer, answer);
    return status
             ? status
             : add_line(writer, "",
                        gesta_view(answer->rows->answer ? writer->words->yes
                                                        : writer->words->no),
                        "\n");
  }
  if (answer->rows->row_count == 0) {
    return add_nothing(writer, answer);
  }
  GestaStatus status = GESTA_OK;
  const bool draws = writer->report->draws;
  if (options->chart) {
    // A chart that does not fit is a mistake, whether it is drawn or not.
    status = draws ? add_chart(writer, answer, error)
                   : gesta_report_chart_check(answer->rows, options, error);
  }
  Answer next = *answer;
  if (options->chart && draws) {
    next.title = (GestaStringView){NULL, 0}; // was told
  }
  if (!status && (options->has_table || (options->chart && !draws))) {
    status = add_table(writer, &next);
    next.title = (GestaStringView){NULL, 0};
  }
  if (!status && options->has_list) {
    status = add_list(writer, &next);
  }
  return status;
}

// ---- Queries ----------------------------------------------------------------

// Where an error of a query is in the template.
static void
move_place(const GestaReportPart *part, GestaError *error)
{
  if (error->line > 0) {
    error->line += part->line - 1;
    error->column += error->column > 0 ? part->indent : 0;
  } else {
    error->line = part->line - 1;
    error->column = part->indent + 1;
  }
}

// Whether a failure is that of one query, and the next one may go well.
static bool
is_of_query(GestaStatus status)
{
  return status == GESTA_ERR_SYNTAX || status == GESTA_ERR_INPUT
         || status == GESTA_ERR_TOO_LARGE || status == GESTA_ERR_ENCODING
         || status == GESTA_NOT_FOUND;
}

static GestaQueryOptions
choose_options(const GestaReport *report)
{
  return (GestaQueryOptions){.parameters = report->values.terms,
                             .parameter_count = report->values.count,
                             .timeout = report->timeout};
}

// A query that is asked.
typedef struct Asking {
  const GestaReport *report;
  const GestaReportPart *part;
} Asking;

static void
warn(void *context, const GestaError *warning)
{
  const Asking *const asking = context;
  GestaError told = *warning;
  move_place(asking->part, &told);
  asking->report->warn(asking->report->tell_context, &told);
}

static GestaStatus
ask(Writer *writer, const GestaReportPart *part, GestaError *error)
{
  Asking asking = {writer->report, part};
  GestaQueryOptions options = choose_options(writer->report);
  options.warn = warn;
  options.warn_context = &asking;
  GestaRowList rows;
  GestaTextBuffer title;
  gesta_row_list_init(&rows, gesta_default_allocator(), 0);
  gesta_text_buffer_init(&title, gesta_default_allocator());
  GestaStatus status = gesta_graph_select(writer->report->graph, part->text,
                                          &options, &rows.sink, NULL, error);
  if (!status) {
    status = expand(writer, part->options.title, false, &title);
  }
  if (!status) {
    const Answer answer = {part, &rows, gesta_text_buffer_view(&title)};
    status = add_answer(writer, &answer, error);
  }
  gesta_text_buffer_clear(&title);
  gesta_row_list_clear(&rows);
  return status;
}

// Say in the report that a query failed.
static GestaStatus
add_failure(Writer *writer, const GestaError *error)
{
  GestaStatus status = begin_block(writer);
  if (!status) {
    status = gesta_text_buffer_print(&writer->text, "> **%s (%zu:%zu):** ",
                                     writer->words->error, error->line,
                                     error->column);
  }
  if (!status) {
    status = gesta_markdown_escape(gesta_view(error->message), &writer->text);
  }
  return status ? status : append(&writer->text, "\n");
}

static GestaStatus
add_query(Writer *writer, const GestaReportPart *part, GestaError *error)
{
  const size_t size = writer->text.size;
  const size_t line = count_lines(writer);
  const size_t piece_count = writer->piece_count;
  GestaError reason = {.status = GESTA_OK};
  const GestaStatus status = ask(writer, part, &reason);
  if (!status) {
    return GESTA_OK;
  }
  if (!reason.message[0]) {
    (void)gesta_error_set(&reason, status, "%s", gesta_status_text(status));
  }
  if (!is_of_query(status)) {
    *error = reason;
    return status;
  }
  move_place(part, &reason);
  ++writer->failure_count;
  writer->report->fail(writer->report->tell_context, &reason);
  if (!writer->report->keeps_going) {
    *error = reason;
    return status;
  }
  writer->text.size = size; // without what was written of its answer
  writer->counted = size;
  writer->line = line;
  writer->piece_count = piece_count;
  return add_failure(writer, &reason);
}

// ---- The report -------------------------------------------------------------

// The title is a heading, unless the template has one of its own.
static GestaStatus
add_heading(Writer *writer)
{
  const GestaReportTemplate *const template = writer->report->template;
  if (template->has_heading || template->header.title.size == 0) {
    return GESTA_OK;
  }
  GestaStatus status = append(&writer->text, "# ");
  if (!status) {
    status = expand(writer, template->header.title, true, &writer->text);
  }
  if (!status) {
    status = append(&writer->text, "\n");
  }
  writer->follows_answer = true;
  return status;
}

static GestaStatus
write_page(Writer *writer, GestaOutput *output)
{
  const GestaReportHeader *const header = &writer->report->template->header;
  GestaTextBuffer title;
  GestaTextBuffer description;
  gesta_text_buffer_init(&title, gesta_default_allocator());
  gesta_text_buffer_init(&description, gesta_default_allocator());
  GestaStatus status = header->title.size > 0
                         ? expand(writer, header->title, false, &title)
                         : append(&title, "Gesta");
  if (!status) {
    status = expand(writer, header->description, false, &description);
  }
  if (!status) {
    const GestaReportPage page = {
      .title = gesta_text_buffer_view(&title),
      .description = gesta_text_buffer_view(&description),
      .author = header->author,
      .language = header->language,
      .markdown = gesta_text_buffer_view(&writer->text),
      .pieces = writer->pieces,
      .piece_count = writer->piece_count,
    };
    status = gesta_report_page_write(&page, output);
  }
  gesta_text_buffer_clear(&title);
  gesta_text_buffer_clear(&description);
  return status;
}

static GestaStatus
add_parts(Writer *writer, GestaError *error)
{
  const GestaReportTemplate *const template = writer->report->template;
  // A query has a picture and a table at most.
  writer->pieces = gesta_arena_allocate(
    &writer->arena, 2 * template->part_count, sizeof *writer->pieces);
  GestaStatus status = writer->pieces ? add_heading(writer) : GESTA_ERR_MEMORY;
  for (size_t i = 0; !status && i < template->part_count; ++i) {
    const GestaReportPart *const part = &template->parts[i];
    switch (part->kind) {
    case GESTA_PART_TEXT:
      status = add_text(writer, part->text, false);
      break;
    case GESTA_PART_VERBATIM:
      status = add_text(writer, part->text, true);
      break;
    case GESTA_PART_QUERY:
      status = add_query(writer, part, error);
      break;
    }
  }
  return status;
}

GestaStatus
gesta_report_write(const GestaReport *report, GestaOutput *output,
                   size_t *failure_count, GestaError *error)
{
  assert(report && report->graph && output && failure_count);

  GestaError reason = {.status = GESTA_OK};
  Writer writer = {
    .report = report,
    .words = gesta_report_words(report->template->header.language),
    .line = 1,
  };
  gesta_text_buffer_init(&writer.text, gesta_default_allocator());
  gesta_arena_init(&writer.arena, gesta_default_allocator());
  GestaStatus status = add_parts(&writer, &reason);
  if (!status) {
    status = report->format == GESTA_REPORT_HTML
               ? write_page(&writer, output)
               : gesta_output_write(output,
                                    gesta_text_buffer_view(&writer.text));
  }
  if (status && !reason.message[0]) {
    (void)gesta_error_set(&reason, status, "%s", gesta_status_text(status));
  }
  if (status && error) {
    *error = reason;
  }
  *failure_count = writer.failure_count;
  gesta_arena_clear(&writer.arena);
  gesta_text_buffer_clear(&writer.text);
  return status;
}

GestaStatus
gesta_report_check(const GestaReport *report, size_t *failure_count,
                   GestaError *error)
{
  assert(report && failure_count);

  const GestaQueryOptions options = choose_options(report);
  size_t count = 0;
  for (size_t i = 0; i < report->template->part_count; ++i) {
    const GestaReportPart *const part = &report->template->parts[i];
    GestaError reason = {.status = GESTA_OK};
    const GestaStatus status = part->kind == GESTA_PART_QUERY
                                 ? gesta_graph_check(
                                   report->graph, GESTA_REQUEST_QUERY,
                                   part->text, &options, &reason)
                                 : GESTA_OK;
    if (status && !is_of_query(status)) {
      if (error) {
        *error = reason;
      }
      return status;
    }
    if (status) {
      move_place(part, &reason);
      report->fail(report->tell_context, &reason);
      ++count;
    }
  }
  *failure_count = count;
  return GESTA_OK;
}
