// SPDX-License-Identifier: GPL-3.0-or-later
// SELECT and subqueries: projection, solution modifiers, and what section 18.2
// and the notes of the grammar demand of their variables.
#include "graph/sparql/parser_state.h"

#include <stdint.h>

static int
name_size(GestaStringView name)
{
  return name.size < 60 ? (int)name.size : 60;
}

// '(' Expression 'AS' Var ')', behind the '('.
static void
parse_projected_expression(GestaSparqlParser *parser,
                           GestaProjection *projection, GestaPlace open)
{
  parser->may_aggregate = true;
  projection->expression = gesta_parse_expression(parser);
  parser->may_aggregate = false;
  if (!gesta_sparql_accept_word(parser, "AS")) {
    gesta_sparql_fail_expected(
      parser, "AS and a variable: (expression AS ?name) in SELECT");
  }
  projection->place = parser->token.place;
  projection->variable = gesta_parse_var(parser);
  gesta_sparql_close(parser, ")", open, "')' after (expression AS ?name");
}

// [9] SelectClause ::= 'SELECT' ( 'DISTINCT' | 'REDUCED' )? ( ( Var | ( '('
// Expression 'AS' Var ')' ) )+ | '*' )
static void
parse_select_clause(GestaSparqlParser *parser, GestaSelect *select)
{
  gesta_sparql_expect_word(parser, "SELECT", "");
  select->is_distinct = gesta_sparql_accept_word(parser, "DISTINCT");
  if (!select->is_distinct) {
    select->is_reduced = gesta_sparql_accept_word(parser, "REDUCED");
  }
  if (gesta_sparql_accept(parser, "*")) {
    select->is_star = true;
    return;
  }
  GestaProjection **last = &select->projections;
  while (parser->status == GESTA_OK) {
    const GestaPlace place = parser->token.place;
    const bool is_variable = gesta_sparql_at(parser, GESTA_SPARQL_VARIABLE);
    if (!is_variable && !gesta_sparql_accept(parser, "(")) {
      break;
    }
    GestaProjection *projection = gesta_sparql_node(parser, sizeof *projection);
    projection->place = place;
    if (is_variable) {
      projection->variable = gesta_parse_var(parser);
    } else {
      parse_projected_expression(parser, projection, place);
    }
    *last = projection;
    last = &projection->next;
  }
  if (!select->projections) {
    gesta_sparql_fail_expected(
      parser, "'*', a variable or (expression AS ?name) after SELECT");
  } else if (gesta_sparql_is(parser, ",")) {
    gesta_sparql_fail(parser, parser->token.place,
                      "the variables of SELECT have no ',' between them");
  }
}

// [17] WhereClause ::= 'WHERE'? GroupGraphPattern
GestaGroup *
gesta_parse_where_clause(GestaSparqlParser *parser)
{
  const bool has_word = gesta_sparql_accept_word(parser, "WHERE");
  if (!gesta_sparql_is(parser, "{")) {
    gesta_sparql_fail_expected(parser,
                               has_word ? "'{' after WHERE" : "WHERE or '{'");
  }
  return gesta_parse_group_graph_pattern(parser);
}

// --- solution modifiers ------------------------------------------------------

// [20] GroupCondition ::= BuiltInCall | FunctionCall | '(' Expression ( 'AS'
// Var )? ')' | Var
static GestaGroupKey *
parse_group_condition(GestaSparqlParser *parser)
{
  GestaGroupKey *key = gesta_sparql_node(parser, sizeof *key);
  key->variable = GESTA_NO_VARIABLE;
  const GestaPlace open = parser->token.place;
  if (gesta_sparql_at(parser, GESTA_SPARQL_VARIABLE)) {
    key->expression = gesta_sparql_expression(parser,
                                              GESTA_EXPRESSION_VARIABLE);
    key->expression->variable = gesta_parse_var(parser);
    gesta_sparql_use(parser, key->expression->variable, open);
    return key;
  }
  if (!gesta_sparql_accept(parser, "(")) {
    key->expression = gesta_parse_constraint(parser, "in GROUP BY");
    return key;
  }
  key->expression = gesta_parse_expression(parser);
  if (gesta_sparql_accept_word(parser, "AS")) {
    const GestaSparqlToken token = parser->token;
    key->variable = gesta_parse_var(parser);
    if (gesta_scope_has(parser, key->variable)) {
      gesta_sparql_fail(parser, token.place,
                        "%.*s is bound already; choose another name after AS",
                        name_size(token.text), token.text.data);
    }
    gesta_scope_add(parser, key->variable);
  }
  gesta_sparql_close(parser, ")", open, "AS, an operator or ')' in GROUP BY");
  return key;
}

// Whether a condition of GROUP BY, HAVING or ORDER BY is next.
static bool
is_at_condition(const GestaSparqlParser *parser)
{
  GestaBuiltin builtin;
  return gesta_sparql_is(parser, "(") || gesta_sparql_at_iri(parser)
         || gesta_sparql_at(parser, GESTA_SPARQL_VARIABLE)
         || gesta_sparql_is_word(parser, "NOT")
         || gesta_sparql_is_word(parser, "EXISTS")
         || gesta_sparql_is_word(parser, "COUNT")
         || gesta_sparql_is_word(parser, "SUM")
         || gesta_sparql_is_word(parser, "MIN")
         || gesta_sparql_is_word(parser, "MAX")
         || gesta_sparql_is_word(parser, "AVG")
         || gesta_sparql_is_word(parser, "SAMPLE")
         || gesta_sparql_is_word(parser, "GROUP_CONCAT")
         || (gesta_sparql_at(parser, GESTA_SPARQL_WORD)
             && gesta_builtin_find(parser->token.text, &builtin));
}

// [19] GroupClause ::= 'GROUP' 'BY' GroupCondition+
static void
parse_group_clause(GestaSparqlParser *parser, GestaSelect *select)
{
  gesta_sparql_expect_word(parser, "BY", "after GROUP");
  GestaGroupKey **last = &select->group_keys;
  do {
    *last = parse_group_condition(parser);
    last = &(*last)->next;
  } while (parser->status == GESTA_OK && is_at_condition(parser));
}

// [21] HavingClause ::= 'HAVING' HavingCondition+
// [22] HavingCondition ::= Constraint
static void
parse_having_clause(GestaSparqlParser *parser, GestaSelect *select)
{
  GestaExpressionList **last = &select->having;
  parser->may_aggregate = true;
  do {
    GestaExpressionList *condition = gesta_sparql_node(parser,
                                                       sizeof *condition);
    condition->expression = gesta_parse_constraint(parser, "after HAVING");
    *last = condition;
    last = &condition->next;
  } while (parser->status == GESTA_OK && is_at_condition(parser));
  parser->may_aggregate = false;
}

// [24] OrderCondition ::= ( ( 'ASC' | 'DESC' ) BrackettedExpression ) | (
// Constraint | Var )
static GestaOrder *
parse_order_condition(GestaSparqlParser *parser)
{
  GestaOrder *order = gesta_sparql_node(parser, sizeof *order);
  const GestaSparqlToken token = parser->token;
  order->is_descending = gesta_sparql_accept_word(parser, "DESC");
  if (order->is_descending || gesta_sparql_accept_word(parser, "ASC")) {
    if (!gesta_sparql_is(parser, "(")) {
      gesta_sparql_fail(parser, parser->token.place,
                        "expected '(' after %.*s: write %.*s(?name)",
                        name_size(token.text), token.text.data,
                        name_size(token.text), token.text.data);
    }
    order->expression = gesta_parse_bracketted_expression(parser);
  } else if (token.kind == GESTA_SPARQL_VARIABLE) {
    order->expression = gesta_sparql_expression(parser,
                                                GESTA_EXPRESSION_VARIABLE);
    order->expression->variable = gesta_parse_var(parser);
    gesta_sparql_use(parser, order->expression->variable, token.place);
  } else {
    order->expression = gesta_parse_constraint(parser, "in ORDER BY");
  }
  return order;
}

// [23] OrderClause ::= 'ORDER' 'BY' OrderCondition+
static void
parse_order_clause(GestaSparqlParser *parser, GestaSelect *select)
{
  gesta_sparql_expect_word(parser, "BY", "after ORDER");
  GestaOrder **last = &select->orders;
  parser->may_aggregate = true;
  do {
    *last = parse_order_condition(parser);
    last = &(*last)->next;
  } while (parser->status == GESTA_OK
           && (is_at_condition(parser) || gesta_sparql_is_word(parser, "ASC")
               || gesta_sparql_is_word(parser, "DESC")));
  parser->may_aggregate = false;
  if (gesta_sparql_is(parser, ",")) {
    gesta_sparql_fail(parser, parser->token.place,
                      "the conditions of ORDER BY have no ',' between them");
  }
}

// The INTEGER of LIMIT or OFFSET; one that is too large for 64 bits is as good
// as the largest.
static uint64_t
parse_integer(GestaSparqlParser *parser, const char *what)
{
  const GestaStringView text = parser->token.text;
  if (!gesta_sparql_at(parser, GESTA_SPARQL_INTEGER) || text.data[0] == '-'
      || text.data[0] == '+') {
    gesta_sparql_fail_expected(parser, what);
    return 0;
  }
  uint64_t value = 0;
  for (size_t i = 0; i < text.size; ++i) {
    const uint64_t digit = (uint64_t)(text.data[i] - '0');
    if (value > (UINT64_MAX - digit) / 10) {
      value = UINT64_MAX;
      break;
    }
    value = value * 10 + digit;
  }
  gesta_sparql_advance(parser);
  return value;
}

// [25] LimitOffsetClauses ::= LimitClause OffsetClause? | OffsetClause
// LimitClause?.  [26] LimitClause ::= 'LIMIT' INTEGER
// [27] OffsetClause ::= 'OFFSET' INTEGER
static void
parse_limit_offset_clauses(GestaSparqlParser *parser, GestaSelect *select)
{
  bool has_offset = false;
  while (parser->status == GESTA_OK) {
    if (!select->has_limit && gesta_sparql_accept_word(parser, "LIMIT")) {
      select->has_limit = true;
      select->limit = parse_integer(parser, "a whole number after LIMIT");
    } else if (!has_offset && gesta_sparql_accept_word(parser, "OFFSET")) {
      has_offset = true;
      select->offset = parse_integer(parser, "a whole number after OFFSET");
    } else {
      return;
    }
  }
}

// [18] SolutionModifier ::= GroupClause? HavingClause? OrderClause?
// LimitOffsetClauses?
void
gesta_parse_solution_modifier(GestaSparqlParser *parser, GestaSelect *select)
{
  if (gesta_sparql_accept_word(parser, "GROUP")) {
    parse_group_clause(parser, select);
  }
  if (gesta_sparql_accept_word(parser, "HAVING")) {
    parse_having_clause(parser, select);
  }
  if (gesta_sparql_accept_word(parser, "ORDER")) {
    parse_order_clause(parser, select);
  }
  parse_limit_offset_clauses(parser, select);

  static const char *const late[] = {"GROUP", "HAVING", "ORDER",
                                     "LIMIT", "OFFSET", "WHERE"};
  for (size_t i = 0; i < sizeof late / sizeof *late; ++i) {
    if (gesta_sparql_is_word(parser, late[i])) {
      gesta_sparql_fail(parser, parser->token.place,
                        "%s comes too late or twice; the order is WHERE { ... "
                        "} GROUP BY, HAVING, ORDER BY, LIMIT, OFFSET, VALUES",
                        late[i]);
    }
  }
}

// [28] ValuesClause ::= ( 'VALUES' DataBlock )?
void
gesta_parse_values_clause(GestaSparqlParser *parser, GestaSelect *select)
{
  if (gesta_sparql_accept_word(parser, "VALUES")) {
    select->values = gesta_parse_data_block(parser);
  }
}

// --- what the variables must be ----------------------------------------------

// SELECT *: what is in scope, in the order in which it came.
static void
expand_star(GestaSparqlParser *parser, GestaSelect *select, GestaPlace place)
{
  if (select->group_keys || parser->has_aggregate) {
    gesta_sparql_fail(parser, place,
                      "SELECT * cannot stand with GROUP BY or aggregates; name "
                      "the variables");
    return;
  }
  GestaProjection **last = &select->projections;
  for (size_t i = parser->scope_start;
       parser->status == GESTA_OK && i < parser->scope_count; ++i) {
    const GestaVariable variable = parser->scope[i].variable;
    GestaProjection *projection = gesta_sparql_node(parser, sizeof *projection);
    projection->variable = variable;
    projection->place = place;
    *last = projection;
    last = &projection->next;
  }
}

// (expression AS variable): the variable is new (note 12 of the grammar).
static void
check_projections(GestaSparqlParser *parser, const GestaSelect *select)
{
  for (const GestaProjection *projection = select->projections;
       parser->status == GESTA_OK && projection;
       projection = projection->next) {
    const GestaVariable variable = projection->variable;
    const bool is_bound = gesta_scope_has(parser, variable);
    const GestaStringView name =
      parser->request->variables.names[variable].name;
    if (!projection->expression && !is_bound) {
      gesta_scope_warn(parser, variable, projection->place, "selected");
    } else if (projection->expression && is_bound) {
      gesta_sparql_fail(parser, projection->place,
                        "?%.*s has a value already, from the pattern or from "
                        "SELECT; choose another name after AS",
                        name_size(name), name.data);
    }
    if (projection->expression) {
      gesta_scope_add(parser, variable);
    }
  }
}

// Whether a projected variable is a key, or comes from an expression before
// `end`.
static bool
is_grouped(const GestaSelect *select, const GestaProjection *end,
           GestaVariable variable)
{
  for (const GestaGroupKey *key = select->group_keys; key; key = key->next) {
    const bool is_named = key->variable == variable;
    const bool is_variable = key->expression->kind == GESTA_EXPRESSION_VARIABLE
                             && key->expression->variable == variable;
    if (is_named || is_variable) {
      return true;
    }
  }
  for (const GestaProjection *at = select->projections; at != end;
       at = at->next) {
    if (at->expression && at->variable == variable) {
      return true;
    }
  }
  return false;
}

// The first variable of an expression, outside of aggregates, that is not
// grouped; NULL if there is none.  The depth is that of the parser's own
// recursion.
static const GestaExpression *
find_ungrouped(const GestaSelect *select, const GestaProjection *projection,
               const GestaExpression *expression)
{
  if (expression->kind == GESTA_EXPRESSION_VARIABLE) {
    return is_grouped(select, projection, expression->variable) ? NULL
                                                                : expression;
  }
  if (expression->kind == GESTA_EXPRESSION_AGGREGATE) {
    return NULL;
  }
  for (size_t i = 0; i < expression->argument_count; ++i) {
    const GestaExpression *found = find_ungrouped(select, projection,
                                                  expression->arguments[i]);
    if (found) {
      return found;
    }
  }
  return NULL;
}

// With groups, what is projected is a key or is computed of keys and
// aggregates (section 19.8, note 13; section 11.4).
static void
check_groups(GestaSparqlParser *parser, const GestaSelect *select)
{
  for (const GestaProjection *projection = select->projections;
       parser->status == GESTA_OK && projection;
       projection = projection->next) {
    GestaVariable variable = GESTA_NO_VARIABLE;
    GestaPlace place = projection->place;
    if (projection->expression) {
      const GestaExpression *found = find_ungrouped(select, projection,
                                                    projection->expression);
      if (found) {
        variable = found->variable;
        place = found->place;
      }
    } else if (!is_grouped(select, projection, projection->variable)) {
      variable = projection->variable;
    }
    if (variable != GESTA_NO_VARIABLE) {
      const GestaStringView name =
        parser->request->variables.names[variable].name;
      gesta_sparql_fail(parser, place,
                        "?%.*s has many values in a group; put it into GROUP "
                        "BY, or into an aggregate such as SAMPLE(?%.*s)",
                        name_size(name), name.data, name_size(name), name.data);
    }
  }
}

static void
check_select(GestaSparqlParser *parser, GestaSelect *select, GestaPlace place)
{
  if (select->is_star) {
    expand_star(parser, select, place);
    return;
  }
  check_projections(parser, select);
  if (select->group_keys || parser->has_aggregate || select->having) {
    check_groups(parser, select);
  }
}

// Everything after the SelectClause and its dataset.
static void
parse_select_rest(GestaSparqlParser *parser, GestaSelect *select,
                  GestaPlace place)
{
  select->where = gesta_parse_where_clause(parser);
  gesta_parse_solution_modifier(parser, select);
  gesta_parse_values_clause(parser, select);
  check_select(parser, select, place);
}

// [7] SelectQuery ::= SelectClause DatasetClause* WhereClause SolutionModifier
void
gesta_parse_select_query(GestaSparqlParser *parser)
{
  GestaRequest *request = parser->request;
  const GestaPlace place = parser->token.place;
  request->form = GESTA_FORM_SELECT;
  parse_select_clause(parser, &request->select);
  request->dataset = gesta_parse_dataset_clauses(parser, "FROM");
  parse_select_rest(parser, &request->select, place);
}

// [8] SubSelect ::= SelectClause WhereClause SolutionModifier ValuesClause
GestaSelect *
gesta_parse_sub_select(GestaSparqlParser *parser)
{
  GestaSelect *select = gesta_sparql_node(parser, sizeof *select);
  const GestaPlace place = parser->token.place;
  const bool has_aggregate = parser->has_aggregate;
  const bool in_aggregate = parser->in_aggregate;
  const size_t outer = gesta_scope_open(parser);
  parser->has_aggregate = false;
  parser->in_aggregate = false;
  parse_select_clause(parser, select);
  if (gesta_sparql_is_word(parser, "FROM")) {
    gesta_sparql_fail(parser, parser->token.place,
                      "a subquery has no FROM; it belongs to the outer query");
  }
  parse_select_rest(parser, select, place);
  gesta_scope_close(parser, outer, false);
  for (const GestaProjection *projection = select->projections;
       parser->status == GESTA_OK && projection;
       projection = projection->next) {
    gesta_scope_add(parser, projection->variable);
  }
  parser->has_aggregate = has_aggregate;
  parser->in_aggregate = in_aggregate;
  return select;
}
