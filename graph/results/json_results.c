// SPDX-License-Identifier: GPL-3.0-or-later
// source  SPARQL 1.1 Query Results JSON Format
#include "graph/base/json_escape.h"
#include "graph/rdf/vocabulary.h"
#include "graph/results/results_state.h"

static GestaStatus
append(GestaResultsWriter *writer, const char *text)
{
  return gesta_text_buffer_append(&writer->text, gesta_view(text));
}

static GestaStatus
append_string(GestaResultsWriter *writer, GestaStringView text)
{
  return gesta_json_escape(text, &writer->text);
}

GestaStatus
gesta_json_head(GestaResultsWriter *writer)
{
  GestaStatus status = append(writer, "{\"head\":{\"vars\":[");
  for (size_t i = 0; status == GESTA_OK && i < writer->count; ++i) {
    status = append(writer, i > 0 ? "," : "");
    if (status == GESTA_OK) {
      status = append_string(writer, writer->variables[i]);
    }
  }
  return status ? status : append(writer, "]},\"results\":{\"bindings\":[\n");
}

// Append `before` and a string.
static GestaStatus
append_member(GestaResultsWriter *writer, const char *before,
              GestaStringView value)
{
  const GestaStatus status = append(writer, before);
  return status ? status : append_string(writer, value);
}

static GestaStatus
append_term(GestaResultsWriter *writer, const GestaTerm *term)
{
  static const char *const starts[] = {
    [GESTA_TERM_NONE] = "",
    [GESTA_TERM_IRI] = "{\"type\":\"uri\",\"value\":",
    [GESTA_TERM_BLANK] = "{\"type\":\"bnode\",\"value\":",
    [GESTA_TERM_LITERAL] = "{\"type\":\"literal\",\"value\":",
  };
  GestaStatus status = append_member(writer, starts[term->kind], term->value);
  if (status == GESTA_OK && term->language.size > 0) {
    status = append_member(writer, ",\"xml:lang\":", term->language);
  } else if (status == GESTA_OK && term->datatype.size > 0
             && !gesta_view_equal(term->datatype, GESTA_XSD("string"))) {
    status = append_member(writer, ",\"datatype\":", term->datatype);
  }
  return status ? status : append(writer, "}");
}

GestaStatus
gesta_json_row(GestaResultsWriter *writer, const GestaTerm *row)
{
  GestaStatus status = append(writer, writer->row_count > 0 ? ",\n{" : "{");
  bool first = true;
  for (size_t i = 0; status == GESTA_OK && i < writer->count; ++i) {
    if (row[i].kind == GESTA_TERM_NONE) {
      continue;
    }
    status = append_member(writer, first ? "" : ",", writer->variables[i]);
    if (status == GESTA_OK) {
      status = append(writer, ":");
    }
    if (status == GESTA_OK) {
      status = append_term(writer, &row[i]);
    }
    first = false;
  }
  return status ? status : append(writer, "}");
}

GestaStatus
gesta_json_end(GestaResultsWriter *writer)
{
  return append(writer, writer->row_count > 0 ? "\n]}}\n" : "]}}\n");
}
