// SPDX-License-Identifier: GPL-3.0-or-later
/// @file turtle_token.h
/// Turtle and TriG cut into tokens: IRIs are resolved, prefixes expanded,
/// escapes replaced.
///
/// source  RDF 1.1 Turtle, section 6.5; RDF 1.1 TriG, section 4.5

#ifndef GESTA_IO_TURTLE_TOKEN_H
#define GESTA_IO_TURTLE_TOKEN_H

#include "graph/base/allocator.h"
#include "graph/base/status.h"
#include "graph/base/text_buffer.h"
#include "graph/io/quad_feed.h"
#include "graph/io/stream_window.h"
#include "graph/rdf/prefixes.h"
#include "graph/rdf/term.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

typedef enum GestaTurtleTokenKind {
  GESTA_TURTLE_END,       ///< of the document
  GESTA_TURTLE_TERM,      ///< an IRI, a literal, or a blank node with a label
  GESTA_TURTLE_A,         ///< the keyword a
  GESTA_TURTLE_MARK,      ///< one of . , ; [ ] ( ) { }
  GESTA_TURTLE_AT_PREFIX, ///< \@prefix
  GESTA_TURTLE_AT_BASE,   ///< \@base
  GESTA_TURTLE_PREFIX,    ///< PREFIX in whatever case
  GESTA_TURTLE_BASE,      ///< BASE
  GESTA_TURTLE_GRAPH,     ///< GRAPH
} GestaTurtleTokenKind;

typedef struct GestaTurtleToken {
  GestaTurtleTokenKind kind;
  char mark;      ///< of GESTA_TURTLE_MARK, else '\0'
  GestaTerm term; ///< of GESTA_TURTLE_TERM; a blank node as the document labels
                  ///< it
} GestaTurtleToken;

typedef struct GestaTurtleScanner {
  GestaStreamWindow window;
  GestaQuadFeed *feed;        ///< borrowed, for its name, cancel and error
  size_t start;               ///< offset of the token that was read last
  size_t at;                  ///< offset of the byte after it
  bool cut;                   ///< the token may go on behind the window's end
  unsigned char classes[256]; ///< what a byte may be part of
  GestaPrefixes *prefixes;
  GestaTextBuffer base;
  GestaTextBuffer value;     ///< of the token, where it is not as written
  GestaTextBuffer datatype;  ///< of the token, where it is not as written
  GestaTextBuffer reference; ///< an IRI without its escapes
} GestaTurtleScanner;

/// Begin before the first token.
///
/// gives    *scanner; release it with gesta_turtle_scanner_clear()
/// borrows  allocator, stream and feed until then
/// errors   GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_turtle_scanner_init(GestaTurtleScanner *scanner,
                          GestaAllocator *allocator, FILE *stream,
                          GestaStringView base, GestaQuadFeed *feed);

void
gesta_turtle_scanner_clear(GestaTurtleScanner *scanner);

/// The next token.
///
/// lends   the parts of token->term, until the next token is read
/// needs   well-formed UTF-8
/// errors  GESTA_ERR_SYNTAX with line and column, GESTA_ERR_FILE,
///         GESTA_ERR_MEMORY, GESTA_ERR_CANCELLED
GESTA_MUST_CHECK GestaStatus
gesta_turtle_next(GestaTurtleScanner *scanner, GestaTurtleToken *token);

/// Skip what comes from the last token on, to the end of a line that ends with
/// '.', or of the document.
///
/// errors  GESTA_ERR_FILE, GESTA_ERR_MEMORY, GESTA_ERR_CANCELLED
GESTA_MUST_CHECK GestaStatus
gesta_turtle_skip(GestaTurtleScanner *scanner);

/// Read the prefix and colon of a declaration instead of a token.
///
/// lends   *prefix, without the colon, until the next token is read
/// errors  as gesta_turtle_next()
GESTA_MUST_CHECK GestaStatus
gesta_turtle_next_prefix(GestaTurtleScanner *scanner, GestaStringView *prefix);

/// Whether the last token was an IRI in angle brackets.
bool
gesta_turtle_is_reference(const GestaTurtleScanner *scanner);

/// Describe a mistake where the last token begins: what was expected, then what
/// was found.
///
/// returns  GESTA_ERR_SYNTAX
GestaStatus
gesta_turtle_refuse(const GestaTurtleScanner *scanner, const char *expected);

#endif // GESTA_IO_TURTLE_TOKEN_H
