// SPDX-License-Identifier: GPL-3.0-or-later
/// @file results_state.h
/// What the writers of all result formats share.

#ifndef GESTA_RESULTS_RESULTS_STATE_H
#define GESTA_RESULTS_RESULTS_STATE_H

#include "graph/base/arena.h"
#include "graph/base/text_buffer.h"
#include "graph/results/results_writer.h"

/// A cell of the table.
typedef struct GestaTableCell {
  GestaStringView text;
  size_t width; ///< columns on the screen
  bool number;
} GestaTableCell;

struct GestaResultsWriter {
  GestaAllocator *allocator;
  GestaResultsOptions options;
  GestaOutput *output;
  GestaArena arena;                 ///< variables and cells
  const GestaStringView *variables; ///< [count]
  size_t count;
  uint64_t row_count;
  GestaTextBuffer text;  ///< not yet written
  GestaTableCell *cells; ///< [row_count][count], the table only
  size_t room;           ///< cells allocated
};

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

#endif // GESTA_RESULTS_RESULTS_STATE_H
