// SPDX-License-Identifier: GPL-3.0-or-later
// A query is only cut into tokens, not parsed.

#include "graph/base/utf8.h"
#include "graph/rdf/prefixes.h"
#include "graph/rdf/query_token.h"
#include "graph/rdf/term.h"
#include "graph/rdf/vocabulary.h"

#include <assert.h>

enum { USED = 1, DECLARED = 2 };

typedef struct Scan {
  const GestaPrefixes *prefixes;
  unsigned char *marks; ///< [prefix count], USED and DECLARED
  bool after_keyword;   ///< the last word or name was PREFIX
} Scan;

static void
mark(Scan *scan, GestaStringView prefix)
{
  for (size_t i = 0; i < gesta_prefixes_count(scan->prefixes); ++i) {
    GestaStringView known;
    GestaStringView iri;
    gesta_prefixes_get(scan->prefixes, i, &known, &iri);
    if (gesta_view_equal(known, prefix)) {
      scan->marks[i] |= scan->after_keyword ? DECLARED : USED;
    }
  }
}

static void
scan_query(Scan *scan, GestaStringView query)
{
  size_t at = 0;
  while (at < query.size) {
    const GestaQueryToken token = gesta_query_token(query, at);
    at += token.text.size;
    if (token.kind == GESTA_TOKEN_NAME) {
      const char *colon = memchr(token.text.data, ':', token.text.size);
      assert(colon);
      mark(scan, (GestaStringView){token.text.data,
                                   (size_t)(colon - token.text.data)});
      scan->after_keyword = false;
    } else if (token.kind == GESTA_TOKEN_WORD) {
      scan->after_keyword = gesta_query_token_is(&token, "PREFIX");
    }
  }
}

static GestaStatus
append_declaration(GestaStringView prefix, GestaStringView iri,
                   GestaTextBuffer *text)
{
  const GestaTerm term = gesta_iri(iri);
  GestaStatus status = gesta_text_buffer_append(text, GESTA_VIEW("PREFIX "));
  if (status == GESTA_OK) {
    status = gesta_text_buffer_append(text, prefix);
  }
  if (status == GESTA_OK) {
    status = gesta_text_buffer_append(text, GESTA_VIEW(": "));
  }
  if (status == GESTA_OK) {
    status = gesta_term_spell(&term, text);
  }
  if (status == GESTA_OK) {
    status = gesta_text_buffer_append(text, GESTA_VIEW(" "));
  }
  return status;
}

static GestaStatus
append_declarations(const Scan *scan, GestaTextBuffer *text)
{
  GestaStatus status = GESTA_OK;
  for (size_t i = 0;
       status == GESTA_OK && i < gesta_prefixes_count(scan->prefixes); ++i) {
    if (scan->marks[i] == USED) {
      GestaStringView prefix;
      GestaStringView iri;
      gesta_prefixes_get(scan->prefixes, i, &prefix, &iri);
      status = append_declaration(prefix, iri, text);
    }
  }
  return status;
}

GestaStatus
gesta_prefixes_declare(const GestaPrefixes *prefixes, GestaStringView query,
                       GestaTextBuffer *text, size_t *added)
{
  assert(prefixes && text && added);

  if (gesta_utf8_check(query) < query.size) {
    return GESTA_ERR_ENCODING;
  }
  const size_t count = gesta_prefixes_count(prefixes);
  unsigned char *marks = gesta_allocate(text->allocator, count + 1, 1);
  if (!marks) {
    return GESTA_ERR_MEMORY;
  }
  memset(marks, 0, count + 1);
  Scan scan = {prefixes, marks, false};
  scan_query(&scan, query);

  const size_t before = text->size;
  GestaStatus status = append_declarations(&scan, text);
  const size_t size = text->size - before;
  if (status == GESTA_OK) {
    status = gesta_text_buffer_append(text, query);
  }
  gesta_release(text->allocator, marks);
  if (status == GESTA_OK) {
    *added = size;
  }
  return status;
}
