// SPDX-License-Identifier: GPL-3.0-or-later
/// @file results_reading.h
/// What the readers of all result formats share.

#ifndef GESTA_RESULTS_RESULTS_READING_H
#define GESTA_RESULTS_RESULTS_READING_H

#include "graph/base/arena.h"
#include "graph/results/results_reader.h"

typedef struct GestaResultsReading {
  GestaAllocator *allocator;
  GestaStringView text;
  const char *name; ///< of the document, for messages
  GestaRowSink *sink;
  GestaError *error;
  GestaArena names;           ///< the variables and the row
  GestaStringView *variables; ///< [count]
  size_t count;
  size_t room;
  bool named;       ///< the sink has the variables
  bool answered;    ///< the sink has the answer of an ASK
  GestaTerm *row;   ///< [count], being read
  GestaArena terms; ///< of the row
} GestaResultsReading;

/// Describe a mistake at a byte of the text.
///
/// returns  status
GestaStatus
gesta_reading_complain(const GestaResultsReading *reading, GestaStatus status,
                       size_t offset, const char *what);

GestaStatus
gesta_reading_no_memory(const GestaResultsReading *reading);

/// Add a variable of the head.  The name is copied.
GESTA_MUST_CHECK GestaStatus
gesta_reading_add(GestaResultsReading *reading, GestaStringView name);

/// Send the variables, once.
GESTA_MUST_CHECK GestaStatus
gesta_reading_begin(GestaResultsReading *reading);

/// The cell of a variable in the row that is read; NULL if the head does not
/// name it.
GestaTerm *
gesta_reading_cell(GestaResultsReading *reading, GestaStringView name);

/// Send the row and begin another one, all unbound.
GESTA_MUST_CHECK GestaStatus
gesta_reading_row(GestaResultsReading *reading);

/// Send the answer of an ASK.
GESTA_MUST_CHECK GestaStatus
gesta_reading_boolean(GestaResultsReading *reading, bool answer);

GESTA_MUST_CHECK GestaStatus
gesta_csv_read(GestaResultsReading *reading);
GESTA_MUST_CHECK GestaStatus
gesta_tsv_read(GestaResultsReading *reading);
GESTA_MUST_CHECK GestaStatus
gesta_json_read(GestaResultsReading *reading);
GESTA_MUST_CHECK GestaStatus
gesta_xml_read(GestaResultsReading *reading);

#endif // GESTA_RESULTS_RESULTS_READING_H
