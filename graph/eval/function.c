// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/digest.h"
#include "graph/base/text_buffer.h"
#include "graph/eval/expression_state.h"
#include "graph/rdf/vocabulary.h"

#include <inttypes.h>
#include <string.h>

// Whether a function's name is the keyword of a call that does not evaluate all
// its arguments first.
static GestaStatus
find_bound(const GestaExpression *expression, const GestaRow *row,
           GestaValue *value)
{
  const GestaExpression *const argument = expression->arguments[0];
  if (argument->kind != GESTA_EXPRESSION_VARIABLE) {
    return GESTA_NOT_FOUND;
  }
  *value = gesta_value_boolean(gesta_row_id(row, argument->variable)
                               != GESTA_NO_TERM);
  return GESTA_OK;
}

static GestaStatus
find_if(GestaExpressions *expressions, const GestaExpression *expression,
        const GestaRow *row, GestaValue *value)
{
  GestaValue condition;
  bool truth = false;
  GestaStatus status = gesta_expression_value(
    expressions, expression->arguments[0], row, &condition);
  if (status == GESTA_OK) {
    status = gesta_value_truth(&condition, &truth);
  }
  return status ? status
                : gesta_expression_value(expressions,
                                         expression->arguments[truth ? 1 : 2],
                                         row, value);
}

static GestaStatus
find_first(GestaExpressions *expressions, const GestaExpression *expression,
           const GestaRow *row, GestaValue *value)
{
  GestaStatus status = GESTA_NOT_FOUND;
  for (size_t i = 0;
       status == GESTA_NOT_FOUND && i < expression->argument_count; ++i) {
    status = gesta_expression_value(expressions, expression->arguments[i], row,
                                    value);
  }
  return status;
}

// CONCAT: with a language if all have the same one.
static GestaStatus
concatenate(GestaExpressions *expressions, const GestaExpression *expression,
            const GestaRow *row, GestaValue *value)
{
  const size_t count = expression->argument_count;
  GestaArena *const arena = &expressions->scratch;
  GestaStringView *parts = gesta_arena_allocate(arena, count, sizeof *parts);
  if (!parts) {
    return GESTA_ERR_MEMORY;
  }
  size_t size = 0;
  GestaStringView language = {0};
  for (size_t i = 0; i < count; ++i) {
    GestaValue part;
    const GestaStatus status = gesta_expression_value(
      expressions, expression->arguments[i], row, &part);
    if (status) {
      return status;
    }
    if (!gesta_value_is_text(&part)) {
      return GESTA_NOT_FOUND;
    }
    parts[i] = part.text;
    size += part.text.size;
    language = i == 0 || gesta_view_equal(language, part.tag)
                 ? part.tag
                 : (GestaStringView){0};
  }
  char *const text = gesta_arena_allocate(arena, size + 1, 1);
  if (!text) {
    return GESTA_ERR_MEMORY;
  }
  size_t at = 0;
  for (size_t i = 0; i < count; ++i) {
    memcpy(text + at, parts[i].data, parts[i].size);
    at += parts[i].size;
  }
  *value = gesta_value_string((GestaStringView){text, size});
  if (language.size > 0) {
    value->kind = GESTA_VALUE_LANGUAGE;
    value->tag = language;
  }
  return GESTA_OK;
}

// Two terms are the same; those that have ids are not read.
static GestaStatus
find_same(GestaExpressions *expressions, const GestaExpression *expression,
          const GestaRow *row, GestaValue *value)
{
  const GestaExpression *const a = expression->arguments[0];
  const GestaExpression *const b = expression->arguments[1];
  if (a->kind == GESTA_EXPRESSION_VARIABLE
      && b->kind == GESTA_EXPRESSION_VARIABLE) {
    const GestaTermId first = gesta_row_id(row, a->variable);
    const GestaTermId second = gesta_row_id(row, b->variable);
    *value = gesta_value_boolean(first == second);
    return first == GESTA_NO_TERM || second == GESTA_NO_TERM ? GESTA_NOT_FOUND
                                                             : GESTA_OK;
  }
  GestaValue values[2];
  GestaTerm terms[2];
  for (size_t i = 0; i < 2; ++i) {
    GestaStatus status = gesta_expression_value(
      expressions, expression->arguments[i], row, &values[i]);
    if (status == GESTA_OK) {
      status = gesta_value_term(&values[i], &expressions->scratch, &terms[i]);
    }
    if (status) {
      return status;
    }
  }
  *value = gesta_value_boolean(values[0].id != GESTA_NO_TERM
                                   && values[1].id != GESTA_NO_TERM
                                 ? values[0].id == values[1].id
                                 : gesta_term_equal(&terms[0], &terms[1]));
  return GESTA_OK;
}

// How often the rows have begun anew for this BNODE(...).
static uint64_t
count_batches(GestaExpressions *expressions, const GestaExpression *expression,
              const GestaRow *row)
{
  for (size_t i = 0; i < GESTA_LABEL_SITES; ++i) {
    GestaLabelSite *const site = &expressions->sites[i];
    if (!site->expression) {
      *site = (GestaLabelSite){.expression = expression};
    }
    if (site->expression == expression) {
      site->batch += row->index < site->last;
      site->last = row->index + 1;
      return site->batch;
    }
  }
  return 0;
}

// BNODE(text): the same node for the same text in the same solution, which is
// known by its batch and its place there.
static GestaStatus
label_blank(GestaExpressions *expressions, const GestaExpression *expression,
            const GestaRow *row, GestaValue *value)
{
  GestaValue label;
  GestaStatus status = gesta_expression_value(
    expressions, expression->arguments[0], row, &label);
  if (status) {
    return status;
  }
  if (label.kind != GESTA_VALUE_STRING) {
    return GESTA_NOT_FOUND;
  }
  GestaTextBuffer key;
  gesta_text_buffer_init(&key, expressions->allocator);
  status = gesta_text_buffer_print(
    &key, "%p %" PRIu64 " %zu ", (void *)expressions,
    count_batches(expressions, expression, row), row->index);
  if (status == GESTA_OK) {
    status = gesta_text_buffer_append(&key, label.text);
  }
  char digest[GESTA_DIGEST_SIZE];
  if (status == GESTA_OK) {
    gesta_digest(gesta_text_buffer_view(&key), digest);
    char name[GESTA_DIGEST_SIZE + 1] = "b";
    memcpy(name + 1, digest, GESTA_DIGEST_SIZE);
    *value = (GestaValue){.kind = GESTA_VALUE_BLANK};
    status = gesta_arena_copy(&expressions->scratch, gesta_view(name),
                              &value->text);
  }
  gesta_text_buffer_clear(&key);
  return status;
}

static GestaStatus
find_blank(GestaExpressions *expressions, const GestaExpression *expression,
           const GestaRow *row, GestaValue *value)
{
  if (expression->argument_count > 0) {
    return label_blank(expressions, expression, row, value);
  }
  GestaTermId id = GESTA_NO_TERM;
  const GestaStatus status = gesta_query_terms_blank(expressions->options.terms,
                                                     &id);
  return status ? status : gesta_expressions_read(expressions, id, value);
}

static GestaStatus
call_function(GestaExpressions *expressions, GestaFunctionCall call,
              const GestaExpression *expression, const GestaRow *row,
              GestaValue *value)
{
  GestaValue arguments[GESTA_FUNCTION_ARGUMENTS];
  const size_t count = expression->argument_count;
  if (count > GESTA_FUNCTION_ARGUMENTS) {
    return GESTA_NOT_FOUND;
  }
  for (size_t i = 0; i < count; ++i) {
    const GestaStatus status = gesta_expression_value(
      expressions, expression->arguments[i], row, &arguments[i]);
    if (status) {
      return status;
    }
  }
  return call(expressions, arguments, count, value);
}

GestaStatus
gesta_builtin_value(GestaExpressions *expressions,
                    const GestaExpression *expression, const GestaRow *row,
                    GestaValue *value)
{
  const GestaBuiltin builtin = expression->builtin;
  const GestaFunctionCall call = expressions->calls[builtin];
  if (call) {
    return call_function(expressions, call, expression, row, value);
  }
  if (builtin == GESTA_BUILTIN_BOUND) {
    return find_bound(expression, row, value);
  }
  if (builtin == GESTA_BUILTIN_IF) {
    return find_if(expressions, expression, row, value);
  }
  if (builtin == GESTA_BUILTIN_COALESCE) {
    return find_first(expressions, expression, row, value);
  }
  if (builtin == GESTA_BUILTIN_CONCAT) {
    return concatenate(expressions, expression, row, value);
  }
  if (builtin == GESTA_BUILTIN_SAMETERM) {
    return find_same(expressions, expression, row, value);
  }
  return find_blank(expressions, expression, row, value);
}

GestaStatus
gesta_function_value(GestaExpressions *expressions,
                     const GestaExpression *expression, const GestaRow *row,
                     GestaValue *value)
{
  const GestaStringView iri = expression->term.value;
  const GestaDatatype datatype = gesta_datatype_find(iri);
  if (datatype != GESTA_XSD_NONE) {
    GestaValue argument;
    if (expression->argument_count != 1) {
      return GESTA_NOT_FOUND;
    }
    const GestaStatus status = gesta_expression_value(
      expressions, expression->arguments[0], row, &argument);
    return status ? status
                  : gesta_cast(expressions, datatype, &argument, value);
  }
  size_t count = 0;
  const GestaFunctionCall call = gesta_own_function(iri, &count);
  return call && expression->argument_count == count
           ? call_function(expressions, call, expression, row, value)
           : GESTA_NOT_FOUND;
}

// The IRI of the function number `index`, casts first; empty past the last.
static GestaStringView
function_iri(size_t index)
{
  if (index < GESTA_XSD_YEAR_MONTH_DURATION) {
    return gesta_datatype_iri((GestaDatatype)(index + 1));
  }
  return gesta_own_function_iri(index - GESTA_XSD_YEAR_MONTH_DURATION);
}

bool
gesta_function_known(GestaStringView iri, GestaStringView *nearest)
{
  size_t best = iri.size / 3 + 2;
  GestaStringView found = {"", 0};
  for (size_t i = 0;; ++i) {
    const GestaStringView known = function_iri(i);
    if (known.size == 0) {
      break;
    }
    const size_t distance = gesta_edit_distance(iri, known);
    if (distance == 0) {
      return true;
    }
    if (distance < best) {
      best = distance;
      found = known;
    }
  }
  if (nearest) {
    *nearest = found;
  }
  return false;
}
