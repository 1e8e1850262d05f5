// SPDX-License-Identifier: GPL-3.0-or-later
// A node is called n and the number of its row, because the id of an element is
// an NMTOKEN, which an IRI is not; the IRI is the attribute `node`.
//
// source  GraphML 1.0, its XML schema (graphml-structure.xsd,
//         graphml-attributes.xsd)
#include "graph/base/xml_escape.h"
#include "graph/results/network_state.h"

static bool
is_end(GestaNetworkRole role)
{
  return role == GESTA_NETWORK_SOURCE || role == GESTA_NETWORK_TARGET;
}

static GestaStatus
append_keys(GestaNetworkWriter *writer, const GestaNetworkColumns *columns,
            const char *owner)
{
  static const char *const types[] = {[GESTA_NETWORK_TEXT] = "string",
                                      [GESTA_NETWORK_INTEGER] = "long",
                                      [GESTA_NETWORK_NUMBER] = "double"};
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; status == GESTA_OK && i < columns->table->column_count;
       ++i) {
    if (is_end(columns->role[i])) {
      continue;
    }
    status = gesta_text_buffer_print(
      &writer->text, "  <key id=\"%s%zu\" for=\"%s\" attr.name=\"", owner, i,
      owner);
    if (status == GESTA_OK) {
      status = gesta_xml_escape(columns->table->names[i], &writer->text);
    }
    if (status == GESTA_OK) {
      status = gesta_text_buffer_print(&writer->text, "\" attr.type=\"%s\"/>\n",
                                       types[columns->types[i]]);
    }
  }
  return status;
}

static GestaStatus
append_data(GestaNetworkWriter *writer, const GestaNetworkColumns *columns,
            size_t row, const char *owner)
{
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; status == GESTA_OK && i < columns->table->column_count;
       ++i) {
    const GestaTerm *const cell = gesta_network_cell(columns, row, (int)i);
    if (!cell || is_end(columns->role[i])) {
      continue;
    }
    status = gesta_text_buffer_print(&writer->text,
                                     "      <data key=\"%s%zu\">", owner, i);
    if (status == GESTA_OK) {
      status = gesta_network_xml(cell, &writer->text);
    }
    if (status == GESTA_OK) {
      status = gesta_network_append(writer, "</data>\n");
    }
  }
  return status;
}

static GestaStatus
append_node(GestaNetworkWriter *writer, size_t row)
{
  GestaStatus status = gesta_text_buffer_print(&writer->text,
                                               "    <node id=\"n%zu\">\n", row);
  if (status == GESTA_OK) {
    status = append_data(writer, &writer->nodes, row, "node");
  }
  if (status == GESTA_OK) {
    status = gesta_network_append(writer, "    </node>\n");
  }
  return status ? status : gesta_network_flush(writer);
}

static GestaStatus
append_edge(GestaNetworkWriter *writer, size_t row)
{
  GestaStatus status = gesta_text_buffer_print(
    &writer->text, "    <edge id=\"e%zu\" source=\"n%zu\" target=\"n%zu\">\n",
    row, gesta_network_end(writer, row, GESTA_NETWORK_SOURCE),
    gesta_network_end(writer, row, GESTA_NETWORK_TARGET));
  if (status == GESTA_OK) {
    status = append_data(writer, &writer->edges, row, "edge");
  }
  if (status == GESTA_OK) {
    status = gesta_network_append(writer, "    </edge>\n");
  }
  return status ? status : gesta_network_flush(writer);
}

GestaStatus
gesta_graphml_write(GestaNetworkWriter *writer)
{
  GestaStatus status = gesta_network_append(
    writer, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
  if (status == GESTA_OK) {
    status = append_keys(writer, &writer->nodes, "node");
  }
  if (status == GESTA_OK) {
    status = append_keys(writer, &writer->edges, "edge");
  }
  if (status == GESTA_OK) {
    status = gesta_network_append(
      writer, "  <graph id=\"gesta\" edgedefault=\"directed\">\n");
  }
  for (size_t i = 0; status == GESTA_OK && i < writer->nodes.table->row_count;
       ++i) {
    status = append_node(writer, i);
  }
  for (size_t i = 0; status == GESTA_OK && i < writer->edges.table->row_count;
       ++i) {
    status = append_edge(writer, i);
  }
  return status ? status
                : gesta_network_append(writer, "  </graph>\n</graphml>\n");
}
