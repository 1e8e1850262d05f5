// SPDX-License-Identifier: GPL-3.0-or-later
/// @file extraction.h
/// What `gesta extract` and `gesta build` share: the options that describe
/// articles, and one extractor a language with what it must know.
///
/// Every error here names its file in its message: an article, its metadata, a
/// gazetteer, a word list.
///
/// threads  articles may be read and extracted in several threads at once

#ifndef GESTA_SHELL_EXTRACTION_H
#define GESTA_SHELL_EXTRACTION_H

#include "extractor/language.h"
#include "extractor/pipeline.h"
#include "extractor/text/article.h"
#include "graph/base/allocator.h"
#include "graph/base/cancel.h"
#include "graph/base/error.h"
#include "graph/base/status.h"
#include "shell/arguments.h"

typedef struct GestaExtraction GestaExtraction;

/// The rows of both commands' tables of options.
#define GESTA_ARTICLE_OPTIONS                                                  \
  {"language", 'l', "LANGUAGE",                                                \
   "of the articles: fr, en; auto: find out which"},                           \
    {"date", 'd', "DATE", "of publication, YYYY-MM-DD"},                       \
    {"title", 't', "TITLE", "of the article"},                                 \
    {"id", 0, "ID", "of the article [the file's name]"},                       \
    {"from", 0, "text|conllu", "what the files hold: text, or trees [text]"},  \
    {"gazetteer", 0, "FILE",                                                   \
     "names to know, as RDF, beside those that come along;\n"                  \
     "may be repeated"},                                                       \
  {                                                                            \
    "base", 0, "IRI",                                                          \
      "what IRIs of articles, events and entities begin with\n"                \
      "[urn:gesta:]"                                                           \
  }

/// The part of their help that is the same.
#define GESTA_ARTICLE_DETAILS                                                  \
  "A FILE is plain text in UTF-8; \"-\" is standard input, and a folder "      \
  "stands "                                                                    \
  "for the\nfiles in it that end in .txt (with --from conllu: .conllu).  "     \
  "What "                                                                      \
  "is known of an\narticle may stand beside it, in a file of the same name "   \
  "that ends in .meta, as\nlines \"language: fr\", \"date: 2024-01-06\", "     \
  "\"title: …\" and \"id: …\"; options\ncount more.\n"

/// What is told if one article's options are given for several.
#define GESTA_ONE_ARTICLE_MISUSE "--id and --title are of one article"

/// Whether there are options that only one article can have.
static inline bool
gesta_extraction_is_of_one(const GestaArguments *arguments)
{
  return gesta_arguments_has(arguments, "id")
         || gesta_arguments_has(arguments, "title");
}

/// Begin with the options that were given.  Models and word lists are opened
/// when the first article in a language comes.
///
/// gives    *extraction; release it with gesta_extraction_close()
/// borrows  allocator, arguments, cancel until then
/// errors   GESTA_ERR_FILE (no data directory), GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_extraction_open(GestaAllocator *allocator,
                      const GestaArguments *arguments, GestaCancel *cancel,
                      GestaExtraction **extraction, GestaError *error);

void
gesta_extraction_close(GestaExtraction *extraction);

/// The beginning of IRIs.  Lent until close.
GestaStringView
gesta_extraction_base(const GestaExtraction *extraction);

/// The articles that the operands of a command stand for: a folder for those in
/// it, sorted by name.  The metadata of an article is passed over, so that
/// `FOLDER/*` means the same.
///
/// lends    *paths, until close
/// borrows  operands until then
/// errors   GESTA_ERR_INPUT (a folder without articles, or nothing but
///          metadata), GESTA_ERR_FILE, GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_extraction_list(GestaExtraction *extraction, const char *const *operands,
                      size_t count, const char ***paths, size_t *path_count,
                      GestaError *error);

/// Read an article and what is known of it.
///
/// gives    *file; release it with gesta_article_file_clear()
/// borrows  path until then
/// errors   those of gesta_article_file_read(); GESTA_ERR_INPUT if the language
///          is not known
GESTA_MUST_CHECK GestaStatus
gesta_extraction_read(GestaExtraction *extraction, const char *path,
                      GestaArticleFile *file, GestaError *error);

/// Extract the events of an article that was read from `name`.
///
/// With `--from conllu` its text is trees.
///
/// gives    *analysis; release it with gesta_analysis_close()
/// borrows  article until then; name during the call
/// errors   those of gesta_extractor_open(), of gesta_rdf_read() for the
///          gazetteer, of gesta_conllu_read(), of gesta_extract()
GESTA_MUST_CHECK GestaStatus
gesta_extraction_run(GestaExtraction *extraction, const char *name,
                     const GestaArticle *article, GestaAnalysis **analysis,
                     GestaError *error);

/// Find out in which of the installed languages a text is that was read from
/// `name`.
///
/// lends   *code, until close
/// errors  GESTA_ERR_INPUT: in none of them; those of
///         gesta_language_guesser_open()
GESTA_MUST_CHECK GestaStatus
gesta_extraction_guess(GestaExtraction *extraction, const char *name,
                       GestaStringView text, GestaStringView *code,
                       GestaError *error);

/// The language of an article that was read from `name`, for stages before the
/// events.
///
/// lends   *language, until close
/// errors  those of gesta_language_open()
GESTA_MUST_CHECK GestaStatus
gesta_extraction_language(GestaExtraction *extraction, const char *name,
                          const GestaArticle *article,
                          const GestaLanguage **language, GestaError *error);

#endif // GESTA_SHELL_EXTRACTION_H
