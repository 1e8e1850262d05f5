// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/pipeline.h"
#include "shell/article_reader.h"
#include "shell/commands.h"
#include "shell/graph_file.h"
#include "shell/input_file.h"
#include "shell/message.h"

#include <stdio.h>
#include <unistd.h>

static const GestaOption options[] = {
  GESTA_ARTICLE_OPTIONS,
  GESTA_OPTIONS_END,
};

// One run of the command.
typedef struct Build {
  GestaArticleReader reader;
  GestaGraphFile file;
  size_t article_count;
  size_t event_count;
  size_t failure_count;
} Build;

// Put an article's named graph into the place of the one it had.
static GestaStatus
store_article(Build *build, GestaAnalysis *analysis, GestaError *error)
{
  GestaGraph *graph = build->file.graph;
  const GestaStringView base = gesta_article_reader_base(&build->reader);
  GestaStringView iri;
  GestaStatus status = gesta_graph_begin(graph, error);
  if (status) {
    return status;
  }
  status = gesta_analysis_graph(analysis, base, &iri);
  if (status) {
    (void)gesta_error_set(error, status, "out of memory");
  } else {
    status = gesta_graph_remove(graph, iri, NULL, error);
  }
  if (!status) {
    status = gesta_analysis_send_quads(analysis, base, gesta_graph_sink(graph));
    if (status) {
      (void)gesta_error_set(error, status, "its events cannot be stored: %s",
                            gesta_status_text(status));
    }
  }
  if (status) {
    gesta_graph_abort(graph);
    return status;
  }
  return gesta_graph_file_commit(&build->file, error);
}

static void
show_progress(const Build *build, size_t done, size_t all)
{
  if (isatty(STDERR_FILENO)) {
    (void)fprintf(stderr, "\r%zu of %zu articles, %zu events ", done, all,
                  build->event_count);
    if (done == all) {
      (void)fprintf(stderr, "\r\033[K");
    }
  }
}

// An article that cannot be read does not keep the others out; a graph that
// cannot be written to does.
//
// returns  whether to go on
static bool
build_article(Build *build, const char *path)
{
  GestaError error = {0};
  GestaReadArticle article;
  if (gesta_article_reader_read(&build->reader, path, &article, &error)) {
    gesta_tell_error(gesta_input_name(path), &error);
    ++build->failure_count;
    return true;
  }
  const size_t count = gesta_analysis_event_count(article.analysis);
  const GestaStatus status = store_article(build, article.analysis, &error);
  gesta_read_article_clear(&article);
  if (status) {
    gesta_tell_error(build->file.path, &error);
    ++build->failure_count;
    return false;
  }
  build->event_count += count;
  ++build->article_count;
  return true;
}

static int
run_build(const GestaArguments *arguments, GestaCancel *cancel)
{
  GestaAllocator *const allocator = gesta_default_allocator();
  const size_t all = arguments->operand_count - 1;
  if (all > 1 && gesta_arguments_has(arguments, "id")) {
    return gesta_command_misuse(&gesta_build_command,
                                "--id names one article, not %zu", all);
  }
  GestaError error = {0};
  Build build = {.file = {NULL, NULL, false}};
  if (gesta_article_reader_init(&build.reader, allocator, arguments, &error)) {
    gesta_tell_error(NULL, &error);
    return GESTA_EXIT_FAILED;
  }
  const char *const path = arguments->operands[0];
  if (gesta_graph_file_open(allocator, path, cancel, &build.file, &error)) {
    gesta_tell_error(path, &error);
    ++build.failure_count;
  } else {
    for (size_t i = 1; i <= all && !gesta_cancelled(cancel); ++i) {
      if (!build_article(&build, arguments->operands[i])) {
        break;
      }
      show_progress(&build, i, all);
    }
    if (build.article_count > 0) {
      gesta_tell("%s: %zu articles, %zu events", path, build.article_count,
                 build.event_count);
    }
  }
  gesta_graph_file_close(&build.file);
  gesta_article_reader_clear(&build.reader);
  return build.failure_count > 0 || gesta_cancelled(cancel) ? GESTA_EXIT_FAILED
                                                            : GESTA_EXIT_DONE;
}

const GestaCommand gesta_build_command = {
  .name = "build",
  .summary = "find the events in articles and put them into a graph",
  .usage = "GRAPH FILE…",
  .details =
    "Extract the events of articles, as `gesta extract` does, and store each\n"
    "article as a named graph.  An article that was read before, known by its "
    "id,\n"
    "is replaced.  The graph is made if it does not exist.  An article that "
    "cannot\n"
    "be read is reported and left out; the exit status is then 1.\n"
    "\n"
    "Example:\n"
    "  gesta build news.gesta examples/articles/*.txt\n",
  .options = options,
  .least = 2,
  .most = GESTA_ANY_NUMBER,
  .run = run_build,
};
