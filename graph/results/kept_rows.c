// SPDX-License-Identifier: GPL-3.0-or-later
// Rows that wait for the end of the answer, when it is known how wide each
// column is, and whether it holds numbers.
#include "graph/rdf/short_literal.h"
#include "graph/results/results_state.h"

enum { FIRST_ROOM = 256 };

GestaStatus
gesta_kept_rows_add(GestaResultsWriter *writer, const GestaTerm *row,
                    GestaCellMaker *make)
{
  const size_t used = (size_t)writer->row_count * writer->count;
  if (writer->room - used < writer->count) {
    const size_t room = writer->room * 2 + writer->count + FIRST_ROOM;
    GestaTableCell *cells = writer->allocator->resize(
      writer->allocator, writer->cells, room * sizeof *cells);
    if (!cells) {
      return GESTA_ERR_MEMORY;
    }
    writer->cells = cells;
    writer->room = room;
  }
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; status == GESTA_OK && i < writer->count; ++i) {
    GestaTableCell *const cell = &writer->cells[used + i];
    status = make(writer, &row[i], cell);
    cell->number = gesta_literal_is_numeric(&row[i]);
  }
  return status;
}

bool
gesta_kept_rows_are_numbers(const GestaResultsWriter *writer, size_t column)
{
  bool numbers = false;
  for (uint64_t row = 0; row < writer->row_count; ++row) {
    const GestaTableCell *const cell =
      &writer->cells[(size_t)row * writer->count + column];
    if (!cell->number && cell->text.size > 0) {
      return false;
    }
    numbers = numbers || cell->number;
  }
  return numbers;
}
