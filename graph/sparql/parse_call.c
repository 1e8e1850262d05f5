// SPDX-License-Identifier: GPL-3.0-or-later
// Functions, aggregates and EXISTS.
#include "graph/rdf/vocabulary.h"
#include "graph/sparql/parser_state.h"
#include "graph/sparql/slip_distance.h"

#include <stdio.h>

static const struct {
  const char *word;
  GestaAggregateKind kind;
} aggregates[] = {
  {"COUNT", GESTA_AGGREGATE_COUNT},
  {"SUM", GESTA_AGGREGATE_SUM},
  {"MIN", GESTA_AGGREGATE_MIN},
  {"MAX", GESTA_AGGREGATE_MAX},
  {"AVG", GESTA_AGGREGATE_AVG},
  {"SAMPLE", GESTA_AGGREGATE_SAMPLE},
  {"GROUP_CONCAT", GESTA_AGGREGATE_GROUP_CONCAT},
};
enum { AGGREGATE_COUNT = sizeof aggregates / sizeof *aggregates };

// Pass the '(' that follows a word.
static void
open_after(GestaSparqlParser *parser, const char *word)
{
  char where[40];
  (void)snprintf(where, sizeof where, "after %s", word);
  gesta_sparql_expect(parser, "(", where);
}

// Push '(' Expression ( ',' Expression )* ')' or NIL.
static void
push_expressions(GestaSparqlParser *parser, const char *word)
{
  const GestaPlace open = parser->token.place;
  open_after(parser, word);
  if (gesta_sparql_accept(parser, ")")) {
    return;
  }
  do {
    gesta_sparql_push(parser, gesta_parse_expression(parser));
  } while (gesta_sparql_accept(parser, ","));
  gesta_sparql_close(parser, ")", open, "an operator, ',' or ')'");
}

// [72] ExpressionList ::= NIL | '(' Expression ( ',' Expression )* ')'
//
// The caller takes them, since it has pushed one before.
void
gesta_parse_expression_list(GestaSparqlParser *parser)
{
  push_expressions(parser, "IN");
}

// [70] FunctionCall ::= iri ArgList.  [128] iriOrFunction ::= iri ArgList?
// [71] ArgList ::= NIL | '(' 'DISTINCT'? Expression ( ',' Expression )* ')'
GestaExpression *
gesta_parse_iri_or_function(GestaSparqlParser *parser)
{
  GestaExpression *expression = gesta_sparql_expression(parser,
                                                        GESTA_EXPRESSION_TERM);
  expression->term = gesta_iri(gesta_parse_iri(parser));
  const GestaPlace open = parser->token.place;
  if (!gesta_sparql_accept(parser, "(")) {
    return expression;
  }
  expression->kind = GESTA_EXPRESSION_FUNCTION;
  const size_t start = parser->stack_count;
  if (!gesta_sparql_accept(parser, ")")) {
    expression->is_distinct = gesta_sparql_accept_word(parser, "DISTINCT");
    do {
      gesta_sparql_push(parser, gesta_parse_expression(parser));
    } while (gesta_sparql_accept(parser, ","));
    gesta_sparql_close(parser, ")", open, "an operator, ',' or ')'");
  }
  gesta_sparql_take_arguments(parser, start, expression);
  return expression;
}

// ( ';' 'SEPARATOR' '=' String )?
static void
parse_separator(GestaSparqlParser *parser, GestaExpression *expression)
{
  expression->separator = GESTA_VIEW(" ");
  if (!gesta_sparql_accept(parser, ";")) {
    return;
  }
  gesta_sparql_expect_word(parser, "SEPARATOR", "after ';' in GROUP_CONCAT");
  gesta_sparql_expect(parser, "=", "after SEPARATOR");
  if (!gesta_sparql_at(parser, GESTA_SPARQL_STRING)) {
    gesta_sparql_fail_expected(parser, "a string after SEPARATOR=");
    return;
  }
  const GestaPlace place = parser->token.place;
  const GestaTerm term = gesta_parse_literal(parser);
  if (term.language.size > 0 || term.datatype.size > 0) {
    gesta_sparql_fail(parser, place, "the SEPARATOR is a plain string");
  }
  expression->separator = term.value;
}

static void
check_aggregate_place(GestaSparqlParser *parser, GestaPlace place,
                      const char *word)
{
  if (parser->in_aggregate) {
    gesta_sparql_fail(parser, place,
                      "%s stands in another aggregate; compute the inner one "
                      "in a subquery",
                      word);
  } else if (!parser->may_aggregate) {
    gesta_sparql_fail(parser, place,
                      "%s cannot stand here: aggregates are for SELECT, HAVING "
                      "and ORDER BY; a condition on one goes into HAVING(...)",
                      word);
  }
}

// [127] Aggregate ::= 'COUNT' '(' 'DISTINCT'? ( '*' | Expression ) ')' | 'SUM'
// '(' 'DISTINCT'? Expression ')' | ... | 'GROUP_CONCAT' '(' 'DISTINCT'?
// Expression ( ';' 'SEPARATOR' '=' String )? ')'
static GestaExpression *
parse_aggregate(GestaSparqlParser *parser, size_t index)
{
  GestaExpression *expression = gesta_sparql_expression(
    parser, GESTA_EXPRESSION_AGGREGATE);
  expression->aggregate = aggregates[index].kind;
  const char *word = aggregates[index].word;
  gesta_sparql_advance(parser);
  const GestaPlace open = parser->token.place;
  open_after(parser, word);
  check_aggregate_place(parser, expression->place, word);
  parser->has_aggregate = true;
  parser->in_aggregate = true;
  expression->is_distinct = gesta_sparql_accept_word(parser, "DISTINCT");
  if (expression->aggregate != GESTA_AGGREGATE_COUNT
      || !gesta_sparql_accept(parser, "*")) {
    const size_t start = parser->stack_count;
    gesta_sparql_push(parser, gesta_parse_expression(parser));
    gesta_sparql_take_arguments(parser, start, expression);
  }
  if (expression->aggregate == GESTA_AGGREGATE_GROUP_CONCAT) {
    parse_separator(parser, expression);
  }
  parser->in_aggregate = false;
  gesta_sparql_close(parser, ")", open, "an operator or ')'");
  return expression;
}

// [125] ExistsFunc ::= 'EXISTS' GroupGraphPattern
// [126] NotExistsFunc ::= 'NOT' 'EXISTS' GroupGraphPattern
static GestaExpression *
parse_exists_func(GestaSparqlParser *parser)
{
  GestaExpression *expression = gesta_sparql_expression(
    parser, GESTA_EXPRESSION_EXISTS);
  if (gesta_sparql_accept_word(parser, "NOT")) {
    expression->kind = GESTA_EXPRESSION_NOT_EXISTS;
  }
  gesta_sparql_expect_word(parser, "EXISTS", "after NOT");
  const bool in_aggregate = parser->in_aggregate;
  const size_t outer = gesta_scope_open(parser);
  parser->in_aggregate = false;
  expression->group = gesta_parse_group_graph_pattern(parser);
  gesta_scope_close(parser, outer, false);
  parser->in_aggregate = in_aggregate;
  return expression;
}

static void
check_arguments(GestaSparqlParser *parser, const GestaExpression *expression)
{
  if (parser->status) {
    return;
  }
  const GestaBuiltinFacts *facts = gesta_builtin_facts(expression->builtin);
  const size_t count = expression->argument_count;
  const bool any = facts->most == GESTA_BUILTIN_MANY;
  if (count < facts->least || (count > facts->most && !any)) {
    if (facts->least == facts->most) {
      gesta_sparql_fail(parser, expression->place,
                        "%s takes %u argument%s, but it has %zu here",
                        facts->name, (unsigned)facts->least,
                        facts->least == 1 ? "" : "s", count);
    } else {
      gesta_sparql_fail(parser, expression->place,
                        "%s takes %u or %u arguments, but it has %zu here",
                        facts->name, (unsigned)facts->least,
                        (unsigned)facts->most, count);
    }
    return;
  }
  if (expression->builtin == GESTA_BUILTIN_BOUND
      && expression->arguments[0]->kind != GESTA_EXPRESSION_VARIABLE) {
    gesta_sparql_fail(parser, expression->arguments[0]->place,
                      "BOUND takes a variable, not an expression");
  }
}

// What SQL and XPath call a function, and what SPARQL calls it.
typedef struct ForeignName {
  const char *name;
  const char *meant;
} ForeignName;

static const ForeignName foreign_names[] = {
  {"LENGTH", "STRLEN"},        {"LEN", "STRLEN"},
  {"SUBSTRING", "SUBSTR"},     {"LOWER", "LCASE"},
  {"UPPER", "UCASE"},          {"TOLOWER", "LCASE"},
  {"TOUPPER", "UCASE"},        {"STARTSWITH", "STRSTARTS"},
  {"ENDSWITH", "STRENDS"},     {"LIKE", "REGEX"},
  {"MATCHES", "REGEX"},        {"NVL", "COALESCE"},
  {"IFNULL", "COALESCE"},      {"MEAN", "AVG"},
  {"AVERAGE", "AVG"},          {"STRING_AGG", "GROUP_CONCAT"},
  {"LISTAGG", "GROUP_CONCAT"}, {"RANDOM", "RAND"},
  {"CEILING", "CEIL"},         {"ISNUMBER", "isNumeric"},
  {"ISNULL", "!BOUND"},
};

// The name of a function or an aggregate that is nearest to an unknown one.
static const char *
find_nearest_function(GestaStringView word)
{
  for (size_t i = 0; i < sizeof foreign_names / sizeof *foreign_names; ++i) {
    const ForeignName *at = &foreign_names[i];
    if (gesta_slip_distance(word, gesta_view(at->name), 1) == 0) {
      return at->meant;
    }
  }
  size_t best = gesta_slip_distance_most(word) + 1;
  const char *nearest = NULL;
  for (size_t i = 0; i < GESTA_BUILTIN_COUNT + AGGREGATE_COUNT; ++i) {
    const char *name = i < GESTA_BUILTIN_COUNT
                         ? gesta_builtin_facts((GestaBuiltin)i)->name
                         : aggregates[i - GESTA_BUILTIN_COUNT].word;
    const size_t distance = gesta_slip_distance(word, gesta_view(name), best);
    if (distance < best) {
      best = distance;
      nearest = name;
    }
  }
  return nearest;
}

static void
fail_unknown_function(GestaSparqlParser *parser, GestaSparqlToken token)
{
  const int size = token.text.size < 60 ? (int)token.text.size : 60;
  const char *nearest = find_nearest_function(token.text);
  if (nearest) {
    gesta_sparql_fail(parser, token.place,
                      "SPARQL has no function %.*s; is %s meant?", size,
                      token.text.data, nearest);
  } else {
    gesta_sparql_fail(parser, token.place, "SPARQL has no function %.*s", size,
                      token.text.data);
  }
}

// [121] BuiltInCall ::= Aggregate | 'STR' '(' Expression ')' | ...
// [122] RegexExpression, [123] SubstringExpression, [124] StrReplaceExpression
GestaExpression *
gesta_parse_built_in_call(GestaSparqlParser *parser)
{
  if (gesta_sparql_is_word(parser, "EXISTS")
      || gesta_sparql_is_word(parser, "NOT")) {
    return parse_exists_func(parser);
  }
  for (size_t i = 0; i < AGGREGATE_COUNT; ++i) {
    if (gesta_sparql_is_word(parser, aggregates[i].word)) {
      return parse_aggregate(parser, i);
    }
  }
  GestaExpression *expression = gesta_sparql_expression(
    parser, GESTA_EXPRESSION_BUILTIN);
  const GestaSparqlToken token = parser->token;
  const bool is_word = token.kind == GESTA_SPARQL_WORD;
  if (!is_word || !gesta_builtin_find(token.text, &expression->builtin)) {
    if (is_word) {
      gesta_sparql_advance(parser);
    }
    if (is_word && gesta_sparql_is(parser, "(")) {
      fail_unknown_function(parser, token);
    }
    if (is_word && parser->status == GESTA_OK) {
      parser->token = token; // for the message
    }
    gesta_sparql_fail_expected(parser, "an expression");
    return expression;
  }
  gesta_sparql_advance(parser);
  const size_t start = parser->stack_count;
  push_expressions(parser, gesta_builtin_facts(expression->builtin)->name);
  gesta_sparql_take_arguments(parser, start, expression);
  check_arguments(parser, expression);
  return expression;
}

// [69] Constraint ::= BrackettedExpression | BuiltInCall | FunctionCall
GestaExpression *
gesta_parse_constraint(GestaSparqlParser *parser, const char *where)
{
  if (gesta_sparql_is(parser, "(")) {
    return gesta_parse_bracketted_expression(parser);
  }
  if (gesta_sparql_at_iri(parser)) {
    GestaExpression *expression = gesta_parse_iri_or_function(parser);
    if (expression->kind != GESTA_EXPRESSION_FUNCTION) {
      gesta_sparql_fail_expected(parser, "'(' after the function");
    }
    return expression;
  }
  if (!gesta_sparql_at(parser, GESTA_SPARQL_WORD)) {
    gesta_sparql_fail(parser, parser->token.place,
                      "expected '(' or a function %s; a condition stands in "
                      "brackets",
                      where);
  }
  return gesta_parse_built_in_call(parser);
}
