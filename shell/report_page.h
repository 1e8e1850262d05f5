// SPDX-License-Identifier: GPL-3.0-or-later
/// @file report_page.h
/// Markdown with pieces of HTML in it → a page that needs no other file.

#ifndef GESTA_SHELL_REPORT_PAGE_H
#define GESTA_SHELL_REPORT_PAGE_H

#include "graph/base/output.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stddef.h>

/// A block of the Markdown in whose place HTML stands.
typedef struct GestaReportPiece {
  size_t line; ///< of the Markdown, where a block of code holds its place
  const char *html;
} GestaReportPiece;

typedef struct GestaReportPage {
  GestaStringView title;
  GestaStringView description; ///< may be empty, as may the next two
  GestaStringView author;
  GestaStringView language;
  GestaStringView markdown;
  const GestaReportPiece *pieces; ///< [piece_count], by line
  size_t piece_count;
} GestaReportPage;

/// Write the page.  HTML and dangerous links of the Markdown itself are left
/// out.
///
/// errors  GESTA_ERR_FILE, GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_report_page_write(const GestaReportPage *page, GestaOutput *output);

/// The HTML of some Markdown.
///
/// errors  GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_report_markdown_to_html(GestaStringView markdown, GestaTextBuffer *html);

#endif // GESTA_SHELL_REPORT_PAGE_H
