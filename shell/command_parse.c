// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/language.h"
#include "extractor/text/conllu.h"
#include "graph/base/file.h"
#include "shell/commands.h"
#include "shell/data_directory.h"
#include "shell/input_file.h"
#include "shell/message.h"
#include "shell/output_file.h"

static const GestaOption options[] = {
  {"language", 'l', "CODE", "of the texts: fr, en, … [fr]"},
  {"from", 0, "text|conllu",
   "conllu: keep sentences and words, annotate them afresh [text]"},
  {"out", 'o', "FILE", "write here instead of standard output"},
  GESTA_OPTIONS_END,
};

static GestaStatus
parse_text(const GestaLanguage *language, GestaStringView text, bool conllu,
           GestaOutput *output, GestaError *error)
{
  GestaArena arena;
  gesta_arena_init(&arena, gesta_default_allocator());
  GestaDocument document;
  GestaStatus status = GESTA_OK;
  if (conllu) {
    status = gesta_conllu_read(text, &arena, &document, error);
    if (!status) {
      status = gesta_language_annotate(language, GESTA_STAGE_PARSE, &arena,
                                       &document);
    }
  } else {
    status = gesta_language_analyse(language, text, GESTA_STAGE_PARSE, &arena,
                                    &document);
  }
  if (!status) {
    status = gesta_conllu_write(&document, output);
  }
  gesta_arena_clear(&arena);
  return status;
}

static GestaStatus
parse_files(const GestaArguments *arguments, const GestaLanguage *language,
            GestaOutput *output, const char **culprit, GestaError *error)
{
  const char *from = gesta_arguments_value(arguments, "from");
  const bool conllu = from && from[0] == 'c';
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; i < arguments->operand_count && !status; ++i) {
    GestaStringView text = {NULL, 0};
    *culprit = gesta_input_name(arguments->operands[i]);
    status = gesta_input_read(gesta_default_allocator(), arguments->operands[i],
                              &text, error);
    if (!status) {
      status = parse_text(language, text, conllu, output, error);
    }
    gesta_text_release(gesta_default_allocator(), &text);
  }
  return status;
}

static int
run_parse(const GestaArguments *arguments, GestaCancel *cancel)
{
  (void)cancel;
  GestaAllocator *allocator = gesta_default_allocator();
  GestaArena arena;
  gesta_arena_init(&arena, allocator);
  GestaStringView code = gesta_arguments_view(arguments, "language");
  if (code.size == 0) {
    code = gesta_view("fr");
  }
  GestaError error = {0};
  GestaLanguage *language = NULL;
  GestaOutputFile out;
  const char *data_directory = NULL;
  const char *culprit = NULL;
  int result = GESTA_EXIT_FAILED;
  GestaStatus status = gesta_data_directory_find(&arena, &data_directory,
                                                 &error);
  if (!status) {
    status = gesta_language_open(allocator, data_directory, code, &language,
                                 &error);
  }
  if (!status) {
    status = gesta_output_file_open(
      allocator, gesta_arguments_value(arguments, "out"), &out, &error);
  }
  if (status) {
    gesta_tell_error(NULL, &error);
  } else {
    status = parse_files(arguments, language, &out.output, &culprit, &error);
    error.status = status;
    result = gesta_output_file_end(&out, status, culprit, &error);
  }
  gesta_language_close(language);
  gesta_arena_clear(&arena);
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
