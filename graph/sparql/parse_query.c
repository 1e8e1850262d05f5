// SPDX-License-Identifier: GPL-3.0-or-later
// The forms of a query, and where parsing begins and ends.
#include "graph/base/text_buffer.h"
#include "graph/rdf/term.h"
#include "graph/rdf/vocabulary.h"
#include "graph/sparql/parser_state.h"
#include "graph/sparql/quad_template.h"

#include <assert.h>

// [13] DatasetClause ::= 'FROM' ( DefaultGraphClause | NamedGraphClause )
// [14] DefaultGraphClause ::= SourceSelector.  [15] NamedGraphClause ::=
// 'NAMED' SourceSelector.  [16] SourceSelector ::= iri
// [44] UsingClause ::= 'USING' ( iri | 'NAMED' iri )
GestaDatasetClause *
gesta_parse_dataset_clauses(GestaSparqlParser *parser, const char *word)
{
  GestaDatasetClause *first = NULL;
  GestaDatasetClause **last = &first;
  while (gesta_sparql_accept_word(parser, word)) {
    GestaDatasetClause *clause = gesta_sparql_node(parser, sizeof *clause);
    clause->is_named = gesta_sparql_accept_word(parser, "NAMED");
    clause->iri = gesta_parse_iri(parser);
    *last = clause;
    last = &clause->next;
  }
  return first;
}

// The graph pattern and the modifiers of a form without a projection.
static void
parse_modifiers(GestaSparqlParser *parser)
{
  gesta_parse_solution_modifier(parser, &parser->request->select);
  gesta_parse_values_clause(parser, &parser->request->select);
}

// 'WHERE' '{' TriplesTemplate? '}', which is the template too.
static void
parse_short_construct(GestaSparqlParser *parser)
{
  GestaRequest *request = parser->request;
  GestaGroup *group = gesta_sparql_node(parser, sizeof *group);
  GestaElement *element = gesta_sparql_node(parser, sizeof *element);
  gesta_sparql_expect_word(parser, "WHERE", "or '{' after CONSTRUCT");
  const GestaSparqlToken open = parser->token;
  element->kind = GESTA_ELEMENT_TRIPLES;
  element->variable = GESTA_NO_VARIABLE;
  element->name.variable = GESTA_NO_VARIABLE;
  element->place = open.place;
  gesta_sparql_expect(parser, "{", "after WHERE");
  parser->mode = GESTA_TRIPLES_SHORT;
  parser->basic_pattern = ++parser->basic_pattern_count;
  parser->triples = &element->triples;
  if (gesta_sparql_at_node(parser)) {
    gesta_parse_triples(parser);
  }
  const char *end = parser->token.text.data + 1;
  gesta_sparql_close(parser, "}", open.place,
                     "a triple or '}'; CONSTRUCT WHERE holds only triples");
  if (parser->status == GESTA_OK) {
    group->source = (GestaStringView){open.text.data,
                                      (size_t)(end - open.text.data)};
    group->elements = element->triples ? element : NULL;
  }
  request->select.where = group;
  const GestaNode none = {.variable = GESTA_NO_VARIABLE};
  GestaQuadTemplate **last = &request->construction;
  gesta_quad_template_add(parser, element->triples, &none, &last);
}

// [73] ConstructTemplate ::= '{' ConstructTriples? '}'
// [74] ConstructTriples ::= TriplesSameSubject ( '.' ConstructTriples? )?
static void
parse_construct_template(GestaSparqlParser *parser)
{
  const GestaPlace open = parser->token.place;
  GestaTriple *triples = NULL;
  parser->mode = GESTA_TRIPLES_TEMPLATE;
  parser->triples = &triples;
  gesta_sparql_expect(parser, "{", "after CONSTRUCT");
  if (gesta_sparql_at_node(parser)) {
    gesta_parse_triples(parser);
  }
  gesta_sparql_close(parser, "}", open, "'.' and a triple, or '}'");
  const GestaNode none = {.variable = GESTA_NO_VARIABLE};
  GestaQuadTemplate **last = &parser->request->construction;
  gesta_quad_template_add(parser, triples, &none, &last);
}

// [10] ConstructQuery ::= 'CONSTRUCT' ( ConstructTemplate DatasetClause*
// WhereClause SolutionModifier | DatasetClause* 'WHERE' '{' TriplesTemplate?
// '}' SolutionModifier )
static void
parse_construct_query(GestaSparqlParser *parser)
{
  GestaRequest *request = parser->request;
  request->form = GESTA_FORM_CONSTRUCT;
  if (gesta_sparql_is(parser, "{")) {
    parse_construct_template(parser);
    request->dataset = gesta_parse_dataset_clauses(parser, "FROM");
    request->select.where = gesta_parse_where_clause(parser);
  } else {
    request->dataset = gesta_parse_dataset_clauses(parser, "FROM");
    parse_short_construct(parser);
  }
  parse_modifiers(parser);
}

// DESCRIBE *: what is in scope.
static void
describe_all(GestaSparqlParser *parser)
{
  GestaNodeList **last = &parser->request->described;
  for (size_t i = parser->scope_start;
       parser->status == GESTA_OK && i < parser->scope_count; ++i) {
    GestaNodeList *item = gesta_sparql_node(parser, sizeof *item);
    item->node.variable = parser->scope[i].variable;
    *last = item;
    last = &item->next;
  }
}

// [11] DescribeQuery ::= 'DESCRIBE' ( VarOrIri+ | '*' ) DatasetClause*
// WhereClause? SolutionModifier
static void
parse_describe_query(GestaSparqlParser *parser)
{
  GestaRequest *request = parser->request;
  request->form = GESTA_FORM_DESCRIBE;
  parser->mode = GESTA_TRIPLES_TEMPLATE;
  const bool is_star = gesta_sparql_accept(parser, "*");
  if (!is_star) {
    GestaNodeList **last = &request->described;
    do {
      GestaNodeList *item = gesta_sparql_node(parser, sizeof *item);
      item->node = gesta_parse_var_or_iri(parser);
      *last = item;
      last = &item->next;
    } while (gesta_sparql_at_iri(parser)
             || gesta_sparql_at(parser, GESTA_SPARQL_VARIABLE));
  }
  request->dataset = gesta_parse_dataset_clauses(parser, "FROM");
  if (gesta_sparql_is_word(parser, "WHERE") || gesta_sparql_is(parser, "{")) {
    request->select.where = gesta_parse_where_clause(parser);
  }
  parse_modifiers(parser);
  if (is_star) {
    describe_all(parser);
  }
}

// [12] AskQuery ::= 'ASK' DatasetClause* WhereClause SolutionModifier
static void
parse_ask_query(GestaSparqlParser *parser)
{
  GestaRequest *request = parser->request;
  request->form = GESTA_FORM_ASK;
  request->dataset = gesta_parse_dataset_clauses(parser, "FROM");
  request->select.where = gesta_parse_where_clause(parser);
  parse_modifiers(parser);
}

// [2] Query ::= Prologue ( SelectQuery | ConstructQuery | DescribeQuery |
// AskQuery ) ValuesClause
void
gesta_parse_query_unit(GestaSparqlParser *parser)
{
  gesta_parse_prologue(parser);
  if (gesta_sparql_is_word(parser, "SELECT")) {
    gesta_parse_select_query(parser);
  } else if (gesta_sparql_accept_word(parser, "CONSTRUCT")) {
    parse_construct_query(parser);
  } else if (gesta_sparql_accept_word(parser, "DESCRIBE")) {
    parse_describe_query(parser);
  } else if (gesta_sparql_accept_word(parser, "ASK")) {
    parse_ask_query(parser);
  } else {
    gesta_sparql_fail_expected(parser,
                               "SELECT, CONSTRUCT, ASK, DESCRIBE or PREFIX");
  }
  if (gesta_sparql_is(parser, ";")) {
    gesta_sparql_fail(parser, parser->token.place,
                      "a query does not end with ';'");
  } else if (gesta_sparql_is(parser, "}")) {
    gesta_sparql_fail(parser, parser->token.place,
                      "this '}' closes nothing; there is one too many");
  } else if (!gesta_sparql_at(parser, GESTA_SPARQL_END)) {
    gesta_sparql_fail_expected(parser, "the end of the query");
  }
}

// --- beginning and end -------------------------------------------------------

// BASE and PREFIX, so that a part of the text can be sent elsewhere.
static GestaStatus
write_prologue(const GestaSparqlParser *parser, GestaTextBuffer *text)
{
  GestaStatus status = GESTA_OK;
  if (parser->base.size > 0) {
    const GestaTerm base = gesta_iri(parser->base);
    status = gesta_text_buffer_append(text, GESTA_VIEW("BASE "));
    status = status ? status : gesta_term_spell(&base, text);
    status = status ? status : gesta_text_buffer_append(text, GESTA_VIEW("\n"));
  }
  for (size_t i = 0;
       status == GESTA_OK && i < gesta_prefixes_count(parser->prefixes); ++i) {
    GestaStringView prefix;
    GestaTerm iri = {.kind = GESTA_TERM_IRI};
    gesta_prefixes_get(parser->prefixes, i, &prefix, &iri.value);
    status = gesta_text_buffer_append(text, GESTA_VIEW("PREFIX "));
    status = status ? status : gesta_text_buffer_append(text, prefix);
    status = status ? status : gesta_text_buffer_append(text, GESTA_VIEW(": "));
    status = status ? status : gesta_term_spell(&iri, text);
    status = status ? status : gesta_text_buffer_append(text, GESTA_VIEW("\n"));
  }
  return status;
}

static void
keep_prologue(GestaSparqlParser *parser)
{
  if (parser->status) {
    return;
  }
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, parser->allocator);
  GestaStatus status = write_prologue(parser, &text);
  if (status == GESTA_OK) {
    status = gesta_arena_copy(parser->arena, gesta_text_buffer_view(&text),
                              &parser->request->prologue);
  }
  if (status) {
    gesta_sparql_fail_status(parser, status);
  }
  parser->request->base = parser->base;
  gesta_text_buffer_clear(&text);
}

static GestaStatus
parse(GestaStringView text, const GestaParserOptions *options,
      void (*parse_unit)(GestaSparqlParser *parser), GestaArena *arena,
      GestaRequest *request, GestaError *error)
{
  assert(arena && request);

  GestaRequest result = {0};
  GestaSparqlParser parser = {.arena = arena,
                              .allocator = arena->allocator,
                              .options = options,
                              .request = &result,
                              .error = error,
                              .mode = GESTA_TRIPLES_TEMPLATE};
  if (options) {
    parser.base = options->base;
  }
  parser.warnings = &result.warnings;
  parser.status = gesta_sparql_decode(text, arena, &parser.source, error);
  if (parser.status == GESTA_OK
      && gesta_prefixes_new_empty(parser.allocator, &parser.prefixes)) {
    gesta_sparql_fail_status(&parser, GESTA_ERR_MEMORY);
  }
  if (parser.status == GESTA_OK) {
    gesta_sparql_lexer_init(&parser.lexer, &parser.source);
    gesta_sparql_advance(&parser);
    parse_unit(&parser);
    gesta_scope_warn_all(&parser);
    keep_prologue(&parser);
  }
  gesta_prefixes_free(parser.prefixes);
  gesta_release(parser.allocator, parser.symbols);
  gesta_release(parser.allocator, parser.facts);
  gesta_release(parser.allocator, parser.scope);
  gesta_release(parser.allocator, parser.stack);
  if (parser.status == GESTA_OK) {
    *request = result;
  }
  return parser.status;
}

GestaStatus
gesta_parse_query(GestaStringView text, const GestaParserOptions *options,
                  GestaArena *arena, GestaRequest *request, GestaError *error)
{
  return parse(text, options, gesta_parse_query_unit, arena, request, error);
}

GestaStatus
gesta_parse_update(GestaStringView text, const GestaParserOptions *options,
                   GestaArena *arena, GestaRequest *request, GestaError *error)
{
  return parse(text, options, gesta_parse_update_unit, arena, request, error);
}
