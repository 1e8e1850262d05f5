// SPDX-License-Identifier: GPL-3.0-or-later
// A query from its text to its answer: parse, translate, plan, and hand the
// solutions to a writer while they come.
#include "graph/base/bounded_allocator.h"
#include "graph/base/clock.h"
#include "graph/eval/describe.h"
#include "graph/eval/evaluation.h"
#include "graph/eval/template.h"
#include "graph/graph_state.h"
#include "graph/io/rdf_writer.h"
#include "graph/rdf/quad_set.h"
#include "graph/rdf/vocabulary.h"

#include <assert.h>

typedef struct Question {
  GestaGraph *graph;
  const GestaPrefixes *prefixes;
  const GestaQueryOptions *options;
  GestaOutput *output; // NULL: rows go to the sink
  GestaRowSink *sink;
  GestaBoundedAllocator memory;
  GestaArena arena; // of the request
  GestaRequest request;
  GestaTransaction *transaction;
  GestaDataset dataset;
  GestaRemote remote;
  GestaEvaluation *evaluation;
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

// Fail with a message, unless there is one.
static GestaStatus
fail(const Question *question, GestaStatus status)
{
  GestaError *error = question->error;
  if (error && error->status == status && error->message[0]) {
    return status;
  }
  if (status == GESTA_ERR_FILE) {
    return gesta_error_set(error, status, "the answer cannot be written");
  }
  if (question->memory.has_refused
      && (status == GESTA_ERR_MEMORY || status == GESTA_ERR_TOO_LARGE)) {
    return gesta_error_set(error, GESTA_ERR_TOO_LARGE,
                           "the query needs more than %zu bytes (--memory): "
                           "ask for less, or allow more",
                           question->options->memory);
  }
  if (status == GESTA_ERR_CANCELLED) {
    return gesta_error_set(error, status, "the query was cancelled");
  }
  return gesta_graph_fail(question->graph, status, error);
}

// Count one row or triple of the answer, as far as that is allowed.
static GestaStatus
count_row(Question *question)
{
  const uint64_t most = question->options->max_rows;
  if (most && question->row_count == most) {
    return gesta_error_set(question->error, GESTA_ERR_TOO_LARGE,
                           "the answer has more than %llu rows (--max-rows): "
                           "use LIMIT, or allow more",
                           (unsigned long long)most);
  }
  ++question->row_count;
  return GESTA_OK;
}

// Ask the graphs of the options instead of those of FROM.
static GestaStatus
choose_graphs(Question *question)
{
  const GestaQueryOptions *const options = question->options;
  if (options->graph_count == 0) {
    return GESTA_OK;
  }
  GestaDatasetClause *const clauses = gesta_arena_allocate(
    &question->arena, options->graph_count, sizeof *clauses);
  if (!clauses) {
    return GESTA_ERR_MEMORY;
  }
  for (size_t i = 0; i < options->graph_count; ++i) {
    GestaDatasetClause *const next = i + 1 < options->graph_count
                                       ? &clauses[i + 1]
                                       : NULL;
    clauses[i] = (GestaDatasetClause){.iri = options->graphs[i], .next = next};
  }
  question->request.dataset = clauses;
  return GESTA_OK;
}

static GestaStatus
plan(Question *question)
{
  const GestaQueryOptions *options = question->options;
  GestaAlgebra *algebra = NULL;
  GestaStatus status = gesta_translate_query(
    &question->request, &question->arena, &algebra, question->error);
  if (status == GESTA_OK) {
    status = gesta_graph_begin_reading(question->graph, &question->transaction,
                                       question->error);
  }
  if (status == GESTA_OK) {
    status = choose_graphs(question);
  }
  if (status == GESTA_OK) {
    status = gesta_dataset_init(
      question->request.dataset,
      options->strict_default_graph ? GESTA_DEFAULT_STRICT
                                    : GESTA_DEFAULT_UNION,
      question->transaction, &question->arena, &question->dataset);
  }
  if (status == GESTA_OK) {
    const GestaEvaluationOptions evaluation = {
      .transaction = question->transaction,
      .variables = &question->request.variables,
      .dataset = question->dataset,
      .base = question->request.base,
      .prologue = question->request.prologue,
      .cancel = question->graph->cancel,
      .timeout = options->timeout,
      .is_timed = options->explain != GESTA_EXPLAIN_NOTHING,
      .service = options->allow_network ? gesta_graph_ask_service : NULL,
      .service_context = &question->remote,
    };
    status = gesta_evaluation_new(&question->memory.allocator, &evaluation,
                                  algebra, &question->evaluation,
                                  question->error);
  }
  return status ? fail(question, status) : GESTA_OK;
}

static GestaStatus
find_results_format(const Question *question, const char *kind,
                    GestaResultsOptions *options)
{
  const GestaStringView name = question->options->format;
  *options = (GestaResultsOptions){.format = GESTA_RESULTS_TABLE,
                                   .prefixes = question->prefixes,
                                   .width = question->options->width,
                                   .wraps = question->options->wraps};
  if (name.size > 0 && gesta_results_format(name, &options->format)) {
    return refuse_format(question, kind, GESTA_RESULTS_CHOICES);
  }
  return GESTA_OK;
}

// The columns of a SELECT.
typedef struct Columns {
  size_t width;
  GestaVariable *variables;
  GestaStringView *names;
  GestaTerm *row;
} Columns;

static GestaStatus
find_columns(Question *question, Columns *columns)
{
  size_t width = 0;
  const GestaProjection *at = question->request.select.projections;
  for (; at; at = at->next) {
    ++width;
  }
  GestaArena *const arena = &question->arena;
  columns->width = width;
  columns->variables = gesta_arena_allocate(arena, width,
                                            sizeof *columns->variables);
  columns->names = gesta_arena_allocate(arena, width, sizeof *columns->names);
  columns->row = gesta_arena_allocate(arena, width, sizeof *columns->row);
  if (!columns->variables || !columns->names || !columns->row) {
    return GESTA_ERR_MEMORY;
  }
  at = question->request.select.projections;
  for (size_t i = 0; i < width; ++i, at = at->next) {
    columns->variables[i] = at->variable;
    columns->names[i] = question->request.variables.names[at->variable].name;
  }
  return GESTA_OK;
}

static GestaStatus
write_rows(Question *question, const Columns *columns, const GestaBatch *batch,
           GestaArena *arena, GestaResultsWriter *writer)
{
  GestaQueryTerms *terms = gesta_evaluation_terms(question->evaluation);
  for (size_t i = 0; i < batch->count; ++i) {
    const GestaRow row = {batch->columns, i};
    gesta_arena_reset(arena);
    GestaStatus status = count_row(question);
    for (size_t j = 0; status == GESTA_OK && j < columns->width; ++j) {
      const GestaTermId id = gesta_row_id(&row, columns->variables[j]);
      columns->row[j] = (GestaTerm){.kind = GESTA_TERM_NONE};
      if (id != GESTA_NO_TERM) {
        status = gesta_query_terms_get(terms, id, arena, &columns->row[j]);
      }
    }
    if (status == GESTA_OK) {
      status = writer ? gesta_results_writer_row(writer, columns->row)
                      : question->sink->row(question->sink, columns->row);
    }
    if (status) {
      return status;
    }
  }
  return GESTA_OK;
}

static GestaStatus
answer_rows(Question *question)
{
  GestaResultsOptions options;
  GestaStatus status = question->sink
                         ? GESTA_OK
                         : find_results_format(question, "a SELECT", &options);
  Columns columns;
  if (status == GESTA_OK) {
    status = find_columns(question, &columns);
  }
  GestaResultsWriter *writer = NULL;
  if (status == GESTA_OK && question->sink) {
    status = question->sink->variables(question->sink, columns.names,
                                       columns.width);
  } else if (status == GESTA_OK) {
    status = gesta_results_writer_open(question->graph->allocator, &options,
                                       columns.names, columns.width,
                                       question->output, &writer);
  }
  GestaArena arena;
  gesta_arena_init(&arena, question->graph->allocator);
  while (status == GESTA_OK) {
    const GestaBatch *batch = NULL;
    status = gesta_evaluation_next(question->evaluation, &batch,
                                   question->error);
    if (status == GESTA_OK) {
      status = write_rows(question, &columns, batch, &arena, writer);
    }
  }
  if (status == GESTA_END) {
    status = writer ? gesta_results_writer_finish(writer) : GESTA_OK;
  }
  gesta_results_writer_close(writer);
  gesta_arena_clear(&arena);
  return status;
}

static GestaStatus
answer_boolean(Question *question)
{
  GestaResultsOptions options;
  GestaStatus status = question->sink
                         ? GESTA_OK
                         : find_results_format(question, "an ASK", &options);
  if (status) {
    return status;
  }
  const GestaBatch *batch = NULL;
  status = gesta_evaluation_next(question->evaluation, &batch, question->error);
  if (status && status != GESTA_END) {
    return status;
  }
  question->row_count = 1;
  if (question->sink) {
    return question->sink->boolean(question->sink, status == GESTA_OK);
  }
  return gesta_results_write_boolean(&options, status == GESTA_OK,
                                     question->output);
}

static GestaStatus
construct_rows(Question *question, const GestaBatch *batch, GestaArena *arena,
               GestaQuadSink *sink)
{
  const GestaTerm default_graph = {.kind = GESTA_TERM_NONE};
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; status == GESTA_OK && i < batch->count; ++i) {
    const GestaRow row = {batch->columns, i};
    gesta_arena_reset(arena);
    status = gesta_template_send(question->request.construction, &default_graph,
                                 gesta_evaluation_terms(question->evaluation),
                                 &row, arena, sink);
  }
  return status;
}

static GestaStatus
describe_rows(Question *question, const GestaBatch *batch,
              GestaDescription *description, GestaQuadSink *sink)
{
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; i < batch->count; ++i) {
    const GestaRow row = {batch->columns, i};
    for (const GestaNodeList *at = question->request.described;
         status == GESTA_OK && at; at = at->next) {
      const GestaTermId id = gesta_node_is_variable(&at->node)
                               ? gesta_row_id(&row, at->node.variable)
                               : GESTA_NO_TERM;
      if (id != GESTA_NO_TERM) {
        status = gesta_description_add(description, id, sink);
      }
    }
  }
  return status;
}

// Describe the IRIs that the query names itself.
static GestaStatus
describe_names(Question *question, GestaDescription *description,
               GestaQuadSink *sink)
{
  GestaStatus status = GESTA_OK;
  for (const GestaNodeList *at = question->request.described;
       status == GESTA_OK && at; at = at->next) {
    if (!gesta_node_is_variable(&at->node)) {
      GestaTermId id;
      status = gesta_query_terms_intern(
        gesta_evaluation_terms(question->evaluation), &at->node.term, &id);
      if (status == GESTA_OK) {
        status = gesta_description_add(description, id, sink);
      }
    }
  }
  return status;
}

// Send the quads of a CONSTRUCT or DESCRIBE.
static GestaStatus
send_quads(Question *question, GestaQuadSink *sink)
{
  GestaAllocator *const allocator = &question->memory.allocator;
  const bool describes = question->request.form == GESTA_FORM_DESCRIBE;
  GestaDescription *description = NULL;
  GestaArena arena;
  gesta_arena_init(&arena, allocator);
  GestaStatus status = GESTA_OK;
  if (describes) {
    status = gesta_description_new(allocator, question->transaction,
                                   &question->dataset,
                                   gesta_evaluation_terms(question->evaluation),
                                   question->graph->cancel, &description);
    if (status == GESTA_OK) {
      status = describe_names(question, description, sink);
    }
  }
  while (status == GESTA_OK) {
    const GestaBatch *batch = NULL;
    status = gesta_evaluation_next(question->evaluation, &batch,
                                   question->error);
    if (status == GESTA_OK) {
      status = describes ? describe_rows(question, batch, description, sink)
                         : construct_rows(question, batch, &arena, sink);
    }
  }
  gesta_description_free(description);
  gesta_arena_clear(&arena);
  return status == GESTA_END ? GESTA_OK : status;
}

// Collect the triples of an answer, which are a set: sorted, so that the same
// answer has the same bytes, and each once.
static GestaStatus
collect_quads(Question *question, GestaQuadSet *set)
{
  const GestaStatus status = send_quads(question, &set->sink);
  const uint64_t most = question->options->max_rows;
  if (status == GESTA_OK && most && set->count > most) {
    question->row_count = most;
    return count_row(question);
  }
  return status;
}

static GestaStatus
answer_quads(Question *question)
{
  GestaStringView format = question->options->format;
  if (format.size == 0) {
    format = GESTA_VIEW("ttl");
  }
  if (!gesta_rdf_writer_knows(format, NULL)) {
    return refuse_format(question, "a CONSTRUCT or DESCRIBE",
                         GESTA_RDF_WRITER_CHOICES);
  }
  GestaRdfWriter *writer = NULL;
  GestaStatus status = gesta_rdf_writer_open(question->graph->allocator, format,
                                             question->output, &writer,
                                             question->error);
  if (status) {
    return status;
  }
  GestaQuadSet set;
  gesta_quad_set_init(&set, &question->memory.allocator);
  status = collect_quads(question, &set);
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

// Triples as rows.
typedef struct TripleRows {
  GestaQuadSink sink; // first, so that a pointer to it is a pointer to this
  GestaRowSink *rows;
} TripleRows;

static GestaStatus
send_triple(GestaQuadSink *self, const GestaQuad *quad)
{
  const TripleRows *const triples = (const TripleRows *)self;
  const GestaTerm row[] = {quad->subject, quad->predicate, quad->object};
  return triples->rows->row(triples->rows, row);
}

static GestaStatus
answer_triples(Question *question)
{
  static const char *const words[] = {"subject", "predicate", "object"};
  const GestaStringView names[] = {gesta_view(words[0]), gesta_view(words[1]),
                                   gesta_view(words[2])};
  TripleRows triples = {{.quad = send_triple}, question->sink};
  GestaQuadSet set;
  gesta_quad_set_init(&set, &question->memory.allocator);
  GestaStatus status = collect_quads(question, &set);
  if (status == GESTA_OK) {
    status = question->sink->variables(question->sink, names, 3);
  }
  if (status == GESTA_OK) {
    status = gesta_quad_set_send(&set, &triples.sink, &question->row_count);
  }
  gesta_quad_set_clear(&set);
  return status == GESTA_END ? GESTA_OK : status; // the sink has enough
}

// Evaluate to the end, then write the plan with what was counted.
static GestaStatus
answer_plan(Question *question)
{
  const GestaBatch *batch = NULL;
  GestaStatus status = GESTA_OK;
  while (status == GESTA_OK) {
    status = gesta_evaluation_next(question->evaluation, &batch,
                                   question->error);
    if (status == GESTA_OK && question->request.form == GESTA_FORM_ASK) {
      status = GESTA_END;
    }
    if (status == GESTA_OK) {
      question->row_count += batch->count;
    }
  }
  if (status != GESTA_END) {
    return status;
  }
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, question->graph->allocator);
  status = gesta_evaluation_explain(
    question->evaluation, question->options->explain == GESTA_EXPLAIN_JSON,
    &text);
  if (status == GESTA_OK) {
    status = gesta_output_write(question->output,
                                gesta_text_buffer_view(&text));
  }
  gesta_text_buffer_clear(&text);
  return status;
}

static GestaStatus
answer(Question *question)
{
  if (!question->sink && question->options->explain != GESTA_EXPLAIN_NOTHING) {
    return answer_plan(question);
  }
  switch (question->request.form) {
  case GESTA_FORM_SELECT:
    return answer_rows(question);
  case GESTA_FORM_ASK:
    return answer_boolean(question);
  case GESTA_FORM_CONSTRUCT:
  case GESTA_FORM_DESCRIBE:
    return question->sink ? answer_triples(question) : answer_quads(question);
  case GESTA_FORM_UPDATE:
    break; // gesta_parse_query() gives none
  }
  return GESTA_ERR_INPUT;
}

// Parse, plan and answer; one of output and sink is NULL.
static GestaStatus
ask(GestaGraph *graph, GestaStringView text, const GestaQueryOptions *options,
    GestaOutput *output, GestaRowSink *sink, GestaQueryFacts *facts,
    GestaError *error)
{
  GestaError reason = {.status = GESTA_OK};
  Question question = {.graph = graph,
                       .options = options,
                       .output = output,
                       .sink = sink,
                       .remote = {graph, options},
                       .error = &reason};
  gesta_bounded_allocator_init(&question.memory, graph->allocator,
                               options->memory);
  gesta_arena_init(&question.arena, &question.memory.allocator);
  uint64_t times[4] = {gesta_clock()};
  GestaStatus status = gesta_graph_prefixes(graph, &question.prefixes, &reason);
  if (status == GESTA_OK) {
    status = gesta_graph_parse(GESTA_REQUEST_QUERY, text, options,
                               question.prefixes, &question.arena,
                               &question.request, &reason);
    status = status ? fail(&question, status) : GESTA_OK;
  }
  times[1] = gesta_clock();
  if (status == GESTA_OK) {
    status = plan(&question);
  }
  times[2] = gesta_clock();
  if (status == GESTA_OK) {
    status = answer(&question);
    if (status) {
      (void)fail(&question, status);
      status = reason.status;
    }
  }
  times[3] = gesta_clock();
  gesta_evaluation_free(question.evaluation);
  if (question.transaction) {
    gesta_graph_end_reading(graph, question.transaction);
  }
  gesta_arena_clear(&question.arena);
  if (status && error) {
    *error = reason;
  }
  if (status == GESTA_OK && facts) {
    *facts = (GestaQueryFacts){
      .row_count = question.row_count,
      .parse_seconds = gesta_clock_seconds(times[0], times[1]),
      .plan_seconds = gesta_clock_seconds(times[1], times[2]),
      .execute_seconds = gesta_clock_seconds(times[2], times[3])};
  }
  return status;
}

GestaStatus
gesta_graph_query(GestaGraph *graph, GestaStringView text,
                  const GestaQueryOptions *options, GestaOutput *output,
                  GestaQueryFacts *facts, GestaError *error)
{
  assert(graph && options && output);

  return ask(graph, text, options, output, NULL, facts, error);
}

GestaStatus
gesta_graph_select(GestaGraph *graph, GestaStringView text,
                   const GestaQueryOptions *options, GestaRowSink *sink,
                   GestaQueryFacts *facts, GestaError *error)
{
  assert(graph && options && sink);

  return ask(graph, text, options, NULL, sink, facts, error);
}
