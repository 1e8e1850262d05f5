// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/number.h"
#include "graph/graph.h"
#include "graph/io/rdf_reader.h"
#include "shell/commands.h"
#include "shell/graph_file.h"
#include "shell/input_file.h"
#include "shell/message.h"
#include "shell/progress.h"

#include <inttypes.h>
#include <sys/stat.h>

enum { SHOW_EVERY = 4096 }; // quads

static const GestaOption options[] = {
  {"graph", 'g', "IRI", "put triples into this named graph"},
  {"format", 0, "FORMAT",
   "of the files: ttl, trig, nt, nq, rdfxml, …\n"
   "[by the name of the file, then by its content]"},
  {"base", 0, "IRI", "what relative IRIs refer to [the file itself]"},
  {"batch", 0, "N",
   "commit after every N triples: if a file is wrong, what\n"
   "came before stays [all files or nothing]"},
  {"lenient", 0, NULL,
   "pass over lines and statements that are wrong, and count\n"
   "them [the first mistake ends the load]"},
  GESTA_OPTIONS_END,
};

// Between the reader and the graph: commits batches, shows how far it has come.
typedef struct Loader {
  GestaQuadSink base; // first, so that a pointer to it is one to this
  GestaGraphFile *file;
  GestaProgress progress;
  FILE *stream;
  uint64_t size;  // of the file that is read; 0: not known
  uint64_t count; // quads read from all files
  uint64_t batch; // quads; 0: no end
  uint64_t kept;  // quads read before the last commit
  GestaError *error;
} Loader;

static GestaStatus
commit_batch(Loader *loader)
{
  GestaStatus status = gesta_graph_file_commit(loader->file, loader->error);
  if (!status) {
    loader->kept = loader->count;
    status = gesta_graph_begin(loader->file->graph, loader->error);
  }
  return status;
}

static void
show_progress(Loader *loader)
{
  const off_t at = loader->size > 0 ? ftello(loader->stream) : -1;
  gesta_progress_show(&loader->progress, at > 0 ? (uint64_t)at : 0,
                      at > 0 ? loader->size : 0, loader->count, "triples");
}

static GestaStatus
take_quad(GestaQuadSink *self, const GestaQuad *quad)
{
  Loader *loader = (Loader *)self;
  GestaStatus status = gesta_sink_quad(gesta_graph_sink(loader->file->graph),
                                       quad);
  if (status) {
    return status;
  }
  ++loader->count;
  if (loader->count % SHOW_EVERY == 0) {
    show_progress(loader);
  }
  if (loader->batch > 0 && loader->count - loader->kept == loader->batch) {
    status = commit_batch(loader);
  }
  return status;
}

static GestaStatus
take_prefix(GestaQuadSink *self, GestaStringView prefix, GestaStringView iri)
{
  const Loader *loader = (Loader *)self;
  return gesta_sink_prefix(gesta_graph_sink(loader->file->graph), prefix, iri);
}

static GestaStatus
load_file(Loader *loader, const char *path, const GestaReadOptions *how,
          GestaError *error)
{
  GestaStatus status = gesta_input_open(path, &loader->stream, error);
  if (!status) {
    struct stat facts;
    uint64_t count = 0;
    const bool is_known = fstat(fileno(loader->stream), &facts) == 0
                          && S_ISREG(facts.st_mode) && facts.st_size > 0;
    loader->size = is_known ? (uint64_t)facts.st_size : 0;
    status = gesta_rdf_read(gesta_default_allocator(), loader->stream,
                            gesta_input_name(path), how, &loader->base, &count,
                            error);
  }
  gesta_input_close(loader->stream);
  loader->stream = NULL;
  return status;
}

// Tell what was passed over: the first mistakes, and how many there were.
static void
tell_skips(const char *path, const GestaReadSkips *skips)
{
  for (size_t i = 0; i < skips->kept; ++i) {
    gesta_tell_error(path, &skips->first[i]);
  }
  if (skips->count > 0) {
    gesta_tell("%s: %" PRIu64 " %s passed over%s", path, skips->count,
               skips->count == 1 ? "mistake was" : "mistakes were",
               skips->count > skips->kept ? "; the first are told above" : "");
  }
}

// The number of triples of a batch, 0 if the option was not given.
static GestaStatus
read_batch(const GestaArguments *arguments, uint64_t *batch)
{
  *batch = 0;
  if (!gesta_arguments_has(arguments, "batch")) {
    return GESTA_OK;
  }
  const GestaStatus status = gesta_parse_unsigned(
    gesta_arguments_view(arguments, "batch"), batch);
  if (status || *batch == 0) {
    gesta_tell("--batch: expected a number of triples, 1 or more");
    return GESTA_ERR_INPUT;
  }
  return GESTA_OK;
}

static int
run_load(const GestaArguments *arguments, GestaCancel *cancel)
{
  const char *const path = arguments->operands[0];
  const GestaStringView graph_iri = gesta_arguments_view(arguments, "graph");
  GestaReadSkips skips = {.count = 0};
  const GestaReadOptions how = {
    .format = gesta_arguments_view(arguments, "format"),
    .base = gesta_arguments_view(arguments, "base"),
    .graph = graph_iri.size > 0 ? gesta_iri(graph_iri) : (GestaTerm){0},
    .cancel = cancel,
    .skips = gesta_arguments_has(arguments, "lenient") ? &skips : NULL,
  };
  GestaGraphFile file = {NULL, NULL, false};
  GestaError error = {0};
  Loader loader = {
    .base = {take_quad, take_prefix}, .file = &file, .error = &error};
  if (read_batch(arguments, &loader.batch)) {
    return GESTA_EXIT_USAGE;
  }

  // All files in one transaction: all of them are loaded, or none.
  const char *culprit = path;
  GestaStatus status = gesta_graph_file_open(gesta_default_allocator(), path,
                                             cancel, &file, &error);
  if (!status) {
    status = gesta_graph_begin(file.graph, &error);
  }
  gesta_progress_init(&loader.progress);
  for (size_t i = 1; !status && i < arguments->operand_count; ++i) {
    const char *const name = gesta_input_name(arguments->operands[i]);
    skips = (GestaReadSkips){.count = 0};
    status = load_file(&loader, arguments->operands[i], &how, &error);
    culprit = status ? name : path;
    gesta_progress_clear(&loader.progress);
    tell_skips(name, &skips);
  }
  if (!status) {
    status = gesta_graph_file_commit(&file, &error);
  }
  gesta_progress_clear(&loader.progress);
  if (status) {
    error.status = status; // of a sink, which has no message
    gesta_tell_error(culprit, &error);
  }
  if (status && loader.kept > 0) {
    gesta_tell("%s: the first %" PRIu64 " triples read were kept", path,
               loader.kept);
  }
  gesta_graph_file_close(&file);
  return status ? GESTA_EXIT_FAILED : GESTA_EXIT_DONE;
}

const GestaCommand gesta_load_command = {
  .name = "load",
  .summary = "put RDF files into a graph",
  .usage = "GRAPH FILE…",
  .details =
    "Put RDF in any syntax that Raptor reads into a graph, which is made if "
    "it\n"
    "does not exist.  Either all the files are loaded or, if one of them is\n"
    "wrong, none, unless --batch says otherwise.  A FILE of \"-\" is standard\n"
    "input; it needs --format.  Files that gzip has compressed are read as "
    "they are.\n"
    "\n"
    "Example:\n"
    "  gesta load news.gesta ontology/gesta.ttl --graph urn:gesta:ontology\n",
  .options = options,
  .least = 2,
  .most = GESTA_ANY_NUMBER,
  .run = run_load,
};
