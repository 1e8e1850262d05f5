// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/arena.h"
#include "graph/graph.h"
#include "graph/io/rdf_writer.h"
#include "shell/commands.h"
#include "shell/constructed_graph.h"
#include "shell/input_file.h"
#include "shell/message.h"
#include "shell/network_export.h"
#include "shell/output_file.h"

#include <stdio.h>

#define DESCRIPTION "void"

static const GestaOption options[] = {
  {"format", 0,
   GESTA_RDF_WRITER_CHOICES "|" GESTA_NETWORK_CHOICES "|" DESCRIPTION,
   "[trig, or ttl with one --graph or a --query];\n"
   "ttl, nt and rdfxml have no place for the names of\n"
   "graphs; dot, graphml, gexf and csv are networks; void\n"
   "describes the graph in figures, in Turtle"},
  {"graph", 'g', "IRI", "only this named graph; may be repeated"},
  {"query", 'q', "FILE",
   "what a CONSTRUCT or DESCRIBE answers, instead of the\n"
   "graph"},
  {"edges", 0, GESTA_NETWORK_EDGES,
   "of a network, from actor to target: one a class of\n"
   "action, with the number of events [counts]; one an\n"
   "event; or every triple between two resources"},
  {"output", 'o', "OUT", "write to a file instead of standard output"},
  GESTA_OPTIONS_END,
};

typedef struct Exporting {
  GestaCancel *cancel;
  GestaArena arena;
  const char *path; ///< of the graph
  GestaGraph *graph;
  GestaGraph *answer; ///< of the query; NULL: none is asked
  GestaExportOptions how;
  const char *query; ///< its file, or NULL
  const char *edges; ///< NULL: not told
} Exporting;

static GestaStatus
read_options(const GestaArguments *arguments, Exporting *this)
{
  GestaStringView *const graphs = gesta_arena_allocate(
    &this->arena, arguments->given_count, sizeof *graphs);
  if (!graphs) {
    return GESTA_ERR_MEMORY;
  }
  size_t count = 0;
  size_t index = 0;
  const char *iri = gesta_arguments_next(arguments, "graph", &index);
  for (; iri; iri = gesta_arguments_next(arguments, "graph", &index)) {
    graphs[count++] = gesta_view(iri);
  }
  this->path = arguments->operands[0];
  this->query = gesta_arguments_value(arguments, "query");
  this->edges = gesta_arguments_value(arguments, "edges");
  this->how = (GestaExportOptions){
    .format = gesta_arguments_view(arguments, "format"),
    .graphs = graphs,
    .graph_count = count};
  if (this->how.format.size == 0) {
    this->how.format = gesta_view(count == 1 || this->query ? "ttl" : "trig");
  }
  return GESTA_OK;
}

static GestaQueryOptions
query_options(const Exporting *this)
{
  return (GestaQueryOptions){.graphs = this->how.graphs,
                             .graph_count = this->how.graph_count};
}

// Make sure that each of the graphs is there.
static GestaStatus
check_graphs(const Exporting *this, GestaError *error)
{
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; !status && i < this->how.graph_count; ++i) {
    const GestaStringView iri = this->how.graphs[i];
    GestaTextBuffer answer;
    gesta_text_buffer_init(&answer, gesta_default_allocator());
    GestaOutput output = gesta_output_to_buffer(&answer);
    const GestaQueryOptions one = {
      .graphs = &iri, .graph_count = 1, .format = gesta_view("csv")};
    status = gesta_graph_query(this->graph, gesta_view("ASK { ?s ?p ?o }"),
                               &one, &output, NULL, error);
    if (!status
        && gesta_view_equal(gesta_text_buffer_view(&answer),
                            gesta_view("false\n"))) {
      status = gesta_error_set(
        error, GESTA_NOT_FOUND, "%s: there is no graph <%.*s>", this->path,
        (int)(iri.size < 200 ? iri.size : 200), iri.data);
    }
    gesta_text_buffer_clear(&answer);
  }
  return status;
}

// Ask the query of the option, if there is one.
static GestaStatus
answer_query(Exporting *this)
{
  if (!this->query) {
    return GESTA_OK;
  }
  GestaError error = {.status = GESTA_OK};
  GestaStringView text = {NULL, 0};
  const GestaQueryOptions how = query_options(this);
  GestaStatus status = gesta_input_read_kept(&this->arena, this->query, &text,
                                             &error);
  if (!status) {
    status = gesta_constructed_graph_open(gesta_default_allocator(),
                                          this->graph, text, &how, this->cancel,
                                          &this->answer, &error);
  }
  if (status) {
    gesta_tell_error(gesta_input_name(this->query), &error);
    gesta_tell_place(text, &error);
    return status;
  }
  this->how.graph_count = 0;
  return GESTA_OK;
}

static GestaStatus
open_source(Exporting *this)
{
  GestaError error = {.status = GESTA_OK};
  GestaStatus status = gesta_graph_open(gesta_default_allocator(), this->path,
                                        GESTA_OPEN_READ, this->cancel,
                                        &this->graph, &error);
  if (!status) {
    status = check_graphs(this, &error);
  }
  if (status) {
    gesta_tell_error(this->path, &error);
  }
  return status ? status : answer_query(this);
}

static GestaStatus
write_network(const Exporting *this, GestaGraph *graph,
              GestaNetworkFormat format, GestaOutput *output, GestaError *error)
{
  const GestaQueryOptions how = query_options(this);
  size_t edge_count = 0;
  const GestaStatus status = gesta_network_export(
    graph, this->edges ? this->edges : "counts", &how, format, output,
    &edge_count, error);
  if (!status && edge_count == 0) {
    gesta_tell("%s: the network has no edges%s", this->path,
               this->edges ? ""
                           : ": no event has both actor and target "
                             "(--edges triples draws all triples)");
  }
  return status;
}

static GestaStatus
write_all(const Exporting *this, GestaOutput *output, GestaError *error)
{
  GestaGraph *const graph = this->answer ? this->answer : this->graph;
  GestaNetworkFormat network;
  if (gesta_network_format(this->how.format, &network) == GESTA_OK) {
    return write_network(this, graph, network, output, error);
  }
  if (gesta_view_equal(this->how.format, gesta_view(DESCRIPTION))) {
    const GestaQueryOptions how = query_options(this);
    return gesta_void_export(graph, &how, output, error);
  }
  return gesta_graph_export(graph, &this->how, output, error);
}

static int
export_to(Exporting *this, const char *path)
{
  GestaOutputFile file;
  GestaError error = {.status = GESTA_OK};
  GestaStatus status = gesta_output_file_open(gesta_default_allocator(), path,
                                              &file, &error);
  if (!status) {
    status = write_all(this, &file.output, &error);
  }
  return gesta_output_file_end(&file, status, this->path, &error);
}

static int
run_export(const GestaArguments *arguments, GestaCancel *cancel)
{
  Exporting this = {.cancel = cancel};
  gesta_arena_init(&this.arena, gesta_default_allocator());
  int exit_status = GESTA_EXIT_FAILED;
  GestaNetworkFormat network;
  if (read_options(arguments, &this)) {
    gesta_tell("out of memory");
  } else if (this.edges
             && gesta_network_format(this.how.format, &network) != GESTA_OK) {
    exit_status = gesta_command_misuse(
      &gesta_export_command,
      "--edges needs one of the formats " GESTA_NETWORK_CHOICES);
  } else if (!open_source(&this)) {
    exit_status = export_to(&this, gesta_arguments_value(arguments, "output"));
  }
  gesta_graph_close(this.answer);
  gesta_graph_close(this.graph);
  gesta_arena_clear(&this.arena);
  return exit_status;
}

const GestaCommand gesta_export_command = {
  .name = "export",
  .summary = "write a graph as RDF, a network, or in figures",
  .usage = "GRAPH",
  .details =
    "Write all of a graph, some of its named graphs, or what a CONSTRUCT\n"
    "answers: as RDF, sorted, so that the same graph gives the same bytes; as\n"
    "a network of actors for Graphviz, Gephi or networkx; or in figures.\n"
    "\n"
    "Examples:\n"
    "  gesta export news.gesta --format nq -o news.nq\n"
    "  gesta export news.gesta --format gexf -o news.gexf\n"
    "  gesta export news.gesta --format dot --edges events | dot -Tsvg >a.svg\n"
    "  gesta export news.gesta --query peace.rq --format jsonld\n",
  .options = options,
  .least = 1,
  .most = 1,
  .run = run_export,
};
