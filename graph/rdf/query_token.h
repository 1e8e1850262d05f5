// SPDX-License-Identifier: GPL-3.0-or-later
/// @file query_token.h
/// A SPARQL query cut into tokens, as far as needed to tell its keywords,
/// names, variables and brackets from the inside of strings, IRIs and comments.
///
/// source  SPARQL 1.1 Query Language, section 19.8, terminals

#ifndef GESTA_RDF_QUERY_TOKEN_H
#define GESTA_RDF_QUERY_TOKEN_H

#include "graph/base/string_view.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum GestaQueryTokenKind {
  GESTA_TOKEN_WORD,     ///< a keyword, a function, "a"
  GESTA_TOKEN_NAME,     ///< a prefixed name, or the prefix that is declared
  GESTA_TOKEN_VARIABLE, ///< ?x or $x
  GESTA_TOKEN_BLANK,    ///< white space, or a comment
  GESTA_TOKEN_OTHER,    ///< IRI, string, blank node, or one character
} GestaQueryTokenKind;

typedef struct GestaQueryToken {
  GestaQueryTokenKind kind;
  GestaStringView text;
} GestaQueryToken;

/// The token at an offset.  Tokens follow each other without a gap.
///
/// needs  well-formed UTF-8, and at < query.size
GestaQueryToken
gesta_query_token(GestaStringView query, size_t at);

/// Whether a token is this keyword, in whatever case.
///
/// needs  `keyword` in capitals
bool
gesta_query_token_is(const GestaQueryToken *token, const char *keyword);

/// Whether a token is this one character.
static inline bool
gesta_query_token_is_mark(const GestaQueryToken *token, char mark)
{
  return token->kind == GESTA_TOKEN_OTHER && token->text.size == 1
         && token->text.data[0] == mark;
}

#endif // GESTA_RDF_QUERY_TOKEN_H
