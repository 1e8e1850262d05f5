// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/sparql/parser_state.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

// From now on the parser sees the end of the text.
static void
stop(GestaSparqlParser *parser, GestaStatus status)
{
  parser->status = status;
  parser->token.kind = GESTA_SPARQL_END;
  parser->token.text.size = 0;
}

void
gesta_sparql_fail(GestaSparqlParser *parser, GestaPlace place,
                  const char *format, ...)
{
  if (parser->status) {
    return;
  }
  char message[GESTA_ERROR_SIZE];
  va_list arguments;
  va_start(arguments, format);
  (void)vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  (void)gesta_error_set_at(parser->error, GESTA_ERR_SYNTAX, place.line,
                           place.column, "%s", message);
  stop(parser, GESTA_ERR_SYNTAX);
}

void
gesta_sparql_fail_status(GestaSparqlParser *parser, GestaStatus status)
{
  if (parser->status == GESTA_OK) {
    (void)gesta_error_set(parser->error, status, "%s",
                          gesta_status_text(status));
    stop(parser, status);
  }
}

void
gesta_sparql_warn(GestaSparqlParser *parser, GestaPlace place,
                  GestaVariable variable, const char *format, ...)
{
  char message[GESTA_ERROR_SIZE];
  va_list arguments;
  va_start(arguments, format);
  (void)vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);

  GestaWarning *warning = gesta_sparql_node(parser, sizeof *warning);
  warning->place = place;
  warning->variable = variable;
  if (parser->status == GESTA_OK
      && gesta_arena_copy(parser->arena, gesta_view(message),
                          &warning->message)) {
    gesta_sparql_fail_status(parser, GESTA_ERR_MEMORY);
  }
  if (parser->status == GESTA_OK) {
    *parser->warnings = warning;
    parser->warnings = &warning->next;
  }
}

bool
gesta_sparql_enter(GestaSparqlParser *parser)
{
  ++parser->depth;
  if (parser->depth > GESTA_NESTING_MOST && parser->status == GESTA_OK) {
    (void)gesta_error_set_at(
      parser->error, GESTA_ERR_TOO_LARGE, parser->token.place.line,
      parser->token.place.column,
      "the text is nested more than %d levels deep here", GESTA_NESTING_MOST);
    stop(parser, GESTA_ERR_TOO_LARGE);
  }
  return parser->status == GESTA_OK;
}

void
gesta_sparql_leave(GestaSparqlParser *parser)
{
  assert(parser->depth > 0);
  --parser->depth;
}

// --- tokens ------------------------------------------------------------------

static void
fail_open_string(GestaSparqlParser *parser, GestaSparqlToken token)
{
  const int size = (int)token.text.size; // 1 or 3
  gesta_sparql_fail(parser, token.place,
                    size == 3
                      ? "the string that %.*s opens here is never closed"
                      : "the string that %.*s opens here is not closed on its "
                        "line; a string of several lines has three quotes",
                    size, token.text.data);
}

void
gesta_sparql_advance(GestaSparqlParser *parser)
{
  if (parser->status) {
    return;
  }
  parser->previous = parser->token;
  parser->token = gesta_sparql_lexer_next(&parser->lexer);
  if (parser->token.kind == GESTA_SPARQL_OPEN) {
    fail_open_string(parser, parser->token);
  }
}

bool
gesta_sparql_is(const GestaSparqlParser *parser, const char *mark)
{
  const GestaStringView text = parser->token.text;
  return parser->token.kind == GESTA_SPARQL_MARK && text.size == strlen(mark)
         && !memcmp(text.data, mark, text.size);
}

bool
gesta_sparql_is_word(const GestaSparqlParser *parser, const char *word)
{
  const GestaStringView text = parser->token.text;
  if (parser->token.kind != GESTA_SPARQL_WORD || text.size != strlen(word)) {
    return false;
  }
  for (size_t i = 0; i < text.size; ++i) {
    const char byte = text.data[i];
    if ((byte >= 'a' && byte <= 'z' ? byte - 'a' + 'A' : byte) != word[i]) {
      return false;
    }
  }
  return true;
}

bool
gesta_sparql_accept(GestaSparqlParser *parser, const char *mark)
{
  const bool is = gesta_sparql_is(parser, mark);
  if (is) {
    gesta_sparql_advance(parser);
  }
  return is;
}

bool
gesta_sparql_accept_word(GestaSparqlParser *parser, const char *word)
{
  const bool is = gesta_sparql_is_word(parser, word);
  if (is) {
    gesta_sparql_advance(parser);
  }
  return is;
}

void
gesta_sparql_expect(GestaSparqlParser *parser, const char *mark,
                    const char *where)
{
  if (!gesta_sparql_accept(parser, mark)) {
    char what[80];
    (void)snprintf(what, sizeof what, "'%s' %s", mark, where);
    gesta_sparql_fail_expected(parser, what);
  }
}

void
gesta_sparql_expect_word(GestaSparqlParser *parser, const char *word,
                         const char *where)
{
  if (!gesta_sparql_accept_word(parser, word)) {
    char what[80];
    (void)snprintf(what, sizeof what, "%s %s", word, where);
    gesta_sparql_fail_expected(parser, what);
  }
}

void
gesta_sparql_close(GestaSparqlParser *parser, const char *mark, GestaPlace open,
                   const char *what)
{
  if (parser->status || gesta_sparql_accept(parser, mark)) {
    return;
  }
  if (gesta_sparql_at(parser, GESTA_SPARQL_END)) {
    gesta_sparql_fail(parser, parser->token.place,
                      "the text ends here, but the '%s' of line %zu, column "
                      "%zu is not closed; a '%s' is missing",
                      *mark == '}'   ? "{"
                      : *mark == ']' ? "["
                                     : "(",
                      open.line, open.column, mark);
    return;
  }
  gesta_sparql_fail_expected(parser, what);
}

bool
gesta_sparql_at_node(const GestaSparqlParser *parser)
{
  return gesta_sparql_at(parser, GESTA_SPARQL_VARIABLE)
         || gesta_sparql_at(parser, GESTA_SPARQL_BLANK)
         || gesta_sparql_at_iri(parser) || gesta_sparql_at_literal(parser)
         || gesta_sparql_is(parser, "(") || gesta_sparql_is(parser, "[");
}

// --- memory ------------------------------------------------------------------

void *
gesta_sparql_node(GestaSparqlParser *parser, size_t size)
{
  assert(size <= sizeof parser->spare);

  void *node = parser->status == GESTA_OK
                 ? gesta_arena_allocate(parser->arena, 1, size)
                 : NULL;
  if (!node) {
    gesta_sparql_fail_status(parser, GESTA_ERR_MEMORY);
    memset(parser->spare, 0, sizeof parser->spare);
    node = parser->spare;
  }
  return node;
}

void
gesta_sparql_push(GestaSparqlParser *parser, void *item)
{
  if (parser->status) {
    return;
  }
  if (parser->stack_count == parser->stack_room) {
    const size_t room = parser->stack_room ? parser->stack_room * 2 : 64;
    void **stack = parser->allocator->resize(parser->allocator, parser->stack,
                                             room * sizeof *parser->stack);
    if (!stack) {
      gesta_sparql_fail_status(parser, GESTA_ERR_MEMORY);
      return;
    }
    parser->stack = stack;
    parser->stack_room = room;
  }
  parser->stack[parser->stack_count++] = item;
}

void
gesta_sparql_take_arguments(GestaSparqlParser *parser, size_t start,
                            GestaExpression *expression)
{
  if (parser->status) {
    return;
  }
  const size_t count = parser->stack_count - start;
  GestaExpression **arguments = gesta_arena_allocate(parser->arena, count,
                                                     sizeof *arguments);
  if (!arguments) {
    gesta_sparql_fail_status(parser, GESTA_ERR_MEMORY);
    return;
  }
  for (size_t i = 0; i < count; ++i) {
    arguments[i] = parser->stack[start + i];
  }
  parser->stack_count = start;
  expression->arguments = arguments;
  expression->argument_count = count;
}

void *
gesta_sparql_balance(GestaSparqlParser *parser, size_t start,
                     void *(*combine)(GestaSparqlParser *parser, void *first,
                                      void *second))
{
  if (parser->status) {
    return NULL;
  }
  // Neighbours are combined pair by pair, until one is left.
  size_t count = parser->stack_count - start;
  assert(count > 0);
  while (count > 1) {
    size_t made = 0;
    for (size_t i = 0; i < count; i += 2) {
      void **pair = parser->stack + start + i;
      void *item = i + 1 < count ? combine(parser, pair[0], pair[1]) : pair[0];
      parser->stack[start + made++] = item;
    }
    count = made;
  }
  parser->stack_count = start;
  return parser->status ? NULL : parser->stack[start];
}
