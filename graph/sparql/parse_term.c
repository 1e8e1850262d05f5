// SPDX-License-Identifier: GPL-3.0-or-later
// Prologue, IRIs, literals, variables and blank nodes.
#include "graph/rdf/iri.h"
#include "graph/rdf/vocabulary.h"
#include "graph/sparql/known_prefixes.h"
#include "graph/sparql/parser_state.h"
#include "graph/sparql/slip_distance.h"

#include <assert.h>
#include <string.h>

enum { MESSAGE_PART = 100 }; // bytes of a name in a message

static int
part(GestaStringView text)
{
  return text.size < MESSAGE_PART ? (int)text.size : MESSAGE_PART;
}

// Copy what a buffer holds into the arena.
static GestaStringView
keep_text(GestaSparqlParser *parser, const GestaTextBuffer *buffer)
{
  GestaStringView copy = {"", 0};
  if (gesta_arena_copy(parser->arena, gesta_text_buffer_view(buffer), &copy)) {
    gesta_sparql_fail_status(parser, GESTA_ERR_MEMORY);
  }
  return copy;
}

// --- prologue ----------------------------------------------------------------

// Resolve a reference against the base; without one it stays as it is.
static GestaStringView
resolve(GestaSparqlParser *parser, GestaStringView reference, GestaPlace place)
{
  if (parser->status || gesta_iri_is_absolute(reference)) {
    return reference;
  }
  if (parser->base.size == 0) {
    gesta_sparql_warn(parser, place, GESTA_NO_VARIABLE,
                      "<%.*s> is relative, but there is no BASE: it will match "
                      "only an IRI that is written the same",
                      part(reference), reference.data);
    return reference;
  }
  GestaTextBuffer buffer;
  gesta_text_buffer_init(&buffer, parser->allocator);
  const GestaStatus status = gesta_iri_resolve(parser->base, reference,
                                               &buffer);
  GestaStringView result = reference;
  if (status == GESTA_ERR_INPUT) {
    gesta_sparql_fail(parser, place,
                      "<%.*s> cannot be resolved against the base <%.*s>, "
                      "which is no absolute IRI",
                      part(reference), reference.data, part(parser->base),
                      parser->base.data);
  } else if (status) {
    gesta_sparql_fail_status(parser, status);
  } else {
    result = keep_text(parser, &buffer);
  }
  gesta_text_buffer_clear(&buffer);
  return result;
}

// IRIREF, where no prefixed name may stand.
static GestaStringView
parse_iriref(GestaSparqlParser *parser, const char *where)
{
  if (!gesta_sparql_at(parser, GESTA_SPARQL_IRI)) {
    gesta_sparql_fail_expected(parser, where);
    return (GestaStringView){"", 0};
  }
  const GestaSparqlToken token = parser->token;
  gesta_sparql_advance(parser);
  return resolve(parser,
                 (GestaStringView){token.text.data + 1, token.text.size - 2},
                 token.place);
}

// [5] BaseDecl ::= 'BASE' IRIREF
static void
parse_base_decl(GestaSparqlParser *parser)
{
  parser->base = parse_iriref(parser, "an IRI in <> after BASE");
}

// [6] PrefixDecl ::= 'PREFIX' PNAME_NS IRIREF
static void
parse_prefix_decl(GestaSparqlParser *parser)
{
  const GestaSparqlToken name = parser->token;
  if (name.kind == GESTA_SPARQL_WORD) {
    gesta_sparql_fail(parser, name.place,
                      "expected a prefix and ':' after PREFIX, found '%.*s' "
                      "without ':'",
                      part(name.text), name.text.data);
    return;
  }
  if (name.kind != GESTA_SPARQL_NAME
      || name.text.data[name.text.size - 1] != ':'
      || memchr(name.text.data, ':', name.text.size - 1)) {
    gesta_sparql_fail_expected(parser, "a prefix and ':' after PREFIX");
    return;
  }
  gesta_sparql_advance(parser);
  const GestaStringView iri = parse_iriref(parser,
                                           "an IRI in <> after the prefix");
  if (parser->status == GESTA_OK
      && gesta_prefixes_set(
        parser->prefixes, (GestaStringView){name.text.data, name.text.size - 1},
        iri)) {
    gesta_sparql_fail_status(parser, GESTA_ERR_MEMORY);
  }
}

// [4] Prologue ::= ( BaseDecl | PrefixDecl )*
void
gesta_parse_prologue(GestaSparqlParser *parser)
{
  for (;;) {
    if (gesta_sparql_accept_word(parser, "BASE")) {
      parse_base_decl(parser);
    } else if (gesta_sparql_accept_word(parser, "PREFIX")) {
      parse_prefix_decl(parser);
    } else if (gesta_sparql_is(parser, "@")
               || gesta_sparql_at(parser, GESTA_SPARQL_LANGUAGE)) {
      gesta_sparql_fail(parser, parser->token.place,
                        "SPARQL writes PREFIX and BASE without '@', and no '.' "
                        "after them");
    } else {
      return;
    }
  }
}

// --- IRIs --------------------------------------------------------------------

// Tell that a prefix is not declared: what it probably stands for, or which one
// is meant.
static void
fail_prefix(GestaSparqlParser *parser, GestaStringView prefix, GestaPlace place)
{
  const char *iri = gesta_known_prefix(prefix);
  if (iri) {
    gesta_sparql_fail(parser, place,
                      "the prefix %.*s: is not declared; write "
                      "'PREFIX %.*s: <%s>' before the query",
                      part(prefix), prefix.data, part(prefix), prefix.data,
                      iri);
    return;
  }
  GestaStringView nearest = {NULL, 0};
  size_t best = gesta_slip_distance_most(prefix) + 1;
  const GestaPrefixes *lists[] = {
    parser->prefixes, parser->options ? parser->options->prefixes : NULL};
  for (size_t list = 0; list < 2; ++list) {
    for (size_t i = 0; lists[list] && i < gesta_prefixes_count(lists[list]);
         ++i) {
      GestaStringView known;
      GestaStringView ignored;
      gesta_prefixes_get(lists[list], i, &known, &ignored);
      const size_t distance = gesta_slip_distance(prefix, known, best);
      if (distance < best) {
        best = distance;
        nearest = known;
      }
    }
  }
  if (nearest.size > 0) {
    gesta_sparql_fail(parser, place,
                      "the prefix %.*s: is not declared; is %.*s: meant?",
                      part(prefix), prefix.data, part(nearest), nearest.data);
  } else {
    gesta_sparql_fail(parser, place,
                      "the prefix %.*s: is not declared; write "
                      "'PREFIX %.*s: <IRI>' before the query",
                      part(prefix), prefix.data, part(prefix), prefix.data);
  }
}

// The IRI of a prefix.  One of the options becomes a declared one, so that the
// prologue that a SERVICE is sent has it.
static bool
find_prefix(GestaSparqlParser *parser, GestaStringView prefix,
            GestaStringView *iri)
{
  if (gesta_prefixes_find(parser->prefixes, prefix, iri) == GESTA_OK) {
    return true;
  }
  if (!parser->options || !parser->options->prefixes
      || gesta_prefixes_find(parser->options->prefixes, prefix, iri)) {
    return false;
  }
  if (gesta_prefixes_set(parser->prefixes, prefix, *iri)) {
    gesta_sparql_fail_status(parser, GESTA_ERR_MEMORY);
  }
  return true;
}

// [137] PrefixedName ::= PNAME_LN | PNAME_NS
static GestaStringView
parse_prefixed_name(GestaSparqlParser *parser)
{
  const GestaSparqlToken token = parser->token;
  const char *colon = memchr(token.text.data, ':', token.text.size);
  assert(colon);
  const size_t size = (size_t)(colon - token.text.data);
  GestaStringView local = {colon + 1, token.text.size - size - 1};
  GestaStringView space = {"", 0};
  if (!find_prefix(parser, (GestaStringView){token.text.data, size}, &space)) {
    fail_prefix(parser, (GestaStringView){token.text.data, size}, token.place);
    return space;
  }
  size_t bad;
  if (gesta_sparql_unescape_local(local, parser->arena, &local, &bad)) {
    gesta_sparql_fail_status(parser, GESTA_ERR_MEMORY);
  }
  GestaStringView iri = {"", 0};
  char *bytes = gesta_arena_allocate(parser->arena, space.size + local.size + 1,
                                     1);
  if (!bytes) {
    gesta_sparql_fail_status(parser, GESTA_ERR_MEMORY);
  } else {
    if (space.size > 0) {
      memcpy(bytes, space.data, space.size);
    }
    if (local.size > 0) {
      memcpy(bytes + space.size, local.data, local.size);
    }
    iri = (GestaStringView){bytes, space.size + local.size};
  }
  gesta_sparql_advance(parser);
  return iri;
}

bool
gesta_sparql_at_iri(const GestaSparqlParser *parser)
{
  return gesta_sparql_at(parser, GESTA_SPARQL_IRI)
         || gesta_sparql_at(parser, GESTA_SPARQL_NAME);
}

// [136] iri ::= IRIREF | PrefixedName
GestaStringView
gesta_parse_iri(GestaSparqlParser *parser)
{
  if (gesta_sparql_at(parser, GESTA_SPARQL_NAME)) {
    return parse_prefixed_name(parser);
  }
  return parse_iriref(parser, "an IRI");
}

// --- literals ----------------------------------------------------------------

bool
gesta_sparql_at_literal(const GestaSparqlParser *parser)
{
  return gesta_sparql_at(parser, GESTA_SPARQL_STRING)
         || gesta_sparql_at(parser, GESTA_SPARQL_INTEGER)
         || gesta_sparql_at(parser, GESTA_SPARQL_DECIMAL)
         || gesta_sparql_at(parser, GESTA_SPARQL_DOUBLE)
         || gesta_sparql_is_word(parser, "TRUE")
         || gesta_sparql_is_word(parser, "FALSE");
}

// [129] RDFLiteral ::= String ( LANGTAG | ( '^^' iri ) )?
static GestaTerm
parse_rdf_literal(GestaSparqlParser *parser)
{
  const GestaSparqlToken token = parser->token;
  GestaTerm term = {.kind = GESTA_TERM_LITERAL};
  size_t bad = 0;
  const GestaStatus status = gesta_sparql_unescape_string(
    token.text, parser->arena, &term.value, &bad);
  if (status == GESTA_ERR_SYNTAX) {
    gesta_sparql_fail(parser, token.place,
                      "this string has the escape \\%.*s, which does not "
                      "exist; a backslash is written \\\\",
                      bad + 1 < token.text.size ? 1 : 0,
                      token.text.data + bad + 1);
  } else if (status) {
    gesta_sparql_fail_status(parser, status);
  }
  gesta_sparql_advance(parser);
  if (gesta_sparql_at(parser, GESTA_SPARQL_LANGUAGE)) {
    term.language = (GestaStringView){parser->token.text.data + 1,
                                      parser->token.text.size - 1};
    gesta_sparql_advance(parser);
  } else if (gesta_sparql_accept(parser, "^^")) {
    term.datatype = gesta_parse_iri(parser);
    if (gesta_view_equal(term.datatype, GESTA_XSD("string"))) {
      term.datatype = (GestaStringView){NULL, 0};
    }
  }
  return term;
}

// [130] NumericLiteral, [134] BooleanLiteral ::= 'true' | 'false'
GestaTerm
gesta_parse_literal(GestaSparqlParser *parser)
{
  if (gesta_sparql_at(parser, GESTA_SPARQL_STRING)) {
    return parse_rdf_literal(parser);
  }
  const GestaSparqlToken token = parser->token;
  GestaTerm term = {0};
  if (gesta_sparql_at(parser, GESTA_SPARQL_INTEGER)) {
    term = gesta_typed_literal(token.text, GESTA_XSD("integer"));
  } else if (gesta_sparql_at(parser, GESTA_SPARQL_DECIMAL)) {
    term = gesta_typed_literal(token.text, GESTA_XSD("decimal"));
  } else if (gesta_sparql_at(parser, GESTA_SPARQL_DOUBLE)) {
    term = gesta_typed_literal(token.text, GESTA_XSD("double"));
  } else if (gesta_sparql_is_word(parser, "TRUE")) {
    term = gesta_typed_literal(GESTA_VIEW("true"), GESTA_XSD("boolean"));
  } else if (gesta_sparql_is_word(parser, "FALSE")) {
    term = gesta_typed_literal(GESTA_VIEW("false"), GESTA_XSD("boolean"));
  } else {
    gesta_sparql_fail_expected(parser, "a literal");
  }
  gesta_sparql_advance(parser);
  return term;
}

// --- variables and nodes -----------------------------------------------------

// [108] Var ::= VAR1 | VAR2
GestaVariable
gesta_parse_var(GestaSparqlParser *parser)
{
  if (!gesta_sparql_at(parser, GESTA_SPARQL_VARIABLE)) {
    gesta_sparql_fail_expected(parser, "a variable");
    return 0;
  }
  const GestaStringView text = parser->token.text;
  const GestaVariable variable = gesta_sparql_variable(
    parser, (GestaStringView){text.data + 1, text.size - 1});
  gesta_sparql_advance(parser);
  return variable;
}

// A variable of a triple: bound by a pattern, used by a template, impossible in
// data.
static GestaNode
parse_node_variable(GestaSparqlParser *parser)
{
  const GestaSparqlToken token = parser->token;
  const GestaNode node = {.variable = gesta_parse_var(parser)};
  switch (parser->mode) {
  case GESTA_TRIPLES_PATTERN:
  case GESTA_TRIPLES_SHORT:
  case GESTA_TRIPLES_DELETE_WHERE:
    gesta_scope_add(parser, node.variable);
    break;
  case GESTA_TRIPLES_TEMPLATE:
  case GESTA_TRIPLES_DELETE:
    gesta_sparql_use(parser, node.variable, token.place);
    break;
  case GESTA_TRIPLES_INSERTED_DATA:
  case GESTA_TRIPLES_DELETED_DATA:
    gesta_sparql_fail(parser, token.place,
                      "%.*s is a variable, but DATA holds only terms; %s needs "
                      "a WHERE",
                      part(token.text), token.text.data,
                      parser->mode == GESTA_TRIPLES_INSERTED_DATA
                        ? "INSERT { ... }"
                        : "DELETE { ... }");
    break;
  }
  return node;
}

// A blank node in a template: a label that nobody can write for ANON.
static GestaNode
make_new_blank(GestaSparqlParser *parser, GestaStringView label,
               GestaPlace place)
{
  GestaNode node = {GESTA_NO_VARIABLE,
                    {.kind = GESTA_TERM_BLANK, .value = label}};
  if (label.size == 0) {
    GestaTextBuffer buffer;
    gesta_text_buffer_init(&buffer, parser->allocator);
    if (gesta_text_buffer_print(&buffer, ".%zu", parser->blank_count++)) {
      gesta_sparql_fail_status(parser, GESTA_ERR_MEMORY);
    } else {
      node.term.value = keep_text(parser, &buffer);
    }
    gesta_text_buffer_clear(&buffer);
    return node;
  }
  if (parser->mode == GESTA_TRIPLES_INSERTED_DATA) {
    GestaSymbol *symbol = gesta_sparql_symbol(
      parser, (GestaStringView){label.data - 2, label.size + 2});
    if (symbol->data != 0 && symbol->data != parser->data) {
      gesta_sparql_fail(parser, place,
                        "_:%.*s stands in two INSERT DATA (the other in line "
                        "%zu), where it would be two nodes; join them in one",
                        part(label), label.data, symbol->place.line);
    }
    symbol->data = parser->data;
  }
  return node;
}

static GestaNode
make_hidden(GestaSparqlParser *parser, GestaStringView label, GestaPlace place)
{
  if (label.size == 0) {
    return (GestaNode){.variable = gesta_sparql_hidden(parser, label)};
  }
  GestaSymbol *symbol = gesta_sparql_symbol(
    parser, (GestaStringView){label.data - 2, label.size + 2});
  if (symbol->variable == GESTA_NO_VARIABLE) {
    symbol->variable = gesta_sparql_hidden(parser, label);
  }
  if (symbol->basic_pattern != 0
      && symbol->basic_pattern != parser->basic_pattern) {
    gesta_sparql_fail(parser, place,
                      "_:%.*s stands in two groups of triples (the other from "
                      "line %zu on), where it cannot be the same node; use a "
                      "variable",
                      part(label), label.data, symbol->place.line);
  }
  if (symbol->basic_pattern == 0) {
    symbol->place = place;
  }
  symbol->basic_pattern = parser->basic_pattern;
  return (GestaNode){.variable = symbol->variable};
}

// [138] BlankNode ::= BLANK_NODE_LABEL | ANON
GestaNode
gesta_parse_blank_node(GestaSparqlParser *parser, GestaStringView label,
                       GestaPlace place)
{
  switch (parser->mode) {
  case GESTA_TRIPLES_PATTERN:
  case GESTA_TRIPLES_SHORT:
    return make_hidden(parser, label, place);
  case GESTA_TRIPLES_TEMPLATE:
  case GESTA_TRIPLES_INSERTED_DATA:
    return make_new_blank(parser, label, place);
  case GESTA_TRIPLES_DELETE:
  case GESTA_TRIPLES_DELETE_WHERE:
  case GESTA_TRIPLES_DELETED_DATA:
    break;
  }
  gesta_sparql_fail(parser, place,
                    "a blank node cannot be deleted: it would be a new one, "
                    "not that of the graph; %s",
                    parser->mode == GESTA_TRIPLES_DELETED_DATA
                      ? "use DELETE ... WHERE with a variable"
                      : "use a variable that the WHERE binds");
  return (GestaNode){.variable = GESTA_NO_VARIABLE};
}

// [107] VarOrIri ::= Var | iri
GestaNode
gesta_parse_var_or_iri(GestaSparqlParser *parser)
{
  if (gesta_sparql_at(parser, GESTA_SPARQL_VARIABLE)) {
    return parse_node_variable(parser);
  }
  if (!gesta_sparql_at_iri(parser)) {
    gesta_sparql_fail_expected(parser, "a variable or an IRI");
  }
  return (GestaNode){GESTA_NO_VARIABLE, gesta_iri(gesta_parse_iri(parser))};
}

// [106] VarOrTerm ::= Var | GraphTerm
// [109] GraphTerm ::= iri | RDFLiteral | NumericLiteral | BooleanLiteral |
// BlankNode | NIL (the brackets of the last two are parse_triples.c's)
GestaNode
gesta_parse_var_or_term(GestaSparqlParser *parser)
{
  const GestaSparqlToken token = parser->token;
  if (token.kind == GESTA_SPARQL_VARIABLE) {
    return parse_node_variable(parser);
  }
  if (token.kind == GESTA_SPARQL_BLANK) {
    gesta_sparql_advance(parser);
    return gesta_parse_blank_node(
      parser, (GestaStringView){token.text.data + 2, token.text.size - 2},
      token.place);
  }
  if (gesta_sparql_at_literal(parser)) {
    return (GestaNode){GESTA_NO_VARIABLE, gesta_parse_literal(parser)};
  }
  if (!gesta_sparql_at_iri(parser)) {
    gesta_sparql_fail_expected(parser, "a term or a variable");
  }
  return (GestaNode){GESTA_NO_VARIABLE, gesta_iri(gesta_parse_iri(parser))};
}
