// SPDX-License-Identifier: GPL-3.0-or-later
/// @file short_literal.h
/// Literals that Turtle, TSV results and people write without quotes.
///
/// source  RDF 1.1 Turtle, productions [19] to [21]

#ifndef GESTA_RDF_SHORT_LITERAL_H
#define GESTA_RDF_SHORT_LITERAL_H

#include "graph/rdf/term.h"

#include <stdbool.h>

/// Whether a term is an xsd:integer, xsd:decimal or xsd:double whose lexical
/// form is one of Turtle for that datatype.
bool
gesta_literal_is_short(const GestaTerm *term);

/// Whether a term is a literal with a numeric datatype of XML Schema.
bool
gesta_literal_is_numeric(const GestaTerm *term);

#endif // GESTA_RDF_SHORT_LITERAL_H
