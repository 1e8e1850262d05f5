// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/evaluation.h"
#include "extractor/language.h"
#include "shell/commands.h"
#include "shell/data_directory.h"
#include "shell/message.h"
#include "shell/output_file.h"
#include "shell/treebank_files.h"

static const GestaOption options[] = {
  {"language", 'l', "CODE",
   "whose model is measured, where no SYSTEM is given"},
  {"out", 'o', "FILE", "write here instead of standard output"},
  GESTA_OPTIONS_END,
};

static GestaStatus
compare(const char *title, const GestaDocument *gold,
        const GestaDocument *system, GestaOutput *output, GestaError *error)
{
  GestaEvaluation evaluation;
  GestaStatus status = gesta_evaluate(gesta_default_allocator(), gold, system,
                                      &evaluation, error);
  if (!status && *title) {
    status = gesta_output_print(output, "%s\n", title);
  }
  return status ? status : gesta_evaluation_print(&evaluation, output);
}

// Measure a model twice: on raw text, and on the gold words.
static GestaStatus
measure(const char *path, GestaStringView code, const GestaDocument *gold,
        GestaOutput *output, GestaError *error)
{
  GestaAllocator *allocator = gesta_default_allocator();
  GestaArena arena;
  gesta_arena_init(&arena, allocator);
  GestaLanguage *language = NULL;
  GestaTreebankFiles again = {.count = 0};
  gesta_arena_init(&again.arena, allocator);
  const char *data_directory = NULL;
  GestaStatus status = gesta_data_directory_find(&arena, &data_directory,
                                                 error);
  if (!status) {
    status = gesta_language_open(allocator, data_directory, code, &language,
                                 error);
  }
  if (status) {
    goto done;
  }
  GestaDocument system;
  status = gesta_language_analyse(language, gold->text, GESTA_STAGE_PARSE,
                                  &arena, &system);
  if (!status) {
    status = compare("From raw text:", gold, &system, output, error);
  }
  if (!status) {
    status = gesta_treebank_files_read(allocator, &path, 1, &again);
  }
  if (!status) {
    status = gesta_language_annotate(language, GESTA_STAGE_PARSE, &arena,
                                     &again.documents[0]);
  }
  if (!status) {
    status = compare("\nFrom gold words:", gold, &again.documents[0], output,
                     error);
  }

done:
  gesta_treebank_files_clear(&again);
  gesta_language_close(language);
  gesta_arena_clear(&arena);
  return status;
}

static int
run_evaluate(const GestaArguments *arguments, GestaCancel *cancel)
{
  (void)cancel;
  const GestaStringView code = gesta_arguments_view(arguments, "language");
  const bool has_system = arguments->operand_count == 2;
  if (has_system == (code.size > 0)) {
    return gesta_command_misuse(&gesta_evaluate_command,
                                "either SYSTEM or --language is needed");
  }
  GestaAllocator *allocator = gesta_default_allocator();
  GestaError error = {0};
  GestaTreebankFiles files;
  GestaOutputFile out;
  if (gesta_treebank_files_read(allocator, arguments->operands,
                                arguments->operand_count, &files)) {
    return GESTA_EXIT_FAILED;
  }
  int result = GESTA_EXIT_FAILED;
  GestaStatus status = gesta_output_file_open(
    allocator, gesta_arguments_value(arguments, "out"), &out, &error);
  if (status) {
    gesta_tell_error(NULL, &error);
  } else {
    status = has_system ? compare("", &files.documents[0], &files.documents[1],
                                  &out.output, &error)
                        : measure(arguments->operands[0], code,
                                  &files.documents[0], &out.output, &error);
    error.status = status;
    result = gesta_output_file_end(&out, status, NULL, &error);
  }
  gesta_treebank_files_clear(&files);
  return result;
}

const GestaCommand gesta_evaluate_command = {
  .name = "evaluate",
  .summary = "compare trees with a treebank",
  .usage = "GOLD [SYSTEM]",
  .details =
    "Print the metrics of the CoNLL 2018 shared task for SYSTEM, a CoNLL-U\n"
    "file of the same text as GOLD; or, with --language, for the model of a\n"
    "language, from raw text and from the words of GOLD.\n"
    "\n"
    "Example:\n"
    "  gesta evaluate dev.conllu --language fr\n",
  .options = options,
  .least = 1,
  .most = 2,
  .run = run_evaluate,
};
