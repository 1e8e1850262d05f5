// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/pipeline.h"
#include "extractor/text/conllu.h"
#include "graph/io/rdf_writer.h"
#include "shell/article_reader.h"
#include "shell/commands.h"
#include "shell/input_file.h"
#include "shell/message.h"
#include "shell/output_file.h"

static const GestaOption options[] = {
  {"format", 'f', "ttl|trig|nt|nq|rdfxml|tsv|jsonl|conllu",
   "what to write: RDF, a table of events, JSON lines, or the\n"
   "trees [ttl]"},
  GESTA_ARTICLE_OPTIONS,
  {"output", 'o', "FILE", "write there instead of to standard output"},
  GESTA_OPTIONS_END,
};

typedef enum Format {
  FORMAT_RDF,
  FORMAT_TSV,
  FORMAT_JSONL,
  FORMAT_CONLLU,
} Format;

// One run of the command.
typedef struct Extraction {
  GestaArticleReader reader;
  GestaStringView format_name;
  Format format;
  GestaRdfWriter *writer; // RDF only
  GestaOutput *output;
} Extraction;

static Format
format_of(GestaStringView name)
{
  return gesta_view_equal(name, gesta_view("tsv"))      ? FORMAT_TSV
         : gesta_view_equal(name, gesta_view("jsonl"))  ? FORMAT_JSONL
         : gesta_view_equal(name, gesta_view("conllu")) ? FORMAT_CONLLU
                                                        : FORMAT_RDF;
}

static GestaStatus
write_begin(Extraction *extraction, GestaError *error)
{
  switch (extraction->format) {
  case FORMAT_RDF:
    return gesta_rdf_writer_open(gesta_default_allocator(),
                                 extraction->format_name, extraction->output,
                                 &extraction->writer, error);
  case FORMAT_TSV:
    return gesta_write_tsv_header(extraction->output);
  case FORMAT_JSONL:
  case FORMAT_CONLLU:
    break;
  }
  return GESTA_OK;
}

static GestaStatus
write_article(Extraction *extraction, GestaAnalysis *analysis)
{
  switch (extraction->format) {
  case FORMAT_RDF:
    return gesta_analysis_send_quads(
      analysis, gesta_article_reader_base(&extraction->reader),
      gesta_rdf_writer_sink(extraction->writer));
  case FORMAT_TSV:
    return gesta_analysis_write_tsv(analysis, extraction->output);
  case FORMAT_JSONL:
    return gesta_analysis_write_jsonl(analysis, extraction->output);
  case FORMAT_CONLLU:
    return gesta_conllu_write(gesta_analysis_document(analysis),
                              extraction->output);
  }
  return GESTA_OK;
}

static GestaStatus
write_articles(Extraction *extraction, const GestaArguments *arguments,
               GestaCancel *cancel, const char **culprit, GestaError *error)
{
  GestaStatus status = write_begin(extraction, error);
  for (size_t i = 0; i < arguments->operand_count && !status; ++i) {
    if (gesta_cancelled(cancel)) {
      return GESTA_ERR_CANCELLED;
    }
    GestaReadArticle article;
    *culprit = gesta_input_name(arguments->operands[i]);
    status = gesta_article_reader_read(&extraction->reader,
                                       arguments->operands[i], &article, error);
    if (!status) {
      status = write_article(extraction, article.analysis);
      if (status) {
        (void)gesta_error_set(error, status, "its events cannot be written: %s",
                              gesta_status_text(status));
      }
      gesta_read_article_clear(&article);
    }
  }
  if (!status && extraction->writer) {
    status = gesta_rdf_writer_finish(extraction->writer, error);
  }
  return status;
}

static int
run_extract(const GestaArguments *arguments, GestaCancel *cancel)
{
  GestaAllocator *const allocator = gesta_default_allocator();
  if (arguments->operand_count > 1 && gesta_arguments_has(arguments, "id")) {
    return gesta_command_misuse(&gesta_extract_command,
                                "--id names one article, not %zu",
                                arguments->operand_count);
  }
  GestaError error = {0};
  Extraction extraction = {.writer = NULL};
  extraction.format_name = gesta_arguments_view(arguments, "format");
  if (extraction.format_name.size == 0) {
    extraction.format_name = gesta_view("ttl");
  }
  extraction.format = format_of(extraction.format_name);
  if (gesta_article_reader_init(&extraction.reader, allocator, arguments,
                                &error)) {
    gesta_tell_error(NULL, &error);
    return GESTA_EXIT_FAILED;
  }
  GestaOutputFile file;
  const char *const path = gesta_arguments_value(arguments, "output");
  const char *culprit = path;
  GestaStatus status = gesta_output_file_open(allocator, path, &file, &error);
  if (!status) {
    extraction.output = &file.output;
    status = write_articles(&extraction, arguments, cancel, &culprit, &error);
  }
  const int exit_status = gesta_output_file_end(&file, status, culprit, &error);
  gesta_rdf_writer_close(extraction.writer);
  gesta_article_reader_clear(&extraction.reader);
  return exit_status;
}

const GestaCommand gesta_extract_command = {
  .name = "extract",
  .summary = "find the events in articles and print them",
  .usage = "FILE…",
  .details =
    "Read articles, plain text in UTF-8, and print who did what to whom, "
    "when,\n"
    "and who says so.  A file NAME.meta beside NAME.txt may tell language, "
    "date,\n"
    "title and id, a line each (`date: 2024-03-12`); options win over it.  A "
    "FILE\n"
    "of \"-\" is standard input.\n"
    "\n"
    "Examples:\n"
    "  gesta extract --format tsv examples/articles/fr_sommet_climat.txt\n"
    "  gesta extract --language fr --date 2024-03-12 article.txt -o "
    "events.ttl\n",
  .options = options,
  .least = 1,
  .most = GESTA_ANY_NUMBER,
  .run = run_extract,
};
