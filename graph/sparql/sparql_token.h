// SPDX-License-Identifier: GPL-3.0-or-later
/// @file sparql_token.h
/// The terminals of SPARQL, with their places.
///
/// source  SPARQL 1.1 Query Language, section 19.2 (code point escapes) and
///         19.8, productions [139] to [173]

#ifndef GESTA_SPARQL_SPARQL_TOKEN_H
#define GESTA_SPARQL_SPARQL_TOKEN_H

#include "graph/base/arena.h"
#include "graph/base/error.h"
#include "graph/sparql/syntax.h"

typedef enum GestaSparqlTokenKind {
  GESTA_SPARQL_END,
  GESTA_SPARQL_WORD,     ///< a keyword, a function, "a"
  GESTA_SPARQL_NAME,     ///< PNAME_LN or PNAME_NS
  GESTA_SPARQL_IRI,      ///< IRIREF, with its brackets
  GESTA_SPARQL_BLANK,    ///< BLANK_NODE_LABEL, with "_:"
  GESTA_SPARQL_VARIABLE, ///< VAR1 or VAR2, with its mark
  GESTA_SPARQL_LANGUAGE, ///< LANGTAG, with "@"
  GESTA_SPARQL_INTEGER,  ///< with its sign
  GESTA_SPARQL_DECIMAL,
  GESTA_SPARQL_DOUBLE,
  GESTA_SPARQL_STRING, ///< of any of the four forms, with its quotes
  GESTA_SPARQL_OPEN,   ///< a string that is not closed
  GESTA_SPARQL_MARK,   ///< an operator or a bracket; or any other character
} GestaSparqlTokenKind;

typedef struct GestaSparqlToken {
  GestaSparqlTokenKind kind;
  GestaStringView text;
  GestaPlace place;
} GestaSparqlToken;

/// A text without code point escapes, and where they were.
typedef struct GestaSparqlText {
  GestaStringView text;
  size_t *escapes; ///< of each character that came from an escape: twice its
                   ///< offset in `text`, plus 1 if the escape was \UXXXXXXXX
  size_t escape_count;
} GestaSparqlText;

/// Replace \uXXXX and \UXXXXXXXX.  A backslash behind a backslash begins no
/// escape; what is no whole escape stays as it is.
///
/// lends   *decoded: `text` itself if there is no escape, else in the arena
/// errors  GESTA_ERR_ENCODING with the place of what is not UTF-8,
///         GESTA_ERR_SYNTAX for a surrogate, GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_sparql_decode(GestaStringView text, GestaArena *arena,
                    GestaSparqlText *decoded, GestaError *error);

/// Where a lexer stands.
typedef struct GestaSparqlLexer {
  const GestaSparqlText *source; ///< borrowed
  size_t offset;
  size_t escape; ///< of source->escapes, the first that lies ahead
  GestaPlace place;
} GestaSparqlLexer;

void
gesta_sparql_lexer_init(GestaSparqlLexer *lexer, const GestaSparqlText *source);

/// The next token; GESTA_SPARQL_END again and again at the end.
///
/// cost  the whole text is read once
GestaSparqlToken
gesta_sparql_lexer_next(GestaSparqlLexer *lexer);

/// Replace the escapes of a string token and drop its quotes, or of a prefixed
/// name's local part.
///
/// lends   *text: a view into `written`, or in the arena
/// errors  GESTA_ERR_SYNTAX and *bad, the offset of the escape that is none;
///         GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_sparql_unescape_string(GestaStringView written, GestaArena *arena,
                             GestaStringView *text, size_t *bad);
GESTA_MUST_CHECK GestaStatus
gesta_sparql_unescape_local(GestaStringView written, GestaArena *arena,
                            GestaStringView *text, size_t *bad);

#endif // GESTA_SPARQL_SPARQL_TOKEN_H
