// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/file.h"
#include "graph/graph.h"
#include "shell/commands.h"
#include "shell/input_file.h"
#include "shell/message.h"
#include "shell/output_file.h"
#include "shell/process_memory.h"
#include "shell/report.h"
#include "shell/report_library.h"
#include "shell/seconds.h"

#include <string.h>

static const GestaOption options[] = {
  {"param", 'p', "NAME=VALUE",
   "give a parameter of the template a value; may be repeated"},
  {"format", 0, "md|html",
   "Markdown, or a page that needs no other file\n"
   "[html if OUT ends with .html, else md]"},
  {"charts", 0, "svg|table",
   "draw charts, or write what they show as tables\n"
   "[svg in HTML, table in Markdown]"},
  {"output", 'o', "OUT", "write to a file instead of standard output"},
  {"timeout", 't', "SECONDS", "give up a query after so long"},
  {"keep-going", 'k', NULL,
   "if a query fails, say so in the report and go on;\n"
   "the exit status is 1 all the same"},
  {"check", 0, NULL,
   "only tell whether the template is well-formed; needs\n"
   "no GRAPH"},
  {"list", 0, NULL, "list the templates that come with the program"},
  GESTA_OPTIONS_END,
};

// What the command works with.
typedef struct Request {
  const GestaArguments *arguments;
  const char *graph_path; // NULL: none
  const char *path;       // of the template
  const char *name;       // of it in messages
  GestaStringView text;
  GestaArena arena;
  GestaReportTemplate template;
  GestaPrefixes *known; // the well-known ones, if there is no graph
  GestaReport report;
} Request;

static void
tell_failure(void *context, const GestaError *error)
{
  const Request *const request = context;
  gesta_tell_error(request->name, error);
  gesta_tell_place(request->text, error);
}

static void
tell_warning(void *context, const GestaError *warning)
{
  const Request *const request = context;
  gesta_tell("%s:%zu:%zu: warning: %s", request->name, warning->line,
             warning->column, warning->message);
}

// ---- The command line -------------------------------------------------------

static int
sort_operands(Request *request)
{
  const GestaArguments *const arguments = request->arguments;
  const size_t count = arguments->operand_count;
  const bool is_check = gesta_arguments_has(arguments, "check");
  if (count != 2 && !(is_check && count == 1)) {
    return gesta_command_misuse(&gesta_report_command,
                                "expected GRAPH and TEMPLATE");
  }
  request->graph_path = count == 2 ? arguments->operands[0] : NULL;
  request->path = arguments->operands[count - 1];
  return GESTA_EXIT_DONE;
}

static bool
ends_with(const char *text, const char *ending)
{
  const size_t size = strlen(text);
  const size_t tail = strlen(ending);
  return size > tail && strcmp(text + size - tail, ending) == 0;
}

static int
read_options(Request *request)
{
  const GestaArguments *const arguments = request->arguments;
  const char *const format = gesta_arguments_value(arguments, "format");
  const char *const charts = gesta_arguments_value(arguments, "charts");
  const char *const output = gesta_arguments_value(arguments, "output");
  const GestaStringView timeout = gesta_arguments_view(arguments, "timeout");
  const bool is_html = format ? strcmp(format, "html") == 0
                              : output
                                  && (ends_with(output, ".html")
                                      || ends_with(output, ".htm"));
  GestaReport *const report = &request->report;
  report->format = is_html ? GESTA_REPORT_HTML : GESTA_REPORT_MARKDOWN;
  report->draws = charts ? strcmp(charts, "svg") == 0 : is_html;
  report->keeps_going = gesta_arguments_has(arguments, "keep-going");
  report->fail = tell_failure;
  report->warn = tell_warning;
  report->tell_context = request;
  if (timeout.data && !gesta_read_seconds(timeout, &report->timeout)) {
    return gesta_command_misuse(&gesta_report_command,
                                "--timeout cannot be \"%s\": expected seconds, "
                                "such as 2.5",
                                timeout.data);
  }
  return GESTA_EXIT_DONE;
}

// ---- Reading ----------------------------------------------------------------

static int
read_template(Request *request)
{
  GestaError error = {.status = GESTA_OK};
  GestaStatus status = gesta_report_library_find(&request->arena, request->path,
                                                 &request->path, &error);
  if (status) {
    gesta_tell_error(NULL, &error);
    return GESTA_EXIT_FAILED;
  }
  request->name = gesta_input_name(request->path);
  status = gesta_input_read(gesta_default_allocator(), request->path,
                            &request->text, &error);
  if (status) {
    gesta_tell_error(request->name, &error);
    return GESTA_EXIT_FAILED;
  }
  status = gesta_report_template_parse(request->text, &request->arena,
                                       &request->template, &error);
  if (status) {
    tell_failure(request, &error);
    return GESTA_EXIT_FAILED;
  }
  request->report.template = &request->template;
  return GESTA_EXIT_DONE;
}

static int
open_graph(Request *request, GestaCancel *cancel)
{
  GestaReport *const report = &request->report;
  GestaError error = {.status = GESTA_OK};
  GestaStatus status = GESTA_OK;
  if (!request->graph_path) {
    status = gesta_prefixes_new(gesta_default_allocator(), &request->known);
    report->prefixes = request->known;
  } else {
    status = gesta_graph_open(gesta_default_allocator(), request->graph_path,
                              GESTA_OPEN_READ, cancel, &report->graph, &error);
    if (!status) {
      status = gesta_graph_prefixes(report->graph, &report->prefixes, &error);
    }
  }
  if (status) {
    error.status = status;
    gesta_tell_error(request->graph_path ? request->graph_path : "report",
                     &error);
  }
  return status ? GESTA_EXIT_FAILED : GESTA_EXIT_DONE;
}

static int
bind_values(Request *request)
{
  const GestaArguments *const arguments = request->arguments;
  const char **const given = gesta_arena_allocate(
    &request->arena, arguments->given_count, sizeof *given);
  GestaReportGiven all = {.texts = given,
                          .may_lack = gesta_arguments_has(arguments, "check")};
  GestaError error = {.status = GESTA_OK};
  GestaStatus status = given ? GESTA_OK : GESTA_ERR_MEMORY;
  size_t index = 0;
  const char *text = gesta_arguments_next(arguments, "param", &index);
  for (; !status && text;
       text = gesta_arguments_next(arguments, "param", &index)) {
    given[all.count++] = text;
  }
  if (!status) {
    status = gesta_report_values_bind(&request->template.header, &all,
                                      request->report.prefixes, &request->arena,
                                      &request->report.values, &error);
  }
  if (status == GESTA_ERR_INPUT) {
    return gesta_command_misuse(&gesta_report_command, "%s", error.message);
  }
  if (status) {
    error.status = status;
    tell_failure(request, &error);
    return GESTA_EXIT_FAILED;
  }
  return GESTA_EXIT_DONE;
}

// ---- Work -------------------------------------------------------------------

static int
check(Request *request)
{
  GestaError error = {.status = GESTA_OK};
  size_t failure_count = 0;
  const GestaStatus status = gesta_report_check(&request->report,
                                                &failure_count, &error);
  if (status) {
    gesta_tell_error(request->name, &error);
  }
  return status || failure_count > 0 ? GESTA_EXIT_FAILED : GESTA_EXIT_DONE;
}

static int
write_report(Request *request)
{
  GestaOutputFile file;
  GestaError error = {.status = GESTA_OK};
  size_t failure_count = 0;
  GestaStatus status = gesta_output_file_open(
    gesta_default_allocator(),
    gesta_arguments_value(request->arguments, "output"), &file, &error);
  if (status) {
    return gesta_output_file_end(&file, status, NULL, &error);
  }
  status = gesta_report_write(&request->report, &file.output, &failure_count,
                              &error);
  if (status && failure_count > 0) {
    gesta_output_file_close(&file); // what failed was told
    return GESTA_EXIT_FAILED;
  }
  const int exit_status = gesta_output_file_end(&file, status, request->name,
                                                &error);
  return failure_count > 0 ? GESTA_EXIT_FAILED : exit_status;
}

static int
run_request(Request *request, GestaCancel *cancel)
{
  int status = sort_operands(request);
  if (status == GESTA_EXIT_DONE) {
    status = read_options(request);
  }
  if (status == GESTA_EXIT_DONE) {
    status = read_template(request);
  }
  if (status == GESTA_EXIT_DONE) {
    status = open_graph(request, cancel);
  }
  if (status == GESTA_EXIT_DONE) {
    status = bind_values(request);
  }
  if (status != GESTA_EXIT_DONE) {
    return status;
  }
  return gesta_arguments_has(request->arguments, "check")
           ? check(request)
           : write_report(request);
}

// ---- The list ---------------------------------------------------------------

static GestaStatus
list_parameter(const GestaReportParameter *parameter, GestaOutput *output)
{
  const char *const needed = parameter->has_default ? "" : ", needed";
  const GestaStringView type = parameter->type;
  return gesta_output_print(
    output, "    %.*s (%.*s%s%s%.*s)%s%.*s\n", (int)parameter->name.size,
    parameter->name.data, type.size > 0 ? (int)type.size : 5,
    type.size > 0 ? type.data : "value", needed,
    parameter->has_default ? ", otherwise " : "",
    parameter->has_default ? (int)parameter->default_value.size : 0,
    parameter->has_default ? parameter->default_value.data : "",
    parameter->description.size > 0 ? ": " : "",
    (int)parameter->description.size,
    parameter->description.size > 0 ? parameter->description.data : "");
}

static GestaStatus
list_template(const Request *request, GestaOutput *output)
{
  const GestaReportHeader *const header = &request->template.header;
  const GestaStringView name = gesta_report_library_name(request->path);
  GestaStatus status = gesta_output_print(
    output, "%.*s%s%.*s\n", (int)name.size, name.data,
    header->description.size > 0 ? ": " : "", (int)header->description.size,
    header->description.size > 0 ? header->description.data : "");
  for (size_t i = 0; !status && i < header->parameter_count; ++i) {
    status = list_parameter(&header->parameters[i], output);
  }
  return status;
}

static int
list_library(Request *request)
{
  const char **paths = NULL;
  size_t count = 0;
  GestaOutputFile file;
  GestaError error = {.status = GESTA_OK};
  GestaStatus status = gesta_report_library_list(&request->arena, &paths,
                                                 &count, &error);
  if (status) {
    gesta_tell_error(NULL, &error);
    return GESTA_EXIT_FAILED;
  }
  status = gesta_output_file_open(
    gesta_default_allocator(),
    gesta_arguments_value(request->arguments, "output"), &file, &error);
  for (size_t i = 0; !status && i < count; ++i) {
    request->path = paths[i];
    if (read_template(request) != GESTA_EXIT_DONE) {
      gesta_output_file_close(&file);
      return GESTA_EXIT_FAILED;
    }
    status = list_template(request, &file.output);
    gesta_text_release(gesta_default_allocator(), &request->text);
  }
  return gesta_output_file_end(&file, status, "report", &error);
}

static int
run_report(const GestaArguments *arguments, GestaCancel *cancel)
{
  Request request = {.arguments = arguments, .name = "report"};
  gesta_keep_freed_memory();
  gesta_arena_init(&request.arena, gesta_default_allocator());
  const int status = gesta_arguments_has(arguments, "list")
                       ? list_library(&request)
                       : run_request(&request, cancel);
  gesta_graph_close(request.report.graph);
  gesta_prefixes_free(request.known);
  gesta_text_release(gesta_default_allocator(), &request.text);
  gesta_arena_clear(&request.arena);
  return status;
}

const GestaCommand gesta_report_command = {
  .name = "report",
  .summary = "answer the queries of a template as Markdown or HTML",
  .usage = "GRAPH TEMPLATE",
  .details =
    "Answer the SPARQL queries in a template, a Markdown text, and put the\n"
    "answers in their places.  TEMPLATE is a file, or the name of a template\n"
    "that comes with the program (--list).\n"
    "\n"
    "A query is a block of code that is called sparql.  What follows on its\n"
    "first line tells how to show its answer:\n"
    "  ```sparql title=\"Most active\" chart=bar x=actor y=events\n"
    "    table, list            a table (if nothing is said), a list\n"
    "    chart=bar              x, y, series\n"
    "    chart=line             x (numbers, dates or names), y, series\n"
    "    chart=timeline         x (a date), end, label, series\n"
    "    chart=network          from, to, weight, label\n"
    "    title=\"…\"              above it\n"
    "    empty=\"…\"              said if there is no answer\n"
    "x, y and so on name variables of the query; otherwise variables of these\n"
    "names are taken, or the first two columns.\n"
    "\n"
    "A head, YAML between two lines ---, may tell title, description, author,\n"
    "language and parameters.  A parameter is a variable that has a value in\n"
    "all queries, and {{name}} shows it in the text and in titles:\n"
    "  ---\n"
    "  title: What {{actor}} did\n"
    "  parameters:\n"
    "    actor: {type: entity, description: a name or an IRI}\n"
    "    since: {type: date, default: 2024-01-01}\n"
    "  ---\n"
    "Types are iri, entity, text, integer, decimal, number, boolean, date,\n"
    "dateTime, month and year; their values need no quotes.  Without a type a\n"
    "value is written as for \"gesta query --param\".\n"
    "\n"
    "Examples:\n"
    "  gesta report news.gesta actor-profile --param actor=Turkey\n"
    "  gesta report news.gesta month.md -p month=2024-03 -o march.html\n"
    "  gesta report --check month.md\n",
  .options = options,
  .least = 0,
  .most = 2,
  .run = run_report,
};
