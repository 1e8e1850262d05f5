// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/pipeline.h"
#include "graph/graph.h"
#include "shell/commands.h"
#include "shell/extraction.h"
#include "shell/graph_file.h"
#include "shell/input_file.h"
#include "shell/message.h"
#include "shell/terminal.h"

#include <assert.h>
#include <stdio.h>
#include <unistd.h>

static const GestaOption options[] = {
  GESTA_ARTICLE_OPTIONS,
  GESTA_OPTIONS_END,
};

// One run of the command.
typedef struct Job {
  GestaExtraction *extraction;
  GestaCancel *cancel;
  const char *path;
  GestaGraphFile file;
  size_t event_count;
} Job;

// The graph is made when the first article has been understood, so that a wrong
// article leaves no empty graph behind.
static GestaStatus
open_graph(Job *job, GestaError *error)
{
  if (job->file.graph) {
    return GESTA_OK;
  }
  return gesta_graph_file_open(gesta_default_allocator(), job->path,
                               job->cancel, &job->file, error);
}

// Replace the named graph of an article, in one transaction.
static GestaStatus
store(Job *job, GestaAnalysis *analysis, GestaError *error)
{
  const GestaStringView base = gesta_extraction_base(job->extraction);
  GestaStringView iri;
  GestaStatus status = gesta_analysis_graph(analysis, base, &iri);
  if (status) {
    return gesta_error_set(error, status, "%s", gesta_status_text(status));
  }
  GestaGraph *const graph = job->file.graph;
  status = gesta_graph_begin(graph, error);
  if (status) {
    return status;
  }
  uint64_t removed = 0;
  status = gesta_graph_remove(graph, iri, &removed, error);
  if (!status || status == GESTA_NOT_FOUND) { // it is the article's first time
    status = gesta_analysis_send_quads(analysis, base, gesta_graph_sink(graph));
    if (status) {
      (void)gesta_error_set(error, status, "%s", gesta_status_text(status));
    }
  }
  if (!status) {
    status = gesta_graph_file_commit(&job->file, error);
  }
  if (status) {
    gesta_graph_abort(graph);
  }
  return status;
}

// Read, extract and store one article.
//
// returns  GESTA_OK, or a failure that was told; *graph_failed if it is the
//          graph's, so that there is no use in going on
static GestaStatus
build_file(Job *job, const char *path, bool *graph_failed)
{
  GestaError error = {0};
  GestaArticleFile article;
  GestaStatus status = gesta_extraction_read(job->extraction, path, &article,
                                             &error);
  if (status) {
    gesta_tell_error(NULL, &error);
    return status;
  }
  GestaAnalysis *analysis = NULL;
  status = gesta_extraction_run(job->extraction, gesta_input_name(path),
                                &article.article, &analysis, &error);
  if (status) {
    gesta_tell_error(NULL, &error);
  } else {
    status = open_graph(job, &error);
    if (!status) {
      status = store(job, analysis, &error);
    }
    if (status) {
      gesta_tell_error(job->path, &error);
      *graph_failed = true;
    } else {
      job->event_count += gesta_analysis_event_count(analysis);
    }
  }
  gesta_analysis_close(analysis);
  gesta_article_file_clear(&article);
  return status;
}

// Show how far we are, on a terminal only; nothing depends on it.
static void
show_progress(size_t done, size_t count, size_t event_count)
{
  enum { WIDTH = 30 };
  static const char bar[] = "##############################";
  assert(count > 0); // the command takes one file at least
  const int filled = (int)(done * WIDTH / count);
  (void)fprintf(stderr, "\r[%-*.*s] %zu of %zu articles, %zu events\x1b[K",
                (int)WIDTH, filled, bar, done, count, event_count);
}

static void
end_progress(void)
{
  (void)fprintf(stderr, "\n");
}

static int
build_all(Job *job, const GestaArguments *arguments)
{
  const bool progress = gesta_is_terminal(stderr);
  const size_t count = arguments->operand_count - 1;
  int exit_status = GESTA_EXIT_DONE;
  bool graph_failed = false;
  for (size_t i = 0; i < count && !graph_failed; ++i) {
    if (gesta_cancelled(job->cancel)) {
      exit_status = GESTA_EXIT_FAILED;
      break;
    }
    if (progress) {
      show_progress(i, count, job->event_count);
    }
    if (build_file(job, arguments->operands[i + 1], &graph_failed)) {
      exit_status = GESTA_EXIT_FAILED; // the other articles are read all the
                                       // same: one file must not stop a night
    }
  }
  if (progress && exit_status == GESTA_EXIT_DONE) {
    show_progress(count, count, job->event_count);
  }
  if (progress) {
    end_progress();
  }
  return exit_status;
}

static int
run_build(const GestaArguments *arguments, GestaCancel *cancel)
{
  if (arguments->operand_count > 2
      && (gesta_arguments_has(arguments, "id")
          || gesta_arguments_has(arguments, "title"))) {
    return gesta_command_misuse(&gesta_build_command,
                                "--id and --title are of one article");
  }
  Job job = {.cancel = cancel, .path = arguments->operands[0]};
  GestaError error = {0};
  // A graph that is there but cannot be used is better known at once.
  if (access(job.path, F_OK) == 0 && open_graph(&job, &error)) {
    gesta_tell_error(job.path, &error);
    return GESTA_EXIT_FAILED;
  }
  int exit_status = GESTA_EXIT_FAILED;
  if (gesta_extraction_open(gesta_default_allocator(), arguments, cancel,
                            &job.extraction, &error)) {
    gesta_tell_error(NULL, &error);
  } else {
    exit_status = build_all(&job, arguments);
  }
  gesta_extraction_close(job.extraction);
  gesta_graph_file_close(&job.file);
  return exit_status;
}

const GestaCommand gesta_build_command = {
  .name = "build",
  .summary = "read articles into a graph",
  .usage = "GRAPH FILE…",
  .details =
    "Read articles and keep their events in a graph, which is made if it does\n"
    "not exist.  Each article is a named graph; reading one again replaces "
    "it.\n"
    "An article that cannot be read is told and left out, and the exit status\n"
    "is then 1.\n"
    "\n" GESTA_ARTICLE_DETAILS "\n"
    "Example:\n"
    "  gesta build news.gesta examples/articles/*.txt\n",
  .options = options,
  .least = 2,
  .most = GESTA_ANY_NUMBER,
  .run = run_build,
};
