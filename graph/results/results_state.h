// SPDX-License-Identifier: GPL-3.0-or-later
/// @file results_state.h
/// What the writers of all result formats share.

#ifndef GESTA_RESULTS_RESULTS_STATE_H
#define GESTA_RESULTS_RESULTS_STATE_H

#include "graph/base/arena.h"
#include "graph/base/text_buffer.h"
#include "graph/results/results_writer.h"

/// A cell of a row that is kept.
typedef struct GestaTableCell {
  GestaStringView text;
  size_t width; ///< columns on the screen, the table only
  bool number;
} GestaTableCell;

/// Around the table, or the answer of an ASK.
#define GESTA_HTML_START                                                       \
  "<!DOCTYPE html>\n"                                                          \
  "<html lang=\"en\">\n"                                                       \
  "<head>\n"                                                                   \
  "<meta charset=\"utf-8\">\n"                                                 \
  "<title>Answer</title>\n"                                                    \
  "<style>\n"                                                                  \
  "body { font-family: sans-serif; }\n"                                        \
  "table { border-collapse: collapse; }\n"                                     \
  "th, td { border: 1px solid #bbb; padding: 0.2em 0.5em; text-align: left;\n" \
  "  vertical-align: top; white-space: pre-wrap; }\n"                          \
  "th { background: #eee; }\n"                                                 \
  "td.number { text-align: right; }\n"                                         \
  "</style>\n"                                                                 \
  "</head>\n"                                                                  \
  "<body>\n"
#define GESTA_HTML_END                                                         \
  "</body>\n"                                                                  \
  "</html>\n"

struct GestaResultsWriter {
  GestaAllocator *allocator;
  GestaResultsOptions options;
  GestaOutput *output;
  GestaArena arena;                 ///< variables and cells
  const GestaStringView *variables; ///< [count]
  size_t count;
  uint64_t row_count;
  GestaTextBuffer text;  ///< not yet written
  GestaTableCell *cells; ///< [row_count][count], table and Markdown only
  size_t room;           ///< cells allocated
  size_t name_width;     ///< of the widest variable, expanded only
};

/// Make the cell of a term.
///
/// lends  its text, in writer->arena
typedef GestaStatus
GestaCellMaker(GestaResultsWriter *writer, const GestaTerm *term,
               GestaTableCell *cell);

/// Keep a row.
///
/// errors  those of make; GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_kept_rows_add(GestaResultsWriter *writer, const GestaTerm *row,
                    GestaCellMaker *make);

/// Whether a column holds numbers, and nothing else.
bool
gesta_kept_rows_are_numbers(const GestaResultsWriter *writer, size_t column);

/// Append the beginning, a row, the end, or the answer of an ASK to a buffer.
///
/// errors  GESTA_ERR_MEMORY; GESTA_ERR_INPUT (what XML cannot hold)
GESTA_MUST_CHECK GestaStatus
gesta_csv_head(GestaResultsWriter *writer);
GESTA_MUST_CHECK GestaStatus
gesta_csv_row(GestaResultsWriter *writer, const GestaTerm *row);
GESTA_MUST_CHECK GestaStatus
gesta_tsv_head(GestaResultsWriter *writer);
GESTA_MUST_CHECK GestaStatus
gesta_tsv_row(GestaResultsWriter *writer, const GestaTerm *row);
GESTA_MUST_CHECK GestaStatus
gesta_json_head(GestaResultsWriter *writer);
GESTA_MUST_CHECK GestaStatus
gesta_json_row(GestaResultsWriter *writer, const GestaTerm *row);
GESTA_MUST_CHECK GestaStatus
gesta_json_end(GestaResultsWriter *writer);
GESTA_MUST_CHECK GestaStatus
gesta_xml_head(GestaResultsWriter *writer);
GESTA_MUST_CHECK GestaStatus
gesta_xml_row(GestaResultsWriter *writer, const GestaTerm *row);
GESTA_MUST_CHECK GestaStatus
gesta_xml_end(GestaResultsWriter *writer);
GESTA_MUST_CHECK GestaStatus
gesta_table_row(GestaResultsWriter *writer, const GestaTerm *row);
GESTA_MUST_CHECK GestaStatus
gesta_table_end(GestaResultsWriter *writer);
GESTA_MUST_CHECK GestaStatus
gesta_expanded_head(GestaResultsWriter *writer);
GESTA_MUST_CHECK GestaStatus
gesta_expanded_row(GestaResultsWriter *writer, const GestaTerm *row);
GESTA_MUST_CHECK GestaStatus
gesta_expanded_end(GestaResultsWriter *writer);
GESTA_MUST_CHECK GestaStatus
gesta_markdown_row(GestaResultsWriter *writer, const GestaTerm *row);
GESTA_MUST_CHECK GestaStatus
gesta_markdown_end(GestaResultsWriter *writer);
GESTA_MUST_CHECK GestaStatus
gesta_html_head(GestaResultsWriter *writer);
GESTA_MUST_CHECK GestaStatus
gesta_html_row(GestaResultsWriter *writer, const GestaTerm *row);
GESTA_MUST_CHECK GestaStatus
gesta_html_end(GestaResultsWriter *writer);

#endif // GESTA_RESULTS_RESULTS_STATE_H
