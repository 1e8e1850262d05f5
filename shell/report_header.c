// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/report_header.h"

#include "graph/rdf/vocabulary.h"
#include "shell/report_parameters.h"
#include "shell/suggestion.h"

#include <assert.h>
#include <string.h>
#include <yaml.h>

typedef struct Reader {
  yaml_document_t *document;
  GestaArena *arena;
  GestaReportHeader *header;
  GestaReportParameter *parameter; // that is being read; NULL: none
  GestaError *error;
} Reader;

// A key with what is done with its value.
typedef struct Key {
  const char *name;
  GestaStatus (*take)(const Reader *reader, yaml_node_t *key,
                      yaml_node_t *value);
} Key;

static GestaStringView
view_scalar(const yaml_node_t *node)
{
  return (GestaStringView){(const char *)node->data.scalar.value,
                           node->data.scalar.length};
}

static GestaStatus
complain(const Reader *reader, const yaml_node_t *node, const char *what,
         GestaStringView name, const char *near)
{
  return gesta_error_set_at(
    reader->error, GESTA_ERR_SYNTAX, node->start_mark.line + 1,
    node->start_mark.column + 1, "%s%s%.*s%s%s%s%s", what,
    name.data ? " \"" : "", (int)(name.size < 60 ? name.size : 60),
    name.data ? name.data : "", name.data ? "\"" : "",
    near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
}

static GestaStatus
copy_scalar(const Reader *reader, const yaml_node_t *key,
            const yaml_node_t *value, GestaStringView *copy)
{
  if (value->type != YAML_SCALAR_NODE) {
    return complain(reader, value, "expected a text after", view_scalar(key),
                    NULL);
  }
  GestaStringView text = view_scalar(value);
  while (text.size > 0 && text.data[text.size - 1] == '\n') {
    --text.size; // of a block scalar
  }
  const GestaStatus status = gesta_arena_copy(reader->arena, text, copy);
  return status ? gesta_error_set(reader->error, status, "out of memory")
                : GESTA_OK;
}

// Read the pairs of a mapping, each with the key that is called so.
static GestaStatus
read_mapping(const Reader *reader, const yaml_node_t *mapping, const Key *keys,
             size_t key_count)
{
  const yaml_node_pair_t *at = mapping->data.mapping.pairs.start;
  for (; at < mapping->data.mapping.pairs.top; ++at) {
    yaml_node_t *const key = yaml_document_get_node(reader->document, at->key);
    yaml_node_t *const value = yaml_document_get_node(reader->document,
                                                      at->value);
    if (key->type != YAML_SCALAR_NODE) {
      return complain(reader, key, "expected a name",
                      (GestaStringView){NULL, 0}, NULL);
    }
    GestaSuggestion suggestion = gesta_suggestion(view_scalar(key));
    size_t i = 0;
    while (i < key_count
           && !gesta_view_equal(view_scalar(key), gesta_view(keys[i].name))) {
      gesta_suggestion_offer(&suggestion, keys[i++].name);
    }
    if (i == key_count) {
      return complain(reader, key, "unknown key", view_scalar(key),
                      suggestion.nearest);
    }
    const GestaStatus status = keys[i].take(reader, key, value);
    if (status) {
      return status;
    }
  }
  return GESTA_OK;
}

// ---- A parameter ------------------------------------------------------------

static GestaStatus
take_type(const Reader *reader, yaml_node_t *key, yaml_node_t *value)
{
  GestaReportParameter *const parameter = reader->parameter;
  const GestaStatus status = copy_scalar(reader, key, value, &parameter->type);
  if (status) {
    return status;
  }
  const char *near = NULL;
  if (!gesta_parameter_type_known(parameter->type, &near)) {
    return complain(reader, value, "unknown type", parameter->type, near);
  }
  return GESTA_OK;
}

static GestaStatus
take_default(const Reader *reader, yaml_node_t *key, yaml_node_t *value)
{
  reader->parameter->has_default = true;
  return copy_scalar(reader, key, value, &reader->parameter->default_value);
}

static GestaStatus
take_parameter_description(const Reader *reader, yaml_node_t *key,
                           yaml_node_t *value)
{
  return copy_scalar(reader, key, value, &reader->parameter->description);
}

static bool
is_name(GestaStringView text)
{
  for (size_t i = 0; i < text.size; ++i) {
    const char byte = text.data[i];
    const bool is_letter = (byte >= 'a' && byte <= 'z')
                           || (byte >= 'A' && byte <= 'Z') || byte == '_';
    if (!is_letter && !(i > 0 && byte >= '0' && byte <= '9')) {
      return false;
    }
  }
  return text.size > 0;
}

static GestaStatus
read_parameter(const Reader *reader, yaml_node_t *key, yaml_node_t *value,
               GestaReportParameter *parameter)
{
  if (key->type != YAML_SCALAR_NODE || !is_name(view_scalar(key))) {
    return complain(reader, key,
                    "expected the name of a parameter, of letters, digits "
                    "and _",
                    (GestaStringView){NULL, 0}, NULL);
  }
  *parameter = (GestaReportParameter){.line = key->start_mark.line + 1,
                                      .column = key->start_mark.column + 1};
  GestaStatus status = copy_scalar(reader, key, key, &parameter->name);
  if (status) {
    return status;
  }
  Reader inner = *reader;
  inner.parameter = parameter;
  if (value->type == YAML_MAPPING_NODE) {
    static const Key keys[] = {{"type", take_type},
                               {"default", take_default},
                               {"description", take_parameter_description}};
    return read_mapping(&inner, value, keys, sizeof keys / sizeof keys[0]);
  }
  // Nothing after the colon: it must be given.
  const bool is_nothing = value->type == YAML_SCALAR_NODE
                          && value->data.scalar.length == 0
                          && value->data.scalar.style
                               == YAML_PLAIN_SCALAR_STYLE;
  return is_nothing ? GESTA_OK : take_default(&inner, key, value);
}

static GestaStatus
take_parameters(const Reader *reader, yaml_node_t *key, yaml_node_t *value)
{
  if (value->type != YAML_MAPPING_NODE) {
    return complain(reader, value, "expected names and values after",
                    view_scalar(key), NULL);
  }
  const yaml_node_pair_t *const pairs = value->data.mapping.pairs.start;
  const size_t count = (size_t)(value->data.mapping.pairs.top - pairs);
  GestaReportParameter *const parameters = gesta_arena_allocate(
    reader->arena, count, sizeof *parameters);
  if (!parameters) {
    return gesta_error_set(reader->error, GESTA_ERR_MEMORY, "out of memory");
  }
  for (size_t i = 0; i < count; ++i) {
    yaml_node_t *const name = yaml_document_get_node(reader->document,
                                                     pairs[i].key);
    const GestaStatus status = read_parameter(
      reader, name, yaml_document_get_node(reader->document, pairs[i].value),
      &parameters[i]);
    if (status) {
      return status;
    }
    for (size_t j = 0; j < i; ++j) {
      if (gesta_view_equal(parameters[i].name, parameters[j].name)) {
        return complain(reader, name, "a second parameter", parameters[i].name,
                        NULL);
      }
    }
  }
  reader->header->parameters = parameters;
  reader->header->parameter_count = count;
  return GESTA_OK;
}

// ---- The whole --------------------------------------------------------------

static GestaStatus
take_title(const Reader *reader, yaml_node_t *key, yaml_node_t *value)
{
  return copy_scalar(reader, key, value, &reader->header->title);
}

static GestaStatus
take_description(const Reader *reader, yaml_node_t *key, yaml_node_t *value)
{
  return copy_scalar(reader, key, value, &reader->header->description);
}

static GestaStatus
take_author(const Reader *reader, yaml_node_t *key, yaml_node_t *value)
{
  return copy_scalar(reader, key, value, &reader->header->author);
}

static GestaStatus
take_language(const Reader *reader, yaml_node_t *key, yaml_node_t *value)
{
  return copy_scalar(reader, key, value, &reader->header->language);
}

static GestaStatus
read_document(const Reader *reader)
{
  static const Key keys[] = {{"title", take_title},
                             {"description", take_description},
                             {"author", take_author},
                             {"language", take_language},
                             {"parameters", take_parameters}};
  const yaml_node_t *const root = yaml_document_get_root_node(reader->document);
  if (!root) {
    return GESTA_OK; // nothing but comments
  }
  if (root->type != YAML_MAPPING_NODE) {
    return complain(reader, root, "expected lines such as \"title: …\"",
                    (GestaStringView){NULL, 0}, NULL);
  }
  return read_mapping(reader, root, keys, sizeof keys / sizeof keys[0]);
}

static GestaStatus
load(yaml_parser_t *parser, yaml_document_t *document, GestaError *error)
{
  if (yaml_parser_load(parser, document)) {
    return GESTA_OK;
  }
  if (parser->error == YAML_MEMORY_ERROR) {
    return gesta_error_set(error, GESTA_ERR_MEMORY, "out of memory");
  }
  return gesta_error_set_at(
    error, GESTA_ERR_SYNTAX, parser->problem_mark.line + 1,
    parser->problem_mark.column + 1, "the head is no YAML: %s",
    parser->problem ? parser->problem : "malformed");
}

GestaStatus
gesta_report_header_parse(GestaStringView text, GestaArena *arena,
                          GestaReportHeader *header, GestaError *error)
{
  assert(arena && header);

  yaml_parser_t parser;
  yaml_document_t document;
  if (!yaml_parser_initialize(&parser)) {
    return gesta_error_set(error, GESTA_ERR_MEMORY, "out of memory");
  }
  yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(
    &parser, (const unsigned char *)(text.size > 0 ? text.data : ""),
    text.size);
  GestaReportHeader result = {.title = {NULL, 0}};
  GestaStatus status = load(&parser, &document, error);
  if (!status) {
    const Reader reader = {&document, arena, &result, NULL, error};
    status = read_document(&reader);
    yaml_document_delete(&document);
  }
  yaml_parser_delete(&parser);
  if (!status) {
    *header = result;
  }
  return status;
}
