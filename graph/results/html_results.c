// SPDX-License-Identifier: GPL-3.0-or-later
// A page with one table, streamed.  It says its encoding and brings its style,
// so that a browser shows it as it should from a file; who wants the table
// alone cuts from <table> to </table>. source  HTML Living Standard,
// sections 4.9 (tabular data) and 13.1 (writing)
#include "graph/rdf/short_literal.h"
#include "graph/results/cell_text.h"
#include "graph/results/results_state.h"

static GestaStatus
append(GestaResultsWriter *writer, const char *text)
{
  return gesta_text_buffer_append(&writer->text, gesta_view(text));
}

// What stands for a byte, in an element and in an attribute; NULL: itself.
static const char *
escape(char byte, char room[3])
{
  (void)room;
  switch (byte) {
  case '&':
    return "&amp;";
  case '<':
    return "&lt;";
  case '>':
    return "&gt;";
  case '"':
    return "&quot;";
  case '\r':
    return "&#13;";
  case '\n':
  case '\t':
    return NULL;
  default:
    break;
  }
  const bool control = (unsigned char)byte < 0x20U || byte == 0x7F;
  return control ? "\xEF\xBF\xBD" : NULL;
}

static GestaStatus
append_between(GestaResultsWriter *writer, const char *before,
               GestaStringView value, const char *after)
{
  GestaStatus status = append(writer, before);
  if (status == GESTA_OK) {
    status = gesta_cell_text_escape(value, escape, &writer->text);
  }
  return status ? status : append(writer, after);
}

GestaStatus
gesta_html_head(GestaResultsWriter *writer)
{
  GestaStatus status = append(writer, writer->options.is_part ? "<table>\n"
                                                              : GESTA_HTML_START
                                        "<table>\n");
  if (status == GESTA_OK && writer->count > 0) {
    status = append(writer, "<thead>\n<tr>");
  }
  for (size_t i = 0; status == GESTA_OK && i < writer->count; ++i) {
    status = append_between(writer, "<th scope=\"col\">", writer->variables[i],
                            "</th>");
  }
  if (status == GESTA_OK && writer->count > 0) {
    status = append(writer, "</tr>\n</thead>\n");
  }
  return status ? status : append(writer, "<tbody>\n");
}

// Without the angle brackets of an IRI that no prefix fits.
static GestaStatus
append_iri(GestaResultsWriter *writer, const GestaTerm *term)
{
  GestaTextBuffer raw;
  gesta_text_buffer_init(&raw, writer->allocator);
  GestaStatus status = gesta_cell_text(writer->options.prefixes, term, &raw);
  const bool compact = raw.size > 0 && *raw.data != '<';
  const GestaStringView shown = compact ? gesta_text_buffer_view(&raw)
                                        : term->value;
  if (status == GESTA_OK && gesta_cell_text_is_link(term)) {
    status = append_between(writer, "<td><a href=\"", term->value, "\">");
    if (status == GESTA_OK) {
      status = append_between(writer, "", shown, "</a></td>");
    }
  } else if (status == GESTA_OK && compact) {
    status = append_between(writer, "<td title=\"", term->value, "\">");
    if (status == GESTA_OK) {
      status = append_between(writer, "", shown, "</td>");
    }
  } else if (status == GESTA_OK) {
    status = append_between(writer, "<td>", shown, "</td>");
  }
  gesta_text_buffer_clear(&raw);
  return status;
}

static GestaStatus
append_literal(GestaResultsWriter *writer, const GestaTerm *term)
{
  GestaStatus status = GESTA_OK;
  if (term->language.size > 0) {
    status = append_between(writer, "<td lang=\"", term->language, "\">");
  } else {
    status = append(writer, gesta_literal_is_numeric(term)
                              ? "<td class=\"number\">"
                              : "<td>");
  }
  return status ? status : append_between(writer, "", term->value, "</td>");
}

static GestaStatus
append_term(GestaResultsWriter *writer, const GestaTerm *term)
{
  switch (term->kind) {
  case GESTA_TERM_NONE:
    return append(writer, "<td></td>");
  case GESTA_TERM_IRI:
    return append_iri(writer, term);
  case GESTA_TERM_BLANK:
    return append_between(writer, "<td>_:", term->value, "</td>");
  case GESTA_TERM_LITERAL:
    return append_literal(writer, term);
  }
  return GESTA_OK;
}

GestaStatus
gesta_html_row(GestaResultsWriter *writer, const GestaTerm *row)
{
  if (writer->count == 0) {
    return GESTA_OK; // a row of a table has a cell
  }
  GestaStatus status = append(writer, "<tr>");
  for (size_t i = 0; status == GESTA_OK && i < writer->count; ++i) {
    status = append_term(writer, &row[i]);
  }
  return status ? status : append(writer, "</tr>\n");
}

GestaStatus
gesta_html_end(GestaResultsWriter *writer)
{
  return append(writer, writer->options.is_part
                          ? "</tbody>\n</table>\n"
                          : "</tbody>\n</table>\n" GESTA_HTML_END);
}
