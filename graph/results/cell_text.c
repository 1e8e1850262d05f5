// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/results/cell_text.h"

#include "graph/base/utf8.h"

#include <string.h>
#include <uniwidth.h>

size_t
gesta_cell_text_columns(uint32_t code_point)
{
  const int width = uc_width(code_point, "UTF-8");
  return width > 0 ? (size_t)width : 0;
}

// Controls and marks that turn the direction of text would garble the terminal.
static const char *
replacement(uint32_t code_point)
{
  if (code_point == '\n' || code_point == '\r') {
    return "↵";
  }
  if (code_point == '\t') {
    return " ";
  }
  const bool control = code_point < 0x20
                       || (code_point >= 0x7F && code_point < 0xA0)
                       || (code_point >= 0x202A && code_point <= 0x202E)
                       || (code_point >= 0x2066 && code_point <= 0x2069);
  return control ? "\xEF\xBF\xBD" : NULL;
}

GestaStatus
gesta_cell_text_visible(GestaStringView value, GestaTextBuffer *text,
                        size_t *width)
{
  GestaStatus status = GESTA_OK;
  size_t total = 0;
  for (size_t i = 0; status == GESTA_OK && i < value.size;) {
    uint32_t code_point;
    const size_t size = gesta_utf8_decode(value, i, &code_point);
    const char *instead = replacement(code_point);
    const GestaStringView shown = instead
                                    ? gesta_view(instead)
                                    : (GestaStringView){value.data + i, size};
    status = gesta_text_buffer_append(text, shown);
    total += instead ? 1 : gesta_cell_text_columns(code_point);
    i += size;
  }
  if (status == GESTA_OK) {
    *width = total;
  }
  return status;
}

GestaStatus
gesta_cell_text(const GestaPrefixes *prefixes, const GestaTerm *term,
                GestaTextBuffer *text)
{
  switch (term->kind) {
  case GESTA_TERM_NONE:
    break;
  case GESTA_TERM_IRI:
    return prefixes ? gesta_prefixes_compact(prefixes, term->value, text)
                    : gesta_term_spell(term, text);
  case GESTA_TERM_BLANK:
    return gesta_term_spell(term, text);
  case GESTA_TERM_LITERAL:
    return gesta_text_buffer_append(text, term->value);
  }
  return GESTA_OK;
}

GestaStatus
gesta_cell_text_bare(const GestaPrefixes *prefixes, const GestaTerm *term,
                     GestaTextBuffer *text)
{
  const size_t start = text->size;
  const GestaStatus status = gesta_cell_text(prefixes, term, text);
  if (status || term->kind != GESTA_TERM_IRI || text->size == start
      || text->data[start] != '<') {
    return status;
  }
  text->size = start;
  return gesta_text_buffer_append(text, term->value);
}

GestaStatus
gesta_cell_text_escape(GestaStringView value, GestaMarkupEscape *escape,
                       GestaTextBuffer *text)
{
  size_t start = 0;
  for (size_t i = 0; i < value.size; ++i) {
    char room[3];
    const char *const instead = escape(value.data[i], room);
    if (!instead) {
      continue;
    }
    GestaStatus status = gesta_text_buffer_append(
      text, (GestaStringView){value.data + start, i - start});
    if (status == GESTA_OK) {
      status = gesta_text_buffer_append(text, gesta_view(instead));
    }
    if (status) {
      return status;
    }
    start = i + 1;
  }
  return start < value.size ? gesta_text_buffer_append(
           text, (GestaStringView){value.data + start, value.size - start})
                            : GESTA_OK;
}

bool
gesta_cell_text_is_link(const GestaTerm *term)
{
  static const char *const starts[] = {"http://", "https://"};
  for (size_t i = 0; term->kind == GESTA_TERM_IRI && i < 2; ++i) {
    const size_t size = strlen(starts[i]);
    if (term->value.size > size
        && memcmp(term->value.data, starts[i], size) == 0) {
      return true;
    }
  }
  return false;
}
