// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/pipeline.h"
#include "graph/graph.h"
#include "shell/commands.h"
#include "shell/extraction.h"
#include "shell/graph_file.h"
#include "shell/input_file.h"
#include "shell/message.h"
#include "shell/ordered_work.h"
#include "shell/terminal.h"

#include <assert.h>
#include <stdio.h>
#include <unistd.h>

static const GestaOption options[] = {
  GESTA_ARTICLE_OPTIONS,
  GESTA_THREADS_OPTION,
  GESTA_OPTIONS_END,
};

// One run of the command.
typedef struct Job {
  GestaWork work; // first, so that a pointer to it is a pointer to this
  const GestaArguments *arguments;
  GestaExtraction *extraction;
  GestaCancel *cancel;
  const char *path;
  const char **articles; // [article_count]
  size_t article_count;
  GestaGraphFile file;
  size_t event_count;
  bool progress; // show it
  bool failed;   // an article was left out, or the graph failed
} Job;

// What became of an article.
typedef struct Product {
  GestaStatus status;
  GestaError error;
  GestaArticleFile file;
  bool is_read; // `file` is to be cleared
  GestaAnalysis *analysis;
} Product;

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

// Read and extract one article.
static void *
make(GestaWork *self, size_t index)
{
  const Job *job = (const Job *)self;
  Product *product = gesta_allocate(gesta_default_allocator(), 1,
                                    sizeof *product);
  if (!product) {
    return NULL;
  }
  *product = (Product){.status = GESTA_OK};
  if (gesta_cancelled(job->cancel)) {
    product->status = GESTA_ERR_CANCELLED;
    return product;
  }
  const char *const path = job->articles[index];
  product->status = gesta_extraction_read(job->extraction, path, &product->file,
                                          &product->error);
  if (!product->status) {
    product->is_read = true;
    product->status = gesta_extraction_run(
      job->extraction, gesta_input_name(path), &product->file.article,
      &product->analysis, &product->error);
  }
  return product;
}

static void
discard(GestaWork *self, void *product)
{
  (void)self;
  Product *gone = product;
  gesta_analysis_close(gone->analysis);
  if (gone->is_read) {
    gesta_article_file_clear(&gone->file);
  }
  gesta_release(gesta_default_allocator(), gone);
}

// Store one article.
//
// errors  GESTA_ERR_CANCELLED; those of the graph, which were told: there is
//         no use in going on
static GestaStatus
deliver(GestaWork *self, size_t index, void *product)
{
  Job *const job = (Job *)self;
  Product *made = product;
  GestaError error = {0};
  GestaStatus status = GESTA_OK;
  if (job->progress && made->status != GESTA_ERR_CANCELLED) {
    show_progress(index, job->article_count, job->event_count);
  }
  if (made->status == GESTA_ERR_CANCELLED) {
    status = made->status;
  } else if (made->status) {
    gesta_tell_error(NULL, &made->error);
    job->failed = true; // the other articles are read all the same: one file
                        // must not stop a night
  } else {
    status = open_graph(job, &error);
    if (!status) {
      status = store(job, made->analysis, &error);
    }
    if (status) {
      gesta_tell_error(job->path, &error);
    } else {
      job->event_count += gesta_analysis_event_count(made->analysis);
    }
  }
  discard(self, product);
  return status;
}

static int
build_all(Job *job, size_t thread_count)
{
  const size_t count = job->article_count;
  job->work = (GestaWork){make, deliver, discard};
  job->progress = gesta_is_terminal(stderr);
  const GestaStatus status = gesta_ordered_work(
    gesta_default_allocator(), &job->work, count, thread_count);
  if (status == GESTA_ERR_MEMORY) {
    gesta_tell("out of memory");
  }
  const bool done = !status && !job->failed;
  if (job->progress && done) {
    show_progress(count, count, job->event_count);
  }
  if (job->progress) {
    end_progress();
  }
  return done ? GESTA_EXIT_DONE : GESTA_EXIT_FAILED;
}

// Find the articles and read them.
static int
build(Job *job, size_t thread_count)
{
  const GestaArguments *arguments = job->arguments;
  GestaError error = {0};
  if (gesta_extraction_open(gesta_default_allocator(), arguments, job->cancel,
                            &job->extraction, &error)
      || gesta_extraction_list(job->extraction, arguments->operands + 1,
                               arguments->operand_count - 1, &job->articles,
                               &job->article_count, &error)) {
    gesta_tell_error(NULL, &error);
    return GESTA_EXIT_FAILED;
  }
  if (job->article_count > 1 && gesta_extraction_is_of_one(arguments)) {
    return gesta_command_misuse(&gesta_build_command, GESTA_ONE_ARTICLE_MISUSE);
  }
  return build_all(job, thread_count);
}

static int
run_build(const GestaArguments *arguments, GestaCancel *cancel)
{
  size_t thread_count = 1;
  if (!gesta_thread_count(arguments, &thread_count)) {
    return gesta_command_misuse(&gesta_build_command, GESTA_THREADS_MISUSE,
                                (int)GESTA_MOST_THREADS);
  }
  Job job = {
    .arguments = arguments, .cancel = cancel, .path = arguments->operands[0]};
  GestaError error = {0};
  // A graph that is there but cannot be used is better known at once.
  if (access(job.path, F_OK) == 0 && open_graph(&job, &error)) {
    gesta_tell_error(job.path, &error);
    return GESTA_EXIT_FAILED;
  }
  const int exit_status = build(&job, thread_count);
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
    "Examples:\n"
    "  gesta build news.gesta examples/articles\n"
    "  gesta build news.gesta monday/*.txt --language fr --date 2024-01-08\n",
  .options = options,
  .least = 2,
  .most = GESTA_ANY_NUMBER,
  .run = run_build,
};
