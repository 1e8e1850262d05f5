// SPDX-License-Identifier: GPL-3.0-or-later
// source  SPARQL Query Results XML Format (second edition)
#include "graph/base/xml_escape.h"
#include "graph/rdf/vocabulary.h"
#include "graph/results/results_state.h"

static GestaStatus
append(GestaResultsWriter *writer, const char *text)
{
  return gesta_text_buffer_append(&writer->text, gesta_view(text));
}

static GestaStatus
append_value(GestaResultsWriter *writer, const char *before,
             GestaStringView value, const char *after)
{
  GestaStatus status = append(writer, before);
  if (status == GESTA_OK) {
    status = gesta_xml_escape(value, &writer->text);
  }
  return status ? status : append(writer, after);
}

GestaStatus
gesta_xml_head(GestaResultsWriter *writer)
{
  GestaStatus status = append(
    writer, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\">"
            "\n  <head>\n");
  for (size_t i = 0; status == GESTA_OK && i < writer->count; ++i) {
    status = append_value(writer, "    <variable name=\"", writer->variables[i],
                          "\"/>\n");
  }
  return status ? status : append(writer, "  </head>\n  <results>\n");
}

static GestaStatus
append_term(GestaResultsWriter *writer, const GestaTerm *term)
{
  switch (term->kind) {
  case GESTA_TERM_NONE:
    break;
  case GESTA_TERM_IRI:
    return append_value(writer, "<uri>", term->value, "</uri>");
  case GESTA_TERM_BLANK:
    return append_value(writer, "<bnode>", term->value, "</bnode>");
  case GESTA_TERM_LITERAL: {
    GestaStatus status = append(writer, "<literal");
    if (status == GESTA_OK && term->language.size > 0) {
      status = append_value(writer, " xml:lang=\"", term->language, "\"");
    } else if (status == GESTA_OK && term->datatype.size > 0
               && !gesta_view_equal(term->datatype, GESTA_XSD("string"))) {
      status = append_value(writer, " datatype=\"", term->datatype, "\"");
    }
    return status ? status
                  : append_value(writer, ">", term->value, "</literal>");
  }
  }
  return GESTA_OK;
}

GestaStatus
gesta_xml_row(GestaResultsWriter *writer, const GestaTerm *row)
{
  GestaStatus status = append(writer, "    <result>\n");
  for (size_t i = 0; status == GESTA_OK && i < writer->count; ++i) {
    if (row[i].kind == GESTA_TERM_NONE) {
      continue;
    }
    status = append_value(writer, "      <binding name=\"",
                          writer->variables[i], "\">");
    if (status == GESTA_OK) {
      status = append_term(writer, &row[i]);
    }
    if (status == GESTA_OK) {
      status = append(writer, "</binding>\n");
    }
  }
  return status ? status : append(writer, "    </result>\n");
}

GestaStatus
gesta_xml_end(GestaResultsWriter *writer)
{
  return append(writer, "  </results>\n</sparql>\n");
}
