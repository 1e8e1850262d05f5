// SPDX-License-Identifier: GPL-3.0-or-later
// A stack of open brackets, each with what is expected in it.  `now` of the
// frame on top is the answer.
#include "shell/sparql_position.h"

#include "graph/rdf/query_token.h"

#include <stdbool.h>
#include <string.h>

enum { DEEPEST = 64 };

typedef struct Frame {
  char bracket;            // '{', '(' or '['; NUL at the bottom
  bool is_path;            // a '(' or '[' in the place of a predicate or object
  bool wants_expression;   // the next '(' or function begins an expression
  bool is_class;           // the predicate was "a"
  GestaSparqlPosition now; // what comes next
} Frame;

typedef struct Reading {
  Frame frames[DEEPEST];
  size_t depth; // of the frame on top
} Reading;

static Frame *
top(Reading *reading)
{
  return &reading->frames[reading->depth];
}

static void
push(Reading *reading, char bracket, GestaSparqlPosition now)
{
  if (reading->depth + 1 < DEEPEST) {
    ++reading->depth;
  }
  *top(reading) = (Frame){.bracket = bracket, .now = now};
}

// A term stands where one was expected.
static void
take_term(Reading *reading, bool is_type)
{
  Frame *const frame = top(reading);
  switch (frame->now) {
  case GESTA_AT_GROUP:
    frame->now = GESTA_AT_PREDICATE;
    break;
  case GESTA_AT_PREDICATE:
    frame->is_class = is_type;
    frame->now = is_type ? GESTA_AT_CLASS : GESTA_AT_OBJECT;
    break;
  case GESTA_AT_CLASS:
  case GESTA_AT_OBJECT:
    if (frame->bracket != '(' && reading->depth > 0) { // no list, no DESCRIBE
      frame->now = GESTA_AT_TRIPLE_END;
    }
    break;
  case GESTA_AT_GRAPH: // and then its group, or more of the prologue
    frame->now = frame->bracket ? GESTA_AT_NOTHING : GESTA_AT_SELECTION;
    break;
  case GESTA_AT_START: // the IRI of a prefix
  case GESTA_AT_PREFIX:
    frame->now = GESTA_AT_START;
    break;
  case GESTA_AT_NOTHING:
  case GESTA_AT_SELECTION:
  case GESTA_AT_TRIPLE_END:
  case GESTA_AT_EXPRESSION:
  case GESTA_AT_ORDER:
  case GESTA_AT_MODIFIER:
    break;
  }
}

// ---- Words ------------------------------------------------------------------

typedef struct Keyword {
  const char *name;
  GestaSparqlPosition next;
  bool wants_expression;
} Keyword;

// What may come behind a keyword.
static const Keyword keywords[] = {
  {"SELECT", GESTA_AT_SELECTION, false},
  {"ASK", GESTA_AT_SELECTION, false},
  {"CONSTRUCT", GESTA_AT_SELECTION, false},
  {"DESCRIBE", GESTA_AT_OBJECT, false},
  {"DISTINCT", GESTA_AT_SELECTION, false},
  {"REDUCED", GESTA_AT_SELECTION, false},
  {"WHERE", GESTA_AT_SELECTION, false},
  {"INSERT", GESTA_AT_SELECTION, false},
  {"DELETE", GESTA_AT_SELECTION, false},
  {"DATA", GESTA_AT_SELECTION, false},
  {"WITH", GESTA_AT_GRAPH, false},
  {"USING", GESTA_AT_GRAPH, false},
  {"FROM", GESTA_AT_GRAPH, false},
  {"NAMED", GESTA_AT_GRAPH, false},
  {"GRAPH", GESTA_AT_GRAPH, false},
  {"INTO", GESTA_AT_GRAPH, false},
  {"TO", GESTA_AT_GRAPH, false},
  {"CLEAR", GESTA_AT_GRAPH, false},
  {"DROP", GESTA_AT_GRAPH, false},
  {"CREATE", GESTA_AT_GRAPH, false},
  {"COPY", GESTA_AT_GRAPH, false},
  {"MOVE", GESTA_AT_GRAPH, false},
  {"ADD", GESTA_AT_GRAPH, false},
  {"PREFIX", GESTA_AT_PREFIX, false},
  {"BASE", GESTA_AT_START, false},
  {"FILTER", GESTA_AT_EXPRESSION, true},
  {"BIND", GESTA_AT_EXPRESSION, true},
  {"HAVING", GESTA_AT_EXPRESSION, true},
  {"BY", GESTA_AT_ORDER, true},
  {"LIMIT", GESTA_AT_NOTHING, false},
  {"OFFSET", GESTA_AT_NOTHING, false},
  {"SERVICE", GESTA_AT_NOTHING, false},
  {"VALUES", GESTA_AT_SELECTION, false},
  {"OPTIONAL", GESTA_AT_GROUP, false},
  {"UNION", GESTA_AT_GROUP, false},
  {"MINUS", GESTA_AT_GROUP, false},
  {"EXISTS", GESTA_AT_GROUP, false},
};

static void
take_word(Reading *reading, const GestaQueryToken *token)
{
  Frame *const frame = top(reading);
  if (token->text.size == 1 && token->text.data[0] == 'a'
      && frame->now == GESTA_AT_PREDICATE) {
    take_term(reading, true);
    return;
  }
  if (gesta_query_token_is(token, "TRUE")
      || gesta_query_token_is(token, "FALSE")) {
    take_term(reading, false);
    return;
  }
  for (size_t i = 0; i < sizeof keywords / sizeof keywords[0]; ++i) {
    if (gesta_query_token_is(token, keywords[i].name)) {
      frame->now = keywords[i].next;
      frame->wants_expression = keywords[i].wants_expression;
      return;
    }
  }
}

// ---- Marks ------------------------------------------------------------------

static void
open_brace(Reading *reading)
{
  Frame *const frame = top(reading);
  // Behind the brace: another pattern here, modifiers at the bottom.
  frame->now = frame->bracket == '{' ? GESTA_AT_GROUP
               : frame->bracket      ? GESTA_AT_EXPRESSION
                                     : GESTA_AT_MODIFIER;
  frame->wants_expression = false;
  push(reading, '{', GESTA_AT_GROUP);
}

static void
open_bracket(Reading *reading, char bracket)
{
  const Frame *const frame = top(reading);
  const GestaSparqlPosition here = frame->now;
  if (bracket == '[') {
    push(reading, bracket, GESTA_AT_PREDICATE);
    top(reading)->is_path = true;
  } else if (!frame->wants_expression && here == GESTA_AT_PREDICATE) {
    push(reading, bracket, GESTA_AT_PREDICATE);
    top(reading)->is_path = true;
  } else if (!frame->wants_expression
             && (here == GESTA_AT_GROUP || here == GESTA_AT_OBJECT
                 || here == GESTA_AT_CLASS)) {
    push(reading, bracket, GESTA_AT_OBJECT);
    top(reading)->is_path = true;
  } else {
    push(reading, bracket, GESTA_AT_EXPRESSION);
    top(reading)->wants_expression = true;
  }
}

static void
close_bracket(Reading *reading, char mark)
{
  const char bracket = mark == '}' ? '{' : mark == ')' ? '(' : '[';
  if (top(reading)->bracket != bracket || reading->depth == 0) {
    return;
  }
  const bool is_path = top(reading)->is_path;
  --reading->depth;
  Frame *const frame = top(reading);
  if (is_path) {
    take_term(reading, false);
  } else if (mark == ')' && frame->bracket == '{') {
    frame->now = GESTA_AT_GROUP; // behind FILTER (…)
    frame->wants_expression = false;
  }
}

static void
take_mark(Reading *reading, char mark)
{
  Frame *const frame = top(reading);
  const bool in_pattern = frame->now != GESTA_AT_EXPRESSION
                          && (frame->bracket == '{' || frame->bracket == '[');
  switch (mark) {
  case '{':
    open_brace(reading);
    break;
  case '(':
  case '[':
    open_bracket(reading, mark);
    break;
  case '}':
  case ')':
  case ']':
    close_bracket(reading, mark);
    break;
  case ';':
    if (in_pattern) {
      frame->now = GESTA_AT_PREDICATE;
    } else if (reading->depth == 0) { // the next statement
      frame->now = GESTA_AT_START;
      frame->wants_expression = false;
    }
    break;
  case '.':
    if (in_pattern) {
      frame->now = GESTA_AT_GROUP;
    }
    break;
  case ',':
    if (in_pattern) {
      frame->now = frame->is_class ? GESTA_AT_CLASS : GESTA_AT_OBJECT;
    }
    break;
  case '/':
  case '|':
    if (frame->now == GESTA_AT_OBJECT || frame->now == GESTA_AT_CLASS) {
      frame->now = GESTA_AT_PREDICATE;
    }
    break;
  default:
    break; // operators
  }
}

// ---- The text ---------------------------------------------------------------

// Whether a token goes on beyond the end of the text.
static bool
is_open(const GestaQueryToken *token)
{
  const char first = token->text.data[0];
  const size_t size = token->text.size;
  if (token->kind == GESTA_TOKEN_BLANK) {
    return first == '#'; // its newline is another token
  }
  if (first != '"' && first != '\'') {
    return false;
  }
  const bool is_long = size >= 3 && token->text.data[1] == first
                       && token->text.data[2] == first;
  const size_t least = is_long ? 6 : 2;
  return size < least || token->text.data[size - 1] != first;
}

GestaSparqlPosition
gesta_sparql_position(GestaStringView text)
{
  Reading reading = {.frames = {{.now = GESTA_AT_START}}};
  size_t at = 0;
  while (at < text.size) {
    const GestaQueryToken token = gesta_query_token(text, at);
    at += token.text.size;
    if (at == text.size && is_open(&token)) {
      return GESTA_AT_NOTHING;
    }
    switch (token.kind) {
    case GESTA_TOKEN_BLANK:
      break;
    case GESTA_TOKEN_WORD:
      take_word(&reading, &token);
      break;
    case GESTA_TOKEN_NAME:
      take_term(&reading, gesta_view_equal(token.text, gesta_view("rdf:type")));
      break;
    case GESTA_TOKEN_VARIABLE:
      take_term(&reading, false);
      break;
    case GESTA_TOKEN_OTHER:
      if (token.text.size > 1
          || (token.text.data[0] >= '0' && token.text.data[0] <= '9')) {
        take_term(&reading, false);
      } else {
        take_mark(&reading, token.text.data[0]);
      }
      break;
    }
  }
  return top(&reading)->now;
}
