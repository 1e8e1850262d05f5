// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/language.h"
#include "extractor/text/conllu.h"
#include "graph/base/file.h"
#include "shell/commands.h"
#include "shell/extraction.h"
#include "shell/input_file.h"
#include "shell/message.h"
#include "shell/ordered_work.h"
#include "shell/output_file.h"

static const GestaOption options[] = {
  {"language", 'l', "CODE",
   "of the texts: fr, en, …; auto: find out which [fr]"},
  {"from", 0, "text|conllu",
   "conllu: keep sentences and words, annotate them afresh [text]"},
  {"stop-after", 0, "segment|tag|parse",
   "print what is known after this stage [parse]"},
  GESTA_THREADS_OPTION,
  {"out", 'o', "FILE", "write here instead of standard output"},
  GESTA_OPTIONS_END,
};

// One run of the command.
typedef struct Job {
  GestaWork work; // first, so that a pointer to it is a pointer to this
  const GestaArguments *arguments;
  GestaCancel *cancel;
  GestaExtraction *extraction;
  GestaStringView code; // empty: to be guessed
  GestaOutput *output;
  bool from_conllu;
  bool is_direct; // one thread: trees need not wait for their turn
  GestaStage stage;
  const char *culprit; // the file that failed
  GestaError *error;   // and why
} Job;

// What became of a file.
typedef struct Product {
  GestaStatus status;
  GestaError error;
  GestaTextBuffer trees;
} Product;

// The language of a text.
static GestaStatus
find_language(const Job *job, const char *name, GestaStringView text,
              const GestaLanguage **language, GestaError *error)
{
  GestaArticle article = {.language = job->code};
  if (job->code.size == 0) {
    const GestaStatus status = gesta_extraction_guess(
      job->extraction, name, text, &article.language, error);
    if (status) {
      return status;
    }
  }
  return gesta_extraction_language(job->extraction, name, &article, language,
                                   error);
}

static GestaStatus
parse_conllu(const Job *job, const char *name, GestaStringView text,
             GestaArena *arena, GestaOutput *output, GestaError *error)
{
  GestaDocument document;
  const GestaLanguage *language = NULL;
  GestaStatus status = gesta_conllu_read(text, arena, &document, error);
  if (!status) {
    status = find_language(job, name, document.text, &language, error);
  }
  if (!status) {
    status = gesta_language_annotate(language, job->stage, arena, &document);
  }
  return status ? status : gesta_conllu_write(&document, output);
}

// Part after part, so that a text may be longer than memory holds trees of.
static GestaStatus
parse_text(const Job *job, const char *name, GestaStringView text,
           GestaArena *arena, GestaOutput *output, GestaError *error)
{
  const GestaLanguage *language = NULL;
  GestaStatus status = find_language(job, name, text, &language, error);
  size_t offset = 0;
  size_t number = 1;
  while (!status) {
    GestaDocument part;
    gesta_arena_reset(arena);
    status = gesta_cancelled(job->cancel)
               ? GESTA_ERR_CANCELLED
               : gesta_language_analyse_part(language, text, job->stage,
                                             &offset, arena, &part);
    if (!status) {
      status = gesta_conllu_write_part(&part, number, output);
      number += part.sentence_count;
    }
  }
  return status == GESTA_END ? GESTA_OK : status;
}

static GestaStatus
parse(const Job *job, const char *name, GestaStringView text, Product *product)
{
  GestaArena arena;
  gesta_arena_init(&arena, gesta_default_allocator());
  GestaOutput buffer = gesta_output_to_buffer(&product->trees);
  GestaOutput *output = job->is_direct ? job->output : &buffer;
  const GestaStatus status = (job->from_conllu ? parse_conllu : parse_text)(
    job, name, text, &arena, output, &product->error);
  gesta_arena_clear(&arena);
  return status;
}

static void *
make(GestaWork *self, size_t index)
{
  const Job *job = (const Job *)self;
  GestaAllocator *const allocator = gesta_default_allocator();
  Product *product = gesta_allocate(allocator, 1, sizeof *product);
  if (!product) {
    return NULL;
  }
  *product = (Product){.status = GESTA_ERR_CANCELLED};
  gesta_text_buffer_init(&product->trees, allocator);
  if (gesta_cancelled(job->cancel)) {
    return product;
  }
  GestaStringView text = {NULL, 0};
  const char *const path = job->arguments->operands[index];
  product->status = gesta_input_read(allocator, path, &text, &product->error);
  if (!product->status) {
    product->status = parse(job, gesta_input_name(path), text, product);
  }
  gesta_text_release(allocator, &text);
  return product;
}

static void
discard(GestaWork *self, void *product)
{
  (void)self;
  Product *gone = product;
  gesta_text_buffer_clear(&gone->trees);
  gesta_release(gesta_default_allocator(), gone);
}

static GestaStatus
deliver(GestaWork *self, size_t index, void *product)
{
  Job *job = (Job *)self;
  Product *made = product;
  GestaStatus status = made->status;
  if (status) {
    *job->error = made->error;
    job->culprit = gesta_input_name(job->arguments->operands[index]);
  } else {
    status = gesta_output_write(job->output,
                                gesta_text_buffer_view(&made->trees));
  }
  discard(self, product);
  return status;
}

static GestaStage
stage_of(const GestaArguments *arguments)
{
  const GestaStringView stage = gesta_arguments_view(arguments, "stop-after");
  return gesta_view_equal(stage, gesta_view("segment")) ? GESTA_STAGE_SEGMENT
         : gesta_view_equal(stage, gesta_view("tag"))   ? GESTA_STAGE_TAG
                                                        : GESTA_STAGE_PARSE;
}

// Parse all files.
static int
parse_files(Job *job, size_t thread_count)
{
  GestaError error = {0};
  GestaOutputFile out;
  GestaStatus status = gesta_output_file_open(
    gesta_default_allocator(), gesta_arguments_value(job->arguments, "out"),
    &out, &error);
  if (status) {
    gesta_tell_error(NULL, &error);
    return GESTA_EXIT_FAILED;
  }
  const char *from = gesta_arguments_value(job->arguments, "from");
  job->work = (GestaWork){make, deliver, discard};
  job->from_conllu = from && from[0] == 'c';
  job->is_direct = thread_count == 1;
  job->stage = stage_of(job->arguments);
  job->output = &out.output;
  job->error = &error;
  status = gesta_ordered_work(gesta_default_allocator(), &job->work,
                              job->arguments->operand_count, thread_count);
  error.status = status;
  return gesta_output_file_end(&out, status, job->culprit, &error);
}

static int
run_parse(const GestaArguments *arguments, GestaCancel *cancel)
{
  size_t thread_count = 1;
  if (!gesta_thread_count(arguments, &thread_count)) {
    return gesta_command_misuse(&gesta_parse_command, GESTA_THREADS_MISUSE,
                                (int)GESTA_MOST_THREADS);
  }
  Job job = {.arguments = arguments,
             .cancel = cancel,
             .code = gesta_arguments_view(arguments, "language")};
  if (job.code.size == 0) {
    job.code = gesta_view("fr");
  } else if (gesta_view_equal(job.code, gesta_view("auto"))) {
    job.code.size = 0;
  }
  GestaError error = {0};
  int result = GESTA_EXIT_FAILED;
  if (gesta_extraction_open(gesta_default_allocator(), arguments, cancel,
                            &job.extraction, &error)) {
    gesta_tell_error(NULL, &error);
  } else {
    result = parse_files(&job, thread_count);
  }
  gesta_extraction_close(job.extraction);
  return result;
}

const GestaCommand gesta_parse_command = {
  .name = "parse",
  .summary = "print the words and trees of texts as CoNLL-U",
  .usage = "FILE…",
  .details =
    "Cut texts into sentences and words, tag, lemmatize and parse them.  A\n"
    "FILE of \"-\" is standard input.\n"
    "\n"
    "Example:\n"
    "  echo 'La ministre a rencontré son homologue.' | gesta parse -\n",
  .options = options,
  .least = 1,
  .most = GESTA_ANY_NUMBER,
  .run = run_parse,
};
