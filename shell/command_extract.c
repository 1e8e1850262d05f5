// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/pipeline.h"
#include "extractor/text/conllu.h"
#include "graph/io/rdf_writer.h"
#include "shell/commands.h"
#include "shell/extraction.h"
#include "shell/input_file.h"
#include "shell/message.h"
#include "shell/output_file.h"

#include <string.h>

static const GestaOption options[] = {
  {"format", 0, "ttl|trig|nt|nq|rdfxml|tsv|jsonl|conllu",
   "RDF, a table, JSON lines, or trees [ttl]"},
  GESTA_ARTICLE_OPTIONS,
  {"stop-after", 0, "segment|tag|parse",
   "print what is known after this stage, as CoNLL-U"},
  {"output", 'o', "OUT", "write to a file instead of standard output"},
  GESTA_OPTIONS_END,
};

// One run of the command.
typedef struct Job {
  GestaExtraction *extraction;
  GestaOutput *output;
  GestaRdfWriter *writer; // NULL: not an RDF format
  bool as_trees;          // CoNLL-U after `stage`
  bool as_tsv;            // else JSON lines, if there is no writer
  GestaStage stage;
} Job;

static GestaStatus
write_trees(const Job *job, const char *name, const GestaArticle *article,
            GestaError *error)
{
  const GestaLanguage *language = NULL;
  GestaStatus status = gesta_extraction_language(job->extraction, name, article,
                                                 &language, error);
  if (status) {
    return status;
  }
  GestaArena arena;
  GestaDocument document;
  gesta_arena_init(&arena, gesta_default_allocator());
  status = gesta_language_analyse(language, article->text, job->stage, &arena,
                                  &document);
  if (!status) {
    status = gesta_output_print(job->output, "# newdoc id = %.*s\n",
                                (int)article->id.size, article->id.data);
  }
  if (!status) {
    status = gesta_conllu_write(&document, job->output);
  }
  gesta_arena_clear(&arena);
  return status;
}

static GestaStatus
write_events(const Job *job, const char *name, const GestaArticle *article,
             GestaError *error)
{
  GestaAnalysis *analysis = NULL;
  GestaStatus status = gesta_extraction_run(job->extraction, name, article,
                                            &analysis, error);
  if (status) {
    return status;
  }
  if (job->writer) {
    status = gesta_analysis_send_quads(analysis,
                                       gesta_extraction_base(job->extraction),
                                       gesta_rdf_writer_sink(job->writer));
  } else if (job->as_tsv) {
    status = gesta_analysis_write_tsv(analysis, job->output);
  } else {
    status = gesta_analysis_write_jsonl(analysis, job->output);
  }
  gesta_analysis_close(analysis);
  return status;
}

// Read, extract and write one article.
static GestaStatus
extract_file(const Job *job, const char *path, GestaError *error)
{
  GestaArticleFile file;
  GestaStatus status = gesta_extraction_read(job->extraction, path, &file,
                                             error);
  if (status) {
    return status;
  }
  const char *const name = gesta_input_name(path);
  status = job->as_trees ? write_trees(job, name, &file.article, error)
                         : write_events(job, name, &file.article, error);
  gesta_article_file_clear(&file);
  return status;
}

static GestaStatus
extract_all(Job *job, const GestaArguments *arguments, GestaCancel *cancel,
            GestaError *error)
{
  GestaStatus status = job->as_tsv ? gesta_write_tsv_header(job->output)
                                   : GESTA_OK;
  for (size_t i = 0; !status && i < arguments->operand_count; ++i) {
    if (gesta_cancelled(cancel)) {
      return gesta_error_set(error, GESTA_ERR_CANCELLED, "cancelled");
    }
    status = extract_file(job, arguments->operands[i], error);
  }
  if (!status && job->writer) {
    status = gesta_rdf_writer_finish(job->writer, error);
  }
  return status;
}

// Find out what is wanted; the options were checked to be among the choices.
static GestaStatus
set_up(Job *job, const GestaArguments *arguments, GestaError *error)
{
  const char *const wanted = gesta_arguments_value(arguments, "format");
  const char *const stage = gesta_arguments_value(arguments, "stop-after");
  const char *const format = wanted ? wanted : "ttl";
  job->stage = GESTA_STAGE_PARSE;
  if (stage || strcmp(format, "conllu") == 0) {
    job->as_trees = true;
    if (stage && strcmp(stage, "segment") == 0) {
      job->stage = GESTA_STAGE_SEGMENT;
    } else if (stage && strcmp(stage, "tag") == 0) {
      job->stage = GESTA_STAGE_TAG;
    }
    return GESTA_OK;
  }
  job->as_tsv = strcmp(format, "tsv") == 0;
  if (job->as_tsv || strcmp(format, "jsonl") == 0) {
    return GESTA_OK;
  }
  return gesta_rdf_writer_open(gesta_default_allocator(), gesta_view(format),
                               job->output, &job->writer, error);
}

static int
run_extract(const GestaArguments *arguments, GestaCancel *cancel)
{
  const char *const format = gesta_arguments_value(arguments, "format");
  const char *const from = gesta_arguments_value(arguments, "from");
  const bool stops = gesta_arguments_has(arguments, "stop-after");
  if (from && strcmp(from, "conllu") == 0
      && (stops || (format && strcmp(format, "conllu") == 0))) {
    return gesta_command_misuse(&gesta_extract_command,
                                "trees from trees are the work of \"gesta "
                                "parse --from conllu\"");
  }
  if (stops && format && strcmp(format, "conllu") != 0) {
    return gesta_command_misuse(&gesta_extract_command,
                                "--stop-after prints CoNLL-U, not %s", format);
  }
  if (arguments->operand_count > 1
      && (gesta_arguments_has(arguments, "id")
          || gesta_arguments_has(arguments, "title"))) {
    return gesta_command_misuse(&gesta_extract_command,
                                "--id and --title are of one article");
  }

  GestaAllocator *const allocator = gesta_default_allocator();
  Job job = {0};
  GestaError error = {0};
  GestaStatus status = gesta_extraction_open(allocator, arguments, cancel,
                                             &job.extraction, &error);
  if (status) {
    gesta_tell_error(NULL, &error);
    return GESTA_EXIT_FAILED;
  }
  GestaOutputFile file;
  status = gesta_output_file_open(
    allocator, gesta_arguments_value(arguments, "output"), &file, &error);
  if (!status) {
    job.output = &file.output;
    status = set_up(&job, arguments, &error);
  }
  if (!status) {
    status = extract_all(&job, arguments, cancel, &error);
  }
  if (status && error.status == GESTA_OK) {
    (void)gesta_error_set(&error, status, "%s", gesta_status_text(status));
  }
  gesta_rdf_writer_close(job.writer);
  const int exit_status = gesta_output_file_end(&file, status, NULL, &error);
  gesta_extraction_close(job.extraction);
  return exit_status;
}

const GestaCommand gesta_extract_command = {
  .name = "extract",
  .summary = "print the events of articles",
  .usage = "FILE…",
  .details =
    "Read articles and print who did what to whom, when, and who says so.\n"
    "\n" GESTA_ARTICLE_DETAILS "\n"
    "Examples:\n"
    "  gesta extract article.txt --language fr --format tsv\n"
    "  gesta extract examples/articles/*.txt -o events.ttl\n",
  .options = options,
  .least = 1,
  .most = GESTA_ANY_NUMBER,
  .run = run_extract,
};
