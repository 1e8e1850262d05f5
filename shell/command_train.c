// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/training.h"
#include "graph/base/number.h"
#include "shell/commands.h"
#include "shell/data_directory.h"
#include "shell/message.h"
#include "shell/output_file.h"
#include "shell/treebank_files.h"

#include <string.h>

enum { DEFAULT_EPOCHS = 10, MOST_EPOCHS = 100 };

static const GestaOption options[] = {
  {"language", 'l', "CODE", "of the sentences, such as fr"},
  {"out", 'o', "MODEL", "write the model here"},
  {"held-out", 0, "FILE", "measure the parser on these sentences as it learns"},
  {"without", 0, "SOURCE",
   "leave out sentences whose comment `# source = ` begins so;\n"
   "may be repeated"},
  {"seed", 0, "N", "of the random order [1]"},
  {"epochs", 0, "N", "how often to read the sentences [10]"},
  GESTA_OPTIONS_END,
};

static void
tell_report(GestaTrainingProgress *self, const GestaTrainingReport *report)
{
  (void)self;
  char learnt[GESTA_NUMBER_SIZE];
  char held_out[GESTA_NUMBER_SIZE] = "";
  gesta_print_fixed(100 * report->accuracy, 2, learnt);
  if (report->held_out >= 0) {
    gesta_print_fixed(100 * report->held_out, 2, held_out);
  }
  char fold[32] = "";
  if (report->fold > 0) {
    (void)snprintf(fold, sizeof fold, "part %u, ", report->fold);
  }
  gesta_tell("train: %s%s, epoch %u of %u: %s%% right%s%s%s", fold,
             report->stage, report->epoch, report->epochs, learnt,
             *held_out ? ", held-out " : "", held_out, *held_out ? "%" : "");
}

static bool
parse_number(const GestaArguments *arguments, const char *name, uint64_t most,
             uint64_t *value)
{
  const GestaStringView text = gesta_arguments_view(arguments, name);
  return text.size == 0
         || (gesta_parse_unsigned(text, value) == GESTA_OK && *value > 0
             && *value <= most);
}

// Collect the values of --without.
static GestaStatus
collect_excluded(const GestaArguments *arguments, GestaArena *arena,
                 GestaTraining *training)
{
  GestaStringView *excluded = gesta_arena_allocate(
    arena, arguments->given_count, sizeof *excluded);
  if (!excluded) {
    return GESTA_ERR_MEMORY;
  }
  for (size_t i = 0; i < arguments->given_count; ++i) {
    if (!strcmp(arguments->given[i].option->name, "without")) {
      excluded[training->excluded_count++] = gesta_view(
        arguments->given[i].value);
    }
  }
  training->excluded = excluded;
  return GESTA_OK;
}

static int
train(const GestaArguments *arguments, GestaTraining *training,
      GestaArena *arena)
{
  GestaAllocator *allocator = gesta_default_allocator();
  GestaError error = {0};
  GestaStatus status = gesta_data_directory_find(
    arena, &training->data_directory, &error);
  if (!status) {
    status = collect_excluded(arguments, arena, training);
    error.status = status;
  }
  if (status) {
    gesta_tell_error(NULL, &error);
    return GESTA_EXIT_FAILED;
  }
  GestaTreebankFiles files = {.count = 0};
  GestaTreebankFiles held_out = {.count = 0};
  gesta_arena_init(&files.arena, allocator);
  gesta_arena_init(&held_out.arena, allocator);
  int result = GESTA_EXIT_FAILED;
  status = gesta_treebank_files_read(allocator, arguments->operands,
                                     arguments->operand_count, &files);
  if (status) {
    goto done;
  }
  const char *held_out_path = gesta_arguments_value(arguments, "held-out");
  if (held_out_path) {
    status = gesta_treebank_files_read(allocator, &held_out_path, 1, &held_out);
    if (status) {
      goto done;
    }
    training->held_out = held_out.documents;
  }
  training->documents = files.documents;
  training->document_count = files.count;
  GestaOutputFile out;
  status = gesta_output_file_open(
    allocator, gesta_arguments_value(arguments, "out"), &out, &error);
  if (status) {
    gesta_tell_error(NULL, &error);
    goto done;
  }
  status = gesta_train(allocator, training, &out.output, &error);
  result = gesta_output_file_end(&out, status, NULL, &error);

done:
  gesta_treebank_files_clear(&files);
  gesta_treebank_files_clear(&held_out);
  return result;
}

static int
run_train(const GestaArguments *arguments, GestaCancel *cancel)
{
  (void)cancel; // what is not finished leaves no file: an interrupt may kill it
  uint64_t seed = 1;
  uint64_t epochs = DEFAULT_EPOCHS;
  const GestaStringView language = gesta_arguments_view(arguments, "language");
  if (language.size == 0 || !gesta_arguments_has(arguments, "out")) {
    return gesta_command_misuse(&gesta_train_command,
                                "--language and --out are needed");
  }
  if (!parse_number(arguments, "seed", UINT32_MAX, &seed)
      || !parse_number(arguments, "epochs", MOST_EPOCHS, &epochs)) {
    return gesta_command_misuse(&gesta_train_command,
                                "--seed is a number from 1 and --epochs one "
                                "from 1 to %d",
                                MOST_EPOCHS);
  }
  GestaTrainingProgress progress = {tell_report};
  GestaTraining training = {.language = language,
                            .seed = seed,
                            .epochs = (unsigned)epochs,
                            .progress = &progress};
  GestaArena arena;
  gesta_arena_init(&arena, gesta_default_allocator());
  const int result = train(arguments, &training, &arena);
  gesta_arena_clear(&arena);
  return result;
}

const GestaCommand gesta_train_command = {
  .name = "train",
  .summary = "learn a language model from treebanks",
  .usage = "--language CODE --out MODEL FILE…",
  .details =
    "Learn to segment, tag, lemmatize and parse from CoNLL-U files and write\n"
    "one model.  The same files, options and seed give the same bytes.\n"
    "\n"
    "Example:\n"
    "  gesta train --language fr --out fr.model train.conllu "
    "--held-out dev.conllu\n",
  .options = options,
  .least = 1,
  .most = GESTA_ANY_NUMBER,
  .run = run_train,
};
