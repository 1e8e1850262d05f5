// SPDX-License-Identifier: GPL-3.0-or-later
// Functions of our own vocabulary, described in docs/functions.md.
#include "graph/base/text_buffer.h"
#include "graph/base/utf8.h"
#include "graph/eval/expression_state.h"
#include "graph/rdf/edtf.h"
#include "graph/rdf/vocabulary.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

enum { MOST_POINTS = 1000 }; // of a text whose distance is counted

// An EDTF literal, a string, or an XSD date as its lexical form, which EDTF
// has too.
static GestaStatus
read_range(const GestaValue *value, GestaEdtfRange *range)
{
  const bool is_date = value->kind == GESTA_VALUE_DATE
                       || value->kind == GESTA_VALUE_DATE_TIME
                       || value->kind == GESTA_VALUE_YEAR
                       || value->kind == GESTA_VALUE_YEAR_MONTH;
  const bool is_edtf = value->kind == GESTA_VALUE_OTHER
                       && gesta_view_equal(value->tag, GESTA_EDTF("EDTF"));
  if (is_date) {
    const GestaFields fields = gesta_moment_fields(&value->moment);
    const bool has_day = value->kind == GESTA_VALUE_DATE
                         || value->kind == GESTA_VALUE_DATE_TIME;
    const bool has_month = value->kind != GESTA_VALUE_YEAR;
    const unsigned last = has_month ? fields.month : 12;
    *range = (GestaEdtfRange){
      true,
      true,
      {fields.year, fields.month, fields.day},
      {fields.year, last,
       has_day ? fields.day : gesta_month_length(fields.year, last)}};
    return GESTA_OK;
  }
  return (is_edtf || value->kind == GESTA_VALUE_STRING)
             && gesta_edtf_range(value->text, range) == GESTA_OK
           ? GESTA_OK
           : GESTA_NOT_FOUND;
}

static GestaValue
make_date(const GestaEdtfDay *day)
{
  const GestaFields fields = {
    .year = day->year, .month = day->month, .day = day->day};
  const GestaMoment like = {.zone = GESTA_NO_ZONE};
  return (GestaValue){.kind = GESTA_VALUE_DATE,
                      .datatype = GESTA_XSD_DATE,
                      .moment = gesta_moment_make(&fields, &like)};
}

static GestaStatus
get_earliest(GestaExpressions *expressions, const GestaValue *arguments,
             size_t count, GestaValue *result)
{
  (void)expressions;
  (void)count;
  GestaEdtfRange range;
  const GestaStatus status = read_range(&arguments[0], &range);
  if (status || !range.has_earliest) {
    return GESTA_NOT_FOUND;
  }
  *result = make_date(&range.earliest);
  return GESTA_OK;
}

static GestaStatus
get_latest(GestaExpressions *expressions, const GestaValue *arguments,
           size_t count, GestaValue *result)
{
  (void)expressions;
  (void)count;
  GestaEdtfRange range;
  const GestaStatus status = read_range(&arguments[0], &range);
  if (status || !range.has_latest) {
    return GESTA_NOT_FOUND;
  }
  *result = make_date(&range.latest);
  return GESTA_OK;
}

// Whether the last day of a is before the first of b.  An open side is never
// before anything.
static bool
is_before(const GestaEdtfRange *a, const GestaEdtfRange *b)
{
  return a->has_latest && b->has_earliest
         && gesta_edtf_day_order(&a->latest, &b->earliest) < 0;
}

static GestaStatus
compare_ranges(GestaExpressions *expressions, const GestaValue *arguments,
               size_t count, GestaValue *result)
{
  (void)expressions;
  (void)count;
  GestaEdtfRange a;
  GestaEdtfRange b;
  if (read_range(&arguments[0], &a) || read_range(&arguments[1], &b)) {
    return GESTA_NOT_FOUND;
  }
  *result = gesta_value_boolean(is_before(&a, &b));
  return GESTA_OK;
}

static GestaStatus
overlap_ranges(GestaExpressions *expressions, const GestaValue *arguments,
               size_t count, GestaValue *result)
{
  (void)expressions;
  (void)count;
  GestaEdtfRange a;
  GestaEdtfRange b;
  if (read_range(&arguments[0], &a) || read_range(&arguments[1], &b)) {
    return GESTA_NOT_FOUND;
  }
  *result = gesta_value_boolean(!is_before(&a, &b) && !is_before(&b, &a));
  return GESTA_OK;
}

static bool
is_ascii(GestaStringView text)
{
  for (size_t i = 0; i < text.size; ++i) {
    if ((unsigned char)text.data[i] >= 0x80U) {
      return false;
    }
  }
  return true;
}

// What has no decomposition but is two letters or another one for who searches.
static const char *
unfold_letter(uint32_t code_point)
{
  switch (code_point) {
  case 0x0153:
    return "oe";
  case 0x00E6:
    return "ae";
  case 0x00DF:
    return "ss";
  case 0x00F8:
    return "o";
  case 0x0142:
    return "l";
  case 0x0111:
    return "d";
  case 0x00FE:
    return "th";
  case 0x0131:
    return "i";
  case 0x2019:
    return "'";
  default:
    return NULL;
  }
}

// Lower case, without what is above and below letters.
static GestaStatus
fold_points(GestaExpressions *expressions, const uint8_t *text, size_t size,
            GestaStringView *folded)
{
  char *const made = gesta_arena_allocate(&expressions->scratch, size * 2 + 1,
                                          1);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  const GestaStringView view = {(const char *)text, size};
  size_t count = 0;
  for (size_t at = 0; at < size;) {
    uint32_t point = 0;
    const size_t width = gesta_utf8_decode(view, at, &point);
    const char *const other = unfold_letter(point);
    if (other) {
      memcpy(made + count, other, strlen(other));
      count += strlen(other);
    } else if (!uc_is_general_category_withtable(point, UC_CATEGORY_MASK_Mn)) {
      memcpy(made + count, text + at, width);
      count += width;
    }
    at += width;
  }
  *folded = (GestaStringView){made, count};
  return GESTA_OK;
}

static GestaStatus
fold_text(GestaExpressions *expressions, const GestaValue *arguments,
          size_t count, GestaValue *result)
{
  (void)count;
  if (!gesta_value_is_text(&arguments[0])) {
    return GESTA_NOT_FOUND;
  }
  const GestaStringView text = arguments[0].text;
  GestaStringView folded;
  GestaStatus status = GESTA_OK;
  if (is_ascii(text)) {
    char *const made = gesta_arena_allocate(&expressions->scratch,
                                            text.size + 1, 1);
    if (!made) {
      return GESTA_ERR_MEMORY;
    }
    for (size_t i = 0; i < text.size; ++i) {
      const char byte = text.data[i];
      made[i] = (char)(byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte);
    }
    folded = (GestaStringView){made, text.size};
  } else {
    size_t size = 0;
    uint8_t *const lower = u8_tolower((const uint8_t *)text.data, text.size, "",
                                      UNINORM_NFKD, NULL, &size);
    if (!lower) {
      return GESTA_ERR_MEMORY;
    }
    status = fold_points(expressions, lower, size, &folded);
    free(lower); // libunistring's
  }
  if (status == GESTA_OK) {
    *result = gesta_value_string(folded);
  }
  return status;
}

static size_t
read_points(GestaStringView text, uint32_t points[MOST_POINTS])
{
  size_t count = 0;
  for (size_t at = 0; at < text.size && count < MOST_POINTS; ++count) {
    at += gesta_utf8_decode(text, at, &points[count]);
  }
  return count;
}

// Wagner and Fischer, 1974: one row of the table after the other.
size_t
gesta_edit_distance(GestaStringView a, GestaStringView b)
{
  uint32_t first[MOST_POINTS];
  uint32_t second[MOST_POINTS];
  size_t costs[MOST_POINTS + 1];
  const size_t first_count = read_points(a, first);
  const size_t second_count = read_points(b, second);
  for (size_t j = 0; j <= second_count; ++j) {
    costs[j] = j;
  }
  for (size_t i = 0; i < first_count; ++i) {
    size_t diagonal = costs[0];
    costs[0] = i + 1;
    for (size_t j = 0; j < second_count; ++j) {
      size_t cost = diagonal + (first[i] != second[j]);
      diagonal = costs[j + 1];
      cost = cost < diagonal + 1 ? cost : diagonal + 1;
      cost = cost < costs[j] + 1 ? cost : costs[j] + 1;
      costs[j + 1] = cost;
    }
  }
  return costs[second_count];
}

static GestaStatus
count_edits(GestaExpressions *expressions, const GestaValue *arguments,
            size_t count, GestaValue *result)
{
  (void)expressions;
  (void)count;
  for (size_t i = 0; i < 2; ++i) {
    if (!gesta_value_is_text(&arguments[i])
        || gesta_utf8_length(arguments[i].text) > MOST_POINTS) {
      return GESTA_NOT_FOUND;
    }
  }
  *result = gesta_value_integer(
    (int64_t)gesta_edit_distance(arguments[0].text, arguments[1].text));
  return GESTA_OK;
}

#define ROW(name, count, call)                                                 \
  {                                                                            \
    {GESTA_NS_GESTA name, sizeof(GESTA_NS_GESTA name) - 1}, count, call        \
  }

static const struct {
  GestaStringView iri;
  size_t argument_count;
  GestaFunctionCall call;
} functions[] = {
  ROW("edtfEarliest", 1, get_earliest),
  ROW("edtfLatest", 1, get_latest),
  ROW("edtfBefore", 2, compare_ranges),
  ROW("edtfOverlaps", 2, overlap_ranges),
  ROW("fold", 1, fold_text),
  ROW("editDistance", 2, count_edits),
};

#undef ROW

enum { FUNCTION_COUNT = sizeof functions / sizeof *functions };

GestaFunctionCall
gesta_own_function(GestaStringView iri, size_t *argument_count)
{
  for (size_t i = 0; i < FUNCTION_COUNT; ++i) {
    if (gesta_view_equal(functions[i].iri, iri)) {
      *argument_count = functions[i].argument_count;
      return functions[i].call;
    }
  }
  return NULL;
}

GestaStringView
gesta_own_function_iri(size_t index)
{
  return index < FUNCTION_COUNT ? functions[index].iri
                                : (GestaStringView){"", 0};
}
