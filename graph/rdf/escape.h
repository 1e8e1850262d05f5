// SPDX-License-Identifier: GPL-3.0-or-later
/// @file escape.h
/// The escapes of N-Triples, Turtle and SPARQL: \n, \", \u00e9, \U0001F600.
///
/// source  Turtle 1.1, section 6.4, productions [26] UCHAR and [159s] ECHAR

#ifndef GESTA_RDF_ESCAPE_H
#define GESTA_RDF_ESCAPE_H

#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stdbool.h>
#include <stddef.h>

/// What is wrong with an escape.
typedef struct GestaEscapeFault {
  size_t offset;        ///< bytes into the text
  const char *expected; ///< lent for ever
} GestaEscapeFault;

/// Replace the escapes of a text: all of them in a string, numeric ones only in
/// an IRI.
///
/// returns  GESTA_OK and *size, the bytes written to `copy`
/// needs    `copy` has room for text.size bytes; it may be where the text is
/// errors   GESTA_ERR_SYNTAX and *fault
GESTA_MUST_CHECK GestaStatus
gesta_unescape(GestaStringView text, bool in_iri, char *copy, size_t *size,
               GestaEscapeFault *fault);

#endif // GESTA_RDF_ESCAPE_H
