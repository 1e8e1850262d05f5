// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/event/lexicon_check.h"
#include "graph/io/rdf_reader.h"
#include "shell/commands.h"
#include "shell/data_directory.h"
#include "shell/folder.h"
#include "shell/input_file.h"
#include "shell/message.h"
#include "shell/output_file.h"

#include <string.h>

static const GestaOption options[] = {
  {"language", 'l', "CODE", "check the lexicon of this language only"},
  GESTA_OPTIONS_END,
};

// Teach a check the concepts of actions.ttl.
static GestaStatus
read_actions(GestaAllocator *allocator, GestaArena *arena, const char *data,
             GestaCancel *cancel, GestaLexiconCheck *check, GestaError *error)
{
  const char *path = NULL;
  FILE *stream = NULL;
  uint64_t count = 0;
  GestaStatus status = gesta_folder_join(arena, data, "actions.ttl", &path);
  if (!status) {
    status = gesta_input_open(path, &stream, error);
  }
  if (!status) {
    const GestaReadOptions how = {.cancel = cancel};
    status = gesta_rdf_read(allocator, stream, path, &how,
                            gesta_lexicon_check_actions(check), &count, error);
  }
  gesta_input_close(stream);
  return status;
}

static GestaStatus
tell_fault(void *user, const char *path, size_t line, const char *what,
           GestaStringView word)
{
  return gesta_output_print(user, "%s:%zu: %s: \"%.*s\"\n", path, line, what,
                            (int)word.size, word.data);
}

// Check one language.
static GestaStatus
check_language(GestaAllocator *allocator, GestaArena *arena, const char *data,
               const char *language, GestaCancel *cancel, GestaOutput *output,
               size_t *faults, GestaError *error)
{
  GestaLexiconCheck *check = NULL;
  GestaLexiconCounts counts = {0};
  GestaStatus status = gesta_lexicon_check_new(allocator, &check);
  if (!status) {
    status = read_actions(allocator, arena, data, cancel, check, error);
  }
  if (!status) {
    status = gesta_lexicon_check_run(check, data, gesta_view(language),
                                     tell_fault, output, &counts, error);
  }
  if (!status) {
    status = gesta_output_print(
      output, "%s: %zu verbs, %zu nouns, %zu actions, %zu faults\n", language,
      counts.verbs, counts.nouns, counts.actions, counts.faults);
    *faults += counts.faults;
  }
  gesta_lexicon_check_free(check);
  return status;
}

static GestaStatus
check_all(GestaAllocator *allocator, const GestaArguments *arguments,
          GestaCancel *cancel, GestaOutput *output, size_t *faults,
          GestaError *error)
{
  GestaArena arena;
  const char *data = NULL;
  const char *models = NULL;
  const char **names = NULL;
  size_t count = 0;
  const char *const wanted = gesta_arguments_value(arguments, "language");
  gesta_arena_init(&arena, allocator);
  GestaStatus status = gesta_data_directory_find(&arena, &data, error);
  if (!status && wanted) {
    status = check_language(allocator, &arena, data, wanted, cancel, output,
                            faults, error);
  } else if (!status) {
    status = gesta_folder_join(&arena, data, "models", &models);
    if (!status) {
      status = gesta_folder_list(&arena, models, ".model", &names, &count);
    }
  }
  for (size_t i = 0; !status && i < count; ++i) {
    GestaStringView code = {NULL, 0};
    status = gesta_arena_copy(
      &arena, (GestaStringView){names[i], strlen(names[i]) - strlen(".model")},
      &code);
    if (!status) {
      status = check_language(allocator, &arena, data, code.data, cancel,
                              output, faults, error);
    }
  }
  if (status && error->status == GESTA_OK) {
    (void)gesta_error_set(error, status, "%s", gesta_status_text(status));
  }
  gesta_arena_clear(&arena);
  return status;
}

static int
run_lexicon(const GestaArguments *arguments, GestaCancel *cancel)
{
  GestaAllocator *const allocator = gesta_default_allocator();
  GestaError error = {0};
  GestaOutputFile file;
  size_t faults = 0;
  if (strcmp(arguments->operands[0], "check") != 0) {
    return gesta_command_misuse(&gesta_lexicon_command,
                                "\"%s\" is no work for it: it can \"check\"",
                                arguments->operands[0]);
  }
  GestaStatus status = gesta_output_file_open(allocator, NULL, &file, &error);
  if (status) {
    gesta_tell_error(NULL, &error);
    return GESTA_EXIT_FAILED;
  }
  status = check_all(allocator, arguments, cancel, &file.output, &faults,
                     &error);
  const int result = gesta_output_file_end(&file, status, NULL, &error);
  return result == 0 && faults > 0 ? GESTA_EXIT_FAILED : result;
}

const GestaCommand gesta_lexicon_command = {
  .name = "lexicon",
  .summary = "check the lists of verbs and nouns that tell events",
  .usage = "check",
  .details =
    "Read triggers.tsv of every language, or of one, and tell, with file and\n"
    "line, what is wrong: an action that is not in actions.ttl, a frame that\n"
    "stands there twice, a word whose lemma the tagger never gives, an "
    "unknown\n"
    "flag or condition. The exit status is 1 if anything is.\n"
    "\n"
    "Example:\n"
    "  gesta lexicon check --language fr\n",
  .options = options,
  .least = 1,
  .most = 1,
  .run = run_lexicon,
};
