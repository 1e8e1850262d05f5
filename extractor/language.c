// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/language.h"

#include "extractor/lexicon/morphology.h"
#include "extractor/model/model_file.h"
#include "extractor/parser/parser.h"
#include "extractor/tagger/tagger.h"
#include "extractor/text/segmenter.h"
#include "graph/base/text_buffer.h"

#include <assert.h>
#include <dirent.h>
#include <string.h>
#include <unistd.h>

struct GestaLanguage {
  GestaAllocator *allocator; // borrowed
  GestaModelFile model;
  GestaSegmenter *segmenter;
  GestaMorphology *lexicon; // NULL: the language has none
  GestaTagger *tagger;
  GestaParser *parser;
};

static const char extension[] = ".model";

// A code is letters, digits and hyphens: nothing that could leave the folder.
static bool
is_code(GestaStringView code)
{
  for (size_t i = 0; i < code.size; ++i) {
    const char c = code.data[i];
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9') || c == '-')) {
      return false;
    }
  }
  return code.size > 0 && code.size <= 35; // RFC 5646, section 4.4.1
}

// Say which languages there are.
static GestaStatus
report_unknown(GestaAllocator *allocator, const char *data_directory,
               GestaStringView code, GestaError *error)
{
  GestaTextBuffer buffer;
  gesta_text_buffer_init(&buffer, allocator);
  GestaStatus status = gesta_text_buffer_print(&buffer, "%s/models",
                                               data_directory);
  if (status) {
    return status;
  }
  DIR *folder = opendir(buffer.data);
  buffer.size = 0;
  const char *separator = "";
  while (folder && !status) {
    const struct dirent *entry = readdir(folder); // NOLINT(concurrency-*)
    if (!entry) {
      break;
    }
    const size_t size = strlen(entry->d_name);
    const size_t ending = strlen(extension);
    if (size > ending && !strcmp(entry->d_name + size - ending, extension)) {
      status = gesta_text_buffer_print(&buffer, "%s%.*s", separator,
                                       (int)(size - ending), entry->d_name);
      separator = ", ";
    }
  }
  if (folder) {
    (void)closedir(folder);
  }
  if (!status) {
    status = gesta_error_set(
      error, GESTA_ERR_INPUT,
      "there is no language \"%.*s\": those in %s/models are %s",
      (int)(code.size < 40 ? code.size : 40), code.data, data_directory,
      buffer.size > 0 ? buffer.data : "none");
  }
  gesta_text_buffer_clear(&buffer);
  return status;
}

static GestaStatus
report_damage(const char *path, const char *section, GestaStatus status,
              GestaError *error)
{
  if (status != GESTA_ERR_CORRUPT && status != GESTA_NOT_FOUND) {
    return gesta_error_set(error, status, "%s: %s", path,
                           gesta_status_text(status));
  }
  return gesta_error_set(error, GESTA_ERR_CORRUPT,
                         "%s: the section \"%s\" of the model is %s: "
                         "install the model again",
                         path, section,
                         status == GESTA_NOT_FOUND ? "missing" : "damaged");
}

static GestaStatus
open_tagger(GestaLanguage *language, const char *path, GestaError *error)
{
  GestaStringView parts[GESTA_TAGGER_PART_COUNT];
  for (size_t i = 0; i < GESTA_TAGGER_PART_COUNT; ++i) {
    const char *name = gesta_tagger_part_name((GestaTaggerPart)i);
    const GestaStatus status = gesta_model_file_find(&language->model, name,
                                                     &parts[i]);
    if (status) {
      return report_damage(path, name, status, error);
    }
  }
  const GestaStatus status = gesta_tagger_open(
    language->allocator, parts, language->lexicon, &language->tagger);
  return status ? report_damage(path, "tagger", status, error) : GESTA_OK;
}

static GestaStatus
open_parser(GestaLanguage *language, const char *path, GestaError *error)
{
  GestaStringView parts[GESTA_PARSER_PART_COUNT];
  for (size_t i = 0; i < GESTA_PARSER_PART_COUNT; ++i) {
    const char *name = gesta_parser_part_name((GestaParserPart)i);
    const GestaStatus status = gesta_model_file_find(&language->model, name,
                                                     &parts[i]);
    if (status) {
      return report_damage(path, name, status, error);
    }
  }
  const GestaStatus status = gesta_parser_open(
    language->allocator, parts, language->lexicon, &language->parser);
  return status ? report_damage(path, "parser", status, error) : GESTA_OK;
}

// A lexicon tells the tagger what words may be: another one would tell it
// something else.
static GestaStatus
check_lexicon(const GestaLanguage *language, const char *path,
              GestaError *error)
{
  GestaStringView trained_with = {NULL, 0};
  char digest[GESTA_DIGEST_SIZE];
  GestaStatus status = gesta_model_file_find(&language->model, "lexicon",
                                             &trained_with);
  if (status) {
    return report_damage(path, "lexicon", status, error);
  }
  gesta_morphology_digest(language->lexicon, digest);
  if (!gesta_view_equal(trained_with,
                        (GestaStringView){digest, sizeof digest})) {
    return gesta_error_set(error, GESTA_ERR_FORMAT,
                           "%s: the model was trained with another "
                           "morphology.lexicon than the one installed: install "
                           "both again, or train the model again",
                           path);
  }
  return GESTA_OK;
}

static GestaStatus
open_parts(GestaLanguage *language, const char *data_directory,
           GestaStringView code, const char *path, GestaError *error)
{
  GestaStatus status = gesta_model_file_open(path, &language->model, error);
  if (status) {
    return status;
  }
  GestaStringView section = {NULL, 0};
  status = gesta_model_file_find(&language->model, "segmenter", &section);
  if (status) {
    return report_damage(path, "segmenter", status, error);
  }
  status = gesta_segmenter_open(language->allocator, data_directory, code,
                                section, &language->segmenter, error);
  if (status) {
    return status;
  }
  status = gesta_language_lexicon_open(language->allocator, data_directory,
                                       code, &language->lexicon, error);
  if (!status) {
    status = check_lexicon(language, path, error);
  }
  if (status) {
    return status;
  }
  status = open_tagger(language, path, error);
  return status ? status : open_parser(language, path, error);
}

GestaStatus
gesta_language_lexicon_open(GestaAllocator *allocator,
                            const char *data_directory, GestaStringView code,
                            GestaMorphology **lexicon, GestaError *error)
{
  GestaTextBuffer path;
  gesta_text_buffer_init(&path, allocator);
  GestaStatus status = gesta_text_buffer_print(
    &path, "%s/lexicon/%.*s/morphology.lexicon", data_directory, (int)code.size,
    code.data);
  if (status) {
    return gesta_error_set(error, status, "out of memory");
  }
  *lexicon = NULL;
  if (access(path.data, F_OK) == 0) {
    status = gesta_morphology_open(allocator, path.data, lexicon, error);
  }
  gesta_text_buffer_clear(&path);
  return status;
}

GestaStatus
gesta_language_open(GestaAllocator *allocator, const char *data_directory,
                    GestaStringView code, GestaLanguage **language,
                    GestaError *error)
{
  assert(allocator && data_directory && language);
  GestaTextBuffer path;
  gesta_text_buffer_init(&path, allocator);
  GestaLanguage *opened = NULL;
  if (!is_code(code)) {
    return report_unknown(allocator, data_directory, code, error);
  }
  GestaStatus status = gesta_text_buffer_print(&path, "%s/models/%.*s%s",
                                               data_directory, (int)code.size,
                                               code.data, extension);
  if (status) {
    return gesta_error_set(error, status, "out of memory");
  }
  if (access(path.data, F_OK) != 0) {
    status = report_unknown(allocator, data_directory, code, error);
    goto done;
  }
  opened = gesta_allocate(allocator, 1, sizeof *opened);
  if (!opened) {
    status = gesta_error_set(error, GESTA_ERR_MEMORY, "out of memory");
    goto done;
  }
  *opened = (GestaLanguage){.allocator = allocator};
  status = open_parts(opened, data_directory, code, path.data, error);
  if (status) {
    gesta_language_close(opened);
    goto done;
  }
  *language = opened;

done:
  gesta_text_buffer_clear(&path);
  return status;
}

void
gesta_language_close(GestaLanguage *language)
{
  if (language) {
    gesta_parser_close(language->parser);
    gesta_tagger_close(language->tagger);
    gesta_morphology_close(language->lexicon);
    gesta_segmenter_close(language->segmenter);
    gesta_model_file_close(&language->model);
    gesta_release(language->allocator, language);
  }
}

// Parse, and follow the parser where it corrects a tag.
static GestaStatus
parse_sentence(const GestaLanguage *language, GestaArena *scratch,
               GestaArena *arena, GestaSentence *sentence)
{
  const size_t count = sentence->word_count + 1;
  GestaUpos *before = gesta_allocate(language->allocator, count,
                                     sizeof *before);
  if (!before) {
    return GESTA_ERR_MEMORY;
  }
  for (size_t i = 1; i < count; ++i) {
    before[i] = sentence->words[i].upos;
  }
  GestaStatus status = gesta_parser_parse(language->parser, scratch, sentence);
  if (!status) {
    status = gesta_tagger_follow(language->tagger, before, scratch, arena,
                                 sentence);
  }
  gesta_release(language->allocator, before);
  return status;
}

GestaStatus
gesta_language_annotate(const GestaLanguage *language, GestaStage stage,
                        GestaArena *arena, GestaDocument *document)
{
  assert(language && arena && document);
  GestaArena scratch;
  gesta_arena_init(&scratch, language->allocator);
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; i < document->sentence_count && !status; ++i) {
    GestaSentence *sentence = &document->sentences[i];
    if (stage >= GESTA_STAGE_TAG) {
      status = gesta_tagger_tag(language->tagger, &scratch, arena, sentence);
    }
    if (stage >= GESTA_STAGE_PARSE && !status) {
      status = parse_sentence(language, &scratch, arena, sentence);
    }
  }
  gesta_arena_clear(&scratch);
  return status;
}

GestaStatus
gesta_language_analyse(const GestaLanguage *language, GestaStringView text,
                       GestaStage stage, GestaArena *arena,
                       GestaDocument *document)
{
  assert(language && arena && document);
  GestaDocument segmented;
  GestaStatus status = gesta_segment(language->segmenter, text, arena,
                                     &segmented);
  if (status) {
    return status;
  }
  status = gesta_language_annotate(language, stage, arena, &segmented);
  if (status) {
    return status;
  }
  *document = segmented;
  return GESTA_OK;
}

GestaStatus
gesta_language_analyse_part(const GestaLanguage *language, GestaStringView text,
                            GestaStage stage, size_t *offset, GestaArena *arena,
                            GestaDocument *document)
{
  assert(language && offset && arena && document);
  GestaDocument part;
  GestaStatus status = gesta_segment_part(language->segmenter, text, offset,
                                          arena, &part);
  if (!status) {
    status = gesta_language_annotate(language, stage, arena, &part);
  }
  if (!status) {
    *document = part;
  }
  return status;
}
