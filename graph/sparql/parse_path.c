// SPDX-License-Identifier: GPL-3.0-or-later
// Property paths.
#include "graph/rdf/vocabulary.h"
#include "graph/sparql/parser_state.h"

static GestaPath *
make_path(GestaSparqlParser *parser, GestaPathKind kind, GestaPath *first,
          GestaPath *second)
{
  GestaPath *path = gesta_sparql_node(parser, sizeof *path);
  path->kind = kind;
  path->first = first;
  path->second = second;
  return path;
}

// iri | 'a'
static GestaStringView
parse_iri_or_a(GestaSparqlParser *parser)
{
  if (gesta_sparql_is_word(parser, "A") && *parser->token.text.data == 'a') {
    gesta_sparql_advance(parser);
    return GESTA_RDF("type");
  }
  if (!gesta_sparql_at_iri(parser)) {
    gesta_sparql_fail_expected(parser,
                               "a predicate (an IRI, a variable or a path)");
  }
  return gesta_parse_iri(parser);
}

// [96] PathOneInPropertySet ::= iri | 'a' | '^' ( iri | 'a' )
static GestaPathStep *
parse_path_one_in_property_set(GestaSparqlParser *parser)
{
  GestaPathStep *step = gesta_sparql_node(parser, sizeof *step);
  step->is_inverse = gesta_sparql_accept(parser, "^");
  step->iri = parse_iri_or_a(parser);
  return step;
}

// [95] PathNegatedPropertySet ::= PathOneInPropertySet | '(' (
// PathOneInPropertySet ( '|' PathOneInPropertySet )* )? ')'
static GestaPath *
parse_path_negated_property_set(GestaSparqlParser *parser)
{
  GestaPath *path = make_path(parser, GESTA_PATH_NEGATED, NULL, NULL);
  const GestaPlace open = parser->token.place;
  if (!gesta_sparql_accept(parser, "(")) {
    path->negated = parse_path_one_in_property_set(parser);
    return path;
  }
  if (gesta_sparql_accept(parser, ")")) {
    return path;
  }
  GestaPathStep **last = &path->negated;
  do {
    *last = parse_path_one_in_property_set(parser);
    last = &(*last)->next;
  } while (parser->status == GESTA_OK && gesta_sparql_accept(parser, "|"));
  gesta_sparql_close(parser, ")", open,
                     "'|' or ')'; after '!' stand only IRIs and '^'");
  return path;
}

// [94] PathPrimary ::= iri | 'a' | '!' PathNegatedPropertySet | '(' Path ')'
static GestaPath *
parse_path_primary(GestaSparqlParser *parser)
{
  const GestaPlace open = parser->token.place;
  if (gesta_sparql_accept(parser, "!")) {
    return parse_path_negated_property_set(parser);
  }
  if (gesta_sparql_accept(parser, "(")) {
    GestaPath *path = gesta_parse_path(parser);
    gesta_sparql_close(parser, ")", open, "'/', '|' or ')' in the path");
    return path;
  }
  GestaPath *path = make_path(parser, GESTA_PATH_LINK, NULL, NULL);
  path->iri = parse_iri_or_a(parser);
  return path;
}

// [91] PathElt ::= PathPrimary PathMod?.  [93] PathMod ::= '?' | '*' | '+'
static GestaPath *
parse_path_elt(GestaSparqlParser *parser)
{
  GestaPath *path = parse_path_primary(parser);
  if (gesta_sparql_accept(parser, "?")) {
    return make_path(parser, GESTA_PATH_ZERO_OR_ONE, path, NULL);
  }
  if (gesta_sparql_accept(parser, "*")) {
    return make_path(parser, GESTA_PATH_ZERO_OR_MORE, path, NULL);
  }
  if (gesta_sparql_accept(parser, "+")) {
    return make_path(parser, GESTA_PATH_ONE_OR_MORE, path, NULL);
  }
  return path;
}

// [92] PathEltOrInverse ::= PathElt | '^' PathElt
static GestaPath *
parse_path_elt_or_inverse(GestaSparqlParser *parser)
{
  if (gesta_sparql_accept(parser, "^")) {
    return make_path(parser, GESTA_PATH_INVERSE, parse_path_elt(parser), NULL);
  }
  return parse_path_elt(parser);
}

static void *
combine_sequence(GestaSparqlParser *parser, void *first, void *second)
{
  return make_path(parser, GESTA_PATH_SEQUENCE, first, second);
}

static void *
combine_alternative(GestaSparqlParser *parser, void *first, void *second)
{
  return make_path(parser, GESTA_PATH_ALTERNATIVE, first, second);
}

// [90] PathSequence ::= PathEltOrInverse ( '/' PathEltOrInverse )*
static GestaPath *
parse_path_sequence(GestaSparqlParser *parser)
{
  const size_t start = parser->stack_count;
  do {
    gesta_sparql_push(parser, parse_path_elt_or_inverse(parser));
  } while (gesta_sparql_accept(parser, "/"));
  return gesta_sparql_balance(parser, start, combine_sequence);
}

// [89] PathAlternative ::= PathSequence ( '|' PathSequence )*
static GestaPath *
parse_path_alternative(GestaSparqlParser *parser)
{
  const size_t start = parser->stack_count;
  do {
    gesta_sparql_push(parser, parse_path_sequence(parser));
  } while (gesta_sparql_accept(parser, "|"));
  return gesta_sparql_balance(parser, start, combine_alternative);
}

// [88] Path ::= PathAlternative
GestaPath *
gesta_parse_path(GestaSparqlParser *parser)
{
  GestaPath *path = NULL;
  if (gesta_sparql_enter(parser)) {
    path = parse_path_alternative(parser);
  }
  gesta_sparql_leave(parser);
  return path ? path : make_path(parser, GESTA_PATH_LINK, NULL, NULL);
}
