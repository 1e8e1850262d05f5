// SPDX-License-Identifier: GPL-3.0-or-later
// 1. `at` is always the offset of a token.
// 2. A group that begins with SELECT is a subquery: its own filters stand in
// the
//    groups inside it.

#include "graph/redland/rasqal_optional.h"

#include "graph/rdf/query_token.h"

#include <assert.h>

enum { DEPTH_LIMIT = 64 };

typedef struct Rewriting {
  GestaAllocator *allocator;
  GestaStringView query;
  size_t at;
} Rewriting;

// A group on its way.
typedef struct Group {
  GestaTextBuffer body;    // everything but the filters
  GestaTextBuffer filters; // with the word FILTER
} Group;

static GestaStatus
rewrite_group(Rewriting *rewriting, size_t depth, GestaTextBuffer *text);

static bool
is_at_end(const Rewriting *rewriting)
{
  return rewriting->at >= rewriting->query.size;
}

static GestaQueryToken
take(Rewriting *rewriting)
{
  const GestaQueryToken token = gesta_query_token(rewriting->query,
                                                  rewriting->at);
  rewriting->at += token.text.size;
  return token;
}

// The variables of a text, each once, with blanks before them.
static GestaStatus
list_variables(GestaStringView text, GestaTextBuffer *list)
{
  size_t at = 0;
  while (at < text.size) {
    const GestaQueryToken token = gesta_query_token(text, at);
    at += token.text.size;
    if (token.kind != GESTA_TOKEN_VARIABLE) {
      continue;
    }
    bool is_known = false;
    const GestaStringView seen = gesta_text_buffer_view(list);
    size_t i = 0;
    while (i < seen.size && !is_known) {
      const GestaQueryToken known = gesta_query_token(seen, i);
      i += known.text.size;
      is_known = gesta_view_equal(known.text, token.text);
    }
    if (!is_known) {
      const GestaStatus status = gesta_text_buffer_print(
        list, " %.*s", (int)token.text.size, token.text.data);
      if (status) {
        return status;
      }
    }
  }
  return GESTA_OK;
}

// Make a sorted subquery of what a group holds so far.
static GestaStatus
wrap_body(Rewriting *rewriting, Group *group)
{
  GestaTextBuffer variables;
  GestaTextBuffer wrapped;
  gesta_text_buffer_init(&variables, rewriting->allocator);
  gesta_text_buffer_init(&wrapped, rewriting->allocator);
  const GestaStringView body = gesta_text_buffer_view(&group->body);
  GestaStatus status = list_variables(body, &variables);
  if (!status && variables.size > 0) {
    // The first one starts after its blank.
    const GestaQueryToken first = gesta_query_token(
      gesta_text_buffer_view(&variables), 1);
    status = gesta_text_buffer_print(&wrapped, " { SELECT%s WHERE {",
                                     variables.data);
    if (!status) {
      status = gesta_text_buffer_append(&wrapped, body);
    }
    if (!status) {
      status = gesta_text_buffer_print(&wrapped, "} ORDER BY %.*s } ",
                                       (int)first.text.size, first.text.data);
    }
    if (!status) {
      gesta_text_buffer_clear(&group->body);
      status = gesta_text_buffer_append(&group->body,
                                        gesta_text_buffer_view(&wrapped));
    }
  }
  gesta_text_buffer_clear(&wrapped);
  gesta_text_buffer_clear(&variables);
  return status;
}

// [69] Constraint ::= BrackettedExpression | BuiltInCall | FunctionCall
static GestaStatus
take_constraint(Rewriting *rewriting, GestaTextBuffer *filters)
{
  size_t depth = 0;
  while (!is_at_end(rewriting)) {
    const GestaQueryToken token = gesta_query_token(rewriting->query,
                                                    rewriting->at);
    if (depth == 0 && gesta_query_token_is_mark(&token, '}')) {
      break; // a filter without brackets: Rasqal will complain
    }
    rewriting->at += token.text.size;
    const GestaStatus status = gesta_text_buffer_append(filters, token.text);
    if (status) {
      return status;
    }
    depth += gesta_query_token_is_mark(&token, '(');
    if (gesta_query_token_is_mark(&token, ')') && depth > 0 && --depth == 0) {
      break;
    }
  }
  return gesta_text_buffer_append(filters, gesta_view(" "));
}

// NOLINTBEGIN(misc-no-recursion): to DEPTH_LIMIT

// One token of a group, and what belongs to it.
//
// returns  GESTA_END after the group's closing bracket
static GestaStatus
rewrite_element(Rewriting *rewriting, size_t depth, bool is_subquery,
                Group *group)
{
  const GestaQueryToken token = take(rewriting);
  if (gesta_query_token_is_mark(&token, '}')) {
    return GESTA_END;
  }
  if (gesta_query_token_is_mark(&token, '{')) {
    return rewrite_group(rewriting, depth + 1, &group->body);
  }
  if (!is_subquery && gesta_query_token_is(&token, "FILTER")) {
    const GestaStatus status = gesta_text_buffer_append(&group->filters,
                                                        token.text);
    return status ? status : take_constraint(rewriting, &group->filters);
  }
  if (!is_subquery && gesta_query_token_is(&token, "OPTIONAL")) {
    const GestaStatus status = wrap_body(rewriting, group);
    if (status) {
      return status;
    }
  }
  return gesta_text_buffer_append(&group->body, token.text);
}

// Whether the group that begins here is a subquery.
static bool
begins_with_select(const Rewriting *rewriting)
{
  size_t at = rewriting->at;
  while (at < rewriting->query.size) {
    const GestaQueryToken token = gesta_query_token(rewriting->query, at);
    if (token.kind != GESTA_TOKEN_BLANK) {
      return gesta_query_token_is(&token, "SELECT");
    }
    at += token.text.size;
  }
  return false;
}

// The rest of a group whose opening bracket was taken.
static GestaStatus
rewrite_group(Rewriting *rewriting, size_t depth, GestaTextBuffer *text)
{
  if (depth > DEPTH_LIMIT) {
    return GESTA_ERR_TOO_LARGE;
  }
  Group group;
  gesta_text_buffer_init(&group.body, rewriting->allocator);
  gesta_text_buffer_init(&group.filters, rewriting->allocator);
  const bool is_subquery = begins_with_select(rewriting);
  GestaStatus status = GESTA_OK;
  while (!status && !is_at_end(rewriting)) {
    status = rewrite_element(rewriting, depth, is_subquery, &group);
  }
  const bool is_closed = status == GESTA_END;
  if (!status || is_closed) {
    status = gesta_text_buffer_append(text, gesta_view("{"));
  }
  if (!status) {
    status = gesta_text_buffer_append(text,
                                      gesta_text_buffer_view(&group.body));
  }
  if (!status && group.filters.size > 0) {
    status = gesta_text_buffer_print(text, " %s", group.filters.data);
  }
  if (!status && is_closed) {
    status = gesta_text_buffer_append(text, gesta_view("}"));
  }
  gesta_text_buffer_clear(&group.filters);
  gesta_text_buffer_clear(&group.body);
  return status;
}

// NOLINTEND(misc-no-recursion)

static bool
has_optional(GestaStringView query)
{
  size_t at = 0;
  while (at < query.size) {
    const GestaQueryToken token = gesta_query_token(query, at);
    if (gesta_query_token_is(&token, "OPTIONAL")) {
      return true;
    }
    at += token.text.size;
  }
  return false;
}

GestaStatus
gesta_rasqal_optional(GestaAllocator *allocator, GestaStringView query,
                      GestaTextBuffer *text)
{
  assert(allocator && text);

  if (!has_optional(query)) {
    return gesta_text_buffer_append(text, query);
  }
  Rewriting rewriting = {allocator, query, 0};
  GestaStatus status = GESTA_OK;
  while (!status && !is_at_end(&rewriting)) {
    const GestaQueryToken token = take(&rewriting);
    status = gesta_query_token_is_mark(&token, '{')
               ? rewrite_group(&rewriting, 1, text)
               : gesta_text_buffer_append(text, token.text);
  }
  return status;
}
