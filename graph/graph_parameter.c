// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/utf8.h"
#include "graph/graph.h"
#include "graph/rdf/short_literal.h"
#include "graph/rdf/vocabulary.h"

#include <assert.h>

static GestaStatus
refuse(GestaStringView text, GestaError *error)
{
  return gesta_error_set(
    error, GESTA_ERR_SYNTAX,
    "%.*s is no value: write <iri>, prefix:name, \"text\", \"text\"@fr, "
    "\"x\"^^<datatype>, a number, true or false",
    (int)(text.size < 100 ? text.size : 100), text.data);
}

// `prefix:name`, without the escapes of SPARQL.
static GestaStatus
expand_name(GestaStringView text, const GestaPrefixes *prefixes,
            GestaArena *arena, GestaTerm *term, GestaError *error)
{
  const char *const colon = text.size > 0 ? memchr(text.data, ':', text.size)
                                          : NULL;
  if (!colon) {
    return refuse(text, error);
  }
  const GestaStringView prefix = {text.data, (size_t)(colon - text.data)};
  const GestaStringView local = {colon + 1, text.size - prefix.size - 1};
  GestaStringView iri = {NULL, 0};
  if (!prefixes || gesta_prefixes_find(prefixes, prefix, &iri)) {
    return gesta_error_set(
      error, GESTA_ERR_SYNTAX,
      "the prefix \"%.*s:\" is not known: write the whole IRI as <...>",
      (int)(prefix.size < 100 ? prefix.size : 100), prefix.data);
  }
  for (size_t i = 0; i < local.size; ++i) {
    if ((unsigned char)local.data[i] <= ' '
        || strchr("<>\"{}|^`\\", local.data[i])) {
      return refuse(text, error);
    }
  }
  char *const whole = gesta_arena_allocate(arena, iri.size + local.size + 1, 1);
  if (!whole) {
    return gesta_error_set(error, GESTA_ERR_MEMORY, "out of memory");
  }
  memcpy(whole, iri.data, iri.size);
  memcpy(whole + iri.size, local.data, local.size);
  *term = gesta_iri((GestaStringView){whole, iri.size + local.size});
  return GESTA_OK;
}

// A number or a boolean without quotes.
static bool
read_short(GestaStringView text, GestaTerm *term)
{
  if (gesta_view_equal(text, GESTA_VIEW("true"))
      || gesta_view_equal(text, GESTA_VIEW("false"))) {
    *term = gesta_typed_literal(text, GESTA_XSD("boolean"));
    return true;
  }
  const GestaStringView types[] = {GESTA_XSD("integer"), GESTA_XSD("decimal"),
                                   GESTA_XSD("double")};
  for (size_t i = 0; i < sizeof types / sizeof types[0]; ++i) {
    const GestaTerm tried = gesta_typed_literal(text, types[i]);
    if (gesta_literal_is_short(&tried)) {
      *term = tried;
      return true;
    }
  }
  return false;
}

// Where the datatype of `"x"^^prefix:name` begins; 0 if it has no such one.
static size_t
find_named_datatype(GestaStringView text)
{
  if (text.data[text.size - 1] == '"') {
    return 0; // the last quote is the end of the text
  }
  for (size_t i = text.size; i > 3; --i) {
    if (memcmp(text.data + i - 3, "\"^^", 3) == 0) {
      return i < text.size && text.data[i] != '<' ? i : 0;
    }
  }
  return 0;
}

GestaStatus
gesta_parameter_parse(GestaStringView text, const GestaPrefixes *prefixes,
                      GestaArena *arena, GestaTerm *term, GestaError *error)
{
  assert(arena && term);

  if (gesta_utf8_check(text) != text.size) {
    return gesta_error_set(error, GESTA_ERR_ENCODING, "not UTF-8 text");
  }
  GestaTerm result;
  if (read_short(text, &result)) {
    *term = result;
    return GESTA_OK;
  }
  const char first = text.size > 0 ? text.data[0] : '\0';
  if (first != '<' && first != '"') {
    return expand_name(text, prefixes, arena, term, error);
  }
  const size_t type_at = first == '"' ? find_named_datatype(text) : 0;
  GestaTerm datatype = {.kind = GESTA_TERM_NONE};
  GestaStringView plain = text;
  if (type_at > 0) {
    const GestaStringView name = {text.data + type_at, text.size - type_at};
    const GestaStatus status = expand_name(name, prefixes, arena, &datatype,
                                           error);
    if (status) {
      return status;
    }
    plain.size = type_at - strlen("^^");
  }
  GestaStatus status = gesta_term_parse(plain, arena, &result, NULL);
  if (status == GESTA_ERR_SYNTAX
      || (status == GESTA_OK && type_at > 0
          && (result.language.size > 0 || result.datatype.size > 0))) {
    return refuse(text, error);
  }
  if (status) {
    return gesta_error_set(error, status, "%s", gesta_status_text(status));
  }
  if (type_at > 0) {
    result.datatype = datatype.value;
  }
  *term = result;
  return GESTA_OK;
}
