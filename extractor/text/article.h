// SPDX-License-Identifier: GPL-3.0-or-later
/// @file article.h
/// An article as it comes in: its text and what is known of it.

#ifndef GESTA_TEXT_ARTICLE_H
#define GESTA_TEXT_ARTICLE_H

#include "graph/base/allocator.h"
#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

/// units  `text` is UTF-8; every offset of the extractor is a byte offset into
///        it
typedef struct GestaArticle {
  GestaStringView id;       ///< the file's name without folder and extension
  GestaStringView text;     ///< the body, as read
  GestaStringView title;    ///< empty if there is none
  GestaStringView language; ///< "fr", "en", or empty: not known
  GestaStringView date;     ///< of publication, YYYY-MM-DD, or empty
} GestaArticle;

/// An article and the memory it lives in.
typedef struct GestaArticleFile {
  GestaArticle article; ///< views into the two blocks below and `path`
  GestaStringView text;
  GestaStringView meta;
  GestaAllocator *allocator;
} GestaArticleFile;

/// Read `PATH` and, if there is one, its metadata in `STEM.meta` beside it:
/// lines `key: value` with the keys language, date, title and id; empty lines
/// and lines that begin with `#` say nothing.  A path of "-" is standard input,
/// whose id is "stdin".
///
/// A byte-order mark and carriage returns stay in the text, so that offsets
/// refer to the bytes of the file; the segmenter takes them for blanks.
///
/// gives    *file; release it with gesta_article_file_clear()
/// borrows  path and allocator, until then
/// errors   GESTA_ERR_FILE, GESTA_ERR_ENCODING with line and column (invalid
///          UTF-8, or binary data), GESTA_ERR_INPUT (nothing but blanks; a bad
///          date), GESTA_ERR_SYNTAX (a line of the metadata), GESTA_ERR_MEMORY;
///          the message names the file and, for the metadata, the line
GESTA_MUST_CHECK GestaStatus
gesta_article_file_read(GestaAllocator *allocator, const char *path,
                        GestaArticleFile *file, GestaError *error);

void
gesta_article_file_clear(GestaArticleFile *file);

#endif // GESTA_TEXT_ARTICLE_H
