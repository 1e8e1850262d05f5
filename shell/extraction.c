// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/extraction.h"

#include "extractor/text/conllu.h"
#include "graph/base/arena.h"
#include "graph/base/text_buffer.h"
#include "graph/io/rdf_reader.h"
#include "shell/data_directory.h"
#include "shell/folder.h"
#include "shell/input_file.h"
#include "shell/message.h"

#include <assert.h>
#include <string.h>

enum { MOST_LANGUAGES = 16 };

// What was opened for one language; either part may be NULL.
typedef struct LanguageParts {
  GestaStringView code; // in the arena
  GestaExtractor *extractor;
  GestaLanguage *language;
} LanguageParts;

struct GestaExtraction {
  GestaAllocator *allocator;
  const GestaArguments *arguments;
  GestaCancel *cancel;
  GestaArena arena;
  GestaArena trees;           // of the article at hand, if they were read
  const char *data_directory; // in the arena
  LanguageParts languages[MOST_LANGUAGES];
  size_t language_count;
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
  gesta_arena_init(&opened->trees, allocator);
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
  gesta_arena_clear(&extraction->arena);
  gesta_arena_clear(&extraction->trees);
  gesta_release(extraction->allocator, extraction);
}

GestaStringView
gesta_extraction_base(const GestaExtraction *extraction)
{
  const GestaStringView base = gesta_arguments_view(extraction->arguments,
                                                    "base");
  return base.size > 0 ? base : gesta_view("urn:gesta:");
}

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
    status = complain_of_language(extraction, name, error);
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

static GestaStatus
extract_trees(GestaExtraction *extraction, const GestaExtractor *extractor,
              const GestaArticle *article, GestaAnalysis **analysis,
              GestaError *error)
{
  gesta_arena_reset(&extraction->trees);
  GestaDocument *const document = gesta_arena_allocate(&extraction->trees, 1,
                                                       sizeof *document);
  if (!document) {
    return gesta_error_set(error, GESTA_ERR_MEMORY, "out of memory");
  }
  const GestaStatus status = gesta_conllu_read(
    article->text, &extraction->trees, document, error);
  return status ? status
                : gesta_extract_document(extractor, article, document, analysis,
                                         error);
}

GestaStatus
gesta_extraction_run(GestaExtraction *extraction, const char *name,
                     const GestaArticle *article, GestaAnalysis **analysis,
                     GestaError *error)
{
  LanguageParts *parts = NULL;
  GestaStatus status = find_parts(extraction, article->language, &parts, error);
  if (status) {
    return blame(name, status, error);
  }
  if (!parts->extractor) {
    status = open_extractor(extraction, name, parts, error);
    if (status) {
      return status;
    }
  }
  const char *const from = gesta_arguments_value(extraction->arguments, "from");
  status = from && strcmp(from, "conllu") == 0
             ? extract_trees(extraction, parts->extractor, article, analysis,
                             error)
             : gesta_extract(parts->extractor, article, analysis, error);
  return blame(name, status, error);
}

GestaStatus
gesta_extraction_language(GestaExtraction *extraction, const char *name,
                          const GestaArticle *article,
                          const GestaLanguage **language, GestaError *error)
{
  LanguageParts *parts = NULL;
  GestaStatus status = find_parts(extraction, article->language, &parts, error);
  if (status) {
    return blame(name, status, error);
  }
  if (!parts->language) {
    status = gesta_language_open(extraction->allocator,
                                 extraction->data_directory, parts->code,
                                 &parts->language, error);
    if (status) {
      return blame(name, status, error);
    }
  }
  *language = parts->language;
  return GESTA_OK;
}
