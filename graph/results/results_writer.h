// SPDX-License-Identifier: GPL-3.0-or-later
/// @file results_writer.h
/// The answer of a SELECT or ASK, for people and for programs.
///
/// source  SPARQL 1.1 Query Results JSON Format; CSV and TSV Formats; SPARQL
///         Query Results XML Format (second edition)

#ifndef GESTA_RESULTS_RESULTS_WRITER_H
#define GESTA_RESULTS_RESULTS_WRITER_H

#include "graph/base/allocator.h"
#include "graph/base/error.h"
#include "graph/base/output.h"
#include "graph/base/status.h"
#include "graph/rdf/prefixes.h"
#include "graph/rdf/term.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct GestaResultsWriter GestaResultsWriter;

typedef enum GestaResultsFormat {
  GESTA_RESULTS_TABLE,    ///< for people: compact IRIs, aligned columns
  GESTA_RESULTS_EXPANDED, ///< for people: a variable a line
  GESTA_RESULTS_CSV,
  GESTA_RESULTS_TSV,
  GESTA_RESULTS_JSON,
  GESTA_RESULTS_XML,
  GESTA_RESULTS_MARKDOWN, ///< a table of GitHub Flavored Markdown
  GESTA_RESULTS_HTML,     ///< a page with a table
} GestaResultsFormat;

/// The names of the formats, as the choices of an option: the one list, in the
/// order of GestaResultsFormat, which help, completion and messages also take.
#define GESTA_RESULTS_CHOICES "table|expanded|csv|tsv|json|xml|markdown|html"

typedef struct GestaResultsOptions {
  GestaResultsFormat format;
  const GestaPrefixes *prefixes; ///< for compact IRIs, where people read; NULL:
                                 ///< none
  size_t width; ///< columns of the terminal, for the table; 0: no limit
  bool wraps;   ///< longer cells of the table go over several lines, else they
                ///< are cut
  bool is_part; ///< HTML: the table alone, for a page of somebody else
} GestaResultsOptions;

/// The names of GESTA_RESULTS_CHOICES one by one, ending with NULL.  Lent for
/// ever.
const char *const *
gesta_results_formats(void);

/// The format of a name such as "csv".
///
/// returns  GESTA_OK and *format, or GESTA_NOT_FOUND
GESTA_MUST_CHECK GestaStatus
gesta_results_format(GestaStringView name, GestaResultsFormat *format);

/// Begin an answer of rows.
///
/// gives    *writer; release it with gesta_results_writer_close()
/// borrows  allocator, options->prefixes and output until then; variables
///          during the call
GESTA_MUST_CHECK GestaStatus
gesta_results_writer_open(GestaAllocator *allocator,
                          const GestaResultsOptions *options,
                          const GestaStringView *variables,
                          size_t variable_count, GestaOutput *output,
                          GestaResultsWriter **writer);

/// Write a row.  Table and Markdown keep their rows until finish, to know the
/// columns; the others stream.
///
/// shapes  row[variable_count]
GESTA_MUST_CHECK GestaStatus
gesta_results_writer_row(GestaResultsWriter *writer, const GestaTerm *row);

/// Write the end.
GESTA_MUST_CHECK GestaStatus
gesta_results_writer_finish(GestaResultsWriter *writer);

/// Release the writer.  NULL is allowed.
void
gesta_results_writer_close(GestaResultsWriter *writer);

/// Write the answer of an ASK.
GESTA_MUST_CHECK GestaStatus
gesta_results_write_boolean(const GestaResultsOptions *options, bool answer,
                            GestaOutput *output);

#endif // GESTA_RESULTS_RESULTS_WRITER_H
