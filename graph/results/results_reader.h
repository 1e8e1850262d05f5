// SPDX-License-Identifier: GPL-3.0-or-later
/// @file results_reader.h
/// The answer of a SELECT or ASK, read back from XML, JSON, CSV or TSV.
///
/// source  SPARQL Query Results XML Format (second edition); SPARQL 1.1 Query
///         Results JSON Format; CSV and TSV Formats

#ifndef GESTA_RESULTS_RESULTS_READER_H
#define GESTA_RESULTS_RESULTS_READER_H

#include "graph/base/allocator.h"
#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/rdf/term.h"
#include "graph/results/results_writer.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct GestaRowSink GestaRowSink;

/// Where an answer goes.  What is passed is borrowed during the call only.
struct GestaRowSink {
  /// Take the variables; called once, before the rows.
  GestaStatus (*variables)(GestaRowSink *self, const GestaStringView *names,
                           size_t count);
  /// Take a row, one term a variable; GESTA_TERM_NONE where it is unbound.
  GestaStatus (*row)(GestaRowSink *self, const GestaTerm *row);
  /// Take the answer of an ASK.
  GestaStatus (*boolean)(GestaRowSink *self, bool answer);
};

/// The format of a media type, without parameters and in any case, such as
/// application/sparql-results+json.
///
/// returns  GESTA_OK and *format, or GESTA_NOT_FOUND
GESTA_MUST_CHECK GestaStatus
gesta_results_media_type(GestaStringView type, GestaResultsFormat *format);

/// Read an answer.  Blank nodes keep the labels of the document.  CSV knows no
/// kinds: what begins with "_:" is a blank node, an empty field is unbound, all
/// else is a plain literal.
///
/// needs   XML, JSON, CSV or TSV
/// errors  GESTA_ERR_SYNTAX with line and column; GESTA_ERR_ENCODING;
///         GESTA_ERR_INPUT (a triple as a term, a variable that the head does
///         not name, another format); GESTA_ERR_TOO_LARGE (XML of 2 GiB, or a
///         text in it of 10 MB); GESTA_ERR_MEMORY; any failure of the sink
GESTA_MUST_CHECK GestaStatus
gesta_results_read(GestaAllocator *allocator, GestaStringView text,
                   const char *name, GestaResultsFormat format,
                   GestaRowSink *sink, GestaError *error);

#endif // GESTA_RESULTS_RESULTS_READER_H
