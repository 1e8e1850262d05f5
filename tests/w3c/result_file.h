// SPDX-License-Identifier: GPL-3.0-or-later
/// @file result_file.h
/// The answer that a test expects, or one that was printed.

#ifndef GESTA_TESTS_W3C_RESULT_FILE_H
#define GESTA_TESTS_W3C_RESULT_FILE_H

#include "tests/w3c/solution_table.h"

typedef enum ResultKind {
  RESULT_ROWS,   ///< of a SELECT, or the answer of an ASK
  RESULT_TRIPLES ///< of a CONSTRUCT or DESCRIBE
} ResultKind;

typedef struct ResultFile {
  ResultKind kind;
  const char *format; ///< in which to ask: json, xml, csv, tsv, nt
  SolutionTable table;
} ResultFile;

/// Read the file of a test: .srx, .srj, .csv, .tsv, or RDF, which is a graph or
/// describes rows in the vocabulary rs:.
///
/// gives    *result; release its table
/// returns  whether it could be read; a message is printed if not
bool
result_file_read(const char *path, ResultFile *result);

/// Read an answer in the format of a result.
///
/// gives    *table
/// returns  whether it could be read; a message is printed if not
bool
result_text_read(GestaStringView text, const ResultFile *expected,
                 SolutionTable *table);

/// Read RDF files into quads of a table that was initialised.
bool
result_rdf_read(const char *path, GestaTerm graph, SolutionTable *table);

#endif // GESTA_TESTS_W3C_RESULT_FILE_H
