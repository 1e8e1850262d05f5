// SPDX-License-Identifier: GPL-3.0-or-later
// Algebra as S-expressions, on one line.
//
// What comes before a node's first child is printed on the way down the spine,
// the rest on the way up.

#include "graph/algebra/algebra.h"
#include "graph/rdf/vocabulary.h"

#include <assert.h>

typedef struct Printer {
  const GestaVariableNames *variables;
  GestaTextBuffer *text;
  GestaStatus status; // the first failure
} Printer;

static void
print(Printer *printer, GestaStringView text)
{
  if (printer->status == GESTA_OK) {
    printer->status = gesta_text_buffer_append(printer->text, text);
  }
}

static void
print_number(Printer *printer, uint64_t number)
{
  if (printer->status == GESTA_OK) {
    printer->status = gesta_text_buffer_print(printer->text, "%llu",
                                              (unsigned long long)number);
  }
}

static void
print_variable(Printer *printer, GestaVariable variable)
{
  if (variable >= printer->variables->count) {
    print(printer, GESTA_VIEW("?."));
    print_number(printer, variable);
    return;
  }
  const GestaVariableName *name = &printer->variables->names[variable];
  print(printer, name->is_hidden ? GESTA_VIEW("?.") : GESTA_VIEW("?"));
  print(printer, name->name);
  if (name->is_hidden) {
    print(printer, name->name.size > 0 ? GESTA_VIEW(".") : GESTA_VIEW(""));
    print_number(printer, variable);
  }
}

static void
print_term(Printer *printer, const GestaTerm *term)
{
  if (term->kind == GESTA_TERM_NONE) {
    print(printer, GESTA_VIEW("undef"));
  } else if (printer->status == GESTA_OK) {
    printer->status = gesta_term_spell(term, printer->text);
  }
}

static void
print_iri(Printer *printer, GestaStringView iri)
{
  const GestaTerm term = gesta_iri(iri);
  print_term(printer, &term);
}

static void
print_node(Printer *printer, const GestaNode *node)
{
  if (gesta_node_is_variable(node)) {
    print_variable(printer, node->variable);
  } else {
    print_term(printer, &node->term);
  }
}

static void
print_variables(Printer *printer, const GestaVariable *variables, size_t count)
{
  print(printer, GESTA_VIEW("("));
  for (size_t i = 0; i < count; ++i) {
    print(printer, i > 0 ? GESTA_VIEW(" ") : GESTA_VIEW(""));
    print_variable(printer, variables[i]);
  }
  print(printer, GESTA_VIEW(")"));
}

// !(iri | ^iri ...)
static void
print_negated(Printer *printer, const GestaPathStep *steps)
{
  print(printer, GESTA_VIEW("(notoneof"));
  for (const GestaPathStep *at = steps; at; at = at->next) {
    print(printer, at->is_inverse ? GESTA_VIEW(" (reverse ") : GESTA_VIEW(" "));
    print_iri(printer, at->iri);
    print(printer, at->is_inverse ? GESTA_VIEW(")") : GESTA_VIEW(""));
  }
  print(printer, GESTA_VIEW(")"));
}

// Alternatives and sequences nest in `first` as deeply as the text is long:
// their beginnings are printed first, from the outermost in.
static void
print_path(Printer *printer, const GestaPath *path)
{
  static const GestaStringView names[] = {
    [GESTA_PATH_LINK] = {"", 0},
    [GESTA_PATH_INVERSE] = {"(reverse ", 9},
    [GESTA_PATH_SEQUENCE] = {"(seq ", 5},
    [GESTA_PATH_ALTERNATIVE] = {"(alt ", 5},
    [GESTA_PATH_ZERO_OR_MORE] = {"(path* ", 7},
    [GESTA_PATH_ONE_OR_MORE] = {"(path+ ", 7},
    [GESTA_PATH_ZERO_OR_ONE] = {"(path? ", 7},
    [GESTA_PATH_NEGATED] = {"", 0},
  };
  size_t depth = 0;
  const GestaPath *leaf = path;
  while (leaf->first) {
    print(printer, names[leaf->kind]);
    leaf = leaf->first;
    ++depth;
  }
  if (leaf->kind == GESTA_PATH_NEGATED) {
    print_negated(printer, leaf->negated);
  } else {
    print_iri(printer, leaf->iri);
  }
  // Back up; a path knows no way up, so count down.
  const GestaPath **way = gesta_allocate(printer->text->allocator, depth + 1,
                                         sizeof(GestaPath *));
  if (!way) {
    printer->status = printer->status ? printer->status : GESTA_ERR_MEMORY;
    return;
  }
  size_t count = 0;
  for (const GestaPath *at = path; at->first; at = at->first) {
    way[count++] = at;
  }
  while (count > 0) {
    const GestaPath *at = way[--count];
    if (at->second) {
      print(printer, GESTA_VIEW(" "));
      print_path(printer, at->second);
    }
    print(printer, GESTA_VIEW(")"));
  }
  gesta_release(printer->text->allocator, way);
}

static void
print_algebra(Printer *printer, const GestaAlgebra *algebra);

static GestaStringView
aggregate_name(GestaAggregateKind kind)
{
  switch (kind) {
  case GESTA_AGGREGATE_COUNT:
    return GESTA_VIEW("count");
  case GESTA_AGGREGATE_SUM:
    return GESTA_VIEW("sum");
  case GESTA_AGGREGATE_MIN:
    return GESTA_VIEW("min");
  case GESTA_AGGREGATE_MAX:
    return GESTA_VIEW("max");
  case GESTA_AGGREGATE_AVG:
    return GESTA_VIEW("avg");
  case GESTA_AGGREGATE_SAMPLE:
    return GESTA_VIEW("sample");
  case GESTA_AGGREGATE_GROUP_CONCAT:
    return GESTA_VIEW("group_concat");
  }
  return GESTA_VIEW("");
}

static GestaStringView
operator_name(const GestaExpression *expression)
{
  static const GestaStringView names[] = {
    [GESTA_EXPRESSION_OR] = {"||", 2},
    [GESTA_EXPRESSION_AND] = {"&&", 2},
    [GESTA_EXPRESSION_NOT] = {"!", 1},
    [GESTA_EXPRESSION_EQUAL] = {"=", 1},
    [GESTA_EXPRESSION_NOT_EQUAL] = {"!=", 2},
    [GESTA_EXPRESSION_LESS] = {"<", 1},
    [GESTA_EXPRESSION_GREATER] = {">", 1},
    [GESTA_EXPRESSION_LESS_EQUAL] = {"<=", 2},
    [GESTA_EXPRESSION_GREATER_EQUAL] = {">=", 2},
    [GESTA_EXPRESSION_IN] = {"in", 2},
    [GESTA_EXPRESSION_NOT_IN] = {"notin", 5},
    [GESTA_EXPRESSION_ADD] = {"+", 1},
    [GESTA_EXPRESSION_SUBTRACT] = {"-", 1},
    [GESTA_EXPRESSION_MULTIPLY] = {"*", 1},
    [GESTA_EXPRESSION_DIVIDE] = {"/", 1},
    [GESTA_EXPRESSION_PLUS] = {"unary+", 6},
    [GESTA_EXPRESSION_MINUS] = {"unary-", 6},
    [GESTA_EXPRESSION_EXISTS] = {"exists", 6},
    [GESTA_EXPRESSION_NOT_EXISTS] = {"notexists", 9},
    [GESTA_EXPRESSION_AGGREGATE] = {"", 0}, // it has the most kinds
  };
  if (expression->kind == GESTA_EXPRESSION_AGGREGATE) {
    return aggregate_name(expression->aggregate);
  }
  if (expression->kind == GESTA_EXPRESSION_BUILTIN) {
    return gesta_view(gesta_builtin_facts(expression->builtin)->name);
  }
  return names[expression->kind];
}

// "(name " and what else comes before the arguments.
static void
print_operator(Printer *printer, const GestaExpression *expression)
{
  print(printer, GESTA_VIEW("("));
  if (expression->kind == GESTA_EXPRESSION_FUNCTION) {
    print_iri(printer, expression->term.value);
  } else {
    print(printer, operator_name(expression));
  }
  if (expression->is_distinct) {
    print(printer, GESTA_VIEW(" distinct"));
  }
  if (expression->kind == GESTA_EXPRESSION_AGGREGATE
      && expression->aggregate == GESTA_AGGREGATE_GROUP_CONCAT) {
    const GestaTerm separator = gesta_text_literal(expression->separator,
                                                   (GestaStringView){0});
    print(printer, GESTA_VIEW(" (separator "));
    print_term(printer, &separator);
    print(printer, GESTA_VIEW(")"));
  }
}

static bool
is_leaf(const GestaExpression *expression)
{
  return expression->kind == GESTA_EXPRESSION_TERM
         || expression->kind == GESTA_EXPRESSION_VARIABLE;
}

static void
print_expression(Printer *printer, const GestaExpression *expression)
{
  size_t depth = 0;
  const GestaExpression *leaf = expression;
  while (!is_leaf(leaf)) {
    print_operator(printer, leaf);
    ++depth;
    if (leaf->argument_count == 0) {
      break;
    }
    print(printer, GESTA_VIEW(" "));
    leaf = leaf->arguments[0];
  }
  if (leaf->pattern) {
    print(printer, GESTA_VIEW(" "));
    print_algebra(printer, leaf->pattern);
  } else if (leaf->kind == GESTA_EXPRESSION_TERM) {
    print_term(printer, &leaf->term);
  } else if (leaf->kind == GESTA_EXPRESSION_VARIABLE) {
    print_variable(printer, leaf->variable);
  }
  const GestaExpression **way = gesta_allocate(
    printer->text->allocator, depth + 1, sizeof(GestaExpression *));
  if (!way) {
    printer->status = printer->status ? printer->status : GESTA_ERR_MEMORY;
    return;
  }
  const GestaExpression *at = expression;
  for (size_t i = 0; i < depth; ++i) {
    way[i] = at;
    at = at->argument_count > 0 ? at->arguments[0] : NULL;
  }
  while (depth > 0) {
    const GestaExpression *outer = way[--depth];
    for (size_t i = 1; i < outer->argument_count; ++i) {
      print(printer, GESTA_VIEW(" "));
      print_expression(printer, outer->arguments[i]);
    }
    print(printer, GESTA_VIEW(")"));
  }
  gesta_release(printer->text->allocator, way);
}

static void
print_conditions(Printer *printer, const GestaExpressionList *conditions)
{
  print(printer, GESTA_VIEW("("));
  for (const GestaExpressionList *at = conditions; at; at = at->next) {
    print_expression(printer, at->expression);
    print(printer, at->next ? GESTA_VIEW(" ") : GESTA_VIEW(""));
  }
  print(printer, GESTA_VIEW(")"));
}

static void
print_triple(Printer *printer, const GestaTriple *triple)
{
  print_node(printer, &triple->subject);
  print(printer, GESTA_VIEW(" "));
  if (triple->path) {
    print_path(printer, triple->path);
  } else {
    print_node(printer, &triple->predicate);
  }
  print(printer, GESTA_VIEW(" "));
  print_node(printer, &triple->object);
}

static void
print_table(Printer *printer, const GestaDataBlock *data)
{
  print(printer, GESTA_VIEW("(vars"));
  for (size_t i = 0; i < data->variable_count; ++i) {
    print(printer, GESTA_VIEW(" "));
    print_variable(printer, data->variables[i]);
  }
  print(printer, GESTA_VIEW(")"));
  for (size_t row = 0; row < data->row_count; ++row) {
    print(printer, GESTA_VIEW(" (row"));
    for (size_t i = 0; i < data->variable_count; ++i) {
      print(printer, GESTA_VIEW(" "));
      print_term(printer, &data->terms[row * data->variable_count + i]);
    }
    print(printer, GESTA_VIEW(")"));
  }
}

static void
print_group(Printer *printer, const GestaAlgebra *node)
{
  print_variables(printer, node->variables, node->variable_count);
  print(printer, GESTA_VIEW(" ("));
  for (const GestaAggregation *at = node->aggregations; at; at = at->next) {
    print(printer, GESTA_VIEW("("));
    print_variable(printer, at->variable);
    print(printer, GESTA_VIEW(" "));
    print_expression(printer, at->expression);
    print(printer, at->next ? GESTA_VIEW(") ") : GESTA_VIEW(")"));
  }
  print(printer, GESTA_VIEW(")"));
}

static void
print_orders(Printer *printer, const GestaOrder *orders)
{
  print(printer, GESTA_VIEW("("));
  for (const GestaOrder *at = orders; at; at = at->next) {
    print(printer,
          at->is_descending ? GESTA_VIEW("(desc ") : GESTA_VIEW("(asc "));
    print_expression(printer, at->expression);
    print(printer, at->next ? GESTA_VIEW(") ") : GESTA_VIEW(")"));
  }
  print(printer, GESTA_VIEW(")"));
}

static void
print_slice(Printer *printer, const GestaAlgebra *node)
{
  print_number(printer, node->offset);
  print(printer, GESTA_VIEW(" "));
  if (node->limit == UINT64_MAX) {
    print(printer, GESTA_VIEW("_"));
  } else {
    print_number(printer, node->limit);
  }
}

static void
print_extend(Printer *printer, const GestaAlgebra *node)
{
  print(printer, GESTA_VIEW("("));
  print_variable(printer, node->variable);
  print(printer, GESTA_VIEW(" "));
  print_expression(printer, node->expression);
  print(printer, GESTA_VIEW(")"));
}

// What stands between a node's name and its children.
static void
print_parameters(Printer *printer, const GestaAlgebra *node)
{
  switch (node->kind) {
  case GESTA_ALGEBRA_TRIPLE:
  case GESTA_ALGEBRA_PATH:
    print_triple(printer, node->triple);
    break;
  case GESTA_ALGEBRA_FILTER:
    print_conditions(printer, node->conditions);
    break;
  case GESTA_ALGEBRA_SERVICE:
    print(printer, node->is_silent ? GESTA_VIEW("silent ") : GESTA_VIEW(""));
    print_node(printer, &node->name);
    break;
  case GESTA_ALGEBRA_GRAPH:
    print_node(printer, &node->name);
    break;
  case GESTA_ALGEBRA_EXTEND:
    print_extend(printer, node);
    break;
  case GESTA_ALGEBRA_TABLE:
    print_table(printer, node->data);
    break;
  case GESTA_ALGEBRA_GROUP:
    print_group(printer, node);
    break;
  case GESTA_ALGEBRA_ORDER:
    print_orders(printer, node->orders);
    break;
  case GESTA_ALGEBRA_PROJECT:
    print_variables(printer, node->variables, node->variable_count);
    break;
  case GESTA_ALGEBRA_SLICE:
    print_slice(printer, node);
    break;
  case GESTA_ALGEBRA_UNIT:
  case GESTA_ALGEBRA_JOIN:
  case GESTA_ALGEBRA_LEFT_JOIN:
  case GESTA_ALGEBRA_UNION:
  case GESTA_ALGEBRA_MINUS:
  case GESTA_ALGEBRA_SEMI_JOIN:
  case GESTA_ALGEBRA_ANTI_JOIN:
  case GESTA_ALGEBRA_DISTINCT:
  case GESTA_ALGEBRA_REDUCED:
    break;
  }
}

// The name ends with a blank unless nothing follows.
static GestaStringView
node_name(GestaAlgebraKind kind)
{
  static const char *const names[] = {
    [GESTA_ALGEBRA_UNIT] = "(unit",
    [GESTA_ALGEBRA_TRIPLE] = "(triple ",
    [GESTA_ALGEBRA_PATH] = "(path ",
    [GESTA_ALGEBRA_JOIN] = "(join",
    [GESTA_ALGEBRA_LEFT_JOIN] = "(leftjoin",
    [GESTA_ALGEBRA_FILTER] = "(filter ",
    [GESTA_ALGEBRA_UNION] = "(union",
    [GESTA_ALGEBRA_MINUS] = "(minus",
    [GESTA_ALGEBRA_SEMI_JOIN] = "(semijoin",
    [GESTA_ALGEBRA_ANTI_JOIN] = "(antijoin",
    [GESTA_ALGEBRA_GRAPH] = "(graph ",
    [GESTA_ALGEBRA_EXTEND] = "(extend ",
    [GESTA_ALGEBRA_TABLE] = "(table ",
    [GESTA_ALGEBRA_GROUP] = "(group ",
    [GESTA_ALGEBRA_ORDER] = "(order ",
    [GESTA_ALGEBRA_PROJECT] = "(project ",
    [GESTA_ALGEBRA_DISTINCT] = "(distinct",
    [GESTA_ALGEBRA_REDUCED] = "(reduced",
    [GESTA_ALGEBRA_SLICE] = "(slice ",
    [GESTA_ALGEBRA_SERVICE] = "(service ",
  };
  return gesta_view(names[kind]);
}

static void
print_algebra(Printer *printer, const GestaAlgebra *algebra)
{
  size_t count = 0;
  for (const GestaAlgebra *at = algebra; at; at = at->first) {
    print(printer, node_name(at->kind));
    print_parameters(printer, at);
    print(printer, at->first ? GESTA_VIEW(" ") : GESTA_VIEW(""));
    ++count;
  }
  const GestaAlgebra **spine = gesta_allocate(printer->text->allocator, count,
                                              sizeof(GestaAlgebra *));
  if (!spine) {
    printer->status = printer->status ? printer->status : GESTA_ERR_MEMORY;
    return;
  }
  size_t i = 0;
  for (const GestaAlgebra *at = algebra; at; at = at->first) {
    spine[i++] = at;
  }
  while (count > 0) {
    const GestaAlgebra *node = spine[--count];
    if (node->second) {
      print(printer, GESTA_VIEW(" "));
      print_algebra(printer, node->second);
    }
    if (node->conditions && node->kind != GESTA_ALGEBRA_FILTER) {
      print(printer, GESTA_VIEW(" "));
      print_conditions(printer, node->conditions);
    }
    print(printer, GESTA_VIEW(")"));
  }
  gesta_release(printer->text->allocator, spine);
}

GestaStatus
gesta_algebra_print(const GestaAlgebra *algebra,
                    const GestaVariableNames *variables, GestaTextBuffer *text)
{
  assert(algebra && variables && text);

  Printer printer = {variables, text, GESTA_OK};
  print_algebra(&printer, algebra);
  return printer.status;
}

GestaStatus
gesta_triple_print(const GestaTriple *triple,
                   const GestaVariableNames *variables, GestaTextBuffer *text)
{
  assert(triple && variables && text);

  Printer printer = {variables, text, GESTA_OK};
  print_triple(&printer, triple);
  return printer.status;
}

GestaStatus
gesta_expression_print(const GestaExpression *expression,
                       const GestaVariableNames *variables,
                       GestaTextBuffer *text)
{
  assert(expression && variables && text);

  Printer printer = {variables, text, GESTA_OK};
  print_expression(&printer, expression);
  return printer.status;
}
