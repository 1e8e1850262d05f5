// SPDX-License-Identifier: GPL-3.0-or-later
// Operators, in the order of their precedence.
#include "graph/sparql/parser_state.h"

GestaExpression *
gesta_sparql_expression(GestaSparqlParser *parser, GestaExpressionKind kind)
{
  GestaExpression *expression = gesta_sparql_node(parser, sizeof *expression);
  expression->kind = kind;
  expression->variable = GESTA_NO_VARIABLE;
  expression->place = parser->token.place;
  return expression;
}

static GestaExpression *
make_binary(GestaSparqlParser *parser, GestaExpressionKind kind,
            GestaExpression *first, GestaExpression *second, GestaPlace place)
{
  GestaExpression *expression = gesta_sparql_expression(parser, kind);
  expression->place = place;
  expression->arguments = gesta_sparql_node(parser,
                                            2 * sizeof *expression->arguments);
  if (parser->status == GESTA_OK) {
    expression->arguments[0] = first;
    expression->arguments[1] = second;
    expression->argument_count = 2;
  }
  return expression;
}

static GestaExpression *
make_unary(GestaSparqlParser *parser, GestaExpressionKind kind,
           GestaExpression *of, GestaPlace place)
{
  GestaExpression *expression = make_binary(parser, kind, of, NULL, place);
  expression->argument_count = parser->status == GESTA_OK ? 1 : 0;
  return expression;
}

static void *
combine_or(GestaSparqlParser *parser, void *first, void *second)
{
  const GestaExpression *left = first;
  return make_binary(parser, GESTA_EXPRESSION_OR, first, second, left->place);
}

static void *
combine_and(GestaSparqlParser *parser, void *first, void *second)
{
  const GestaExpression *left = first;
  return make_binary(parser, GESTA_EXPRESSION_AND, first, second, left->place);
}

// [120] BrackettedExpression ::= '(' Expression ')'
GestaExpression *
gesta_parse_bracketted_expression(GestaSparqlParser *parser)
{
  const GestaPlace open = parser->token.place;
  gesta_sparql_expect(parser, "(", "before an expression");
  GestaExpression *expression = gesta_parse_expression(parser);
  gesta_sparql_close(parser, ")", open, "an operator or ')'");
  return expression;
}

// [119] PrimaryExpression ::= BrackettedExpression | BuiltInCall |
// iriOrFunction | RDFLiteral | NumericLiteral | BooleanLiteral | Var
static GestaExpression *
parse_primary_expression(GestaSparqlParser *parser)
{
  if (gesta_sparql_is(parser, "(")) {
    return gesta_parse_bracketted_expression(parser);
  }
  if (gesta_sparql_at_iri(parser)) {
    return gesta_parse_iri_or_function(parser);
  }
  if (gesta_sparql_at(parser, GESTA_SPARQL_VARIABLE)) {
    GestaExpression *expression = gesta_sparql_expression(
      parser, GESTA_EXPRESSION_VARIABLE);
    expression->variable = gesta_parse_var(parser);
    gesta_sparql_use(parser, expression->variable, expression->place);
    return expression;
  }
  if (gesta_sparql_at_literal(parser)) {
    GestaExpression *expression = gesta_sparql_expression(
      parser, GESTA_EXPRESSION_TERM);
    expression->term = gesta_parse_literal(parser);
    return expression;
  }
  return gesta_parse_built_in_call(parser);
}

// [118] UnaryExpression ::= '!' PrimaryExpression | '+' PrimaryExpression | '-'
// PrimaryExpression | PrimaryExpression
static GestaExpression *
parse_unary_expression(GestaSparqlParser *parser)
{
  static const struct {
    const char *mark;
    GestaExpressionKind kind;
  } operators[] = {
    {"!", GESTA_EXPRESSION_NOT},
    {"+", GESTA_EXPRESSION_PLUS},
    {"-", GESTA_EXPRESSION_MINUS},
  };
  const GestaPlace place = parser->token.place;
  for (size_t i = 0; i < sizeof operators / sizeof *operators; ++i) {
    if (gesta_sparql_accept(parser, operators[i].mark)) {
      return make_unary(parser, operators[i].kind,
                        parse_primary_expression(parser), place);
    }
  }
  return parse_primary_expression(parser);
}

// The rest of [117] MultiplicativeExpression ::= UnaryExpression ( '*'
// UnaryExpression | '/' UnaryExpression )*.  A chain makes a tree as deep.
static GestaExpression *
parse_multiplicative_rest(GestaSparqlParser *parser, GestaExpression *first)
{
  GestaExpression *result = first;
  size_t levels = 0;
  while (gesta_sparql_is(parser, "*") || gesta_sparql_is(parser, "/")) {
    const GestaPlace place = parser->token.place;
    const GestaExpressionKind kind = gesta_sparql_is(parser, "*")
                                       ? GESTA_EXPRESSION_MULTIPLY
                                       : GESTA_EXPRESSION_DIVIDE;
    ++levels;
    (void)gesta_sparql_enter(parser);
    gesta_sparql_advance(parser);
    result = make_binary(parser, kind, result, parse_unary_expression(parser),
                         place);
  }
  for (; levels > 0; --levels) {
    gesta_sparql_leave(parser);
  }
  return result;
}

static bool
is_at_number(const GestaSparqlParser *parser)
{
  return gesta_sparql_at(parser, GESTA_SPARQL_INTEGER)
         || gesta_sparql_at(parser, GESTA_SPARQL_DECIMAL)
         || gesta_sparql_at(parser, GESTA_SPARQL_DOUBLE);
}

// The sign of a number that stands where an operator is looked for, or of the
// operator itself; NUL if neither is next.
static char
peek_sign(const GestaSparqlParser *parser)
{
  const bool may_be = is_at_number(parser) || gesta_sparql_is(parser, "+")
                      || gesta_sparql_is(parser, "-");
  const char first = may_be ? parser->token.text.data[0] : '\0';
  return first == '+' || first == '-' ? first : '\0';
}

// [116] AdditiveExpression ::= MultiplicativeExpression ( '+'
// MultiplicativeExpression | '-' MultiplicativeExpression | (
// NumericLiteralPositive | NumericLiteralNegative ) ( ( '*' UnaryExpression ) |
// ( '/' UnaryExpression ) )* )*
//
// "?x -1" is cut before the sign, but means a subtraction.
static GestaExpression *
parse_additive_expression(GestaSparqlParser *parser)
{
  GestaExpression *result = parse_multiplicative_rest(
    parser, parse_unary_expression(parser));
  size_t levels = 0;
  for (char sign = peek_sign(parser); sign; sign = peek_sign(parser)) {
    const GestaPlace place = parser->token.place;
    const bool is_number = is_at_number(parser);
    ++levels;
    (void)gesta_sparql_enter(parser);
    GestaExpression *second;
    if (is_number) {
      second = gesta_sparql_expression(parser, GESTA_EXPRESSION_TERM);
      second->term = gesta_parse_literal(parser);
      if (parser->status == GESTA_OK) {
        ++second->term.value.data; // behind the sign
        --second->term.value.size;
      }
    } else {
      gesta_sparql_advance(parser);
      second = parse_unary_expression(parser);
    }
    second = parse_multiplicative_rest(parser, second);
    result = make_binary(
      parser, sign == '+' ? GESTA_EXPRESSION_ADD : GESTA_EXPRESSION_SUBTRACT,
      result, second, place);
  }
  for (; levels > 0; --levels) {
    gesta_sparql_leave(parser);
  }
  return result;
}

// [114] RelationalExpression ::= NumericExpression ( 'IN' ExpressionList |
// 'NOT' 'IN' ExpressionList )?
static GestaExpression *
parse_in(GestaSparqlParser *parser, GestaExpressionKind kind,
         GestaExpression *first)
{
  GestaExpression *expression = gesta_sparql_expression(parser, kind);
  const size_t start = parser->stack_count;
  gesta_sparql_push(parser, first);
  gesta_parse_expression_list(parser);
  gesta_sparql_take_arguments(parser, start, expression);
  return expression;
}

// [114] RelationalExpression ::= NumericExpression ( '=' NumericExpression |
// '!=' NumericExpression | '<' NumericExpression | '>' NumericExpression | '<='
// NumericExpression | '>=' NumericExpression | 'IN' ExpressionList | 'NOT' 'IN'
// ExpressionList )?
static GestaExpression *
parse_relational_expression(GestaSparqlParser *parser)
{
  static const struct {
    const char *mark;
    GestaExpressionKind kind;
  } operators[] = {
    {"=", GESTA_EXPRESSION_EQUAL},       {"!=", GESTA_EXPRESSION_NOT_EQUAL},
    {"<", GESTA_EXPRESSION_LESS},        {">", GESTA_EXPRESSION_GREATER},
    {"<=", GESTA_EXPRESSION_LESS_EQUAL}, {">=", GESTA_EXPRESSION_GREATER_EQUAL},
  };
  GestaExpression *first = parse_additive_expression(parser);
  const GestaPlace place = parser->token.place;
  for (size_t i = 0; i < sizeof operators / sizeof *operators; ++i) {
    if (gesta_sparql_accept(parser, operators[i].mark)) {
      if (i == 0 && gesta_sparql_is(parser, "=")) {
        gesta_sparql_fail(parser, place,
                          "SPARQL compares with '=', not with '=='");
      }
      return make_binary(parser, operators[i].kind, first,
                         parse_additive_expression(parser), place);
    }
  }
  if (gesta_sparql_accept_word(parser, "IN")) {
    return parse_in(parser, GESTA_EXPRESSION_IN, first);
  }
  if (gesta_sparql_accept_word(parser, "NOT")) {
    gesta_sparql_expect_word(parser, "IN", "after NOT");
    return parse_in(parser, GESTA_EXPRESSION_NOT_IN, first);
  }
  return first;
}

// [112] ConditionalAndExpression ::= ValueLogical ( '&&' ValueLogical )*
// [113] ValueLogical ::= RelationalExpression
static GestaExpression *
parse_conditional_and_expression(GestaSparqlParser *parser)
{
  const size_t start = parser->stack_count;
  do {
    gesta_sparql_push(parser, parse_relational_expression(parser));
  } while (gesta_sparql_accept(parser, "&&"));
  return gesta_sparql_balance(parser, start, combine_and);
}

// [111] ConditionalOrExpression ::= ConditionalAndExpression ( '||'
// ConditionalAndExpression )*
static GestaExpression *
parse_conditional_or_expression(GestaSparqlParser *parser)
{
  const size_t start = parser->stack_count;
  do {
    gesta_sparql_push(parser, parse_conditional_and_expression(parser));
  } while (gesta_sparql_accept(parser, "||"));
  return gesta_sparql_balance(parser, start, combine_or);
}

// [110] Expression ::= ConditionalOrExpression
GestaExpression *
gesta_parse_expression(GestaSparqlParser *parser)
{
  GestaExpression *expression = NULL;
  if (gesta_sparql_enter(parser)) {
    expression = parse_conditional_or_expression(parser);
  }
  gesta_sparql_leave(parser);
  return expression ? expression
                    : gesta_sparql_expression(parser, GESTA_EXPRESSION_TERM);
}
