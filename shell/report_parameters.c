// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/report_parameters.h"

#include "graph/base/utf8.h"
#include "graph/rdf/value_key.h"
#include "graph/rdf/vocabulary.h"
#include "shell/parameter_option.h"
#include "shell/suggestion.h"

#include <assert.h>
#include <string.h>

typedef enum TypeKind {
  TYPE_IRI,
  TYPE_ENTITY,
  TYPE_TEXT,
  TYPE_LITERAL, // of a datatype
} TypeKind;

typedef struct Type {
  const char *name;
  TypeKind kind;
  const char *datatype;
  const char *expected;
} Type;

static const Type types[] = {
  {"iri", TYPE_IRI, NULL, "<iri> or prefix:name"},
  {"entity", TYPE_ENTITY, NULL, "<iri>, prefix:name or a name"},
  {"text", TYPE_TEXT, NULL, "a text"},
  {"integer", TYPE_LITERAL, GESTA_NS_XSD "integer", "a number such as 10"},
  {"decimal", TYPE_LITERAL, GESTA_NS_XSD "decimal", "a number such as 0.5"},
  {"number", TYPE_LITERAL, GESTA_NS_XSD "double", "a number such as 0.5"},
  {"boolean", TYPE_LITERAL, GESTA_NS_XSD "boolean", "true or false"},
  {"date", TYPE_LITERAL, GESTA_NS_XSD "date", "YYYY-MM-DD"},
  {"dateTime", TYPE_LITERAL, GESTA_NS_XSD "dateTime", "YYYY-MM-DDThh:mm:ss"},
  {"month", TYPE_LITERAL, GESTA_NS_XSD "gYearMonth", "YYYY-MM"},
  {"year", TYPE_LITERAL, GESTA_NS_XSD "gYear", "YYYY"},
};
enum { TYPE_COUNT = sizeof types / sizeof types[0] };

static const Type *
find_type(GestaStringView name)
{
  for (size_t i = 0; i < TYPE_COUNT; ++i) {
    if (gesta_view_equal(name, gesta_view(types[i].name))) {
      return &types[i];
    }
  }
  return NULL;
}

bool
gesta_parameter_type_known(GestaStringView type, const char **nearest)
{
  GestaSuggestion suggestion = gesta_suggestion(type);
  for (size_t i = 0; i < TYPE_COUNT; ++i) {
    gesta_suggestion_offer(&suggestion, types[i].name);
  }
  *nearest = suggestion.nearest;
  return find_type(type) != NULL;
}

// ---- One value --------------------------------------------------------------

static GestaStatus
refuse(const Type *type, GestaStringView text, GestaError *error)
{
  return gesta_error_set(error, GESTA_ERR_SYNTAX, "\"%.*s\" is no %s: write %s",
                         (int)(text.size < 100 ? text.size : 100), text.data,
                         type->kind == TYPE_IRI ? "IRI" : type->name,
                         type->expected);
}

// Whether text has the form `prefix:name` with a prefix that is known.
static bool
has_known_prefix(GestaStringView text, const GestaPrefixes *prefixes)
{
  const char *const colon = text.size > 0 ? memchr(text.data, ':', text.size)
                                          : NULL;
  GestaStringView iri;
  return colon && prefixes && !memchr(text.data, ' ', text.size)
         && gesta_prefixes_find(
              prefixes,
              (GestaStringView){text.data, (size_t)(colon - text.data)}, &iri)
              == GESTA_OK;
}

static bool
begins_with(GestaStringView text, char byte)
{
  return text.size > 0 && text.data[0] == byte;
}

// A literal that was written with quotes, or that is left plain.
static GestaStatus
read_literal(GestaStringView text, const Type *type,
             const GestaPrefixes *prefixes, GestaArena *arena, GestaTerm *term,
             GestaError *error)
{
  if (type->kind != TYPE_LITERAL && !begins_with(text, '"')) {
    *term = gesta_text_literal(text, GESTA_VIEW(""));
    return GESTA_OK;
  }
  GestaTerm result = gesta_typed_literal(
    text, gesta_view(type->datatype ? type->datatype : ""));
  if (begins_with(text, '"')) {
    const GestaStatus status = gesta_parameter_parse(text, prefixes, arena,
                                                     &result, error);
    if (status) {
      return status;
    }
  }
  GestaValueKey key;
  if (type->kind == TYPE_LITERAL
      && (!gesta_view_equal(result.datatype, gesta_view(type->datatype))
          || !gesta_value_key(&result, &key))) {
    return refuse(type, text, error);
  }
  *term = result;
  return GESTA_OK;
}

GestaStatus
gesta_parameter_read(GestaStringView text, GestaStringView type_name,
                     const GestaPrefixes *prefixes, GestaArena *arena,
                     GestaTerm *term, GestaError *error)
{
  assert(arena && term);

  const Type *const type = find_type(type_name);
  if (!type) {
    return gesta_parameter_parse(text, prefixes, arena, term, error);
  }
  if (gesta_utf8_check(text) != text.size) {
    return gesta_error_set(error, GESTA_ERR_ENCODING, "not UTF-8 text");
  }
  const bool is_named = begins_with(text, '<')
                        || has_known_prefix(text, prefixes);
  if (type->kind == TYPE_IRI || (type->kind == TYPE_ENTITY && is_named)) {
    GestaTerm result;
    const GestaStatus status = gesta_parameter_parse(text, prefixes, arena,
                                                     &result, error);
    if (!status && result.kind != GESTA_TERM_IRI) {
      return refuse(type, text, error);
    }
    if (!status) {
      *term = result;
    }
    return status;
  }
  return read_literal(text, type, prefixes, arena, term, error);
}

// ---- All values -------------------------------------------------------------

// The value that the command line gives, the last one if there are several.
static bool
find_given(const GestaReportGiven *given, GestaStringView name,
           GestaStringView *value)
{
  for (size_t i = given->count; i > 0; --i) {
    GestaStringView left = {NULL, 0};
    GestaStringView right = {NULL, 0};
    if (gesta_parameter_option_split(given->texts[i - 1], &left, &right)
        && gesta_view_equal(left, name)) {
      *value = right;
      return true;
    }
  }
  return false;
}

static GestaStatus
check_given(const GestaReportHeader *header, const char *given,
            GestaArena *arena, GestaError *error)
{
  GestaStringView name = {NULL, 0};
  GestaStringView value = {NULL, 0};
  if (!gesta_parameter_option_split(given, &name, &value)) {
    return gesta_error_set(error, GESTA_ERR_INPUT,
                           "--param cannot be \"%s\": expected NAME=VALUE",
                           given);
  }
  GestaSuggestion suggestion = gesta_suggestion(name);
  for (size_t i = 0; i < header->parameter_count; ++i) {
    GestaStringView known = header->parameters[i].name;
    if (gesta_view_equal(known, name)) {
      return GESTA_OK;
    }
    GestaStringView copy; // ended by a NUL
    if (gesta_arena_copy(arena, known, &copy)) {
      return gesta_error_set(error, GESTA_ERR_MEMORY, "out of memory");
    }
    gesta_suggestion_offer(&suggestion, copy.data);
  }
  const char *const near = suggestion.nearest;
  return gesta_error_set(
    error, GESTA_ERR_INPUT, "the template has no parameter \"%.*s\"%s%s%s",
    (int)(name.size < 60 ? name.size : 60), name.data,
    near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
}

static GestaStatus
lack(const GestaReportParameter *parameter, GestaError *error)
{
  const GestaStringView about = parameter->description;
  return gesta_error_set(
    error, GESTA_ERR_INPUT, "the template needs --param %.*s=VALUE%s%.*s",
    (int)parameter->name.size, parameter->name.data, about.size > 0 ? ": " : "",
    (int)(about.size < 200 ? about.size : 200),
    about.size > 0 ? about.data : "");
}

// What people read: the text of a literal, an IRI in short; on one line.
static GestaStatus
show_term(const GestaTerm *term, const GestaPrefixes *prefixes,
          GestaArena *arena, GestaStringView *text)
{
  GestaTextBuffer buffer;
  gesta_text_buffer_init(&buffer, arena->allocator);
  GestaStatus status = term->kind == GESTA_TERM_IRI && prefixes
                         ? gesta_prefixes_compact(prefixes, term->value,
                                                  &buffer)
                         : gesta_text_buffer_append(&buffer, term->value);
  for (size_t i = 0; !status && i < buffer.size; ++i) {
    if ((unsigned char)buffer.data[i] < ' ') {
      buffer.data[i] = ' ';
    }
  }
  if (!status) {
    status = gesta_arena_copy(arena, gesta_text_buffer_view(&buffer), text);
  }
  gesta_text_buffer_clear(&buffer);
  return status;
}

static GestaStatus
bind_one(const GestaReportParameter *parameter, const GestaReportGiven *given,
         const GestaPrefixes *prefixes, GestaArena *arena, GestaTerm *term,
         GestaError *error)
{
  GestaStringView text = parameter->default_value;
  GestaError reason = {.status = GESTA_OK};
  if (find_given(given, parameter->name, &text)) {
    const GestaStatus status = gesta_parameter_read(
      text, parameter->type, prefixes, arena, term, &reason);
    return status ? gesta_error_set(
             error, status == GESTA_ERR_MEMORY ? status : GESTA_ERR_INPUT,
             "--param %.*s: %s", (int)parameter->name.size,
             parameter->name.data, reason.message)
                  : GESTA_OK;
  }
  if (!parameter->has_default) {
    return given->may_lack ? GESTA_OK : lack(parameter, error);
  }
  const GestaStatus status = gesta_parameter_read(
    text, parameter->type, prefixes, arena, term, &reason);
  return status ? gesta_error_set_at(
           error, status, parameter->line, parameter->column,
           "the default of \"%.*s\": %s", (int)parameter->name.size,
           parameter->name.data, reason.message)
                : GESTA_OK;
}

GestaStatus
gesta_report_values_bind(const GestaReportHeader *header,
                         const GestaReportGiven *given,
                         const GestaPrefixes *prefixes, GestaArena *arena,
                         GestaReportValues *values, GestaError *error)
{
  assert(header && given && arena && values);

  const size_t count = header->parameter_count;
  GestaParameter *const terms = gesta_arena_allocate(arena, count,
                                                     sizeof *terms);
  GestaStringView *const texts = gesta_arena_allocate(arena, count,
                                                      sizeof *texts);
  GestaStatus status = terms && texts ? GESTA_OK
                                      : gesta_error_set(error, GESTA_ERR_MEMORY,
                                                        "out of memory");
  for (size_t i = 0; !status && i < given->count; ++i) {
    status = check_given(header, given->texts[i], arena, error);
  }
  size_t bound = 0;
  for (size_t i = 0; !status && i < count; ++i) {
    GestaParameter *const parameter = &terms[bound];
    *parameter = (GestaParameter){.name = header->parameters[i].name,
                                  .is_spare = true};
    status = bind_one(&header->parameters[i], given, prefixes, arena,
                      &parameter->term, error);
    if (status || parameter->term.kind == GESTA_TERM_NONE) {
      continue;
    }
    if (show_term(&parameter->term, prefixes, arena, &texts[bound])) {
      status = gesta_error_set(error, GESTA_ERR_MEMORY, "out of memory");
    }
    ++bound;
  }
  if (!status) {
    *values = (GestaReportValues){terms, texts, bound};
  }
  return status;
}

bool
gesta_report_values_show(const void *context, GestaStringView name,
                         GestaStringView *text)
{
  const GestaReportValues *const values = context;
  for (size_t i = 0; i < values->count; ++i) {
    if (gesta_view_equal(values->terms[i].name, name)) {
      *text = values->texts[i];
      return true;
    }
  }
  return false;
}
