// SPDX-License-Identifier: GPL-3.0-or-later
// Functions on RDF terms: section 17.4.2.
#include "graph/base/text_buffer.h"
#include "graph/eval/expression_state.h"
#include "graph/rdf/iri.h"
#include "graph/rdf/vocabulary.h"

#include <inttypes.h>
#include <stdio.h>

enum { UUID_SIZE = 46 }; // "urn:uuid:" and 36 characters, with the NUL

static GestaStatus
is_iri(GestaExpressions *expressions, const GestaValue *arguments, size_t count,
       GestaValue *result)
{
  (void)expressions;
  (void)count;
  *result = gesta_value_boolean(arguments[0].kind == GESTA_VALUE_IRI);
  return GESTA_OK;
}

static GestaStatus
is_blank(GestaExpressions *expressions, const GestaValue *arguments,
         size_t count, GestaValue *result)
{
  (void)expressions;
  (void)count;
  *result = gesta_value_boolean(arguments[0].kind == GESTA_VALUE_BLANK);
  return GESTA_OK;
}

static GestaStatus
is_literal(GestaExpressions *expressions, const GestaValue *arguments,
           size_t count, GestaValue *result)
{
  (void)expressions;
  (void)count;
  *result = gesta_value_boolean(gesta_value_is_literal(&arguments[0]));
  return GESTA_OK;
}

static GestaStatus
is_numeric(GestaExpressions *expressions, const GestaValue *arguments,
           size_t count, GestaValue *result)
{
  (void)expressions;
  (void)count;
  *result = gesta_value_boolean(gesta_value_is_numeric(&arguments[0]));
  return GESTA_OK;
}

static GestaStatus
get_text(GestaExpressions *expressions, const GestaValue *arguments,
         size_t count, GestaValue *result)
{
  (void)count;
  const GestaValue *const value = &arguments[0];
  if (value->kind == GESTA_VALUE_BLANK) {
    return GESTA_NOT_FOUND;
  }
  if (value->text.data) {
    *result = gesta_value_string(value->text);
    return GESTA_OK;
  }
  GestaTerm term;
  const GestaStatus status = gesta_value_term(value, &expressions->scratch,
                                              &term);
  if (status == GESTA_OK) {
    *result = gesta_value_string(term.value);
  }
  return status;
}

static GestaStatus
get_language(GestaExpressions *expressions, const GestaValue *arguments,
             size_t count, GestaValue *result)
{
  (void)expressions;
  (void)count;
  if (!gesta_value_is_literal(&arguments[0])) {
    return GESTA_NOT_FOUND;
  }
  *result = gesta_value_string(arguments[0].kind == GESTA_VALUE_LANGUAGE
                                 ? arguments[0].tag
                                 : GESTA_VIEW(""));
  return GESTA_OK;
}

static GestaStatus
get_datatype(GestaExpressions *expressions, const GestaValue *arguments,
             size_t count, GestaValue *result)
{
  (void)expressions;
  (void)count;
  const GestaValue *const value = &arguments[0];
  if (!gesta_value_is_literal(value)) {
    return GESTA_NOT_FOUND;
  }
  *result = (GestaValue){.kind = GESTA_VALUE_IRI};
  if (value->kind == GESTA_VALUE_LANGUAGE) {
    result->text = GESTA_RDF("langString");
  } else if (value->kind == GESTA_VALUE_OTHER) {
    result->text = value->tag;
  } else {
    result->text = gesta_datatype_iri(value->datatype);
  }
  return GESTA_OK;
}

static GestaStatus
make_iri(GestaExpressions *expressions, const GestaValue *arguments,
         size_t count, GestaValue *result)
{
  (void)count;
  const GestaValue *const value = &arguments[0];
  if (value->kind == GESTA_VALUE_IRI) {
    *result = *value;
    return GESTA_OK;
  }
  if (value->kind != GESTA_VALUE_STRING) {
    return GESTA_NOT_FOUND;
  }
  GestaTextBuffer iri;
  gesta_text_buffer_init(&iri, expressions->allocator);
  GestaStatus status = gesta_iri_resolve(expressions->options.base, value->text,
                                         &iri);
  *result = (GestaValue){.kind = GESTA_VALUE_IRI};
  if (status == GESTA_OK) {
    status = gesta_arena_copy(&expressions->scratch,
                              gesta_text_buffer_view(&iri), &result->text);
  } else if (status != GESTA_ERR_MEMORY) {
    status = GESTA_NOT_FOUND;
  }
  gesta_text_buffer_clear(&iri);
  return status;
}

static GestaStatus
make_typed(GestaExpressions *expressions, const GestaValue *arguments,
           size_t count, GestaValue *result)
{
  (void)count;
  if (arguments[0].kind != GESTA_VALUE_STRING
      || arguments[1].kind != GESTA_VALUE_IRI
      || gesta_view_equal(arguments[1].text, GESTA_RDF("langString"))) {
    return GESTA_NOT_FOUND;
  }
  const GestaTerm term = gesta_typed_literal(arguments[0].text,
                                             arguments[1].text);
  return gesta_value_read(&term, &expressions->scratch, result);
}

// [145] LANGTAG ::= '@' [a-zA-Z]+ ('-' [a-zA-Z0-9]+)*
static bool
is_language_tag(GestaStringView tag)
{
  size_t part = 0;
  bool is_first = true;
  for (size_t i = 0; i < tag.size; ++i) {
    const char byte = tag.data[i];
    const bool is_letter = (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
    if (byte == '-' && part > 0) {
      part = 0;
      is_first = false;
    } else if (is_letter || (!is_first && byte >= '0' && byte <= '9')) {
      ++part;
    } else {
      return false;
    }
  }
  return part > 0;
}

static GestaStatus
make_tagged(GestaExpressions *expressions, const GestaValue *arguments,
            size_t count, GestaValue *result)
{
  (void)expressions;
  (void)count;
  if (arguments[0].kind != GESTA_VALUE_STRING
      || arguments[1].kind != GESTA_VALUE_STRING
      || !is_language_tag(arguments[1].text)) {
    return GESTA_NOT_FOUND;
  }
  *result = gesta_value_string(arguments[0].text);
  result->kind = GESTA_VALUE_LANGUAGE;
  result->tag = arguments[1].text;
  return GESTA_OK;
}

// Version 4: random.
static GestaStatus
draw_uuid(GestaExpressions *expressions, GestaStringView *text)
{
  const uint64_t high = gesta_expressions_random(expressions);
  const uint64_t low = gesta_expressions_random(expressions);
  char made[UUID_SIZE];
  (void)snprintf(
    made, sizeof made, "urn:uuid:%08" PRIx32 "-%04x-4%03x-%04x-%04x%08" PRIx32,
    (uint32_t)(high >> 32U), (unsigned)(high >> 16U & 0xFFFFU),
    (unsigned)(high & 0xFFFU), (unsigned)(low >> 48U & 0x3FFFU) | 0x8000U,
    (unsigned)(low >> 32U & 0xFFFFU), (uint32_t)low);
  return gesta_arena_copy(&expressions->scratch, gesta_view(made), text);
}

static GestaStatus
make_uuid(GestaExpressions *expressions, const GestaValue *arguments,
          size_t count, GestaValue *result)
{
  (void)arguments;
  (void)count;
  *result = (GestaValue){.kind = GESTA_VALUE_IRI};
  return draw_uuid(expressions, &result->text);
}

static GestaStatus
make_uuid_text(GestaExpressions *expressions, const GestaValue *arguments,
               size_t count, GestaValue *result)
{
  (void)arguments;
  (void)count;
  GestaStringView text;
  const GestaStatus status = draw_uuid(expressions, &text);
  if (status == GESTA_OK) {
    const size_t start = sizeof "urn:uuid:" - 1;
    *result = gesta_value_string(
      (GestaStringView){text.data + start, text.size - start});
  }
  return status;
}

const GestaBuiltinRow *
gesta_term_functions(void)
{
  static const GestaBuiltinRow rows[] = {
    {GESTA_BUILTIN_ISIRI, is_iri},
    {GESTA_BUILTIN_ISURI, is_iri},
    {GESTA_BUILTIN_ISBLANK, is_blank},
    {GESTA_BUILTIN_ISLITERAL, is_literal},
    {GESTA_BUILTIN_ISNUMERIC, is_numeric},
    {GESTA_BUILTIN_STR, get_text},
    {GESTA_BUILTIN_LANG, get_language},
    {GESTA_BUILTIN_DATATYPE, get_datatype},
    {GESTA_BUILTIN_IRI, make_iri},
    {GESTA_BUILTIN_URI, make_iri},
    {GESTA_BUILTIN_STRDT, make_typed},
    {GESTA_BUILTIN_STRLANG, make_tagged},
    {GESTA_BUILTIN_UUID, make_uuid},
    {GESTA_BUILTIN_STRUUID, make_uuid_text},
    {GESTA_BUILTIN_ABS, NULL},
  };
  return rows;
}
