// SPDX-License-Identifier: GPL-3.0-or-later
// source  GEXF 1.2draft, its XML schema (gexf.xsd)
#include "graph/base/xml_escape.h"
#include "graph/results/network_state.h"

// The columns that GEXF has no place for are attributes.
static bool
is_attribute(const GestaNetworkColumns *columns, size_t column)
{
  return columns->role[column] == GESTA_NETWORK_ATTRIBUTE;
}

static GestaStatus
append_declarations(GestaNetworkWriter *writer,
                    const GestaNetworkColumns *columns, const char *owner)
{
  static const char *const types[] = {[GESTA_NETWORK_TEXT] = "string",
                                      [GESTA_NETWORK_INTEGER] = "long",
                                      [GESTA_NETWORK_NUMBER] = "double"};
  GestaStatus status = gesta_text_buffer_print(
    &writer->text, "    <attributes class=\"%s\">\n", owner);
  for (size_t i = 0; status == GESTA_OK && i < columns->table->column_count;
       ++i) {
    if (!is_attribute(columns, i)) {
      continue;
    }
    status = gesta_text_buffer_print(&writer->text,
                                     "      <attribute id=\"%zu\" title=\"", i);
    if (status == GESTA_OK) {
      status = gesta_xml_escape(columns->table->names[i], &writer->text);
    }
    if (status == GESTA_OK) {
      status = gesta_text_buffer_print(&writer->text, "\" type=\"%s\"/>\n",
                                       types[columns->types[i]]);
    }
  }
  return status ? status : gesta_network_append(writer, "    </attributes>\n");
}

// Append the attributes of a row, its element's start being open, and the end
// of the element.
static GestaStatus
append_values(GestaNetworkWriter *writer, const GestaNetworkColumns *columns,
              size_t row, const char *owner)
{
  GestaStatus status = GESTA_OK;
  size_t count = 0;
  for (size_t i = 0; status == GESTA_OK && i < columns->table->column_count;
       ++i) {
    const GestaTerm *const cell = gesta_network_cell(columns, row, (int)i);
    if (!cell || !is_attribute(columns, i)) {
      continue;
    }
    status = gesta_text_buffer_print(
      &writer->text, "%s          <attvalue for=\"%zu\" value=\"",
      count++ > 0 ? "" : ">\n        <attvalues>\n", i);
    if (status == GESTA_OK) {
      status = gesta_network_xml(cell, &writer->text);
    }
    if (status == GESTA_OK) {
      status = gesta_network_append(writer, "\"/>\n");
    }
  }
  if (status == GESTA_OK) {
    status = count > 0 ? gesta_text_buffer_print(
               &writer->text, "        </attvalues>\n      </%s>\n", owner)
                       : gesta_network_append(writer, "/>\n");
  }
  return status ? status : gesta_network_flush(writer);
}

// Append ` NAME="…"`, or nothing if there is no such value.
static GestaStatus
append_part(GestaNetworkWriter *writer, const char *name, const GestaTerm *term)
{
  if (!term) {
    return GESTA_OK;
  }
  GestaStatus status = gesta_text_buffer_print(&writer->text, " %s=\"", name);
  if (status == GESTA_OK) {
    status = gesta_network_xml(term, &writer->text);
  }
  return status ? status : gesta_network_append(writer, "\"");
}

static GestaStatus
append_node(GestaNetworkWriter *writer, size_t row)
{
  const GestaNetworkColumns *const nodes = &writer->nodes;
  const GestaTerm *const node = gesta_network_part(nodes, row,
                                                   GESTA_NETWORK_NODE);
  const GestaTerm *const label = gesta_network_part(nodes, row,
                                                    GESTA_NETWORK_LABEL);
  GestaStatus status = gesta_network_append(writer, "      <node");
  if (status == GESTA_OK) {
    status = append_part(writer, "id", node);
  }
  if (status == GESTA_OK) { // the label is required
    status = append_part(writer, "label", label ? label : node);
  }
  return status ? status : append_values(writer, nodes, row, "node");
}

static GestaStatus
append_edge(GestaNetworkWriter *writer, size_t row)
{
  static const struct {
    const char *name;
    GestaNetworkRole role;
  } parts[] = {{"source", GESTA_NETWORK_SOURCE},
               {"target", GESTA_NETWORK_TARGET},
               {"label", GESTA_NETWORK_LABEL},
               {"weight", GESTA_NETWORK_WEIGHT}};
  const GestaNetworkColumns *const edges = &writer->edges;
  GestaStatus status = gesta_text_buffer_print(&writer->text,
                                               "      <edge id=\"%zu\"", row);
  for (size_t i = 0; status == GESTA_OK && i < sizeof parts / sizeof *parts;
       ++i) {
    status = append_part(writer, parts[i].name,
                         gesta_network_part(edges, row, parts[i].role));
  }
  return status ? status : append_values(writer, edges, row, "edge");
}

GestaStatus
gesta_gexf_write(GestaNetworkWriter *writer)
{
  GestaStatus status = gesta_network_append(
    writer, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<gexf xmlns=\"http://www.gexf.net/1.2draft\" version=\"1.2\">\n"
            "  <graph mode=\"static\" defaultedgetype=\"directed\">\n");
  if (status == GESTA_OK) {
    status = append_declarations(writer, &writer->nodes, "node");
  }
  if (status == GESTA_OK) {
    status = append_declarations(writer, &writer->edges, "edge");
  }
  if (status == GESTA_OK) {
    status = gesta_network_append(writer, "    <nodes>\n");
  }
  for (size_t i = 0; status == GESTA_OK && i < writer->nodes.table->row_count;
       ++i) {
    status = append_node(writer, i);
  }
  if (status == GESTA_OK) {
    status = gesta_network_append(writer, "    </nodes>\n    <edges>\n");
  }
  for (size_t i = 0; status == GESTA_OK && i < writer->edges.table->row_count;
       ++i) {
    status = append_edge(writer, i);
  }
  return status ? status
                : gesta_network_append(writer,
                                       "    </edges>\n  </graph>\n</gexf>\n");
}
