// SPDX-License-Identifier: GPL-3.0-or-later
// Triples of patterns and of templates: the productions come in pairs, with and
// without paths, and share a function.
#include "graph/rdf/vocabulary.h"
#include "graph/sparql/parser_state.h"

static GestaNode
parse_graph_node(GestaSparqlParser *parser);
static void
parse_property_list(GestaSparqlParser *parser, const GestaNode *subject);

static bool
has_paths(const GestaSparqlParser *parser)
{
  return parser->mode == GESTA_TRIPLES_PATTERN;
}

static void
add_triple(GestaSparqlParser *parser, const GestaTriple *triple)
{
  GestaTriple *added = gesta_sparql_node(parser, sizeof *added);
  if (parser->status == GESTA_OK) {
    *added = *triple;
    *parser->triples = added;
    parser->triples = &added->next;
  }
}

static GestaNode
make_iri_node(GestaStringView iri)
{
  return (GestaNode){GESTA_NO_VARIABLE, gesta_iri(iri)};
}

// [80] Object ::= GraphNode.  [87] ObjectPath ::= GraphNodePath
// [79] ObjectList ::= Object ( ',' Object )*.  [86] ObjectListPath
static void
parse_object_list(GestaSparqlParser *parser, GestaTriple *triple)
{
  do {
    triple->object = parse_graph_node(parser);
    add_triple(parser, triple);
  } while (gesta_sparql_accept(parser, ","));
}

// [78] Verb ::= VarOrIri | 'a'.  [84] VerbPath ::= Path
// [85] VerbSimple ::= Var
static void
parse_verb(GestaSparqlParser *parser, GestaTriple *triple)
{
  triple->path = NULL;
  triple->place = parser->token.place;
  if (gesta_sparql_at(parser, GESTA_SPARQL_VARIABLE)) {
    triple->predicate = gesta_parse_var_or_iri(parser);
    return;
  }
  if (has_paths(parser)) {
    GestaPath *path = gesta_parse_path(parser);
    if (path->kind == GESTA_PATH_LINK) {
      triple->predicate = make_iri_node(path->iri);
    } else {
      triple->predicate = (GestaNode){.variable = GESTA_NO_VARIABLE};
      triple->path = path;
    }
    return;
  }
  if (gesta_sparql_is_word(parser, "A") && *parser->token.text.data == 'a') {
    gesta_sparql_advance(parser);
    triple->predicate = make_iri_node(GESTA_RDF("type"));
  } else if (gesta_sparql_at_iri(parser)) {
    triple->predicate = make_iri_node(gesta_parse_iri(parser));
  } else {
    gesta_sparql_fail_expected(parser, "a predicate (an IRI or a variable)");
  }
  static const char *const operators[] = {"/", "|", "*", "+", "?", "^"};
  for (size_t i = 0; i < sizeof operators / sizeof *operators; ++i) {
    if (gesta_sparql_is(parser, operators[i])) {
      gesta_sparql_fail(parser, parser->token.place,
                        "a property path ('%s') can stand only in a pattern, "
                        "not in a template",
                        operators[i]);
    }
  }
}

// Whether a verb is next.
static bool
is_at_verb(const GestaSparqlParser *parser)
{
  return gesta_sparql_at(parser, GESTA_SPARQL_VARIABLE)
         || gesta_sparql_at_iri(parser)
         || (gesta_sparql_is_word(parser, "A")
             && *parser->token.text.data == 'a')
         || gesta_sparql_is(parser, "^") || gesta_sparql_is(parser, "!")
         || gesta_sparql_is(parser, "(");
}

// [77] PropertyListNotEmpty ::= Verb ObjectList ( ';' ( Verb ObjectList )? )*
// [83] PropertyListPathNotEmpty ::= ( VerbPath | VerbSimple ) ObjectListPath (
// ';' ( ( VerbPath | VerbSimple ) ObjectList )? )*
static void
parse_property_list(GestaSparqlParser *parser, const GestaNode *subject)
{
  GestaTriple triple = {.subject = *subject};
  parse_verb(parser, &triple);
  parse_object_list(parser, &triple);
  while (gesta_sparql_accept(parser, ";")) {
    if (is_at_verb(parser)) {
      parse_verb(parser, &triple);
      parse_object_list(parser, &triple);
    }
  }
}

// [99] BlankNodePropertyList ::= '[' PropertyListNotEmpty ']', or [163] ANON
// ::= '[' WS* ']'; *is_anon tells which.
static GestaNode
parse_blank_node_property_list(GestaSparqlParser *parser, bool *is_anon)
{
  const GestaPlace place = parser->token.place;
  const GestaNode node = gesta_parse_blank_node(
    parser, (GestaStringView){NULL, 0}, place);
  gesta_sparql_expect(parser, "[", "");
  *is_anon = gesta_sparql_accept(parser, "]");
  if (!*is_anon) {
    parse_property_list(parser, &node);
    gesta_sparql_close(parser, "]", place,
                       "';' and a predicate, ',' and an object, or ']'");
  }
  return node;
}

static void
add_list_triple(GestaSparqlParser *parser, const GestaNode *subject,
                GestaStringView predicate, const GestaNode *object,
                GestaPlace place)
{
  const GestaTriple triple = {.subject = *subject,
                              .predicate = make_iri_node(predicate),
                              .object = *object,
                              .place = place};
  add_triple(parser, &triple);
}

// [102] Collection ::= '(' GraphNode+ ')', or [161] NIL ::= '(' WS* ')';
// *is_nil tells which.
static GestaNode
parse_collection(GestaSparqlParser *parser, bool *is_nil)
{
  const GestaStringView no_label = {NULL, 0};
  const GestaPlace open = parser->token.place;
  const GestaNode nil = make_iri_node(GESTA_RDF("nil"));
  gesta_sparql_expect(parser, "(", "");
  *is_nil = gesta_sparql_accept(parser, ")");
  if (*is_nil) {
    return nil;
  }
  const GestaNode head = gesta_parse_blank_node(parser, no_label, open);
  GestaNode cell = head;
  for (;;) {
    const GestaPlace place = parser->token.place;
    const GestaNode item = parse_graph_node(parser);
    add_list_triple(parser, &cell, GESTA_RDF("first"), &item, place);
    if (!gesta_sparql_at_node(parser)) {
      add_list_triple(parser, &cell, GESTA_RDF("rest"), &nil, place);
      break;
    }
    const GestaNode rest = gesta_parse_blank_node(parser, no_label, open);
    add_list_triple(parser, &cell, GESTA_RDF("rest"), &rest, place);
    cell = rest;
  }
  gesta_sparql_close(parser, ")", open, "a term or ')' in the list");
  return head;
}

// [98] TriplesNode ::= Collection | BlankNodePropertyList, ANON or NIL;
// *is_term tells that it was one of the last two, which say nothing yet.
static GestaNode
parse_triples_node(GestaSparqlParser *parser, bool *is_term)
{
  GestaNode node = {.variable = GESTA_NO_VARIABLE};
  *is_term = false;
  if (gesta_sparql_enter(parser)) {
    node = gesta_sparql_is(parser, "[")
             ? parse_blank_node_property_list(parser, is_term)
             : parse_collection(parser, is_term);
  }
  gesta_sparql_leave(parser);
  return node;
}

// [104] GraphNode ::= VarOrTerm | TriplesNode
// [105] GraphNodePath ::= VarOrTerm | TriplesNodePath
static GestaNode
parse_graph_node(GestaSparqlParser *parser)
{
  if (gesta_sparql_is(parser, "[") || gesta_sparql_is(parser, "(")) {
    bool is_term;
    return parse_triples_node(parser, &is_term);
  }
  return gesta_parse_var_or_term(parser);
}

// The grammar lets a literal be a subject, RDF does not: a template makes no
// triple of it.
static void
check_subject(GestaSparqlParser *parser, const GestaNode *subject,
              GestaPlace place)
{
  if (gesta_node_is_variable(subject)
      || subject->term.kind != GESTA_TERM_LITERAL) {
    return;
  }
  switch (parser->mode) {
  case GESTA_TRIPLES_PATTERN:
  case GESTA_TRIPLES_SHORT:
  case GESTA_TRIPLES_DELETE_WHERE:
    break;
  case GESTA_TRIPLES_TEMPLATE:
  case GESTA_TRIPLES_DELETE:
    gesta_sparql_warn(parser, place, GESTA_NO_VARIABLE,
                      "a literal cannot be the subject of a triple, so this "
                      "makes none");
    break;
  case GESTA_TRIPLES_DELETED_DATA:
  case GESTA_TRIPLES_INSERTED_DATA:
    gesta_sparql_fail(parser, place,
                      "a literal cannot be the subject of a triple");
    break;
  }
}

// [75] TriplesSameSubject ::= VarOrTerm PropertyListNotEmpty | TriplesNode
// PropertyList.  [81] TriplesSameSubjectPath
static void
parse_triples_same_subject(GestaSparqlParser *parser)
{
  const GestaSparqlToken first = parser->token;
  GestaNode subject;
  bool is_term = true;
  if (gesta_sparql_is(parser, "[") || gesta_sparql_is(parser, "(")) {
    subject = parse_triples_node(parser, &is_term);
  } else {
    subject = gesta_parse_var_or_term(parser);
  }
  check_subject(parser, &subject, first.place);
  if (is_term || is_at_verb(parser)) {
    parse_property_list(parser, &subject);
  }
}

// [55] TriplesBlock ::= TriplesSameSubjectPath ( '.' TriplesBlock? )?
// [52] TriplesTemplate ::= TriplesSameSubject ( '.' TriplesTemplate? )?
void
gesta_parse_triples(GestaSparqlParser *parser)
{
  do {
    parse_triples_same_subject(parser);
  } while (gesta_sparql_accept(parser, ".") && gesta_sparql_at_node(parser));
}
