// SPDX-License-Identifier: GPL-3.0-or-later
// Groups and what stands in them.
#include "graph/sparql/parser_state.h"

#include <assert.h>

static GestaElement *
make_element(GestaSparqlParser *parser, GestaElementKind kind)
{
  GestaElement *element = gesta_sparql_node(parser, sizeof *element);
  element->kind = kind;
  element->variable = GESTA_NO_VARIABLE;
  element->name.variable = GESTA_NO_VARIABLE;
  element->place = parser->token.place;
  return element;
}

// [55] TriplesBlock
static GestaElement *
parse_triples_block(GestaSparqlParser *parser)
{
  GestaElement *element = make_element(parser, GESTA_ELEMENT_TRIPLES);
  parser->triples = &element->triples;
  gesta_parse_triples(parser);
  return element;
}

// [68] Filter ::= 'FILTER' Constraint
static GestaElement *
parse_filter(GestaSparqlParser *parser)
{
  GestaElement *element = make_element(parser, GESTA_ELEMENT_FILTER);
  gesta_sparql_advance(parser);
  element->expression = gesta_parse_constraint(parser, "after FILTER");
  return element;
}

// [60] Bind ::= 'BIND' '(' Expression 'AS' Var ')'
static GestaElement *
parse_bind(GestaSparqlParser *parser)
{
  GestaElement *element = make_element(parser, GESTA_ELEMENT_BIND);
  gesta_sparql_advance(parser);
  const GestaPlace open = parser->token.place;
  gesta_sparql_expect(parser, "(", "after BIND");
  element->expression = gesta_parse_expression(parser);
  gesta_sparql_expect_word(parser, "AS",
                           "and a variable: BIND(expression AS ?name)");
  const GestaSparqlToken token = parser->token;
  element->variable = gesta_parse_var(parser);
  if (gesta_scope_has(parser, element->variable)) {
    gesta_sparql_fail(parser, token.place,
                      "%.*s is bound already in this group, so that BIND "
                      "cannot give it a value; choose another name, or compare "
                      "with FILTER",
                      (int)(token.text.size < 60 ? token.text.size : 60),
                      token.text.data);
  }
  gesta_scope_add(parser, element->variable);
  gesta_sparql_close(parser, ")", open, "')' after BIND(... AS ?name");
  return element;
}

// [61] InlineData ::= 'VALUES' DataBlock
static GestaElement *
parse_inline_data(GestaSparqlParser *parser)
{
  GestaElement *element = make_element(parser, GESTA_ELEMENT_VALUES);
  gesta_sparql_advance(parser);
  element->data = gesta_parse_data_block(parser);
  return element;
}

// [57] OptionalGraphPattern ::= 'OPTIONAL' GroupGraphPattern
static GestaElement *
parse_optional_graph_pattern(GestaSparqlParser *parser)
{
  GestaElement *element = make_element(parser, GESTA_ELEMENT_OPTIONAL);
  gesta_sparql_advance(parser);
  element->group = gesta_parse_group_graph_pattern(parser);
  return element;
}

// [66] MinusGraphPattern ::= 'MINUS' GroupGraphPattern
static GestaElement *
parse_minus_graph_pattern(GestaSparqlParser *parser)
{
  GestaElement *element = make_element(parser, GESTA_ELEMENT_MINUS);
  gesta_sparql_advance(parser);
  const size_t outer = gesta_scope_open(parser);
  element->group = gesta_parse_group_graph_pattern(parser);
  gesta_scope_close(parser, outer, false);
  return element;
}

// [58] GraphGraphPattern ::= 'GRAPH' VarOrIri GroupGraphPattern
static GestaElement *
parse_graph_graph_pattern(GestaSparqlParser *parser)
{
  GestaElement *element = make_element(parser, GESTA_ELEMENT_GRAPH);
  gesta_sparql_advance(parser);
  element->name = gesta_parse_var_or_iri(parser);
  element->group = gesta_parse_group_graph_pattern(parser);
  return element;
}

// [59] ServiceGraphPattern ::= 'SERVICE' 'SILENT'? VarOrIri GroupGraphPattern
static GestaElement *
parse_service_graph_pattern(GestaSparqlParser *parser)
{
  GestaElement *element = make_element(parser, GESTA_ELEMENT_SERVICE);
  gesta_sparql_advance(parser);
  element->is_silent = gesta_sparql_accept_word(parser, "SILENT");
  element->name = gesta_parse_var_or_iri(parser);
  element->group = gesta_parse_group_graph_pattern(parser);
  return element;
}

// [67] GroupOrUnionGraphPattern ::= GroupGraphPattern ( 'UNION'
// GroupGraphPattern )*
static GestaElement *
parse_group_or_union_graph_pattern(GestaSparqlParser *parser)
{
  GestaElement *element = make_element(parser, GESTA_ELEMENT_GROUP);
  element->group = gesta_parse_group_graph_pattern(parser);
  GestaGroup *last = element->group;
  while (gesta_sparql_accept_word(parser, "UNION")) {
    element->kind = GESTA_ELEMENT_UNION;
    last->next = gesta_parse_group_graph_pattern(parser);
    last = last->next;
  }
  return element;
}

// [56] GraphPatternNotTriples ::= GroupOrUnionGraphPattern |
// OptionalGraphPattern | MinusGraphPattern | GraphGraphPattern |
// ServiceGraphPattern | Filter | Bind | InlineData; NULL if none is next.
static GestaElement *
parse_graph_pattern_not_triples(GestaSparqlParser *parser)
{
  static const struct {
    const char *word;
    GestaElement *(*parse)(GestaSparqlParser *parser);
  } patterns[] = {
    {"OPTIONAL", parse_optional_graph_pattern},
    {"FILTER", parse_filter},
    {"BIND", parse_bind},
    {"VALUES", parse_inline_data},
    {"GRAPH", parse_graph_graph_pattern},
    {"MINUS", parse_minus_graph_pattern},
    {"SERVICE", parse_service_graph_pattern},
  };
  if (gesta_sparql_is(parser, "{")) {
    return parse_group_or_union_graph_pattern(parser);
  }
  for (size_t i = 0; i < sizeof patterns / sizeof *patterns; ++i) {
    if (gesta_sparql_is_word(parser, patterns[i].word)) {
      return patterns[i].parse(parser);
    }
  }
  return NULL;
}

// Begin a new basic graph pattern.
static void
end_basic_pattern(GestaSparqlParser *parser)
{
  parser->basic_pattern = ++parser->basic_pattern_count;
}

// [54] GroupGraphPatternSub ::= TriplesBlock? ( GraphPatternNotTriples '.'?
// TriplesBlock? )*
//
// Triples that only a FILTER parts belong to one basic graph pattern (section
// 5.2.2), but stay two elements.
static void
parse_group_graph_pattern_sub(GestaSparqlParser *parser, GestaElement **last)
{
  end_basic_pattern(parser);
  while (parser->status == GESTA_OK) {
    GestaElement *element;
    if (gesta_sparql_at_node(parser)) {
      element = parse_triples_block(parser);
      if (gesta_sparql_at_node(parser)) {
        gesta_sparql_fail(parser, parser->token.place,
                          "a '.' is missing before this triple (or a ';' if it "
                          "has the same subject)");
      }
    } else {
      element = parse_graph_pattern_not_triples(parser);
      if (!element) {
        return;
      }
      (void)gesta_sparql_accept(parser, ".");
      if (element->kind != GESTA_ELEMENT_FILTER) {
        end_basic_pattern(parser);
      }
    }
    *last = element;
    last = &element->next;
  }
}

// [53] GroupGraphPattern ::= '{' ( SubSelect | GroupGraphPatternSub ) '}'
GestaGroup *
gesta_parse_group_graph_pattern(GestaSparqlParser *parser)
{
  GestaGroup *group = gesta_sparql_node(parser, sizeof *group);
  const GestaSparqlToken open = parser->token;
  const size_t basic_pattern = parser->basic_pattern;
  const GestaTripleMode mode = parser->mode;
  GestaTriple **const triples = parser->triples;
  const bool may_aggregate = parser->may_aggregate;
  const size_t outer = gesta_scope_open(parser);
  parser->mode = GESTA_TRIPLES_PATTERN;
  parser->may_aggregate = false;
  if (gesta_sparql_enter(parser)) {
    gesta_sparql_expect(parser, "{", "");
    if (gesta_sparql_is_word(parser, "SELECT")) {
      group->elements = make_element(parser, GESTA_ELEMENT_SUBSELECT);
      group->elements->select = gesta_parse_sub_select(parser);
    } else {
      parse_group_graph_pattern_sub(parser, &group->elements);
    }
    const char *end = parser->token.text.data + 1;
    gesta_sparql_close(parser, "}", open.place, "a triple, a pattern or '}'");
    if (parser->status == GESTA_OK) {
      group->source = (GestaStringView){open.text.data,
                                        (size_t)(end - open.text.data)};
    }
  }
  gesta_sparql_leave(parser);
  gesta_scope_close(parser, outer, true);
  parser->may_aggregate = may_aggregate;
  parser->triples = triples;
  parser->mode = mode;
  parser->basic_pattern = basic_pattern;
  return group;
}

// --- VALUES ------------------------------------------------------------------

// [65] DataBlockValue ::= iri | RDFLiteral | NumericLiteral | BooleanLiteral |
// 'UNDEF'
static void
parse_data_block_value(GestaSparqlParser *parser)
{
  GestaTerm *term = gesta_sparql_node(parser, sizeof *term);
  if (gesta_sparql_accept_word(parser, "UNDEF")) {
    term->kind = GESTA_TERM_NONE;
  } else if (gesta_sparql_at_literal(parser)) {
    *term = gesta_parse_literal(parser);
  } else if (gesta_sparql_at_iri(parser)) {
    *term = gesta_iri(gesta_parse_iri(parser));
  } else {
    gesta_sparql_fail_expected(parser, "an IRI, a literal or UNDEF in VALUES");
  }
  gesta_sparql_push(parser, term);
}

// [64] InlineDataFull, one row: '(' DataBlockValue* ')'
static void
parse_data_row(GestaSparqlParser *parser, size_t variable_count)
{
  const GestaPlace open = parser->token.place;
  gesta_sparql_expect(parser, "(", "before each row of VALUES");
  size_t count = 0;
  while (parser->status == GESTA_OK && !gesta_sparql_is(parser, ")")
         && !gesta_sparql_at(parser, GESTA_SPARQL_END)) {
    parse_data_block_value(parser);
    ++count;
  }
  gesta_sparql_close(parser, ")", open, "a value or ')' in VALUES");
  if (count != variable_count) {
    gesta_sparql_fail(parser, open,
                      "this row of VALUES has %zu value%s for %zu variable%s; "
                      "write UNDEF where there is none",
                      count, count == 1 ? "" : "s", variable_count,
                      variable_count == 1 ? "" : "s");
  }
}

static void
take_terms(GestaSparqlParser *parser, size_t start, GestaDataBlock *data)
{
  if (parser->status) {
    return;
  }
  const size_t count = parser->stack_count - start;
  data->terms = gesta_arena_allocate(parser->arena, count, sizeof *data->terms);
  if (!data->terms) {
    gesta_sparql_fail_status(parser, GESTA_ERR_MEMORY);
    return;
  }
  for (size_t i = 0; i < count; ++i) {
    data->terms[i] = *(const GestaTerm *)parser->stack[start + i];
  }
  parser->stack_count = start;
}

// Var, of VALUES.
static void
parse_data_variable(GestaSparqlParser *parser)
{
  GestaVariable *variable = gesta_sparql_node(parser, sizeof *variable);
  *variable = gesta_parse_var(parser);
  gesta_scope_add(parser, *variable);
  gesta_sparql_push(parser, variable);
}

// '(' Var* ')', or one Var; twice the same is an error.
static void
parse_data_variables(GestaSparqlParser *parser, GestaDataBlock *data)
{
  const size_t start = parser->stack_count;
  const GestaPlace open = parser->token.place;
  const size_t outer = gesta_scope_open(parser);
  if (gesta_sparql_accept(parser, "(")) {
    while (gesta_sparql_at(parser, GESTA_SPARQL_VARIABLE)) {
      const GestaSparqlToken token = parser->token;
      parse_data_variable(parser);
      if (parser->status == GESTA_OK
          && parser->scope_count - parser->scope_start
               != parser->stack_count - start) {
        gesta_sparql_fail(
          parser, token.place, "%.*s stands twice in the variables of VALUES",
          (int)(token.text.size < 60 ? token.text.size : 60), token.text.data);
      }
    }
    gesta_sparql_close(parser, ")", open, "a variable or ')' after VALUES");
  } else {
    parse_data_variable(parser);
  }
  gesta_scope_close(parser, outer, true);
  if (parser->status) {
    return;
  }
  data->variable_count = parser->stack_count - start;
  data->variables = gesta_arena_allocate(parser->arena, data->variable_count,
                                         sizeof *data->variables);
  if (!data->variables) {
    gesta_sparql_fail_status(parser, GESTA_ERR_MEMORY);
    return;
  }
  for (size_t i = 0; i < data->variable_count; ++i) {
    data->variables[i] = *(const GestaVariable *)parser->stack[start + i];
  }
  parser->stack_count = start;
}

// [62] DataBlock ::= InlineDataOneVar | InlineDataFull
// [63] InlineDataOneVar ::= Var '{' DataBlockValue* '}'
// [64] InlineDataFull ::= ( NIL | '(' Var* ')' ) '{' ( '(' DataBlockValue* ')'
// | NIL )* '}'
GestaDataBlock *
gesta_parse_data_block(GestaSparqlParser *parser)
{
  GestaDataBlock *data = gesta_sparql_node(parser, sizeof *data);
  const bool is_full = gesta_sparql_is(parser, "(");
  if (!is_full && !gesta_sparql_at(parser, GESTA_SPARQL_VARIABLE)) {
    gesta_sparql_fail_expected(parser, "a variable or '(' after VALUES");
  }
  parse_data_variables(parser, data);
  const size_t start = parser->stack_count;
  const GestaPlace open = parser->token.place;
  gesta_sparql_expect(parser, "{", "before the rows of VALUES");
  while (parser->status == GESTA_OK && !gesta_sparql_is(parser, "}")
         && !gesta_sparql_at(parser, GESTA_SPARQL_END)) {
    if (is_full) {
      parse_data_row(parser, data->variable_count);
    } else {
      parse_data_block_value(parser);
    }
    ++data->row_count;
  }
  gesta_sparql_close(parser, "}", open, "a value or '}' in VALUES");
  take_terms(parser, start, data);
  return data;
}
