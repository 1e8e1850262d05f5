// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/rdf/iri.h"

#include "graph/rdf/vocabulary.h"

#include <assert.h>

// An IRI reference cut as RFC 3986, appendix B, does.  Each part keeps its
// delimiter, so that an absent part (empty) differs from an empty one ("?").
typedef struct Parts {
  GestaStringView scheme;    ///< "http:"
  GestaStringView authority; ///< "//example.org"
  GestaStringView path;
  GestaStringView query;    ///< "?q"
  GestaStringView fragment; ///< "#f"
} Parts;

// The size of the scheme and its colon at the start of a reference; 0 if there
// is none.
static size_t
measure_scheme(GestaStringView iri)
{
  for (size_t i = 0; i < iri.size; ++i) {
    const char byte = iri.data[i];
    const char lower = (char)(byte | 0x20);
    const bool letter = lower >= 'a' && lower <= 'z';
    const bool other = (byte >= '0' && byte <= '9') || byte == '+'
                       || byte == '-' || byte == '.';
    if (byte == ':') {
      return i > 0 ? i + 1 : 0;
    }
    if (!letter && (i == 0 || !other)) {
      return 0;
    }
  }
  return 0;
}

bool
gesta_iri_is_absolute(GestaStringView iri)
{
  return measure_scheme(iri) > 0;
}

// Cut a part off the front of a text.
static GestaStringView
take(GestaStringView *text, size_t size)
{
  const GestaStringView part = {text->data, size};
  text->data = size > 0 ? text->data + size : text->data;
  text->size -= size;
  return part;
}

// How many bytes come before the first of some delimiters.
static size_t
measure_until(GestaStringView text, size_t from, const char *delimiters)
{
  while (from < text.size
         && (text.data[from] == '\0'
             || strchr(delimiters, text.data[from]) == NULL)) {
    ++from;
  }
  return from;
}

static Parts
split(GestaStringView iri)
{
  Parts parts;
  parts.scheme = take(&iri, measure_scheme(iri));
  const bool has_authority = iri.size >= 2 && memcmp(iri.data, "//", 2) == 0;
  parts.authority = take(&iri,
                         has_authority ? measure_until(iri, 2, "/?#") : 0);
  parts.path = take(&iri, measure_until(iri, 0, "?#"));
  parts.query = take(&iri, measure_until(iri, 0, "#"));
  parts.fragment = iri;
  return parts;
}

// Let the path lose its last segment and the slash before it.
static size_t
drop_segment(const char *path, size_t size)
{
  while (size > 0 && path[size - 1] != '/') {
    --size;
  }
  return size > 0 ? size - 1 : 0;
}

// Remove "." and ".." from a path where it stands.
//
// returns  the new size
// source   RFC 3986, section 5.2.4; the letters are its steps
static size_t
remove_dot_segments(char *path, size_t size)
{
  size_t read = 0;
  size_t written = 0;
  while (read < size) {
    const char *rest = path + read;
    const size_t left = size - read;
    if (left >= 3 && memcmp(rest, "../", 3) == 0) { // A
      read += 3;
    } else if (left >= 2 && memcmp(rest, "./", 2) == 0) {
      read += 2;
    } else if (left >= 3 && memcmp(rest, "/./", 3) == 0) { // B
      read += 2;
    } else if (left == 2 && memcmp(rest, "/.", 2) == 0) {
      path[++read] = '/';
    } else if (left >= 4 && memcmp(rest, "/../", 4) == 0) { // C
      read += 3;
      written = drop_segment(path, written);
    } else if (left == 3 && memcmp(rest, "/..", 3) == 0) {
      read += 2;
      path[read] = '/';
      written = drop_segment(path, written);
    } else if ((left == 1 && rest[0] == '.')
               || (left == 2 && memcmp(rest, "..", 2) == 0)) { // D
      read = size;
    } else { // E
      do {
        path[written++] = path[read++];
      } while (read < size && path[read] != '/');
    }
  }
  return written;
}

// Append a path, merged with that of the base if it is relative, without dot
// segments.
// source  RFC 3986, section 5.2.3
static GestaStatus
append_path(const Parts *base, GestaStringView path, GestaTextBuffer *iri)
{
  const size_t start = iri->size;
  GestaStatus status = GESTA_OK;
  if (path.data[0] != '/') {
    GestaStringView before = base->path;
    while (before.size > 0 && before.data[before.size - 1] != '/') {
      --before.size;
    }
    if (base->authority.size > 0 && base->path.size == 0) {
      before = GESTA_VIEW("/");
    }
    status = gesta_text_buffer_append(iri, before);
  }
  if (status == GESTA_OK) {
    status = gesta_text_buffer_append(iri, path);
  }
  if (status == GESTA_OK) {
    iri->size = start
                + remove_dot_segments(iri->data + start, iri->size - start);
  }
  return status;
}

// source  RFC 3986, section 5.2.2, from the line where R has no scheme
static GestaStatus
append_relative(const Parts *base, const Parts *reference, GestaTextBuffer *iri)
{
  const bool authority = reference->authority.size > 0;
  const bool path = authority || reference->path.size > 0;
  const bool query = path || reference->query.size > 0;
  GestaStatus status = gesta_text_buffer_append(iri, base->scheme);
  if (status == GESTA_OK) {
    status = gesta_text_buffer_append(iri, authority ? reference->authority
                                                     : base->authority);
  }
  if (status == GESTA_OK && !path) {
    status = gesta_text_buffer_append(iri, base->path);
  } else if (status == GESTA_OK && reference->path.size > 0) {
    status = append_path(base, reference->path, iri);
  }
  if (status == GESTA_OK) {
    status = gesta_text_buffer_append(iri,
                                      query ? reference->query : base->query);
  }
  return status ? status : gesta_text_buffer_append(iri, reference->fragment);
}

GestaStatus
gesta_iri_resolve(GestaStringView base, GestaStringView reference,
                  GestaTextBuffer *iri)
{
  assert(iri);

  const Parts parts = split(reference);
  if (parts.scheme.size > 0) {
    return gesta_text_buffer_append(iri, reference);
  }
  const Parts base_parts = split(base);
  if (base_parts.scheme.size == 0) {
    return GESTA_ERR_INPUT;
  }
  const size_t before = iri->size;
  const GestaStatus status = append_relative(&base_parts, &parts, iri);
  if (status) {
    iri->size = before;
  }
  if (iri->data) {
    iri->data[iri->size] = '\0';
  }
  return status;
}
