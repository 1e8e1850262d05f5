// SPDX-License-Identifier: GPL-3.0-or-later
/// @file article_reader.h
/// Article files to analyses, with what the command line says of them: what
/// the commands extract and build share.

#ifndef GESTA_SHELL_ARTICLE_READER_H
#define GESTA_SHELL_ARTICLE_READER_H

#include "extractor/pipeline.h"
#include "extractor/text/article.h"
#include "graph/base/allocator.h"
#include "graph/base/arena.h"
#include "graph/base/error.h"
#include "graph/base/status.h"
#include "shell/arguments.h"

#include <stddef.h>

/// The options that a reader looks at, for the table of a command.
// clang-format off
#define GESTA_ARTICLE_OPTIONS                                                  \
  {"language", 'l', "CODE",                                                    \
   "language of the articles: fr, en\n"                                        \
   "[what the .meta file beside an article says]"},                            \
  {"date", 'd', "DATE", "date of publication, YYYY-MM-DD [.meta]"},            \
  {"title", 't', "TEXT", "title of the article [.meta]"},                      \
  {"id", 0, "ID", "name of the article [.meta, or the name of the file]"},     \
  {"base", 0, "IRI", "what the IRIs that are made begin with [urn:gesta:]"},   \
  {"gazetteer", 0, "FILE", "further names, in Turtle; may be repeated"},       \
  {"from", 0, "text|conllu",                                                   \
   "what the files hold: raw text, or trees in CoNLL-U [text]"}
// clang-format on

enum { GESTA_LANGUAGE_LIMIT = 16 }; ///< languages of one run

typedef struct GestaArticleReader {
  GestaAllocator *allocator;
  const GestaArguments *arguments;
  GestaArena arena;
  const char *data_directory;
  GestaStringView codes[GESTA_LANGUAGE_LIMIT];
  GestaExtractor *extractors[GESTA_LANGUAGE_LIMIT];
  size_t count;
} GestaArticleReader;

/// An article that was read.
typedef struct GestaReadArticle {
  GestaArticleFile file;
  GestaArena arena; ///< of trees that were read
  GestaAnalysis *analysis;
} GestaReadArticle;

/// Begin.
///
/// gives    *reader; release it with gesta_article_reader_clear()
/// borrows  allocator and arguments until then
/// errors   GESTA_ERR_FILE (no data folder), GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_article_reader_init(GestaArticleReader *reader, GestaAllocator *allocator,
                          const GestaArguments *arguments, GestaError *error);

void
gesta_article_reader_clear(GestaArticleReader *reader);

/// What the IRIs begin with.
GestaStringView
gesta_article_reader_base(const GestaArticleReader *reader);

/// Read an article and find its events.  Lexicons and models of a language are
/// loaded with its first article.
///
/// gives   *article; release it with gesta_read_article_clear()
/// errors  those of gesta_article_file_read(), gesta_extractor_open(),
///         gesta_extract() and gesta_conllu_read(); GESTA_ERR_INPUT if nobody
///         says which language it is
GESTA_MUST_CHECK GestaStatus
gesta_article_reader_read(GestaArticleReader *reader, const char *path,
                          GestaReadArticle *article, GestaError *error);

void
gesta_read_article_clear(GestaReadArticle *article);

#endif // GESTA_SHELL_ARTICLE_READER_H
