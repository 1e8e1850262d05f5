// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/pipeline.h"
#include "extractor/text/conllu.h"
#include "graph/io/rdf_writer.h"
#include "shell/commands.h"
#include "shell/extraction.h"
#include "shell/input_file.h"
#include "shell/message.h"
#include "shell/ordered_work.h"
#include "shell/output_file.h"
#include "shell/style.h"

#include <string.h>

static const GestaOption options[] = {
  {"format", 0, GESTA_RDF_WRITER_CHOICES "|tsv|jsonl|conllu",
   "RDF, a table, JSON lines, or trees [ttl]"},
  GESTA_ARTICLE_OPTIONS,
  {"explain", 0, NULL,
   "print for people how each event was found: the rule, the way\n"
   "through the tree, how dates, names and pronouns were resolved"},
  {"stop-after", 0, "segment|tag|parse",
   "print what is known after this stage, as CoNLL-U"},
  GESTA_THREADS_OPTION,
  {"output", 'o', "OUT", "write to a file instead of standard output"},
  GESTA_OPTIONS_END,
};

// One run of the command.
typedef struct Job {
  GestaWork work; // first, so that a pointer to it is a pointer to this
  const GestaArguments *arguments;
  GestaCancel *cancel;
  GestaExtraction *extraction;
  const char **articles; // [article_count]
  size_t article_count;
  GestaOutput *output;
  GestaRdfWriter *writer; // NULL: not an RDF format
  bool as_trees;          // CoNLL-U after `stage`
  bool as_explanation;    // else
  bool as_tsv;            // else JSON lines, if there is no writer
  GestaMarks marks;       // of an explanation
  GestaStage stage;
  GestaError *error; // of the first article that failed
} Job;

// What became of an article.
typedef struct Product {
  GestaStatus status;
  GestaError error;
  GestaArticleFile file;
  bool is_read;            // `file` is to be cleared
  GestaAnalysis *analysis; // its events, or
  GestaTextBuffer trees;   // CoNLL-U
} Product;

static GestaStatus
make_trees(const Job *job, const char *name, Product *product)
{
  const GestaArticle *article = &product->file.article;
  const GestaLanguage *language = NULL;
  GestaStatus status = gesta_extraction_language(job->extraction, name, article,
                                                 &language, &product->error);
  if (status) {
    return status;
  }
  GestaArena arena;
  GestaDocument document;
  gesta_arena_init(&arena, gesta_default_allocator());
  GestaOutput output = gesta_output_to_buffer(&product->trees);
  status = gesta_language_analyse(language, article->text, job->stage, &arena,
                                  &document);
  if (!status) {
    status = gesta_output_print(&output, "# newdoc id = %.*s\n",
                                (int)article->id.size, article->id.data);
  }
  if (!status) {
    status = gesta_conllu_write(&document, &output);
  }
  gesta_arena_clear(&arena);
  return status;
}

// Read an article and make its trees or events.
static GestaStatus
make_article(const Job *job, const char *path, Product *product)
{
  if (gesta_cancelled(job->cancel)) {
    return gesta_error_set(&product->error, GESTA_ERR_CANCELLED, "cancelled");
  }
  const GestaStatus status = gesta_extraction_read(
    job->extraction, path, &product->file, &product->error);
  if (status) {
    return status;
  }
  product->is_read = true;
  const char *const name = gesta_input_name(path);
  return job->as_trees
           ? make_trees(job, name, product)
           : gesta_extraction_run(job->extraction, name, &product->file.article,
                                  &product->analysis, &product->error);
}

static void *
make(GestaWork *self, size_t index)
{
  const Job *job = (const Job *)self;
  GestaAllocator *const allocator = gesta_default_allocator();
  Product *product = gesta_allocate(allocator, 1, sizeof *product);
  if (product) {
    *product = (Product){.status = GESTA_OK};
    gesta_text_buffer_init(&product->trees, allocator);
    product->status = make_article(job, job->articles[index], product);
  }
  return product;
}

static void
discard(GestaWork *self, void *product)
{
  (void)self;
  Product *gone = product;
  gesta_analysis_close(gone->analysis);
  gesta_text_buffer_clear(&gone->trees);
  if (gone->is_read) {
    gesta_article_file_clear(&gone->file);
  }
  gesta_release(gesta_default_allocator(), gone);
}

static GestaStatus
write_product(const Job *job, Product *product)
{
  if (job->as_trees) {
    return gesta_output_write(job->output,
                              gesta_text_buffer_view(&product->trees));
  }
  if (job->writer) {
    return gesta_analysis_send_quads(product->analysis,
                                     gesta_extraction_base(job->extraction),
                                     gesta_rdf_writer_sink(job->writer));
  }
  if (job->as_explanation) {
    return gesta_analysis_write_explanation(product->analysis, &job->marks,
                                            job->output);
  }
  return job->as_tsv
           ? gesta_analysis_write_tsv(product->analysis, job->output)
           : gesta_analysis_write_jsonl(product->analysis, job->output);
}

static GestaStatus
deliver(GestaWork *self, size_t index, void *product)
{
  (void)index;
  const Job *job = (const Job *)self;
  Product *made = product;
  GestaStatus status = made->status;
  if (status) {
    *job->error = made->error;
  } else {
    status = write_product(job, made);
  }
  discard(self, product);
  return status;
}

static GestaStatus
extract_all(Job *job, size_t thread_count, GestaError *error)
{
  job->work = (GestaWork){make, deliver, discard};
  job->error = error;
  GestaStatus status = job->as_tsv ? gesta_write_tsv_header(job->output)
                                   : GESTA_OK;
  if (!status) {
    status = gesta_ordered_work(gesta_default_allocator(), &job->work,
                                job->article_count, thread_count);
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
  if (gesta_arguments_has(arguments, "explain")) {
    job->as_explanation = true;
    job->marks = gesta_style_marks(!gesta_arguments_has(arguments, "output")
                                   && gesta_style_is_wanted(stdout));
    return GESTA_OK;
  }
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
  if (gesta_arguments_has(arguments, "explain") && (stops || format)) {
    return gesta_command_misuse(&gesta_extract_command,
                                "--explain prints text for people: it goes "
                                "without --format and --stop-after");
  }
  size_t thread_count = 1;
  if (!gesta_thread_count(arguments, &thread_count)) {
    return gesta_command_misuse(&gesta_extract_command, GESTA_THREADS_MISUSE,
                                (int)GESTA_MOST_THREADS);
  }
  GestaAllocator *const allocator = gesta_default_allocator();
  Job job = {.arguments = arguments, .cancel = cancel};
  GestaError error = {0};
  GestaStatus status = gesta_extraction_open(allocator, arguments, cancel,
                                             &job.extraction, &error);
  if (!status) {
    status = gesta_extraction_list(job.extraction, arguments->operands,
                                   arguments->operand_count, &job.articles,
                                   &job.article_count, &error);
  }
  if (status) {
    gesta_tell_error(NULL, &error);
    gesta_extraction_close(job.extraction);
    return GESTA_EXIT_FAILED;
  }
  if (job.article_count > 1 && gesta_extraction_is_of_one(arguments)) {
    gesta_extraction_close(job.extraction);
    return gesta_command_misuse(&gesta_extract_command,
                                GESTA_ONE_ARTICLE_MISUSE);
  }
  GestaOutputFile file;
  status = gesta_output_file_open(
    allocator, gesta_arguments_value(arguments, "output"), &file, &error);
  if (!status) {
    job.output = &file.output;
    status = set_up(&job, arguments, &error);
  }
  if (!status) {
    status = extract_all(&job, thread_count, &error);
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
    "With --explain, \"seed, sentence 9: se retirer\" begins a paragraph "
    "that shows the\nsentence with its parts marked, the line of the "
    "lexicon that fired, the way\nthrough the tree to each party "
    "(\"retirée —nsubj→ Russie\"; * where the tree was\nrepaired), what each "
    "name or pronoun stands for and why, and what each date was\nmeasured "
    "against.\n"
    "\n"
    "Examples:\n"
    "  gesta extract article.txt --language fr --format tsv\n"
    "  gesta extract article.txt --language fr --explain | less\n"
    "  gesta extract examples/articles -o events.ttl\n",
  .options = options,
  .least = 1,
  .most = GESTA_ANY_NUMBER,
  .run = run_extract,
};
