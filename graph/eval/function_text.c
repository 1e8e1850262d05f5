// SPDX-License-Identifier: GPL-3.0-or-later
// Functions on strings: section 17.4.3.
#include "graph/base/utf8.h"
#include "graph/eval/expression_state.h"
#include "graph/eval/value_order.h"
#include "graph/rdf/vocabulary.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>

// A text with the language of another one.
static GestaValue
make_text(GestaStringView text, const GestaValue *like)
{
  GestaValue value = gesta_value_string(text);
  if (like->kind == GESTA_VALUE_LANGUAGE) {
    value.kind = GESTA_VALUE_LANGUAGE;
    value.tag = like->tag;
  }
  return value;
}

// Section 17.4.3.1.2: the second is plain, or has the language of the first.
static bool
are_compatible(const GestaValue *arguments)
{
  return gesta_value_is_text(&arguments[0])
         && (arguments[1].kind == GESTA_VALUE_STRING
             || (arguments[1].kind == GESTA_VALUE_LANGUAGE
                 && arguments[0].kind == GESTA_VALUE_LANGUAGE
                 && gesta_view_equal(arguments[0].tag, arguments[1].tag)));
}

// Where a text first has another one in it; its size if nowhere.
static size_t
find_text(GestaStringView text, GestaStringView part)
{
  if (part.size == 0) {
    return 0;
  }
  const char *const at = text.size >= part.size
                           ? memmem(text.data, text.size, part.data, part.size)
                           : NULL;
  return at ? (size_t)(at - text.data) : text.size;
}

static bool
starts_with(GestaStringView text, GestaStringView part)
{
  return text.size >= part.size
         && (part.size == 0 || memcmp(text.data, part.data, part.size) == 0);
}

static GestaStatus
get_length(GestaExpressions *expressions, const GestaValue *arguments,
           size_t count, GestaValue *result)
{
  (void)expressions;
  (void)count;
  if (!gesta_value_is_text(&arguments[0])) {
    return GESTA_NOT_FOUND;
  }
  *result = gesta_value_integer((int64_t)gesta_utf8_length(arguments[0].text));
  return GESTA_OK;
}

static GestaStatus
contains(GestaExpressions *expressions, const GestaValue *arguments,
         size_t count, GestaValue *result)
{
  (void)expressions;
  (void)count;
  if (!are_compatible(arguments)) {
    return GESTA_NOT_FOUND;
  }
  *result = gesta_value_boolean(
    arguments[1].text.size == 0
    || find_text(arguments[0].text, arguments[1].text)
         < arguments[0].text.size);
  return GESTA_OK;
}

static GestaStatus
starts(GestaExpressions *expressions, const GestaValue *arguments, size_t count,
       GestaValue *result)
{
  (void)expressions;
  (void)count;
  if (!are_compatible(arguments)) {
    return GESTA_NOT_FOUND;
  }
  *result = gesta_value_boolean(
    starts_with(arguments[0].text, arguments[1].text));
  return GESTA_OK;
}

static GestaStatus
ends(GestaExpressions *expressions, const GestaValue *arguments, size_t count,
     GestaValue *result)
{
  (void)expressions;
  (void)count;
  if (!are_compatible(arguments)) {
    return GESTA_NOT_FOUND;
  }
  const GestaStringView text = arguments[0].text;
  const GestaStringView part = arguments[1].text;
  const size_t from = text.size >= part.size ? text.size - part.size : 0;
  *result = gesta_value_boolean(
    text.size >= part.size
    && starts_with((GestaStringView){text.data + from, part.size}, part));
  return GESTA_OK;
}

static GestaStatus
get_before(GestaExpressions *expressions, const GestaValue *arguments,
           size_t count, GestaValue *result)
{
  (void)expressions;
  (void)count;
  if (!are_compatible(arguments)) {
    return GESTA_NOT_FOUND;
  }
  const GestaStringView text = arguments[0].text;
  const size_t at = find_text(text, arguments[1].text);
  *result = at == text.size && arguments[1].text.size > 0
              ? gesta_value_string(GESTA_VIEW(""))
              : make_text((GestaStringView){text.data, at}, &arguments[0]);
  return GESTA_OK;
}

static GestaStatus
get_after(GestaExpressions *expressions, const GestaValue *arguments,
          size_t count, GestaValue *result)
{
  (void)expressions;
  (void)count;
  if (!are_compatible(arguments)) {
    return GESTA_NOT_FOUND;
  }
  const GestaStringView text = arguments[0].text;
  const GestaStringView part = arguments[1].text;
  const size_t at = find_text(text, part);
  if (at == text.size && part.size > 0) {
    *result = gesta_value_string(GESTA_VIEW(""));
    return GESTA_OK;
  }
  const size_t from = at + part.size;
  *result = make_text((GestaStringView){text.data + from, text.size - from},
                      &arguments[0]);
  return GESTA_OK;
}

// XPath's round(): a half goes up.
static GestaStatus
read_place(GestaExpressions *expressions, const GestaValue *value,
           double *place)
{
  if (!gesta_value_is_numeric(value)) {
    return GESTA_NOT_FOUND;
  }
  const GestaStatus status = gesta_value_to_double(value, &expressions->scratch,
                                                   place);
  *place = floor(*place + 0.5);
  return status;
}

// Code points from `start` (1-based) up to `end`, which it does not have.
static GestaStringView
cut_text(GestaStringView text, double start, double end)
{
  size_t from = text.size;
  size_t at = 0;
  bool began = false;
  for (double place = 1; at < text.size && place < end; ++place) {
    if (!began && place >= start) {
      from = at;
      began = true;
    }
    uint32_t code_point;
    at += gesta_utf8_decode(text, at, &code_point);
  }
  return began ? (GestaStringView){text.data + from, at - from}
               : (GestaStringView){text.data, 0};
}

static GestaStatus
get_part(GestaExpressions *expressions, const GestaValue *arguments,
         size_t count, GestaValue *result)
{
  if (!gesta_value_is_text(&arguments[0])) {
    return GESTA_NOT_FOUND;
  }
  double start = 0;
  double length = HUGE_VAL;
  GestaStatus status = read_place(expressions, &arguments[1], &start);
  if (status == GESTA_OK && count > 2) {
    status = read_place(expressions, &arguments[2], &length);
  }
  if (status == GESTA_OK) { // a NaN compares false and gives nothing
    *result = make_text(cut_text(arguments[0].text, start, start + length),
                        &arguments[0]);
  }
  return status;
}

static GestaStatus
change_case(GestaExpressions *expressions, const GestaValue *value, bool upper,
            GestaValue *result)
{
  if (!gesta_value_is_text(value)) {
    return GESTA_NOT_FOUND;
  }
  GestaStringView text = value->text;
  bool is_ascii = true;
  for (size_t i = 0; i < text.size; ++i) {
    is_ascii = is_ascii && (unsigned char)text.data[i] < 0x80U;
  }
  if (is_ascii) {
    char *const made = gesta_arena_allocate(&expressions->scratch,
                                            text.size + 1, 1);
    if (!made) {
      return GESTA_ERR_MEMORY;
    }
    const char first = upper ? 'a' : 'A';
    for (size_t i = 0; i < text.size; ++i) {
      const char byte = text.data[i];
      const bool other = byte >= first && byte <= first + 25;
      made[i] = (char)(other ? byte ^ 0x20 : byte);
    }
    *result = make_text((GestaStringView){made, text.size}, value);
    return GESTA_OK;
  }
  size_t size = 0;
  const uint8_t *const bytes = (const uint8_t *)text.data;
  uint8_t *const made = upper
                          ? u8_toupper(bytes, text.size, "", NULL, NULL, &size)
                          : u8_tolower(bytes, text.size, "", NULL, NULL, &size);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  GestaStringView copy;
  const GestaStatus status = gesta_arena_copy(
    &expressions->scratch, (GestaStringView){(const char *)made, size}, &copy);
  free(made); // libunistring's
  if (status == GESTA_OK) {
    *result = make_text(copy, value);
  }
  return status;
}

static GestaStatus
to_upper(GestaExpressions *expressions, const GestaValue *arguments,
         size_t count, GestaValue *result)
{
  (void)count;
  return change_case(expressions, &arguments[0], true, result);
}

static GestaStatus
to_lower(GestaExpressions *expressions, const GestaValue *arguments,
         size_t count, GestaValue *result)
{
  (void)count;
  return change_case(expressions, &arguments[0], false, result);
}

// RFC 3986, section 2.3: all but unreserved characters.
static GestaStatus
encode_for_uri(GestaExpressions *expressions, const GestaValue *arguments,
               size_t count, GestaValue *result)
{
  (void)count;
  static const char digits[] = "0123456789ABCDEF";
  const GestaStringView text = arguments[0].text;
  if (!gesta_value_is_text(&arguments[0])) {
    return GESTA_NOT_FOUND;
  }
  char *const made = gesta_arena_allocate(&expressions->scratch, text.size + 1,
                                          3);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  size_t size = 0;
  for (size_t i = 0; i < text.size; ++i) {
    const unsigned char byte = (unsigned char)text.data[i];
    const unsigned letter = byte | 0x20U;
    if ((letter >= 'a' && letter <= 'z') || (byte >= '0' && byte <= '9')
        || byte == '-' || byte == '.' || byte == '_' || byte == '~') {
      made[size++] = (char)byte;
    } else {
      made[size++] = '%';
      made[size++] = digits[byte >> 4U];
      made[size++] = digits[byte & 0xFU];
    }
  }
  *result = gesta_value_string((GestaStringView){made, size});
  return GESTA_OK;
}

static unsigned char
to_lower_ascii(char byte)
{
  return (unsigned char)(byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte);
}

// RFC 4647, section 3.3.1: basic filtering.
static GestaStatus
matches_language(GestaExpressions *expressions, const GestaValue *arguments,
                 size_t count, GestaValue *result)
{
  (void)expressions;
  (void)count;
  const GestaStringView tag = arguments[0].text;
  const GestaStringView range = arguments[1].text;
  if (arguments[0].kind != GESTA_VALUE_STRING
      || arguments[1].kind != GESTA_VALUE_STRING) {
    return GESTA_NOT_FOUND;
  }
  bool matches = tag.size >= range.size && range.size > 0;
  for (size_t i = 0; matches && i < range.size; ++i) {
    matches = to_lower_ascii(tag.data[i]) == to_lower_ascii(range.data[i]);
  }
  matches = matches && (tag.size == range.size || tag.data[range.size] == '-');
  if (gesta_view_equal(range, GESTA_VIEW("*"))) {
    matches = tag.size > 0;
  }
  *result = gesta_value_boolean(matches);
  return GESTA_OK;
}

// The compiled pattern of REGEX and REPLACE.
static GestaStatus
find_regex(GestaExpressions *expressions, const GestaValue *arguments,
           const GestaValue *flags, GestaRegex **regex)
{
  if (!gesta_value_is_text(&arguments[0])
      || arguments[1].kind != GESTA_VALUE_STRING
      || (flags && flags->kind != GESTA_VALUE_STRING)) {
    return GESTA_NOT_FOUND;
  }
  if (gesta_cancelled(expressions->options.cancel)) {
    return GESTA_ERR_CANCELLED;
  }
  return gesta_regex_find(expressions->regexes, arguments[1].text,
                          flags ? flags->text : GESTA_VIEW(""), regex);
}

static GestaStatus
match_regex(GestaExpressions *expressions, const GestaValue *arguments,
            size_t count, GestaValue *result)
{
  GestaRegex *regex = NULL;
  bool matches = false;
  GestaStatus status = find_regex(expressions, arguments,
                                  count > 2 ? &arguments[2] : NULL, &regex);
  if (status == GESTA_OK) {
    status = gesta_regex_matches(regex, arguments[0].text, &matches);
  }
  if (status == GESTA_OK) {
    *result = gesta_value_boolean(matches);
  }
  return status;
}

static GestaStatus
replace_regex(GestaExpressions *expressions, const GestaValue *arguments,
              size_t count, GestaValue *result)
{
  GestaRegex *regex = NULL;
  if (arguments[2].kind != GESTA_VALUE_STRING) {
    return GESTA_NOT_FOUND;
  }
  GestaStatus status = find_regex(expressions, arguments,
                                  count > 3 ? &arguments[3] : NULL, &regex);
  GestaStringView text;
  if (status == GESTA_OK) {
    status = gesta_regex_replace(regex, arguments[0].text, arguments[2].text,
                                 &expressions->scratch,
                                 expressions->options.cancel, &text);
  }
  if (status == GESTA_OK) {
    *result = make_text(text, &arguments[0]);
  }
  return status;
}

const GestaBuiltinRow *
gesta_text_functions(void)
{
  static const GestaBuiltinRow rows[] = {
    {GESTA_BUILTIN_STRLEN, get_length},
    {GESTA_BUILTIN_CONTAINS, contains},
    {GESTA_BUILTIN_STRSTARTS, starts},
    {GESTA_BUILTIN_STRENDS, ends},
    {GESTA_BUILTIN_STRBEFORE, get_before},
    {GESTA_BUILTIN_STRAFTER, get_after},
    {GESTA_BUILTIN_SUBSTR, get_part},
    {GESTA_BUILTIN_UCASE, to_upper},
    {GESTA_BUILTIN_LCASE, to_lower},
    {GESTA_BUILTIN_ENCODE_FOR_URI, encode_for_uri},
    {GESTA_BUILTIN_LANGMATCHES, matches_language},
    {GESTA_BUILTIN_REGEX, match_regex},
    {GESTA_BUILTIN_REPLACE, replace_regex},
    {GESTA_BUILTIN_ABS, NULL},
  };
  return rows;
}
