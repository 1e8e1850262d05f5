// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/io/rdf_format.h"

#include <assert.h>
#include <stdbool.h>

typedef struct Name {
  const char *name; ///< also a file name extension
  GestaRdfFormat format;
} Name;

static const Name names[] = {
  {"ttl", GESTA_RDF_TURTLE},  {"turtle", GESTA_RDF_TURTLE},
  {"nt", GESTA_RDF_NTRIPLES}, {"ntriples", GESTA_RDF_NTRIPLES},
  {"nq", GESTA_RDF_NQUADS},   {"nquads", GESTA_RDF_NQUADS},
  {"trig", GESTA_RDF_TRIG},   {"rdfxml", GESTA_RDF_XML},
  {"rdf", GESTA_RDF_XML},     {"xml", GESTA_RDF_XML},
  {"owl", GESTA_RDF_XML},
};

const char *const *
gesta_rdf_formats(void)
{
  static const char *const formats[] = {
    [GESTA_RDF_TURTLE] = "ttl", [GESTA_RDF_NTRIPLES] = "nt",
    [GESTA_RDF_NQUADS] = "nq",  [GESTA_RDF_TRIG] = "trig",
    [GESTA_RDF_XML] = "rdfxml", NULL,
  };
  return formats;
}

static bool
equal_ignoring_case(GestaStringView text, const char *lower)
{
  const size_t size = strlen(lower);
  if (text.size != size) {
    return false;
  }
  for (size_t i = 0; i < size; ++i) {
    const char byte = text.data[i];
    const int small = byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte;
    if (small != lower[i]) {
      return false;
    }
  }
  return true;
}

static const Name *
find_name(GestaStringView text)
{
  for (size_t i = 0; i < sizeof names / sizeof *names; ++i) {
    if (equal_ignoring_case(text, names[i].name)) {
      return &names[i];
    }
  }
  return NULL;
}

static GestaStatus
refuse_json_ld(GestaError *error)
{
  return gesta_error_set(error, GESTA_ERR_INPUT,
                         "JSON-LD cannot be read: convert it to Turtle or "
                         "N-Quads first");
}

GestaStatus
gesta_rdf_format(GestaStringView name, GestaRdfFormat *format,
                 GestaError *error)
{
  assert(format);

  const Name *found = find_name(name);
  if (found) {
    *format = found->format;
    return GESTA_OK;
  }
  if (equal_ignoring_case(name, "jsonld")
      || equal_ignoring_case(name, "json-ld")) {
    return gesta_error_set(error, GESTA_ERR_INPUT,
                           "JSON-LD can be written, not read: use ttl, trig, "
                           "nt, nq or rdfxml");
  }
  return gesta_error_set(error, GESTA_ERR_INPUT,
                         "unknown RDF format '%.*s': expected ttl, trig, nt, "
                         "nq or rdfxml",
                         (int)(name.size < 64 ? name.size : 64), name.data);
}

// What follows the last dot of a file name, that of a compressed file left
// aside; empty if there is none.
static GestaStringView
extension(const char *name)
{
  GestaStringView text = gesta_view(name);
  for (bool first = true;; first = false) {
    size_t dot = text.size;
    while (dot > 0 && text.data[dot - 1] != '.' && text.data[dot - 1] != '/') {
      --dot;
    }
    if (dot == 0 || text.data[dot - 1] == '/') {
      return (GestaStringView){0};
    }
    const GestaStringView found = {text.data + dot, text.size - dot};
    if (!first || !equal_ignoring_case(found, "gz")) {
      return found;
    }
    text.size = dot - 1;
  }
}

// Skip blanks, line ends and comments.
static GestaStringView
skip_blank(GestaStringView text)
{
  while (text.size > 0) {
    size_t skipped = 1;
    if (*text.data == '#') {
      const char *end = memchr(text.data, '\n', text.size);
      skipped = end ? (size_t)(end - text.data) : text.size;
    } else if (!strchr(" \t\r\n", *text.data) || *text.data == '\0') {
      break;
    }
    text = (GestaStringView){text.data + skipped, text.size - skipped};
  }
  return text;
}

static bool
starts_with(GestaStringView text, const char *start)
{
  const size_t size = strlen(start);
  return text.size >= size
         && equal_ignoring_case((GestaStringView){text.data, size}, start);
}

// The size of what stands between two delimiters, the first of which begins the
// text.
static size_t
measure_delimited(GestaStringView text, char end)
{
  size_t size = 1;
  while (size < text.size && text.data[size] != end
         && text.data[size] != '\n') {
    size += text.data[size] == '\\' ? 2 : 1;
  }
  return size + 1 < text.size ? size + 1 : text.size;
}

// The size of one term of N-Quads at the start of the text, roughly; 0 if none.
static size_t
measure_term(GestaStringView text)
{
  if (*text.data == '<') {
    return measure_delimited(text, '>');
  }
  if (*text.data != '"' && *text.data != '_') {
    return 0;
  }
  size_t size = *text.data == '"' ? measure_delimited(text, '"') : 1;
  while (size < text.size && !strchr(" \t\r\n.<", text.data[size])) {
    ++size;
  }
  if (size < text.size && text.data[size] == '<'
      && text.data[size - 1] == '^') {
    size += measure_delimited(
      (GestaStringView){text.data + size, text.size - size}, '>');
  }
  return size;
}

// Whether the first statement has four terms, none of them a prefixed name.
static bool
looks_like_nquads(GestaStringView text)
{
  size_t count = 0;
  while (text.size > 0 && *text.data != '.' && *text.data != '\n') {
    const size_t size = measure_term(text);
    if (size == 0) {
      return false;
    }
    ++count;
    text = (GestaStringView){text.data + size, text.size - size};
    while (text.size > 0 && (*text.data == ' ' || *text.data == '\t')) {
      text = (GestaStringView){text.data + 1, text.size - 1};
    }
  }
  return count == 4 && text.size > 0 && *text.data == '.';
}

// Whether a brace stands outside comments, strings and IRIs.
static bool
has_graph_block(GestaStringView text)
{
  char end = '\0'; // what ends the comment, string or IRI we are in
  for (size_t i = 0; i < text.size; ++i) {
    const char byte = text.data[i];
    if (end != '\0') {
      i += byte == '\\' && end != '\n';
      if (byte == end) {
        end = '\0';
      }
    } else if (byte == '{') {
      return true;
    } else if (byte == '"' || byte == '\'') {
      end = byte;
    } else if (byte == '<' || byte == '#') {
      end = (char)(byte == '<' ? '>' : '\n');
    }
  }
  return false;
}

GestaStatus
gesta_rdf_format_guess(const char *name, GestaStringView head,
                       GestaRdfFormat *format, GestaError *error)
{
  assert(name && format);

  const Name *found = find_name(extension(name));
  if (found) {
    *format = found->format;
    return GESTA_OK;
  }
  const GestaStringView text = skip_blank(head);
  if (equal_ignoring_case(extension(name), "jsonld") || starts_with(text, "[{")
      || (starts_with(text, "{") && text.size > 1
          && starts_with(
            skip_blank((GestaStringView){text.data + 1, text.size - 1}),
            "\""))) {
    return refuse_json_ld(error);
  }
  if (starts_with(text, "<!doctype html") || starts_with(text, "<html")) {
    return gesta_error_set(error, GESTA_ERR_INPUT,
                           "this is an HTML page, not RDF: extract events from "
                           "it, or name its format");
  }
  if (starts_with(text, "<?xml") || starts_with(text, "<rdf:")
      || starts_with(text, "<!")) {
    *format = GESTA_RDF_XML;
  } else {
    // N-Triples are Turtle; N-Quads and TriG are not.
    *format = looks_like_nquads(text) ? GESTA_RDF_NQUADS
              : has_graph_block(text) ? GESTA_RDF_TRIG
                                      : GESTA_RDF_TURTLE;
  }
  return GESTA_OK;
}
