// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/graph.h"
#include "graph/io/rdf_reader.h"
#include "shell/commands.h"
#include "shell/graph_file.h"
#include "shell/input_file.h"
#include "shell/message.h"

static const GestaOption options[] = {
  {"graph", 'g', "IRI", "put triples into this named graph"},
  {"format", 0, "FORMAT",
   "of the files: ttl, trig, nt, nq, rdfxml, …\n"
   "[by the name of the file, then by its content]"},
  {"base", 0, "IRI", "what relative IRIs refer to [the file itself]"},
  GESTA_OPTIONS_END,
};

static GestaStatus
load_file(GestaGraph *graph, const char *path, const GestaReadOptions *how,
          GestaError *error)
{
  FILE *stream = NULL;
  GestaStatus status = gesta_input_open(path, &stream, error);
  if (!status) {
    uint64_t count = 0;
    status = gesta_rdf_read(gesta_default_allocator(), stream,
                            gesta_input_name(path), how,
                            gesta_graph_sink(graph), &count, error);
  }
  gesta_input_close(stream);
  return status;
}

static int
run_load(const GestaArguments *arguments, GestaCancel *cancel)
{
  const char *const path = arguments->operands[0];
  const GestaStringView graph_iri = gesta_arguments_view(arguments, "graph");
  const GestaReadOptions how = {
    .format = gesta_arguments_view(arguments, "format"),
    .base = gesta_arguments_view(arguments, "base"),
    .graph = graph_iri.size > 0 ? gesta_iri(graph_iri) : (GestaTerm){0},
    .cancel = cancel,
  };

  // All files in one transaction: all of them are loaded, or none.
  GestaGraphFile file = {NULL, NULL, false};
  GestaError error = {0};
  const char *culprit = path;
  GestaStatus status = gesta_graph_file_open(gesta_default_allocator(), path,
                                             cancel, &file, &error);
  if (!status) {
    status = gesta_graph_begin(file.graph, &error);
  }
  for (size_t i = 1; !status && i < arguments->operand_count; ++i) {
    status = load_file(file.graph, arguments->operands[i], &how, &error);
    culprit = status ? gesta_input_name(arguments->operands[i]) : path;
  }
  if (!status) {
    status = gesta_graph_file_commit(&file, &error);
  }
  if (status) {
    error.status = status; // of a sink, which has no message
    gesta_tell_error(culprit, &error);
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
    "wrong, none.  A FILE of \"-\" is standard input; it needs --format.\n"
    "\n"
    "Example:\n"
    "  gesta load news.gesta ontology/gesta.ttl --graph urn:gesta:ontology\n",
  .options = options,
  .least = 2,
  .most = GESTA_ANY_NUMBER,
  .run = run_load,
};
