// SPDX-License-Identifier: GPL-3.0-or-later
// The engine is seen only through the functions of graph/redland/redland_query:
// another engine with the same ones takes its place here.
#include "graph/base/utf8.h"
#include "graph/graph_state.h"
#include "graph/io/rdf_writer.h"
#include "graph/rdf/quad_set.h"
#include "graph/rdf/vocabulary.h"
#include "graph/redland/redland_query.h"

#include <assert.h>

typedef struct Question {
  GestaGraph *graph;
  const GestaPrefixes *prefixes;
  const GestaQueryOptions *options;
  GestaOutput *output;
  GestaRedlandQuery *query;
  uint64_t row_count;
  GestaError *error;
} Question;

// Say which formats fit, if the one that was asked for does not.
static GestaStatus
refuse_format(const Question *question, const char *kind, const char *fitting)
{
  const GestaStringView format = question->options->format;
  return gesta_error_set(question->error, GESTA_ERR_INPUT,
                         "the format '%.*s' does not fit %s: use %s",
                         (int)(format.size < 32 ? format.size : 32),
                         format.data, kind, fitting);
}

// Fail with a message, unless the engine or a writer gave one.
static GestaStatus
fail(const Question *question, GestaStatus status)
{
  if (status == GESTA_ERR_FILE) {
    return gesta_error_set(question->error, status,
                           "the answer cannot be written");
  }
  return gesta_graph_fail(question->graph, status, question->error);
}

static GestaStatus
find_results_format(const Question *question, const char *kind,
                    GestaResultsOptions *options)
{
  const GestaStringView name = question->options->format;
  *options = (GestaResultsOptions){.format = GESTA_RESULTS_TABLE,
                                   .prefixes = question->prefixes,
                                   .width = question->options->width};
  if (name.size > 0 && gesta_results_format(name, &options->format)) {
    return refuse_format(question, kind, "table, csv, tsv, json or xml");
  }
  return GESTA_OK;
}

// Rows go from the engine to the writer one by one.
static GestaStatus
copy_rows(Question *question, GestaResultsWriter *writer, GestaTerm *row)
{
  for (;;) {
    if (gesta_cancelled(question->graph->cancel)) {
      return gesta_error_set(question->error, GESTA_ERR_CANCELLED,
                             "the query was cancelled");
    }
    GestaStatus status = gesta_redland_query_next(question->query, row,
                                                  question->error);
    if (status == GESTA_END) {
      break;
    }
    if (status) {
      return status;
    }
    status = gesta_results_writer_row(writer, row);
    if (status) {
      return fail(question, status);
    }
    ++question->row_count;
  }
  const GestaStatus status = gesta_results_writer_finish(writer);
  return status ? fail(question, status) : GESTA_OK;
}

static GestaStatus
answer_rows(Question *question)
{
  GestaResultsOptions options;
  GestaStatus status = find_results_format(question, "a SELECT", &options);
  if (status) {
    return status;
  }
  GestaAllocator *allocator = question->graph->allocator;
  const size_t width = gesta_redland_query_width(question->query);
  GestaArena arena;
  gesta_arena_init(&arena, allocator);
  GestaResultsWriter *writer = NULL;
  GestaStringView *variables = gesta_arena_allocate(&arena, width,
                                                    sizeof *variables);
  GestaTerm *row = gesta_arena_allocate(&arena, width, sizeof *row);
  if (!variables || !row) {
    status = fail(question, GESTA_ERR_MEMORY);
    goto done;
  }
  for (size_t i = 0; i < width; ++i) {
    variables[i] = gesta_redland_query_variable(question->query, i);
  }
  status = gesta_results_writer_open(allocator, &options, variables, width,
                                     question->output, &writer);
  if (status) {
    status = fail(question, status);
    goto done;
  }
  status = copy_rows(question, writer, row);

done:
  gesta_results_writer_close(writer);
  gesta_arena_clear(&arena);
  return status;
}

static GestaStatus
answer_boolean(Question *question)
{
  GestaResultsOptions options;
  GestaStatus status = find_results_format(question, "an ASK", &options);
  if (status) {
    return status;
  }
  status = gesta_results_write_boolean(
    &options, gesta_redland_query_boolean(question->query), question->output);
  question->row_count = 1;
  return status ? fail(question, status) : GESTA_OK;
}

// The triples of an answer are a set: sorted, so that the same answer has the
// same bytes, and each once.
static GestaStatus
answer_quads(Question *question)
{
  GestaStringView format = question->options->format;
  if (format.size == 0) {
    format = GESTA_VIEW("ttl");
  }
  if (!gesta_rdf_writer_knows(format, NULL)) {
    return refuse_format(question, "a CONSTRUCT or DESCRIBE",
                         "ttl, trig, nt, nq or rdfxml");
  }
  GestaRdfWriter *writer = NULL;
  GestaStatus status = gesta_rdf_writer_open(question->graph->allocator, format,
                                             question->output, &writer,
                                             question->error);
  if (status) {
    return status;
  }
  GestaQuadSet set;
  gesta_quad_set_init(&set, question->graph->allocator);
  status = gesta_redland_query_quads(question->query, &set.sink,
                                     question->error);
  if (status == GESTA_OK) {
    GestaQuadSink *sink = gesta_rdf_writer_sink(writer);
    status = gesta_graph_send_prefixes(question->prefixes, sink);
    if (status == GESTA_OK) {
      status = gesta_quad_set_send(&set, sink, &question->row_count);
    }
    const GestaStatus finished = gesta_rdf_writer_finish(writer,
                                                         question->error);
    status = status ? status : finished;
  }
  gesta_quad_set_clear(&set);
  gesta_rdf_writer_close(writer);
  return status;
}

// What was put before the query is not the user's: take it from the column.
static void
correct_place(GestaError *error, GestaStringView text, size_t added)
{
  if (!error || error->line != 1 || error->column == 0) {
    return;
  }
  const size_t extra = gesta_utf8_length((GestaStringView){text.data, added});
  error->column = error->column > extra ? error->column - extra : 1;
}

static GestaStatus
ask(Question *question, GestaStringView text)
{
  GestaGraph *graph = question->graph;
  GestaTextBuffer whole;
  gesta_text_buffer_init(&whole, graph->allocator);
  size_t added = 0;
  GestaStatus status = gesta_prefixes_declare(question->prefixes, text, &whole,
                                              &added);
  if (status == GESTA_ERR_ENCODING) {
    size_t line;
    size_t column;
    gesta_utf8_place(text, gesta_utf8_check(text), &line, &column);
    status = gesta_error_set_at(question->error, status, line, column,
                                "the query is not UTF-8 text");
  } else if (status) {
    status = fail(question, status);
  } else {
    status = gesta_redland_query_open(graph->allocator, graph->path,
                                      gesta_text_buffer_view(&whole),
                                      question->options->base, graph->cancel,
                                      &question->query, question->error);
    if (status) {
      correct_place(question->error, gesta_text_buffer_view(&whole), added);
    }
  }
  gesta_text_buffer_clear(&whole);
  return status;
}

static GestaStatus
answer(Question *question)
{
  switch (gesta_redland_query_kind(question->query)) {
  case GESTA_ANSWER_ROWS:
    return answer_rows(question);
  case GESTA_ANSWER_BOOLEAN:
    return answer_boolean(question);
  case GESTA_ANSWER_QUADS:
    return answer_quads(question);
  }
  return GESTA_OK;
}

GestaStatus
gesta_graph_query(GestaGraph *graph, GestaStringView text,
                  const GestaQueryOptions *options, GestaOutput *output,
                  GestaQueryFacts *facts, GestaError *error)
{
  assert(graph && options && output);

  Question question = {
    .graph = graph, .options = options, .output = output, .error = error};
  GestaStatus status = gesta_graph_prefixes(graph, &question.prefixes, error);
  if (status == GESTA_OK) {
    status = ask(&question, text);
  }
  if (status == GESTA_OK) {
    status = answer(&question);
    gesta_redland_query_close(question.query);
  }
  if (status == GESTA_OK && facts) {
    facts->row_count = question.row_count;
  }
  return status;
}
