// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/article_reader.h"

#include "extractor/text/conllu.h"
#include "graph/io/rdf_reader.h"
#include "shell/data_directory.h"
#include "shell/folder.h"
#include "shell/input_file.h"

#include <assert.h>
#include <string.h>

GestaStatus
gesta_article_reader_init(GestaArticleReader *reader, GestaAllocator *allocator,
                          const GestaArguments *arguments, GestaError *error)
{
  assert(reader && allocator && arguments);

  *reader = (GestaArticleReader){.allocator = allocator,
                                 .arguments = arguments};
  gesta_arena_init(&reader->arena, allocator);
  const GestaStatus status = gesta_data_directory_find(
    &reader->arena, &reader->data_directory, error);
  if (status) {
    gesta_article_reader_clear(reader);
  }
  return status;
}

void
gesta_article_reader_clear(GestaArticleReader *reader)
{
  for (size_t i = 0; i < reader->count; ++i) {
    gesta_extractor_close(reader->extractors[i]);
  }
  reader->count = 0;
  gesta_arena_clear(&reader->arena);
}

GestaStringView
gesta_article_reader_base(const GestaArticleReader *reader)
{
  const GestaStringView base = gesta_arguments_view(reader->arguments, "base");
  return base.size > 0 ? base : gesta_view("urn:gesta:");
}

// Send one file of names or actions to an extractor.
static GestaStatus
load_knowledge_file(GestaArticleReader *reader, GestaExtractor *extractor,
                    const char *path, GestaError *error)
{
  const GestaReadOptions how = {.format = gesta_view("ttl")};
  FILE *stream = NULL;
  uint64_t count = 0;
  GestaStatus status = gesta_input_open(path, &stream, error);
  if (!status) {
    status = gesta_rdf_read(reader->allocator, stream, path, &how,
                            gesta_extractor_knowledge(extractor), &count,
                            error);
  }
  gesta_input_close(stream);
  return status;
}

static GestaStatus
load_gazetteer(GestaArticleReader *reader, GestaExtractor *extractor,
               GestaError *error)
{
  GestaArena *arena = &reader->arena;
  const char *folder = NULL;
  const char **names = NULL;
  size_t count = 0;
  GestaStatus status = gesta_folder_join(arena, reader->data_directory,
                                         "gazetteer", &folder);
  if (!status) {
    status = gesta_folder_list(arena, folder, ".ttl", &names, &count);
  }
  if (status) {
    return gesta_error_set(error, status, "%s/gazetteer: %s",
                           reader->data_directory, gesta_status_text(status));
  }
  for (size_t i = 0; i < count && !status; ++i) {
    const char *path = NULL;
    status = gesta_folder_join(arena, folder, names[i], &path);
    if (!status) {
      status = load_knowledge_file(reader, extractor, path, error);
    }
  }
  return status;
}

// The scheme of actions, the gazetteer that ships, and the user's own.
static GestaStatus
load_knowledge(GestaArticleReader *reader, GestaExtractor *extractor,
               GestaError *error)
{
  const char *actions = NULL;
  GestaStatus status = gesta_folder_join(&reader->arena, reader->data_directory,
                                         "actions.ttl", &actions);
  if (status) {
    return gesta_error_set(error, status, "out of memory");
  }
  status = load_knowledge_file(reader, extractor, actions, error);
  if (!status) {
    status = load_gazetteer(reader, extractor, error);
  }
  const GestaArguments *arguments = reader->arguments;
  for (size_t i = 0; i < arguments->given_count && !status; ++i) {
    const GestaOptionValue *given = &arguments->given[i];
    if (strcmp(given->option->name, "gazetteer") == 0) {
      status = load_knowledge_file(reader, extractor, given->value, error);
    }
  }
  return status;
}

// The extractor of a language, opened when it is first needed.
static GestaStatus
find_extractor(GestaArticleReader *reader, GestaStringView code,
               GestaExtractor **extractor, GestaError *error)
{
  for (size_t i = 0; i < reader->count; ++i) {
    if (gesta_view_equal(reader->codes[i], code)) {
      *extractor = reader->extractors[i];
      return GESTA_OK;
    }
  }
  if (reader->count == GESTA_LANGUAGE_LIMIT) {
    return gesta_error_set(error, GESTA_ERR_TOO_LARGE,
                           "more than %d languages in one run",
                           GESTA_LANGUAGE_LIMIT);
  }
  GestaStringView kept;
  GestaExtractor *opened = NULL;
  GestaStatus status = gesta_arena_copy(&reader->arena, code, &kept);
  if (status) {
    return gesta_error_set(error, status, "out of memory");
  }
  status = gesta_extractor_open(reader->allocator, reader->data_directory, kept,
                                &opened, error);
  if (status) {
    return status;
  }
  status = load_knowledge(reader, opened, error);
  if (status) {
    gesta_extractor_close(opened);
    return status;
  }
  reader->codes[reader->count] = kept;
  reader->extractors[reader->count++] = opened;
  *extractor = opened;
  return GESTA_OK;
}

// What the command line says of an article wins over its metadata.
static void
override(const GestaArguments *arguments, const char *name,
         GestaStringView *value)
{
  if (gesta_arguments_has(arguments, name)) {
    *value = gesta_arguments_view(arguments, name);
  }
}

static GestaStatus
extract(GestaArticleReader *reader, GestaReadArticle *article,
        GestaError *error)
{
  GestaArticle *facts = &article->file.article;
  GestaExtractor *extractor = NULL;
  GestaStatus status = find_extractor(reader, facts->language, &extractor,
                                      error);
  if (status) {
    return status;
  }
  const char *from = gesta_arguments_value(reader->arguments, "from");
  if (!from || strcmp(from, "conllu") != 0) {
    return gesta_extract(extractor, facts, &article->analysis, error);
  }
  GestaDocument *document = gesta_arena_allocate(&article->arena, 1,
                                                 sizeof *document);
  if (!document) {
    return gesta_error_set(error, GESTA_ERR_MEMORY, "out of memory");
  }
  status = gesta_conllu_read(facts->text, &article->arena, document, error);
  return status ? status
                : gesta_extract_document(extractor, facts, document,
                                         &article->analysis, error);
}

GestaStatus
gesta_article_reader_read(GestaArticleReader *reader, const char *path,
                          GestaReadArticle *article, GestaError *error)
{
  assert(reader && path && article);

  GestaReadArticle read = {.analysis = NULL};
  gesta_arena_init(&read.arena, reader->allocator);
  GestaStatus status = gesta_article_file_read(reader->allocator, path,
                                               &read.file, error);
  if (status) {
    return status;
  }
  GestaArticle *facts = &read.file.article;
  override(reader->arguments, "language", &facts->language);
  override(reader->arguments, "date", &facts->date);
  override(reader->arguments, "title", &facts->title);
  override(reader->arguments, "id", &facts->id);
  if (facts->language.size == 0) {
    status = gesta_error_set(
      error, GESTA_ERR_INPUT,
      "%s: which language? Give --language fr or en, or a line "
      "'language: fr' in the .meta file beside it",
      gesta_input_name(path));
  } else {
    status = extract(reader, &read, error);
  }
  if (status) {
    gesta_read_article_clear(&read);
    return status;
  }
  *article = read;
  return GESTA_OK;
}

void
gesta_read_article_clear(GestaReadArticle *article)
{
  gesta_analysis_close(article->analysis);
  article->analysis = NULL;
  gesta_arena_clear(&article->arena);
  gesta_article_file_clear(&article->file);
}
