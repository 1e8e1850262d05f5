// SPDX-License-Identifier: GPL-3.0-or-later
// What goes in and out of a graph is the work of the program's own commands:
// the shell names the graph and splits the line into words.
#include "shell/commands.h"
#include "shell/dot_commands.h"
#include "shell/graph_facts.h"
#include "shell/words.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

GestaStatus
gesta_dot_open(GestaSession *session, GestaStringView argument,
               GestaError *error)
{
  GestaArena arena;
  const char *path = NULL;
  gesta_arena_init(&arena, session->allocator);
  GestaStatus status = gesta_words_one_file(&arena, argument, &path, error);
  if (!status) {
    status = gesta_session_open_graph(session, gesta_view(path), error);
  }
  if (status == GESTA_ERR_FILE && access(path, F_OK) != 0 && errno == ENOENT) {
    status = gesta_error_set(error, status,
                             "%s: is not there: \".create %s\" makes a new "
                             "graph",
                             path, path);
  }
  gesta_arena_clear(&arena);
  return status;
}

GestaStatus
gesta_dot_create(GestaSession *session, GestaStringView argument,
                 GestaError *error)
{
  GestaArena arena;
  const char *path = NULL;
  GestaGraph *graph = NULL;
  gesta_arena_init(&arena, session->allocator);
  GestaStatus status = gesta_words_one_file(&arena, argument, &path, error);
  if (!status && access(path, F_OK) == 0) {
    status = gesta_error_set(error, GESTA_ERR_FILE,
                             "%s: is there already: \".open %s\" opens it",
                             path, path);
  }
  if (!status) {
    status = gesta_graph_open(session->allocator, path, GESTA_OPEN_CREATE,
                              session->cancel, &graph, error);
  }
  if (!status) {
    status = gesta_session_open_graph(session, gesta_view(path), error);
  }
  gesta_graph_close(graph);
  gesta_arena_clear(&arena);
  return status;
}

// Run a command of the program with the open graph and then the words of a
// line, after `option` if there is one.
static GestaStatus
run_command(GestaSession *session, const GestaCommand *command, char *option,
            GestaStringView argument, GestaError *error)
{
  GestaArena arena;
  GestaWords words;
  gesta_arena_init(&arena, session->allocator);
  GestaStatus status = gesta_words_split_files(&arena, argument, &words, error);
  char **argv = NULL;
  if (!status) {
    argv = gesta_arena_allocate(&arena, words.count + 3, sizeof *argv);
    status = argv ? GESTA_OK : GESTA_ERR_MEMORY;
  }
  if (!status) {
    size_t count = 0;
    argv[count++] = session->path.data;
    if (option) {
      argv[count++] = option;
    }
    memcpy(argv + count, words.words, words.count * sizeof *argv);
    (void)fflush(session->output.stream); // what came before comes first
    const int code = gesta_command_run(command, argv, count + words.count,
                                       session->cancel);
    session->is_told = code != GESTA_EXIT_DONE;
    status = session->is_told ? GESTA_ERR_INPUT : GESTA_OK;
  }
  gesta_arena_clear(&arena);
  return status;
}

// The same with a command that writes to the graph.
static GestaStatus
change_graph(GestaSession *session, const GestaCommand *command,
             GestaStringView argument, GestaError *error)
{
  const GestaStatus status = run_command(session, command, NULL, argument,
                                         error);
  const GestaStatus opened = gesta_session_reopen(session, error);
  if (opened) {
    session->is_told = false;
  }
  return opened ? opened : status;
}

GestaStatus
gesta_dot_load(GestaSession *session, GestaStringView argument,
               GestaError *error)
{
  return change_graph(session, &gesta_load_command, argument, error);
}

GestaStatus
gesta_dot_build(GestaSession *session, GestaStringView argument,
                GestaError *error)
{
  return change_graph(session, &gesta_build_command, argument, error);
}

GestaStatus
gesta_dot_export(GestaSession *session, GestaStringView argument,
                 GestaError *error)
{
  return run_command(session, &gesta_export_command, NULL, argument, error);
}

GestaStatus
gesta_dot_backup(GestaSession *session, GestaStringView argument,
                 GestaError *error)
{
  char option[] = "--output";
  return run_command(session, &gesta_compact_command, option, argument, error);
}

GestaStatus
gesta_dot_check(GestaSession *session, GestaStringView argument,
                GestaError *error)
{
  return run_command(session, &gesta_check_command, NULL, argument, error);
}

GestaStatus
gesta_dot_stats(GestaSession *session, GestaStringView argument,
                GestaError *error)
{
  (void)argument;
  return gesta_graph_facts_write(session->graph, session->path.data,
                                 session->out, error);
}

// ---- Prefixes ---------------------------------------------------------------

static GestaStatus
write_prefix(GestaSession *session, GestaStringView prefix, GestaStringView iri)
{
  GestaOutput *const output = session->out;
  GestaStatus status = gesta_output_print(output, "PREFIX %.*s: <",
                                          (int)prefix.size, prefix.data);
  if (!status) {
    status = gesta_output_write(output, iri);
  }
  return status ? status : gesta_output_write(output, gesta_view(">\n"));
}

static GestaStatus
write_prefixes(GestaSession *session, GestaStringView wanted, GestaError *error)
{
  const GestaPrefixes *prefixes = NULL;
  GestaStatus status = gesta_graph_prefixes(session->graph, &prefixes, error);
  if (status) {
    return status;
  }
  if (wanted.size > 0) {
    GestaStringView iri;
    return gesta_prefixes_find(prefixes, wanted, &iri)
             ? gesta_error_set(
               error, GESTA_ERR_INPUT, "the prefix %.*s: is not known",
               (int)(wanted.size < 100 ? wanted.size : 100), wanted.data)
             : write_prefix(session, wanted, iri);
  }
  for (size_t i = 0; !status && i < gesta_prefixes_count(prefixes); ++i) {
    GestaStringView prefix;
    GestaStringView iri;
    gesta_prefixes_get(prefixes, i, &prefix, &iri);
    status = write_prefix(session, prefix, iri);
  }
  return status;
}

// Keep a prefix in the graph.
static GestaStatus
set_prefix(GestaSession *session, GestaStringView prefix, GestaStringView iri,
           GestaError *error)
{
  GestaGraph *graph = NULL;
  GestaStatus status = gesta_graph_open(session->allocator, session->path.data,
                                        GESTA_OPEN_WRITE, session->cancel,
                                        &graph, error);
  if (!status) {
    status = gesta_graph_begin(graph, error);
  }
  if (!status) {
    status = gesta_sink_prefix(gesta_graph_sink(graph), prefix, iri);
    if (!status) {
      status = gesta_graph_commit(graph, error);
    }
  }
  gesta_graph_close(graph);
  return status ? status : gesta_session_reopen(session, error);
}

GestaStatus
gesta_dot_prefix(GestaSession *session, GestaStringView argument,
                 GestaError *error)
{
  GestaArena arena;
  GestaWords words;
  gesta_arena_init(&arena, session->allocator);
  GestaStatus status = gesta_words_split(&arena, argument, &words, error);
  GestaStringView prefix = {NULL, 0};
  if (!status && words.count > 0) {
    prefix = gesta_view(words.words[0]);
    prefix.size -= prefix.size > 0 && prefix.data[prefix.size - 1] == ':';
  }
  if (!status && words.count <= 1) {
    status = write_prefixes(session, prefix, error);
  } else if (!status) {
    GestaStringView iri = gesta_view(words.words[1]);
    if (words.count > 2 || iri.size < 3 || iri.data[0] != '<'
        || iri.data[iri.size - 1] != '>') {
      status = gesta_error_set(error, GESTA_ERR_INPUT,
                               "expected .prefix NAME: <IRI>");
    } else {
      iri = (GestaStringView){iri.data + 1, iri.size - 2};
      status = set_prefix(session, prefix, iri, error);
    }
  }
  gesta_arena_clear(&arena);
  return status;
}
