// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/extraction.h"

#include "extractor/language_guesser.h"
#include "graph/base/arena.h"
#include "graph/base/text_buffer.h"
#include "graph/io/rdf_reader.h"
#include "shell/data_directory.h"
#include "shell/folder.h"
#include "shell/input_file.h"
#include "shell/message.h"

#include <assert.h>
#include <pthread.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST_LANGUAGES = 16 };

// What was opened for one language; either part may be NULL.
typedef struct LanguageParts {
  GestaStringView code; // in the arena
  GestaExtractor *extractor;
  GestaLanguage *language;
} LanguageParts;

// `lock` is held while the languages are looked at; a language, once open, is
// immutable.
struct GestaExtraction {
  GestaAllocator *allocator;
  const GestaArguments *arguments;
  GestaCancel *cancel;
  GestaArena arena;
  const char *data_directory; // in the arena
  LanguageParts languages[MOST_LANGUAGES];
  size_t language_count;
  GestaLanguageGuesser *guesser; // NULL: no article has asked for it yet
  pthread_mutex_t lock;
};

GestaStatus
gesta_extraction_open(GestaAllocator *allocator,
                      const GestaArguments *arguments, GestaCancel *cancel,
                      GestaExtraction **extraction, GestaError *error)
{
  assert(allocator && arguments && extraction);

  GestaExtraction *const opened = gesta_allocate(allocator, 1, sizeof *opened);
  if (!opened) {
    return gesta_error_set(error, GESTA_ERR_MEMORY, "out of memory");
  }
  *opened = (GestaExtraction){
    .allocator = allocator, .arguments = arguments, .cancel = cancel};
  gesta_arena_init(&opened->arena, allocator);
  (void)pthread_mutex_init(&opened->lock, NULL);
  const GestaStatus status = gesta_data_directory_find(
    &opened->arena, &opened->data_directory, error);
  if (status) {
    gesta_extraction_close(opened);
    return status;
  }
  *extraction = opened;
  return GESTA_OK;
}

void
gesta_extraction_close(GestaExtraction *extraction)
{
  if (!extraction) {
    return;
  }
  for (size_t i = 0; i < extraction->language_count; ++i) {
    gesta_extractor_close(extraction->languages[i].extractor);
    gesta_language_close(extraction->languages[i].language);
  }
  gesta_language_guesser_close(extraction->guesser);
  gesta_arena_clear(&extraction->arena);
  (void)pthread_mutex_destroy(&extraction->lock);
  gesta_release(extraction->allocator, extraction);
}

GestaStringView
gesta_extraction_base(const GestaExtraction *extraction)
{
  const GestaStringView base = gesta_arguments_view(extraction->arguments,
                                                    "base");
  return base.size > 0 ? base : gesta_view("urn:gesta:");
}

// ---- Which articles
// ----------------------------------------------------------

// The articles that operands stand for, so far.
typedef struct PathList {
  const char **paths; // in the arena
  size_t count;
  size_t room;
} PathList;

static GestaStatus
add_path(GestaArena *arena, PathList *list, const char *path)
{
  if (list->count == list->room) {
    const size_t room = list->room ? 2 * list->room : 64;
    const char **paths = gesta_arena_allocate(arena, room, sizeof *paths);
    if (!paths) {
      return GESTA_ERR_MEMORY;
    }
    if (list->count > 0) {
      memcpy(paths, list->paths, list->count * sizeof *paths);
    }
    list->paths = paths;
    list->room = room;
  }
  list->paths[list->count++] = path;
  return GESTA_OK;
}

static GestaStatus
add_folder(GestaExtraction *extraction, const char *folder, PathList *list,
           GestaError *error)
{
  const char *const from = gesta_arguments_value(extraction->arguments, "from");
  const char *const ending = from && strcmp(from, "conllu") == 0 ? ".conllu"
                                                                 : ".txt";
  GestaArena *const arena = &extraction->arena;
  const char **names = NULL;
  size_t count = 0;
  GestaStatus status = gesta_folder_list(arena, folder, ending, &names, &count);
  if (status == GESTA_NOT_FOUND) {
    return gesta_error_set(error, GESTA_ERR_FILE, "%s: cannot be read", folder);
  }
  if (!status && count == 0) {
    return gesta_error_set(error, GESTA_ERR_INPUT,
                           "%s: no file in this folder ends in %s: name the "
                           "files",
                           folder, ending);
  }
  for (size_t i = 0; !status && i < count; ++i) {
    const char *path = NULL;
    status = gesta_folder_join(arena, folder, names[i], &path);
    if (!status) {
      status = add_path(arena, list, path);
    }
  }
  return status;
}

GestaStatus
gesta_extraction_list(GestaExtraction *extraction, const char *const *operands,
                      size_t count, const char ***paths, size_t *path_count,
                      GestaError *error)
{
  assert(extraction && operands && paths && path_count);

  PathList list = {0};
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; !status && i < count; ++i) {
    struct stat facts;
    const bool is_folder = stat(operands[i], &facts) == 0
                           && S_ISDIR(facts.st_mode);
    if (is_folder) {
      status = add_folder(extraction, operands[i], &list, error);
    } else if (!gesta_view_ends(gesta_view(operands[i]), gesta_view(".meta"))) {
      status = add_path(&extraction->arena, &list, operands[i]);
    }
  }
  if (!status && list.count == 0) {
    return gesta_error_set(error, GESTA_ERR_INPUT,
                           "%s: tells of an article and is none: name the "
                           "article",
                           operands[0]);
  }
  if (status == GESTA_ERR_MEMORY) {
    return gesta_error_set(error, status, "out of memory");
  }
  *paths = list.paths;
  *path_count = list.count;
  return status;
}

// ---- Languages
// ---------------------------------------------------------------

// "en, fr": the languages that there are models for.
static void
list_languages(GestaExtraction *extraction, GestaTextBuffer *text)
{
  const char *folder = NULL;
  const char **names = NULL;
  size_t count = 0;
  GestaStatus status = gesta_folder_join(
    &extraction->arena, extraction->data_directory, "models", &folder);
  if (!status) {
    status = gesta_folder_list(&extraction->arena, folder, ".model", &names,
                               &count);
  }
  for (size_t i = 0; !status && i < count; ++i) {
    const size_t size = strlen(names[i]) - strlen(".model");
    status = gesta_text_buffer_print(text, "%s%.*s", i ? ", " : "", (int)size,
                                     names[i]);
  }
}

static GestaStatus
complain_of_language(GestaExtraction *extraction, const char *name,
                     GestaError *error)
{
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, extraction->allocator);
  list_languages(extraction, &text);
  const GestaStatus status = gesta_error_set(
    error, GESTA_ERR_INPUT,
    "%s: the language is not known: give --language, or a line \"language: \" "
    "in the .meta file, with one of: %s",
    name, text.size > 0 ? text.data : "none (no model is installed)");
  gesta_text_buffer_clear(&text);
  return status;
}

GestaStatus
gesta_extraction_guess(GestaExtraction *extraction, const char *name,
                       GestaStringView text, GestaStringView *code,
                       GestaError *error)
{
  GestaStatus status = GESTA_OK;
  (void)pthread_mutex_lock(&extraction->lock);
  if (!extraction->guesser) {
    status = gesta_language_guesser_open(extraction->allocator,
                                         extraction->data_directory,
                                         &extraction->guesser, error);
  }
  (void)pthread_mutex_unlock(&extraction->lock);
  if (status) {
    return status;
  }
  status = gesta_language_guesser_guess(extraction->guesser, text, code);
  if (status == GESTA_NOT_FOUND) {
    status = gesta_error_set(
      error, GESTA_ERR_INPUT,
      "%s: the text seems to be in none of the installed languages (%s): if it "
      "is in one, say so with --language",
      name, gesta_language_guesser_codes(extraction->guesser));
  }
  return status;
}

// The language of an article that leaves it open.
static GestaStatus
guess_article(GestaExtraction *extraction, const char *name,
              GestaArticle *article, GestaError *error)
{
  const char *const from = gesta_arguments_value(extraction->arguments, "from");
  if (from && strcmp(from, "conllu") == 0) {
    return gesta_error_set(error, GESTA_ERR_INPUT,
                           "%s: the language of trees is not guessed: say it "
                           "with --language",
                           name);
  }
  return gesta_extraction_guess(extraction, name, article->text,
                                &article->language, error);
}

GestaStatus
gesta_extraction_read(GestaExtraction *extraction, const char *path,
                      GestaArticleFile *file, GestaError *error)
{
  const char *const name = gesta_input_name(path);
  GestaStatus status = gesta_article_file_read(extraction->allocator, path,
                                               file, error);
  if (status) {
    if (error && error->line > 0) {
      gesta_error_locate(error, name);
    }
    return status;
  }
  GestaArticle *const article = &file->article;
  const struct {
    const char *option;
    GestaStringView *field;
  } fields[] = {
    {"language", &article->language},
    {"date", &article->date},
    {"title", &article->title},
    {"id", &article->id},
  };
  for (size_t i = 0; i < sizeof fields / sizeof fields[0]; ++i) {
    if (gesta_arguments_has(extraction->arguments, fields[i].option)) {
      *fields[i].field = gesta_arguments_view(extraction->arguments,
                                              fields[i].option);
    }
  }
  if (article->language.size == 0) {
    (void)pthread_mutex_lock(&extraction->lock);
    status = complain_of_language(extraction, name, error);
    (void)pthread_mutex_unlock(&extraction->lock);
  } else if (gesta_view_equal(article->language, gesta_view("auto"))) {
    status = guess_article(extraction, name, article, error);
  }
  if (status) {
    gesta_article_file_clear(file);
  }
  return status;
}

// Find the parts of a language, or begin with none.
static GestaStatus
find_parts(GestaExtraction *extraction, GestaStringView code,
           LanguageParts **parts, GestaError *error)
{
  for (size_t i = 0; i < extraction->language_count; ++i) {
    if (gesta_view_equal(extraction->languages[i].code, code)) {
      *parts = &extraction->languages[i];
      return GESTA_OK;
    }
  }
  if (extraction->language_count == MOST_LANGUAGES) {
    (void)gesta_error_set(error, GESTA_ERR_TOO_LARGE,
                          "more than %d languages at once: run the program "
                          "several times",
                          (int)MOST_LANGUAGES);
    return GESTA_ERR_TOO_LARGE;
  }
  GestaStringView copy;
  if (gesta_arena_copy(&extraction->arena, code, &copy)) {
    (void)gesta_error_set(error, GESTA_ERR_MEMORY, "out of memory");
    return GESTA_ERR_MEMORY;
  }
  *parts = &extraction->languages[extraction->language_count++];
  **parts = (LanguageParts){.code = copy};
  return GESTA_OK;
}

// Send the quads of an RDF file to an extractor.
static GestaStatus
teach_file(const GestaExtraction *extraction, GestaExtractor *extractor,
           const char *path, GestaError *error)
{
  FILE *stream = NULL;
  GestaStatus status = gesta_input_open(path, &stream, error);
  if (!status) {
    const GestaReadOptions how = {.cancel = extraction->cancel};
    uint64_t count = 0;
    status = gesta_rdf_read(extraction->allocator, stream, path, &how,
                            gesta_extractor_knowledge(extractor), &count,
                            error);
  }
  gesta_input_close(stream);
  if (status && error) {
    error->status = status;
    gesta_error_locate(error, path);
  }
  return status;
}

// The gazetteer that comes along, in the order of the names, then the user's.
static GestaStatus
teach_gazetteer(GestaExtraction *extraction, GestaExtractor *extractor,
                GestaError *error)
{
  GestaArena *const arena = &extraction->arena;
  const char *folder = NULL;
  const char **names = NULL;
  size_t count = 0;
  GestaStatus status = gesta_folder_join(arena, extraction->data_directory,
                                         "gazetteer", &folder);
  if (!status) {
    status = gesta_folder_list(arena, folder, ".ttl", &names, &count);
  }
  if (status) {
    return gesta_error_set(error, status, "%s/gazetteer: cannot be read",
                           extraction->data_directory);
  }
  for (size_t i = 0; !status && i < count; ++i) {
    const char *path = NULL;
    status = gesta_folder_join(arena, folder, names[i], &path);
    if (!status) {
      status = teach_file(extraction, extractor, path, error);
    }
  }
  const GestaArguments *const arguments = extraction->arguments;
  for (size_t i = 0; !status && i < arguments->given_count; ++i) {
    if (strcmp(arguments->given[i].option->name, "gazetteer") == 0) {
      status = teach_file(extraction, extractor, arguments->given[i].value,
                          error);
    }
  }
  return status;
}

// Name the article in an error that names no file yet.
static GestaStatus
blame(const char *name, GestaStatus status, GestaError *error)
{
  if (status && error) {
    error->status = status;
    gesta_error_locate(error, name);
  }
  return status;
}

static GestaStatus
open_extractor(GestaExtraction *extraction, const char *name,
               LanguageParts *parts, GestaError *error)
{
  GestaExtractor *extractor = NULL;
  const char *actions = NULL;
  GestaStatus status = gesta_extractor_open(extraction->allocator,
                                            extraction->data_directory,
                                            parts->code, &extractor, error);
  if (status == GESTA_ERR_INPUT) { // no such language: the article's mistake
    return blame(name, status, error);
  }
  if (!status) {
    status = gesta_folder_join(&extraction->arena, extraction->data_directory,
                               "actions.ttl", &actions);
  }
  if (!status) {
    status = teach_file(extraction, extractor, actions, error);
  }
  if (!status) {
    status = teach_gazetteer(extraction, extractor, error);
  }
  if (status) {
    gesta_extractor_close(extractor);
    return status;
  }
  parts->extractor = extractor;
  return GESTA_OK;
}

// The parts of a language with its extractor or, if `all` is false, its model
// alone.
//
// needs  the lock
static GestaStatus
open_parts(GestaExtraction *extraction, const char *name, GestaStringView code,
           bool all, LanguageParts **parts, GestaError *error)
{
  GestaStatus status = find_parts(extraction, code, parts, error);
  if (status) {
    return blame(name, status, error);
  }
  if (all && !(*parts)->extractor) {
    return open_extractor(extraction, name, *parts, error);
  }
  if (!all && !(*parts)->language) {
    status = gesta_language_open(extraction->allocator,
                                 extraction->data_directory, (*parts)->code,
                                 &(*parts)->language, error);
    return blame(name, status, error);
  }
  return GESTA_OK;
}

GestaStatus
gesta_extraction_run(GestaExtraction *extraction, const char *name,
                     const GestaArticle *article, GestaAnalysis **analysis,
                     GestaError *error)
{
  LanguageParts *parts = NULL;
  (void)pthread_mutex_lock(&extraction->lock);
  GestaStatus status = open_parts(extraction, name, article->language, true,
                                  &parts, error);
  (void)pthread_mutex_unlock(&extraction->lock);
  if (status) {
    return status;
  }
  const char *const from = gesta_arguments_value(extraction->arguments, "from");
  status = from && strcmp(from, "conllu") == 0
             ? gesta_extract_conllu(parts->extractor, article, analysis, error)
             : gesta_extract(parts->extractor, article, analysis, error);
  return blame(name, status, error);
}

GestaStatus
gesta_extraction_language(GestaExtraction *extraction, const char *name,
                          const GestaArticle *article,
                          const GestaLanguage **language, GestaError *error)
{
  LanguageParts *parts = NULL;
  (void)pthread_mutex_lock(&extraction->lock);
  const GestaStatus status = open_parts(extraction, name, article->language,
                                        false, &parts, error);
  (void)pthread_mutex_unlock(&extraction->lock);
  if (!status) {
    *language = parts->language;
  }
  return status;
}
