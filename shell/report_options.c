// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/report_options.h"

#include "graph/base/utf8.h"
#include "graph/rdf/vocabulary.h"
#include "shell/suggestion.h"

#include <assert.h>
#include <string.h>

static const char *const kinds[] = {
  [GESTA_CHART_NONE] = "",           [GESTA_CHART_BAR] = "bar",
  [GESTA_CHART_LINE] = "line",       [GESTA_CHART_TIMELINE] = "timeline",
  [GESTA_CHART_NETWORK] = "network",
};
enum { KIND_COUNT = sizeof kinds / sizeof kinds[0] };

static const char *const roles[GESTA_ROLE_COUNT] = {
  [GESTA_ROLE_X] = "x",           [GESTA_ROLE_Y] = "y",
  [GESTA_ROLE_SERIES] = "series", [GESTA_ROLE_END] = "end",
  [GESTA_ROLE_LABEL] = "label",   [GESTA_ROLE_FROM] = "from",
  [GESTA_ROLE_TO] = "to",         [GESTA_ROLE_WEIGHT] = "weight",
};

#define BIT(role) (1U << (role))
static const unsigned roles_of[] = {
  [GESTA_CHART_NONE] = 0,
  [GESTA_CHART_BAR] = BIT(GESTA_ROLE_X) | BIT(GESTA_ROLE_Y)
                      | BIT(GESTA_ROLE_SERIES),
  [GESTA_CHART_LINE] = BIT(GESTA_ROLE_X) | BIT(GESTA_ROLE_Y)
                       | BIT(GESTA_ROLE_SERIES),
  [GESTA_CHART_TIMELINE] = BIT(GESTA_ROLE_X) | BIT(GESTA_ROLE_END)
                           | BIT(GESTA_ROLE_LABEL) | BIT(GESTA_ROLE_SERIES),
  [GESTA_CHART_NETWORK] = BIT(GESTA_ROLE_FROM) | BIT(GESTA_ROLE_TO)
                          | BIT(GESTA_ROLE_WEIGHT) | BIT(GESTA_ROLE_LABEL),
};

const char *
gesta_chart_kind_name(GestaChartKind kind)
{
  return kinds[kind];
}

const char *
gesta_chart_role_name(GestaChartRole role)
{
  return roles[role];
}

bool
gesta_chart_has_role(GestaChartKind kind, GestaChartRole role)
{
  return (roles_of[kind] & BIT(role)) != 0;
}

// Where the reader is.
typedef struct Info {
  GestaStringView text;
  size_t offset;
  GestaArena *arena;
  GestaError *error;
} Info;

// One word: `name` or `name=value`.
typedef struct Word {
  size_t offset; // of the name
  size_t value_offset;
  GestaStringView name;
  GestaStringView value;
  bool has_value;
} Word;

static GestaStatus
complain(const Info *info, size_t offset, const char *what,
         GestaStringView name, const char *near)
{
  size_t line = 0;
  size_t column = 0;
  gesta_utf8_place(info->text, offset, &line, &column);
  const int size = (int)(name.size < 60 ? name.size : 60);
  return gesta_error_set_at(info->error, GESTA_ERR_SYNTAX, line, column,
                            "%s \"%.*s\"%s%s%s", what, size, name.data,
                            near ? "; did you mean " : "", near ? near : "",
                            near ? "?" : "");
}

static bool
is_blank(char byte)
{
  return byte == ' ' || byte == '\t';
}

// What is between quotes; a backslash stands before a quote or a backslash.
static GestaStatus
read_quoted(Info *info, Word *word)
{
  const size_t begin = info->offset + 1;
  const GestaStringView text = info->text;
  char *const copy = gesta_arena_allocate(info->arena, text.size - begin + 1,
                                          1);
  if (!copy) {
    return gesta_error_set(info->error, GESTA_ERR_MEMORY, "out of memory");
  }
  size_t size = 0;
  size_t at = begin;
  while (at < text.size && text.data[at] != '"') {
    at += text.data[at] == '\\' && at + 1 < text.size;
    copy[size++] = text.data[at++];
  }
  if (at == text.size) {
    return complain(info, info->offset, "no \" ends the text of", word->name,
                    NULL);
  }
  word->value = (GestaStringView){copy, size};
  info->offset = at + 1;
  if (info->offset < text.size && !is_blank(text.data[info->offset])) {
    return complain(info, info->offset, "expected a blank after the text of",
                    word->name, NULL);
  }
  return GESTA_OK;
}

// returns  GESTA_END after the last word
static GestaStatus
read_word(Info *info, Word *word)
{
  const GestaStringView text = info->text;
  while (info->offset < text.size && is_blank(text.data[info->offset])) {
    ++info->offset;
  }
  if (info->offset == text.size) {
    return GESTA_END;
  }
  size_t at = info->offset;
  while (at < text.size && !is_blank(text.data[at]) && text.data[at] != '=') {
    ++at;
  }
  *word = (Word){.offset = info->offset,
                 .name = {text.data + info->offset, at - info->offset}};
  info->offset = at;
  if (at == text.size || text.data[at] != '=') {
    return GESTA_OK;
  }
  word->has_value = true;
  info->offset = at + 1;
  word->value_offset = info->offset;
  if (info->offset < text.size && text.data[info->offset] == '"') {
    return read_quoted(info, word);
  }
  while (info->offset < text.size && !is_blank(text.data[info->offset])) {
    ++info->offset;
  }
  word->value = (GestaStringView){text.data + at + 1, info->offset - at - 1};
  return GESTA_OK;
}

static GestaStatus
take_chart(const Info *info, const Word *word, GestaReportOptions *options)
{
  GestaSuggestion suggestion = gesta_suggestion(word->value);
  for (size_t i = 1; i < KIND_COUNT; ++i) {
    if (gesta_view_equal(word->value, gesta_view(kinds[i]))) {
      options->chart = (GestaChartKind)i;
      return GESTA_OK;
    }
    gesta_suggestion_offer(&suggestion, kinds[i]);
  }
  return complain(info, word->value_offset,
                  suggestion.nearest
                    ? "no kind of chart:"
                    : "expected bar, line, timeline or network, not",
                  word->value, suggestion.nearest);
}

static GestaStatus
refuse_name(const Info *info, const Word *word)
{
  GestaSuggestion suggestion = gesta_suggestion(word->name);
  static const char *const names[] = {"table", "list", "chart", "title",
                                      "empty"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; ++i) {
    gesta_suggestion_offer(&suggestion, names[i]);
  }
  for (size_t i = 0; i < GESTA_ROLE_COUNT; ++i) {
    gesta_suggestion_offer(&suggestion, roles[i]);
  }
  return complain(info, word->offset, "unknown option", word->name,
                  suggestion.nearest);
}

static GestaStatus
take_role(const Info *info, const Word *word, GestaReportOptions *options)
{
  for (size_t i = 0; i < GESTA_ROLE_COUNT; ++i) {
    if (gesta_view_equal(word->name, gesta_view(roles[i]))) {
      GestaStringView variable = word->value;
      if (variable.size > 0
          && (variable.data[0] == '?' || variable.data[0] == '$')) {
        ++variable.data;
        --variable.size;
      }
      if (variable.size == 0) {
        return complain(info, word->offset, "expected a variable after",
                        word->name, NULL);
      }
      options->roles[i] = variable;
      return GESTA_OK;
    }
  }
  return refuse_name(info, word);
}

static GestaStatus
take_word(const Info *info, const Word *word, GestaReportOptions *options)
{
  const bool is_table = gesta_view_equal(word->name, GESTA_VIEW("table"));
  if (is_table || gesta_view_equal(word->name, GESTA_VIEW("list"))) {
    if (word->has_value) {
      return complain(info, word->value_offset, "no value fits", word->name,
                      NULL);
    }
    *(is_table ? &options->has_table : &options->has_list) = true;
    return GESTA_OK;
  }
  const bool is_chart = gesta_view_equal(word->name, GESTA_VIEW("chart"));
  const bool is_title = gesta_view_equal(word->name, GESTA_VIEW("title"));
  const bool is_empty = gesta_view_equal(word->name, GESTA_VIEW("empty"));
  if (!word->has_value && (is_chart || is_title || is_empty)) {
    return complain(info, word->offset + word->name.size,
                    "expected = and a value after", word->name, NULL);
  }
  if (is_chart) {
    return take_chart(info, word, options);
  }
  if (is_title || is_empty) {
    *(is_title ? &options->title : &options->empty) = word->value;
    return GESTA_OK;
  }
  return take_role(info, word, options);
}

GestaStatus
gesta_report_options_parse(GestaStringView info, GestaArena *arena,
                           GestaReportOptions *options, GestaError *error)
{
  assert(arena && options);

  Info reader = {.text = info, .arena = arena, .error = error};
  GestaReportOptions result = {.chart = GESTA_CHART_NONE};
  size_t role_offsets[GESTA_ROLE_COUNT] = {0};
  Word word;
  GestaStatus status = read_word(&reader, &word);
  while (!status) {
    status = take_word(&reader, &word, &result);
    for (size_t i = 0; !status && i < GESTA_ROLE_COUNT; ++i) {
      if (gesta_view_equal(word.name, gesta_view(roles[i]))) {
        role_offsets[i] = word.offset;
      }
    }
    if (!status) {
      status = read_word(&reader, &word);
    }
  }
  if (status != GESTA_END) {
    return status;
  }
  for (size_t i = 0; i < GESTA_ROLE_COUNT; ++i) {
    if (result.roles[i].size > 0
        && !gesta_chart_has_role(result.chart, (GestaChartRole)i)) {
      return complain(&reader, role_offsets[i],
                      result.chart ? "this kind of chart has no"
                                   : "without chart= there is no",
                      gesta_view(roles[i]), NULL);
    }
  }
  result.has_table = result.has_table || (!result.has_list && !result.chart);
  *options = result;
  return GESTA_OK;
}
