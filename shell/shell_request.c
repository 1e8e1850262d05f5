// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/shell_request.h"

#include "graph/base/file.h"
#include "graph/base/number.h"
#include "shell/input_file.h"
#include "shell/message.h"
#include "shell/parameter_option.h"
#include "shell/seconds.h"

#include <assert.h>
#include <string.h>

// ---- The command line -------------------------------------------------------

static bool
has_documents(const GestaArguments *arguments)
{
  return gesta_arguments_has(arguments, "data")
         || gesta_arguments_has(arguments, "named");
}

// Operands are GRAPH and the text; with -f no text, with documents no graph. To
// check a request, or to ask the documents of its FROM, no graph is needed.
static int
sort_operands(GestaShellRequest *request, const GestaCommand *command)
{
  const GestaArguments *const arguments = request->arguments;
  const bool is_query = request->kind == GESTA_REQUEST_QUERY;
  const bool has_file = gesta_arguments_has(arguments, "file");
  const bool is_check = gesta_arguments_has(arguments, "check");
  const size_t texts = has_file ? 0 : 1;
  const size_t count = arguments->operand_count;
  const bool may_lack_graph = has_documents(arguments) || is_check || has_file;
  const bool may_have_graph = !has_documents(arguments);
  if (!(count == texts && may_lack_graph)
      && !(count == texts + 1 && may_have_graph)) {
    const char *const what = is_query ? "QUERY" : "UPDATE";
    if (has_documents(arguments)) {
      return gesta_command_misuse(
        command, "expected --data and either %s or -f FILE, no GRAPH", what);
    }
    return gesta_command_misuse(
      command, "expected GRAPH and either %s or -f FILE", what);
  }
  request->graph_path = count > texts ? arguments->operands[0] : NULL;
  request->operand = has_file ? NULL : arguments->operands[count - 1];
  return GESTA_EXIT_DONE;
}

// Bytes, or with K, M or G so many times 1024.
static bool
read_size(GestaStringView text, size_t *size)
{
  static const char units[] = "KMG";
  const char last = text.size > 0 ? text.data[text.size - 1] : '\0';
  const char *const unit = last ? strchr(units, last) : NULL;
  unsigned shift = 0;
  if (unit) {
    shift = 10 * (unsigned)(unit - units + 1);
    --text.size;
  }
  uint64_t count = 0;
  if (gesta_parse_unsigned(text, &count) || count > SIZE_MAX >> shift) {
    return false;
  }
  *size = (size_t)count << shift;
  return *size > 0;
}

static int
read_limits(GestaShellRequest *request, const GestaCommand *command)
{
  const GestaArguments *const arguments = request->arguments;
  const GestaStringView timeout = gesta_arguments_view(arguments, "timeout");
  const GestaStringView memory = gesta_arguments_view(arguments, "memory");
  const GestaStringView rows = gesta_arguments_view(arguments, "max-rows");
  if (timeout.data
      && (!gesta_read_seconds(timeout, &request->options.timeout)
          || request->options.timeout == 0)) {
    return gesta_command_misuse(
      command, "--timeout cannot be \"%s\": expected seconds, such as 2.5",
      timeout.data);
  }
  if (memory.data && !read_size(memory, &request->options.memory)) {
    return gesta_command_misuse(
      command, "--memory cannot be \"%s\": expected bytes, such as 500M or 2G",
      memory.data);
  }
  if (rows.data
      && (gesta_parse_unsigned(rows, &request->options.max_rows)
          || request->options.max_rows == 0)) {
    return gesta_command_misuse(
      command, "--max-rows cannot be \"%s\": expected a number", rows.data);
  }
  return GESTA_EXIT_DONE;
}

static void
warn(void *context, const GestaError *warning)
{
  const GestaShellRequest *const request = context;
  gesta_tell("%s:%zu:%zu: warning: %s", request->name, warning->line,
             warning->column, warning->message);
}

int
gesta_shell_request_init(GestaShellRequest *request,
                         const GestaCommand *command,
                         const GestaArguments *arguments, GestaRequestKind kind)
{
  assert(request && command && arguments);

  *request = (GestaShellRequest){
    .arguments = arguments,
    .kind = kind,
    .options =
      {
        .format = gesta_arguments_view(arguments, "format"),
        .base = gesta_arguments_view(arguments, "base"),
        .allow_network = gesta_arguments_has(arguments, "allow-service"),
        .warn = warn,
        .warn_context = request,
      },
    .name = kind == GESTA_REQUEST_QUERY ? "query" : "update",
  };
  gesta_arena_init(&request->arena, gesta_default_allocator());
  const int status = sort_operands(request, command);
  if (status != GESTA_EXIT_DONE) {
    return status;
  }
  request->options.strict_default_graph = !request->graph_path
                                          || gesta_arguments_has(
                                            arguments, "strict-default-graph");
  return read_limits(request, command);
}

void
gesta_shell_request_clear(GestaShellRequest *request)
{
  gesta_graph_close(request->graph);
  request->graph = NULL;
  gesta_text_release(gesta_default_allocator(), &request->block);
  gesta_arena_clear(&request->arena);
}

// ---- The text ---------------------------------------------------------------

GestaStatus
gesta_shell_request_read(GestaShellRequest *request, const char *path)
{
  GestaError error = {.status = GESTA_OK};
  GestaStatus status = GESTA_OK;
  if (!path && strcmp(request->operand, "-") == 0) {
    path = "-";
  }
  if (path) {
    gesta_text_release(gesta_default_allocator(), &request->block);
    request->name = gesta_input_name(path);
    status = gesta_input_read(gesta_default_allocator(), path, &request->block,
                              &error);
    request->text = request->block;
  } else {
    request->text = gesta_view(request->operand);
    status = gesta_input_check(request->text, &error);
  }
  if (status) {
    gesta_tell_error(request->name, &error);
  }
  return status;
}

const char *
gesta_shell_request_culprit(const GestaShellRequest *request,
                            const GestaError *error)
{
  const size_t size = request->graph_path ? strlen(request->graph_path) : 0;
  return size > 0 && error->line == 0
             && strncmp(error->message, request->graph_path, size) == 0
             && error->message[size] == ':'
           ? request->graph_path
           : request->name;
}

void
gesta_shell_request_show(const GestaShellRequest *request,
                         const GestaError *error)
{
  gesta_tell_place(request->text, error);
}

GestaStatus
gesta_shell_request_check(GestaShellRequest *request)
{
  GestaError error = {.status = GESTA_OK};
  const GestaStatus status = gesta_graph_check(
    request->graph, request->kind, request->text, &request->options, &error);
  if (status) {
    gesta_tell_error(gesta_shell_request_culprit(request, &error), &error);
    gesta_shell_request_show(request, &error);
  }
  return status;
}

// ---- The graph --------------------------------------------------------------

static GestaStatus
read_document(GestaShellRequest *request, const char *path,
              GestaStringView graph, GestaCancel *cancel)
{
  GestaError error = {.status = GESTA_OK};
  const GestaReadOptions how = {
    .graph = graph.size > 0 ? gesta_iri(graph) : (GestaTerm){0},
    .cancel = cancel,
    .by_name = true,
  };
  const GestaStatus status = gesta_graph_read_file(request->graph, path, &how,
                                                   &error);
  if (status) {
    error.status = status;
    gesta_tell_error(path, &error);
  }
  return status;
}

static GestaStatus
read_documents(GestaShellRequest *request, GestaCancel *cancel)
{
  const GestaArguments *const arguments = request->arguments;
  GestaStatus status = GESTA_OK;
  size_t index = 0;
  const char *value = gesta_arguments_next(arguments, "data", &index);
  while (!status && value) {
    status = read_document(request, value, (GestaStringView){NULL, 0}, cancel);
    value = gesta_arguments_next(arguments, "data", &index);
  }
  index = 0;
  value = gesta_arguments_next(arguments, "named", &index);
  while (!status && value) {
    const char *const equals = strrchr(value, '=');
    if (!equals || equals == value) {
      gesta_tell("--named cannot be \"%s\": expected IRI=FILE", value);
      return GESTA_ERR_INPUT;
    }
    const GestaStringView iri = {value, (size_t)(equals - value)};
    status = read_document(request, equals + 1, iri, cancel);
    value = gesta_arguments_next(arguments, "named", &index);
  }
  return status;
}

// A graph that is forgotten afterwards, with the documents of the command line
// and of the query's FROM.
static GestaStatus
open_documents(GestaShellRequest *request, GestaCancel *cancel)
{
  GestaError error = {.status = GESTA_OK};
  GestaStatus status = gesta_graph_open_temporary(
    gesta_default_allocator(), cancel, &request->graph, &error);
  if (!status) {
    status = gesta_graph_begin(request->graph, &error);
  }
  if (status) {
    gesta_tell_error(NULL, &error);
    return status;
  }
  status = read_documents(request, cancel);
  if (status) {
    return status;
  }
  if (request->kind == GESTA_REQUEST_QUERY) {
    status = gesta_graph_read_dataset(request->graph, request->text,
                                      request->options.base, &error);
  }
  if (!status) {
    status = gesta_graph_commit(request->graph, &error);
  }
  if (status) {
    gesta_tell_error(request->name, &error);
    gesta_shell_request_show(request, &error);
  }
  return status;
}

static GestaStatus
read_parameters(GestaShellRequest *request)
{
  const GestaArguments *const arguments = request->arguments;
  const GestaPrefixes *prefixes = NULL;
  GestaError error = {.status = GESTA_OK};
  GestaParameter *const parameters = gesta_arena_allocate(
    &request->arena, arguments->given_count, sizeof *parameters);
  GestaStatus status = parameters ? gesta_graph_prefixes(request->graph,
                                                         &prefixes, &error)
                                  : GESTA_ERR_MEMORY;
  size_t count = 0;
  size_t index = 0;
  const char *value = gesta_arguments_next(arguments, "param", &index);
  while (!status && value) {
    GestaStringView name = {NULL, 0};
    GestaStringView text = {NULL, 0};
    if (!gesta_parameter_option_split(value, &name, &text)) {
      gesta_tell("--param cannot be \"%s\": expected NAME=VALUE", value);
      return GESTA_ERR_INPUT;
    }
    parameters[count].name = name;
    status = gesta_parameter_parse(text, prefixes, &request->arena,
                                   &parameters[count].term, &error);
    if (status) {
      gesta_tell("--param %.*s: %s", (int)name.size, name.data, error.message);
      return status;
    }
    ++count;
    value = gesta_arguments_next(arguments, "param", &index);
  }
  if (status) {
    error.status = status;
    gesta_tell_error(request->name, &error);
  }
  request->options.parameters = parameters;
  request->options.parameter_count = count;
  return status;
}

GestaStatus
gesta_shell_request_open(GestaShellRequest *request, GestaCancel *cancel)
{
  assert(!request->graph);

  GestaStatus status = GESTA_OK;
  if (request->graph_path) {
    const GestaOpenMode mode = request->kind == GESTA_REQUEST_QUERY
                                 ? GESTA_OPEN_READ
                                 : GESTA_OPEN_WRITE;
    GestaError error = {.status = GESTA_OK};
    status = gesta_graph_open(gesta_default_allocator(), request->graph_path,
                              mode, cancel, &request->graph, &error);
    if (status) {
      gesta_tell_error(request->graph_path, &error);
    }
  } else {
    status = open_documents(request, cancel);
  }
  return status ? status : read_parameters(request);
}
