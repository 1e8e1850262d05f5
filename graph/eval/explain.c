// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/eval/explain.h"

#include "graph/base/json_escape.h"
#include "graph/base/number.h"
#include "graph/rdf/vocabulary.h"

#include <math.h>

enum { MOST_DEPTH = 200 }; // below that a plan is cut: people have stopped

static GestaStatus
print_seconds(GestaTextBuffer *text, uint64_t nanoseconds)
{
  char number[GESTA_NUMBER_SIZE];
  (void)gesta_print_fixed((double)nanoseconds / 1e9, 6, number);
  return gesta_text_buffer_print(text, "%s", number);
}

static unsigned long long
round_rows(double rows)
{
  return rows < 1e18 ? (unsigned long long)llround(rows)
                     : 1000000000000000000ull;
}

// The inputs of an operator, in the order of first, second, others.
static const GestaOperator *
find_input(const GestaOperator *self, size_t index)
{
  if (self->first) {
    if (index == 0) {
      return self->first;
    }
    --index;
  }
  if (self->second) {
    if (index == 0) {
      return self->second;
    }
    --index;
  }
  return index < self->other_count ? self->others[index] : NULL;
}

// What an operator asks, after a blank.
static GestaStatus
print_question(const GestaOperator *self, GestaTextBuffer *text)
{
  const GestaVariableNames *names = self->engine->options->variables;
  GestaStatus status = GESTA_OK;
  if (self->triple) {
    status = gesta_text_buffer_append(text, GESTA_VIEW(" "));
    if (status == GESTA_OK) {
      status = gesta_triple_print(self->triple, names, text);
    }
  }
  if (status == GESTA_OK && self->expression) {
    status = gesta_text_buffer_append(text, GESTA_VIEW(" "));
    if (status == GESTA_OK) {
      status = gesta_expression_print(self->expression, names, text);
    }
  }
  const GestaExpressionList *at = self->conditions;
  for (; status == GESTA_OK && at; at = at->next) {
    status = gesta_text_buffer_append(text, GESTA_VIEW(" "));
    if (status == GESTA_OK) {
      status = gesta_expression_print(at->expression, names, text);
    }
  }
  return status;
}

static GestaStatus
explain_line(const GestaOperator *self, size_t depth, GestaTextBuffer *text)
{
  GestaStatus status = gesta_text_buffer_print(text, "%*s%s", (int)(2 * depth),
                                               "", self->type->name);
  if (status == GESTA_OK) {
    status = print_question(self, text);
  }
  if (status == GESTA_OK) {
    status = gesta_text_buffer_print(text, "  (about %llu rows; had %llu, ",
                                     round_rows(self->estimate),
                                     (unsigned long long)self->rows);
  }
  if (status == GESTA_OK) {
    status = print_seconds(text, self->time);
  }
  return status ? status : gesta_text_buffer_append(text, GESTA_VIEW(" s)\n"));
}

static GestaStatus
explain_text(const GestaOperator *self, size_t depth, GestaTextBuffer *text)
{
  if (depth > MOST_DEPTH) {
    return gesta_text_buffer_append(text, GESTA_VIEW("...\n"));
  }
  GestaStatus status = explain_line(self, depth, text);
  for (size_t i = 0; status == GESTA_OK; ++i) {
    const GestaOperator *input = find_input(self, i);
    if (!input) {
      break;
    }
    status = explain_text(input, depth + 1, text);
  }
  return status;
}

GestaStatus
gesta_explain_text(const GestaOperator *root, GestaTextBuffer *text)
{
  return explain_text(root, 0, text);
}

// What an operator asks, as a member.
static GestaStatus
add_question(const GestaOperator *self, GestaTextBuffer *text)
{
  GestaTextBuffer question;
  gesta_text_buffer_init(&question, self->engine->allocator);
  GestaStatus status = print_question(self, &question);
  GestaStringView asked = gesta_text_buffer_view(&question);
  if (status == GESTA_OK && asked.size > 0) {
    ++asked.data; // the blank
    --asked.size;
    status = gesta_text_buffer_append(text, GESTA_VIEW(",\"asks\":"));
    if (status == GESTA_OK) {
      status = gesta_json_escape(asked, text);
    }
  }
  gesta_text_buffer_clear(&question);
  return status;
}

static GestaStatus
explain_json(const GestaOperator *self, size_t depth, GestaTextBuffer *text)
{
  GestaStatus status = gesta_text_buffer_print(text, "{\"operator\":\"%s\"",
                                               self->type->name);
  if (status == GESTA_OK) {
    status = add_question(self, text);
  }
  if (status == GESTA_OK) {
    status = gesta_text_buffer_print(
      text, ",\"estimate\":%llu,\"rows\":%llu,\"seconds\":",
      round_rows(self->estimate), (unsigned long long)self->rows);
  }
  if (status == GESTA_OK) {
    status = print_seconds(text, self->time);
  }
  for (size_t i = 0; status == GESTA_OK && depth < MOST_DEPTH; ++i) {
    const GestaOperator *input = find_input(self, i);
    if (!input) {
      break;
    }
    status = gesta_text_buffer_append(text, i == 0 ? GESTA_VIEW(",\"inputs\":[")
                                                   : GESTA_VIEW(","));
    if (status == GESTA_OK) {
      status = explain_json(input, depth + 1, text);
    }
    if (status == GESTA_OK && !find_input(self, i + 1)) {
      status = gesta_text_buffer_append(text, GESTA_VIEW("]"));
    }
  }
  return status ? status : gesta_text_buffer_append(text, GESTA_VIEW("}"));
}

GestaStatus
gesta_explain_json(const GestaOperator *root, GestaTextBuffer *text)
{
  const GestaStatus status = explain_json(root, 0, text);
  return status ? status : gesta_text_buffer_append(text, GESTA_VIEW("\n"));
}
