// SPDX-License-Identifier: GPL-3.0-or-later
// Values are made on the stack; their texts lie in the store's map, in the
// terms of the query or in an arena that is reset when the next outermost call
// begins, so that a filter allocates nothing once the arena has its block.
//
// 1. The value of an id is at the place that the id gives, or nowhere; that of
//    a constant at the place that its address gives.
// 2. Cached values need `kept` only.  Both are forgotten together, and only
//    when no call is open.

#include "graph/base/hash.h"
#include "graph/eval/expression_state.h"
#include "graph/eval/value_order.h"

#include <assert.h>
#include <math.h>
#include <string.h>
#include <time.h>

enum {
  CACHED_BITS = 13,
  CACHED_VALUES = 1 << CACHED_BITS,
  CACHED_CONSTANTS = 256,
  MOST_MISSES = 1 << 17,
  MOST_DEPTH = 2000,
};

struct GestaValueCache {
  GestaTermId ids[CACHED_VALUES];
  const GestaExpression *constants[CACHED_CONSTANTS];
  size_t misses;
  GestaValue values[CACHED_VALUES];
  GestaValue constant_values[CACHED_CONSTANTS];
};

static void
forget_values(GestaExpressions *expressions)
{
  GestaValueCache *const cache = expressions->cache;
  memset(cache->ids, 0, sizeof cache->ids);
  memset(cache->constants, 0, sizeof cache->constants);
  cache->misses = 0;
  gesta_arena_reset(&expressions->kept);
}

static void
add_calls(GestaExpressions *expressions, const GestaBuiltinRow *rows)
{
  for (; rows->call; ++rows) {
    expressions->calls[rows->builtin] = rows->call;
  }
}

static GestaStatus
set_random(GestaExpressions *expressions)
{
  if (expressions->options.seed != 0) {
    expressions->random[0] = expressions->options.seed;
    expressions->random[1] = UINT64_C(0x9E3779B97F4A7C15);
    return GESTA_OK;
  }
  GestaHashKey key;
  const GestaStatus status = gesta_hash_key_init(&key);
  if (status == GESTA_OK) {
    memcpy(expressions->random, key.bytes, sizeof expressions->random);
    expressions->random[1] |= 1;
  }
  return status;
}

static GestaStatus
set_now(GestaExpressions *expressions)
{
  static const uint64_t milli = GESTA_FRACTION_UNITS / 1000;
  const int64_t now = expressions->options.now;
  expressions->now.zone = 0;
  if (now != 0) {
    const int64_t seconds = now / 1000 - (now % 1000 < 0);
    expressions->now.instant = seconds;
    expressions->now.fraction = (uint64_t)(now - seconds * 1000) * milli;
    return GESTA_OK;
  }
  struct timespec clock = {0};
  if (clock_gettime(CLOCK_REALTIME, &clock) != 0) {
    return GESTA_ERR_SYSTEM;
  }
  expressions->now.instant = (int64_t)clock.tv_sec;
  expressions->now.fraction = (uint64_t)(clock.tv_nsec / 1000000) * milli;
  return GESTA_OK;
}

GestaStatus
gesta_expressions_new(GestaAllocator *allocator,
                      const GestaExpressionOptions *options,
                      GestaExpressions **expressions)
{
  assert(allocator && options && options->terms && expressions);

  GestaExpressions *made = gesta_allocate(allocator, 1, sizeof *made);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  *made = (GestaExpressions){.allocator = allocator, .options = *options};
  gesta_arena_init(&made->scratch, allocator);
  gesta_arena_init(&made->kept, allocator);
  made->cache = gesta_allocate(allocator, 1, sizeof *made->cache);
  GestaStatus status = made->cache ? GESTA_OK : GESTA_ERR_MEMORY;
  if (status == GESTA_OK) {
    forget_values(made);
    status = gesta_regex_cache_new(allocator, &made->regexes);
  }
  if (status == GESTA_OK) {
    status = set_random(made);
  }
  if (status == GESTA_OK) {
    status = set_now(made);
  }
  if (status) {
    gesta_expressions_free(made);
    return status;
  }
  add_calls(made, gesta_term_functions());
  add_calls(made, gesta_text_functions());
  add_calls(made, gesta_number_functions());
  add_calls(made, gesta_time_functions());
  add_calls(made, gesta_hash_functions());
  *expressions = made;
  return GESTA_OK;
}

void
gesta_expressions_free(GestaExpressions *expressions)
{
  if (expressions) {
    gesta_regex_cache_free(expressions->regexes);
    gesta_release(expressions->allocator, expressions->cache);
    gesta_arena_clear(&expressions->scratch);
    gesta_arena_clear(&expressions->kept);
    gesta_release(expressions->allocator, expressions);
  }
}

void
gesta_expressions_enter(GestaExpressions *expressions)
{
  if (expressions->calls_open++ == 0) {
    gesta_arena_reset(&expressions->scratch);
    if (expressions->cache->misses > MOST_MISSES) {
      forget_values(expressions);
    }
  }
}

uint64_t
gesta_expressions_random(GestaExpressions *expressions)
{
  // Blackman and Vigna, xorshift128+
  uint64_t a = expressions->random[0];
  const uint64_t b = expressions->random[1];
  expressions->random[0] = b;
  a ^= a << 23U;
  a ^= a >> 18U ^ b ^ b >> 5U;
  expressions->random[1] = a;
  return a + b;
}

GestaStatus
gesta_expressions_read(GestaExpressions *expressions, GestaTermId id,
                       GestaValue *value)
{
  GestaValueCache *const cache = expressions->cache;
  const size_t at = (size_t)(id * UINT64_C(0x9E3779B97F4A7C15)
                             >> (64U - CACHED_BITS));
  if (cache->ids[at] == id) {
    *value = cache->values[at];
    return GESTA_OK;
  }
  GestaTerm term;
  GestaStatus status = gesta_query_terms_get(expressions->options.terms, id,
                                             &expressions->kept, &term);
  if (status == GESTA_OK) {
    status = gesta_value_read(&term, &expressions->kept, value);
  }
  if (status == GESTA_OK) {
    ++cache->misses;
    value->id = id;
    cache->values[at] = *value;
    cache->ids[at] = id;
  }
  return status;
}

static GestaStatus
read_constant(GestaExpressions *expressions, const GestaExpression *expression,
              GestaValue *value)
{
  GestaValueCache *const cache = expressions->cache;
  const size_t at = ((uintptr_t)expression >> 4U) % CACHED_CONSTANTS;
  if (cache->constants[at] == expression) {
    *value = cache->constant_values[at];
    return GESTA_OK;
  }
  GestaStatus status = gesta_value_read(&expression->term, &expressions->kept,
                                        value);
  if (status == GESTA_OK) {
    status = gesta_query_terms_intern(expressions->options.terms,
                                      &expression->term, &value->id);
  }
  if (status == GESTA_OK) {
    ++cache->misses;
    cache->constant_values[at] = *value;
    cache->constants[at] = expression;
  }
  return status;
}

GestaStatus
gesta_expressions_intern(GestaExpressions *expressions, const GestaValue *value,
                         GestaTermId *id)
{
  if (value->id != GESTA_NO_TERM) {
    *id = value->id;
    return GESTA_OK;
  }
  GestaTerm term;
  const GestaStatus status = gesta_value_term(value, &expressions->scratch,
                                              &term);
  return status
           ? status
           : gesta_query_terms_intern(expressions->options.terms, &term, id);
}

GestaStatus
gesta_value_truth(const GestaValue *value, bool *truth)
{
  if (value->kind == GESTA_VALUE_BOOLEAN) {
    *truth = value->boolean;
  } else if (gesta_value_is_text(value)) {
    *truth = value->text.size > 0;
  } else if (value->kind == GESTA_VALUE_INTEGER
             || value->kind == GESTA_VALUE_DECIMAL) {
    *truth = gesta_decimal_sign(&value->decimal) != 0;
  } else if (gesta_value_is_numeric(value)) {
    *truth = value->number != 0 && !isnan(value->number);
  } else if (value->kind == GESTA_VALUE_OTHER
             && value->datatype >= GESTA_XSD_BOOLEAN
             && value->datatype <= GESTA_XSD_DOUBLE) {
    *truth = false; // ill-typed
  } else {
    return GESTA_NOT_FOUND;
  }
  return GESTA_OK;
}

static GestaStatus
find_truth(GestaExpressions *expressions, const GestaExpression *expression,
           const GestaRow *row, bool *truth);

// a || b || ..., or a && b && ...: `decisive` decides whatever the others are.
static GestaStatus
join_truths(GestaExpressions *expressions, const GestaExpression *expression,
            const GestaRow *row, bool decisive, bool *truth)
{
  GestaStatus result = GESTA_OK;
  for (size_t i = 0; i < expression->argument_count; ++i) {
    bool one = false;
    const GestaStatus status = find_truth(expressions, expression->arguments[i],
                                          row, &one);
    if (status == GESTA_OK && one == decisive) {
      *truth = decisive;
      return GESTA_OK;
    }
    if (status == GESTA_NOT_FOUND) {
      result = status;
    } else if (status) {
      return status;
    }
  }
  *truth = !decisive;
  return result;
}

// Whether one of two operands that need not be read is an IRI, so that equal
// ids tell all.
static bool
compare_ids(GestaExpressions *expressions, const GestaExpression *a,
            const GestaExpression *b, const GestaRow *row, bool *equal)
{
  if (b->kind != GESTA_EXPRESSION_TERM || b->term.kind != GESTA_TERM_IRI
      || a->kind != GESTA_EXPRESSION_VARIABLE) {
    return false;
  }
  const GestaTermId id = gesta_row_id(row, a->variable);
  GestaValue constant;
  if (id == GESTA_NO_TERM || read_constant(expressions, b, &constant)) {
    return false;
  }
  *equal = id == constant.id;
  return true;
}

static GestaStatus
find_equal(GestaExpressions *expressions, const GestaExpression *a,
           const GestaExpression *b, const GestaRow *row, bool *equal)
{
  if (compare_ids(expressions, a, b, row, equal)
      || compare_ids(expressions, b, a, row, equal)) {
    return GESTA_OK;
  }
  GestaValue first;
  GestaValue second;
  GestaStatus status = gesta_expression_value(expressions, a, row, &first);
  if (status == GESTA_OK) {
    status = gesta_expression_value(expressions, b, row, &second);
  }
  return status
           ? status
           : gesta_value_equal(&first, &second, &expressions->scratch, equal);
}

// arguments[0] IN (the others): as a = b || a = c || ...
static GestaStatus
find_member(GestaExpressions *expressions, const GestaExpression *expression,
            const GestaRow *row, bool *truth)
{
  GestaStatus result = GESTA_OK;
  for (size_t i = 1; i < expression->argument_count; ++i) {
    bool equal = false;
    const GestaStatus status = find_equal(expressions, expression->arguments[0],
                                          expression->arguments[i], row,
                                          &equal);
    if (status == GESTA_OK && equal) {
      *truth = true;
      return GESTA_OK;
    }
    if (status == GESTA_NOT_FOUND) {
      result = status;
    } else if (status) {
      return status;
    }
  }
  *truth = false;
  return result;
}

static GestaStatus
compare_operands(GestaExpressions *expressions,
                 const GestaExpression *expression, const GestaRow *row,
                 bool *truth)
{
  GestaValue a;
  GestaValue b;
  GestaStatus status = gesta_expression_value(
    expressions, expression->arguments[0], row, &a);
  if (status == GESTA_OK) {
    status = gesta_expression_value(expressions, expression->arguments[1], row,
                                    &b);
  }
  bool ordered = false;
  int order = 0;
  if (status == GESTA_OK) {
    status = gesta_value_compare(&a, &b, &expressions->scratch, &ordered,
                                 &order);
  }
  if (status) {
    return status;
  }
  const GestaExpressionKind kind = expression->kind;
  *truth = ordered
           && (kind == GESTA_EXPRESSION_LESS         ? order < 0
               : kind == GESTA_EXPRESSION_GREATER    ? order > 0
               : kind == GESTA_EXPRESSION_LESS_EQUAL ? order <= 0
                                                     : order >= 0);
  return GESTA_OK;
}

static GestaStatus
find_existence(GestaExpressions *expressions, const GestaExpression *expression,
               const GestaRow *row, bool *truth)
{
  if (!expressions->options.exists) {
    return GESTA_NOT_FOUND;
  }
  return expressions->options.exists(expressions->options.context, expression,
                                     row, truth);
}

// The truth of an expression whose values are booleans; GESTA_END: it has
// others.
static GestaStatus
find_boolean(GestaExpressions *expressions, const GestaExpression *expression,
             const GestaRow *row, bool *truth)
{
  GestaExpression *const *const arguments = expression->arguments;
  GestaStatus status = GESTA_END;
  bool negate = false;
  switch (expression->kind) {
  case GESTA_EXPRESSION_OR:
    return join_truths(expressions, expression, row, true, truth);
  case GESTA_EXPRESSION_AND:
    return join_truths(expressions, expression, row, false, truth);
  case GESTA_EXPRESSION_NOT:
    negate = true;
    status = find_truth(expressions, arguments[0], row, truth);
    break;
  case GESTA_EXPRESSION_NOT_EQUAL:
    negate = true;
    status = find_equal(expressions, arguments[0], arguments[1], row, truth);
    break;
  case GESTA_EXPRESSION_EQUAL:
    return find_equal(expressions, arguments[0], arguments[1], row, truth);
  case GESTA_EXPRESSION_LESS:
  case GESTA_EXPRESSION_GREATER:
  case GESTA_EXPRESSION_LESS_EQUAL:
  case GESTA_EXPRESSION_GREATER_EQUAL:
    return compare_operands(expressions, expression, row, truth);
  case GESTA_EXPRESSION_NOT_IN:
    negate = true;
    status = find_member(expressions, expression, row, truth);
    break;
  case GESTA_EXPRESSION_IN:
    return find_member(expressions, expression, row, truth);
  case GESTA_EXPRESSION_NOT_EXISTS:
    negate = true;
    status = find_existence(expressions, expression, row, truth);
    break;
  case GESTA_EXPRESSION_EXISTS:
    return find_existence(expressions, expression, row, truth);
  case GESTA_EXPRESSION_TERM:
  case GESTA_EXPRESSION_VARIABLE:
  case GESTA_EXPRESSION_ADD:
  case GESTA_EXPRESSION_SUBTRACT:
  case GESTA_EXPRESSION_MULTIPLY:
  case GESTA_EXPRESSION_DIVIDE:
  case GESTA_EXPRESSION_PLUS:
  case GESTA_EXPRESSION_MINUS:
  case GESTA_EXPRESSION_BUILTIN:
  case GESTA_EXPRESSION_FUNCTION:
  case GESTA_EXPRESSION_AGGREGATE:
    break;
  }
  if (status == GESTA_OK && negate) {
    *truth = !*truth;
  }
  return status;
}

static GestaStatus
find_truth(GestaExpressions *expressions, const GestaExpression *expression,
           const GestaRow *row, bool *truth)
{
  if (expressions->depth >= MOST_DEPTH) {
    return GESTA_ERR_TOO_LARGE;
  }
  ++expressions->depth;
  GestaStatus status = find_boolean(expressions, expression, row, truth);
  if (status == GESTA_END) {
    GestaValue value;
    status = gesta_expression_value(expressions, expression, row, &value);
    if (status == GESTA_OK) {
      status = gesta_value_truth(&value, truth);
    }
  }
  --expressions->depth;
  return status;
}

static GestaStatus
compute(GestaExpressions *expressions, const GestaExpression *expression,
        const GestaRow *row, GestaValue *value)
{
  GestaArena *const arena = &expressions->scratch;
  GestaValue a;
  GestaValue b = gesta_value_integer(0);
  GestaStatus status = gesta_expression_value(
    expressions, expression->arguments[0], row, &a);
  if (status == GESTA_OK && expression->argument_count > 1) {
    status = gesta_expression_value(expressions, expression->arguments[1], row,
                                    &b);
  }
  if (status) {
    return status;
  }
  const GestaExpressionKind kind = expression->kind;
  if (kind == GESTA_EXPRESSION_ADD) {
    return gesta_value_add(&a, &b, arena, value);
  }
  if (kind == GESTA_EXPRESSION_SUBTRACT) {
    return gesta_value_subtract(&a, &b, arena, value);
  }
  if (kind == GESTA_EXPRESSION_MULTIPLY) {
    return gesta_value_multiply(&a, &b, arena, value);
  }
  if (kind == GESTA_EXPRESSION_DIVIDE) {
    return gesta_value_divide(&a, &b, arena, value);
  }
  if (a.kind == GESTA_VALUE_DURATION) {
    *value = a;
    if (kind == GESTA_EXPRESSION_MINUS) {
      *value = gesta_value_duration(a.datatype,
                                    gesta_duration_negate(&a.duration));
    }
    return GESTA_OK;
  }
  if (!gesta_value_is_numeric(&a)) {
    return GESTA_NOT_FOUND;
  }
  if (kind == GESTA_EXPRESSION_PLUS) {
    *value = a;
    return GESTA_OK;
  }
  b = gesta_value_integer(-1);
  return gesta_value_multiply(&a, &b, arena, value); // -0.0E0 too
}

static GestaStatus
find_value(GestaExpressions *expressions, const GestaExpression *expression,
           const GestaRow *row, GestaValue *value)
{
  bool truth = false;
  GestaTermId id = GESTA_NO_TERM;
  switch (expression->kind) {
  case GESTA_EXPRESSION_TERM:
    return read_constant(expressions, expression, value);
  case GESTA_EXPRESSION_VARIABLE:
    id = gesta_row_id(row, expression->variable);
    return id == GESTA_NO_TERM ? GESTA_NOT_FOUND
                               : gesta_expressions_read(expressions, id, value);
  case GESTA_EXPRESSION_ADD:
  case GESTA_EXPRESSION_SUBTRACT:
  case GESTA_EXPRESSION_MULTIPLY:
  case GESTA_EXPRESSION_DIVIDE:
  case GESTA_EXPRESSION_PLUS:
  case GESTA_EXPRESSION_MINUS:
    return compute(expressions, expression, row, value);
  case GESTA_EXPRESSION_BUILTIN:
    return gesta_builtin_value(expressions, expression, row, value);
  case GESTA_EXPRESSION_FUNCTION:
    return gesta_function_value(expressions, expression, row, value);
  case GESTA_EXPRESSION_AGGREGATE: // the translation leaves none here
    return GESTA_NOT_FOUND;
  case GESTA_EXPRESSION_OR:
  case GESTA_EXPRESSION_AND:
  case GESTA_EXPRESSION_NOT:
  case GESTA_EXPRESSION_EQUAL:
  case GESTA_EXPRESSION_NOT_EQUAL:
  case GESTA_EXPRESSION_LESS:
  case GESTA_EXPRESSION_GREATER:
  case GESTA_EXPRESSION_LESS_EQUAL:
  case GESTA_EXPRESSION_GREATER_EQUAL:
  case GESTA_EXPRESSION_IN:
  case GESTA_EXPRESSION_NOT_IN:
  case GESTA_EXPRESSION_EXISTS:
  case GESTA_EXPRESSION_NOT_EXISTS:
    break;
  }
  const GestaStatus status = find_truth(expressions, expression, row, &truth);
  if (status == GESTA_OK) {
    *value = gesta_value_boolean(truth);
  }
  return status;
}

GestaStatus
gesta_expression_value(GestaExpressions *expressions,
                       const GestaExpression *expression, const GestaRow *row,
                       GestaValue *value)
{
  if (expressions->depth >= MOST_DEPTH) {
    return GESTA_ERR_TOO_LARGE;
  }
  ++expressions->depth;
  const GestaStatus status = find_value(expressions, expression, row, value);
  --expressions->depth;
  return status;
}

GestaStatus
gesta_expression_id(GestaExpressions *expressions,
                    const GestaExpression *expression, const GestaRow *row,
                    GestaTermId *id)
{
  if (expression->kind == GESTA_EXPRESSION_VARIABLE) {
    const GestaTermId bound = gesta_row_id(row, expression->variable);
    if (bound == GESTA_NO_TERM) {
      return GESTA_NOT_FOUND;
    }
    *id = bound;
    return GESTA_OK;
  }
  gesta_expressions_enter(expressions);
  GestaValue value;
  GestaStatus status = gesta_expression_value(expressions, expression, row,
                                              &value);
  if (status == GESTA_OK) {
    status = gesta_expressions_intern(expressions, &value, id);
  }
  gesta_expressions_leave(expressions);
  return status;
}

GestaStatus
gesta_expression_holds(GestaExpressions *expressions,
                       const GestaExpression *expression, const GestaRow *row,
                       bool *holds)
{
  gesta_expressions_enter(expressions);
  bool truth = false;
  const GestaStatus status = find_truth(expressions, expression, row, &truth);
  gesta_expressions_leave(expressions);
  if (status == GESTA_OK || status == GESTA_NOT_FOUND) {
    *holds = status == GESTA_OK && truth;
    return GESTA_OK;
  }
  return status;
}

GestaStatus
gesta_expression_order(GestaExpressions *expressions, GestaTermId a,
                       GestaTermId b, int *order)
{
  if (a == b || a == GESTA_NO_TERM || b == GESTA_NO_TERM) {
    *order = a == b ? 0 : a == GESTA_NO_TERM ? -1 : 1;
    return GESTA_OK;
  }
  gesta_expressions_enter(expressions);
  GestaValue first;
  GestaValue second;
  GestaStatus status = gesta_expressions_read(expressions, a, &first);
  if (status == GESTA_OK) {
    status = gesta_expressions_read(expressions, b, &second);
  }
  if (status == GESTA_OK) {
    status = gesta_value_order(&first, &second, &expressions->scratch, order);
  }
  gesta_expressions_leave(expressions);
  return status;
}
