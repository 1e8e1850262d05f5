// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/redland/redland_node.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

static GestaStringView
view_uri(librdf_uri *uri)
{
  size_t size = 0;
  const char *text = (const char *)librdf_uri_as_counted_string(uri, &size);
  return (GestaStringView){text, size};
}

static GestaTerm
view_literal(librdf_node *node)
{
  GestaTerm term = {.kind = GESTA_TERM_LITERAL};
  size_t size = 0;
  const unsigned char *text = librdf_node_get_literal_value_as_counted_string(
    node, &size);
  term.value = (GestaStringView){(const char *)text, size};

  const char *language = librdf_node_get_literal_value_language(node);
  librdf_uri *datatype = librdf_node_get_literal_value_datatype_uri(node);
  if (language && *language) {
    term.language = gesta_view(language);
  } else if (datatype) {
    term.datatype = view_uri(datatype);
  }
  return term;
}

GestaTerm
gesta_redland_term(librdf_node *node)
{
  if (!node) {
    return (GestaTerm){.kind = GESTA_TERM_NONE};
  }
  if (librdf_node_is_resource(node)) {
    return gesta_iri(view_uri(librdf_node_get_uri(node)));
  }
  if (librdf_node_is_literal(node)) {
    return view_literal(node);
  }
  size_t size = 0;
  const unsigned char *label = librdf_node_get_counted_blank_identifier(node,
                                                                        &size);
  return (GestaTerm){.kind = GESTA_TERM_BLANK,
                     .value = {(const char *)label, size}};
}

GestaQuad
gesta_redland_quad(librdf_statement *statement, librdf_node *context)
{
  return (GestaQuad){
    .subject = gesta_redland_term(librdf_statement_get_subject(statement)),
    .predicate = gesta_redland_term(librdf_statement_get_predicate(statement)),
    .object = gesta_redland_term(librdf_statement_get_object(statement)),
    .graph = gesta_redland_term(context),
  };
}

// librdf reads its strings through a pointer to unsigned char.
static const unsigned char *
bytes_of(GestaStringView text)
{
  return (const unsigned char *)(text.size ? text.data : "");
}

static librdf_node *
make_literal(librdf_world *world, const GestaTerm *term)
{
  librdf_uri *datatype = NULL;
  if (term->datatype.size > 0) {
    datatype = librdf_new_uri2(world, bytes_of(term->datatype),
                               term->datatype.size);
    if (!datatype) {
      return NULL;
    }
  }
  // librdf wants a language that ends with a NUL.
  char language[64];
  const bool has_language = term->language.size > 0;
  if (term->language.size >= sizeof language) {
    librdf_free_uri(datatype);
    return NULL;
  }
  if (has_language) {
    memcpy(language, term->language.data, term->language.size);
  }
  language[term->language.size] = '\0';

  librdf_node *node = librdf_new_node_from_typed_counted_literal(
    world, bytes_of(term->value), term->value.size,
    has_language ? language : NULL, term->language.size, datatype);
  if (datatype) {
    librdf_free_uri(datatype);
  }
  return node;
}

GestaStatus
gesta_redland_node_new(librdf_world *world, const GestaTerm *term,
                       librdf_node **node)
{
  assert(world && term && node);

  librdf_node *made = NULL;
  switch (term->kind) {
  case GESTA_TERM_IRI:
    made = librdf_new_node_from_counted_uri_string(world, bytes_of(term->value),
                                                   term->value.size);
    break;
  case GESTA_TERM_BLANK:
    made = librdf_new_node_from_counted_blank_identifier(
      world, bytes_of(term->value), term->value.size);
    break;
  case GESTA_TERM_LITERAL:
    made = make_literal(world, term);
    break;
  case GESTA_TERM_NONE:
    assert(!"a term");
    break;
  }
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  *node = made;
  return GESTA_OK;
}
